// Workbooks and LaTeX tables of `trustsem fit`.
#include "tests/cli/program.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class FitTablesTest : public ProgramTest {
 protected:
  std::vector<std::string> FitThree(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {"fit", ThreeFactors(), "--data",
                                          Reference("holzinger.csv")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
  }
};

TEST_F(FitTablesTest, TheExtensionSaysTheFormat) {
  for (const char* name : {"t.XLSX", "t.tex"}) {
    const ProgramRun run = Run(FitThree({"--output", Path(name)}));
    EXPECT_EQ(run.status, 0) << run.error;
    EXPECT_EQ(run.out, "");
  }
  const nlohmann::json book = ReadWorkbook(Read(Path("t.XLSX")));
  ASSERT_EQ(book["sheets"][3]["name"], "Reliability");
  const nlohmann::json& rows = book["sheets"][3]["rows"];
  // Cronbach's alpha of the first three tests, as R's cov() gives it.
  EXPECT_EQ(rows[3][0]["value"], "visual");
  EXPECT_NEAR(rows[3][2]["value"].get<double>(), 0.626, 5e-4);
  EXPECT_THAT(Read(Path("t.tex")), HasSubstr("\\begin{tabular}{lrrrrr}"));
  EXPECT_THAT(Read(Path("t.tex")), HasSubstr("visual & 3 & 0.626 & 0.625 &"));
}

TEST_F(FitTablesTest, LatexMayGoToStandardOutput) {
  const ProgramRun run = Run(FitThree({"--format", "latex", "--lang", "zh"}));
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.out, StartsWith("% trustsem "));
  EXPECT_THAT(run.out, HasSubstr("受访者：301"));
}

TEST_F(FitTablesTest, AWorkbookNeedsAFile) {
  ExpectRefused(Run(FitThree({"--format", "xlsx"})), 2, {"standard output", "--output"});
  ExpectRefused(Run(FitThree({"--output", Path("no/such/t.xlsx")})), 2, {"folder"});
  ExpectRefused(Run(FitThree({"--format", "xls"})), 2, {"xls"});
}

TEST_F(FitTablesTest, AFailedFitLeavesTheEarlierFile) {
  const std::string path = Write("t.xlsx", "earlier\n");
  const std::string wrong = Write("wrong.lav", "f =~ x1 + x2 + y3\n");
  ExpectRefused(Run({"fit", wrong, "--data", Reference("holzinger.csv"), "--output", path}), 4,
                {"y3"});
  EXPECT_EQ(Read(path), "earlier\n");
}

TEST_F(FitTablesTest, HostileLabelsStayText) {
  const std::string model = Write("hostile.yaml", R"yaml(trustsem: 1
title: {en: "=1+1", zh: "@SUM(A1)"}
constructs:
  f: {label: "=cmd|' /C calc'!A0 & \\input{x} 5%", items: [a, b, c]}
)yaml");
  const std::string data = Write("data.csv", Csv(60));
  ASSERT_EQ(Run({"fit", model, "--data", data, "--output", Path("h.xlsx")}).status, 0);
  ASSERT_EQ(Run({"fit", model, "--data", data, "--output", Path("h.tex")}).status, 0);
  for (const auto& sheet : ReadWorkbook(Read(Path("h.xlsx")))["sheets"]) {
    for (const auto& row : sheet["rows"]) {
      for (const auto& cell : row) EXPECT_NE(cell["type"], "f") << cell;
    }
  }
  const std::string latex = Read(Path("h.tex"));
  EXPECT_THAT(latex, HasSubstr("=cmd\\textbar{}' /C calc'!A0 \\& \\textbackslash{}input\\{x\\} "
                               "5\\% (f)"));
  EXPECT_THAT(latex, Not(HasSubstr("\\input{")));
}

}  // namespace
}  // namespace trustsem
