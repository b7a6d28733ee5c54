#include "inference/fit_measures.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/fitted.h"

namespace trustsem {
namespace {

nlohmann::json Expected(const std::string& id) {
  std::ifstream file(std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/expected/" + id +
                     ".json");
  return nlohmann::json::parse(file);
}

// Every measure that lavaan gives; 1e-7 for the ten digits printed and the minimiser's last step.
void ExpectAll(const FitMeasures& measures, const nlohmann::json& expected) {
  for (const auto& [name, value] : expected.items()) {
    if (!value.is_number()) continue;
    const double actual = FitMeasure(measures, name);
    const double number = value.get<double>();
    EXPECT_NEAR(actual, number, 1e-7 * std::max(std::abs(number), 1e-3)) << name;
  }
}

TEST(FitMeasuresTest, NineItems) {
  const nlohmann::json expected = Expected("covariance_input");
  const auto fit = FitLavaan(ThreeFactors(), HolzingerMoments(NineItems()));
  const FitMeasures measures = ComputeFitMeasures(*fit);
  ASSERT_GT(expected["fit"].size(), 40u);
  ExpectAll(measures, expected["fit"]);
  // A p value that prints as zero.
  EXPECT_GT(FitMeasure(measures, "baseline_pvalue"), 0);
  EXPECT_LT(FitMeasure(measures, "baseline_pvalue"), 1e-100);
}

// lavaan: sem() with the nine items on two fixed covariates; -2 log-likelihoods are conditional.
TEST(FitMeasuresTest, LikelihoodGivenFixedCovariates) {
  std::vector<std::string> names = NineItems();
  names.insert(names.end(), {"ageyr", "sex"});
  const auto fit = FitLavaan(std::string(ThreeFactors()) +
                                 "visual ~ ageyr + sex\ntextual ~ ageyr + sex\n"
                                 "speed ~ ageyr + sex",
                             HolzingerMoments(names));
  const FitMeasures measures = ComputeFitMeasures(*fit);
  EXPECT_EQ(FitMeasure(measures, "npar"), 27);
  ExpectRelative(FitMeasure(measures, "logl"), -3712.20350720, 1e-9);
  ExpectRelative(FitMeasure(measures, "unrestricted_logl"), -3659.56392139, 1e-10);
  ExpectRelative(FitMeasure(measures, "aic"), 7478.40701439, 1e-9);
  ExpectRelative(FitMeasure(measures, "bic"), 7578.49899154, 1e-9);
  ExpectRelative(FitMeasure(measures, "bic2"), 7492.87034672, 1e-9);
  EXPECT_EQ(FitMeasure(measures, "ntotal"), 301);
  EXPECT_EQ(FitMeasure(measures, "baseline_df"), 54);
}

TEST(FitMeasuresTest, GroupsAddUp) {
  TableOptions options;
  options.mean_structure = true;
  const SampleMoments moments = HolzingerMoments(NineItems(), "school");
  ASSERT_EQ(moments.groups.size(), 2u);
  const auto both = FitLavaan(ThreeFactors(), moments, options);
  double chisq = 0, baseline = 0, srmr = 0, logl = 0;
  int df = 0;
  for (const GroupMoments& group : moments.groups) {
    SampleMoments one = moments;
    one.groups = {group};
    const FitMeasures alone = ComputeFitMeasures(*FitLavaan(ThreeFactors(), one, options));
    chisq += FitMeasure(alone, "chisq");
    baseline += FitMeasure(alone, "baseline_chisq");
    logl += FitMeasure(alone, "logl");
    df += static_cast<int>(FitMeasure(alone, "df"));
    srmr += group.n / 301 * FitMeasure(alone, "srmr");
  }
  const FitMeasures measures = ComputeFitMeasures(*both);
  EXPECT_NEAR(FitMeasure(measures, "chisq"), chisq, 1e-7);
  EXPECT_NEAR(FitMeasure(measures, "baseline_chisq"), baseline, 1e-9);
  EXPECT_NEAR(FitMeasure(measures, "logl"), logl, 1e-7);
  EXPECT_EQ(FitMeasure(measures, "df"), df);
  EXPECT_EQ(df, 48);
  // Within the error of two separate minimisations, three millionths of a standard error.
  EXPECT_NEAR(FitMeasure(measures, "srmr"), srmr, 1e-6);
}

TEST(FitMeasuresTest, LeastSquaresOfNineItems) {
  // lavaan: cfa(..., estimator = "GLS" and others) of the nine items.
  const SampleMoments full = HolzingerMoments(NineItems(), "", FourthMoments::kFull);
  const std::vector<std::pair<const char*, double>> chisq = {
      {"GLS", 77.470723}, {"ULS", 72.09822}, {"WLS", 83.31858}, {"DWLS", 43.902285}};
  for (const auto& [name, expected] : chisq) {
    SCOPED_TRACE(name);
    const auto fit = FitLavaan(ThreeFactors(), full, {}, name);
    const FitMeasures measures = ComputeFitMeasures(*fit);
    ExpectRelative(FitMeasure(measures, "chisq"), expected, 1e-7);
    ExpectRelative(FitMeasure(measures, "chisq"), 2 * 301 * FitMeasure(measures, "fmin"), 1e-12);
    EXPECT_TRUE(std::isnan(FitMeasure(measures, "logl")));
    EXPECT_EQ(std::isnan(FitMeasure(measures, "pvalue")), std::string(name) == "ULS");
  }
}

TEST(FitMeasuresTest, IncrementalFit) {
  TestStatistic model;
  model.chisq = 60;
  model.df = 40;
  TestStatistic baseline;
  baseline.chisq = 500;
  baseline.df = 55;
  FitMeasures measures;
  AddIncrementalFit(model, baseline, "", &measures);
  EXPECT_DOUBLE_EQ(FitMeasure(measures, "cfi"), 1 - 20.0 / 445);
  EXPECT_DOUBLE_EQ(FitMeasure(measures, "rni"), 1 - 20.0 / 445);
  EXPECT_DOUBLE_EQ(FitMeasure(measures, "tli"), (500.0 / 55 - 1.5) / (500.0 / 55 - 1));
  EXPECT_DOUBLE_EQ(FitMeasure(measures, "nfi"), 440.0 / 500);
  EXPECT_DOUBLE_EQ(FitMeasure(measures, "rfi"), 1 - 1.5 / (500.0 / 55));
  EXPECT_DOUBLE_EQ(FitMeasure(measures, "ifi"), 440.0 / 460);
  EXPECT_DOUBLE_EQ(FitMeasure(measures, "pnfi"), 40.0 / 55 * 0.88);
  // Better than expected: CFI stops at one, RNI and TLI do not.
  model.chisq = 30;
  measures.clear();
  AddIncrementalFit(model, baseline, "", &measures);
  EXPECT_EQ(FitMeasure(measures, "cfi"), 1);
  EXPECT_GT(FitMeasure(measures, "rni"), 1);
  EXPECT_GT(FitMeasure(measures, "tli"), 1);
  // A saturated model.
  model.chisq = 0;
  model.df = 0;
  measures.clear();
  AddIncrementalFit(model, baseline, "", &measures);
  EXPECT_EQ(FitMeasure(measures, "cfi"), 1);
  EXPECT_EQ(FitMeasure(measures, "tli"), 1);
  EXPECT_EQ(FitMeasure(measures, "nfi"), 1);
}

TEST(FitMeasuresTest, RmseaOfSeveralGroups) {
  TestStatistic model;
  model.chisq = 120;
  model.df = 48;
  model.groups = 2;
  model.respondents = 300;
  FitMeasures measures;
  AddRmsea(model, "", &measures);
  EXPECT_DOUBLE_EQ(FitMeasure(measures, "rmsea"), std::sqrt(2 * 72.0 / (300 * 48)));
  EXPECT_LT(FitMeasure(measures, "rmsea_ci_lower"), FitMeasure(measures, "rmsea"));
  EXPECT_GT(FitMeasure(measures, "rmsea_ci_upper"), FitMeasure(measures, "rmsea"));
  model.df = 0;
  model.chisq = 0;
  measures.clear();
  AddRmsea(model, "", &measures);
  EXPECT_EQ(FitMeasure(measures, "rmsea"), 0);
  EXPECT_TRUE(std::isnan(FitMeasure(measures, "rmsea_pvalue")));
}

TEST(FitMeasuresTest, ResidualFitOfOneItemPair) {
  // Sample correlation 0.5, model 0: one residual covariance among three elements.
  Eigen::Matrix2d S;
  S << 4, 3, 3, 9;
  TableOptions options;
  options.mean_structure = true;
  const ParameterTable table = TableOf("a ~~ 0*b\na ~~ 4*a\nb ~~ 9*b\na ~ m*1\nb ~ 3*1", options);
  const SampleMoments moments = MomentsOf({"a", "b"}, {S}, {Eigen::Vector2d(1, 3.6)}, {50});
  const auto fit = FitAt(table, moments, Eigen::VectorXd::Constant(1, 1.0));
  FitMeasures measures;
  AddResidualFit(*fit, &measures);
  EXPECT_NEAR(FitMeasure(measures, "rmr"), std::sqrt((9 + 0.36) / 5), 1e-14);
  EXPECT_NEAR(FitMeasure(measures, "rmr_nomean"), std::sqrt(9.0 / 3), 1e-14);
  EXPECT_NEAR(FitMeasure(measures, "srmr"), std::sqrt((0.25 + 0.04) / 5), 1e-14);
  EXPECT_NEAR(FitMeasure(measures, "srmr_bentler_nomean"), std::sqrt(0.25 / 3), 1e-14);
  EXPECT_NEAR(FitMeasure(measures, "crmr"), std::sqrt((0.25 + 0.04) / 3), 1e-14);
  EXPECT_NEAR(FitMeasure(measures, "crmr_nomean"), std::sqrt(0.25), 1e-14);
  EXPECT_NEAR(FitMeasure(measures, "srmr_mplus"), std::sqrt((0.25 + 0.04) / 5), 1e-14);
}

TEST(FitMeasuresTest, ASaturatedModelFits) {
  const auto fit = FitLavaan("f =~ x1 + x2 + x3", HolzingerMoments({"x1", "x2", "x3"}));
  const FitMeasures measures = ComputeFitMeasures(*fit);
  EXPECT_EQ(FitMeasure(measures, "df"), 0);
  EXPECT_EQ(FitMeasure(measures, "chisq"), 0);
  EXPECT_TRUE(std::isnan(FitMeasure(measures, "pvalue")));
  EXPECT_EQ(FitMeasure(measures, "cfi"), 1);
  EXPECT_EQ(FitMeasure(measures, "rmsea"), 0);
  EXPECT_NEAR(FitMeasure(measures, "gfi"), 1, 1e-9);
}

TEST(FitMeasuresTest, UnknownNamesAreNotANumber) {
  EXPECT_TRUE(std::isnan(FitMeasure({{"cfi", 1.0}}, "tli")));
}

}  // namespace
}  // namespace trustsem
