#include "implied/response_moments.h"

#include <gmock/gmock.h>

#include "discrepancy/objective.h"
#include "implied/start_values.h"
#include "tests/support/ordinal.h"
#include "tests/support/ram.h"

namespace trustsem {
namespace {

struct Case {
  const char* name;
  const char* model;
  std::vector<std::string> observed, continuous, covariates;
  int thresholds;
  int groups;
  std::vector<std::string> equal;
};

const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = {
      {"factors",
       "f =~ a + b + c\ng =~ d + e + h\ng ~ f\na ~~ e",
       {"a", "b", "c", "d", "e", "h"},
       {},
       {},
       3,
       1,
       {}},
      {"binary", "f =~ a + b + c + d", {"a", "b", "c", "d"}, {}, {}, 1, 1, {}},
      {"mixed", "f =~ a + b + u + v\nu ~~ a", {"a", "b", "u", "v"}, {"u", "v"}, {}, 2, 1, {}},
      {"groups",
       "f =~ a + b + c + d\n",
       {"a", "b", "c", "d"},
       {},
       {},
       3,
       2,
       {"loadings", "thresholds"}},
      {"mixed groups",
       "f =~ a + b + u + v\n",
       {"a", "b", "u", "v"},
       {"u", "v"},
       {},
       2,
       2,
       {"loadings", "thresholds"}},
      {"covariates",
       "f =~ a + b + c + u\nf ~ x1 + x2\nb ~ x2",
       {"a", "b", "c", "u", "x1", "x2"},
       {"u"},
       {"x1", "x2"},
       2,
       1,
       {}},
      {"ordered outcome",
       "f =~ a + b + c\nd ~ f + x1",
       {"a", "b", "c", "d", "x1"},
       {},
       {"x1"},
       2,
       1,
       {}},
      {"ordered mediators",
       "f =~ a + b + c\nd ~ f\ne ~ d + f\nu ~ e + d",
       {"a", "b", "c", "d", "e", "u"},
       {"u"},
       {},
       2,
       1,
       {}},
      {"free scales",
       "f =~ a + b + c + d\na ~*~ c(1, NA)*a\nc ~*~ c(1, NA)*c\n",
       {"a", "b", "c", "d"},
       {},
       {},
       2,
       2,
       {"loadings"}}};
  return cases;
}

struct FittedCase {
  SampleMoments moments;
  ParameterTable table;
  StructuralModel model;

  FittedCase(const Case& c, bool theta)
      : moments(
            OrdinalMomentsOf(c.observed, c.continuous, c.covariates, c.thresholds, c.groups, 5)),
        table(MakeTable(c, moments, theta)),
        model(table, moments, true) {}

  static ParameterTable MakeTable(const Case& c, const SampleMoments& moments, bool theta) {
    TableOptions options = OrdinalTable(moments, theta);
    options.equal = ParseEqualOverGroups(c.equal);
    return TableOf(c.model, options);
  }
};

// Central differences of the implied statistics against the analytic Jacobian, thresholds, scales,
// covariates' effects, computed residual variances and all.
TEST(ResponseMomentsTest, JacobianAgainstDifferences) {
  for (const Case& c : Cases()) {
    for (const bool theta : {false, true}) {
      SCOPED_TRACE(std::string(c.name) + (theta ? ", theta" : ", delta"));
      const FittedCase at_hand(c, theta);
      const SampleMoments& moments = at_hand.moments;
      const ParameterTable& table = at_hand.table;
      const StructuralModel& model = at_hand.model;
      Eigen::VectorXd at = StartValues(table, model, moments);
      const RandomStream random(9, 1);
      for (int i = 0; i < at.size(); ++i) {
        at[i] += 0.1 * (random.Uniform(static_cast<uint32_t>(i)) - 0.5);
      }
      for (int g = 0; g < table.groups; ++g) {
        const MomentLayout& layout = moments.groups[g].layout;
        ImpliedMoments implied;
        ASSERT_TRUE(model.Evaluate(at, g, &implied));
        std::vector<CellDerivative> cells;
        for (const auto& free : model.group(g).cells) {
          cells.push_back(model.Derivative(free.cell, implied));
        }
        const Eigen::MatrixXd by_cell = MakeStatisticsJacobian(implied, cells, layout).All();
        Eigen::MatrixXd jacobian = Eigen::MatrixXd::Zero(by_cell.rows(), table.free_parameters);
        for (size_t k = 0; k < cells.size(); ++k) {
          jacobian.col(model.group(g).cells[k].free) += by_cell.col(static_cast<Eigen::Index>(k));
        }
        const auto statistics = [&](const Eigen::VectorXd& x) {
          ImpliedMoments moved;
          if (!model.Evaluate(x, g, &moved)) {
            return Eigen::VectorXd(
                Eigen::VectorXd::Constant(static_cast<Eigen::Index>(layout.size()), std::nan("")));
          }
          return ImpliedStatistics(moved, layout);
        };
        // Truncation of the differences, where a latent response's variance is small.
        ExpectClose(jacobian, Differentiate(statistics, at), 1e-7);
      }
    }
  }
}

// An ordered variable's latent response has the variance that its scale says, whatever predicts it.
TEST(ResponseMomentsTest, DeltaComputesResidualVariances) {
  const Case& c = Cases()[7];
  const SampleMoments moments =
      OrdinalMomentsOf(c.observed, c.continuous, c.covariates, c.thresholds, c.groups, 5);
  const ParameterTable table = TableOf(c.model, OrdinalTable(moments, false));
  const StructuralModel model(table, moments, true);
  ImpliedMoments implied;
  ASSERT_TRUE(model.Evaluate(StartValues(table, model, moments), 0, &implied));
  for (int i = 0; i < model.p(); ++i) {
    if (moments.ordered[i]) {
      EXPECT_NEAR(implied.sigma(i, i), 1, 1e-12) << c.observed[i];
    }
  }
}

// The gradient and, where it is told, the Hessian of least squares on such statistics.
TEST(ResponseMomentsTest, GradientAndHessianOfLeastSquares) {
  for (const Case& c : Cases()) {
    for (const bool theta : {false, true}) {
      SCOPED_TRACE(std::string(c.name) + (theta ? ", theta" : ", delta"));
      const FittedCase at_hand(c, theta);
      const SampleMoments& moments = at_hand.moments;
      const ParameterTable& table = at_hand.table;
      const StructuralModel& model = at_hand.model;
      const Objective objective(model, moments, FindEstimator("DWLS"));
      ObjectiveWorkspace workspace;
      const Eigen::VectorXd at = StartValues(table, model, moments);
      double value = kNan;
      Eigen::VectorXd gradient;
      Eigen::MatrixXd hessian;
      ASSERT_TRUE(objective.Evaluate(at, &workspace, &value, &gradient, nullptr));
      const auto function = [&](const Eigen::VectorXd& x) {
        double f = kNan;
        objective.Evaluate(x, &workspace, &f, nullptr, nullptr);
        return Eigen::VectorXd(Eigen::VectorXd::Constant(1, f));
      };
      ExpectClose(gradient.transpose(), Differentiate(function, at), 1e-7);
      if (!objective.Hessian(at, &workspace, &hessian)) continue;
      const auto slope = [&](const Eigen::VectorXd& x) {
        double f = kNan;
        Eigen::VectorXd out;
        objective.Evaluate(x, &workspace, &f, &out, nullptr);
        return out;
      };
      ExpectClose(hessian, Differentiate(slope, at), 1e-7);
    }
  }
}

}  // namespace
}  // namespace trustsem
