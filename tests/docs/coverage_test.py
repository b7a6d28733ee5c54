#!/usr/bin/env python3
"""Fails where scripts/coverage prints other tables than those of docs/coverage.md (the numbers
differ with the replicates), or numbers that cannot be.

usage: coverage_test.py CHECKOUT PROGRAM
"""
import importlib.machinery
import importlib.util
import math
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import unittest

NUMBER = re.compile(r"([+-]?\d+\.\d+) ± (\d+\.\d+)")
CHECKOUT, PROGRAM = pathlib.Path(), ""


def run_script(*options):
    return subprocess.run([sys.executable, "-B", CHECKOUT / "scripts/coverage", "--program",
                           PROGRAM, *options], capture_output=True, text=True, encoding="utf-8")


def tables_of(text):
    """By heading, the rows of the table below it as lists of cells; the first is the head."""
    tables = {}
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        lines = [line for line in body.splitlines() if line.startswith("|")]
        tables[heading] = [[cell.strip() for cell in line.strip("|").split("|")]
                           for line in lines if not line.startswith("|---")]
    return tables


class Printed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.printed = run_script("--replicates", "4")
        cls.tables = tables_of(cls.printed.stdout)

    def test_every_fit_succeeds(self):
        self.assertEqual(self.printed.returncode, 0, self.printed.stderr)
        self.assertEqual(self.printed.stderr, "")
        for row in self.tables["Tests of fit"][1:]:
            self.assertEqual(row[2], "4 of 4", row)

    def test_the_page_has_the_same_tables(self):
        page = tables_of((CHECKOUT / "docs/coverage.md").read_text(encoding="utf-8"))
        for heading, rows in self.tables.items():
            self.assertEqual(page[heading][0], rows[0])
            self.assertEqual([row[:2] for row in page[heading]], [row[:2] for row in rows])
            for told, printed in zip(page[heading][1:], rows[1:]):
                self.assertEqual([cell == "-" for cell in told], [cell == "-" for cell in printed])

    def test_cells_are_numbers_with_errors(self):
        for heading, rows in self.tables.items():
            for row in rows[1:]:
                self.assertEqual(len(row), len(rows[0]), row)
                for head, cell in zip(rows[0][2:], row[2:]):
                    if head == "fitted" or (cell == "-" and heading == "Tests of fit"):
                        continue
                    number = NUMBER.fullmatch(cell)
                    self.assertTrue(number, f"{heading}, {row[:2]}, {head}: {cell}")
                    if "rejects" in head or heading.startswith("Coverage"):
                        self.assertTrue(0 <= float(number[1]) <= 100, cell)

    def test_only_unadjusted_least_squares_have_no_plain_test(self):
        for row in self.tables["Tests of fit"][1:]:
            self.assertEqual(row[3] == "-", row[1] == "ULSMV", row)

    def test_the_seed_decides(self):
        again = run_script("--replicates", "4", "--seed", "1").stdout
        self.assertEqual(again, self.printed.stdout)
        self.assertNotEqual(run_script("--replicates", "4", "--seed", "2").stdout, again)

    def test_wrong_arguments_are_refused(self):
        for options, message in (
                (("--replicates", "0"), "--replicates must be at least 3"),
                (("--replicates", "-1"), "--replicates must be at least 3"),
                (("--replicates", "2"), "--replicates must be at least 3"),
                (("--replicates", "many"), "invalid int value: 'many'"),
                (("--respondents", "99"), "--respondents must be at least 100"),
                (("--program", "/nowhere/trustsem"), "there is no program '/nowhere/trustsem'")):
            refused = run_script(*options)
            self.assertEqual((refused.returncode, refused.stdout), (2, ""), options)
            self.assertIn(message, refused.stderr)

    def test_failed_fits_are_told_and_give_no_numbers(self):
        with tempfile.TemporaryDirectory() as folder:
            failing = pathlib.Path(folder) / "trustsem"
            failing.write_text('#!/bin/sh\n[ "$1" != fit ] || { echo no estimates >&2; exit 5; }\n'
                               f'exec "{PROGRAM}" "$@"\n', encoding="utf-8")
            failing.chmod(0o755)
            failed = run_script("--program", failing, "--replicates", "3")
        self.assertIn("coverage: normal, seed 2, MLR: no estimates\n", failed.stderr)
        for heading, rows in tables_of(failed.stdout).items():
            for row in rows[1:]:
                self.assertEqual({cell for cell in row[2:] if cell != "0 of 3"}, {"-"}, heading)


class Summaries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        sys.path.insert(0, str(CHECKOUT / "scripts"))
        sys.dont_write_bytecode = True
        script = str(CHECKOUT / "scripts/coverage")
        loader = importlib.machinery.SourceFileLoader("coverage", script)
        cls.coverage = importlib.util.module_from_spec(
            importlib.util.spec_from_loader("coverage", loader))
        loader.exec_module(cls.coverage)

    def test_the_mean_has_its_standard_error(self):
        self.assertEqual(self.coverage.with_error([True, False, False, False], ".1f", 100),
                         "25.0 ± 25.0")

    def test_the_bias_of_standard_errors_is_jackknifed(self):
        replicates = [[(0.9, 0.2), (3.0, 1.1)], [(1.3, 0.25), (2.0, 0.9)], [(1.0, 0.3), (4.5, 1.0)],
                      [(0.7, 0.1), (3.1, 1.3)], [(1.1, 0.2), (2.2, 0.8)]]

        def bias(rows):
            return 100 * statistics.mean(
                statistics.mean(s for _, s in pairs) / statistics.stdev(e for e, _ in pairs) - 1
                for pairs in zip(*rows))

        parts = [bias(replicates[:i] + replicates[i + 1:]) for i in range(5)]
        error = math.sqrt(4 / 5 * sum((part - statistics.mean(parts)) ** 2 for part in parts))
        self.assertEqual(self.coverage.error_bias(replicates),
                         f"{bias(replicates):+.1f} ± {error:.1f}")

    def test_skewed_data_have_the_moments_that_they_should(self):
        draw = self.coverage.random.Random(1)
        for heavy in (False, True):
            rows = [self.coverage.skewed_respondent(draw, heavy) for _ in range(20000)]
            for column in zip(*rows):
                self.assertAlmostEqual(statistics.mean(column), 0, delta=0.035)  # 5 of its errors
                self.assertAlmostEqual(statistics.variance(column), 1, delta=0.12)
            first, second = [row[0] for row in rows], [row[1] for row in rows]
            self.assertAlmostEqual(statistics.correlation(first, second), 0.56, delta=0.05)
            # 2 (0.8^3 + 0.6^3), times the mean cube of the factor, 4^1.5 Gamma(3.5) / Gamma(5).
            skewness = statistics.mean(value ** 3 for value in first)
            self.assertAlmostEqual(skewness, 1.456 * (1.108 if heavy else 1), delta=0.2)


if __name__ == "__main__":
    CHECKOUT, PROGRAM = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
    unittest.main(argv=sys.argv[:1])
