#include "report/drawing.h"

namespace trustsem {

void Transform(Point origin, double scale, Mark* mark) {
  const auto point = [&](Point p) { return origin + scale * p; };
  const auto box = [&](const Box& b) {
    return Box{origin.x + scale * b.left, origin.y + scale * b.top, scale * b.width,
               scale * b.height};
  };
  if (auto* oval = std::get_if<Oval>(&mark->shape)) {
    oval->box = box(oval->box);
    oval->stroke.width *= scale;
  } else if (auto* rectangle = std::get_if<Rectangle>(&mark->shape)) {
    rectangle->box = box(rectangle->box);
    rectangle->stroke.width *= scale;
  } else if (auto* line = std::get_if<Line>(&mark->shape)) {
    for (Point& p : line->curve.points) p = point(p);
    line->stroke.width *= scale;
  } else if (auto* polygon = std::get_if<Polygon>(&mark->shape)) {
    for (Point& p : polygon->corners) p = point(p);
  } else if (auto* words = std::get_if<Words>(&mark->shape)) {
    words->at = point(words->at);
    words->size *= scale;
    words->width *= scale;
  }
}

}  // namespace trustsem
