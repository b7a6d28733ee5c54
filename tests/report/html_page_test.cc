#include <gmock/gmock.h>

#include <algorithm>

#include "report/page_phrases.h"
#include "report/report_page.h"
#include "tests/report/example_results.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

size_t CountOf(const std::string& text, const std::string& part) {
  size_t count = 0;
  for (size_t i = text.find(part); i != std::string::npos; i = text.find(part, i + 1)) ++count;
  return count;
}

ReportPage ExamplePage() {
  ReportPage page;
  page.results = ExampleResults();
  return page;
}

// The part of the page in one language.
std::string MainOf(const std::string& html, const std::string& language) {
  const size_t begin = html.find("<main id=\"main-" + language);
  return html.substr(begin, html.find("</main>", begin) - begin);
}

TEST(HtmlPage, SpeaksBothLanguages) {
  const std::string html = WriteReportPage(ExamplePage());
  const std::string english = MainOf(html, "en"), chinese = MainOf(html, "zh");
  EXPECT_THAT(english, HasSubstr("<h1>Results of the model Trust and relationship (trust)</h1>"));
  EXPECT_THAT(chinese, HasSubstr("<h1>模型 信任与关系 (trust) 的结果</h1>"));
  for (const char* tag : {"<h2", "<h3", "<table", "<td", "<li"}) {
    EXPECT_EQ(CountOf(english, tag), CountOf(chinese, tag)) << tag;
    EXPECT_GT(CountOf(english, tag), 0u) << tag;
  }
  for (const char* heading : {"Summary", "Measurement: loadings", "Paths", "Hypotheses", "Fit",
                              "Methods", "Provenance", "Glossary"}) {
    EXPECT_THAT(english, HasSubstr(std::string(">") + heading + "</h2>"));
    EXPECT_THAT(chinese, Not(HasSubstr(std::string(">") + heading + "</h2>")));
  }
}

TEST(HtmlPage, ShowsTheLanguageAskedForFirst) {
  ReportPage page = ExamplePage();
  std::string html = WriteReportPage(page);
  EXPECT_THAT(html, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("<title>Results of the model"));
  EXPECT_THAT(html, HasSubstr("id=\"language-en\" value=\"en\" checked"));
  page.language = Language::kChinese;
  html = WriteReportPage(page);
  EXPECT_THAT(html, HasSubstr("<html lang=\"zh\">"));
  EXPECT_THAT(html, HasSubstr("<title>模型 信任与关系"));
  EXPECT_THAT(html, HasSubstr("id=\"language-zh\" value=\"zh\" checked"));
  EXPECT_THAT(html, Not(HasSubstr("value=\"en\" checked")));
}

TEST(HtmlPage, TheStatementOnTheDataComesFirst) {
  ReportPage page = ExamplePage();
  EXPECT_THAT(WriteReportPage(page), Not(HasSubstr("class=\"statement\"")));
  page.results.data_statement = "Synthetic respondents; not a survey.";
  const std::string html = WriteReportPage(page);
  for (const char* language : {"en", "zh"}) {
    EXPECT_THAT(MainOf(html, language),
                HasSubstr(std::string("data-language=\"") + language +
                          "\">\n<p class=\"statement\">Synthetic respondents; not a survey.</p>"));
  }
}

TEST(HtmlPage, TheStatementStandsInThePagesLanguage) {
  ReportPage page = ExamplePage();
  page.results.data_statement = "Synthetic data, no survey. 合成数据，并非调查。";
  const std::string html = WriteReportPage(page);
  EXPECT_THAT(MainOf(html, "en"),
              HasSubstr("<p class=\"statement\">Synthetic data, no survey.</p>"));
  EXPECT_THAT(MainOf(html, "zh"), HasSubstr("<p class=\"statement\">合成数据，并非调查。</p>"));
}

