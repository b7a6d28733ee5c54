#include "report/results_workbook.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "report/claims_format.h"
#include "report/figure_provenance.h"
#include "report/page_phrases.h"
#include "report/page_sections.h"
#include "report/report_tables.h"

namespace trustsem {
namespace {

constexpr double kNumberWidth = 11, kNarrowest = 8, kWidest = 44, kSentenceWidth = 110;

CellStyle NumberStyle(NumberKind kind) {
  switch (kind) {
    case NumberKind::kEstimate:
    case NumberKind::kFixed:
      return CellStyle::kFine;
    case NumberKind::kTest:
      return CellStyle::kNumber;
    case NumberKind::kPValue:
      return CellStyle::kPValue;
    case NumberKind::kCount:
      return CellStyle::kCount;
    case NumberKind::kShare:
      return CellStyle::kPercent;
    case NumberKind::kPoints:
      return CellStyle::kDifference;
  }
  return CellStyle::kFine;
}

WorkbookCell SheetCell(const ResultCell& cell, Align align) {
  if (const double* number = std::get_if<double>(&cell.value)) {
    return NumberCell(*number, NumberStyle(cell.kind));
  }
  const std::string* text = std::get_if<std::string>(&cell.value);
  return TextCell(text == nullptr ? "" : *text,
                  align == Align::kLeft ? CellStyle::kLabel : CellStyle::kInstead);
}

// What the column's texts need, within limits.
double ColumnWidth(const ResultTable& table, size_t column) {
  const bool left = table.columns[column].align == Align::kLeft;
  int width = left ? DisplayWidth(table.columns[column].heading) : 0;
  for (const auto& row : table.rows) {
    const std::string* text = std::get_if<std::string>(&row[column].value);
    if (text != nullptr) width = std::max(width, DisplayWidth(*text));
  }
  return std::clamp(static_cast<double>(width + 2), left ? kNarrowest : kNumberWidth, kWidest);
}

// The columns before the first number.
int LabelColumns(const ResultTable& table) {
  int columns = 0;
  while (columns < static_cast<int>(table.columns.size()) &&
         table.columns[static_cast<size_t>(columns)].align == Align::kLeft) {
    ++columns;
  }
  return columns;
}

std::string SheetName(const ReportContext& context, const ResultTable& table) {
  if (context.options.language == Language::kChinese) return table.title;
  std::string name = table.name;
  name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

WorkbookSheet TableSheet(const ReportContext& context, const ResultTable& table) {
  WorkbookSheet sheet;
  sheet.name = SheetName(context, table);
  for (size_t i = 0; i < table.columns.size(); ++i) sheet.widths.push_back(ColumnWidth(table, i));
  const auto add = [&](const std::string& sentence, CellStyle style = CellStyle::kLabel) {
    sheet.rows.push_back(SentenceRow(sheet, sentence, style));
  };
  add(table.title, CellStyle::kTitle);
  const std::string statement =
      StatementIn(context.options.language, context.results.data_statement);
  if (!statement.empty()) add(statement, CellStyle::kStatement);
  if (!table.base.empty()) add(table.base);
  sheet.rows.emplace_back();
  for (const ResultColumn& column : table.columns) {
    sheet.rows.back().push_back(TextCell(column.heading, column.align == Align::kLeft
                                                             ? CellStyle::kHeading
                                                             : CellStyle::kNumberHeading));
  }
  sheet.frozen_rows = static_cast<int>(sheet.rows.size());
  sheet.frozen_columns = LabelColumns(table);
  for (const auto& row : table.rows) {
    sheet.rows.emplace_back();
    for (size_t i = 0; i < row.size(); ++i) {
      sheet.rows.back().push_back(SheetCell(row[i], table.columns[i].align));
    }
  }
  if (!table.notes.empty()) sheet.rows.emplace_back();
  for (const std::string& note : table.notes) add(note);
  return sheet;
}

// Without tables, which have sheets of their own, and without headings that nothing stands below.
Document InWords(const Document& document) {
  Document words;
  std::vector<Heading> above;  // not yet needed
  for (const auto& block : document.blocks) {
    if (std::holds_alternative<Table>(block)) continue;
    if (const auto* heading = std::get_if<Heading>(&block)) {
      std::erase_if(above, [&](const Heading& h) { return h.level >= heading->level; });
      above.push_back(*heading);
      continue;
    }
    words.blocks.insert(words.blocks.end(), above.begin(), above.end());
    above.clear();
    words.blocks.push_back(block);
  }
  return words;
}

struct SentenceRows {
  std::vector<std::vector<WorkbookCell>>* rows;

  void operator()(const Heading& heading) const {
    if (heading.level > 1) rows->emplace_back();
    rows->push_back(
        {TextCell(heading.text, heading.level == 1 ? CellStyle::kTitle : CellStyle::kHeading)});
  }
  void operator()(const Paragraph& paragraph) const {
    rows->push_back({TextCell(paragraph.text,
                              paragraph.statement ? CellStyle::kStatement : CellStyle::kLabel)});
  }
  void operator()(const Bullets& bullets) const {
    for (const std::string& item : bullets.items) {
      rows->push_back({TextCell(item, CellStyle::kLabel)});
    }
  }
  void operator()(const Table&) const {}
};

WorkbookSheet WordsSheet(std::string name, const Document& document) {
  WorkbookSheet sheet;
  sheet.name = std::move(name);
  sheet.widths = {kSentenceWidth};
  for (const auto& block : InWords(document).blocks) std::visit(SentenceRows{&sheet.rows}, block);
  return sheet;
}

WorkbookSheet MethodsSheet(const ReportPage& report, const ReportContext& context) {
  const Language language = report.language;
  Document document;
  const std::string statement = StatementIn(language, report.results.data_statement);
  if (!statement.empty()) document.blocks.push_back(Paragraph{statement, true});
  document.blocks.push_back(Paragraph{RespondentsSentence(context)});
  Append(BuildAppendix(report, language), 0, &document);
  return WordsSheet(Say(language, PagePhrase::kMethods), document);
}

}  // namespace

std::string WriteResultsWorkbook(const ReportPage& report) {
  const Results& results = report.results;
  ReportOptions options;
  options.language = report.language;
  const ReportContext context{results, options, Names(results, report.language, 0)};
  std::vector<WorkbookSheet> sheets = {
      WordsSheet(context.Say(Phrase::kAbout), BuildIntroduction(report, report.language))};
  const auto add = [&](const ResultTable& table) { sheets.push_back(TableSheet(context, table)); };
  for (const ResultTable& table : MakeSampleTables(report, context)) add(table);
  for (const ResultTable& table : MakeResultTables(context, IntervalPlace::kColumns)) add(table);
  if (report.claims) {
    for (WorkbookSheet& sheet : ClaimSheets(*report.claims, report.language)) {
      sheets.push_back(std::move(sheet));
    }
  }
  sheets.push_back(MethodsSheet(report, context));
  add(MakeGlossaryTable(report.language));
  const std::string& named = InLanguage(results.title, report.language);
  return WriteWorkbook(named.empty() ? context.Say(Phrase::kResultsOf, results.model_name) : named,
                       sheets);
}

}  // namespace trustsem
