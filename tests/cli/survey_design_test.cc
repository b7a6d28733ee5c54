// Strata, finite populations and replicate weights as a user names them.
#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class SurveyDesignCommandTest : public ProgramTest {
 protected:
  ProgramRun Fit(const std::vector<std::string>& options) const {
    std::vector<std::string> arguments = {"fit", Write("f.lav", "f =~ y1 + y2 + y3 + y4\n"),
                                          "--data", Source("tests/study/survey_strata.csv")};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return Run(arguments);
  }
};

TEST_F(SurveyDesignCommandTest, StrataAndPopulation) {
  const std::vector<std::string> design = {"--strata",     "stratum",        "--cluster", "cluster",
                                           "--population", "clusters_there", "--weights", "weight"};
  const ProgramRun text = Fit(design);
  ASSERT_EQ(text.status, 0) << text.error;
  EXPECT_THAT(text.out, HasSubstr("They come in clusters (16) of strata (4)."));
  std::vector<std::string> more = design;
  more.insert(more.end(), {"--format", "json"});
  const ProgramRun run = Fit(more);
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  EXPECT_EQ(json["groups"][0]["clusters"], 16);
  EXPECT_EQ(json["groups"][0]["strata"], 4);
  EXPECT_EQ(json["estimation"]["estimator"], "MLR");
  const nlohmann::json& options = json["program"]["options"];
  EXPECT_EQ(options["strata"], "stratum");
  EXPECT_EQ(options["population"], "clusters_there");
  EXPECT_EQ(options["single_cluster"], "error");
  EXPECT_THAT(run.error, HasSubstr("4 names of 'cluster' are in several strata of 'stratum'"));
}

TEST_F(SurveyDesignCommandTest, AStratumWithOneCluster) {
  const std::vector<std::string> design = {"--strata", "lonely", "--cluster", "cluster"};
  const ProgramRun refused = Fit(design);
  EXPECT_EQ(refused.status, 4);
  EXPECT_EQ(refused.out, "");
  EXPECT_THAT(refused.error, AllOf(HasSubstr("the stratum 'solo' of 'lonely' has one cluster"),
                                   HasSubstr("--single-cluster certainty")));
  for (const std::string treatment : {"certainty", "average"}) {
    std::vector<std::string> more = design;
    more.insert(more.end(), {"--single-cluster", treatment});
    const ProgramRun run = Fit(more);
    EXPECT_EQ(run.status, 0) << run.error;
    EXPECT_THAT(run.out, HasSubstr("the stratum 'solo' of 'lonely' has one cluster"));
  }
}

TEST_F(SurveyDesignCommandTest, ReplicateWeights) {
  const std::vector<std::string> options = {
      "--weights", "weight", "--replicate-weights", "fay_1-fay_12", "--replicate-method", "brr",
      "--fay",     "0.3"};
  const ProgramRun text = Fit(options);
  ASSERT_EQ(text.status, 0) << text.error;
  EXPECT_THAT(text.out, HasSubstr("Standard errors rest on replicate weights (brr, 12 of them)."));
  std::vector<std::string> more = options;
  more.insert(more.end(), {"--format", "json"});
  const nlohmann::json json = Fit(more).Json();
  EXPECT_EQ(json["replicate_weights"]["replicates"], 12);
  EXPECT_EQ(json["program"]["options"]["replicate_weights"], "fay_1-fay_12");
  EXPECT_EQ(json["program"]["options"]["fay"], "0.3");
  const ProgramRun unknown = Fit(
      {"--weights", "weight", "--replicate-weights", "brr_1-brr_16", "--replicate-method", "brr"});
  EXPECT_EQ(unknown.status, 4);
  EXPECT_EQ(unknown.out, "");
  EXPECT_THAT(unknown.error,
              HasSubstr("the column of replicate weights 'brr_13' is no column of the data file"));
}

TEST_F(SurveyDesignCommandTest, OptionsThatContradictEachOther) {
  const auto expect = [&](const std::vector<std::string>& options, const std::string& message) {
    const ProgramRun run = Fit(options);
    EXPECT_EQ(run.status, 2) << message;
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.error, HasSubstr(message));
  };
  expect({"--single-cluster", "average"}, "no strata are");
  expect({"--single-cluster", "ignore"}, "--single-cluster");
  expect({"--strata", "stratum", "--estimator", "GLS"},
         "GLS do not hold for stratified respondents");
  expect({"--weights", "weight", "--replicate-weights", "brr_1-brr_12"}, "is not said");
  expect({"--replicate-weights", "brr_1-brr_12", "--replicate-method", "brr"},
         "belong to sampling weights, which are missing");
  expect({"--weights", "weight", "--replicate-weights", "brr_9-brr_1", "--replicate-method", "brr"},
         "runs backwards");
}

}  // namespace
}  // namespace trustsem
