// Histories of trust whose times to a threshold of 70 are known.
#ifndef TRUSTSEM_TESTS_VELOCITY_TRUST_PANEL_H_
#define TRUSTSEM_TESTS_VELOCITY_TRUST_PANEL_H_

#include <cmath>
#include <random>
#include <vector>

#include "velocity/time_to_trust.h"

namespace trustsem {

// Accounts whose score passes 70 after a time of their own, asked up to four times.
inline std::vector<TrustHistory> Panel(unsigned seed, int accounts, bool whole, int segments = 1,
                                       double slower = 1) {
  std::mt19937_64 random(seed);
  std::exponential_distribution<double> exponential(1);
  std::uniform_real_distribution<double> gap(0.0, 8.0);
  std::vector<TrustHistory> histories;
  for (int i = 0; i < accounts; ++i) {
    TrustHistory history;
    history.account = i;
    history.segment = segments > 1 ? i % segments : -1;
    const double reached =
        12 * std::pow(exponential(random), 0.7) * (history.segment > 0 ? slower : 1);
    double at = 0;
    for (int response = 0; response < 4; ++response) {
      at += whole ? 1 + std::floor(gap(random)) : gap(random) + 1e-3;
      history.times.push_back(at);
      history.scores.push_back(at >= reached ? 80 : 50);
    }
    histories.push_back(history);
  }
  return histories;
}

// The share that has reached the threshold by `time`, in the first segment, and half's time.
inline double TrueShare(double time) { return -std::expm1(-std::pow(time / 12, 1 / 0.7)); }
inline double TrueMedian() { return 12 * std::pow(std::log(2.0), 0.7); }

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_VELOCITY_TRUST_PANEL_H_
