#include "report/workbook.h"

#include <gmock/gmock.h>

#include <limits>

#include "report/wrapped_lines.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::SizeIs;

WorkbookCell Cell(const std::string& text) { return {text, CellStyle::kPlain}; }

TEST(SheetNames, AreAsExcelAllowsThem) {
  EXPECT_THAT(SheetNames({"Trust", "a/b\\c[d]e:f*g?", "'quoted'", "", "History", "a\tb"}),
              ElementsAre("Trust", "a_b_c_d_e_f_g_", "quoted", "Sheet4", "History_", "a b"));
}

TEST(SheetNames, AreShortAndUnique) {
  const std::string sixty = "Importance/of/each/behaviour/for/trust/among/all/customers/1";
  ASSERT_EQ(sixty.size(), 60u);
  const std::vector<std::string> names = SheetNames({sixty, sixty, "TRUST", "trust", "trust (2)"});
  EXPECT_THAT(names,
              ElementsAre("Importance_of_each_behaviour_fo", "Importance_of_each_behaviou (2)",
                          "TRUST", "trust (2)", "trust (2) (2)"));
  EXPECT_THAT(names, Each(SizeIs(::testing::Le(31u))));
}

TEST(SheetNames, CountUtf16Units) {
  std::string chinese, astral;
  for (int i = 0; i < 40; ++i) chinese += "信", astral += "😀";
  const std::vector<std::string> names = SheetNames({chinese, astral});
  EXPECT_EQ(names[0].size(), 31u * 3);
  EXPECT_EQ(names[1].size(), 15u * 4);  // two units each
}

