#include "report/results_workbook.h"

#include <gmock/gmock.h>

#include "tests/report/hostile_results.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

ReportPage ReportOf(Results results, Language language = Language::kEnglish) {
  ReportPage report;
  report.results = std::move(results);
  report.language = language;
  return report;
}

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
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
  const Json book = ReadWorkbook(WriteResultsWorkbook(ReportOf(WithValidity())));
  EXPECT_THAT(
      SheetTitles(book),
      ElementsAre("About", "Fit", "Loadings", "Reliability", "Discriminant validity", "Paths",
                  "R-squared", "Defined effects", "Effects", "Hypotheses", "Parameters",
                  "Residual correlations", "Modification indices", "Methods", "Glossary"));
  EXPECT_EQ(book["title"], "Trust and relationship");
}

TEST(WriteResultsWorkbook, NumbersAreNumbersToTheLastDigit) {
  const Json book = ReadWorkbook(WriteResultsWorkbook(ReportOf(WithValidity())));
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

TEST(WriteResultsWorkbook, TheIntervalOfTheRmseaIsTwoNumbers) {
  const Results results = WithValidity();
  const Json book = ReadWorkbook(WriteResultsWorkbook(ReportOf(results)));
  const Json& fit = Sheet(book, "Fit");
  EXPECT_EQ(RowOf(fit, {"RMSEA, 90% interval (from)"})[1]["value"],
            FitMeasure(results.fit, "rmsea_ci_lower"));
  EXPECT_EQ(RowOf(fit, {"RMSEA, 90% interval (to)"})[1]["value"],
            FitMeasure(results.fit, "rmsea_ci_upper"));
  EXPECT_THAT(fit.dump(), Not(HasSubstr("[0.")));
}

TEST(WriteResultsWorkbook, EveryTableTellsItsBaseAndItsHeadersStay) {
  Results results = WithValidity();
  results.data_statement = "Synthetic respondents.";
  const Json book = ReadWorkbook(WriteResultsWorkbook(ReportOf(results)));
  for (const Json& sheet : book["sheets"]) {
    SCOPED_TRACE(sheet["name"]);
    EXPECT_THAT(sheet["rows"].dump(), HasSubstr("Synthetic respondents."));
    if (sheet["name"] == "Glossary") continue;
    EXPECT_THAT(sheet["rows"].dump(), HasSubstr("Respondents: 1,590."));
    if (sheet["name"] == "About" || sheet["name"] == "Methods") continue;
    EXPECT_THAT(sheet["freeze"].get<std::string>(), ::testing::EndsWith("5"));
  }
  EXPECT_EQ(Sheet(book, "Loadings")["freeze"], "C5");
  EXPECT_THAT(Sheet(book, "About").dump(), HasSubstr("item rel2 has 3 answers in category 5"));
  EXPECT_THAT(Sheet(book, "Methods").dump(), HasSubstr("00ff"));
}

// Every kind of part beside the fit.
ReportPage WholeReport() {
  ReportPage report = ReportOf(WithValidity());
  report.results.data_statement = "Synthetic respondents.";
  report.check.emplace();
  report.check->has_data = true;
  report.check->rows_read = 1600;
  VariableSummary& variable = report.check->variables.emplace_back();
  variable.name = "x9";
  variable.missing = 27;
  variable.distinct = 5;
  variable.minimum = 1;
  variable.maximum = 5;
  variable.mean = 3.91862;
  variable.sd = 0.977;
  report.check->notes = {{"code", "trust1 has a strange answer", "look at it"}};
  report.profile.emplace();
  report.profile->origin.rows = 1600;
  SurveyTable& table = report.profile->tables.emplace_back();
  SurveyRow& row = table.rows.emplace_back();
  row.variable = row.value = "=market";
  SurveyEstimate& share = row.cells.emplace_back().estimate;
  share.value = 0.236875;
  share.lower = 0.2;
  share.upper = 0.3;
  share.base.n = 1599;
  report.quality.emplace();
  report.quality->rows = 1600;
  report.quality->findings = {{QualityFinding::Kind::kOutOfRange, "age", "+990", 12, {7, 9}},
                              {QualityFinding::Kind::kUndescribedColumn, "@x", "", 0, {}}};
  report.results.missing.variables = {"trust1", "trust2"};
  GroupMissing& missing = report.results.missing.groups.emplace_back();
  missing.respondents = 1600;
  missing.complete = 1200;
  missing.patterns = 2;
  missing.frequent = {{{}, 1200}, {{0, 1}, 400}};
  missing.coverage = {0.75, 0.75};
  report.claims.emplace();
  report.claims->origin.rows = 1600;
  report.claims->origin.data_statement = "Synthetic respondents.";
  ClaimResult& claim = report.claims->claims.emplace_back();
  claim.claim.id = "P1";
  claim.claim.published = 71;
  claim.reading.estimate = share;
  claim.reading.difference = -0.4321;
  claim.verdict = Verdict::kReproduced;
  return report;
}

TEST(WriteResultsWorkbook, HoldsWhatThePageHolds) {
  const Json book = ReadWorkbook(WriteResultsWorkbook(WholeReport()));
  const std::vector<std::string> titles = SheetTitles(book);
  EXPECT_THAT(std::vector<std::string>(titles.begin(), titles.begin() + 7),
              ElementsAre("About", "Variables", "Who answered", "Data quality", "Missing answers",
                          "Answer rates", "Fit"));
  EXPECT_THAT(std::vector<std::string>(titles.end() - 4, titles.end()),
              ElementsAre("Modification indices", "Percentages", "Methods", "Glossary"));
  const Json& variable = RowOf(Sheet(book, "Variables"), {"x9"});
  EXPECT_EQ(variable[1]["value"], 27);
  EXPECT_EQ(variable[5]["value"], 3.91862);
  EXPECT_EQ(variable[5]["format"], "0.000");
  const Json& answered = RowOf(Sheet(book, "Who answered"), {"=market", "=market"});
  EXPECT_EQ(answered[0]["type"], "s");
  EXPECT_EQ(answered[2]["value"], 0.236875);
  EXPECT_EQ(answered[2]["format"], "0.0%");
  EXPECT_EQ(answered[4]["value"], 0.3);
  EXPECT_EQ(answered[5]["value"], 1599);
  const Json& odd = RowOf(Sheet(book, "Data quality"), {"out of range", "age"});
  EXPECT_EQ(odd[2]["value"], 12);
  EXPECT_EQ(odd[3]["value"], "+990");
  EXPECT_EQ(odd[4]["value"], "7, 9, ...");
  EXPECT_TRUE(RowOf(Sheet(book, "Data quality"), {"column not in the codebook", "@x"})[2]["value"]
                  .is_null());
  EXPECT_EQ(RowOf(Sheet(book, "Missing answers"), {"trust1, trust2"})[2]["value"], 0.25);
  EXPECT_EQ(RowOf(Sheet(book, "Missing answers"), {"none"})[1]["value"], 1200);
  EXPECT_EQ(RowOf(Sheet(book, "Percentages"), {"P1"})[5]["value"], 0.71);
  for (const Json& sheet : book["sheets"]) {
    SCOPED_TRACE(sheet["name"]);
    EXPECT_THAT(sheet["rows"].dump(), HasSubstr("Synthetic respondents."));
  }
  const std::string about = Sheet(book, "About").dump();
  EXPECT_THAT(about, HasSubstr("What fit says and does not say"));
  EXPECT_THAT(about, HasSubstr("trust1 has a strange answer"));
  EXPECT_THAT(about, HasSubstr("1 of 1 percentages reproduced"));
  EXPECT_THAT(about, HasSubstr("agreement"));  // what it is worth with synthetic data
  EXPECT_THAT(Sheet(book, "Methods").dump(), HasSubstr("How to cite"));
}

TEST(WriteResultsWorkbook, StandardisedCoefficientsHaveTheirErrors) {
  Results results = WithValidity();
  for (ParameterEstimate& row : results.estimates) {
    if (row.op != Operator::kRegression) continue;
    row.std_all_se = 0.0421;
    row.std_all_ci_lower = 0.1884;
    row.std_all_ci_upper = 0.3536;
  }
  const Json book = ReadWorkbook(WriteResultsWorkbook(ReportOf(results)));
  const Json& path = RowOf(Sheet(book, "Paths"), {"Loyalty (LOY)", "Relationship (REL)"});
  EXPECT_EQ(path[9]["value"], 0.0421);
  EXPECT_EQ(path[10]["value"], 0.1884);
  EXPECT_EQ(path[11]["value"], 0.3536);
}

TEST(WriteResultsWorkbook, OfGroupsBeginsWithTheGroup) {
  const Json book = ReadWorkbook(WriteResultsWorkbook(ReportOf(ExampleResultsOfTwoGroups())));
  EXPECT_EQ(RowOf(Sheet(book, "Loadings"), {"US", "Trust (TRUST)", "trust2"})[3]["value"], 0.81);
  EXPECT_EQ(Sheet(book, "Loadings")["freeze"], "D4");
}

TEST(WriteResultsWorkbook, HostileLabelsStayText) {
  for (const std::string& label : HostileLabels()) {
    SCOPED_TRACE(label);
    const Json book = ReadWorkbook(WriteResultsWorkbook(ReportOf(HostileResults(label))));
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
  const std::string bytes = WriteResultsWorkbook(ReportOf(WithValidity(), Language::kChinese));
  EXPECT_EQ(bytes, WriteResultsWorkbook(ReportOf(WithValidity(), Language::kChinese)));
  const Json book = ReadWorkbook(bytes);
  EXPECT_EQ(book["sheets"][3]["name"], "信度");
  EXPECT_EQ(book["title"], "信任与关系");
  EXPECT_EQ(RowOf(book["sheets"][3], {"信任 (TRUST)"})[1]["value"], 2);
}

}  // namespace
}  // namespace trustsem
