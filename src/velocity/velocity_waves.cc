#include "velocity/velocity_waves.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace trustsem {

GrowthInput MakeGrowthInput(const LevelContext& context) {
  const VelocityData& data = *context.data;
  GrowthInput input;
  input.times = data.wave_times;
  input.wave_names = data.wave.names;
  input.confidence = context.velocity->confidence;
  for (int c = 0; c < kTrustComponents; ++c) {
    input.components.push_back(ToString(TrustComponent(c)));
  }
  const VelocityKey& segment = data.keys[size_t(VelocityLevel::kSegment)];
  const VelocityKey& salesperson = data.keys[size_t(VelocityLevel::kSalesperson)];
  input.segment_names = segment.names;
  const auto waves = Eigen::Index(input.times.size());
  std::vector<uint32_t> accounts;  // with an answer
  for (size_t a = 0; a < context.rows->accounts(); ++a) {
    if (!context.rows->Of(a).empty()) accounts.push_back(uint32_t(a));
  }
  input.scores.setConstant(Eigen::Index(accounts.size()), waves * kTrustComponents,
                           std::numeric_limits<double>::quiet_NaN());
  for (size_t row = 0; row < accounts.size(); ++row) {
    int32_t own_segment = -1, own_salesperson = -1;
    for (uint32_t i : context.rows->Of(accounts[row])) {
      const VelocityResponse& response = (*context.responses)[i];
      for (Eigen::Index c = 0; c < kTrustComponents; ++c) {
        input.scores(Eigen::Index(row), response.wave * kTrustComponents + c) =
            response.components[size_t(c)];
      }
      // Key columns are checked to be the same in all of an account's rows, where they are filled.
      own_segment = std::max(own_segment, response.member[size_t(VelocityLevel::kSegment)]);
      own_salesperson =
          std::max(own_salesperson, response.member[size_t(VelocityLevel::kSalesperson)]);
    }
    input.account.push_back(int(accounts[row]));
    if (!segment.column.empty()) input.segment.push_back(own_segment);
    if (!salesperson.column.empty()) input.cluster.push_back(own_salesperson);
  }
  return input;
}

TimeToTrustInput MakeTimeToTrustInput(const LevelContext& context) {
  TimeToTrustInput input;
  input.segment_names = context.data->keys[size_t(VelocityLevel::kSegment)].names;
  input.thresholds = context.velocity->thresholds;
  input.interactions = context.velocity->time == VelocityTime::kInteractions;
  input.confidence = context.velocity->confidence;
  input.replicates = context.bootstrap.replicates;
  input.seed = context.bootstrap.seed;
  input.threads = context.bootstrap.threads;
  std::vector<std::pair<double, double>> own;
  for (size_t a = 0; a < context.rows->accounts(); ++a) {
    own.clear();
    TrustHistory history;
    history.account = int(a);
    for (uint32_t i : context.rows->Of(a)) {
      const VelocityResponse& response = (*context.responses)[i];
      if (!(response.index == response.index)) continue;
      own.emplace_back(response.time, response.score);
      history.segment =
          std::max(history.segment, int(response.member[size_t(VelocityLevel::kSegment)]));
    }
    if (own.empty()) continue;
    std::stable_sort(own.begin(), own.end(),
                     [](const auto& x, const auto& y) { return x.first < y.first; });
    for (const auto& [time, score] : own) {
      history.times.push_back(time);
      history.scores.push_back(score);
    }
    input.histories.push_back(std::move(history));
  }
  return input;
}

ReportedTimeInput MakeReportedTimeInput(const LevelContext& context, const Column& column) {
  ReportedTimeInput input;
  input.column = column.name;
  input.confidence = context.velocity->confidence;
  for (const VelocityResponse& response : *context.responses) {
    if (response.flags & kRejected) continue;
    input.answers.push_back(column.numbers[size_t(response.row - 1)]);
    input.account.push_back(response.member[size_t(VelocityLevel::kAccount)]);
  }
  return input;
}

}  // namespace trustsem
