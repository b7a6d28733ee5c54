#include "table/default_rows.h"

#include <gmock/gmock.h>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Rows as "lhs op rhs", fixed ones with their value, exogenous moments with "sample".
std::vector<std::string> RowsOf(const ParameterTable& table, int group = 1) {
  std::vector<std::string> rows;
  for (const Parameter& row : table.rows) {
    if (row.group != group) continue;
    std::string text = Describe(row, 1);
    if (row.exogenous) {
      text += " sample";
    } else if (row.free < 0) {
      std::ostringstream value;
      value << row.fixed;
      text += " = " + value.str();
    }
    rows.push_back(text);
  }
  return rows;
}

std::vector<std::string> RowsOf(const std::string& lavaan, const TableOptions& options = {},
                                int group = 1) {
  return RowsOf(TableOf(lavaan, options), group);
}

TableOptions WithMeans() {
  TableOptions options;
  options.mean_structure = true;
  return options;
}

// The rows added by default: all but those written.
std::vector<std::string> Added(const std::string& lavaan, const TableOptions& options = {}) {
  const ParameterTable table = TableOf(lavaan, options);
  std::vector<std::string> rows = RowsOf(table), added;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!table.rows[i].user) added.push_back(rows[i]);
  }
  return added;
}

TEST(DefaultRowsTest, TwoConstructsInLavaansOrder) {
  EXPECT_THAT(RowsOf("f =~ y1 + y2 + y3\ng =~ y4 + y5 + y6"),
              ElementsAre("f =~ y1 = 1", "f =~ y2", "f =~ y3", "g =~ y4 = 1", "g =~ y5", "g =~ y6",
                          "y1 ~~ y1", "y2 ~~ y2", "y3 ~~ y3", "y4 ~~ y4", "y5 ~~ y5", "y6 ~~ y6",
                          "f ~~ f", "g ~~ g", "f ~~ g"));
}

TEST(DefaultRowsTest, StatementsStandInTheOrderWrittenAndIndicatorsComeBeforeOutcomes) {
  EXPECT_THAT(
      RowsOf("y5 ~ y1 + x2\nf =~ y1 + y2 + y3\ny2 ~~ y3\ny2 ~ 1\nf ~~ a*f", WithMeans()),
      ElementsAre("y5 ~ y1", "y5 ~ x2", "f =~ y1 = 1", "f =~ y2", "f =~ y3", "y2 ~~ y3", "y2 ~1",
                  "f ~~ f", "y1 ~~ y1", "y2 ~~ y2", "y3 ~~ y3", "y5 ~~ y5", "x2 ~~ x2 sample",
                  "y1 ~1", "y3 ~1", "y5 ~1", "x2 ~1 sample", "f ~1 = 0"));
}

TEST(DefaultRowsTest, ExogenousConstructsCovaryAndOutcomesCovary) {
  EXPECT_THAT(
      Added("f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\nh =~ c1 + c2 + c3\nk =~ d1 + d2 + d3\n"
            "h ~ f + g\nk ~ f\ny ~ g"),
      ElementsAre("a1 ~~ a1", "a2 ~~ a2", "a3 ~~ a3", "b1 ~~ b1", "b2 ~~ b2", "b3 ~~ b3",
                  "c1 ~~ c1", "c2 ~~ c2", "c3 ~~ c3", "d1 ~~ d1", "d2 ~~ d2", "d3 ~~ d3", "y ~~ y",
                  "f ~~ f", "g ~~ g", "h ~~ h", "k ~~ k", "f ~~ g", "h ~~ k", "h ~~ y", "k ~~ y"));
}

TEST(DefaultRowsTest, APredictorAmongTheOutcomesHasNoDefaultCovariance) {
  EXPECT_THAT(Added("y1 ~ x\ny2 ~ y1\ny3 ~ x"),
              ElementsAre("y1 ~~ y1", "y2 ~~ y2", "y3 ~~ y3", "y2 ~~ y3", "x ~~ x sample"));
}

TEST(DefaultRowsTest, AnIndicatorThatIsAnOutcomeHasNoDefaultCovariance) {
  EXPECT_THAT(Added("f =~ y1 + y2 + y3\ny3 ~ x\ny8 ~ x\ng =~ z1 + z2 + z3\ng ~ x"),
              ElementsAre("y1 ~~ y1", "y2 ~~ y2", "y3 ~~ y3", "z1 ~~ z1", "z2 ~~ z2", "z3 ~~ z3",
                          "y8 ~~ y8", "f ~~ f", "g ~~ g", "g ~~ y8", "x ~~ x sample"));
}

TEST(DefaultRowsTest, SecondOrderFactorsIndicatorsNeitherCovaryNorCountAsOutcomes) {
  EXPECT_THAT(Added("f =~ a1 + a2\ng =~ b1 + b2\nh =~ c1 + c2\nk =~ f + g + h\nh ~ y4\ny8 ~ y4"),
              ElementsAre("a1 ~~ a1", "a2 ~~ a2", "b1 ~~ b1", "b2 ~~ b2", "c1 ~~ c1", "c2 ~~ c2",
                          "y8 ~~ y8", "f ~~ f", "g ~~ g", "h ~~ h", "k ~~ k", "y4 ~~ y4 sample"));
}

