// A panel of four components at four waves, and what lavaan says of it
// (tests/reference/growth_cases.R).
#ifndef TRUSTSEM_TESTS_VELOCITY_GROWTH_FIXTURE_H_
#define TRUSTSEM_TESTS_VELOCITY_GROWTH_FIXTURE_H_

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "velocity/growth.h"

namespace trustsem {

inline const std::string& ReferenceFolder() {
  static const std::string folder = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/";
  return folder;
}

inline nlohmann::json ReadJson(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  return nlohmann::json::parse(file);
}

inline nlohmann::json Expected(const std::string& id) {
  return ReadJson(ReferenceFolder() + "expected/" + id + ".json");
}

// The panel of the reference cases. Segments in the order of the file, salespersons as clusters.
inline GrowthInput ReferencePanel(std::vector<double> times = {0, 1, 3, 6}) {
  GrowthInput input;
  input.times = std::move(times);
  input.wave_names = {"1", "2", "3", "4"};
  input.components = {"professional", "vocational", "relationship", "benefit"};
  std::ifstream file(ReferenceFolder() + "data/growth_panel.csv");
  std::string line;
  std::getline(file, line);
  std::vector<std::vector<double>> scores;
  while (std::getline(file, line)) {
    std::stringstream cells(line + ",");
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    input.account.push_back(std::stoi(row[0]));
    size_t segment = 0;
    while (segment < input.segment_names.size() && input.segment_names[segment] != row[1])
      ++segment;
    if (segment == input.segment_names.size()) input.segment_names.push_back(row[1]);
    input.segment.push_back(static_cast<int>(segment));
    input.cluster.push_back(std::stoi(row[2]));
    std::vector<double>& answers = scores.emplace_back();
    for (size_t i = 3; i < 19; ++i) {
      answers.push_back(row[i] == "NA" ? std::nan("") : std::stod(row[i]));
    }
  }
  input.scores.resize(static_cast<Eigen::Index>(scores.size()), 16);
  for (Eigen::Index i = 0; i < input.scores.rows(); ++i) {
    for (Eigen::Index j = 0; j < 16; ++j) {
      input.scores(i, j) = scores[static_cast<size_t>(i)][static_cast<size_t>(j)];
    }
  }
  return input;
}

// `count` accounts whose trust starts at `mean`[0] and grows by `mean`[1] a unit of time, with
// standard deviations 8 and 1.5 and slopes that do not depend on starts.
GrowthInput DrawPanel(int count, const std::vector<double>& times, uint64_t seed, double start = 50,
                      double slope = 3, double slope_deviation = 1.5);

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_VELOCITY_GROWTH_FIXTURE_H_
