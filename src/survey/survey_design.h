// The design of a survey: weights, strata and clusters, and the variance of a total under it.
#ifndef TRUSTSEM_SURVEY_SURVEY_DESIGN_H_
#define TRUSTSEM_SURVEY_SURVEY_DESIGN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "data/frame.h"
#include "spec/survey_tables.h"

namespace trustsem {

// One stage with replacement ("ultimate clusters"): the clusters of a stratum are its sampling
// units; without strata there is one, without clusters every respondent is one. A cluster's name
// counts within its stratum.
struct SurveyDesign {
  // Of the frame's rows; all one where there are none. In units of weight_unit, a power of two that
  // leaves the largest between 1 and 2: their squares can neither overflow nor vanish, and the
  // division loses no digit.
  std::vector<double> weights;
  double weight_unit = 1;
  std::vector<int32_t> strata;    // of the rows, from zero
  std::vector<int32_t> clusters;  // of the rows, from zero over all strata
  std::vector<int32_t> stratum_of_cluster;
  std::vector<std::string> stratum_names;
  std::vector<int32_t> clusters_in_stratum;  // how many
  std::vector<uint32_t> order;               // the rows, by stratum and cluster
  LonelyCluster lonely = LonelyCluster::kRefuse;

  bool clusters_are_rows() const { return stratum_of_cluster.size() == weights.size(); }
  int64_t rows() const { return static_cast<int64_t>(weights.size()); }
};

// Rows with a weight of zero are in no base; like rows outside a domain they stay members of their
// clusters and strata (as in R's survey package). Throws Error(kData): a column that is not there
// (with "did you mean"), weights that are missing, negative, infinite (or sum to infinity), text or
// all zero (first row named), a missing stratum or cluster, a stratum with one cluster where those
// are refused (named).
SurveyDesign MakeSurveyDesign(const Frame& frame, const DesignOptions& options);

// The frame's columns that the design needs.
std::vector<std::string> ColumnsNeeded(const DesignOptions& options);

// The variance of sum_i w_i u_i, weights in the design's unit, for `influence` u (one a row; rows
// outside the domain are zero): over strata h with n_h clusters, n_h / (n_h - 1) times the sum of
// squares of the clusters' totals about their mean (Wolter 2007, Introduction to Variance
// Estimation, 2nd ed., ch. 2). A stratum of one cluster adds its square (kAdjust: the mean of all
// clusters' linearised totals is zero) or nothing (kCertainty).
double VarianceOfTotal(const SurveyDesign& design, const std::vector<double>& influence);

// Clusters less strata, counted where a row of the domain (nonzero in `domain`) has a positive
// weight: degf() of R's survey package for a subset.
double DegreesOfFreedom(const SurveyDesign& design, const std::vector<uint8_t>& domain);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_SURVEY_DESIGN_H_
