#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <regex>

#include "report/report_page.h"
#include "report/write_velocity.h"
#include "tests/support/read_workbook.h"
#include "tests/support/velocity_results.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr char kFormula[] = "=1+1";
constexpr char kScript[] = "<script>alert(1)</script>";
constexpr VelocityCsv kAllCsv[] = {VelocityCsv::kAccounts, VelocityCsv::kLevels,
                                   VelocityCsv::kResponses};

using Cells = std::vector<std::string>;

// RFC 4180.
std::vector<Cells> ReadCsv(const std::string& csv) {
  std::vector<Cells> lines(1, Cells(1));
  bool quoted = false;
  for (size_t i = 0; i < csv.size(); ++i) {
    std::string& cell = lines.back().back();
    if (quoted) {
      if (csv[i] != '"') {
        cell += csv[i];
      } else if (i + 1 < csv.size() && csv[i + 1] == '"') {
        cell += csv[i++];
      } else {
        quoted = false;
      }
    } else if (csv[i] == '"') {
      quoted = true;
    } else if (csv[i] == ',') {
      lines.back().emplace_back();
    } else if (csv[i] == '\n') {
      lines.emplace_back(1);
    } else {
      cell += csv[i];
    }
  }
  lines.pop_back();
  return lines;
}

std::string Field(const std::vector<Cells>& lines, size_t line, const std::string& column) {
  for (size_t c = 0; c < lines[0].size(); ++c) {
    if (lines[0][c] == column) return lines[line].at(c);
  }
  ADD_FAILURE() << "no column " << column;
  return "";
}

VelocityResults Hostile(const std::string& name) {
  VelocityResults results = ExampleVelocityResults();
  for (VelocityLevelResults& level : results.levels) {
    for (VelocityGroup& group : level.groups) group.name = name;
  }
  for (std::string& wave : results.wave_names) wave = name;
  for (VelocityStage& stage : results.specification.stages) stage.label = {name, name};
  results.specification.title = {name, name};
  results.specification.components[0].label = {name, name};
  results.specification.components[0].items[0].column = name;
  for (GrowthModel& model : results.growth.models) {
    for (GrowthGroup& segment : model.segments) segment.name = name;
  }
  results.notes[0].message = name;
  results.data_statement = name;
  results.time_to_trust.reported.column = name;
  return results;
}

TEST(VelocityCsv, EveryLineHasEveryColumn) {
  VelocityResults named = ExampleVelocityResults();
  named.levels[1].groups[0].name = "Smith, \"Jones\"\nand sons";
  VelocityResults real = ExampleVelocityResults();
  real.data_statement.clear();
  for (const VelocityResults& results : {named, real, EmptyVelocityResults()}) {
    for (const VelocityCsv lines : kAllCsv) {
      const std::vector<Cells> read = ReadCsv(WriteVelocityCsv(results, lines));
      for (const Cells& line : read) {
        EXPECT_EQ(line.size(), read[0].size());
        EXPECT_THAT(line, Not(::testing::Contains("nan")));
      }
    }
  }
}

TEST(VelocityCsv, RanksEveryAccount) {
  const std::vector<Cells> lines =
      ReadCsv(WriteVelocityCsv(ExampleVelocityResults(), VelocityCsv::kAccounts));
  ASSERT_THAT(lines, SizeIs(31));
  const std::pair<const char*, const char*> expected[] = {
      {"rank", "2"},
      {"account", "A101"},
      {"pace", "falling"},
      {"salesperson", "S2"},
      {"segment", "mid_market"},
      {"market", "US"},
      {"stage", "build"},
      {"responses", "4"},
      {"time", "4"},
      {"score", "41"},
      {"score_ci_lower", "33"},
      {"score_ci_upper", "49"},
      {"velocity", "41"},
      {"expected_gap", "-14"},
      {"change", "-9"},
      {"weakest_score", "31"},
      {"weakest", "vocational"},
      {"weakest_is_clear", "false"},
      {"data_statement", "Synthetic respondents; not a survey. 合成数据，非原调查数据。"}};
  for (const auto& [column, value] : expected) EXPECT_EQ(Field(lines, 2, column), value) << column;
  EXPECT_NEAR(std::stod(Field(lines, 2, "slope")), -0.7, 1e-12);
  EXPECT_NEAR(std::stod(Field(lines, 2, "slope_se")), 0.6 / 1.96, 1e-12);
}

