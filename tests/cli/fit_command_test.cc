#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::Contains;
using ::testing::ContainsRegex;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class FitCommandTest : public ProgramTest {
 protected:
  std::vector<std::string> FitThree(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"fit", ThreeFactors(), "--data",
                                          Reference("holzinger.csv")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
};

TEST_F(FitCommandTest, JsonHasTheFieldsOfTheContract) {
  const ProgramRun run = Run(FitThree({"--format", "json", "--modification-indices"}));
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  EXPECT_TRUE(json["program"].contains("version"));
  EXPECT_EQ(json["converged"], true);
  EXPECT_EQ(json["nobs"], nlohmann::json::array({301}));
  EXPECT_EQ(json["npar"], 21);
  ASSERT_EQ(json["parameters"].size(), 24u);
  const nlohmann::json& x2 = json["parameters"][1];
  for (const char* field : {"lhs", "op", "rhs", "group", "label", "free", "est", "se", "z",
                            "pvalue", "ci_lower", "ci_upper", "std_lv", "std_all"}) {
    EXPECT_TRUE(x2.contains(field)) << field;
  }
  EXPECT_EQ(x2["rhs"], "x2");
  EXPECT_NEAR(x2["est"].get<double>(), 0.554, 5e-4);  // as published for these data
  EXPECT_NEAR(json["fit"]["chisq"].get<double>(), 85.306, 5e-4);
  EXPECT_EQ(json["fit"]["df"], 24);
  ASSERT_FALSE(json["modification_indices"].empty());
  for (const char* field : {"lhs", "op", "rhs", "group", "mi", "epc", "sepc_all"}) {
    EXPECT_TRUE(json["modification_indices"][0].contains(field)) << field;
  }
  EXPECT_TRUE(json["warnings"].is_array());
  EXPECT_THAT(run.out, Not(ContainsRegex("[^a-z]nan[^a-z]")));
}

TEST_F(FitCommandTest, TextIsTheDefaultAndSpeaksChineseOnRequest) {
  const ProgramRun english = Run(FitThree());
  ASSERT_EQ(english.status, 0) << english.error;
  EXPECT_THAT(english.out, HasSubstr("Respondents: 301"));
  const ProgramRun chinese = Run(FitThree({"--lang", "zh"}));
  ASSERT_EQ(chinese.status, 0) << chinese.error;
  EXPECT_THAT(chinese.out, HasSubstr("受访者：301"));
  EXPECT_THAT(chinese.out, Not(HasSubstr("Respondents")));
}

TEST_F(FitCommandTest, CsvHasOneRowAParameter) {
  const ProgramRun run = Run(FitThree({"--format", "csv"}));
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.out, StartsWith("lhs,op,rhs,group,label,free,est,se,"));
  EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 25);
}

TEST_F(FitCommandTest, MarkdownHasTables) {
  const ProgramRun run = Run(FitThree({"--format", "markdown"}));
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.out, HasSubstr("\n| "));
  EXPECT_THAT(run.out, HasSubstr("# "));
}

TEST_F(FitCommandTest, OutputFileImpliesTheFormat) {
  const auto write = [&](const std::string& name) {
    const ProgramRun run = Run(FitThree({"--output", Path(name)}));
    EXPECT_EQ(run.status, 0) << run.error;
    EXPECT_EQ(run.out, "");
    return Read(Path(name));
  };
  EXPECT_TRUE(nlohmann::json::accept(write("r.json")));
  EXPECT_THAT(write("r.csv"), StartsWith("lhs,op,rhs"));
  EXPECT_THAT(write("r.md"), HasSubstr("\n| "));
  EXPECT_THAT(write("r.txt"), HasSubstr("Respondents: 301"));
}

TEST_F(FitCommandTest, FormatWinsOverTheOutputFilesName) {
  ASSERT_EQ(Run(FitThree({"--format", "csv", "--output", Path("r.json")})).status, 0);
  EXPECT_THAT(Read(Path("r.json")), StartsWith("lhs,op,rhs"));
}

