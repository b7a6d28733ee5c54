#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CompareCommandTest : public ProgramTest {
 protected:
  std::string Uncorrelated() const {
    return Write("uncorrelated.lav",
                 "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"
                 "visual ~~ 0*speed\ntextual ~~ 0*speed\n");
  }
  // Neither this nor ThreeFactors() with it is nested in the other.
  std::string OtherLoadings() const {
    return Write("other.lav",
                 "visual =~ x1 + x2 + x3 + x9\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8\n");
  }
  static std::string Data() { return Reference("holzinger.csv"); }
  ProgramRun Compare(std::vector<std::string> arguments, const std::string& format = "json") const {
    arguments.insert(arguments.begin(), "compare");
    arguments.insert(arguments.end(), {"--format", format});
    return Run(arguments);
  }
};

TEST_F(CompareCommandTest, TellsWhatThePairsShow) {
  const ProgramRun run = Compare({Uncorrelated(), ThreeFactors(), "--data", Data()});
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  ASSERT_EQ(json["models"].size(), 2u);
  EXPECT_EQ(json["models"][0]["name"], "three");
  EXPECT_EQ(json["models"][0]["df"], 24);
  EXPECT_EQ(json["models"][1]["name"], "uncorrelated");
  EXPECT_EQ(json["models"][1]["df"], 26);
  EXPECT_EQ(json["models"][1]["hash"].get<std::string>().size(), 32u);
  EXPECT_EQ(json["nobs"], nlohmann::json({301}));
  EXPECT_EQ(json["program"]["options"]["estimator"], "ML");
  ASSERT_EQ(json["comparisons"].size(), 1u);
  const nlohmann::json& pair = json["comparisons"][0];
  EXPECT_EQ(pair["model"], "uncorrelated");
  EXPECT_EQ(pair["than"], "three");
  EXPECT_EQ(pair["nested"], "nested");
  EXPECT_EQ(pair["method"], "plain");
  EXPECT_EQ(pair["df_diff"], 2);
  const auto chisq = [&](int i) { return json["models"][i]["chisq"].get<double>(); };
  EXPECT_NEAR(pair["chisq_diff"].get<double>(), chisq(1) - chisq(0), 1e-9);
  EXPECT_NEAR(
      pair["fit_differences"]["cfi"].get<double>(),
      json["models"][1]["fit"]["cfi"].get<double>() - json["models"][0]["fit"]["cfi"].get<double>(),
      1e-12);
  double weights = 0;
  for (const nlohmann::json& model : json["models"]) weights += model["aic_weight"].get<double>();
  EXPECT_NEAR(weights, 1, 1e-12);
  EXPECT_NEAR(std::log(json["models"][0]["bic_weight"].get<double>() /
                       json["models"][1]["bic_weight"].get<double>()),
              0.5 * json["models"][1]["bic_difference"].get<double>(), 1e-9);
}

TEST_F(CompareCommandTest, EqualitySteps) {
  const ProgramRun run = Compare({ThreeFactors(), "--data", Data(), "--group", "school",
                                  "--equal-steps", "loadings,intercepts+residuals"});
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  ASSERT_EQ(json["models"].size(), 3u);
  EXPECT_EQ(json["models"][0]["name"], "three: no equality");
  EXPECT_EQ(json["models"][2]["name"], "three: loadings, intercepts, residuals");
  EXPECT_EQ(json["models"][2]["equal"], nlohmann::json({"loadings", "intercepts", "residuals"}));
  EXPECT_EQ(json["comparisons"][0]["df_diff"], 6);
  EXPECT_EQ(json["comparisons"][1]["df_diff"], 15);
  EXPECT_EQ(json["comparisons"][1]["nested"], "nested");
}

