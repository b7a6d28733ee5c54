#!/usr/bin/env python3
"""Fails where the documentation and the checkout contradict each other.

usage: docs_test.py CHECKOUT PROGRAM

Links: every relative link and image in a Markdown file leads to a file, and #fragments to a heading.
Models: every fenced yaml block that begins with `trustsem: 1` reads (PROGRAM convert).
Options: docs/command_line.md and --help of every subcommand name the same options. There, a section
speaks of the subcommands that its heading names in backquotes; options stand in the first cell of
its tables.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = {"build", "out", ".git", "third_party"}
# Whose examples are tested line by line elsewhere.
TESTED_ELSEWHERE = {"specification.md"}
FENCE = re.compile(r"^```(\w*)\s*\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
COMMON = {"--help", "--version"}


def pages_of(checkout):
    for path in sorted(checkout.rglob("*.md")):
        if not SKIPPED & set(path.relative_to(checkout).parts):
            yield path, path.read_text(encoding="utf-8")


def anchors_of(text):
    """Fragments of the headings, as GitHub makes them."""
    anchors = set()
    for heading in re.findall(r"^#+ +(.+?)\s*$", FENCE.sub("", text), re.MULTILINE):
        words = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        anchors.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return anchors


def link_faults(path, text):
    prose = re.sub(r"`[^`\n]*`", "", FENCE.sub("", text))
    for target in LINK.findall(prose):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        page = path.parent / name if name else path
        if not page.exists():
            yield f"{path}: the link '{target}' leads nowhere"
        elif fragment and page.suffix == ".md" and (
                fragment not in anchors_of(page.read_text(encoding="utf-8"))):
            yield f"{path}: '{target}': there is no such heading"


def model_faults(path, text, program):
    if path.name in TESTED_ELSEWHERE:
        return
    for language, block in FENCE.findall(text):
        if language != "yaml" or not block.startswith("trustsem: 1"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder) / "model.yaml"
            model.write_text(block, encoding="utf-8")
            run = subprocess.run([program, "convert", model, "--to", "yaml"],
                                 capture_output=True, text=True, encoding="utf-8")
            if run.returncode:
                yield f"{path}: an example is no model: {run.stderr.replace(str(model), 'block')}"


def help_of(program, *words):
    run = subprocess.run([program, *words, "--help"], capture_output=True, text=True,
                         encoding="utf-8")
    if run.returncode:
        sys.exit(f"{program} {' '.join(words)} --help ended with status {run.returncode}")
    return run.stdout


def options_by_command(program):
    listed = help_of(program).split("Subcommands:")[1]
    return {name: set(re.findall(r"^  (?:-\w,)?(--[a-z-]+)", help_of(program, name), re.MULTILINE))
            for name in re.findall(r"^  (\w+)", listed, re.MULTILINE)}


def option_faults(path, text, program):
    known = options_by_command(program)
    told = {name: set() for name in known}
    everything = set().union(*known.values()) | COMMON
    for option in sorted(set(OPTION.findall(text)) - everything):
        yield f"{path}: no command has the option {option}"
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        words = {word for quoted in re.findall(r"`([^`]+)`", heading) for word in quoted.split()}
        commands = words & set(known)
        for unknown in sorted(words - commands - {"trustsem"}):
            yield f"{path}: '{heading}': there is no command {unknown}"
        for cell in re.findall(r"^\| *(`--.*?) *(?<!\\)\|", body, re.MULTILINE):
            for option in OPTION.findall(cell):
                for name in sorted(commands):
                    told[name].add(option)
                    if option not in known[name]:
                        yield f"{path}: '{heading}': {name} has no option {option}"
    for name, options in known.items():
        for option in sorted(options - told[name] - COMMON):
            yield f"{path}: the option {option} of {name} is missing"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    checkout, program = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    faults, pages = [], 0
    for path, text in pages_of(checkout):
        pages += 1
        faults.extend(link_faults(path, text))
        faults.extend(model_faults(path, text, program))
        if path == checkout / "docs/command_line.md":
            faults.extend(option_faults(path, text, program))
    print("\n".join(faults) if faults else f"{pages} pages are in order")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
