#include "velocity/responses.h"

#include <cmath>
#include <limits>

namespace trustsem {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int kLeastComponents = 3;

int CountAnswers(const std::vector<SampleVariable>& items, int64_t row, double* sum) {
  int answered = 0;
  *sum = 0;
  for (const SampleVariable& item : items) {
    const double answer = item.At(row);
    if (answer != answer) continue;
    *sum += answer;
    ++answered;
  }
  return answered;
}

void ScoreComponents(const VelocitySpecification& velocity, const VelocityData& data,
                     VelocityResponse* response) {
  int found = 0;
  double sum_of_weights = 0, sum = 0;
  for (size_t c = 0; c < data.items.size(); ++c) {
    double total = 0;
    const int answered = CountAnswers(data.items[c], response->row - 1, &total);
    const int items = int(data.items[c].size());
    response->components[c] = kNaN;
    if (answered == 0 || 3 * answered < 2 * items) continue;
    if (answered < items) response->flags |= kProratedComponent;
    response->components[c] =
        (total / answered - velocity.minimum) / (velocity.maximum - velocity.minimum) * 100;
    ++found;
    const double weight = velocity.components[c].weight;
    sum_of_weights += weight;
    sum += weight * response->components[c];
  }
  response->score = found < kLeastComponents ? kNaN : sum / sum_of_weights;
  if (found < kLeastComponents) {
    response->flags |= kTooFewComponents;
  } else if (found < kTrustComponents) {
    response->flags |= kProratedSum;
  }
}

uint32_t FlagTime(const VelocityData& data, size_t row, double time) {
  uint32_t flags = 0;
  if (time != time) flags |= kNoTime;
  if (time < 0) flags |= kNegativeTime;
  if (time == 0) flags |= kTimeZero;
  if (!data.in_future.empty() && data.in_future[row]) flags |= kFutureDate;
  return flags;
}

}  // namespace

std::vector<VelocityResponse> ScoreResponses(const VelocitySpecification& velocity,
                                             const VelocityData& data) {
  std::vector<VelocityResponse> responses(size_t(data.rows));
  for (size_t row = 0; row < responses.size(); ++row) {
    VelocityResponse& response = responses[row];
    response.row = int64_t(row) + 1;
    response.member[size_t(VelocityLevel::kTotal)] = 0;
    for (size_t level = 0; level < data.keys.size(); ++level) {
      const VelocityKey& key = data.keys[level];
      if (!key.index_of_row.empty()) response.member[level] = key.index_of_row[row];
    }
    if (!data.wave.index_of_row.empty()) {
      response.wave = data.wave.index_of_row[row];
      if (response.wave < 0) response.flags |= kNoWave;
    }
    if (response.member[size_t(VelocityLevel::kAccount)] < 0) response.flags |= kNoAccount;
    response.time = data.time[row];
    response.flags |= FlagTime(data, row, response.time);
    ScoreComponents(velocity, data, &response);
    // What is rejected is not used, prorated or not.
    if (response.flags & kRejected) response.flags &= ~uint32_t{kProratedComponent | kProratedSum};
    const bool usable =
        (response.flags & (kRejected | kTooFewComponents | kNoTime | kTimeZero)) == 0;
    response.index = usable ? kTrustComponents * response.score / response.time : kNaN;
    response.score_error = kNaN;
  }
  return responses;
}

void AddMeasurementErrors(const VelocitySpecification& velocity, const VelocityData& data,
                          const std::array<ComponentReliability, kTrustComponents>& reliability,
                          std::vector<VelocityResponse>* responses) {
  for (VelocityResponse& response : *responses) {
    double weights = 0, variance = 0;
    for (size_t c = 0; c < response.components.size(); ++c) {
      if (response.components[c] != response.components[c]) continue;
      double share = 1;  // of the items that were answered
      if (response.flags & kProratedComponent) {
        double sum = 0;
        share = double(CountAnswers(data.items[c], response.row - 1, &sum)) /
                double(data.items[c].size());
      }
      const double weight = velocity.components[c].weight;
      weights += weight;
      variance += weight * weight * reliability[c].error * reliability[c].error / share;
    }
    if (response.score == response.score) response.score_error = std::sqrt(variance) / weights;
  }
}

double ScoreError(const VelocitySpecification& velocity,
                  const std::array<ComponentReliability, kTrustComponents>& reliability) {
  double weights = 0, variance = 0;
  for (size_t c = 0; c < reliability.size(); ++c) {
    const double weight = velocity.components[c].weight;
    weights += weight;
    variance += weight * weight * reliability[c].error * reliability[c].error;
  }
  return std::sqrt(variance) / weights;
}

VelocityEstimate ScoreOf(const VelocityResponse& response, double confidence) {
  return ClippedScore(NormalEstimate(response.score, response.score_error, confidence));
}

VelocityEstimate IndexOf(const VelocityResponse& response, double confidence) {
  const VelocityEstimate score = ScoreOf(response, confidence);
  if (response.index != response.index) return {};
  const double factor = kTrustComponents / response.time;
  return {response.index, factor * score.error, factor * score.lower, factor * score.upper};
}

}  // namespace trustsem
