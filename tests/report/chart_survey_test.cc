#include "report/chart_survey.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "survey/results.h"
#include "tests/report/svg_parts.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Kind = SurveyRow::Kind;

SurveyRow Row(Kind kind, const std::string& variable, const std::string& value,
              std::vector<double> shares) {
  SurveyRow row;
  row.kind = kind;
  row.variable = variable;
  row.variable_label = {"Question " + variable, "问题" + variable};
  row.value = value;
  row.label = {"answer " + value, "回答" + value};
  for (const double share : shares) {
    SurveyCell cell;
    cell.estimate.value = share;
    cell.estimate.lower = share - 0.05;
    cell.estimate.upper = share + 0.05;
    row.cells.push_back(cell);
  }
  return row;
}

// One table, whose columns are all respondents and, where there are two shares a row, a market.
SurveyBookResults Book(const std::vector<SurveyRow>& rows, int top, int bottom, bool shares) {
  SurveyBookResults results;
  SurveyTable table;
  table.name = "freq";
  table.title = {"How often", "频率"};
  table.columns.resize(rows[0].cells.size());
  for (size_t c = 1; c < table.columns.size(); ++c) {
    table.columns[c] = {"market", "north", {}, {"North", "北"}, "A", 0};
  }
  table.rows = rows;
  results.tables.push_back(table);
  TableRequest request;
  request.name = "freq";
  request.top = top;
  request.bottom = bottom;
  request.shares = shares;
  results.book.tables.push_back(request);
  results.origin.file = "books/tables.yaml";
  results.origin.hash = "0123456789";
  results.origin.data_file = "data/d.csv";
  results.origin.data_hash = "abcdefghij";
  results.origin.data_statement = "Synthetic respondents.";
  results.origin.rows = 1600;
  return results;
}

std::vector<SurveyRow> Scale(const std::string& variable) {
  return {Row(Kind::kShare, variable, "1", {0.10, 0.05}),
          Row(Kind::kShare, variable, "2", {0.20, 0.15}),
          Row(Kind::kShare, variable, "3", {0.30, 0.40}),
          Row(Kind::kShare, variable, "4", {0.25, 0.30}),
          Row(Kind::kShare, variable, "5", {0.15, 0.10})};
}

// Of the rectangles of a colour, from top to bottom.
std::vector<SvgRectangle> Coloured(const SvgParts& svg, const std::string& colour) {
  std::vector<SvgRectangle> found;
  for (const SvgRectangle& r : svg.rectangles) {
    if (r.colour == colour) found.push_back(r);
  }
  return found;
}

TEST(MakeSurveyChartsTest, AScaleDivergesFromItsMiddle) {
  std::vector<SurveyRow> rows = Scale("q");
  rows.push_back(Row(Kind::kNet, "q", "top_2", {0.40, 0.40}));
  const std::vector<Figure> figures = MakeSurveyCharts(Book(rows, 2, 0, true), {});
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_EQ(figures[0].name, "freq");
  EXPECT_EQ(figures[0].title.zh, "频率");
  const SvgParts svg(figures[0].svg);
  EXPECT_TRUE(svg.Has("Total"));
  EXPECT_TRUE(svg.Has("North"));
  // Ticks have no sign; the first 40 is the one left of zero.
  const auto at = [&](double x) { return -svg.OnAxis(x, "0", "40"); };
  const auto lowest = Coloured(svg, "#d55e00"), middle = Coloured(svg, "#d9d9d9"),
             highest = Coloured(svg, "#0072b2");
  ASSERT_THAT(lowest, SizeIs(2));
  ASSERT_THAT(middle, SizeIs(2));
  ASSERT_THAT(highest, SizeIs(2));
  EXPECT_NEAR(at(lowest[0].left), -45, 0.1);  // -10 - 20 - 30 / 2
  EXPECT_NEAR(at(lowest[0].right), -35, 0.1);
  EXPECT_NEAR(at(middle[0].left), -15, 0.1);
  EXPECT_NEAR(at(middle[0].right), 15, 0.1);
  EXPECT_NEAR(at(highest[0].left), 40, 0.1);
  EXPECT_NEAR(at(highest[0].right), 55, 0.1);
  EXPECT_NEAR(at(middle[1].right), 20, 0.1);
  EXPECT_LT(middle[0].bottom, middle[1].top);
}

