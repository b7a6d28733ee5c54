#include "report/charts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "report/chart_loadings.h"
#include "report/chart_paths.h"
#include "report/chart_residuals.h"
#include "tests/report/example_results.h"
#include "tests/report/svg_parts.h"

namespace trustsem {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr int kFilledCircle = 6, kHollowCircle = 5, kFilledSquare = 4;
constexpr int kKeySquares = 9;  // of a residual map's scale

void GiveIntervals(Results* results, double reach) {
  for (ParameterEstimate& row : results->estimates) {
    row.std_all_ci_lower = row.std_all - reach;
    row.std_all_ci_upper = row.std_all + reach;
  }
}

Results OneGroup() {
  Results results = ExampleResults();
  GiveIntervals(&results, 0.18);
  return results;
}

Results TwoGroups() {
  Results results = ExampleResults();
  results.groups = {{"north", 800, 0.2}, {"south", 790, 0.2}};
  AddExampleGroup(results, 2);
  GiveIntervals(&results, 0.1);
  return results;
}

std::vector<Figure> AllCharts(const Results& results, const FigureOptions& options) {
  std::vector<Fault> failures;
  std::vector<Figure> figures = MakeCharts(results, options, &failures);
  EXPECT_THAT(failures, IsEmpty());
  return figures;
}

std::vector<Figure> Drawn(std::vector<ChartPage> (*chart)(const Results&, const FigureOptions&),
                          const Results& results, const FigureOptions& options) {
  return DrawPages(chart(results, options));
}

// Sizes of the parts of a path drawn, by the row's place.
TEST(DrawPagesTest, ThreadsChangeNothingAndOnlyWantedFormsAreDrawn) {
  FigureOptions options;
  options.threads = 1;
  const std::vector<Figure> one = AllCharts(TwoGroups(), options);
  options.threads = 5;
  options.forms = {.svg = true, .pdf = false, .png = true};
  const std::vector<Figure> five = AllCharts(TwoGroups(), options);
  ASSERT_GT(one.size(), 3u);
  ASSERT_EQ(five.size(), one.size());
  for (size_t i = 0; i < one.size(); ++i) {
    EXPECT_EQ(five[i].name, one[i].name);
    EXPECT_EQ(five[i].svg, one[i].svg) << one[i].name;
    EXPECT_EQ(five[i].png, one[i].png) << one[i].name;
    EXPECT_EQ(one[i].pdf.substr(0, 5), "%PDF-");
    EXPECT_THAT(five[i].pdf, IsEmpty());
  }
}

TEST(DrawPagesTest, ACharacterThatNoTypefaceHasCostsItsOwnFigureAlone) {
  Results results = OneGroup();
  for (const ParameterEstimate& row : results.estimates) {
    if (row.op != Operator::kMeasuredBy) continue;
    const Text odd = {"odd \U0010FFFD", "odd \U0010FFFD"};
    results.labels.insert(results.labels.begin(), {row.rhs, odd});  // the first one counts
  }
  std::vector<Fault> failures;
  std::vector<std::string> names;
  for (const Figure& figure : MakeCharts(results, {}, &failures)) names.push_back(figure.name);
  EXPECT_THAT(names, Contains("coefficients"));
  EXPECT_THAT(names, Not(Contains("loadings")));
  ASSERT_FALSE(failures.empty());
  EXPECT_THAT(EachOnce(failures), SizeIs(1));
  EXPECT_THAT(failures[0].message, HasSubstr("U+10FFFD"));
  try {
    Drawn(ChartLoadings, results, {});
    FAIL() << "drawn";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("U+10FFFD"));
  }
}

TEST(DrawPagesTest, CharactersThatXmlForbidsAreReplaced) {
  Results results = OneGroup();
  for (auto& [name, label] : results.labels) label = {"a\uFFFF<", "a\uFFFF<"};
  results.title = {"t\uFFFE", ""};
  for (const Figure& figure : AllCharts(results, {})) {
    EXPECT_THAT(figure.svg, Not(HasSubstr("\uFFFF"))) << figure.name;
    EXPECT_THAT(figure.svg, Not(HasSubstr("\uFFFE"))) << figure.name;
    EXPECT_THAT(figure.svg, HasSubstr("<title>t\uFFFD")) << figure.name;
  }
}

