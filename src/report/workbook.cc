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

namespace trustsem {
namespace {

constexpr int kLongestSheetName = 31;    // UTF-16 units
constexpr size_t kLongestText = 32'767;  // characters of a cell
constexpr size_t kStyles = static_cast<size_t>(CellStyle::kCount) + 1;
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

using Formats = std::array<lxw_format*, kStyles>;

Formats MakeFormats(lxw_workbook* workbook) {
  Formats formats{};
  const auto make = [&](CellStyle style) {
    lxw_format* format = workbook_add_format(workbook);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    formats[static_cast<size_t>(style)] = format;
    return format;
  };
  make(CellStyle::kPlain);
  lxw_format* title = make(CellStyle::kTitle);
  format_set_bold(title);
  format_set_font_size(title, 14);
  lxw_format* statement = make(CellStyle::kStatement);
  format_set_bold(statement);
  format_set_font_color(statement, 0xB00020);
  lxw_format* heading = make(CellStyle::kHeading);
  format_set_bold(heading);
  format_set_text_wrap(heading);
  format_set_bottom(heading, LXW_BORDER_THIN);
  format_set_bg_color(heading, 0xE8EDF3);
  format_set_text_wrap(make(CellStyle::kLabel));
  lxw_format* group = make(CellStyle::kGroup);
  format_set_bold(group);
  format_set_text_wrap(group);
  format_set_num_format(make(CellStyle::kPercent), "0.0%");
  format_set_num_format(make(CellStyle::kPoints), "0.0");
  format_set_num_format(make(CellStyle::kNumber), "0.00");
  format_set_num_format(make(CellStyle::kCount), "#,##0");
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
  lxw_format* format = formats[static_cast<size_t>(cell.style)];
  const double* number = std::get_if<double>(&cell.value);
  const std::string* text = std::get_if<std::string>(&cell.value);
  if (number != nullptr && std::isfinite(*number)) {
    Require(worksheet_write_number(sheet, row, column, *number, format), "a number");
  } else if (text != nullptr && !text->empty()) {
    // Written as a string: never a formula or a link.
    const std::string line = Shortened(CleanLine(*text), kLongestText);
    Require(worksheet_write_string(sheet, row, column, line.c_str(), format), "a text");
  } else if (cell.style == CellStyle::kHeading) {
    Require(worksheet_write_blank(sheet, row, column, format), "a heading");
  }
}

void AddSheet(lxw_workbook* workbook, const std::string& name, const WorkbookSheet& content,
              const Formats& formats) {
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, name.c_str());
  if (sheet == nullptr) Require(LXW_ERROR_PARAMETER_VALIDATION, name.c_str());
  for (size_t column = 0; column < content.widths.size(); ++column) {
    const auto at = static_cast<lxw_col_t>(column);
    Require(worksheet_set_column(sheet, at, at, content.widths[column], nullptr), "a width");
  }
  for (size_t row = 0; row < content.rows.size(); ++row) {
    for (size_t column = 0; column < content.rows[row].size(); ++column) {
      WriteCell(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                content.rows[row][column], formats);
    }
  }
  if (content.frozen_rows > 0 || content.frozen_columns > 0) {
    worksheet_freeze_panes(sheet, static_cast<lxw_row_t>(content.frozen_rows),
                           static_cast<lxw_col_t>(content.frozen_columns));
  }
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
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
