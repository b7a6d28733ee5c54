#include "moments/incomplete_scores.h"

#include <gmock/gmock.h>

#include <cmath>
#include <vector>

#include "moments/design_influence.h"
#include "moments/moment_information.h"
#include "moments/saturated_moments.h"
#include "moments/vech.h"
#include "tests/support/incomplete.h"

namespace trustsem {
namespace {

constexpr int kVariables = 4;

std::vector<std::string> Names() { return {"a", "b", "c", "d"}; }

// (means, vech of the covariance) as one vector, and back.
Eigen::VectorXd Stack(const Eigen::VectorXd& means, const Eigen::MatrixXd& covariance) {
  Eigen::VectorXd stacked(means.size() + VechSize(static_cast<int>(means.size())));
  stacked << means, Vech(covariance);
  return stacked;
}

Eigen::MatrixXd CovarianceOf(const Eigen::VectorXd& stacked) {
  Eigen::MatrixXd covariance(kVariables, kVariables);
  for (int i = 0; i < kVariables; ++i) {
    for (int j = 0; j <= i; ++j) {
      covariance(i, j) = covariance(j, i) = stacked[kVariables + VechIndex(i, j, kVariables)];
    }
  }
  return covariance;
}

// The textbook's normal log-density of what one respondent answered, without the constant.
double LogDensity(const Eigen::VectorXd& answers, const Eigen::VectorXd& stacked) {
  std::vector<int> observed;
  for (int i = 0; i < kVariables; ++i) {
    if (!std::isnan(answers[i])) observed.push_back(i);
  }
  const Eigen::MatrixXd sigma = CovarianceOf(stacked)(observed, observed);
  const Eigen::VectorXd d = (answers - stacked.head(kVariables))(observed);
  return -0.5 * (std::log(sigma.determinant()) + d.dot(sigma.inverse() * d));
}

class IncompleteScoresTest : public ::testing::Test {
 protected:
  IncompleteScoresTest()
      : rows_(AnswersWithHoles(40, kVariables, 0.3, 21)), made_(Names(), rows_) {}