TEST_F(CompareCommandTest, EqualityOfFilesCountsAsModels) {
  const std::string free = Write("free.yaml",
                                 "trustsem: 1\nconstructs:\n  f: {items: [x1, x2, x3, x4]}\n"
                                 "data: {group: school}\n");
  const std::string equal = Write("equal.yaml",
                                  "trustsem: 1\nconstructs:\n  f: {items: [x1, x2, x3, x4]}\n"
                                  "data: {group: school}\nfit: {equal: [loadings]}\n");
  const ProgramRun run = Compare({equal, free, "--data", Data()});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(run.Json()["comparisons"][0]["df_diff"], 3);
}

TEST_F(CompareCommandTest, ModelsThatAreNotNestedGetVuongsTests) {
  const std::string second =
      Write("second.lav",
            "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6 + x2\nspeed =~ x7 + x8 + x9\n"
            "visual ~~ 0*speed\n");
  const ProgramRun run = Compare({OtherLoadings(), second, "--data", Data()});
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json pair = run.Json()["comparisons"][0];
  EXPECT_EQ(pair["nested"], "not_nested");
  EXPECT_GT(pair["nesting_chisq"].get<double>(), 1);
  EXPECT_FALSE(pair.contains("chisq_diff"));
  EXPECT_TRUE(pair["vuong"]["z"].is_number());
  EXPECT_NEAR(pair["vuong"]["model_better_pvalue"].get<double>() +
                  pair["vuong"]["than_better_pvalue"].get<double>(),
              1, 1e-12);
}

// A rewritten model: the correlation of two residuals, or a construct of their own.
TEST_F(CompareCommandTest, EquivalentModels) {
  const std::string chain = Write("chain.lav", "x2 ~ x1\nx3 ~ x2\nx1 ~~ x1\n");
  const std::string reversed = Write("reversed.lav", "x2 ~ x3\nx1 ~ x2\nx3 ~~ x3\n");
  const ProgramRun run = Compare({chain, reversed, "--data", Data(), "--fixed-x", "false"});
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  EXPECT_EQ(json["comparisons"][0]["nested"], "equivalent");
  EXPECT_FALSE(json["comparisons"][0].contains("chisq_diff"));
  EXPECT_FALSE(json["comparisons"][0].contains("vuong"));
}

// The order in which the models name the variables does not matter.
TEST_F(CompareCommandTest, VariablesInAnotherOrder) {
  const std::string permuted =
      Write("permuted.lav",
            "speed =~ x8 + x9 + x7\nvisual =~ x3 + x1 + x2\ntextual =~ x6 + x4 + x5\n"
            "visual ~~ 0*speed\ntextual ~~ 0*speed\n");
  for (const char* estimator : {"ML", "MLM", "WLSMV"}) {
    std::vector<std::string> options = {"--data", Data(), "--estimator", estimator};
    if (std::string(estimator) == "WLSMV") options[1] = Reference("holzinger_cut.csv");
    if (std::string(estimator) == "WLSMV") options.insert(options.end(), {"--ordered", "all"});
    std::vector<std::string> first = {ThreeFactors(), Uncorrelated()}, second = first;
    second[1] = permuted;
    for (auto* list : {&first, &second}) list->insert(list->end(), options.begin(), options.end());
    const ProgramRun one = Compare(first), other = Compare(second);
    ASSERT_EQ(one.status, 0) << one.error;
    ASSERT_EQ(other.status, 0) << other.error;
    const nlohmann::json a = one.Json()["comparisons"][0], b = other.Json()["comparisons"][0];
    EXPECT_EQ(b["nested"], "nested");
    EXPECT_NEAR(a["chisq_diff"].get<double>(), b["chisq_diff"].get<double>(), 1e-4) << estimator;
  }
}

// A model with means beside one without.
TEST_F(CompareCommandTest, MeansOfOneAreMeansOfAll) {
  const std::string means =
      Write("means.lav",
            "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"
            "visual ~~ 0*speed\nx1 ~ 1\n");
  const ProgramRun run = Compare({ThreeFactors(), means, "--data", Data()});
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  EXPECT_EQ(json["models"][0]["npar"], 30);
  EXPECT_EQ(json["models"][1]["npar"], 29);
  EXPECT_THAT(run.error, HasSubstr("another model does so"));
}

