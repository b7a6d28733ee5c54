#include "inference/vuong.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <numbers>
#include <vector>

#include "inference/fit_measures.h"
#include "inference/weighted_chi_square.h"
#include "moments/missing_patterns.h"
#include "moments/pattern_precision.h"

namespace trustsem {
namespace {

// Log-likelihoods of the respondents of one pattern, and the scores: with P the precision of what
// is answered, d the deviations from `means` and e = U' P d, the cell with dSigma = w (a b' + b a')
// and dmu = s a has the score w (e_a e_b - (U'PU)_ab) + s e_a. `places`: of the respondents
// (columns of `answers`) among all.
void AddPattern(const FittedModel& fit, int g, const MissingPattern& pattern,
                const PatternPrecision& precision, const Eigen::MatrixXd& answers,
                const Eigen::VectorXd& means, const std::vector<Eigen::Index>& places,
                CasewiseLikelihood* out) {
  const ObjectiveWorkspace::Group& at = fit.workspace.groups[static_cast<size_t>(g)];
  const auto& free = fit.structure->group(g).cells;
  Eigen::MatrixXd deviations = answers.colwise() - means;
  for (const int i : pattern.missing) deviations.row(i).setZero();
  const Eigen::MatrixXd weighted = precision.Times(deviations);
  const Eigen::MatrixXd in_basis = at.implied.basis.transpose() * weighted;
  const Eigen::MatrixXd products =
      at.implied.basis.transpose() * precision.Precision() * at.implied.basis;
  const double constant =
      static_cast<double>(pattern.observed.size()) * std::log(2 * std::numbers::pi) +
      precision.log_determinant();
  for (size_t k = 0; k < places.size(); ++k) {
    const auto column = static_cast<Eigen::Index>(k);
    out->values[places[k]] = -0.5 * (constant + deviations.col(column).dot(weighted.col(column)));
    const auto e = in_basis.col(column);
    for (size_t c = 0; c < free.size(); ++c) {
      const CellDerivative& cell = at.cells[c];
      out->scores(places[k], free[c].free) +=
          cell.weight * (e[cell.a] * e[cell.b] - products(cell.a, cell.b)) + cell.slope * e[cell.a];
    }
  }
}

// The inverse of the observed information of one respondent, in the directions that constraints
// leave free.
Eigen::MatrixXd ObservedBread(const FittedModel& fit) {
  ObjectiveWorkspace workspace;
  Eigen::MatrixXd hessian;
  fit.objective->Hessian(fit.solution.theta, &workspace, &hessian);
  const Eigen::Index q = hessian.rows();
  const Eigen::MatrixXd Z =
      fit.null_space.size() > 0 ? fit.null_space : Eigen::MatrixXd::Identity(q, q);
  return Z * (Z.transpose() * hessian * Z).ldlt().solve(Z.transpose());
}

// The weights of the distribution that n times the variance has where the models cannot be told
// apart: the squared eigenvalues of B diag(E_A, -E_B), B the mean of the products of the scores of
// both (Vuong 1989, eq. 3.6 and theorem 4.1).
Eigen::VectorXd VarianceWeights(const CasewiseLikelihood& a, const Eigen::MatrixXd& bread_a,
                                const CasewiseLikelihood& b, const Eigen::MatrixXd& bread_b) {
  const Eigen::Index n = a.scores.rows(), qa = a.scores.cols(), qb = b.scores.cols();
  Eigen::MatrixXd scores(n, qa + qb);
  scores << a.scores, b.scores;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> products(scores.transpose() * scores /
                                                                static_cast<double>(n));
  const Eigen::MatrixXd root = products.eigenvectors() *
                               products.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal() *
                               products.eigenvectors().transpose();
  Eigen::MatrixXd breads = Eigen::MatrixXd::Zero(qa + qb, qa + qb);
  breads.topLeftCorner(qa, qa) = bread_a;
  breads.bottomRightCorner(qb, qb) = -bread_b;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(root * breads * root,
                                                              Eigen::EigenvaluesOnly);
  return solver.eigenvalues().cwiseAbs2();
}

double NormalUpperTail(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

}  // namespace

CasewiseLikelihood MakeCasewiseLikelihood(const FittedModel& fit, const Sample& sample) {
  std::vector<MissingPatterns> patterns;
  std::vector<IncompleteAnswers> answers(sample.groups.size());
  Eigen::Index n = 0;
  for (size_t g = 0; g < sample.groups.size(); ++g) {
    patterns.push_back(FindMissingPatterns(sample, sample.groups[g], {}, &answers[g]));
    n += static_cast<Eigen::Index>(patterns.back().n);
  }
  CasewiseLikelihood out;
  out.values.setZero(n);
  out.scores.setZero(n, fit.free_parameters());
  Eigen::Index next = 0;
  for (size_t g = 0; g < sample.groups.size(); ++g) {
    std::vector<std::vector<Eigen::Index>> members(patterns[g].patterns.size()), places = members;
    for (size_t r = 0; r < answers[g].pattern.size(); ++r) {
      const size_t pattern = answers[g].pattern[r];
      if (pattern == IncompleteAnswers::kNoPattern) continue;
      members[pattern].push_back(static_cast<Eigen::Index>(r));
      places[pattern].push_back(next++);
    }
    const Eigen::VectorXd& means =
        fit.table.mean_structure ? fit.implied[g].mu : fit.moments.groups[g].means;
    PatternPrecision precision;
    precision.SetSigma(fit.implied[g].sigma);
    for (size_t j = 0; j < members.size(); ++j) {
      precision.Choose(patterns[g].patterns[j]);
      AddPattern(fit, static_cast<int>(g), patterns[g].patterns[j], precision,
                 answers[g].answers(Eigen::all, members[j]), means, places[j], &out);
    }
  }
  return out;
}

VuongTest TestVuong(const FittedModel& restricted, const Sample& restricted_sample,
                    const FittedModel& general, const Sample& general_sample) {
  const CasewiseLikelihood a = MakeCasewiseLikelihood(restricted, restricted_sample);
  const CasewiseLikelihood b = MakeCasewiseLikelihood(general, general_sample);
  const Eigen::VectorXd difference = a.values - b.values;
  const auto n = static_cast<double>(difference.size());
  VuongTest test;
  test.variance = (difference.array() - difference.mean()).square().mean();
  test.distinguishable_pvalue = WeightedChiSquareUpperTail(
      n * test.variance, VarianceWeights(a, ObservedBread(restricted), b, ObservedBread(general)));
  const double deviation = std::sqrt(n * test.variance);
  if (deviation > 0) {
    test.z = difference.sum() / deviation;
    test.restricted_better_pvalue = NormalUpperTail(test.z);
    test.general_better_pvalue = NormalUpperTail(-test.z);
  }
  const double parameters = restricted.parameters() - general.parameters();
  constexpr double kNormal95 = 1.959963984540054;
  const double half = kNormal95 * 2 * deviation;
  test.aic_difference = -2 * difference.sum() + 2 * parameters;
  test.bic_difference = -2 * difference.sum() + std::log(n) * parameters;
  test.aic_ci_lower = test.aic_difference - half;
  test.aic_ci_upper = test.aic_difference + half;
  test.bic_ci_lower = test.bic_difference - half;
  test.bic_ci_upper = test.bic_difference + half;
  return test;
}

}  // namespace trustsem
