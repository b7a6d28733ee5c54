#include "inference/improper_solutions.h"

#include <gmock/gmock.h>

#include "tests/support/fitted.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string MessageOf(const std::vector<Note>& notes, const std::string& code) {
  for (const Note& note : notes) {
    if (note.code == code) return note.message;
  }
  return "";
}

TEST(ImproperSolutionsTest, AProperSolution) {
  EXPECT_THAT(FindImproperSolutions(*FitLavaan(ThreeFactors(), HolzingerMoments(NineItems()))),
              IsEmpty());
}

// r12 r13 / r23 = 1.28: the first item's communality exceeds its variance by 0.28.
TEST(ImproperSolutionsTest, HeywoodCase) {
  Eigen::Matrix3d S;
  S << 1, 0.8, 0.8, 0.8, 1, 0.5, 0.8, 0.5, 1;
  const auto fit = FitLavaan("f =~ x1 + x2 + x3", MomentsOf({"x1", "x2", "x3"}, {S}, {}, {200}));
  const std::vector<Note> notes = FindImproperSolutions(*fit);
  EXPECT_THAT(MessageOf(notes, "negative_variance"),
              AllOf(HasSubstr("x1 (-0.28)"), Not(HasSubstr("x2"))));
}

TEST(ImproperSolutionsTest, ACorrelationBeyondOne) {
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3\ng =~ y1 + y2 + y3");
  Eigen::VectorXd theta = PlausibleTheta(table, 1);
  theta[FreeIndex(table, "f", Operator::kCovariance, "f")] = 1;
  theta[FreeIndex(table, "g", Operator::kCovariance, "g")] = 1;
  theta[FreeIndex(table, "f", Operator::kCovariance, "g")] = -1.125;
  const auto notes = FindImproperSolutions(*FitAt(table, RandomMoments(table, 1), theta));
  EXPECT_THAT(MessageOf(notes, "correlation_beyond_one"), HasSubstr("f with g (-1.125)"));
  EXPECT_THAT(MessageOf(notes, "constructs_not_positive_definite"),
              AllOf(HasSubstr("f and g"), Not(HasSubstr("group"))));
}

TEST(ImproperSolutionsTest, ResidualsThatAreNotPositiveDefinite) {
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3 + x4\nx1 ~~ x2\nx1 ~~ x3\nx2 ~~ x3");
  Eigen::VectorXd theta = PlausibleTheta(table, 2);
  for (const auto& [a, b] : {std::pair("x1", "x2"), std::pair("x1", "x3"), std::pair("x2", "x3")}) {
    theta[FreeIndex(table, a, Operator::kCovariance, b)] = -0.6;
  }
  for (const char* x : {"x1", "x2", "x3"}) {
    theta[FreeIndex(table, x, Operator::kCovariance, x)] = 1;
  }
  // Least squares, whose Sigma may be indefinite.
  const auto notes = FindImproperSolutions(*FitAt(table, RandomMoments(table, 2), theta, "ULS"));
  EXPECT_NE(MessageOf(notes, "residuals_not_positive_definite"), "");
  EXPECT_EQ(MessageOf(notes, "correlation_beyond_one"), "");
}

TEST(ImproperSolutionsTest, GroupsAreNamed) {
  TableOptions options;
  options.groups = 2;
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3", options);
  Eigen::VectorXd theta = PlausibleTheta(table, 3);
  theta[FreeIndex(table, "x2", Operator::kCovariance, "x2", 2)] = -0.1;
  SampleMoments moments = RandomMoments(table, 3);
  moments.groups[1].label = "north";
  const auto notes = FindImproperSolutions(*FitAt(table, moments, theta));
  EXPECT_THAT(MessageOf(notes, "negative_variance"), HasSubstr("x2 (-0.1 of group 'north')"));
}

TEST(ImproperSolutionsTest, SingularInformation) {
  const ParameterTable table = TableOf("f =~ NA*x1 + x2 + x3 + x4");
  Eigen::VectorXd theta = PlausibleTheta(table, 4);
  for (const char* item : {"x1", "x2", "x3", "x4"}) {
    theta[FreeIndex(table, "f", Operator::kMeasuredBy, item)] = 0;
  }
  const auto notes = FindImproperSolutions(*FitAt(table, RandomMoments(table, 4), theta));
  EXPECT_NE(MessageOf(notes, "no_standard_errors"), "");
}

// Loadings near zero while the items correlate: the discrepancy falls in both directions.
TEST(ImproperSolutionsTest, ASaddleIsNoMinimum) {
  TableOptions options;
  options.std_lv = true;
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3 + x4", options);
  Eigen::VectorXd theta(table.free_parameters);
  for (const Parameter& row : table.rows) {
    if (row.free >= 0) theta[row.free] = row.op == Operator::kMeasuredBy ? 0.05 : 1;
  }
  Eigen::MatrixXd S = Eigen::MatrixXd::Constant(4, 4, 0.5);
  S.diagonal().setOnes();
  const auto notes =
      FindImproperSolutions(*FitAt(table, MomentsOf(table.observed, {S}, {}, {200}), theta));
  EXPECT_NE(MessageOf(notes, "not_a_minimum"), "");
}

}  // namespace
}  // namespace trustsem
