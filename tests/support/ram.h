// An independent way to the implied moments: the reticular action model (McArdle & McDonald 1984),
// straight from the parameter table. All variables stand in one vector v = A v + u, cov(u) = S,
// mean(u) = m; the observed ones have Sigma = F (I-A)^-1 S (I-A)^-T F' and mu = F (I-A)^-1 m.
#ifndef TRUSTSEM_TESTS_SUPPORT_RAM_H_
#define TRUSTSEM_TESTS_SUPPORT_RAM_H_

#include "moments/vech.h"
#include "tests/support/numerical.h"

namespace trustsem {

struct RamMoments {
  Eigen::MatrixXd sigma, total;  // total: (I-A)^-1, of observed variables, then constructs
  Eigen::VectorXd mu;
  Eigen::MatrixXd covariance;  // of all variables, the same order
  Eigen::MatrixXd residual;    // S

  // (mu, vech Sigma), or vech Sigma alone.
  Eigen::VectorXd Vector(bool means) const {
    const Eigen::VectorXd vech = Vech(sigma);
    if (!means) return vech;
    Eigen::VectorXd all(mu.size() + vech.size());
    all << mu, vech;
    return all;
  }
};

// `sample` gives the moments of fixed exogenous variables, with divisor n - 1 where `unbiased`.
inline RamMoments EvaluateRam(const ParameterTable& table, const Eigen::VectorXd& theta, int group,
                              const SampleMoments& sample, bool unbiased = false) {
  std::vector<std::string> names = table.observed;
  names.insert(names.end(), table.constructs.begin(), table.constructs.end());
  const auto index = [&](const std::string& name) {
    return std::find(names.begin(), names.end(), name) - names.begin();
  };
  const Eigen::Index n = static_cast<Eigen::Index>(names.size());
  const Eigen::Index p = static_cast<Eigen::Index>(table.observed.size());
  Eigen::MatrixXd A = Eigen::MatrixXd::Zero(n, n), S = A;
  Eigen::VectorXd m = Eigen::VectorXd::Zero(n);
  for (const Parameter& row : table.rows) {
    if (row.group != group + 1) continue;
    const Eigen::Index lhs = index(row.lhs), rhs = index(row.rhs);
    double value = row.free >= 0 ? theta[row.free] : row.fixed;
    if (row.exogenous) {
      const GroupMoments& moments = sample.groups[group];
      value = row.op == Operator::kIntercept ? moments.means[lhs]
              : unbiased                     ? moments.UnbiasedCovariance()(lhs, rhs)
                                             : moments.covariance(lhs, rhs);
    }
    if (row.op == Operator::kMeasuredBy) A(rhs, lhs) = value;
    if (row.op == Operator::kRegression) A(lhs, rhs) = value;
    if (row.op == Operator::kCovariance) S(lhs, rhs) = S(rhs, lhs) = value;
    if (row.op == Operator::kIntercept) m[lhs] = value;
  }
  RamMoments ram;
  ram.total = (Eigen::MatrixXd::Identity(n, n) - A).inverse();
  ram.covariance = ram.total * S * ram.total.transpose();
  ram.residual = S;
  ram.sigma = ram.covariance.topLeftCorner(p, p);
  ram.mu = (ram.total * m).head(p);
  return ram;
}

// Values at which every model of these tests has a positive definite Sigma: loadings near 0.8,
// paths near 0.2, variances near 1, covariances near 0.1, disturbed reproducibly.
inline Eigen::VectorXd PlausibleTheta(const ParameterTable& table, uint64_t seed) {
  Eigen::VectorXd theta(table.free_parameters);
  for (const Parameter& row : table.rows) {
    if (row.free < 0) continue;
    const double u = 2 * RandomStream(seed, 2).Uniform(static_cast<uint32_t>(row.free)) - 1;
    double value = 0.5 * u;  // intercepts
    if (row.op == Operator::kMeasuredBy) value = 0.8 + 0.3 * u;
    if (row.op == Operator::kRegression) value = 0.2 + 0.2 * u;
    if (row.op == Operator::kCovariance) value = row.lhs == row.rhs ? 1 + 0.3 * u : 0.1 + 0.1 * u;
    theta[row.free] = value;
  }
  return theta;
}

// Every matrix and every kind of cell: cross-loadings, second order, constructs and observed
// variables in paths, a feedback loop, residual covariances of items and of disturbances, means.
inline const char* EveryMatrix() {
  return "f =~ a1 + a2 + a3 + b1\n"
         "g =~ b1 + b2 + b3\n"
         "k =~ f + g\n"
         "h =~ c1 + c2 + a1\n"
         "h ~ k + x\n"
         "y1 ~ y2 + x + h\n"
         "y2 ~ y1 + z\n"
         "y1 ~~ y2\n"
         "a2 ~~ b2\n"
         "f ~~ g\n"
         "k ~ 1\n"
         "h ~ 1\n";
}

struct NamedTable {
  std::string name;
  ParameterTable table;
};

// Tables that differ in what derivatives can get wrong.
inline std::vector<NamedTable> VariedTables() {
  std::vector<NamedTable> tables;
  TableOptions options;
  tables.push_back({"three factors", TableOf(ThreeFactors(), options)});
  tables.push_back({"fixed covariates", TableOf(EveryMatrix(), options)});
  options.mean_structure = true;
  tables.push_back({"fixed covariates, means", TableOf(EveryMatrix(), options)});
  options.fixed_x = false;
  tables.push_back({"random covariates, means", TableOf(EveryMatrix(), options)});
  options.groups = 2;
  options.equal = ParseEqualOverGroups({"loadings", "intercepts", "regressions"});
  tables.push_back({"two groups, shared parameters", TableOf(EveryMatrix(), options)});
  TableOptions growth;
  growth.mean_structure = growth.growth = true;
  tables.push_back(
      {"growth", TableOf("i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4\ns =~ 0*t1 + 1*t2 + 2*t3 + 3*t4\n"
                         "s ~ x\nt1 ~~ v*t1\nt2 ~~ v*t2",
                         growth)});
  return tables;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_RAM_H_
