#include "report/figure_provenance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/example_results.h"

namespace trustsem {
namespace {

using ::testing::EndsWith;

TEST(FigureProvenanceTest, SaysTheStatementInTheFiguresLanguage) {
  const std::string both = "Synthetic respondents. Not e.g. the survey. 合成数据，v1.0。非原调查。";
  EXPECT_EQ(StatementIn(Language::kEnglish, both), "Synthetic respondents. Not e.g. the survey.");
  EXPECT_EQ(StatementIn(Language::kChinese, both), "合成数据，v1.0。非原调查。");
  EXPECT_EQ(StatementIn(Language::kChinese, "合成数据。Synthetic"), "合成数据。");
  EXPECT_EQ(StatementIn(Language::kEnglish, "合成数据。Synthetic"), "Synthetic");
}

TEST(FigureProvenanceTest, SaysAStatementInOneLanguageWhole) {
  for (const Language language : {Language::kEnglish, Language::kChinese}) {
    EXPECT_EQ(StatementIn(language, "Synthetic. Not real"), "Synthetic. Not real");
    EXPECT_EQ(StatementIn(language, "合成数据。"), "合成数据。");
    EXPECT_EQ(StatementIn(language, ""), "");
  }
}

TEST(FigureProvenanceTest, EndsWithTheStatement) {
  Results results = ExampleResults();
  results.data_statement = "Synthetic data. 合成数据。";
  EXPECT_THAT(FigureProvenance(results, Language::kEnglish), EndsWith(". Synthetic data."));
  EXPECT_THAT(FigureProvenance(results, Language::kChinese), EndsWith("。合成数据。"));
}

}  // namespace
}  // namespace trustsem
