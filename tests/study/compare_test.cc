#include "study/compare.h"

#include <gmock/gmock.h>

#include "inference/fit_measures.h"
#include "spec/read_model.h"
#include "study/nesting.h"
#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;

// A model of the nine tests, by its estimator.
std::unique_ptr<FittedModel> FitTests(const std::string& lavaan, const std::string& estimator,
                                      const std::function<void(Model*)>& change = {}) {
  Model model = ReadLavaan(lavaan, "model.lav");
  model.fit.estimator = estimator;
  if (change) change(&model);
  DataInput input;
  input.data = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/" +
               (HasOrdered(model) ? "holzinger_cut.csv" : "holzinger.csv");
  std::unique_ptr<FittedModel> fit =
      EstimateModel(model, LoadMoments(model, input).moments, nullptr);
  CompleteFit(fit.get());
  return fit;
}

const std::string kCorrelated =
    "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n";
const std::string kUncorrelated = kCorrelated + "visual ~~ 0*speed\n";
// The same as kUncorrelated, by markers, order and parameters unlike it.
const std::string kRewritten =
    "speed =~ NA*x8 + x7 + x9\ntextual =~ NA*x6 + x5 + x4\nvisual =~ NA*x2 + x3 + x1\n"
    "speed ~~ 1*speed\ntextual ~~ 1*textual\nvisual ~~ 1*visual\nvisual ~~ 0*speed\n";

TEST(NestingTest, IsAboutMomentsNotParameters) {
  for (const char* estimator : {"ML", "GLS", "ULSMV", "WLSMV", "WLS"}) {
    SCOPED_TRACE(estimator);
    const bool least = std::string(estimator) != "ML" && std::string(estimator) != "GLS";
    const auto ordered = [&](Model* model) { model->data.all_ordered = least; };
    const auto general = FitTests(kCorrelated, estimator, ordered);
    const auto restricted = FitTests(kRewritten, estimator, ordered);
    const NestingCheck check = CheckNesting(*restricted, *general);
    EXPECT_EQ(check.nesting, Nesting::kNested);
    EXPECT_LT(check.chisq, 1e-6);
    // The general model's moments there are the restricted one's.
    const auto there = WhereRestricted(*general, check);
    EXPECT_NEAR(ChiSquareTest(*there).chisq, ChiSquareTest(*restricted).chisq, 1e-3);
    const auto twin = FitTests(kUncorrelated, estimator, ordered);
    EXPECT_EQ(CheckNesting(*twin, *restricted).nesting, Nesting::kEquivalent);
    // What is less restricted is not nested.
    const NestingCheck reverse = CheckNesting(*general, *restricted);
    EXPECT_EQ(reverse.nesting, Nesting::kNotNested);
    EXPECT_GT(reverse.chisq, 1);
  }
}

// Restrictions found where they hold are exact, however the models are written.
TEST(RestrictionsTest, DoNotDependOnHowTheModelIsWritten) {
  const auto general = FitTests(kCorrelated, "MLM");
  double expected = 0;
  for (const std::string& lavaan : {kUncorrelated, kRewritten}) {
    const auto restricted = FitTests(lavaan, "MLM");
    const auto there = WhereRestricted(*general, CheckNesting(*restricted, *general));
    const Eigen::MatrixXd A = Restrictions(*restricted, *there);
    ASSERT_EQ(A.rows(), 1);
    // One covariance is zero: the restriction is about that parameter alone.
    const int covariance = FreeIndex(general->table, "visual", Operator::kCovariance, "speed");
    EXPECT_NEAR(std::abs(A(0, covariance)), 1, 1e-6);
    const ChiSquareDifference test =
        TestDifference(DifferenceTest::kSatorra2000, *restricted, *general, 0, A);
    if (expected == 0) expected = test.chisq;
    EXPECT_NEAR(test.chisq, expected, 1e-4);
  }
}

// The mean of a difference is that of the statistics: with the same trace for both it has none.
TEST(ChiSquareDifferenceTest, AFactorThatIsNotPositiveGivesNoNumber) {
  const auto general = FitTests(kCorrelated, "MLM"), restricted = FitTests(kUncorrelated, "MLM");
  const double trace = restricted->corrections->trace;
  const ChiSquareDifference good = TestDifference(DifferenceTest::kSatorraBentler2001, *restricted,
                                                  *general, general->corrections->trace, {});
  EXPECT_GT(good.chisq, 0);
  const ChiSquareDifference test =
      TestDifference(DifferenceTest::kSatorraBentler2001, *restricted, *general, trace + 0.5, {});
  EXPECT_NEAR(test.scaling_factor, -0.5, 1e-9);
  EXPECT_TRUE(std::isnan(test.chisq));
  EXPECT_TRUE(std::isnan(test.pvalue));
}

TEST(ChiSquareDifferenceTest, EachEstimatorHasATestOfItsOwn) {
  const auto test_of = [](const char* name) { return DefaultDifferenceTest(FindEstimator(name)); };
  EXPECT_EQ(test_of("ML"), DifferenceTest::kPlain);
  EXPECT_EQ(test_of("GLS"), DifferenceTest::kPlain);
  EXPECT_EQ(test_of("WLS"), DifferenceTest::kPlain);
  for (const char* name : {"MLM", "MLR", "WLSM", "ULSM"}) {
    EXPECT_EQ(test_of(name), DifferenceTest::kSatorraBentler2001) << name;
  }
  for (const char* name : {"MLMV", "MLMVS", "WLSMV", "WLSMVS", "ULSMV", "ULSMVS"}) {
    EXPECT_EQ(test_of(name), DifferenceTest::kSatorra2000) << name;
  }
  for (size_t i = 0; i < DifferenceTestNames().size(); ++i) {
    EXPECT_EQ(ToString(ParseDifferenceTest(DifferenceTestNames()[i])), DifferenceTestNames()[i]);
  }
}

TEST(EqualityStepsTest, Accumulate) {
  Model model = ReadLavaan(kCorrelated, "model.lav");
  model.data.group = "school";
  const std::vector<Model> models = EqualitySteps(model, {"thresholds + loadings", "intercepts"});
  ASSERT_EQ(models.size(), 3u);
  EXPECT_TRUE(models[0].fit.equal.empty());
  EXPECT_THAT(models[1].fit.equal, ElementsAre("thresholds", "loadings"));
  EXPECT_THAT(models[2].fit.equal, ElementsAre("thresholds", "loadings", "intercepts"));
}

}  // namespace
}  // namespace trustsem