TEST(Workbook, KeepsTextsAndNumbers) {
  WorkbookSheet sheet;
  sheet.name = "信任";
  sheet.frozen_rows = 1;
  sheet.frozen_columns = 2;
  sheet.widths = {20, 8};
  sheet.rows = {{Cell("信任"), Cell("=cmd|' /C calc'!A0"), Cell("+1"), Cell("-1"), Cell("@x")},
                {{0.432, CellStyle::kPercent},
                 {1600.0, CellStyle::kCount},
                 {3.4, CellStyle::kNumber},
                 {std::numeric_limits<double>::quiet_NaN(), CellStyle::kPercent},
                 {}},
                {},
                {Cell("http://example.com"), Cell("a\nb\x01"), Cell("\xFF"),
                 Cell("\xEF\xBF\xBE<\xEF\xBF\xBF"), Cell("\U0001FFFE")}};
  const nlohmann::json book = ReadWorkbook(WriteWorkbook("标题", {sheet}));
  EXPECT_EQ(book["title"], "标题");
  EXPECT_EQ(book["created"], "2000-01-01 00:00:00");
  ASSERT_EQ(book["sheets"].size(), 1u);
  const nlohmann::json& read = book["sheets"][0];
  EXPECT_EQ(read["name"], "信任");
  EXPECT_EQ(read["freeze"], "C2");
  const nlohmann::json& rows = read["rows"];
  EXPECT_EQ(rows[0][0]["value"], "信任");
  const std::vector<std::string> texts = {"=cmd|' /C calc'!A0", "+1", "-1", "@x"};
  for (size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(rows[0][i + 1]["value"], texts[i]);
  EXPECT_EQ(rows[1][0]["value"], 0.432);
  EXPECT_EQ(rows[1][0]["format"], "0.0%");
  EXPECT_EQ(rows[1][1]["value"], 1600);
  EXPECT_EQ(rows[1][1]["format"], "#,##0");
  EXPECT_EQ(rows[1][2]["format"], "0.00");
  EXPECT_TRUE(rows[1][3]["value"].is_null());
  EXPECT_TRUE(rows[1][4]["value"].is_null());
  EXPECT_EQ(rows[3][0]["value"], "http://example.com");
  EXPECT_EQ(rows[3][1]["value"], "a b ");
  EXPECT_EQ(rows[3][2]["value"], "\uFFFD");
  EXPECT_EQ(rows[3][3]["value"], "\uFFFD<\uFFFD");  // XML forbids U+FFFE and U+FFFF
  EXPECT_EQ(rows[3][4]["value"], "\U0001FFFE");     // and allows this one
}

// A formula would be a cell of its own kind in the file, whatever a reader makes of its text.
TEST(Workbook, HoldsNoFormula) {
  WorkbookSheet sheet;
  sheet.name = "a";
  sheet.rows = {{Cell("=1+1")}};
  const nlohmann::json book = ReadWorkbook(WriteWorkbook("t", {sheet}));
  EXPECT_EQ(book["sheets"][0]["rows"][0][0]["value"], "=1+1");
  const std::string with_number = WriteWorkbook("t", {sheet});
  EXPECT_EQ(with_number.find("<f>"), std::string::npos);
}

TEST(Workbook, RowsAreAsHighAsTheirTexts) {
  const std::string words = "several words that stand in more than one line of a narrow cell";
  WorkbookSheet sheet;
  sheet.name = "a";
  sheet.widths = {20, 40, 40};
  sheet.rows = {{{"short", CellStyle::kLabel}},
                {{words, CellStyle::kLabel}},
                {{words, CellStyle::kPlain}},
                {{words, CellStyle::kLabel, 3}},
                {{"二十个汉字在二十个字符宽的单元格里要三行", CellStyle::kLabel}},
                {{std::string(5000, 'a'), CellStyle::kLabel}},
                {}};
  const nlohmann::json book = ReadWorkbook(WriteWorkbook("t", {sheet}));
  const nlohmann::json& heights = book["sheets"][0]["heights"];
  EXPECT_FALSE(heights.contains("1"));  // one line is the height of every row
  EXPECT_EQ(heights["2"], 60);          // 63 characters, four lines of 20
  EXPECT_FALSE(heights.contains("3"));
  EXPECT_FALSE(heights.contains("4"));  // merged: 100 characters wide
  EXPECT_EQ(heights["5"], 51);
  EXPECT_EQ(heights["6"], 409);  // the highest that Excel allows
  EXPECT_EQ(book["sheets"][0]["merged"], nlohmann::json({"A4:C4"}));
  EXPECT_EQ(book["sheets"][0]["rows"][1][0]["wrap"], true);
  EXPECT_EQ(book["sheets"][0]["rows"][3][0]["value"], words);
}

TEST(Workbook, PrintsOnePageWideWithItsHeader) {
  WorkbookSheet sheet;
  sheet.name = "a";
  sheet.rows = {{Cell("heading")}, {Cell("heading")}, {Cell("x")}};
  sheet.frozen_rows = 2;
  WorkbookSheet plain = sheet;
  plain.frozen_rows = 0;
  const nlohmann::json book = ReadWorkbook(WriteWorkbook("t", {sheet, plain}));
  const nlohmann::json& read = book["sheets"][0];
  EXPECT_EQ(read["orientation"], "landscape");
  EXPECT_EQ(read["fit_to_page"], true);
  EXPECT_EQ(read["fit_width"], 1);
  EXPECT_EQ(read["fit_height"], 0);  // as many pages as are needed
  EXPECT_EQ(read["repeated"], "$1:$2");
  EXPECT_TRUE(book["sheets"][1]["repeated"].is_null() || book["sheets"][1]["repeated"] == "");
}

TEST(WrappedLines, BreaksAtSpacesAndBetweenWideCharacters) {
  EXPECT_EQ(WrappedLines("", 10), 1);
  EXPECT_EQ(WrappedLines("a b", 10), 1);
  EXPECT_EQ(WrappedLines("abcdef bcdefg", 10), 2);
  EXPECT_EQ(WrappedLines("abcdef bcdefg", 20), 1);
  EXPECT_EQ(WrappedLines("abcdefgh abcdefgh", 18), 1);
  EXPECT_EQ(WrappedLines("abcdefgh abcdefgh", 18, 1.1), 2);  // bold
  EXPECT_EQ(WrappedLines("信任信任", 10), 1);
  EXPECT_EQ(WrappedLines("信任信任信任", 10), 2);
  EXPECT_EQ(WrappedLines(std::string(25, 'n'), 10), 3);  // a word wider than the cell
  EXPECT_EQ(WrappedLines("a\xFF", 10), 1);
}

TEST(Workbook, SameSheetsGiveTheSameBytes) {
  WorkbookSheet sheet;
  sheet.name = "a";
  sheet.rows = {{Cell("x"), {0.5, CellStyle::kPercent}}};
  EXPECT_EQ(WriteWorkbook("t", {sheet}), WriteWorkbook("t", {sheet}));
  WorkbookSheet other = sheet;
  other.rows[0][1] = {0.25, CellStyle::kPercent};
  EXPECT_NE(WriteWorkbook("t", {sheet}), WriteWorkbook("t", {other}));
}

TEST(Workbook, CutsWhatACellCannotHold) {
  std::string text;
  for (int i = 0; i < 40000; ++i) text += "字";
  WorkbookSheet sheet;
  sheet.name = "long";
  sheet.rows = {{Cell(text)}};
  const nlohmann::json book = ReadWorkbook(WriteWorkbook("t", {sheet}));
  EXPECT_EQ(book["sheets"][0]["rows"][0][0]["value"].get<std::string>().size(), 32767u * 3);
}

}  // namespace
}  // namespace trustsem
