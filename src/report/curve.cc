#include "report/curve.h"

#include <algorithm>
#include <cmath>

namespace trustsem {
namespace {

constexpr int kSteps = 64;  // of a segment, wherever it is walked along

// The four control points of a segment's part from t = 0 to t (de Casteljau).
std::vector<Point> Head(const std::vector<Point>& p, double t) {
  const auto between = [t](Point a, Point b) { return (1 - t) * a + t * b; };
  const Point ab = between(p[0], p[1]), bc = between(p[1], p[2]), cd = between(p[2], p[3]);
  const Point abc = between(ab, bc), bcd = between(bc, cd);
  return {p[0], ab, abc, between(abc, bcd)};
}

std::vector<Point> Reversed(std::vector<Point> p) {
  std::reverse(p.begin(), p.end());
  return p;
}

}  // namespace

double Length(Point p) { return std::hypot(p.x, p.y); }

bool Box::Contains(Point p) const {
  return p.x > left && p.x < right() && p.y > top && p.y < bottom();
}

bool Box::Overlaps(const Box& other) const {
  return left < other.right() && other.left < right() && top < other.bottom() &&
         other.top < bottom();
}

Box BoxAround(Point centre, double width, double height) {
  return {centre.x - width / 2, centre.y - height / 2, width, height};
}

bool InOval(const Box& box, Point p) {
  const Point d = p - box.centre();
  return std::hypot(2 * d.x / box.width, 2 * d.y / box.height) < 1;
}

Point Curve::At(double t) const {
  const int i = std::clamp(static_cast<int>(t), 0, segments() - 1);
  const double u = t - i, v = 1 - u;
  const Point* p = &points[3 * i];
  return v * v * v * p[0] + 3 * u * v * v * p[1] + 3 * u * u * v * p[2] + u * u * u * p[3];
}

Point Curve::Direction(double t) const {
  const double step = 1e-3, end = segments();
  return At(std::min(end, t + step)) - At(std::max(0.0, t - step));
}

Curve Curve::Part(double first, double last) const {
  Curve part;
  const int end = std::min(static_cast<int>(std::ceil(last)), segments());
  for (int i = std::max(0, static_cast<int>(first)); i < end; ++i) {
    std::vector<Point> p(points.begin() + 3 * i, points.begin() + 3 * i + 4);
    const double u = std::clamp(first - i, 0.0, 1.0), v = std::clamp(last - i, 0.0, 1.0);
    if (v <= u) continue;
    p = Head(p, v);
    p = Reversed(Head(Reversed(p), 1 - u / v));
    part.points.insert(part.points.end(), p.begin() + (part.points.empty() ? 0 : 1), p.end());
  }
  return part;
}

double Curve::Length() const {
  double length = 0;
  for (int i = 0; i < kSteps * segments(); ++i) {
    length += trustsem::Length(At((i + 1.0) / kSteps) - At(i * 1.0 / kSteps));
  }
  return length;
}

double Curve::AtLength(double length) const {
  double walked = 0;
  for (int i = 0; i < kSteps * segments(); ++i) {
    const double step = trustsem::Length(At((i + 1.0) / kSteps) - At(i * 1.0 / kSteps));
    if (step > 0 && walked + step >= length) return (i + (length - walked) / step) / kSteps;
    walked += step;
  }
  return segments();
}

Curve Between(const Curve& curve, const std::function<bool(Point)>& in_first,
              const std::function<bool(Point)>& in_last) {
  const int steps = kSteps * curve.segments();
  int first = 0, last = steps;
  while (first < steps && in_first(curve.At(first * 1.0 / kSteps))) ++first;
  while (last > 0 && in_last(curve.At(last * 1.0 / kSteps))) --last;
  if (first >= last) return curve;
  // The border lies between a step inside and one outside.
  const auto border = [&](double inside, double outside, const std::function<bool(Point)>& in) {
    for (int i = 0; i < 20; ++i) {
      const double middle = (inside + outside) / 2;
      (in(curve.At(middle)) ? inside : outside) = middle;
    }
    return outside;
  };
  const double from =
      first == 0 ? 0 : border((first - 1.0) / kSteps, first * 1.0 / kSteps, in_first);
  const double to = last == steps ? curve.segments()
                                  : border((last + 1.0) / kSteps, last * 1.0 / kSteps, in_last);
  return curve.Part(from, to);
}

Curve StraightLine(Point from, Point to) { return Arc(from, to, 0); }

Curve Arc(Point from, Point to, double bow) {
  const Point along = to - from;
  const double length = std::max(Length(along), 1e-9);
  // The middle of a cubic lies three quarters of the way to its inner points.
  const Point aside = (bow / 0.75 / length) * Point{along.y, -along.x};
  return {{from, from + 0.25 * along + aside, from + 0.75 * along + aside, to}};
}

}  // namespace trustsem
