#!/usr/bin/env python3
"""Runs the reference cases through the program and compares every number with the oracle's.

usage: check.py PROGRAM [--only SUBSTRING] [--capability NAME] [--markdown] [--verbose]

A case passes when the program exits 0, prints valid JSON, and every number of expected/ID.json is
there and agrees:
  estimates, standardised estimates, R squared, residual correlations |a - b| <= 1e-5 max(1, |b|)
  standard errors, also of standardised estimates                     |a - b| <= 1e-4 max(0.1, |b|)
  fit measures                                                        |a - b| <= 1e-5 max(1, |b|)
  modification indices and expected parameter changes                 |a - b| <= 1e-4 max(1, |b|)
A case of cases.json may state other tolerances, with the reason. The exit status is 1 if any case
fails.
Only the Python standard library is used.
"""
import argparse
import json
import math
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOLERANCE = {"estimates": 1e-5, "errors": 1e-4, "fit": 1e-5, "modification": 1e-4}
# Measures that must be there whenever the oracle has them; its other ones are compared where the
# program gives them.
REQUIRED_FIT = set("""
npar chisq df pvalue cfi tli nnfi rfi nfi ifi rni rmsea rmsea_ci_lower rmsea_ci_upper rmsea_pvalue
srmr logl unrestricted_logl aic bic bic2 gfi agfi baseline_chisq baseline_df
chisq_scaled df_scaled pvalue_scaled chisq_scaling_factor baseline_chisq_scaled cfi_scaled
tli_scaled rmsea_scaled rmsea_ci_lower_scaled rmsea_ci_upper_scaled rmsea_pvalue_scaled
cfi_robust tli_robust rmsea_robust rmr crmr wrmr
""".split())
KINDS = ("estimates", "errors", "fit", "modification")


def without_twins(pairs):
    """A JSON object in which no name stands twice: readers take either."""
    names = [name for name, _ in pairs]
    twins = sorted({name for name in names if names.count(name) > 1})
    if twins:
        raise ValueError("names stand twice: " + ", ".join(twins))
    return dict(pairs)


def parameter_key(row):
    lhs, rhs = row["lhs"], row.get("rhs", "")
    if row["op"] == "~~" and lhs > rhs:
        lhs, rhs = rhs, lhs
    if row["op"] == ":=":
        return lhs, ":="
    return lhs, row["op"], rhs, int(row.get("group") or 1)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


class Comparison:
    """Collects faults and, kind by kind, the largest relative difference seen."""

    def __init__(self, tolerance):
        self.tolerance = tolerance
        self.faults = []
        self.largest = dict.fromkeys(KINDS, 0.0)
        self.numbers = 0

    def number(self, kind, name, got, want, floor=1.0):
        self.numbers += 1
        if not is_number(got):
            self.faults.append(f"{name}: missing (expected {want:.8g})")
            return
        difference = abs(got - want) / max(floor, abs(want))
        self.largest[kind] = max(self.largest[kind], difference)
        if difference > self.tolerance[kind]:
            self.faults.append(f"{name}: {got:.10g} instead of {want:.10g}")

    def rows(self, name, key, got, want, fields):
        """fields: (field, kind, floor, whether zero or its rounding noise is no number)."""
        mine = {key(row): row for row in got or []}
        for row in want:
            found = mine.get(key(row))
            label = f"{name} {' '.join(str(part) for part in key(row))}"
            if found is None:
                self.faults.append(f"{label}: no such row")
                continue
            for field, kind, floor, skip_zero in fields:
                value = row.get(field)
                if is_number(value) and not (skip_zero and abs(value) < 1e-7):
                    self.number(kind, f"{label} {field}", found.get(field), value, floor)


def pair_key(row):
    return (*sorted((row["first"], row["second"])), int(row.get("group") or 1))


def variable_key(row):
    return row["variable"], int(row.get("group") or 1)


