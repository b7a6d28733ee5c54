// How far the implied moments are from the sample's: one group's discrepancy function f, its
// derivative with respect to the moments, and its information.
//
// Scale: f is half of the textbook function, so that twice the number of respondents times the
// weighted sum over groups is the chi-square statistic, and the expected second derivative of the
// maximum-likelihood f is the unit information.
#ifndef TRUSTSEM_DISCREPANCY_DISCREPANCY_H_
#define TRUSTSEM_DISCREPANCY_DISCREPANCY_H_

#include <Eigen/Core>
#include <memory>
#include <string>
#include <vector>

#include "implied/structural_model.h"
#include "moments/sample_moments.h"

namespace trustsem {

// Buffers of one evaluation; the meaning of the matrices is the discrepancy's own where not stated.
struct DiscrepancyWorkspace {
  double value = 0;
  // Derivative with respect to the moments: df = tr(sigma_adjoint dSigma) + mu_adjoint' dmu, with
  // sigma_adjoint symmetric, p x p.
  Eigen::MatrixXd sigma_adjoint;
  Eigen::VectorXd mu_adjoint;
  Eigen::MatrixXd precision;                // the matrix P of normal-theory information
  Eigen::MatrixXd products;                 // U' P U
  Eigen::MatrixXd outer_products;           // U' P T P U, T the sample's second moments about mu
  Eigen::VectorXd mean_products;            // U' P (mean - mu)
  Eigen::MatrixXd inverse_factor, product;  // of the likelihood
  Eigen::VectorXd residual, weighted;  // of least squares: statistics minus implied, W times it
};

// A weight W made diagonal: s' W s = sum_k diagonal_k t_k^2, with t the same statistics, in the
// same layout, of the combinations A'y of the variables y.
struct WeightFactors {
  MomentLayout layout;           // m
  Eigen::VectorXd diagonal;      // m
  Eigen::MatrixXd combinations;  // A, p x p; empty: of the variables themselves
};

class Discrepancy {
 public:
  virtual ~Discrepancy() = default;

  // Value and adjoints at `implied`. False where the discrepancy does not exist there (Sigma not
  // positive definite).
  virtual bool Prepare(const ImpliedMoments& implied, DiscrepancyWorkspace* workspace) const = 0;

  // df for each cell, and E(d2f) for all pairs of cells where `information` is not null. After
  // Prepare; `products` and `mean_products` are the basis's with the adjoints.
  virtual void Derivatives(const ImpliedMoments& implied, const std::vector<CellDerivative>& cells,
                           const Eigen::MatrixXd& products, const Eigen::VectorXd& mean_products,
                           DiscrepancyWorkspace* workspace, Eigen::VectorXd* gradient,
                           Eigen::MatrixXd* information) const;

  // E(d2f): element (k, l) for the cells of `rows` and `columns`. After Prepare.
  virtual void Information(const ImpliedMoments& implied, const std::vector<CellDerivative>& rows,
                           const std::vector<CellDerivative>& columns,
                           DiscrepancyWorkspace* workspace, Eigen::MatrixXd* out) const = 0;

  // The diagonal of Information for `cells` alone.
  virtual void OwnInformation(const ImpliedMoments& implied,
                              const std::vector<CellDerivative>& cells,
                              DiscrepancyWorkspace* workspace, Eigen::VectorXd* out) const = 0;

  // Whether d2f follows from FirstOrderHessian and the adjoints at `implied`.
  virtual bool HasHessian(const ImpliedMoments& implied,
                          const std::vector<CellDerivative>& cells) const;

  // The part of d2f that first derivatives of the moments make; the rest follows from the adjoints
  // and the moments' second derivatives.
  virtual void FirstOrderHessian(const ImpliedMoments& implied,
                                 const std::vector<CellDerivative>& cells,
                                 DiscrepancyWorkspace* workspace, Eigen::MatrixXd* out) const = 0;

