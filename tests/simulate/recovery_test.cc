// The trust model finds the numbers that the synthetic answers were drawn with.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "simulate/population.h"
#include "study/analysis.h"
#include "tests/simulate/truths.h"

namespace trustsem {
namespace {

// As continuous answers: the estimator that needs thresholds and polychorics is another one.
Results FitByMaximumLikelihood(const std::string& data) {
  Model model = ReadModel(TRUSTSEM_SOURCE_DIR "/models/trust_loyalty.yaml");
  model.data.ordered.clear();
  model.fit.estimator = "ML";
  DataInput input;
  input.data = data;
  return Analyse(model, input, AnalysisOptions());
}

std::string KeyOf(const std::string& lhs, Operator op, const std::string& rhs) {
  const bool swap = op == Operator::kCovariance && rhs < lhs;
  return (swap ? rhs : lhs) + " " + ToString(op) + " " + (swap ? lhs : rhs);
}

// The generator's standardised values, by parameter.
std::map<std::string, double> TruthByName() {
  std::map<std::string, double> truth;
  for (const Term& term : TrustTruth().terms) {
    if (term.op == Operator::kThreshold) continue;
    truth[KeyOf(term.lhs, term.op, term.rhs)] = *term.modifiers.fixed.at(0);
  }
  return truth;
}

// The free paths, loadings and correlations of a fit: their distance from the truth in standard
// errors, where `expected` says what a parameter's truth is.
template <typename Expected>
std::map<std::string, double> Distances(const Results& results, const Expected& expected) {
  std::map<std::string, double> distances;
  const std::map<std::string, double> truth = TruthByName();
  for (const ParameterEstimate& row : results.estimates) {
    const auto found = truth.find(KeyOf(row.lhs, row.op, row.rhs));
    if (found == truth.end()) continue;
    EXPECT_GT(row.std_all_se, 0) << found->first;
    distances[found->first] = (row.std_all - expected(row, found->second)) / row.std_all_se;
  }
  return distances;
}

TEST(Recovery, LargeContinuousSampleGivesTheTruth) {
  const std::string path = (std::filesystem::path(::testing::TempDir()) /
                            ("trustsem_recovery_" + std::to_string(getpid()) + ".csv"))
                               .string();
  std::ofstream(path, std::ios::binary) << SimulateSurvey(TrustTruth(), {20000, 2024, true});
  const Results results = FitByMaximumLikelihood(path);
  std::filesystem::remove(path);

  const auto distances =
      Distances(results, [](const ParameterEstimate&, double truth) { return truth; });
  ASSERT_EQ(distances.size(), 27u + 16u + 7u);  // loadings, paths, correlations
  int close = 0;
  for (const auto& [name, distance] : distances) {
    EXPECT_LT(std::abs(distance), 4) << name;
    close += std::abs(distance) < 1.96;
  }
  EXPECT_GE(close, 0.85 * static_cast<double>(distances.size()));
  // The model is the truth's, so its misfit is that of chance.
  EXPECT_GT(FitMeasure(results.fit, "pvalue"), 0.001);
  EXPECT_LT(FitMeasure(results.fit, "rmsea"), 0.005);
}

// The correlation of a normal response with the answer 1..k that thresholds cut it to: the factor
// by which a correlation with the response shrinks when the answers are taken as numbers,
//   sum of phi(threshold) / standard deviation of the answer
// (Olsson, Drasgow & Dorans 1982, on the polyserial correlation and its point version).
double Attenuation(const std::vector<double>& thresholds) {
  if (thresholds.empty()) return 1;
  double density = 0, mean = 0, square = 0, below = 0;
  for (size_t k = 0; k <= thresholds.size(); ++k) {
    const double next = k < thresholds.size() ? NormalProbability(thresholds[k]) : 1;
    const double answer = static_cast<double>(k + 1);
    mean += answer * (next - below);
    square += answer * answer * (next - below);
    below = next;
    if (k < thresholds.size()) {
      density += std::exp(-thresholds[k] * thresholds[k] / 2) / std::sqrt(2 * std::acos(-1.0));
    }
  }
  return density / std::sqrt(square - mean * mean);
}

// Five ordered answers taken as numbers lose part of each item's correlation with its construct,
// so loadings shrink by each item's attenuation. The constructs' relations are corrected for the
// items' unreliability, whatever its source, and keep their size.
TEST(Recovery, ShippedSurveyTakenAsNumbersGivesThePaths) {
  const Results results = FitByMaximumLikelihood(TRUSTSEM_SOURCE_DIR "/data/trust_survey.csv");
  EXPECT_THAT(results.data_statement, ::testing::StartsWith("Synthetic respondents;"));
  EXPECT_THAT(results.data_statement, ::testing::HasSubstr("合成数据，非原调查数据。"));
  const Population population = MakePopulation(TrustTruth());
  std::map<std::string, double> attenuation;
  for (size_t i = 0; i < population.observed.size(); ++i) {
    attenuation[population.observed[i]] = Attenuation(population.thresholds[i]);
    if (population.thresholds[i].empty()) continue;
    EXPECT_LT(attenuation[population.observed[i]], 0.96);
  }
  const auto distances = Distances(results, [&](const ParameterEstimate& row, double truth) {
    return row.op == Operator::kMeasuredBy ? truth * attenuation.at(row.rhs) : truth;
  });
  ASSERT_EQ(distances.size(), 27u + 16u + 7u);
  int close = 0;
  for (const auto& [name, distance] : distances) {
    EXPECT_LT(std::abs(distance), 4) << name;
    close += std::abs(distance) < 1.96;
  }
  EXPECT_GE(close, 0.85 * static_cast<double>(distances.size()));
  for (const ParameterEstimate& row : results.estimates) {
    if (row.op != Operator::kRegression) continue;
    EXPECT_GT(row.std_all, 0) << row.lhs << " ~ " << row.rhs;
  }
  EXPECT_LT(FitMeasure(results.fit, "rmsea"), 0.02);
  EXPECT_GT(FitMeasure(results.fit, "cfi"), 0.985);
}

}  // namespace
}  // namespace trustsem
