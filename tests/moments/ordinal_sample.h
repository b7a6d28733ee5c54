// A sample made from columns of numbers, without a data file.
#ifndef TRUSTSEM_TESTS_MOMENTS_ORDINAL_SAMPLE_H_
#define TRUSTSEM_TESTS_MOMENTS_ORDINAL_SAMPLE_H_

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "data/sample.h"
#include "moments/ordinal_moments.h"

namespace trustsem {

using Columns = std::vector<std::pair<std::string, std::vector<double>>>;

struct OrdinalSample {
  std::shared_ptr<Frame> frame = std::make_shared<Frame>();
  Sample sample;

  // All variables are ordered but for those named.
  OrdinalSample(const Columns& columns, const std::set<std::string>& continuous = {},
                const std::vector<double>& group = {}) {
    frame->rows = static_cast<int64_t>(columns.front().second.size());
    for (const auto& [name, numbers] : columns) {
      Column column;
      column.name = name;
      column.numbers = numbers;
      frame->columns.push_back(std::move(column));
    }
    sample.frame = frame;
    for (const Column& column : frame->columns) {
      SampleVariable variable;
      variable.name = column.name;
      variable.numbers = &column.numbers;
      variable.ordered = continuous.count(column.name) == 0;
      std::set<double> answers;
      for (double x : column.numbers) {
        if (!std::isnan(x)) answers.insert(x);
      }
      if (variable.ordered) variable.categories.assign(answers.begin(), answers.end());
      sample.variables.push_back(std::move(variable));
    }
    std::vector<double> labels = {0};
    if (!group.empty()) labels.clear();
    for (int64_t i = 0; i < frame->rows; ++i) {
      const double label = group.empty() ? 0 : group[static_cast<size_t>(i)];
      auto at = std::find(labels.begin(), labels.end(), label);
      if (at == labels.end()) at = labels.insert(at, label);
      const auto g = static_cast<size_t>(at - labels.begin());
      if (sample.groups.size() <= g) sample.groups.resize(g + 1);
      if (!group.empty()) sample.groups[g].label = std::to_string(static_cast<int>(label));
      sample.groups[g].rows.push_back(static_cast<uint32_t>(i));
    }
  }
};

// Answers 1 ... `categories` of `items` that share a normal factor, `respondents` of them.
inline Columns FactorAnswers(int items, int respondents, int categories, uint64_t seed) {
  Columns columns;
  for (int j = 0; j < items; ++j) {
    std::vector<double> answers;
    for (int i = 0; i < respondents; ++i) {
      const RandomStream random(seed, static_cast<uint64_t>(i));
      const double y = 0.7 * random.Normal(0) + 0.714 * random.Normal(static_cast<uint32_t>(j + 1));
      double answer = 1;
      for (int t = 1; t < categories; ++t) {
        answer += y > -1.2 + 2.4 * (t - 0.5) / (categories - 1) + 0.1 * (j % 3);
      }
      answers.push_back(answer);
    }
    columns.emplace_back("item" + std::to_string(j + 1), std::move(answers));
  }
  return columns;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_MOMENTS_ORDINAL_SAMPLE_H_
