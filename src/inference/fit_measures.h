// The test statistic and the indices of fit, under the names of lavaan's fitMeasures() with '_'.
#ifndef TRUSTSEM_INFERENCE_FIT_MEASURES_H_
#define TRUSTSEM_INFERENCE_FIT_MEASURES_H_

#include "inference/baseline_model.h"
#include "inference/fitted_model.h"
#include "inference/results.h"

namespace trustsem {

// A model's chi-square test, as the indices need it.
struct TestStatistic {
  double chisq = 0;
  double df = 0;
  int groups = 1;
  // Respondents as the index formulas count them: N, or N - G for least squares.
  double respondents = 0;
  bool tested = true;  // refers to a chi-square distribution
};

TestStatistic ChiSquareTest(const FittedModel& fit);

// A statistic brought to a chi-square distribution by the traces of U Gamma and its square: divided
// by its mean (Satorra & Bentler 1994), with degrees of freedom to fit its variance too, or scaled
// and shifted (Asparouhov & Muthen 2010).
struct CorrectedStatistic {
  double chisq = 0;
  double df = 0;
  double scaling_factor = 1;
};

CorrectedStatistic Correct(CorrectedTest test, double chisq, double df, double trace,
                           double square_trace);

// CFI and RNI (Bentler 1990; McDonald & Marsh 1990), TLI (Tucker & Lewis 1973), NFI and RFI
// (Bentler & Bonett 1980; Bollen 1986), IFI (Bollen 1989), PNFI (James, Mulaik & Brett 1982).
// Names end in `suffix`.
void AddIncrementalFit(const TestStatistic& model, const TestStatistic& baseline,
                       const std::string& suffix, FitMeasures* measures);

// RMSEA with 90% interval and the tests of close (.05) and not-close (.08) fit (Steiger & Lind
// 1980; Browne & Cudeck 1993; MacCallum, Browne & Sugawara 1996; several groups: Steiger 1998).
// Names end in `suffix`.
void AddRmsea(const TestStatistic& model, const std::string& suffix, FitMeasures* measures);

// CFI, TLI and RMSEA of the population that the likelihood of polychoric correlations refers to
// (Savalei 2021, from any estimator's estimates). They measure misfit of the correlations alone, so
// that they exist with thresholds held equal over groups too. None where a variable is continuous
// or the statistics are conditional on covariates.
// Of continuous variables alone they are made of the corrected statistics.
void AddRobustFit(const FittedModel& fit, const TestStatistic& model, const TestStatistic& baseline,
                  const CorrectedStatistic& corrected, FitMeasures* measures);

// CFI, TLI and RMSEA that incomplete answers leave unbiased (Zhang & Savalei 2023): those of the
// discrepancy of complete answers at the estimates, less what it is expected to be where the model
// holds, with the saturated model's observed information behind that expectation.
void AddIncompleteFit(const FittedModel& fit, const TestStatistic& model,
                      const BaselineFit& baseline, FitMeasures* measures);

// Log-likelihoods, AIC (Akaike 1974), BIC (Schwarz 1978), sample-size adjusted BIC (Sclove 1987).
void AddInformationCriteria(const FittedModel& fit, FitMeasures* measures);

// RMR, SRMR (Bentler 1995), CRMR (Bollen 1989) and Mplus's SRMR; averages over groups weighted by
// respondents.
void AddResidualFit(const FittedModel& fit, FitMeasures* measures);

// GFI and AGFI (Joreskog & Sorbom 1984; Tanaka & Huba 1985), PGFI (Mulaik et al. 1989), McDonald's
// (1989) index, ECVI (Browne & Cudeck 1993), Hoelter's (1983) critical N; with ordered variables
// WRMR (Muthen & Muthen 1998) in the place of ECVI.
void AddGoodnessOfFit(const FittedModel& fit, const TestStatistic& model, FitMeasures* measures);

FitMeasures ComputeFitMeasures(const FittedModel& fit);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_FIT_MEASURES_H_
