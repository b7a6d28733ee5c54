#include "velocity/growth.h"

#include <algorithm>
#include <numeric>

#include "base/random.h"
#include "tests/velocity/growth_fixture.h"

namespace trustsem {

GrowthInput DrawPanel(int count, const std::vector<double>& times, uint64_t seed, double start,
                      double slope, double slope_deviation) {
  const double loadings[] = {1.1, 0.9, 1.05, 0.95}, intercepts[] = {-4, 3, -1, 2};
  GrowthInput input;
  input.times = times;
  input.components = {"professional", "vocational", "relationship", "benefit"};
  for (size_t w = 0; w < times.size(); ++w) input.wave_names.push_back(fmt::format("{}", w + 1));
  input.scores.resize(count, static_cast<Eigen::Index>(4 * times.size()));
  for (int n = 0; n < count; ++n) {
    const RandomStream random(seed, static_cast<uint64_t>(n));
    uint32_t draw = 0;
    const auto normal = [&](double deviation) { return deviation * random.Normal(draw++); };
    const double own_start = start + normal(8), own_slope = slope + normal(slope_deviation);
    double own[4];
    for (double& component : own) component = normal(4);
    for (size_t w = 0; w < times.size(); ++w) {
      const double trust = own_start + own_slope * times[w] + normal(4);
      for (size_t c = 0; c < 4; ++c) {
        input.scores(n, static_cast<Eigen::Index>(4 * w + c)) =
            intercepts[c] + loadings[c] * trust + own[c] + normal(6);
      }
    }
    input.account.push_back(n);
  }
  return input;
}

namespace {

// Both programs' minima are known to some eight digits; the expected numbers have ten.
constexpr double kEstimate = 1e-7, kError = 1e-6, kFit = 1e-6;

void ExpectNear(double got, double want, double tolerance, const std::string& what) {
  EXPECT_NEAR(got, want, tolerance * std::max(1.0, std::abs(want))) << what;
}

void ExpectEstimate(const VelocityEstimate& got, const nlohmann::json& expected,
                    const std::string& lhs, const std::string& op, const std::string& rhs,
                    int group) {
  for (const auto& row : expected.at("parameters")) {
    if (row.at("lhs") != lhs || row.at("op") != op) continue;
    if (row.value("group", 1) != group) continue;
    if (row.at("rhs") != rhs) continue;
    const std::string what = fmt::format("{} {} {} of group {}", lhs, op, rhs, group);
    const double est = row.at("est"), se = row.at("se");
    ExpectNear(got.value, est, kEstimate, what);
    ExpectNear(got.error, se, kError, what + ", error");
    ExpectNear(got.lower, est - 1.959963984540054 * se, kError, what + ", lower");
    ExpectNear(got.upper, est + 1.959963984540054 * se, kError, what + ", upper");
    return;
  }
  FAIL() << "lavaan has no " << lhs << op << rhs << " of group " << group;
}

void ExpectGrowth(const GrowthGroup& group, const nlohmann::json& expected, int number) {
  ExpectEstimate(group.intercept_mean, expected, "i", "~1", "", number);
  ExpectEstimate(group.slope_mean, expected, "s", "~1", "", number);
  ExpectEstimate(group.intercept_variance, expected, "i", "~~", "i", number);
  ExpectEstimate(group.slope_variance, expected, "s", "~~", "s", number);
  ExpectEstimate(group.covariance, expected, "i", "~~", "s", number);
}

void ExpectFit(const GrowthFit& got, const nlohmann::json& expected) {
  const auto& fit = expected.at("fit");
  const bool robust = fit.contains("chisq_scaled");
  const auto measure = [&](const std::string& name, const char* suffix) -> double {
    return fit.at(robust ? name + suffix : name);
  };
  ExpectNear(got.chi_square, measure("chisq", "_scaled"), kFit, "chisq");
  EXPECT_EQ(got.degrees_of_freedom, measure("df", "_scaled"));
  ExpectNear(got.p, measure("pvalue", "_scaled"), kFit, "p");
  ExpectNear(got.cfi, measure("cfi", "_robust"), kFit, "cfi");
  ExpectNear(got.rmsea, measure("rmsea", "_robust"), kFit, "rmsea");
  ExpectNear(got.srmr, measure("srmr", ""), kFit, "srmr");
  ExpectNear(got.aic, measure("aic", ""), kFit, "aic");
  ExpectNear(got.bic, measure("bic", ""), kFit, "bic");
  ExpectNear(got.log_likelihood, measure("logl", ""), kFit, "logl");
}

GrowthResults Fit(const GrowthInput& input, std::vector<Note>* notes = nullptr) {
  std::vector<Note> unused;
  return FitGrowth(input, notes != nullptr ? notes : &unused);
}

bool HasNote(const std::vector<Note>& notes, const std::string& code) {
  return std::any_of(notes.begin(), notes.end(),
                     [&](const Note& note) { return note.code == code; });
}

// Of the reference panel, which many tests look at.
const GrowthResults& ReferenceResults() {
  static const GrowthResults results = Fit(ReferencePanel());
  return results;
}

TEST(GrowthTest, AgreesWithLavaan) {
  const GrowthResults& early = ReferenceResults();
  ASSERT_TRUE(early.fitted) << early.reason;
  EXPECT_TRUE(early.robust);
  ASSERT_EQ(early.invariance.size(), 3u);
  const char* const steps[] = {"trust_configural", "trust_loadings", "trust_intercepts"};
  for (size_t i = 0; i < 3; ++i) ExpectFit(early.invariance[i], Expected(steps[i]));
  ExpectFit(early.segment_invariance.front(), Expected("trust_segments_configural"));

  const GrowthModel& linear = early.models[0];
  EXPECT_EQ(linear.shape, GrowthShape::kLinear);
  ExpectFit(linear, Expected("trust_growth_linear"));
  ExpectGrowth(linear.everybody, Expected("trust_growth_linear"), 1);
  ASSERT_EQ(linear.segments.size(), 3u) << linear.segments_reason;
  ExpectFit(linear.segments_fit, Expected("trust_growth_segments"));
  for (int g = 0; g < 3; ++g) {
    ExpectGrowth(linear.segments[static_cast<size_t>(g)], Expected("trust_growth_segments"), g + 1);
  }

  // Waves that begin later: the intercept is that of f(t) = 0, before the first of them.
  const GrowthResults late = Fit(ReferencePanel({2, 3, 5, 8}));
  const GrowthModel& logarithmic = late.models[1];
  EXPECT_EQ(logarithmic.shape, GrowthShape::kLogarithmic);
  ExpectFit(logarithmic, Expected("trust_growth_logarithmic"));
  ExpectGrowth(logarithmic.everybody, Expected("trust_growth_logarithmic"), 1);
  for (int g = 0; g < 3; ++g) {
    ExpectGrowth(logarithmic.segments[static_cast<size_t>(g)],
                 Expected("trust_growth_logarithmic_segments"), g + 1);
  }
}

TEST(GrowthTest, AgreesWithLavaanWithoutClusters) {
  GrowthInput input = ReferencePanel();
  input.cluster.clear();
  const GrowthResults results = Fit(input);
  EXPECT_FALSE(results.robust);
  ExpectFit(results.models[0], Expected("trust_growth_independent"));
  ExpectGrowth(results.models[0].everybody, Expected("trust_growth_independent"), 1);
}

TEST(GrowthTest, AccountsSlopesAgreeWithLavaan) {
  const nlohmann::json reference =
      ReadJson(std::string(TRUSTSEM_SOURCE_DIR) + "/tests/velocity/growth_reference.json");
  const std::vector<double> times[] = {{0, 1, 3, 6}, {2, 3, 5, 8}};
  for (size_t k = 0; k < 2; ++k) {
    const nlohmann::json& expected = reference.at("slopes")[k];
    const GrowthResults results = Fit(ReferencePanel(times[k]));
    const std::vector<AccountSlope>& accounts = results.models[k].accounts;
    ASSERT_EQ(accounts.size(), 360u);
    for (size_t i = 0; i < accounts.size(); ++i) {
      EXPECT_EQ(accounts[i].account, static_cast<int>(i) + 1);
      ExpectNear(accounts[i].slope, expected.at("slope")[i], 1e-8, "slope");
      ExpectNear(accounts[i].error, expected.at("error")[i], 1e-8, "error");
    }
  }
}

TEST(GrowthTest, DifferencesOfInvarianceAgreeWithLavaan) {
  const nlohmann::json reference =
      ReadJson(std::string(TRUSTSEM_SOURCE_DIR) + "/tests/velocity/growth_reference.json");
  const GrowthResults& results = ReferenceResults();
  EXPECT_TRUE(std::isnan(results.invariance[0].difference));
  for (size_t i = 1; i < 3; ++i) {
    const nlohmann::json& expected = reference.at("differences")[i - 1];
    const InvarianceStep& step = results.invariance[i];
    ExpectNear(step.difference, expected.at("chisq"), 1e-6, step.name);
    EXPECT_EQ(step.difference_df, expected.at("df"));
    ExpectNear(step.difference_p, expected.at("p"), 1e-6, step.name);
    EXPECT_EQ(step.cfi_change, step.cfi - results.invariance[i - 1].cfi);
  }
}

// Means, standard deviation of slopes and the measurement of a known truth, each within three
// standard errors; the errors themselves are checked by lavaan's above.
TEST(GrowthTest, RecoversTheTruth) {
  GrowthInput input = DrawPanel(1500, {0, 1, 2, 4}, 11);
  const GrowthResults results = Fit(input);
  ASSERT_TRUE(results.fitted) << results.reason;
  EXPECT_EQ(results.level, "intercepts");
  EXPECT_EQ(results.better, 0);
  const GrowthGroup& growth = results.models[0].everybody;
  const auto expect = [](const VelocityEstimate& got, double truth) {
    EXPECT_NEAR(got.value, truth, 3 * got.error);
    EXPECT_LT(got.error, 0.1 * std::max(8.0, std::abs(truth)));
  };
  expect(growth.intercept_mean, 50);
  expect(growth.slope_mean, 3);
  expect(growth.intercept_variance, 64);
  expect(growth.slope_variance, 2.25);
  expect(growth.covariance, 0);
  for (size_t w = 0; w < 4; ++w) {
    EXPECT_NEAR(growth.trajectory[w], 50 + 3 * input.times[w], 1.0);
    EXPECT_LT(growth.trajectory_lower[w], growth.trajectory[w]);
    EXPECT_GT(growth.trajectory_upper[w], growth.trajectory[w]);
  }
}

TEST(GrowthTest, SlopesOfAccountsAreDrawnTowardsTheMean) {
  const GrowthResults& results = ReferenceResults();
  const GrowthModel& linear = results.models[0];
  double mean = 0, variance = 0, unexplained = 0;
  const double n = static_cast<double>(linear.accounts.size());
  for (const AccountSlope& account : linear.accounts) {
    mean += account.slope / n;
    unexplained += account.error * account.error / n;
  }
  for (const AccountSlope& account : linear.accounts) {
    variance += std::pow(account.slope - mean, 2) / n;
  }
  // At a maximum of the likelihood the scores' mean is the estimated one, and their variance and
  // that of prediction make the estimated variance.
  EXPECT_NEAR(mean, linear.everybody.slope_mean.value, 1e-6);
  EXPECT_NEAR(variance + unexplained, linear.everybody.slope_variance.value, 1e-5);
  EXPECT_LT(variance, linear.everybody.slope_variance.value);
}

TEST(GrowthTest, OrderOfAccountsAndComponentsDoesNotMatter) {
  const GrowthInput input = ReferencePanel();
  GrowthInput other = input;
  const auto n = static_cast<size_t>(input.scores.rows());
  const size_t order[] = {2, 0, 3, 1};
  for (size_t c = 0; c < 4; ++c) other.components[c] = input.components[order[c]];
  for (size_t i = 0; i < n; ++i) {
    const size_t from = (i * 7 + 4) % n;  // 7 and 360 have no common factor
    other.account[i] = input.account[from];
    other.segment[i] = input.segment[from];
    other.cluster[i] = input.cluster[from];
    for (Eigen::Index w = 0; w < 4; ++w) {
      for (Eigen::Index c = 0; c < 4; ++c) {
        other.scores(static_cast<Eigen::Index>(i), 4 * w + c) =
            input.scores(static_cast<Eigen::Index>(from),
                         4 * w + static_cast<Eigen::Index>(order[static_cast<size_t>(c)]));
      }
    }
  }
  const GrowthResults& a = ReferenceResults();
  const GrowthResults b = Fit(other);
  for (size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(a.models[k].chi_square, b.models[k].chi_square, 1e-6);
    EXPECT_NEAR(a.models[k].everybody.slope_mean.value, b.models[k].everybody.slope_mean.value,
                1e-6);
    EXPECT_NEAR(a.models[k].everybody.slope_mean.error, b.models[k].everybody.slope_mean.error,
                1e-6);
    for (size_t g = 0; g < 3; ++g) {
      EXPECT_EQ(a.models[k].segments[g].name, b.models[k].segments[g].name);
      EXPECT_NEAR(a.models[k].segments[g].slope_mean.value,
                  b.models[k].segments[g].slope_mean.value, 1e-6);
    }
    for (size_t i = 0; i < n; ++i) {
      EXPECT_EQ(b.models[k].accounts[i].account, input.account[(i * 7 + 4) % n]);
      EXPECT_NEAR(b.models[k].accounts[i].slope, a.models[k].accounts[(i * 7 + 4) % n].slope, 1e-5);
    }
  }
}

// In days instead of months, and with the waves' time counted from elsewhere: linear growth is the
// same line.
TEST(GrowthTest, UnitAndOriginOfTime) {
  const GrowthModel& months = ReferenceResults().models[0];
  const GrowthModel days = Fit(ReferencePanel({0, 30, 90, 180})).models[0];
  EXPECT_NEAR(days.chi_square, months.chi_square, 1e-6);
  EXPECT_NEAR(days.everybody.slope_mean.value, months.everybody.slope_mean.value / 30, 1e-8);
  EXPECT_NEAR(days.everybody.slope_mean.error, months.everybody.slope_mean.error / 30, 1e-8);
  EXPECT_NEAR(days.everybody.slope_variance.value, months.everybody.slope_variance.value / 900,
              1e-8);
  EXPECT_NEAR(days.everybody.covariance.value, months.everybody.covariance.value / 30, 1e-6);
  EXPECT_NEAR(days.everybody.intercept_mean.value, months.everybody.intercept_mean.value, 1e-6);
  EXPECT_NEAR(days.accounts[5].slope, months.accounts[5].slope / 30, 1e-8);
  EXPECT_NEAR(days.accounts[5].error, months.accounts[5].error / 30, 1e-8);
  EXPECT_NEAR(days.accounts[5].intercept, months.accounts[5].intercept, 1e-6);
  EXPECT_NEAR(days.differences[1].p, months.differences[1].p, 1e-8);

  const GrowthModel late = Fit(ReferencePanel({10, 11, 13, 16})).models[0];
  const double slope = months.everybody.slope_mean.value;
  EXPECT_NEAR(late.everybody.slope_mean.value, slope, 1e-6);
  EXPECT_NEAR(late.everybody.intercept_mean.value,
              months.everybody.intercept_mean.value - 10 * slope, 1e-5);
  for (size_t w = 0; w < 4; ++w) {
    EXPECT_NEAR(late.everybody.trajectory[w], months.everybody.trajectory[w], 1e-6);
    EXPECT_NEAR(late.everybody.trajectory_upper[w], months.everybody.trajectory_upper[w], 1e-6);
  }
  EXPECT_NEAR(late.accounts[5].intercept,
              months.accounts[5].intercept - 10 * months.accounts[5].slope, 1e-5);
}

TEST(GrowthTest, DifferencesOfSlopes) {
  const GrowthResults& results = ReferenceResults();
  const GrowthModel& linear = results.models[0];
  ASSERT_EQ(linear.differences.size(), 3u);
  std::vector<double> p;
  for (const GrowthDifference& pair : linear.differences) {
    EXPECT_LT(pair.first, pair.second);
    const double first = linear.segments[static_cast<size_t>(pair.first)].slope_mean.value;
    const double second = linear.segments[static_cast<size_t>(pair.second)].slope_mean.value;
    EXPECT_NEAR(pair.difference.value, first - second, 1e-12);
    EXPECT_NEAR(pair.p,
                std::erfc(std::abs(pair.difference.value / pair.difference.error) / std::sqrt(2.0)),
                1e-12);
    p.push_back(pair.p);
  }
  // Holm: the largest p stays, the smallest is multiplied by three.
  std::sort(p.begin(), p.end());
  for (const GrowthDifference& pair : linear.differences) {
    if (pair.p == p[0]) {
      EXPECT_DOUBLE_EQ(pair.adjusted_p, 3 * p[0]);
    }
  }
}

// Breach of trust: shown as it is.
TEST(GrowthTest, FallingTrust) {
  const GrowthResults results = Fit(DrawPanel(300, {0, 1, 2}, 5, 70, -4));
  ASSERT_TRUE(results.fitted);
  EXPECT_LT(results.models[0].everybody.slope_mean.upper, -3);
  EXPECT_LT(results.models[1].everybody.slope_mean.upper, -3);
  EXPECT_LT(results.models[0].everybody.trajectory[2], results.models[0].everybody.trajectory[0]);
}

// Accounts that all grow alike: the variance of slopes may be negative, is shown, and no account
// has a slope of its own.
TEST(GrowthTest, NegativeVarianceIsTold) {
  bool seen = false;
  for (uint64_t seed = 1; seed <= 10 && !seen; ++seed) {
    std::vector<Note> notes;
    const GrowthResults results = Fit(DrawPanel(200, {0, 1, 2, 3}, seed, 50, 2, 0), &notes);
    const GrowthModel& linear = results.models[0];
    if (!linear.converged || linear.everybody.slope_variance.value > 0) continue;
    seen = true;
    EXPECT_TRUE(linear.accounts.empty());
    EXPECT_TRUE(HasNote(notes, "growth_negative_variance"));
    EXPECT_TRUE(HasNote(notes, "growth_no_account_slopes"));
    EXPECT_LT(linear.everybody.slope_variance.lower, linear.everybody.slope_variance.value);
  }
  EXPECT_TRUE(seen);
}

// The intercepts of one component rise by ten points at the last wave.
TEST(GrowthTest, InterceptsThatDrift) {
  GrowthInput input = DrawPanel(600, {0, 1, 2, 3}, 21);
  input.scores.col(12).array() += 10;
  std::vector<Note> notes;
  const GrowthResults results = Fit(input, &notes);
  EXPECT_EQ(results.level, "loadings");
  EXPECT_FALSE(results.invariance[2].holds);
  EXPECT_LT(results.invariance[2].difference_p, 1e-6);
  EXPECT_TRUE(HasNote(notes, "growth_not_invariant"));
  EXPECT_TRUE(results.fitted);
}

TEST(GrowthTest, ThreeWavesAreNeeded) {
  GrowthInput input = DrawPanel(200, {0, 1}, 3);
  GrowthResults results = Fit(input);
  EXPECT_FALSE(results.fitted);
  EXPECT_EQ(results.reason, "growth needs 3 waves, and there are two");
  EXPECT_EQ(results.accounts, 200);
  EXPECT_EQ(results.complete, 200);
  input = DrawPanel(200, {0}, 3);
  EXPECT_EQ(Fit(input).reason, "growth needs 3 waves, and there is one");
  EXPECT_EQ(Fit({}).reason, "growth needs 3 waves, and there are none");
}

TEST(GrowthTest, TooFewAccounts) {
  const GrowthResults results = Fit(DrawPanel(23, {0, 1, 2}, 3));
  EXPECT_FALSE(results.fitted);
  EXPECT_EQ(results.reason,
            "growth of 4 components over 3 waves needs 24 accounts, and there are 23");
}

TEST(GrowthTest, ConstantScores) {
  GrowthInput input = DrawPanel(200, {0, 1, 2}, 3);
  input.scores.col(5).setConstant(50);  // one component at one wave is left out
  std::vector<Note> notes;
  const GrowthResults one = Fit(input, &notes);
  EXPECT_TRUE(one.fitted) << one.reason;
  ASSERT_TRUE(HasNote(notes, "growth_component_left_out"));
  EXPECT_NE(notes[0].message.find("vocational (2)"), std::string::npos) << notes[0].message;
  // The other three components tell nearly the same.
  const GrowthModel whole = Fit(DrawPanel(200, {0, 1, 2}, 3)).models[0];
  EXPECT_NEAR(one.models[0].everybody.slope_mean.value, whole.everybody.slope_mean.value, 0.1);
  input.scores.setConstant(50);
  const GrowthResults all = Fit(input);
  EXPECT_FALSE(all.fitted);
  EXPECT_NE(all.reason.find("wave '1' has 0"), std::string::npos) << all.reason;
}

TEST(GrowthTest, AccountsWithOneWaveAlone) {
  GrowthInput input = DrawPanel(300, {0, 1, 2}, 9);
  input.scores.block(0, 4, 40, 8).setConstant(std::nan(""));
  input.scores.row(40).setConstant(std::nan(""));  // and one without any
  const GrowthResults results = Fit(input);
  ASSERT_TRUE(results.fitted) << results.reason;
  EXPECT_EQ(results.accounts, 299);
  EXPECT_EQ(results.complete, 259);
  EXPECT_EQ(results.responses, (std::vector<int>{299, 259, 259}));
  const std::vector<AccountSlope>& accounts = results.models[0].accounts;
  ASSERT_EQ(accounts.size(), 299u);
  EXPECT_EQ(accounts[40].account, 41);
  // Little is known of their slopes, and much of those with three waves.
  EXPECT_GT(accounts[0].error, accounts[100].error);
  EXPECT_LT(accounts[0].error, std::sqrt(results.models[0].everybody.slope_variance.value) + 1e-9);
}

// Nobody answered at both the first and the last wave: their covariance is unknown.
TEST(GrowthTest, WavesWithoutCommonAccounts) {
  GrowthInput input = DrawPanel(300, {0, 1, 2}, 9);
  input.scores.block(0, 8, 150, 4).setConstant(std::nan(""));
  input.scores.block(150, 0, 150, 4).setConstant(std::nan(""));
  const GrowthResults results = Fit(input);
  EXPECT_FALSE(results.fitted);
  EXPECT_NE(results.reason.find("no respondent has answered both"), std::string::npos)
      << results.reason;
  EXPECT_TRUE(results.models.empty());
  EXPECT_EQ(results.responses, (std::vector<int>{150, 300, 150}));
}

TEST(GrowthTest, SegmentsWithoutAccountsEnough) {
  GrowthInput input = ReferencePanel();
  for (size_t i = 0; i < 300; ++i) {
    if (input.segment[i] == 1) input.segment[i] = -1;  // 20 are left
  }
  std::vector<Note> notes;
  GrowthResults results = Fit(input, &notes);
  ASSERT_EQ(results.models[0].segments.size(), 2u);
  EXPECT_EQ(results.models[0].segments[0].name, "manufacturing");
  EXPECT_EQ(results.models[0].segments[1].name, "public");
  EXPECT_EQ(results.models[0].differences.size(), 1u);
  EXPECT_EQ(results.models[0].everybody.accounts, 360);
  ASSERT_TRUE(HasNote(notes, "growth_segment_left_out"));
  EXPECT_NE(notes[0].message.find("'services'"), std::string::npos) << notes[0].message;

  for (int& segment : input.segment) segment = segment == 0 ? 0 : -1;
  results = Fit(input);
  EXPECT_TRUE(results.models[0].segments.empty());
  EXPECT_EQ(results.models[0].segments_reason, "fewer than two segments have accounts enough");
  EXPECT_TRUE(results.segment_invariance.empty());
}

// Everybody in one segment dropped out of a wave.
TEST(GrowthTest, SegmentWithoutAWave) {
  GrowthInput input = ReferencePanel();
  for (size_t i = 0; i < input.segment.size(); ++i) {
    if (input.segment[i] != 2) continue;
    input.scores.block(static_cast<Eigen::Index>(i), 12, 1, 4).setConstant(std::nan(""));
  }
  std::vector<Note> notes;
  const GrowthResults results = Fit(input, &notes);
  ASSERT_TRUE(results.fitted) << results.reason;
  EXPECT_TRUE(HasNote(notes, "growth_segment_left_out"));
  EXPECT_EQ(results.models[0].segments.size(), 2u);
  EXPECT_EQ(results.models[0].accounts.size(), 360u);
}

TEST(GrowthTest, FewClustersAreNotUsed) {
  GrowthInput input = ReferencePanel();
  for (int& cluster : input.cluster) cluster %= 9;
  std::vector<Note> notes;
  const GrowthResults few = Fit(input, &notes);
  EXPECT_FALSE(few.robust);
  EXPECT_TRUE(HasNote(notes, "growth_few_clusters"));
  // Accounts without a salesperson are clusters of their own.
  input = ReferencePanel();
  input.cluster[0] = input.cluster[1] = -1;
  GrowthInput named = ReferencePanel();
  named.cluster[0] = 1000;
  named.cluster[1] = 1001;
  EXPECT_NEAR(Fit(input).models[0].everybody.slope_mean.error,
              Fit(named).models[0].everybody.slope_mean.error, 1e-9);
}

TEST(GrowthTest, WrongInput) {
  const auto expect = [](const GrowthInput& input, ErrorKind kind, const std::string& part) {
    try {
      Fit(input);
      ADD_FAILURE() << "no error: " << part;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind);
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    }
  };
  const GrowthInput input = DrawPanel(100, {0, 1, 2}, 3);
  GrowthInput wrong = input;
  wrong.times = {0, 2, 2};
  expect(wrong, ErrorKind::kSpecification, "'3', 2, is not after");
  wrong.times = {-1, 0, 1};
  expect(wrong, ErrorKind::kSpecification, "the time of wave '1' is -1");
  wrong.times = {0, 1, std::nan("")};
  expect(wrong, ErrorKind::kSpecification, "the time of wave '3' is nan");
  wrong = input;
  wrong.account[7] = 3;
  expect(wrong, ErrorKind::kData, "account number 3 has two rows");
  wrong = input;
  wrong.scores(2, 3) = INFINITY;
  expect(wrong, ErrorKind::kData, "infinite");
}

}  // namespace
}  // namespace trustsem
