#!/usr/bin/env python3
"""Fails where scripts/velocity_coverage computes another truth than that of the panel, or prints
other tables than those of docs/velocity_recovery.md.

usage: velocity_coverage_test.py CHECKOUT
"""
import importlib.machinery
import importlib.util
import itertools
import math
import pathlib
import re
import sys
import unittest

import yaml

CHECKOUT = pathlib.Path()


def load_script():
    sys.path.insert(0, str(CHECKOUT / "scripts"))
    loader = importlib.machinery.SourceFileLoader("velocity_coverage",
                                                  str(CHECKOUT / "scripts/velocity_coverage"))
    module = importlib.util.module_from_spec(
        importlib.util.spec_from_loader("velocity_coverage", loader))
    sys.dont_write_bytecode = True
    loader.exec_module(module)
    return module


class Truth(unittest.TestCase):
    def setUp(self):
        self.script = load_script()
        self.truth = self.script.by_parameter(
            self.script.written_truth(yaml.safe_load(self.script.TRUTH.read_text("utf-8"))))

    def test_is_that_of_the_mixture(self):
        # Slopes of 1.2, 0.6 and -0.1 for shares of .3, .4 and .3; one in twenty is lower by 1.6.
        within = 0.48 + 0.05 * 0.95 * 1.6 ** 2
        between = 0.3 * 0.63 ** 2 + 0.4 * 0.03 ** 2 + 0.3 * 0.67 ** 2
        expected = {
            ("everybody", "intercept_mean"): 50, ("everybody", "slope_mean"): 0.57,
            ("everybody", "intercept_variance"): 169 + 0.6 * 2 ** 2,
            ("everybody", "slope_variance"): within + between,
            ("everybody", "covariance"): -1.4 + 0.3 * -2 * 0.63 + 0.3 * 2 * -0.67,
            ("enterprise", "intercept_mean"): 48, ("enterprise", "slope_mean"): 1.2,
            ("mid_market", "slope_mean"): 0.6, ("small_business", "slope_mean"): -0.1,
            ("enterprise", "intercept_variance"): 169, ("mid_market", "slope_variance"): within,
            ("small_business", "covariance"): -1.4,
            ("slopes", "enterprise less mid_market"): 0.6,
            ("slopes", "enterprise less small_business"): 1.3,
            ("slopes", "mid_market less small_business"): 0.7,
        }
        for parameter, value in expected.items():
            self.assertAlmostEqual(self.truth[parameter], value, 10, parameter)
        self.assertEqual(len(self.truth), 4 * 5 + 3)

    def test_of_scores_is_found_from_moments(self):
        # Every combination of two values of intercept, slope and what is the waves' own: moments
        # are then exact. Components have parts of their own, each with its own sign in turn.
        times, loadings = [0, 3, 6, 12], [1.1, 1, 0.9]
        moments = self.script.Moments(loadings, times)
        for i, s, a, b, c in itertools.product((-1, 1), repeat=5):
            for waves in itertools.product((-1, 1), repeat=4):
                trust = [50 + 10 * i + t * (0.5 + 0.7 * s + 0.1 * i) + 2 * w
                         for t, w in zip(times, waves)]
                moments.add([[l * y + 3 * own for l, own in zip(loadings, (a, b, c))]
                             for y in trust])
        growth = moments.growth()
        for name, value in (("intercept_mean", 50), ("slope_mean", 0.5),
                            ("intercept_variance", 100), ("slope_variance", 0.49 + 0.01),
                            ("covariance", 1)):
            self.assertAlmostEqual(growth[name], value, 8, name)


class Tables(unittest.TestCase):
    def test_are_those_of_the_page(self):
        script = load_script()
        truth = {("everybody", "slope_mean"): 0.5, ("slopes", "a less b"): 1.0}
        found = [{("everybody", "slope_mean"): (0.5 + d, 0.1, 0.4 + d, 0.6 + d),
                  ("slopes", "a less b"): (1 - d, 0.1, 0.8 - d, 1.2 - d)} for d in (-0.2, 0, 0.2)]
        shipped = script.recovery_table(truth, truth, found[0])
        panels = script.coverage_table(truth, found)
        self.assertIn("| everybody | mean slope | 0.50 | 0.50 | 0.30 | 0.20 to 0.40 | "
                      "**misses it** |", shipped)
        self.assertIn("| slopes | a less b | 1.00 | 1.00 | 1.20 | 1.00 to 1.40 | holds it |",
                      shipped)
        third = f"33.3 ± {100 * math.sqrt(1 / 3 * 2 / 3 / 3):.1f}"
        self.assertIn(f"| everybody | mean slope | 0.500 | 0.500 | +0.00 | 0.50 | {third} |",
                      panels)
        page = (CHECKOUT / "docs/velocity_recovery.md").read_text("utf-8")
        for table in (shipped, panels):
            self.assertIn("\n".join(table.splitlines()[:2]), page)

    def test_of_the_page_hold_the_truth_of_the_file(self):
        script = load_script()
        truth = script.by_parameter(
            script.written_truth(yaml.safe_load(script.TRUTH.read_text("utf-8"))))
        page = (CHECKOUT / "docs/velocity_recovery.md").read_text("utf-8")
        for parameter, value in truth.items():
            row = re.escape(f"| {script.label_of(parameter)} | {value:.2f} |")
            self.assertRegex(page, row)


if __name__ == "__main__":
    CHECKOUT = pathlib.Path(sys.argv.pop(1))
    unittest.main(argv=sys.argv[:1])
