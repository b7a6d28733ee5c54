// Reads an Excel workbook back through Python's openpyxl, a reader that is not the writer's.
#ifndef TRUSTSEM_TESTS_SUPPORT_READ_WORKBOOK_H_
#define TRUSTSEM_TESTS_SUPPORT_READ_WORKBOOK_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace trustsem {

// {title, created, sheets: [{name, freeze, merged, heights, widths, orientation, fit_to_page,
// fit_width, fit_height, repeated, rows: [[{value, type, format, align, wrap}]]}]}; `type` is
// openpyxl's ("s" text, "n" number or nothing, "f" formula), `freeze` the first cell that scrolls,
// `merged` ranges
// ("A1:D1"), `heights` points by row ("1"), `widths` by column ("A"), `repeated` rows when printed.
inline nlohmann::json ReadWorkbook(const std::string& bytes) {
  static constexpr char kScript[] = R"python(
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({
    "title": book.properties.title, "created": str(book.properties.created),
    "sheets": [{"name": sheet.title, "freeze": sheet.freeze_panes,
                "merged": sorted(str(cells) for cells in sheet.merged_cells.ranges),
                "heights": {n: row.height for n, row in sheet.row_dimensions.items()},
                "widths": {n: column.width for n, column in sheet.column_dimensions.items()},
                "orientation": sheet.page_setup.orientation,
                "fit_to_page": sheet.sheet_properties.pageSetUpPr.fitToPage,
                "fit_width": sheet.page_setup.fitToWidth or 1,
                "fit_height": sheet.page_setup.fitToHeight,
                "repeated": sheet.print_title_rows,
                "rows": [[{"value": cell.value, "type": cell.data_type,
                           "format": cell.number_format,
                           "align": cell.alignment.horizontal,
                           "wrap": cell.alignment.wrap_text} for cell in row]
                         for row in sheet.iter_rows()]} for sheet in book]}))
)python";
  std::string folder = (std::filesystem::path(::testing::TempDir()) / "workbook_XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) {
    ADD_FAILURE() << "no temporary folder";
    return {};
  }
  const std::string workbook = folder + "/book.xlsx", script = folder + "/read.py";
  std::ofstream(workbook, std::ios::binary) << bytes;
  std::ofstream(script) << kScript;
  const bool has_system_python = std::filesystem::exists("/usr/bin/python3");
  const std::string command =
      (has_system_python ? "/usr/bin/python3 '" : "python3 '") + script + "' '" + workbook + "'";
  std::string out;
  if (FILE* pipe = popen(command.c_str(), "r")) {
    char buffer[4096];
    for (size_t n; (n = fread(buffer, 1, sizeof(buffer), pipe)) > 0;) out.append(buffer, n);
    EXPECT_EQ(pclose(pipe), 0) << "openpyxl could not read the workbook";
  }
  std::filesystem::remove_all(folder);
  return nlohmann::json::parse(out, nullptr, false);
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_READ_WORKBOOK_H_
