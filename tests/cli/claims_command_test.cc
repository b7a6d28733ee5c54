#include "tests/cli/program.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ClaimsCommandTest : public ProgramTest {
 protected:
  // 100 respondents: 71 would buy from whom they trust; 37 trust often.
  std::string Data() const {
    std::string text = "price,freq,weight\n";
    for (int i = 0; i < 100; ++i) {
      text += std::string(i < 71 ? "1" : "0") + "," + (i < 37 ? "4" : "2") + ",1\n";
    }
    return Write("survey.csv", text);
  }
  std::string Claims(const std::string& more = "") const {
    return Write("claims.yaml",
                 "claims: 1\ntitle: {en: Claims, zh: 对照}\nsource: A report\npercentages:\n"
                 "  P1:\n    sentence: {en: 71% would., zh: 71%愿意。}\n    line: 5\n"
                 "    counted: {price: 1}\n    published: 71\n"
                 "    alternatives: [{label: {en: \"=trusters\", zh: 信任者}, base: {where: {freq: "
                 "4}}}]\n"
                 "  P2: {counted: {freq: 4}, published: 36.6}\n"
                 "  P3: {counted: {freq: 4}, published: 30}\n" +
                     more + "ratios: {R1: {numerator: P1, denominator: P2}}\n");
  }
};

TEST_F(ClaimsCommandTest, WritesEveryFormat) {
  const std::string claims = Claims(), data = Data();
  const ProgramRun text = Run({"claims", claims, "--data", data});
  ASSERT_EQ(text.status, 0) << text.error;
  EXPECT_THAT(text.out, StartsWith("Claims\n======\n"));
  EXPECT_THAT(text.out, HasSubstr("2 of 3 percentages reproduced; 1 of them have another reading"));
  EXPECT_THAT(text.out, HasSubstr("=trusters"));
  EXPECT_EQ(text.error, "");
  for (const char* name : {"c.md", "c.csv", "c.json", "c.xlsx"}) {
    const ProgramRun run =
        Run({"claims", claims, "--data", data, "--output", Path(name), "--lang", "zh"});
    EXPECT_EQ(run.status, 0) << run.error;
  }
  EXPECT_THAT(Read(Path("c.md")), StartsWith("# 对照"));
  EXPECT_THAT(Read(Path("c.csv")), HasSubstr("P1,2,'=trusters,"));
  const nlohmann::json json = nlohmann::json::parse(Read(Path("c.json")));
  EXPECT_DOUBLE_EQ(json["claims"][0]["readings"][0]["value"], 0.71);
  EXPECT_DOUBLE_EQ(json["claims"][0]["readings"][1]["value"], 1.0);
  EXPECT_EQ(json["claims"][2]["verdict"], "differs");
  EXPECT_EQ(json["ratios"][0]["verdict"], "reproduced");
  EXPECT_EQ(json["by_construction"], false);
  const nlohmann::json book = ReadWorkbook(Read(Path("c.xlsx")));
  EXPECT_EQ(book["sheets"].size(), 4u);
  EXPECT_EQ(book["sheets"][0]["name"], "说明");
}

TEST_F(ClaimsCommandTest, SyntheticDataAgreeByConstruction) {
  const std::string claims = Claims(), data = Data();
  Write("README.md", "synthetic: survey.csv: Respondents calibrated to published percentages.\n");
  const ProgramRun english = Run({"claims", claims, "--data", data});
  EXPECT_THAT(english.out, HasSubstr("Reproduced by construction"));
  const ProgramRun chinese = Run({"claims", claims, "--data", data, "--lang", "zh"});
  EXPECT_THAT(chinese.out, HasSubstr("由构造再现"));
  const ProgramRun csv = Run({"claims", claims, "--data", data, "--format", "csv"});
  EXPECT_THAT(csv.out, HasSubstr("Reproduced by construction"));
  EXPECT_THAT(csv.error, HasSubstr("note: Respondents calibrated"));
  Write("README.md", "synthetic: survey.csv: Drawn by a formula.\n");
  const ProgramRun other = Run({"claims", claims, "--data", data});
  EXPECT_THAT(other.out, HasSubstr("says nothing about customers"));
  EXPECT_THAT(other.out, Not(HasSubstr("by construction")));
}

TEST_F(ClaimsCommandTest, AMissingColumnIsANote) {
  const std::string claims = Claims("  P4: {counted: {mood: 1}, published: 5}\n");
  const ProgramRun text = Run({"claims", claims, "--data", Data()});
  ASSERT_EQ(text.status, 0) << text.error;
  EXPECT_THAT(text.out, HasSubstr("not computed: 1"));
  EXPECT_THAT(text.out, HasSubstr("no column 'mood'"));
  const ProgramRun json = Run({"claims", claims, "--data", Data(), "--format", "json"});
  EXPECT_THAT(json.error, HasSubstr("note: the data have no column 'mood'"));
  EXPECT_EQ(json.Json()["claims"][3]["verdict"], "not_computed");
}

