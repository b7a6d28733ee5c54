#include "velocity/level_results.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "inference/student_t.h"
#include "velocity/shrinkage.h"

namespace trustsem {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
using Parts = std::span<const AccountPart>;

// Sums over the parts, without intervals.
void AddUp(const Parts& parts, VelocityGroup* group) {
  double time = 0, scores = 0;
  for (const AccountPart& part : parts) {
    group->responses += part.responses;
    time += part.time;
    scores += part.scores;
  }
  group->accounts = int64_t(parts.size());
  group->mean_time = time / double(group->responses);
  group->score.value = scores / double(group->responses);
  group->velocity.value = kTrustComponents * scores / time;
  for (size_t c = 0; c < group->components.size(); ++c) {
    double sum = 0, answered = 0;
    for (const AccountPart& part : parts) {
      sum += part.components[c];
      answered += part.answered[c];
    }
    group->components[c].value = sum / answered;
  }
}

// One account: what is uncertain is the measurement.
void MeasureAccount(const AccountPart& part, const AccountChange& change, double confidence,
                    VelocityGroup* group) {
  const double error = std::sqrt(part.error_variance);
  group->score =
      ClippedScore(NormalEstimate(group->score.value, error / part.responses, confidence));
  group->velocity =
      NormalEstimate(group->velocity.value, kTrustComponents * error / part.time, confidence);
  group->matched_velocity = group->share_matched = kNaN;
  if (!change.known) return;
  group->change = NormalEstimate(kTrustComponents * change.score / change.time,
                                 kTrustComponents * change.score_error / change.time, confidence);
}

void SampleMeans(const Parts& parts, double confidence, VelocityGroup* group) {
  std::vector<RatioPart> means;
  for (const AccountPart& part : parts) means.push_back({part.scores, double(part.responses)});
  group->score = ClippedScore(MeanOfAccounts(means, confidence));
  for (size_t c = 0; c < group->components.size(); ++c) {
    means.clear();
    for (const AccountPart& part : parts) {
      if (part.answered[c] > 0) means.push_back({part.components[c], double(part.answered[c])});
    }
    group->components[c] = ClippedScore(MeanOfAccounts(means, confidence));
  }
}

void Hide(VelocityGroup* group) {
  const VelocityGroup empty;
  VelocityGroup hidden;
  hidden.name = group->name;
  hidden.responses = group->responses;
  hidden.accounts = group->accounts;
  hidden.shown = false;
  hidden.mean_time = hidden.matched_velocity = hidden.share_matched = kNaN;
  *group = hidden;
}

// Sampling variances of means of few accounts are themselves uncertain: each salesperson's is the
// common variance of an account over the number of accounts.
void Shrink(const MatchedScores& matched, double confidence, std::vector<VelocityGroup>* groups,
            double* between) {
  double sum = 0, degrees = 0;
  for (size_t g = 0; g < groups->size(); ++g) {
    const auto accounts = double(matched.accounts[g]);
    if (!(matched.variance[g] >= 0) || accounts < 2) continue;
    sum += (accounts - 1) * accounts * matched.variance[g];
    degrees += accounts - 1;
  }
  std::vector<size_t> which;
  std::vector<double> values, variances;
  for (size_t g = 0; g < groups->size(); ++g) {
    const double value = matched.scores[g].value;
    if (!(value == value) || matched.accounts[g] < 1 || !(sum > 0)) continue;
    which.push_back(g);
    values.push_back(value);
    variances.push_back(sum / degrees / double(matched.accounts[g]));
  }
  const ShrunkenMeans shrunken = ShrinkMeans(values, variances, confidence);
  for (size_t i = 0; i < which.size(); ++i) {
    (*groups)[which[i]].shrunken = ClippedScore(shrunken.estimates[i]);
  }
  if (between != nullptr) *between = shrunken.between;
}

void AddMatched(const MatchedScores& matched, double reference_time,
                std::vector<VelocityGroup>* groups) {
  for (size_t g = 0; g < groups->size(); ++g) {
    VelocityGroup& group = (*groups)[g];
    group.matched = ClippedScore(matched.scores[g]);
    group.matched_velocity = kTrustComponents * group.matched.value / reference_time;
    group.share_matched = groups->size() > 1 ? matched.share_matched[g] : kNaN;
  }
}

// Ratios of sums over the accounts of each group.
void AddRatios(const std::vector<Parts>& by_group, const LevelContext& context, VelocityLevel level,
               std::vector<VelocityGroup>* groups) {
  std::vector<std::vector<RatioParts>> ratios(by_group.size());
  for (size_t g = 0; g < by_group.size(); ++g) {
    for (const AccountPart& part : by_group[g]) {
      RatioParts own;
      own.first = {kTrustComponents * part.scores, part.time};
      const AccountChange& change = (*context.changes)[size_t(part.account)];
      // A stage is what an account passes through: it has no change of its own.
      if (change.known && level != VelocityLevel::kStage) {
        own.second = {kTrustComponents * change.score, change.time};
      }
      ratios[g].push_back(own);
    }
  }
  const std::vector<RatioEstimates> estimates =
      EstimateRatios(ratios, context.bootstrap, uint32_t(level));
  for (size_t g = 0; g < groups->size(); ++g) {
    (*groups)[g].velocity = estimates[g].first;
    (*groups)[g].change = estimates[g].second;
  }
}

}  // namespace

