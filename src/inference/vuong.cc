#include "inference/vuong.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>
#include <vector>

#include "inference/fit_measures.h"
#include "inference/weighted_chi_square.h"
#include "moments/missing_patterns.h"
#include "moments/pattern_precision.h"

namespace trustsem {
namespace {

// Respondents of one group who answered the same variables.
struct Block {
  MissingPattern pattern;
  std::vector<Eigen::Index> places;         // among all respondents
  std::vector<Eigen::VectorXd> deviations;  // from the means; zero where there is no answer
};

// Adds the blocks of a group; `next` counts the respondents.
std::vector<Block> MakeBlocks(const Sample& sample, const SampleGroup& group,
                              const Eigen::VectorXd& means, Eigen::Index* next) {
  std::vector<Block> blocks;
  std::map<std::vector<bool>, size_t> known;
  const size_t p = sample.variables.size();
  std::vector<bool> answered(p);
  for (const uint32_t row : group.rows) {
    Eigen::VectorXd deviation = Eigen::VectorXd::Zero(means.size());
    bool any = false;
    for (size_t i = 0; i < p; ++i) {
      const auto at = static_cast<Eigen::Index>(i);
      const double answer = sample.variables[i].At(row);
      answered[i] = !std::isnan(answer);
      if (answered[i]) deviation[at] = answer - means[at];
      any |= answered[i];
    }
    if (!any) continue;
    const auto [entry, is_new] = known.try_emplace(answered, blocks.size());
    if (is_new) {
      MissingPattern pattern;
      for (size_t i = 0; i < p; ++i) {
        (answered[i] ? pattern.observed : pattern.missing).push_back(static_cast<int>(i));
      }
      blocks.push_back({std::move(pattern), {}, {}});
    }
    blocks[entry->second].places.push_back((*next)++);
    blocks[entry->second].deviations.push_back(std::move(deviation));
  }
  return blocks;
}

// Log-likelihoods of a block, and the scores: with P the precision of what is answered, d the
// deviations and e = U' P d, the cell with dSigma = w (a b' + b a') and dmu = s a has the score
// w (e_a e_b - (U'PU)_ab) + s e_a.
void AddBlock(const FittedModel& fit, int g, const Block& block, PatternPrecision* precisions,
              CasewiseLikelihood* out) {
  const ObjectiveWorkspace::Group& at = fit.workspace.groups[static_cast<size_t>(g)];
  const auto& free = fit.structure->group(g).cells;
  precisions->Choose(block.pattern);
  const Eigen::MatrixXd P = precisions->Precision(), PU = P * at.implied.basis;
  const Eigen::MatrixXd products = at.implied.basis.transpose() * PU;
  const double constant =
      static_cast<double>(block.pattern.observed.size()) * std::log(2 * std::numbers::pi) +
      precisions->log_determinant();
  for (size_t k = 0; k < block.places.size(); ++k) {
    const Eigen::VectorXd& d = block.deviations[k];
    out->values[block.places[k]] = -0.5 * (constant + d.dot(P * d));
    const Eigen::VectorXd e = PU.transpose() * d;
    for (size_t c = 0; c < free.size(); ++c) {
      const CellDerivative& cell = at.cells[c];
      out->scores(block.places[k], free[c].free) +=
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
  Eigen::Index n = 0;
  std::vector<std::vector<Block>> blocks;
  for (int g = 0; g < fit.table.groups; ++g) {
    const auto at = static_cast<size_t>(g);
    const Eigen::VectorXd& means =
        fit.table.mean_structure ? fit.implied[at].mu : fit.moments.groups[at].means;
    blocks.push_back(MakeBlocks(sample, sample.groups[at], means, &n));
  }
  CasewiseLikelihood out;
  out.values.setZero(n);
  out.scores.setZero(n, fit.free_parameters());
  for (int g = 0; g < fit.table.groups; ++g) {
    PatternPrecision precisions;
    precisions.SetSigma(fit.implied[static_cast<size_t>(g)].sigma);
    for (const Block& block : blocks[static_cast<size_t>(g)]) {
      AddBlock(fit, g, block, &precisions, &out);
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
