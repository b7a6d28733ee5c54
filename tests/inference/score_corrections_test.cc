#include "inference/score_corrections.h"

#include <gmock/gmock.h>

#include "inference/fit_measures.h"
#include "study/analysis.h"
#include "tests/support/numerical.h"

namespace trustsem {
namespace {

const std::string kClustered =
    std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/clustered.csv";

struct Fitted {
  Sample sample;
  std::unique_ptr<FittedModel> fit;
};

Fitted FitClustered(const std::function<void(Model*)>& change) {
  Model model = ReadLavaan(
      "f =~ f1 + f2 + a*f3 + f4\ng =~ g1 + a*g2 + g3\ng ~ f + x\nf ~ x\nf2 ~ k*1\ng2 ~ k*1\n",
      "two.lav");
  model.fit.estimator = "MLR";
  change(&model);
  DataInput input;
  input.data = kClustered;
  Fitted out;
  const LoadedMoments loaded = LoadMoments(model, input, {}, &out.sample);
  out.fit = EstimateModel(model, loaded.moments, nullptr);
  CompleteFit(out.fit.get());
  return out;
}

// Respondent `row`'s part of the normal log-likelihood at theta.
double LogLikelihood(const Fitted& fitted, const Eigen::VectorXd& theta, int g, uint32_t row) {
  ImpliedMoments implied;
  EXPECT_TRUE(fitted.fit->structure->Evaluate(theta, g, &implied));
  Eigen::VectorXd d(implied.p());
  for (int i = 0; i < implied.p(); ++i) {
    d[i] = fitted.sample.variables[static_cast<size_t>(i)].At(row) - implied.mu[i];
  }
  return -0.5 * (std::log(implied.sigma.determinant()) + d.dot(implied.sigma.inverse() * d));
}

TEST(ScoreCorrectionsTest, ScoresAreDerivativesOfTheLogLikelihood) {
  for (const char* group : {"", "region"}) {
    SCOPED_TRACE(group);
    const Fitted fitted = FitClustered([&](Model* m) { m->data.group = group; });
    for (int g = 0; g < fitted.fit->table.groups; ++g) {
      const Eigen::MatrixXd scores = CasewiseScores(*fitted.fit, g);
      for (const Eigen::Index i : {0, 57, 101}) {
        const uint32_t row =
            fitted.sample.groups[static_cast<size_t>(g)].rows[static_cast<size_t>(i)];
        const Eigen::MatrixXd expected = Differentiate(
            [&](const Eigen::VectorXd& theta) {
              return Eigen::VectorXd::Constant(1, LogLikelihood(fitted, theta, g, row));
            },
            fitted.fit->solution.theta);
        ExpectClose(scores.row(i), expected, 1e-7);
      }
    }
  }
}

TEST(ScoreCorrectionsTest, ScoresSumToZeroAtTheEstimates) {
  for (const char* cluster : {"", "cluster"}) {
    for (const char* weights : {"", "weight"}) {
      const Fitted fitted = FitClustered([&](Model* m) {
        m->data.group = "region";
        m->data.cluster = cluster;
        m->data.weights = weights;
      });
      Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(fitted.fit->free_parameters());
      for (int g = 0; g < 2; ++g) {
        const GroupMoments& group = fitted.fit->moments.groups[static_cast<size_t>(g)];
        const Eigen::MatrixXd scores = CasewiseScores(*fitted.fit, g);
        // Rows are scaled so that their products have the divisor of the rows.
        sum += scores.colwise().sum() * (group.n / group.influence->Masses().sum());
      }
      EXPECT_LT(sum.cwiseAbs().maxCoeff(), 1e-4) << cluster << weights;
    }
  }
}

// Weighted and clustered: the sum over clusters of weights times the derivatives.
TEST(ScoreCorrectionsTest, MeatIsTheProductsOfClusterSums) {
  const Fitted plain = FitClustered([](Model* m) {
    m->data.weights = "weight";
    m->fit.mean_structure = true;
  });
  const Fitted clustered = FitClustered([](Model* m) {
    m->data.weights = "weight";
    m->data.cluster = "cluster";
  });
  ExpectClose(clustered.fit->solution.theta, plain.fit->solution.theta, 1e-6);
  const Eigen::MatrixXd scores = CasewiseScores(*plain.fit, 0);
  std::map<int32_t, Eigen::RowVectorXd> sums;
  const auto& rows = clustered.sample.groups[0].rows;
  for (size_t i = 0; i < rows.size(); ++i) {
    auto [at, is_new] = sums.try_emplace(clustered.sample.clusters[rows[i]],
                                         Eigen::RowVectorXd::Zero(scores.cols()));
    at->second += scores.row(static_cast<Eigen::Index>(i));
  }
  const double n = static_cast<double>(rows.size()), count = static_cast<double>(sums.size());
  Eigen::MatrixXd meat = Eigen::MatrixXd::Zero(scores.cols(), scores.cols());
  for (const auto& [cluster, sum] : sums) meat += sum.transpose() * sum;
  meat *= count / (count - 1) / n;
  ExpectClose(clustered.fit->corrections->meat, meat, 1e-5);
}

// What is saturated is fitted, and every index of it is perfect.
TEST(ScoreCorrectionsTest, SaturatedModel) {
  Model model = ReadLavaan("f =~ f1 + f2 + f3", "one.lav");
  model.fit.estimator = "MLR";
  DataInput input;
  input.data = kClustered;
  const Results results = Analyse(model, input, {});
  EXPECT_EQ(FitMeasure(results.fit, "df"), 0);
  EXPECT_NEAR(FitMeasure(results.fit, "cfi_scaled"), 1, 1e-12);
  ExpectRelative(FitMeasure(results.fit, "scaling_factor_h0"),
                 FitMeasure(results.fit, "scaling_factor_h1"), 1e-6);
}

TEST(ScoreCorrectionsTest, ANegativeMeanGivesNoStatistic) {
  const CorrectedStatistic none = Correct(CorrectedTest::kYuanBentler, 20, 10, -1, 0);
  EXPECT_TRUE(std::isnan(none.chisq));
}

}  // namespace
}  // namespace trustsem
