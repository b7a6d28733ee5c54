#include "study/bootstrap.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "spec/read_model.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

const std::string kTests = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/";
const std::string kThree =
    "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n";
const std::string kPath = kThree + "speed ~ a*visual + b*textual\ndifference := a - b\n";

Results Fit(
    const std::string& syntax, const std::string& data, int64_t replicates,
    const std::function<void(Model*)>& change = [](Model*) {}) {
  Model model = ReadLavaan(syntax, "model.lav");
  model.fit.bootstrap = replicates;
  change(&model);
  DataInput input;
  input.data = data.front() == '/' ? data : kTests + "reference/data/" + data;
  return Analyse(model, input, {});
}

const ParameterEstimate& Row(const Results& results, const std::string& lhs, Operator op,
                             const std::string& rhs, int group = 1) {
  for (const ParameterEstimate& row : results.estimates) {
    if (row.lhs == lhs && row.op == op && row.rhs == rhs && row.group == group) return row;
  }
  ADD_FAILURE() << "no row " << lhs << " " << rhs;
  return results.estimates.front();
}

// A file with these columns; it goes with the object.
class DataFile {
 public:
  DataFile(const std::string& name, const std::string& text)
      : path_(::testing::TempDir() + "trustsem_bootstrap_" + name + ".csv") {
    std::ofstream(path_) << text;
  }
  ~DataFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// bootstrap_reference.json was made by bootstrap_reference.R: lavaan's standard errors from 1,000
// replicates. Each side's Monte Carlo error is about se sqrt((k - 1) / (4 R)), k the kurtosis of
// the replicates (3 for the normal distribution; some here have 5), so that the difference of the
// two has a standard deviation of some 3%; five of those are allowed for each of the rows.
void ExpectLavaansErrors(const char* name, const Results& results, double tolerance = 0.16,
                         double average = 0.05) {
  std::ifstream file(kTests + "study/bootstrap_reference.json");
  const Json reference = Json::parse(file)[name];
  double squares = 0;
  int count = 0;
  for (size_t i = 0; i < reference["se"].size(); ++i) {
    const std::string op = reference["op"][i];
    const double expected = reference["se"][i];
    if (expected == 0) continue;
    for (const ParameterEstimate& row : results.estimates) {
      const int group =
          row.op == Operator::kDefinition ? reference["group"][i].get<int>() : row.group;
      if (row.lhs != reference["lhs"][i] || ToString(row.op) != op ||
          group != reference["group"][i] ||
          (row.op != Operator::kDefinition && row.op != Operator::kIntercept &&
           row.rhs != reference["rhs"][i])) {
        continue;
      }
      EXPECT_NEAR(row.se / expected, 1, tolerance) << row.lhs << op << row.rhs;
      squares += std::pow(row.se / expected - 1, 2);
      ++count;
    }
  }
  EXPECT_GE(count, 20);
  // On average they are as close as their Monte Carlo error says.
  EXPECT_LT(std::sqrt(squares / count), average);
}

TEST(BootstrapTest, StandardErrorsAreLavaans) {
  const Results results = Fit(kPath, "holzinger.csv", 2000);
  ExpectLavaansErrors("one_group", results);
  ASSERT_TRUE(results.bootstrap);
  EXPECT_EQ(results.bootstrap->replicates, 2000);
  EXPECT_EQ(
      results.bootstrap->used + results.bootstrap->not_converged + results.bootstrap->undefined,
      2000);
  EXPECT_EQ(results.bootstrap->seed, 1u);
}

// lavaan has 300 replicates here: a Monte Carlo error of 4%, ours of 2,000 1.6%.
TEST(BootstrapTest, OrderedAnswersErrorsAreLavaans) {
  const Results results = Fit("f =~ m1 + m2 + m3 + m4\ng =~ q1 + q2 + q3 + q4\ng ~ f\n",
                              "ordered.csv", 2000, [](Model* m) { m->data.all_ordered = true; });
  ExpectLavaansErrors("ordered", results, 0.2, 0.055);
}

// The Monte Carlo error of 600 replicates' standard deviation is 2.9%, and the answers need not
// follow the model as closely as the replicates do.
TEST(BootstrapTest, ParametricErrorsOfOrderedAnswersAreNearTheRobustOnes) {
  const std::string two = "f =~ m1 + m2 + m3 + m4\ng =~ q1 + q2 + q3 + q4\ng ~ f\n";
  for (const char* parameterization : {"delta", "theta"}) {
    const auto ordered = [&](Model* m) {
      m->data.all_ordered = true;
      m->fit.parameterization = parameterization;
    };
    const Results robust = Fit(two, "ordered.csv", 1, [&](Model* m) {
      ordered(m);
      m->fit.bootstrap.reset();
    });
    const Results drawn = Fit(two, "ordered.csv", 600, [&](Model* m) {
      ordered(m);
      m->fit.bootstrap_method = "parametric";
    });
    EXPECT_GE(drawn.bootstrap->used, 590) << parameterization;
    EXPECT_GT(drawn.bootstrap->test_pvalue, 0);
    EXPECT_LT(drawn.bootstrap->test_pvalue, 1);
    for (size_t i = 0; i < robust.estimates.size(); ++i) {
      if (!robust.estimates[i].free) continue;
      EXPECT_EQ(drawn.estimates[i].est, robust.estimates[i].est);
      EXPECT_NEAR(drawn.estimates[i].se / robust.estimates[i].se, 1, 0.25)
          << parameterization << " " << robust.estimates[i].lhs << " " << robust.estimates[i].rhs;
    }
  }
}

TEST(BootstrapTest, GroupsAreDrawnApart) {
  const Results results = Fit(kThree, "holzinger.csv", 2000, [](Model* m) {
    m->data.group = "school";
    m->fit.equal = {"loadings"};
  });
  ExpectLavaansErrors("two_groups", results);
}

// lavaan has the share among 1,000 replicates; four times the Monte Carlo error of the difference.
TEST(BootstrapTest, BollenStineTestIsLavaans) {
  const std::string two = "textual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n";
  const Results plain = Fit(two, "holzinger.csv", 1, [](Model* m) { m->fit.bootstrap.reset(); });
  const Results results =
      Fit(two, "holzinger.csv", 4000, [](Model* m) { m->fit.bootstrap_method = "bollen_stine"; });
  std::ifstream file(kTests + "study/bootstrap_reference.json");
  const double expected = Json::parse(file)["bollen_stine"];
  const double error = std::sqrt(expected * (1 - expected) * (1.0 / 1000 + 1.0 / 4000));
  EXPECT_NEAR(results.bootstrap->test_pvalue, expected, 4 * error);
  // The model's own standard errors stay.
  for (size_t i = 0; i < plain.estimates.size(); ++i) {
    if (!std::isnan(plain.estimates[i].se)) {
      EXPECT_EQ(results.estimates[i].se, plain.estimates[i].se);
    }
  }
}

// Where the model holds and answers are normal, replicates follow the chi-square distribution.
TEST(BootstrapTest, ParametricErrorsAreThoseOfTheInformation) {
  const Results plain = Fit(kThree, "holzinger.csv", 1, [](Model* m) { m->fit.bootstrap.reset(); });
  const Results results =
      Fit(kThree, "holzinger.csv", 4000, [](Model* m) { m->fit.bootstrap_method = "parametric"; });
  double squares = 0;
  int count = 0;
  for (size_t i = 0; i < plain.estimates.size(); ++i) {
    const double expected = plain.estimates[i].se;
    if (!(expected > 0)) continue;
    const double ratio = results.estimates[i].se / expected;
    // Standard errors from the information hold for large samples: at 301 respondents those of
    // residual variances and loadings of `visual` are up to a tenth larger.
    EXPECT_NEAR(ratio, 1.03, 0.12) << plain.estimates[i].lhs << plain.estimates[i].rhs;
    squares += std::pow(ratio - 1, 2);
    ++count;
  }
  EXPECT_LT(std::sqrt(squares / count), 0.06);
  EXPECT_NEAR(results.bootstrap->test_pvalue, 0, 0.002);  // chi-square 85 with 24 degrees
}

// The bootstrap variance of a mean is the sample's variance over n.
TEST(BootstrapTest, ErrorOfAMean) {
  const int64_t replicates = 20000;
  const Results results = Fit("x1 ~~ x1\nx1 ~ 1\n", "holzinger.csv", replicates);
  const ParameterEstimate& mean = Row(results, "x1", Operator::kIntercept, "");
  const ParameterEstimate& variance = Row(results, "x1", Operator::kCovariance, "x1");
  // Four times its Monte Carlo error.
  EXPECT_NEAR(mean.se / std::sqrt(variance.est / 301), 1, 4 / std::sqrt(2.0 * replicates));
  EXPECT_NEAR(mean.z, mean.est / mean.se, 1e-12);
  EXPECT_LT(mean.ci_lower, mean.est);
  EXPECT_GT(mean.ci_upper, mean.est);
  EXPECT_NEAR(mean.ci_upper - mean.ci_lower, 2 * 1.96 * mean.se, 0.03 * mean.se * 4);
}

// Clusters of equal size drawn whole: the mean's variance is that of the cluster means.
TEST(BootstrapTest, ClustersAreDrawnWhole) {
  std::string text = "y,u,cluster\n";
  std::vector<double> means;
  for (int c = 0; c < 40; ++c) {
    const double shift = std::sin(c * 2.1);
    double sum = 0;
    for (int i = 0; i < 5; ++i) {
      const double y = shift + 0.3 * std::cos(c * 5.3 + i * 1.7);
      sum += y / 5;
      text += fmt::format("{},{},c{}\n", y, std::sin(c + i * i), c);
    }
    means.push_back(sum);
  }
  const DataFile file("clusters", text);
  const auto clustered = [](Model* m) { m->data.cluster = "cluster"; };
  const Results results = Fit("y ~ 1\ny ~~ y\nu ~~ u\ny ~~ u\n", file.path(), 8000, clustered);
  double mean = 0, variance = 0;
  for (double m : means) mean += m / 40;
  for (double m : means) variance += (m - mean) * (m - mean) / 40;
  EXPECT_NEAR(Row(results, "y", Operator::kIntercept, "").se / std::sqrt(variance / 40), 1,
              4 / std::sqrt(2.0 * 8000));
}

// Sampling weights that are whole numbers stand for respondents in the estimates, and every row is
// drawn as one respondent: the weighted mean's linearised error.
TEST(BootstrapTest, WeightsMultiplyCounts) {
  std::string text = "y,u,w\n";
  std::vector<double> y, w;
  for (int i = 0; i < 200; ++i) {
    y.push_back(std::sin(i * 2.1) + 0.01 * i);
    w.push_back(1 + i % 3);
    text += fmt::format("{},{},{}\n", y.back(), std::cos(i * 1.3), w.back());
  }
  const DataFile file("weights", text);
  const auto weighted = [](Model* m) { m->data.weights = "w"; };
  const Results results = Fit("y ~ 1\ny ~~ y\nu ~~ u\ny ~~ u\n", file.path(), 8000, weighted);
  double sum = 0, mean = 0, squares = 0;
  for (size_t i = 0; i < y.size(); ++i) sum += w[i], mean += w[i] * y[i];
  mean /= sum;
  for (size_t i = 0; i < y.size(); ++i) squares += std::pow(w[i] * (y[i] - mean), 2);
  const ParameterEstimate& row = Row(results, "y", Operator::kIntercept, "");
  EXPECT_NEAR(row.est, mean, 1e-6);
  // A ratio of two sums: linearisation leaves out terms of relative size 1/n.
  EXPECT_NEAR(row.se / (std::sqrt(squares) / sum), 1, 4 / std::sqrt(2.0 * 8000) + 0.01);
}

TEST(BootstrapTest, ThreadsChangeNothing) {
  const auto run = [](int threads) {
    return Fit(kPath, "holzinger.csv", 40, [&](Model* m) { m->fit.threads = threads; });
  };
  const Results one = run(1);
  for (int threads : {2, 3}) {
    const Results more = run(threads);
    for (size_t i = 0; i < one.estimates.size(); ++i) {
      if (std::isnan(one.estimates[i].se)) continue;
      EXPECT_EQ(more.estimates[i].se, one.estimates[i].se);
      EXPECT_EQ(more.estimates[i].ci_upper, one.estimates[i].ci_upper);
    }
  }
}

TEST(BootstrapTest, SeedsGiveOtherReplicates) {
  const auto run = [](uint64_t seed) {
    return Fit(kThree, "holzinger.csv", 20, [&](Model* m) { m->fit.seed = seed; });
  };
  const Results first = run(1), again = run(1), second = run(2);
  EXPECT_EQ(first.estimates[1].se, again.estimates[1].se);
  EXPECT_NE(first.estimates[1].se, second.estimates[1].se);
}

// The same respondents are drawn whatever the order of the items.
TEST(BootstrapTest, TheOrderOfItemsDoesNotMatter) {
  const Results plain = Fit(kThree, "holzinger.csv", 30);
  const Results other =
      Fit("speed =~ x7 + x8 + x9\ntextual =~ x4 + x5 + x6\n"
          "visual =~ x1 + x2 + x3\n",
          "holzinger.csv", 30);
  for (const ParameterEstimate& row : plain.estimates) {
    if (row.op != Operator::kMeasuredBy || !row.free) continue;
    EXPECT_NEAR(Row(other, row.lhs, row.op, row.rhs).se, row.se, 1e-6 * row.se);
  }
}

TEST(BootstrapTest, BcaLeavesOutEveryRespondent) {
  const auto with = [](const char* interval) {
    return Fit(kThree, "holzinger.csv", 200,
               [&](Model* m) { m->fit.bootstrap_interval = interval; });
  };
  const Results bca = with("bca"), percentile = with("percentile"), normal = with("normal");
  int different = 0;
  for (size_t i = 0; i < bca.estimates.size(); ++i) {
    const ParameterEstimate& row = bca.estimates[i];
    if (!row.free) continue;
    EXPECT_EQ(row.se, percentile.estimates[i].se);
    EXPECT_LT(row.ci_lower, row.est);
    EXPECT_GT(row.ci_upper, row.est);
    // Neither interval is far from the other's.
    EXPECT_NEAR(row.ci_lower, percentile.estimates[i].ci_lower, 1.5 * row.se);
    EXPECT_NEAR(row.ci_upper, normal.estimates[i].ci_upper, 1.5 * row.se);
    different += row.ci_lower != percentile.estimates[i].ci_lower;
  }
  EXPECT_GE(different, 15);
}

TEST(BootstrapTest, EffectsAndStandardisedValuesHaveReplicatesErrors) {
  const Results results = Fit(kPath, "holzinger.csv", 300);
  const ParameterEstimate& path = Row(results, "speed", Operator::kRegression, "visual");
  bool found = false;
  for (const Effect& effect : results.effects) {
    if (effect.kind != Effect::Kind::kDirect || effect.from != "visual") continue;
    found = true;
    EXPECT_EQ(effect.se, path.se);
    EXPECT_EQ(effect.ci_lower, path.ci_lower);
    EXPECT_NEAR(effect.std_all_se, path.std_all_se, 1e-12);  // another order of products
  }
  EXPECT_TRUE(found);
  EXPECT_GT(path.std_all_ci_upper, path.std_all);
  // Fixed values have no error, as before.
  EXPECT_EQ(Row(results, "visual", Operator::kMeasuredBy, "x1").se, 0);
  EXPECT_GT(Row(results, "visual", Operator::kMeasuredBy, "x1").std_all_se, 0);
}

TEST(BootstrapTest, KeepsTheStandardisedReplicates) {
  const Results results = Fit(kPath, "holzinger.csv", 300);
  const BootstrapSummary& summary = *results.bootstrap;
  ASSERT_EQ(summary.std_all.size(), results.estimates.size());
  for (size_t i = 0; i < results.estimates.size(); ++i) {
    const ParameterEstimate& row = results.estimates[i];
    if (!(row.std_all_se > 0)) {
      EXPECT_TRUE(summary.std_all[i].empty());
      continue;
    }
    const BootstrapEstimate again =
        SummariseReplicates(summary.std_all[i], row.std_all, BootstrapInterval::kPercentile);
    EXPECT_EQ(summary.std_all[i].size(), static_cast<size_t>(summary.used));
    EXPECT_EQ(again.error, row.std_all_se);
    EXPECT_EQ(again.lower, row.std_all_ci_lower);
    EXPECT_EQ(again.upper, row.std_all_ci_upper);
  }
  const Results test =
      Fit(kPath, "holzinger.csv", 20, [](Model* m) { m->fit.bootstrap_method = "bollen_stine"; });
  EXPECT_TRUE(test.bootstrap->std_all.empty());
}

// A rare category: some replicates lack it, are counted, and the others give standard errors.
TEST(BootstrapTest, ReplicatesWithoutACategoryAreCounted) {
  std::string text = "a,b,c,d\n";
  for (int i = 0; i < 300; ++i) {
    const double common = std::sin(i * 1.3) + 0.5 * std::cos(i * 0.7);
    const auto answer = [&](double salt) {
      return common + 0.9 * std::sin(i * salt) > 0.2 ? 2 : 1;
    };
    const int rare = i < 2 ? 3 : answer(7.7);
    text += fmt::format("{},{},{},{}\n", answer(2.9), answer(3.7), answer(5.1), rare);
  }
  const DataFile file("rare", text);
  const Results results =
      Fit("f =~ a + b + c + d\n", file.path(), 200, [](Model* m) { m->data.all_ordered = true; });
  // (1 - 2/300)^300 = 0.134 of them, give or take four standard deviations.
  EXPECT_NEAR(static_cast<double>(results.bootstrap->undefined) / 200, 0.134, 0.096);
  EXPECT_GT(results.bootstrap->used, 100);
  EXPECT_GT(Row(results, "f", Operator::kMeasuredBy, "b").se, 0);
  const bool told =
      std::any_of(results.warnings.begin(), results.warnings.end(),
                  [](const Note& note) { return note.code == "bootstrap_replicates_left_out"; });
  EXPECT_TRUE(told);
}

TEST(BootstrapTest, OneReplicateGivesNoErrors) {
  const Results results = Fit(kThree, "holzinger.csv", 1);
  for (const ParameterEstimate& row : results.estimates) {
    EXPECT_TRUE(!row.free || (std::isnan(row.se) && std::isnan(row.ci_lower))) << row.rhs;
  }
  EXPECT_EQ(results.warnings.back().code, "bootstrap_failed");
}

void ExpectRefused(const std::string& part, const std::function<void(Model*)>& change,
                   const std::string& data = "holzinger.csv") {
  try {
    Fit(data == "ordered.csv" ? "f =~ m1 + m2 + m3 + m4\n" : kThree, data, 10, change);
    FAIL() << "not refused: " << part;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), HasSubstr(part));
  }
}

