#!/usr/bin/env python3
"""What the gate costs, side by side in one run: `benches/gate.py PROGRAM [--large REPOSITORY] [--times N]`.

Each figure is a pair: the same git command in two clones, one with the gate and one without, run in turns, so
that a busy machine is busy for both. Shown are the smallest and the middle wall time and CPU time (user and
system, with all children) in milliseconds. A large repository may be handed in; without one, a repository of
60,000 small files is made, which takes a minute. Ends 1 when a bound is broken.

Bounds: a rebase of 20 commits under the tag guard costs at most 10 % more than under a hook that is
`#!/bin/sh` and `exit 0`, and starts no program of ours; a push without tags costs at most 10 ms more; the
gate's share of a push of one tag is at most one check.
"""
import argparse, os, pathlib, shutil, subprocess, sys, tempfile
from figures import shown, spent

EMPTY = "#!/bin/sh\nexit 0\n"


class Yard:
    def __init__(self, folder, program):
        self.folder = folder
        self.calls = folder / "calls"
        tools = folder / "bin"
        tools.mkdir()
        # The program behind a door that counts; the tests of cost call it directly.
        shutil.copy(program, tools / "real-git-openness")
        self.counted = tools / "counted"
        self.counted.mkdir()
        door = self.counted / "git-openness"
        door.write_text(f'#!/bin/sh\necho x >>"{self.calls}"\nexec "{tools}/real-git-openness" "$@"\n')
        door.chmod(0o755)
        (tools / "plain").mkdir()
        os.link(tools / "real-git-openness", tools / "plain" / "git-openness")
        (folder / "home").mkdir()
        self.env = {
            "PATH": f"{tools}/plain:{os.environ['PATH']}", "HOME": str(folder / "home"), "LC_ALL": "C",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
        }

    def git(self, where, *args, counted=False):
        env = dict(self.env)
        if counted:
            env["PATH"] = f"{self.counted}:{env['PATH']}"
        done = subprocess.run(["git", *args], cwd=where, env=env, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"git {' '.join(args)} in {where}: {done.stderr}")
        return done.stdout.strip()

    def timed(self, where, *args):
        """Wall and CPU milliseconds of one git command with all its children."""
        return spent(lambda: self.git(where, *args))


def hook(repository, name, text):
    path = repository / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def rebase(yard, times):
    base = yard.folder / "rebase"
    base.mkdir()
    yard.git(base, "init", "-q", "-b", "main")
    (base / "a").write_text("a")
    yard.git(base, "add", "."), yard.git(base, "commit", "-qm", "a")
    yard.git(base, "switch", "-qc", "side")
    for number in range(20):
        (base / f"{number}").write_text("x")
        yard.git(base, "add", "."), yard.git(base, "commit", "-qm", str(number))
    yard.git(base, "switch", "-q", "main")
    (base / "b").write_text("b")
    yard.git(base, "add", "."), yard.git(base, "commit", "-qm", "b")
    start = yard.git(base, "rev-parse", "side")
    pair = {}
    for name in ("empty", "guard"):
        pair[name] = yard.folder / name
        yard.git(yard.folder, "clone", "-q", str(base), str(pair[name]))
        shutil.rmtree(pair[name] / ".git" / "hooks", ignore_errors=True)
    hook(pair["empty"], "reference-transaction", EMPTY)
    yard.git(pair["guard"], "openness", "install", "--tag-guard", "--as", "script")
    (pair["guard"] / ".git/hooks/pre-push").unlink()
    runs = {name: [] for name in pair}
    for turn in range(times):
        for name in sorted(pair, reverse=turn % 2 == 1):
            yard.git(pair[name], "checkout", "-q", "-B", "side", start)
            runs[name].append(yard.timed(pair[name], "rebase", "-q", "origin/main"))
    yard.git(pair["guard"], "checkout", "-q", "-B", "side", start)
    yard.calls.unlink(missing_ok=True)
    yard.git(pair["guard"], "rebase", "-q", "origin/main", counted=True)
    started = len(yard.calls.read_text().split()) if yard.calls.exists() else 0
    print(f"rebase of 20 commits, {times} times each")
    without, with_ = shown("a hook that does nothing", runs["empty"]), shown("the tag guard", runs["guard"])
    ratios = [b / a - 1 for a, b in zip(without, with_)]
    print(f"  more: wall {ratios[0]:+.1%} least {ratios[2]:+.1%} middle, cpu {ratios[1]:+.1%} least {ratios[3]:+.1%} middle;"
          f" programs of ours started: {started}")
    return min(ratios[1], ratios[3]) <= 0.10 and started == 0


