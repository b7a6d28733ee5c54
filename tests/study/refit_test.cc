#include "study/refit.h"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>
#include <string>

#include "inference/replicate_values.h"
#include "moments/resampled_moments.h"
#include "spec/read_model.h"
#include "study/analysis.h"
#include "study/respondent_draws.h"

namespace trustsem {
namespace {

const std::string kData = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/";

struct Case {
  std::string name, syntax, data;
  std::function<void(Model*)> change = [](Model*) {};
};

std::vector<Case> Cases() {
  const std::string three =
      "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n";
  return {
      {"plain", three + "speed ~ a*visual + b*textual\nd := a - b\nd2 := d*a\n", "holzinger.csv"},
      {"groups", three, "holzinger.csv",
       [](Model* m) {
         m->data.group = "school";
         m->fit.equal = {"loadings", "intercepts"};
       }},
      {"unit_variances", three, "holzinger.csv", [](Model* m) { m->fit.std_lv = true; }},
      {"gls", three + "speed ~ visual\n", "holzinger.csv",
       [](Model* m) { m->fit.estimator = "GLS"; }},
      {"diagonal", three, "holzinger.csv", [](Model* m) { m->fit.estimator = "DWLS"; }},
      {"constrained", three + "speed ~ a*visual + b*textual\na == 2*b\n", "holzinger.csv"},
      {"bounded", "visual =~ x1 + x2 + x3\nx1 ~~ lower(0.9)*x1\n", "holzinger.csv"},
      {"covariates", "f =~ f1 + f2 + f3 + f4\ng =~ g1 + g2 + g3\ng ~ f + x\nf ~ x\n",
       "clustered.csv"},
      {"incomplete", three, "holzinger_holes.csv", [](Model* m) { m->fit.missing = "fiml"; }},
      {"reciprocal", "y1 ~ y2 + z1 + k\ny2 ~ y1 + z2 + z3 + k\ny1 ~~ y2\ny3 ~ y1 + y2\n",
       "feedback.csv"},
      {"ordered_and_continuous", "f =~ m1 + m2 + m3 + m4\ng =~ y1 + y2 + y3\ng ~ f + x1\nf ~ x1\n",
       "ordered.csv",
       [](Model* m) {
         m->data.ordered = {"m1", "m2", "m3", "m4"};
       }},
      {"ordered", "f =~ m1 + m2 + m3 + m4\ng =~ q1 + q2 + q3 + q4\ng ~ f\n", "ordered.csv",
       [](Model* m) { m->data.all_ordered = true; }},
  };
}

struct Fitted {
  Model model;
  Sample sample;
  LoadedMoments loaded;
  std::unique_ptr<FittedModel> fit;

