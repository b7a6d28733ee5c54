#include "inference/effects.h"

#include <gmock/gmock.h>

#include "tests/support/fitted.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Kind = Effect::Kind;

std::vector<Effect> Effects(const FittedModel& fit, std::vector<Note>* notes, int limit = 500) {
  std::vector<VarianceDerivatives> variances;
  for (int g = 0; g < fit.table.groups; ++g) variances.push_back(TotalVariances(fit, g));
  return ComputeEffects(fit, variances, notes, limit);
}

const Effect* Find(const std::vector<Effect>& effects, Kind kind, const std::string& from,
                   const std::string& to, const std::vector<std::string>& through = {},
                   int group = 1) {
  for (const Effect& effect : effects) {
    if (effect.kind == kind && effect.from == from && effect.to == to &&
        effect.through == through && effect.group == group) {
      return &effect;
    }
  }
  return nullptr;
}

// The effect, its error, and both of the standardised one, by differences of `function`.
void ExpectEffect(const FittedModel& fit, const Effect* effect,
                  const std::function<double(const Eigen::VectorXd&)>& function) {
  ASSERT_NE(effect, nullptr);
  const Eigen::VectorXd& theta = fit.solution.theta;
  const auto error = [&](const std::function<double(const Eigen::VectorXd&)>& f) {
    const Eigen::MatrixXd slope = Differentiate(
        [&](const Eigen::VectorXd& at) -> Eigen::VectorXd {
          return Eigen::VectorXd::Constant(1, f(at));
        },
        theta);
    return std::sqrt((slope * fit.covariance * slope.transpose())(0, 0));
  };
  const auto standardised = [&](const Eigen::VectorXd& at) {
    const RamMoments ram = EvaluateRam(fit.table, at, effect->group - 1, fit.moments);
    std::vector<std::string> names = fit.table.observed;
    names.insert(names.end(), fit.table.constructs.begin(), fit.table.constructs.end());
    const auto variance = [&](const std::string& name) {
      const auto i = std::find(names.begin(), names.end(), name) - names.begin();
      return ram.covariance(i, i);
    };
    return function(at) * std::sqrt(variance(effect->from) / variance(effect->to));
  };
  EXPECT_NEAR(effect->est, function(theta), 1e-13);
  EXPECT_NEAR(effect->se, error(function), 1e-9);
  EXPECT_NEAR(effect->std_all, standardised(theta), 1e-13);
  EXPECT_NEAR(effect->std_all_se, error(standardised), 1e-9);
  EXPECT_NEAR(effect->z, effect->est / effect->se, 1e-12);
  EXPECT_NEAR(effect->pvalue, std::erfc(std::abs(effect->z) / std::sqrt(2.0)), 1e-14);
  EXPECT_NEAR(effect->ci_upper - effect->ci_lower, 2 * 1.959963984540054 * effect->se, 1e-13);
}

TEST(EffectsTest, Mediation) {
  const ParameterTable table = TableOf("m ~ a*x\ny ~ b*m + c*x");
  const auto fit = FitAt(table, RandomMoments(table, 1), PlausibleTheta(table, 1));
  std::vector<Note> notes;
  const std::vector<Effect> effects = Effects(*fit, &notes);
  const int a = FreeIndex(table, "m", Operator::kRegression, "x");
  const int b = FreeIndex(table, "y", Operator::kRegression, "m");
  const int c = FreeIndex(table, "y", Operator::kRegression, "x");
  ExpectEffect(*fit, Find(effects, Kind::kDirect, "x", "y"),
               [=](const Eigen::VectorXd& t) { return t[c]; });
  ExpectEffect(*fit, Find(effects, Kind::kIndirect, "x", "y", {"m"}),
               [=](const Eigen::VectorXd& t) { return t[a] * t[b]; });
  ExpectEffect(*fit, Find(effects, Kind::kTotalIndirect, "x", "y"),
               [=](const Eigen::VectorXd& t) { return t[a] * t[b]; });
  ExpectEffect(*fit, Find(effects, Kind::kTotal, "x", "y"),
               [=](const Eigen::VectorXd& t) { return t[a] * t[b] + t[c]; });
  ExpectEffect(*fit, Find(effects, Kind::kTotal, "x", "m"),
               [=](const Eigen::VectorXd& t) { return t[a]; });
  EXPECT_EQ(Find(effects, Kind::kTotalIndirect, "x", "m"), nullptr);
  EXPECT_EQ(Find(effects, Kind::kDirect, "y", "x"), nullptr);
  EXPECT_EQ(effects.size(), 4u + 2u + 2u);
  EXPECT_TRUE(notes.empty());
}