TEST_F(FitCommandTest, MatrixGivesTheEstimatesOfItsRespondents) {
  const ProgramRun raw = Run(FitThree({"--format", "json"}));
  const ProgramRun matrix = Run({"fit", ThreeFactors(), "--cov", Reference("holzinger_cov.csv"),
                                 "--nobs", "301", "--format", "json"});
  ASSERT_EQ(matrix.status, 0) << matrix.error;
  ExpectSameEstimates(matrix.Json(), raw.Json(), 1e-5);
}

TEST_F(FitCommandTest, CorrelationsAsInputAreNoted) {
  const std::string matrix = Write("r.csv", "x1,x2,x3\n1,.4,.5\n.4,1,.3\n.5,.3,1\n");
  const std::string model = Write("m.lav", "f =~ x1 + x2 + x3\n");
  const auto codes = [&](const std::string& file) {
    const ProgramRun run = Run({"fit", model, "--cov", file, "--nobs", "200", "--format", "json"});
    EXPECT_EQ(run.status, 0) << run.error;
    std::vector<std::string> found;
    const nlohmann::json json = run.Json();
    for (const auto& warning : json["warnings"]) found.push_back(warning["code"]);
    return found;
  };
  EXPECT_THAT(codes(matrix), Contains("correlations_as_covariances"));
  const std::string other = Write("s.csv", "x1,x2,x3\n2,.4,.5\n.4,1,.3\n.5,.3,1\n");
  EXPECT_THAT(codes(other), Not(Contains("correlations_as_covariances")));
}

TEST_F(FitCommandTest, GroupsComeInOrderOfAppearance) {
  const ProgramRun run =
      Run(FitThree({"--group", "school", "--equal", "loadings", "--format", "json"}));
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(run.Json()["nobs"], nlohmann::json::array({156, 145}));
  EXPECT_EQ(run.Json()["groups"][0]["label"], "Pasteur");
}

TEST_F(FitCommandTest, CommandLineWinsOverTheSpecification) {
  const std::string model = Write("m.yaml",
                                  "trustsem: 1\nname: m\nconstructs:\n  f: {items: [x1, x2, x3]}\n"
                                  "  g: {items: [x4, x5, x6]}\nfit: {estimator: GLS}\n");
  const auto estimator = [&](const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"fit",      model, "--data", Reference("holzinger.csv"),
                                          "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProgramRun run = Run(arguments);
    EXPECT_EQ(run.status, 0) << run.error;
    return run.Json()["estimation"]["estimator"];
  };
  EXPECT_EQ(estimator({}), "GLS");
  EXPECT_EQ(estimator({"--estimator", "ULS"}), "ULS");
}

TEST_F(FitCommandTest, FullDiskAndClosedOutputAreErrors) {
  for (const char* out : {"/dev/full", "closed"}) {
    for (const std::vector<std::string>& arguments :
         {FitThree(), std::vector<std::string>{"schema"}, std::vector<std::string>{"--help"},
          std::vector<std::string>{"--version"}}) {
      const ProgramRun run = Run(arguments, out);
      EXPECT_EQ(run.status, 1) << out << " " << arguments[0];
      ExpectSentence(run);
      EXPECT_THAT(run.error, HasSubstr("standard output could not be written"));
    }
  }
}

TEST_F(FitCommandTest, UnwritableOutputLeavesTheEarlierFile) {
  const ProgramRun missing_folder = Run(FitThree({"--output", Path("no/such/folder/r.json")}));
  ExpectRefused(missing_folder, 2, {"no/such/folder/r.json", "make its folder first"});
  ExpectRefused(Run(FitThree({"--output", folder_.string()})), 2, {"is a directory"});

  const std::string earlier = Write("r.json", "earlier");
  ExpectRefused(Run({"fit", ThreeFactors(), "--data", Path("none.csv"), "--output", earlier}), 4,
                {"none.csv"});
  EXPECT_EQ(Read(earlier), "earlier");
}

}  // namespace
}  // namespace trustsem
