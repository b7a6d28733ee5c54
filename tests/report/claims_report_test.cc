#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text.h"
#include "report/write_survey.h"
#include "survey/results.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kStatement[] = "Synthetic respondents calibrated to published percentages.";
constexpr char kByConstruction[] =
    "Reproduced by construction: these data are synthetic and calibrated to the published "
    "percentages, so agreement is no validation.";

SurveyEstimate Estimate(double value) {
  SurveyEstimate estimate;
  estimate.value = value;
  estimate.standard_error = 0.01;
  estimate.lower = value - 0.02;
  estimate.upper = value + 0.02;
  estimate.degrees_of_freedom = 299;
  estimate.design_effect = 1.1;
  estimate.base = {1520, 1500.5, 1400};
  return estimate;
}

ReadingResult Reading1(double value, double published, bool agrees) {
  ReadingResult reading;
  reading.base_label = {"all respondents", "全体受访者"};
  reading.counted_label = {"Choice: trust", "选择：信任"};
  reading.estimate = Estimate(value);
  reading.difference = 100 * value - published;
  reading.agrees = agrees;
  return reading;
}

ClaimResult OneClaim(const std::string& id, double published, double value, Verdict verdict) {
  ClaimResult result;
  result.claim.id = id;
  result.claim.sentence = {"Many customers of this world would rather buy from one they trust.",
                           "许多客户宁愿从信任的人那里购买。"};
  result.claim.line = "5";
  result.claim.published = published;
  result.claim.status = "explicit";
  result.reading = Reading1(value, published, verdict == Verdict::kReproduced);
  result.verdict = verdict;
  return result;
}

ClaimBookResults Example() {
  ClaimBookResults results;
  results.calibrated = true;
  results.origin = {"claims.yaml",          "aa", "data.csv", "bb", kStatement, "", "",
                    {{"tolerance", "0.5"}}, 1600};
  results.book.title = {"Claims and survey", "对照"};
  results.book.source = "The report";
  results.book.design.weights = "weight";
  results.claims = {
      OneClaim("P1", 71, 0.7104, Verdict::kReproduced),
      OneClaim("P2", 85, 0.851, Verdict::kReproduced), OneClaim("P3", 30, 0.4, Verdict::kAmbiguous),
      OneClaim("P4", 30, 0.4, Verdict::kDiffers), OneClaim("P5", 30, 0, Verdict::kNotComputed)};
  results.claims[1].claim.comparison = Comparison::kAbove;
  for (size_t i : {1, 2}) {
    ClaimResult& open = results.claims[i];
    Reading another;
    another.any = true;
    open.claim.alternatives = {another};
    open.alternatives = {Reading1(i == 1 ? 0.5 : 0.3, open.claim.published, i == 2)};
    open.alternatives[0].label = {i == 1 ? "=trusters" : "", ""};
  }
  results.claims[3].claim.note = {"A yes or no question may have been asked.", "可能是是非题。"};
  results.claims[4].reading = ReadingResult();
  RatioResult ratio;
  ratio.claim.id = "R1";
  ratio.claim.sentence = {"Twice as many.", "两倍。"};
  ratio.claim.numerator = "P2";
  ratio.claim.denominator = "P3";
  ratio.claim.published = 85.0 / 30;
  ratio.ratio.value = 2.8;
  ratio.ratio.lower = 2.5;
  ratio.ratio.upper = 3.1;
  ratio.difference = 2.8 - 85.0 / 30;
  ratio.verdict = Verdict::kReproduced;
  results.ratios = {ratio};
  for (const ClaimResult& claim : results.claims) results.book.claims.push_back(claim.claim);
  results.book.ratios = {ratio.claim};
  results.warnings = {{"column_missing", "The data have no column 'x'", ""}};
  return results;
}

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// The line breaks of wrapped sentences taken out.
std::string Joined(const std::string& text) {
  std::string joined;
  for (const std::string& line : Lines(text)) joined += std::string(Trim(line)) + " ";
  return joined;
}

