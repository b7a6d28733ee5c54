#include "study/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "base/text.h"
#include "data/moment_file.h"
#include "data/sample.h"
#include "implied/start_values.h"
#include "inference/fitted_model.h"
#include "spec/check_model.h"
#include "spec/read_codebook.h"
#include "study/auxiliary.h"
#include "study/check_data.h"
#include "study/made_up_moments.h"
#include "study/respondents.h"

namespace trustsem {
namespace {

constexpr double kFewRespondentsPerParameter = 5;

void DescribeSpecification(const Model& model, CheckReport* report) {
  report->model_name = model.name;
  report->model_file = model.file;
  report->model_hash = model.hash;
  report->title = model.title;
  report->observed = ObservedVariables(model);
  const std::vector<std::string> analysed = AnalysedVariables(model);
  const auto add_label = [&](const std::string& name, const Text& text) {
    if (!text.en.empty() || !text.zh.empty()) report->labels.emplace_back(name, text);
  };
  for (const Construct& construct : model.constructs) {
    add_label(construct.name, construct.label);
    ConstructSummary summary{construct.name, {}};
    for (const Term& term : model.terms) {
      if (term.op == Operator::kMeasuredBy && term.lhs == construct.name) {
        summary.items.push_back(term.rhs);
      }
    }
    report->constructs.push_back(std::move(summary));
  }
  for (const Variable& variable : model.variables) add_label(variable.name, variable.label);
  for (const Term& term : model.terms) {
    if (term.op == Operator::kRegression) report->paths.push_back(term);
  }
  for (const Constraint& constraint : model.constraints) {
    report->constraints.push_back(
        fmt::format("{} {} {}", constraint.lhs, ToString(constraint.op), constraint.rhs));
  }
  const std::vector<std::string> ordered = ChooseOrdered(model).ordered;
  for (const std::string& name : analysed) {
    VariableSummary variable;
    variable.name = name;
    for (const ConstructSummary& construct : report->constructs) {
      if (std::count(construct.items.begin(), construct.items.end(), name) > 0) {
        variable.constructs.push_back(construct.name);
      }
    }
    variable.ordered = std::count(ordered.begin(), ordered.end(), name) > 0;
    report->variables.push_back(std::move(variable));
  }
}

SampleMoments LoadRespondents(const Model& model, const std::string& file, CheckReport* report) {
  const SampleRequest request = MakeSampleRequest(model);
  const Respondents respondents = ReadRespondents(model, file, ColumnsNeeded(request));
  const std::shared_ptr<Frame> frame = respondents.frame;
  const Sample sample = MakeSample(frame, request);
  std::vector<Note> notes;
  SampleMoments moments = MakeModelMoments(model, sample, FourthMoments::kNone, &notes);
  report->data_file = frame->file;
  report->data_hash = frame->hash;
  report->data_statement = frame->statement;
  report->codebook_file = respondents.codebook_file;
  report->codebook_hash = respondents.codebook_hash;
  report->labels.insert(report->labels.end(), respondents.labels.begin(), respondents.labels.end());
  report->group_column = sample.group_column;
  report->rows_read = static_cast<double>(sample.rows_read);
  report->rows_incomplete = static_cast<double>(sample.rows_incomplete);
  report->rows_without_group = static_cast<double>(sample.rows_without_group);
  for (const Note& note : sample.notes) {
    // Said below with the sparse categories, and only of items that are not declared ordered.
    if (note.code != "ordered_items_fitted_as_continuous") report->notes.push_back(note);
  }
  DescribeVariables(sample, report);
  report->missing = SummariseMissing(sample);
  const bool designed =
      sample.weights != nullptr || !sample.clusters.empty() || !sample.strata.empty();
  if (moments.IsIncomplete() && !designed) {
    report->little = TestMissingCompletelyAtRandom(moments);
  } else if (!moments.IsOrdinal() && report->missing.Any()) {
    report->little = TestMissingCompletelyAtRandom(sample);
  }
  report->notes.insert(report->notes.end(), notes.begin(), notes.end());
  return moments;
}

SampleMoments LoadMatrix(const Model& model, const DataInput& input, CheckReport* report) {
  const MomentFile file = ReadMomentFile(input.covariance, input.means);
  RefuseAuxiliary(model);
  SampleMoments moments = MakeSampleMoments(file, input.nobs, report->observed);
  report->data_file = file.file;
  report->data_hash = file.hash;
  DescribeVariables(moments, report);
  return moments;
}

SampleMoments LoadOrMakeUp(const Model& model, const DataInput& input, CheckReport* report) {
  report->has_data = !input.data.empty() || !input.covariance.empty();
  if (!report->has_data) {
    if (!model.data.codebook.empty()) ReadCodebook(model.data.codebook);  // for its faults
    return MadeUpMoments(model, &report->notes);
  }
  SampleMoments moments = input.data.empty() ? LoadMatrix(model, input, report)
                                             : LoadRespondents(model, input.data, report);
  for (const GroupMoments& group : moments.groups) {
    report->sample_groups.push_back({group.label, group.n, 0});
  }
  CheckCorrelations(model, moments, report);
  return moments;
}

void CheckTable(const Model& model, const SampleMoments& moments, CheckReport* report) {
  const ParameterTable table = MakeParameterTable(model, MakeTableOptions(model, moments));
  const bool unbiased = ChosenEstimator(model).unbiased_covariance();
  const StructuralModel structure(table, moments, unbiased);
  const Identification identification =
      CheckIdentification(table, structure, moments, StartValues(table, structure, moments));
  report->groups = table.groups;
  report->mean_structure = table.mean_structure;
  report->moments = CountMoments(table);
  report->degrees_of_freedom = identification.degrees_of_freedom;
  report->parameters = report->moments - report->degrees_of_freedom;
  report->identified = identification.identified;
  report->reciprocal = identification.reciprocal;
  if (!report->identified) {
    report->identification_fault = DescribeFailure(identification, table);
    return;
  }
  for (const ReciprocalEquation& equation : report->reciprocal) {
    if (!equation.instruments.empty()) continue;
    report->notes.push_back(
        {"no_instrument",
         fmt::format("the equation of {} has no instrument for {}: restrictions elsewhere in the "
                     "model alone tell the two paths apart",
                     equation.outcome, equation.partner),
         fmt::format("add a variable that predicts {} and not {}", equation.partner,
                     equation.outcome)});
  }
}

void CheckSampleSize(const SampleMoments& moments, CheckReport* report) {
  const double ratio = moments.Respondents() / std::max(1, report->parameters);
  if (ratio >= kFewRespondentsPerParameter) return;
  report->notes.push_back(
      {"few_respondents",
       fmt::format("{:.0f} respondents for {} free parameters are {:.1f} each; below {:.0f} "
                   "standard errors and tests are unreliable",
                   moments.Respondents(), report->parameters, ratio, kFewRespondentsPerParameter),
       "collect more answers, or simplify the model"});
}

}  // namespace

CheckReport CheckStudy(const Model& model, const DataInput& input) {
  CheckReport report;
  DescribeSpecification(model, &report);
  const SampleMoments moments = LoadOrMakeUp(model, input, &report);
  CheckTable(model, moments, &report);
  if (report.has_data) CheckSampleSize(moments, &report);
  return report;
}

}  // namespace trustsem
