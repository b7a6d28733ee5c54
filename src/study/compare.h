// Several models of the same respondents, against each other: by their tests of fit where one is
// nested in the next less restricted one, by their likelihoods where it is not, by fit indices and
// information criteria always.
#ifndef TRUSTSEM_STUDY_COMPARE_H_
#define TRUSTSEM_STUDY_COMPARE_H_

#include <optional>
#include <string>
#include <vector>

#include "inference/comparison.h"
#include "spec/model.h"
#include "study/analysis.h"
#include "study/compared_models.h"

namespace trustsem {

// How the restrictions are found that the tests of Satorra 2000 are about: at each model's own
// estimates (lavaan's default), or with the less restricted model at the moments that the
// restricted one implies, where they are exact.
enum class RestrictionMethod { kDelta, kExact };

struct ComparisonOptions {
  std::optional<DifferenceTest> difference;  // else what suits the estimator
  RestrictionMethod restrictions = RestrictionMethod::kDelta;
};

// One model a step: first `model` as it is, then each step's equalities over groups (their names
// joined by '+') added to those before. Throws Error(kUsage) for an unknown name, one that holds
// already, or a model without groups.
std::vector<Model> EqualitySteps(const Model& model, const std::vector<std::string>& steps);

// Throws Error as Analyse does, naming the model where there are several, and Error(kUsage): fewer
// than two models, one given twice, models that do not treat the data alike (estimator, groups,
// missing answers, ordered variables, weights, ...), that are about different variables or
// different respondents, or whose fixed covariates differ; an estimator that has no test of fit or
// not the one asked for.
Comparison CompareModels(std::vector<Model> models, const DataInput& input,
                         const ComparisonOptions& options);

// The comparison of two fitted models of the same data, `general` with no more degrees of freedom;
// without the differences of fit indices.
ModelComparison CompareFits(const FittedCandidate& restricted, const FittedCandidate& general,
                            const ComparisonOptions& options, std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_COMPARE_H_
