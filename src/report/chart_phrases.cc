#include "report/chart_phrases.h"

#include <iterator>

#include "report/names.h"

namespace trustsem {
namespace {

struct Wording {
  ChartPhrase phrase;
  std::string_view en, zh;
};

// In the order of the enumeration.
constexpr Wording kWordings[] = {
    {ChartPhrase::kPaths, "standardised paths", "标准化路径系数"},
    {ChartPhrase::kEffects, "standardised total effects", "标准化总效应"},
    {ChartPhrase::kLoadings, "standardised loadings", "标准化载荷"},
    {ChartPhrase::kPathsReading, "Below each outcome (→): what it is regressed on.",
     "每个结果变量（→）之下：其预测变量。"},
    {ChartPhrase::kEffectsReading,
     "Below each outcome (→): the total effect of what reaches it through others.",
     "每个结果变量（→）之下：经由其他变量作用于它的变量的总效应。"},
    {ChartPhrase::kLoadingsReading, "Below each construct: its items.", "每个构念之下：其题项。"},
    {ChartPhrase::kDots,
     "Lines: 95% intervals. Filled: the interval excludes zero; hollow: it does not, or there is "
     "none.",
     "横线：95%区间。实心：区间不含零；空心：区间含零或没有区间。"},
    {ChartPhrase::kStandardisedCoefficient, "standardised coefficient", "标准化系数"},
    {ChartPhrase::kStandardisedLoading, "standardised loading", "标准化载荷"},
    {ChartPhrase::kNoEstimates, "{} (no estimates)", "{}（无估计值）"},
    {ChartPhrase::kLargestRows, "The {} largest of {}.", "共{1}个，图中为最大的{0}个。"},
    {ChartPhrase::kListedPairsOnly,
     "Other pairs are not considered: the list of indirect effects is cut.",
     "间接效应的列表已截断，其余变量对未予考虑。"},
    {ChartPhrase::kContinued, "{} (continued)", "{}（续）"},
    {ChartPhrase::kResiduals, "residual correlations", "残差相关"},
    {ChartPhrase::kResidualsReading,
     "Observed less implied correlation. Blue: the model implies too little; vermilion, with a "
     "minus: too much.",
     "观测相关减模型相关。蓝色：模型低估；朱红色（带负号）：模型高估。"},
    {ChartPhrase::kResidualCorrelation, "residual correlation", "残差相关"},
    {ChartPhrase::kLargestItems, "The {} of {} items with the largest residuals.",
     "共{1}个题项，图中为残差最大的{0}个。"},
    {ChartPhrase::kLargest, "Largest", "最大者"},
    {ChartPhrase::kBootstrap, "bootstrap of the paths", "路径系数的自助法分布"},
    {ChartPhrase::kBootstrapReading,
     "Standardised coefficients of {0} replicates. Line: estimate; bar: 95% {1} interval; dashes: "
     "zero. "
     "All axes span the same.",
     "{0} 个自助样本的标准化系数。竖线：估计值；横条：95%{1}区间；虚线：零。各横轴跨度相同。"},
    {ChartPhrase::kPercentileInterval, "percentile", "百分位"},
    {ChartPhrase::kNormalInterval, "normal", "正态"},
    {ChartPhrase::kBcaInterval, "BCa", "BCa"},
    {ChartPhrase::kBeyondAxes, "Values beyond their axes: {}.", "超出横轴的值：{} 个。"},
    {ChartPhrase::kAnswersReading, "Percent of those who answered. Base: {}.",
     "占作答者的百分比。基数：{}。"},
    {ChartPhrase::kBetween, "between", "其间"},
    {ChartPhrase::kBarsReading, "Percent of those who answered. Base: {}. Lines: {:g}% intervals.",
     "占作答者的百分比。基数：{}。横线：{:g}%区间。"},
    {ChartPhrase::kShareOfAnswers, "% of answers", "占回答的百分比"},
    {ChartPhrase::kShareOfRespondents, "% of respondents", "占受访者的百分比"},
    {ChartPhrase::kClaimsReading,
     "Bars: the survey's percentages; lines: {:g}% intervals; diamonds: as published.",
     "条形：调查所得百分比；横线：{:g}%区间；菱形：公布值。"},
    {ChartPhrase::kPercentage, "%", "%"},
    {ChartPhrase::kPublished, "published", "公布值"},
    {ChartPhrase::kComputed, "survey", "调查"},
    {ChartPhrase::kSurveyProvenance, "{}; data {}, {} respondents; trustsem {}.",
     "{}；数据 {}，{} 名受访者；trustsem {}。"},
};
static_assert(std::size(kWordings) == static_cast<size_t>(ChartPhrase::kCount));

}  // namespace

std::string_view PhraseText(ChartPhrase phrase, Language language) {
  const Wording& wording = kWordings[static_cast<size_t>(phrase)];
  return language == Language::kChinese ? wording.zh : wording.en;
}

Text ChartTitle(const Text& subject, ChartPhrase phrase) {
  const auto title = [&](Language language) {
    const std::string& about = InLanguage(subject, language);
    std::string text(PhraseText(phrase, language));
    if (about.empty()) {
      if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
      return text;
    }
    return about + (language == Language::kChinese ? "：" : ": ") + text;
  };
  return {title(Language::kEnglish), title(Language::kChinese)};
}

}  // namespace trustsem
