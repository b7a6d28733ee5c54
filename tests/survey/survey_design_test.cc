#include "survey/survey_design.h"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/survey/survey_files.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SurveyDesignTest : public SurveyTest {
 protected:
  // The message of a design that is refused.
  std::string Refused(const std::string& csv, const DesignOptions& options) const {
    return ErrorText(ErrorKind::kData, [&] { MakeSurveyDesign(Read(csv), options); });
  }
};

constexpr char kSmall[] =
    "h,c,w,text\n"
    "a,1,1,x\n"
    "a,1,2,x\n"
    "a,2,1,x\n"
    "b,1,1,x\n"
    "b,2,3,x\n"
    "b,3,0,x\n";

TEST_F(SurveyDesignTest, NoOptionsIsASimpleRandomSample) {
  const SurveyDesign design = MakeSurveyDesign(Read(kSmall), {});
  EXPECT_EQ(design.rows(), 6);
  EXPECT_THAT(design.weights, ElementsAre(1, 1, 1, 1, 1, 1));
  EXPECT_THAT(design.clusters, ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(design.clusters_in_stratum, ElementsAre(6));
}

TEST_F(SurveyDesignTest, ClusterNamesCountWithinTheirStratum) {
  const SurveyDesign design = MakeSurveyDesign(Read(kSmall), {"w", "h", "c"});
  EXPECT_THAT(design.strata, ElementsAre(0, 0, 0, 1, 1, 1));
  EXPECT_THAT(design.clusters, ElementsAre(0, 0, 1, 2, 3, 4));
  EXPECT_THAT(design.clusters_in_stratum, ElementsAre(2, 3));
  EXPECT_THAT(design.stratum_names, ElementsAre("a", "b"));
}

TEST_F(SurveyDesignTest, VarianceOfATotalByHand) {
  const SurveyDesign design = MakeSurveyDesign(Read(kSmall), {"w", "h", "c"});
  // Totals of the clusters, weight times influence: a: 1 + 4 = 5, 3; b: 4, 15, 0 (weight 0).
  const double stratum_a = 2.0 / 1 * (1.0 + 1.0);
  const double mean = 19.0 / 3;
  const double stratum_b =
      3.0 / 2 * ((4 - mean) * (4 - mean) + (15 - mean) * (15 - mean) + mean * mean);
  const double unit = design.weight_unit;
  EXPECT_NEAR(VarianceOfTotal(design, {1, 2, 3, 4, 5, 6}) * unit * unit, stratum_a + stratum_b,
              1e-12);
}

TEST_F(SurveyDesignTest, DegreesOfFreedomAreClustersLessStrataOfTheDomain) {
  const SurveyDesign design = MakeSurveyDesign(Read(kSmall), {"w", "h", "c"});
  // The cluster of weight zero is in no domain.
  EXPECT_EQ(DegreesOfFreedom(design, {1, 1, 1, 1, 1, 1}), 4 - 2);
  EXPECT_EQ(DegreesOfFreedom(design, {1, 0, 1, 0, 0, 1}), 2 - 1);
  EXPECT_EQ(DegreesOfFreedom(design, {0, 0, 0, 0, 0, 0}), 0);
}

TEST_F(SurveyDesignTest, WeightsAreInUnitsOfAPowerOfTwo) {
  const SurveyDesign design = MakeSurveyDesign(Read("w\n1e300\n3e299\n1e-300\n0\n"), {"w", "", ""});
  EXPECT_GE(design.weights[0], 1);
  EXPECT_LT(design.weights[0], 2);
  EXPECT_EQ(design.weights[0] * design.weight_unit, 1e300);
  EXPECT_EQ(design.weights[1] * design.weight_unit, 3e299);
  EXPECT_GT(design.weights[2], 0);  // a respondent as the others
  EXPECT_EQ(design.weights[3], 0);
  EXPECT_EQ(MakeSurveyDesign(Read("w\n1e308\n1\n"), {"w", "", ""}).weights[0],
            std::ldexp(1e308, -1023));
}

TEST_F(SurveyDesignTest, FaultsNameTheFile) {
  for (const auto& [csv, options] :
       {std::pair<std::string, DesignOptions>{"w\n1\n\"\"\n", {"w", "", ""}},
        {"w\n1\n-1\n", {"w", "", ""}},
        {"w\n0\n0\n", {"w", "", ""}},
        {"h,c\na,1\n,1\n", {"", "h", "c"}},
        {"h,c\na,1\na,\n", {"", "h", "c"}},
        {"h,c\na,1\na,2\nb,1\n", {"", "h", "c"}},
        {"c\n1\n1\n", {"", "", "c"}}}) {
    EXPECT_THAT(Refused(csv, options), HasSubstr("survey.csv: ")) << csv;
  }
}

TEST_F(SurveyDesignTest, NumbersMayNameStrata) {
  const SurveyDesign design = MakeSurveyDesign(Read("h,y\n3,1\n3,1\n1,1\n1,1\n"), {"", "h", ""});
  EXPECT_THAT(design.stratum_names, ElementsAre("3", "1"));
  EXPECT_THAT(design.clusters_in_stratum, ElementsAre(2, 2));
}

TEST_F(SurveyDesignTest, OrderPutsClustersTogether) {
  const SurveyDesign design =
      MakeSurveyDesign(Read("h,c\nb,1\na,1\nb,2\na,2\nb,1\n"), {"", "h", "c"});
  EXPECT_THAT(design.order, ElementsAre(0, 4, 2, 1, 3));
}

TEST_F(SurveyDesignTest, ColumnsNeeded) {
  EXPECT_THAT(ColumnsNeeded(DesignOptions{"w", "", "c"}), ElementsAre("w", "c"));
  EXPECT_TRUE(ColumnsNeeded(DesignOptions{}).empty());
}

TEST_F(SurveyDesignTest, LonelyClusters) {
  constexpr char kLonely[] = "h,c\na,1\na,2\nsolo,1\nsolo,1\n";
  EXPECT_THAT(Refused(kLonely, {"", "h", "c"}),
              HasSubstr("the stratum 'solo' of 'h' has one cluster alone; join strata, or write "
                        "'lonely: adjust' or 'lonely: certainty' in the design"));
  EXPECT_THAT(Refused("h\na\na\nb\nc\n", {"", "h", ""}),
              HasSubstr("the strata 'b' and 'c' of 'h' have each one respondent alone"));
  EXPECT_THAT(Refused("c\n1\n1\n", {"", "", "c"}), HasSubstr("the data have one cluster alone"));
  const std::vector<double> influence = {1, -2, 3, 4};
  const double of_a = 2 * (1.5 * 1.5 + 1.5 * 1.5);
  const auto variance = [&](LonelyCluster lonely) {
    return VarianceOfTotal(MakeSurveyDesign(Read(kLonely), {"", "h", "c", lonely}), influence);
  };
  EXPECT_NEAR(variance(LonelyCluster::kCertainty), of_a, 1e-12);
  EXPECT_NEAR(variance(LonelyCluster::kAdjust), of_a + 49, 1e-12);
}

TEST_F(SurveyDesignTest, WrongWeights) {
  EXPECT_THAT(Refused("w,y\n1,1\n,1\nNA,1\n", {"w", "", ""}),
              HasSubstr("the weight 'w' is missing in 2 rows, first in data row 2"));
  EXPECT_THAT(Refused("w,y\n1,1\n2,1\n-1,1\n", {"w", "", ""}),
              HasSubstr("the weight 'w' is negative in 1 row, first in data row 3"));
  EXPECT_THAT(Refused("w,y\n0,1\n0,1\n", {"w", "", ""}), HasSubstr("all weights in 'w' are zero"));
  EXPECT_THAT(Refused("w,y\n1e308,1\n1e308,1\n", {"w", "", ""}),
              HasSubstr("the weights in 'w' sum to infinity; divide them"));
  EXPECT_THAT(Refused("w,y\n1,1\nheavy,1\n", {"w", "", ""}), HasSubstr("'w'"));
  EXPECT_THAT(Refused("weight,y\n1,1\n1,1\n", {"wieght", "", ""}),
              HasSubstr("the weight column 'wieght' is no column of the data file; did you mean "
                        "'weight'?"));
}

TEST_F(SurveyDesignTest, MissingStrataAndClusters) {
  EXPECT_THAT(Refused("h,y\na,1\n,1\na,1\n", {"", "h", ""}),
              HasSubstr("the stratum column 'h' is missing in 1 row, first in data row 2"));
  EXPECT_THAT(Refused("h,c\na,1\na,\na,2\n", {"", "h", "c"}),
              HasSubstr("the cluster column 'c' is missing in 1 row, first in data row 2"));
  EXPECT_THAT(Refused("h,c\na,1\na,2\n", {"", "hh", "cc"}), HasSubstr("'hh'"));
}

}  // namespace
}  // namespace trustsem