TEST(MakeSurveyChartsTest, AnEvenScaleDivergesBetweenItsHalves) {
  const std::vector<SurveyRow> rows = {
      Row(Kind::kShare, "q", "1", {0.1}), Row(Kind::kShare, "q", "2", {0.2}),
      Row(Kind::kShare, "q", "3", {0.3}), Row(Kind::kShare, "q", "4", {0.4})};
  const SvgParts svg(MakeSurveyCharts(Book(rows, 1, 1, true), {})[0].svg);
  const auto lowest = Coloured(svg, "#d55e00"), highest = Coloured(svg, "#0072b2");
  ASSERT_THAT(lowest, SizeIs(1));
  ASSERT_THAT(highest, SizeIs(1));
  EXPECT_NEAR(svg.OnAxis(lowest[0].left, "0", "60"), -30, 0.1);
  EXPECT_NEAR(svg.OnAxis(highest[0].right, "0", "60"), 70, 0.1);
}

TEST(MakeSurveyChartsTest, NetsOfSeveralQuestionsLeaveTheMiddle) {
  std::vector<SurveyRow> rows;
  for (const std::string variable : {"a", "b"}) {
    rows.push_back(Row(Kind::kNet, variable, "top_2", {0.6}));
    rows.push_back(Row(Kind::kNet, variable, "bottom_2", {0.3}));
    rows.push_back(Row(Kind::kMean, variable, "", {3.4}));
  }
  const SvgParts svg(MakeSurveyCharts(Book(rows, 2, 2, false), {})[0].svg);
  EXPECT_TRUE(svg.Has("Question a"));
  EXPECT_TRUE(svg.Has("Question b"));
  EXPECT_TRUE(svg.Has("between"));
  const auto middle = Coloured(svg, "#d9d9d9");
  ASSERT_THAT(middle, SizeIs(2));
  EXPECT_NEAR(svg.OnAxis(middle[0].right, "0", "60"), 5, 0.1);
}

TEST(MakeSurveyChartsTest, ASuppressedRowIsEmpty) {
  std::vector<SurveyRow> rows = Scale("q");
  for (SurveyRow& row : rows) row.cells[1].estimate = SurveyEstimate{};
  const SvgParts svg(MakeSurveyCharts(Book(rows, 1, 0, true), {})[0].svg);
  EXPECT_TRUE(svg.Has("North"));
  EXPECT_TRUE(svg.Has("–"));
  EXPECT_THAT(Coloured(svg, "#d9d9d9"), SizeIs(1));
}

TEST(MakeSurveyChartsTest, OtherAnswersAreBarsWithIntervals) {
  const std::vector<SurveyRow> rows = {Row(Kind::kShare, "a", "1", {0.2, 0.3}),
                                       Row(Kind::kShare, "b", "1", {0.8, 0.7}),
                                       Row(Kind::kShare, "c", "1", {kNotANumber, 0.7})};
  const SvgParts svg(MakeSurveyCharts(Book(rows, 0, 0, true), {})[0].svg);
  const auto bars = Coloured(svg, "#9ecae1");
  ASSERT_THAT(bars, SizeIs(2));  // the largest first
  EXPECT_NEAR(svg.OnAxis(bars[0].right, "0", "100"), 80, 0.05);
  EXPECT_NEAR(svg.OnAxis(bars[1].right, "0", "100"), 20, 0.05);
  EXPECT_NEAR(svg.OnAxis(bars[1].left, "0", "100"), 0, 0.05);
  EXPECT_TRUE(svg.Has("80.0%"));
  EXPECT_LT(svg.Find("80.0%").y, svg.Find("20.0%").y);
  EXPECT_LT(svg.Find("20.0%").y, svg.Find("–").y);
  // Who may choose several answers is counted once.
  EXPECT_TRUE(svg.Has("% of respondents"));
  EXPECT_FALSE(svg.HasPart("% of answers"));
}

TEST(MakeSurveyChartsTest, AnswersOfOneQuestionKeepTheirOrder) {
  const SvgParts svg(MakeSurveyCharts(Book(Scale("q"), 0, 0, true), {})[0].svg);
  EXPECT_LT(svg.Find("answer 1").y, svg.Find("answer 2").y);
  EXPECT_LT(svg.Find("answer 2").y, svg.Find("answer 3").y);
}

