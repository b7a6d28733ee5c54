#include <cstdlib>

#include "tests/cli/program.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class SurveyCommandTest : public ProgramTest {
 protected:
  // 60 respondents in two markets; 'freq' from 1 to 5 with a few blanks.
  std::string Data() const {
    std::string text = "id,market,freq,weight,account\n";
    for (int i = 0; i < 60; ++i) {
      const bool first = i % 2 == 0;
      text += std::to_string(i + 1) + "," + (first ? "US" : "CN") + ",";
      if (i % 15 != 0) text += std::to_string(first ? 1 + i % 3 : 3 + i % 3);
      text += "," + std::to_string(1 + i % 4) + "," + std::to_string(i / 3) + "\n";
    }
    return Write("survey.csv", text);
  }
  std::string Codebook() const {
    return Write("codebook.yaml",
                 "codebook: 1\nvariables:\n  id: {type: id}\n"
                 "  market: {type: category, label: {en: Market, zh: 市场}, values: {US: {en: "
                 "\"=cmd|' /C calc'!A0\", zh: 美国}, CN: {en: China, zh: 中国}}}\n"
                 "  freq: {type: ordered, label: {en: Trust frequency, zh: 信任频率}, values: {1: "
                 "Never, 2: Rarely, 3: Sometimes, 4: Often, 5: {en: Always, zh: 总是}}}\n"
                 "  weight: {type: number}\n  account: {type: id}\n");
  }
  std::string Tables(const std::string& head = "") const {
    Codebook();
    return Write("tables.yaml",
                 "survey: 1\ntitle: {en: Trust, zh: 信任}\ncodebook: codebook.yaml\n" + head +
                     "tables:\n"
                     "  \"Trust/of/salespeople/in/the/past/year/by/market/of/the/buyer/1\":\n"
                     "    {title: Trust frequency, variable: freq, segments: [market], top: 2}\n");
  }
};

TEST_F(SurveyCommandTest, WritesText) {
  const ProgramRun run = Run({"survey", Tables("minimum_base: 10\n"), "--data", Data()});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(run.error, "");
  for (const char* part : {"Trust\n=====\n", "Base: all respondents.", "Total", "=cmd|' /C calc..",
                           "China", "effective n", "%", "Always"}) {
    EXPECT_THAT(run.out, HasSubstr(part));
  }
  const ProgramRun chinese =
      Run({"survey", Tables(), "--data", Data(), "--lang", "zh", "--format", "markdown"});
  ASSERT_EQ(chinese.status, 0) << chinese.error;
  EXPECT_THAT(chinese.out, StartsWith("# 信任\n"));
  EXPECT_THAT(chinese.out, HasSubstr("中国"));
}

TEST_F(SurveyCommandTest, PercentagesAreWeighted) {
  const std::string tables = Tables("minimum_base: 1\n");
  const ProgramRun plain = Run({"survey", tables, "--data", Data(), "--format", "json"});
  ASSERT_EQ(plain.status, 0) << plain.error;
  const ProgramRun weighted = Run({"survey", tables, "--data", Data(), "--format", "json",
                                   "--weights", "weight", "--cluster", "account"});
  ASSERT_EQ(weighted.status, 0) << weighted.error;
  // By hand: respondents 1, 16, 31, 46 gave no answer.
  double sum = 0, sum_high = 0;
  int n = 0, n_high = 0;
  for (int i = 0; i < 60; ++i) {
    if (i % 15 == 0) continue;
    const int freq = i % 2 == 0 ? 1 + i % 3 : 3 + i % 3, weight = 1 + i % 4;
    ++n;
    n_high += freq >= 4;
    sum += weight;
    sum_high += freq >= 4 ? weight : 0;
  }
  const auto net = [](const ProgramRun& run) {
    const nlohmann::json json = run.Json();
    for (const nlohmann::json& row : json["tables"][0]["rows"]) {
      if (row["kind"] == "net") return row["cells"][0];
    }
    return nlohmann::json();
  };
  EXPECT_NEAR(net(plain)["value"], static_cast<double>(n_high) / n, 1e-12);
  EXPECT_EQ(net(plain)["n"], n);
  EXPECT_NEAR(net(weighted)["value"], sum_high / sum, 1e-12);
  EXPECT_NEAR(net(weighted)["weighted_n"], sum, 1e-12);
  EXPECT_EQ(net(weighted)["df"], 19);  // twenty accounts
  EXPECT_EQ(weighted.Json()["program"]["options"]["weights"], "weight");
}

