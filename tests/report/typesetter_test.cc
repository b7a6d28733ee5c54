#include "report/typesetter.h"

#include <gmock/gmock.h>

#include "report/figure.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;

TEST(TypesetterTest, WidthGrowsInProportionToTheSize) {
  const Typesetter typesetter(FindTypeface("Trust"));
  EXPECT_NEAR(typesetter.Width("Trust", 20), 2 * typesetter.Width("Trust", 10), 0.1);
  EXPECT_GT(typesetter.Width("Trust and", 10), typesetter.Width("Trust", 10));
  EXPECT_GT(typesetter.Width("Trust", 10, true), typesetter.Width("Trust", 10));
}

TEST(TypesetterTest, LinesBreakAtSpacesAndKeepToTheWidth) {
  const Typesetter typesetter(FindTypeface("Trust"));
  EXPECT_THAT(typesetter.Wrap("Communicating and delivering value", 10, 75, 4),
              ElementsAre("Communicating", "and delivering", "value"));
  const std::vector<std::string> lines = typesetter.Wrap(std::string(500, 'm'), 10, 80, 4);
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_THAT(lines.back(), EndsWith("…"));
  for (const std::string& line : lines) EXPECT_LE(typesetter.Width(line, 10), 80);
  EXPECT_THAT(typesetter.Wrap("", 10, 80, 4), ElementsAre(""));
}

TEST(TypesetterTest, ChineseBreaksBetweenCharactersButNotBeforeAClosingMark) {
  const Typesetter typesetter(FindTypeface("信任"));
  EXPECT_THAT(typesetter.Wrap("胜任能力（社交与专业）", 10, 51, 4),
              ElementsAre("胜任能力", "（社交与专", "业）"));
  EXPECT_THAT(typesetter.WrapEvenly("对销售人员的信任", 10, 71, 79, 4),
              ElementsAre("对销售人", "员的信任"));
}

TEST(TypesetterTest, ShortChineseNamesAndBracketsAreWholeUpToTheWidestLine) {
  const Typesetter typesetter(FindTypeface("信任"));
  EXPECT_THAT(typesetter.WrapEvenly("对销售人员的信任", 10, 71, 100, 4),
              ElementsAre("对销售人员的信任"));
  EXPECT_THAT(typesetter.WrapEvenly("胜任能力（社交与专业）", 10, 71, 100, 4),
              ElementsAre("胜任能力", "（社交与专业）"));
  // A bracket that no line holds breaks between characters.
  EXPECT_THAT(typesetter.WrapEvenly("信任（甲乙丙丁戊己庚辛壬癸）", 10, 71, 100, 4).size(), 2u);
}

TEST(TypesetterTest, AWordIsWholeUpToTheWidestLine) {
  const Typesetter typesetter(FindTypeface("Trust"));
  EXPECT_THAT(typesetter.WrapEvenly("Communicating value", 10, 40, 100, 4),
              ElementsAre("Communicating", "value"));
}

TEST(FindTypefaceTest, ChineseTextGetsAChineseTypeface) {
  EXPECT_NE(FindTypeface("信任"), FindTypeface("Trust"));
  EXPECT_EQ(FindTypeface("Trust 信任"), FindTypeface("信任"));
}

}  // namespace
}  // namespace trustsem
