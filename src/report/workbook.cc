#include "report/workbook.h"

#include <fmt/format.h>
#include <stdlib.h>  // mkdtemp
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <set>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "report/utf8.h"
#include "report/wrapped_lines.h"

namespace trustsem {
namespace {

constexpr int kLongestSheetName = 31;    // UTF-16 units
constexpr size_t kLongestText = 32'767;  // characters of a cell
constexpr size_t kStyles = static_cast<size_t>(CellStyle::kCount) + 1;
constexpr double kPlainWidth = 8.43;  // of a column that is given none, in characters
constexpr double kLineHeight = 15, kWideLineHeight = 17, kTitleHeight = 22;  // points
constexpr double kHighestRow = 409;                                          // points
constexpr double kWidestSmallPage = 150;  // characters that a landscape A4 page shows legibly
constexpr int kSmallPaper = 9, kLargePaper = 8;  // Excel's numbers of A4 and A3
constexpr lxw_color_t kHeadingColor = 0xE8EDF3, kGroupColor = 0xF4F6F9, kRuleColor = 0xB8C2CC;
constexpr lxw_color_t kStatementColor = 0xB00020;
constexpr time_t kCreated = 946'684'800;  // 2000-01-01: no clock in the bytes

// What libxlsxwriter gives back: a fault of the machine, not of the user.
void Require(lxw_error status, const char* what) {
  if (status == LXW_NO_ERROR) return;
  throw Error(ErrorKind::kOther,
              fmt::format("the workbook could not be written: {}: {}", what, lxw_strerror(status)),
              "is the folder for temporary files full?");
}

// A folder of its own, removed with everything in it.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
    path_ = (parent / "trustsem_XXXXXX").string();
    if (!error && mkdtemp(path_.data()) != nullptr) return;
    throw Error(ErrorKind::kOther, "the workbook could not be written: no temporary folder",
                "let TMPDIR name a folder that can be written");
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Of a style: without faint lines, with one above, before, with both.
constexpr size_t kRules = 4;
using Formats = std::array<lxw_format*, kRules * kStyles>;

size_t FormatIndex(CellStyle style, bool rule_above, bool rule_before) {
  return kRules * static_cast<size_t>(style) + (rule_above ? 1 : 0) + (rule_before ? 2 : 0);
}

bool IsGroup(CellStyle style) {
  return style == CellStyle::kGroup || style == CellStyle::kGroupCount;
}

bool IsHeading(CellStyle style) {
  return style == CellStyle::kHeading || style == CellStyle::kNumberHeading ||
         style == CellStyle::kCentredHeading;
}

bool Wraps(CellStyle style) { return style >= CellStyle::kTitle && style <= CellStyle::kGroup; }

bool IsBold(CellStyle style) {
  return style == CellStyle::kTitle || style == CellStyle::kStatement ||
         style == CellStyle::kStrong || style == CellStyle::kGroup || IsHeading(style);
}

lxw_format_alignments Alignment(CellStyle style) {
  if (style == CellStyle::kCentredHeading || style == CellStyle::kMark) return LXW_ALIGN_CENTER;
  const bool right = style == CellStyle::kNumberHeading || style == CellStyle::kInstead;
  return right ? LXW_ALIGN_RIGHT : LXW_ALIGN_NONE;
}

const char* NumberFormat(CellStyle style) {
  switch (style) {
    case CellStyle::kPercent:
      return "0.0%";
    case CellStyle::kPoints:
      return "#,##0.0";
    case CellStyle::kDifference:
      return "+0.0;-0.0;0.0";
    case CellStyle::kNumber:
      return "0.00";
    case CellStyle::kFine:
      return "0.000";
    case CellStyle::kPValue:
      return "[<0.001]\"<.001\";0.000";
    case CellStyle::kCount:
    case CellStyle::kGroupCount:
      return "#,##0";
    default:
      return nullptr;
  }
}

lxw_format* MakeFormat(lxw_workbook* workbook, CellStyle style, bool rule_above, bool rule_before) {
  lxw_format* format = workbook_add_format(workbook);
  format_set_align(format, IsHeading(style) ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
  if (Alignment(style) != LXW_ALIGN_NONE) format_set_align(format, Alignment(style));
  if (Wraps(style)) format_set_text_wrap(format);
  if (IsBold(style)) format_set_bold(format);
  if (style == CellStyle::kTitle) format_set_font_size(format, 14);
  if (style == CellStyle::kStatement) format_set_font_color(format, kStatementColor);
  if (IsHeading(style)) {
    format_set_bottom(format, LXW_BORDER_THIN);
    format_set_bg_color(format, kHeadingColor);
  }
  if (IsGroup(style)) format_set_bg_color(format, kGroupColor);
  if (rule_above) {
    format_set_top(format, LXW_BORDER_THIN);
    format_set_top_color(format, kRuleColor);
  }
  if (rule_before) {
    format_set_left(format, LXW_BORDER_THIN);
    format_set_left_color(format, kRuleColor);
  }
  if (NumberFormat(style) != nullptr) format_set_num_format(format, NumberFormat(style));
  return format;
}

Formats MakeFormats(lxw_workbook* workbook) {
  Formats formats{};
  for (size_t i = 0; i < kStyles; ++i) {
    const CellStyle style = static_cast<CellStyle>(i);
    for (const bool above : {false, true}) {
      for (const bool before : {false, true}) {
        formats[FormatIndex(style, above, before)] = MakeFormat(workbook, style, above, before);
      }
    }
  }
  return formats;
}

// At most `limit` characters; sheets hold no more.
std::string Shortened(const std::string& text, size_t limit) {
  size_t characters = 0;
  for (size_t i = 0; i < text.size(); ++characters) {
    if (characters == limit) return text.substr(0, i);
    i += std::max<size_t>(1, Utf8CharacterLength(text, i));
  }
  return text;
}

void WriteCell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const WorkbookCell& cell,
               const Formats& formats) {
  lxw_format* format = formats[FormatIndex(cell.style, cell.rule_above, cell.rule_before)];
  const double* number = std::get_if<double>(&cell.value);
  const std::string* text = std::get_if<std::string>(&cell.value);
  if (cell.columns > 1) {
    const auto last = static_cast<lxw_col_t>(column + cell.columns - 1);
    Require(worksheet_merge_range(sheet, row, column, row, last, "", format), "merged cells");
  }
  if (number != nullptr && std::isfinite(*number)) {
    Require(worksheet_write_number(sheet, row, column, *number, format), "a number");
  } else if (text != nullptr && !text->empty()) {
    // Written as a string: never a formula or a link.
    const std::string line = Shortened(CleanLine(*text), kLongestText);
    Require(worksheet_write_string(sheet, row, column, line.c_str(), format), "a text");
  } else if (IsHeading(cell.style) || IsGroup(cell.style) || cell.rule_above || cell.rule_before) {
    Require(worksheet_write_blank(sheet, row, column, format), "a heading");
  }
}

double ColumnWidth(const WorkbookSheet& sheet, size_t column) {
  return column < sheet.widths.size() ? sheet.widths[column] : kPlainWidth;
}

// What the cell's text needs where it wraps, else one line, in points.
double CellHeight(const WorkbookSheet& sheet, size_t column, const WorkbookCell& cell) {
  const std::string* text = std::get_if<std::string>(&cell.value);
  if (text == nullptr) return kLineHeight;
  const bool is_title = cell.style == CellStyle::kTitle;
  const double line = is_title                   ? kTitleHeight
                      : HasWideCharacters(*text) ? kWideLineHeight
                                                 : kLineHeight;
  if (!Wraps(cell.style)) return line;
  double width = 0;
  for (size_t i = 0; i < static_cast<size_t>(cell.columns); ++i) {
    width += ColumnWidth(sheet, column + i);
  }
  const double scale = is_title ? 1.4 : IsBold(cell.style) ? 1.1 : 1;
  return line * WrappedLines(CleanLine(*text), width, scale);
}

// Excel fits a row's height to its text on opening only where it is asked to, and never to merged
// cells.
double RowHeight(const WorkbookSheet& sheet, const std::vector<WorkbookCell>& cells) {
  double height = kLineHeight;
  for (size_t column = 0; column < cells.size(); ++column) {
    height = std::max(height, CellHeight(sheet, column, cells[column]));
  }
  return std::min(height, kHighestRow);
}

void SetUpPages(lxw_worksheet* sheet, const WorkbookSheet& content) {
  double width = 0;
  for (const double column : content.widths) width += column;
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, width > kWidestSmallPage ? kLargePaper : kSmallPaper);
  worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);  // inches
  worksheet_fit_to_pages(sheet, 1, 0);
  Require(worksheet_set_footer(sheet, "&L&A&R&P / &N"), "a footer");  // sheet, page of pages
  if (content.frozen_rows == 0) return;
  const auto last = static_cast<lxw_row_t>(content.frozen_rows - 1);
  Require(worksheet_repeat_rows(sheet, 0, last), "repeated rows");
}