  explicit Fitted(const Case& c) : model(ReadLavaan(c.syntax, "model.lav")) {
    c.change(&model);
    DataInput input;
    input.data = kData + c.data;
    loaded = LoadMoments(model, input, {}, &sample);
    fit = EstimateModel(model, loaded.moments, nullptr);
    CompleteFit(fit.get());
  }
};

class RefitTest : public ::testing::TestWithParam<Case> {};

// Without derivatives the numbers are those of the full inference, to the bit of the same solution.
TEST_P(RefitTest, ValuesAreThoseOfTheResults) {
  const Fitted parent(GetParam());
  const Results results = Infer(parent.model, *parent.fit, {});
  const RefitPlan plan(*parent.fit);
  Refit refit(plan);
  ASSERT_LE(refit.Run(parent.loaded.moments), ReplicateStatus::kImproper);
  const ReplicateValues layout(results);
  Eigen::VectorXd values(layout.size());
  layout.Fill(refit.fit(), values);
  const auto expect = [](double actual, double expected, const std::string& what) {
    if (std::isnan(expected)) {
      EXPECT_TRUE(std::isnan(actual)) << what;
    } else {
      // Both are within 1e-6 standard errors of the minimum.
      EXPECT_NEAR(actual, expected, 1e-7 * std::max(1.0, std::abs(expected))) << what;
    }
  };
  expect(values[ReplicateValues::kStatistic], FitMeasure(results.fit, "chisq"), "chisq");
  for (size_t i = 0; i < results.estimates.size(); ++i) {
    const ParameterEstimate& row = results.estimates[i];
    const std::string name = row.lhs + " " + ToString(row.op) + " " + row.rhs;
    expect(values[layout.Estimate(i)], row.est, name);
    expect(values[layout.StandardisedLatent(i)], row.std_lv, name);
    expect(values[layout.StandardisedAll(i)], row.std_all, name);
  }
  for (size_t e = 0; e < results.effects.size(); ++e) {
    const Effect& effect = results.effects[e];
    expect(values[layout.Effect(e)], effect.est, effect.from + " to " + effect.to);
    expect(values[layout.StandardisedEffect(e)], effect.std_all, effect.from + " to " + effect.to);
  }
}

// From the parent's estimates the same minimum is found as from a drawn sample's own start.
TEST_P(RefitTest, ReplicatesAreFittedAsSamplesAre) {
  const Fitted parent(GetParam());
  const RefitPlan plan(*parent.fit);
  Refit refit(plan);
  const RespondentDraws draws(parent.sample);
  const Estimator& estimator = parent.fit->objective->estimator();
  ResampleCounts counts;
  int compared = 0;
  for (uint64_t k = 0; k < 5; ++k) {
    draws.Draw(RandomStream(3, k), &counts);
    std::vector<Note> notes;
    const SampleMoments moments = MakeModelMoments(parent.model, Resampled(parent.sample, counts),
                                                   estimator.weight_needs(), &notes);
    if (refit.Run(moments) > ReplicateStatus::kImproper) continue;
    std::unique_ptr<FittedModel> fresh;
    try {
      fresh = EstimateModel(parent.model, moments, nullptr);
    } catch (const Error&) {
      continue;  // the parent's estimates are the better start
    }
    if (fresh->solution.value > refit.fit().solution.value + 1e-6) continue;
    ++compared;
    const Eigen::VectorXd& expected = fresh->solution.theta;
    const Eigen::VectorXd scale =
        parent.fit->covariance.diagonal().cwiseMax(1e-20).cwiseSqrt().cwiseMax(1e-10);
    EXPECT_NEAR(refit.fit().solution.value, fresh->solution.value, 1e-10);
    // In standard errors. Least squares without a Hessian ends where scoring does.
    EXPECT_LT((refit.fit().solution.theta - expected).cwiseQuotient(scale).cwiseAbs().maxCoeff(),
              1e-4);
  }
  EXPECT_GE(compared, 3);
}

INSTANTIATE_TEST_SUITE_P(Models, RefitTest, ::testing::ValuesIn(Cases()),
                         [](const auto& test) { return test.param.name; });

// An ordered item with a rare category: a replicate without it has fewer thresholds.
TEST(RefitUndefinedTest, ACategoryThatNobodyDrawsIsNoModelOfTheParent) {
  const Fitted parent(Cases().back());
  const RefitPlan plan(*parent.fit);
  Refit refit(plan);
  ResampleCounts counts;
  RespondentDraws(parent.sample).LeaveOut(0, &counts);
  const SampleVariable& item = parent.sample.variables[0];
  for (size_t i = 0; i < counts[0].size(); ++i) {
    if (item.At(parent.sample.groups[0].rows[i]) == item.categories.back()) counts[0][i] = 0;
  }
  std::vector<Note> notes;
  EXPECT_EQ(refit.Run(MakeModelMoments(parent.model, Resampled(parent.sample, counts),
                                       FourthMoments::kDiagonal, &notes)),
            ReplicateStatus::kUndefined);
  EXPECT_EQ(refit.Run(parent.loaded.moments), ReplicateStatus::kUsed);
}

}  // namespace
}  // namespace trustsem