TEST(HtmlPage, SectionsWithoutContentAreLeftOut) {
  ReportPage page = ExamplePage();
  std::string html = WriteReportPage(page);
  EXPECT_THAT(html, Not(HasSubstr(">Figures</h2>")));
  EXPECT_THAT(html, Not(HasSubstr("id=\"group-0\"")));
  EXPECT_THAT(html, Not(HasSubstr("Modification indices</h2>")));
  page.results.hypotheses.clear();
  page.results.effects.clear();
  html = WriteReportPage(page);
  EXPECT_THAT(html, Not(HasSubstr(">Hypotheses</h2>")));
  EXPECT_THAT(html, Not(HasSubstr(">Effects")));
}

TEST(HtmlPage, LoadingsAreReadWhereTheyStand) {
  const std::string main = MainOf(WriteReportPage(ExamplePage()), "en");
  const size_t loadings = main.find("Measurement: loadings</h2>");
  const size_t reading = main.find("A standardised loading is the correlation");
  ASSERT_NE(loadings, std::string::npos);
  ASSERT_NE(reading, std::string::npos);
  EXPECT_EQ(main.find("</h2>", loadings + 30), main.find("</h2>", reading));
}

TEST(HtmlPage, GroupsAreSwitched) {
  ReportPage page;
  page.results = ExampleResultsOfTwoGroups();
  page.results.groups[1].label = "<US>";
  const std::string html = WriteReportPage(page);
  EXPECT_THAT(html, HasSubstr("id=\"group-0\" value=\"0\" checked>"));
  EXPECT_THAT(html, HasSubstr("id=\"group-1\" value=\"1\">CN</label>"));
  EXPECT_THAT(html, HasSubstr("id=\"group-2\" value=\"2\">&lt;US&gt;</label>"));
  // In each language: loadings, paths, covariances, intercepts, variances; effects of the first.
  EXPECT_EQ(CountOf(html, "data-group=\"1\""), 12u);
  EXPECT_EQ(CountOf(html, "data-group=\"2\""), 10u);
}

TEST(HtmlPage, StandardErrorsOfStandardisedCoefficientsStandBesideThem) {
  ReportPage page = ExamplePage();
  for (ParameterEstimate& row : page.results.estimates) {
    if (row.op != Operator::kRegression || row.rhs != "VAL") continue;
    row.std_all = 0.271;
    row.std_all_se = 0.0421;
    row.std_all_ci_lower = 0.1884;
    row.std_all_ci_upper = 0.3536;
  }
  EXPECT_THAT(WriteReportPage(page), HasSubstr("<td class=\"number standardized\">0.271</td>"
                                               "<td class=\"number standardized\">0.042</td>"
                                               "<td class=\"number standardized\">[0.188, 0.354]"
                                               "</td>"));
}

TEST(HtmlPage, FiguresStandInTheirLanguageWithAnAlternativeText) {
  ReportPage page = ExamplePage();
  PageFigure english, both;
  english.figure.title = {"Paths & \"signs\"", "路径"};
  english.figure.svg = "<?xml version=\"1.0\"?><svg><path id=\"p\"/></svg>";
  english.language = Language::kEnglish;
  english.coefficients = Coefficients::kStandardized;
  both.figure.title = {"Residuals", "残差"};
  both.coefficients = Coefficients::kPlain;
  both.group = 2;
  both.figure.svg = "<svg><g><title>0.42 [0.3, 0.5]</title><path id=\"p\"/></g></svg>";
  page.figures = {english, both};
  const std::string html = WriteReportPage(page);
  EXPECT_THAT(html, HasSubstr("<figure class=\"standardized\"><div class=\"drawing\" role=\"img\" "
                              "aria-label=\"Paths &amp; &quot;signs&quot;\"><svg><path "
                              "id=\"en-figure1-p\"/></svg></div><figcaption>Paths &amp; "
                              "&quot;signs&quot;</figcaption></figure>"));
  EXPECT_THAT(MainOf(html, "zh"), Not(HasSubstr("路径</figcaption>")));
  EXPECT_THAT(MainOf(html, "zh"),
              HasSubstr("<figure class=\"plain\" data-group=\"2\" hidden><div "
                        "class=\"drawing\" role=\"group\" aria-label=\"残差\">"));
  // What marks tell beyond the drawing is read out below it.
  EXPECT_EQ(CountOf(html, "<p class=\"reading\" aria-live=\"polite\">"), 2u);
  EXPECT_THAT(MainOf(html, "en"), HasSubstr("</svg></div><p class=\"reading\""));
  EXPECT_THAT(html, HasSubstr("id=\"zh-figure2-p\""));
  EXPECT_THAT(MainOf(html, "en"), HasSubstr(">Figures</h2>"));
}

