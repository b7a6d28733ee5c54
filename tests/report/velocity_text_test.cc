#include <gmock/gmock.h>

#include <regex>
#include <set>
#include <sstream>

#include "base/text.h"
#include "report/write_velocity.h"
#include "tests/support/velocity_results.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// On one line, so that sentences are found whatever their line breaks.
std::string Flowing(std::string text) {
  text = std::regex_replace(text, std::regex("\n +"), " ");
  return std::regex_replace(text, std::regex("([^\n])\n([^\n])"), "$1 $2");
}

std::string English(const VelocityResults& results) {
  return Flowing(WriteVelocityText(results, Language::kEnglish));
}

// Every number of a table's row that begins with `name`, as the text has it.
std::string RowOf(const std::string& text, const std::string& name) {
  for (const std::string& line : Lines(text)) {
    if (line.starts_with("  " + name + " ")) return line;
  }
  return "";
}

TEST(VelocityText, SaysWhatTheIndexIsBeforeAnyNumber) {
  const std::string text = English(ExampleVelocityResults());
  EXPECT_THAT(text, StartsWith("Trust velocity of key accounts ====="));
  const size_t number = text.find("63.2");
  ASSERT_NE(number, std::string::npos);
  for (const char* caution :
       {"*** Synthetic respondents; not a survey.",
        "It is a teaching heuristic without a published validation study.",
        "with constant trust the index falls as 1/T, so that old relationships look slow: compare "
        "at equal T.",
        "here completed interactions", "never regress one on the other"}) {
    EXPECT_LT(text.find(caution), number) << caution;
  }
  VelocityResults months = ExampleVelocityResults();
  months.specification.time = VelocityTime::kMonths;
  months.specification.components[1].weight = 2;
  EXPECT_THAT(English(months),
              AllOf(HasSubstr("here months since first contact"), HasSubstr("points per month"),
                    HasSubstr("The components are weighted: professional 1, vocational 2, ")));
}

