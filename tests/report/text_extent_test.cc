#include "report/text_extent.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(TextExtentTest, WideCharactersTakeAnEm) {
  EXPECT_NEAR(TextExtent("信任"), 2.1, 1e-12);
  EXPECT_EQ(TextExtent(""), 0);
  EXPECT_LT(TextExtent("illi"), TextExtent("mmmm") / 2);
}

TEST(FitTextTest, KeepsWhatFits) {
  EXPECT_EQ(FitText("short", 20), "short");
  EXPECT_EQ(FitText("two\nlines", 20), "two lines");
}

// The room was measured in millimetres: 3 * (x / 3) need not be x.
TEST(FitTextTest, AWidthAndBackInOtherUnitsStillFits) {
  const std::string text = "Building the relationship with a customer";
  const double rounded = TextExtent(text) * (1 - 1e-15);
  ASSERT_LT(rounded, TextExtent(text));
  EXPECT_EQ(FitText(text, rounded), text);
  EXPECT_THAT(WrapText(text, rounded, 2), ElementsAre(text));
}

TEST(FitTextTest, CutsBetweenCharacters) {
  for (const std::string& text :
       {std::string(500, 'x'), std::string("信任信任信任信任信任信任信任"),
        std::string("😀😀😀😀😀😀😀😀😀"), std::string("שלוםשלוםשלוםשלום")}) {
    const std::string cut = FitText(text, 8);
    EXPECT_LE(TextExtent(cut), 8) << cut;
    EXPECT_GT(TextExtent(cut), 5) << cut;
    ASSERT_TRUE(cut.ends_with("…")) << cut;
    EXPECT_TRUE(text.starts_with(cut.substr(0, cut.size() - std::string("…").size()))) << cut;
  }
}

TEST(WrapTextTest, BreaksAtSpaces) {
  EXPECT_THAT(WrapText("one two three", TextExtent("one two") + 0.1, 5),
              ElementsAre("one two", "three"));
  EXPECT_THAT(WrapText("", 10, 3), IsEmpty());
  EXPECT_THAT(WrapText("  one ", 10, 3), ElementsAre("one"));
}

TEST(WrapTextTest, BreaksBetweenChineseCharactersButNotBeforeAStop) {
  EXPECT_THAT(WrapText("信任信任。信任", 4.3, 5), ElementsAre("信任信", "任。信任"));
}

TEST(WrapTextTest, CutsTheLastLine) {
  EXPECT_THAT(WrapText("one two three four", TextExtent("one two") + 0.1, 2),
              ElementsAre("one two", FitText("three four", TextExtent("one two") + 0.1)));
}

TEST(WrapTextTest, NoLineIsWiderAndNothingIsLost) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "word" + std::to_string(i) + " 信任";
  text += std::string(200, 'm');
  std::string joined;
  for (const std::string& line : WrapText(text, 20, 1000)) {
    EXPECT_LE(TextExtent(line), 20) << line;
    joined += line;
  }
  std::erase(text, ' ');
  std::erase(joined, ' ');
  EXPECT_EQ(joined, text);
}

TEST(WrapTextTest, EndsInAWidthThatNothingFits) { EXPECT_EQ(WrapText("信任", 0.1, 10).size(), 2u); }

}  // namespace
}  // namespace trustsem
