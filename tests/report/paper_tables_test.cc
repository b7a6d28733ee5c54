#include "report/paper_tables.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>

#include "report/latex_text.h"
#include "tests/report/example_results.h"
#include "tests/report/hostile_results.h"

namespace trustsem {
namespace {

ReportPage ReportOf(Results results, Language language = Language::kEnglish) {
  ReportPage report;
  report.results = std::move(results);
  report.language = language;
  return report;
}

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(LatexText, EscapesWhatLatexWouldInterpret) {
  EXPECT_EQ(LatexText("a & b_c 5% #1 $x {y} \\z"),
            "a \\& b\\_c 5\\% \\#1 \\$x \\{y\\} \\textbackslash{}z");
  EXPECT_EQ(LatexText("~^<>|\"`"),
            "\\textasciitilde{}\\textasciicircum{}\\textless{}\\textgreater{}\\textbar{}\\char34{}"
            "\\textasciigrave{}");
  // What could be an option of the row's end before it, and what would become one dash.
  EXPECT_EQ(LatexText("[1]*"), "{[}1{]}{*}");
  EXPECT_EQ(LatexText("a-b --- c"), "a-b -{}-{}- c");
  EXPECT_EQ(LatexText("信任 → 忠诚\n\x01"), "信任 $\\rightarrow$ 忠诚  ");
  EXPECT_EQ(LatexText(""), "");
}

TEST(LatexText, LabelsHoldPlainLettersAlone) {
  EXPECT_EQ(LatexLabel("trust & loyalty_2"), "trust-loyalty-2");
  EXPECT_EQ(LatexLabel("信任"), "model");
  EXPECT_EQ(LatexLabel("}\\input{x"), "input-x");
}

// Braces and environments closed in order, every row of a table with as many cells as it has
// columns. (Escaped characters are taken out first.)
void ExpectWellFormed(const std::string& latex) {
  std::string plain;
  for (size_t i = 0; i < latex.size(); ++i) {
    if (latex[i] == '%' && (i == 0 || latex[i - 1] == '\n')) {
      while (i < latex.size() && latex[i] != '\n') ++i;
    } else if (latex[i] == '\\' && std::string("{}&$#%_").find(latex[i + 1]) != std::string::npos) {
      ++i;
      continue;
    }
    if (i < latex.size()) plain += latex[i];
  }
  int depth = 0, mathematics = 0;
  std::vector<std::string> environments;
  for (size_t i = 0; i < plain.size(); ++i) {
    depth += plain[i] == '{' ? 1 : plain[i] == '}' ? -1 : 0;
    ASSERT_GE(depth, 0);
    mathematics += plain[i] == '$' ? 1 : 0;
    EXPECT_EQ(std::string("#_^~%").find(plain[i]), std::string::npos) << plain.substr(i, 30);
    const auto name = [&](size_t at) { return plain.substr(at, plain.find('}', at) - at); };
    if (plain.compare(i, 7, "\\begin{") == 0) environments.push_back(name(i + 7));
    if (plain.compare(i, 5, "\\end{") == 0) {
      ASSERT_FALSE(environments.empty());
      EXPECT_EQ(environments.back(), name(i + 5));
      environments.pop_back();
    }
  }
  EXPECT_EQ(depth, 0);
  EXPECT_EQ(mathematics % 2, 0);
  EXPECT_TRUE(environments.empty());
  size_t columns = 0;
  for (size_t begin = 0; begin < plain.size();) {
    const size_t end = plain.find('\n', begin);
    const std::string line = plain.substr(begin, end - begin);
    begin = end == std::string::npos ? plain.size() : end + 1;
    for (const char* start : {"\\begin{tabular}{", "\\begin{longtable}{"}) {
      if (line.rfind(start, 0) != 0) continue;
      const std::string types = line.substr(std::string(start).size());
      columns = std::regex_replace(types, std::regex(R"(>\{[^}]*\}p\{[^}]*\}|\})"), "p").size() - 1;
    }
    if (line.size() > 3 && line.ends_with(" \\\\")) {
      EXPECT_EQ(static_cast<size_t>(std::count(line.begin(), line.end(), '&')) + 1, columns)
          << line;
    }
  }
}

TEST(WriteLatexTables, HoldsThePapersTables) {
  Results results = ExampleResults();
  results.reliability = {{"TRUST", 1, {"trust1", "trust2"}, false, false, 0.8, 0.81, 0.82, 0.55}};
  results.data_statement = "Synthetic respondents.";
  const std::string latex = WriteLatexTables(ReportOf(results));
  EXPECT_THAT(latex, StartsWith("% trustsem "));
  EXPECT_THAT(latex, HasSubstr("% \\usepackage{array,booktabs}\n"));
  EXPECT_THAT(latex, HasSubstr("\\label{tab:trust-loadings}"));
  EXPECT_THAT(latex, HasSubstr("\n & trust2 & 0.810 & 0.040 & $<.001$ & 0.810 \\\\"));
  EXPECT_THAT(latex, HasSubstr("Trust (TRUST) & 2 & 0.800 & 0.810 & 0.820 & 0.550 \\\\"));
  EXPECT_THAT(latex, HasSubstr("\n & Relationship (REL) & $-0.150$ & 0.040 & $<.001$ & "
                               "$-0.228$ & $-0.072$ & $-0.150$ \\\\"));
  EXPECT_THAT(latex, HasSubstr("VAL & TRUST & LOY & indirect & 0.135 & 0.020 & .030 & "));
  EXPECT_THAT(latex, HasSubstr("chi-square, exact fit & 85.306"));
  EXPECT_THAT(latex, HasSubstr("Respondents: 1,590."));
  EXPECT_THAT(latex, HasSubstr("Synthetic respondents."));
  EXPECT_THAT(latex, Not(HasSubstr("tab:trust-residual-correlations")));
  EXPECT_THAT(latex, Not(HasSubstr("ctex")));
  ExpectWellFormed(latex);
}

TEST(WriteLatexTables, OfGroupsBeginWithTheGroup) {
  const std::string latex = WriteLatexTables(ReportOf(ExampleResultsOfTwoGroups()));
  EXPECT_THAT(latex, HasSubstr("US & Trust (TRUST) & "));
  ExpectWellFormed(latex);
}

TEST(WriteLatexTables, LongOnesRunOverPages) {
  Results results = ExampleResults();
  for (int i = 0; i < 60; ++i) {
    results.estimates.push_back(
        ExampleRow("TRUST", Operator::kMeasuredBy, "i" + std::to_string(i), 0.5, 0.1));
  }
  const std::string latex = WriteLatexTables(ReportOf(results));
  EXPECT_THAT(latex, HasSubstr("\\usepackage{array,booktabs,longtable}"));
  EXPECT_THAT(
      latex,
      HasSubstr("\\begin{longtable}{l>{\\raggedright\\arraybackslash}p{0.26\\linewidth}rrrr}"));
  ExpectWellFormed(latex);
}

TEST(WriteLatexTables, HostileLabelsAreShown) {
  for (const std::string& label : HostileLabels()) {
    SCOPED_TRACE(label);
    const std::string latex = WriteLatexTables(ReportOf(HostileResults(label)));
    ExpectWellFormed(latex);
    EXPECT_THAT(latex, HasSubstr(LatexText(label)));
  }
}

TEST(WriteLatexTables, InChinese) {
  const std::string latex = WriteLatexTables(ReportOf(ExampleResults(), Language::kChinese));
  EXPECT_THAT(latex, AllOf(HasSubstr("ctex"), HasSubstr("信任 (TRUST)"), HasSubstr("注：")));
  ExpectWellFormed(latex);
}

TEST(WriteLatexTables, PublishedPercentagesStandBesideTheSurveys) {
  ReportPage report = ReportOf(ExampleResults());
  report.claims.emplace();
  report.claims->origin.rows = 1600;
  ClaimResult& claim = report.claims->claims.emplace_back();
  claim.claim.id = "P_1";
  claim.claim.published = 71;
  claim.claim.comparison = Comparison::kAbove;
  claim.reading.estimate.value = 0.709871;
  claim.reading.estimate.lower = 0.683;
  claim.reading.estimate.upper = 0.7353;
  claim.reading.estimate.base.n = 1555;
  claim.reading.difference = -0.4321;
  claim.verdict = Verdict::kDiffers;
  const std::string latex = WriteLatexTables(report);
  ExpectWellFormed(latex);
  EXPECT_THAT(latex, HasSubstr("P\\_1 & \\textgreater{} 71\\% & 71.0\\% & 68.3\\% & 73.5\\% & "
                               "$-0.4$ & 1,555 & differs"));
  EXPECT_THAT(latex, HasSubstr("Respondents: 1,600."));
  EXPECT_THAT(latex, HasSubstr("0 of 1 percentages reproduced"));
  EXPECT_THAT(WriteMarkdownTables(report), HasSubstr("| -0.4 | 1,555 | differs |"));
}

TEST(WriteMarkdownTables, HoldsTheSameTables) {
  Results results = ExampleResults();
  results.data_statement = "Synthetic respondents.";
  const std::string markdown = WriteMarkdownTables(ReportOf(results));
  EXPECT_THAT(markdown, HasSubstr("## Measurement: loadings\n"));
  EXPECT_THAT(markdown, HasSubstr("|  | trust2 | 0.810 | 0.040 | &lt;.001 | 0.810 |"));
  EXPECT_THAT(markdown, HasSubstr("Note. Respondents: 1,590."));
  EXPECT_THAT(markdown, HasSubstr("Synthetic respondents."));
  EXPECT_THAT(markdown, Not(HasSubstr("Provenance")));
}

}  // namespace
}  // namespace trustsem
