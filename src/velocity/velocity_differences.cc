#include "velocity/velocity_differences.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "inference/student_t.h"
#include "survey/estimates.h"

namespace trustsem {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Of the difference of two means with variances of their own (Satterthwaite 1946).
double DegreesOfFreedom(double first, double first_degrees, double second, double second_degrees) {
  const double sum = first + second;
  return sum * sum / (first * first / first_degrees + second * second / second_degrees);
}

VelocityDifference Compare(VelocityLevel level, size_t first, int second, double difference,
                           double variance, double degrees_of_freedom, double confidence) {
  VelocityDifference result;
  result.level = level;
  result.first = int(first);
  result.second = second;
  result.difference.value = difference;
  result.p = kNaN;
  if (!(variance > 0)) return result;
  const double error = std::sqrt(variance);
  const double width = StudentQuantile(confidence, degrees_of_freedom) * error;
  result.difference = {difference, error, difference - width, difference + width};
  result.p = StudentTwoSidedP(difference / error, degrees_of_freedom);
  return result;
}

// Each group from the mean of all, weighted by accounts. The covariances of more than kMostCompared
// groups, which a few effects of T alone make, are left out.
void CompareWithMean(const VelocityLevelResults& level, const MatchedScores& matched,
                     const std::vector<size_t>& groups, double confidence,
                     std::vector<VelocityDifference>* differences) {
  double accounts = 0, mean = 0, variance = 0;
  for (size_t g : groups) accounts += double(matched.accounts[g]);
  std::vector<double> with_mean(level.groups.size(), 0);  // covariances
  for (size_t g : groups) {
    const double share = double(matched.accounts[g]) / accounts;
    mean += share * matched.scores[g].value;
    if (matched.covariance.size() == 0) with_mean[g] = share * matched.variance[g];
    for (size_t h : groups) {
      if (matched.covariance.size() == 0) break;
      with_mean[g] += double(matched.accounts[h]) / accounts *
                      matched.covariance(Eigen::Index(g), Eigen::Index(h));
    }
    variance += share * with_mean[g];
  }
  for (size_t g : groups) {
    differences->push_back(Compare(level.level, g, -1, matched.scores[g].value - mean,
                                   matched.variance[g] - 2 * with_mean[g] + variance,
                                   double(matched.accounts[g]) - 1, confidence));
  }
}

void ComparePairs(const VelocityLevelResults& level, const MatchedScores& matched,
                  const std::vector<size_t>& groups, double confidence,
                  std::vector<VelocityDifference>* differences) {
  for (size_t i = 0; i < groups.size(); ++i) {
    for (size_t j = i + 1; j < groups.size(); ++j) {
      const size_t g = groups[i], h = groups[j];
      const auto a = Eigen::Index(g), b = Eigen::Index(h);
      const double variance =
          matched.covariance(a, a) + matched.covariance(b, b) - 2 * matched.covariance(a, b);
      differences->push_back(Compare(
          level.level, g, int(h), matched.scores[g].value - matched.scores[h].value, variance,
          DegreesOfFreedom(matched.variance[g], double(matched.accounts[g]) - 1,
                           matched.variance[h], double(matched.accounts[h]) - 1),
          confidence));
    }
  }
}

}  // namespace

std::vector<VelocityDifference> CompareGroups(const VelocityLevelResults& level,
                                              const MatchedScores& matched, double confidence) {
  std::vector<size_t> groups;
  for (size_t g = 0; g < level.groups.size(); ++g) {
    if (level.groups[g].shown && matched.variance[g] > 0) groups.push_back(g);
  }
  std::vector<VelocityDifference> differences;
  if (groups.size() < 2) return differences;
  if (groups.size() <= kMostPairs && matched.covariance.size() > 0) {
    ComparePairs(level, matched, groups, confidence, &differences);
  } else {
    CompareWithMean(level, matched, groups, confidence, &differences);
  }
  std::vector<double> p;
  for (const VelocityDifference& difference : differences) p.push_back(difference.p);
  const std::vector<double> adjusted = AdjustPValues(p, Correction::kHolm);
  for (size_t i = 0; i < p.size(); ++i) differences[i].adjusted_p = adjusted[i];
  return differences;
}

std::vector<StageProfile> CompareWithEmphasis(const LevelContext& context) {
  std::vector<StageProfile> profiles;
  const std::vector<VelocityStage>& stages = context.velocity->stages;
  for (size_t s = 0; s < stages.size(); ++s) {
    StageProfile profile;
    profile.stage = int(s);
    profile.emphasis = stages[s].emphasis;
    profile.p = kNaN;
    std::array<bool, kTrustComponents> emphasised = {};
    for (TrustComponent component : profile.emphasis) emphasised[size_t(component)] = true;
    const auto count = double(std::count(emphasised.begin(), emphasised.end(), true));
    std::vector<RatioPart> leads;
    for (size_t a = 0; a < context.rows->accounts() && count > 0; ++a) {
      RatioPart own;
      for (uint32_t i : context.rows->Of(a)) {
        const VelocityResponse& response = (*context.responses)[i];
        if (response.member[size_t(VelocityLevel::kStage)] != int32_t(s)) continue;
        if (!(response.index == response.index)) continue;
        double lead = 0;
        for (size_t c = 0; c < emphasised.size(); ++c) {
          lead += response.components[c] *
                  (emphasised[c] ? 1 / count : -1 / (kTrustComponents - count));
        }
        if (lead != lead) continue;
        own.numerator += lead;
        own.denominator += 1;
      }
      if (own.denominator > 0) leads.push_back(own);
    }
    profile.lead = MeanOfAccounts(leads, context.velocity->confidence);
    if (profile.lead.error > 0) {
      profile.p =
          StudentTwoSidedP(profile.lead.value / profile.lead.error, double(leads.size()) - 1);
    }
    profiles.push_back(std::move(profile));
  }
  std::vector<double> p;
  for (const StageProfile& profile : profiles) p.push_back(profile.p);
  const std::vector<double> adjusted = AdjustPValues(p, Correction::kHolm);
  for (size_t s = 0; s < profiles.size(); ++s) profiles[s].adjusted_p = adjusted[s];
  return profiles;
}

}  // namespace trustsem
