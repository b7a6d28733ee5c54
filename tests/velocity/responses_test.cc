#include "velocity/responses.h"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/velocity_file.h"

namespace trustsem {
namespace {

constexpr char kKeys[] = "time: {interactions: n}\nkeys: {account: a}\n";

// Rows of answers behind account and interactions; further rows let omega be estimated.
std::string Answers(const std::string& rows) {
  std::string text = std::string("a,n,") + kVelocityItems + "\n" + rows;
  const char* patterns[] = {"4,5,4,3,4,4,1,2,1,1,2,2", "2,2,1,2,2,3,5,4,4,4,4,5",
                            "5,4,4,1,2,1,2,1,2,4,5,4", "3,2,3,5,4,4,4,4,5,2,2,1",
                            "1,2,2,2,1,2,3,4,4,5,4,4", "4,4,5,4,4,5,2,2,3,3,2,3"};
  for (int i = 0; i < 12; ++i) {
    text += "X" + std::to_string(i) + "," + std::to_string(1 + i) + "," + patterns[i % 6] + "\n";
  }
  return text;
}

VelocityResults Analyse(const std::string& rows, const std::string& more = "") {
  return VelocityFile(Answers(rows)).Analyse(MakeVelocitySpecification(kKeys + more));
}

TEST(Responses, ByHand) {
  // Components (x - 1) / 4 * 100 of the means 4, 3, 13/3 and 2.
  const VelocityResponse response = Analyse("A,5,4,5,3,3,3,3,5,4,4,2,1,3\n").responses[0];
  EXPECT_EQ(response.flags, 0u);
  EXPECT_DOUBLE_EQ(response.components[0], 75);
  EXPECT_DOUBLE_EQ(response.components[1], 50);
  EXPECT_DOUBLE_EQ(response.components[2], 250.0 / 3);
  EXPECT_DOUBLE_EQ(response.components[3], 25);
  EXPECT_DOUBLE_EQ(response.score, (75 + 50 + 250.0 / 3 + 25) / 4);
  EXPECT_DOUBLE_EQ(response.index, (75 + 50 + 250.0 / 3 + 25) / 5);
}

TEST(Responses, WeightsAndReversedItems) {
  const VelocityFile file(Answers("A,5,4,5,3,3,3,3,5,4,4,2,1,3\n"));
  const VelocityResults results = file.Analyse(
      ParseVelocity("velocity: 1\ncomponents:\n"
                    "  professional: {items: [p1, p2, {column: p3, reversed: true}], weight: 3}\n"
                    "  vocational: {items: [v1, v2, v3]}\n  relationship: {items: [r1, r2, r3]}\n"
                    "  benefit: {items: [b1, b2, b3]}\n" +
                        std::string(kKeys),
                    "v.yaml"));
  // Here p3 is 6 - 3 = 3 as well: 75 with weight 3 of 6, and the index four times the mean.
  const double score = (3 * 75 + 50 + 250.0 / 3 + 25) / 6;
  EXPECT_DOUBLE_EQ(results.responses[0].score, score);
  EXPECT_DOUBLE_EQ(results.responses[0].index, 4 * score / 5);
}

TEST(Responses, TwoThirdsOfTheItemsWillDo) {
  const VelocityResponse response = Analyse("A,2,4,,4,3,3,3,5,5,5,2,2,2\n").responses[0];
  EXPECT_EQ(response.flags, kProratedComponent);
  EXPECT_DOUBLE_EQ(response.components[0], 75);
  EXPECT_DOUBLE_EQ(response.score, (75 + 50 + 100 + 25) / 4.0);
}

TEST(Responses, ThreeComponentsWillDo) {
  const VelocityResponse response = Analyse("A,2,4,,,3,3,3,5,5,5,2,2,2\n").responses[0];
  EXPECT_EQ(response.flags, kProratedSum);
  EXPECT_TRUE(std::isnan(response.components[0]));
  EXPECT_DOUBLE_EQ(response.score, (50 + 100 + 25) / 3.0);
  EXPECT_DOUBLE_EQ(response.index, 4 * (50 + 100 + 25) / 3.0 / 2);
}

TEST(Responses, TwoComponentsWillNot) {
  const VelocityResults results = Analyse("A,2,4,,,3,,,5,5,5,2,2,2\n");
  EXPECT_EQ(results.responses[0].flags, kTooFewComponents);
  EXPECT_TRUE(std::isnan(results.responses[0].score));
  EXPECT_TRUE(std::isnan(results.responses[0].index));
  EXPECT_EQ(results.rows_without_index, 1);
  EXPECT_EQ(results.rows_used, 12);
}

TEST(Responses, MissingCodesAreMissing) {
  const VelocityResponse response =
      Analyse("A,2,4,98,4,3,3,3,5,5,5,2,2,2\n", "missing: [98]\n").responses[0];
  EXPECT_EQ(response.flags, kProratedComponent);
  EXPECT_DOUBLE_EQ(response.components[0], 75);
}

// Omega of three items is closed: the loadings are roots of quotients of covariances, and the
// error variance of the mean is what they leave.
TEST(Responses, ErrorOfMeasurementIsOmegas) {
  const VelocityResults results = Analyse("");
  Eigen::MatrixXd X(12, 3);
  for (Eigen::Index i = 0; i < 12; ++i) {
    const double rows[6][3] = {{4, 5, 4}, {2, 2, 1}, {5, 4, 4}, {3, 2, 3}, {1, 2, 2}, {4, 4, 5}};
    for (Eigen::Index j = 0; j < 3; ++j) X(i, j) = rows[i % 6][j];
  }
  X.rowwise() -= X.colwise().mean().eval();
  const Eigen::MatrixXd S = X.transpose() * X / 12;
  const double sum = std::sqrt(S(0, 1) * S(0, 2) / S(1, 2)) +
                     std::sqrt(S(0, 1) * S(1, 2) / S(0, 2)) +
                     std::sqrt(S(0, 2) * S(1, 2) / S(0, 1));
  const ComponentReliability& reliability = results.reliability[0];
  EXPECT_EQ(reliability.responses, 12);
  EXPECT_NEAR(reliability.omega, sum * sum / S.sum(), 1e-7);
  const double deviation = std::sqrt(S.sum() * 12 / 11) / 3 * 25;
  EXPECT_NEAR(reliability.deviation, deviation, 1e-10);
  EXPECT_NEAR(reliability.error, deviation * std::sqrt(1 - sum * sum / S.sum()), 1e-6);
  EXPECT_NEAR(reliability.loadings[0], std::sqrt(S(0, 1) * S(0, 2) / S(1, 2) / S(0, 0)), 1e-6);
  // A score's: a quarter of the root of the sum of squares.
  double squares = 0;
  for (const ComponentReliability& one : results.reliability) squares += one.error * one.error;
  EXPECT_NEAR(results.responses[0].score_error, std::sqrt(squares) / 4, 1e-12);
  EXPECT_NEAR(results.score_error, std::sqrt(squares) / 4, 1e-12);
}

// Intervals of a response are those of measurement, and end where scores do.
TEST(Responses, HaveIntervalsOfMeasurement) {
  VelocityResponse response;
  response.score = 60;
  response.score_error = 5;
  response.time = 8;
  response.index = 30;
  const VelocityEstimate score = ScoreOf(response, 0.95), index = IndexOf(response, 0.95);
  EXPECT_NEAR(score.lower, 60 - 1.959963984540054 * 5, 1e-12);
  EXPECT_NEAR(index.value, 30, 1e-12);
  EXPECT_NEAR(index.error, 2.5, 1e-12);
  EXPECT_NEAR(index.upper, 30 + 1.959963984540054 * 2.5, 1e-12);
  response.score = 98;
  EXPECT_EQ(ScoreOf(response, 0.95).upper, 100);
}

// Two of three items: error variance times 3 / 2.
TEST(Responses, ProratedScoresAreLessCertain) {
  const VelocityResults results =
      Analyse("A,2,4,,4,3,3,3,5,5,5,2,2,2\nB,2,4,,,3,3,3,5,5,5,2,2,2\n");
  const auto& r = results.reliability;
  const double others = r[1].error * r[1].error + r[2].error * r[2].error + r[3].error * r[3].error;
  EXPECT_NEAR(results.responses[0].score_error,
              std::sqrt(1.5 * r[0].error * r[0].error + others) / 4, 1e-12);
  EXPECT_NEAR(results.responses[1].score_error, std::sqrt(others) / 3, 1e-12);
}

TEST(Responses, AConstantComponentHasNoReliability) {
  std::string text = std::string("a,n,") + kVelocityItems + "\n";
  const char* patterns[] = {"3,3,3,3,3,4,5,5,4,2,2,3", "3,3,3,3,2,2,1,2,2,4,5,4",
                            "3,3,3,1,2,1,3,3,4,1,1,2"};
  for (int i = 0; i < 12; ++i) text += "X,1," + std::string(patterns[i % 3]) + "\n";
  const VelocityResults results = VelocityFile(text).Analyse(MakeVelocitySpecification(kKeys));
  EXPECT_TRUE(std::isnan(results.reliability[0].omega));
  EXPECT_EQ(results.notes[0].code, "no_reliability");
  EXPECT_THAT(results.notes[0].message, ::testing::HasSubstr("'professional'"));
  EXPECT_TRUE(std::isnan(results.accounts[0].score.lower));
  EXPECT_FALSE(std::isnan(results.accounts[0].score.value));
}

}  // namespace
}  // namespace trustsem
