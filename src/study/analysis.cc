#include "study/analysis.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/parallel.h"
#include "base/text.h"
#include "data/moment_file.h"
#include "data/sample.h"
#include "data/sample_replicates.h"
#include "moments/ordinal_moments.h"
#include "moments/smoothing.h"
#include "spec/check_model.h"
#include "study/auxiliary.h"
#include "study/bootstrap.h"
#include "study/imputed_analysis.h"
#include "study/replicate_weights.h"
#include "study/respondents.h"
#include "table/variable_roles.h"

namespace trustsem {
namespace {

// What the specification can say and this version cannot do is refused, never passed over.
void RefuseUnavailable(const Model& model) {
  std::vector<Fault> faults;
  const auto refuse = [&](const std::string& what, const std::string& hint) {
    faults.push_back({{}, what + " is not available in this version", hint});
  };
  const bool ordered = HasOrdered(model);
  const std::string missing = ToLower(model.fit.missing.value_or("listwise"));
  const std::vector<std::string> available =
      ordered ? std::vector<std::string>{"listwise", "pairwise", "imputation"}
              : std::vector<std::string>{"listwise", "fiml"};
  if (std::find(available.begin(), available.end(), missing) == available.end()) {
    refuse(fmt::format("missing: {}{}", Excerpt(missing),
                       ordered ? " with ordered variables" : " with continuous variables alone"),
           ordered ? "use --missing listwise, pairwise or imputation"
                   : "use --missing listwise or fiml");
  }
  if (!faults.empty()) throw Error(ErrorKind::kUsage, std::move(faults));
  CheckReplicateOptions(model);
  if (model.fit.imputations && missing != "imputation") {
    throw Error(ErrorKind::kUsage, "a number of imputations is given, but nothing is imputed",
                "add --missing imputation, or leave it out");
  }
  if (missing == "imputation" && (model.fit.bootstrap || !model.data.replicate_weights.empty())) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{} and imputation are both asked for",
                            model.fit.bootstrap ? "a bootstrap" : "replicate weights"),
                "use --missing listwise or pairwise, or leave the replicates out");
  }
  if (!model.data.single_cluster.empty() && model.data.strata.empty()) {
    throw Error(ErrorKind::kUsage,
                "what a stratum with one cluster adds is said, but no strata are",
                "name the column of strata by --strata, or leave --single-cluster out");
  }
  const Estimator estimator = ChosenEstimator(model);
  if (missing == "fiml" && !ordered && !estimator.fits_incomplete()) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the estimator {} needs complete answers", estimator.name),
                "use ML or MLR, or --missing listwise");
  }
  if (ordered && !estimator.fits_ordered()) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the estimator {} is not for ordered variables", estimator.name),
                "use WLSMV, or --ordered none to fit the items as continuous");
  }
  const DataOptions& data = model.data;
  const std::string_view drawn = !data.cluster.empty()      ? "clustered"
                                 : !data.strata.empty()     ? "stratified"
                                 : !data.population.empty() ? "a finite population's"
                                                            : "weighted";
  if (!estimator.fits_design() && HasDesign(model) && (drawn != "weighted" || !ordered)) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the standard errors of {} do not hold for {} respondents",
                            estimator.name, drawn),
                ordered ? "use WLSMV" : "use MLR, MLM, WLSMV or ULSMV");
  }
}

MissingAnswers ChosenMissing(const Model& model) {
  const std::string name = ToLower(model.fit.missing.value_or("listwise"));
  // What is imputed is drawn from pairwise statistics.
  if (name == "pairwise" || name == "imputation") return MissingAnswers::kPairwise;
  return name == "fiml" ? MissingAnswers::kFullInformation : MissingAnswers::kListwise;
}

Smoothing ChosenSmoothing(const Model& model) {
  const std::string name = ToLower(model.fit.smoothing.value_or("none"));
  if (name == "none") return Smoothing::kNone;
  if (name == "ridge") return Smoothing::kRidge;
  if (name == "eigenvalues") return Smoothing::kEigenvalues;
  throw Error(ErrorKind::kUsage, fmt::format("'{}' is no smoothing", Excerpt(name)),
              "choose none, ridge or eigenvalues");
}

