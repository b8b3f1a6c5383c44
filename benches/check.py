#!/usr/bin/env python3
"""What a check costs, side by side in one run: `benches/check.py PROGRAM [--large REPOSITORY] [--times N]`.

Each figure is a pair where there is something to compare with, run in turns, so that a busy machine is busy for
both. Shown are the smallest and the middle wall time and CPU time (user and system, all threads) in milliseconds.
A large repository may be handed in; without one, a repository of 60,000 small programs is made, which takes a
minute. Ends 1 when a bound is broken.

Bounds: a check of the large repository takes no longer than `git grep -c -F '.backward(' HEAD` on it; one of 1,000
files takes less than 100 ms of CPU, one of 200 different license files less than a second of CPU.
"""
import argparse, os, pathlib, subprocess, sys, tempfile
from figures import shown, spent

WORDS = "import def return for in range model data loader config value print class if else None True batch step loss".split()
ROOT = pathlib.Path(__file__).parent.parent


def repository(folder, files):
    """A packed repository of these (path, text) pairs."""
    folder.mkdir()
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    stream = ["commit refs/heads/main\ncommitter Ada <ada@example.org> 0 +0000\ndata 1\nx\n"]
    stream += [f"M 100644 inline {path}\ndata {len(text)}\n{text}\n" for path, text in files]
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input="".join(stream), text=True, check=True)
    return folder


def program(number, lines):
    """A text that looks like a program and is like no other."""
    words = len(WORDS)
    return "\n".join(" ".join(WORDS[(number * 7 + line * 3 + at * (line % 5 + 1)) % words] for at in range(8)) + f" # {number}"
                     for line in range(lines))


def small():
    yield "README.md", "# Brook\n\nA library for water.\n"
    for number in range(1_000):
        ending = ("py", "py", "js", "md", "c", "yaml")[number % 6]
        yield f"src/{number % 40}/m{number}.{ending}", program(number, 40)


def licenses():
    """Known texts with a word put in: each has to be compared with the list."""
    known = [(ROOT / name).read_text().split(" ") for name in ("LICENSE-APACHE", "LICENSE-MIT")]
    for number in range(200):
        text = known[number % 2]
        at = number * 7 % len(text)
        yield f"packages/{number}/LICENSE", " ".join([*text[:at], f"word{number}", *text[at:]])


def timed(where, command):
    def run():
        done = subprocess.run(command, cwd=where, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        # `git grep` that finds nothing ends 1, and so does a check that refutes a claim.
        if done.returncode not in (0, 1, 3):
            sys.exit(f"{' '.join(command)} in {where}: {done.stderr}")
    return spent(run)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("program", type=pathlib.Path)
    ap.add_argument("--large", type=pathlib.Path)
    ap.add_argument("--times", type=int, default=7)
    args = ap.parse_args()
    check = [str(args.program.resolve()), "check", "HEAD", "--format", "json"]
    grep = ["git", "grep", "-c", "-F", ".backward(", "HEAD"]
    held = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        sizes = ((f"src/{number % 300}/m{number}.py", program(number, 30)) for number in range(60_000))
        large = args.large or repository(folder / "large", sizes)
        runs = {"git grep": [], "check": []}
        for turn in range(args.times):
            for name in sorted(runs, reverse=turn % 2 == 1):
                runs[name].append(timed(large, check if name == "check" else grep))
        print(f"a large repository, {args.times} times each")
        figures = {name: shown(name, run) for name, run in runs.items()}
        print(f"  check against git grep: wall {figures['check'][2] / figures['git grep'][2]:.2f}, "
              f"cpu {figures['check'][3] / figures['git grep'][3]:.2f}")
        held["a large repository"] = figures["check"][2] <= figures["git grep"][2]
        for name, files, bound in (("1,000 files", small(), 100), ("200 license files", licenses(), 1000)):
            where = repository(folder / str(bound), files)
            print(f"{name}, {args.times} times")
            held[name] = shown("check", [timed(where, check) for _ in range(args.times)])[3] < bound
    for bound, holds in held.items():
        print(f"{bound}: {'holds' if holds else 'BROKEN'}")
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
