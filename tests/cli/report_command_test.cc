#include <fmt/format.h>

#include "tests/cli/program.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ReportCommandTest : public ProgramTest {
 protected:
  std::string Model() const {
    return Write("model.yaml",
                 "trustsem: 1\nname: small\n"
                 "constructs:\n  F: {label: {en: \"<b>Trust</b>\", zh: 信任}, items: [a, b, c]}\n");
  }
  std::string Codebook() const {
    return Write("codebook.yaml",
                 "codebook: 1\nvariables:\n"
                 "  a: {type: number}\n  b: {type: number}\n  c: {type: number}\n"
                 "  age: {type: number, max: 99}\n"
                 "  gender: {type: category, label: {en: Gender, zh: 性别},\n"
                 "           values: {f: {en: Women, zh: 女}, m: {en: Men, zh: 男}}}\n");
  }
  std::string Data() const {
    std::string text = "a,b,c,age,gender\n";
    int i = 0;
    for (const std::vector<double>& row : Answers(100)) {
      text += fmt::format("{},{},{},{},{}\n", row[0], row[1], row[2], i == 7 ? 990 : 20 + i % 60,
                          i % 4 == 0 ? "f" : "m");
      ++i;
    }
    return Write("survey.csv", text);
  }
};

TEST_F(ReportCommandTest, WritesOneWholePage) {
  const ProgramRun run =
      Run({"report", Model(), "--data", Data(), "--output", Path("report.html")});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(run.out, "");
  const std::string page = Read(Path("report.html"));
  EXPECT_THAT(page, StartsWith("<!DOCTYPE html>"));
  EXPECT_TRUE(page.ends_with("</html>\n"));
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;Trust&lt;/b&gt; (F)"));
  EXPECT_THAT(page, Not(HasSubstr("<b>Trust")));
  EXPECT_THAT(page, HasSubstr("信任 (F)"));
  EXPECT_THAT(page, HasSubstr(">Modification indices</h2>"));
  EXPECT_THAT(page, HasSubstr("The model is just-identified"));
  EXPECT_THAT(page, Not(HasSubstr("What the codebook finds odd")));
  EXPECT_THAT(page, Not(HasSubstr("published")));
}

TEST_F(ReportCommandTest, SaysWhatFitSays) {
  const std::string model = Model(), data = Data();
  const ProgramRun fit = Run({"fit", model, "--data", data, "--format", "json"});
  ASSERT_EQ(fit.status, 0) << fit.error;
  const ProgramRun run = Run({"report", model, "--data", data, "--output", Path("r.html")});
  ASSERT_EQ(run.status, 0) << run.error;
  const std::string page = Read(Path("r.html"));
  for (const auto& row : fit.Json()["parameters"]) {
    if (row["op"] != "=~") continue;
    EXPECT_THAT(page, HasSubstr(fmt::format("<td class=\"number standardized\">{:.3f}</td>",
                                            row["std_all"].get<double>())));
    EXPECT_THAT(page, HasSubstr(fmt::format("<td class=\"number plain\">{:.3f}</td>",
                                            row["est"].get<double>())));
  }
}

TEST_F(ReportCommandTest, TheCodebookAndTheClaimsHaveTheirSections) {
  const std::string claims =
      Write("claims.yaml", "claims: 1\npercentages:\n  W: {counted: {gender: f}, published: 25}\n");
  const ProgramRun run = Run({"report", Model(), "--data", Data(), "--codebook", Codebook(),
                              "--claims", claims, "--lang", "zh", "--output", Path("report.html")});
  ASSERT_EQ(run.status, 0) << run.error;
  const std::string page = Read(Path("report.html"));
  EXPECT_THAT(page, StartsWith("<!DOCTYPE html>\n<html lang=\"zh\">"));
  EXPECT_THAT(page, HasSubstr("<h3>Who answered</h3>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"short\">Gender</td><td class=\"short\">Women</td>"
                              "<td class=\"number\">25.0% ["));
  EXPECT_THAT(page, HasSubstr("<h3>What the codebook finds odd</h3>"));
  EXPECT_THAT(page, HasSubstr("<td class=\"short\">out of range</td>"));
  EXPECT_THAT(page, HasSubstr("1 of 1 percentages reproduced"));
}

TEST_F(ReportCommandTest, SyntheticDataSaySoFirst) {
  const std::string data = Data();
  Write("README.md", "synthetic: survey.csv: Drawn by a formula.\n");
  const ProgramRun run = Run({"report", Model(), "--data", data, "--output", Path("r.html")});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(Read(Path("r.html")),
              HasSubstr("data-language=\"en\">\n<p class=\"statement\">Drawn by a formula.</p>"));
}

