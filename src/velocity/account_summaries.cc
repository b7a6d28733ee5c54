#include "velocity/account_summaries.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "velocity/responses.h"

namespace trustsem {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

void FindWeakest(const VelocityResponse& last, double confidence,
                 const std::array<ComponentReliability, kTrustComponents>& reliability,
                 AccountSummary* account) {
  double sum = 0;
  int known = 0;
  size_t weakest = 0;
  for (size_t c = 0; c < last.components.size(); ++c) {
    const double score = last.components[c];
    if (score != score) continue;
    if (known++ == 0 || score < last.components[weakest]) weakest = c;
    sum += score;
  }
  const double lowest = last.components[weakest];
  account->weakest = TrustComponent(weakest);
  account->weakest_score =
      ClippedScore(NormalEstimate(lowest, reliability[weakest].error, confidence));
  account->weakest_is_clear = account->weakest_score.upper < (sum - lowest) / (known - 1);
}

AccountPace PaceOf(const AccountSummary& account, const GrowthGroup* growth) {
  if (growth != nullptr && account.slope.lower == account.slope.lower) {
    const double usual = growth->slope_mean.value;
    return account.slope.upper < 0       ? AccountPace::kFalling
           : account.slope.lower > usual ? AccountPace::kFast
           : account.slope.upper < usual ? AccountPace::kSlow
                                         : AccountPace::kTypical;
  }
  if (!(account.expected_gap.lower == account.expected_gap.lower)) return AccountPace::kUnknown;
  return account.change.upper < 0         ? AccountPace::kFalling
         : account.expected_gap.lower > 0 ? AccountPace::kFast
         : account.expected_gap.upper < 0 ? AccountPace::kSlow
                                          : AccountPace::kTypical;
}

int Rank(AccountPace pace) {
  switch (pace) {
    case AccountPace::kFalling:
      return 0;
    case AccountPace::kSlow:
      return 1;
    case AccountPace::kTypical:
      return 2;
    case AccountPace::kFast:
      return 3;
    case AccountPace::kUnknown:
      return 4;
  }
  return 4;
}

double Pull(const AccountSummary& account) {
  return account.slope.value == account.slope.value ? account.slope.value
                                                    : account.expected_gap.value;
}

}  // namespace

const char* ToString(AccountPace pace) {
  switch (pace) {
    case AccountPace::kFast:
      return "fast";
    case AccountPace::kSlow:
      return "slow";
    case AccountPace::kFalling:
      return "falling";
    case AccountPace::kTypical:
      return "typical";
    case AccountPace::kUnknown:
      return "unknown";
  }
  return "";
}

std::vector<AccountSummary> SummariseAccounts(
    const LevelContext& context, const std::vector<TimeStratum>& strata,
    const std::array<ComponentReliability, kTrustComponents>& reliability,
    const GrowthResults& growth) {
  const double confidence = context.velocity->confidence;
  std::vector<AccountSummary> accounts;
  std::vector<int64_t> summary_of(context.rows->accounts(), -1);
  for (size_t a = 0; a < context.rows->accounts(); ++a) {
    const VelocityResponse* last = nullptr;
    double responses = 0, scores = 0, time = 0, variance = 0, gap = 0;
    for (uint32_t i : context.rows->Of(a)) {
      const VelocityResponse& response = (*context.responses)[i];
      if (!(response.index == response.index)) continue;
      last = &response;
      responses += 1;
      scores += response.score;
      time += response.time;
      variance += response.score_error * response.score_error;
      gap += response.score - strata[size_t(context.strata->of_response[i])].score.value;
    }
    if (last == nullptr) continue;
    AccountSummary account;
    account.account = int(a);
    account.salesperson = last->member[size_t(VelocityLevel::kSalesperson)];
    account.segment = last->member[size_t(VelocityLevel::kSegment)];
    account.market = last->member[size_t(VelocityLevel::kMarket)];
    account.stage = last->member[size_t(VelocityLevel::kStage)];
    account.responses = int(responses);
    account.time = last->time;
    account.score = ScoreOf(*last, confidence);
    const double error = std::sqrt(variance);
    account.velocity = NormalEstimate(kTrustComponents * scores / time,
                                      kTrustComponents * error / time, confidence);
    account.expected_gap = NormalEstimate(gap / responses, error / responses, confidence);
    const AccountChange& change = (*context.changes)[a];
    if (change.known) account.change = NormalEstimate(change.score, change.score_error, confidence);
    FindWeakest(*last, confidence, reliability, &account);
    summary_of[a] = int64_t(accounts.size());
    accounts.push_back(account);
  }
  const GrowthGroup* everybody = nullptr;
  if (growth.fitted && !growth.models.empty() && growth.models[size_t(growth.better)].converged) {
    const GrowthModel& model = growth.models[size_t(growth.better)];
    everybody = &model.everybody;
    for (const AccountSlope& slope : model.accounts) {
      if (slope.account < 0 || summary_of[size_t(slope.account)] < 0) continue;
      accounts[size_t(summary_of[size_t(slope.account)])].slope =
          NormalEstimate(slope.slope, slope.error, confidence);
    }
  }
  for (AccountSummary& account : accounts) account.pace = PaceOf(account, everybody);
  std::stable_sort(
      accounts.begin(), accounts.end(), [](const AccountSummary& a, const AccountSummary& b) {
        return Rank(a.pace) != Rank(b.pace) ? Rank(a.pace) < Rank(b.pace) : Pull(a) < Pull(b);
      });
  return accounts;
}

}  // namespace trustsem
