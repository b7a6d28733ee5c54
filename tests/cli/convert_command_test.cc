#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

class ConvertCommandTest : public ProgramTest {
 protected:
  std::string Convert(const std::string& from, const std::string& to) const {
    const ProgramRun run = Run({"convert", from, "--output", Path(to)});
    EXPECT_EQ(run.status, 0) << run.error;
    EXPECT_EQ(run.out, "");
    return Path(to);
  }
  nlohmann::json Fit(const std::string& model, const std::string& data) const {
    const ProgramRun run = Run({"fit", model, "--data", data, "--format", "json"});
    EXPECT_EQ(run.status, 0) << run.error;
    return run.status == 0 ? run.Json() : nlohmann::json();
  }
};

TEST_F(ConvertCommandTest, EveryShippedModelGoesThereAndBack) {
  int models = 0;
  for (const auto& entry : std::filesystem::directory_iterator(Source("models"))) {
    if (entry.path().extension() != ".yaml") continue;
    SCOPED_TRACE(entry.path());
    ++models;
    const std::string lavaan = Convert(entry.path().string(), "a.lav");
    const std::string yaml = Convert(lavaan, "b.yaml");
    const std::string lavaan_again = Convert(yaml, "c.lav");
    const std::string yaml_again = Convert(lavaan_again, "d.yaml");
    // What lavaan syntax cannot say is in comments of the first; from there on nothing is lost.
    EXPECT_EQ(Read(yaml), Read(yaml_again));
    Convert(yaml_again, "e.lav");
    EXPECT_EQ(Read(lavaan_again), Read(Path("e.lav")));
    // The same parameters either way; lavaan syntax does not say which items are ordered.
    const auto check = [&](const std::string& path) {
      const ProgramRun run = Run({"check", path, "--ordered", "all", "--format", "json"});
      return run.Json();
    };
    const nlohmann::json want = check(entry.path().string());
    for (const std::string& path : {lavaan, yaml, lavaan_again}) {
      const nlohmann::json got = check(path);
      for (const char* field : {"identified", "npar", "df", "observed"}) {
        EXPECT_EQ(got[field], want[field]) << path << " " << field;
      }
      EXPECT_EQ(got["paths"].size(), want["paths"].size());
    }
  }
  EXPECT_GE(models, 6);
}

TEST_F(ConvertCommandTest, BothLanguagesGiveTheSameEstimates) {
  const std::string data = Reference("feedback.csv");
  const std::string lavaan = Source("tests/reference/models/feedback_observed.lav");
  const nlohmann::json want = Fit(lavaan, data);
  const std::string yaml = Convert(lavaan, "m.yaml");
  ExpectSameEstimates(Fit(yaml, data), want, 1e-6);
  ExpectSameEstimates(Fit(Convert(yaml, "n.lav"), data), want, 1e-6);
}

TEST_F(ConvertCommandTest, ConstraintsAndStartsSurvive) {
  const std::string data = Reference("holzinger.csv");
  for (const char* name :
       {"linear_constraints_mixed", "starts_and_fixed_values", "bound_active", "effects_coding",
        "nonlinear_defined_effects", "second_order_with_item"}) {
    SCOPED_TRACE(name);
    const std::string lavaan = Source(std::string("tests/reference/models/") + name + ".lav");
    const ProgramRun original = Run({"fit", lavaan, "--data", data, "--format", "json"});
    if (original.status != 0) continue;  // a model of other data
    ExpectSameEstimates(Fit(Convert(lavaan, "m.yaml"), data), original.Json(), 1e-5);
  }
}

TEST_F(ConvertCommandTest, StandardOutputAndTheLanguageAsked) {
  const ProgramRun yaml = Run({"convert", ThreeFactors()});
  ASSERT_EQ(yaml.status, 0) << yaml.error;
  EXPECT_THAT(yaml.out, HasSubstr("constructs:"));
  const ProgramRun lavaan = Run({"convert", ThreeFactors(), "--to", "lavaan"});
  EXPECT_THAT(lavaan.out, HasSubstr("visual =~ "));
  ExpectRefused(Run({"convert", ThreeFactors(), "--to", "mplus"}), 2, {"mplus"});
  ExpectRefused(Run({"convert", Path("none.lav")}), 3, {"none.lav"});
}

TEST_F(ConvertCommandTest, SchemaIsJson) {
  const ProgramRun run = Run({"schema"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(run.Json()["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

}  // namespace
}  // namespace trustsem
