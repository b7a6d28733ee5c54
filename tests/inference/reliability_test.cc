#include "inference/reliability.h"

#include <gmock/gmock.h>

#include "inference/discriminant_validity.h"
#include "tests/support/fitted.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Eigen::MatrixXd Equicorrelated(Eigen::Index n, double r) {
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Constant(n, n, r);
  matrix.diagonal().setOnes();
  return matrix;
}

TEST(CronbachAlphaTest, OfParallelItemsIsSpearmanBrown) {
  for (const Eigen::Index n : {2, 5, 12}) {
    const double k = static_cast<double>(n);
    EXPECT_NEAR(CronbachAlpha(4 * Equicorrelated(n, 0.3)), k * 0.3 / (1 + (k - 1) * 0.3), 1e-14);
  }
}

TEST(CronbachAlphaTest, DoesNotExistOfOneItemNorOfASumWithoutVariance) {
  EXPECT_TRUE(std::isnan(CronbachAlpha(Eigen::MatrixXd::Ones(1, 1))));
  EXPECT_TRUE(std::isnan(CronbachAlpha(Equicorrelated(2, -1))));
}

TEST(HeterotraitMonotraitRatioTest, OfConstructsWhoseItemsAreParallel) {
  // Items of the first correlate .5 with each other, of the second .8, across .3.
  Eigen::MatrixXd r = Eigen::MatrixXd::Constant(5, 5, 0.3);
  r.topLeftCorner(3, 3) = Equicorrelated(3, 0.5);
  r.bottomRightCorner(2, 2) = Equicorrelated(2, 0.8);
  const double expected = 0.3 / std::sqrt(0.5 * 0.8);
  EXPECT_NEAR(HeterotraitMonotraitRatio(r, {0, 1, 2}, {3, 4}), expected, 1e-15);
  // An item that points the other way changes nothing.
  r.row(1) *= -1;
  r.col(1) *= -1;
  EXPECT_NEAR(HeterotraitMonotraitRatio(r, {0, 1, 2}, {3, 4}), expected, 1e-15);
  EXPECT_TRUE(std::isnan(HeterotraitMonotraitRatio(r, {0, 1, 2}, {3})));
}

TEST(FornellLarckerTest, BothMustExceedTheSquaredCorrelation) {
  EXPECT_EQ(MeetsFornellLarcker(0.5, 0.6, -0.7), true);
  EXPECT_EQ(MeetsFornellLarcker(0.5, 0.4, -0.7), false);
  EXPECT_EQ(MeetsFornellLarcker(0.4, 0.5, 0.7), false);
  EXPECT_EQ(MeetsFornellLarcker(0.5, kMissing, 0.1), std::nullopt);
}

// The free parameters' values by name, "x1~~x1".
Eigen::VectorXd Theta(const ParameterTable& table, const std::map<std::string, double>& values) {
  Eigen::VectorXd theta(table.free_parameters);
  for (const Parameter& row : table.rows) {
    if (row.free < 0) continue;
    theta[row.free] = values.at(row.lhs + ToString(row.op) + row.rhs);
  }
  return theta;
}

TEST(ReliabilityTest, OmegaCountsResidualCovariancesAndOtherConstructs) {
  const ParameterTable table = TableOf("f =~ a + b\ng =~ c + d + b\na ~~ c + b", {});
  const Eigen::VectorXd theta = Theta(table, {{"f=~b", 0.5},
                                              {"g=~d", 2},
                                              {"g=~b", 0.3},
                                              {"f~~f", 4},
                                              {"g~~g", 1},
                                              {"f~~g", 1},
                                              {"a~~a", 2},
                                              {"b~~b", 1},
                                              {"c~~c", 1},
                                              {"d~~d", 5},
                                              {"a~~c", 0.1},
                                              {"a~~b", -0.2}});
  const SampleMoments moments = ExactMoments(table, theta);
  std::vector<Note> notes;
  const auto rows = ComputeReliability(*FitAt(table, moments, theta), &notes);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_TRUE(notes.empty());
  EXPECT_THAT(rows[0].items, ElementsAre("a", "b"));
  EXPECT_THAT(rows[1].items, ElementsAre("b", "c", "d"));
  // Of f: var(a) = 4 + 2; var(b) = .25 4 + .09 + 2 .5 .3 1 + 1 = 2.39;
  // cov(a, b) = 4 .5 + .3 - .2 = 2.1.
  const double a = 6, b = 2.39, ab = 2.1;
  EXPECT_NEAR(rows[0].alpha, 2 * (1 - (a + b) / (a + b + 2 * ab)), 1e-12);
  EXPECT_NEAR(rows[0].omega, 1.5 * 1.5 * 4 / (a + b + 2 * ab), 1e-12);
  const double sa = 2 / std::sqrt(a), sb = 1 / std::sqrt(b), r = ab / std::sqrt(a * b);
  EXPECT_NEAR(rows[0].composite_reliability, (sa + sb) * (sa + sb) / (2 + 2 * r), 1e-12);
  EXPECT_NEAR(rows[0].average_variance_extracted, (sa * sa + sb * sb) / 2, 1e-12);
}

