#include "report/velocity_charts.h"

#include <gmock/gmock.h>

#include <cmath>
#include <regex>

#include "report/write_velocity.h"
#include "tests/report/svg_parts.h"
#include "tests/support/velocity_results.h"

namespace trustsem {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kBlue[] = "#0072b2", kVermilion[] = "#d55e00";
constexpr int kCircle = 6, kSquare = 4;  // gnuplot's in SVG

FigureOptions InLanguageOf(Language language, FigureSize size = FigureSize::kSlide) {
  FigureOptions options;
  options.language = language;
  options.size = size;
  options.provenance = VelocityProvenance(ExampleVelocityResults(), language);
  return options;
}

Figure Named(const std::vector<Figure>& figures, const std::string& name) {
  for (const Figure& figure : figures) {
    if (figure.name == name) return figure;
  }
  ADD_FAILURE() << "no figure " << name;
  return {};
}

std::vector<std::string> Texts(const Figure& figure) {
  std::vector<std::string> texts;
  for (const SvgText& text : SvgParts(figure.svg).texts) texts.push_back(text.text);
  return texts;
}

std::string AllText(const Figure& figure) {
  std::string all;
  for (const std::string& text : Texts(figure)) all += text + "\n";
  return all;
}

std::vector<SvgPoint> Points(const Figure& figure, int shape, const std::string& colour) {
  std::vector<SvgPoint> points;
  for (const SvgPoint& point : SvgParts(figure.svg).points) {
    if (point.shape == shape && point.colour == colour) points.push_back(point);
  }
  return points;
}

const std::vector<Figure>& EnglishCharts() {
  static const std::vector<Figure> kCharts =
      MakeVelocityCharts(ExampleVelocityResults(), InLanguageOf(Language::kEnglish));
  return kCharts;
}

TEST(VelocityCharts, AreThoseThatThereAreNumbersFor) {
  std::vector<std::string> names;
  for (const Figure& figure : EnglishCharts()) {
    names.push_back(figure.name);
    EXPECT_THAT(figure.svg, HasSubstr("<svg"));
    EXPECT_TRUE(figure.png.starts_with("\x89PNG"));
    EXPECT_TRUE(figure.pdf.starts_with("%PDF"));
    EXPECT_THAT(AllText(figure), HasSubstr("Synthetic respondents; not a survey."));
    EXPECT_THAT(AllText(figure), HasSubstr("trust_panel.yaml (3f2a91c0); data trust_panel.csv "
                                           "(90ab11ce), 118 responses"));
  }
  EXPECT_THAT(names,
              ElementsAre("velocity", "components", "growth", "time_to_trust", "time_to_trust_2"));
  EXPECT_THAT(MakeVelocityCharts(EmptyVelocityResults(), InLanguageOf(Language::kEnglish)),
              IsEmpty());
}

// The literal index of first contacts is far to the right of that at equal T, of long-term ones to
// the left.
TEST(VelocityCharts, TheLiteralIndexStandsBesideThatAtEqualTime) {
  const Figure figure = Named(EnglishCharts(), "velocity");
  EXPECT_THAT(Texts(figure), Contains("First contact"));
  EXPECT_THAT(Texts(figure), Contains("points per interaction"));
  EXPECT_THAT(AllText(figure), HasSubstr("give at T = 6"));
  const SvgParts parts(figure.svg);
  const double zero = parts.Find("0").x, twenty = parts.Find("20").x;
  const auto value = [&](const SvgPoint& point) { return 20 * (point.x - zero) / (twenty - zero); };
  std::vector<SvgPoint> literal = Points(figure, kCircle, kBlue);
  std::vector<SvgPoint> matched = Points(figure, kSquare, kVermilion);
  const auto is_legend = [&](const SvgPoint& point) { return point.x < zero; };
  std::erase_if(literal, is_legend);
  std::erase_if(matched, is_legend);
  ASSERT_EQ(literal.size(), 8u);
  ASSERT_EQ(matched.size(), 8u);
  // To a hundredth of the axis's width, what gnuplot rounds places to.
  EXPECT_NEAR(value(literal[0]), 110, 0.5);
  EXPECT_NEAR(value(matched[0]), 4 * 53.5 / 6, 0.5);
  EXPECT_NEAR(value(literal[2]), 4 * 70 / 19.0, 0.5);
  EXPECT_NEAR(value(matched[2]), 4 * 68.5 / 6, 0.5);
}

TEST(VelocityCharts, ALevelThatDoesNotFitStandsOnASlideOfItsOwn) {
  VelocityResults results = ExampleVelocityResults();
  results.growth = {};
  results.time_to_trust = {};
  results.levels[4].groups.push_back(ExampleGroup("JP", 60, 8, 100));
  results.specification.stages[0].label.en = "First contact with a customer in a shop";
  results.specification.components[0].label.en = "Trust in what the salesperson knows";
  const std::vector<Figure> figures = MakeVelocityCharts(results, InLanguageOf(Language::kEnglish));
  EXPECT_THAT(Texts(Named(figures, "velocity")), Not(Contains("Market")));
  const std::vector<std::string> market = Texts(Named(figures, "velocity_2"));
  for (const char* text : {"Market", "CN", "US", "JP"}) EXPECT_THAT(market, Contains(text));
  // Long names of panels and of rows stand on two lines.
  EXPECT_THAT(Texts(Named(figures, "components")), Not(Contains(HasSubstr("…"))));
}

TEST(VelocityCharts, MarksWhatTheSourceEmphasises) {
  const Figure figure = Named(EnglishCharts(), "components");
  EXPECT_THAT(Texts(figure), Contains("professional"));
  EXPECT_THAT(Texts(figure), Contains("emphasised by the source"));
  // Two, one and one of twelve, and the legend's.
  EXPECT_EQ(Points(figure, kSquare, kVermilion).size(), 4u + 1);
  EXPECT_EQ(Points(figure, kCircle, kBlue).size(), 8u + 1);
  for (const char* score : {"49", "53", "65", "76"}) EXPECT_THAT(Texts(figure), Contains(score));
}

TEST(VelocityCharts, GrowthShowsTrajectoriesAndWhatWasObserved) {
  const Figure figure = Named(EnglishCharts(), "growth");
  EXPECT_THAT(Texts(figure), Contains("small_business"));
  EXPECT_THAT(Texts(figure), Contains("t (months)"));
  // Four waves and the legend.
  const std::vector<SvgPoint> points = Points(figure, kCircle, kBlue);
  ASSERT_EQ(points.size(), 5u);
  // Enterprise answered 56, 58, 60 and 62 at the waves: equal steps upwards.
  const SvgParts parts(figure.svg);
  const double sixty = parts.Find("60").y, seventy = parts.Find("70").y;
  std::vector<double> scores;
  for (const SvgPoint& point : points) {
    scores.push_back(60 + 10 * (point.y - sixty) / (seventy - sixty));
  }
  EXPECT_THAT(scores, Contains(::testing::DoubleNear(56, 0.6)));
  EXPECT_THAT(scores, Contains(::testing::DoubleNear(62, 0.6)));
}

TEST(VelocityCharts, MoreThanSixSegmentsAreTooManyForAChart) {
  VelocityResults results = ExampleVelocityResults();
  GrowthModel& model = results.growth.models[0];
  ThresholdResults& threshold = results.time_to_trust.thresholds[0];
  for (int s = 0; s < 6; ++s) {
    const std::string name = "segment " + std::to_string(s);
    model.segments.push_back(ExampleGrowthGroup(name, 50 + s, 0.5, 10 + s));
    threshold.segments.push_back(ExampleCurve(name, 60, 0.8));
    threshold.segments.back().accounts = 10 + s;
  }
  const std::vector<Figure> figures = MakeVelocityCharts(results, InLanguageOf(Language::kEnglish));
  for (const char* name : {"growth", "time_to_trust"}) {
    const Figure figure = Named(figures, name);
    EXPECT_THAT(AllText(figure), HasSubstr("The 6 of 9 groups with the most accounts."));
    EXPECT_THAT(Texts(figure), Contains("segment 5"));
    EXPECT_THAT(Texts(figure), Not(Contains("segment 2")));
  }
}

TEST(VelocityCharts, TimeToTrustIsInPercent) {
  const Figure figure = Named(EnglishCharts(), "time_to_trust_2");
  EXPECT_THAT(AllText(figure), HasSubstr("share that reached a score of 75"));
  EXPECT_THAT(Texts(figure), Contains("% of accounts"));
  EXPECT_THAT(Texts(figure), Contains("100"));
  EXPECT_THAT(Texts(figure), Contains("T (completed interactions)"));
}

TEST(VelocityCharts, SpeakChinese) {
  VelocityResults results = ExampleVelocityResults();
  for (VelocityLevelResults& level : results.levels) {
    for (VelocityGroup& group : level.groups) group.name = "组";
  }
  for (GrowthGroup& segment : results.growth.models[0].segments) segment.name = "组";
  for (ThresholdResults& threshold : results.time_to_trust.thresholds) {
    for (TrustCurve& segment : threshold.segments) segment.segment = "组";
  }
  FigureOptions options = InLanguageOf(Language::kChinese, FigureSize::kColumn);
  options.provenance = "来源";
  const std::regex word("[A-Za-z]{2,}");
  for (const Figure& figure : MakeVelocityCharts(results, options)) {
    for (const std::string& text : Texts(figure)) {
      std::string rest = std::regex_replace(text, std::regex("Turnbull"), "");
      EXPECT_FALSE(std::regex_search(rest, word)) << figure.name << ": " << text;
    }
  }
}

TEST(VelocityCharts, NamesAreTextAndNothingElse) {
  VelocityResults results = ExampleVelocityResults();
  const std::string name = "a\"b'`system('x')`@c_{d}<script>\\n";
  for (VelocityLevelResults& level : results.levels) {
    for (VelocityGroup& group : level.groups) group.name = name;
  }
  for (GrowthGroup& segment : results.growth.models[0].segments) segment.name = name;
  results.time_to_trust.thresholds[0].segments[0].segment = name;
  results.specification.stages.clear();
  const std::vector<Figure> figures = MakeVelocityCharts(results, InLanguageOf(Language::kEnglish));
  EXPECT_THAT(Texts(Named(figures, "growth")), Contains(name));
  for (const Figure& figure : figures) EXPECT_THAT(figure.svg, Not(HasSubstr("<script>")));
}

// Points without an interval, and a month's curve with more points than a page has dots.
TEST(VelocityCharts, CurvesWithoutBandsAndWithManyPoints) {
  VelocityResults results = ExampleVelocityResults();
  results.levels.clear();
  results.growth = {};
  results.time_to_trust.thresholds.resize(1);
  TrustCurve& everybody = results.time_to_trust.thresholds[0].everybody;
  results.time_to_trust.thresholds[0].segments.clear();
  everybody.points.clear();
  for (int i = 1; i <= 20000; ++i) {
    VelocityEstimate reached;
    reached.value = i / 25000.0;
    everybody.points.push_back({i / 1000.0, reached});
  }
  const std::vector<Figure> figures = MakeVelocityCharts(results, InLanguageOf(Language::kEnglish));
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_LT(figures[0].svg.size(), 100'000u);
}

}  // namespace
}  // namespace trustsem
