// Standard errors from replicate weights, against R's package `survey` and lavaan's estimates with
// each replicate's weights: survey_strata_reference.R made survey_strata.csv and
// survey_strata_reference.json.
#include "study/replicate_weights.h"

#include <gmock/gmock.h>

#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "inference/fit_measures.h"
#include "spec/read_model.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

const std::string kFolder = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/study/";

const Json& Expected(const std::string& name) {
  static const Json expected = [] {
    std::ifstream in(kFolder + "survey_strata_reference.json");
    return Json::parse(in);
  }();
  return expected.at("replicates").at(name);
}

using Change = std::function<void(Model*)>;

Results Fit(const Change& change, const std::string& syntax = "f =~ y1 + y2 + y3 + y4") {
  Model model = ReadLavaan(syntax, "model.lav");
  model.fit.mean_structure = true;
  model.data.weights = "weight";
  change(&model);
  DataInput input;
  input.data = kFolder + "survey_strata.csv";
  return Analyse(model, input, {});
}

Change Replicated(const std::string& method, const std::string& columns) {
  return [=](Model* model) {
    model->data.replicate_method = method;
    model->data.replicate_weights = {columns};
    if (method == "jkn") model->data.strata = "stratum";
  };
}

std::string ErrorOf(const Change& change, ErrorKind kind,
                    const std::string& syntax = "f =~ y1 + y2 + y3 + y4") {
  try {
    Fit(change, syntax);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "no error";
  return "";
}

// lavaan's estimates have seven to eight digits, and so has what differences of them tell.
void ExpectErrors(const Results& results, const Json& expected, double tolerance = 1e-6) {
  size_t k = 0;
  const Json& errors = expected["errors"];
  for (const ParameterEstimate& row : results.estimates) {
    if (!row.free) continue;
    const std::string name = row.lhs + (row.op == Operator::kMeasuredBy   ? "=~" + row.rhs
                                        : row.op == Operator::kCovariance ? "~~" + row.rhs
                                                                          : "~1");
    for (k = 0; k < errors.size() && expected["parameters"][k] != name;) ++k;
    ASSERT_LT(k, errors.size()) << name;
    EXPECT_NEAR(row.est, expected["estimates"][k].get<double>(), 1e-5) << name;
    EXPECT_NEAR(row.se, errors[k].get<double>(), tolerance) << name;
  }
}

TEST(ReplicateWeightsTest, StandardErrorsOfEachMethod) {
  ExpectErrors(Fit(Replicated("jkn", "jkn_1-jkn_16")), Expected("jkn"));
  ExpectErrors(Fit(Replicated("jk1", "jk1_1-jk1_16")), Expected("jk1"));
  ExpectErrors(Fit(Replicated("brr", "brr_1-brr_12")), Expected("brr"));
  ExpectErrors(Fit(Replicated("bootstrap", "boot_1-boot_12")), Expected("boot"));
  ExpectErrors(Fit([](Model* model) {
                 Replicated("brr", "fay_1-fay_12")(model);
                 model->data.fay = 0.3;
               }),
               Expected("fay"));
}

TEST(ReplicateWeightsTest, MeansAreThoseOfSurvey) {
  const Results results = Fit(Replicated("jkn", "jkn_1-jkn_16"),
                              "y1 ~~ y1 + y2 + y3 + y4\ny2 ~~ y2 + y3 + y4\ny3 ~~ y3 + y4\n"
                              "y4 ~~ y4");
  const Json& means = Expected("jkn")["means"];
  size_t k = 0;
  for (const ParameterEstimate& row : results.estimates) {
    if (row.op != Operator::kIntercept) continue;
    EXPECT_NEAR(row.se, means[k++].get<double>(), 1e-9);
  }
  EXPECT_EQ(k, 4u);
  ASSERT_TRUE(results.replicates.has_value());
  EXPECT_EQ(results.replicates->replicates, 16);
  EXPECT_EQ(results.replicates->method, "jkn");
}

// Scales that are given take the place of the method's; the test of fit is that of linearisation.
TEST(ReplicateWeightsTest, GivenScalesAndTheTestOfFit) {
  const Results own = Fit(Replicated("jk1", "jk1_1-jk1_16"));
  const Results given = Fit([](Model* model) {
    Replicated("jkn", "jk1_1-jk1_16")(model);
    model->data.strata = "";
    model->data.replicate_scales = {15.0 / 16 * 4};
  });
  const Results linear = Fit([](Model*) {});
  for (size_t i = 0; i < own.estimates.size(); ++i) {
    EXPECT_NEAR(given.estimates[i].se, 2 * own.estimates[i].se, 1e-12);
    EXPECT_NEAR(given.estimates[i].std_all_se, 2 * own.estimates[i].std_all_se, 1e-12);
  }
  for (const char* name : {"chisq", "chisq_scaled", "chisq_scaling_factor"}) {
    EXPECT_EQ(FitMeasure(own.fit, name), FitMeasure(linear.fit, name)) << name;
  }
}

// Of ordered items too: a threshold's jackknife error in a closed form, from shares.
TEST(ReplicateWeightsTest, OrderedItems) {
  const auto options = [](int threads) {
    return [=](Model* model) {
      Replicated("jkn", "jkn_1-jkn_16")(model);
      model->data.ordered = {"u", "v"};
      model->fit.threads = threads;
    };
  };
  const Results one = Fit(options(1), "u ~~ v"), two = Fit(options(2), "u ~~ v");
  const Results linear = Fit(
      [](Model* model) {
        model->data.ordered = {"u", "v"};
        model->data.strata = "stratum";
        model->data.cluster = "cluster";
      },
      "u ~~ v");
  for (size_t i = 0; i < one.estimates.size(); ++i) {
    EXPECT_EQ(one.estimates[i].se, two.estimates[i].se);
    // The same design twice: equal but for terms of higher order, with 16 clusters.
    if (one.estimates[i].free) {
      EXPECT_NEAR(one.estimates[i].se / linear.estimates[i].se, 1, 0.15);
    }
  }
}

TEST(ReplicateWeightsTest, WrongNumbersOfReplicates) {
  EXPECT_THAT(ErrorOf(Replicated("brr", "brr_1-brr_11"), ErrorKind::kData),
              HasSubstr("there are 11 replicates, but balanced half-samples come in multiples of "
                        "four"));
  EXPECT_THAT(ErrorOf(Replicated("jk1", "jk1_1"), ErrorKind::kData),
              HasSubstr("'jk1_1' is the only replicate"));
  EXPECT_THAT(ErrorOf(
                  [](Model* model) {
                    Replicated("jkn", "jkn_1-jkn_15")(model);
                    model->data.cluster = "cluster";
                  },
                  ErrorKind::kData),
              HasSubstr("of 'stratum' has 3 replicates for its 4 clusters"));
  EXPECT_THAT(ErrorOf(Replicated("jkn", "jkn_1-jkn_13"), ErrorKind::kData),
              HasSubstr("of 'stratum' has 1 replicate alone"));
  EXPECT_THAT(ErrorOf(Replicated("jkn", "brr_1-brr_12"), ErrorKind::kData),
              HasSubstr("leaves respondents of several strata of 'stratum' out"));
  EXPECT_THAT(ErrorOf(Replicated("jkn", "fay_1-fay_12"), ErrorKind::kData),
              HasSubstr("'fay_1' leaves nobody out"));
  EXPECT_THAT(ErrorOf(
                  [](Model* model) {
                    Replicated("jk1", "jk1_1-jk1_16")(model);
                    model->data.replicate_scales = {1, 2};
                  },
                  ErrorKind::kUsage),
              HasSubstr("there are 2 replicate scales for 16 replicates"));
}

TEST(ReplicateWeightsTest, OptionsThatContradictEachOther) {
  const auto expect = [](const Change& change, const std::string& message) {
    EXPECT_THAT(ErrorOf(
                    [&](Model* model) {
                      Replicated("jk1", "jk1_1-jk1_16")(model);
                      change(model);
                    },
                    ErrorKind::kUsage),
                HasSubstr(message));
  };
  expect([](Model* m) { m->data.replicate_weights.clear(); }, "but not which they are");
  expect([](Model* m) { m->data.replicate_method = ""; }, "is not said");
  expect([](Model* m) { m->data.replicate_method = "jk2"; }, "'jk2' is no method of replication");
  expect([](Model* m) { m->data.weights = ""; }, "belong to sampling weights, which are missing");
  expect([](Model* m) { m->data.fay = 0.5; }, "Fay's factor belongs to brr, not to jk1");
  expect([](Model* m) { m->data.replicate_scales = {-1}; }, "-1 is no replicate scale");
  expect([](Model* m) { m->data.replicate_method = "jkn"; }, "jkn needs the strata");
  expect([](Model* m) { m->fit.bootstrap = 100; }, "both replicate weights and a bootstrap");
  expect(
      [](Model* m) {
        m->data.replicate_method = "brr";
        m->data.fay = 1;
      },
      "1 is not Fay's factor");
  expect([](Model* m) { m->fit.estimator = "GLS"; }, "GLS do not hold for weighted respondents");
}

// Replicates without a category of an ordered item: refused, of bootstrap weights left out.
TEST(ReplicateWeightsTest, ReplicatesWithoutEstimates) {
  std::ifstream in(kFolder + "survey_strata.csv");
  const std::string path = ::testing::TempDir() + "replicates_without.csv";
  std::ofstream out(path);
  std::string line;
  for (int row = 0; std::getline(in, line); ++row) {
    // The first replicate weighs nobody with the third category of u, the fifth column.
    if (row == 0) {
      out << line << ",bad_1\n";
      continue;
    }
    size_t at = 0;
    for (int comma = 0; comma < 4; ++comma) at = line.find(',', at) + 1;
    out << line << "," << (line[at] == '3' ? 0 : 1) << "\n";
  }
  out.close();
  const auto fit = [&](const std::string& method) {
    Model model = ReadLavaan("u ~~ v", "model.lav");
    model.data.weights = "weight";
    model.data.ordered = {"u", "v"};
    model.data.replicate_weights = {"bad_1", "boot_1-boot_12"};
    model.data.replicate_method = method;
    DataInput input;
    input.data = path;
    return Analyse(model, input, {});
  };
  try {
    fit("jk1");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kConvergence);
    EXPECT_THAT(error.what(), HasSubstr("with the replicate weights in 'bad_1' the model has no "
                                        "estimates"));
  }
  const Results results = fit("bootstrap");
  EXPECT_EQ(results.replicates->left_out, 1);
  const Results without = Fit(
      [](Model* model) {
        Replicated("bootstrap", "boot_1-boot_12")(model);
        model->data.ordered = {"u", "v"};
      },
      "u ~~ v");
  for (size_t i = 0; i < results.estimates.size(); ++i) {
    EXPECT_NEAR(results.estimates[i].se, without.estimates[i].se, 1e-10);
  }
}

}  // namespace
}  // namespace trustsem