TEST_F(CompareCommandTest, WritesTextMarkdownAndCsvInTwoLanguages) {
  const std::vector<std::string> models = {ThreeFactors(), Uncorrelated(), "--data", Data()};
  const ProgramRun text = Compare(models, "text");
  ASSERT_EQ(text.status, 0) << text.error;
  EXPECT_THAT(text.out, HasSubstr("uncorrelated is nested in three and fits worse: chi-square "
                                  "difference(2)"));
  std::vector<std::string> chinese = models;
  chinese.insert(chinese.end(), {"--lang", "zh"});
  EXPECT_THAT(Compare(chinese, "markdown").out, HasSubstr("嵌套于"));
  const ProgramRun csv = Compare(models, "csv");
  EXPECT_THAT(csv.out, HasSubstr("\nuncorrelated,19,"));
  EXPECT_THAT(csv.out, HasSubstr(",three,nested,plain,"));
  const auto commas = [](const std::string& line) {
    return std::count(line.begin(), line.end(), ',');
  };
  std::istringstream lines(csv.out);
  std::string header;
  std::getline(lines, header);
  for (std::string line; std::getline(lines, line);) EXPECT_EQ(commas(line), commas(header));
}

TEST_F(CompareCommandTest, MomentMatrices) {
  const ProgramRun run = Compare(
      {ThreeFactors(), OtherLoadings(), "--cov", Reference("holzinger_cov.csv"), "--nobs", "301"});
  ASSERT_EQ(run.status, 0) << run.error;
  // Casewise likelihoods need respondents.
  EXPECT_FALSE(run.Json()["comparisons"][0].contains("vuong"));
}

// --- what a user gets wrong

TEST_F(CompareCommandTest, OneModel) {
  ExpectRefused(Compare({ThreeFactors(), "--data", Data()}), 2,
                {"nothing to compare", "--equal-steps"});
}

TEST_F(CompareCommandTest, NoModelAndNoData) {
  ExpectRefused(Compare({"--data", Data()}), 2, {"MODEL"});
  ExpectRefused(Compare({ThreeFactors(), Uncorrelated()}), 2, {"no data"});
}

TEST_F(CompareCommandTest, TheSameModelTwice) {
  ExpectRefused(Compare({ThreeFactors(), ThreeFactors(), "--data", Data()}), 2, {"is given twice"});
  const std::string copy = Write("copy.lav", Read(ThreeFactors()));
  ExpectRefused(Compare({ThreeFactors(), copy, "--data", Data()}), 2,
                {"hold the same model", "copy.lav"});
}

TEST_F(CompareCommandTest, DifferentVariablesAreNamed) {
  const std::string fewer = Write("fewer.lav", "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\n");
  ExpectRefused(Compare({ThreeFactors(), fewer, "--data", Data()}), 2,
                {"different variables", "x7, x8 and x9", "'fewer' has not"});
}

TEST_F(CompareCommandTest, DifferentTreatmentOfTheDataIsNamed) {
  const std::string robust =
      Write("robust.yaml",
            "trustsem: 1\nconstructs:\n  f: {items: [x1, x2, x3, x4]}\nfit: {estimator: MLM}\n");
  const std::string plain =
      Write("plain.yaml", "trustsem: 1\nconstructs:\n  f: {items: [x1, x2, x3, x4]}\n");
  ExpectRefused(Compare({plain, robust, "--data", Data()}), 2,
                {"'estimator' is 'ML' in 'plain' and 'MLM' in 'robust'", "command line"});
}

