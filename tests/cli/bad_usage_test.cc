#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class BadUsageTest : public ProgramTest {
 protected:
  ProgramRun Fit(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {"fit", ThreeFactors()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
  const std::string data_ = Reference("holzinger.csv");
  const std::string matrix_ = Reference("holzinger_cov.csv");
};

TEST_F(BadUsageTest, VersionAndHelpSucceed) {
  const ProgramRun version = Run({"--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_THAT(version.out, StartsWith("trustsem "));
  const ProgramRun help = Run({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* command : {"fit", "check", "convert", "schema"}) {
    EXPECT_THAT(help.out, HasSubstr(command));
    EXPECT_EQ(Run({command, "--help"}).status, 0) << command;
  }
  EXPECT_THAT(Run({"fit", "--help"}).out, HasSubstr("--modification-indices"));
}

TEST_F(BadUsageTest, NoCommandAtAll) { ExpectRefused(Run({}), 2, {"--help"}); }

TEST_F(BadUsageTest, MisspeltCommand) {
  ExpectRefused(Run({"fitt"}), 2, {"fitt", "did you mean 'fit'?"});
  ExpectRefused(Run({"chekc", "m.yaml"}), 2, {"did you mean 'check'?"});
}

TEST_F(BadUsageTest, MisspeltOption) {
  ExpectRefused(Fit({"--data", data_, "--estimater", "ML"}), 2, {"did you mean '--estimator'?"});
  ExpectRefused(Fit({"--dta", data_}), 2, {"did you mean '--data'?"});
  ExpectRefused(Fit({"--data", data_, "--frobnicate"}), 2, {"--frobnicate", "--help"});
}

TEST_F(BadUsageTest, OptionWithoutItsValue) { ExpectRefused(Fit({"--data"}), 2, {"--data"}); }

TEST_F(BadUsageTest, EmptyText) {
  ExpectRefused(Fit({"--data", ""}), 2, {"--data is empty"});
  ExpectRefused(Fit({"--data", data_, "--weights", ""}), 2, {"--weights is empty"});
}

// An output file that is also read would be lost with a mistyped name.
TEST_F(BadUsageTest, OutputOverAnInput) {
  const std::string model = Write("m.lav", "f =~ x1 + x2 + x3\n");
  const std::string data = Write("d.csv", Read(data_));
  ExpectRefused(Run({"fit", model, "--data", data, "--output", data}), 2,
                {"is also read, as --data", "another name"});
  ExpectRefused(Run({"fit", model, "--data", data, "--output", Path("./m.lav")}), 2,
                {"is also read, as MODEL"});
  ExpectRefused(Run({"codebook", data, "--output", data}), 2, {"is also read, as DATA"});
  EXPECT_EQ(Read(data), Read(data_));
  EXPECT_EQ(Read(model), "f =~ x1 + x2 + x3\n");
}

TEST_F(BadUsageTest, NoModel) { ExpectRefused(Run({"fit", "--data", data_}), 2, {"MODEL"}); }

TEST_F(BadUsageTest, UnknownValues) {
  ExpectRefused(Fit({"--data", data_, "--estimator", "MLL"}), 2, {"MLL", "ML"});
  ExpectRefused(Fit({"--data", data_, "--group", "school", "--equal", "loading"}), 2,
                {"'loading'", "did you mean 'loadings'?"});
  ExpectRefused(Fit({"--data", data_, "--format", "xml"}), 2, {"--format", "xml"});
  ExpectRefused(Fit({"--data", data_, "--lang", "fr"}), 2, {"--lang", "fr"});
  ExpectRefused(Fit({"--data", data_, "--fixed-x", "maybe"}), 2, {"--fixed-x", "maybe"});
  ExpectRefused(Fit({"--data", data_, "--information", "guessed"}), 2,
                {"--information", "guessed"});
}

TEST_F(BadUsageTest, SampleGivenWrongly) {
  ExpectRefused(Fit({}), 2, {"no data are given", "--data FILE"});
  ExpectRefused(Fit({"--data", data_, "--cov", matrix_, "--nobs", "301"}), 2,
                {"--data and --cov exclude each other"});
  ExpectRefused(Fit({"--cov", matrix_}), 2, {"add --nobs N"});
  ExpectRefused(Fit({"--data", data_, "--nobs", "301"}), 2, {"--nobs and --means go with --cov"});
}

TEST_F(BadUsageTest, NumberOfRespondents) {
  for (const char* nobs : {"many", "301x", "-5", "0", "1", "30.5", "nan", "1e300", ","}) {
    ExpectRefused(Run({"fit", ThreeFactors(), "--cov", matrix_, std::string("--nobs=") + nobs}), 2,
                  {"--nobs"});
  }
  ExpectRefused(Fit({"--cov", matrix_, "--nobs", "301,200"}), 2, {"group"});
}

TEST_F(BadUsageTest, MeanStructureWithoutMeans) {
  ExpectRefused(Fit({"--cov", matrix_, "--nobs", "301", "--meanstructure"}), 2, {"--means"});
}

}  // namespace
}  // namespace trustsem