TEST_F(SurveyCommandTest, NoneIsNoColumn) {
  const std::string tables = Tables("design: {weights: weight}\nminimum_base: 1\n");
  const ProgramRun run =
      Run({"survey", tables, "--data", Data(), "--format", "json", "--weights", "none"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(run.Json()["program"]["options"]["weights"], "none");
}

TEST_F(SurveyCommandTest, TheExtensionSaysTheFormat) {
  const std::string tables = Tables("minimum_base: 1\n"), data = Data();
  for (const char* name : {"t.txt", "t.md", "t.csv", "t.json", "t.XLSX"}) {
    const ProgramRun run = Run({"survey", tables, "--data", data, "--output", Path(name)});
    EXPECT_EQ(run.status, 0) << run.error;
    EXPECT_EQ(run.out, "");
  }
  EXPECT_THAT(Read(Path("t.txt")), StartsWith("Trust\n====="));
  EXPECT_THAT(Read(Path("t.md")), StartsWith("# Trust"));
  EXPECT_THAT(Read(Path("t.csv")), StartsWith("table,base,"));
  EXPECT_THAT(Read(Path("t.csv")), HasSubstr("'=cmd|' /C calc'!A0"));
  EXPECT_TRUE(nlohmann::json::accept(Read(Path("t.json"))));
  const nlohmann::json book = ReadWorkbook(Read(Path("t.XLSX")));
  ASSERT_EQ(book["sheets"].size(), 2u);
  EXPECT_EQ(book["sheets"][1]["name"], "Trust_of_salespeople_in_the_pas");
  // --format wins.
  ASSERT_EQ(
      Run({"survey", tables, "--data", data, "--format", "json", "--output", Path("u.md")}).status,
      0);
  EXPECT_TRUE(nlohmann::json::accept(Read(Path("u.md"))));
}

TEST_F(SurveyCommandTest, WorkbooksAreTheSameToTheByte) {
  const std::string tables = Tables(), data = Data();
  for (const char* name : {"a.xlsx", "b.xlsx"}) {
    ASSERT_EQ(Run({"survey", tables, "--data", data, "--output", Path(name)}).status, 0);
  }
  EXPECT_THAT(Read(Path("a.xlsx")), Not(IsEmpty()));
  EXPECT_EQ(Read(Path("a.xlsx")), Read(Path("b.xlsx")));
}

TEST_F(SurveyCommandTest, WrongUsage) {
  const std::string tables = Tables(), data = Data();
  ExpectRefused(Run({"survey", tables}), 2, {"--data"});
  ExpectRefused(Run({"survey", "--data", data}), 2, {"TABLES"});
  ExpectRefused(Run({"survey", tables, "--data", data, "--format", "xlsx"}), 2,
                {"standard output", "--output"});
  ExpectRefused(Run({"survey", tables, "--data", data, "--format", "xml"}), 2, {"xml"});
  ExpectRefused(Run({"survey", tables, "--data", data, "--weigths", "w"}), 2, {"--weights"});
  ExpectRefused(Run({"survey", tables, "--data", data, "--output", Path("no/such/t.xlsx")}), 2,
                {"folder"});
  ExpectRefused(Run({"survey", Path("none.yaml"), "--data", data}), 3, {"none.yaml"});
  ExpectRefused(Run({"survey", tables, "--data", Path("none.csv")}), 4, {"none.csv"});
  ExpectRefused(Run({"survey", tables, "--data", data, "--weights", "wieght"}), 4,
                {"wieght", "did you mean 'weight'?"});
  ExpectRefused(Run({"survey", tables, "--data", data, "--codebook", Path("none.yaml")}), 3,
                {"none.yaml"});
}

TEST_F(SurveyCommandTest, AFailedRunLeavesTheEarlierFile) {
  const std::string path = Write("tables.xlsx", "earlier\n");
  const std::string wrong = Write("wrong.yaml", "survey: 1\ntables: {t: {variable: frequenz}}\n");
  const ProgramRun run = Run({"survey", wrong, "--data", Data(), "--output", path});
  ExpectRefused(run, 3, {"frequenz"});
  EXPECT_EQ(Read(path), "earlier\n");
}

TEST_F(SurveyCommandTest, WithoutATemporaryFolderThereIsNoWorkbook) {
  const std::string path = Write("tables.xlsx", "earlier\n");
  const std::string tables = Tables(), data = Data();
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TMPDIR", Path("no_such_folder").c_str(), 1);
  const ProgramRun run = Run({"survey", tables, "--data", data, "--output", path});
  kept.empty() ? unsetenv("TMPDIR") : setenv("TMPDIR", kept.c_str(), 1);
  ExpectRefused(run, 1, {"temporary folder", "TMPDIR"});
  EXPECT_EQ(Read(path), "earlier\n");
}

TEST_F(SurveyCommandTest, SyntheticDataSaySo) {
  const std::string tables = Tables(), data = Data();
  Write("README.md", "synthetic: survey.csv: Drawn by a formula.\n");
  const ProgramRun text = Run({"survey", tables, "--data", data});
  EXPECT_THAT(text.out, HasSubstr("*** Drawn by a formula."));
  const std::string path = Path("out.csv");
  const ProgramRun csv = Run({"survey", tables, "--data", data, "--output", path});
  ASSERT_EQ(csv.status, 0) << csv.error;
  EXPECT_THAT(csv.error, HasSubstr("note: Drawn by a formula."));
  EXPECT_THAT(csv.error, HasSubstr("synthetic: out.csv: Drawn by a formula."));
  EXPECT_THAT(Read(path), HasSubstr(",Drawn by a formula.\n"));
}

TEST_F(SurveyCommandTest, NotesAreToldWhereTheFormatHasNoPlaceForThem) {
  // Thirty respondents a market less the blanks: cells of the markets are suppressed.
  const ProgramRun run = Run({"survey", Tables(), "--data", Data(), "--format", "csv"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.error, HasSubstr("trustsem: note: "));
  EXPECT_THAT(run.out, HasSubstr(",true"));
  const ProgramRun text = Run({"survey", Tables(), "--data", Data()});
  EXPECT_EQ(text.error, "");
  EXPECT_THAT(text.out, HasSubstr("fewer than 30 respondents"));
}

TEST_F(SurveyCommandTest, Help) {
  const ProgramRun run = Run({"survey", "--help"});
  EXPECT_EQ(run.status, 0);
  for (const char* option : {"--data", "--codebook", "--weights", "--strata", "--cluster",
                             "--format", "--lang", "--output"}) {
    EXPECT_THAT(run.out, HasSubstr(option));
  }
}

}  // namespace
}  // namespace trustsem