  Eigen::MatrixXd rows_;
  IncompleteSample made_;
  IncompleteAnswers answers_;
  Eigen::VectorXd at_ = Stack(RandomMatrix(kVariables, 1, 4), RandomCovariance(kVariables, 5));
};

TEST_F(IncompleteScoresTest, AreTheDerivativesOfEachRespondentsLogDensity) {
  const MissingPatterns patterns =
      FindMissingPatterns(made_.sample, made_.sample.groups[0], {}, &answers_);
  const IncompleteScores scores(patterns, answers_, at_.head(kVariables), CovarianceOf(at_));
  ASSERT_EQ(scores.respondents(), 40);
  ASSERT_EQ(scores.moments(), at_.size());
  Eigen::MatrixXd found = Eigen::MatrixXd::Constant(25, at_.size(), kNan);
  scores.Rows(10, 25, &found);
  for (int i = 0; i < 25; ++i) {
    const Eigen::VectorXd row = rows_.row(10 + i);
    const auto density = [&](const Eigen::VectorXd& x) -> Eigen::VectorXd {
      return Eigen::VectorXd::Constant(1, LogDensity(row, x));
    };
    const bool none = row.array().isNaN().all();
    ExpectClose(
        found.row(i),
        none ? Eigen::MatrixXd(Eigen::MatrixXd::Zero(1, at_.size())) : Differentiate(density, at_),
        1e-7);
  }
}

TEST_F(IncompleteScoresTest, ChangeAsTheObservedInformationSays) {
  const MissingPatterns patterns =
      FindMissingPatterns(made_.sample, made_.sample.groups[0], {}, &answers_);
  const auto mean_score = [&](const Eigen::VectorXd& x) -> Eigen::VectorXd {
    const IncompleteScores scores(patterns, answers_, x.head(kVariables), CovarianceOf(x));
    Eigen::MatrixXd rows;
    scores.Rows(0, 40, &rows);
    return rows.colwise().sum().transpose() / patterns.n;
  };
  const Eigen::MatrixXd information =
      ObservedMomentInformation(patterns, at_.head(kVariables), CovarianceOf(at_));
  ExpectClose(information, -Differentiate(mean_score, at_), 1e-7);
}

// Of complete answers, the textbook's: the precision, and half of its Kronecker square.
TEST_F(IncompleteScoresTest, ExpectedInformationOfCompleteAnswersIsNormalTheorys) {
  const Eigen::MatrixXd complete = AnswersWithHoles(30, kVariables, 0, 22);
  const IncompleteSample made(Names(), complete);
  const MissingPatterns patterns = FindMissingPatterns(made.sample, made.sample.groups[0]);
  const Eigen::MatrixXd covariance = CovarianceOf(at_), P = covariance.inverse();
  const Eigen::MatrixXd found =
      ExpectedMomentInformation(patterns, at_.head(kVariables), covariance);
  ExpectClose(found.topLeftCorner(kVariables, kVariables), P, 1e-12);
  ExpectClose(found.topRightCorner(kVariables, found.cols() - kVariables),
              Eigen::MatrixXd::Zero(kVariables, found.cols() - kVariables), 1e-12);
  for (int j = 0; j < kVariables; ++j) {
    for (int i = j; i < kVariables; ++i) {
      const int k = kVariables + VechIndex(i, j, kVariables);
      // x' I x = 1/2 tr(P X P X) for the symmetric X that has one at (i, j) and (j, i).
      Eigen::MatrixXd X = Eigen::MatrixXd::Zero(kVariables, kVariables);
      X(i, j) = X(j, i) = 1;
      EXPECT_NEAR(found(k, k), 0.5 * (P * X * P * X).trace(), 1e-12);
    }
  }
}

TEST_F(IncompleteScoresTest, SumToZeroAtTheSaturatedEstimates) {
  const MissingPatterns patterns =
      FindMissingPatterns(made_.sample, made_.sample.groups[0], {}, &answers_);
  const SaturatedMoments saturated = EstimateSaturatedMoments(patterns);
  const IncompleteScores scores(patterns, answers_, saturated.means, saturated.covariance);
  Eigen::MatrixXd rows;
  scores.Rows(0, 40, &rows);
  ExpectClose(rows.colwise().sum(), Eigen::MatrixXd::Zero(1, rows.cols()), 1e-8);
}

// A weight of two is the respondent twice, and one of zero nobody.
TEST_F(IncompleteScoresTest, WeightsCountRespondents) {
  Eigen::VectorXd weights = Eigen::VectorXd::Ones(40);
  weights[3] = weights[17] = 2;
  weights[5] = 0;
  std::vector<int> counted;
  for (int i = 0; i < 40; ++i) {
    for (int k = 0; k < weights[i]; ++k) counted.push_back(i);
  }
  const IncompleteSample copied(Names(), rows_(counted, Eigen::all));
  const MissingPatterns weighted =
      FindMissingPatterns(made_.sample, made_.sample.groups[0], weights, &answers_);
  const MissingPatterns copies = FindMissingPatterns(copied.sample, copied.sample.groups[0]);
  EXPECT_NEAR(weighted.n, copies.n, 1e-12);
  const Eigen::VectorXd means = at_.head(kVariables);
  const Eigen::MatrixXd covariance = CovarianceOf(at_);
  EXPECT_NEAR(Deviance(weighted, means, covariance), Deviance(copies, means, covariance), 1e-12);
  ExpectClose(ObservedMomentInformation(weighted, means, covariance),
              ObservedMomentInformation(copies, means, covariance), 1e-11);
  EXPECT_EQ(answers_.pattern[5], IncompleteAnswers::kNoPattern);
}

TEST_F(IncompleteScoresTest, OfClustersAreSumsOverTheirRespondents) {
  GroupMoments group;
  group.patterns = std::make_shared<MissingPatterns>(
      FindMissingPatterns(made_.sample, made_.sample.groups[0], {}, &answers_));
  auto design = std::make_shared<GroupDesign>();
  for (int i = 0; i < 40; ++i) design->clusters.push_back(i / 4);
  group.design = design;
  group.answers = std::make_shared<IncompleteAnswers>(answers_);
  const auto clustered = MakeIncompleteScores(group, at_.head(kVariables), CovarianceOf(at_));
  ASSERT_EQ(clustered->respondents(), 10);
  const IncompleteScores scores(*group.patterns, answers_, at_.head(kVariables), CovarianceOf(at_));
  Eigen::MatrixXd rows, sums;
  scores.Rows(0, 40, &rows);
  clustered->Rows(0, 10, &sums);
  // Binder's (1983) variance of a total: C / (C - 1) times the sum of products, per respondent.
  const double scale = 10.0 / 9 / 40;
  for (int c = 0; c < 10; ++c) {
    const Eigen::RowVectorXd total = rows.middleRows(4 * c, 4).colwise().sum();
    ExpectClose(sums.row(c).transpose() * sums.row(c) / 10, scale * total.transpose() * total,
                1e-11);
  }
}

}  // namespace
}  // namespace trustsem
