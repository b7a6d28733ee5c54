#include "velocity/reported_time.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <vector>

#include "inference/student_t.h"

namespace trustsem {
namespace {

using testing::HasSubstr;

const double kMissing = std::numeric_limits<double>::quiet_NaN();

ReportedTimeInput Input(std::vector<double> answers) {
  ReportedTimeInput input;
  input.column = "n_int_to_trust";
  input.answers = std::move(answers);
  return input;
}

TEST(ReportedTime, CountsTwoToFiveAmongAllWhoAnswered) {
  // 2 and 3 of the nine answers 1 2 2 3 3 3 4 5 6.
  const ReportedTime reported = EstimateReportedTime(Input({1, 2, 2, 3, kMissing, 3, 3, 4, 5, 6}));
  EXPECT_TRUE(reported.known);
  EXPECT_EQ(reported.column, "n_int_to_trust");
  EXPECT_EQ(reported.responses, 9);
  const double share = 5.0 / 9, error = std::sqrt(share * (1 - share) / 8);
  EXPECT_NEAR(reported.two_to_five.value, share, 1e-14);
  EXPECT_NEAR(reported.two_to_five.error, error, 1e-14);
  const double half = StudentQuantile(0.95, 8) * error / (share * (1 - share));
  const double logit = std::log(share / (1 - share));
  EXPECT_NEAR(reported.two_to_five.lower, 1 / (1 + std::exp(half - logit)), 1e-12);
  EXPECT_NEAR(reported.two_to_five.upper, 1 / (1 + std::exp(-half - logit)), 1e-12);
}

TEST(ReportedTime, WeightsCountAndZeroLeavesOut) {
  ReportedTimeInput input = Input({2, 1, 6, 3});
  input.weights = {3, 1, 2, 0};
  const ReportedTime reported = EstimateReportedTime(input);
  EXPECT_EQ(reported.responses, 3);
  EXPECT_NEAR(reported.two_to_five.value, 0.5, 1e-14);
  // Linearised: sum over rows of (w (y - .5) / 6)^2, times 3 / 2.
  EXPECT_NEAR(reported.two_to_five.error, std::sqrt(1.5 * (9 + 1 + 4) / 4 / 36), 1e-14);
}

TEST(ReportedTime, AnswersOfOneAccountAreNoNewInformation) {
  ReportedTimeInput once = Input({2, 1, 6, 3, 3, 4}), repeated = Input({});
  for (int wave = 0; wave < 4; ++wave) {
    for (int account = 0; account < 6; ++account) {
      repeated.answers.push_back(once.answers[static_cast<size_t>(account)]);
      repeated.account.push_back(account);
    }
  }
  const ReportedTime first = EstimateReportedTime(once), second = EstimateReportedTime(repeated);
  EXPECT_EQ(second.responses, 24);
  EXPECT_NEAR(second.two_to_five.value, first.two_to_five.value, 1e-14);
  EXPECT_NEAR(second.two_to_five.error, first.two_to_five.error, 1e-14);
  EXPECT_NEAR(second.two_to_five.lower, first.two_to_five.lower, 1e-12);
}

TEST(ReportedTime, NobodyOrOne) {
  EXPECT_FALSE(EstimateReportedTime(Input({})).known);
  EXPECT_FALSE(EstimateReportedTime(Input({kMissing})).known);
  const ReportedTime one = EstimateReportedTime(Input({2}));
  EXPECT_TRUE(one.known);
  EXPECT_EQ(one.two_to_five.value, 1);
  EXPECT_TRUE(std::isnan(one.two_to_five.lower));
}

TEST(ReportedTime, NobodyOfManyHasAnIntervalFromZero) {
  const ReportedTime none = EstimateReportedTime(Input(std::vector<double>(50, 6)));
  EXPECT_EQ(none.two_to_five.value, 0);
  EXPECT_EQ(none.two_to_five.lower, 0);
  EXPECT_NEAR(none.two_to_five.upper, 1 - std::pow(0.025, 1.0 / 50), 1e-12);
}

TEST(ReportedTime, WrongInputIsRefused) {
  const auto message = [](const ReportedTimeInput& input) -> std::string {
    try {
      EstimateReportedTime(input);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kData);
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(message(Input({2, 7})), HasSubstr("'n_int_to_trust' is 7 in row 2"));
  EXPECT_THAT(message(Input({2, 98})), HasSubstr("declare the value as missing"));
  EXPECT_THAT(message(Input({2.5})), HasSubstr("2.5 in row 1"));
  EXPECT_THAT(message(Input({0})), HasSubstr("is 0 in row 1"));
  ReportedTimeInput input = Input({2, 3});
  input.weights = {1, -1};
  EXPECT_THAT(message(input), HasSubstr("the weight is -1 in row 2"));
  input.weights = {1, kMissing};
  EXPECT_THAT(message(input), HasSubstr("the weight is nan in row 2"));
}

}  // namespace
}  // namespace trustsem
