#include "report/paper_tables.h"

#include <algorithm>

#include "base/text.h"
#include "base/version.h"
#include "report/latex_text.h"
#include "report/report_tables.h"

namespace trustsem {
namespace {

constexpr size_t kLongTable = 40;  // rows from which on a table does not fit on one page

std::vector<ResultTable> PaperTables(const ReportPage& report, const ReportContext& context) {
  std::vector<ResultTable> tables = MakeSampleTables(report, context);
  for (ResultTable& table : MakeResultTables(context, IntervalPlace::kBrackets))
    tables.push_back(std::move(table));
  tables.push_back(MakeClaimTable(report, report.language));
  std::erase_if(tables,
                [](const ResultTable& table) { return !table.in_papers || table.rows.empty(); });
  for (ResultTable& table : tables) table = ForPapers(table);
  return tables;
}

// What stands below each table: respondents, notes, and that data are synthetic where they are.
std::vector<std::string> Notes(const ReportContext& context, const ResultTable& table) {
  std::vector<std::string> notes = {table.base};
  notes.insert(notes.end(), table.notes.begin(), table.notes.end());
  if (!context.results.data_statement.empty()) notes.push_back(context.results.data_statement);
  return notes;
}

// Numbers in mathematics, for their signs; an empty cell stays empty.
std::string LatexCell(const ResultCell& cell) {
  const std::string text = CellText(cell);
  if (!std::holds_alternative<double>(cell.value) || text.empty()) return LatexText(text);
  const bool signed_number = text[0] == '-' || text[0] == '<';
  return signed_number ? "$" + text + "$" : LatexText(text);
}

std::string LatexRow(const std::vector<std::string>& cells) {
  std::string row;
  for (size_t i = 0; i < cells.size(); ++i) row += (i == 0 ? "" : " & ") + cells[i];
  return row + " \\\\\n";
}

// Long texts wrap.
std::string ColumnType(const ResultTable& table, size_t column) {
  constexpr int kLongText = 28;  // characters
  if (table.columns[column].align == Align::kRight) return "r";
  int width = 0;
  for (const auto& row : table.rows) width = std::max(width, DisplayWidth(CellText(row[column])));
  return width > kLongText ? ">{\\raggedright\\arraybackslash}p{0.26\\linewidth}" : "l";
}

std::string LatexTable(const ReportContext& context, const ResultTable& table) {
  const bool is_long = table.rows.size() > kLongTable;
  std::string columns, headings;
  std::vector<std::string> cells;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    columns += ColumnType(table, i);
    cells.push_back(LatexText(table.columns[i].heading));
  }
  const std::string head = "\\toprule\n" + LatexRow(cells) + "\\midrule\n";
  const std::string caption = "\\caption{" + LatexText(table.title) +
                              "}\n\\label{tab:" + LatexLabel(context.results.model_name) + "-" +
                              LatexLabel(table.name) + "}";
  std::string latex = is_long ? "{\\small\n\\begin{longtable}{" + columns + "}\n" + caption +
                                    "\\\\\n" + head + "\\endfirsthead\n" + head + "\\endhead\n"
                              : "\\begin{table}[htbp]\n\\centering\\small\n" + caption +
                                    "\n\\begin{tabular}{" + columns + "}\n" + head;
  for (const auto& row : table.rows) {
    cells.clear();
    for (const ResultCell& cell : row) cells.push_back(LatexCell(cell));
    latex += LatexRow(cells);
  }
  latex += "\\bottomrule\n";
  latex += is_long ? "\\end{longtable}}\n" : "\\end{tabular}\n";
  std::string notes = "\\emph{" + LatexText(context.Say(Phrase::kTableNote)) + "}";
  for (const std::string& note : Notes(context, table)) notes += "\n" + LatexText(note);
  latex += "\n\\par\\medskip\n{\\footnotesize\\raggedright " + notes + "\\par}\n";
  return latex + (is_long ? "" : "\\end{table}\n");
}

bool HasWideText(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

ReportOptions OptionsOf(const ReportPage& report) {
  ReportOptions options;
  options.language = report.language;
  return options;
}

}  // namespace

std::string WriteLatexTables(const ReportPage& report) {
  const ReportOptions options = OptionsOf(report);
  const ReportContext context{report.results, options, Names(report.results, report.language, 0)};
  std::string body;
  bool has_long = false;
  for (const ResultTable& table : PaperTables(report, context)) {
    has_long |= table.rows.size() > kLongTable;
    body += "\n" + LatexTable(context, table);
  }
  std::string head = "% trustsem " + std::string(Version()) + "\n";
  head += std::string("% \\usepackage{array,booktabs") + (has_long ? ",longtable" : "") + "}\n";
  if (HasWideText(body)) head += "% XeLaTeX or LuaLaTeX; Chinese text: \\usepackage{ctex}\n";
  return head + body;
}

std::string WriteMarkdownTables(const ReportPage& report) {
  const ReportOptions options = OptionsOf(report);
  const ReportContext context{report.results, options, Names(report.results, report.language, 0)};
  Document document;
  for (const ResultTable& table : PaperTables(report, context)) {
    document.blocks.push_back(Heading{2, table.title});
    document.blocks.push_back(TextTable(table));
    std::string sentences = context.Say(Phrase::kTableNote);
    for (const std::string& note : Notes(context, table)) sentences += " " + note;
    document.blocks.push_back(Paragraph{sentences});
  }
  return RenderMarkdown(document);
}

}  // namespace trustsem
