#include "report/chart_bootstrap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/report/example_results.h"
#include "tests/report/svg_parts.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// Replicates of every regression, evenly spread 0.1 to each side of its estimate.
Results Bootstrapped(int groups = 1, int values = 301) {
  Results results = groups == 1 ? ExampleResults() : ExampleResultsOfTwoGroups();
  BootstrapSummary summary;
  summary.method = "nonparametric";
  summary.interval = "percentile";
  summary.replicates = summary.used = values;
  for (ParameterEstimate& row : results.estimates) {
    std::vector<double>& replicates = summary.std_all.emplace_back();
    if (row.op != Operator::kRegression) continue;
    row.std_all_ci_lower = row.std_all - 0.08;
    row.std_all_ci_upper = row.std_all + 0.08;
    for (int i = 0; i < values; ++i) {
      replicates.push_back(row.std_all - 0.1 + 0.2 * i / (values - 1));
    }
  }
  results.bootstrap = summary;
  return results;
}

FigureOptions Svg(Language language = Language::kEnglish, FigureSize size = FigureSize::kSlide) {
  FigureOptions options;
  options.language = language;
  options.size = size;
  options.forms = {.svg = true, .pdf = false, .png = false};
  return options;
}

std::vector<Figure> Drawn(const Results& results, const FigureOptions& options) {
  return DrawPages(ChartBootstrap(results, options));
}

TEST(ChartBootstrapTest, EveryPathHasAHistogramOverItsOwnAxis) {
  const std::vector<Figure> figures = Drawn(Bootstrapped(), Svg());
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_EQ(figures[0].name, "bootstrap");
  EXPECT_EQ(figures[0].title.zh, "信任与关系：路径系数的自助法分布");
  const SvgParts svg(figures[0].svg);
  EXPECT_THAT(svg.AllText(), HasSubstr("of 301 replicates."));
  EXPECT_THAT(svg.AllText(), HasSubstr("95% percentile interval"));
  EXPECT_THAT(svg.AllText(), Not(HasSubstr("eyond")));
  EXPECT_TRUE(svg.Has("Trust → Relationship"));
  EXPECT_TRUE(svg.Has("0.35 [0.27, 0.43]"));
  EXPECT_TRUE(svg.Has("\u22120.15 [\u22120.23, \u22120.07]"));
  // Six paths of 0.2 / 0.21 of thirty bars: axes reach 1.05 times as far as the replicates.
  std::vector<double> heights;
  int blue = 0, vermilion = 0;
  for (const SvgRectangle& bar : svg.rectangles) {
    if (bar.colour != Palette::kPositive && bar.colour != Palette::kNegative) continue;
    ++(bar.colour == Palette::kPositive ? blue : vermilion);
    heights.push_back(bar.bottom - bar.top);
  }
  EXPECT_EQ(vermilion, blue / 5);
  EXPECT_EQ(blue + vermilion, 6 * 30);
  // Evenly spread values give bars of one height, but for the outermost two of each.
  const double high = *std::max_element(heights.begin(), heights.end());
  EXPECT_GE(std::count_if(heights.begin(), heights.end(),
                          [&](double height) { return height > 0.85 * high; }),
            6 * 28);
}

TEST(ChartBootstrapTest, CountsWhatLiesBeyondTheAxes) {
  Results results = Bootstrapped();
  size_t regression = 0;
  while (results.estimates[regression].op != Operator::kRegression) ++regression;
  results.bootstrap->std_all[regression][0] = 7;
  results.bootstrap->std_all[regression][1] = kMissing;
  const SvgParts svg(Drawn(results, Svg())[0].svg);
  EXPECT_THAT(svg.AllText(), HasSubstr("Values beyond their axes: 1."));
  for (const SvgText& text : svg.texts) {
    EXPECT_GE(text.x, 0) << text.text;
    EXPECT_LE(text.x, svg.width) << text.text;
  }
}

