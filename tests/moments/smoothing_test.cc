#include "moments/smoothing.h"

#include <gmock/gmock.h>

#include <Eigen/Dense>

#include "tests/moments/ordinal_sample.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// Four items: the first three correlate as no distribution allows; a fifth variable is a covariate.
SampleMoments IndefiniteMoments() {
  SampleMoments moments;
  moments.observed = {"a", "b", "c", "d", "x"};
  moments.ordered = {true, true, true, false, false};
  moments.covariates = {4};
  GroupMoments group;
  group.label = "north";
  group.covariance.setIdentity(5, 5);
  group.covariance(3, 3) = 4;
  group.covariance(4, 4) = 100;
  const auto set = [&](int i, int j, double value) {
    group.covariance(i, j) = group.covariance(j, i) = value;
  };
  set(1, 0, 0.9), set(2, 0, 0.9), set(2, 1, 0.2), set(3, 0, 0.4), set(3, 1, 0.2), set(3, 2, 0.3);
  for (int column = 0; column < 4; ++column) {
    group.layout.push_back({MomentKind::kThreshold, column, 0});
    for (int row = column; row < 4; ++row) {
      if (row == column && row < 3) continue;
      group.layout.push_back({MomentKind::kCovariance, row, column});
    }
  }
  group.statistics.setConstant(static_cast<Eigen::Index>(group.layout.size()), 0.5);
  for (size_t k = 0; k < group.layout.size(); ++k) {
    const Moment& moment = group.layout[k];
    if (moment.kind != MomentKind::kCovariance) continue;
    group.statistics[static_cast<Eigen::Index>(k)] = group.covariance(moment.first, moment.second);
  }
  moments.groups.push_back(group);
  return moments;
}

Eigen::MatrixXd CorrelationsOf(const GroupMoments& group) {
  const Eigen::MatrixXd s = group.covariance.topLeftCorner(4, 4);
  const Eigen::VectorXd scale = s.diagonal().cwiseSqrt().cwiseInverse();
  return scale.asDiagonal() * s * scale.asDiagonal();
}

double SmallestEigenvalue(const GroupMoments& group) {
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(CorrelationsOf(group)).eigenvalues()[0];
}

void ExpectStatisticsFollow(const SampleMoments& moments) {
  const GroupMoments& group = moments.groups[0];
  for (size_t k = 0; k < group.layout.size(); ++k) {
    const Moment& moment = group.layout[k];
    const double expected = moment.kind == MomentKind::kCovariance
                                ? group.covariance(moment.first, moment.second)
                                : 0.5;
    EXPECT_EQ(group.statistics[static_cast<Eigen::Index>(k)], expected);
  }
  EXPECT_EQ(group.covariance(3, 3), 4);
  EXPECT_EQ(group.covariance(4, 4), 100);
  EXPECT_EQ(group.covariance(4, 0), 0);
  EXPECT_TRUE(group.covariance.isApprox(group.covariance.transpose(), 1e-14));
}

TEST(Smoothing, TheNoteNamesEigenvalueItemsAndRemedy) {
  const SampleMoments moments = IndefiniteMoments();
  ASSERT_LT(SmallestEigenvalue(moments.groups[0]), 0);
  std::vector<Note> notes;
  EXPECT_TRUE(NoteIndefinite(moments, moments.groups[0], &notes));
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "correlations_not_positive_definite");
  EXPECT_THAT(notes[0].message, AllOf(HasSubstr("group 'north'"), HasSubstr("eigenvalue -0."),
                                      HasSubstr("a, b and c depend")));
  EXPECT_THAT(notes[0].hint, HasSubstr("--smoothing"));
}

TEST(Smoothing, RidgeShrinksAllCorrelationsAlike) {
  SampleMoments moments = IndefiniteMoments();
  const Eigen::MatrixXd before = CorrelationsOf(moments.groups[0]);
  std::vector<Note> notes;
  Smooth(Smoothing::kRidge, &moments, &notes);
  const Eigen::MatrixXd after = CorrelationsOf(moments.groups[0]);
  EXPECT_NEAR(SmallestEigenvalue(moments.groups[0]), kSmallestEigenvalue, 1e-12);
  const double factor = after(1, 0) / before(1, 0);
  EXPECT_LT(factor, 1);
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < i; ++j) EXPECT_NEAR(after(i, j), factor * before(i, j), 1e-14);
  }
  ExpectStatisticsFollow(moments);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "correlations_smoothed");
  EXPECT_THAT(notes[0].message, HasSubstr("shrinking"));
}

TEST(Smoothing, EigenvaluesMovesWhatIsInTheWayMost) {
  SampleMoments moments = IndefiniteMoments();
  const Eigen::MatrixXd before = CorrelationsOf(moments.groups[0]);
  std::vector<Note> notes;
  Smooth(Smoothing::kEigenvalues, &moments, &notes);
  const Eigen::MatrixXd after = CorrelationsOf(moments.groups[0]);
  EXPECT_GT(SmallestEigenvalue(moments.groups[0]), 0.5 * kSmallestEigenvalue);
  EXPECT_LT(SmallestEigenvalue(moments.groups[0]), 1.5 * kSmallestEigenvalue);
  EXPECT_GT(std::abs(after(2, 1) - before(2, 1)), std::abs(after(3, 1) - before(3, 1)));
  ExpectStatisticsFollow(moments);
  EXPECT_THAT(notes[0].message, AllOf(HasSubstr("raising"), Not(HasSubstr("shrinking"))));
}

TEST(Smoothing, LeavesWhatIsPositiveDefinite) {
  SampleMoments moments = IndefiniteMoments();
  std::vector<Note> notes;
  Smooth(Smoothing::kNone, &moments, &notes);
  EXPECT_EQ(moments.groups[0].covariance(1, 0), 0.9);
  moments.groups[0].covariance(1, 0) = moments.groups[0].covariance(0, 1) = 0.5;
  Smooth(Smoothing::kRidge, &moments, &notes);
  EXPECT_EQ(moments.groups[0].covariance(2, 0), 0.9);
  EXPECT_THAT(notes, IsEmpty());
  EXPECT_FALSE(NoteIndefinite(moments, moments.groups[0], &notes));
}

// Pairwise deletion can make such correlations: each pair is told by respondents of its own.
TEST(Smoothing, PairwiseCorrelationsThatContradictEachOtherAreTold) {
  Columns columns = FactorAnswers(3, 900, 4, 31);
  const double missing = std::numeric_limits<double>::quiet_NaN();
  for (int i = 0; i < 900; ++i) {
    double &a = columns[0].second[i], &b = columns[1].second[i], &c = columns[2].second[i];
    if (i % 3 == 0) {
      b = a, c = missing;
      if (i % 27 == 0) b = 5 - a;
    } else if (i % 3 == 1) {
      c = a, b = missing;
      if (i % 27 == 1) c = 5 - a;
    } else {
      c = 5 - b, a = missing;
    }
  }
  std::vector<Note> notes;
  SampleMoments moments = MakeOrdinalMoments(OrdinalSample(columns).sample, {}, &notes);
  ASSERT_FALSE(notes.empty());
  EXPECT_EQ(notes.back().code, "correlations_not_positive_definite");
  EXPECT_THAT(notes.back().message, HasSubstr("item1, item2 and item3"));
}

}  // namespace
}  // namespace trustsem