TEST(BootstrapTest, WhatCannotBeIsRefused) {
  ExpectRefused("0 is no number of bootstrap replicates", [](Model* m) { m->fit.bootstrap = 0; });
  ExpectRefused("-5 is no number of bootstrap replicates", [](Model* m) { m->fit.bootstrap = -5; });
  ExpectRefused("a method of the bootstrap is given", [](Model* m) {
    m->fit.bootstrap.reset();
    m->fit.bootstrap_method = "parametric";
  });
  ExpectRefused("not for strata and finite populations",
                [](Model* m) { m->data.strata = "grade"; });
  ExpectRefused("not for strata and finite populations",
                [](Model* m) { m->data.population = "grade"; });
  ExpectRefused("nothing is imputed", [](Model* m) {
    m->fit.bootstrap.reset();
    m->fit.imputations = 5;
  });
  ExpectRefused("did you mean 'parametric'?",
                [](Model* m) { m->fit.bootstrap_method = "parametrc"; });
  ExpectRefused("bca intervals are for the nonparametric bootstrap", [](Model* m) {
    m->fit.bootstrap_method = "parametric";
    m->fit.bootstrap_interval = "bca";
  });
  ExpectRefused("gives no intervals", [](Model* m) {
    m->fit.bootstrap_method = "bollen_stine";
    m->fit.bootstrap_interval = "percentile";
  });
  ExpectRefused(
      "Bollen-Stine bootstrap is not for ordered variables",
      [&](Model* m) {
        m->fit.bootstrap_method = "bollen_stine";
        m->data.all_ordered = true;
      },
      "ordered.csv");
  for (const char* method : {"bollen_stine", "parametric"}) {
    const auto by = [&](Model* m) { m->fit.bootstrap_method = method; };
    ExpectRefused(
        "is not for incomplete answers",
        [&](Model* m) {
          by(m);
          m->fit.missing = "fiml";
        },
        "holzinger_holes.csv");
  }
}

TEST(BootstrapTest, MomentMatricesAreDrawnFromByTheParametricOneAlone) {
  Model model = ReadLavaan(kThree, "model.lav");
  model.fit.bootstrap = 100;
  DataInput input;
  input.covariance = kTests + "reference/data/holzinger_cov.csv";
  input.nobs = {301};
  try {
    Analyse(model, input, {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), HasSubstr("a moment matrix does not hold"));
  }
  model.fit.bootstrap_method = "parametric";
  const Results results = Analyse(model, input, {});
  EXPECT_GT(Row(results, "visual", Operator::kMeasuredBy, "x2").se, 0.05);
}

}  // namespace
}  // namespace trustsem
