// The part of a check that looks at the answers.
#ifndef TRUSTSEM_STUDY_CHECK_DATA_H_
#define TRUSTSEM_STUDY_CHECK_DATA_H_

#include "data/sample.h"
#include "moments/sample_moments.h"
#include "spec/model.h"
#include "study/check.h"

namespace trustsem {

// Fills the report's `variables`, which must name them already, and adds notes on single variables:
// many missing answers, hardly any variation, few integer values, sparse categories.
void DescribeVariables(const Sample& sample, CheckReport* report);

// From a moment matrix: means and standard deviations alone, of the first group.
void DescribeVariables(const SampleMoments& moments, CheckReport* report);

// Notes on what the covariances show, pooled within groups: collinear variables, items that
// correlate negatively with the rest of their construct.
void CheckCorrelations(const Model& model, const SampleMoments& moments, CheckReport* report);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_CHECK_DATA_H_
