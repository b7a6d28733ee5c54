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
#include <memory>
#include <string>
#include <vector>

#include "moments/sample_moments.h"
#include "table/parameter_table.h"

namespace trustsem {

enum class ModelMatrix { kLambda, kBeta, kPsi, kTheta, kNu, kAlpha, kThreshold, kScale };

// The cell of a model matrix that a row of the parameter table stands in. Symmetric matrices:
// row >= column. Thresholds: row is the place among all thresholds, column the variable. Scaling
// factors: row is the variable.
struct Cell {
  ModelMatrix matrix = ModelMatrix::kLambda;
  int row = 0;
  int column = 0;
};

// What is constant of a model whose answers are ordered or conditional on covariates.
struct ResponseModel {
  std::vector<bool> ordered;            // of each observed variable
  bool theta_parameterization = false;  // residual variances are parameters; else scaling factors
  std::vector<int> first_threshold;     // of each observed variable, p + 1: its place among all
  std::vector<int> covariates;          // factors that the moments are conditional on
  // Ordered variables that stand in regressions: the observed variable and its factor.
  struct OrderedFactor {
    int observed = 0;
    int factor = 0;
  };
  std::vector<OrderedFactor> ordered_factors;

  bool IsOrdered(int i) const { return ordered[static_cast<size_t>(i)]; }
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
  // With ordered variables: the covariances and means of their latent responses, conditional on the
  // covariates.
  Eigen::MatrixXd sigma;  // p x p
  Eigen::VectorXd mu;     // p
  // Latent response i is observed, as far as thresholds and correlations show it, on the scale
  // scale_i: a parameter (delta) or 1 / sqrt(sigma_ii) (theta); one for continuous variables.
  const ResponseModel* responses = nullptr;  // null: all continuous, no covariates
  Eigen::VectorXd scale;                     // p
  Eigen::VectorXd thresholds;                // of all variables

  int p() const { return static_cast<int>(lambda.rows()); }
  int m() const { return static_cast<int>(lambda.cols()); }
  Eigen::Ref<const Eigen::MatrixXd> L() const { return basis.middleCols(p(), m()); }
  Eigen::Ref<const Eigen::MatrixXd> V() const { return basis.rightCols(m()); }
};

// The derivative of the implied moments with respect to one cell:
//   dSigma = weight (a b' + b a'),   dmu = slope a,   a and b columns `a` and `b` of the basis U.
// Effects of covariate x (a factor) on the observed variables change by total(source, x) a. A
// threshold or a scaling factor changes by one.
struct CellDerivative {
  int a = 0;
  int b = 0;
  double weight = 0;
  double slope = 0;
  int source = -1;     // factor; -1: the covariates' effects do not depend on the cell
  int threshold = -1;  // place among all thresholds; -1: not a threshold
  int scale = -1;      // observed variable; -1: not a scaling factor
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
    ImpliedMoments fixed;             // matrices with fixed values; zero elsewhere
    Eigen::MatrixXd covariates;       // covariances of covariates, m x m; empty: there are none
    Eigen::VectorXd covariate_means;  // m
    std::vector<FreeCell> cells;      // free ones, sorted by free parameter
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
  // I - B is singular, or an ordered variable's latent response has no positive variance. Sigma may
  // be indefinite.
  bool Evaluate(const Eigen::VectorXd& theta, int g, ImpliedMoments* implied) const;

  // As evaluated, with the covariates' own moments brought in: unconditional moments.
  ImpliedMoments Unconditional(const ImpliedMoments& implied, int g) const;

  // Null where all variables are continuous and nothing is conditional.
  const ResponseModel* responses() const { return responses_.get(); }

  // The derivative for a cell, at an evaluated point.
  CellDerivative Derivative(const Cell& cell, const ImpliedMoments& implied) const;

 private:
  std::vector<std::string> observed_, factors_;
  int p_ = 0;
  int constructs_ = 0;
  int free_parameters_ = 0;
  bool mean_structure_ = false;
  void FixSample(const Parameter& row, const Cell& cell, const GroupMoments& sample, bool unbiased,
                 Group* group) const;
  bool ScaleResponses(ImpliedMoments* implied) const;

  bool has_beta_ = false;
  std::vector<int> phantom_of_;  // of each observed variable: factor index or -1
  std::shared_ptr<const ResponseModel> responses_;
  std::vector<Group> groups_;
};

// The value of one cell.
double& CellValue(const Cell& cell, ImpliedMoments* implied);
double CellValue(const Cell& cell, const ImpliedMoments& implied);

// Recomputes everything that follows from the matrices. False where I - B is singular.
bool DeriveMoments(bool has_beta, ImpliedMoments* implied);

// Of the ordered variables in regressions (ResponseModel::ordered_factors, k): how much the
// variance of each (row) changes with the residual variance of each (column), M_kl^2.
Eigen::MatrixXd SquaredEffects(const ImpliedMoments& implied);

// k of "t<k>"; 0 where the name is no threshold's.
int ThresholdNumber(const std::string& name);

// The largest absolute eigenvalue of B: total effects, the limit of a feedback loop, exist below 1.
double SpectralRadius(const Eigen::MatrixXd& beta);

}  // namespace trustsem

#endif  // TRUSTSEM_IMPLIED_STRUCTURAL_MODEL_H_
