#include "simulate/population.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "simulate/cholesky.h"
#include "simulate/impossible_truth.h"
#include "simulate/unit_variances.h"

namespace trustsem {
namespace {

// A written variance may differ by its rounding from the one that follows.
constexpr double kWrittenTolerance = 5e-3;
constexpr double kZero = 1e-12;  // rounding in a variance that follows

// The structure with every parameter fixed at its value; variances that follow are zero for now.
StructuralModel MakeStructure(const GivenValues& given) {
  ParameterTable table = given.table;
  table.rows.clear();
  for (size_t i = 0; i < given.values.size(); ++i) {
    Parameter row = given.table.rows[i];
    // The response behind an ordered item is continuous: thresholds cut it later.
    if (row.op == Operator::kThreshold || row.op == Operator::kScale) continue;
    row.free = -1;
    row.fixed = std::isnan(given.values[i]) ? 0 : given.values[i];
    table.rows.push_back(std::move(row));
  }
  table.free_parameters = 0;
  // No row takes its value from the sample, so an empty one will do.
  return StructuralModel(table, SampleMoments(), false);
}

[[noreturn]] void Fail(Faults faults) { throw Error(ErrorKind::kSpecification, std::move(faults)); }

class Builder {
 public:
  explicit Builder(const Model& model)
      : model_(model), given_(FindGivenValues(model)), structure_(MakeStructure(given_)) {
    population_.observed = structure_.observed();
    population_.factors = structure_.factors();
    population_.moments = structure_.group(0).fixed;
  }

  Population Build() {
    FailIfAny(RangeFaults(model_, given_));
    FailIfAny(FeedbackFaults(model_, given_, structure_, matrices().beta));
    if (model_.simulation.standardized) UnitVariancesOfFactors();
    Derive();
    ReadThresholds();
    ResidualVariances();
    Derive();
    CheckWrittenVariances();
    FailIfAny(ConstraintFaults(model_, given_.table, given_.values));
    Factor(matrices().psi, population_.factors, &population_.disturbance_factor);
    Factor(matrices().theta, population_.observed, &population_.residual_factor);
    return std::move(population_);
  }

 private:
  ImpliedMoments& matrices() { return population_.moments; }

  static void FailIfAny(Faults faults) {
    if (!faults.empty()) Fail(std::move(faults));
  }

  void Derive() {
    if (!DeriveMoments(true, &matrices())) {
      Fail({{{model_.file},
             "the paths among the constructs have no solution",
             "change their values so that I - B can be inverted"}});
    }
  }

  // Variances that rounding makes a little less than zero are zero.
  void FailIfNegative(const std::vector<std::string>& names, Eigen::VectorXd* variances) {
    Faults faults;
    for (Eigen::Index i = 0; i < variances->size(); ++i) {
      double& v = (*variances)[i];
      if (v < -kZero) faults.push_back(NegativeVariance(model_, given_, names[i], v));
      if (std::abs(v) <= kZero) v = 0;
    }
    FailIfAny(std::move(faults));
  }

  // Psi holds the disturbances' correlations and becomes their covariances.
  void UnitVariancesOfFactors() {
    const int m = structure_.m();
    if (m == 0) return;
    Eigen::MatrixXd& psi = matrices().psi;
    psi.diagonal().setOnes();
    FailIfIndefinite(psi, population_.factors);
    Derive();
    Eigen::VectorXd variances;
    if (!SolveUnitVariances(matrices().total, psi, &variances)) {
      Fail({{{model_.file},
             "no disturbance variances give every construct a total variance of one",
             "make the correlations of disturbances within feedback loops smaller"}});
    }
    FailIfNegative(population_.factors, &variances);
    const Eigen::VectorXd sd = variances.cwiseSqrt();
    psi = (sd.asDiagonal() * psi * sd.asDiagonal()).eval();
  }

  // The total variance that an observed variable's residual fills up; NaN: its own is given.
  double TotalVariance(int item) const {
    if (model_.simulation.standardized) return 1;
    if (population_.thresholds[item].empty() || !std::isnan(GivenVariance(item))) return kMissing;
    const double scale = scale_[item];
    return 1 / (scale * scale);
  }

  double GivenVariance(int item) const {
    const std::string& name = population_.observed[item];
    for (size_t i = 0; i < given_.values.size(); ++i) {
      const Parameter& row = given_.table.rows[i];
      if (IsVariance(row) && row.lhs == name) return given_.values[i];
    }
    return kMissing;
  }

