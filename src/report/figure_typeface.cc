#include <fmt/format.h>
#include <fontconfig/fontconfig.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/text.h"
#include "report/figure.h"
#include "report/utf8.h"

namespace trustsem {
namespace {

// In order of preference: narrow ones first, because diagrams are short of room.
constexpr const char* kLatin[] = {"Noto Sans", "Liberation Sans", "DejaVu Sans"};
constexpr const char* kChinese[] = {"Noto Sans CJK SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei"};

struct Free {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
  void operator()(FcFontSet* fonts) const { FcFontSetDestroy(fonts); }
  void operator()(FcObjectSet* objects) const { FcObjectSetDestroy(objects); }
};

// Every character that a font is asked for, each once.
std::vector<char32_t> Characters(const std::string& text) {
  std::vector<char32_t> characters;
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    // Spaces, joiners and variation selectors draw nothing by themselves; what is not UTF-8 is
    // drawn as U+FFFD, which is meant.
    const bool invisible = c <= U' ' || (c >= 0x7F && c < 0xA0) || (c >= 0x2000 && c <= 0x200F) ||
                           (c >= 0x2028 && c <= 0x202F) || (c >= 0x2060 && c <= 0x206F) ||
                           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
                           (c >= 0xE0000 && c < 0xE1000);
    if (!invisible && characters.end() == std::find(characters.begin(), characters.end(), c)) {
      characters.push_back(c);
    }
  }
  return characters;
}

// The fonts of a family, or of all families where it is null. The family's first.
std::unique_ptr<FcFontSet, Free> Fonts(const char* family) {
  const std::unique_ptr<FcPattern, Free> pattern(FcPatternCreate());
  if (family != nullptr) {
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  }
  const std::unique_ptr<FcObjectSet, Free> objects(
      FcObjectSetBuild(FC_FAMILY, FC_CHARSET, static_cast<char*>(nullptr)));
  return std::unique_ptr<FcFontSet, Free>(FcFontList(nullptr, pattern.get(), objects.get()));
}

// Those of the characters that no font of the set has.
std::vector<char32_t> Lacking(const FcFontSet* fonts, std::vector<char32_t> characters) {
  for (int i = 0; fonts != nullptr && i < fonts->nfont && !characters.empty(); ++i) {
    FcCharSet* has = nullptr;
    if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &has) != FcResultMatch) continue;
    std::erase_if(characters, [has](char32_t c) { return FcCharSetHasChar(has, c); });
  }
  return characters;
}

bool IsChinese(char32_t c) { return c >= 0x2E80 && c <= 0x9FFF; }

bool IsEmoji(char32_t c) { return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF); }

[[noreturn]] void ThrowMissing(char32_t c) {
  const char* packages = IsChinese(c) ? "fonts-noto-cjk or fonts-wqy-zenhei"
                         : IsEmoji(c) ? "fonts-noto-color-emoji"
                                      : "fonts-noto-core or fonts-dejavu-core";
  throw Error(ErrorKind::kOther,
              fmt::format("no installed typeface has the character U+{:04X} of the figure's text",
                          static_cast<uint32_t>(c)),
              fmt::format("install one (Debian: {}), or write the label without it", packages));
}

}  // namespace

std::string FindTypeface(const std::string& text) {
  std::vector<char32_t> characters = Characters(CleanLine(text) + "x0");
  const bool chinese = std::any_of(characters.begin(), characters.end(), IsChinese);
  const auto families = chinese ? std::vector<const char*>(std::begin(kChinese), std::end(kChinese))
                                : std::vector<const char*>(std::begin(kLatin), std::end(kLatin));
  // The first that has everything; else the one that lacks least, if others have the rest.
  std::string best;
  size_t fewest = characters.size();
  for (const char* family : families) {
    const size_t lacking = Lacking(Fonts(family).get(), characters).size();
    if (lacking >= fewest) continue;
    best = family;
    fewest = lacking;
  }
  if (fewest > 0) {
    const auto all = Fonts(nullptr);
    const std::vector<char32_t> lacking = Lacking(all.get(), characters);
    if (!lacking.empty()) ThrowMissing(lacking.front());
  }
  return best.empty() ? "sans-serif" : best;
}

}  // namespace trustsem
