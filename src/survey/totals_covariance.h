// Covariances under the design of totals that are added up cluster by cluster, stratum by stratum
// (private to the folder).
#ifndef TRUSTSEM_SURVEY_TOTALS_COVARIANCE_H_
#define TRUSTSEM_SURVEY_TOTALS_COVARIANCE_H_

#include <cstdint>
#include <vector>

#include "survey/survey_design.h"

namespace trustsem {

// What is left of a sum of squares below this part of it is the rounding of its terms.
inline constexpr double kRounding = 1e-14;

// For the totals of `columns` columns. Within a stratum h with n_h clusters whose totals are z,
// n_h / (n_h - 1) times the sum over clusters of (z_a - mean)(z_b - mean): see VarianceOfTotal.
class TotalsCovariance {
 public:
  TotalsCovariance(const SurveyDesign& design, int columns);

  // Adds to the column's total of the present cluster.
  void Add(size_t column, double total);
  void EndCluster();

  // Adds many clusters of the present stratum, each with a total in this column alone: the sum of
  // their totals and of the squares of these.
  void AddClusters(size_t column, double sum, double sum_of_squares);
  void EndStratum(int32_t stratum);

  // columns x columns. Variances that are nothing but rounding are zero, and so are those of the
  // columns in which all answers are the same.
  std::vector<double> Take(const std::vector<uint8_t>& is_constant);

 private:
  const SurveyDesign& design_;
  size_t k_;
  std::vector<double> cluster_, sum_, products_, covariance_, squares_;
  std::vector<uint8_t> touched_;  // in the present cluster
  std::vector<size_t> list_;      // the columns touched
};

// Whether a variance of answers about their mean is nothing but rounding.
bool IsConstant(double mean, double variance);

// n / (n - 1); NaN for one respondent.
double WithoutBias(int64_t n);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_TOTALS_COVARIANCE_H_