  // Theta holds correlations where values are standardised, and becomes covariances.
  void ResidualVariances() {
    const int p = structure_.p();
    Eigen::MatrixXd& theta = matrices().theta;
    Eigen::VectorXd variances = theta.diagonal();
    const bool theta_scale = ToLower(model_.fit.parameterization.value_or("delta")) == "theta";
    for (int i = 0; i < p; ++i) {
      Cell cell;
      const std::string& name = population_.observed[i];
      // An observed variable in a structural equation has its variance in Psi.
      structure_.Locate(name, Operator::kCovariance, name, &cell);
      const double total = cell.matrix == ModelMatrix::kTheta ? TotalVariance(i) : kMissing;
      if (std::isnan(total)) continue;
      const double explained = matrices().sigma(i, i) - theta(i, i);
      const bool unit_residual = theta_scale && !model_.simulation.standardized;
      variances[i] = unit_residual ? 1 : total - explained;
    }
    FailIfNegative(population_.observed, &variances);
    if (model_.simulation.standardized) {
      const Eigen::VectorXd sd = variances.cwiseSqrt();
      theta.diagonal().setOnes();
      theta = (sd.asDiagonal() * theta * sd.asDiagonal()).eval();
    }
    theta.diagonal() = variances;
  }

  // A standardised variance that was written must be the one that follows.
  void CheckWrittenVariances() {
    if (!model_.simulation.standardized) return;
    Faults faults;
    for (size_t i = 0; i < given_.values.size(); ++i) {
      const Parameter& row = given_.table.rows[i];
      Cell cell;
      if (!IsVariance(row) || std::isnan(given_.values[i])) continue;
      if (!structure_.Locate(row.lhs, row.op, row.rhs, &cell)) continue;
      const double follows = CellValue(cell, matrices());
      if (std::abs(follows - given_.values[i]) <= kWrittenTolerance) continue;
      faults.push_back({PlaceOf(row, model_),
                        fmt::format("the variance '{}' is {:.4g}, but the standardised paths and "
                                    "loadings leave {:.4g}",
                                    Describe(row, 1), given_.values[i], follows),
                        "leave it out: it follows from the other values"});
    }
    FailIfAny(std::move(faults));
  }

  void ReadThresholds() {
    population_.thresholds.resize(structure_.p());
    scale_.assign(structure_.p(), 1);
    Faults faults;
    for (size_t i = 0; i < given_.values.size(); ++i) {
      const Parameter& row = given_.table.rows[i];
      if (row.op != Operator::kThreshold && row.op != Operator::kScale) continue;
      const int item = structure_.ObservedIndex(row.lhs);
      const double value = given_.values[i];
      if (row.op == Operator::kScale) {
        scale_[item] = value;
        if (!(value > 0) || (model_.simulation.standardized && value != 1)) {
          faults.push_back(
              {PlaceOf(row, model_),
               fmt::format("the scaling factor '{}' is {:.4g}", Describe(row, 1), value),
               "give it the value 1"});
        }
        continue;
      }
      std::vector<double>& thresholds = population_.thresholds[item];
      if (!thresholds.empty() && !(value > thresholds.back())) {
        faults.push_back({PlaceOf(row, model_),
                          fmt::format("the threshold '{}' is {:.4g}, not above the one before it",
                                      Describe(row, 1), value),
                          "list an item's thresholds in increasing order"});
      }
      thresholds.push_back(value);
    }
    FailIfAny(std::move(faults));
  }

  void FailIfIndefinite(const Eigen::MatrixXd& matrix, const std::vector<std::string>& names) {
    Eigen::MatrixXd unused;
    Factor(matrix, names, &unused);
  }

  void Factor(const Eigen::MatrixXd& matrix, const std::vector<std::string>& names,
              Eigen::MatrixXd* factor) {
    const int failed = CholeskyFactor(matrix, factor);
    if (failed >= 0) Fail({IndefiniteCovariances(model_, given_, names, failed)});
  }

  static constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  const Model& model_;
  const GivenValues given_;
  const StructuralModel structure_;
  std::vector<double> scale_;  // of each observed variable's response, 1 / its standard deviation
  Population population_;
};

}  // namespace

Population MakePopulation(const Model& model) { return Builder(model).Build(); }

}  // namespace trustsem
