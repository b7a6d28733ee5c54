// Means and shares of the columns of a table that exclude each other, with their covariances, in
// one pass over the respondents.
#ifndef TRUSTSEM_SURVEY_FAMILY_ESTIMATES_H_
#define TRUSTSEM_SURVEY_FAMILY_ESTIMATES_H_

#include <cstdint>
#include <vector>

#include "survey/results.h"
#include "survey/survey_design.h"

namespace trustsem {

// Who is in which column. Columns from zero; -1: in none.
struct Family {
  int columns = 0;
  std::vector<int16_t> column_of_row;
};

// Of each column: whom it holds, and the clusters less the strata among them.
struct FamilyBases {
  std::vector<BaseCount> counts;
  std::vector<double> weights;  // their sums, in the design's unit
  std::vector<double> degrees_of_freedom;
};

FamilyBases CountBases(const SurveyDesign& design, const Family& family);

struct FamilyMeans {
  std::vector<double> means;        // NaN for a column without respondents
  std::vector<double> variances;    // weighted, of the values within a column, divisor n - 1
  std::vector<double> covariances;  // of the means, columns x columns
  double Covariance(size_t a, size_t b) const { return covariances[a * means.size() + b]; }
};

// `values`: one a row, a number wherever the row is in a column. Taylor linearisation: a row of the
// column c adds (value - mean_c) / (sum of the column's weights) to the mean's error; the
// covariances are those of such totals under the design (see VarianceOfTotal).
FamilyMeans EstimateMeans(const SurveyDesign& design, const Family& family,
                          const FamilyBases& bases, const std::vector<double>& values);

// The same for several rows at once that are functions of one answer: `codes`, one a row, not
// negative wherever the row is in a column; of table row r and code v the value
// value_of_code[r][v]. One pass over the respondents serves all; where clusters are respondents it
// costs next to nothing a row more.
std::vector<FamilyMeans> EstimateCodedMeans(const SurveyDesign& design, const Family& family,
                                            const std::vector<int32_t>& codes,
                                            const std::vector<std::vector<double>>& value_of_code);

// The estimate of column c, with its interval.
SurveyEstimate EstimateOfColumn(const FamilyBases& bases, const FamilyMeans& means, size_t c,
                                bool is_share, IntervalMethod method, double confidence);

// Of the columns a and b: a - b with Student's t; rows and columns are left to the caller. Without
// a standard error (both shares are 0 or 1) there is no test.
SurveyDifference DifferenceOfColumns(const FamilyMeans& means, size_t a, size_t b,
                                     double degrees_of_freedom);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_FAMILY_ESTIMATES_H_