TEST(ChartPathsTest, DotsStandAtTheStandardisedEstimates) {
  const std::vector<Figure> figures = Drawn(ChartPaths, OneGroup(), {});
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_EQ(figures[0].name, "coefficients");
  EXPECT_EQ(figures[0].title.en, "Trust and relationship: standardised paths");
  EXPECT_EQ(figures[0].title.zh, "信任与关系：标准化路径系数");
  const SvgParts svg(figures[0].svg);
  // From top to bottom, which is the model's order.
  std::map<double, double> values;
  for (const SvgPoint& point : svg.points) {
    if (point.shape == kFilledCircle && point.colour == Palette::kPositive) {
      values[point.y] = svg.OnAxis(point.x, "0.0", "0.6");
    }
  }
  const double expected[] = {0.2, 0.3, 0.35, 0.25, 0.45};  // -0.15 is hollow
  ASSERT_EQ(values.size(), 5u);
  size_t i = 0;
  for (const auto& [y, value] : values) EXPECT_NEAR(value, expected[i++], 2e-4);
  // LOY on REL: its interval includes zero.
  std::vector<SvgPoint> hollow;
  for (const SvgPoint& point : svg.points) {
    if (point.shape == kHollowCircle) hollow.push_back(point);
  }
  ASSERT_THAT(hollow, SizeIs(1));
  EXPECT_NEAR(svg.OnAxis(hollow[0].x, "0.0", "0.6"), -0.15, 2e-4);
  EXPECT_GT(hollow[0].y, values.rbegin()->first);
}

TEST(ChartPathsTest, RowsAreLabelledBelowTheirOutcomes) {
  const SvgParts svg(Drawn(ChartPaths, OneGroup(), {})[0].svg);
  EXPECT_TRUE(svg.Has("→ Trust"));
  EXPECT_TRUE(svg.Has("→ Loyalty"));
  EXPECT_TRUE(svg.Has("RAP"));  // has no label
  EXPECT_TRUE(svg.Has("Communicating and delivering value"));
  EXPECT_TRUE(svg.Has("0.45 [0.27, 0.63]"));
  EXPECT_LT(svg.Find("→ Trust").y, svg.Find("→ Loyalty").y);
  FigureOptions chinese;
  chinese.language = Language::kChinese;
  EXPECT_TRUE(SvgParts(Drawn(ChartPaths, OneGroup(), chinese)[0].svg).Has("→ 忠诚"));
}

TEST(ChartPathsTest, ProvenanceStandsBelow) {
  FigureOptions options;
  options.provenance = "Model trust; Synthetic respondents.";
  const SvgParts svg(Drawn(ChartPaths, OneGroup(), options)[0].svg);
  ASSERT_TRUE(svg.Has(options.provenance));
  for (const SvgText& text : svg.texts) EXPECT_LE(text.y, svg.Find(options.provenance).y);
}

TEST(ChartPathsTest, NoWordOfALongProvenanceIsMissing) {
  FigureOptions options;
  options.size = FigureSize::kColumn;
  for (int i = 0; i < 80; ++i) options.provenance += "word" + std::to_string(i) + " ";
  options.provenance += "Synthetic respondents.";
  EXPECT_THAT(SvgParts(Drawn(ChartPaths, OneGroup(), options)[0].svg).AllText(),
              HasSubstr(options.provenance));
}

TEST(ChartPathsTest, GroupsDifferInShapeAndColour) {
  const SvgParts svg(Drawn(ChartPaths, TwoGroups(), {})[0].svg);
  EXPECT_TRUE(svg.Has("north"));
  EXPECT_TRUE(svg.Has("south"));
  int first = 0, second = 0;
  for (const SvgPoint& point : svg.points) {
    first += point.shape == kFilledCircle && point.colour == Palette::kPositive;
    second += point.shape == kFilledSquare && point.colour == Palette::kNegative;
  }
  EXPECT_EQ(first, 7);  // six paths and the legend
  EXPECT_EQ(second, 7);
}

