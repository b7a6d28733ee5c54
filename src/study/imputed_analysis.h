// The analysis of ordered answers with gaps by multiple imputation: several completed data sets,
// each analysed as complete data are, and their results pooled.
#ifndef TRUSTSEM_STUDY_IMPUTED_ANALYSIS_H_
#define TRUSTSEM_STUDY_IMPUTED_ANALYSIS_H_

#include "study/analysis.h"

namespace trustsem {

// Whether fit.missing asks for it.
bool IsImputed(const Model& model);

// fit.imputations sets (default 20) from fit.seed (default 1). Sets without a solution are left out
// and counted. Throws as LoadMoments does; Error(kUsage): fewer than two sets, modification indices
// asked for; Error(kConvergence): fewer than half of the sets, or than two, have a
// solution.
Results AnalyseImputed(const Model& model, const DataInput& input, const AnalysisOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_IMPUTED_ANALYSIS_H_