TEST(ClaimsText, ShowsVerdictsAndReadings) {
  const std::string text = WriteClaimsText(Example(), Language::kEnglish);
  EXPECT_THAT(text, StartsWith("Claims and survey\n"));
  const std::string joined = Joined(text);
  for (const char* part :
       {"71.0% [69.0; 73.0]",
        "> 85%",
        "reproduced",
        "ambiguous",
        "differs",
        "not computed",
        "+10.0",
        "1,520",
        "=trusters",
        "reading 2",
        "50.0% [48.0; 52.0]",
        "-35.0",
        "A yes or no question may have been asked.",
        "P2 / P3",
        "2.80 [2.50; 3.10]",
        "2.77-2.90",
        "2 of 5 percentages reproduced; 1 of them have another reading that does not agree.",
        "Ambiguous: 1; different: 1; not computed: 1.",
        "Ratios reproduced: 1 of 1.",
        "any of: Choice: trust",
        "Source of the claims: The report",
        "The data have no column 'x'.",
        "weighted by 'weight'",
        "within 0.5 points",
        "importance is stated, and answers to 'if' questions are what they say they would do"}) {
    EXPECT_THAT(joined, HasSubstr(part));
  }
  EXPECT_THAT(joined, HasSubstr("*** " + std::string(kStatement)));
  EXPECT_THAT(joined, HasSubstr("*** " + std::string(kByConstruction)));
  // Sentences stand whole.
  EXPECT_THAT(joined, HasSubstr("Many customers of this world would rather buy from one they"));
  for (const std::string& line : Lines(text)) EXPECT_LE(DisplayWidth(line), 100) << line;
}

TEST(ClaimsText, NoTableIsWiderThanATerminal) {
  ClaimBookResults results = Example();
  const std::string words = "among those who trust most of the time or always, or nearly always";
  for (ClaimResult& claim : results.claims) {
    claim.reading.counted_label = {words, "在大多数时候或总是信任的人中，或几乎总是信任的人中计入"};
    for (ReadingResult& reading : claim.alternatives) reading.label = claim.reading.counted_label;
  }
  results.ratios[0].claim.sentence = {words, words};
  for (const Language language : {Language::kEnglish, Language::kChinese}) {
    const std::vector<std::string> lines = Lines(WriteClaimsText(results, language));
    for (const std::string& line : lines) EXPECT_LE(DisplayWidth(line), 100) << line;
  }
  EXPECT_THAT(WriteClaimsText(results, Language::kEnglish),
              HasSubstr("      among those who trust most of the time..  "));
}

