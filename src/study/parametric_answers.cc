#include "study/parametric_answers.h"

#include <Eigen/Cholesky>
#include <memory>

namespace trustsem {

ParametricAnswers::ParametricAnswers(const Sample& sample, const FittedModel& fit)
    : sample_(sample), fit_(fit) {
  for (const ImpliedMoments& implied : fit.unconditional) {
    roots_.push_back(Eigen::LLT<Eigen::MatrixXd>(implied.sigma).matrixL());
  }
}

double ParametricAnswers::Answer(size_t g, size_t variable, double response) const {
  const SampleVariable& of_sample = sample_.variables[variable];
  if (!of_sample.ordered) return response;
  const std::vector<int>& numbers = fit_.moments.groups[g].thresholds[variable];
  const ImpliedMoments& implied = fit_.unconditional[g];
  const int first = implied.responses->first_threshold[variable];
  int category = numbers.front() - 1;
  for (size_t k = 0; k < numbers.size(); ++k) {
    if (response > implied.thresholds[first + numbers[k] - 1]) category = numbers[k];
  }
  return of_sample.categories[static_cast<size_t>(category)];
}

Sample ParametricAnswers::Draw(const RandomStream& random) const {
  auto frame = std::make_shared<Frame>();
  frame->file = sample_.frame->file;
  for (const SampleGroup& group : sample_.groups) {
    frame->rows += static_cast<int64_t>(group.rows.size());
  }
  for (const SampleVariable& variable : sample_.variables) {
    Column column;
    column.name = variable.name;
    column.numbers.resize(static_cast<size_t>(frame->rows));
    frame->columns.push_back(std::move(column));
  }
  Sample drawn;
  drawn.group_column = sample_.group_column;
  for (size_t i = 0; i < sample_.variables.size(); ++i) {
    SampleVariable variable;
    variable.name = sample_.variables[i].name;
    variable.ordered = sample_.variables[i].ordered;
    variable.categories = sample_.variables[i].categories;
    variable.numbers = &frame->columns[i].numbers;
    drawn.variables.push_back(std::move(variable));
  }
  uint32_t row = 0, draw = 0;
  Eigen::VectorXd z(static_cast<Eigen::Index>(sample_.variables.size()));
  for (size_t g = 0; g < sample_.groups.size(); ++g) {
    SampleGroup group;
    group.label = sample_.groups[g].label;
    for (size_t k = 0; k < sample_.groups[g].rows.size(); ++k, ++row) {
      for (double& value : z) value = random.Normal(draw++);
      const Eigen::VectorXd response = fit_.unconditional[g].mu + roots_[g] * z;
      for (size_t i = 0; i < sample_.variables.size(); ++i) {
        frame->columns[i].numbers[row] = Answer(g, i, response[static_cast<Eigen::Index>(i)]);
      }
      group.rows.push_back(row);
    }
    drawn.groups.push_back(std::move(group));
  }
  drawn.rows_read = frame->rows;
  drawn.missing.assign(sample_.variables.size(), 0);
  drawn.frame = std::move(frame);
  return drawn;
}

}  // namespace trustsem