  // W x for changes x (m x c) of the statistics, in the order of the layout that is fitted ((means,
  // vech covariance) of continuous variables), and the weight W of the last Prepare: of the
  // likelihood the normal-theory one at the fitted moments.
  virtual Eigen::MatrixXd Weighted(const Eigen::MatrixXd& x,
                                   const DiscrepancyWorkspace& workspace) const = 0;

  // The same weight, taken apart.
  virtual WeightFactors FactorWeight(const DiscrepancyWorkspace& workspace) const = 0;

  // s' W s: twice f where s are residuals. Goodness-of-fit indices compare such forms.
  double QuadraticForm(const Eigen::VectorXd& statistics,
                       const DiscrepancyWorkspace& workspace) const;
};

// The weight that an estimator gives to the residual moments.
enum class Weight { kLikelihood, kNormalTheory, kIdentity, kDiagonal, kFull };

// How 2 N F is brought to a chi-square distribution where the weight is not the optimal one
// (Satorra & Bentler 1994; Asparouhov & Muthen 2010).
// kYuanBentler: divided by the mean that casewise scores tell (Yuan & Bentler 2000; Asparouhov &
// Muthen 2005), with standard errors from the same scores (Huber 1967; White 1980).
enum class CorrectedTest { kNone, kMean, kMeanAndVariance, kScaledAndShifted, kYuanBentler };

// What the estimators differ in, beside their discrepancy.
struct Estimator {
  std::string name;
  Weight weight = Weight::kLikelihood;
  bool tested = true;                              // 2 N F is referred to a chi-square distribution
  CorrectedTest corrected = CorrectedTest::kNone;  // with it, standard errors are robust too
  bool likelihood() const { return weight == Weight::kLikelihood; }
  bool least_squares() const { return !likelihood() && weight != Weight::kNormalTheory; }
  bool fits_ordered() const { return least_squares(); }
  // The estimator that takes its place where respondents are weighted or come in clusters.
  std::string under_design;
  bool robust() const { return corrected != CorrectedTest::kNone; }
  // Robustness comes from the respondents' scores, with the observed information unless the user
  // wants the expected one; else from the asymptotic covariance of the moments.
  bool casewise_scores() const { return corrected == CorrectedTest::kYuanBentler; }
  // That covariance is taken given the fixed covariates.
  bool conditional_moments() const { return robust() && likelihood() && !casewise_scores(); }
  // The likelihood of incomplete answers serves it, --missing fiml.
  bool fits_incomplete() const { return likelihood() && (!robust() || casewise_scores()); }
  // Standard errors hold for weighted and clustered respondents.
  bool fits_design() const { return robust() || weight == Weight::kFull; }
  // Sample covariances have divisor n - 1, groups weigh by n - 1, and so on.
  bool unbiased_covariance() const { return !likelihood(); }
  // Standard errors may use the observed information; else the expected one is taken.
  bool observed_information() const { return !least_squares(); }
  FourthMoments needs() const;         // of the moments
  FourthMoments weight_needs() const;  // for the estimates alone

  // Divisor of the inverse information: N, or N - G for least squares.
  double CovarianceDivisor(double respondents, int groups) const {
    return unbiased_covariance() ? respondents - groups : respondents;
  }
  double GroupWeight(double n, double respondents) const {
    return (unbiased_covariance() ? n - 1 : n) / respondents;
  }
};

// By its name in the contract. Throws Error(kUsage) with "did you mean".
Estimator FindEstimator(const std::string& name);

// `estimator`, or the one that takes its place under a survey design.
Estimator UnderDesign(const Estimator& estimator);

// What is taken where none is named: ML, WLSMV with ordered variables.
Estimator DefaultEstimator(bool ordered);

// One discrepancy a group. Throws Error(kData) where the moments do not allow it (WLS: an
// asymptotic covariance matrix that cannot be inverted for want of respondents).
std::vector<std::unique_ptr<Discrepancy>> MakeDiscrepancies(const Estimator& estimator,
                                                            const SampleMoments& moments,
                                                            bool mean_structure);

}  // namespace trustsem

#endif  // TRUSTSEM_DISCREPANCY_DISCREPANCY_H_
