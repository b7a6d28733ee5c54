#include "moments/ordinal_moments.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "moments/design_influence.h"
#include "moments/group_statistics.h"
#include "moments/smoothing.h"

namespace trustsem {
namespace {

std::vector<int> IndicesOf(const std::vector<std::string>& covariates,
                           const std::vector<std::string>& observed) {
  std::vector<int> indices;
  std::vector<Fault> faults;
  for (const std::string& name : covariates) {
    const auto found = std::find(observed.begin(), observed.end(), name);
    if (found == observed.end()) {
      faults.push_back({{},
                        fmt::format("covariate '{}' is not among the data's variables", name),
                        DidYouMean(name, observed)});
    }
    indices.push_back(static_cast<int>(found - observed.begin()));
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
  return indices;
}

}  // namespace

SampleMoments MakeOrdinalMoments(const Sample& sample, const OrdinalOptions& options,
                                 std::vector<Note>* notes) {
  SampleMoments moments;
  moments.has_means = true;
  for (const SampleVariable& variable : sample.variables) {
    moments.observed.push_back(variable.name);
    moments.ordered.push_back(variable.ordered);
  }
  moments.covariates = IndicesOf(options.covariates, moments.observed);
  for (int covariate : moments.covariates) moments.ordered[covariate] = false;
  for (const SampleGroup& group : sample.groups) {
    moments.groups.push_back(
        GroupStatistics(sample, group, moments.covariates, options, notes).Estimate());
  }
  ApplyDesign(sample, &moments);
  for (const GroupMoments& group : moments.groups) NoteIndefinite(moments, group, notes);
  return moments;
}

}  // namespace trustsem