def compare(got, want, tolerance):
    result = Comparison(tolerance)
    estimate_fields = [(field, "estimates", 1.0, False) for field in ("est", "std_lv", "std_all")]
    error_fields = [(field, "errors", 0.1, True) for field in ("se", "std_lv_se", "std_all_se")]
    result.rows("parameter", parameter_key, got.get("parameters"), want["parameters"],
                estimate_fields + error_fields)
    fit = got.get("fit", {})
    for name, value in want["fit"].items():
        if name in REQUIRED_FIT or name in fit:
            result.number("fit", f"fit {name}", fit.get(name), value)
    result.rows("R squared", variable_key, got.get("r_squared"), want.get("r_squared", []),
                [("value", "estimates", 1.0, False)])
    result.rows("residual correlation", pair_key, got.get("residual_correlations"),
                want.get("residual_correlations", []), [("residual", "estimates", 1.0, False)])
    result.rows("modification index", parameter_key, got.get("modification_indices"),
                want.get("modification_indices", []),
                [(field, "modification", 1.0, False)
                 for field in ("mi", "epc", "sepc_lv", "sepc_all")])
    if got.get("nobs") != want["nobs"]:
        result.faults.append(f"nobs: {got.get('nobs')} instead of {want['nobs']}")
    return result


def run_case(program, case, timeout):
    """The comparison, or a text that says why there is none."""
    data = str(HERE / "data" / case["data"])
    source = ["--cov" if "_cov" in case["data"] or "_cor" in case["data"] else "--data", data]
    command = [program, "fit", str(HERE / case["model"]), *source, *case["args"],
               "--format", "json"]
    try:
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8",
                             timeout=timeout, cwd=ROOT)
    except subprocess.TimeoutExpired:
        return f"no answer in {timeout} s"
    if run.returncode != 0:
        last_line = (run.stderr.strip().splitlines() or ["no message"])[-1]
        return f"exit status {run.returncode}: {last_line}"
    try:
        got = json.loads(run.stdout, object_pairs_hook=without_twins)
    except ValueError as error:
        return f"no JSON on standard output: {error}"
    expected = HERE / "expected" / (case["id"] + ".json")
    want = json.loads(expected.read_text(encoding="utf-8"))
    return compare(got, want, {**TOLERANCE, **case.get("tolerance", {})})


def print_summary(summary, markdown):
    heads = ["capability", "cases", "passed", "numbers", *[f"largest, {kind}" for kind in KINDS]]
    rows = [[name, str(entry["cases"]), str(entry["passed"]), str(entry["numbers"]),
             *[f"{entry['largest'][kind]:.1e}" for kind in KINDS]]
            for name, entry in sorted(summary.items())]
    if markdown:
        lines = [heads, ["---"] * len(heads), *rows]
        print("\n".join("| " + " | ".join(line) + " |" for line in lines))
        return
    widths = [max(len(line[i]) for line in [heads, *rows]) for i in range(len(heads))]
    for line in [heads, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--capability", default="")
    parser.add_argument("--markdown", action="store_true", help="summary as a Markdown table")
    parser.add_argument("--verbose", action="store_true", help="every fault of every case")
    parser.add_argument("--timeout", type=float, default=120.0, help="seconds a case may take")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    index = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))
    cases = [case for case in index
             if options.only in case["id"] and options.capability in ("", case["capability"])]
    if not cases:
        parser.error("no case matches")
    summary, failed = {}, 0
    for case in cases:
        entry = summary.setdefault(case["capability"], {
            "cases": 0, "passed": 0, "numbers": 0, "largest": dict.fromkeys(KINDS, 0.0)})
        entry["cases"] += 1
        result = run_case(program, case, options.timeout)
        faults = [result] if isinstance(result, str) else result.faults
        if not isinstance(result, str):
            entry["numbers"] += result.numbers
            for kind in KINDS:
                entry["largest"][kind] = max(entry["largest"][kind], result.largest[kind])
        if faults:
            failed += 1
            shown = faults if options.verbose else faults[:3]
            print(f"FAILED {case['id']} ({len(faults)} faults): " + "; ".join(shown))
        else:
            entry["passed"] += 1
            if options.verbose:
                print(f"ok     {case['id']}")
    print_summary(summary, options.markdown)
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
