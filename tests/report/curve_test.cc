#include "report/curve.h"

#include <gtest/gtest.h>

#include <cmath>

namespace trustsem {
namespace {

void ExpectNear(Point a, Point b, double tolerance) {
  EXPECT_NEAR(a.x, b.x, tolerance);
  EXPECT_NEAR(a.y, b.y, tolerance);
}

// Two segments, the second one curved.
Curve Bent() { return {{{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {6, 3}, {6, 6}}}; }

TEST(CurveTest, APartIsTheSameCurve) {
  const Curve curve = Bent(), part = curve.Part(0.25, 1.5);
  ASSERT_EQ(part.segments(), 2);
  for (int i = 0; i <= 10; ++i) {
    ExpectNear(part.At(i / 10.0), curve.At(0.25 + 0.75 * i / 10), 1e-12);
    ExpectNear(part.At(1 + i / 10.0), curve.At(1 + 0.5 * i / 10), 1e-12);
  }
}

TEST(CurveTest, LengthsAreMeasuredAlongIt) {
  const Curve line = StraightLine({1, 1}, {4, 5});
  EXPECT_NEAR(line.Length(), 5, 1e-12);
  ExpectNear(line.At(line.AtLength(2)), {2.2, 2.6}, 1e-3);
  EXPECT_EQ(line.AtLength(6), 1);
}

TEST(CurveTest, AnArcBowsToTheLeftOfItsWay) {
  const Curve arc = Arc({0, 0}, {0, 10}, 2);  // downwards on the page: the left is the right
  ExpectNear(arc.At(0.5), {2, 5}, 1e-12);
}

TEST(CurveTest, BetweenEndsAtTheBorders) {
  const Box oval = BoxAround({0, 0}, 2, 1), box = BoxAround({10, 0}, 4, 4);
  const Curve between = Between(
      StraightLine({0, 0}, {10, 0}), [&](Point p) { return InOval(oval, p); },
      [&](Point p) { return box.Contains(p); });
  ExpectNear(between.points.front(), {1, 0}, 1e-4);
  ExpectNear(between.points.back(), {8, 0}, 1e-4);
}

TEST(CurveTest, TouchingBoxesDoNotOverlap) {
  const Box box{0, 0, 2, 2};
  EXPECT_FALSE(box.Overlaps({2, 0, 2, 2}));
  EXPECT_TRUE(box.Overlaps({1.9, 1.9, 2, 2}));
}

}  // namespace
}  // namespace trustsem