// A page without figures is a page: the program says on the terminal what it lacks.
TEST_F(ReportCommandTest, SaysWhichFiguresAreNotDrawn) {
  const auto report = [&](const std::string& title) {
    return Run({"report",
                Write("odd.yaml", "trustsem: 1\nname: odd\ntitle: {en: Odd, zh: \"" + title +
                                      "\"}\nconstructs:\n  F: {label: {en: Trust, zh: \"信 "
                                      "\\U0010FFFD\"}, items: [a, b, c]}\n"),
                "--data", Data(), "--output", Path("r.html")});
  };
  const ProgramRun some = report("信任");
  ASSERT_EQ(some.status, 0);
  const std::string why =
      "figures in Chinese are not drawn: no installed typeface has the character U+10FFFD";
  EXPECT_THAT(some.error, StartsWith("trustsem: note: some " + why));
  EXPECT_THAT(some.error, Not(HasSubstr("in English")));
  EXPECT_THAT(Read(Path("r.html")), HasSubstr("<li>some " + why));
  const ProgramRun none = report("信任 \\U0010FFFD");
  ASSERT_EQ(none.status, 0);
  EXPECT_THAT(none.error, StartsWith("trustsem: note: the " + why));
  const char* path = std::getenv("PATH");
  const std::string old = path == nullptr ? "" : path;
  setenv("PATH", Path("nowhere").c_str(), 1);
  const ProgramRun without = Run({"report", Model(), "--data", Data(), "--output", Path("s.html")});
  setenv("PATH", old.c_str(), 1);
  ASSERT_EQ(without.status, 0);
  EXPECT_THAT(without.error, HasSubstr("trustsem: note: some figures in English are not drawn: the "
                                       "program gnuplot, which draws charts, could not be"));
  EXPECT_THAT(without.error, HasSubstr("some figures in Chinese are not drawn: the program"));
}

TEST_F(ReportCommandTest, AMatrixIsEnough) {
  const std::string matrix = Write("cov.csv", "a,b,c\n1,,\n0.5,1,\n0.4,0.3,1\n");
  const ProgramRun run =
      Run({"report", Model(), "--cov", matrix, "--nobs", "200", "--output", Path("r.html")});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(Read(Path("r.html")), HasSubstr("moments of 200 respondents"));
  const std::string claims =
      Write("claims.yaml", "claims: 1\npercentages: {W: {counted: {a: 1}, published: 25}}\n");
  ExpectRefused(Run({"report", Model(), "--cov", matrix, "--nobs", "200", "--claims", claims,
                     "--output", Path("s.html")}),
                2, {"--claims needs respondents"});
  EXPECT_FALSE(std::filesystem::exists(Path("s.html")));
}

TEST_F(ReportCommandTest, WithoutGnuplotOrGraphvizThePageSaysSo) {
  const std::string model = Model(), data = Data();
  const std::string path = std::getenv("PATH");
  setenv("PATH", Path("nowhere").c_str(), 1);
  ASSERT_EQ(setenv("GVBINDIR", Path("no_plugins").c_str(), 1), 0);
  const ProgramRun run = Run({"report", model, "--data", data, "--output", Path("r.html")});
  setenv("PATH", path.c_str(), 1);
  unsetenv("GVBINDIR");
  ASSERT_EQ(run.status, 0) << run.error;
  const std::string page = Read(Path("r.html"));
  EXPECT_THAT(page, HasSubstr("the program gnuplot, which draws charts, could not be started"));
  EXPECT_THAT(page, HasSubstr("Graphviz has no layout"));
  EXPECT_THAT(page, Not(HasSubstr("<figure")));
}

TEST_F(ReportCommandTest, WrongUsageWritesNothing) {
  const std::string model = Model(), data = Data();
  ExpectRefused(Run({"report", model, "--data", data}), 2, {"--output is required"});
  ExpectRefused(Run({"report", model, "--output", Path("r.html")}), 2, {"no data are given"});
  ExpectRefused(Run({"report", model, "--data", data, "--output", Path("r.pdf")}), 2,
                {"r.pdf' does not say what report is wanted", ".html", ".xlsx", ".md or .tex"});
  ExpectRefused(Run({"report", model, "--data", data, "--output", Path("report")}), 2, {".html"});
  ExpectRefused(Run({"report", model, "--data", data, "--output", Path("none/r.html")}), 2,
                {"none"});
  ExpectRefused(Run({"report", model, "--data", data, "--claims", Path("none.yaml"), "--output",
                     Path("r.html")}),
                3, {"none.yaml"});
  ExpectRefused(Run({"report", model, "--data", data, "--codebook", Path("none.yaml"), "--output",
                     Path("r.html")}),
                3, {"none.yaml"});
  EXPECT_FALSE(std::filesystem::exists(Path("r.html")));
}

TEST_F(ReportCommandTest, AFailedReportLeavesTheEarlierOne) {
  const std::string model =
      Write("none.yaml", "trustsem: 1\nname: none\nconstructs:\n  F: {items: [a, b]}\n");
  for (const char* name : {"r.html", "r.xlsx", "r.md", "r.tex"}) {
    const std::string page = Write(name, "the earlier report");
    const ProgramRun run = Run({"report", model, "--data", Data(), "--output", page});
    EXPECT_EQ(run.status, 6) << run.error;
    EXPECT_EQ(Read(page), "the earlier report");
  }
}

