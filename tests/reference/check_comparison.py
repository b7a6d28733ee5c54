#!/usr/bin/env python3
"""Runs the comparisons of comparison_cases.json through the program (trustsem compare) and holds
every number against lavaan's.

usage: check_comparison.py PROGRAM [--only SUBSTRING] [--verbose]

Numbers agree where |a - b| <= 1e-5 max(1, |b|), those of corrected and of Vuong's tests where
|a - b| <= 1e-4 max(1, |b|): lavaan's minimiser stops at gradients near 1e-6, which a test statistic
takes squared, and a scaling factor or a casewise variance as it is. A case may state another
tolerance, with its reason. The exit status is 1 if any case fails. Only the Python standard library
is used.
"""
import argparse
import json
import math
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
from check import without_twins  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
TOLERANCE = {"fit": 1e-5, "difference": 1e-4}


class Comparison:
    def __init__(self, tolerance):
        self.tolerance = tolerance
        self.faults = []
        self.numbers = 0
        self.largest = dict.fromkeys(TOLERANCE, 0.0)

    def measures(self, kind, name, got, want):
        for key, value in want.items():
            self.numbers += 1
            mine = got.get(key)
            if not isinstance(mine, (int, float)) or not math.isfinite(mine):
                self.faults.append(f"{name} {key}: missing (expected {value:.8g})")
                continue
            difference = abs(mine - value) / max(1.0, abs(value))
            self.largest[kind] = max(self.largest[kind], difference)
            if difference > self.tolerance[kind]:
                self.faults.append(f"{name} {key}: {mine:.10g} instead of {value:.10g}")


def run_case(program, case, timeout):
    result = Comparison({**TOLERANCE, **case.get("tolerance", {})})
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, model in enumerate(case["models"], 1):
            files.append(pathlib.Path(folder) / f"model{number}.lav")
            files[-1].write_text(model + "\n", encoding="utf-8")
        command = [program, "compare", *map(str, files), "--data",
                   str(HERE / "data" / case["data"]), *case["args"], "--format", "json"]
        try:
            run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8",
                                 timeout=timeout)
        except subprocess.TimeoutExpired:
            result.faults.append(f"no answer in {timeout} s")
            return result
    if run.returncode != 0:
        last_line = (run.stderr.strip().splitlines() or ["no message"])[-1]
        result.faults.append(f"exit status {run.returncode}: {last_line}")
        return result
    got, want = json.loads(run.stdout, object_pairs_hook=without_twins), case["expected"]
    for name in ("models", "comparisons"):
        if len(got[name]) != len(want[name]):
            result.faults.append(f"{len(got[name])} {name} instead of {len(want[name])}")
            return result
    for mine, theirs in zip(got["models"], want["models"]):
        result.measures("fit", mine["name"], mine["fit"], theirs)
    for mine, theirs in zip(got["comparisons"], want["comparisons"]):
        vuong = theirs.pop("vuong", None)
        nested = "not_nested" if vuong else "nested"
        if mine["nested"] != nested:
            result.faults.append(f"{mine['model']}: {mine['nested']} instead of {nested}")
        result.measures("difference", mine["model"], mine, theirs)
        if vuong:
            result.measures("difference", mine["model"], mine.get("vuong", {}), vuong)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--verbose", action="store_true", help="every fault of every case")
    parser.add_argument("--timeout", type=float, default=120.0, help="seconds a case may take")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    index = json.loads((HERE / "comparison_cases.json").read_text(encoding="utf-8"))
    cases = [case for case in index if options.only in case["id"]]
    if not cases:
        parser.error("no case matches")
    failed, numbers, largest = 0, 0, dict.fromkeys(TOLERANCE, 0.0)
    for case in cases:
        result = run_case(program, case, options.timeout)
        numbers += result.numbers
        for kind in largest:
            largest[kind] = max(largest[kind], result.largest[kind])
        if result.faults:
            failed += 1
            shown = result.faults if options.verbose else result.faults[:3]
            print(f"FAILED {case['id']} ({len(result.faults)} faults): " + "; ".join(shown))
        elif options.verbose:
            print(f"ok     {case['id']}  " +
                  "  ".join(f"{kind} {value:.1e}" for kind, value in result.largest.items()))
    print(f"{len(cases) - failed} passed, {failed} failed; {numbers} numbers; largest differences: " +
          ", ".join(f"{kind} {value:.1e}" for kind, value in largest.items()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