SingleCluster ChosenSingleCluster(const Model& model) {
  const std::string name = ToLower(model.data.single_cluster);
  if (name.empty() || name == "error") return SingleCluster::kError;
  if (name == "certainty") return SingleCluster::kCertainty;
  if (name == "average") return SingleCluster::kAverage;
  throw Error(
      ErrorKind::kUsage, fmt::format("'{}' is no treatment of single clusters", Excerpt(name)),
      DidYouMean(name, {"error", "certainty", "average"}, "choose error, certainty or average"));
}

bool ThetaParameterization(const Model& model) {
  const std::string name = ToLower(model.fit.parameterization.value_or("delta"));
  if (name != "delta" && name != "theta") {
    throw Error(ErrorKind::kUsage, fmt::format("'{}' is no parameterization", Excerpt(name)),
                DidYouMean(name, {"delta", "theta"}, "choose delta or theta"));
  }
  return name == "theta";
}

bool HasIntercepts(const Model& model) {
  for (const Term& term : model.terms) {
    if (term.op == Operator::kIntercept) return true;
  }
  return false;
}

bool ObservedInformation(const Model& model, const Estimator& estimator) {
  // Expected information supposes that answers are missing completely at random (Kenward &
  // Molenberghs 1998): with incomplete answers the observed one is the default, as in lavaan.
  const bool incomplete = ChosenMissing(model) == MissingAnswers::kFullInformation;
  const std::string name = ToLower(model.fit.information.value_or(
      incomplete || estimator.casewise_scores() ? "observed" : "expected"));
  if (name != "expected" && name != "observed") {
    throw Error(ErrorKind::kUsage, fmt::format("'{}' is no kind of information", Excerpt(name)),
                DidYouMean(name, {"expected", "observed"}, "choose expected or observed"));
  }
  return name == "observed";
}

}  // namespace

Estimator ChosenEstimator(const Model& model) {
  const Estimator estimator = model.fit.estimator ? FindEstimator(*model.fit.estimator)
                                                  : DefaultEstimator(HasOrdered(model));
  return HasDesign(model) ? UnderDesign(estimator) : estimator;
}

bool HasDesign(const Model& model) {
  return !model.data.weights.empty() || !model.data.cluster.empty() || !model.data.strata.empty() ||
         !model.data.population.empty();
}

bool HasOrdered(const Model& model) {
  if (model.data.all_ordered || !model.data.ordered.empty()) return true;
  return std::any_of(model.terms.begin(), model.terms.end(),
                     [](const Term& term) { return term.op == Operator::kThreshold; });
}

OrderedChoice ChooseOrdered(const Model& model) {
  OrderedChoice choice;
  const VariableRoles roles = FindRoles(model);
  std::vector<Fault> faults;
  for (const std::string& name : model.data.ordered) {
    if (std::find(roles.observed.begin(), roles.observed.end(), name) != roles.observed.end()) {
      continue;
    }
    faults.push_back({{},
                      fmt::format("'{}' is declared ordered, but is no observed variable of the "
                                  "model",
                                  Excerpt(name)),
                      DidYouMean(name, roles.observed,
                                 "its observed variables are " + JoinNames(roles.observed, 12))});
  }
  if (!faults.empty()) throw Error(ErrorKind::kUsage, std::move(faults));
  for (const std::string& name : roles.observed) {
    const auto is = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    const bool thresholds = std::any_of(
        model.terms.begin(), model.terms.end(),
        [&](const Term& term) { return term.op == Operator::kThreshold && term.lhs == name; });
    if (is(roles.exogenous)) {
      choice.exogenous.push_back(name);
      if (is(model.data.ordered)) choice.left_numeric.push_back(name);
    } else if (model.data.all_ordered || thresholds || is(model.data.ordered)) {
      choice.ordered.push_back(name);
    }
  }
  return choice;
}

