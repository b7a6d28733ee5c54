#include <fmt/format.h>

#include "tests/cli/program.h"

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
                {"is no name of a web page", "ends in .html"});
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
  const std::string page = Write("r.html", "the earlier report");
  const std::string model =
      Write("none.yaml", "trustsem: 1\nname: none\nconstructs:\n  F: {items: [a, b]}\n");
  const ProgramRun run = Run({"report", model, "--data", Data(), "--output", page});
  EXPECT_EQ(run.status, 6) << run.error;
  EXPECT_EQ(Read(page), "the earlier report");
}

}  // namespace
}  // namespace trustsem
