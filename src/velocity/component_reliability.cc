#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <memory>

#include "data/sample_columns.h"
#include "inference/reliability.h"
#include "inference/standardised.h"
#include "study/analysis.h"
#include "velocity/responses.h"

namespace trustsem {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr char kFactor[] = "component";

// The answers of those who answered every item, and whose row is not rejected.
std::shared_ptr<const Frame> CompleteAnswers(const std::vector<SampleVariable>& items,
                                             const Frame& data,
                                             const std::vector<VelocityResponse>& responses) {
  auto frame = std::make_shared<Frame>();
  frame->file = data.file;
  for (const SampleVariable& item : items) {
    Column column;
    column.name = item.name;
    frame->columns.push_back(std::move(column));
  }
  std::vector<double> answers(items.size());
  for (const VelocityResponse& response : responses) {
    if (response.flags & kRejected) continue;
    bool complete = true;
    for (size_t i = 0; i < items.size(); ++i) {
      answers[i] = items[i].At(response.row - 1);
      complete = complete && answers[i] == answers[i];
    }
    if (!complete) continue;
    for (size_t i = 0; i < items.size(); ++i) frame->columns[i].numbers.push_back(answers[i]);
    ++frame->rows;
  }
  return frame;
}

Model OneFactor(const std::vector<SampleVariable>& items) {
  Model model;
  model.name = kFactor;
  model.constructs.push_back({kFactor, {}, "", {}});
  for (const SampleVariable& item : items) {
    Term term;
    term.lhs = kFactor;
    term.op = Operator::kMeasuredBy;
    term.rhs = item.name;
    model.terms.push_back(std::move(term));
  }
  model.fit.estimator = "ML";
  model.fit.std_lv = true;
  model.fit.threads = 1;
  return model;
}

void Describe(const std::vector<SampleVariable>& items, const Frame& frame,
              const VelocitySpecification& velocity, ComponentReliability* reliability) {
  const double unit = 100 / (velocity.maximum - velocity.minimum) / double(items.size());
  double sum = 0, squares = 0;
  for (size_t row = 0; row < size_t(frame.rows); ++row) {
    double score = 0;
    for (const Column& column : frame.columns) score += column.numbers[row] - velocity.minimum;
    sum += score * unit;
  }
  reliability->responses = frame.rows;
  reliability->mean = sum / double(frame.rows);
  for (size_t row = 0; row < size_t(frame.rows); ++row) {
    double score = 0;
    for (const Column& column : frame.columns) score += column.numbers[row] - velocity.minimum;
    squares += std::pow(score * unit - reliability->mean, 2);
  }
  reliability->deviation = std::sqrt(squares / double(frame.rows - 1));
}

ComponentReliability Measure(const std::vector<SampleVariable>& items,
                             const VelocitySpecification& velocity,
                             const std::shared_ptr<const Frame>& frame) {
  ComponentReliability result;
  result.omega = result.error = kNaN;
  Describe(items, *frame, velocity, &result);
  const Model model = OneFactor(items);
  std::vector<Note> ignored;  // the component's own note says what matters
  const Sample sample = MakeSample(frame, MakeSampleRequest(model));
  const SampleMoments moments = MakeModelMoments(model, sample, FourthMoments::kNone, &ignored);
  const std::unique_ptr<FittedModel> fit = EstimateModel(model, moments, &ignored);
  if (!FillImplied(fit.get())) return result;
  const std::vector<Reliability> reliability = ComputeReliability(*fit, &ignored);
  if (!reliability.empty()) result.omega = reliability[0].omega;
  if (!(result.omega > 0 && result.omega <= 1)) result.omega = kNaN;
  result.error = result.deviation * std::sqrt(1 - result.omega);
  for (const Parameter& row : fit->table.rows) {
    if (row.op != Operator::kMeasuredBy) continue;
    const Eigen::MatrixXd& covariance = fit->moments.groups[0].covariance;
    const size_t item = result.loadings.size();
    result.loadings.push_back(fit->Value(row) / std::sqrt(covariance(item, item)));
  }
  return result;
}

}  // namespace

std::array<ComponentReliability, kTrustComponents> MeasureReliability(
    const VelocitySpecification& velocity, const VelocityData& data, const Frame& frame,
    const std::vector<VelocityResponse>& responses, std::vector<Note>* notes) {
  std::array<ComponentReliability, kTrustComponents> all;
  for (size_t c = 0; c < all.size(); ++c) {
    const auto answers = CompleteAnswers(data.items[c], frame, responses);
    std::string reason;
    try {
      all[c] = Measure(data.items[c], velocity, answers);
      if (!(all[c].omega == all[c].omega))
        reason = "the model of one factor has no proper solution";
    } catch (const Error& error) {
      all[c].responses = answers->rows;
      all[c].omega = all[c].error = all[c].mean = all[c].deviation = kNaN;
      reason = error.faults().front().message;
    }
    if (reason.empty()) continue;
    notes->push_back({"no_reliability",
                      fmt::format("the reliability of the component '{}' cannot be estimated: {}",
                                  ToString(TrustComponent(c)), reason),
                      "single responses and accounts have no intervals"});
  }
  return all;
}

}  // namespace trustsem