TEST(VelocityCsv, LevelsHaveEveryGroup) {
  VelocityResults results = ExampleVelocityResults();
  results.levels[2].groups[3].score = MadeUp(77, 1);  // of a salesperson who is not shown
  const std::vector<Cells> lines = ReadCsv(WriteVelocityCsv(results, VelocityCsv::kLevels));
  ASSERT_THAT(lines, SizeIs(1 + 1 + 30 + 4 + 3 + 2 + 3));
  EXPECT_EQ(Field(lines, 1, "level"), "total");
  EXPECT_EQ(Field(lines, 1, "matched"), "61.7");
  EXPECT_EQ(Field(lines, 1, "benefit"), "69.2");
  EXPECT_EQ(Field(lines, 1, "shrunken"), "");
  const size_t s1 = 1 + 1 + 30, s4 = s1 + 3;
  EXPECT_EQ(Field(lines, s1, "column"), "salesperson_id");
  EXPECT_EQ(Field(lines, s1, "shrunken"), "61");
  EXPECT_EQ(Field(lines, s4, "group"), "S4");
  EXPECT_EQ(Field(lines, s4, "shown"), "false");
  EXPECT_EQ(Field(lines, s4, "responses"), "12");
  for (const char* column : {"score", "share_matched", "matched_velocity", "mean_time"}) {
    EXPECT_EQ(Field(lines, s4, column), "") << column;
  }
}

TEST(VelocityCsv, ResponsesKeepEveryRowAndItsFlags) {
  const std::vector<Cells> lines =
      ReadCsv(WriteVelocityCsv(ExampleVelocityResults(), VelocityCsv::kResponses));
  ASSERT_THAT(lines, SizeIs(121));
  EXPECT_EQ(Field(lines, 1, "flags"), "prorated_component");
  EXPECT_EQ(Field(lines, 1, "velocity"), "112");
  EXPECT_EQ(Field(lines, 2, "flags"), "");
  EXPECT_EQ(Field(lines, 2, "wave"), "2");
  EXPECT_EQ(Field(lines, 6, "flags"), "time_zero");
  EXPECT_EQ(Field(lines, 6, "time"), "0");
  EXPECT_EQ(Field(lines, 6, "velocity"), "");
  EXPECT_EQ(Field(lines, 8, "flags"), "prorated_component future_date");
  EXPECT_EQ(Field(lines, 8, "account"), "");
  EXPECT_EQ(Field(lines, 8, "score"), "");
}

TEST(VelocityCsv, GuardsAgainstFormulas) {
  for (const VelocityCsv lines : kAllCsv) {
    for (const Cells& line : ReadCsv(WriteVelocityCsv(Hostile(kFormula), lines))) {
      for (const std::string& cell : line) EXPECT_NE(cell, kFormula);
    }
    EXPECT_THAT(WriteVelocityCsv(Hostile(kFormula), lines), HasSubstr(",'=1+1,"));
  }
}

