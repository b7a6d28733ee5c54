#include "report/results_workbook.h"

#include <gmock/gmock.h>

#include "tests/report/hostile_results.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Json = nlohmann::json;

std::vector<std::string> SheetTitles(const Json& book) {
  std::vector<std::string> names;
  for (const Json& sheet : book["sheets"]) names.push_back(sheet["name"]);
  return names;
}

const Json& Sheet(const Json& book, const std::string& name) {
  for (const Json& sheet : book["sheets"]) {
    if (sheet["name"] == name) return sheet;
  }
  ADD_FAILURE() << "no sheet " << name;
  return book["sheets"][0];
}

// The first row whose cells begin with these texts.
const Json& RowOf(const Json& sheet, const std::vector<std::string>& first) {
  for (const Json& row : sheet["rows"]) {
    bool same = row.size() >= first.size();
    for (size_t i = 0; same && i < first.size(); ++i) same = row[i]["value"] == first[i];
    if (same) return row;
  }
  ADD_FAILURE() << "no row " << first[0];
  return sheet["rows"][0];
}

Results WithValidity() {
  Results results = ExampleResults();
  results.reliability = {
      {"TRUST", 1, {"trust1", "trust2"}, false, false, 0.81234567891, 0.82, 0.83, 0.55},
      {"REL", 1, {"rel1", "rel2"}, false, true, 0.7, kMissing, 0.71, 0.45},
      {"LOY", 1, {"loy1"}, false, false, kMissing, kMissing, kMissing, kMissing}};
  results.discriminant_validity = {{"TRUST", "REL", 1, 0.7, 0.88, false},
                                   {"TRUST", "LOY", 1, 0.5, kMissing, std::nullopt}};
  results.has_modification_indices = true;
  results.modification_indices = {
      {"trust1", Operator::kCovariance, "rel2", 1, 12.5, 0.0004, 0.1, 0.1, 0.2}};
  return results;
}

TEST(WriteResultsWorkbook, HasASheetATable) {
  const Json book = ReadWorkbook(WriteResultsWorkbook(WithValidity()));
  EXPECT_THAT(SheetTitles(book),
              ElementsAre("About", "Fit", "Loadings", "Reliability", "Discriminant validity",
                          "Paths", "R-squared", "Defined effects", "Effects", "Hypotheses",
                          "Parameters", "Residual correlations", "Modification indices"));
  EXPECT_EQ(book["title"], "Trust and relationship");
}

TEST(WriteResultsWorkbook, NumbersAreNumbersToTheLastDigit) {
  const Json book = ReadWorkbook(WriteResultsWorkbook(WithValidity()));
  const Json& trust = RowOf(Sheet(book, "Reliability"), {"Trust (TRUST)"});
  EXPECT_EQ(trust[1]["value"], 2);
  EXPECT_EQ(trust[1]["format"], "#,##0");
  EXPECT_DOUBLE_EQ(trust[2]["value"].get<double>(), 0.81234567891);
  EXPECT_EQ(trust[2]["format"], "0.000");
  // What does not exist is an empty cell, and a single item has no row.
  const Json& rel = RowOf(Sheet(book, "Reliability"), {"Relationship (REL)"});
  EXPECT_TRUE(rel[3]["value"].is_null());
  EXPECT_THAT(Sheet(book, "Reliability").dump(),
              HasSubstr("A single item tells nothing of its own reliability: Loyalty (LOY)."));
  const Json& path = RowOf(Sheet(book, "Paths"), {"Loyalty (LOY)", "Relationship (REL)"});
  EXPECT_EQ(path[2]["value"], -0.15);
  EXPECT_EQ(path[4]["format"], "0.00");
  EXPECT_EQ(path[5]["value"], 0.0004);
  EXPECT_EQ(path[5]["format"], "[<0.001]\"<.001\";0.000");
  EXPECT_NEAR(path[6]["value"].get<double>(), -0.15 - 1.96 * 0.04, 1e-15);
  // A fixed loading has no standard error.
  const Json& marker = RowOf(Sheet(book, "Loadings"), {"Trust (TRUST)"});
  EXPECT_EQ(marker[2]["value"], 1);
  EXPECT_TRUE(marker[3]["value"].is_null());
  const Json& pair =
      RowOf(Sheet(book, "Discriminant validity"), {"Trust (TRUST)", "Relationship (REL)"});
  EXPECT_EQ(pair[3]["value"], 0.88);
  EXPECT_EQ(pair[4]["value"], "no");
}

TEST(WriteResultsWorkbook, EveryTableTellsItsBaseAndItsHeadersStay) {
  Results results = WithValidity();
  results.data_statement = "Synthetic respondents.";
  const Json book = ReadWorkbook(WriteResultsWorkbook(results));
  for (const Json& sheet : book["sheets"]) {
    SCOPED_TRACE(sheet["name"]);
    EXPECT_THAT(sheet["rows"].dump(), HasSubstr("Respondents: 1,590."));
    EXPECT_THAT(sheet["rows"].dump(), HasSubstr("Synthetic respondents."));
    if (sheet["name"] == "About") continue;
    EXPECT_THAT(sheet["freeze"].get<std::string>(), ::testing::EndsWith("5"));
  }
  EXPECT_EQ(Sheet(book, "Loadings")["freeze"], "C5");
  EXPECT_THAT(Sheet(book, "About").dump(), HasSubstr("item rel2 has 3 answers in category 5"));
  EXPECT_THAT(Sheet(book, "About").dump(), HasSubstr("00ff"));
}

TEST(WriteResultsWorkbook, OfGroupsBeginsWithTheGroup) {
  const Json book = ReadWorkbook(WriteResultsWorkbook(ExampleResultsOfTwoGroups()));
  EXPECT_EQ(RowOf(Sheet(book, "Loadings"), {"US", "Trust (TRUST)", "trust2"})[3]["value"], 0.81);
  EXPECT_EQ(Sheet(book, "Loadings")["freeze"], "D4");
}

TEST(WriteResultsWorkbook, HostileLabelsStayText) {
  for (const std::string& label : HostileLabels()) {
    SCOPED_TRACE(label);
    const Json book = ReadWorkbook(WriteResultsWorkbook(HostileResults(label)));
    bool seen = false;
    for (const Json& sheet : book["sheets"]) {
      for (const Json& row : sheet["rows"]) {
        for (const Json& cell : row) {
          EXPECT_NE(cell["type"], "f") << cell;
          seen |= cell["value"] == label + " (TRUST)" || cell["value"] == label;
        }
      }
    }
    EXPECT_TRUE(seen);
  }
}

TEST(WriteResultsWorkbook, InChineseAndTheSameBytesAgain) {
  ReportOptions options;
  options.language = Language::kChinese;
  const std::string bytes = WriteResultsWorkbook(WithValidity(), options);
  EXPECT_EQ(bytes, WriteResultsWorkbook(WithValidity(), options));
  const Json book = ReadWorkbook(bytes);
  EXPECT_EQ(book["sheets"][3]["name"], "信度");
  EXPECT_EQ(book["title"], "信任与关系");
  EXPECT_EQ(RowOf(book["sheets"][3], {"信任 (TRUST)"})[1]["value"], 2);
}

}  // namespace
}  // namespace trustsem
