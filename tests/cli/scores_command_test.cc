#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class ScoresCommandTest : public ProgramTest {
 protected:
  // Lines of a CSV text, each split at commas.
  static std::vector<std::vector<std::string>> Table(const std::string& csv) {
    std::vector<std::vector<std::string>> table;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);) {
      std::vector<std::string>& cells = table.emplace_back();
      std::istringstream stream(line + ",");
      for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    }
    return table;
  }
  std::string Trust() const {
    return Write("trust.lav", "T =~ trust1 + trust2 + trust3 + trust4\n");
  }
};

TEST_F(ScoresCommandTest, WritesCsv) {
  const ProgramRun run = Run({"scores", ThreeFactors(), "--data", Reference("holzinger.csv")});
  ASSERT_EQ(run.status, 0) << run.error;
  const auto table = Table(run.out);
  ASSERT_EQ(table.size(), 302u);
  EXPECT_THAT(table[0], ::testing::ElementsAre("row", "estimated", "visual", "visual_se", "textual",
                                               "textual_se", "speed", "speed_se"));
  EXPECT_EQ(table[1][0], "1");
  EXPECT_EQ(table[1][1], "1");
  EXPECT_NEAR(std::stod(table[1][2]), -0.817675, 1e-5);
  EXPECT_NEAR(std::stod(table[1][3]), 0.474737, 1e-5);
  EXPECT_EQ(table[301][0], "301");
}

TEST_F(ScoresCommandTest, WritesJson) {
  const std::vector<std::string> arguments = {
      "scores",   ThreeFactors(), "--data",   Reference("holzinger.csv"),
      "--group",  "school",       "--format", "json",
      "--method", "bartlett"};
  const ProgramRun run = Run(arguments);
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json json = run.Json();
  EXPECT_EQ(json["method"], "bartlett");
  EXPECT_EQ(json["program"]["name"], "trustsem");
  EXPECT_EQ(json["program"]["options"]["group"], "school");
  EXPECT_EQ(json["program"]["data"]["hash"].get<std::string>().size(), 32u);
  EXPECT_EQ(json["program"]["model"]["hash"].get<std::string>().size(), 32u);
  EXPECT_EQ(json["group_column"], "school");
  EXPECT_EQ(json["constructs"], nlohmann::json({"visual", "textual", "speed"}));
  ASSERT_EQ(json["respondents"].size(), 301u);
  const nlohmann::json& first = json["respondents"][0];
  EXPECT_EQ(first["row"], 1);
  EXPECT_EQ(first["group"], "Pasteur");
  EXPECT_EQ(first["estimated"], true);
  EXPECT_TRUE(first["scores"]["visual"].is_number());
  EXPECT_TRUE(first["se"]["speed"].is_number());

  // The extension says the same as --format.
  const std::string path = Path("scores.json");
  std::vector<std::string> to_file(arguments.begin(), arguments.begin() + 6);
  to_file.insert(to_file.end(), {"--method", "bartlett", "--output", path});
  ASSERT_EQ(Run(to_file).status, 0);
  EXPECT_EQ(nlohmann::json::parse(Read(path))["respondents"], json["respondents"]);
}

