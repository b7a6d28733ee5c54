// What estimation needs of the data, and no more.
#ifndef TRUSTSEM_MOMENTS_SAMPLE_MOMENTS_H_
#define TRUSTSEM_MOMENTS_SAMPLE_MOMENTS_H_

#include <Eigen/Core>
#include <memory>
#include <string>
#include <vector>

#include "data/moment_file.h"
#include "data/sample.h"
#include "moments/casewise_influence.h"
#include "moments/moment_layout.h"

namespace trustsem {

struct MissingPatterns;
struct IncompleteAnswers;
struct GroupDesign;

struct GroupMoments {
  std::string label;
  double n = 0;  // respondents; with sampling weights the group's sum of weights, which add up to
                 // the respondents of all groups
  double rows = 0;             // respondents; zero: n
  bool weighted = false;       // by sampling weights
  double clusters = 0;         // zero: respondents are independent
  double strata = 0;           // zero: one
  Eigen::VectorXd means;       // p; zeros where the data have none, and of ordered variables
  Eigen::MatrixXd covariance;  // p x p, divisor n (maximum likelihood); with ordered variables
                               // their latent responses' with unit variance, given the covariates,
                               // and the covariates' own covariances
  // The statistics that least squares fits, m: of continuous variables alone (means, vech of
  // covariance), whose layout and values are left out. The asymptotic ones are filled on request.
  MomentLayout layout;
  Eigen::VectorXd statistics;
  Eigen::VectorXd asymptotic_variances;   // of sqrt(n) (statistics)
  Eigen::MatrixXd asymptotic_covariance;  // m x m; with FourthMoments::kFull
  std::shared_ptr<const CasewiseInfluence> influence;
  // Of each variable, for an ordered one the numbers k of its thresholds `item | t<k>` that the
  // group's answers determine, ascending from 1: a category that nobody in the group uses takes the
  // threshold above it along (the one below, where it is the last).
  std::vector<std::vector<int>> thresholds;
  Eigen::MatrixXd slopes;  // p x covariates
  // Of incomplete answers under full information: means and covariance are then those of the
  // saturated model, and this its deviance (saturated_moments.h). Null: all answers are complete.
  std::shared_ptr<const MissingPatterns> patterns;
  double saturated_deviance = 0;
  // With FourthMoments other than kNone; `design` null: respondents are independent.
  std::shared_ptr<const IncompleteAnswers> answers;
  std::shared_ptr<const GroupDesign> design;

  double Respondents() const { return rows > 0 ? rows : n; }

  // Divisor n - 1, as least squares uses it.
  Eigen::MatrixXd UnbiasedCovariance() const { return covariance * (n / (n - 1)); }
};

struct SampleMoments {
  std::vector<std::string> observed;  // p names
  bool has_means = false;
  std::vector<bool> ordered;    // of each observed variable; empty: none is
  std::vector<int> covariates;  // observed variables that the statistics are conditional on
  std::vector<GroupMoments> groups;

  double Respondents() const;
  int p() const { return static_cast<int>(observed.size()); }
  bool IsOrdinal() const { return !ordered.empty(); }
  bool IsIncomplete() const { return !groups.empty() && groups.front().patterns != nullptr; }
};

// How much of the asymptotic covariance of the moments an estimator needs: the influence serves
// corrected tests and standard errors.
enum class FourthMoments { kNone, kInfluence, kDiagonal, kFull };

// One pass for the means, one for the products, in blocks of rows: nothing of the size of the
// sample is stored, unless the influence is asked for. Sampling weights are scaled to sum to the
// respondents of all groups. Under full information the saturated model is estimated, and an Error
// of the same kind says where it cannot be. Throws Error(kData) where a covariance matrix is not
// positive definite, naming the variables that are linearly dependent. The influence is given the
// variables `covariates`, their own moments being fixed, where there are any; respondents of one
// cluster make one row of it.
SampleMoments MakeSampleMoments(const Sample& sample, FourthMoments fourth = FourthMoments::kNone,
                                const std::vector<std::string>& covariates = {});

// From moment matrices with divisor n - 1 (lavaan's default reading); `nobs`: one number a group.
// `observed` picks and orders the variables. Throws Error(kData), Error(kUsage).
SampleMoments MakeSampleMoments(const MomentFile& file, const std::vector<double>& nobs,
                                const std::vector<std::string>& observed);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_SAMPLE_MOMENTS_H_