TEST(VelocityText, TellsTheMainNumbersInWords) {
  const std::string text = English(ExampleVelocityResults());
  for (const char* part :
       {"1,200 responses of 400 accounts: mean score 63.2 [61.0; 65.4] of 100, literal index 31.60 "
        "[30.50; 32.70] points per interaction.",
        "Accounts: 6 falling, 6 slow, 6 typical, 6 fast, 6 with too little to say.",
        "Over the waves trust rose on average: slope 0.70 [0.50; 0.90] points per unit of f(t) = "
        "t, t in months.",
        "Half of the accounts had reached a score of 60 by T = 6.0 [4.0; ∞].",
        "Fewer than half of the accounts are seen to reach a score of 75."}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(VelocityText, ShowsThatTrustFalls) {
  VelocityResults results = ExampleVelocityResults();
  EXPECT_THAT(English(results),
              HasSubstr("Trust falls, with the whole interval below zero, in: small_business."));
  results.growth.models[0].everybody.slope_mean = MadeUp(-0.5, 0.2);
  EXPECT_THAT(English(results), AllOf(HasSubstr("trust fell on average: slope -0.50 [-0.70; "),
                                      HasSubstr("in: everybody, small_business.")));
  results.growth.models[0].everybody.slope_mean = MadeUp(-0.1, 0.2);
  EXPECT_THAT(English(results), HasSubstr("neither a rise nor a fall can be told: slope -0.10"));
}

TEST(VelocityText, CountsRowsWithTheirReasons) {
  const std::string text = English(ExampleVelocityResults());
  EXPECT_THAT(text, HasSubstr("Rows read: 120; used: 118; rejected: 1; without an index: 1."));
  EXPECT_THAT(text, HasSubstr("T = 0: no quotient: no index; its scores count. Rows: 1 (6)."));
  EXPECT_THAT(text, HasSubstr("a date in the future: rejected. Rows: 1 (8)."));
  // Rows 1, 10, ..., 118 and row 8: fifteen, of which ten are named.
  EXPECT_THAT(text, HasSubstr("Rows: 15 (1, 8, 10, 19, 28, 37, 46, 55, 64, 73, and 5 more)."));
  VelocityResults clean = ExampleVelocityResults();
  for (VelocityResponse& response : clean.responses) response.flags = 0;
  EXPECT_THAT(English(clean), HasSubstr("Every row has all its components and a time."));
}

TEST(VelocityText, ShowsTheDecayAndTheScoresAtEqualTime) {
  const std::string text = WriteVelocityText(ExampleVelocityResults(), Language::kEnglish);
  EXPECT_THAT(RowOf(text, "1–3"), AllOf(HasSubstr(" 57.0 [55; 59]"), HasSubstr("114.00 [110.0;"),
                                        HasSubstr(" 126.40")));
  EXPECT_THAT(RowOf(text, "First contact"), AllOf(HasSubstr("110.00 [105.6; 114.4]"),
                                                  HasSubstr("53.5 [51; 56]"), HasSubstr(" 35.67")));
  EXPECT_THAT(text, HasSubstr("Index at T = 6"));
}

TEST(VelocityText, ListsSalespersonsWithFewAccountsWithoutNumbers) {
  const std::string text = WriteVelocityText(ExampleVelocityResults(), Language::kEnglish);
  EXPECT_EQ(RowOf(text, "S4"), "  S4                  4         12");
  EXPECT_THAT(text, HasSubstr("Fewer than 10 accounts or 30 responses are too few for a number."));
  // The highest shrunken value first.
  EXPECT_LT(text.find("\n  S3 "), text.find("\n  S2 "));
  EXPECT_LT(text.find("\n  S2 "), text.find("\n  S1 "));
  EXPECT_THAT(RowOf(text, "S3"), HasSubstr("63.0 [61; 65]"));
  EXPECT_THAT(text, HasSubstr("standard deviation of 3.4 points"));
}

TEST(VelocityText, NumbersOfGroupsThatAreNotShownStayAway) {
  VelocityResults results = ExampleVelocityResults();
  VelocityGroup& hidden = results.levels[3].groups[1];
  hidden.shown = false;
  hidden.velocity = MadeUp(12345.67, 1);
  hidden.components.fill(MadeUp(98.7, 1));
  const std::string text = WriteVelocityText(results, Language::kEnglish);
  EXPECT_THAT(text, AllOf(Not(HasSubstr("12345")), Not(HasSubstr("98.7"))));
  EXPECT_THAT(text, HasSubstr("Without numbers: no response has an index."));
}

TEST(VelocityText, DifferencesStandSmallestFirst) {
  const std::string text = WriteVelocityText(ExampleVelocityResults(), Language::kEnglish);
  const size_t pair = text.find("+6.0 [3; 9]  .001      .002");
  const size_t average = text.find("average of all  segment   +4.0 [1; 7]  .020      .040");
  EXPECT_NE(average, std::string::npos);
  EXPECT_LT(pair, average);
  EXPECT_LT(average, text.find("-1.0 [-4; 2]  .510      .510"));
}

TEST(VelocityText, ReadsStagesAgainstTheEmphasis) {
  const VelocityResults results = ExampleVelocityResults();
  EXPECT_THAT(WriteVelocityText(results, Language::kEnglish),
              HasSubstr("professional, vocational  -8.0 [-10; -6]  <.001     <.001"));
  const std::string markdown = WriteVelocityMarkdown(results, Language::kEnglish);
  for (const char* reading :
       {"emphasised ones lower", "emphasised ones higher", "not distinguishable"}) {
    EXPECT_THAT(markdown, HasSubstr(reading));
  }
}

TEST(VelocityText, InvarianceStandsBeforeGrowth) {
  VelocityResults results = ExampleVelocityResults();
  const std::string text = English(results);
  const size_t invariance = text.find("First: is the same thing measured in every wave?");
  EXPECT_LT(invariance, text.find("Shape of growth"));
  EXPECT_LT(text.find("Shape of growth"), text.find("At t = 0"));
  EXPECT_THAT(text, HasSubstr("means may be compared over waves"));
  EXPECT_THAT(text, HasSubstr("f(t) = t, is told below"));
  results.growth.level = "loadings";
  results.growth.invariance[2].holds = false;
  results.growth.better = 1;
  EXPECT_THAT(English(results), AllOf(HasSubstr("do not hold over the waves"),
                                      HasSubstr("f(t) = log(1 + t), is told below")));
}

TEST(VelocityText, SaysWhatWasNotEstimated) {
  VelocityResults results = ExampleVelocityResults();
  results.growth.models[0].converged = false;
  results.growth.models[0].reason = "no minimum was found.";
  results.growth.invariance[1] = {};
  results.growth.invariance[1].name = "loadings";
  results.growth.invariance[1].reason = "it stuck.";
  results.growth.models[1].segments_reason = "too few accounts.";
  std::string text = English(results);
  EXPECT_THAT(text, HasSubstr("f(t) = t was not estimated: no minimum was found."));
  EXPECT_THAT(text, HasSubstr("loadings: not estimated: it stuck."));
  EXPECT_THAT(text, HasSubstr("Growth by segment was not estimated: too few accounts."));
  results.growth.models[1].converged = false;
  text = English(results);
  EXPECT_THAT(text, HasSubstr("f(t) = t was not estimated: no minimum was found."));
  EXPECT_THAT(text, Not(HasSubstr("At t = 0")));
  results.growth = {};
  results.growth.reason = "no key of waves.";
  EXPECT_THAT(English(results), HasSubstr("Growth over waves was not estimated: no key of waves."));
  results.time_to_trust = {};
  results.time_to_trust.reason = "nobody answered twice.";
  EXPECT_THAT(English(results),
              HasSubstr("Time to trust was not estimated: nobody answered twice."));
}

TEST(VelocityText, TheReferenceLineIsForReportedTimesAlone) {
  VelocityResults results = ExampleVelocityResults();
  EXPECT_THAT(English(results),
              HasSubstr("('n_int_to_trust'): 53.7% [51.1; 56.3] of 1,450 came to trust within two "
                        "to five interactions. Reference line for such answers, from the report: "
                        "55%."));
  results.time_to_trust.reported = {};
  EXPECT_THAT(English(results), Not(HasSubstr("55%")));
}

TEST(VelocityText, ShowsTheFirstTwentyAccounts) {
  const std::string text = WriteVelocityText(ExampleVelocityResults(), Language::kEnglish);
  EXPECT_THAT(RowOf(text, "A100"), AllOf(HasSubstr("falling"), HasSubstr("40.0 [32; 48]"),
                                         HasSubstr("professional  30.0 [21; 39]  yes")));
  EXPECT_NE(RowOf(text, "A119"), "");
  EXPECT_EQ(RowOf(text, "A120"), "");
  EXPECT_THAT(text, HasSubstr("The first 20 of 30; all of them are in CSV, JSON and Excel."));
}

// Without slopes the pace comes from change and score, and these stand in the list.
TEST(VelocityText, TheListShowsWhatThePaceComesFrom) {
  VelocityResults results = ExampleVelocityResults();
  EXPECT_THAT(English(results), HasSubstr("Falling: the account's slope"));
  for (AccountSummary& account : results.accounts) account.slope = {};
  const std::string text = WriteVelocityText(results, Language::kEnglish);
  EXPECT_THAT(RowOf(text, "A100"), AllOf(HasSubstr("-15.0 [-19; -11]"), HasSubstr("-10.0 [-16;")));
  EXPECT_THAT(Flowing(text), HasSubstr("Falling: the change from first to last response"));
}

TEST(VelocityText, FitsInATerminal) {
  VelocityResults results = ExampleVelocityResults();
  for (VelocityLevelResults& level : results.levels) {
    for (VelocityGroup& group : level.groups) group.name += " with a name of quite some length";
  }
  for (const Language language : {Language::kEnglish, Language::kChinese}) {
    for (const VelocityResults& one : {ExampleVelocityResults(), results}) {
      for (const std::string& line : Lines(WriteVelocityText(one, language))) {
        EXPECT_LE(DisplayWidth(line), 100) << line;
      }
    }
  }
}

TEST(VelocityText, DescribesAndClaimsNoCause) {
  for (const VelocityResults& results : {ExampleVelocityResults(), EmptyVelocityResults()}) {
    const std::string text = ToLower(WriteVelocityText(results, Language::kEnglish));
    for (const char* word : {"cause", "because", "drives", "leads to", "effect of"}) {
      EXPECT_THAT(text, Not(HasSubstr(word)));
    }
  }
}

// Words in Latin letters that a Chinese report has: symbols, names of methods, what the data say.
std::set<std::string> ForeignWords(const std::string& text) {
  static const std::set<std::string> kAllowed = {
      "T",   "t", "f",    "p",        "df",       "CFI", "RMSEA", "SRMR",  "AIC",     "BIC",
      "log", "S", "Holm", "McDonald", "Turnbull", "CSV", "JSON",  "Excel", "trustsem"};
  std::set<std::string> foreign;
  const std::regex word("[A-Za-z][A-Za-z]*");
  for (std::sregex_iterator i(text.begin(), text.end(), word), end; i != end; ++i) {
    if (!kAllowed.contains(i->str())) foreign.insert(i->str());
  }
  return foreign;
}

// Every name in Chinese, so that Latin letters are the report's own.
VelocityResults InChinese(VelocityResults results) {
  for (VelocityLevelResults& level : results.levels) {
    for (VelocityGroup& group : level.groups) group.name = "组";
  }
  for (GrowthModel& model : results.growth.models) {
    for (GrowthGroup& segment : model.segments) segment.name = "组";
  }
  for (ThresholdResults& threshold : results.time_to_trust.thresholds) {
    for (TrustCurve& segment : threshold.segments) segment.segment = "组";
  }
  for (VelocityComponent& component : results.specification.components) {
    for (VelocityItem& item : component.items) item.column = "题";
  }
  results.time_to_trust.reported.column = "列";
  results.data_statement = "合成数据。";
  results.notes.clear();
  results.options.clear();
  results.specification.source = "来源";
  results.specification.file = results.specification.hash = "文件";
  results.data_file = results.data_hash = "文件";
  return results;
}

TEST(VelocityText, SpeaksChinese) {
  const std::string text = WriteVelocityText(ExampleVelocityResults(), Language::kChinese);
  for (const char* part : {"大客户信任速度", "专业信任", "职业信任", "关系信任", "利益信任",
                           "没有已发表的效度研究", "首次接触", "第 3 月", "（反向）"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(
      ForeignWords(WriteVelocityText(InChinese(ExampleVelocityResults()), Language::kChinese)),
      ::testing::IsEmpty());
  EXPECT_THAT(
      ForeignWords(WriteVelocityMarkdown(InChinese(EmptyVelocityResults()), Language::kChinese)),
      ::testing::IsEmpty());
  VelocityResults untitled = EmptyVelocityResults();
  untitled.specification.title = {"An English title alone", ""};
  EXPECT_THAT(WriteVelocityText(untitled, Language::kChinese), StartsWith("信任速度\n"));
}

TEST(VelocityText, WhatDoesNotExistIsNoNumber) {
  const std::regex wrong("\\b(nan|inf|NaN)\\b");
  for (const Language language : {Language::kEnglish, Language::kChinese}) {
    for (const VelocityResults& results : {ExampleVelocityResults(), EmptyVelocityResults()}) {
      EXPECT_FALSE(std::regex_search(WriteVelocityText(results, language), wrong));
      EXPECT_FALSE(std::regex_search(WriteVelocityMarkdown(results, language), wrong));
    }
  }
  EXPECT_THAT(English(EmptyVelocityResults()), HasSubstr("Growth over waves needs a key of waves"));
}

TEST(VelocityMarkdown, EscapesNames) {
  VelocityResults results = ExampleVelocityResults();
  results.levels[3].groups[0].name = "a | b <script>alert(1)</script>";
  const std::string markdown = WriteVelocityMarkdown(results, Language::kEnglish);
  EXPECT_THAT(markdown, Not(HasSubstr("<script>")));
  EXPECT_THAT(markdown, HasSubstr("a \\| b "));
  EXPECT_THAT(markdown, HasSubstr("> **Synthetic respondents; not a survey."));
}

}  // namespace
}  // namespace trustsem
