#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text.h"
#include "report/write_survey.h"
#include "survey/results.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kFormula[] = "=cmd|' /C calc'!A0";
constexpr char kStatement[] = "Synthetic respondents; not a survey.";

SurveyEstimate Estimate(double value, double half, int64_t n) {
  SurveyEstimate estimate;
  estimate.value = value;
  estimate.standard_error = half / 2;
  estimate.lower = value - half;
  estimate.upper = value + half;
  estimate.degrees_of_freedom = 99;
  estimate.design_effect = 1.25;
  estimate.base = {n, 1.5 * static_cast<double>(n), 0.8 * static_cast<double>(n)};
  return estimate;
}

SurveyRow Row(SurveyRow::Kind kind, const std::string& value, const Text& label, double first,
              size_t columns) {
  SurveyRow row;
  row.kind = kind;
  row.variable = "freq";
  row.variable_label = {"Trust frequency", "信任频率"};
  row.value = value;
  row.label = label;
  for (size_t c = 0; c < columns; ++c) {
    const double step = kind == SurveyRow::Kind::kMean ? 0.1 : 0.01;
    row.cells.push_back({Estimate(first + step * static_cast<double>(c), 0.03, 90), ""});
  }
  return row;
}

// Trust frequency by two markets and two genders.
SurveyBookResults Example() {
  using Kind = SurveyRow::Kind;
  SurveyBookResults results;
  results.name = "book";
  results.title = {"How often buyers trust", "买方信任的频率"};
  results.book.design.weights = "weight";
  results.book.design.clusters = "account";
  results.origin = {"tables.yaml", "aa",
                    "data.csv",    "bb",
                    kStatement,    "codebook.yaml",
                    "cc",          {{"weights", "weight"}, {"interval", "logit"}},
                    1600};
  SurveyTable table;
  table.name = "trust";
  table.title = {"Trust in the past year", "过去一年的信任"};
  table.base_label = {"Buyers", ""};
  table.columns = {{"", "", {}, {}, "", -1},
                   {"market", "US", {"Market", "市场"}, {"United States", "美国"}, "A", 0},
                   {"market", "CN", {"Market", "市场"}, {kFormula, "中国"}, "B", 0},
                   {"gender", "f", {"Gender", "性别"}, {}, "C", 1},
                   {"gender", "m", {"Gender", "性别"}, {}, "D", 1}};
  for (int64_t c = 0; c < 5; ++c) table.bases.push_back({100 - c, 120.5, 80.25});
  table.rows = {Row(Kind::kShare, "4", {"Often", "经常"}, 0.432, 5),
                Row(Kind::kShare, "5", {kFormula, ""}, 0.1, 5),
                Row(Kind::kNet, "top_2", {"Top 2", "最高两项"}, 0.532, 5),
                Row(Kind::kMean, "", {"Mean", "均值"}, 3.42, 5)};
  table.rows[0].cells[1].higher_than = "B";
  table.rows[2].counted = {"Often, Always", "经常、总是"};
  SurveyEstimate suppressed;
  suppressed.base = {12, 13, 11};
  suppressed.suppressed = true;
  table.rows[0].cells[4].estimate = suppressed;
  table.suppressed = 1;
  table.differences = {{0, 1, 2, -0.01, 0.02, -0.5, 98, 0.6, kNotANumber}};
  results.tables = {table};
  results.warnings = {{"suppressed_cells", "One cell is suppressed", "ask more people"}};
  return results;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(SurveyText, SaysWhatStandsBesideThePercentages) {
  const std::string text = WriteSurveyText(Example(), Language::kEnglish);
  EXPECT_THAT(text, StartsWith("How often buyers trust\n======================\n"));
  for (const char* part :
       {"*** Synthetic respondents; not a survey.",
        "Trust in the past year",
        "Base: Buyers.",
        "A: United States",
        "43.2% [40.2; 46.2]",
        "44.2% [41.2; 47.2] B",
        "3.42 [3.39; 3.45]",
        "n 90",
        "weighted n",
        "effective n",
        "120.5",
        "80.3",  // 80.25
        "\nTop 2 counts: Often, Always.\n",
        "–: fewer than 30 respondents; not shown, and not compared (cells of this table: 1).",
        "weighted by 'weight'",
        "clusters ('account')",
        "In brackets: 95% confidence intervals",
        "corrected for the number of comparisons (Holm)",
        "at the 0.05",
        "One cell is suppressed; ask more people.",
        "data.csv (rows 1,600, hash bb)",
        "codebook.yaml (hash cc)",
        "weights = weight; interval = logit"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(SurveyText, WideTablesAreStackedBySegment) {
  const std::vector<std::string> lines = Lines(WriteSurveyText(Example(), Language::kEnglish));
  EXPECT_THAT(lines, Contains("By Market"));
  EXPECT_THAT(lines, Contains("By Gender"));
  int totals = 0;
  for (const std::string& line : lines) {
    EXPECT_LE(DisplayWidth(line), 100) << line;
    totals += line.find("Total") != std::string::npos;
  }
  EXPECT_EQ(totals, 2);
  // A family that is too wide alone continues.
  SurveyBookResults wide = Example();
  SurveyTable& table = wide.tables[0];
  for (SurveyColumn& column : table.columns) {
    if (column.family == 1) column = table.columns[1];
  }
  const std::vector<std::string> stacked = Lines(WriteSurveyText(wide, Language::kEnglish));
  EXPECT_THAT(stacked, Contains("By Market"));
  EXPECT_THAT(stacked, Contains("By Market (continued)"));
  EXPECT_THAT(stacked, Not(Contains("By Gender")));
}

TEST(SurveyText, NarrowTablesStandInOnePiece) {
  SurveyBookResults results = Example();
  SurveyTable& table = results.tables[0];
  table.columns.resize(2);
  table.bases.resize(2);
  for (SurveyRow& row : table.rows) row.cells.resize(2);
  table.differences.clear();
  const std::string text = WriteSurveyText(results, Language::kEnglish);
  EXPECT_THAT(text, HasSubstr("Total"));
  EXPECT_THAT(text, HasSubstr("By Market"));
  table.columns.resize(1);
  table.bases.resize(1);
  for (SurveyRow& row : table.rows) row.cells.resize(1);
  const std::string total = WriteSurveyText(results, Language::kEnglish);
  EXPECT_THAT(total, Not(HasSubstr("By ")));
  EXPECT_THAT(total, Not(HasSubstr("Letters")));
}

// As spreadsheets round: 6.25% is 6.3%, also where the binary number is a little less.
TEST(SurveyText, HalvesAreRoundedAway) {
  SurveyBookResults results = Example();
  SurveyTable& table = results.tables[0];
  const auto set = [&](size_t row, double value, double lower, double upper) {
    SurveyEstimate& estimate = table.rows[row].cells[0].estimate;
    estimate.value = value;
    estimate.lower = lower;
    estimate.upper = upper;
  };
  set(0, 0.0625, 0.0005, 0.2845);
  set(3, 1.005, 0.984999, 2.675);
  for (const std::string& text : {WriteSurveyText(results, Language::kEnglish),
                                  WriteSurveyText(results, Language::kChinese)}) {
    EXPECT_THAT(text, HasSubstr(" 6.3% [0.1; 28.5]"));
    EXPECT_THAT(text, HasSubstr(" 1.01 [0.98; 2.68]"));
  }
  EXPECT_THAT(WriteSurveyMarkdown(results, Language::kEnglish), HasSubstr(" 6.3% \\[0.1; 28.5\\]"));
}

TEST(SurveyText, LongAnswersTakeTheRoomThatThereIs) {
  const std::string answer = "The one who gives a lower price than others";  // 43 columns
  SurveyBookResults results = Example();
  SurveyTable& table = results.tables[0];
  table.rows[0].label.en = answer;
  // Beside the total and two columns there is room for 35 or 38, beside the total alone for 44.
  const std::string wide = WriteSurveyText(results, Language::kEnglish);
  EXPECT_THAT(wide, HasSubstr("\n    The one who gives a lower price..  "));
  EXPECT_THAT(wide, HasSubstr("\n    The one who gives a lower price th..  "));
  for (const std::string& line : Lines(wide)) EXPECT_LE(DisplayWidth(line), 100) << line;
  table.columns.resize(1);
  table.bases.resize(1);
  for (SurveyRow& row : table.rows) row.cells.resize(1);
  EXPECT_THAT(WriteSurveyText(results, Language::kEnglish),
              HasSubstr("\n    The one who gives a lower price than oth..  "));
}

TEST(SurveyText, SpeaksChinese) {
  const std::string text = WriteSurveyText(Example(), Language::kChinese);
  for (const char* part :
       {"买方信任的频率", "过去一年的信任", "基数：Buyers。", "A: 美国", "合计", "信任频率", "经常",
        "最高两项", "均值", "加权人数", "按市场分组", "受访者少于 30 人", "方法", "来源"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(text, HasSubstr(kFormula));  // no Chinese label: the other language's
}

TEST(SurveyText, NetsSayWhatTheyCount) {
  SurveyBookResults results = Example();
  SurveyRow& net = results.tables[0].rows[2];
  net.label = {"Top 2: Often, Always", "最高 2 项：经常、总是"};
  EXPECT_THAT(WriteSurveyText(results, Language::kEnglish), Not(HasSubstr(" counts: ")));
  net.label.en = "Top 2: More often than not, Always and everywhere";
  net.counted.en = "More often than not, Always and everywhere";
  EXPECT_THAT(WriteSurveyText(results, Language::kEnglish),
              HasSubstr("\nTop 2 counts: More often than not, Always and everywhere."));
  EXPECT_THAT(WriteSurveyMarkdown(results, Language::kEnglish), Not(HasSubstr(" counts: ")));
  net.label.zh = "最高 2 项：经常经常经常经常经常经常、总是";
  net.counted.zh = "经常经常经常经常经常经常、总是";
  EXPECT_THAT(WriteSurveyText(results, Language::kChinese),
              HasSubstr("\n最高 2 项包括：经常经常经常经常经常经常、总是。"));
}

TEST(SurveyText, QuestionsStandOnceAboveTheirAnswers) {
  SurveyBookResults results = Example();
  const std::string text = WriteSurveyMarkdown(results, Language::kEnglish);
  const size_t first = text.find("| Trust frequency ");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(text.find("| Trust frequency ", first + 1), std::string::npos);
  // The columns of a multiple-choice question are answers of one question, variables with labels
  // alike are not.
  std::vector<SurveyRow>& rows = results.tables[0].rows;
  rows = {rows[0], rows[1]};
  rows[0].variable = "top3_a";
  rows[1].variable = "top3_b";
  const std::string choices = WriteSurveyMarkdown(results, Language::kEnglish);
  const size_t question = choices.find("| Trust frequency ");
  EXPECT_EQ(choices.find("| Trust frequency ", question + 1), std::string::npos);
  rows = {rows[0], rows[0], rows[1], rows[1]};
  const std::string alike = WriteSurveyMarkdown(results, Language::kEnglish);
  const size_t other = alike.find("| Trust frequency ");
  EXPECT_NE(alike.find("| Trust frequency ", other + 1), std::string::npos);
}

TEST(SurveyMarkdown, HasTheWholeTable) {
  const std::string markdown = WriteSurveyMarkdown(Example(), Language::kEnglish);
  EXPECT_THAT(markdown, HasSubstr("> **" + std::string(kStatement) + "**"));
  EXPECT_THAT(markdown, HasSubstr("A: United States"));
  EXPECT_THAT(markdown, HasSubstr("D: m"));
  EXPECT_THAT(markdown, HasSubstr("| Market | "));  // which family a column is of
  EXPECT_THAT(markdown, Not(HasSubstr("By Market")));
  EXPECT_THAT(markdown, HasSubstr("44.2% \\[41.2; 47.2\\] B"));
}

TEST(SurveyCsv, HasOneLineACell) {
  const std::vector<std::string> lines = Lines(WriteSurveyCsv(Example()));
  ASSERT_EQ(lines.size(), 1u + 4 * 5);
  EXPECT_EQ(
      lines[0],
      "table,base,variable,variable_label,kind,answer,answer_label,counted,segment,segment_value,"
      "segment_label,letter,unit,value,se,ci_lower,ci_upper,n,weighted_n,effective_n,df,deff,"
      "higher_than,suppressed,data_statement");
  EXPECT_THAT(lines[1], StartsWith("trust,Buyers,freq,Trust frequency,share,4,Often,,,,,,percent,"
                                   "43.2,1.5,40.2,46."));
  EXPECT_THAT(lines[2], HasSubstr(",market,US,United States,A,percent,44.2"));
  EXPECT_THAT(lines[2], HasSubstr(",90,135,72,99,1.25,B,false," + std::string(kStatement)));
  EXPECT_THAT(lines[5], HasSubstr(",percent,,,,,12,13,11,,,,true,"));
  EXPECT_THAT(lines[16], HasSubstr(",mean,,Mean,,,,,,mean,3.42,"));
}

TEST(SurveyCsv, GuardsAgainstFormulas) {
  const std::vector<std::string> lines = Lines(WriteSurveyCsv(Example()));
  EXPECT_THAT(lines[6], HasSubstr(",5,'=cmd|' /C calc'!A0,"));
  EXPECT_THAT(lines[3], HasSubstr(",CN,'=cmd|' /C calc'!A0,B,"));
}

TEST(SurveyJson, IsOneObject) {
  const nlohmann::json json = nlohmann::json::parse(WriteSurveyJson(Example()));
  EXPECT_EQ(json["program"]["name"], "trustsem");
  EXPECT_EQ(json["program"]["options"]["interval"], "logit");
  EXPECT_EQ(json["program"]["survey"]["hash"], "aa");
  EXPECT_EQ(json["program"]["survey"]["title"]["zh"], "买方信任的频率");
  EXPECT_EQ(json["program"]["data"]["statement"], kStatement);
  EXPECT_EQ(json["program"]["codebook"]["hash"], "cc");
  EXPECT_EQ(json["program"]["rows"], 1600);
  const nlohmann::json& table = json["tables"][0];
  EXPECT_EQ(table["name"], "trust");
  EXPECT_EQ(table["base"]["en"], "Buyers");
  EXPECT_EQ(table["suppressed"], 1);
  ASSERT_EQ(table["columns"].size(), 5u);
  EXPECT_EQ(table["columns"][1]["letter"], "A");
  EXPECT_EQ(table["columns"][1]["value_label"]["zh"], "美国");
  EXPECT_EQ(table["columns"][0]["family"], -1);
  EXPECT_EQ(table["bases"][1]["n"], 99);
  EXPECT_EQ(table["bases"][1]["weighted_n"], 120.5);
  ASSERT_EQ(table["rows"].size(), 4u);
  EXPECT_EQ(table["rows"][3]["kind"], "mean");
  EXPECT_EQ(table["rows"][2]["counted"]["zh"], "经常、总是");
  const nlohmann::json& cell = table["rows"][0]["cells"][1];
  EXPECT_DOUBLE_EQ(cell["value"], 0.442);
  EXPECT_DOUBLE_EQ(cell["se"], 0.015);
  EXPECT_DOUBLE_EQ(cell["ci_lower"], 0.412);
  EXPECT_DOUBLE_EQ(cell["ci_upper"], 0.472);
  EXPECT_EQ(cell["n"], 90);
  EXPECT_EQ(cell["weighted_n"], 135);
  EXPECT_EQ(cell["effective_n"], 72);
  EXPECT_EQ(cell["df"], 99);
  EXPECT_EQ(cell["deff"], 1.25);
  EXPECT_EQ(cell["higher_than"], "B");
  EXPECT_EQ(cell["suppressed"], false);
  const nlohmann::json& hidden = table["rows"][0]["cells"][4];
  EXPECT_TRUE(hidden["value"].is_null());
  EXPECT_EQ(hidden["suppressed"], true);
  EXPECT_EQ(hidden["n"], 12);
  EXPECT_EQ(table["differences"][0]["second"], 2);
  EXPECT_EQ(table["differences"][0]["pvalue"], 0.6);
  EXPECT_TRUE(table["differences"][0]["pvalue_adjusted"].is_null());
  EXPECT_EQ(json["warnings"][0]["code"], "suppressed_cells");
}

// The cell with that text in the column, or null.
const nlohmann::json* RowWith(const nlohmann::json& sheet, size_t column, const std::string& text) {
  for (const nlohmann::json& row : sheet["rows"]) {
    if (row.size() > column && row[column]["value"] == text) return &row;
  }
  return nullptr;
}

TEST(SurveyWorkbook, HasASheetATable) {
  SurveyBookResults results = Example();
  results.tables.push_back(results.tables[0]);
  results.tables[1].name = "Importance/of/each/behaviour/for/trust/among/all/customers/1";
  const nlohmann::json book = ReadWorkbook(WriteSurveyWorkbook(results, Language::kEnglish));
  ASSERT_EQ(book["sheets"].size(), 3u);
  EXPECT_EQ(book["sheets"][0]["name"], "About");
  EXPECT_EQ(book["sheets"][1]["name"], "trust");
  EXPECT_EQ(book["sheets"][2]["name"], "Importance_of_each_behaviour_fo");
  EXPECT_EQ(book["title"], "How often buyers trust");
  for (const nlohmann::json& sheet : book["sheets"]) {
    EXPECT_NE(RowWith(sheet, 0, kStatement), nullptr) << sheet["name"];
  }
  EXPECT_NE(RowWith(book["sheets"][0], 0, "Data: data.csv (rows 1,600, hash bb)"), nullptr);

  const nlohmann::json& sheet = book["sheets"][1];
  EXPECT_EQ(sheet["freeze"], "C7");
  const nlohmann::json& row = *RowWith(sheet, 1, "Often");
  EXPECT_DOUBLE_EQ(row[2]["value"], 0.432);
  EXPECT_EQ(row[2]["format"], "0.0%");
  EXPECT_DOUBLE_EQ(row[3]["value"], 0.402);
  EXPECT_DOUBLE_EQ(row[5]["value"], 0.442);
  EXPECT_EQ(row[8]["value"], "B");
  EXPECT_EQ(row[17]["value"], "–");
  EXPECT_TRUE(row[18]["value"].is_null());
  const nlohmann::json& mean = *RowWith(sheet, 1, "Mean");
  EXPECT_DOUBLE_EQ(mean[2]["value"], 3.42);
  EXPECT_EQ(mean[2]["format"], "0.00");
  EXPECT_EQ((*RowWith(sheet, 1, "n"))[5]["value"], 99);
  EXPECT_EQ((*RowWith(sheet, 1, "weighted n"))[2]["value"], 120.5);
  EXPECT_EQ((*RowWith(sheet, 1, "effective n"))[2]["value"], 80.25);
  EXPECT_EQ((*RowWith(sheet, 0, "Trust frequency"))[5]["value"], 90);
  EXPECT_NE(RowWith(sheet, 0, "Top 2 counts: Often, Always."), nullptr);
  EXPECT_NE(RowWith(sheet, 1, kFormula), nullptr);  // a text: a formula would have no such value
  EXPECT_NE(RowWith(sheet, 0,
                    "–: fewer than 30 respondents; not shown, and not compared (cells of this "
                    "table: 1)."),
            nullptr);
}

TEST(SurveyWorkbook, HeadingsStandOverTheirColumns) {
  SurveyBookResults results = Example();
  SurveyTable& table = results.tables[0];
  table.columns[1].value_label.en = "United States of America and the islands that belong to them";
  table.rows[0].label.en = "Often, which is to say in more than half of all the meetings";
  const nlohmann::json book = ReadWorkbook(WriteSurveyWorkbook(results, Language::kEnglish));
  const nlohmann::json& sheet = book["sheets"][1];
  // Segments over their columns; each column over value, lower, upper and letters.
  for (const char* range :
       {"F4:M4", "N4:U4", "C5:E5", "F5:I5", "J5:M5", "N5:Q5", "R5:U5", "A1:M1", "A3:M3"}) {
    EXPECT_THAT(sheet["merged"], Contains(range));
  }
  EXPECT_EQ(sheet["rows"][3][5]["value"], "Market");
  EXPECT_EQ(sheet["rows"][3][13]["value"], "Gender");
  EXPECT_EQ(sheet["rows"][4][5]["align"], "center");
  for (const size_t column : {2, 3, 4, 5, 6, 7}) {
    EXPECT_EQ(sheet["rows"][5][column]["align"], "right") << column;
  }
  EXPECT_EQ(sheet["rows"][5][8]["value"], "higher than");
  EXPECT_EQ(sheet["rows"][5][8]["align"], "center");
  EXPECT_EQ(sheet["heights"]["5"], 30);   // the long name of a market, over 33 characters, bold
  EXPECT_EQ(sheet["heights"]["11"], 30);  // the long answer
  EXPECT_FALSE(sheet["heights"].contains("7"));
  EXPECT_EQ(sheet["freeze"], "C7");
  EXPECT_EQ(sheet["repeated"], "$1:$6");
}

TEST(SurveyWorkbook, SaysWhereItsIntervalsStand) {
  SurveyBookResults results = Example();
  for (const IntervalMethod method : {IntervalMethod::kLogit, IntervalMethod::kBeta}) {
    results.book.interval = method;
    const std::string english =
        ReadWorkbook(WriteSurveyWorkbook(results, Language::kEnglish)).dump();
    EXPECT_THAT(english, HasSubstr("Lower and upper: 95% confidence intervals"));
    EXPECT_THAT(english, Not(HasSubstr("rackets")));
    const std::string chinese =
        ReadWorkbook(WriteSurveyWorkbook(results, Language::kChinese)).dump();
    EXPECT_THAT(chinese, HasSubstr("“下限”与“上限”：95% 置信区间"));
    EXPECT_THAT(chinese, Not(HasSubstr("方括号")));
  }
}

TEST(SurveyWorkbook, SpeaksChineseAndIsTheSameEveryTime) {
  const SurveyBookResults results = Example();
  const std::string bytes = WriteSurveyWorkbook(results, Language::kChinese);
  EXPECT_EQ(bytes, WriteSurveyWorkbook(results, Language::kChinese));
  const nlohmann::json book = ReadWorkbook(bytes);
  EXPECT_EQ(book["sheets"][0]["name"], "说明");
  EXPECT_NE(RowWith(book["sheets"][1], 1, "经常"), nullptr);
  EXPECT_NE(RowWith(book["sheets"][1], 5, "A: 美国"), nullptr);
}

}  // namespace
}  // namespace trustsem