void AddSheet(lxw_workbook* workbook, const std::string& name, const WorkbookSheet& content,
              const Formats& formats) {
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, name.c_str());
  if (sheet == nullptr) Require(LXW_ERROR_PARAMETER_VALIDATION, name.c_str());
  for (size_t column = 0; column < content.widths.size(); ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    Require(worksheet_set_column(sheet, at, at, content.widths[column], nullptr), "a width");
  }
  for (size_t index = 0; index < content.rows.size(); ++index) {
    const auto row = static_cast<lxw_row_t>(index);
    const std::vector<WorkbookCell>& cells = content.rows[index];
    Require(worksheet_set_row(sheet, row, RowHeight(content, cells), nullptr), "a height");
    for (size_t column = 0; column < cells.size(); ++column) {
      WriteCell(sheet, row, static_cast<lxw_col_t>(column), cells[column], formats);
      column += static_cast<size_t>(cells[column].columns - 1);
    }
  }
  if (content.frozen_rows > 0 || content.frozen_columns > 0) {
    worksheet_freeze_panes(sheet, static_cast<lxw_row_t>(content.frozen_rows),
                           static_cast<lxw_col_t>(content.frozen_columns));
  }
  SetUpPages(sheet, content);
}

int Utf16Units(std::string_view character) { return character.size() == 4 ? 2 : 1; }

