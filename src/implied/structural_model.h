// The model matrices and the moments that they imply, with analytic derivatives.
//
// All-y LISREL notation. p observed variables, m factors (constructs, then phantom constructs for
// observed variables that stand in structural equations):
//   eta = alpha + B eta + zeta,  y = nu + Lambda eta + epsilon,
//   Sigma = Lambda (I-B)^-1 Psi (I-B)^-T Lambda' + Theta,  mu = nu + Lambda (I-B)^-1 alpha
// (Bollen 1989, eqs. 8.8 to 8.15). Evaluation is const; the caller owns the workspace.
#ifndef TRUSTSEM_IMPLIED_STRUCTURAL_MODEL_H_
#define TRUSTSEM_IMPLIED_STRUCTURAL_MODEL_H_

#include <Eigen/Core>
#include <string>
#include <vector>

#include "moments/sample_moments.h"
#include "table/parameter_table.h"

namespace trustsem {

enum class ModelMatrix { kLambda, kBeta, kPsi, kTheta, kNu, kAlpha };

// The cell of a model matrix that a row of the parameter table stands in. Symmetric matrices:
// row >= column.
struct Cell {
  ModelMatrix matrix = ModelMatrix::kLambda;
  int row = 0;
  int column = 0;
};

// One group's matrices at some parameter values, and what follows from them. Also the workspace of
// an evaluation: contents are overwritten, memory is kept.
struct ImpliedMoments {
  Eigen::MatrixXd lambda, beta, psi, theta;  // p x m, m x m, m x m, p x p
  Eigen::VectorXd nu, alpha;                 // p, m
  Eigen::MatrixXd total;                     // M = (I-B)^-1, m x m
  Eigen::MatrixXd factor_covariance;         // C = M Psi M', m x m
  Eigen::VectorXd factor_means;              // h = M alpha, m
  // U = [ I | L | V ], p x (p + 2m), L = Lambda M, V = Lambda C: every derivative of Sigma and of
  // mu is made of its columns.
  Eigen::MatrixXd basis;
  Eigen::MatrixXd sigma;  // p x p
  Eigen::VectorXd mu;     // p

  int p() const { return static_cast<int>(lambda.rows()); }
  int m() const { return static_cast<int>(lambda.cols()); }
  Eigen::Ref<const Eigen::MatrixXd> L() const { return basis.middleCols(p(), m()); }
  Eigen::Ref<const Eigen::MatrixXd> V() const { return basis.rightCols(m()); }
};

// The derivative of the implied moments with respect to one cell:
//   dSigma = weight (a b' + b a'),   dmu = slope a,   a and b columns `a` and `b` of the basis U.
struct CellDerivative {
  int a = 0;
  int b = 0;
  double weight = 0;
  double slope = 0;
};

class StructuralModel {
 public:
  // Fixed exogenous moments are taken from `moments`, with divisor n - 1 where `unbiased`. Throws
  // Error(kSpecification) for a parameter that the matrices cannot hold.
  StructuralModel(const ParameterTable& table, const SampleMoments& moments, bool unbiased);

  struct FreeCell {
    Cell cell;
    int free = 0;  // index of the free parameter
  };
  struct Group {
    ImpliedMoments fixed;         // matrices with fixed values; zero elsewhere
    std::vector<FreeCell> cells;  // free ones, sorted by free parameter
  };

  int groups() const { return static_cast<int>(groups_.size()); }
  int free_parameters() const { return free_parameters_; }
  int p() const { return p_; }
  int m() const { return static_cast<int>(factors_.size()); }
  bool mean_structure() const { return mean_structure_; }
  const Group& group(int g) const { return groups_[g]; }
  const std::vector<std::string>& factors() const { return factors_; }
  const std::vector<std::string>& observed() const { return observed_; }
  // Index of a construct or phantom construct among the factors; -1 where there is none.
  int FactorIndex(const std::string& name) const;
  int ObservedIndex(const std::string& name) const;

  // Where a parameter (also one that is not in the table) stands. Returns false where the matrices
  // have no cell for it, such as a regression on an observed variable without phantom construct.
  bool Locate(const std::string& lhs, Operator op, const std::string& rhs, Cell* cell) const;

  // The matrices of group `g` at `theta`, and all that ImpliedMoments holds. Returns false where
  // I - B is singular. Sigma may be indefinite.
  bool Evaluate(const Eigen::VectorXd& theta, int g, ImpliedMoments* implied) const;

  // The derivative for a cell, at an evaluated point.
  CellDerivative Derivative(const Cell& cell, const ImpliedMoments& implied) const;

 private:
  std::vector<std::string> observed_, factors_;
  int p_ = 0;
  int constructs_ = 0;
  int free_parameters_ = 0;
  bool mean_structure_ = false;
  bool has_beta_ = false;
  std::vector<int> phantom_of_;  // of each observed variable: factor index or -1
  std::vector<Group> groups_;
};

// The value of one cell.
double& CellValue(const Cell& cell, ImpliedMoments* implied);
double CellValue(const Cell& cell, const ImpliedMoments& implied);

// Recomputes everything that follows from the matrices. False where I - B is singular.
bool DeriveMoments(bool has_beta, ImpliedMoments* implied);

// The largest absolute eigenvalue of B: total effects, the limit of a feedback loop, exist below 1.
double SpectralRadius(const Eigen::MatrixXd& beta);

}  // namespace trustsem

#endif  // TRUSTSEM_IMPLIED_STRUCTURAL_MODEL_H_
