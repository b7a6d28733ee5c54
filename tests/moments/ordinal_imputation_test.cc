#include "moments/ordinal_imputation.h"

#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "base/random.h"
#include "moments/ordinal_moments.h"
#include "tests/support/incomplete.h"

namespace trustsem {
namespace {

// Answers 1 to 4 to three items that correlate 0.6, a covariate x that each depends on and a
// continuous y; a quarter of the answers to all but x are missing.
struct Survey {
  Eigen::MatrixXd complete;  // before the answers, which are made of it
  IncompleteSample made;
  SampleMoments moments;

  explicit Survey(int n, bool covariate = false, double share = 0.25)
      : made({"a", "b", "c", "y", "x"}, Answers(n, share, &complete)) {
    Sample& sample = made.sample;
    sample.missing_answers = MissingAnswers::kPairwise;
    sample.missing.assign(5, 1);
    for (size_t j = 0; j < 3; ++j) {
      sample.variables[j].ordered = true;
      sample.variables[j].categories = {1, 2, 3, 4};
    }
    OrdinalOptions options;
    if (covariate) options.covariates = {"x"};
    std::vector<Note> notes;
    moments = MakeOrdinalMoments(sample, options, &notes);
  }

  static Eigen::MatrixXd Answers(int n, double share, Eigen::MatrixXd* complete) {
    Eigen::MatrixXd answers(n, 5);
    for (int i = 0; i < n; ++i) {
      const RandomStream random(31, static_cast<uint64_t>(i));
      answers(i, 4) = random.Normal(0);
      const double common = 0.5 * answers(i, 4) + random.Normal(1);
      for (int j = 0; j < 3; ++j) {
        const double response = common + 0.8 * random.Normal(static_cast<uint32_t>(2 + j));
        answers(i, j) = 1 + (response > -1.2) + (response > 0.3) + (response > 1.1);
      }
      answers(i, 3) = 5 + 2 * common + random.Normal(6);
    }
    *complete = answers;
    for (int i = 0; i < n; ++i) {
      const RandomStream random(32, static_cast<uint64_t>(i));
      for (int j = 0; j < 4; ++j) {
        if (random.Uniform(static_cast<uint32_t>(j)) < share) answers(i, j) = kNan;
      }
    }
    return answers;
  }
};

Eigen::MatrixXd AnswersOf(const Sample& sample) {
  Eigen::MatrixXd answers(sample.frame->rows, static_cast<Eigen::Index>(sample.variables.size()));
  for (Eigen::Index i = 0; i < answers.rows(); ++i) {
    for (Eigen::Index j = 0; j < answers.cols(); ++j) {
      answers(i, j) = sample.variables[static_cast<size_t>(j)].At(i);
    }
  }
  return answers;
}

TEST(OrdinalImputation, FillsGapsAndKeepsAnswers) {
  const Survey survey(300);
  const OrdinalImputation imputation(survey.made.sample, survey.moments, 2, 7, 1);
  const Eigen::MatrixXd before = AnswersOf(survey.made.sample);
  const Eigen::MatrixXd first = AnswersOf(imputation.Complete(0));
  const Eigen::MatrixXd second = AnswersOf(imputation.Complete(1));
  EXPECT_TRUE(first.allFinite());
  int differing = 0, gaps = 0;
  for (Eigen::Index i = 0; i < before.rows(); ++i) {
    for (Eigen::Index j = 0; j < before.cols(); ++j) {
      if (std::isnan(before(i, j))) {
        ++gaps;
        differing += first(i, j) != second(i, j);
        if (j >= 3) continue;
        EXPECT_TRUE((std::set<double>{1, 2, 3, 4}.count(first(i, j)))) << first(i, j);
      } else {
        EXPECT_EQ(first(i, j), before(i, j));
      }
    }
  }
  EXPECT_GT(gaps, 250);
  EXPECT_GT(differing, gaps / 3);
}

TEST(OrdinalImputation, DependsOnSeedAndSetAlone) {
  const Survey survey(300);
  const Sample& sample = survey.made.sample;
  const Eigen::MatrixXd expected =
      AnswersOf(OrdinalImputation(sample, survey.moments, 3, 7, 1).Complete(2));
  EXPECT_EQ(AnswersOf(OrdinalImputation(sample, survey.moments, 5, 7, 4).Complete(2)), expected);
  EXPECT_NE(AnswersOf(OrdinalImputation(sample, survey.moments, 3, 8, 1).Complete(2)), expected);
}

// What was imputed looks, beside the answers given, as what was there looked: correlations and
// shares of categories within Monte Carlo error (three standard errors of 20 sets at n = 3000,
// some 0.03).
void ExpectSameDistribution(const Survey& survey) {
  const OrdinalImputation imputation(survey.made.sample, survey.moments, 20, 3, 2);
  const Eigen::MatrixXd before = AnswersOf(survey.made.sample);
  const auto correlation = [](const Eigen::VectorXd& a, const Eigen::VectorXd& b) {
    const Eigen::ArrayXd u = a.array() - a.mean(), v = b.array() - b.mean();
    return (u * v).sum() / std::sqrt((u * u).sum() * (v * v).sum());
  };
  Eigen::MatrixXd found = Eigen::MatrixXd::Zero(5, 5);
  Eigen::VectorXd shares = Eigen::VectorXd::Zero(5), means = shares;
  for (int k = 0; k < 20; ++k) {
    const Eigen::MatrixXd set = AnswersOf(imputation.Complete(k));
    for (Eigen::Index j = 0; j < 5; ++j) {
      means[j] += set.col(j).mean() / 20;
      shares[j] += (set.col(j).array() == 1).cast<double>().mean() / 20;
      for (Eigen::Index i = 0; i < 5; ++i) found(i, j) += correlation(set.col(i), set.col(j)) / 20;
    }
  }
  for (Eigen::Index j = 0; j < 5; ++j) {
    const Eigen::VectorXd column = survey.complete.col(j);
    EXPECT_NEAR(means[j], column.mean(), 0.06) << j;
    for (Eigen::Index i = 0; i < j; ++i) {
      EXPECT_NEAR(found(i, j), correlation(survey.complete.col(i), column), 0.03) << i << " " << j;
    }
    if (j >= 3) continue;
    EXPECT_NEAR(shares[j], (column.array() == 1).cast<double>().mean(), 0.015) << j;
  }
}

TEST(OrdinalImputation, KeepsTheJointDistribution) { ExpectSameDistribution(Survey(3000)); }

TEST(OrdinalImputation, KeepsTheDistributionGivenCovariates) {
  ExpectSameDistribution(Survey(3000, true));
}

// Of an item that nothing is known to go with, the share of a category varies between sets as what
// is missing says it should: by sampling of the parameters and of the answers. With n_o of n
// answered and share p, Var(share over sets) = p (1 - p) [(n_m/n)^2 / n_o + n_m / n^2].
TEST(OrdinalImputation, IsProper) {
  const int n = 1000, sets = 400;
  Eigen::MatrixXd answers(n, 2);
  int observed = 0, low = 0;
  for (int i = 0; i < n; ++i) {
    const RandomStream random(5, static_cast<uint64_t>(i));
    answers(i, 0) = random.Uniform(0) < 0.4 ? 1 : 2;
    answers(i, 1) = random.Uniform(1) < 0.5 ? 1 : 2;
    if (random.Uniform(2) < 0.5) answers(i, 0) = kNan;
    if (std::isnan(answers(i, 0))) continue;
    ++observed;
    low += answers(i, 0) == 1;
  }
  IncompleteSample made({"a", "b"}, answers);
  made.sample.missing_answers = MissingAnswers::kPairwise;
  made.sample.missing.assign(2, 1);
  for (SampleVariable& variable : made.sample.variables) {
    variable.ordered = true;
    variable.categories = {1, 2};
  }
  std::vector<Note> notes;
  const SampleMoments moments = MakeOrdinalMoments(made.sample, {}, &notes);
  const OrdinalImputation imputation(made.sample, moments, sets, 11, 2);
  double sum = 0, squares = 0;
  for (int k = 0; k < sets; ++k) {
    const Sample set = imputation.Complete(k);
    double share = 0;
    for (int i = 0; i < n; ++i) share += (set.variables[0].At(i) == 1) / static_cast<double>(n);
    sum += share;
    squares += share * share;
  }
  const double mean = sum / sets, variance = (squares - sets * mean * mean) / (sets - 1);
  const double p = low / static_cast<double>(observed), missing = n - observed;
  const double expected =
      p * (1 - p) * (missing * missing / (1.0 * n * n) / observed + missing / (1.0 * n * n));
  EXPECT_NEAR(mean, p, 4 * std::sqrt(expected / sets));
  // The variance of 400 normal numbers has a relative standard error of sqrt(2 / 399) = 0.07.
  EXPECT_NEAR(variance / expected, 1, 0.25);
}

}  // namespace
}  // namespace trustsem