TEST(ClaimsText, SpeaksChinese) {
  const std::string text = WriteClaimsText(Example(), Language::kChinese);
  for (const char* part : {"对照", "5 个百分比中有 2 个再现；其中 1 个另有不相符的读法。",
                           "由构造再现", "许多客户宁愿从信任的人那里购买", "取决于读法", "未计算",
                           "可能是是非题。", "任一：选择：信任"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(Claims, TheStatusIsSaidInWords) {
  ClaimBookResults results = Example();
  results.claims[0].claim.status = "base_unstated";
  results.claims[1].claim.status = "of_my_own";
  const std::string english = WriteClaimsMarkdown(results, Language::kEnglish);
  EXPECT_THAT(english, HasSubstr("| base unstated |"));
  const std::string chinese = WriteClaimsMarkdown(results, Language::kChinese);
  for (const char* part : {"| 未说明基数 |", "| 明确 |"}) EXPECT_THAT(chinese, HasSubstr(part));
  EXPECT_THAT(chinese, Not(HasSubstr("unstated")));
  EXPECT_THAT(chinese, HasSubstr("my"));  // as the file writes it, whatever it is
}

TEST(Claims, OnlyCalibratedDataAgreeByConstruction) {
  ClaimBookResults results = Example();
  results.calibrated = false;
  results.origin.data_statement = "Synthetic respondents.";
  const std::string uncalibrated = Joined(WriteClaimsText(results, Language::kEnglish));
  EXPECT_THAT(uncalibrated, Not(HasSubstr("by construction")));
  EXPECT_THAT(uncalibrated,
              HasSubstr("*** The data are synthetic; agreement or not says nothing about "
                        "customers."));
  EXPECT_THAT(WriteClaimsText(results, Language::kChinese), HasSubstr("数据是合成的"));
  results.origin.data_statement = "";
  const std::string real = Joined(WriteClaimsText(results, Language::kEnglish));
  EXPECT_THAT(real, Not(HasSubstr("synthetic")));
  EXPECT_THAT(real, Not(HasSubstr("***")));
}

TEST(Claims, TallyOfAllReproduced) {
  ClaimBookResults results = Example();
  results.claims.resize(1);
  results.ratios.clear();
  const std::string text = Joined(WriteClaimsText(results, Language::kEnglish));
  EXPECT_THAT(text, HasSubstr("1 of 1 percentages reproduced. "));
  EXPECT_THAT(text, Not(HasSubstr("not computed:")));
}

TEST(ClaimsMarkdown, HasEverythingInItsTable) {
  const std::string markdown = WriteClaimsMarkdown(Example(), Language::kEnglish);
  EXPECT_THAT(
      markdown,
      HasSubstr("| P1 | Many customers of this world would rather buy from one they trust. "
                "| Choice: trust | 71% | 71.0% \\[69.0; 73.0\\] | 0.0 | 1,520 | reproduced | "
                "all respondents | explicit | 5 |"));
  EXPECT_THAT(markdown, HasSubstr("> **" + std::string(kByConstruction) + "**"));
}

TEST(ClaimsCsv, HasOneLineAReadingAndARatio) {
  const std::vector<std::string> lines = Lines(WriteClaimsCsv(Example()));
  ASSERT_EQ(lines.size(), 1u + 5 + 2 + 1);
  EXPECT_EQ(lines[0],
            "id,reading,reading_label,sentence_en,sentence_zh,line,counted,base,status,comparison,"
            "unit,published,value,se,ci_lower,ci_upper,n,weighted_n,effective_n,df,deff,difference,"
            "agrees,verdict,note,data_statement");
  EXPECT_THAT(lines[1], StartsWith("P1,1,first reading,Many customers"));
  EXPECT_THAT(lines[1], HasSubstr(",许多客户宁愿从信任的人那里购买。,5,Choice: trust,all "
                                  "respondents,explicit,equal,percent,71,71.04,1,"));
  EXPECT_THAT(lines[1], HasSubstr(",true,reproduced,,\"" + std::string(kStatement)));
  EXPECT_THAT(lines[2], HasSubstr(",above,percent,85,"));
  EXPECT_THAT(lines[3], StartsWith("P2,2,'=trusters,"));
  EXPECT_THAT(lines[3], HasSubstr(",any of: Choice: trust,"));
  EXPECT_THAT(lines[3], HasSubstr(",false,reproduced,"));
  EXPECT_THAT(lines[7], HasSubstr(",percent,30,,,,,0,0,0,,,,,not_computed,"));
  EXPECT_THAT(lines[8], StartsWith("R1,1,P2 / P3,Twice as many.,两倍。,"));
  EXPECT_THAT(lines[8], HasSubstr(",ratio,2.83"));
  const size_t commas = static_cast<size_t>(std::count(lines[0].begin(), lines[0].end(), ','));
  EXPECT_EQ(static_cast<size_t>(std::count(lines[8].begin(), lines[8].end(), ',')),
            commas + 1);  // one within the quoted statement
}

TEST(ClaimsJson, IsOneObject) {
  const nlohmann::json json = nlohmann::json::parse(WriteClaimsJson(Example()));
  EXPECT_EQ(json["program"]["claim_book"]["hash"], "aa");
  EXPECT_EQ(json["program"]["data"]["statement"], kStatement);
  EXPECT_EQ(json["by_construction"], true);
  EXPECT_EQ(json["caution"]["en"], kByConstruction);
  EXPECT_THAT(json["caution"]["zh"].get<std::string>(), StartsWith("由构造再现"));
  EXPECT_EQ(json["tolerance"], 0.5);
  const nlohmann::json tally = {{"claims", 5},
                                {"reproduced", 2},
                                {"reproduced_with_other_reading_that_disagrees", 1},
                                {"ambiguous", 1},
                                {"differs", 1},
                                {"not_computed", 1},
                                {"ratios", 1},
                                {"ratios_reproduced", 1}};
  EXPECT_EQ(json["tally"], tally);
  ASSERT_EQ(json["claims"].size(), 5u);
  const nlohmann::json& claim = json["claims"][1];
  EXPECT_EQ(claim["id"], "P2");
  EXPECT_EQ(claim["comparison"], "above");
  EXPECT_EQ(claim["published"], 85);
  EXPECT_EQ(claim["verdict"], "reproduced");
  EXPECT_EQ(claim["sentence"]["zh"], "许多客户宁愿从信任的人那里购买。");
  ASSERT_EQ(claim["readings"].size(), 2u);
  EXPECT_DOUBLE_EQ(claim["readings"][0]["value"], 0.851);
  EXPECT_EQ(claim["readings"][0]["agrees"], true);
  EXPECT_EQ(claim["readings"][1]["agrees"], false);
  EXPECT_EQ(claim["readings"][1]["any"], true);
  EXPECT_EQ(claim["readings"][1]["label"]["en"], "=trusters");
  EXPECT_TRUE(json["claims"][4]["readings"][0]["value"].is_null());
  EXPECT_TRUE(json["claims"][4]["readings"][0]["agrees"].is_null());
  EXPECT_EQ(json["ratios"][0]["value"], 2.8);
  EXPECT_DOUBLE_EQ(json["ratios"][0]["allowed_lower"], 84.5 / 30.5);
  EXPECT_EQ(json["warnings"][0]["code"], "column_missing");
}

TEST(ClaimsWorkbook, HasItsSheets) {
  const std::string bytes = WriteClaimsWorkbook(Example(), Language::kEnglish);
  EXPECT_EQ(bytes, WriteClaimsWorkbook(Example(), Language::kEnglish));
  const nlohmann::json book = ReadWorkbook(bytes);
  ASSERT_EQ(book["sheets"].size(), 4u);
  const std::vector<std::string> names = {"About", "Percentages", "Claims with other readings",
                                          "Ratios"};
  for (size_t i = 0; i < names.size(); ++i) {
    const nlohmann::json& sheet = book["sheets"][i];
    EXPECT_EQ(sheet["name"], names[i]);
    EXPECT_EQ(sheet["rows"][1][0]["value"], kStatement) << names[i];
    EXPECT_EQ(sheet["rows"][2][0]["value"], kByConstruction) << names[i];
  }
  const nlohmann::json& claims = book["sheets"][1]["rows"];
  EXPECT_EQ(book["sheets"][1]["freeze"], "C5");
  EXPECT_EQ(book["sheets"][1]["repeated"], "$1:$4");
  ASSERT_EQ(claims.size(), 4u + 5);
  EXPECT_EQ(claims[4][0]["value"], "P1");
  EXPECT_EQ(claims[4][5]["value"], 0.71);
  EXPECT_EQ(claims[4][5]["format"], "0.0%");
  EXPECT_DOUBLE_EQ(claims[4][6]["value"], 0.7104);
  EXPECT_EQ(claims[4][10]["value"], 1520);
  EXPECT_EQ(claims[4][11]["value"], "reproduced");
  EXPECT_EQ(claims[5][5]["value"], "> 85%");
  EXPECT_TRUE(claims[8][6]["value"].is_null());
  const nlohmann::json& readings = book["sheets"][2]["rows"];
  ASSERT_EQ(readings.size(), 4u + 5);
  EXPECT_EQ(readings[5][1]["value"], "=trusters");
  EXPECT_EQ(readings[5][10]["value"], "no");
  const nlohmann::json& ratios = book["sheets"][3]["rows"];
  EXPECT_EQ(ratios[4][5]["value"], 2.8);
  EXPECT_EQ(ratios[4][8]["value"], "2.77-2.90");
  EXPECT_THAT(book.dump(), HasSubstr("Lower and upper: 95% confidence intervals"));
  EXPECT_THAT(book.dump(), Not(HasSubstr("rackets")));

  const nlohmann::json chinese = ReadWorkbook(WriteClaimsWorkbook(Example(), Language::kChinese));
  EXPECT_EQ(chinese["sheets"][0]["name"], "说明");
  EXPECT_EQ(chinese["sheets"][1]["rows"][4][11]["value"], "再现");
}

TEST(ClaimsWorkbook, RowsShowTheirTextsWhole) {
  ClaimBookResults results = Example();
  results.claims[1].alternatives[0].label = {
      "those who trust most of the time or always and answered", ""};
  results.claims[1].reading.difference = -0.04;
  const nlohmann::json book = ReadWorkbook(WriteClaimsWorkbook(results, Language::kEnglish));
  const nlohmann::json& claims = book["sheets"][1];
  EXPECT_EQ(claims["heights"]["5"], 30);  // a sentence of two lines
  EXPECT_THAT(claims["merged"], ::testing::Contains(::testing::StartsWith("A3:")));
  EXPECT_EQ(claims["rows"][3][6]["align"], "right");  // the heading "computed"
  EXPECT_EQ(claims["rows"][5][5]["align"], "right");  // "> 85%" among numbers
  EXPECT_EQ(claims["rows"][4][9]["format"], "+0.0;-0.0;0.0");
  EXPECT_EQ(claims["rows"][5][9]["value"], 0);  // shown without a sign, as in the other formats
  const nlohmann::json& readings = book["sheets"][2];
  EXPECT_EQ(readings["freeze"], "C5");
  EXPECT_FALSE(readings["heights"].contains("5"));
  EXPECT_EQ(readings["heights"]["6"], 30);
  EXPECT_EQ(readings["rows"][4][4]["value"], "> 85%");
  EXPECT_EQ(readings["rows"][6][4]["value"], 0.3);
}

}  // namespace
}  // namespace trustsem
