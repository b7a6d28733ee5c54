#include "report/survey_phrases.h"

#include <iterator>

namespace trustsem {

namespace {

using P = SurveyPhrase;

struct Entry {
  SurveyPhrase phrase;
  std::string_view english;
  std::string_view chinese;
};

// In the order of the enumeration; checked below.
constexpr Entry kEntries[] = {
    {P::kTables, "Survey tables", "调查统计表"},
    {P::kAbout, "About", "说明"},
    {P::kBase, "Base: {}.", "基数：{}。"},
    {P::kAllRespondents, "all respondents", "全部受访者"},
    {P::kTotal, "Total", "合计"},
    {P::kN, "n", "人数 n"},
    {P::kWeightedN, "weighted n", "加权人数"},
    {P::kEffectiveN, "effective n", "有效样本量"},
    {P::kQuestion, "Question", "问题"},
    {P::kAnswer, "Answer", "回答"},
    {P::kMean, "Mean", "均值"},
    {P::kValue, "value", "值"},
    {P::kLower, "lower", "下限"},
    {P::kUpper, "upper", "上限"},
    {P::kHigherThan, "higher than", "高于"},
    {P::kAnsweredCount, "n {}", "n {}"},
    {P::kBy, "By {}", "按{}分组"},
    {P::kContinued, "{} (continued)", "{}（续）"},
    {P::kNetCounts, "{0} counts: {1}.", "{0}包括：{1}。"},
    {P::kSuppressed,
     "–: fewer than {1} respondents; not shown, and not compared (cells of this table: {0}).",
     "–：受访者少于 {1} 人，不予显示，也不参与比较（本表共 {0} 个单元格）。"},
    {P::kSuppressedCell, "–", "–"},
    {P::kMethod, "Method", "方法"},
    {P::kWeights, "Answers are weighted by '{}'.", "答案按“{}”加权。"},
    {P::kNoWeights, "Answers are not weighted.", "答案未加权。"},
    {P::kStrata, "Sampling errors allow for strata ('{}').", "抽样误差考虑了分层（“{}”）。"},
    {P::kClusters, "Sampling errors allow for clusters ('{}').", "抽样误差考虑了整群（“{}”）。"},
    {P::kInBrackets, "In brackets", "方括号内"},
    {P::kInColumns, "Lower and upper", "“下限”与“上限”"},
    {P::kIntervalsLogit,
     "{0}: {1:g}% confidence intervals by Taylor linearisation; of shares on the logit scale, "
     "so that they stay between 0% and 100%.",
     "{0}：{1:g}% 置信区间，按泰勒线性化计算；比例的区间取 logit 尺度，因此保持在 0% 与 100% "
     "之间。"},
    {P::kIntervalsBeta,
     "{0}: {1:g}% confidence intervals by Taylor linearisation; of shares by the method of "
     "Korn and Graubard (1998), so that they stay between 0% and 100%.",
     "{0}：{1:g}% 置信区间，按泰勒线性化计算；比例的区间用 Korn 与 Graubard（1998）的方法，因此"
     "保持在 0% 与 100% 之间。"},
    {P::kBaseRule,
     "The base of a percentage is those of the column who answered the question; n beside a "
     "question counts them.",
     "百分比的基数是该列中回答了该问题的受访者；问题旁的 n 是其人数。"},
    {P::kLetters,
     "Letters name the columns of the same grouping that are lower by a two-sided test at the {0} "
     "level; {1}.",
     "字母表示同一分组中在 {0} 水平（双侧检验）上较低的列；{1}。"},
    {P::kCorrectionNone, "not corrected for the number of comparisons", "未做多重比较校正"},
    {P::kCorrectionBonferroni, "corrected for the number of comparisons (Bonferroni)",
     "已做多重比较校正（Bonferroni）"},
    {P::kCorrectionHolm, "corrected for the number of comparisons (Holm)",
     "已做多重比较校正（Holm）"},
    {P::kCorrectionBenjaminiHochberg,
     "corrected for the number of comparisons (Benjamini and Hochberg: false discovery rate)",
     "已做多重比较校正（Benjamini 与 Hochberg：错误发现率）"},
    {P::kMinimumBase, "Cells with fewer than {} respondents are not shown.",
     "受访者少于 {} 人的单元格不予显示。"},
    {P::kEffectiveRule, "Effective n is (sum of weights) squared / sum of squared weights.",
     "有效样本量为权数之和的平方除以权数平方之和。"},
    {P::kSheets, "Sheets", "工作表"},
    {P::kOrigin, "Provenance", "来源"},
    {P::kProgram, "Program: trustsem {}", "程序：trustsem {}"},
    {P::kRequestFile, "Request: {0} (hash {1})", "请求文件：{0}（散列值 {1}）"},
    {P::kDataFile, "Data: {0} (rows {2}, hash {1})", "数据：{0}（{2} 行，散列值 {1}）"},
    {P::kCodebookFile, "Codebook: {0} (hash {1})", "编码簿：{0}（散列值 {1}）"},
    {P::kOptions, "Options: {}", "选项：{}"},
    {P::kNotes, "Notes", "注意事项"},
    {P::kClaims, "Published percentages and the survey", "已发表百分比与调查的对照"},
    {P::kSource, "Source of the claims: {}", "所引结论的出处：{}"},
    {P::kTally, "{0} of {1} percentages reproduced", "{1} 个百分比中有 {0} 个再现"},
    {P::kTallyOpen, "; {} of them have another reading that does not agree.",
     "；其中 {} 个另有不相符的读法。"},
    {P::kFullStop, ".", "。"},
    {P::kTallyOther, " Ambiguous: {0}; different: {1}; not computed: {2}.",
     "取决于读法：{0}；不符：{1}；未计算：{2}。"},
    {P::kTallyRatios, " Ratios reproduced: {0} of {1}.", "比值：{1} 个中有 {0} 个再现。"},
    {P::kByConstruction,
     "Reproduced by construction: these data are synthetic and calibrated to the published "
     "percentages, so agreement is no validation.",
     "由构造再现：这些数据是合成数据，并已按公布的百分比校准，因此一致并不构成验证。"},
    {P::kSyntheticOnly, "The data are synthetic; agreement or not says nothing about customers.",
     "数据是合成的；是否一致都不能说明客户的情况。"},
    {P::kStatedOnly,
     "Percentages are what respondents say: importance is stated, and answers to 'if' questions "
     "are what they say they would do.",
     "百分比只反映受访者的说法：重要性是受访者陈述的，对“如果”类问题的回答是他们说自己会怎么做。"},
    {P::kToleranceRule,
     "Reproduced: the first reading lies within {} points of the published percentage (for > and "
     "<: on that side of it).",
     "再现：第一种读法与公布的百分比相差不超过 {} 个百分点（> 与 <：位于该侧）。"},
    {P::kVerdictRule, "Ambiguous: only another reading does. Differs: no reading does.",
     "取决于读法：只有另一种读法相符。不符：没有一种读法相符。"},
    {P::kClaimBaseRule,
     "n counts those of the base who answered what is counted; shares are taken of them.",
     "n 为基数中回答了所计问题的受访者人数，比例以其为分母。"},
    {P::kId, "id", "编号"},
    {P::kClaim, "claim", "所引结论"},
    {P::kLine, "line", "行"},
    {P::kCounted, "counted", "计入"},
    {P::kBaseColumn, "base", "基数"},
    {P::kPublished, "published", "公布值"},
    {P::kComputed, "computed", "计算值"},
    {P::kDifference, "points", "差（百分点）"},
    {P::kStatus, "status", "读法的确定程度"},
    {P::kStatusExplicit, "explicit", "明确"},
    {P::kStatusApprox, "approximate", "约数"},
    {P::kStatusDerived, "derived", "推算"},
    {P::kStatusBaseUnstated, "base unstated", "未说明基数"},
    {P::kStatusBaseAmbiguous, "base ambiguous", "基数含糊"},
    {P::kStatusCategoryUnstated, "category unstated", "未说明类别"},
    {P::kStatusCategoryAmbiguous, "category ambiguous", "类别含糊"},
    {P::kStatusBothAmbiguous, "base and category ambiguous", "基数与类别含糊"},
    {P::kVerdict, "verdict", "结论"},
    {P::kVerdictReproduced, "reproduced", "再现"},
    {P::kVerdictDiffers, "differs", "不符"},
    {P::kVerdictAmbiguous, "ambiguous", "取决于读法"},
    {P::kVerdictNotComputed, "not computed", "未计算"},
    {P::kClaimSheet, "Percentages", "百分比"},
    {P::kReadings, "Claims with other readings", "有其他读法的结论"},
    {P::kReading, "reading", "读法"},
    {P::kFirstReading, "first reading", "第一种读法"},
    {P::kOtherReading, "reading {}", "读法 {}"},
    {P::kAgrees, "agrees", "相符"},
    {P::kYes, "yes", "是"},
    {P::kNo, "no", "否"},
    {P::kNoteColumn, "note", "说明"},
    {P::kAnyOf, "any of: {}", "任一：{}"},
    {P::kWordsOnly, "Readings that the data cannot answer:", "数据无法回答的读法："},
    {P::kWhatIsCounted, "What is counted, and among whom", "计入什么，以谁为基数"},
    {P::kCountedAmong, "{0}: counted: {1}; base: {2}.", "{0}：计入：{1}；基数：{2}。"},
    {P::kNamedReading, "{0}, {1}", "{0}（{1}）"},
    {P::kSentenceAtLine, "{0} (line {1})", "{0}（第 {1} 行）"},
    {P::kRatios, "Ratios", "比值"},
    {P::kRatio, "ratio", "比值"},
    {P::kAllowed, "allowed", "允许范围"},
    {P::kRatioRule,
     "A ratio is reproduced where it lies in the range that its published percentages leave open "
     "when each may be off by {} points.",
     "若公布的百分比各可相差 {} 个百分点，比值落在由此允许的范围内即为再现。"},
    {P::kListSeparator, "; ", "；"},
};

constexpr bool InOrder() {
  for (size_t i = 0; i < std::size(kEntries); ++i) {
    if (static_cast<size_t>(kEntries[i].phrase) != i) return false;
  }
  return std::size(kEntries) == static_cast<size_t>(SurveyPhrase::kCount);
}
static_assert(InOrder(), "every phrase has its entry, in the order of the enumeration");

}  // namespace

std::string_view PhraseText(SurveyPhrase phrase, Language language) {
  const Entry& entry = kEntries[static_cast<size_t>(phrase)];
  return language == Language::kChinese ? entry.chinese : entry.english;
}

}  // namespace trustsem