TEST_F(CompareCommandTest, DifferentListsTellWhatIsDifferent) {
  const std::string head = "trustsem: 1\nconstructs:\n  f: {items: [x1, x2, x3, x4]}\n";
  const std::string all = Write("all.yaml", head + "data: {ordered: all}\n");
  const std::string some = Write("some.yaml", head + "data: {ordered: [x4, x1, x2]}\n");
  ExpectRefused(Compare({all, some, "--data", Reference("holzinger_cut.csv")}), 2,
                {"'ordered' is beside what is common 'x3' in 'all' and no more in 'some'"});
}

TEST_F(CompareCommandTest, DifferentCovariates) {
  const std::string one = Write("one_way.lav", "x1 ~ x2 + x3\n");
  const std::string other = Write("other_way.lav", "x1 ~ x2\nx2 ~ x3\n");
  ExpectRefused(Compare({one, other, "--data", Data()}), 2,
                {"x2 and x3 in 'one_way'", "x3 in 'other_way'", "--fixed-x false"});
}

TEST_F(CompareCommandTest, AModelThatIsNotIdentifiedIsNamed) {
  const std::string loose = Write(
      "loose.lav", "visual =~ NA*x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n");
  ExpectRefused(Compare({ThreeFactors(), loose, "--data", Data()}), 6, {"loose: "});
}

TEST_F(CompareCommandTest, AFaultyFileIsNamed) {
  const std::string faulty = Write("faulty.lav", "visual =~ x1 + + x2\n");
  ExpectRefused(Compare({ThreeFactors(), faulty, "--data", Data()}), 3, {"faulty.lav:1"});
  ExpectRefused(Compare({ThreeFactors(), Path("none.lav"), "--data", Data()}), 3, {"none.lav"});
}

TEST_F(CompareCommandTest, UnknownValues) {
  const std::vector<std::string> models = {ThreeFactors(), Uncorrelated(), "--data", Data()};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), models.begin(), models.end());
    return Compare(more);
  };
  ExpectRefused(with({"--difference", "satorra_bentler"}), 2, {"satorra_bentler_2010"});
  ExpectRefused(with({"--restrictions", "exactly"}), 2, {"exact"});
  ExpectRefused(with({"--estimator", "MLX"}), 2, {"MLX"});
  ExpectRefused(with({"--equal-steps", "loadings", "--group", "school"}), 2, {"several are given"});
}

TEST_F(CompareCommandTest, EqualityStepsThatMakeNoSense) {
  const auto with = [&](const std::string& steps, std::vector<std::string> more) {
    more.insert(more.begin(), {ThreeFactors(), "--data", Data(), "--equal-steps", steps});
    return Compare(more);
  };
  const std::vector<std::string> group = {"--group", "school"};
  ExpectRefused(with("loadings", {}), 2, {"--group"});
  ExpectRefused(with("loading", group), 2, {"did you mean 'loadings'?"});
  ExpectRefused(with("loadings,loadings", group), 2, {"equal already"});
  ExpectRefused(with("loadings,+", group), 2, {"--equal-steps"});
  ExpectRefused(with(",", group), 2, {"--equal-steps"});
}

TEST_F(CompareCommandTest, TestsThatTheEstimatorDoesNotHave) {
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {ThreeFactors(), Uncorrelated(), "--data", Data()});
    return Compare(more);
  };
  ExpectRefused(with({"--estimator", "ULS"}), 2, {"ULS has no test of fit", "ULSMV"});
  ExpectRefused(with({"--difference", "satorra_2000"}), 2, {"not a corrected one", "MLM"});
  ExpectRefused(with({"--estimator", "MLM", "--difference", "plain"}), 2,
                {"not chi-square distributed", "satorra_bentler_2001"});
}

TEST_F(CompareCommandTest, FaultsOfTheData) {
  ExpectRefused(Compare({ThreeFactors(), Uncorrelated(), "--data", Path("none.csv")}), 4,
                {"none.csv"});
  ExpectRefused(Compare({ThreeFactors(), Uncorrelated(), "--data", Data(), "--group", "scool"}), 4,
                {"did you mean 'school'?"});
}

}  // namespace
}  // namespace trustsem