TEST(DefaultRowsTest, ExogenousObservedVariablesByRowsOfTheUpperTriangle) {
  EXPECT_THAT(Added("y ~ x1 + x2 + x3"),
              ElementsAre("y ~~ y", "x1 ~~ x1 sample", "x1 ~~ x2 sample", "x1 ~~ x3 sample",
                          "x2 ~~ x2 sample", "x2 ~~ x3 sample", "x3 ~~ x3 sample"));
}

TEST(DefaultRowsTest, RandomExogenousVariablesAreFreeAndDoNotCovaryWithConstructs) {
  TableOptions options = WithMeans();
  options.fixed_x = false;
  EXPECT_THAT(
      Added("f =~ a1 + a2 + a3\ny8 ~ x1 + f + x2", options),
      ElementsAre("a1 ~~ a1", "a2 ~~ a2", "a3 ~~ a3", "y8 ~~ y8", "f ~~ f", "x1 ~~ x1", "x1 ~~ x2",
                  "x2 ~~ x2", "a1 ~1", "a2 ~1", "a3 ~1", "y8 ~1", "x1 ~1", "x2 ~1", "f ~1 = 0"));
}

TEST(DefaultRowsTest, CovariatesThatTheModelMentionsBecomeRandom) {
  EXPECT_THAT(RowsOf("y ~ x1 + x2 + x3\nx1 ~~ x2", WithMeans()),
              ElementsAre("y ~ x1", "y ~ x2", "y ~ x3", "x1 ~~ x2", "y ~~ y", "x1 ~~ x1",
                          "x2 ~~ x2", "x3 ~~ x3 sample", "y ~1", "x1 ~1", "x2 ~1", "x3 ~1 sample"));
  EXPECT_THAT(RowsOf("y ~ x1 + x2\nx1 ~ 1", WithMeans()),
              ElementsAre("y ~ x1", "y ~ x2", "x1 ~1", "y ~~ y", "x1 ~~ x1", "x2 ~~ x2 sample",
                          "y ~1", "x2 ~1 sample"));
}

TEST(DefaultRowsTest, Markers) {
  EXPECT_THAT(RowsOf("f =~ a*x1 + x2 + x3")[0], "f =~ x1 = 1");
  EXPECT_EQ(TableOf("f =~ a*x1 + x2 + x3").rows[0].label, "a");
  EXPECT_THAT(RowsOf("f =~ start(0.8)*x1 + x2 + x3")[0], "f =~ x1 = 0.8");
  const auto zero = RowsOf("f =~ 0*x1 + x2 + x3");
  EXPECT_THAT(std::vector<std::string>(zero.begin(), zero.begin() + 3),
              ElementsAre("f =~ x1 = 0", "f =~ x2", "f =~ x3"));
  const auto both = RowsOf("f =~ x1 + 1*x2 + x3");
  EXPECT_THAT(std::vector<std::string>(both.begin(), both.begin() + 3),
              ElementsAre("f =~ x1 = 1", "f =~ x2 = 1", "f =~ x3"));
  const auto scaled = RowsOf("f =~ NA*x1 + x2 + x3\nf ~~ 1*f");
  EXPECT_THAT(std::vector<std::string>(scaled.begin(), scaled.begin() + 4),
              ElementsAre("f =~ x1", "f =~ x2", "f =~ x3", "f ~~ f = 1"));
}

TEST(DefaultRowsTest, MarkersByGroup) {
  TableOptions options;
  options.groups = 2;
  const std::string text = "f =~ c(NA, 1)*x1 + c(1, NA)*x2 + x3";
  EXPECT_EQ(RowsOf(text, options, 1)[0], "f =~ x1");
  EXPECT_EQ(RowsOf(text, options, 1)[1], "f =~ x2 = 1");
  EXPECT_EQ(RowsOf(text, options, 2)[0], "f =~ x1 = 1");
  EXPECT_EQ(RowsOf(text, options, 2)[1], "f =~ x2");
  EXPECT_EQ(RowsOf("f =~ x1 + 0.5*x2 + x3", options, 2)[1], "f =~ x2 = 0.5");
}

TEST(DefaultRowsTest, UnitVariancesInPlaceOfMarkers) {
  TableOptions options;
  options.std_lv = true;
  EXPECT_THAT(RowsOf("f =~ x1 + x2 + x3\ng =~ x4 + x5 + x6\ng ~ f", options),
              ElementsAre("f =~ x1", "f =~ x2", "f =~ x3", "g =~ x4", "g =~ x5", "g =~ x6", "g ~ f",
                          "x1 ~~ x1", "x2 ~~ x2", "x3 ~~ x3", "x4 ~~ x4", "x5 ~~ x5", "x6 ~~ x6",
                          "f ~~ f = 1", "g ~~ g = 1"));
  EXPECT_EQ(RowsOf("f =~ 1*x1 + x2 + x3", options)[0], "f =~ x1 = 1");
  EXPECT_EQ(RowsOf("f =~ x1 + x2 + x3", options).back(), "f ~~ f = 1");
  EXPECT_EQ(RowsOf("f =~ x1 + x2 + x3\nf ~~ NA*f", options)[3], "f ~~ f");
  // A starting value fixes a marker, but nothing here.
  EXPECT_EQ(RowsOf("f =~ start(0.8)*x1 + x2 + x3", options)[0], "f =~ x1");
}

