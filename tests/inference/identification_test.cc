#include "inference/identification.h"

#include <gmock/gmock.h>

#include "implied/start_values.h"
#include "tests/support/fitted.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

Identification Check(const ParameterTable& table, const SampleMoments& moments) {
  const StructuralModel model(table, moments, false);
  return CheckIdentification(table, model, moments, StartValues(table, model, moments));
}

Identification Check(const ParameterTable& table) { return Check(table, RandomMoments(table, 1)); }

std::vector<std::string> Involved(const Identification& result, const ParameterTable& table) {
  std::vector<std::string> names;
  for (int free : result.parameters) names.push_back(Describe(table.Representative(free), 1));
  return names;
}

TEST(IdentificationTest, IdentifiedModels) {
  for (const char* text :
       {"f =~ x1 + x2 + x3", ThreeFactors(), "f =~ x1 + x2\ng =~ y1 + y2", "y ~ x",
        "f =~ x1\ng =~ y1 + y2 + y3\ng ~ f", "f =~ NA*x1 + a*x2 + b*x3 + x4\na + b == 2",
        "f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\nh =~ c1 + c2 + c3\nk =~ f + g + h"}) {
    SCOPED_TRACE(text);
    const Identification result = Check(TableOf(text));
    EXPECT_TRUE(result.identified);
    EXPECT_EQ(result.deficiency, 0);
    EXPECT_THAT(result.parameters, IsEmpty());
    EXPECT_GE(result.degrees_of_freedom, 0);
  }
}

TEST(IdentificationTest, DegreesOfFreedom) {
  EXPECT_EQ(Check(TableOf(ThreeFactors())).degrees_of_freedom, 24);
  EXPECT_EQ(
      Check(TableOf("f =~ x1 + a*x2 + b*x3 + c*x4\na == b\nb == c\na == c")).degrees_of_freedom,
      4);  // two of the three equalities count
}

TEST(IdentificationTest, TwoIndicatorsOfOneConstruct) {
  const ParameterTable table = TableOf("f =~ x1 + x2");
  const Identification result = Check(table);
  EXPECT_FALSE(result.identified);
  EXPECT_EQ(result.degrees_of_freedom, -1);
  EXPECT_EQ(result.deficiency, 1);
  const Fault fault = DescribeFailure(result, table);
  EXPECT_THAT(fault.message, AllOf(HasSubstr("not identified"), HasSubstr("1 more free parameter"),
                                   HasSubstr("'f =~ x2'")));
  EXPECT_THAT(fault.hint, HasSubstr("another item"));
}

TEST(IdentificationTest, AConstructWithoutScale) {
  const ParameterTable table = TableOf("f =~ NA*x1 + x2 + x3 + x4\ng =~ y1 + y2 + y3");
  const Identification result = Check(table);
  EXPECT_FALSE(result.identified);
  EXPECT_EQ(result.deficiency, 1);
  EXPECT_GT(result.degrees_of_freedom, 0);
  EXPECT_THAT(Involved(result, table),
              UnorderedElementsAre("f =~ x1", "f =~ x2", "f =~ x3", "f =~ x4", "f ~~ f", "f ~~ g"));
  EXPECT_THAT(DescribeFailure(result, table).message,
              AllOf(HasSubstr("no data can tell apart"), HasSubstr("'f ~~ f'"),
                    Not(HasSubstr("more free parameter"))));
}

TEST(IdentificationTest, ReciprocalPathsWithInstruments) {
  for (const char* errors : {"", "\ny1 ~~ y2"}) {
    const Identification result = Check(TableOf(std::string("y1 ~ y2 + x\ny2 ~ y1 + z") + errors));
    EXPECT_TRUE(result.identified);
    ASSERT_EQ(result.reciprocal.size(), 2u);
    EXPECT_EQ(result.reciprocal[0].outcome, "y1");
    EXPECT_EQ(result.reciprocal[0].partner, "y2");
    EXPECT_THAT(result.reciprocal[0].instruments, ElementsAre("z"));
    EXPECT_THAT(result.reciprocal[1].instruments, ElementsAre("x"));
  }
}

TEST(IdentificationTest, ReciprocalPathsWithoutInstruments) {
  const ParameterTable table = TableOf("y1 ~ y2 + x\ny2 ~ y1 + x");
  const Identification result = Check(table);
  EXPECT_FALSE(result.identified);
  const Fault fault = DescribeFailure(result, table);
  EXPECT_THAT(fault.message, AllOf(HasSubstr("the equation of y1 lacks an instrument for y2"),
                                   HasSubstr("the equation of y2 lacks an instrument for y1")));
  EXPECT_THAT(fault.hint, AllOf(HasSubstr("predicts y2 and not y1"),
                                HasSubstr("leave one of the two paths out")));
}

// An uncorrelated disturbance of the other equation serves as instrument; a correlated one does
// not.
TEST(IdentificationTest, OneInstrumentForTwoReciprocalPaths) {
  EXPECT_TRUE(Check(TableOf("y1 ~ y2 + x\ny2 ~ y1")).identified);
  const ParameterTable table = TableOf("y1 ~ y2 + x\ny2 ~ y1\ny1 ~~ y2");
  const Identification result = Check(table);
  EXPECT_FALSE(result.identified);
  EXPECT_THAT(DescribeFailure(result, table).message,
              HasSubstr("the equation of y1 lacks an instrument for y2"));
}

TEST(IdentificationTest, MeansOfAConstructAndOfItsItems) {
  TableOptions options;
  options.mean_structure = true;
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3 + x4\nf ~ 1", options);
  const Identification result = Check(table);
  EXPECT_FALSE(result.identified);
  EXPECT_THAT(Involved(result, table),
              UnorderedElementsAre("f ~1", "x1 ~1", "x2 ~1", "x3 ~1", "x4 ~1"));
  EXPECT_TRUE(Check(TableOf("f =~ x1 + x2 + x3 + x4\nf ~ 1\nx1 ~ 0*1", options)).identified);
}

// Two items a construct need a covariance between the constructs: one of exactly zero in the
// sample makes the starting point special, not the model.
TEST(IdentificationTest, ASpecialStartingPointIsNotTheModel) {
  const ParameterTable table = TableOf("f =~ x1 + x2\ng =~ y1 + y2");
  Eigen::Matrix4d S = Eigen::Matrix4d::Identity();
  S(0, 1) = S(1, 0) = 0.5;
  S(2, 3) = S(3, 2) = 0.4;
  EXPECT_TRUE(Check(table, MomentsOf(table.observed, {S}, {}, {200})).identified);
}

TEST(IdentificationTest, UnitsDoNotMatter) {
  for (const char* text : {ThreeFactors(), "f =~ NA*x1 + x2 + x3 + x4"}) {
    const ParameterTable table = TableOf(text);
    SampleMoments moments = RandomMoments(table, 2);
    const Identification before = Check(table, moments);
    Eigen::VectorXd units(moments.p());
    for (int i = 0; i < units.size(); ++i) units[i] = std::pow(10, 3 - 2 * (i % 4));
    Eigen::MatrixXd& S = moments.groups[0].covariance;
    S = units.asDiagonal() * S * units.asDiagonal();
    EXPECT_EQ(Check(table, moments).deficiency, before.deficiency) << text;
  }
}

}  // namespace
}  // namespace trustsem
