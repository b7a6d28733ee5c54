#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

class BootstrapOptionsTest : public ProgramTest {
 protected:
  ProgramRun Fit(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {"fit", ThreeFactors(), "--data",
                                          Reference("holzinger.csv")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
};

TEST_F(BootstrapOptionsTest, JsonTellsOfTheReplicates) {
  const nlohmann::json json =
      Fit({"--bootstrap", "60", "--interval", "normal", "--seed", "7", "--format", "json"}).Json();
  const auto& bootstrap = json["bootstrap"];
  EXPECT_EQ(bootstrap["method"], "nonparametric");
  EXPECT_EQ(bootstrap["interval"], "normal");
  EXPECT_EQ(bootstrap["seed"], 7);
  EXPECT_EQ(bootstrap["replicates"], 60);
  EXPECT_EQ(bootstrap["used"], 60);
  EXPECT_EQ(bootstrap["not_converged"], 0);
  EXPECT_EQ(bootstrap["undefined"], 0);
  EXPECT_TRUE(bootstrap["test_pvalue"].is_null());
  EXPECT_EQ(json["program"]["options"]["bootstrap"], "60");
  EXPECT_EQ(json["program"]["options"]["seed"], "7");
  EXPECT_FALSE(Fit({"--format", "json"}).Json().contains("bootstrap"));
}

TEST_F(BootstrapOptionsTest, TextSaysWhereErrorsComeFrom) {
  EXPECT_THAT(Fit({"--bootstrap", "60"}).out,
              HasSubstr("Standard errors and 95% percentile intervals from 60 bootstrap replicates "
                        "(60 used); seed 1."));
  EXPECT_THAT(
      Fit({"--bootstrap", "60", "--interval", "bca", "--lang", "zh"}).out,
      HasSubstr(
          "标准误与 95% BCa（偏差校正）区间来自 60 个自助法样本（使用 60 个）；随机种子 1。"));
  const std::string test = Fit({"--bootstrap", "60", "--bootstrap-method", "bollen_stine"}).out;
  EXPECT_THAT(test,
              HasSubstr("Test of fit by 60 Bollen-Stine bootstrap replicates (60 used): p <.017,"));
  EXPECT_THAT(test, ::testing::Not(HasSubstr("Standard errors and 95%")));
}

TEST_F(BootstrapOptionsTest, FewReplicatesAreNoted) {
  EXPECT_THAT(Fit({"--bootstrap", "20"}).out, HasSubstr("with 20 bootstrap replicates"));
  EXPECT_THAT(Fit({"--bootstrap", "50"}).out,
              ::testing::Not(HasSubstr("standard errors are rough")));
}

TEST_F(BootstrapOptionsTest, TheSpecificationMaySayItAll) {
  const std::string model = Write("model.yaml",
                                  "trustsem: 1\nconstructs:\n  visual: [x1, x2, x3]\n"
                                  "fit:\n  bootstrap: 55\n  bootstrap_interval: normal\n"
                                  "  bootstrap_method: parametric\n  seed: 3\n");
  const ProgramRun run =
      Run({"fit", model, "--data", Reference("holzinger.csv"), "--seed", "4", "--format", "json"});
  const auto bootstrap = run.Json()["bootstrap"];
  EXPECT_EQ(bootstrap["method"], "parametric");
  EXPECT_EQ(bootstrap["interval"], "normal");
  EXPECT_EQ(bootstrap["replicates"], 55);
  EXPECT_EQ(bootstrap["seed"], 4);  // the command line wins
}

TEST_F(BootstrapOptionsTest, WrongNumbersAreRefused) {
  ExpectRefused(Fit({"--bootstrap", "0"}), 2, {"0 is no number of bootstrap replicates"});
  ExpectRefused(Fit({"--bootstrap=-3"}), 2, {"-3 is no number of bootstrap replicates"});
  ExpectRefused(Fit({"--bootstrap", "many"}), 2, {"--bootstrap: 'many' is no number"});
  ExpectRefused(Fit({"--bootstrap", "1e3"}), 2, {"--bootstrap: '1e3' is no number"});
  ExpectRefused(Fit({"--bootstrap", "10.5"}), 2, {"--bootstrap: '10.5' is no number"});
  ExpectRefused(Fit({"--bootstrap", "9", "--seed=-1"}), 2, {"--seed: '-1' is no seed"});
  ExpectRefused(Fit({"--bootstrap", "9", "--interval", "bcaa"}), 2, {"--interval"});
  ExpectRefused(Fit({"--bootstrap", "9", "--bootstrap-method", "bolen"}), 2,
                {"--bootstrap-method"});
}

TEST_F(BootstrapOptionsTest, OptionsWithoutReplicatesAreRefused) {
  for (const std::vector<std::string>& option : {std::vector<std::string>{"--interval", "bca"},
                                                 {"--bootstrap-method", "parametric"},
                                                 {"--checkpoint", Path("replicates")},
                                                 {"--seed", "3"}}) {
    ExpectRefused(Fit(option), 2, {"no number of bootstrap replicates", "--bootstrap 1000"});
  }
}

TEST_F(BootstrapOptionsTest, WrongNumbersInASpecificationAreRefused) {
  for (const char* value : {"0", "-1", "1.5", "many"}) {
    const std::string model =
        Write("model.yaml", std::string("trustsem: 1\nconstructs:\n  visual: [x1, x2, x3]\n"
                                        "fit:\n  bootstrap: ") +
                                value + "\n");
    ExpectRefused(Run({"fit", model, "--data", Reference("holzinger.csv")}), 3, {"'bootstrap'"});
  }
}

}  // namespace
}  // namespace trustsem
