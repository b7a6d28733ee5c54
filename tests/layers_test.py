#!/usr/bin/env python3
"""Fails where an #include in src/ runs against the order of the folders.

usage: layers_test.py SRC FOLDER...

FOLDER...: the folders in order; a file may include those of its own folder and of the folders
before it. The build passes TRUSTSEM_FOLDERS of the top CMakeLists.txt, the one list there is. A
library that only one folder may use (so that it can be replaced there) is checked as well.
"""
import pathlib
import re
import sys

# What begins a third party's #include, and the folders that may use it.
CONFINED = {
    "ceres/": {"solve"},
    "yaml-cpp/": {"spec"},
    "readstat.h": {"data"},
    "CLI/": {"cli"},
    "mpi.h": {"cli"},
    "Random123/": {"base"},
    "cblas.h": {"base"},
    "xlsxwriter.h": {"report"},
    "graphviz/": {"report"},
    "pango/": {"report"},
    "cairo": {"report"},
    "fontconfig/": {"report"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def faults_of(path, src, folders):
    folder = path.relative_to(src).parts[0]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quoted, included = match.group(1) == '"', match.group(2)
        place = f"{path}:{number}: "
        head = included.split("/")[0]
        if quoted and head in folders and "/" in included:
            if folders.index(head) > folders.index(folder):
                yield f'{place}{folder} comes before {head} and may not include "{included}"'
            elif not (src / included).is_file():
                yield f'{place}there is no src/{included}'
        elif quoted:
            yield f'{place}"{included}" is not written relative to src ("folder/file.h")'
        for prefix, allowed in CONFINED.items():
            if included.startswith(prefix) and folder not in allowed:
                yield f"{place}{included} is for {', '.join(sorted(allowed))} alone, not {folder}"


def main():
    src, folders = pathlib.Path(sys.argv[1]), sys.argv[2:]
    if not folders:
        sys.exit(__doc__)
    faults, files = [], 0
    for path in sorted([*src.rglob("*.h"), *src.rglob("*.cc")]):
        files += 1
        if path.relative_to(src).parts[0] not in folders:
            faults.append(f"{path}: its folder is not in the order ({' '.join(folders)})")
        else:
            faults.extend(faults_of(path, src, folders))
    print("\n".join(faults) if faults else f"{files} files include only what is before them")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
