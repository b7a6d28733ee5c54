#include "inference/robust_corrections.h"

#include <gmock/gmock.h>

#include <Eigen/LU>

#include "implied/response_moments.h"
#include "implied/start_values.h"
#include "inference/fit_measures.h"
#include "inference/fitted_model.h"
#include "inference/parameter_estimates.h"
#include "moments/ordinal_moments.h"
#include "spec/read_model.h"
#include "study/analysis.h"
#include "tests/moments/ordinal_sample.h"
#include "tests/support/naive_discrepancy.h"

namespace trustsem {
namespace {

// Items of two factors, in groups of about equal size.
struct Setting {
  const char* name;
  int items;
  int respondents;
  int groups;
  const char* model;
  std::vector<std::string> equal;
  const char* estimator;
};

std::string TwoFactors(int items) {
  std::string text = "f =~ item1";
  for (int i = 2; i <= items / 2; ++i) text += " + item" + std::to_string(i);
  text += "\ng =~ item" + std::to_string(items / 2 + 1);
  for (int i = items / 2 + 2; i <= items; ++i) text += " + item" + std::to_string(i);
  return text + "\n";
}

std::unique_ptr<FittedModel> Fit(const Setting& setting, int threads,
                                 const std::set<std::string>& continuous = {}) {
  std::vector<double> group;
  for (int i = 0; setting.groups > 1 && i < setting.respondents; ++i) {
    group.push_back(i % (setting.groups + 1) % setting.groups);
  }
  const OrdinalSample data(FactorAnswers(setting.items, setting.respondents, 4, 11), continuous,
                           group);
  std::vector<Note> notes;
  const SampleMoments moments = MakeOrdinalMoments(data.sample, {}, &notes);
  Model model = ReadLavaan(TwoFactors(setting.items) + setting.model, "two.lav");
  model.data.all_ordered = true;
  model.fit.estimator = setting.estimator;
  model.fit.equal = setting.equal;
  model.fit.threads = threads;
  auto fit = EstimateModel(model, moments, nullptr);
  CompleteFit(fit.get());
  return fit;
}

// As the formulas stand, with Gamma, U and all that in full.
RobustCorrections Naive(const FittedModel& fit) {
  const int q = fit.free_parameters();
  Eigen::Index total = 0;
  for (const GroupMoments& group : fit.moments.groups) total += group.statistics.size();
  Eigen::MatrixXd V = Eigen::MatrixXd::Zero(total, total), gamma = V, likelihood = V, baseline = V;
  Eigen::MatrixXd jacobian = Eigen::MatrixXd::Zero(total, q);
  double baseline_likelihood = 0;
  for (Eigen::Index g = 0, at = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[static_cast<size_t>(g)];
    const double share = group.n / fit.respondents();
    const Eigen::Index m = group.statistics.size();
    Eigen::MatrixXd rows;
    group.influence->Rows(0, group.influence->respondents(), &rows);
    const Eigen::MatrixXd Gamma =
        rows.transpose() * rows / static_cast<double>(group.influence->respondents());
    const Eigen::MatrixXd weight =
        fit.objective->discrepancy(static_cast<int>(g))
            .FactorWeight(fit.workspace.groups[static_cast<size_t>(g)].discrepancy)
            .diagonal.asDiagonal();
    V.block(at, at, m, m) = share * weight;
    gamma.block(at, at, m, m) = Gamma / share;
    const auto& workspace = fit.workspace.groups[static_cast<size_t>(g)];
    const Eigen::MatrixXd by_cell =
        MakeStatisticsJacobian(workspace.implied, workspace.cells, group.layout).All();
    const auto& cells = fit.structure->group(static_cast<int>(g)).cells;
    for (size_t c = 0; c < cells.size(); ++c) {
      jacobian.block(at, cells[c].free, m, 1) += by_cell.col(static_cast<Eigen::Index>(c));
    }
    const Eigen::VectorXd& scale = workspace.implied.scale;
    const Eigen::MatrixXd P =
        (scale.asDiagonal() * workspace.implied.sigma * scale.asDiagonal()).inverse();
    for (Eigen::Index a = 0; a < m; ++a) {
      if (group.layout[a].kind != MomentKind::kCovariance) continue;
      const int i = group.layout[a].first, j = group.layout[a].second;
      if (i == j) continue;
      baseline(at + a, at + a) = share * weight(a, a);
      baseline_likelihood += Gamma(a, a) / share;
      for (Eigen::Index b = 0; b < m; ++b) {
        if (group.layout[b].kind != MomentKind::kCovariance) continue;
        const int k = group.layout[b].first, l = group.layout[b].second;
        if (k != l) likelihood(at + a, at + b) = share * (P(i, k) * P(j, l) + P(i, l) * P(j, k));
      }
    }
    at += m;
  }
  Eigen::MatrixXd Z = fit.null_space;
  if (Z.size() == 0) Z = Eigen::MatrixXd::Identity(q, q);
  const Eigen::MatrixXd E =
      Z * (Z.transpose() * jacobian.transpose() * V * jacobian * Z).inverse() * Z.transpose();
  RobustCorrections out;
  out.meat = jacobian.transpose() * V * gamma * V * jacobian;
  const Eigen::MatrixXd U = V - V * jacobian * E * jacobian.transpose() * V;
  const Eigen::MatrixXd UG = U * gamma, BG = baseline * gamma;
  out.trace = UG.trace();
  out.square_trace = (UG * UG).trace();
  out.baseline_trace = BG.trace();
  out.baseline_square_trace = (BG * BG).trace();
  const Eigen::MatrixXd projection =
      Eigen::MatrixXd::Identity(total, total) - jacobian * E * jacobian.transpose() * V;
  out.likelihood_trace = (projection.transpose() * likelihood * projection * gamma).trace();
  out.baseline_likelihood_trace = baseline_likelihood;
  return out;
}

const std::vector<Setting>& Settings() {
  static const std::vector<Setting> settings = {
      {"moments' side", 6, 400, 1, "", {}, "WLSMV"},
      {"respondents' side", 12, 90, 1, "", {}, "WLSMV"},
      {"unweighted", 12, 90, 1, "", {}, "ULSMV"},
      {"groups", 6, 600, 2, "", {}, "WLSMV"},
      {"equal thresholds", 6, 600, 2, "", {"loadings", "thresholds"}, "WLSM"},
      {"equal thresholds, few respondents", 12, 180, 2, "", {"loadings", "thresholds"}, "WLSMV"},
      {"constraint", 6, 400, 1, "item2 ~~ c*item5\nitem3 ~~ d*item6\nc == d", {}, "WLSMV"},
      {"fixed threshold", 6, 400, 1, "item1 | -0.9*t1", {}, "WLSMV"},
      {"shared threshold", 12, 90, 1, "item1 | k*t1\nitem2 | k*t1", {}, "WLSMV"}};
  return settings;
}

TEST(RobustCorrectionsTest, AgainstTheFormulasInFull) {
  for (const Setting& setting : Settings()) {
    SCOPED_TRACE(setting.name);
    const auto fit = Fit(setting, 1);
    ASSERT_TRUE(fit->corrections);
    const RobustCorrections& actual = *fit->corrections;
    const RobustCorrections expected = Naive(*fit);
    ExpectClose(actual.meat, expected.meat, 1e-10);
    ExpectRelative(actual.trace, expected.trace, 1e-10);
    ExpectRelative(actual.square_trace, expected.square_trace, 1e-10);
    ExpectRelative(actual.baseline_trace, expected.baseline_trace, 1e-10);
    ExpectRelative(actual.baseline_square_trace, expected.baseline_square_trace, 1e-10);
    ExpectRelative(actual.likelihood_trace, expected.likelihood_trace, 1e-9);
    ExpectRelative(actual.baseline_likelihood_trace, expected.baseline_likelihood_trace, 1e-10);
  }
}

TEST(RobustCorrectionsTest, ContinuousVariablesHaveNoLikelihoodOfCorrelations) {
  Setting setting = Settings()[0];
  const auto fit = Fit(setting, 1, {"item2"});
  EXPECT_TRUE(std::isnan(fit->corrections->likelihood_trace));
  const RobustCorrections expected = Naive(*fit);
  ExpectRelative(fit->corrections->trace, expected.trace, 1e-10);
  ExpectRelative(fit->corrections->baseline_square_trace, expected.baseline_square_trace, 1e-10);
  EXPECT_TRUE(std::isnan(FitMeasure(ComputeFitMeasures(*fit), "cfi_robust")));
}

// To the bit: estimates, standard errors, every measure of fit.
TEST(RobustCorrectionsTest, ThreadsChangeNothing) {
  for (const Setting& setting : Settings()) {
    SCOPED_TRACE(setting.name);
    const auto one = Fit(setting, 1), three = Fit(setting, 3);
    EXPECT_EQ(one->solution.theta, three->solution.theta);
    EXPECT_EQ(one->covariance, three->covariance);
    const FitMeasures a = ComputeFitMeasures(*one), b = ComputeFitMeasures(*three);
    ASSERT_EQ(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i) {
      EXPECT_TRUE(a[i].second == b[i].second ||
                  (std::isnan(a[i].second) && std::isnan(b[i].second)))
          << a[i].first;
    }
  }
}

// Satorra & Bentler (1994), Asparouhov & Muthen (2010): mean and variance of the corrected
// statistic where the model holds are those of its chi-square distribution.
TEST(RobustCorrectionsTest, CorrectedStatistics) {
  const double trace = 30, square_trace = 50, df = 24;  // mean 30, variance 100
  const CorrectedStatistic mean = Correct(CorrectedTest::kMean, 30, df, trace, square_trace);
  EXPECT_DOUBLE_EQ(mean.chisq, df);
  const CorrectedStatistic both =
      Correct(CorrectedTest::kMeanAndVariance, 30, df, trace, square_trace);
  EXPECT_DOUBLE_EQ(both.chisq, both.df);
  EXPECT_DOUBLE_EQ(100 / (both.scaling_factor * both.scaling_factor), 2 * both.df);
  const CorrectedStatistic shifted =
      Correct(CorrectedTest::kScaledAndShifted, 30, df, trace, square_trace);
  EXPECT_NEAR(shifted.chisq, df, 1e-12);
  EXPECT_DOUBLE_EQ(100 / (shifted.scaling_factor * shifted.scaling_factor), 2 * df);
  EXPECT_EQ(shifted.df, df);
}

}  // namespace
}  // namespace trustsem