TEST(ChartPathsTest, AGroupWithoutEstimatesIsSaid) {
  Results results = TwoGroups();
  for (ParameterEstimate& row : results.estimates) {
    if (row.group == 2) row.std_all = row.std_all_ci_lower = row.std_all_ci_upper = kMissing;
  }
  const SvgParts svg(Drawn(ChartPaths, results, {})[0].svg);
  EXPECT_TRUE(svg.Has("south (no estimates)"));
  EXPECT_TRUE(svg.Has("north"));
  EXPECT_EQ(std::count_if(svg.points.begin(), svg.points.end(),
                          [](const SvgPoint& p) { return p.shape == kFilledSquare; }),
            1);  // the legend's
}

TEST(ChartPathsTest, AnEstimateWithoutAnIntervalIsHollow) {
  Results results = ExampleResults();
  const SvgParts svg(Drawn(ChartPaths, results, {})[0].svg);
  EXPECT_EQ(std::count_if(svg.points.begin(), svg.points.end(),
                          [](const SvgPoint& p) { return p.shape == kHollowCircle; }),
            6);
  EXPECT_TRUE(svg.Has("0.45"));
}

TEST(ChartPathsTest, NoneWithoutPathsOrEstimates) {
  Results results;
  EXPECT_THAT(Drawn(ChartPaths, results, {}), IsEmpty());
  results = ExampleResults();
  for (ParameterEstimate& row : results.estimates) row.std_all = kMissing;
  EXPECT_THAT(Drawn(ChartPaths, results, {}), IsEmpty());
  EXPECT_THAT(AllCharts(Results{}, {}), IsEmpty());
}

TEST(ChartPathsTest, SixtyConstructsTakeMorePages) {
  Results results;
  results.model_name = "chain";
  results.groups = {{"", 500, 0.1}};
  for (int i = 1; i < 60; ++i) {
    ParameterEstimate row = ExampleRow("construct" + std::to_string(i), Operator::kRegression,
                                       "construct" + std::to_string(i - 1), 0.01 * i, 0.02);
    row.std_all_ci_lower = row.std_all - 0.04;
    row.std_all_ci_upper = row.std_all + 0.04;
    results.estimates.push_back(row);
  }
  for (const FigureSize size : {FigureSize::kSlide, FigureSize::kColumn}) {
    FigureOptions options;
    options.size = size;
    int dots = 0;
    const std::vector<Figure> figures = Drawn(ChartPaths, results, options);
    ASSERT_GT(figures.size(), 1u);
    for (size_t i = 0; i < figures.size(); ++i) {
      EXPECT_EQ(figures[i].name, i == 0 ? "coefficients" : "coefficients_" + std::to_string(i + 1));
      const SvgParts svg(figures[i].svg);
      for (const SvgText& text : svg.texts) {
        EXPECT_GT(text.y, 0) << text.text;
        EXPECT_LT(text.y, svg.height) << text.text;
      }
      dots += static_cast<int>(
          std::count_if(svg.points.begin(), svg.points.end(),
                        [](const SvgPoint& p) { return p.colour == Palette::kPositive; }));
    }
    EXPECT_EQ(dots, 59);
  }
}

// Alone, the heading fits in letters of full size; with what it says further on, in smaller ones.
TEST(ChartPathsTest, AHeadingThatGoesOnIsWhole) {
  Results results;
  results.model_name = "wide";
  results.groups = {{"", 500, 0.1}};
  results.labels = {{"REL", {"Relationship with the salesperson", ""}}};
  for (int i = 0; i < 30; ++i) {
    results.estimates.push_back(
        ExampleRow("REL", Operator::kRegression, "x" + std::to_string(i), 0.01 * i, 0.02));
  }
  const std::vector<Figure> figures = Drawn(ChartPaths, results, {});
  ASSERT_GT(figures.size(), 1u);
  EXPECT_TRUE(SvgParts(figures[0].svg).Has("→ Relationship with the salesperson"));
  EXPECT_TRUE(SvgParts(figures[1].svg).Has("→ Relationship with the salesperson (continued)"));
}

