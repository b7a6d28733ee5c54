"""What the simulation studies, scripts/recovery and scripts/coverage, share: how they call the
program, and how many studies run at once."""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def executable(name):
    if not os.access(name, os.X_OK) or os.path.isdir(name):
        raise argparse.ArgumentTypeError(f"there is no program '{name}'; build it first, with "
                                         "./scripts/quickstart")
    return pathlib.Path(name).resolve()


def argument_parser(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--program", type=executable, default=str(ROOT / "build/release/trustsem"),
                        help="default: build/release/trustsem of this checkout")
    parser.add_argument("--output", help="a file in place of standard output")
    return parser


def simulate(program, truth, respondents, seed, output):
    """Independent respondents (or clusters) from the population in the file `truth`, as CSV."""
    run = subprocess.run([program, "simulate", truth, "--n", str(respondents),
                          "--seed", str(seed), "--margins", "model", "--threads", "1",
                          "--output", output], capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(f"trustsem simulate ended with status {run.returncode}: {run.stderr}")


def fit(program, model, data, options):
    """The program's JSON object, or its last message where there are no estimates."""
    run = subprocess.run([program, "fit", model, "--data", data, "--format", "json",
                          "--threads", "1", *options], capture_output=True, text=True)
    return run.stderr.strip().splitlines()[-1] if run.returncode else json.loads(run.stdout)


def run_all(study, jobs):
    """study(job) of each job, in their order, on all processors."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(study, jobs))


def write_page(text, output):
    if output:
        pathlib.Path(output).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
