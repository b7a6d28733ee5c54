#include "report/path_words.h"

#include <fmt/format.h>

#include <cmath>

#include "report/format_number.h"
#include "report/names.h"

namespace trustsem {
namespace {

std::string Named(const std::string& name, const Text& text, Language language) {
  const std::string& label = InLanguage(text, language);
  return label.empty() || label == name ? name : fmt::format("{} ({})", label, name);
}

// "0.42 [0.35, 0.49], p <.001, unstandardised 0.51", or the other way round.
std::string Numbers(const PathValue& value, Language language) {
  const bool chinese = language == Language::kChinese;
  std::string text = value.plain ? FormatEstimate(value.est) : FormatFixed(value.std_all, 3);
  if (text.empty()) return "";
  if (!value.free) return text + (chinese ? "（固定）" : " (fixed)");
  const std::string interval = FormatInterval(value.ci_lower, value.ci_upper);
  if (!interval.empty()) text += (chinese ? "，95%区间 " : ", 95% interval ") + interval;
  const std::string p = FormatPValue(value.pvalue);
  if (!p.empty()) text += (chinese ? "，p " : ", p ") + (p[0] == '<' ? p : "= " + p);
  if (value.plain) {
    const std::string standardised = FormatFixed(value.std_all, 3);
    if (!standardised.empty()) text += (chinese ? "，标准化 " : ", standardised ") + standardised;
  } else {
    const std::string plain = FormatEstimate(value.est);
    if (!plain.empty()) text += (chinese ? "，未标准化 " : ", unstandardised ") + plain;
  }
  return text;
}

}  // namespace

std::string CoefficientText(const PathValue& value) {
  const double size = std::abs(value.est);
  std::string text = FormatFixed(value.plain ? value.est : value.std_all, 2);
  // Plain coefficients have the units of the scales and may be of any size.
  if (value.plain && size > 1e-10 && size < 0.095) text = fmt::format("{:.2g}", value.est);
  if (value.plain && size > 9999) text = fmt::format("{:.3g}", value.est);
  if (!text.empty() && text[0] == '-') text.replace(0, 1, "−");
  return text;
}

std::string FormatShare(double r_squared) {
  const std::string share = FormatFixed(r_squared, 2);
  return share.empty() ? "" : "R² = " + share;
}

std::string EdgeHover(const PathGraph& graph, const PathEdge& edge, const PathValue* value,
                      Language language) {
  const PathNode &from = graph.nodes[edge.from], &to = graph.nodes[edge.to];
  std::string text = fmt::format("{} {} {}", Named(from.name, from.label, language),
                                 edge.kind == PathEdge::Kind::kCovariance ? "↔" : "→",
                                 Named(to.name, to.label, language));
  const std::string numbers = value == nullptr ? "" : Numbers(*value, language);
  const bool chinese = language == Language::kChinese;
  if (!numbers.empty()) text += (chinese ? "：" : ": ") + numbers;
  if (edge.status == Status::kAmbiguous)
    text += chinese ? "；原文含义不明" : "; ambiguous in the source";
  if (edge.status == Status::kImplied) text += chinese ? "；原文隐含" : "; implied by the source";
  return text;
}

std::string ItemHover(const PathNode& node, const PathItem& item, const PathValue* value,
                      Language language) {
  std::string text = fmt::format("{} → {}", Named(node.name, node.label, language),
                                 Named(item.name, item.label, language));
  const std::string numbers = value == nullptr ? "" : Numbers(*value, language);
  if (!numbers.empty()) text += (language == Language::kChinese ? "：" : ": ") + numbers;
  return text;
}

std::string NodeHover(const PathNode& node, int group, Language language) {
  std::string text = Named(node.name, node.label, language);
  if (node.r_squared.empty()) return text;
  const std::string share = FormatFixed(node.r_squared[group], 3);
  return share.empty() ? text : text + ", R² = " + share;
}

const PathWords& WordsOfPaths(Language language) {
  static constexpr PathWords kEnglish = {
      "positive (p < .05)",
      "negative (p < .05)",
      "not distinguishable from zero",
      "fixed by the model",
      "path",
      "ambiguous in the source",
      "covariance",
      "Completely standardised estimates; wider lines are stronger associations.",
      "Unstandardised estimates; wider lines are stronger associations (standardised).",
      "The model without estimates.",
      "Not drawn: covariances that the model adds by default ({}).",
      "Not drawn: covariances of items' residuals ({}).",
      "Group: {}",
      "{} (no estimates)"};
  static constexpr PathWords kChinese = {"正向（p < .05）",
                                         "负向（p < .05）",
                                         "与零无显著差异",
                                         "由模型固定",
                                         "路径",
                                         "原文含义不明",
                                         "协方差",
                                         "完全标准化估计值；线条越粗，关联越强。",
                                         "未标准化估计值；线条越粗，（标准化的）关联越强。",
                                         "未经估计的模型。",
                                         "模型默认加入的{}个协方差未画出。",
                                         "题项残差的{}个协方差未画出。",
                                         "组：{}",
                                         "{}（无估计值）"};
  return language == Language::kChinese ? kChinese : kEnglish;
}

}  // namespace trustsem
