#include "study/analysis.h"

#include <fmt/format.h>

#include "base/text.h"
#include "data/moment_file.h"
#include "data/read_data.h"
#include "data/sample.h"
#include "spec/check_model.h"

namespace trustsem {
namespace {

// What the specification can say and this version cannot do is refused, never passed over.
void RefuseUnavailable(const Model& model) {
  std::vector<Fault> faults;
  const auto refuse = [&](const std::string& what, const std::string& hint) {
    faults.push_back({{}, what + " is not available in this version", hint});
  };
  if (model.data.all_ordered || !model.data.ordered.empty()) {
    refuse("estimation for ordered items",
           "leave 'ordered' out to fit the items as continuous, as a first approximation");
  }
  if (!model.data.weights.empty()) refuse("weighting", "leave 'weights' out");
  if (!model.data.cluster.empty()) refuse("a cluster design", "leave 'cluster' out");
  if (!model.data.strata.empty()) refuse("a stratified design", "leave 'strata' out");
  if (model.fit.missing && ToLower(*model.fit.missing) != "listwise") {
    refuse(fmt::format("missing: {}", Excerpt(*model.fit.missing)), "use listwise");
  }
  if (!faults.empty()) throw Error(ErrorKind::kUsage, std::move(faults));
}

Estimator ChosenEstimator(const Model& model) {
  return FindEstimator(model.fit.estimator.value_or("ML"));
}

bool HasIntercepts(const Model& model) {
  for (const Term& term : model.terms) {
    if (term.op == Operator::kIntercept) return true;
  }
  return false;
}

bool ObservedInformation(const Model& model) {
  const std::string name = ToLower(model.fit.information.value_or("expected"));
  if (name != "expected" && name != "observed") {
    throw Error(ErrorKind::kUsage, fmt::format("'{}' is no kind of information", Excerpt(name)),
                DidYouMean(name, {"expected", "observed"}, "choose expected or observed"));
  }
  return name == "observed";
}

}  // namespace

SampleRequest MakeSampleRequest(const Model& model) {
  SampleRequest request;
  request.variables = ObservedVariables(model);
  request.missing_codes = model.data.missing_codes;
  request.group = model.data.group;
  for (const Variable& variable : model.variables) {
    SampleRequest::Recoding recoding;
    recoding.name = variable.name;
    recoding.column = variable.column.empty() ? variable.name : variable.column;
    recoding.missing_codes = variable.missing_codes;
    if (variable.reversed) {
      recoding.reversed = true;
      recoding.minimum = variable.reversed->first;
      recoding.maximum = variable.reversed->second;
    }
    request.recodings.push_back(std::move(recoding));
  }
  return request;
}

LoadedMoments LoadMoments(const Model& model, const DataInput& input) {
  RefuseUnavailable(model);
  LoadedMoments loaded;
  const Estimator estimator = ChosenEstimator(model);
  if (!input.covariance.empty()) {
    const MomentFile file = ReadMomentFile(input.covariance, input.means);
    if (estimator.needs != FourthMoments::kNone) {
      throw Error(
          ErrorKind::kUsage,
          fmt::format("the estimator {} needs respondents, not a moment matrix", estimator.name),
          "use ML, GLS or ULS, or give --data");
    }
    loaded.moments = MakeSampleMoments(file, input.nobs, ObservedVariables(model));
    if (file.correlations) {
      loaded.notes.push_back(
          {"correlations_as_covariances",
           fmt::format("'{}' holds correlations, and is read as covariances", file.file),
           "standard errors are right for covariances, and for correlations only as far as the "
           "model does not depend on the items' scales"});
    }
    loaded.file = file.file;
    loaded.hash = file.hash;
    return loaded;
  }
  const SampleRequest request = MakeSampleRequest(model);
  const auto frame = std::make_shared<Frame>(ReadData(input.data, ColumnsNeeded(request)));
  const Sample sample = MakeSample(frame, request);
  loaded.moments = MakeSampleMoments(sample, estimator.needs);
  loaded.file = frame->file;
  loaded.hash = frame->hash;
  loaded.statement = frame->statement;
  loaded.group_column = sample.group_column;
  loaded.rows_read = static_cast<double>(sample.rows_read);
  loaded.rows_incomplete = static_cast<double>(sample.rows_incomplete);
  loaded.notes = sample.notes;
  return loaded;
}

TableOptions MakeTableOptions(const Model& model, const SampleMoments& moments) {
  TableOptions options;
  options.groups = static_cast<int>(moments.groups.size());
  options.equal = ParseEqualOverGroups(model.fit.equal);
  options.std_lv = model.fit.std_lv.value_or(false);
  options.orthogonal = model.fit.orthogonal.value_or(false);
  options.growth = model.fit.growth.value_or(false);
  // As in lavaan: only the likelihood conditions on exogenous variables by default.
  options.fixed_x = model.fit.fixed_x.value_or(ChosenEstimator(model).likelihood);
  const bool needs_means =
      HasIntercepts(model) || options.growth || options.equal.intercepts || options.equal.means;
  if (needs_means && !moments.has_means) {
    throw Error(ErrorKind::kUsage, "the model has a mean structure, but the data have no means",
                "give --means FILE beside --cov, or leave the intercepts out");
  }
  // As in lavaan, several groups bring their means along.
  options.mean_structure =
      model.fit.mean_structure.value_or(moments.has_means && (options.groups > 1 || needs_means));
  options.mean_structure |= needs_means;
  if (options.mean_structure && !moments.has_means) {
    throw Error(ErrorKind::kUsage, "a mean structure needs means",
                "give --means FILE beside --cov");
  }
  return options;
}

std::unique_ptr<FittedModel> EstimateModel(const Model& model, const SampleMoments& moments,
                                           std::vector<Note>* notes) {
  EstimateOptions options;
  options.estimator = ChosenEstimator(model);
  options.observed_information = ObservedInformation(model);
  if (options.observed_information && !options.estimator.observed_information) {
    options.observed_information = false;
    if (notes != nullptr) {
      notes->push_back({"expected_information_used",
                        fmt::format("standard errors of {} rest on the expected information",
                                    options.estimator.name),
                        "observed information is for ML and GLS"});
    }
  }
  return Estimate(MakeParameterTable(model, MakeTableOptions(model, moments)), moments, options,
                  notes);
}

Results Analyse(const Model& model, const DataInput& input, const AnalysisOptions& options) {
  LoadedMoments loaded = LoadMoments(model, input);
  std::vector<Note> notes = std::move(loaded.notes);
  const std::unique_ptr<FittedModel> fit = EstimateModel(model, loaded.moments, &notes);
  CompleteFit(fit.get());
  Results results = Infer(model, *fit, options);
  results.data_file = loaded.file;
  results.data_hash = loaded.hash;
  results.data_statement = loaded.statement;
  results.group_column = loaded.group_column;
  results.rows_read = loaded.rows_read;
  results.rows_incomplete = loaded.rows_incomplete;
  results.warnings.insert(results.warnings.end(), notes.begin(), notes.end());
  return results;
}

}  // namespace trustsem
