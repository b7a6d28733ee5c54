#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "report/format_number.h"
#include "report/sections.h"

namespace trustsem {

namespace {

using RowFilter = std::function<bool(const ParameterEstimate&)>;

// One kind of parameter as a table.
struct ParameterTable {
  Phrase heading;
  Phrase first, second;        // columns of lhs and rhs
  bool has_second = true;      // false: rhs says nothing (intercepts) or repeats lhs (variances)
  bool blank_repeats = false;  // an lhs equal to the one above stays blank
  bool second_is_name = true;  // false: rhs is no variable (t1)
  bool interval = false;
  bool standardized = true;
  RowFilter filter;
};

std::string StatusCell(const ReportContext& context, const ParameterEstimate& row) {
  std::string cell;
  if (row.status == Status::kExplicit) cell = context.Say(Phrase::kStatusExplicit);
  if (row.status == Status::kImplied) cell = context.Say(Phrase::kStatusImplied);
  if (row.status == Status::kAmbiguous) cell = context.Say(Phrase::kStatusAmbiguous);
  if (row.source.empty()) return cell;
  return cell.empty() ? row.source : cell + ", " + row.source;
}

// Variables with a residual: outcomes of a regression and what a construct is measured by.
std::set<std::string> EndogenousVariables(const Results& results) {
  std::set<std::string> endogenous;
  for (const ParameterEstimate& row : results.estimates) {
    if (row.op == Operator::kRegression) endogenous.insert(row.lhs);
    if (row.op == Operator::kMeasuredBy) endogenous.insert(row.rhs);
  }
  return endogenous;
}

std::string KindCell(const ReportContext& context, const ParameterEstimate& row,
                     const std::set<std::string>& endogenous) {
  const bool residual = row.op == Operator::kCovariance && endogenous.count(row.lhs) > 0 &&
                        endogenous.count(row.rhs) > 0;
  return residual ? context.Say(Phrase::kResidual) : "";
}

std::vector<std::string> ParameterCells(const ReportContext& context, const ParameterTable& plan,
                                        const ParameterEstimate& row,
                                        const std::set<std::string>& endogenous,
                                        const std::string& lhs_above) {
  const bool repeats = plan.blank_repeats && row.lhs == lhs_above;
  const std::string second = !plan.has_second      ? ""
                             : plan.second_is_name ? context.names.Cell(row.rhs)
                                                   : row.rhs;
  // A derived row (a scaling factor under theta) is not free but has a standard error.
  const bool fixed = !row.free && !(row.se > 0);
  const bool standardized_errors =
      plan.standardized && context.options.standardized_errors && row.std_all_se > 0;
  return {repeats ? "" : context.names.Cell(row.lhs),
          second,
          KindCell(context, row, endogenous),
          FormatEstimate(row.est),
          fixed ? context.Say(Phrase::kFixed) : FormatEstimate(row.se),
          fixed ? "" : FormatFixed(row.z, 2),
          fixed ? "" : FormatPValue(row.pvalue),
          plan.interval && !fixed ? FormatInterval(row.ci_lower, row.ci_upper) : "",
          plan.standardized ? FormatFixed(row.std_all) : "",
          standardized_errors ? FormatFixed(row.std_all_se) : "",
          standardized_errors && plan.interval
              ? FormatInterval(row.std_all_ci_lower, row.std_all_ci_upper)
              : "",
          plan.standardized && !fixed ? context.RepeatedPValue(row.pvalue) : "",
          row.label,
          StatusCell(context, row)};
}

std::vector<TableColumn> ParameterColumns(const ReportContext& context,
                                          const ParameterTable& plan) {
  // Without a standardised column the plain ones are for every reader.
  const Coefficients plain = plan.standardized ? Coefficients::kPlain : Coefficients::kAny;
  const Coefficients standardized = Coefficients::kStandardized;
  return {{context.Say(plan.first), Align::kLeft},
          {context.Say(plan.second), Align::kLeft},
          {context.Say(Phrase::kKind), Align::kLeft},
          {context.Say(Phrase::kEstimate), Align::kRight, plain},
          {context.Say(Phrase::kStandardError), Align::kRight, plain},
          {"z", Align::kRight, plain},
          {"p", Align::kRight, plain},
          {context.Say(Phrase::kInterval), Align::kRight, plain},
          {context.Say(Phrase::kStandardized), Align::kRight, standardized},
          {context.Say(Phrase::kStandardError), Align::kRight, standardized},
          {context.Say(Phrase::kInterval), Align::kRight, standardized},
          {"p", Align::kRight, standardized},
          {context.Say(Phrase::kLabel), Align::kLeft},
          {context.Say(Phrase::kStatedIn), Align::kLeft}};
}

void AddParameterTable(const ReportContext& context, const ParameterTable& plan,
                       Document& document) {
  const std::set<std::string> endogenous = EndogenousVariables(context.results);
  bool headed = false;
  for (int group = 1; group <= static_cast<int>(context.results.groups.size()); ++group) {
    Table table;
    table.columns = ParameterColumns(context, plan);
    std::string lhs_above;
    for (const ParameterEstimate& row : context.results.estimates) {
      if (row.group != group || row.exogenous || row.auxiliary || !plan.filter(row)) continue;
      table.rows.push_back(ParameterCells(context, plan, row, endogenous, lhs_above));
      lhs_above = row.lhs;
    }
    if (table.rows.empty()) continue;
    if (!headed) context.AddHeading(document, 2, plan.heading);
    headed = true;
    context.AddGroupHeading(document, group);
    document.blocks.push_back(table);
  }
}

RowFilter OfOperator(Operator op) {
  return [op](const ParameterEstimate& row) { return row.op == op; };
}

// Rows that defaults fix at a value that says nothing stay out.
RowFilter OfOperatorUnlessFixedAt(Operator op, double value) {
  return [op, value](const ParameterEstimate& row) {
    return row.op == op && (row.free || row.user || std::abs(row.est - value) > 1e-12);
  };
}

}  // namespace

std::vector<std::string> FeedbackSentences(const ReportContext& context) {
  std::vector<std::string> sentences;
  for (size_t i = 0; i < context.results.groups.size(); ++i) {
    const double radius = context.results.groups[i].spectral_radius;
    if (!(radius > 1e-8)) continue;
    const Phrase phrase = radius < 1 ? Phrase::kSpectralRadius : Phrase::kSpectralRadiusTooLarge;
    const std::string group =
        context.has_groups() ? context.GroupLabel(static_cast<int>(i) + 1) + ": " : "";
    sentences.push_back(group + context.Say(phrase, FormatFixed(radius)));
  }
  return sentences;
}

std::vector<std::string> ConstraintTexts(const Results& results) {
  std::vector<std::string> texts;
  for (const ParameterEstimate& row : results.estimates) {
    if (row.op != Operator::kEqual && row.op != Operator::kLess && row.op != Operator::kGreater) {
      continue;
    }
    texts.push_back(row.lhs + " " + ToString(row.op) + " " + row.rhs);
  }
  return texts;
}

void AddLoadings(const ReportContext& context, Document& document) {
  AddParameterTable(context,
                    {.heading = Phrase::kLoadings,
                     .first = Phrase::kConstruct,
                     .second = Phrase::kItem,
                     .blank_repeats = true,
                     .filter = OfOperator(Operator::kMeasuredBy)},
                    document);
}

void AddPaths(const ReportContext& context, Document& document) {
  AddParameterTable(context,
                    {.heading = Phrase::kPaths,
                     .first = Phrase::kOutcome,
                     .second = Phrase::kPredictor,
                     .blank_repeats = true,
                     .interval = true,
                     .filter = OfOperator(Operator::kRegression)},
                    document);
  for (const std::string& sentence : FeedbackSentences(context)) {
    document.blocks.push_back(Paragraph{sentence});
  }
}

void AddOtherParameters(const ReportContext& context, Document& document) {
  AddParameterTable(context,
                    {.heading = Phrase::kCovariances,
                     .first = Phrase::kVariable,
                     .second = Phrase::kAndVariable,
                     .filter =
                         [](const ParameterEstimate& row) {
                           return row.op == Operator::kCovariance && row.lhs != row.rhs;
                         }},
                    document);
  AddParameterTable(context,
                    {.heading = Phrase::kIntercepts,
                     .first = Phrase::kVariable,
                     .second = Phrase::kVariable,
                     .has_second = false,
                     .filter = OfOperatorUnlessFixedAt(Operator::kIntercept, 0)},
                    document);
  AddParameterTable(context,
                    {.heading = Phrase::kThresholds,
                     .first = Phrase::kItem,
                     .second = Phrase::kThreshold,
                     .blank_repeats = true,
                     .second_is_name = false,
                     .filter = OfOperator(Operator::kThreshold)},
                    document);
  AddParameterTable(context,
                    {.heading = Phrase::kScales,
                     .first = Phrase::kItem,
                     .second = Phrase::kItem,
                     .has_second = false,
                     .standardized = false,
                     .filter = OfOperatorUnlessFixedAt(Operator::kScale, 1)},
                    document);
  AddParameterTable(context,
                    {.heading = Phrase::kVariances,
                     .first = Phrase::kVariable,
                     .second = Phrase::kVariable,
                     .has_second = false,
                     .filter =
                         [](const ParameterEstimate& row) {
                           return row.op == Operator::kCovariance && row.lhs == row.rhs;
                         }},
                    document);
}

void AddRSquared(const ReportContext& context, Document& document) {
  const Results& results = context.results;
  if (results.r_squared.empty()) return;
  Table table;
  table.columns = {{context.Say(Phrase::kVariable), Align::kLeft}};
  const size_t groups = results.groups.size();
  for (size_t i = 0; i < groups; ++i) {
    table.columns.push_back({context.has_groups() ? context.GroupLabel(static_cast<int>(i) + 1)
                                                  : context.Say(Phrase::kValue)});
  }
  std::vector<std::string> variables;
  for (const RSquared& row : results.r_squared) {
    if (row.group < 1 || static_cast<size_t>(row.group) > groups) continue;
    const auto found = std::find(variables.begin(), variables.end(), row.variable);
    const size_t position = static_cast<size_t>(found - variables.begin());
    if (found == variables.end()) {
      variables.push_back(row.variable);
      table.rows.emplace_back(groups + 1);
      table.rows.back()[0] = context.names.Cell(row.variable);
    }
    table.rows[position][row.group] = FormatFixed(row.value);
  }
  if (table.rows.empty()) return;
  context.AddHeading(document, 2, Phrase::kRSquared);
  document.blocks.push_back(table);
}

void AddDefinitionsAndConstraints(const ReportContext& context, Document& document) {
  Table definitions, constraints;
  definitions.columns = {
      {context.Say(Phrase::kName), Align::kLeft},
      {context.Say(Phrase::kExpression), Align::kLeft},
      {context.Say(Phrase::kEstimate), Align::kRight, Coefficients::kPlain},
      {context.Say(Phrase::kStandardError), Align::kRight, Coefficients::kPlain},
      {"z", Align::kRight, Coefficients::kPlain},
      {"p", Align::kRight, Coefficients::kPlain},
      {context.Say(Phrase::kInterval), Align::kRight, Coefficients::kPlain},
      {context.Say(Phrase::kStandardized), Align::kRight, Coefficients::kStandardized},
      {"p", Align::kRight, Coefficients::kStandardized}};
  constraints.columns = {{context.Say(Phrase::kExpression), Align::kLeft}};
  for (const ParameterEstimate& row : context.results.estimates) {
    if (row.op == Operator::kDefinition) {
      definitions.rows.push_back({context.names.Cell(row.lhs), row.rhs, FormatEstimate(row.est),
                                  FormatEstimate(row.se), FormatFixed(row.z, 2),
                                  FormatPValue(row.pvalue),
                                  FormatInterval(row.ci_lower, row.ci_upper),
                                  FormatFixed(row.std_all), context.RepeatedPValue(row.pvalue)});
    }
  }
  for (const std::string& text : ConstraintTexts(context.results)) {
    constraints.rows.push_back({text});
  }
  if (!definitions.rows.empty()) {
    context.AddHeading(document, 2, Phrase::kDefinedEffects);
    document.blocks.push_back(definitions);
  }
  if (!constraints.rows.empty()) {
    context.AddHeading(document, 2, Phrase::kConstraints);
    document.blocks.push_back(constraints);
  }
}

}  // namespace trustsem