TEST(VelocityJson, HasEverything) {
  const nlohmann::json json =
      nlohmann::json::parse(WriteVelocityJson(ExampleVelocityResults(), false));
  EXPECT_EQ(json["program"]["name"], "trustsem");
  EXPECT_EQ(json["program"]["options"]["seed"], "1");
  EXPECT_EQ(json["program"]["data"]["hash"], "90ab11ce1234");
  EXPECT_THAT(json["statement"].get<std::string>(), HasSubstr("teaching heuristic"));
  const auto& specification = json["specification"];
  EXPECT_EQ(specification["hash"], "3f2a91c0ffee");
  EXPECT_EQ(specification["components"][1]["component"], "vocational");
  EXPECT_EQ(specification["components"][1]["items"][2]["column"], "conf2");
  EXPECT_EQ(specification["components"][1]["items"][2]["reversed"], true);
  EXPECT_EQ(specification["stages"][1]["emphasis"][0], "relationship");
  EXPECT_EQ(specification["time"], "interactions");
  EXPECT_EQ(json["rows"]["read"], 120);
  EXPECT_EQ(json["rows"]["flags"][0]["flag"], "prorated_component");
  EXPECT_EQ(json["rows"]["flags"][0]["count"], 15);
  EXPECT_EQ(json["rows"]["flags"][0]["rejected"], false);
  EXPECT_EQ(json["rows"]["flags"][2]["rejected"], true);
  EXPECT_EQ(json["rows"]["flags"][2]["first_rows"][0], 8);
  EXPECT_EQ(json["reliability"][2]["omega"], 0.82);
  EXPECT_EQ(json["score_se_measurement"], 4.6);
  EXPECT_EQ(json["time_strata"][0]["constant_velocity"], 126.4);
  EXPECT_EQ(json["levels"][3]["level"], "segment");
  EXPECT_EQ(json["levels"][3]["groups"][0]["velocity"]["ci_upper"].get<double>(),
            MadeUp(4 * 68.0 / 9, 8.8 / 9).upper);
  EXPECT_TRUE(json["levels"][3]["groups"][0]["shrunken"].is_null());
  EXPECT_FALSE(json["levels"][2]["groups"][3].contains("score"));
  EXPECT_EQ(json["differences"][0]["second"], "mid_market");
  EXPECT_TRUE(json["differences"][1]["second"].is_null());
  EXPECT_EQ(json["stage_profiles"][0]["emphasis"], (Cells{"professional", "vocational"}));
  EXPECT_FALSE(json.contains("responses"));
  EXPECT_EQ(json["accounts"][29]["rank"], 30);
  EXPECT_EQ(json["accounts"][1]["weakest"], "vocational");
  EXPECT_EQ(json["accounts"][1]["salesperson"], "S2");
  EXPECT_EQ(json["warnings"][0]["code"], "small_segment");
}

TEST(VelocityJson, HasGrowthAndTimeToTrust) {
  const nlohmann::json json =
      nlohmann::json::parse(WriteVelocityJson(ExampleVelocityResults(), true));
  EXPECT_EQ(json["waves"], (Cells{"1", "2", "3", "4"}));
  const auto& growth = json["growth"];
  EXPECT_EQ(growth["times"], (std::vector<double>{0, 3, 6, 9}));
  EXPECT_EQ(growth["complete"], 245);
  EXPECT_TRUE(growth["invariance"][0]["cfi_change"].is_null());
  EXPECT_EQ(growth["invariance"][2]["cfi_change"], -0.001);
  EXPECT_EQ(growth["better"], "linear");
  const auto& model = growth["models"][1];
  EXPECT_EQ(model["shape"], "logarithmic");
  EXPECT_EQ(model["bic"], 31260);
  EXPECT_EQ(model["everybody"]["slope_mean"]["value"], 0.7);
  EXPECT_EQ(model["segments"][2]["segment"], "small_business");
  EXPECT_EQ(model["segments"][2]["trajectory"][3].get<double>(), 56 - 0.9 * 9);
  EXPECT_EQ(model["differences"][1]["second"], "small_business");
  EXPECT_EQ(model["accounts"][8]["account"], "A108");
  EXPECT_EQ(model["accounts"][8]["slope"], 0);
  const auto& time = json["time_to_trust"];
  EXPECT_EQ(time["thresholds"][1]["threshold"], 75);
  EXPECT_EQ(time["thresholds"][0]["everybody"]["median"]["value"], 6);
  EXPECT_TRUE(time["thresholds"][0]["everybody"]["median"]["ci_upper"].is_null());
  EXPECT_TRUE(time["thresholds"][1]["everybody"]["median"].is_null());
  EXPECT_EQ(time["thresholds"][0]["segments"][0]["points"].size(), 8);
  EXPECT_EQ(time["reported"]["reference"], 0.55);
  EXPECT_THAT(json["responses"], SizeIs(120));
  EXPECT_EQ(json["responses"][7]["flags"], (Cells{"prorated_component", "future_date"}));
  EXPECT_TRUE(json["responses"][5]["velocity"].is_null());
}

