// Against the numbers of R's package `survey`: r_survey.R made r_survey.csv and r_survey.json.
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "data/read_data.h"
#include "survey/estimates.h"
#include "survey/family_estimates.h"

namespace trustsem {
namespace {

using Json = nlohmann::json;

std::string Folder() { return std::string(TRUSTSEM_SOURCE_DIR) + "/tests/survey/"; }

const Json& Expected() {
  static const Json expected = [] {
    std::ifstream in(Folder() + "r_survey.json");
    return Json::parse(in);
  }();
  return expected;
}

const Frame& Data() {
  static const Frame frame = ReadData(Folder() + "r_survey.csv");
  return frame;
}

SurveyDesign DesignNamed(const std::string& name) {
  if (name == "unweighted") return MakeSurveyDesign(Data(), {});
  if (name == "weights") return MakeSurveyDesign(Data(), {"weight", "", ""});
  if (name == "weights_strata") return MakeSurveyDesign(Data(), {"weight", "market", ""});
  if (name == "weights_clusters") return MakeSurveyDesign(Data(), {"weight", "", "account"});
  if (name == "strata_clusters") return MakeSurveyDesign(Data(), {"weight", "market", "account"});
  if (name == "clusters_unweighted") return MakeSurveyDesign(Data(), {"", "market", "account"});
  if (name == "zero_weights") return MakeSurveyDesign(Data(), {"weight0", "market", "account"});
  const LonelyCluster lonely =
      name == "adjust" ? LonelyCluster::kAdjust : LonelyCluster::kCertainty;
  return MakeSurveyDesign(Data(), {"weight", "lonely", "account", lonely});
}

std::string TextAt(const std::string& column, size_t row) {
  const Column& c = *Data().Find(column);
  return c.values[c.codes[row]];
}

bool InDomain(const std::string& domain, size_t row) {
  if (domain == "b2b") return TextAt("context", row) == "b2b";
  if (domain == "retail") return TextAt("industry", row) == "retail";
  if (domain == "CN") return TextAt("market", row) == "CN";
  if (domain == "retail_us") {
    return TextAt("industry", row) == "retail" && TextAt("market", row) == "US";
  }
  return true;
}

// The values of a variable or an indicator of the script; NaN where there is no answer.
std::vector<double> ValuesOf(const std::string& variable) {
  const bool top = variable == "freq_top", third = variable == "freq_3";
  std::vector<double> values = Data().Find(top || third ? "freq" : variable)->numbers;
  for (double& x : values) {
    if (top && !std::isnan(x)) x = x >= 4;
    if (third && !std::isnan(x)) x = x == 3;
  }
  return values;
}

RowMask MaskOf(const std::string& domain, const std::vector<double>& values) {
  RowMask mask(values.size());
  for (size_t i = 0; i < mask.size(); ++i) mask[i] = !std::isnan(values[i]) && InDomain(domain, i);
  return mask;
}

void ExpectNear(double found, const Json& expected, double tolerance = 1e-9) {
  ASSERT_FALSE(expected.is_null());
  const double number = expected.get<double>();
  EXPECT_NEAR(found, number, tolerance * std::max(std::abs(number), 1e-3));
}

void ExpectMean(const SurveyDesign& design, const Json& expected) {
  const std::vector<double> values = ValuesOf(expected["variable"]);
  const RowMask mask = MaskOf(expected["domain"], values);
  const bool is_share = expected["share"];
  const auto estimate = [&](IntervalMethod method, double confidence) {
    return EstimateMean(design, mask, values, is_share, method, confidence).estimate;
  };
  const SurveyEstimate found = estimate(IntervalMethod::kLogit, 0.95);
  ExpectNear(found.value, expected["value"]);
  ExpectNear(found.standard_error, expected["se"]);
  ExpectNear(found.design_effect, expected["deff"]);
  EXPECT_EQ(found.degrees_of_freedom, expected["df"].get<double>());
  EXPECT_EQ(found.base.n, expected["n"].get<int64_t>());
  EXPECT_EQ(DegreesOfFreedom(design, mask), expected["df"].get<double>());
  if (!is_share) {
    ExpectNear(found.lower, expected["t_lower"]);
    ExpectNear(found.upper, expected["t_upper"]);
    return;
  }
  // svyciprop(method = "logit") stops its iterations a little before the end.
  ExpectNear(found.lower, expected["logit_by_model"][0], 1e-7);
  ExpectNear(found.upper, expected["logit_by_model"][1], 1e-7);
  for (const int level : {95, 90}) {
    for (const IntervalMethod method : {IntervalMethod::kLogit, IntervalMethod::kBeta}) {
      const std::string key = ToString(method) + std::to_string(level);
      const SurveyEstimate share = estimate(method, level / 100.0);
      SCOPED_TRACE(key);
      ExpectNear(share.lower, expected[key][0]);
      ExpectNear(share.upper, expected[key][1]);
    }
  }
}

TEST(RSurvey, MeansAndSharesOfDomains) {
  ASSERT_EQ(Expected()["means"].size(), 7u * 5 * 5);
  for (const Json& expected : Expected()["means"]) {
    SCOPED_TRACE(expected["design"].get<std::string>() + " " +
                 expected["domain"].get<std::string>() + " " +
                 expected["variable"].get<std::string>());
    ExpectMean(DesignNamed(expected["design"]), expected);
  }
}

TEST(RSurvey, StrataWithOneCluster) {
  ASSERT_EQ(Expected()["lonely"].size(), 2u * 3 * 2);
  for (const Json& expected : Expected()["lonely"]) {
    SCOPED_TRACE(expected["lonely"].get<std::string>() + " " +
                 expected["domain"].get<std::string>() + " " +
                 expected["variable"].get<std::string>());
    ExpectMean(DesignNamed(expected["lonely"]), expected);
  }
}

// The segments of a variable as a family of columns, in alphabetical order.
struct Segments {
  std::vector<std::string> names;
  Family family;
};

Segments SegmentsOf(const std::string& column, const RowMask& mask) {
  Segments segments;
  segments.names = Data().Find(column)->values;
  std::sort(segments.names.begin(), segments.names.end());
  segments.family.columns = static_cast<int>(segments.names.size());
  for (size_t i = 0; i < mask.size(); ++i) {
    const auto at = std::find(segments.names.begin(), segments.names.end(), TextAt(column, i));
    segments.family.column_of_row.push_back(
        mask[i] != 0 ? static_cast<int16_t>(at - segments.names.begin()) : int16_t{-1});
  }
  return segments;
}

RowMask MaskOfColumn(const Family& family, size_t column) {
  RowMask mask;
  for (const int16_t c : family.column_of_row) mask.push_back(c == static_cast<int>(column));
  return mask;
}

TEST(RSurvey, DifferencesBetweenSegments) {
  ASSERT_EQ(Expected()["differences"].size(), 7u * 2 * 3);
  int compared_with_ttest = 0;
  for (const Json& expected : Expected()["differences"]) {
    SCOPED_TRACE(expected["design"].get<std::string>() + " " +
                 expected["segment"].get<std::string>());
    const SurveyDesign design = DesignNamed(expected["design"]);
    const std::vector<double> values = ValuesOf(expected["variable"]);
    const RowMask mask = MaskOf("all", values);
    const double df = DegreesOfFreedom(design, mask);
    EXPECT_EQ(df, expected["df"].get<double>());
    const Segments segments = SegmentsOf(expected["segment"], mask);
    const FamilyBases bases = CountBases(design, segments.family);
    const FamilyMeans means = EstimateMeans(design, segments.family, bases, values);
    std::vector<double> p;
    for (const Json& pair : expected["pairs"]) {
      const auto index = [&](const std::string& name) {
        return static_cast<size_t>(std::find(segments.names.begin(), segments.names.end(), name) -
                                   segments.names.begin());
      };
      const size_t a = index(pair["first"]), b = index(pair["second"]);
      const SurveyDifference found = DifferenceOfColumns(means, a, b, df);
      ExpectNear(found.difference, pair["difference"]);
      ExpectNear(found.standard_error, pair["se"]);
      ExpectNear(found.t, pair["t"], 1e-8);
      ExpectNear(found.p, pair["p"], 1e-8);
      p.push_back(found.p);

      const auto estimate = [&](size_t c) {
        return EstimateMean(design, MaskOfColumn(segments.family, c), values, false,
                            IntervalMethod::kLogit, 0.95);
      };
      const SurveyDifference one_by_one = EstimateDifference(design, estimate(a), estimate(b), df);
      ExpectNear(one_by_one.standard_error, pair["se"]);
      ExpectNear(one_by_one.p, pair["p"], 1e-8);
    }
    const std::vector<std::pair<std::string, Correction>> corrections = {
        {"bonferroni", Correction::kBonferroni},
        {"holm", Correction::kHolm},
        {"bh", Correction::kBenjaminiHochberg}};
    for (const auto& [name, correction] : corrections) {
      const std::vector<double> adjusted = AdjustPValues(p, correction);
      for (size_t i = 0; i < p.size(); ++i) {
        ExpectNear(adjusted[i], expected["pairs"][i][name], 1e-8);
      }
    }
    if (!expected.contains("ttest")) continue;
    ++compared_with_ttest;
    ExpectNear(DifferenceOfColumns(means, 0, 1, df).t, expected["ttest"]["t"], 1e-8);
    const double less = expected["ttest"]["df"];
    EXPECT_EQ(less, df - 1);
    ExpectNear(DifferenceOfColumns(means, 0, 1, less).p, expected["ttest"]["p"], 1e-8);
  }
  EXPECT_EQ(compared_with_ttest, 14);
}

TEST(RSurvey, Ratios) {
  ASSERT_EQ(Expected()["ratios"].size(), 14u);
  for (const Json& expected : Expected()["ratios"]) {
    const SurveyDesign design = DesignNamed(expected["design"]);
    const std::vector<double> first = ValuesOf("freq_top"), second = ValuesOf("chosen");
    RowMask mask = MaskOf(expected["domain"], first);
    for (size_t i = 0; i < mask.size(); ++i) mask[i] &= !std::isnan(second[i]);
    const auto estimate = [&](const std::vector<double>& values) {
      return EstimateMean(design, mask, values, true, IntervalMethod::kLogit, 0.95);
    };
    const SurveyEstimate ratio = EstimateRatio(design, estimate(first), estimate(second), 0.95);
    ExpectNear(ratio.value, expected["value"]);
    ExpectNear(ratio.standard_error, expected["se"]);
    EXPECT_EQ(ratio.degrees_of_freedom, expected["df"].get<double>());
    EXPECT_NEAR(std::log(ratio.upper) + std::log(ratio.lower), 2 * std::log(ratio.value), 1e-12);
  }
}

}  // namespace
}  // namespace trustsem