SampleRequest MakeSampleRequest(const Model& model) {
  SampleRequest request;
  request.variables = AnalysedVariables(model);
  request.missing_codes = model.data.missing_codes;
  request.group = model.data.group;
  request.weights = model.data.weights;
  request.cluster = model.data.cluster;
  request.strata = model.data.strata;
  request.population = model.data.population;
  request.replicate_weights = ExpandColumnRanges(model.data.replicate_weights);
  request.single_cluster = ChosenSingleCluster(model);
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
  if (HasOrdered(model)) {
    const OrderedChoice choice = ChooseOrdered(model);
    request.ordered = choice.ordered;
    request.required = choice.exogenous;
    request.missing_answers = ChosenMissing(model);
  } else if (ChosenMissing(model) == MissingAnswers::kFullInformation) {
    request.missing_answers = MissingAnswers::kFullInformation;
    // The likelihood is conditional on fixed covariates, which must be there.
    const bool fixed = model.fit.fixed_x.value_or(FixedExogenousByDefault(model));
    if (fixed) request.required = ChooseOrdered(model).exogenous;
  }
  return request;
}

SampleMoments MakeModelMoments(const Model& model, const Sample& sample, FourthMoments needs,
                               std::vector<Note>* notes) {
  if (!HasOrdered(model)) {
    const bool conditional = ChosenEstimator(model).conditional_moments() &&
                             model.fit.fixed_x.value_or(FixedExogenousByDefault(model));
    return MakeSampleMoments(sample, needs,
                             conditional ? FindRoles(model).exogenous : std::vector<std::string>());
  }
  const OrderedChoice choice = ChooseOrdered(model);
  if (!choice.left_numeric.empty()) {
    notes->push_back({"ordered_predictor_as_numbers",
                      "declared ordered, but only predicting, and taken by their codes: " +
                          JoinNames(choice.left_numeric),
                      "a predictor's distribution is not modelled; make 0/1 variables of its "
                      "categories where its steps are not equal"});
  }
  OrdinalOptions options;
  if (model.fit.fixed_x.value_or(true)) options.covariates = choice.exogenous;
  options.influence = needs != FourthMoments::kNone;
  options.threads = ThreadCount(model.fit.threads.value_or(0));
  options.empty_cell = model.fit.empty_cell.value_or(options.empty_cell);
  SampleMoments moments = MakeOrdinalMoments(sample, options, notes);
  Smooth(ChosenSmoothing(model), &moments, notes);
  if (needs != FourthMoments::kFull) return moments;
  for (GroupMoments& group : moments.groups) {
    group.asymptotic_covariance = group.influence->ScaledCovariance(
        Eigen::VectorXd::Ones(group.influence->moments()), options.threads);
  }
  return moments;
}