TEST(ChartPathsTest, LabelsOfAllKindsStayWithinTheirRoom) {
  Results results = OneGroup();
  results.labels = {{"TRUST", {std::string(500, 'W'), ""}},
                    {"REL", {"שלום עולם العربية", ""}},
                    {"VAL", {"😀😀 <script>x</script> 'q' \"d\" {/Bold b} a_b^c @d", ""}},
                    {"LOY", {"two\nlines `id`", ""}}};
  const Figure figure = Drawn(ChartPaths, results, {})[0];
  const SvgParts svg(figure.svg);
  EXPECT_EQ(figure.svg.find("<script"), std::string::npos);
  EXPECT_TRUE(svg.Has("→ two lines `id`"));
  EXPECT_TRUE(svg.HasPart("שלום עולם العربية"));
  EXPECT_TRUE(svg.HasPart("😀😀 <script>x</script> 'q' \"d\""));
  EXPECT_TRUE(svg.HasPart("WWW…"));
  for (const SvgText& text : svg.texts) EXPECT_LT(text.text.size(), 200u);
}

TEST(ChartPathsTest, TheArrowPointsToANameWrittenFromRightToLeft) {
  Results results = OneGroup();
  for (auto& [name, label] : results.labels) {
    if (name == "LOY") label.en = "ولاء";
  }
  const SvgParts svg(Drawn(ChartPaths, results, {})[0].svg);
  EXPECT_TRUE(svg.Has("\u200E→ \u200Eولاء")) << svg.AllText();
  EXPECT_TRUE(svg.Has("→ Relationship"));
}

// Long numbers beside the plot leave it little room.
TEST(ChartPathsTest, LabelsOfTheAxisLieClearOfEachOther) {
  Results results = OneGroup();
  for (ParameterEstimate& row : results.estimates) {
    row.std_all -= 0.7;
    row.std_all_ci_lower -= 0.7;
    row.std_all_ci_upper -= 0.3;
  }
  for (auto& [name, label] : results.labels) {
    if (name == "LOY") label.en = std::string(500, 'W');
  }
  const SvgParts svg(Drawn(ChartPaths, results, {})[0].svg);
  std::vector<double> ticks;
  bool zero = false;
  for (const SvgText& text : svg.texts) {
    const std::string digits = text.text.starts_with("\u2212") ? text.text.substr(3) : text.text;
    if (digits.size() != 3 || digits[1] != '.') continue;
    ticks.push_back(text.x);
    zero = zero || text.text == "0.0";
  }
  ASSERT_GE(ticks.size(), 2u);
  EXPECT_TRUE(zero);
  std::sort(ticks.begin(), ticks.end());
  // A label is at most 2 ems of 0.85 * 14 pt wide, 96 dots an inch.
  for (size_t i = 1; i < ticks.size(); ++i)
    EXPECT_GT(ticks[i] - ticks[i - 1], 2 * 0.85 * 14 / 0.75);
}

TEST(ChartEffectsTest, TotalEffectsOfIndirectPairsAlone) {
  Results results = OneGroup();
  results.effects.clear();
  const auto add = [&](Effect::Kind kind, const std::string& from, const std::string& to,
                       double std_all) {
    Effect effect = ExampleEffect(kind, {}, std_all);
    effect.from = from;
    effect.to = to;
    effect.std_all_se = 0.05;
    results.effects.push_back(effect);
  };
  add(Effect::Kind::kDirect, "VAL", "TRUST", 0.3);
  add(Effect::Kind::kTotal, "VAL", "TRUST", 0.3);
  add(Effect::Kind::kIndirect, "VAL", "LOY", 0.14);
  add(Effect::Kind::kTotal, "VAL", "LOY", 0.14);
  const std::vector<Figure> figures = Drawn(ChartEffects, results, {});
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_EQ(figures[0].name, "effects");
  const SvgParts svg(figures[0].svg);
  EXPECT_TRUE(svg.Has("0.14 [0.04, 0.24]"));  // 0.14 -+ 1.96 * 0.05
  EXPECT_FALSE(svg.Has("→ Trust"));
}

