#include <cstdlib>

#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ChartsOptionTest : public ProgramTest {
 protected:
  // 100 respondents, of whom 71 would buy from whom they trust.
  std::string Data() const {
    std::string text = "price,freq\n";
    for (int i = 0; i < 100; ++i) {
      text += std::string(i < 71 ? "1" : "0") + "," + std::to_string(1 + i % 5) + "\n";
    }
    return Write("survey.csv", text);
  }
  std::string Claims() const {
    return Write("claims.yaml",
                 "claims: 1\ntitle: {en: Claims, zh: 对照}\npercentages:\n"
                 "  P1: {counted: {price: 1}, published: 71}\n");
  }
  std::string Tables() const {
    return Write("tables.yaml",
                 "survey: 1\ntables:\n"
                 "  freq: {variable: freq, top: 2}\n  price: {variable: price}\n");
  }
  std::vector<std::string> Files(const std::string& folder) const {
    std::vector<std::string> names;
    if (!std::filesystem::exists(Path(folder))) return names;
    for (const auto& entry : std::filesystem::directory_iterator(Path(folder))) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
};

TEST_F(ChartsOptionTest, ClaimsAreDrawnBesideTheReport) {
  const ProgramRun run =
      Run({"claims", Claims(), "--data", Data(), "--charts", Path("new/figures"), "--lang", "zh"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.out, StartsWith("对照"));
  EXPECT_EQ(Files("new/figures"),
            (std::vector<std::string>{"claims.pdf", "claims.png", "claims.svg"}));
  const std::string svg = Read(Path("new/figures/claims.svg"));
  EXPECT_THAT(svg, HasSubstr("71.0%"));
  EXPECT_THAT(svg, HasSubstr("公布值"));
  EXPECT_THAT(svg, HasSubstr("claims.yaml ("));
  EXPECT_THAT(svg, HasSubstr("width=\"960\" height=\"540\""));
}

TEST_F(ChartsOptionTest, TablesAreDrawnEachAsAFigure) {
  const ProgramRun run = Run({"survey", Tables(), "--data", Data(), "--charts", Path("figures"),
                              "--formats", "svg", "--size", "column"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(Files("figures"), (std::vector<std::string>{"freq.svg", "price.svg"}));
  EXPECT_THAT(Read(Path("figures/freq.svg")), HasSubstr("width=\"325\""));
}

TEST_F(ChartsOptionTest, WithoutGnuplotNothingIsWritten) {
  const std::string claims = Claims(), data = Data();
  const std::string path = std::getenv("PATH");
  setenv("PATH", Path("nowhere").c_str(), 1);
  const ProgramRun run = Run({"claims", claims, "--data", data, "--charts", Path("figures")});
  setenv("PATH", path.c_str(), 1);
  EXPECT_EQ(run.status, 1);
  EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(run.LastErrorLine(), HasSubstr("the program gnuplot, which draws charts, could not"));
  EXPECT_THAT(Files("figures"), IsEmpty());
}

TEST_F(ChartsOptionTest, WrongFormatsAndDirectoriesAreSaid) {
  const std::string claims = Claims(), data = Data();
  const ProgramRun format =
      Run({"claims", claims, "--data", data, "--charts", Path("figures"), "--formats", "svg,pgn"});
  EXPECT_EQ(format.status, 2);
  EXPECT_THAT(format.LastErrorLine(), HasSubstr("'pgn' is no format"));
  const ProgramRun file = Run({"claims", claims, "--data", data, "--charts", data});
  EXPECT_EQ(file.status, 2);
  EXPECT_THAT(file.LastErrorLine(), HasSubstr("is no directory"));
  const ProgramRun unwritable = Run({"claims", claims, "--data", data, "--charts", "/proc/x"});
  EXPECT_EQ(unwritable.status, 2);
  EXPECT_THAT(unwritable.LastErrorLine(), HasSubstr("/proc/x"));
  const ProgramRun size =
      Run({"claims", claims, "--data", data, "--charts", Path("figures"), "--size", "wide"});
  EXPECT_EQ(size.status, 2);
  for (const ProgramRun& run : {format, file, unwritable, size}) EXPECT_THAT(run.out, IsEmpty());
  EXPECT_THAT(Files("figures"), IsEmpty());
}

TEST_F(ChartsOptionTest, ATableThatCannotNameAFileStillDoes) {
  const std::string tables =
      Write("odd.yaml",
            "survey: 1\ntables:\n  ../a b: {variable: price}\n  ___a_b: {variable: "
            "price}\n  信任: {variable: price}\n");
  const ProgramRun run =
      Run({"survey", tables, "--data", Data(), "--charts", Path("figures"), "--formats", "svg"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(Files("figures"),
            (std::vector<std::string>{"___a_b.svg", "___a_b_again.svg", "信任.svg"}));
}

}  // namespace
}  // namespace trustsem
