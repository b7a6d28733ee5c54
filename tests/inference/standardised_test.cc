#include "inference/standardised.h"

#include <gmock/gmock.h>

#include "tests/support/fitted.h"

namespace trustsem {
namespace {

std::vector<VarianceDerivatives> Variances(const FittedModel& fit) {
  std::vector<VarianceDerivatives> all;
  for (int g = 0; g < fit.table.groups; ++g) all.push_back(TotalVariances(fit, g));
  return all;
}

// Standardised values by definition, from the reticular action model's variances.
Eigen::VectorXd Naive(const FittedModel& fit, const Eigen::VectorXd& theta, bool complete) {
  const ParameterTable& table = fit.table;
  std::vector<std::string> names = table.observed;
  names.insert(names.end(), table.constructs.begin(), table.constructs.end());
  Eigen::VectorXd values(table.rows.size());
  for (size_t k = 0; k < table.rows.size(); ++k) {
    const Parameter& row = table.rows[k];
    const RamMoments ram = EvaluateRam(table, theta, row.group - 1, fit.moments);
    const auto sd = [&](const std::string& name, const Eigen::MatrixXd& of) {
      if (!complete && !table.IsConstruct(name)) return 1.0;
      const auto i = std::find(names.begin(), names.end(), name) - names.begin();
      return std::sqrt(of(i, i));
    };
    const auto total = [&](const std::string& name) { return sd(name, ram.covariance); };
    const auto residual = [&](const std::string& name) { return sd(name, ram.residual); };
    double value = row.free >= 0 ? theta[row.free] : fit.Value(row);
    switch (row.op) {
      case Operator::kMeasuredBy:
        value *= total(row.lhs) / total(row.rhs);
        break;
      case Operator::kRegression:
        value *= total(row.rhs) / total(row.lhs);
        break;
      case Operator::kIntercept:
        value /= total(row.lhs);
        break;
      default:
        value /= row.lhs == row.rhs ? total(row.lhs) * total(row.lhs)
                                    : residual(row.lhs) * residual(row.rhs);
    }
    values[static_cast<Eigen::Index>(k)] = value;
  }
  return values;
}

TEST(StandardisedTest, ValuesAndDerivativesOfEveryKindOfRow) {
  for (const NamedTable& named : VariedTables()) {
    SCOPED_TRACE(named.name);
    const ParameterTable& table = named.table;
    const Eigen::VectorXd theta = PlausibleTheta(table, 2);
    const auto fit = FitAt(table, RandomMoments(table, 1), theta);
    // Errors follow from any covariance, also where the model is not identified.
    fit->covariance = RandomCovariance(table.free_parameters, 9);
    const auto variances = Variances(*fit);
    for (const bool complete : {false, true}) {
      const auto function = [&](const Eigen::VectorXd& at) { return Naive(*fit, at, complete); };
      const StandardisedSolution solution = Standardise(
          *fit, variances, complete ? Standardisation::kComplete : Standardisation::kLatent);
      ExpectClose(solution.value, function(theta), 1e-13);
      ExpectClose(solution.derivative, Differentiate(function, theta), 1e-9);
      const Eigen::MatrixXd V =
          solution.derivative * fit->covariance * solution.derivative.transpose();
      ExpectClose(solution.error, V.diagonal().cwiseMax(0).cwiseSqrt(), 1e-8);
    }
  }
}

TEST(StandardisedTest, TotalVariancesAndTheirDerivatives) {
  for (const NamedTable& named : VariedTables()) {
    SCOPED_TRACE(named.name);
    const ParameterTable& table = named.table;
    const Eigen::VectorXd theta = PlausibleTheta(table, 3);
    const auto fit = FitAt(table, RandomMoments(table, 1), theta);
    const Eigen::Index p = fit->structure->p();
    for (int g = 0; g < table.groups; ++g) {
      const VarianceDerivatives v = TotalVariances(*fit, g);
      const auto observed = [&](const Eigen::VectorXd& at) -> Eigen::VectorXd {
        return EvaluateRam(table, at, g, fit->moments).sigma.diagonal();
      };
      const auto constructs = [&](const Eigen::VectorXd& at) -> Eigen::VectorXd {
        const Eigen::MatrixXd all = EvaluateRam(table, at, g, fit->moments).covariance;
        return all.diagonal().tail(all.rows() - p);
      };
      const Eigen::Index m = static_cast<Eigen::Index>(table.constructs.size());
      ExpectClose(v.observed, observed(theta), 1e-13);
      ExpectClose(v.factor.head(m), constructs(theta), 1e-13);
      ExpectClose(v.d_observed.transpose(), Differentiate(observed, theta), 1e-9);
      ExpectClose(v.d_factor.leftCols(m).transpose(), Differentiate(constructs, theta), 1e-9);
    }
  }
}

TEST(StandardisedTest, ConstantsHaveNoError) {
  const ParameterTable table = TableOf(ThreeFactors());
  const auto fit = FitAt(table, RandomMoments(table, 4), PlausibleTheta(table, 4));
  const StandardisedSolution solution =
      Standardise(*fit, Variances(*fit), Standardisation::kComplete);
  for (size_t i = 0; i < table.rows.size(); ++i) {
    const Parameter& row = table.rows[i];
    if (row.op != Operator::kCovariance || row.lhs != row.rhs || !table.IsConstruct(row.lhs)) {
      continue;
    }
    EXPECT_DOUBLE_EQ(solution.value[static_cast<Eigen::Index>(i)], 1);
    EXPECT_EQ(solution.error[static_cast<Eigen::Index>(i)], 0);
  }
}

TEST(StandardisedTest, ANegativeVarianceLeavesNoStandardisedValue) {
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3\ng =~ y1 + y2 + y3");
  Eigen::VectorXd theta = PlausibleTheta(table, 5);
  theta[FreeIndex(table, "f", Operator::kCovariance, "f")] = -0.1;
  const auto fit = FitAt(table, RandomMoments(table, 5), theta);
  const StandardisedSolution solution =
      Standardise(*fit, Variances(*fit), Standardisation::kComplete);
  for (size_t i = 0; i < table.rows.size(); ++i) {
    const Parameter& row = table.rows[i];
    if (row.op != Operator::kMeasuredBy) continue;
    EXPECT_EQ(std::isnan(solution.value[static_cast<Eigen::Index>(i)]), row.lhs == "f");
  }
}

// Defined effects are their expressions of the standardised values, chained ones included.
TEST(StandardisedTest, DefinedEffects) {
  const ParameterTable table = TableOf(
      "m ~ a*x\ny ~ b*m + c*x\nindirect := a*b\ntotal := indirect + c\nratio := exp(a)/(b + 2)");
  const Eigen::VectorXd theta = PlausibleTheta(table, 6);
  const auto fit = FitAt(table, RandomMoments(table, 6), theta);
  const StandardisedSolution solution =
      Standardise(*fit, Variances(*fit), Standardisation::kComplete);
  const Eigen::Index n = static_cast<Eigen::Index>(table.rows.size());
  ASSERT_EQ(solution.value.size(), n + 3);
  const auto function = [&](const Eigen::VectorXd& at) -> Eigen::VectorXd {
    const Eigen::VectorXd rows = Naive(*fit, at, true);
    double a = kNan, b = kNan, c = kNan;
    for (Eigen::Index i = 0; i < n; ++i) {
      const std::string& label = table.rows[static_cast<size_t>(i)].label;
      if (label == "a") a = rows[i];
      if (label == "b") b = rows[i];
      if (label == "c") c = rows[i];
    }
    return Eigen::Vector3d(a * b, a * b + c, std::exp(a) / (b + 2));
  };
  ExpectClose(solution.value.tail(3), function(theta), 1e-13);
  ExpectClose(solution.derivative.bottomRows(3), Differentiate(function, theta), 1e-9);
}

}  // namespace
}  // namespace trustsem
