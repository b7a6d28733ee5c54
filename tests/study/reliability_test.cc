// Reliability and discriminant validity against their formulas written out in R on lavaan's
// estimates: reliability_reference.R made reliability_reference.json.
#include "inference/reliability.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "spec/read_model.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

using Json = nlohmann::json;

const std::string kFolder = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/";

std::vector<std::string> Names(const Json& value) {
  return value.is_array() ? value.get<std::vector<std::string>>()
                          : std::vector<std::string>{value.get<std::string>()};
}

Results FitCase(const Json& expected) {
  Model model =
      ReadModel(kFolder + "reference/models/" + expected["model"].get<std::string>() + ".lav");
  const Json& options = expected["options"];
  if (options.contains("ordered")) {
    if (options["ordered"].is_boolean()) {
      model.data.all_ordered = true;
    } else {
      model.data.ordered = Names(options["ordered"]);
    }
  }
  if (options.contains("estimator")) model.fit.estimator = options["estimator"];
  if (options.contains("group")) model.data.group = options["group"];
  if (options.contains("group.equal")) model.fit.equal = Names(options["group.equal"]);
  if (options.contains("parameterization")) {
    model.fit.parameterization = options["parameterization"];
  }
  if (options.contains("missing")) model.fit.missing = "fiml";
  if (options.contains("std.lv")) model.fit.std_lv = true;
  if (options.contains("orthogonal")) model.fit.orthogonal = true;
  DataInput input;
  input.data = kFolder + "reference/data/" + expected["data"].get<std::string>();
  return Analyse(model, input, {});
}

// lavaan's correlations of ordered answers are good to 1e-7, its other numbers stand with ten
// digits; ours are where the minimiser stops, within 3e-6 standard errors.
void ExpectNumber(double found, const Json& expected, const std::string& name) {
  if (expected.is_null()) {
    EXPECT_TRUE(std::isnan(found)) << name;
  } else {
    EXPECT_NEAR(found, expected.get<double>(), 1e-6) << name;
  }
}

TEST(ReliabilityOfFitsTest, AgreesWithTheFormulasOnLavaansEstimates) {
  std::ifstream in(kFolder + "study/reliability_reference.json");
  const Json cases = Json::parse(in);
  ASSERT_EQ(cases.size(), 11u);
  for (const Json& expected : cases) {
    SCOPED_TRACE(expected["model"]);
    const Results results = FitCase(expected);
    ASSERT_EQ(results.reliability.size(), expected["reliability"].size());
    for (const Json& want : expected["reliability"]) {
      const auto row = std::find_if(
          results.reliability.begin(), results.reliability.end(), [&](const Reliability& r) {
            return r.construct == want["construct"] && r.group == want["group"];
          });
      ASSERT_NE(row, results.reliability.end()) << want;
      EXPECT_EQ(row->items.size(), want["items"].get<size_t>()) << want;
      ExpectNumber(row->alpha, want["alpha"], want.dump());
      ExpectNumber(row->omega, want["omega"], want.dump());
      ExpectNumber(row->composite_reliability, want["composite_reliability"], want.dump());
      ExpectNumber(row->average_variance_extracted, want["average_variance_extracted"],
                   want.dump());
    }
    ASSERT_EQ(results.discriminant_validity.size(), expected["discriminant_validity"].size());
    for (size_t i = 0; i < results.discriminant_validity.size(); ++i) {
      const DiscriminantValidity& row = results.discriminant_validity[i];
      const Json& want = expected["discriminant_validity"][i];
      EXPECT_EQ(row.first, want["first"]);
      EXPECT_EQ(row.second, want["second"]);
      ExpectNumber(row.correlation, want["correlation"], want.dump());
      ExpectNumber(row.htmt, want["htmt"], want.dump());
      EXPECT_EQ(row.fornell_larcker.has_value(), !want["fornell_larcker"].is_null());
      if (row.fornell_larcker) {
        EXPECT_EQ(*row.fornell_larcker, want["fornell_larcker"].get<bool>());
      }
    }
  }
}

// The parameterization and what identifies the constructs do not change what is measured.
TEST(ReliabilityOfFitsTest, DoesNotDependOnMarkersNorParameterization) {
  const auto fit = [](bool theta, bool std_lv) {
    Model model = ReadLavaan("M =~ m1 + m2 + m3\nQ =~ q1 + q2 + q3", "model.lav");
    model.data.all_ordered = true;
    if (theta) model.fit.parameterization = "theta";
    model.fit.std_lv = std_lv;
    DataInput input;
    input.data = kFolder + "reference/data/ordered.csv";
    return Analyse(model, input, {});
  };
  const Results delta = fit(false, false), theta = fit(true, true);
  for (size_t i = 0; i < delta.reliability.size(); ++i) {
    EXPECT_NEAR(delta.reliability[i].omega, theta.reliability[i].omega, 1e-7);
    EXPECT_NEAR(delta.reliability[i].composite_reliability,
                theta.reliability[i].composite_reliability, 1e-7);
    EXPECT_NEAR(delta.reliability[i].average_variance_extracted,
                theta.reliability[i].average_variance_extracted, 1e-7);
  }
  EXPECT_LT(delta.reliability[0].omega, delta.reliability[0].composite_reliability);
}

TEST(ReliabilityOfFitsTest, OfImputedAnswersIsTheMeanOverTheSets) {
  Model model = ReadLavaan("M =~ m1 + m2 + m3\nQ =~ q1 + q2 + q3", "model.lav");
  model.data.all_ordered = true;
  model.fit.missing = "imputation";
  model.fit.imputations = 2;
  DataInput input;
  input.data = kFolder + "reference/data/ordered_holes.csv";
  const Results results = Analyse(model, input, {});
  model.fit.missing = "pairwise";
  model.fit.imputations.reset();
  const Results pairwise = Analyse(model, input, {});
  ASSERT_EQ(results.reliability.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(results.reliability[i].alpha, pairwise.reliability[i].alpha, 0.03);
    EXPECT_NEAR(results.reliability[i].omega, pairwise.reliability[i].omega, 0.03);
  }
  EXPECT_EQ(results.discriminant_validity[0].fornell_larcker, true);
}

}  // namespace
}  // namespace trustsem
