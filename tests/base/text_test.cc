#include "base/text.h"

#include <gmock/gmock.h>

namespace trustsem {
namespace {

TEST(ClosestName, CountsAnExchangeAsOneEdit) {
  EXPECT_EQ(ClosestName("TRSUT", {"REL", "TRUST", "TREAT"}), "TRUST");
}

TEST(ClosestName, IgnoresCase) { EXPECT_EQ(ClosestName("trust", {"TRUSTY", "TRUST"}), "TRUST"); }

TEST(ClosestName, PrefersTheSameName) { EXPECT_EQ(ClosestName("ab", {"AB", "ab"}), "ab"); }

TEST(ClosestName, IsEmptyWhereNothingIsClose) {
  EXPECT_EQ(ClosestName("TRUST", {"loyalty", "REL"}), "");
  EXPECT_EQ(ClosestName("x", {"y"}), "");
  EXPECT_EQ(ClosestName("x", {}), "");
}

TEST(ClosestName, CountsCharactersAndNotBytes) {
  EXPECT_EQ(ClosestName("客户导响", {"关系", "客户导向"}), "客户导向");
}

TEST(DidYouMean, NamesTheCandidateOrTheAlternative) {
  EXPECT_EQ(DidYouMean("estimatr", {"estimator"}), "did you mean 'estimator'?");
  EXPECT_EQ(DidYouMean("zzz", {"estimator"}, "see the list"), "see the list");
}

TEST(JoinNames, PutsAndBeforeTheLast) {
  EXPECT_EQ(JoinNames({}), "");
  EXPECT_EQ(JoinNames({"a"}), "a");
  EXPECT_EQ(JoinNames({"a", "b"}), "a and b");
  EXPECT_EQ(JoinNames({"a", "b", "c"}), "a, b and c");
}

TEST(JoinNames, CutsALongList) { EXPECT_EQ(JoinNames({"a", "b", "c"}, 2), "a, b, ... (3 in all)"); }

TEST(Trim, LeavesInnerBlanks) {
  EXPECT_EQ(Trim(" \t a b\r\n"), "a b");
  EXPECT_EQ(Trim(" \n"), "");
}

TEST(ToLower, LeavesOtherScriptsAlone) { EXPECT_EQ(ToLower("AbZ信É"), "abz信É"); }

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("trust"), 5);
  EXPECT_EQ(DisplayWidth("信任"), 4);
  EXPECT_EQ(DisplayWidth("é"), 1);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);
  EXPECT_EQ(DisplayWidth("（1）"), 5);
  EXPECT_EQ(DisplayWidth("한글"), 4);
  EXPECT_EQ(DisplayWidth("ｱ"), 1);
  EXPECT_EQ(DisplayWidth("😀"), 2);
  EXPECT_EQ(DisplayWidth("👩\u200D💻"), 2);
  EXPECT_EQ(DisplayWidth("—"), 1);
}

TEST(NextCodePoint, WalksThroughTextAndBrokenBytes) {
  const std::string text = "a信😀\xFF\xE4\xBF";
  std::vector<char32_t> points;
  for (size_t at = 0; at < text.size();) points.push_back(NextCodePoint(text, &at));
  EXPECT_THAT(points, testing::ElementsAre(U'a', U'信', U'😀', kInvalidCodePoint, kInvalidCodePoint,
                                           kInvalidCodePoint));
}

TEST(NextCodePoint, RefusesOverlongFormsAndSurrogates) {
  for (const char* bytes : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80"}) {
    size_t at = 0;
    EXPECT_EQ(NextCodePoint(bytes, &at), kInvalidCodePoint);
    EXPECT_EQ(at, 1u);
  }
}

TEST(Excerpt, CutsAtCharactersAndHidesControls) {
  EXPECT_EQ(Excerpt("short"), "short");
  EXPECT_EQ(Excerpt("信任关系", 3), "信任…");
  EXPECT_EQ(Excerpt("信任关系", 4), "信任关系");
  EXPECT_EQ(Excerpt(std::string("a\0b\nc\x1b", 6)), "a?b?c?");
  EXPECT_EQ(Excerpt("a\xFF"), "a?");
}

}  // namespace
}  // namespace trustsem
