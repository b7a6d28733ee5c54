#include <gmock/gmock.h>

#include <sstream>

#include "base/text.h"
#include "report/write_results.h"
#include "tests/report/example_results.h"

namespace trustsem {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const ReportOptions kChinese = {.language = Language::kChinese};

// Sentences are wrapped: white space of any kind and number counts as one space.
std::string Unwrapped(const std::string& text) {
  std::istringstream stream(text);
  std::string words;
  for (std::string word; stream >> word;) words += (words.empty() ? "" : " ") + word;
  return words;
}

std::string EnglishText(const Results& results) { return Unwrapped(WriteText(results)); }

TEST(WriteText, SaysWhatWasFittedToWhom) {
  const std::string text = EnglishText(ExampleResults());
  EXPECT_THAT(text, HasSubstr("Fitted: Trust and relationship (trust); constructs: 5, observed "
                              "variables: 4; estimator ML."));
  EXPECT_THAT(text, HasSubstr("Respondents: 1,590. Rows left out: 10 of 1,600."));
  EXPECT_THAT(text, HasSubstr("converged (iterations: 17)"));
  EXPECT_THAT(text, HasSubstr("all 13 free parameters have standard errors"));
}

TEST(WriteText, SaysWhetherItFitsAndByWhichRule) {
  Results results = ExampleResults();
  std::string text = EnglishText(results);
  EXPECT_THAT(text, HasSubstr("exact fit rejects the model: chi-square 85.306, df 24, p <.001"));
  EXPECT_THAT(text, HasSubstr("(Hu and Bentler 1999) the model fits: CFI 0.981 (>= .95: met)"));
  EXPECT_THAT(text, HasSubstr("rules of thumb, not proof"));
  results.fit = PoorFit();
  text = EnglishText(results);
  EXPECT_THAT(text, HasSubstr("the model does not fit: CFI 0.710 (>= .95: not met)"));
  results.fit = JustIdentifiedFit();
  text = EnglishText(results);
  EXPECT_THAT(text, HasSubstr("its fit cannot be judged"));
  EXPECT_THAT(text, Not(HasSubstr(": met")));
  EXPECT_THAT(text, Not(HasSubstr("Hu and Bentler")));
}

TEST(WriteText, SaysWhatWentWrong) {
  Results results = ExampleResults();
  results.estimates[1].se = kMissing;
  EXPECT_THAT(EnglishText(results), HasSubstr("without a standard error: 1 of"));
  results.converged = false;
  const std::string text = EnglishText(results);
  EXPECT_THAT(text, HasSubstr("did NOT converge"));
  EXPECT_THAT(text, Not(HasSubstr("is identified")));
}

TEST(WriteText, RanksTheAssociationsWithTheLastOutcome) {
  EXPECT_THAT(EnglishText(ExampleResults()),
              HasSubstr("Most strongly associated with Loyalty (LOY) (standardised): Trust "
                        "(TRUST) 0.45 and Relationship (REL) -0.15."));
}

TEST(WriteText, ReciprocalPairsCarryTheirCondition) {
  Results results = ExampleResults();
  std::string text = EnglishText(results);
  EXPECT_THAT(text, HasSubstr("TRUST on REL 0.20, REL on TRUST 0.35"));
  EXPECT_THAT(text, HasSubstr("consistent with mutual influence if VAL (on REL) and RAP (on TRUST) "
                              "have no direct effect; cross-sectional data cannot show which comes "
                              "first."));
  EXPECT_THAT(text, HasSubstr("spectral radius of the path matrix is 0.265"));
  results.estimates[4].pvalue = 0.4;
  text = EnglishText(results);
  EXPECT_THAT(text, HasSubstr("not both positive and distinguishable from zero"));
  results.estimates.erase(results.estimates.begin() + 4);
  results.groups[0].spectral_radius = 0;
  text = EnglishText(results);
  EXPECT_THAT(text, Not(HasSubstr("mutual influence")));
  EXPECT_THAT(text, Not(HasSubstr("spectral radius")));
  EXPECT_THAT(text, HasSubstr("Paths are associations"));
}

TEST(WriteText, TellsHowRespondentsWereDrawn) {
  Results results = ExampleResults();
  EXPECT_THAT(EnglishText(results), Not(HasSubstr("They come")));
  results.groups[0].clusters = 45;
  EXPECT_THAT(EnglishText(results), HasSubstr("They come in clusters: 45."));
  results.groups[0].strata = 6;
  EXPECT_THAT(EnglishText(results), HasSubstr("They come in clusters (45) of strata (6)."));
  EXPECT_THAT(WriteText(results, kChinese), HasSubstr("受访者来自各层（6）中的整群（45）。"));
  results.groups[0].clusters = 0;
  results.replicates = ReplicateSummary{"jkn", 80, 0};
  EXPECT_THAT(EnglishText(results),
              AllOf(HasSubstr("They come in strata: 6."),
                    HasSubstr("Standard errors rest on replicate weights (jkn, 80 of them).")));
}

TEST(WriteText, ClaimsNoCausation) {
  for (const ReportOptions& options : {ReportOptions(), kChinese}) {
    const std::string text = ToLower(WriteText(ExampleResults(), options));
    EXPECT_THAT(text, Not(HasSubstr("caus")));
    EXPECT_THAT(text, Not(HasSubstr("导致")));
  }
}

TEST(WriteText, HypothesesInWords) {
  const std::string text = EnglishText(ExampleResults());
  EXPECT_THAT(text, HasSubstr("Hypotheses: 3; supported: 1, opposite sign: 1, not distinguishable "
                              "from zero: 1, not estimated: 0."));
  EXPECT_THAT(text, HasSubstr("H1 VAL -> TRUST positive 0.300 0.050 .012 0.300 supported"));
  EXPECT_THAT(text, HasSubstr("H3 RAP -> REL positive 0.300 0.050 .012 0.300 not distinguishable"));
}

TEST(WriteText, WarningsAndResidualsDeserveAttention) {
  const std::string text = EnglishText(ExampleResults());
  EXPECT_THAT(text, HasSubstr("Deserves attention: notes at the end: 1, the first: item rel2 has "
                              "3 answers in category 5; residual correlations beyond 0.1: 1"));
  EXPECT_THAT(text, HasSubstr("- item rel2 has 3 answers in category 5; join categories."));
}

TEST(WriteText, TheDataStatementStandsFirst) {
  Results results = ExampleResults();
  results.data_statement = "Synthetic respondents; not the original survey.";
  EXPECT_EQ(WriteText(results).rfind("*** Synthetic respondents", 0), 0u);
  EXPECT_EQ(WriteText(results, kChinese).rfind("*** Synthetic respondents", 0), 0u);
  EXPECT_EQ(WriteMarkdown(results).rfind("> **Synthetic respondents", 0), 0u);
}

TEST(WriteText, ShowsNoNumberThatDoesNotExist) {
  Results results = ExampleResults();
  for (ParameterEstimate& row : results.estimates) row.std_all = kMissing;
  results.effects[0].se = kMissing;
  results.fit.emplace_back("aic", kMissing);
  for (const std::string& text : {EnglishText(results), WriteMarkdown(results)}) {
    EXPECT_THAT(text, Not(HasSubstr(" nan")));
    EXPECT_THAT(text, HasSubstr("TRUST on REL -, REL on TRUST -"));
    EXPECT_THAT(text, Not(HasSubstr("AIC")));
  }
}

TEST(WriteText, LabelsStandInTheLanguageWithTheCodeBeside) {
  const std::string text = WriteText(ExampleResults(), kChinese);
  EXPECT_THAT(text, HasSubstr("信任 (TRUST)"));
  EXPECT_THAT(text, HasSubstr("我信任这位销售人员.. (trust1)"));
  EXPECT_THAT(text, HasSubstr("模型 信任与关系 (trust) 的结果"));
  EXPECT_THAT(text, Not(HasSubstr("Trust (TRUST)")));
  EXPECT_THAT(WriteMarkdown(ExampleResults(), kChinese), HasSubstr("横断面数据不能说明孰先孰后"));
  Results results = ExampleResults();
  results.labels[0].second.zh.clear();
  EXPECT_THAT(WriteText(results, kChinese), HasSubstr("Trust (TRUST)"));
}

TEST(WriteText, ColumnsOfAChineseTableAlign) {
  std::istringstream stream(WriteText(ExampleResults(), kChinese));
  int width = 0, rows = 0;
  bool in_table = false;
  for (std::string line; std::getline(stream, line);) {
    if (line.find("预测变量  ") != std::string::npos) in_table = true;
    if (in_table && line.empty()) break;
    if (!in_table) continue;
    if (width == 0) width = DisplayWidth(line);
    EXPECT_EQ(DisplayWidth(line), width) << line;
    ++rows;
  }
  EXPECT_EQ(rows, 2 + 6);
}

TEST(WriteText, FixedParametersSaySo) {
  EXPECT_THAT(EnglishText(ExampleResults()), HasSubstr("1.000 fixed 1.000 trust2"));
  EXPECT_THAT(Unwrapped(WriteText(ExampleResults(), kChinese)), HasSubstr("1.000 固定 1.000"));
}

TEST(WriteText, GroupsHaveTheirOwnTables) {
  const std::string text = EnglishText(ExampleResultsOfTwoGroups());
  EXPECT_THAT(text, HasSubstr("Respondents: 1,590, in 2 groups by market: CN 800 and US 790."));
  EXPECT_THAT(text, HasSubstr("Group 1: CN (respondents: 800)"));
  EXPECT_THAT(text, HasSubstr("Group 2: US (respondents: 790)"));
  EXPECT_THAT(text, HasSubstr("Trust (TRUST) 0.45 / 0.45"));
  EXPECT_THAT(text, HasSubstr("variable CN US"));
  EXPECT_THAT(EnglishText(ExampleResults()), Not(HasSubstr("Group 1")));
}

TEST(WriteText, ModificationIndicesWhereAskedFor) {
  Results results = ExampleResults();
  EXPECT_THAT(EnglishText(results), Not(HasSubstr("Modification indices")));
  results.has_modification_indices = true;
  EXPECT_THAT(EnglishText(results), HasSubstr("There is no fixed parameter to free."));
  results.modification_indices.assign(
      5, {"trust2", Operator::kCovariance, "rel2", 1, 12.5, 0.0004, 0.1, 0.11, 0.12});
  const std::string text = Unwrapped(WriteText(results, {.modification_indices = 2}));
  EXPECT_THAT(text, HasSubstr("trust2 ~~ rel2 12.500 <.001 0.100 0.120"));
  EXPECT_THAT(text, HasSubstr("Rows not shown: 3."));
}

TEST(WriteText, ResidualsBeyondATenthUnlessAllAreAskedFor) {
  Results results = ExampleResults();
  EXPECT_THAT(EnglishText(results), Not(HasSubstr("trust2 rel2 0.020")));
  EXPECT_THAT(Unwrapped(WriteText(results, {.all_residuals = true})),
              HasSubstr("trust2 rel2 0.020"));
  results.residual_correlations.assign(23, {"trust2", "rel2", 1, 0.3});
  EXPECT_THAT(EnglishText(results), HasSubstr("Pairs beyond 0.1 that are not shown: 3."));
  results.residual_correlations.assign(1, {"trust2", "rel2", 1, 0.05});
  EXPECT_THAT(EnglishText(results), HasSubstr("None is beyond 0.1 in absolute value"));
}

TEST(WriteText, ScaledFitHasItsOwnColumn) {
  Results results = ExampleResults();
  EXPECT_THAT(EnglishText(results), HasSubstr("statistic value rule of thumb"));
  results.fit.insert(results.fit.end(), {{"chisq_scaled", 70.1},
                                         {"df_scaled", 24},
                                         {"pvalue_scaled", 0.2},
                                         {"chisq_scaling_factor", 1.217}});
  const std::string text = EnglishText(results);
  EXPECT_THAT(text, HasSubstr("statistic value scaled rule of thumb"));
  EXPECT_THAT(text, HasSubstr("chi-square, exact fit 85.306 70.100"));
  EXPECT_THAT(text, HasSubstr("does not reject the model: chi-square 70.100, df 24, p .200"));
}

TEST(WriteText, ProvenanceNamesVersionOptionsAndHashes) {
  const std::string text = EnglishText(ExampleResults());
  EXPECT_THAT(text, HasSubstr("Program: trustsem "));
  EXPECT_THAT(text, HasSubstr("estimator = ML; missing = listwise"));
  EXPECT_THAT(text, HasSubstr("models/trust.yaml (hash 00ff)"));
  EXPECT_THAT(text, HasSubstr("data/answers.csv (hash 11ee)"));
}

TEST(WriteMarkdown, HasTheSameContent) {
  const std::string text = WriteMarkdown(ExampleResults());
  EXPECT_THAT(text, HasSubstr("# Results of the model Trust and relationship (trust)\n"));
  EXPECT_THAT(text, HasSubstr("## Measurement: loadings\n\n| construct | item | est |"));
  EXPECT_THAT(text, HasSubstr("| I trust \\| believe \"her\" (trust1) |"));
  EXPECT_THAT(text, HasSubstr("| H1 | VAL -> TRUST | positive |"));
}

TEST(WriteText, EmptyResultsAreWritten) {
  EXPECT_THAT(WriteText(Results()), HasSubstr("did NOT converge"));
  EXPECT_THAT(WriteMarkdown(Results(), kChinese), HasSubstr("未收敛"));
}

}  // namespace
}  // namespace trustsem
