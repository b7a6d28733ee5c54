#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class FiguresCommandTest : public ProgramTest {
 protected:
  std::string Loyalty() const { return Source("models/trust_loyalty.yaml"); }
  std::string Survey() const { return Source("data/trust_survey.csv"); }
};

TEST_F(FiguresCommandTest, WritesThreeFormats) {
  const std::string folder = Path("new/figures");
  const ProgramRun run = Run({"figures", Loyalty(), "--data", Survey(), "--output", folder});
  ASSERT_EQ(run.status, 0) << run.error;
  for (const std::string name : {"paths", "coefficients", "effects", "loadings", "residuals"}) {
    EXPECT_THAT(run.out, HasSubstr(folder + "/" + name + ".svg\n" + folder + "/" + name + ".pdf\n" +
                                   folder + "/" + name + ".png\n"));
  }
  const std::string svg = Read(folder + "/paths.svg");
  EXPECT_THAT(svg, StartsWith("<svg "));
  EXPECT_THAT(svg, HasSubstr("Synthetic respondents"));
  EXPECT_THAT(svg, HasSubstr("1,600 respondents, WLSMV"));
  EXPECT_THAT(Read(folder + "/paths.pdf"), StartsWith("%PDF-"));
  EXPECT_THAT(Read(folder + "/paths.pdf"), Not(HasSubstr("CreationDate")));
  EXPECT_THAT(Read(folder + "/paths.png"), StartsWith("\x89PNG"));
}

TEST_F(FiguresCommandTest, DrawsTheModelAloneInChinese) {
  const ProgramRun run = Run({"figures", Loyalty(), "--output", Path("f"), "--lang", "zh",
                              "--formats", "svg", "--items", "--size", "column"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(run.out, Path("f/paths.svg") + "\n");
  const std::string svg = Read(Path("f/paths.svg"));
  EXPECT_THAT(svg, HasSubstr("未经估计的模型"));
  EXPECT_THAT(svg, HasSubstr("客户导向"));
  EXPECT_THAT(svg, HasSubstr(">tenure_months</text>"));
  EXPECT_FALSE(std::filesystem::exists(Path("f/paths.pdf")));
}

TEST_F(FiguresCommandTest, GroupsHaveTheirNames) {
  const ProgramRun run = Run({"figures", ThreeFactors(), "--data", Reference("holzinger.csv"),
                              "--group", "school", "--output", Path("f"), "--formats", "svg"});
  ASSERT_EQ(run.status, 0) << run.error;
  const std::string svg = Read(Path("f/paths.svg"));
  EXPECT_THAT(svg, HasSubstr("Group: Pasteur"));
  EXPECT_THAT(svg, HasSubstr("Group: Grant-White"));
}

TEST_F(FiguresCommandTest, RefusesAnOutputThatIsNoDirectoryBeforeItFits) {
  const std::string file = Write("file", "kept");
  for (const std::string& output : {file, file + "/below", std::string("/proc/figures")}) {
    const ProgramRun run = Run({"figures", Loyalty(), "--data", Survey(), "--output", output});
    EXPECT_EQ(run.status, 2) << output;
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.error, HasSubstr(output));
  }
  EXPECT_EQ(Read(file), "kept");
}

TEST_F(FiguresCommandTest, LeavesNothingBehindWhenTheFitFails) {
  const std::string data = Write("data.csv", "a,b,c\n1,2,3\n");
  const ProgramRun run = Run({"figures", OneFactor(), "--data", data, "--output", Path("f")});
  EXPECT_EQ(run.status, 4) << run.error;
  EXPECT_FALSE(std::filesystem::exists(Path("f")));
}

TEST_F(FiguresCommandTest, RefusesUnknownFormatsAndAMissingOutput) {
  ProgramRun run = Run({"figures", Loyalty(), "--output", Path("f"), "--formats", "svg,pgn"});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.error, HasSubstr("did you mean 'png'?"));
  run = Run({"figures", Loyalty(), "--output", Path("f"), "--formats", ","});
  EXPECT_EQ(run.status, 2);
  run = Run({"figures", Loyalty()});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.error, HasSubstr("--output"));
  EXPECT_FALSE(std::filesystem::exists(Path("f")));
}

