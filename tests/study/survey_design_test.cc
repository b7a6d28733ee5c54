// Weighted and clustered respondents from end to end: what must hold whatever the numbers are.
#include <gmock/gmock.h>

#include <fstream>
#include <numeric>

#include "base/random.h"
#include "inference/fit_measures.h"
#include "study/analysis.h"
#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const std::string kClustered =
    std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/clustered.csv";

std::vector<std::string> Lines() {
  std::ifstream file(kClustered);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::string Write(const std::vector<std::string>& lines, const std::string& name) {
  const std::string path = ::testing::TempDir() + "survey_design_" + name + ".csv";
  std::ofstream file(path);
  for (const std::string& line : lines) file << line << "\n";
  return path;
}

Results Fit(const std::string& file, const std::function<void(Model*)>& change) {
  Model model =
      ReadLavaan("f =~ f1 + f2 + f3 + f4\ng =~ g1 + g2 + g3\ng ~ f + x\nf ~ x", "two.lav");
  change(&model);
  DataInput input;
  input.data = file;
  return Analyse(model, input, {});
}

// With standard errors of `actual` this many times those of `expected`.
void ExpectSame(const Results& actual, const Results& expected, double errors = 1) {
  ASSERT_EQ(actual.estimates.size(), expected.estimates.size());
  for (size_t i = 0; i < actual.estimates.size(); ++i) {
    EXPECT_NEAR(actual.estimates[i].est, expected.estimates[i].est, 1e-6);
    EXPECT_NEAR(actual.estimates[i].se, errors * expected.estimates[i].se, 1e-6);
  }
  if (errors != 1) return;
  for (const auto& [name, value] : expected.fit) {
    const double other = FitMeasure(actual.fit, name);
    if (std::isnan(value)) continue;
    EXPECT_NEAR(other, value, 1e-6 * std::max(1.0, std::abs(value))) << name;
  }
}

TEST(SurveyDesignTest, ClustersOfOneEqualNone) {
  std::vector<std::string> lines = Lines();
  lines[0] += ",one";
  for (size_t i = 1; i < lines.size(); ++i) lines[i] += ",r" + std::to_string(lines.size() - i);
  const std::string file = Write(lines, "ones");
  const double n = static_cast<double>(lines.size() - 1);
  for (const char* estimator : {"MLR", "MLM", "WLSMV"}) {
    SCOPED_TRACE(estimator);
    const auto options = [&](Model* m) {
      m->fit.estimator = estimator;
      m->fit.mean_structure = true;
    };
    const Results without = Fit(file, options);
    const Results with = Fit(file, [&](Model* m) {
      options(m);
      m->data.cluster = "one";
    });
    ExpectSame(with, without, std::sqrt(n / (n - 1)));
  }
}

TEST(SurveyDesignTest, TheUnitOfWeightsDoesNotMatter) {
  std::vector<std::string> lines = Lines();
  lines[0] += ",seven";
  for (size_t i = 1; i < lines.size(); ++i) {
    // Columns: eight answers, weight, cluster, region.
    std::string weight = lines[i];
    for (int k = 0; k < 8; ++k) weight = weight.substr(weight.find(',') + 1);
    lines[i] += "," + std::to_string(7 * std::stod(weight));
  }
  const std::string file = Write(lines, "seven");
  for (const char* estimator : {"MLR", "MLM"}) {
    for (const char* group : {"", "region"}) {
      const auto options = [&](const char* weights) {
        return [=](Model* m) {
          m->fit.estimator = estimator;
          m->data.group = group;
          m->data.weights = weights;
        };
      };
      ExpectSame(Fit(file, options("seven")), Fit(file, options("weight")));
    }
  }
}

TEST(SurveyDesignTest, TheOrderOfRowsDoesNotMatter) {
  std::vector<std::string> lines = Lines();
  for (size_t i = lines.size() - 1; i > 1; --i) {
    const double u = RandomStream(5, i).Uniform(0);
    std::swap(lines[i], lines[1 + static_cast<size_t>(u * static_cast<double>(i))]);
  }
  const std::string file = Write(lines, "shuffled");
  const auto options = [](Model* m) {
    m->data.weights = "weight";
    m->data.cluster = "cluster";
  };
  ExpectSame(Fit(file, options), Fit(kClustered, options));
}

TEST(SurveyDesignTest, RobustLikelihoodIsTheDefault) {
  const Results results = Fit(kClustered, [](Model* m) { m->data.weights = "weight"; });
  EXPECT_EQ(results.estimator, "MLR");
  EXPECT_EQ(results.information, "observed");
  EXPECT_FALSE(std::isnan(FitMeasure(results.fit, "chisq_scaled")));
  const Results asked = Fit(kClustered, [](Model* m) {
    m->data.weights = "weight";
    m->fit.estimator = "ml";
  });
  EXPECT_EQ(asked.estimator, "MLR");
  const auto told = std::any_of(asked.warnings.begin(), asked.warnings.end(), [](const Note& note) {
    return note.code == "estimator_under_design";
  });
  EXPECT_TRUE(told);
}

// Ordered answers: clusters of respondents who answer alike count as fewer respondents.
TEST(SurveyDesignTest, CopiesInOneClusterCountOnce) {
  std::vector<std::string> lines = {"a,b,c,d,cluster"};
  std::vector<std::string> once = lines;
  for (uint64_t i = 0; i < 300; ++i) {
    const RandomStream random(8, i);
    const double f = random.Normal(0);
    std::string line;
    for (uint32_t k = 1; k <= 4; ++k) {
      line += std::to_string(0.8 * f + 0.6 * random.Normal(k) > 0.2 * k - 0.5 ? 2 : 1) + ",";
    }
    line += std::to_string(i);
    once.push_back(line);
    for (int copy = 0; copy < 3; ++copy) lines.push_back(line);
  }
  const auto fit = [](const std::string& file) {
    Model model = ReadLavaan("q =~ a + b + c + d", "q.lav");
    model.data.all_ordered = true;
    model.data.cluster = "cluster";
    DataInput input;
    input.data = file;
    return Analyse(model, input, {});
  };
  const Results three = fit(Write(lines, "copies")), one = fit(Write(once, "once"));
  ASSERT_EQ(three.estimates.size(), one.estimates.size());
  for (size_t i = 0; i < one.estimates.size(); ++i) {
    EXPECT_NEAR(three.estimates[i].est, one.estimates[i].est, 1e-6);
    // But for N - 1 in the place of N.
    EXPECT_NEAR(three.estimates[i].se, one.estimates[i].se, 2e-3 * one.estimates[i].se + 1e-9);
  }
}

TEST(SurveyDesignTest, FaultyClustersAreRefused) {
  const auto refusal = [](const std::string& file, const char* cluster) {
    return ErrorOf([&] { Fit(file, [&](Model* m) { m->data.cluster = cluster; }); });
  };
  std::vector<std::string> lines = Lines();
  lines[0] += ",same,holes";
  for (size_t i = 1; i < lines.size(); ++i)
    lines[i] += i == 3 ? ",5," : ",5,x" + std::to_string(i % 30);
  const std::string file = Write(lines, "faulty");
  EXPECT_THAT(refusal(file, "same").what(), AllOf(HasSubstr("one cluster"), HasSubstr("'same'")));
  EXPECT_THAT(refusal(file, "holes").what(), HasSubstr("missing in data row 3 (1 row in all)"));
  EXPECT_THAT(refusal(file, "clutser").what(), HasSubstr("'cluster'"));
}

TEST(SurveyDesignTest, FewClustersAreTold) {
  const Results results = Fit(kClustered, [](Model* m) { m->data.cluster = "region"; });
  EXPECT_TRUE(std::any_of(results.warnings.begin(), results.warnings.end(),
                          [](const Note& note) { return note.code == "few_clusters"; }));
}

}  // namespace
}  // namespace trustsem
