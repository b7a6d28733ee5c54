#include "simulate/impossible_truth.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace trustsem {
namespace {

constexpr double kConstraintTolerance = 1e-6;
// Rounding in the eigenvalues of a loop whose radius is one.
constexpr double kRadiusTolerance = 1e-10;

std::string Quoted(const Parameter& row) { return "'" + Describe(row, 1) + "'"; }

// One fault at the first row's place; `message` has one field for the rows' names.
template <typename Format>
Fault FaultOf(const Model& model, const std::vector<const Parameter*>& rows, const Format& message,
              std::string hint) {
  std::vector<std::string> names;
  for (const Parameter* row : rows) names.push_back(Quoted(*row));
  const Place place = rows.empty() ? Place{model.file} : PlaceOf(*rows.front(), model);
  return {place, message(JoinNames(names)), std::move(hint)};
}

// reach(i, j): factor i depends on factor j, directly or through others.
Eigen::MatrixXi Reachable(const Eigen::MatrixXd& beta) {
  const Eigen::Index m = beta.rows();
  Eigen::MatrixXi reach = (beta.array() != 0).cast<int>();
  for (Eigen::Index k = 0; k < m; ++k) {
    for (Eigen::Index i = 0; i < m; ++i) {
      if (reach(i, k)) reach.row(i) = reach.row(i).cwiseMax(reach.row(k));
    }
  }
  return reach;
}

}  // namespace

Faults FeedbackFaults(const Model& model, const GivenValues& given,
                      const StructuralModel& structure, const Eigen::MatrixXd& beta) {
  const double radius = SpectralRadius(beta);
  if (radius < 1 - kRadiusTolerance) return {};
  const Eigen::MatrixXi reach = Reachable(beta);
  std::vector<const Parameter*> loop;
  for (const Parameter& row : given.table.rows) {
    Cell cell;
    if (row.op != Operator::kRegression && row.op != Operator::kMeasuredBy) continue;
    if (!structure.Locate(row.lhs, row.op, row.rhs, &cell)) continue;
    if (cell.matrix == ModelMatrix::kBeta && reach(cell.column, cell.row)) loop.push_back(&row);
  }
  const auto message = [&](const std::string& names) {
    return fmt::format("the feedback through {} has no limit (spectral radius {:.4g})", names,
                       radius);
  };
  return {FaultOf(model, loop, message, "make these paths smaller, so that the radius is below 1")};
}

Faults RangeFaults(const Model& model, const GivenValues& given) {
  Faults faults;
  for (size_t i = 0; i < given.values.size(); ++i) {
    const Parameter& row = given.table.rows[i];
    const double value = given.values[i];
    if (row.op != Operator::kCovariance) continue;
    if (IsVariance(row) && value < 0) {
      faults.push_back({PlaceOf(row, model),
                        fmt::format("the variance {} is {:.6g}", Quoted(row), value),
                        "give it a value of zero or more"});
    }
    if (!IsVariance(row) && model.simulation.standardized && std::abs(value) >= 1) {
      faults.push_back({PlaceOf(row, model),
                        fmt::format("the correlation {} is {:.6g}", Quoted(row), value),
                        "give it a value between -1 and 1"});
    }
  }
  return faults;
}

Fault NegativeVariance(const Model& model, const GivenValues& given, const std::string& name,
                       double variance) {
  std::vector<const Parameter*> rows;
  for (const Parameter& row : given.table.rows) {
    if ((row.op == Operator::kRegression && row.lhs == name) ||
        (row.op == Operator::kMeasuredBy && row.rhs == name)) {
      rows.push_back(&row);
    }
  }
  const auto message = [&](const std::string& names) {
    return fmt::format("{} would leave '{}' a residual variance of {:.4g}",
                       names.empty() ? "the given values" : names, name, variance);
  };
  return FaultOf(model, rows, message,
                 rows.size() == 1 ? "make it smaller" : "make some of them smaller");
}

Fault IndefiniteCovariances(const Model& model, const GivenValues& given,
                            const std::vector<std::string>& names, int index) {
  const auto before = [&](const std::string& name) {
    return std::find(names.begin(), names.begin() + index, name) != names.begin() + index;
  };
  std::vector<const Parameter*> rows;
  for (size_t i = 0; i < given.values.size(); ++i) {
    const Parameter& row = given.table.rows[i];
    if (row.op != Operator::kCovariance || given.values[i] == 0) continue;
    if ((row.lhs == names[index] && before(row.rhs)) ||
        (row.rhs == names[index] && before(row.lhs))) {
      rows.push_back(&row);
    }
  }
  const auto message = [&](const std::string& said) {
    return fmt::format(
        "the values of {} cannot hold together: the covariance matrix is not "
        "positive definite",
        said.empty() ? "'" + names[index] + "'" : said);
  };
  return FaultOf(model, rows, message, "bring them nearer to zero, or closer to those of the rest");
}

Faults ConstraintFaults(const Model& model, const ParameterTable& table,
                        const std::vector<double>& values) {
  std::vector<double> theta(table.free_parameters, std::nan(""));
  for (size_t i = 0; i < values.size(); ++i) {
    if (table.rows[i].free >= 0) theta[table.rows[i].free] = values[i];
  }
  Faults faults;
  for (const ConstraintFunction& constraint : table.constraints) {
    const double value = constraint.Evaluate(theta, nullptr);
    const bool broken = constraint.equality ? std::abs(value) > kConstraintTolerance
                                            : value < -kConstraintTolerance;
    if (!broken) continue;
    faults.push_back({{model.file},
                      fmt::format("the given values break the constraint '{}' by {:.4g}",
                                  constraint.text, std::abs(value)),
                      "change the values, or leave the constraint out"});
  }
  return faults;
}

}  // namespace trustsem