TEST(MakeSurveyChartsTest, MeansAloneGiveNoFigure) {
  EXPECT_THAT(MakeSurveyCharts(Book({Row(Kind::kMean, "a", "", {3.2})}, 0, 0, false), {}),
              IsEmpty());
}

TEST(MakeSurveyChartsTest, LabelsOfAllKindsStayInTheFigure) {
  std::vector<SurveyRow> rows = Scale("q");
  rows[0].label = {std::string(500, 'W'), ""};
  rows[1].label = {"<script>x</script> 'q' `id` \"d\" {/Bold b}", ""};
  rows[2].label = {"שלום 😀", ""};
  for (const int top : {0, 2}) {
    const Figure figure = MakeSurveyCharts(Book(rows, top, 0, true), {})[0];
    EXPECT_EQ(figure.svg.find("<script"), std::string::npos);
    const SvgParts svg(figure.svg);
    EXPECT_TRUE(svg.HasPart("<script>x</script> 'q' `id` \"d\""));
    EXPECT_TRUE(svg.Has("שלום 😀"));
    EXPECT_TRUE(svg.HasPart("WWW…"));
    for (const SvgText& text : svg.texts) EXPECT_LT(text.text.size(), 200u);
  }
}

TEST(SurveyProvenanceTest, NamesRequestDataAndStatement) {
  EXPECT_EQ(SurveyProvenance(Book(Scale("q"), 0, 0, true).origin, Language::kEnglish),
            "tables.yaml (01234567); data d.csv (abcdefgh), 1,600 respondents; trustsem 0.1.0. "
            "Synthetic respondents.");
  EXPECT_THAT(SurveyProvenance(Book(Scale("q"), 0, 0, true).origin, Language::kChinese),
              HasSubstr("1,600 名受访者"));
}

ClaimResult ClaimOf(const std::string& counted, double published, Comparison comparison,
                    double share) {
  ClaimResult claim;
  claim.claim.published = published;
  claim.claim.comparison = comparison;
  claim.reading.counted_label = {counted, counted};
  if (std::isfinite(share)) {
    claim.reading.estimate.value = share;
    claim.reading.estimate.lower = share - 0.02;
    claim.reading.estimate.upper = share + 0.02;
  }
  return claim;
}

TEST(MakeClaimChartsTest, ComparesWithThePublishedPercentage) {
  ClaimBookResults results;
  results.book.title = {"Published", "公布"};
  results.claims = {ClaimOf("unknown", 50, Comparison::kEqual, kNotANumber),
                    ClaimOf("low", 33.3, Comparison::kBelow, 0.31),
                    ClaimOf("high", 85, Comparison::kAbove, 0.86)};
  const std::vector<Figure> figures = MakeClaimCharts(results, {});
  ASSERT_THAT(figures, SizeIs(1));
  EXPECT_EQ(figures[0].name, "claims");
  const SvgParts svg(figures[0].svg);
  EXPECT_TRUE(svg.Has("> 85%"));
  EXPECT_TRUE(svg.Has("< 33.3%"));
  EXPECT_TRUE(svg.Has("86.0%"));
  EXPECT_TRUE(svg.Has("–"));
  EXPECT_LT(svg.Find("high").y, svg.Find("low").y);
  EXPECT_LT(svg.Find("low").y, svg.Find("unknown").y);
  std::vector<double> marks;
  for (const SvgPoint& point : svg.points) {
    if (point.colour == Palette::kAccent) marks.push_back(svg.OnAxis(point.x, "0", "100"));
  }
  ASSERT_THAT(marks, SizeIs(3));
  EXPECT_NEAR(marks[0], 85, 0.05);
  EXPECT_NEAR(marks[1], 33.3, 0.05);
  EXPECT_NEAR(marks[2], 50, 0.05);
}

TEST(MakeClaimChartsTest, NoneWithoutClaims) {
  EXPECT_THAT(MakeClaimCharts(ClaimBookResults{}, {}), IsEmpty());
}

}  // namespace
}  // namespace trustsem
