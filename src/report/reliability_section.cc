#include <algorithm>
#include <cmath>

#include "report/result_tables.h"

namespace trustsem {

namespace {

constexpr size_t kPairsShown = 30;      // of constructs, in one group
constexpr size_t kCorrelationCell = 2;  // of a table of one group

ResultCell Fixed(double value) { return {value, NumberKind::kFixed}; }

// A row begins with its group, where the table has all groups.
std::vector<ResultCell> FirstCells(const ReportContext& context, int asked, int group) {
  if (asked > 0 || !context.has_groups()) return {};
  return {{context.GroupLabel(group)}};
}

ResultTable BeginTable(const ReportContext& context, int asked, std::string name, Phrase title,
                       const std::vector<ResultColumn>& columns) {
  ResultTable table;
  table.name = std::move(name);
  table.title = context.Say(title);
  if (asked == 0 && context.has_groups()) {
    table.columns.push_back({context.Say(Phrase::kGroup), Align::kLeft});
    table.blank_repeats = 1;
  }
  table.columns.insert(table.columns.end(), columns.begin(), columns.end());
  return table;
}

std::vector<std::string> ReliabilityNotes(const ReportContext& context) {
  std::vector<std::string> notes = {context.Say(Phrase::kReliabilityMeaning)}, single;
  bool ordered = false;
  for (const Reliability& row : context.results.reliability) {
    ordered |= row.ordered && row.items.size() > 1;
    if (row.items.size() == 1 && row.group == 1) {
      single.push_back(context.names.Full(row.construct));
    }
  }
  if (ordered) notes.push_back(context.Say(Phrase::kReliabilityOrdered));
  if (!single.empty()) {
    notes.push_back(context.Say(Phrase::kReliabilitySingle, context.List(single)));
  }
  return notes;
}

// Leaves the pairs that are hardest to tell apart, and says how many more there are.
void KeepClosestPairs(const ReportContext& context, ResultTable* table) {
  if (table->rows.size() <= kPairsShown) return;
  const auto closeness = [](const std::vector<ResultCell>& row) {
    const double correlation = std::get<double>(row[kCorrelationCell].value);
    return std::isnan(correlation) ? 0 : std::abs(correlation);
  };
  std::stable_sort(table->rows.begin(), table->rows.end(),
                   [&](const auto& a, const auto& b) { return closeness(a) > closeness(b); });
  table->notes.push_back(context.Say(Phrase::kMorePairs, table->rows.size() - kPairsShown));
  table->rows.resize(kPairsShown);
}

// The tables of the groups under one heading. Returns the notes, which belong to all of them.
template <typename MakeTable>
std::vector<std::string> AddGroupTables(const ReportContext& context, Phrase heading,
                                        Document& document, const MakeTable& make) {
  std::vector<std::string> notes;
  bool headed = false;
  for (int group = 1; group <= static_cast<int>(context.results.groups.size()); ++group) {
    const ResultTable table = make(group);
    if (table.rows.empty()) continue;
    if (!headed) context.AddHeading(document, 2, heading);
    headed = true;
    context.AddGroupHeading(document, group);
    document.blocks.push_back(TextTable(table));
    notes = table.notes;
  }
  return notes;
}

}  // namespace

ResultTable MakeReliabilityTable(const ReportContext& context, int group) {
  ResultTable table = BeginTable(context, group, "reliability", Phrase::kReliability,
                                 {{context.Say(Phrase::kConstruct), Align::kLeft},
                                  {context.Say(Phrase::kItems)},
                                  {context.Say(Phrase::kAlpha)},
                                  {context.Say(Phrase::kOmega)},
                                  {context.Say(Phrase::kCompositeReliability)},
                                  {context.Say(Phrase::kAverageVarianceExtracted)}});
  for (const Reliability& row : context.results.reliability) {
    if ((group > 0 && row.group != group) || row.items.size() < 2) continue;
    std::vector<ResultCell> cells = FirstCells(context, group, row.group);
    cells.push_back({context.names.Cell(row.construct)});
    cells.push_back({static_cast<double>(row.items.size()), NumberKind::kCount});
    cells.push_back(Fixed(row.alpha));
    cells.push_back(Fixed(row.omega));
    cells.push_back(Fixed(row.composite_reliability));
    cells.push_back(Fixed(row.average_variance_extracted));
    table.rows.push_back(std::move(cells));
  }
  table.notes = ReliabilityNotes(context);
  return table;
}

ResultTable MakeDiscriminantTable(const ReportContext& context, int group) {
  ResultTable table =
      BeginTable(context, group, "discriminant validity", Phrase::kDiscriminantValidity,
                 {{context.Say(Phrase::kConstruct), Align::kLeft},
                  {context.Say(Phrase::kAndVariable), Align::kLeft},
                  {context.Say(Phrase::kCorrelation)},
                  {"HTMT"},
                  {context.Say(Phrase::kFornellLarcker), Align::kLeft}});
  for (const DiscriminantValidity& row : context.results.discriminant_validity) {
    const bool said = !std::isnan(row.htmt) || row.fornell_larcker;
    if ((group > 0 && row.group != group) || !said) continue;
    std::vector<ResultCell> cells = FirstCells(context, group, row.group);
    cells.push_back({context.names.Cell(row.first)});
    cells.push_back({context.names.Cell(row.second)});
    cells.push_back(Fixed(row.correlation));
    cells.push_back(Fixed(row.htmt));
    cells.push_back({row.fornell_larcker
                         ? context.Say(*row.fornell_larcker ? Phrase::kYes : Phrase::kNo)
                         : ""});
    table.rows.push_back(std::move(cells));
  }
  table.notes = {context.Say(Phrase::kDiscriminantMeaning)};
  return table;
}

void AddReliability(const ReportContext& context, Document& document) {
  const auto add_notes = [&](const std::vector<std::string>& notes) {
    for (const std::string& note : notes) document.blocks.push_back(Paragraph{note});
  };
  add_notes(AddGroupTables(context, Phrase::kReliability, document,
                           [&](int group) { return MakeReliabilityTable(context, group); }));
  add_notes(AddGroupTables(context, Phrase::kDiscriminantValidity, document, [&](int group) {
    ResultTable table = MakeDiscriminantTable(context, group);
    KeepClosestPairs(context, &table);
    return table;
  }));
}

}  // namespace trustsem
