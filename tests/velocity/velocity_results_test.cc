// The tables of groups and accounts, worked by hand from a small file.
#include "velocity/velocity_results.h"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/velocity_file.h"

namespace trustsem {
namespace {

constexpr double kQuantile = 1.959963984540054;

constexpr char kSpecification[] =
    "time: {interactions: n}\n"
    "keys: {account: a, salesperson: s, segment: g, stage: p, wave: w}\n"
    "stages:\n  first_contact: {emphasis: [professional, vocational]}\n"
    "  building: {emphasis: relationship}\n"
    "least: {accounts: 2, responses: 3}\n";

// Twelve accounts of four salespersons and two segments, two waves each: a score of its own at
// first contact, another when the relationship is built. Professional and vocational items are one
// higher than the others at first, benefit items one lower later.
struct Account {
  int salesperson, segment, first_time, later_time, first, later;  // answers of 2, 3 or 4
};
constexpr Account kAccounts[] = {{0, 0, 1, 4, 2, 3}, {0, 0, 2, 5, 3, 3}, {0, 1, 3, 9, 2, 4},
                                 {1, 1, 1, 4, 3, 2}, {1, 0, 2, 6, 4, 4}, {1, 0, 4, 8, 3, 4},
                                 {2, 1, 1, 3, 2, 2}, {2, 1, 2, 7, 4, 3}, {2, 0, 3, 4, 3, 4},
                                 {3, 1, 5, 9, 2, 3}, {3, 0, 2, 4, 4, 4}, {3, 1, 1, 2, 3, 2}};

std::string File() {
  std::string text = std::string("a,s,g,p,w,n,") + kVelocityItems + "\n";
  for (int wave = 1; wave <= 2; ++wave) {
    for (size_t i = 0; i < std::size(kAccounts); ++i) {
      const Account& account = kAccounts[i];
      const int answer = wave == 1 ? account.first : account.later;
      text += "A" + std::to_string(i) + ",S" + std::to_string(account.salesperson) + ",G" +
              std::to_string(account.segment) + (wave == 1 ? ",first_contact," : ",building,") +
              std::to_string(wave) + "," +
              std::to_string(wave == 1 ? account.first_time : account.later_time);
      for (int item = 0; item < 12; ++item) {
        const int component = item / 3;
        const int more = wave == 1 ? component < 2 : -(component == 3);
        text += "," + std::to_string(answer + more);
      }
      text += "\n";
    }
  }
  return text;
}

double Score(int answer, int wave) {
  // The mean of the components (x - 1) / 4 * 100, two of which are one higher, or one one lower.
  return wave == 1 ? (answer - 1) * 25 + 12.5 : (answer - 1) * 25 - 6.25;
}

VelocityResults Analyse() {
  return VelocityFile(File()).Analyse(MakeVelocitySpecification(kSpecification));
}

const VelocityGroup& Group(const VelocityResults& results, VelocityLevel level, size_t g) {
  return FindLevel(results, level)->groups.at(g);
}

TEST(VelocityLevels, RatiosAreOfSums) {
  const VelocityResults results = Analyse();
  double sum = 0, time = 0;
  for (const Account& account : kAccounts) {
    if (account.segment != 0) continue;
    sum += 4 * (Score(account.first, 1) + Score(account.later, 2));
    time += account.first_time + account.later_time;
  }
  const VelocityGroup& group = Group(results, VelocityLevel::kSegment, 0);
  EXPECT_EQ(group.name, "G0");
  EXPECT_EQ(group.accounts, 6);
  EXPECT_EQ(group.responses, 12);
  EXPECT_NEAR(group.velocity.value, sum / time, 1e-12);
  EXPECT_NEAR(group.mean_time, time / 12, 1e-12);
  EXPECT_LT(group.velocity.lower, group.velocity.value);
  EXPECT_GT(group.velocity.upper, group.velocity.value);
}

TEST(VelocityLevels, ChangeIsThatOfSumsToo) {
  const VelocityResults results = Analyse();
  double change = 0, time = 0;
  for (const Account& account : kAccounts) {
    change += 4 * (Score(account.later, 2) - Score(account.first, 1));
    time += account.later_time - account.first_time;
  }
  const VelocityGroup& total = Group(results, VelocityLevel::kTotal, 0);
  EXPECT_NEAR(total.change.value, change / time, 1e-12);
  EXPECT_LT(total.change.lower, total.change.upper);
  EXPECT_TRUE(std::isnan(Group(results, VelocityLevel::kStage, 0).change.value));
}

// The mean of a group of accounts with as many responses each: the error of the accounts' means.
TEST(VelocityLevels, MeansHaveErrorsOverAccounts) {
  const VelocityResults results = Analyse();
  double mean = 0, squares = 0;
  for (const Account& account : kAccounts) {
    mean += (Score(account.first, 1) + Score(account.later, 2)) / 24;
  }
  for (const Account& account : kAccounts) {
    const double own = (Score(account.first, 1) + Score(account.later, 2)) / 2;
    squares += (own - mean) * (own - mean);
  }
  const VelocityGroup& total = Group(results, VelocityLevel::kTotal, 0);
  EXPECT_NEAR(total.score.value, mean, 1e-12);
  EXPECT_NEAR(total.score.error, std::sqrt(squares / 12 / 11), 1e-12);
}

// At first contact professional and vocational trust lead by a point of the scale, 25 points; when
// the relationship is built its own trust leads by a third of what benefit trust lacks.
TEST(StageProfiles, LeadOfTheEmphasisedComponents) {
  const VelocityResults results = Analyse();
  ASSERT_EQ(results.stage_profiles.size(), 2u);
  EXPECT_NEAR(results.stage_profiles[0].lead.value, 25, 1e-10);
  EXPECT_NEAR(results.stage_profiles[1].lead.value, 25.0 / 3, 1e-10);
}

TEST(VelocityLevels, FewAccountsAreNotShown) {
  const VelocityFile file(File());
  VelocitySpecification velocity = MakeVelocitySpecification(kSpecification);
  velocity.least_accounts = 4;
  const VelocityResults results = file.Analyse(velocity);
  for (const VelocityGroup& group : FindLevel(results, VelocityLevel::kSalesperson)->groups) {
    EXPECT_FALSE(group.shown);
    EXPECT_EQ(group.accounts, 3);
    EXPECT_EQ(group.responses, 6);
    EXPECT_TRUE(std::isnan(group.velocity.value));
    EXPECT_TRUE(std::isnan(group.shrunken.value));
    EXPECT_TRUE(std::isnan(group.components[2].value));
  }
  for (const VelocityDifference& difference : results.differences) {
    EXPECT_NE(difference.level, VelocityLevel::kSalesperson);
  }
  velocity.least_accounts = 3;
  velocity.least_responses = 7;
  EXPECT_FALSE(Group(file.Analyse(velocity), VelocityLevel::kSalesperson, 0).shown);
}

// With as many accounts each, the drawn-in values keep their order and their mean.
TEST(VelocityLevels, SalespersonsAreDrawnTowardsTheirMean) {
  const VelocityResults results = Analyse();
  const auto& groups = FindLevel(results, VelocityLevel::kSalesperson)->groups;
  double mean = 0, shrunken = 0;
  for (const VelocityGroup& group : groups) mean += group.matched.value / 4;
  for (const VelocityGroup& group : groups) {
    shrunken += group.shrunken.value / 4;
    EXPECT_LE(std::abs(group.shrunken.value - mean), std::abs(group.matched.value - mean) + 1e-12);
  }
  EXPECT_NEAR(mean, shrunken, 1e-10);
}

TEST(VelocityDifferences, PairsOfALevelAreCorrectedTogether) {
  const VelocityResults results = Analyse();
  std::vector<double> p, adjusted;
  for (const VelocityDifference& difference : results.differences) {
    if (difference.level != VelocityLevel::kSalesperson) continue;
    const auto& groups = FindLevel(results, VelocityLevel::kSalesperson)->groups;
    EXPECT_NEAR(difference.difference.value,
                groups[size_t(difference.first)].matched.value -
                    groups[size_t(difference.second)].matched.value,
                1e-12);
    p.push_back(difference.p);
    adjusted.push_back(difference.adjusted_p);
  }
  ASSERT_EQ(p.size(), 6u);  // pairs of four
  const size_t least = size_t(std::min_element(p.begin(), p.end()) - p.begin());
  EXPECT_NEAR(adjusted[least], std::min(6 * p[least], 1.0), 1e-12);
}

TEST(TimeStrataTable, SaysWhatAConstantScoreWouldGive) {
  const VelocityResults results = Analyse();
  const VelocityGroup& total = Group(results, VelocityLevel::kTotal, 0);
  int64_t responses = 0;
  for (const TimeStratum& stratum : results.time_strata) {
    responses += stratum.responses;
    EXPECT_NEAR(stratum.constant_velocity, 4 * total.score.value / stratum.mean_time, 1e-10);
    EXPECT_NEAR(stratum.velocity.value, 4 * stratum.score.value / stratum.mean_time, 1e-10);
  }
  EXPECT_EQ(responses, 24);
}

TEST(AccountSummaries, AreThoseOfTheLastResponse) {
  const VelocityResults results = Analyse();
  ASSERT_EQ(results.accounts.size(), 12u);
  const auto& names = FindLevel(results, VelocityLevel::kAccount)->groups;
  for (const AccountSummary& summary : results.accounts) {
    const size_t i = size_t(std::stoi(names[size_t(summary.account)].name.substr(1)));
    const Account& account = kAccounts[i];
    EXPECT_EQ(summary.time, account.later_time);
    EXPECT_EQ(summary.responses, 2);
    EXPECT_NEAR(summary.score.value, Score(account.later, 2), 1e-12);
    EXPECT_NEAR(summary.change.value, Score(account.later, 2) - Score(account.first, 1), 1e-12);
    EXPECT_EQ(summary.weakest, TrustComponent::kBenefit);
    EXPECT_NEAR(summary.weakest_score.value, (account.later - 2) * 25, 1e-12);
    EXPECT_NEAR(summary.velocity.value,
                4 * (Score(account.first, 1) + Score(account.later, 2)) /
                    (account.first_time + account.later_time),
                1e-12);
  }
}

// The interval of an account is that of measurement: errors of the components are independent.
TEST(AccountSummaries, IntervalsAreThoseOfMeasurement) {
  std::string text = std::string("a,n,") + kVelocityItems + "\n";
  const char* patterns[] = {"4,5,4,3,4,4,1,2,1,1,2,2", "2,2,1,2,2,3,5,4,4,4,4,5",
                            "5,4,4,1,2,1,2,1,2,4,5,4", "3,2,3,5,4,4,4,4,5,2,2,1",
                            "1,2,2,2,1,2,3,4,4,5,4,4", "4,4,5,4,4,5,2,2,3,3,2,3"};
  for (int i = 0; i < 18; ++i) {
    text +=
        "A" + std::to_string(i) + "," + std::to_string(1 + i % 3) + "," + patterns[i % 6] + "\n";
  }
  const VelocityResults results = VelocityFile(text).Analyse(
      MakeVelocitySpecification("time: {interactions: n}\nkeys: {account: a}\n"));
  ASSERT_GT(results.score_error, 0);
  for (const AccountSummary& summary : results.accounts) {
    EXPECT_NEAR(summary.score.error, results.score_error, 1e-12);
    EXPECT_NEAR(summary.velocity.upper - summary.velocity.value,
                kQuantile * 4 * results.score_error / summary.time, 1e-10);
    const auto& weakest = results.reliability[size_t(summary.weakest)];
    EXPECT_NEAR(summary.weakest_score.error, weakest.error, 1e-12);
    EXPECT_GE(summary.weakest_score.lower, 0);
    EXPECT_TRUE(std::isnan(summary.change.value));
  }
  // Falling first; within a pace the farthest below what is usual at the same T.
  for (size_t i = 1; i < results.accounts.size(); ++i) {
    if (results.accounts[i].pace != results.accounts[i - 1].pace) continue;
    EXPECT_LE(results.accounts[i - 1].expected_gap.value, results.accounts[i].expected_gap.value);
  }
}

}  // namespace
}  // namespace trustsem
