// The cases of turnbull_reference.json.
#ifndef TRUSTSEM_TESTS_VELOCITY_TURNBULL_REFERENCE_H_
#define TRUSTSEM_TESTS_VELOCITY_TURNBULL_REFERENCE_H_

#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "velocity/turnbull.h"

namespace trustsem {

inline nlohmann::json TurnbullReference() {
  std::ifstream in(std::string(TRUSTSEM_SOURCE_DIR) + "/tests/velocity/turnbull_reference.json");
  return nlohmann::json::parse(in);
}

// A right end of -1 stands for infinity.
inline std::vector<CensoredTime> ReferenceTimes(const nlohmann::json& of_case) {
  std::vector<CensoredTime> times;
  for (size_t i = 0; i < of_case["left"].size(); ++i) {
    const double right = of_case["right"][i];
    times.push_back(
        {of_case["left"][i], right < 0 ? std::numeric_limits<double>::infinity() : right, 1});
  }
  return times;
}

// The share that has surely come by `time`.
inline double Reached(const TurnbullProblem& problem, const TurnbullEstimate& estimate,
                      double time) {
  double sum = 0;
  for (size_t j = 0; j < estimate.mass.size(); ++j) {
    if (problem.innermost[j].right <= time) sum += estimate.mass[j];
  }
  return sum;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_VELOCITY_TURNBULL_REFERENCE_H_