def push(yard, times):
    remote = yard.folder / "push.git"
    yard.git(yard.folder, "init", "-q", "--bare", str(remote))
    first = yard.folder / "rebase"
    one, two = yard.git(first, "rev-parse", "main~1"), yard.git(first, "rev-parse", "main")
    pair = {}
    for name in ("bare-push", "gated-push"):
        pair[name] = yard.folder / name
        yard.git(yard.folder, "clone", "-q", str(first), str(pair[name]))
        shutil.rmtree(pair[name] / ".git" / "hooks", ignore_errors=True)
    yard.git(pair["gated-push"], "openness", "install", "--as", "script")
    runs = {name: [] for name in pair}
    for turn in range(times):
        for name in sorted(pair, reverse=turn % 2 == 1):
            yard.git(pair[name], "push", "-q", "-f", "--no-verify", str(remote), f"{one}:refs/heads/x")
            runs[name].append(yard.timed(pair[name], "push", "-q", str(remote), f"{two}:refs/heads/x"))
    print(f"push without tags, {times} times each")
    without, with_ = shown("no hook", runs["bare-push"]), shown("the gate", runs["gated-push"])
    print(f"  more: wall {with_[0] - without[0]:+.1f} ms least {with_[2] - without[2]:+.1f} ms middle, "
          f"cpu {with_[1] - without[1]:+.1f} ms least {with_[3] - without[3]:+.1f} ms middle")
    return min(with_[0] - without[0], with_[2] - without[2]) <= 10


def tag(yard, large, times):
    if large is None:
        large = yard.folder / "large"
        large.mkdir()
        yard.git(large, "init", "-q", "-b", "main")
        stream = ["commit refs/heads/main\ncommitter Ada <ada@example.org> 0 +0000\ndata 1\nx\n"]
        for number in range(60_000):
            text = f"def work_{number}():\n    return {number}\n"
            stream.append(f"M 100644 inline src/{number % 300}/m{number}.py\ndata {len(text)}\n{text}\n")
        fed = subprocess.run(["git", "fast-import", "--quiet"], cwd=large, env=yard.env, input="".join(stream), text=True)
        if fed.returncode:
            sys.exit("git fast-import failed")
    clone, remote = yard.folder / "tagger", yard.folder / "tags.git"
    yard.git(yard.folder, "clone", "-q", "--no-checkout", "--shared", str(large), str(clone))
    yard.git(yard.folder, "clone", "-q", "--bare", "--shared", str(large), str(remote))
    files = len(yard.git(clone, "ls-tree", "-r", "--name-only", "HEAD").splitlines())
    yard.git(clone, "tag", "-a", "v1", "-m", "A release")
    yard.git(clone, "openness", "install", "--as", "script")
    runs = {"no gate": [], "the gate": [], "one check": []}
    for _ in range(times):
        for name in runs:
            if name == "one check":
                runs[name].append(yard.timed(clone, "openness", "check", "v1", "--format", "json", "--output", os.devnull))
                continue
            subprocess.run(["git", "update-ref", "-d", "refs/tags/v1"], cwd=remote, env=yard.env, check=True)
            flags = ["--no-verify"] if name == "no gate" else []
            runs[name].append(yard.timed(clone, "push", "-q", *flags, str(remote), "refs/tags/v1"))
    print(f"push of one tag on {files:,} files, {times} times each")
    figures = {name: shown(name, run) for name, run in runs.items()}
    share = [b - a for a, b in zip(figures["no gate"], figures["the gate"])]
    print(f"  the gate's share: wall {share[0]:.1f} ms least {share[2]:.1f} middle, cpu {share[1]:.1f} ms least {share[3]:.1f} middle")
    # 10 ms for what every push pays, and what two runs of one check differ by on a shared machine.
    check = figures["one check"]
    return min(share[1] - 1.05 * check[1], share[3] - 1.05 * check[3]) <= 10


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("program", type=pathlib.Path)
    ap.add_argument("--large", type=pathlib.Path)
    ap.add_argument("--times", type=int, default=15)
    args = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        yard = Yard(pathlib.Path(folder), args.program.resolve())
        held = [rebase(yard, args.times), push(yard, args.times), tag(yard, args.large, args.times)]
    for bound, holds in zip(("rebase", "push without tags", "push of a tag"), held):
        print(f"{bound}: {'holds' if holds else 'BROKEN'}")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
