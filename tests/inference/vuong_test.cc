#include "inference/vuong.h"

#include <gmock/gmock.h>

#include "inference/fit_measures.h"
#include "inference/score_corrections.h"
#include "study/analysis.h"
#include "tests/support/numerical.h"

namespace trustsem {
namespace {

constexpr const char* kFirst =
    "visual =~ x1 + x2 + x3 + x9\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8\n";
// Other variables first: the order does not matter.
constexpr const char* kSecond =
    "speed =~ x7 + x8 + x9\ntextual =~ x6 + a*x5 + x4 + a*x2\nvisual =~ x3 + x1 + x2\n";

struct Fitted {
  Sample sample;
  std::unique_ptr<FittedModel> fit;
};

Fitted Fit(const std::string& lavaan, const std::function<void(Model*)>& change = {},
           const std::string& data = "holzinger.csv") {
  Model model = ReadLavaan(lavaan, "model.lav");
  model.fit.mean_structure = true;
  if (change) change(&model);
  DataInput input;
  input.data = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/" + data;
  Fitted out;
  const LoadedMoments loaded = LoadMoments(model, input, {}, &out.sample);
  out.fit = EstimateModel(model, loaded.moments, nullptr);
  CompleteFit(out.fit.get());
  return out;
}

void WithGroups(Model* model) {
  model->data.group = "school";
  model->fit.equal = {"loadings"};
}

void Incomplete(Model* model) { model->fit.missing = "fiml"; }

TEST(CasewiseLikelihoodTest, SumsToTheLogLikelihoodAndItsGradient) {
  const Fitted fits[] = {Fit(kFirst), Fit(kSecond, WithGroups),
                         Fit(kSecond, Incomplete, "holzinger_holes.csv")};
  for (const Fitted& fitted : fits) {
    const CasewiseLikelihood casewise = MakeCasewiseLikelihood(*fitted.fit, fitted.sample);
    EXPECT_EQ(casewise.values.size(), fitted.fit->respondents());
    const double logl = FitMeasure(ComputeFitMeasures(*fitted.fit), "logl");
    EXPECT_NEAR(casewise.values.sum(), logl, 1e-9 * std::abs(logl));
    // At the estimates.
    EXPECT_LT(casewise.scores.colwise().sum().cwiseAbs().maxCoeff(), 1e-3);
  }
}

// The same scores by another way: from the respondents' influence on the moments.
TEST(CasewiseLikelihoodTest, ScoresOfCompleteAnswersAreThoseOfMlr) {
  const auto mlr = [](Model* model) {
    WithGroups(model);
    model->fit.estimator = "MLR";
  };
  const Fitted fitted = Fit(kSecond, mlr);
  const CasewiseLikelihood casewise = MakeCasewiseLikelihood(*fitted.fit, fitted.sample);
  Eigen::Index begin = 0;
  for (int g = 0; g < 2; ++g) {
    const Eigen::MatrixXd scores = CasewiseScores(*fitted.fit, g);
    ExpectClose(casewise.scores.middleRows(begin, scores.rows()), scores, 1e-9);
    begin += scores.rows();
  }
}

TEST(VuongTest, ExchangedModelsSayTheOpposite) {
  const Fitted a = Fit(kFirst), b = Fit(kSecond);
  const VuongTest one = TestVuong(*a.fit, a.sample, *b.fit, b.sample);
  const VuongTest other = TestVuong(*b.fit, b.sample, *a.fit, a.sample);
  EXPECT_NEAR(one.z, -other.z, 1e-9);
  EXPECT_NEAR(one.variance, other.variance, 1e-12);
  EXPECT_NEAR(one.distinguishable_pvalue, other.distinguishable_pvalue, 1e-10);
  EXPECT_NEAR(one.restricted_better_pvalue, other.general_better_pvalue, 1e-12);
  EXPECT_NEAR(one.bic_ci_lower, -other.bic_ci_upper, 1e-7);
  const FitMeasures first = ComputeFitMeasures(*a.fit), second = ComputeFitMeasures(*b.fit);
  EXPECT_NEAR(one.aic_difference, FitMeasure(first, "aic") - FitMeasure(second, "aic"), 1e-6);
  EXPECT_NEAR(one.bic_difference, FitMeasure(first, "bic") - FitMeasure(second, "bic"), 1e-6);
}

// A model against itself: no variance, and nothing to tell apart.
TEST(VuongTest, OneModelTwice) {
  const Fitted a = Fit(kFirst);
  const VuongTest test = TestVuong(*a.fit, a.sample, *a.fit, a.sample);
  EXPECT_EQ(test.variance, 0);
  EXPECT_TRUE(std::isnan(test.z));
  EXPECT_FALSE(test.distinguishable_pvalue < 0.99);
}

}  // namespace
}  // namespace trustsem