TEST(VelocityJson, WhatDoesNotExistIsNull) {
  const std::string text = WriteVelocityJson(EmptyVelocityResults(), true);
  const nlohmann::json json = nlohmann::json::parse(text);
  EXPECT_TRUE(json["levels"][0]["groups"][0]["score"].is_null());
  EXPECT_TRUE(json["reference_time"].is_null());
  EXPECT_TRUE(json["time_to_trust"]["reported"].is_null());
  EXPECT_EQ(json["growth"]["fitted"], false);
  EXPECT_EQ(json["growth"]["reason"], "one wave only");
  EXPECT_EQ(json["accounts"][0]["weakest"], "");
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  // Names are data, not markup.
  EXPECT_EQ(nlohmann::json::parse(
                WriteVelocityJson(Hostile("\"\\\n<"), false))["levels"][3]["groups"][0]["group"],
            "\"\\\n<");
}

const nlohmann::json* SheetOf(const nlohmann::json& book, const std::string& name) {
  for (const nlohmann::json& sheet : book["sheets"]) {
    if (sheet["name"] == name) return &sheet;
  }
  ADD_FAILURE() << "no sheet " << name;
  return nullptr;
}

// The row whose first cell is `name`.
nlohmann::json RowOf(const nlohmann::json& sheet, const std::string& name) {
  for (const nlohmann::json& row : sheet["rows"]) {
    if (row[0]["value"] == name) return row;
  }
  ADD_FAILURE() << "no row " << name;
  return {};
}

TEST(VelocityWorkbook, HasASheetATable) {
  const nlohmann::json book =
      ReadWorkbook(WriteVelocityWorkbook(ExampleVelocityResults(), Language::kEnglish));
  Cells names;
  for (const nlohmann::json& sheet : book["sheets"]) names.push_back(sheet["name"]);
  EXPECT_THAT(names, ElementsAre("About", "Accounts", "Total", "Segment", "Market", "Stage",
                                 "Salespersons", "Salespersons without numbers", "Differences",
                                 "Emphasis by stage", "Invariance over waves", "Shape of growth",
                                 "Growth", "Invariance over segments", "Differences of slopes",
                                 "Trajectories", "Time to trust", "Curves", "Index by time",
                                 "Who is counted", "Reliability"));
  for (const nlohmann::json& sheet : book["sheets"]) {
    bool statement = false;
    for (const nlohmann::json& row : sheet["rows"]) {
      const auto& value = row[0]["value"];
      statement = statement || (value.is_string() && value.get<std::string>().starts_with(
                                                         "Synthetic respondents; not a survey."));
    }
    EXPECT_TRUE(statement) << sheet["name"];
    if (sheet["name"] != "About") {
      EXPECT_FALSE(sheet["freeze"].is_null()) << sheet["name"];
    }
  }
}

TEST(VelocityWorkbook, NumbersAreNumbers) {
  const nlohmann::json book =
      ReadWorkbook(WriteVelocityWorkbook(ExampleVelocityResults(), Language::kEnglish));
  const nlohmann::json stage = RowOf(*SheetOf(book, "Stage"), "First contact");
  EXPECT_EQ(stage[1]["value"], 400);
  EXPECT_EQ(stage[4]["value"], 110);
  EXPECT_EQ(stage[4]["format"], "0.00");
  EXPECT_NEAR(stage[5]["value"].get<double>(), 110 - 4.4, 1e-9);
  EXPECT_NEAR(stage[6]["value"].get<double>(), 110 + 4.4, 1e-9);
  const nlohmann::json& accounts = *SheetOf(book, "Accounts");
  EXPECT_EQ(
      accounts["rows"].size(),
      30 + static_cast<size_t>(std::stoi(accounts["freeze"].get<std::string>().substr(1))) - 1);
  EXPECT_EQ(RowOf(accounts, "A129")[1]["value"], "unknown");
  const nlohmann::json& time = *SheetOf(book, "Time to trust");
  EXPECT_EQ(RowOf(time, "everybody")[8]["value"], "∞");
  EXPECT_EQ(RowOf(*SheetOf(book, "Who is counted"), "a date in the future")[3]["value"], "8");
  // Both shapes of growth.
  int everybody = 0;
  for (const nlohmann::json& row : (*SheetOf(book, "Growth"))["rows"]) {
    everybody += row[0]["value"] == "everybody";
  }
  EXPECT_EQ(everybody, 2);
}

