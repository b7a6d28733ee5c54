// Robust corrections of maximum likelihood from the asymptotic covariance of the moments.
#include <gmock/gmock.h>

#include "implied/response_moments.h"
#include "inference/fit_measures.h"
#include "inference/robust_corrections.h"
#include "tests/support/fitted.h"
#include "tests/support/naive_discrepancy.h"

namespace trustsem {
namespace {

class StoredInfluence : public CasewiseInfluence {
 public:
  explicit StoredInfluence(Eigen::MatrixXd z) : z_(std::move(z)) {}
  Eigen::Index respondents() const override { return z_.rows(); }
  Eigen::Index moments() const override { return z_.cols(); }
  void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const override {
    *rows = z_.middleRows(begin, count);
  }

 private:
  Eigen::MatrixXd z_;
};

// The traces with all matrices in full; the baseline's from its own Jacobian.
RobustCorrections Naive(const FittedModel& fit) {
  const bool means = fit.table.mean_structure;
  const int p = fit.moments.p(), q = fit.free_parameters();
  const Eigen::Index m = VechSize(p) + (means ? p : 0), total = m * fit.table.groups;
  Eigen::MatrixXd V = Eigen::MatrixXd::Zero(total, total), gamma = V, V0 = V;
  Eigen::MatrixXd jacobian = Eigen::MatrixXd::Zero(total, q);
  const MomentLayout layout = ContinuousLayout(p, means);
  std::vector<Eigen::Index> fitted;
  for (int g = 0; g < fit.table.groups; ++g) {
    const GroupMoments& group = fit.moments.groups[static_cast<size_t>(g)];
    const double share = group.n / fit.respondents();
    const Eigen::Index at = g * m;
    Eigen::MatrixXd rows;
    group.influence->Rows(0, group.influence->respondents(), &rows);
    rows = rows.rightCols(m).eval();
    gamma.block(at, at, m, m) =
        rows.transpose() * rows / static_cast<double>(group.influence->respondents()) / share;
    V.block(at, at, m, m) = share * NaiveWeight("ML", group, fit.implied[g].sigma, means);
    V0.block(at, at, m, m) =
        share *
        NaiveWeight("ML", group, Eigen::MatrixXd(group.covariance.diagonal().asDiagonal()), means);
    const auto& workspace = fit.workspace.groups[static_cast<size_t>(g)];
    const Eigen::MatrixXd by_cell =
        MakeStatisticsJacobian(workspace.implied, workspace.cells, layout).All();
    const auto& cells = fit.structure->group(g).cells;
    for (size_t c = 0; c < cells.size(); ++c) {
      jacobian.block(at, cells[c].free, m, 1) += by_cell.col(static_cast<Eigen::Index>(c));
    }
    for (Eigen::Index k = 0; k < m; ++k) {
      if (layout[k].kind == MomentKind::kMean || layout[k].first == layout[k].second) {
        fitted.push_back(at + k);
      }
    }
  }
  const auto residual_weight = [](const Eigen::MatrixXd& W, const Eigen::MatrixXd& D) {
    return Eigen::MatrixXd(W - W * D * (D.transpose() * W * D).inverse() * D.transpose() * W);
  };
  const Eigen::MatrixXd free0 = Eigen::MatrixXd::Identity(total, total)(Eigen::all, fitted);
  const Eigen::MatrixXd UG = residual_weight(V, jacobian) * gamma;
  const Eigen::MatrixXd UG0 = residual_weight(V0, free0) * gamma;
  RobustCorrections out;
  out.meat = jacobian.transpose() * V * gamma * V * jacobian;
  out.trace = UG.trace();
  out.square_trace = (UG * UG).trace();
  out.baseline_trace = UG0.trace();
  out.baseline_square_trace = (UG0 * UG0).trace();
  return out;
}

// Fewer respondents than the 54 moments.
SampleMoments FewRespondents() {
  SampleRequest request;
  request.variables = NineItems();
  const auto frame = std::make_shared<Frame>(ReadData(
      std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/holzinger.csv", NineItems()));
  Sample sample = MakeSample(frame, request);
  sample.groups[0].rows.resize(45);
  return MakeSampleMoments(sample, FourthMoments::kInfluence);
}

TEST(NormalCorrectionsTest, AgainstTheFormulasInFull) {
  struct Setting {
    const char* name;
    std::string model;
    bool means;
    const char* group;
  };
  const std::vector<Setting> settings = {
      {"moments' side", ThreeFactors(), false, ""},
      {"means", std::string(ThreeFactors()) + "x2 ~ k*1\nx4 ~ k*1\n", true, ""},
      {"groups", ThreeFactors(), true, "school"},
      {"respondents' side", "g =~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9\n", true, "few"}};
  for (const Setting& setting : settings) {
    SCOPED_TRACE(setting.name);
    TableOptions options;
    options.mean_structure = setting.means;
    SampleMoments moments =
        setting.group == std::string("few")
            ? FewRespondents()
            : HolzingerMoments(NineItems(), setting.group, FourthMoments::kInfluence);
    const auto fit = FitLavaan(setting.model, moments, options, "MLMV");
    ASSERT_TRUE(fit->corrections);
    const RobustCorrections& actual = *fit->corrections;
    const RobustCorrections expected = Naive(*fit);
    ExpectClose(actual.meat, expected.meat, 1e-10);
    ExpectRelative(actual.trace, expected.trace, 1e-9);
    ExpectRelative(actual.square_trace, expected.square_trace, 1e-9);
    ExpectRelative(actual.baseline_trace, expected.baseline_trace, 1e-9);
    ExpectRelative(actual.baseline_square_trace, expected.baseline_square_trace, 1e-9);
  }
}

// Where the moments have the asymptotic covariance of normal answers all is as without correction.
TEST(NormalCorrectionsTest, NormalAnswersNeedNoCorrection) {
  SampleMoments moments = HolzingerMoments(NineItems());
  TableOptions options;
  options.mean_structure = true;
  const auto plain = FitLavaan(ThreeFactors(), moments, options);
  const Eigen::MatrixXd gamma =
      NormalTheoryWeight(plain->implied[0].sigma.inverse(), true).inverse();
  const Eigen::MatrixXd root = gamma.llt().matrixL();
  moments.groups[0].influence = std::make_shared<StoredInfluence>(
      root.transpose() * std::sqrt(static_cast<double>(gamma.rows())));
  for (const char* estimator : {"MLM", "MLMV", "MLMVS"}) {
    SCOPED_TRACE(estimator);
    const auto fit = FitLavaan(ThreeFactors(), moments, options, estimator);
    const FitMeasures measures = ComputeFitMeasures(*fit);
    EXPECT_NEAR(FitMeasure(measures, "chisq_scaling_factor"), 1, 1e-8);
    ExpectRelative(FitMeasure(measures, "chisq_scaled"), FitMeasure(measures, "chisq"), 1e-8);
    EXPECT_NEAR(FitMeasure(measures, "df_scaled"), 24, 1e-6);
    ExpectClose(fit->covariance, plain->covariance, 1e-9);
  }
}

}  // namespace
}  // namespace trustsem
