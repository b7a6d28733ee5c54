#include "report/velocity_phrases.h"

#include <iterator>

namespace trustsem {
namespace {

using P = VelocityPhrase;

struct Entry {
  VelocityPhrase phrase;
  std::string_view english;
  std::string_view chinese;
};

// In the order of the enumeration; checked below.
constexpr Entry kEntries[] = {
    {P::kTitle, "Trust velocity", "信任速度"},
    {P::kWhatItIs,
     "Trust velocity = (professional + vocational + relationship + benefit trust) / T: the sum of "
     "four scores from 0 to 100 each, divided by the time T, here {0}. It is a teaching heuristic "
     "without a published validation study.",
     "信任速度 =（专业信任 + 职业信任 + 关系信任 + 利益信任）/ T：四项得分各为 0 至 "
     "100，其和除以时间 T，此处 T 为{0}。这是一个教学用的经验公式，没有已发表的效度研究。"},
    {P::kStatement,
     "A teaching heuristic without a published validation study; constant trust decays as 1/T: "
     "compare at equal T.",
     "教学用的经验公式，没有已发表的效度研究；信任不变时按 1/T 下降：应在相同 T 下比较。"},
    {P::kInteractions, "completed interactions", "已完成的互动次数"},
    {P::kMonths, "months since first contact", "自首次接触起的月数"},
    {P::kInteraction, "interaction", "次互动"},
    {P::kMonth, "month", "月"},
    {P::kWeighted,
     "The components are weighted: {0}. The literal index is four times their weighted mean, "
     "divided by T.",
     "各分项加权：{0}。字面指数为其加权均值的四倍除以 T。"},
    {P::kFlaw,
     "Its flaw: with constant trust the index falls as 1/T, so that old relationships look slow: "
     "compare at equal T. The score at equal T therefore stands beside the literal index, and the "
     "index that this score gives at T = {0}, the median.",
     "其缺陷：信任不变时，指数按 1/T 下降，所以老客户关系看起来慢：应在相同 T "
     "下比较。因此字面指数旁列出相同 T 下的得分，以及该得分在 T = {0}（中位数）时对应的指数。"},
    {P::kFlawWithoutReference,
     "Its flaw: with constant trust the index falls as 1/T, so that old relationships look slow: "
     "compare at equal T.",
     "其缺陷：信任不变时，指数按 1/T 下降，所以老客户关系看起来慢：应在相同 T 下比较。"},
    {P::kDescriptive,
     "All of this describes what was answered; it does not show what trust comes from. The "
     "components share items with the constructs of the structural models: never regress one on "
     "the other.",
     "以下只描述作答情况，并不说明信任从何而来。各分项与结构模型的构念共用题项：切勿以一方对另一方"
     "作回归。"},
    {P::kSummary, "In short", "要点"},
    {P::kOverall,
     "{0} responses of {1} accounts: mean score {2} of 100, literal index {3} points per {4}.",
     "{1} 个客户的 {0} 份回答：平均得分 {2}（满分 100），字面指数为每{4} {3} 分。"},
    {P::kPaceTally,
     "Accounts: {0} falling, {1} slow, {2} typical, {3} fast, {4} with too little to say.",
     "客户：下降 {0} 个，慢 {1} 个，一般 {2} 个，快 {3} 个，信息不足 {4} 个。"},
    {P::kGrowthRose,
     "Over the waves trust rose on average: slope {0} points per unit of f(t) = {1}.",
     "各波次间信任平均上升：斜率为 {0} 分（每单位 f(t) = {1}）。"},
    {P::kGrowthFell,
     "Over the waves trust fell on average: slope {0} points per unit of f(t) = {1}.",
     "各波次间信任平均下降：斜率为 {0} 分（每单位 f(t) = {1}）。"},
    {P::kGrowthUnclear,
     "Over the waves neither a rise nor a fall can be told: slope {0} points per unit of f(t) = "
     "{1}.",
     "各波次间看不出信任上升或下降：斜率为 {0} 分（每单位 f(t) = {1}）。"},
    {P::kHalfReached, "Half of the accounts had reached a score of {0} by T = {1}.",
     "半数客户在 T = {1} 之前已达到 {0} 分。"},
    {P::kHalfNotReached, "Fewer than half of the accounts are seen to reach a score of {0}.",
     "观测到达到 {0} 分的客户不足半数。"},
    {P::kProfessional, "professional", "专业信任"},
    {P::kVocational, "vocational", "职业信任"},
    {P::kRelationship, "relationship", "关系信任"},
    {P::kBenefit, "benefit", "利益信任"},
    {P::kTotal, "Total", "全体"},
    {P::kAccount, "Account", "客户"},
    {P::kSalesperson, "Salesperson", "销售人员"},
    {P::kSegment, "Segment", "细分群体"},
    {P::kMarket, "Market", "市场"},
    {P::kStage, "Stage", "阶段"},
    {P::kEverybody, "everybody", "全体"},
    {P::kFalling, "falling", "下降"},
    {P::kSlow, "slow", "慢"},
    {P::kTypical, "typical", "一般"},
    {P::kFast, "fast", "快"},
    {P::kUnknown, "unknown", "未知"},
    {P::kYes, "yes", "是"},
    {P::kNo, "no", "否"},
    {P::kWaves, "waves", "波次"},
    {P::kListSeparator, ", ", "、"},
    {P::kCounted, "Who is counted", "计入与剔除"},
    {P::kRows, "Rows read: {0}; used: {1}; rejected: {2}; without an index: {3}.",
     "读入 {0} 行；使用 {1} 行；拒绝 {2} 行；无指数 {3} 行。"},
    {P::kNothingFlagged, "Every row has all its components and a time.",
     "每一行的分项和时间都完整。"},
    {P::kRowNumbers,
     "Rows are numbered from 1 below the line of names; of each reason the first ten stand here. A "
     "row may have several reasons.",
     "行号从变量名行之下的 1 起算；每种原因列出前十行。一行可有多种原因。"},
    {P::kReason, "Reason", "原因"},
    {P::kConsequence, "What becomes of the row", "处理"},
    {P::kRowCount, "Rows", "行数"},
    {P::kFirstRows, "Row numbers", "行号"},
    {P::kReasonItem, "{0}: {1}. Rows: {2} ({3}).", "{0}：{1}。{2} 行（行号 {3}）。"},
    {P::kAndMore, "{0}, and {1} more", "{0}，另有 {1} 行"},
    {P::kReasonProratedComponent, "a component from most of its items", "某分项缺部分题项"},
    {P::kReasonProratedSum, "three components stand for four", "以三个分项代替四个"},
    {P::kReasonTooFewComponents, "fewer than three components", "可用分项不足三个"},
    {P::kReasonNoTime, "interactions or a date missing", "缺少互动次数或日期"},
    {P::kReasonTimeZero, "T = 0: no quotient", "T = 0：商无定义"},
    {P::kReasonNegativeTime, "negative time", "时间为负"},
    {P::kReasonFutureDate, "a date in the future", "日期在未来"},
    {P::kReasonNoAccount, "no account", "没有客户编号"},
    {P::kReasonNoWave, "no wave, or an unknown one", "没有波次或波次未知"},
    {P::kIndexFlagged, "counted, prorated", "计入，按比例折算"},
    {P::kNoIndex, "left out", "剔除"},
    {P::kScoresAlone, "no index; its scores count", "无指数，得分仍计入"},
    {P::kRowRejected, "rejected", "拒绝"},
    {P::kReliability, "Components and their reliability", "分项及其信度"},
    {P::kReliabilityMeaning,
     "Items answered from {0} to {1}, rescaled to 0 to 100. Omega: McDonald's, of one factor. "
     "Error: standard error of measurement of the component, in points.",
     "题项取值 {0} 至 {1}，换算为 0 至 100 分。ω：单因子的 McDonald "
     "ω。误差：分项的测量标准误（分）。"},
    {P::kScoreError,
     "The standard error of measurement of a score from all four components is {0} points.",
     "四个分项齐全时，得分的测量标准误为 {0} 分。"},
    {P::kComponent, "Component", "分项"},
    {P::kItems, "Items", "题项"},
    {P::kReversed, "{0} (reversed)", "{0}（反向）"},
    {P::kWeight, "Weight", "权重"},
    {P::kComplete, "Complete", "完整回答"},
    {P::kMean, "Mean", "均值"},
    {P::kDeviation, "SD", "标准差"},
    {P::kOmega, "Omega", "ω"},
    {P::kMeasurementError, "Error", "误差"},
    {P::kStrata, "The literal index falls with time", "字面指数随时间下降"},
    {P::kStrataMeaning,
     "The last column is the index that everybody's mean score would give in each row: what falls "
     "there is due to T alone.",
     "最后一列为全体平均得分在各行所给出的指数：其下降只来自 T。"},
    {P::kRange, "T", "T"},
    {P::kResponses, "Responses", "回答数"},
    {P::kMeanTime, "Mean T", "平均 T"},
    {P::kScore, "Score", "得分"},
    {P::kIndex, "Literal index", "字面指数"},
    {P::kConstantIndex, "Index of a constant score", "得分不变时的指数"},
    {P::kLevels, "The literal index beside scores at equal T", "字面指数与相同 T 下的得分"},
    {P::kLevelsMeaning,
     "Literal index: the sum of all scores over the sum of all T, never the mean of quotients. In "
     "brackets: {0}% intervals.",
     "字面指数：全部得分之和除以全部 T 之和，而非商的均值。方括号内为 {0}% 区间。"},
    {P::kByLevel, "By {0}", "按{0}"},
    {P::kComponents, "Components", "各分项"},
    {P::kComponentsByLevel, "Components, by {0}", "各分项，按{0}"},
    {P::kGroup, "Group", "组"},
    {P::kAccounts, "Accounts", "客户数"},
    {P::kMatched, "At equal T", "相同 T 得分"},
    {P::kMatchedIndex, "Index at T = {0}", "T = {0} 时指数"},
    {P::kMatchedIndexAlone, "Index at equal T", "相同 T 指数"},
    {P::kShareMatched, "Matched", "匹配比例"},
    {P::kChangeRate, "Change per unit of T", "每单位 T 的变化"},
    {P::kNotShown, "Without numbers: fewer than {0} accounts or {1} responses.",
     "无数字者：客户少于 {0} 个或回答少于 {1} 份。"},
    {P::kSalespersons, "Salespersons", "销售人员"},
    {P::kShrunkenMeaning,
     "Shrunken: the score at equal T, drawn towards the mean of all the more the fewer responses "
     "it rests on (empirical Bayes). Order: highest first.",
     "收缩值：相同 T 下的得分向总均值收缩，所依回答越少，收缩越多（经验贝叶斯）。按从高到低排列。"},
    {P::kBetweenSalespersons,
     "Scores at equal T differ between salespersons with a standard deviation of {0} points.",
     "销售人员之间，相同 T 下得分的标准差为 {0} 分。"},
    {P::kShrunken, "Shrunken", "收缩值"},
    {P::kUnshown, "Salespersons without numbers", "不列数字的销售人员"},
    {P::kUnshownRule, "Fewer than {0} accounts or {1} responses are too few for a number.",
     "客户少于 {0} 个或回答少于 {1} 份者，不列数字。"},
    {P::kDifferences, "Differences", "差异"},
    {P::kDifferencesMeaning,
     "Of scores at equal T, first less second, in points. p (Holm) is corrected for the number of "
     "comparisons within the level; smallest first.",
     "相同 T "
     "下得分之差（前者减后者），单位为分。p（Holm）按同一层级内的比较次数校正；由小到大排列。"},
    {P::kLevel, "Level", "层级"},
    {P::kFirst, "First", "前者"},
    {P::kSecond, "Second", "后者"},
    {P::kAverage, "average of all", "总平均"},
    {P::kDifference, "Difference", "差异"},
    {P::kPValue, "p", "p"},
    {P::kHolm, "p (Holm)", "p（Holm）"},
    {P::kStages, "Stages beside the source's emphasis", "各阶段与来源所强调的分项"},
    {P::kStagesMeaning,
     "The source asks for some components at each stage. Lead: the mean of these less the mean of "
     "the others, in points. What it asks for is no finding.",
     "来源在每个阶段强调某些分项。领先：这些分项的均值减其余分项的均值（分）。来源的要求并非研究发"
     "现。"},
    {P::kEmphasised, "Emphasised by the source", "来源所强调"},
    {P::kLead, "Lead", "领先"},
    {P::kReading, "Reading", "解读"},
    {P::kLeads, "emphasised ones higher", "强调的分项较高"},
    {P::kTrails, "emphasised ones lower", "强调的分项较低"},
    {P::kNotDistinguishable, "not distinguishable", "无法区分"},
    {P::kNoEmphasis, "none", "无"},
    {P::kGrowth, "Change over waves", "各波次间的变化"},
    {P::kChangeMeaning,
     "Change of the sum of scores from first to last response, over the change of T: (S_t - S_0) / "
     "(T_t - T_0), as a quotient of sums. Below zero: trust fell.",
     "得分之和从首次到末次回答的变化除以 T 的变化：(S_t - S_0) / (T_t - "
     "T_0)，以和之比计算。小于零表示信任下降。"},
    {P::kChangeTable, "Change per unit of T", "每单位 T 的变化"},
    {P::kFewWaves, "Growth over waves needs three waves or more; the data have {0}.",
     "跨波次增长至少需要三个波次；数据只有 {0} 个。"},
    {P::kNotFitted, "Growth over waves was not estimated: {0}", "未估计跨波次增长：{0}"},
    {P::kNotEstimated, "f(t) = {0} was not estimated: {1}", "未估计 f(t) = {0}：{1}"},
    {P::kGrowthAccounts,
     "Growth is estimated from {0} accounts, {1} of which answered in every wave; what is missing "
     "is dealt with by full information.",
     "增长由 {0} 个客户估计，其中 {1} 个每个波次均作答；缺失以完全信息法处理。"},
    {P::kInvariance, "First: is the same thing measured in every wave?",
     "首先：各波次测量的是否同一事物？"},
    {P::kSegmentInvariance, "Is the same thing measured in every segment?",
     "各细分群体测量的是否同一事物？"},
    {P::kInvarianceRule,
     "Holds: CFI of at least .90 with the form alone; then CFI falls by at most .01 a step.",
     "成立：仅形式相同时 CFI 不低于 .90；此后每步 CFI 下降不超过 .01。"},
    {P::kStepNotEstimated, "{0}: not estimated: {1}", "{0}：未估计：{1}"},
    {P::kStep, "Equal over waves", "跨波次相等"},
    {P::kSegmentStep, "Equal over segments", "跨细分群体相等"},
    {P::kConfigural, "form alone", "仅形式"},
    {P::kLoadings, "loadings", "载荷"},
    {P::kIntercepts, "intercepts too", "截距亦然"},
    {P::kChiSquareChange, "Diff.", "Δχ²"},
    {P::kDfChange, "Δdf", "Δdf"},
    {P::kPChange, "p of diff.", "Δp"},
    {P::kCfiChange, "ΔCFI", "ΔCFI"},
    {P::kHolds, "Holds", "成立"},
    {P::kInvariantUpTo,
     "Loadings and intercepts are equal over the waves: means may be compared over waves.",
     "各波次的载荷与截距相等：均值可跨波次比较。"},
    {P::kNotInvariant,
     "Equal loadings and intercepts do not hold over the waves: differences of means may come from "
     "the measurement; read growth with this caution.",
     "各波次的载荷与截距相等不成立：均值之差可能来自测量，增长结果须谨慎解读。"},
    {P::kSegmentsInvariant,
     "Loadings and intercepts are equal over the segments: their growth may be compared.",
     "各细分群体的载荷与截距相等：其增长可以比较。"},
    {P::kSegmentsNotInvariant,
     "Equal loadings and intercepts do not hold over the segments: compare their growth with this "
     "caution.",
     "各细分群体的载荷与截距相等不成立：比较其增长须谨慎。"},
    {P::kSegmentsNotEstimated, "Growth by segment was not estimated: {0}",
     "未估计各细分群体的增长：{0}"},
    {P::kRobust, "Errors and chi-squares are robust to accounts of one salesperson being alike.",
     "标准误与卡方对同一销售人员的客户彼此相似具有稳健性。"},
    {P::kShapes, "Shape of growth", "增长形态"},
    {P::kShape, "f(t)", "f(t)"},
    {P::kLinear, "t", "t"},
    {P::kLogarithmic, "log(1 + t)", "log(1 + t)"},
    {P::kLowerBic, "Lower BIC", "BIC 较低"},
    {P::kShapesMeaning,
     "The source says that building trust is not linear: both shapes are fitted, the one with the "
     "lower BIC, f(t) = {0}, is told below.",
     "来源称信任的建立并非线性：两种形态均拟合，以下为 BIC 较低者 f(t) = {0}。"},
    {P::kGrowthGroups, "Growth", "增长"},
    {P::kStart, "At t = 0", "t = 0 时"},
    {P::kSlope, "Slope", "斜率"},
    {P::kStartVariance, "Variance at t = 0", "t = 0 时方差"},
    {P::kSlopeVariance, "Variance of slopes", "斜率方差"},
    {P::kCovariance, "Covariance", "协方差"},
    {P::kSlopeUnit, "Slopes are points of the 0-100 score per unit of f(t); t is in {0}.",
     "斜率为每单位 f(t) 的得分（0-100 分）；t 的单位为{0}。"},
    {P::kFallsIn, "Trust falls, with the whole interval below zero, in: {0}.",
     "信任下降（整个区间小于零）者：{0}。"},
    {P::kTrajectories, "Implied mean of trust", "模型所示信任均值"},
    {P::kWave, "Wave", "波次"},
    {P::kTime, "t", "t"},
    {P::kSlopeDifferences, "Differences of slopes", "斜率之差"},
    {P::kTimeToTrust, "Time to trust", "建立信任所需时间"},
    {P::kTimeMeaning,
     "Reaching a threshold of the score is seen only between two responses (interval-censored; "
     "Turnbull). Counts are accounts: at or above the threshold at their first response, between "
     "two responses, not yet at their last.",
     "得分达到阈值的时刻只知在两次回答之间（区间删失；Turnbull）。计数为客户数：首次回答已达到、两"
     "次回答之间达到、末次回答仍未达到。"},
    {P::kTimeNotEstimated, "Time to trust was not estimated: {0}", "未估计建立信任所需时间：{0}"},
    {P::kThreshold, "Threshold", "阈值"},
    {P::kAtFirst, "At first", "首次已达"},
    {P::kBetween, "Between", "其间达到"},
    {P::kNotYet, "Not yet", "尚未达到"},
    {P::kMedian, "Median T", "中位 T"},
    {P::kByFive, "By the fifth", "第五次前"},
    {P::kEqualCurves, "p (equal)", "p（相等）"},
    {P::kNeverReached, "not reached", "未达到"},
    {P::kReported,
     "What respondents say themselves ('{0}'): {1} of {2} came to trust within two to five "
     "interactions. Reference line for such answers, from the report: {3}.",
     "受访者自述（“{0}”）：{2} 人中 {1} 在两到五次互动后信任。此类自述的参照线（原报告）：{3}。"},
    {P::kReportedCaution,
     "Such answers and the curves, which come from scores, measure different things.",
     "此类自述与由得分得出的曲线所测不同。"},
    {P::kCurves, "Share that reached the threshold", "达到阈值的比例"},
    {P::kReached, "Reached", "已达到"},
    {P::kRanking, "Accounts, falling ones first", "客户排序（下降者在前）"},
    {P::kRankingMeaning,
     "Scores are those of the last response, their intervals those of measurement. To usual: the "
     "mean of the account's scores less what is usual at the same T.",
     "得分取自末次回答，其区间来自测量误差。与通常之差：客户各次得分均值减相同 T 下的通常水平。"},
    {P::kRankingBySlope,
     "Falling: the account's slope (drawn towards the mean, empirical Bayes) lies below zero with "
     "its interval. Slow, fast: it lies below or above the mean slope with its interval. Where "
     "there is no slope, change and score decide.",
     "下降：客户的斜率（经验贝叶斯，向均值收缩）连同区间小于零。慢、快：斜率连同区间低于或高于平均"
     "斜率。没有斜率时以变化与得分判断。"},
    {P::kRankingByScore,
     "Falling: the change from first to last response lies below zero with its interval. Slow, "
     "fast: the scores lie below or above the usual with their interval.",
     "下降：首次到末次回答的变化连同区间小于零。慢、快：得分连同区间低于或高于通常水平。"},
    {P::kWeakestMeaning,
     "Held back by: the lowest component; it is clear where its interval lies below the mean of "
     "the others.",
     "短板：最低的分项；其区间低于其余分项均值时为明确。"},
    {P::kRank, "Rank", "序号"},
    {P::kPace, "Pace", "快慢"},
    {P::kLastTime, "T", "T"},
    {P::kGap, "To usual", "与通常之差"},
    {P::kChange, "Change", "变化"},
    {P::kAccountSlope, "Slope", "斜率"},
    {P::kWeakest, "Held back by", "短板"},
    {P::kWeakestScore, "Its score", "短板得分"},
    {P::kClear, "Clear", "明确"},
    {P::kFirstRowsOf, "The first {0} of {1}; all of them are in CSV, JSON and Excel.",
     "共 {1} 行，此处为前 {0} 行；全部见 CSV、JSON 与 Excel。"},
    {P::kMethod, "Method", "方法"},
    {P::kMethodScores,
     "A component is the mean of its items where two thirds of them are answered; a score is the "
     "weighted mean of the components where three of four exist.",
     "分项为其题项均值（至少三分之二题项有回答）；得分为各分项的加权均值（四项中至少三项存在）。"},
    {P::kMethodRatio, "T = 0 has no index; it is not replaced by a small number.",
     "T = 0 时无指数，不以小数代替。"},
    {P::kMethodIntervals,
     "{0}% intervals: of groups from a bootstrap of {1} replicates over accounts, of a single "
     "account from the reliability of its scores.",
     "{0}% 区间：各组来自以客户为单位的 {1} 次自助法，单个客户来自其得分的信度。"},
    {P::kMethodHolm, "Multiple comparisons are corrected within a level (Holm).",
     "多重比较在同一层级内校正（Holm）。"},
    {P::kNotes, "Notes", "附注"},
    {P::kOrigin, "Origin", "来源"},
    {P::kProgram, "trustsem {}", "trustsem {}"},
    {P::kSpecificationFile, "Specification: {} (hash {})", "规范文件：{}（哈希 {}）"},
    {P::kDataFile, "Data: {} (rows {}, hash {})", "数据：{}（{} 行，哈希 {}）"},
    {P::kOptions, "Options: {}", "选项：{}"},
    {P::kSource, "Source of the formula: {}", "公式来源：{}"},
    {P::kProvenance, "{}; data {}, {} responses; trustsem {}.",
     "{}；数据 {}，{} 份回答；trustsem {}。"},
    {P::kAbout, "About", "说明"},
    {P::kLower, "lower", "下限"},
    {P::kUpper, "upper", "上限"},
    {P::kFigures, "Charts", "图表"},
    {P::kChartLevels, "literal index and index at equal T", "字面指数与相同 T 下的指数"},
    {P::kChartLevelsReading,
     "Circles: the literal index, which falls as T grows. Squares: the index that scores at equal "
     "T give at T = {0}. Lines: {1}% intervals.",
     "圆点：字面指数，随 T 增大而下降。方块：相同 T 下的得分在 T = {0} 时对应的指数。横线：{1}% "
     "区间。"},
    {P::kChartIndex, "literal index", "字面指数"},
    {P::kChartMatched, "at equal T", "相同 T"},
    {P::kChartComponents, "the four components by stage", "各阶段的四个分项"},
    {P::kChartComponentsReading,
     "Squares: what the source emphasises at the stage; circles: the other components. Lines: {0}% "
     "intervals.",
     "方块：来源在该阶段所强调的分项；圆点：其余分项。横线：{0}% 区间。"},
    {P::kChartEmphasised, "emphasised by the source", "来源所强调"},
    {P::kChartOthers, "others", "其余"},
    {P::kChartGrowth, "growth of trust over waves", "各波次间信任的增长"},
    {P::kChartGrowthReading,
     "Lines: means that the growth model with f(t) = {0} implies, bands their {1}% intervals. "
     "Points: means of the scores observed.",
     "线：f(t) = {0} 的增长模型所示均值，带状为 {1}% 区间。点：观测得分的均值。"},
    {P::kChartGrowthAxis, "score, 0 to 100", "得分（0 至 100）"},
    {P::kChartTime, "share that reached a score of {0}", "得分达到 {0} 的客户比例"},
    {P::kChartTimeReading,
     "Steps: Turnbull's estimate at the ends of its intervals, bands {0}% intervals. Where a step "
     "begins within its interval the data do not tell.",
     "阶梯：Turnbull 估计（取各区间末端），带状为 {0}% 区间。区间之内何时上升，数据无从得知。"},
    {P::kChartTimeAxis, "% of accounts", "客户百分比"},
    {P::kChartLargest, "The {0} of {1} groups with the most accounts.",
     "共 {1} 组，图中为客户最多的 {0} 组。"},
    {P::kPerUnit, "points per {0}", "每{0}的分数"},
    {P::kPoints, "score, 0 to 100", "得分（0 至 100）"},
};

constexpr bool InOrder() {
  for (size_t i = 0; i < std::size(kEntries); ++i) {
    if (kEntries[i].phrase != static_cast<P>(i)) return false;
  }
  return std::size(kEntries) == static_cast<size_t>(P::kCount);
}
static_assert(InOrder());

}  // namespace

std::string_view PhraseText(VelocityPhrase phrase, Language language) {
  const Entry& entry = kEntries[static_cast<size_t>(phrase)];
  return language == Language::kChinese ? entry.chinese : entry.english;
}

}  // namespace trustsem
