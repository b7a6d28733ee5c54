#include "study/parametric_answers.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>

#include "moments/normal_distribution.h"
#include "spec/read_model.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

const std::string kTests = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/";

// Shares of the categories drawn against those that the model implies, in two groups whose latent
// responses differ in mean and scale.
TEST(ParametricAnswersTest, CategoriesHaveTheSharesThatTheModelImplies) {
  for (const char* parameterization : {"delta", "theta"}) {
    Model model = ReadLavaan("f =~ m1 + m2 + m3 + m4\n", "model.lav");
    model.data.all_ordered = true;
    model.data.group = "region";
    model.fit.equal = {"loadings", "thresholds"};
    model.fit.parameterization = parameterization;
    DataInput input;
    input.data = kTests + "reference/data/ordered.csv";
    Sample sample;
    const LoadedMoments loaded = LoadMoments(model, input, {}, &sample);
    const auto fit = EstimateModel(model, loaded.moments, nullptr);
    CompleteFit(fit.get());
    const ParametricAnswers answers(sample, *fit);
    constexpr int kReplicates = 100;
    int compared = 0;
    std::vector<Sample> drawn;
    for (int k = 0; k < kReplicates; ++k) {
      drawn.push_back(answers.Draw(RandomStream(5, static_cast<uint64_t>(k))));
    }
    for (size_t g = 0; g < sample.groups.size(); ++g) {
      const ImpliedMoments& implied = fit->unconditional[g];
      const auto n = static_cast<double>(sample.groups[g].rows.size()) * kReplicates;
      for (size_t i = 0; i < sample.variables.size(); ++i) {
        const auto at = static_cast<Eigen::Index>(i);
        const int first = implied.responses->first_threshold[i];
        for (const int number : loaded.moments.groups[g].thresholds[i]) {
          double above = 0;
          const double category = sample.variables[i].categories[static_cast<size_t>(number)];
          for (const Sample& one : drawn) {
            for (const uint32_t row : one.groups[g].rows) {
              above += one.variables[i].At(row) >= category;
            }
          }
          const double z = (implied.mu[at] - implied.thresholds[first + number - 1]) /
                           std::sqrt(implied.sigma(at, at));
          const double share = NormalCdf(z);
          EXPECT_NEAR(above / n, share, 4.5 * std::sqrt(share * (1 - share) / n))
              << parameterization << " group " << g << " " << sample.variables[i].name;
          ++compared;
        }
      }
    }
    EXPECT_GT(compared, 15);
  }
}

}  // namespace
}  // namespace trustsem
