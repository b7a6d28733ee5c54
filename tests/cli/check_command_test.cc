#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CheckCommandTest : public ProgramTest {};

TEST_F(CheckCommandTest, SpecificationAlone) {
  const ProgramRun run = Run({"check", Source("models/trust_drivers.yaml")});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.out, HasSubstr("The model is identified"));
  EXPECT_THAT(run.out, HasSubstr("trust1, trust2, trust3"));
  EXPECT_THAT(run.out, HasSubstr("Reciprocal paths"));
  EXPECT_THAT(run.out, Not(HasSubstr("Sample\n")));
}

TEST_F(CheckCommandTest, InstrumentsOfEachEquation) {
  const ProgramRun run = Run({"check", Source("models/trust_drivers.yaml"), "--format", "json"});
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  EXPECT_EQ(json["identified"], true);
  ASSERT_EQ(json["reciprocal"].size(), 2u);
  for (const nlohmann::json& equation : json["reciprocal"]) {
    const std::vector<std::string> instruments = equation["instruments"];
    if (equation["outcome"] == "TRUST") {
      EXPECT_THAT(instruments, ::testing::UnorderedElementsAre("RAP", "TEN"));
    } else {
      EXPECT_THAT(instruments, ::testing::UnorderedElementsAre("COMP", "CONF", "VAL"));
    }
  }
}

TEST_F(CheckCommandTest, NotIdentifiedPrintsWhatIsKnownAndTheFault) {
  const ProgramRun run = Run({"check", Source("models/trust_drivers_without_instruments.yaml")});
  EXPECT_EQ(run.status, 6);
  EXPECT_THAT(run.out, HasSubstr("NOT identified"));
  EXPECT_THAT(run.out, HasSubstr("Constructs: 6"));
  EXPECT_THAT(run.error, HasSubstr("lacks an instrument"));
  ExpectSentence(run);
}

TEST_F(CheckCommandTest, SampleAndVariables) {
  const ProgramRun run = Run({"check", ThreeFactors(), "--data", Reference("holzinger.csv"),
                              "--group", "school", "--format", "json"});
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  EXPECT_EQ(json["data"]["rows_read"], 301);
  EXPECT_EQ(json["data"]["groups"][1]["nobs"], 145);
  ASSERT_EQ(json["variables"].size(), 9u);
  EXPECT_NEAR(json["variables"][0]["mean"].get<double>(), 4.93577, 1e-5);
  EXPECT_NEAR(json["variables"][0]["sd"].get<double>(), 1.16743, 1e-5);
  EXPECT_EQ(json["groups"], 2);
  EXPECT_EQ(json["df"], 48);
}

TEST_F(CheckCommandTest, SpeaksChinese) {
  const ProgramRun run = Run({"check", ThreeFactors(), "--cov", Reference("holzinger_cov.csv"),
                              "--nobs", "301", "--lang", "zh"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.out, HasSubstr("模型可识别"));
  EXPECT_THAT(run.out, HasSubstr("标准差"));
}

TEST_F(CheckCommandTest, FaultsEndItAsTheyEndAFit) {
  ExpectRefused(Run({"check", Write("m.lav", "f =~ \n")}), 3, {"m.lav:"});
  ExpectRefused(Run({"check", OneFactor(), "--data", Write("d.csv", "a,b\n1,2\n")}), 4, {"'c'"});
  ExpectRefused(Run({"check", ThreeFactors(), "--nobs", "301"}), 2, {"--cov"});
  ExpectRefused(Run({"check", ThreeFactors(), "--equal", "loading"}), 2,
                {"did you mean 'loadings'?"});
}

}  // namespace
}  // namespace trustsem