TEST(VelocityWorkbook, TextsStayTexts) {
  for (const Language language : {Language::kEnglish, Language::kChinese}) {
    for (const VelocityResults& results : {Hostile(kFormula), EmptyVelocityResults()}) {
      const nlohmann::json book = ReadWorkbook(WriteVelocityWorkbook(results, language));
      ASSERT_TRUE(book.is_object());
      for (const nlohmann::json& sheet : book["sheets"]) {
        for (const nlohmann::json& row : sheet["rows"]) {
          for (const nlohmann::json& cell : row) {
            EXPECT_NE(cell["type"], "f");
            EXPECT_NE(cell["type"], "e");
          }
        }
      }
    }
  }
}

TEST(VelocityPage, HasBothLanguagesAndTheCharts) {
  std::vector<PageFigure> figures(2);
  figures[0].figure = {"velocity", {"English chart", "中文图"}, "<svg id=\"a\">E</svg>", "", ""};
  figures[0].language = Language::kEnglish;
  figures[1].figure = {"velocity", {"English chart", "中文图"}, "<svg id=\"a\">C</svg>", "", ""};
  figures[1].language = Language::kChinese;
  const std::string page = WriteVelocityPage(ExampleVelocityResults(), figures, Language::kChinese);
  const size_t chinese = page.find("<main id=\"main-zh\"");
  ASSERT_NE(chinese, std::string::npos);
  const std::string first = page.substr(0, chinese), second = page.substr(chinese);
  EXPECT_THAT(page, HasSubstr("<html lang=\"zh\">"));
  EXPECT_THAT(page, HasSubstr("<title>大客户信任速度</title>"));
  EXPECT_THAT(page, HasSubstr("id=\"language-zh\" value=\"zh\" checked"));
  EXPECT_THAT(first, HasSubstr("teaching heuristic without a published validation study"));
  EXPECT_THAT(first, HasSubstr("<figcaption>English chart</figcaption>"));
  EXPECT_THAT(first, Not(HasSubstr("<figcaption>中文图")));
  EXPECT_THAT(second, HasSubstr("<figcaption>中文图</figcaption>"));
  EXPECT_THAT(second, HasSubstr("没有已发表的效度研究"));
  // All thirty accounts: the page has room for two hundred.
  EXPECT_THAT(first, HasSubstr(">A129<"));
  EXPECT_EQ(page.find("://"), std::string::npos);  // the page asks for nothing
  std::set<std::string> ids;
  const std::regex id(" id=\"([^\"]*)\"");
  for (std::sregex_iterator i(page.begin(), page.end(), id), end; i != end; ++i) {
    EXPECT_TRUE(ids.insert((*i)[1]).second) << (*i)[1];
  }
}

TEST(VelocityPage, EscapesNames) {
  const std::string page = WriteVelocityPage(Hostile(kScript), {}, Language::kEnglish);
  EXPECT_THAT(page, Not(HasSubstr(kScript)));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
  const std::string empty = WriteVelocityPage(EmptyVelocityResults(), {}, Language::kEnglish);
  EXPECT_FALSE(std::regex_search(empty.substr(empty.find("<main")), std::regex("\\bnan\\b")));
}

}  // namespace
}  // namespace trustsem