TEST(ChartEffectsTest, TheLargestOfManyAreSaidToBe) {
  Results results;
  results.model_name = "many";
  results.groups = {{"", 500, 0.1}};
  for (int i = 0; i < 70; ++i) {
    for (const Effect::Kind kind : {Effect::Kind::kIndirect, Effect::Kind::kTotal}) {
      Effect effect = ExampleEffect(kind, {}, 0.001 * (i + 1));
      effect.from = "x" + std::to_string(i);
      effect.to = "y";
      results.effects.push_back(effect);
    }
  }
  FigureOptions column;
  column.size = FigureSize::kColumn;
  std::string all;
  for (const Figure& figure : Drawn(ChartEffects, results, column)) {
    for (const SvgText& text : SvgParts(figure.svg).texts) all += text.text + "\n";
  }
  EXPECT_THAT(all, HasSubstr("The 40 largest of 70."));
  EXPECT_THAT(all, Not(HasSubstr("Other pairs")));
  EXPECT_THAT(all, HasSubstr("x30\n"));
  EXPECT_EQ(all.find("x29\n"), std::string::npos);
}

// Not even few pairs are all where the list of indirect effects is cut.
TEST(ChartEffectsTest, ACutListIsSaid) {
  Results results;
  results.groups = {{"", 500, 0.1}};
  for (const Effect::Kind kind : {Effect::Kind::kIndirect, Effect::Kind::kTotal}) {
    results.effects.push_back(ExampleEffect(kind, {}, 0.3));
  }
  results.warnings = {{"indirect_effects_left_out", "7 and more are not listed", ""}};
  const auto text = [&](Language language) {
    FigureOptions options;
    options.language = language;
    std::string all;
    for (const Figure& figure : Drawn(ChartEffects, results, options)) {
      for (const SvgText& part : SvgParts(figure.svg).texts) {
        all += part.text + (language == Language::kEnglish ? " " : "");
      }
    }
    return all;
  };
  EXPECT_THAT(text(Language::kEnglish),
              HasSubstr("Other pairs are not considered: the list of indirect effects is cut."));
  EXPECT_THAT(text(Language::kChinese), HasSubstr("间接效应的列表已截断，其余变量对未予考虑。"));
}

TEST(ChartLoadingsTest, ItemsStandBelowTheirConstruct) {
  const SvgParts svg(Drawn(ChartLoadings, OneGroup(), {})[0].svg);
  EXPECT_TRUE(svg.Has("Trust"));
  EXPECT_TRUE(svg.HasPart("trust1  I trust | b"));
  EXPECT_TRUE(svg.Has("trust2"));
  EXPECT_TRUE(svg.Has("0.81 [0.63, 0.99]"));
  EXPECT_LT(svg.Find("trust2").y, svg.Find("Relationship").y);
}

TEST(ChartLoadingsTest, OneItem) {
  Results results;
  results.model_name = "one";
  results.groups = {{"", 100, 0}};
  results.estimates.push_back(ExampleRow("F", Operator::kMeasuredBy, "x", 0.7, 0.1));
  const std::vector<Figure> figures = AllCharts(results, {});
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_TRUE(SvgParts(figures[0].svg).Has("0.70"));
}

Results WithResiduals(int items, int group = 1) {
  Results results;
  results.model_name = "residuals";
  results.groups = {{"", 100, 0}};
  for (int i = 0; i < items; ++i) results.observed_names.push_back("item" + std::to_string(i));
  for (int i = 0; i < items; ++i) {
    for (int j = 0; j < i; ++j) {
      const double sign = (i + j) % 2 == 0 ? 1 : -1;
      results.residual_correlations.push_back({"item" + std::to_string(j),
                                               "item" + std::to_string(i), group,
                                               sign * 0.002 * (i * items + j)});
    }
  }
  std::sort(
      results.residual_correlations.begin(), results.residual_correlations.end(),
      [](const auto& a, const auto& b) { return std::abs(a.residual) > std::abs(b.residual); });
  return results;
}

