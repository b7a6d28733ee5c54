// Samples with holes, for the likelihood of incomplete answers.
#ifndef TRUSTSEM_TESTS_SUPPORT_INCOMPLETE_H_
#define TRUSTSEM_TESTS_SUPPORT_INCOMPLETE_H_

#include <memory>
#include <string>
#include <vector>

#include "tests/support/numerical.h"

namespace trustsem {

// Variables in the columns of `answers` (n x p, NaN: missing), in `groups` of consecutive rows.
struct IncompleteSample {
  std::shared_ptr<Frame> frame = std::make_shared<Frame>();
  Sample sample;

  IncompleteSample(const std::vector<std::string>& names, const Eigen::MatrixXd& answers,
                   const std::vector<int>& groups = {}) {
    frame->rows = answers.rows();
    for (size_t i = 0; i < names.size(); ++i) {
      Column column;
      column.name = names[i];
      const Eigen::VectorXd numbers = answers.col(static_cast<Eigen::Index>(i));
      column.numbers.assign(numbers.data(), numbers.data() + numbers.size());
      frame->columns.push_back(std::move(column));
    }
    sample.frame = frame;
    sample.missing_answers = MissingAnswers::kFullInformation;
    for (const Column& column : frame->columns) {
      SampleVariable variable;
      variable.name = column.name;
      variable.numbers = &column.numbers;
      sample.variables.push_back(std::move(variable));
    }
    uint32_t row = 0;
    for (const int size :
         groups.empty() ? std::vector<int>{static_cast<int>(answers.rows())} : groups) {
      SampleGroup group;
      group.label = std::to_string(sample.groups.size() + 1);
      for (int k = 0; k < size; ++k) group.rows.push_back(row++);
      sample.groups.push_back(std::move(group));
    }
  }
};

// n rows of p correlated normal variables with other means, of which a share is missing.
inline Eigen::MatrixXd AnswersWithHoles(int n, int p, double share, uint64_t seed) {
  const Eigen::MatrixXd root = RandomCovariance(p, seed).llt().matrixL();
  Eigen::MatrixXd answers = RandomMatrix(n, p, seed + 1) * root.transpose();
  const RandomStream random(seed + 2, 1);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < p; ++j) {
      answers(i, j) += 0.3 * j;
      if (random.Uniform(static_cast<uint32_t>(i * p + j)) < share) answers(i, j) = kNan;
    }
  }
  return answers;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_INCOMPLETE_H_
