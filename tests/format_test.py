#!/usr/bin/env python3
"""Fails where a source is not as .clang-format wants it, or is longer than a reader's patience.

usage: format_test.py CHECKOUT [CLANG_FORMAT]

Without CLANG_FORMAT only lengths are checked. ./scripts/format mends the layout.
"""
import pathlib
import re
import subprocess
import sys

MOST_LINES = 500  # of a file in src/


def main():
    checkout = pathlib.Path(sys.argv[1])
    sources = sorted(path for folder in ("src", "tests") for suffix in ("*.h", "*.cc")
                     for path in (checkout / folder).rglob(suffix))
    if not sources:
        sys.exit(f"no sources under {checkout}")
    faults = []
    for path in sources:
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MOST_LINES and path.is_relative_to(checkout / "src"):
            faults.append(f"{path}: {lines} lines, more than {MOST_LINES}; it holds two ideas")
    if len(sys.argv) > 2:
        run = subprocess.run([sys.argv[2], "--dry-run", "-Werror", "--style=file", *sources],
                             capture_output=True, text=True)
        places = re.findall(r"^(.+?:\d+):\d+: error:", run.stderr, re.MULTILINE)
        first = {place.rsplit(":", 1)[0]: place for place in reversed(places)}  # one a file
        faults += [f"{place}: layout differs; run ./scripts/format" for place in first.values()]
        if run.returncode and not places:
            faults.append(run.stderr)
    else:
        print("clang-format is not installed: lengths checked, layout not")
    print("\n".join(faults) if faults else f"{len(sources)} files are in order")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