TEST(HtmlPage, NothingFromOutsideBecomesMarkup) {
  const std::string bad = "</script><script>alert('x')</script><b title=\"y\" onload=z>";
  ReportPage page;
  page.results = ExampleResultsOfTwoGroups();
  Results& results = page.results;
  results.model_name = results.model_file = results.model_hash = bad;
  results.data_file = results.data_hash = results.data_statement = results.group_column = bad;
  results.options.push_back({bad, bad});
  results.options.push_back({"weights", bad});
  results.title = results.description = {bad, bad};
  for (auto& [name, text] : results.labels) text = {bad, bad};
  results.labels.push_back({"RAP", {bad, bad}});
  for (GroupSummary& group : results.groups) group.label = bad;
  for (ParameterEstimate& row : results.estimates) row.label = row.source = bad;
  for (HypothesisVerdict& row : results.hypotheses) {
    row.hypothesis.name = row.hypothesis.source = bad;
    row.hypothesis.label = {bad, bad};
  }
  results.warnings = {{"code", bad, bad}};
  results.has_modification_indices = true;
  results.modification_indices = {{bad, Operator::kCovariance, bad}};
  page.check.emplace();
  page.check->has_data = true;
  page.check->data_file = bad;
  page.check->variables.emplace_back().name = bad;
  page.check->notes = {{"code", bad + "!", bad}};
  page.quality.emplace();
  page.quality->findings = {{QualityFinding::Kind::kOutOfRange, bad, bad, 1, {1}}};
  const std::string html = WriteReportPage(page);
  EXPECT_EQ(CountOf(html, "<script"), 1u);
  EXPECT_EQ(CountOf(html, "</script"), 1u);
  EXPECT_THAT(html, Not(HasSubstr("<b ")));
  EXPECT_THAT(html, Not(HasSubstr("title=\"y\"")));
  EXPECT_GT(CountOf(html, "&lt;/script&gt;&lt;script&gt;alert(&#39;x&#39;)"), 40u);
}

TEST(HtmlPage, IsTheSameForTheSameInput) {
  EXPECT_EQ(WriteReportPage(ExamplePage()), WriteReportPage(ExamplePage()));
}

TEST(PagePhrases, StandInBothLanguagesWithTheSameArguments) {
  for (int i = 0; i < static_cast<int>(PagePhrase::kCount); ++i) {
    const auto phrase = static_cast<PagePhrase>(i);
    const std::string english(PhraseText(phrase, Language::kEnglish));
    const std::string chinese(PhraseText(phrase, Language::kChinese));
    const auto is_chinese = [](char c) { return static_cast<unsigned char>(c) >= 0xE3; };
    EXPECT_TRUE(std::none_of(english.begin(), english.end(), is_chinese)) << english;
    EXPECT_TRUE(std::any_of(chinese.begin(), chinese.end(), is_chinese)) << chinese;
    for (const char* argument : {"{}", "{0}", "{1}", "{2}", "{3}"}) {
      EXPECT_EQ(CountOf(english, argument), CountOf(chinese, argument)) << english;
    }
  }
  const std::vector<GlossaryEntry> english = Glossary(Language::kEnglish);
  const std::vector<GlossaryEntry> chinese = Glossary(Language::kChinese);
  ASSERT_EQ(english.size(), chinese.size());
  for (size_t i = 0; i < english.size(); ++i) {
    EXPECT_NE(english[i].meaning, chinese[i].meaning);
    EXPECT_FALSE(english[i].meaning.empty() || chinese[i].meaning.empty());
  }
}

}  // namespace
}  // namespace trustsem