TEST(ChartBootstrapTest, SaysWhichIntervalAndSpeaksChinese) {
  Results results = Bootstrapped();
  results.bootstrap->interval = "bca";
  const SvgParts svg(Drawn(results, Svg(Language::kChinese, FigureSize::kColumn))[0].svg);
  EXPECT_TRUE(svg.HasPart("95%BCa区间")) << svg.AllText();
  EXPECT_TRUE(svg.Has("信任 → 关系"));
}

TEST(ChartBootstrapTest, GroupsHavePagesOfTheirOwn) {
  const std::vector<Figure> figures = Drawn(Bootstrapped(2), Svg());
  ASSERT_THAT(figures, SizeIs(2));
  EXPECT_EQ(figures[1].name, "bootstrap_2");
  EXPECT_THAT(figures[0].title.en, HasSubstr(", CN"));
  EXPECT_THAT(figures[1].title.en, HasSubstr(", US"));
  Results without = Bootstrapped(2);
  for (size_t i = 0; i < without.estimates.size(); ++i) {
    if (without.estimates[i].group == 1) without.bootstrap->std_all[i].clear();
  }
  const std::vector<Figure> one = Drawn(without, Svg());
  ASSERT_THAT(one, SizeIs(1));
  EXPECT_EQ(one[0].name, "bootstrap");
  EXPECT_THAT(one[0].title.en, HasSubstr(", US"));
}

TEST(ChartBootstrapTest, ManyPathsGoOnWithLongLabels) {
  Results results = Bootstrapped();
  ParameterEstimate row;
  size_t at = 0;
  while (results.estimates[at].op != Operator::kRegression) ++at;
  row = results.estimates[at];
  std::string label;
  while (label.size() < 500) label += "trustworthiness ";
  results.labels.emplace_back("LONG", Text{label, ""});
  row.rhs = "LONG";
  for (int i = 0; i < 30; ++i) {
    results.estimates.push_back(row);
    const std::vector<double> values = results.bootstrap->std_all[at];
    results.bootstrap->std_all.resize(results.estimates.size());
    results.bootstrap->std_all.back() = values;
  }
  for (const FigureSize size : {FigureSize::kSlide, FigureSize::kColumn}) {
    const std::vector<Figure> figures = Drawn(results, Svg(Language::kEnglish, size));
    EXPECT_GT(figures.size(), 1u);
    size_t paths = 0;
    for (const Figure& figure : figures) {
      const SvgParts svg(figure.svg);
      paths += static_cast<size_t>(std::count_if(
          svg.texts.begin(), svg.texts.end(),
          [](const SvgText& text) { return text.text.find(" [") != std::string::npos; }));
      for (const SvgText& text : svg.texts) {
        EXPECT_LE(text.y, svg.height);
        EXPECT_LE(text.text.size(), 300u);
      }
    }
    EXPECT_EQ(paths, 36u);
  }
}

TEST(ChartBootstrapTest, TitlesAreWhole) {
  Results results = Bootstrapped();
  for (auto& [name, label] : results.labels) {
    label.en += " (social and professional)";
  }
  const std::vector<Figure> figures = Drawn(results, Svg());
  ASSERT_FALSE(figures.empty());
  for (const Figure& figure : figures) {
    const SvgParts svg(figure.svg);
    EXPECT_FALSE(svg.HasPart("…")) << svg.AllText();
    for (const SvgText& text : svg.texts) EXPECT_LE(text.y, svg.height) << text.text;
  }
}

TEST(ChartBootstrapTest, NothingWithoutReplicates) {
  EXPECT_THAT(ChartBootstrap(ExampleResults(), Svg()), IsEmpty());
  Results results = Bootstrapped();
  results.bootstrap->std_all.clear();  // as with bollen_stine
  EXPECT_THAT(ChartBootstrap(results, Svg()), IsEmpty());
  EXPECT_THAT(ChartBootstrap(Bootstrapped(1, 1), Svg()), IsEmpty());
}

}  // namespace
}  // namespace trustsem
