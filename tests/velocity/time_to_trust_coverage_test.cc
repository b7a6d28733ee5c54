// How often the intervals of time to trust hold the truth. The table of docs/velocity_methods.md is
// printed by
//
//     TRUSTSEM_PANELS=1000 velocity_test --gtest_filter='TimeToTrustCoverage.*'
//
// (whose bounds are then narrower than those of a test's few panels; one is missed, as the table
// shows).
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/velocity/trust_panel.h"

namespace trustsem {
namespace {

// The interval at a time: at the last point up to it; the curve may rise after that.
struct Limits {
  double lower = 0, upper = 1;
};

Limits At(const TrustCurve& curve, double time) {
  Limits limits;
  for (size_t p = 0; p < curve.points.size(); ++p) {
    if (curve.points[p].time <= time) limits.lower = curve.points[p].reached.lower;
    if (curve.points[p].time >= time) {
      limits.upper = curve.points[p].reached.upper;
      break;
    }
  }
  return limits;
}

int Panels() {
  const char* asked = std::getenv("TRUSTSEM_PANELS");
  return asked == nullptr ? 60 : std::atoi(asked);
}

// Four responses an account, at whole numbers of interactions or anywhere.
void ExpectCoverage(int accounts, bool whole) {
  const int panels = Panels();
  const std::vector<double> times = {2, 5, 8, 12, 20};
  std::vector<int> held(times.size());
  int median_held = 0, five_held = 0;
  for (int panel = 0; panel < panels; ++panel) {
    TimeToTrustInput input;
    input.histories = Panel(1000 + static_cast<unsigned>(panel), accounts, whole);
    input.thresholds = {70};
    input.replicates = 200;
    input.interactions = true;  // for reached_by_five, whatever the times are
    std::vector<Note> notes;
    const TrustCurve curve = EstimateTimeToTrust(input, &notes).thresholds[0].everybody;
    for (size_t t = 0; t < times.size(); ++t) {
      const Limits limits = At(curve, times[t]);
      held[t] += limits.lower <= TrueShare(times[t]) && TrueShare(times[t]) <= limits.upper;
    }
    median_held += curve.median.lower <= TrueMedian() && TrueMedian() <= curve.median.upper;
    five_held +=
        curve.reached_by_five.lower <= TrueShare(5) && TrueShare(5) <= curve.reached_by_five.upper;
  }
  // Below by four binomial standard errors: a wrong scale would miss by far more.
  const double least = 0.95 - 4 * std::sqrt(0.95 * 0.05 / panels);
  for (size_t t = 0; t < times.size(); ++t) {
    EXPECT_GE(held[t], least * panels) << times[t];
  }
  EXPECT_GE(five_held, least * panels);
  EXPECT_GE(median_held, least * panels);
}

TEST(TimeToTrustCoverage, Interactions) {
  ExpectCoverage(100, true);
  ExpectCoverage(400, true);
}

TEST(TimeToTrustCoverage, Months) {
  ExpectCoverage(100, false);
  ExpectCoverage(400, false);
}

}  // namespace
}  // namespace trustsem
