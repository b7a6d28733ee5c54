#include <sys/stat.h>

#include "tests/cli/program.h"
#include "tests/simulate/truths.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SimulateCommandTest : public ProgramTest {
 protected:
  static std::string Truth() { return Source("data/survey_truth.yaml"); }
  ProgramRun Simulate(const std::string& model, const std::string& n,
                      const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"simulate", model, "--n", n, "--seed", "7"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
};

TEST_F(SimulateCommandTest, WritesTheSurveyAndSaysThatItIsSynthetic) {
  const ProgramRun run = Simulate(Truth(), "20");
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.out, SimulateSurvey(TrustTruth(), {20, 7}));
  EXPECT_THAT(run.error,
              HasSubstr("note: Synthetic respondents calibrated to published percentages; not the "
                        "original survey; path coefficients are set by the generator. "
                        "合成数据，非原调查数据。\n"));
}

TEST_F(SimulateCommandTest, WritesAFile) {
  const std::string path = Path("survey.csv");
  const ProgramRun run = Simulate(Truth(), "20", {"--output", path, "--continuous"});
  EXPECT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(Read(path), SimulateSurvey(TrustTruth(), {20, 7, true}));
  EXPECT_THAT(run.error, HasSubstr("synthetic: survey.csv: Synthetic respondents calibrated"));
}

// Once the line that the note asks for stands there, the note is not needed.
TEST_F(SimulateCommandTest, CompanionCarriesTheSentence) {
  Write("README.md", "synthetic: survey.csv: " + TrustTruth().simulation.statement + "\n");
  const ProgramRun run = Simulate(Truth(), "20", {"--output", Path("survey.csv")});
  EXPECT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.error, Not(HasSubstr("README.md")));
}

TEST_F(SimulateCommandTest, RefusesNumbersOfRespondents) {
  ExpectRefused(Simulate(Truth(), "0"), 2, {"0 respondents"});
  ExpectRefused(Simulate(Truth(), "-5"), 2, {"-5 respondents"});
  ExpectRefused(Simulate(Truth(), "1000000000000"), 2, {"too many", "add --margins model"});
  ExpectRefused(Simulate(Truth(), "1e12"), 2, {"--n: '1e12' is no number of respondents"});
  ExpectRefused(Simulate(Truth(), "99999999999999999999"), 2, {"no number of respondents"});
  ExpectRefused(Run({"simulate", Truth(), "--n", "5", "--seed", "-1"}), 2, {"'-1' is no seed"});
  ExpectRefused(Run({"simulate", Truth(), "--n", "5"}), 2, {"--seed"});
}

TEST_F(SimulateCommandTest, RefusesModels) {
  ExpectRefused(Simulate(Source("data/survey_truths.yaml"), "5"), 3,
                {"does not exist", "did you mean 'survey_truth.yaml'?"});
  ExpectRefused(Simulate(Source("models/trust_loyalty.yaml"), "5"), 3,
                {"trust_loyalty.yaml:", "the parameter 'LOYB ~ TRUST' has no value"});
  const std::string impossible = Write("impossible.yaml",
                                       "trustsem: 1\n"
                                       "constructs:\n"
                                       "  A: {items: [{item: a1, fixed: 0.8}, {item: a2, fixed: "
                                       "0.7}]}\n"
                                       "  B: {items: [{item: b1, fixed: 0.8}, {item: b2, fixed: "
                                       "0.7}]}\n"
                                       "paths:\n"
                                       "  - {path: A -> B, fixed: 1.1}\n"
                                       "simulation: {standardized: true}\n");
  ExpectRefused(Simulate(impossible, "5"), 3, {"'B ~ A' would leave 'B' a residual variance of"});
}

TEST_F(SimulateCommandTest, AFailureLeavesTheOldFile) {
  const std::string old = Write("survey.csv", "old\n");
  ExpectRefused(Simulate(Truth(), "0", {"--output", old}), 2, {});
  EXPECT_EQ(Read(old), "old\n");
  ExpectRefused(Simulate(Truth(), "5", {"--output", Path("nowhere/survey.csv")}), 2,
                {"cannot be written"});
  ExpectRefused(Simulate(Truth(), "5", {"--output", folder_.string()}), 2, {"is a directory"});
  if (geteuid() == 0) return;  // an administrator may write anywhere
  chmod(folder_.c_str(), 0500);
  const ProgramRun run = Simulate(Truth(), "5", {"--output", old});
  chmod(folder_.c_str(), 0700);
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(Read(old), "old\n");
}

}  // namespace
}  // namespace trustsem
