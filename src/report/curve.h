// Points, boxes and the curves that lines of diagrams follow.
#ifndef TRUSTSEM_REPORT_CURVE_H_
#define TRUSTSEM_REPORT_CURVE_H_

#include <functional>
#include <vector>

namespace trustsem {

struct Point {
  double x = 0, y = 0;
};

inline Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
inline Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
inline Point operator*(double s, Point p) { return {s * p.x, s * p.y}; }
double Length(Point p);

struct Box {
  double left = 0, top = 0, width = 0, height = 0;

  double right() const { return left + width; }
  double bottom() const { return top + height; }
  Point centre() const { return {left + width / 2, top + height / 2}; }
  Box Grown(double by) const { return {left - by, top - by, width + 2 * by, height + 2 * by}; }
  bool Contains(Point p) const;
  bool Overlaps(const Box& other) const;  // touching is not overlapping
};

Box BoxAround(Point centre, double width, double height);

// Whether the point lies in the ellipse that touches the box's sides.
bool InOval(const Box& box, Point p);

// Cubic Bezier segments end to end: 3 n + 1 points for n segments, n at least one.
struct Curve {
  std::vector<Point> points;

  int segments() const { return static_cast<int>(points.size() / 3); }

  // The place and the direction (not normalised) at `t` from 0 to segments().
  Point At(double t) const;
  Point Direction(double t) const;

  // The part between two values of t, first < last.
  Curve Part(double first, double last) const;

  double Length() const;

  // The t at which the part from the start has this length; segments() where the curve is shorter.
  double AtLength(double length) const;
};

// The curve between two shapes: without what lies inside the first at its start and inside the
// second at its end. The whole curve where nothing else would be left.
Curve Between(const Curve& curve, const std::function<bool(Point)>& in_first,
              const std::function<bool(Point)>& in_last);

Curve StraightLine(Point from, Point to);

// From `from` to `to`, its middle `bow` to the left of the straight line as one walks along it.
Curve Arc(Point from, Point to, double bow);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CURVE_H_