LoadedMoments LoadMoments(const Model& model, const DataInput& input,
                          const std::vector<std::string>& columns, Sample* kept) {
  RefuseUnavailable(model);
  LoadedMoments loaded;
  const Estimator estimator = ChosenEstimator(model);
  if (!input.covariance.empty()) {
    const MomentFile file = ReadMomentFile(input.covariance, input.means);
    if (HasOrdered(model)) {
      throw Error(ErrorKind::kUsage, "ordered variables need respondents, not a moment matrix",
                  "give --data, or leave 'ordered' out");
    }
    RefuseAuxiliary(model);
    if (estimator.needs() != FourthMoments::kNone) {
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
  std::vector<std::string> needed = ColumnsNeeded(request);
  needed.insert(needed.end(), columns.begin(), columns.end());
  Respondents respondents = ReadRespondents(model, input.data, needed);
  const std::shared_ptr<Frame> frame = respondents.frame;
  loaded.codebook_file = respondents.codebook_file;
  loaded.codebook_hash = respondents.codebook_hash;
  loaded.labels = std::move(respondents.labels);
  Sample sample = MakeSample(frame, request);
  loaded.notes = sample.notes;
  loaded.moments = MakeModelMoments(model, sample, estimator.needs(), &loaded.notes);
  loaded.file = frame->file;
  loaded.hash = frame->hash;
  loaded.statement = frame->statement;
  loaded.group_column = sample.group_column;
  loaded.rows_read = static_cast<double>(sample.rows_read);
  loaded.rows_incomplete = static_cast<double>(sample.rows_incomplete);
  loaded.missing = SummariseMissing(sample);
  if (kept != nullptr) *kept = std::move(sample);
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
  options.fixed_x =
      model.fit.fixed_x.value_or(FixedExogenousByDefault(model) &&
                                 (ChosenEstimator(model).likelihood() || moments.IsOrdinal()));
  options.auxiliary = model.data.auxiliary;
  options.theta_parameterization = ThetaParameterization(model);
  for (int i = 0; moments.IsOrdinal() && i < moments.p(); ++i) {
    if (!moments.ordered[static_cast<size_t>(i)]) continue;
    OrderedVariable variable{moments.observed[static_cast<size_t>(i)], {}};
    for (const GroupMoments& group : moments.groups) {
      variable.thresholds.push_back(group.thresholds[static_cast<size_t>(i)]);
    }
    options.ordered.push_back(std::move(variable));
  }
  const bool needs_means =
      HasIntercepts(model) || options.growth || options.equal.intercepts || options.equal.means;
  if (needs_means && !moments.has_means) {
    throw Error(ErrorKind::kUsage, "the model has a mean structure, but the data have no means",
                "give --means FILE beside --cov, or leave the intercepts out");
  }
  // As in lavaan, several groups bring their means along, and so do clusters.
  options.mean_structure = model.fit.mean_structure.value_or(
      moments.has_means && (options.groups > 1 || needs_means || !model.data.cluster.empty()));
  options.mean_structure |= needs_means || moments.IsOrdinal() || moments.IsIncomplete();
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
  options.threads = ThreadCount(model.fit.threads.value_or(0));
  if (notes != nullptr && model.fit.estimator && HasDesign(model)) {
    const std::string asked = FindEstimator(*model.fit.estimator).name;
    if (asked != options.estimator.name) {
      notes->push_back({"estimator_under_design",
                        fmt::format("{} is taken in the place of {}: its standard errors and tests "
                                    "hold for weighted and clustered respondents",
                                    options.estimator.name, asked),
                        ""});
    }
  }
  options.observed_information = ObservedInformation(model, options.estimator);
  if (options.observed_information && !options.estimator.observed_information()) {
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

std::vector<std::pair<std::string, std::string>> DataOptionsInForce(const LoadedMoments& loaded) {
  if (loaded.codebook_file.empty()) return {};
  return {{"codebook", loaded.codebook_file}, {"codebook_hash", loaded.codebook_hash}};
}

void AddData(LoadedMoments loaded, Results* results) {
  results->data_file = loaded.file;
  results->data_hash = loaded.hash;
  results->data_statement = loaded.statement;
  results->group_column = loaded.group_column;
  results->rows_read = loaded.rows_read;
  results->rows_incomplete = loaded.rows_incomplete;
  results->missing = std::move(loaded.missing);
  results->little = TestMissingCompletelyAtRandom(loaded.moments);
  for (auto& option : DataOptionsInForce(loaded)) results->options.push_back(std::move(option));
  results->labels.insert(results->labels.end(), loaded.labels.begin(), loaded.labels.end());
}

Results Analyse(const Model& model, const DataInput& input, const AnalysisOptions& options) {
  const std::optional<BootstrapOptions> bootstrap = ChosenBootstrap(model, options.checkpoint);
  if (IsImputed(model)) return AnalyseImputed(model, input, options);
  Sample sample;
  LoadedMoments loaded = LoadMoments(model, input, {}, &sample);
  std::vector<Note> notes = std::move(loaded.notes);
  const std::unique_ptr<FittedModel> fit = EstimateModel(model, loaded.moments, &notes);
  CompleteFit(fit.get());
  std::optional<ReplicateSummary> replicates;
  if (!sample.replicate_weights.empty()) {
    replicates = UseReplicateWeights(model, sample, fit.get(), &notes);
  }
  Results results = Infer(model, *fit, options);
  results.replicates = replicates;
  AddData(std::move(loaded), &results);
  results.warnings.insert(results.warnings.end(), notes.begin(), notes.end());
  if (bootstrap) Bootstrap(model, sample, *fit, *bootstrap, &results);
  return results;
}

}  // namespace trustsem
