#include "report/phrases.h"

#include <gtest/gtest.h>

#include <set>

namespace trustsem {
namespace {

// The highest argument that a format string refers to, plus one, and how many it uses.
std::set<int> Arguments(std::string_view text) {
  std::set<int> arguments;
  int automatic = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] != '{') continue;
    if (text[i + 1] == '}') {
      arguments.insert(automatic++);
    } else {
      arguments.insert(text[i + 1] - '0');
    }
  }
  return arguments;
}

bool HasChinese(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0xE3) return true;
  }
  return false;
}

TEST(Phrases, EveryPhraseStandsInBothLanguages) {
  for (int i = 0; i < static_cast<int>(Phrase::kCount); ++i) {
    const auto phrase = static_cast<Phrase>(i);
    const std::string_view english = PhraseText(phrase, Language::kEnglish);
    const std::string_view chinese = PhraseText(phrase, Language::kChinese);
    EXPECT_FALSE(english.empty()) << i;
    EXPECT_FALSE(HasChinese(english)) << english;
    EXPECT_TRUE(HasChinese(chinese)) << english;
    EXPECT_EQ(Arguments(english), Arguments(chinese)) << english;
  }
}

TEST(Phrases, TakeArgumentsInTheOrderOfTheLanguage) {
  EXPECT_EQ(Say(Language::kEnglish, Phrase::kRowsLeftOut, "10", "1,600"),
            " Rows left out: 10 of 1,600.");
  EXPECT_EQ(Say(Language::kChinese, Phrase::kRowsLeftOut, "10", "1,600"),
            "未使用的记录：1,600 条中的 10 条。");
}

}  // namespace
}  // namespace trustsem