TEST(DefaultRowsTest, AConstructsSoleIndicatorHasNoResidual) {
  EXPECT_THAT(RowsOf("f =~ x1\ng =~ x2 + x3 + x4\ng ~ f"),
              ElementsAre("f =~ x1 = 1", "g =~ x2 = 1", "g =~ x3", "g =~ x4", "g ~ f",
                          "x1 ~~ x1 = 0", "x2 ~~ x2", "x3 ~~ x3", "x4 ~~ x4", "f ~~ f", "g ~~ g"));
  EXPECT_EQ(RowsOf("f =~ x1\nx1 ~~ 0.3*x1")[1], "x1 ~~ x1 = 0.3");
  EXPECT_EQ(RowsOf("f =~ x1\nx1 ~~ x1")[1], "x1 ~~ x1");
}

TEST(DefaultRowsTest, OrthogonalIsSaidOfConstructsAlone) {
  TableOptions options;
  options.orthogonal = true;
  EXPECT_THAT(Added("f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\nh =~ c1 + c2 + c3\nk =~ d1 + d2 + d3\n"
                    "h ~ f + x\nk ~ g\nx7 ~ x\nx8 ~ f",
                    options),
              ElementsAre("a1 ~~ a1", "a2 ~~ a2", "a3 ~~ a3", "b1 ~~ b1", "b2 ~~ b2", "b3 ~~ b3",
                          "c1 ~~ c1", "c2 ~~ c2", "c3 ~~ c3", "d1 ~~ d1", "d2 ~~ d2", "d3 ~~ d3",
                          "x7 ~~ x7", "x8 ~~ x8", "f ~~ f", "g ~~ g", "h ~~ h", "k ~~ k",
                          "f ~~ g = 0", "h ~~ k = 0", "h ~~ x7", "h ~~ x8", "k ~~ x7", "k ~~ x8",
                          "x7 ~~ x8", "x ~~ x sample"));
  EXPECT_EQ(RowsOf("f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\nf ~~ g", options)[6], "f ~~ g");
}

TEST(DefaultRowsTest, GrowthFreesLatentMeansAndFixesIntercepts) {
  TableOptions options = WithMeans();
  options.growth = true;
  EXPECT_THAT(
      RowsOf("i =~ 1*t1 + 1*t2 + 1*t3\ns =~ 0*t1 + 1*t2 + 2*t3\nt3 ~ c\ni ~ x\nt2 ~ 1", options),
      ElementsAre("i =~ t1 = 1", "i =~ t2 = 1", "i =~ t3 = 1", "s =~ t1 = 0", "s =~ t2 = 1",
                  "s =~ t3 = 2", "t3 ~ c", "i ~ x", "t2 ~1", "t1 ~~ t1", "t2 ~~ t2", "t3 ~~ t3",
                  "i ~~ i", "s ~~ s", "c ~~ c sample", "c ~~ x sample", "x ~~ x sample",
                  "t1 ~1 = 0", "t3 ~1 = 0", "c ~1 sample", "x ~1 sample", "i ~1", "s ~1"));
}

TEST(DefaultRowsTest, InterceptsWrittenAreLeftOutWithoutMeanStructure) {
  EXPECT_THAT(RowsOf("f =~ x1 + x2 + x3\nx2 ~ 1"),
              ElementsAre("f =~ x1 = 1", "f =~ x2", "f =~ x3", "x1 ~~ x1", "x2 ~~ x2", "x3 ~~ x3",
                          "f ~~ f"));
}

TEST(DefaultRowsTest, ACovarianceWrittenEitherWayIsTheDefaultOne) {
  const ParameterTable table = TableOf("f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\ng ~~ 0*f");
  int covariances = 0;
  for (const Parameter& row : table.rows) covariances += Describe(row, 1) == "g ~~ f";
  EXPECT_EQ(covariances, 1);
  for (const Parameter& row : table.rows) EXPECT_NE(Describe(row, 1), "f ~~ g");
}

TEST(DefaultRowsTest, BoundsAndStartsByGroup) {
  TableOptions options;
  options.groups = 2;
  const ParameterTable table = TableOf("f =~ x1 + lower(0.1)*upper(2)*start(0.5)*x2 + x3", options);
  for (const Parameter& row : table.rows) {
    if (row.rhs != "x2" || row.op != Operator::kMeasuredBy) continue;
    EXPECT_EQ(row.lower, 0.1);
    EXPECT_EQ(row.upper, 2);
    EXPECT_EQ(row.start, 0.5);
  }
}

}  // namespace
}  // namespace trustsem
