#include <algorithm>
#include <cmath>

#include "report/result_tables.h"

namespace trustsem {
namespace {

using Row = std::vector<ResultCell>;

ResultCell Text(std::string text) { return {std::move(text)}; }
ResultCell Number(double number, NumberKind kind = NumberKind::kEstimate) { return {number, kind}; }

// A table that grows row by row, with the group in front where there are several.
class TableBuilder {
 public:
  TableBuilder(const ReportContext& context, std::string name, Phrase title,
               std::vector<ResultColumn> columns)
      : context_(context) {
    table_.name = std::move(name);
    table_.title = context.Say(title);
    if (context.has_groups()) {
      table_.columns.push_back({context.Say(Phrase::kGroup), Align::kLeft});
      table_.blank_repeats = 1;
    }
    table_.columns.insert(table_.columns.end(), columns.begin(), columns.end());
  }

  void Add(int group, Row cells) {
    Row row;
    if (context_.has_groups()) row.push_back(Text(context_.GroupLabel(group)));
    row.insert(row.end(), cells.begin(), cells.end());
    table_.rows.push_back(std::move(row));
  }

  ResultTable& table() { return table_; }

 private:
  const ReportContext& context_;
  ResultTable table_;
};

// Estimate, error, z, p and interval: columns, and the cells of what has them.
void AddEstimateColumns(const ReportContext& context, bool interval_in_papers,
                        std::vector<ResultColumn>* columns) {
  columns->push_back({context.Say(Phrase::kEstimate)});
  columns->push_back({context.Say(Phrase::kStandardError)});
  columns->push_back({"z", Align::kRight, false});
  columns->push_back({"p"});
  columns->push_back({context.Say(Phrase::kIntervalFrom), Align::kRight, interval_in_papers});
  columns->push_back({context.Say(Phrase::kIntervalTo), Align::kRight, interval_in_papers});
  columns->push_back({context.Say(Phrase::kStandardized)});
  columns->push_back({context.Say(Phrase::kStandardizedError), Align::kRight, false});
}

// Of parameters the interval of the standardised one too.
void AddStandardizedInterval(const ReportContext& context, std::vector<ResultColumn>* columns) {
  columns->push_back({context.Say(Phrase::kStandardizedFrom), Align::kRight, false});
  columns->push_back({context.Say(Phrase::kStandardizedTo), Align::kRight, false});
}

void AddStandardizedInterval(const ParameterEstimate& row, Row* cells) {
  const bool exists = row.std_all_se > 0;
  cells->push_back(Number(exists ? row.std_all_ci_lower : kMissing, NumberKind::kFixed));
  cells->push_back(Number(exists ? row.std_all_ci_upper : kMissing, NumberKind::kFixed));
}

template <typename Estimated>
void AddEstimateCells(const Estimated& of, bool fixed, Row* cells) {
  cells->push_back(Number(of.est));
  cells->push_back(Number(fixed ? kMissing : of.se));
  cells->push_back(Number(fixed ? kMissing : of.z, NumberKind::kTest));
  cells->push_back(Number(fixed ? kMissing : of.pvalue, NumberKind::kPValue));
  cells->push_back(Number(fixed ? kMissing : of.ci_lower));
  cells->push_back(Number(fixed ? kMissing : of.ci_upper));
  cells->push_back(Number(of.std_all, NumberKind::kFixed));
  // A coefficient that is fixed also when standardised has none.
  cells->push_back(Number(of.std_all_se > 0 ? of.std_all_se : kMissing, NumberKind::kFixed));
}

// A derived row (a scaling factor under theta) is not free but has a standard error.
bool IsFixed(const ParameterEstimate& row) { return !row.free && !(row.se > 0); }

ResultTable ParameterTable(const ReportContext& context, Operator op) {
  const bool loadings = op == Operator::kMeasuredBy;
  std::vector<ResultColumn> columns = {
      {context.Say(loadings ? Phrase::kConstruct : Phrase::kOutcome), Align::kLeft},
      {context.Say(loadings ? Phrase::kItem : Phrase::kPredictor), Align::kLeft}};
  AddEstimateColumns(context, !loadings, &columns);
  AddStandardizedInterval(context, &columns);
  TableBuilder builder(context, loadings ? "loadings" : "paths",
                       loadings ? Phrase::kLoadings : Phrase::kPaths, columns);
  ++builder.table().blank_repeats;  // the construct, the outcome
  bool any_fixed = false;
  for (const ParameterEstimate& row : context.results.estimates) {
    if (row.op != op || row.auxiliary) continue;
    any_fixed |= IsFixed(row);
    Row cells = {Text(context.names.Full(row.lhs)), Text(context.names.Full(row.rhs))};
    AddEstimateCells(row, IsFixed(row), &cells);
    AddStandardizedInterval(row, &cells);
    builder.Add(row.group, std::move(cells));
  }
  if (any_fixed) builder.table().notes.push_back(context.Say(Phrase::kFixedMeaning));
  if (!loadings) {
    for (std::string& sentence : FeedbackSentences(context)) {
      builder.table().notes.push_back(std::move(sentence));
    }
  }
  return builder.table();
}

ResultTable RSquaredTable(const ReportContext& context) {
  TableBuilder builder(
      context, "R-squared", Phrase::kRSquared,
      {{context.Say(Phrase::kVariable), Align::kLeft}, {context.Say(Phrase::kRSquaredShort)}});
  for (const RSquared& row : context.results.r_squared) {
    builder.Add(row.group,
                {Text(context.names.Full(row.variable)), Number(row.value, NumberKind::kFixed)});
  }
  return builder.table();
}

ResultTable DefinitionTable(const ReportContext& context) {
  std::vector<ResultColumn> columns = {{context.Say(Phrase::kName), Align::kLeft},
                                       {context.Say(Phrase::kExpression), Align::kLeft}};
  AddEstimateColumns(context, true, &columns);
  ResultTable table;
  table.name = "defined effects";
  table.title = context.Say(Phrase::kDefinedEffects);
  table.columns = columns;
  for (const ParameterEstimate& row : context.results.estimates) {
    if (row.op != Operator::kDefinition) continue;
    Row cells = {Text(context.names.Full(row.lhs)), Text(row.rhs)};
    AddEstimateCells(row, false, &cells);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

ResultTable ConstraintTable(const ReportContext& context) {
  ResultTable table;
  table.name = "constraints";
  table.title = context.Say(Phrase::kConstraints);
  table.columns = {{context.Say(Phrase::kExpression), Align::kLeft}};
  for (const std::string& constraint : ConstraintTexts(context.results)) {
    table.rows.push_back({Text(constraint)});
  }
  table.in_papers = false;
  return table;
}

ResultTable EffectTable(const ReportContext& context) {
  std::vector<ResultColumn> columns = {{context.Say(Phrase::kFrom), Align::kLeft},
                                       {context.Say(Phrase::kThrough), Align::kLeft},
                                       {context.Say(Phrase::kTo), Align::kLeft},
                                       {context.Say(Phrase::kKind), Align::kLeft}};
  AddEstimateColumns(context, true, &columns);
  TableBuilder builder(context, "effects", Phrase::kEffects, columns);
  for (const Effect& effect : context.results.effects) {
    std::string through;
    for (const std::string& name : effect.through) through += (through.empty() ? "" : " → ") + name;
    Row cells = {Text(effect.from), Text(through), Text(effect.to),
                 Text(context.Say(EffectPhrase(effect.kind)))};
    AddEstimateCells(effect, false, &cells);
    builder.Add(effect.group, std::move(cells));
  }
  const std::string legend = CodeLegend(context);
  if (!legend.empty()) builder.table().notes.push_back(legend);
  return builder.table();
}

ResultTable HypothesisTable(const ReportContext& context) {
  TableBuilder builder(context, "hypotheses", Phrase::kHypotheses,
                       {{context.Say(Phrase::kHypothesis), Align::kLeft},
                        {context.Say(Phrase::kClaim), Align::kLeft},
                        {context.Say(Phrase::kExpected), Align::kLeft},
                        {context.Say(Phrase::kEstimate)},
                        {context.Say(Phrase::kStandardError)},
                        {"p"},
                        {context.Say(Phrase::kStandardized)},
                        {context.Say(Phrase::kVerdict), Align::kLeft},
                        {context.Say(Phrase::kStatedIn), Align::kLeft, false}});
  for (const HypothesisVerdict& row : context.results.hypotheses) {
    const bool positive = row.hypothesis.expected == Sign::kPositive;
    builder.Add(row.group,
                {Text(row.hypothesis.name), Text(ClaimText(context, row.hypothesis)),
                 Text(context.Say(positive ? Phrase::kPositive : Phrase::kNegative)),
                 Number(row.est), Number(row.se), Number(row.pvalue, NumberKind::kPValue),
                 Number(row.std_all, NumberKind::kFixed),
                 Text(context.Say(VerdictPhrase(row.verdict))), Text(row.hypothesis.source)});
  }
  builder.table().notes.push_back(context.Say(Phrase::kHypothesesRule));
  return builder.table();
}

ResultTable AllParametersTable(const ReportContext& context) {
  std::vector<ResultColumn> columns = {{context.Say(Phrase::kVariable), Align::kLeft},
                                       {context.Say(Phrase::kOperator), Align::kLeft},
                                       {context.Say(Phrase::kVariable), Align::kLeft},
                                       {context.Say(Phrase::kLabel), Align::kLeft}};
  AddEstimateColumns(context, true, &columns);
  AddStandardizedInterval(context, &columns);
  TableBuilder builder(context, "parameters", Phrase::kAllParameters, columns);
  for (const ParameterEstimate& row : context.results.estimates) {
    if (row.auxiliary || row.group == 0) continue;
    Row cells = {Text(row.lhs), Text(ToString(row.op)), Text(row.rhs), Text(row.label)};
    AddEstimateCells(row, IsFixed(row), &cells);
    AddStandardizedInterval(row, &cells);
    builder.Add(row.group, std::move(cells));
  }
  builder.table().notes.push_back(context.Say(Phrase::kOperatorMeaning));
  builder.table().in_papers = false;
  return builder.table();
}

ResultTable ResidualTable(const ReportContext& context) {
  TableBuilder builder(context, "residual correlations", Phrase::kAllResiduals,
                       {{context.Say(Phrase::kVariable), Align::kLeft},
                        {context.Say(Phrase::kAndVariable), Align::kLeft},
                        {context.Say(Phrase::kResidual)}});
  for (const ResidualCorrelation& row : context.results.residual_correlations) {
    builder.Add(row.group,
                {Text(context.names.Full(row.first)), Text(context.names.Full(row.second)),
                 Number(row.residual, NumberKind::kFixed)});
  }
  builder.table().in_papers = false;
  return builder.table();
}

ResultTable ModificationTable(const ReportContext& context) {
  TableBuilder builder(context, "modification indices", Phrase::kModificationIndices,
                       {{context.Say(Phrase::kVariable), Align::kLeft},
                        {context.Say(Phrase::kOperator), Align::kLeft},
                        {context.Say(Phrase::kVariable), Align::kLeft},
                        {context.Say(Phrase::kModificationIndex)},
                        {"p"},
                        {context.Say(Phrase::kExpectedChange)},
                        {context.Say(Phrase::kStandardized)}});
  for (const ModificationIndex& row : context.results.modification_indices) {
    builder.Add(row.group,
                {Text(row.lhs), Text(ToString(row.op)), Text(row.rhs),
                 Number(row.mi, NumberKind::kFixed), Number(row.pvalue, NumberKind::kPValue),
                 Number(row.epc), Number(row.sepc_all, NumberKind::kFixed)});
  }
  builder.table().notes.push_back(context.Say(Phrase::kModificationCaution));
  builder.table().in_papers = false;
  return builder.table();
}

}  // namespace

std::vector<ResultTable> MakeResultTables(const ReportContext& context, IntervalPlace place) {
  std::vector<ResultTable> tables = {MakeFitTable(context, place),
                                     ParameterTable(context, Operator::kMeasuredBy),
                                     MakeReliabilityTable(context, 0),
                                     MakeDiscriminantTable(context, 0),
                                     ParameterTable(context, Operator::kRegression),
                                     RSquaredTable(context),
                                     DefinitionTable(context),
                                     ConstraintTable(context),
                                     EffectTable(context),
                                     HypothesisTable(context),
                                     AllParametersTable(context),
                                     ResidualTable(context),
                                     ModificationTable(context)};
  std::erase_if(tables, [](const ResultTable& table) { return table.rows.empty(); });
  for (ResultTable& table : tables) table.base = RespondentsSentence(context);
  return tables;
}

}  // namespace trustsem
