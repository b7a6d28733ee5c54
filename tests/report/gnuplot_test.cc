#include "report/gnuplot.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/error.h"
#include "tests/report/svg_parts.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

// Sets a variable of the environment for the length of a test.
class Setting {
 public:
  Setting(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    had_ = std::getenv(name) != nullptr;
    setenv(name, value, 1);
  }
  ~Setting() {
    if (had_) {
      setenv(name_, before_.c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }

 private:
  const char* name_;
  std::string before_;
  bool had_ = false;
};

GnuplotPage Page(const std::string& label) {
  GnuplotPage page;
  page.width = 100;
  page.height = 50;
  page.letters = 10;
  page.resolution = 100;
  page.typeface = "DejaVu Sans";
  page.title = "Title";
  page.script = "unset key\nset label " + GnuplotQuoted(label) +
                " at screen 0.1, screen 0.5 left\nplot [0:1] x\n";
  return page;
}

std::string ErrorOf(const GnuplotPage& page) {
  Figure figure;
  figure.name = "chart";
  try {
    DrawWithGnuplot(page, &figure);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kOther);
    return error.what();
  }
  return "no error";
}

TEST(GnuplotQuotedTest, WritesWhatHasAMeaningByItsCode) {
  EXPECT_EQ(GnuplotQuoted("it's"), "\"it's\"");
  EXPECT_EQ(GnuplotQuoted("a\nb\tc"), "\"a b c\"");
  EXPECT_EQ(GnuplotQuoted("\\\"`@"), "\"\\134\\\"\\140\\100\"");
  EXPECT_EQ(GnuplotQuoted("信任 1.5"), "\"信任 1.5\"");
  EXPECT_EQ(GnuplotQuoted("\xEF\xBF\xBF"), "\"\xEF\xBF\xBD\"");
  EXPECT_EQ(GnuplotQuoted("\xFF"), "\"\xEF\xBF\xBD\"");
}

TEST(DrawWithGnuplotTest, GivesThreeForms) {
  Figure figure;
  DrawWithGnuplot(Page("label"), &figure);
  EXPECT_THAT(figure.svg, HasSubstr("<svg"));
  EXPECT_THAT(figure.svg, HasSubstr("font-family=\"DejaVu Sans, sans-serif\""));
  EXPECT_THAT(figure.pdf, StartsWith("%PDF-"));
  EXPECT_THAT(figure.png, StartsWith("\x89PNG"));
  const SvgParts svg(figure.svg);
  EXPECT_EQ(svg.width, 378);  // 100 mm at 96 dots an inch
  EXPECT_EQ(svg.height, 189);
}

TEST(DrawWithGnuplotTest, ShowsHostileLabelsAsTheyAre) {
  const std::filesystem::path proof =
      std::filesystem::temp_directory_path() / "trustsem_gnuplot_proof";
  std::filesystem::remove(proof);
  const std::string command = "touch " + proof.string();
  for (const std::string& label :
       {std::string("'; system('") + command + "'); '", "`" + command + "`", "$(" + command + ")",
        "@" + command, std::string("x_y ^z {/Bold b} @home \\n \\\\ %s %d ~a{.5-}"),
        std::string("\" . system(\"") + command + "\") . \"",
        std::string("<script>alert(1)</script> &lt; &#60; &amp;"), std::string("\\"),
        std::string("END"), std::string("'' \\'"), std::string("'"), std::string("\""),
        std::string("0047 \\0471 `1 @1"), std::string("# comment ; plot y")}) {
    Figure figure;
    DrawWithGnuplot(Page(label), &figure);
    EXPECT_THAT(figure.svg, Not(HasSubstr("<script")));
    const SvgParts svg(figure.svg);
    ASSERT_FALSE(svg.texts.empty()) << label;
    EXPECT_TRUE(svg.Has(label)) << label << " became " << svg.texts.back().text;
  }
  EXPECT_FALSE(std::filesystem::exists(proof));
}

TEST(DrawWithGnuplotTest, DrawsWritingOfAllKinds) {
  const std::string label = "עברית العربية 信任 😀 é";
  Figure figure;
  DrawWithGnuplot(Page(label), &figure);
  EXPECT_TRUE(SvgParts(figure.svg).Has(label));
}

TEST(DrawWithGnuplotTest, TitleIsTextOfTheSvg) {
  GnuplotPage page = Page("x");
  page.title = "A <b> & \"c\"\nd";
  Figure figure;
  DrawWithGnuplot(page, &figure);
  EXPECT_THAT(figure.svg, HasSubstr("<title>A &lt;b> &amp; \"c\" d</title>"));
}

TEST(DrawWithGnuplotTest, SameBytesWheneverDrawn) {
  const Setting epoch("SOURCE_DATE_EPOCH", "1700000000");
  Figure first, second;
  DrawWithGnuplot(Page("x"), &first);
  {
    const Setting zone("TZ", "Asia/Tokyo");
    const Setting language("LC_ALL", "de_DE.UTF-8");
    DrawWithGnuplot(Page("x"), &second);
  }
  EXPECT_EQ(first.svg, second.svg);
  EXPECT_EQ(first.pdf, second.pdf);
  EXPECT_EQ(first.png, second.png);
  EXPECT_THAT(first.pdf, HasSubstr("/CreationDate (D:20231114221320"));
}

TEST(DrawWithGnuplotTest, DateIsTheEpochWithoutASetting) {
  unsetenv("SOURCE_DATE_EPOCH");
  Figure figure;
  DrawWithGnuplot(Page("x"), &figure);
  EXPECT_THAT(figure.pdf, HasSubstr("/CreationDate (D:19700101000000"));
}

TEST(DrawWithGnuplotTest, NamesTheMissingProgram) {
  const Setting path("PATH", "/nonexistent");
  EXPECT_THAT(ErrorOf(Page("x")), HasSubstr("the program gnuplot, which draws charts, could not be "
                                            "started (No such file or directory); install it "
                                            "(Debian: gnuplot-nox)"));
}

TEST(DrawWithGnuplotTest, PassesOnWhatGnuplotSays) {
  GnuplotPage page = Page("x");
  page.script = "plot nothing_of_this_name\n";
  EXPECT_THAT(ErrorOf(page), HasSubstr("undefined variable: nothing_of_this_name"));
}

TEST(DrawWithGnuplotTest, LeavesNoTemporaryFiles) {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / "trustsem_gnuplot_folder";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  const Setting temporary("TMPDIR", folder.c_str());
  Figure figure;
  DrawWithGnuplot(Page("x"), &figure);
  GnuplotPage wrong = Page("x");
  wrong.script = "plot nothing_of_this_name\n";
  ErrorOf(wrong);
  EXPECT_TRUE(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}

TEST(DrawWithGnuplotTest, SaysThatTheTemporaryFolderIsMissing) {
  const Setting temporary("TMPDIR", "/nonexistent");
  EXPECT_THAT(ErrorOf(Page("x")), HasSubstr("no temporary folder for a chart could be made"));
}

}  // namespace
}  // namespace trustsem