TEST_F(FiguresCommandTest, NamesGraphvizWhereItsLayoutIsMissing) {
  ASSERT_EQ(setenv("GVBINDIR", Path("no_plugins").c_str(), 1), 0);
  const ProgramRun run = Run({"figures", Loyalty(), "--output", Path("f")});
  unsetenv("GVBINDIR");
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.LastErrorLine(), HasSubstr("apt install graphviz"));
  EXPECT_FALSE(std::filesystem::exists(Path("f")));
}

// A model with data: the other figures are written, and the program says so.
class MissingProgramTest : public FiguresCommandTest {
 protected:
  std::string Model() const { return Write("m.lav", "f =~ a + b + c\ng =~ d + e + h\ng ~ f\n"); }
  std::string Matrix() const {
    return Write("cov.csv",
                 "a,b,c,d,e,h\n1,,,,,\n.5,1,,,,\n.4,.4,1,,,\n.3,.2,.2,1,,\n.2,.3,.2,.5,1,\n"
                 ".2,.2,.3,.4,.4,1\n");
  }
  ProgramRun RunWith(const char* variable, const std::string& value) const {
    const std::string model = Model(), matrix = Matrix();
    const char* before = std::getenv(variable);
    const std::string old = before == nullptr ? "" : before;
    setenv(variable, value.c_str(), 1);
    const ProgramRun run = Run({"figures", model, "--cov", matrix, "--nobs", "300", "--formats",
                                "svg", "--output", Path("f")});
    if (before == nullptr) {
      unsetenv(variable);
    } else {
      setenv(variable, old.c_str(), 1);
    }
    return run;
  }
};

TEST_F(MissingProgramTest, WithoutGnuplotTheDiagramIsWritten) {
  const ProgramRun run = RunWith("PATH", Path("nowhere"));
  EXPECT_EQ(run.status, 1);
  EXPECT_EQ(run.out, Path("f/paths.svg") + "\n");
  EXPECT_THAT(run.LastErrorLine(), HasSubstr("gnuplot-nox"));
  EXPECT_THAT(run.LastErrorLine(),
              HasSubstr("the other figures were written into '" + Path("f") + "'"));
}

TEST_F(MissingProgramTest, WithoutGraphvizsLayoutTheChartsAreWritten) {
  const ProgramRun run = RunWith("GVBINDIR", Path("no_plugins"));
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.out, HasSubstr(Path("f/coefficients.svg") + "\n"));
  EXPECT_THAT(run.out, HasSubstr(Path("f/loadings.svg") + "\n"));
  EXPECT_FALSE(std::filesystem::exists(Path("f/paths.svg")));
  EXPECT_THAT(run.LastErrorLine(), HasSubstr("apt install graphviz"));
  EXPECT_THAT(run.LastErrorLine(),
              HasSubstr("the other figures were written into '" + Path("f") + "'"));
}

TEST_F(MissingProgramTest, ACharacterWithoutATypefaceIsSaidOnce) {
  const std::string model = Write("m.yaml",
                                  "trustsem: 1\nname: m\nconstructs:\n"
                                  "  F: {label: \"odd \\U0010FFFD\", items: [a, b, c]}\n");
  const ProgramRun run = Run({"figures", model, "--cov", Matrix(), "--nobs", "300", "--formats",
                              "svg", "--output", Path("f")});
  EXPECT_EQ(run.status, 1);
  EXPECT_EQ(run.out, Path("f/residuals.svg") + "\n");  // of the items alone
  const size_t first = run.error.find("U+10FFFD");
  ASSERT_NE(first, std::string::npos) << run.error;
  EXPECT_EQ(run.error.find("U+10FFFD", first + 1), std::string::npos) << run.error;
  EXPECT_THAT(run.error, HasSubstr("the other figures were written into"));
}

TEST_F(FiguresCommandTest, EpochDatesThePdf) {
  ASSERT_EQ(setenv("SOURCE_DATE_EPOCH", "86400", 1), 0);
  const ProgramRun run = Run({"figures", Loyalty(), "--output", Path("f"), "--formats", "pdf"});
  unsetenv("SOURCE_DATE_EPOCH");
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(Read(Path("f/paths.pdf")), HasSubstr("/CreationDate (19700102000000Z)"));
}

}  // namespace
}  // namespace trustsem