TEST(ReliabilityTest, OfAHigherOrderConstructIsHierarchicalOmega) {
  const ParameterTable table = TableOf("f =~ a + b\ng =~ c + d\nh =~ f + g + e", {});
  const Eigen::VectorXd theta = Theta(table, {{"f=~b", 2},
                                              {"g=~d", 0.5},
                                              {"h=~g", 0.6},
                                              {"h=~e", 1.5},
                                              {"h~~h", 2},
                                              {"f~~f", 0.5},
                                              {"g~~g", 0.4},
                                              {"a~~a", 1},
                                              {"b~~b", 1},
                                              {"c~~c", 1},
                                              {"d~~d", 1},
                                              {"e~~e", 1}});
  const SampleMoments moments = ExactMoments(table, theta);
  std::vector<Note> notes;
  const auto rows = ComputeReliability(*FitAt(table, moments, theta), &notes);
  ASSERT_EQ(rows.size(), 3u);
  const Reliability& h = rows[2];
  EXPECT_TRUE(h.higher_order);
  EXPECT_EQ(h.items.size(), 5u);
  // The items' loadings on h add up to 1 + 2 + .6 + .3 + 1.5; what else varies in their sum are
  // the disturbances of f (3 times) and g (1.5 times) and five residuals.
  const double explained = 5.4 * 5.4 * 2;
  EXPECT_NEAR(h.omega, explained / (explained + 9 * 0.5 + 2.25 * 0.4 + 5), 1e-12);
  EXPECT_TRUE(std::isnan(h.alpha));
  EXPECT_TRUE(std::isnan(h.average_variance_extracted));
  const auto pairs = ComputeDiscriminantValidity(*FitAt(table, moments, theta), rows);
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_EQ(pairs[0].first + pairs[0].second, "fg");
  EXPECT_NEAR(pairs[0].correlation, 1.2 / std::sqrt((2 + 0.5) * (0.72 + 0.4)), 1e-12);
}

TEST(ReliabilityTest, NegativeVariancesLeaveWhatRestsOnTheModelOut) {
  const ParameterTable table = TableOf("f =~ a + b + c", {});
  const Eigen::VectorXd theta = Theta(
      table, {{"f=~b", 1}, {"f=~c", 1}, {"f~~f", 1}, {"a~~a", -0.1}, {"b~~b", 1}, {"c~~c", 1}});
  const SampleMoments moments = ExactMoments(table, theta);
  std::vector<Note> notes;
  const auto rows = ComputeReliability(*FitAt(table, moments, theta), &notes);
  EXPECT_NEAR(rows[0].alpha, 1.5 * (1 - 4.9 / 10.9), 1e-12);
  EXPECT_TRUE(std::isnan(rows[0].omega));
  EXPECT_TRUE(std::isnan(rows[0].composite_reliability));
  EXPECT_TRUE(std::isnan(rows[0].average_variance_extracted));
}

TEST(ReliabilityTest, ItemsThatPointTheOtherWayAreNamed) {
  const ParameterTable table = TableOf("f =~ a + b + c", {});
  Eigen::VectorXd theta = Theta(
      table, {{"f=~b", -0.8}, {"f=~c", 1}, {"f~~f", 1}, {"a~~a", 1}, {"b~~b", 1}, {"c~~c", 1}});
  std::vector<Note> notes;
  ComputeReliability(*FitAt(table, ExactMoments(table, theta), theta), &notes);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "items_point_apart");
  EXPECT_THAT(notes[0].message, HasSubstr("loadings of f have another sign than most: b"));
  theta = Theta(table,
                {{"f=~b", -0.8}, {"f=~c", -1}, {"f~~f", 1}, {"a~~a", 1}, {"b~~b", 1}, {"c~~c", 1}});
  ComputeReliability(*FitAt(table, ExactMoments(table, theta), theta), &notes);
  EXPECT_THAT(notes[1].message, HasSubstr("than most: a"));
}

}  // namespace
}  // namespace trustsem
