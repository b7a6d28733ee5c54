#include "study/compared_models.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

#include "base/text.h"
#include "inference/fit_measures.h"
#include "spec/check_model.h"
#include "study/imputed_analysis.h"
#include "table/variable_roles.h"

namespace trustsem {
namespace {

std::string Listed(const std::vector<std::string>& names, const char* none) {
  return names.empty() ? none : fmt::format("{}", fmt::join(names, ", "));
}

std::vector<std::string> Sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

bool SameEquality(const Model& a, const Model& b) {
  return std::set<std::string>(a.fit.equal.begin(), a.fit.equal.end()) ==
         std::set<std::string>(b.fit.equal.begin(), b.fit.equal.end());
}

// The file's name without extension; with folder and extension where files share it, and with the
// equalities where models share the file.
std::vector<std::string> NameCandidates(const std::vector<Model>& models) {
  const auto stem = [](const Model& model) {
    return std::filesystem::path(model.file).stem().string();
  };
  std::vector<std::string> names;
  for (const Model& model : models) {
    bool stem_shared = false, file_shared = false;
    for (const Model& other : models) {
      stem_shared |= other.file != model.file && stem(other) == stem(model);
      file_shared |= &other != &model && other.file == model.file;
    }
    std::string name = stem_shared ? model.file : stem(model);
    if (file_shared) name += ": " + Listed(model.fit.equal, "no equality");
    names.push_back(std::move(name));
  }
  return names;
}

void RefuseTwins(const std::vector<Model>& models) {
  for (size_t i = 0; i < models.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (models[i].hash != models[j].hash || !SameEquality(models[i], models[j])) continue;
      const std::string what =
          models[i].file == models[j].file
              ? fmt::format("'{}' is given twice", models[i].file)
              : fmt::format("'{}' and '{}' hold the same model", models[j].file, models[i].file);
      throw Error(ErrorKind::kUsage, what,
                  "give different models, or one with --equal-steps to compare it with and without "
                  "equality over groups");
    }
  }
}

// What must be the same for all models lest differences of fit are differences of data: a name and
// values, sorted.
using Treatment = std::vector<std::pair<std::string, std::vector<std::string>>>;

std::vector<std::string> Numbers(const std::vector<double>& numbers) {
  std::vector<std::string> texts;
  for (const double number : numbers) texts.push_back(fmt::format("{}", number));
  return texts;
}

// "x1 = q1", "x2 = reversed x2 without 98, 99"; variables that are read as they are say nothing.
std::vector<std::string> Recodings(const Model& model) {
  std::vector<std::string> recodings;
  for (const Variable& variable : model.variables) {
    const std::string column = variable.column.empty() ? variable.name : variable.column;
    if (column == variable.name && variable.missing_codes.empty() && !variable.reversed) continue;
    std::string text =
        fmt::format("{} = {}{}", variable.name, variable.reversed ? "reversed " : "", column);
    const std::vector<std::string> codes = Sorted(Numbers(variable.missing_codes));
    if (!codes.empty()) text += fmt::format(" without {}", fmt::join(codes, ", "));
    recodings.push_back(std::move(text));
  }
  return recodings;
}

Treatment TreatmentOf(const Model& model) {
  Treatment treatment;
  const auto add = [&](const char* name, std::vector<std::string> values) {
    std::erase(values, "");
    treatment.emplace_back(name, Sorted(std::move(values)));
  };
  const DataOptions& data = model.data;
  const FitOptions& fit = model.fit;
  add("estimator", {ChosenEstimator(model).name});
  add("information", {ToLower(fit.information.value_or(""))});
  add("ordered", HasOrdered(model) ? ChooseOrdered(model).ordered : std::vector<std::string>());
  add("missing", {ToLower(fit.missing.value_or("listwise"))});
  add("auxiliary", data.auxiliary);
  add("group", {data.group});
  add("weights", {data.weights});
  add("cluster", {data.cluster});
  add("strata", {data.strata});
  add("population", {data.population});
  add("single_cluster", {data.single_cluster});
  add("replicate_weights", data.replicate_weights);
  add("replicate_method", {data.replicate_method});
  add("codebook", {data.codebook});
  add("missing codes", Numbers(data.missing_codes));
  add("recoded variables", Recodings(model));
  add("smoothing", {ToLower(fit.smoothing.value_or("none"))});
  add("empty_cell", {fmt::format("{}", fit.empty_cell.value_or(0.5))});
  add("fixed_x", {fit.fixed_x.value_or(true) ? "true" : "false"});
  return treatment;
}

std::vector<std::string> Missing(const std::vector<std::string>& of,
                                 const std::vector<std::string>& in) {
  std::vector<std::string> missing;
  std::set_difference(of.begin(), of.end(), in.begin(), in.end(), std::back_inserter(missing));
  return missing;
}

// "'x1', 'x2'", without what the other has too.
std::string Own(const std::vector<std::string>& values, const std::vector<std::string>& other) {
  std::vector<std::string> own = Missing(values, other);
  if (own.empty()) return values.empty() ? "not set" : "no more";
  for (std::string& value : own) value = "'" + value + "'";
  return JoinNames(own);
}

void RequireSameTreatment(const std::vector<Model>& models, const std::vector<std::string>& names) {
  const Treatment first = TreatmentOf(models.front());
  std::vector<Fault> faults;
  for (size_t i = 1; i < models.size(); ++i) {
    const Treatment other = TreatmentOf(models[i]);
    for (size_t k = 0; k < first.size(); ++k) {
      const auto& [name, a] = first[k];
      const std::vector<std::string>& b = other[k].second;
      if (a == b) continue;
      const bool shared = Missing(a, b).size() < a.size();
      faults.push_back(
          {{},
           fmt::format(
               "the models do not treat the data alike: '{}' is {}{} in '{}' and {} in '{}'", name,
               shared ? "beside what is common " : "", Own(a, b), names[0], Own(b, a), names[i]),
           "give the same in both files, or on the command line, whose options hold for all"});
    }
  }
  if (!faults.empty()) throw Error(ErrorKind::kUsage, std::move(faults));
}

void RequireSameVariables(const std::vector<Model>& models, const std::vector<std::string>& names) {
  const std::vector<std::string> first = Sorted(ObservedVariables(models[0]));
  const std::vector<std::string> covariates = Sorted(FindRoles(models[0]).exogenous);
  for (size_t i = 1; i < models.size(); ++i) {
    const std::vector<std::string> other = Sorted(ObservedVariables(models[i]));
    for (const auto& [has, lacks, here, there] :
         {std::tuple(&first, &other, size_t{0}, i), std::tuple(&other, &first, i, size_t{0})}) {
      const std::vector<std::string> more = Missing(*has, *lacks);
      if (more.empty()) continue;
      throw Error(ErrorKind::kUsage,
                  fmt::format("the models are about different variables: '{}' has {}, '{}' has not",
                              names[here], JoinNames(more), names[there]),
                  "compare models of the same variables; a variable may stand in a model without "
                  "relations, as in 'x ~~ x'");
    }
    if (!models[0].fit.fixed_x.value_or(true)) continue;
    const std::vector<std::string> other_covariates = Sorted(FindRoles(models[i]).exogenous);
    if (other_covariates == covariates) continue;
    throw Error(
        ErrorKind::kUsage,
        fmt::format("the covariates, whose moments are taken as given, are {} in '{}' and "
                    "{} in '{}'",
                    covariates.empty() ? "none" : JoinNames(covariates), names[0],
                    other_covariates.empty() ? "none" : JoinNames(other_covariates), names[i]),
        "use --fixed-x false, so that all models explain the same moments");
  }
}

// Faults of one model among several say which.
template <typename Action>
void Naming(const std::string& name, const Action& action) {
  try {
    action();
  } catch (const Error& error) {
    std::vector<Fault> faults = error.faults();
    for (Fault& fault : faults) {
      if (fault.place.file.empty()) fault.message = fmt::format("{}: {}", name, fault.message);
    }
    throw Error(error.kind(), std::move(faults));
  }
}

void RequireSameRespondents(const std::vector<FittedCandidate>& candidates) {
  const FittedCandidate& first = candidates.front();
  for (const FittedCandidate& other : candidates) {
    const auto& a = first.loaded.moments.groups;
    const auto& b = other.loaded.moments.groups;
    bool same = a.size() == b.size();
    for (size_t g = 0; same && g < a.size(); ++g) {
      same = a[g].n == b[g].n && a[g].rows == b[g].rows && a[g].label == b[g].label;
    }
    if (same) continue;
    const double n = first.loaded.moments.Respondents(), m = other.loaded.moments.Respondents();
    throw Error(ErrorKind::kUsage,
                fmt::format("the models are about different respondents: {:.0f} of '{}' and {:.0f} "
                            "of '{}'",
                            n, first.name, m, other.name),
                "let both read the same answers as missing");
  }
}

// A model without means explains fewer moments than one with them: all get them or none.
void ShareMeanStructure(std::vector<FittedCandidate>* candidates) {
  std::vector<bool> means;
  for (const FittedCandidate& candidate : *candidates) {
    Naming(candidate.name, [&] {
      means.push_back(MakeTableOptions(candidate.model, candidate.loaded.moments).mean_structure);
    });
  }
  if (std::none_of(means.begin(), means.end(), [](bool has) { return has; })) return;
  for (size_t i = 0; i < means.size(); ++i) {
    if (means[i]) continue;
    FittedCandidate& candidate = (*candidates)[i];
    candidate.model.fit.mean_structure = true;
    candidate.notes.push_back(
        {"mean_structure_added", "the means are modelled too, because another model does so", ""});
  }
}

}  // namespace