VelocityEstimate MeanOfAccounts(const std::vector<RatioPart>& parts, double confidence) {
  VelocityEstimate estimate;
  double sum = 0, count = 0, squares = 0;
  for (const RatioPart& part : parts) {
    sum += part.numerator;
    count += part.denominator;
  }
  if (!(count > 0)) return estimate;
  estimate.value = sum / count;
  if (parts.size() < 2) return estimate;
  for (const RatioPart& part : parts) {
    squares += std::pow(part.numerator - estimate.value * part.denominator, 2);
  }
  const auto accounts = double(parts.size());
  estimate.error = std::sqrt(squares * accounts / (accounts - 1)) / count;
  const double width = StudentQuantile(confidence, accounts - 1) * estimate.error;
  estimate.lower = estimate.value - width;
  estimate.upper = estimate.value + width;
  return estimate;
}

std::vector<AccountChange> MeasureChanges(const std::vector<VelocityResponse>& responses,
                                          const AccountRows& rows, int64_t* not_grown) {
  std::vector<AccountChange> changes(rows.accounts());
  for (size_t a = 0; a < changes.size(); ++a) {
    const VelocityResponse *first = nullptr, *last = nullptr;
    for (uint32_t i : rows.Of(a)) {
      const VelocityResponse& response = responses[i];
      if (!(response.score == response.score) || !(response.time >= 0)) continue;
      if (first == nullptr) first = &response;
      last = &response;
    }
    if (first == last) continue;
    const double time = last->time - first->time;
    if (!(time > 0)) {
      if (not_grown != nullptr) ++*not_grown;
      continue;
    }
    changes[a] = {true, last->score - first->score, time,
                  std::hypot(first->score_error, last->score_error)};
  }
  return changes;
}

VelocityLevelResults SummariseLevel(const LevelContext& context, VelocityLevel level,
                                    MatchedScores* matched, double* between_salespersons) {
  const VelocitySpecification& velocity = *context.velocity;
  VelocityLevelResults result;
  result.level = level;
  result.column = velocity.keys[level];
  const std::vector<std::string> everybody = {""};
  const std::vector<std::string>& names =
      level == VelocityLevel::kTotal ? everybody : context.data->keys[size_t(level)].names;
  const std::vector<AccountPart> parts = MakeAccountParts(*context.responses, *context.rows, level);
  const std::vector<Parts> by_group = SplitByGroup(parts, names.size());
  result.groups.resize(names.size());
  for (size_t g = 0; g < names.size(); ++g) {
    VelocityGroup& group = result.groups[g];
    group.name = names[g];
    if (by_group[g].empty()) {
      Hide(&group);
      continue;
    }
    AddUp(by_group[g], &group);
    if (level == VelocityLevel::kAccount) {
      const AccountPart& part = by_group[g].front();
      MeasureAccount(part, (*context.changes)[size_t(part.account)], velocity.confidence, &group);
    } else {
      SampleMeans(by_group[g], velocity.confidence, &group);
    }
  }
  if (level == VelocityLevel::kAccount) return result;
  AddRatios(by_group, context, level, &result.groups);
  const MatchedScores scores = MatchScores(*context.responses, *context.rows, *context.strata,
                                           level, names.size(), velocity.confidence);
  AddMatched(scores, context.strata->median, &result.groups);
  if (level == VelocityLevel::kSalesperson) {
    Shrink(scores, velocity.confidence, &result.groups, between_salespersons);
    for (VelocityGroup& group : result.groups) {
      if (group.accounts < velocity.least_accounts || group.responses < velocity.least_responses) {
        Hide(&group);
      }
    }
  }
  if (matched != nullptr) *matched = scores;
  return result;
}

std::vector<TimeStratum> DescribeTimeStrata(const LevelContext& context) {
  const TimeStrata& strata = *context.strata;
  const size_t count = size_t(strata.count());
  std::vector<TimeStratum> result(count);
  for (TimeStratum& stratum : result) {
    stratum.lowest_time = std::numeric_limits<double>::infinity();
  }
  std::vector<std::vector<RatioPart>> scores(count), ratios(count);
  std::vector<std::array<double, 3>> own(count);  // an account's responses, scores, T
  double all = 0, responses = 0;
  for (size_t a = 0; a < context.rows->accounts(); ++a) {
    own.assign(count, {0, 0, 0});
    for (uint32_t i : context.rows->Of(a)) {
      const int8_t k = strata.of_response[i];
      if (k < 0) continue;
      const VelocityResponse& response = (*context.responses)[i];
      own[size_t(k)][0] += 1;
      own[size_t(k)][1] += response.score;
      own[size_t(k)][2] += response.time;
      result[size_t(k)].lowest_time = std::min(result[size_t(k)].lowest_time, response.time);
    }
    for (size_t k = 0; k < count; ++k) {
      if (own[k][0] == 0) continue;
      scores[k].push_back({own[k][1], own[k][0]});
      ratios[k].push_back({kTrustComponents * own[k][1], own[k][2]});
      result[k].responses += int64_t(own[k][0]);
      result[k].mean_time += own[k][2];
      responses += own[k][0];
      all += own[k][1];
    }
  }
  for (size_t k = 0; k < count; ++k) {
    result[k].highest_time = strata.upper[k];
    result[k].mean_time /= double(result[k].responses);
    result[k].score = ClippedScore(MeanOfAccounts(scores[k], context.velocity->confidence));
    result[k].velocity = MeanOfAccounts(ratios[k], context.velocity->confidence);
    result[k].constant_velocity = kTrustComponents * all / responses / result[k].mean_time;
  }
  return result;
}

}  // namespace trustsem