// y1 = p y2 + g x, y2 = q y1 + h z: totals are divided by 1 - p q.
TEST(EffectsTest, FeedbackInClosedForm) {
  const ParameterTable table = TableOf("y1 ~ p*y2 + g*x\ny2 ~ q*y1 + h*z");
  const auto fit = FitAt(table, RandomMoments(table, 2), PlausibleTheta(table, 2));
  std::vector<Note> notes;
  const std::vector<Effect> effects = Effects(*fit, &notes);
  const int p = FreeIndex(table, "y1", Operator::kRegression, "y2");
  const int q = FreeIndex(table, "y2", Operator::kRegression, "y1");
  const int g = FreeIndex(table, "y1", Operator::kRegression, "x");
  using Theta = const Eigen::VectorXd&;
  ExpectEffect(*fit, Find(effects, Kind::kTotal, "x", "y1"),
               [=](Theta t) { return t[g] / (1 - t[p] * t[q]); });
  ExpectEffect(*fit, Find(effects, Kind::kTotal, "x", "y2"),
               [=](Theta t) { return t[g] * t[q] / (1 - t[p] * t[q]); });
  ExpectEffect(*fit, Find(effects, Kind::kTotal, "y2", "y1"),
               [=](Theta t) { return t[p] / (1 - t[p] * t[q]); });
  // What the loop adds to the direct effect.
  ExpectEffect(*fit, Find(effects, Kind::kTotalIndirect, "y2", "y1"),
               [=](Theta t) { return t[p] / (1 - t[p] * t[q]) - t[p]; });
  ExpectEffect(*fit, Find(effects, Kind::kTotalIndirect, "x", "y1"),
               [=](Theta t) { return t[g] / (1 - t[p] * t[q]) - t[g]; });
  ExpectEffect(*fit, Find(effects, Kind::kIndirect, "x", "y2", {"y1"}),
               [=](Theta t) { return t[g] * t[q]; });
  // No variable twice: none from x to y1 through y1.
  for (const Effect& effect : effects) {
    if (effect.kind != Kind::kIndirect) continue;
    EXPECT_NE(effect.to, effect.from);
    for (const std::string& between : effect.through) {
      EXPECT_NE(between, effect.to);
      EXPECT_NE(between, effect.from);
    }
  }
}

TEST(EffectsTest, ConstructsGroupsAndSharedParameters) {
  TableOptions options;
  options.groups = 2;
  options.equal = ParseEqualOverGroups({"regressions"});
  const ParameterTable table =
      TableOf("f =~ a1 + a2 + a3\ng =~ b1 + b2 + b3\ng ~ b*f\nh ~ b*g", options);
  const auto fit = FitAt(table, RandomMoments(table, 3), PlausibleTheta(table, 3));
  std::vector<Note> notes;
  const std::vector<Effect> effects = Effects(*fit, &notes);
  const int b = FreeIndex(table, "g", Operator::kRegression, "f");
  for (int group : {1, 2}) {
    // One parameter twice along the way: its square.
    ExpectEffect(*fit, Find(effects, Kind::kIndirect, "f", "h", {"g"}, group),
                 [=](const Eigen::VectorXd& t) { return t[b] * t[b]; });
  }
}

TEST(EffectsTest, FixedPathsCarryEffects) {
  const ParameterTable table = TableOf("m ~ 0.5*x\ny ~ b*m");
  const auto fit = FitAt(table, RandomMoments(table, 4), PlausibleTheta(table, 4));
  std::vector<Note> notes;
  const std::vector<Effect> effects = Effects(*fit, &notes);
  const int b = FreeIndex(table, "y", Operator::kRegression, "m");
  ExpectEffect(*fit, Find(effects, Kind::kIndirect, "x", "y", {"m"}),
               [=](const Eigen::VectorXd& t) { return 0.5 * t[b]; });
  const Effect* fixed = Find(effects, Kind::kDirect, "x", "m");
  ASSERT_NE(fixed, nullptr);
  EXPECT_EQ(fixed->est, 0.5);
  EXPECT_EQ(fixed->se, 0);
  EXPECT_TRUE(std::isnan(fixed->z));
}

TEST(EffectsTest, ALoopThatGrowsHasNoTotals) {
  const ParameterTable table = TableOf("y1 ~ p*y2 + g*x\ny2 ~ q*y1 + h*z");
  Eigen::VectorXd theta = PlausibleTheta(table, 5);
  theta[FreeIndex(table, "y1", Operator::kRegression, "y2")] = 1.5;
  theta[FreeIndex(table, "y2", Operator::kRegression, "y1")] = 0.9;
  const auto fit = FitAt(table, RandomMoments(table, 5), theta);
  std::vector<Note> notes;
  const std::vector<Effect> effects = Effects(*fit, &notes);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "feedback_does_not_settle");
  for (const Effect& effect : effects) {
    EXPECT_NE(effect.kind, Kind::kTotal);
    EXPECT_NE(effect.kind, Kind::kTotalIndirect);
  }
  EXPECT_NE(Find(effects, Kind::kDirect, "y2", "y1"), nullptr);
}

TEST(EffectsTest, ALimitOfIndirectEffects) {
  const ParameterTable table = TableOf("m1 ~ x\nm2 ~ x\nm3 ~ x\ny ~ m1 + m2 + m3 + x");
  const auto fit = FitAt(table, RandomMoments(table, 6), PlausibleTheta(table, 6));
  std::vector<Note> notes;
  const std::vector<Effect> effects = Effects(*fit, &notes, 2);
  int indirect = 0, direct = 0;
  for (const Effect& effect : effects) {
    indirect += effect.kind == Kind::kIndirect;
    direct += effect.kind == Kind::kDirect;
  }
  EXPECT_EQ(indirect, 2);
  EXPECT_EQ(direct, 7);
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_EQ(notes[0].code, "indirect_effects_left_out");
  EXPECT_THAT(notes[0].message, HasSubstr("1 "));
  // Totals count what is not listed.
  const Effect* total = Find(effects, Kind::kTotal, "x", "y");
  ASSERT_NE(total, nullptr);
  EXPECT_NEAR(total->est,
              EvaluateRam(table, fit->solution.theta, 0, fit->moments)
                  .total(fit->structure->ObservedIndex("y"), fit->structure->ObservedIndex("x")),
              1e-13);
}

}  // namespace
}  // namespace trustsem
