"""What a command costs, measured and printed the same way by every script of this folder."""
import resource, statistics, time


def spent(run):
    """Wall and CPU milliseconds (user and system, all children) of what `run` starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall * 1000, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def shown(name, runs):
    """Prints the least and the middle of wall and CPU; gives them as (least wall, least CPU, middle wall, middle CPU)."""
    wall, cpu = zip(*runs)
    print(f"  {name:<28} wall {min(wall):8.1f} least {statistics.median(wall):8.1f} middle   "
          f"cpu {min(cpu):8.1f} least {statistics.median(cpu):8.1f} middle")
    return min(wall), min(cpu), statistics.median(wall), statistics.median(cpu)