TEST_F(ClaimsCommandTest, Refusals) {
  const std::string claims = Claims(), data = Data();
  ExpectRefused(Run({"claims", claims}), 2, {"--data"});
  ExpectRefused(Run({"claims", claims, "--data", data, "--format", "xlsx"}), 2, {"--output"});
  ExpectRefused(Run({"claims", claims, "--data", data, "--output", Path("no/such/c.json")}), 2,
                {"folder"});
  ExpectRefused(Run({"claims", Path("none.yaml"), "--data", data}), 3, {"none.yaml"});
  ExpectRefused(Run({"claims", claims, "--data", Path("none.csv")}), 4, {"none.csv"});
  ExpectRefused(Run({"claims", claims, "--data", data, "--weights", "weigth"}), 4,
                {"weigth", "did you mean 'weight'?"});
  const std::string other = Write("other.csv", "a,b\n1,2\n3,4\n");
  ExpectRefused(Run({"claims", claims, "--data", other}), 4, {"price", "freq"});
  const std::string begin = "claims: 1\npercentages:\n  P1: {counted: {price: 1}, published: 71}\n";
  ExpectRefused(Run({"claims", Write("a.yaml", begin + "tolerence: 1\n"), "--data", data}), 3,
                {"a.yaml:4:1", "tolerence", "did you mean 'tolerance'?"});
  ExpectRefused(Run({"claims",
                     Write("b.yaml", begin + "ratios: {R: {numerator: P1, denominator: "
                                             "P9}}\n"),
                     "--data", data}),
                3, {"no claim 'P9'"});
  ExpectRefused(Run({"claims",
                     Write("c.yaml", begin + "  P1: {counted: {price: 1}, published: "
                                             "2}\n"),
                     "--data", data}),
                3, {"'P1' stands twice"});
  ExpectRefused(Run({"claims",
                     Write("d.yaml",
                           "claims: 1\npercentages: {P1: {counted: {price: 1}, "
                           "published: 171}}\n"),
                     "--data", data}),
                3, {"171"});
}

TEST_F(ClaimsCommandTest, AFailedRunLeavesTheEarlierFile) {
  const std::string path = Write("claims.xlsx", "earlier\n");
  const ProgramRun run =
      Run({"claims", Claims(), "--data", Data(), "--weights", "nothere", "--output", path});
  ExpectRefused(run, 4, {"nothere"});
  EXPECT_EQ(Read(path), "earlier\n");
}

// Every published percentage of the report, on the survey that was calibrated to them.
TEST_F(ClaimsCommandTest, TheShippedSurveyReproducesTheReport) {
  const ProgramRun run = Run({"claims", Source("data/report_claims.yaml"), "--data",
                              Source("data/trust_survey.csv"), "--format", "json"});
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  EXPECT_EQ(json["by_construction"], true);
  EXPECT_EQ(json["tally"]["claims"], 35);
  EXPECT_EQ(json["tally"]["reproduced"], 35);
  EXPECT_EQ(json["tally"]["ratios_reproduced"], 2);
  for (const nlohmann::json& claim : json["claims"]) {
    EXPECT_EQ(claim["verdict"], "reproduced") << claim["id"];
    const nlohmann::json& first = claim["readings"][0];
    EXPECT_GT(first["n"], 1500) << claim["id"];
    EXPECT_LT(first["ci_lower"], first["value"]) << claim["id"];
    EXPECT_GT(first["ci_upper"], first["value"]) << claim["id"];
    for (const nlohmann::json& reading : claim["readings"]) {
      EXPECT_TRUE(reading["value"].is_number()) << claim["id"];
    }
    if (claim["comparison"] == "equal") {
      EXPECT_NEAR(100 * first["value"].get<double>(), claim["published"], 0.5) << claim["id"];
    }
  }
}

TEST_F(ClaimsCommandTest, Help) {
  const ProgramRun run = Run({"claims", "--help"});
  EXPECT_EQ(run.status, 0);
  for (const char* option : {"--data", "--codebook", "--weights", "--strata", "--cluster",
                             "--format", "--lang", "--output"}) {
    EXPECT_THAT(run.out, HasSubstr(option));
  }
  EXPECT_THAT(Run({"--help"}).out, HasSubstr("claims"));
}

}  // namespace
}  // namespace trustsem
