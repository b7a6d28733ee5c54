#include "report/path_labels.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace trustsem {
namespace {

constexpr int kSamples = 120;  // of a line, against which labels are checked
constexpr int kRounds = 6;     // of moving one label after the other
// A place's cost: lying on a label or node outweighs everything, then another's line.
constexpr double kOverlap = 1000, kCrossing = 6, kAside = 4;

struct Candidate {
  Box box;
  double cost = 0;  // whatever the other labels do
};

struct Search {
  const std::vector<Curve>& lines;
  const std::vector<Box>& obstacles;
  std::vector<std::vector<Point>> samples;

  // How many lines other than its own run through the box.
  int Crossings(const Box& box, size_t own) const {
    int count = 0;
    for (size_t i = 0; i < samples.size(); ++i) {
      if (i == own) continue;
      count += std::any_of(samples[i].begin(), samples[i].end(),
                           [&](Point p) { return box.Contains(p); });
    }
    return count;
  }

  double FixedCost(const Box& box, size_t own) const {
    const double covered = static_cast<double>(
        std::count_if(obstacles.begin(), obstacles.end(),
                      [&](const Box& obstacle) { return box.Grown(1).Overlaps(obstacle); }));
    return kOverlap * covered + kCrossing * Crossings(box, own);
  }

  std::vector<Candidate> Candidates(size_t i, const LabelSize& size) const {
    std::vector<Candidate> candidates;
    const double length = lines[i].Length();
    for (int step = 0; step <= 32; ++step) {
      const double share = 0.1 + 0.8 * step / 32;
      const double t = lines[i].AtLength(share * length);
      Point normal = lines[i].Direction(t);
      normal = (1 / std::max(Length(normal), 1e-12)) * Point{-normal.y, normal.x};
      // Just beside the line, in the direction of the normal.
      const double beside =
          std::abs(normal.x) * size.width / 2 + std::abs(normal.y) * size.height / 2 + 1.5;
      for (const double aside : {0.0, beside, -beside}) {
        const Box box = BoxAround(lines[i].At(t) + aside * normal, size.width, size.height);
        const double off_middle = 10 * (share - 0.5) * (share - 0.5);
        candidates.push_back({box, FixedCost(box, i) + off_middle + (aside == 0 ? 0 : kAside)});
      }
    }
    return candidates;
  }
};

}  // namespace

PlacedLabels PlaceLabels(const std::vector<Curve>& lines, const std::vector<LabelSize>& sizes,
                         const std::vector<Box>& obstacles) {
  Search search{lines, obstacles, {}};
  for (const Curve& line : lines) {
    std::vector<Point> points;
    for (int k = 0; k <= kSamples; ++k) points.push_back(line.At(line.segments() * k / 120.0));
    search.samples.push_back(points);
  }
  std::vector<std::vector<Candidate>> candidates(lines.size());
  std::vector<size_t> order;  // short lines first: they have the least choice
  for (size_t i = 0; i < lines.size(); ++i) {
    if (sizes[i].width <= 0) continue;
    candidates[i] = search.Candidates(i, sizes[i]);
    order.push_back(i);
  }
  std::vector<double> lengths(lines.size());
  for (const size_t i : order) lengths[i] = lines[i].Length();
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return lengths[a] < lengths[b]; });

  PlacedLabels placed;
  placed.boxes.resize(lines.size());
  std::vector<bool> known(lines.size(), false);
  for (int round = 0; round < kRounds; ++round) {
    placed.faults = 0;
    for (const size_t i : order) {
      double best = INFINITY;
      for (const Candidate& candidate : candidates[i]) {
        double cost = candidate.cost;
        for (size_t k = 0; k < lines.size() && cost < best; ++k) {
          if (k != i && known[k] && candidate.box.Grown(1).Overlaps(placed.boxes[k])) {
            cost += kOverlap;
          }
        }
        if (cost >= best) continue;
        best = cost;
        placed.boxes[i] = candidate.box;
      }
      known[i] = true;
      placed.faults += best >= kOverlap;
    }
  }
  return placed;
}

}  // namespace trustsem
