#include "implied/start_values.h"

#include <gmock/gmock.h>

#include "discrepancy/objective.h"
#include "tests/support/ram.h"

namespace trustsem {
namespace {

// The moments that a table implies at theta, as a sample's.
SampleMoments Exact(const ParameterTable& table, const Eigen::VectorXd& theta) {
  SampleMoments moments = RandomMoments(table, 1);
  for (int g = 0; g < table.groups; ++g) {
    const RamMoments ram = EvaluateRam(table, theta, g, moments);
    moments.groups[g].covariance = ram.sigma;
    moments.groups[g].means = ram.mu;
  }
  return moments;
}

double Discrepancy(const ParameterTable& table, const SampleMoments& moments,
                   const Eigen::VectorXd& theta) {
  const StructuralModel model(table, moments, false);
  const Objective objective(model, moments, FindEstimator("ML"));
  ObjectiveWorkspace workspace;
  double value = kNan;
  EXPECT_TRUE(objective.Evaluate(theta, &workspace, &value, nullptr, nullptr));
  return value;
}

Eigen::VectorXd Start(const ParameterTable& table, const SampleMoments& moments) {
  return StartValues(table, StructuralModel(table, moments, false), moments);
}

TEST(StartValuesTest, CongenericItemsAreReproduced) {
  for (const bool std_lv : {false, true}) {
    TableOptions options;
    options.std_lv = std_lv;
    for (const char* text : {"f =~ x1 + x2 + x3 + x4", ThreeFactors()}) {
      SCOPED_TRACE(text);
      const ParameterTable table = TableOf(text, options);
      const Eigen::VectorXd truth = PlausibleTheta(table, 3);
      const SampleMoments moments = Exact(table, truth);
      const Eigen::VectorXd start = Start(table, moments);
      ExpectClose(start, truth, 1e-10);
      EXPECT_LT(Discrepancy(table, moments, start), 1e-12);
    }
  }
}

TEST(StartValuesTest, ReversedItemsAndOtherUnits) {
  TableOptions options;
  options.mean_structure = true;
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3 + x4\ng =~ y1 + y2 + y3", options);
  Eigen::VectorXd truth = PlausibleTheta(table, 4);
  truth[FreeIndex(table, "f", Operator::kMeasuredBy, "x2")] = -300;
  truth[FreeIndex(table, "x2", Operator::kCovariance, "x2")] = 1e5;
  truth[FreeIndex(table, "f", Operator::kMeasuredBy, "x4")] = -0.9;
  const SampleMoments moments = Exact(table, truth);
  EXPECT_LT(Discrepancy(table, moments, Start(table, moments)), 1e-12);
}

TEST(StartValuesTest, SecondOrder) {
  const ParameterTable table =
      TableOf("f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\nh =~ c1 + c2 + c3\nk =~ f + g + h");
  const Eigen::VectorXd truth = PlausibleTheta(table, 5);
  const SampleMoments moments = Exact(table, truth);
  ExpectClose(Start(table, moments), truth, 1e-9);
}

TEST(StartValuesTest, MeansOfConstructs) {
  TableOptions options;
  options.mean_structure = options.growth = true;
  const ParameterTable table =
      TableOf("i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4\ns =~ 0*t1 + 1*t2 + 2*t3 + 3*t4", options);
  const Eigen::VectorXd truth = PlausibleTheta(table, 6);
  const SampleMoments moments = Exact(table, truth);
  const Eigen::VectorXd start = Start(table, moments);
  for (const char* name : {"i", "s"}) {
    const int mean = FreeIndex(table, name, Operator::kIntercept, "");
    EXPECT_NEAR(start[mean], truth[mean], 1e-10) << name;
  }
}

// The regressions are ridged by a thousandth, so the start is near the truth and not on it.
TEST(StartValuesTest, PathsAmongConstructs) {
  const ParameterTable table =
      TableOf("f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\nh =~ c1 + c2 + c3\ng ~ f\nh ~ f + g");
  const Eigen::VectorXd truth = PlausibleTheta(table, 7);
  const SampleMoments moments = Exact(table, truth);
  const Eigen::VectorXd start = Start(table, moments);
  ExpectClose(start, truth, 0.005);
  EXPECT_LT(Discrepancy(table, moments, start), 1e-5);
}

TEST(StartValuesTest, FeedbackLoopsAreInstrumented) {
  const ParameterTable table = TableOf("y1 ~ y2 + x\ny2 ~ y1 + z");
  SampleMoments moments = RandomMoments(table, 8);
  Eigen::VectorXd truth = PlausibleTheta(table, 8);
  truth[FreeIndex(table, "y1", Operator::kRegression, "y2")] = 0.5;
  truth[FreeIndex(table, "y2", Operator::kRegression, "y1")] = -0.6;
  truth[FreeIndex(table, "y1", Operator::kRegression, "x")] = 0.8;
  truth[FreeIndex(table, "y2", Operator::kRegression, "z")] = 0.7;
  const RamMoments ram = EvaluateRam(table, truth, 0, moments);
  moments.groups[0].covariance = ram.sigma;
  const Eigen::VectorXd start = Start(table, moments);
  ExpectClose(start, truth, 0.02);
}

TEST(StartValuesTest, TheUsersValuesWinWithinTheirBounds) {
  const ParameterTable table = TableOf(
      "f =~ x1 + start(0.123)*x2 + upper(0.2)*x3 + lower(5)*x4\nx1 ~~ start(-3)*lower(0)*x1");
  const SampleMoments moments = Exact(table, PlausibleTheta(table, 9));
  const StructuralModel model(table, moments, false);
  for (const Eigen::VectorXd& start :
       {StartValues(table, model, moments), SimpleStartValues(table, model, moments, 0),
        SimpleStartValues(table, model, moments, 3)}) {
    EXPECT_EQ(start[FreeIndex(table, "f", Operator::kMeasuredBy, "x2")], 0.123);
    EXPECT_EQ(start[FreeIndex(table, "f", Operator::kMeasuredBy, "x3")], 0.2);
    EXPECT_EQ(start[FreeIndex(table, "f", Operator::kMeasuredBy, "x4")], 5);
    EXPECT_EQ(start[FreeIndex(table, "x1", Operator::kCovariance, "x1")], 0);
  }
}

TEST(StartValuesTest, SharedParametersTakeTheAverageOfTheGroups) {
  TableOptions options;
  options.groups = 2;
  const ParameterTable separate = TableOf("f =~ x1 + x2 + x3 + x4", options);
  options.equal = ParseEqualOverGroups({"loadings"});
  const ParameterTable shared = TableOf("f =~ x1 + x2 + x3 + x4", options);
  const SampleMoments moments = Exact(separate, PlausibleTheta(separate, 10));
  const Eigen::VectorXd apart = Start(separate, moments), together = Start(shared, moments);
  const auto loading = [](const ParameterTable& table, int group) {
    return FreeIndex(table, "f", Operator::kMeasuredBy, "x2", group);
  };
  EXPECT_NEAR(together[loading(shared, 1)],
              (apart[loading(separate, 1)] + apart[loading(separate, 2)]) / 2, 1e-14);
}

TEST(StartValuesTest, LaterAttemptsAreReproducibleAndDiffer) {
  const ParameterTable table = TableOf(ThreeFactors());
  const SampleMoments moments = Exact(table, PlausibleTheta(table, 11));
  const StructuralModel model(table, moments, false);
  EXPECT_EQ(SimpleStartValues(table, model, moments, 2),
            SimpleStartValues(table, model, moments, 2));
  EXPECT_NE(SimpleStartValues(table, model, moments, 1),
            SimpleStartValues(table, model, moments, 2));
  EXPECT_TRUE(SimpleStartValues(table, model, moments, 5).allFinite());
}

}  // namespace
}  // namespace trustsem