TEST_F(ReportCommandTest, WhatCannotBeWrittenIsSaidBeforeAnythingIsComputed) {
  // The model is not identified, which is not found out.
  const std::string model =
      Write("none.yaml", "trustsem: 1\nname: none\nconstructs:\n  F: {items: [a, b]}\n");
  ExpectRefused(Run({"report", model, "--data", Data(), "--output", Path("no/such/r.xlsx")}), 2,
                {"no/such/r.xlsx", "folder"});
  std::filesystem::create_directory(Path("r.html"));
  ExpectRefused(Run({"report", model, "--data", Data(), "--output", Path("r.html")}), 2,
                {"r.html"});
}

TEST_F(ReportCommandTest, ClaimsWithoutACodebookCountTheDatasOwnValues) {
  const std::string page = Write("r.html", "the earlier report");
  const auto claims = [&](const std::string& counted) {
    return Write("claims.yaml", "claims: 1\npercentages:\n  W: {counted: {gender: " + counted +
                                    "}, published: 25}\n");
  };
  const std::string model = Model(), data = Data();
  ExpectRefused(
      Run({"report", model, "--data", data, "--claims", claims("women"), "--output", page}), 3,
      {"women"});
  EXPECT_EQ(Read(page), "the earlier report");
  const ProgramRun run =
      Run({"report", model, "--data", data, "--claims", claims("f"), "--output", page});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(Read(page), HasSubstr("1 of 1 percentages reproduced"));
}

TEST_F(ReportCommandTest, AGroupWithoutEstimatesIsNamed) {
  const std::string page = Write("r.html", "the earlier report");
  std::string text = "a,b,c,market\n";
  int i = 0;
  for (const std::vector<double>& row : Answers(60)) {
    text += fmt::format("{},{},{},{}\n", row[0], row[1], row[2], i++ < 58 ? "CN" : "US");
  }
  const ProgramRun run = Run({"report", Model(), "--data", Write("groups.csv", text), "--group",
                              "market", "--output", page});
  EXPECT_EQ(run.status, 4) << run.error;
  EXPECT_THAT(run.LastErrorLine(), HasSubstr("US"));
  EXPECT_EQ(Read(page), "the earlier report");
}

TEST_F(ReportCommandTest, TheExtensionSaysTheFormat) {
  const std::string data = Data();
  Write("README.md", "synthetic: survey.csv: Drawn by a formula.\n");
  const std::string claims =
      Write("claims.yaml", "claims: 1\npercentages:\n  W: {counted: {gender: f}, published: 25}\n");
  for (const char* name : {"r.XLSX", "r.md", "r.markdown", "r.tex", "r.htm"}) {
    const ProgramRun run = Run({"report", Model(), "--data", data, "--codebook", Codebook(),
                                "--claims", claims, "--output", Path(name)});
    ASSERT_EQ(run.status, 0) << run.error;
    EXPECT_EQ(run.out, "");
  }
  const std::string markdown = Read(Path("r.md")), latex = Read(Path("r.tex"));
  EXPECT_EQ(markdown, Read(Path("r.markdown")));
  EXPECT_THAT(Read(Path("r.htm")), StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(markdown, StartsWith("## Variables\n"));
  EXPECT_THAT(markdown, HasSubstr("| Gender | Women | 25.0% | "));
  EXPECT_THAT(markdown, HasSubstr("| W | Gender: Women | 25% | 25.0% |"));
  EXPECT_THAT(markdown, HasSubstr("Drawn by a formula."));
  EXPECT_THAT(latex, HasSubstr("\\label{tab:small-percentages}"));
  EXPECT_THAT(latex, HasSubstr("Gender & Women & 25.0\\% & "));
  EXPECT_THAT(latex, HasSubstr("Drawn by a formula."));
  const nlohmann::json book = ReadWorkbook(Read(Path("r.XLSX")));
  std::vector<std::string> sheets;
  for (const nlohmann::json& sheet : book["sheets"]) {
    sheets.push_back(sheet["name"]);
    EXPECT_THAT(sheet["rows"].dump(), HasSubstr("Drawn by a formula.")) << sheet["name"];
  }
  EXPECT_THAT(sheets, ::testing::IsSupersetOf(
                          {"Who answered", "Data quality", "Loadings", "Percentages", "Methods"}));
}

TEST_F(ReportCommandTest, TablesAreInTheLanguageAskedFor) {
  for (const char* name : {"r.xlsx", "r.md"}) {
    const ProgramRun run = Run({"report", Model(), "--data", Data(), "--codebook", Codebook(),
                                "--lang", "zh", "--output", Path(name)});
    ASSERT_EQ(run.status, 0) << run.error;
  }
  EXPECT_THAT(Read(Path("r.md")), HasSubstr("## 受访者构成"));
  EXPECT_EQ(ReadWorkbook(Read(Path("r.xlsx")))["sheets"][0]["name"], "说明");
}

}  // namespace
}  // namespace trustsem
