#include "data/known_scales.h"

#include <map>
#include <optional>

#include "base/text.h"
#include "data/number.h"

namespace trustsem {
namespace {

using Scale = std::vector<const char*>;

// Lowest first. Where questionnaires word one step in several ways, each wording stands in a scale
// of its own.
const std::vector<Scale>& Scales() {
  static const std::vector<Scale> kScales = {
      {"strongly disagree", "disagree", "somewhat disagree", "slightly disagree", "neutral",
       "slightly agree", "somewhat agree", "agree", "strongly agree"},
      {"strongly disagree", "disagree", "rather disagree", "neither agree nor disagree",
       "rather agree", "agree", "strongly agree"},
      {"strongly disagree", "somewhat disagree", "neither", "somewhat agree", "strongly agree"},
      {"completely disagree", "mostly disagree", "disagree", "undecided", "agree", "mostly agree",
       "completely agree"},
      {"never", "almost never", "rarely", "seldom", "occasionally", "sometimes", "often",
       "frequently", "very often", "most of the time", "almost always", "always"},
      {"very unlikely", "unlikely", "somewhat unlikely", "neutral", "neither likely nor unlikely",
       "somewhat likely", "likely", "very likely"},
      {"extremely unlikely", "unlikely", "neutral", "likely", "extremely likely"},
      {"not at all important", "not important", "slightly important", "somewhat important",
       "moderately important", "important", "very important", "extremely important"},
      {"very dissatisfied", "dissatisfied", "somewhat dissatisfied", "neutral",
       "neither satisfied nor dissatisfied", "somewhat satisfied", "satisfied", "very satisfied"},
      {"very poor", "poor", "fair", "average", "good", "very good", "excellent"},
      {"not at all", "a little", "slightly", "somewhat", "moderately", "quite a bit", "very much",
       "extremely"},
      {"very low", "low", "medium", "high", "very high"},
      {"非常不同意", "很不同意", "不同意", "比较不同意", "有点不同意", "一般", "中立", "不确定",
       "既不同意也不反对", "有点同意", "比较同意", "同意", "很同意", "非常同意"},
      {"从不", "几乎从不", "很少", "偶尔", "有时", "经常", "常常", "大多数时候", "总是"},
      {"非常不可能", "不可能", "不太可能", "一般", "说不准", "不确定", "比较可能", "可能",
       "非常可能"},
      {"完全不重要", "不重要", "不太重要", "一般", "一般重要", "比较重要", "重要", "非常重要",
       "极其重要"},
      {"非常不满意", "不满意", "比较不满意", "一般", "比较满意", "满意", "非常满意"},
      {"很差", "差", "一般", "好", "很好", "非常好"},
      {"很低", "低", "中", "高", "很高"},
  };
  return kScales;
}

int PositionIn(const Scale& scale, const std::string& text) {
  for (size_t i = 0; i < scale.size(); ++i) {
    if (text == scale[i]) return static_cast<int>(i);
  }
  return -1;
}

// "18-24" -> 18; nothing where the text does not begin with a number.
std::optional<double> LeadingNumber(const std::string& text) {
  const size_t start = text.find_first_not_of(' ');
  if (start == std::string::npos) return std::nullopt;
  size_t end = start;
  while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.')) ++end;
  double number = 0;
  if (end == start ||
      ParseCell(text.substr(start, end - start), false, &number) != CellKind::kNumber) {
    return std::nullopt;
  }
  return number;
}

std::vector<std::string> Values(const std::map<double, std::string>& ordered) {
  std::vector<std::string> texts;
  for (const auto& [position, text] : ordered) texts.push_back(text);
  return texts;
}

std::vector<std::string> InScaleOfWords(const std::vector<std::string>& texts) {
  for (const Scale& scale : Scales()) {
    std::map<double, std::string> ordered;
    for (const std::string& text : texts) {
      const int position = PositionIn(scale, ToLower(Trim(text)));
      if (position >= 0) ordered.emplace(position, text);
    }
    if (ordered.size() == texts.size()) return Values(ordered);
  }
  return {};
}

}  // namespace

bool IsKnownScale(const std::vector<std::string>& texts) {
  return texts.size() > 1 && !InScaleOfWords(texts).empty();
}

bool MeansMissing(const std::string& text) {
  static const Scale kWords = {"refused",
                               "refuse to answer",
                               "prefer not to say",
                               "prefer not to answer",
                               "no answer",
                               "don't know",
                               "do not know",
                               "don\xE2\x80\x99t know",
                               "dk",
                               "not applicable",
                               "拒答",
                               "拒绝回答",
                               "不知道",
                               "不适用",
                               "不清楚"};
  return PositionIn(kWords, ToLower(Trim(text))) >= 0;
}

std::vector<std::string> InKnownOrder(const std::vector<std::string>& texts) {
  if (texts.size() < 2) return {};
  const std::vector<std::string> words = InScaleOfWords(texts);
  if (!words.empty()) return words;
  std::map<double, std::string> ordered;
  for (const std::string& text : texts) {
    if (const std::optional<double> number = LeadingNumber(text)) ordered.emplace(*number, text);
  }
  return ordered.size() == texts.size() ? Values(ordered) : std::vector<std::string>();
}

}  // namespace trustsem
