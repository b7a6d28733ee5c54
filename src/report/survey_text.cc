// Survey tables as terminal text and Markdown.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "report/format_number.h"
#include "report/names.h"
#include "report/survey_format.h"
#include "report/write_survey.h"

namespace trustsem {
namespace {

// Of questions and answers in text: what they may ask for, and what room is found for.
constexpr int kLabelWidth = 32, kWidestLabel = 44;
constexpr int kHeadingWidth = 19;  // of columns in text

struct Layout {
  Language language = Language::kEnglish;
  bool is_text = true;

  std::string Cut(const std::string& label, int width) const {
    return is_text ? Abbreviated(label, width) : label;
  }
};

using Columns = std::vector<size_t>;  // indices of a table's columns

std::string CellText(const SurveyRow& row, size_t column, Language language) {
  const SurveyCell& cell = row.cells[column];
  if (cell.estimate.suppressed) return Say(language, SurveyPhrase::kSuppressedCell);
  std::string text = EstimateText(cell.estimate, row.kind != SurveyRow::Kind::kMean);
  if (!cell.higher_than.empty()) text += " " + cell.higher_than;
  return text;
}

std::string AnsweredText(const SurveyRow& row, size_t column, Language language) {
  const BaseCount& base = row.cells[column].estimate.base;
  return Say(language, SurveyPhrase::kAnsweredCount, FormatCount(static_cast<double>(base.n)));
}

void AddBases(const SurveyTable& table, const Columns& columns, Language language, Table* grid) {
  std::vector<std::string> n = {Say(language, SurveyPhrase::kN)};
  std::vector<std::string> weighted = {Say(language, SurveyPhrase::kWeightedN)};
  std::vector<std::string> effective = {Say(language, SurveyPhrase::kEffectiveN)};
  for (const size_t column : columns) {
    const BaseCount& base = table.bases[column];
    n.push_back(FormatCount(static_cast<double>(base.n)));
    weighted.push_back(RoundedText(base.weighted, 1));
    effective.push_back(RoundedText(base.effective_n, 1));
  }
  for (auto& row : {n, weighted, effective}) grid->rows.push_back(row);
}

bool SeveralFamilies(const SurveyTable& table, const Columns& columns) {
  int family = -1;
  for (const size_t column : columns) {
    const int own = table.columns[column].family;
    if (own < 0) continue;
    if (family >= 0 && own != family) return true;
    family = own;
  }
  return false;
}

// Which question divides the columns, above the first one of each.
void AddSegments(const SurveyTable& table, const Columns& columns, const Layout& layout,
                 Table* grid) {
  std::vector<std::string> names = {""};
  int family = -1;
  for (const size_t column : columns) {
    const SurveyColumn& own = table.columns[column];
    const bool first = own.family >= 0 && own.family != family;
    names.push_back(first ? layout.Cut(SegmentLabel(own, layout.language), kHeadingWidth) : "");
    family = own.family;
  }
  grid->rows.push_back(names);
}

Table MakeGrid(const SurveyTable& table, const Columns& columns, const Layout& layout) {
  const Language language = layout.language;
  Table grid;
  grid.columns.push_back({"", Align::kLeft});
  for (const size_t column : columns) {
    grid.columns.push_back(
        {layout.Cut(ColumnLabel(table.columns[column], language), kHeadingWidth)});
  }
  if (SeveralFamilies(table, columns)) AddSegments(table, columns, layout, &grid);
  AddBases(table, columns, language, &grid);
  for (size_t index = 0; index < table.rows.size(); ++index) {
    const SurveyRow& row = table.rows[index];
    if (BeginsQuestion(table, index)) {
      std::vector<std::string> cells = {QuestionLabel(row, language)};
      for (const size_t column : columns) cells.push_back(AnsweredText(row, column, language));
      grid.rows.push_back(cells);
    }
    std::vector<std::string> cells = {"  " + AnswerLabel(row, language)};
    for (const size_t column : columns) cells.push_back(CellText(row, column, language));
    grid.rows.push_back(cells);
  }
  if (layout.is_text) FitColumn(0, kLabelWidth, kWidestLabel, &grid);
  return grid;
}

// The terminal columns that each column of the rendered grid takes, with the space before it.
std::vector<int> Widths(const Table& grid) {
  std::vector<int> widths;
  for (size_t column = 0; column < grid.columns.size(); ++column) {
    int width = DisplayWidth(grid.columns[column].heading);
    for (const auto& row : grid.rows) width = std::max(width, DisplayWidth(row[column]));
    widths.push_back(width + 2);
  }
  return widths;
}

// The columns in groups that each fit in a terminal: all of them, or the total with one family,
// or with as many columns of a family as there is room for.
std::vector<Columns> Stacks(const SurveyTable& table, const Layout& layout) {
  Columns all, totals;
  for (size_t column = 0; column < table.columns.size(); ++column) {
    all.push_back(column);
    if (table.columns[column].family < 0) totals.push_back(column);
  }
  if (!layout.is_text) return {all};
  const std::vector<int> widths = Widths(MakeGrid(table, all, layout));
  int sum = 0, fixed = widths[0];
  for (const int width : widths) sum += width;
  if (sum <= kTextWidth || totals.size() == all.size()) return {all};
  for (const size_t column : totals) fixed += widths[column + 1];
  std::vector<Columns> stacks;
  int family = -1, used = 0;
  for (const size_t column : all) {
    const int own = table.columns[column].family;
    if (own < 0) continue;
    const int width = widths[column + 1];
    if (stacks.empty() || own != family || used + width > kTextWidth) {
      stacks.push_back(totals);
      used = fixed;
    }
    stacks.back().push_back(column);
    used += width;
    family = own;
  }
  return stacks;
}

// "By Market", of the one family that a stack shows.
void AddStackHeading(const SurveyTable& table, const Columns& columns, const Columns* before,
                     Language language, Document& document) {
  const SurveyColumn& last = table.columns[columns.back()];
  if (last.family < 0) return;
  std::string text = Say(language, SurveyPhrase::kBy, SegmentLabel(last, language));
  if (before != nullptr && table.columns[before->back()].family == last.family) {
    text = Say(language, SurveyPhrase::kContinued, text);
  }
  document.blocks.push_back(Heading{3, text});
}

void AddTable(const SurveyBookResults& results, const SurveyTable& table, const Layout& layout,
              Document& document) {
  const Language language = layout.language;
  document.blocks.push_back(Heading{2, TableTitle(table, language)});
  document.blocks.push_back(
      Paragraph{Say(language, SurveyPhrase::kBase, BaseText(table.base_label, language))});
  const std::vector<Columns> stacks = Stacks(table, layout);
  int narrowest = 0;  // column of labels
  for (size_t i = 0; i < stacks.size(); ++i) {
    if (!SeveralFamilies(table, stacks[i])) {
      AddStackHeading(table, stacks[i], i > 0 ? &stacks[i - 1] : nullptr, language, document);
    }
    Table grid = MakeGrid(table, stacks[i], layout);
    const int label = Widths(grid)[0] - 4;  // without the spaces before answers and the column
    narrowest = i == 0 ? label : std::min(narrowest, label);
    document.blocks.push_back(std::move(grid));
  }
  const std::vector<std::string> nets =
      NetSentences(table, layout.is_text ? narrowest : 0, language);
  if (!nets.empty()) document.blocks.push_back(Paragraph{fmt::format("{}", fmt::join(nets, " "))});
  if (table.suppressed == 0) return;
  document.blocks.push_back(Paragraph{
      Say(language, SurveyPhrase::kSuppressed, table.suppressed, results.book.minimum_base)});
}

Document MakeDocument(const SurveyBookResults& results, const Layout& layout) {
  const Language language = layout.language;
  Document document;
  const std::string& title = InLanguage(results.title, language);
  document.blocks.push_back(
      Heading{1, title.empty() ? Say(language, SurveyPhrase::kTables) : title});
  if (!results.origin.data_statement.empty()) {
    document.blocks.push_back(Paragraph{results.origin.data_statement, true});
  }
  for (const SurveyTable& table : results.tables) AddTable(results, table, layout, document);
  AddBullets(document, language, SurveyPhrase::kMethod,
             MethodSentences(results, IntervalPlace::kBrackets, language));
  AddBullets(document, language, SurveyPhrase::kNotes, NoteSentences(results.warnings));
  AddBullets(document, language, SurveyPhrase::kOrigin, OriginSentences(results.origin, language));
  return document;
}

}  // namespace

std::string WriteSurveyText(const SurveyBookResults& results, Language language) {
  return RenderText(MakeDocument(results, {language, true}));
}

std::string WriteSurveyMarkdown(const SurveyBookResults& results, Language language) {
  return RenderMarkdown(MakeDocument(results, {language, false}));
}

}  // namespace trustsem
