#!/usr/bin/env python3
"""Writes normal_distribution_reference.inc, with which normal_distribution_test.cc compares.

Needs mpmath (Debian: python3-mpmath), which here works with 50 digits or more, and takes another
way than the program: the bivariate probability is the integral of the conditional probability,
P(X <= h, Y <= k) = int phi(x) Phi((k - rho x) / sqrt(1 - rho^2)) dx over x <= h.

    ./normal_distribution_reference.py > normal_distribution_reference.inc
"""

import random

from mpmath import erfc, erfinv, exp, findroot, inf, log, mp, mpf, nstr, pi, quad, sqrt

mp.dps = 50


def density(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def cdf(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def interval(lower, upper):
    return cdf(-lower) - cdf(-upper) if lower > 0 else cdf(upper) - cdf(lower)


def rectangle(a, b, c, d, rho):
    """The integral is split where the integrand bends or falls steeply: about c / rho and d / rho
    and at its ends, by the conditional standard deviation, and by two elsewhere."""
    s = sqrt(1 - rho * rho)
    low, high = max(a, mpf(-24)), min(b, mpf(24))
    cuts = {low, high}
    cuts.update(mpf(i) for i in range(-24, 25, 2))
    for edge in (c, d):
        if rho != 0 and abs(edge) != inf:
            steps = (-16, -8, -4, -2, 0, 2, 4, 8, 16)
            cuts.update(edge / rho + s / abs(rho) * step for step in steps)
    for end, sign in ((low, 1), (high, -1)):
        cuts.update(end + sign * s * step for step in (mpf(1) / 16, mpf(1) / 4, 1))
    cuts = sorted(x for x in cuts if low <= x <= high)

    def integrand(x):
        return density(x) * interval((c - rho * x) / s, (d - rho * x) / s)

    return quad(integrand, cuts, method="gauss-legendre")


def bivariate_density(h, k, rho):
    s2 = 1 - rho * rho
    return exp(-(h * h - 2 * rho * h * k + k * k) / (2 * s2)) / (2 * pi * sqrt(s2))


def density_slope(h, k, rho):
    s2 = 1 - rho * rho
    return bivariate_density(h, k, rho) * (rho / s2 + (h - rho * k) * (k - rho * h) / (s2 * s2))


def cdf_slope(h, k, rho):
    return density(h) * cdf((k - rho * h) / sqrt(1 - rho * rho))


def number(x):
    """What lies below the smallest double is zero."""
    if isinstance(x, float):
        return x.hex()
    return nstr(x, 20) if abs(x) > mpf("1e-307") else "0"


def table(name, kind, rows):
    print(f"const std::vector<{kind}> {name} = {{")
    for row in rows:
        print("    {" + ", ".join(number(x) for x in row) + "},")
    print("};\n")


def quantile(p):
    start = mpf(0) if p == 0.5 else (
        -sqrt(-2 * log(p)) if p < 0.01 else sqrt(mpf(2)) * erfinv(2 * p - 1))
    return findroot(lambda x: log(cdf(x)) - log(p), start)


def main():
    random.seed(20240229)
    print("// Written by normal_distribution_reference.py; mpmath with 50 digits.")
    print("// clang-format off\n")

    points = [-37.4, -30.0, -20.3, -10.1, -8.0, -5.5, -3.3, -2.0, -1.0001, -0.9999, -0.5, -1e-9,
              0.0, 1e-9, 0.3, 1.0, 2.5, 4.0, 8.0] + [random.uniform(-37, 3) for _ in range(40)]
    table("kUnivariate", "Univariate", [(x, density(mpf(x)), cdf(mpf(x))) for x in points])

    levels = [1e-300, 1e-200, 1e-100, 1e-30, 1e-16, 1e-10, 1e-5, 0.001, 0.02425, 0.1, 0.25, 0.49,
              0.4999999, 0.5000001, 0.51, 0.75, 0.9, 0.975, 0.999, 0.99999, 1 - 2.0**-40]
    table("kQuantiles", "Quantile", [(p, quantile(mpf(p))) for p in levels])

    intervals = [(-0.1, 0.1), (-1e-9, 2e-9), (5.0, 6.0), (-6.0, -5.0), (30.0, 31.0),
                 (-30.0, -29.999), (8.0, 8.0 + 2.0**-30), (-3.0, 5.0), (-2.0, 0.0), (0.0, 2.0),
                 (-0.25, 0.249), (3.0, 3.2), (20.0, 20.02), (-1.0, 4.0), (-9.0, 0.001)]
    table("kIntervals", "Interval", [(a, b, interval(mpf(a), mpf(b))) for a, b in intervals])

    rhos = [0.0] + [s * r for r in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.925, 0.95, 0.99,
                                    0.999, 0.99999) for s in (1, -1)]
    grid = [(0.0, 0.0), (1.0, 1.0), (-1.0, -1.0), (1.0, -1.0), (-6.0, -6.0), (6.0, 6.0),
            (6.0, -6.0), (-3.0, -3.0), (3.0, -3.0), (2.5, 2.5), (0.0, -2.0), (-4.0, -3.5),
            (-0.5, 0.75), (1.5, -0.7), (0.001, -0.001), (-2.0, -2.001), (2.0, -2.01), (-6.0, 1.0),
            (5.0, 0.25)]
    rows = []
    for rho in rhos:
        pairs = grid + [(random.uniform(-6, 6), random.uniform(-6, 6)) for _ in range(4)]
        pairs += [(random.gauss(0, 1.5), random.gauss(0, 1.5)) for _ in range(4)]
        x = random.gauss(0, 1)
        pairs += [(x, x + random.gauss(0, 0.01)), (x, -x + random.gauss(0, 0.01))]
        rows += [(h, k, rho) for h, k in pairs]
    rows += [(random.gauss(0, 2), random.gauss(0, 2), random.uniform(-1, 1)) for _ in range(60)]
    # On both sides of every change of the number of nodes.
    for rho in (0.35, 0.55, 0.72, 0.81, 0.92, 0.97, 0.98, 0.985):
        for side in (-1, 1):
            for h, k in ((0.0, 0.0), (-0.8, -0.9), (0.7, 0.2), (-1.5, -1.4)):
                rows.append((h, side * k, side * rho))
    out = []
    for h, k, rho in rows:
        x, y, r = mpf(h), mpf(k), mpf(rho)
        out.append((h, k, rho, rectangle(-inf, x, -inf, y, r), bivariate_density(x, y, r),
                    density_slope(x, y, r), cdf_slope(x, y, r)))
    table("kBivariate", "Bivariate", out)

    cells = [
        (5.0, inf, 5.0, inf, 0.3), (5.0, inf, 5.0, inf, -0.3),
        (-inf, -6.0, -inf, -4.0, 0.8), (3.0, 4.0, 3.0, 4.0, -0.5),
        (2.0, 3.0, -3.0, -2.0, 0.7), (4.0, inf, -inf, -4.0, 0.2),
        (3.0, inf, 3.0, inf, -0.9), (2.0, inf, -inf, -2.0, 0.97),
        (1.5, 2.0, -2.0, -1.0, 0.99), (6.0, 6.001, 6.0, 6.001, 0.4),
        (-1.0, 1.0, -1.0, 1.0, 0.5), (0.0, 0.01, 0.0, 0.01, -0.97),
        (-6.0, -5.0, -6.0, -5.0, 0.96), (10.0, inf, 10.0, inf, 0.6),
        (-inf, -3.0, 2.0, inf, 0.995), (0.5, 0.75, 0.6, 0.7, 0.999),
        (1.0, 1.25, 2.0, 2.5, 0.999), (-inf, 0.0, 3.0, inf, 0.93),
        (-2.0, -1.5, 0.5, 1.0, -0.999), (-1.0, -0.5, 2.0, 3.0, 0.9),
        (0.0, 0.5, 4.0, inf, 0.95),
    ]
    # The quadrature's accuracy is absolute, and some of these are as small as 1e-73.
    mp.dps = 120
    out = []
    for cell in cells:
        values = [x if abs(x) == inf else mpf(x) for x in cell]
        out.append([x if abs(x) != inf else mpf(x) for x in cell] + [rectangle(*values)])
    print("const double kInf = std::numeric_limits<double>::infinity();")
    print("const std::vector<Rectangle> kRectangles = {")
    for row in out:
        print("    {" + ", ".join("kInf" if x == inf else "-kInf" if x == -inf else number(x)
                                  for x in row) + "},")
    print("};")


if __name__ == "__main__":
    main()
