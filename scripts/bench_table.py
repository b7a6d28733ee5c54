"""Runs the benchmark programs of build/release and prints one table; called by scripts/bench.

usage: bench_table.py CHECKOUT [--no-lavaan]

Times are milliseconds of wall time: medians over repetitions, and for the whole process (start of
the program to its end, the report written) medians and minima over its runs.
"""
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

PROCESS = "WholeProcess"
RUNS = 20
# Benchmark, what it does, target in ms, "model.work" in scripts/bench_lavaan.R.
ROWS = [
    ("HolzingerSwinefordComplete",
     "301 x 9, three factors: moments, fit, standard errors, indices, standardised solution",
     0.6, "nine_items.complete"),
    ("SurveyComplete", "1,600 x 28, seven constructs with paths: the same",
     4, "seven_constructs.complete"),
    ("SurveyEstimation", "the same model: from moments to estimates",
     1, "seven_constructs.estimation_alone"),
    ("SurveyModificationIndices", "the same model: all modification indices",
     10, "seven_constructs.modification_indices"),
    ("OrdinalMoments", "1,600 x 28 five-point items: thresholds, polychorics, asymptotic variances",
     10, None),
    ("OrdinalComplete", "the seven constructs by WLSMV: moments, fit, robust standard errors and "
     "tests, all indices, standardised solution", 45, "seven_constructs_ordered.complete"),
    ("OrdinalWeighted", "the same with sampling weights", 55, "seven_constructs_ordered.weighted"),
    ("OrdinalMarkets", "the same in four markets, equal loadings and thresholds", 220,
     "seven_constructs_ordered.markets"),
    ("OrdinalScores", "reading, estimation and posterior modes of 1,600 respondents", 150, None),
    ("Ordinal60Items", "1,600 x 60, twelve constructs, WLSMV complete", 400, None),
    ("Ordinal100Items", "1,600 x 100, twenty constructs, WLSMV complete", 2500, None),
    ("Ordinal100ItemsTwoThreads", "the same on two threads", None, None),
    ("Ordinal1600", "1,600 x 28, seven correlated constructs, WLSMV complete", None, None),
    ("Ordinal16000", "16,000 respondents", None, None),
    ("Ordinal160000", "160,000 respondents", None, None),
    ("FimlRobust", "the seven constructs by full information with MLR, 5% of the answers missing: "
     "patterns, fit, robust standard errors and tests, all indices, standardised solution", 250,
     "seven_constructs_missing.robust"),
    ("FimlRobust160000", "the same respondents a hundred times over: the same patterns", None, None),
    ("Fiml", "with ML: 1,600 respondents", None, "seven_constructs_missing.complete"),
    ("Fiml160000", "with ML: the same respondents a hundred times over", None, None),
    (PROCESS, "trust_loyalty.yaml on data/trust_survey.csv, taken as numbers, process start to exit",
     30, None),
    ("SimulateSurvey1600", "1,600 respondents with 81 columns, shares met in the sample", 200, None),
    ("SimulateMillion", "1,000,000 independent respondents with 81 columns", 20000, None),
    ("SimulateMillionTwoThreads", "the same on two threads", None, None),
    ("SurveyTables", "data/tables.yaml on the shipped survey: read, tabulated, tested", None, None),
    ("SurveyClaims", "data/report_claims.yaml on the shipped survey", None, None),
]
# Benchmark, what it does, targets in MB/s and MiB.
READING = [
    ("ReadMillionAnswers", "1,000,000 x 30 one-digit answers: CSV to moments", 150, 600),
    ("ReadMillionDecimals", "1,000,000 x 30 decimals: CSV to moments", 150, 600),
]
MILLISECONDS = {"ns": 1e-6, "us": 1e-3, "ms": 1.0, "s": 1e3}


def run(command, **options):
    result = subprocess.run(command, capture_output=True, text=True, **options)
    if result.returncode:
        words = " ".join(map(str, command))
        sys.exit(f"{words} ended with status {result.returncode}:\n{result.stderr}")
    return result.stdout


def benchmarks(program):
    """Name -> median of every benchmark in the program, as Google Benchmark writes it."""
    out = run([program, "--benchmark_format=json", "--benchmark_repetitions=5",
               "--benchmark_report_aggregates_only=true"])
    return {entry["run_name"].split("/")[0]: entry for entry in json.loads(out)["benchmarks"]
            if entry.get("aggregate_name") == "median"}


def milliseconds(entry):
    return entry["real_time"] * MILLISECONDS[entry["time_unit"]]


def process_times(checkout):
    command = [checkout / "build/release/trustsem", "fit", checkout / "models/trust_loyalty.yaml",
               "--data", checkout / "data/trust_survey.csv", "--ordered", "none", "--missing",
               "listwise", "--format", "json"]
    run(command)  # files are in the page cache from here on
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run(command)
        times.append(1e3 * (time.perf_counter() - start))
    return times


def lavaan_times(checkout):
    script = checkout / "scripts/bench_lavaan.R"
    has_lavaan = shutil.which("Rscript") and script.exists() and subprocess.run(
        ["Rscript", "-e", "library(lavaan); library(jsonlite)"], capture_output=True).returncode == 0
    if not has_lavaan:
        return {}
    print("Measuring lavaan (this takes longer)", file=sys.stderr)
    out = run(["Rscript", "--vanilla", script], cwd=checkout)
    results = json.loads(out)["results"]
    return {f"{model}.{work}": ms for model, works in results.items() for work, ms in works.items()}


def cell(value, form):
    return "-" if value is None else format(value, form)


def table(ours, theirs):
    head = ("benchmark", "ms", "target", "of target", "lavaan ms", "times faster")
    rows = [row for row in ROWS if row[0] in ours]
    lines = [head]
    for name, _, target, key in rows:
        mine, lavaan = ours[name], theirs.get(key)
        lines.append((name, cell(mine, ".3f"), cell(target, "g"),
                      cell(target and mine / target, ".0%"), cell(lavaan, ".1f"),
                      cell(lavaan and lavaan / mine, ".0f")))
    print_aligned(lines)
    for name, what, *_ in rows:
        print(f"{name}: {what}")


def print_aligned(lines):
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w)
                        for i, (c, w) in enumerate(zip(line, widths))))
    print()


def reading_table(entries):
    lines = [("benchmark", "ms", "MB/s", "target", "peak MiB", "target")]
    for name, _, rate, memory in READING:
        entry = entries[name]
        lines.append((name, f"{milliseconds(entry):.0f}", f"{entry['bytes_per_second'] / 1e6:.0f}",
                      f">= {rate}", f"{entry['peak_MiB']:.0f}", f"<= {memory}"))
    print_aligned(lines)
    for name, what, *_ in READING:
        print(f"{name}: {what}")


def main():
    checkout = pathlib.Path(sys.argv[1])
    entries = {}
    for program in sorted((checkout / "build/release/benchmark").glob("*_benchmark")):
        entries.update(benchmarks(program))
    if not entries:
        sys.exit("no benchmark programs: there is no tests/benchmark/*_benchmark.cc")
    ours = {name: milliseconds(entry) for name, entry in entries.items()}
    process = process_times(checkout)
    ours[PROCESS] = statistics.median(process)
    table(ours, {} if "--no-lavaan" in sys.argv else lavaan_times(checkout))
    print(f"{PROCESS}: fastest of {RUNS} runs {min(process):.1f} ms")
    print()
    reading_table(entries)


if __name__ == "__main__":
    main()