TEST(ChartResidualsTest, NumbersStandInTheirSquares) {
  const Results results = WithResiduals(5);
  const std::vector<Figure> figures = Drawn(ChartResiduals, results, {});
  ASSERT_THAT(figures, SizeIs(1));
  const SvgParts svg(figures[0].svg);
  ASSERT_THAT(svg.rectangles, SizeIs(10 + kKeySquares));
  // item3 with item4: -0.002 * (4 * 5 + 3) = -0.046, in the row of item4 and the column of item3.
  const SvgText row = svg.Find("item4"), column = svg.Find("item3"), number = svg.Find("\u2212.05");
  EXPECT_NEAR(number.y, row.y, 4);  // letters of another size stand a little higher
  EXPECT_GT(number.x, column.x);
  EXPECT_LT(number.x, row.x);
  // item0 with item4 is 0.04, blue by two fifths of the limit 0.1.
  const SvgRectangle* square = nullptr;
  for (const SvgRectangle& r : svg.rectangles) {
    if (r.top < row.y && r.bottom > row.y - 6 && r.left < svg.Find("item0").x) square = &r;
  }
  ASSERT_NE(square, nullptr);
  EXPECT_EQ(square->colour, "#99c7e0");
}

TEST(ChartResidualsTest, AtMostFortyItemsAndTheLargestResiduals) {
  const Results results = WithResiduals(60);
  for (const FigureSize size : {FigureSize::kSlide, FigureSize::kColumn}) {
    FigureOptions options;
    options.size = size;
    const std::vector<Figure> figures = Drawn(ChartResiduals, results, options);
    ASSERT_THAT(figures, SizeIs(1));
    const SvgParts svg(figures[0].svg);
    EXPECT_THAT(svg.AllText(), HasSubstr("The 40 of 60 items with the largest residuals."));
    EXPECT_THAT(svg.rectangles, SizeIs(40 * 39 / 2 + kKeySquares));
    EXPECT_TRUE(svg.Has("item59"));
    for (const SvgRectangle& r : svg.rectangles) {
      EXPECT_GE(r.left, 0);
      EXPECT_LE(r.right, svg.width);
      EXPECT_LE(r.bottom, svg.height);
    }
  }
}

TEST(ChartResidualsTest, TheScaleSaysItsStepsInFull) {
  Results results = WithResiduals(3);
  results.residual_correlations[0].residual = 0.13;
  const SvgParts odd(Drawn(ChartResiduals, results, {})[0].svg);
  for (const char* step : {"0.150", "0.075", "0.000", "\u22120.075", "\u22120.150"}) {
    EXPECT_TRUE(odd.Has(step)) << step;
  }
  results.residual_correlations[0].residual = 0.18;
  const SvgParts even(Drawn(ChartResiduals, results, {})[0].svg);
  for (const char* step : {"0.20", "0.10", "0.00", "\u22120.10", "\u22120.20"}) {
    EXPECT_TRUE(even.Has(step)) << step;
  }
}

TEST(ChartResidualsTest, OneFigureAGroupThatHasResiduals) {
  Results results = WithResiduals(4, 2);
  results.groups = {{"north", 100, 0}, {"south", 90, 0}};
  const std::vector<Figure> figures = Drawn(ChartResiduals, results, {});
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_EQ(figures[0].title.en, "residuals: residual correlations, south");
}

TEST(ChartResidualsTest, NoneWithoutPairs) {
  Results results;
  results.observed_names = {"x"};
  EXPECT_THAT(Drawn(ChartResiduals, results, {}), IsEmpty());
  results.residual_correlations = {{"x", "y", 1, kMissing}};
  EXPECT_THAT(Drawn(ChartResiduals, results, {}), IsEmpty());
}

}  // namespace
}  // namespace trustsem