std::vector<FittedCandidate> FitCandidates(std::vector<Model> models, const DataInput& input) {
  if (models.size() < 2) {
    throw Error(ErrorKind::kUsage, "there is one model, and nothing to compare it with",
                "give two models or more, or --equal-steps");
  }
  RefuseTwins(models);
  for (const Model& model : models) {
    if (!IsImputed(model)) continue;
    throw Error(ErrorKind::kUsage, "comparisons do not pool over imputed data sets",
                "use --missing listwise or pairwise");
  }
  const std::vector<std::string> names = NameCandidates(models);
  RequireSameVariables(models, names);
  RequireSameTreatment(models, names);
  std::vector<FittedCandidate> candidates(models.size());
  for (size_t i = 0; i < models.size(); ++i) {
    FittedCandidate& candidate = candidates[i];
    candidate.name = names[i];
    candidate.model = std::move(models[i]);
    if (candidate.model.fit.bootstrap) {
      candidate.notes.push_back(
          {"bootstrap_not_used", "its bootstrap is not run: comparisons do not use one", ""});
    }
    Naming(candidate.name,
           [&] { candidate.loaded = LoadMoments(candidate.model, input, {}, &candidate.sample); });
  }
  RequireSameRespondents(candidates);
  ShareMeanStructure(&candidates);
  for (FittedCandidate& candidate : candidates) {
    Naming(candidate.name, [&] {
      candidate.fit = EstimateModel(candidate.model, candidate.loaded.moments, &candidate.notes);
      CompleteFit(candidate.fit.get());
    });
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const FittedCandidate& a, const FittedCandidate& b) {
                     return ChiSquareTest(*a.fit).df < ChiSquareTest(*b.fit).df;
                   });
  return candidates;
}

}  // namespace trustsem