// At most `limit` UTF-16 units of the text.
std::string Fitting(const std::string& text, int limit) {
  std::string fitting;
  int units = 0;
  for (size_t i = 0; i < text.size();) {
    const size_t length = std::max<size_t>(1, Utf8CharacterLength(text, i));
    const std::string_view character = std::string_view(text).substr(i, length);
    units += Utf16Units(character);
    if (units > limit) break;
    fitting += character;
    i += length;
  }
  return fitting;
}

std::string WithoutApostrophes(std::string name) {
  const auto trimmed = [](char c) { return c == '\'' || c == ' '; };
  while (!name.empty() && trimmed(name.back())) name.pop_back();
  while (!name.empty() && trimmed(name.front())) name.erase(name.begin());
  return name;
}

// Without the characters that a sheet's name must not have.
std::string Allowed(const std::string& name) {
  std::string allowed = CleanLine(name);
  for (char& c : allowed) {
    if (std::string_view("[]:*?/\\").find(c) != std::string_view::npos) c = '_';
  }
  allowed = WithoutApostrophes(Fitting(WithoutApostrophes(allowed), kLongestSheetName));
  return ToLower(allowed) == "history" ? allowed + "_" : allowed;
}

}  // namespace

WorkbookCell TextCell(std::string text, CellStyle style) { return {std::move(text), style}; }

WorkbookCell NumberCell(double number, CellStyle style) { return {number, style}; }

std::vector<WorkbookCell> SentenceRow(const WorkbookSheet& sheet, std::string text,
                                      CellStyle style) {
  constexpr double kLongestLine = 160;
  std::vector<WorkbookCell> cells = {TextCell(std::move(text), style)};
  double width = sheet.widths.empty() ? 0 : sheet.widths[0];
  while (cells.size() < sheet.widths.size() && width < kLongestLine) {
    width += sheet.widths[cells.size()];
    cells.push_back(TextCell("", style));
  }
  cells[0].columns = static_cast<int>(cells.size());
  return cells;
}

std::vector<std::string> SheetNames(const std::vector<std::string>& names) {
  std::set<std::string> taken;
  std::vector<std::string> unique;
  for (size_t i = 0; i < names.size(); ++i) {
    const std::string base = Allowed(names[i]);
    std::string name = base.empty() ? fmt::format("Sheet{}", i + 1) : base;
    for (int copy = 2; !taken.insert(ToLower(name)).second; ++copy) {
      const std::string suffix = fmt::format(" ({})", copy);
      name = Fitting(base, kLongestSheetName - static_cast<int>(suffix.size())) + suffix;
    }
    unique.push_back(std::move(name));
  }
  return unique;
}

std::string WriteWorkbook(const std::string& title, const std::vector<WorkbookSheet>& sheets) {
  std::vector<std::string> names;
  for (const WorkbookSheet& sheet : sheets) names.push_back(sheet.name);
  names = SheetNames(names);
  TemporaryFolder folder;
  const std::string path = folder.path() + "/workbook.xlsx";
  lxw_workbook_options options = {};
  std::string temporary = folder.path();
  options.tmpdir = temporary.data();
  lxw_workbook* workbook = workbook_new_opt(path.c_str(), &options);
  if (workbook == nullptr) Require(LXW_ERROR_MEMORY_MALLOC_FAILED, "the workbook");
  // Until it is closed, closing is what frees it.
  std::unique_ptr<lxw_workbook, lxw_error (*)(lxw_workbook*)> owner(workbook, workbook_close);
  lxw_doc_properties properties = {};
  std::string clean = Shortened(CleanLine(title), 255);
  std::string author = "trustsem";
  properties.title = clean.data();
  properties.author = author.data();
  properties.created = kCreated;
  Require(workbook_set_properties(workbook, &properties), "its properties");
  const Formats formats = MakeFormats(workbook);
  for (size_t i = 0; i < sheets.size(); ++i) AddSheet(workbook, names[i], sheets[i], formats);
  Require(workbook_close(owner.release()), "the file");
  return ReadTextFile(path, ErrorKind::kOther, "the workbook");
}

}  // namespace trustsem