TEST_F(ScoresCommandTest, OrderedItems) {
  const ProgramRun run =
      Run({"scores", Trust(), "--data", Reference("survey.csv"), "--ordered", "all"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(Table(run.out).size(), 1601u);
  ExpectRefused(Run({"scores", Trust(), "--data", Reference("survey.csv"), "--ordered", "all",
                     "--method", "regression"}),
                2, {"regression", "ordered", "ebm"});
}

TEST_F(ScoresCommandTest, RowsGroupsAndIds) {
  const std::string numbers = Csv(40);
  std::istringstream lines(numbers);
  std::string line, data;
  for (int i = 0; std::getline(lines, line); ++i) {
    data += i == 0 ? "name,wave," + line + "\n"
                   : "r" + std::to_string(i) + "," + (i % 2 == 0 ? "w2" : "w1") + "," + line + "\n";
  }
  data += "gap,w1,0.5,,0.25\nnothing,w1,,,\n\"=1+1\",,1,1,1\n";
  const std::string file = Write("data.csv", data);
  ProgramRun run = Run({"scores", OneFactor(), "--data", file, "--id", "name", "--group", "wave"});
  ASSERT_EQ(run.status, 0) << run.error;
  auto table = Table(run.out);
  ASSERT_EQ(table.size(), 42u);  // without the one who answered nothing and the one without group
  EXPECT_THAT(table[0], ::testing::ElementsAre("name", "wave", "estimated", "f", "f_se"));
  EXPECT_EQ(table[2][0], "r2");
  EXPECT_EQ(table[2][1], "w2");
  EXPECT_EQ(table[41][0], "gap");
  EXPECT_EQ(table[41][2], "0");
  EXPECT_THAT(table[41][3], Not(IsEmpty()));
  EXPECT_THAT(run.error, HasSubstr("2 of 43 respondents have no scores"));

  run =
      Run({"scores", OneFactor(), "--data", file, "--id", "name", "--group", "wave", "--all-rows"});
  ASSERT_EQ(run.status, 0) << run.error;
  table = Table(run.out);
  ASSERT_EQ(table.size(), 44u);
  EXPECT_EQ(table[42], (std::vector<std::string>{"nothing", "w1", "0", "", ""}));
  EXPECT_EQ(table[43], (std::vector<std::string>{"'=1+1", "", "0", "", ""}));
}

TEST_F(ScoresCommandTest, WrongUsage) {
  const std::string data = Reference("holzinger.csv");
  ExpectRefused(Run({"scores", ThreeFactors(), "--data", data, "--method", "thurstone"}), 2,
                {"--method", "thurstone"});
  ExpectRefused(Run({"scores", ThreeFactors(), "--data", data, "--format", "xml"}), 2,
                {"--format", "xml"});
  ExpectRefused(Run({"scores", ThreeFactors()}), 2, {"--data"});
  ExpectRefused(
      Run({"scores", ThreeFactors(), "--cov", Reference("holzinger_cov.csv"), "--nobs", "301"}), 2,
      {"respondents", "--data"});
  ExpectRefused(Run({"scores", ThreeFactors(), "--data", data, "--all-row"}), 2, {"--all-rows"});
  ExpectRefused(Run({"scores", ThreeFactors(), "--data", data, "--id", "scool"}), 4,
                {"id column", "did you mean 'school'?"});
  ExpectRefused(Run({"scores", Write("bad.lav", "visual =~ x1 + x22\n"), "--data", data}), 4,
                {"x22"});
  ExpectRefused(Run({"scores", Write("worse.lav", "visual =~\n"), "--data", data}), 3,
                {"worse.lav"});
  ExpectRefused(Run({"scores", Write("two.lav", "f =~ x1 + x2\n"), "--data", data}), 6, {});
}

TEST_F(ScoresCommandTest, AFailedRunLeavesTheEarlierFile) {
  const std::string path = Write("scores.csv", "earlier\n");
  const std::string missing = Write("missing.lav", "f =~ x1 + x2 + nothere\n");
  ExpectRefused(Run({"scores", missing, "--data", Reference("holzinger.csv"), "--output", path}), 4,
                {"nothere"});
  EXPECT_EQ(Read(path), "earlier\n");
  ExpectRefused(Run({"scores", ThreeFactors(), "--data", Reference("holzinger.csv"), "--output",
                     Path("no/such/folder/scores.csv")}),
                2, {"folder"});
}

TEST_F(ScoresCommandTest, SyntheticDataSaySo) {
  const std::string data = Write("data.csv", Csv(40));
  Write("README.md", "synthetic: data.csv: Drawn from a sine.\n");
  const std::string path = Path("scores.csv");
  const ProgramRun run = Run({"scores", OneFactor(), "--data", data, "--output", path});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.error, HasSubstr("note: Drawn from a sine."));
  EXPECT_THAT(run.error, HasSubstr("synthetic: scores.csv: Drawn from a sine."));
  const ProgramRun json = Run({"scores", OneFactor(), "--data", data, "--format", "json"});
  EXPECT_EQ(json.Json()["program"]["data"]["statement"], "Drawn from a sine.");
}

TEST_F(ScoresCommandTest, Help) {
  const ProgramRun run = Run({"scores", "--help"});
  EXPECT_EQ(run.status, 0);
  for (const char* option : {"--method", "--id", "--all-rows", "--format", "--output", "--group"}) {
    EXPECT_THAT(run.out, HasSubstr(option));
  }
  EXPECT_THAT(Run({"--help"}).out, HasSubstr("scores"));
}

}  // namespace
}  // namespace trustsem
