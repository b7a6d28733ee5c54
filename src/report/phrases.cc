#include "report/phrases.h"

#include <iterator>

namespace trustsem {

namespace {

struct Entry {
  Phrase phrase;
  std::string_view english;
  std::string_view chinese;
};

// In the order of the enumeration; checked below.
constexpr Entry kEntries[] = {
    {Phrase::kResultsOf, "Results of the model {}", "模型 {} 的结果"},
    {Phrase::kSummary, "Summary", "摘要"},
    {Phrase::kFitted, "Fitted: {0}; constructs: {1}, observed variables: {2}; estimator {3}.",
     "所拟合的模型：{0}；潜变量 {1} 个，观测变量 {2} 个；估计方法 {3}。"},
    {Phrase::kFittedWithoutConstructs, "Fitted: {0}; observed variables: {1}; estimator {2}.",
     "所拟合的模型：{0}；观测变量 {1} 个；估计方法 {2}。"},
    {Phrase::kRespondents, "Respondents: {}.", "受访者：{} 人。"},
    {Phrase::kRespondentsInGroups, "Respondents: {0}, in {1} groups by {2}: {3}.",
     "受访者：{0} 人，按 {2} 分为 {1} 组：{3}。"},
    {Phrase::kRowsLeftOut, " Rows left out: {0} of {1}.", "未使用的记录：{1} 条中的 {0} 条。"},
    {Phrase::kRowsIncompleteKept, " Rows with missing answers that were used: {0}.",
     "含缺失答案但仍被使用的记录：{0} 条。"},
    {Phrase::kClusters, " They come in clusters: {0}.", "受访者来自整群：{0}。"},
    {Phrase::kClustersInStrata, " They come in clusters ({0}) of strata ({1}).",
     "受访者来自各层（{1}）中的整群（{0}）。"},
    {Phrase::kStrata, " They come in strata: {0}.", "受访者来自各层：{0}。"},
    {Phrase::kReplicateWeights, " Standard errors rest on replicate weights ({1}, {0} of them).",
     "标准误依据重复权重（{1}，共 {0} 组）。"},
    {Phrase::kConverged, "The estimation converged (iterations: {}).",
     "估计已收敛（迭代 {} 次）。"},
    {Phrase::kNotConverged,
     "The estimation did NOT converge (iterations: {}): do not interpret these numbers.",
     "估计未收敛（迭代 {} 次）：请勿解释这些数字。"},
    {Phrase::kIdentified,
     " The model is identified at the solution: all {} free parameters have standard errors.",
     "模型在该解处可识别：全部 {} 个自由参数都有标准误。"},
    {Phrase::kStandardErrorsMissing,
     " Free parameters without a standard error: {0} of {1}; whether the model is identified is "
     "in doubt.",
     "{1} 个自由参数中有 {0} 个没有标准误；模型是否可识别存疑。"},
    {Phrase::kExactTestRejects,
     "The test of exact fit rejects the model: chi-square {0}, df {1}, p {2}. With many "
     "respondents it rejects also for small misfit.",
     "精确拟合检验拒绝该模型：卡方 {0}，自由度 {1}，p {2}。受访者多时，很小的失拟也会被拒绝。"},
    {Phrase::kExactTestAccepts,
     "The test of exact fit does not reject the model: chi-square {0}, df {1}, p {2}.",
     "精确拟合检验未拒绝该模型：卡方 {0}，自由度 {1}，p {2}。"},
    {Phrase::kExactTestUnavailable, "A test of exact fit is not available.",
     "没有可用的精确拟合检验。"},
    {Phrase::kJustIdentified,
     "The model is just-identified (df 0): it reproduces the sample exactly whatever the truth, "
     "so its fit cannot be judged.",
     "模型恰好识别（自由度 0）：无论真实情况如何它都精确再现样本，因此无法判断其拟合。"},
    {Phrase::kFitsByRules, "By common rules of thumb (Hu and Bentler 1999) the model fits: {}.",
     "按常用经验准则（Hu 与 Bentler 1999），模型拟合良好：{}。"},
    {Phrase::kFitsInPart,
     "By common rules of thumb (Hu and Bentler 1999) the model fits in part: {}.",
     "按常用经验准则（Hu 与 Bentler 1999），模型部分符合要求：{}。"},
    {Phrase::kDoesNotFit,
     "By common rules of thumb (Hu and Bentler 1999) the model does not fit: {}.",
     "按常用经验准则（Hu 与 Bentler 1999），模型拟合不佳：{}。"},
    {Phrase::kRulesCaution, " These are rules of thumb, not proof: other models may fit as well.",
     "这些只是经验准则，不是证明：其他模型可能拟合得同样好。"},
    {Phrase::kRulesOrdered,
     " They were found for continuous items and maximum likelihood; with ordered items they are "
     "easier to meet.",
     "这些准则来自连续变量与极大似然估计；用于有序题项时更容易达到。"},
    {Phrase::kStrongestPaths, "Most strongly associated with {0} (standardised): {1}.",
     "与 {0} 关联最强的变量（标准化）：{1}。"},
    {Phrase::kHypothesesTally,
     "Hypotheses: {0}; supported: {1}, opposite sign: {2}, not distinguishable from zero: {3}, "
     "not estimated: {4}.",
     "假设共 {0} 项：得到支持 {1} 项，符号相反 {2} 项，与零无法区分 {3} 项，未估计 {4} 项。"},
    {Phrase::kAttention, "Deserves attention: {}.", "需要注意：{}。"},
    {Phrase::kAttentionWarnings, "notes at the end: {0}, the first: {1}",
     "文末说明 {0} 条，第一条（原文为英文）：{1}"},
    {Phrase::kAttentionResidual,
     "residual correlations beyond 0.1: {3}, the largest {2} ({0} with {1})",
     "绝对值超过 0.1 的残差相关 {3} 个，最大的为 {2}（{0} 与 {1}）"},
    {Phrase::kSyntheticNote, "the data are limited as the statement at the top says",
     "数据的局限见开头的声明"},
    {Phrase::kSentenceSeparator, "; ", "；"},
    {Phrase::kAssociationsOnly,
     "Paths are associations under the model's assumptions; fit cannot certify their direction.",
     "路径表示在模型假设下的关联；拟合程度不能证明其方向。"},
    {Phrase::kFit, "Fit", "拟合"},
    {Phrase::kStatistic, "statistic", "统计量"},
    {Phrase::kValue, "value", "值"},
    {Phrase::kScaled, "scaled", "校正值"},
    {Phrase::kRobust, "robust", "稳健值"},
    {Phrase::kRule, "rule of thumb", "经验准则"},
    {Phrase::kRuleMet, "{}: met", "{}：达到"},
    {Phrase::kRuleNotMet, "{}: not met", "{}：未达到"},
    {Phrase::kChiSquare, "chi-square, exact fit", "卡方（精确拟合）"},
    {Phrase::kDegreesOfFreedom, "degrees of freedom", "自由度"},
    {Phrase::kPValueExact, "p of exact fit", "精确拟合的 p 值"},
    {Phrase::kScalingFactor, "scaling factor", "校正系数"},
    {Phrase::kRmseaInterval, "RMSEA, 90% interval", "RMSEA 的 90% 区间"},
    {Phrase::kRmseaPValue, "p of RMSEA <= .05", "RMSEA <= .05 的 p 值"},
    {Phrase::kBaselineChiSquare, "chi-square, baseline model", "基线模型卡方"},
    {Phrase::kBaselineDf, "degrees of freedom, baseline model", "基线模型自由度"},
    {Phrase::kLogLikelihood, "log-likelihood", "对数似然"},
    {Phrase::kUnrestrictedLogLikelihood, "log-likelihood, unrestricted model",
     "无约束模型的对数似然"},
    {Phrase::kSampleAdjustedBic, "BIC, sample-size adjusted", "样本量校正 BIC"},
    {Phrase::kFreeParameters, "free parameters", "自由参数"},
    {Phrase::kRespondentsRow, "respondents", "受访者"},
    {Phrase::kBootstrapErrors,
     "Standard errors and 95% {0} intervals from {1} {2} replicates ({3}); seed {4}.",
     "标准误与 95% {0}区间来自 {1} 个{2}样本（{3}）；随机种子 {4}。"},
    {Phrase::kBootstrapNoErrors, "{0} {1} replicates ({2}) gave no standard errors; seed {3}.",
     "{0} 个{1}样本（{2}）没有给出标准误；随机种子 {3}。"},
    {Phrase::kBootstrapTest,
     "Test of fit by {0} {1} replicates ({2}): p {3}, the share with a chi-square at least as "
     "large as the model's; seed {4}.",
     "由 {0} 个{1}样本（{2}）作拟合检验：p {3}，即卡方不小于本模型卡方的比例；随机种子 {4}。"},
    {Phrase::kBootstrapUsed, "{} used", "使用 {} 个"},
    {Phrase::kBootstrapNotConverged, "{} without a minimum", "{} 个未找到最小值"},
    {Phrase::kBootstrapUndefined, "{} without the statistics needed", "{} 个缺少所需的统计量"},
    {Phrase::kBootstrapImproper, "{} of them improper", "其中 {} 个为不当解"},
    {Phrase::kNonparametricBootstrap, "bootstrap", "自助法"},
    {Phrase::kBollenStineBootstrap, "Bollen-Stine bootstrap", "Bollen-Stine 自助法"},
    {Phrase::kParametricBootstrap, "parametric bootstrap", "参数自助法"},
    {Phrase::kPercentileInterval, "percentile", "百分位"},
    {Phrase::kNormalInterval, "normal", "正态"},
    {Phrase::kBcaInterval, "BCa", "BCa（偏差校正）"},
    {Phrase::kLoadings, "Measurement: loadings", "测量：因子载荷"},
    {Phrase::kPaths, "Paths", "路径"},
    {Phrase::kCovariances, "Covariances", "协方差"},
    {Phrase::kIntercepts, "Intercepts and means", "截距与均值"},
    {Phrase::kThresholds, "Thresholds", "阈值"},
    {Phrase::kScales, "Scaling factors of ordered items", "有序题项的尺度因子"},
    {Phrase::kVariances, "Variances", "方差"},
    {Phrase::kRSquared, "R-squared: share of variance accounted for", "决定系数：被解释的方差比例"},
    {Phrase::kDefinedEffects, "Defined effects", "自定义效应"},
    {Phrase::kConstraints, "Constraints", "约束"},
    {Phrase::kGroupHeading, "Group {0}: {1} (respondents: {2})", "第 {0} 组：{1}（受访者 {2} 人）"},
    {Phrase::kConstruct, "construct", "潜变量"},
    {Phrase::kItem, "item", "题项"},
    {Phrase::kOutcome, "outcome", "结果变量"},
    {Phrase::kPredictor, "predictor", "预测变量"},
    {Phrase::kVariable, "variable", "变量"},
    {Phrase::kAndVariable, "with", "与"},
    {Phrase::kThreshold, "threshold", "阈值"},
    {Phrase::kKind, "kind", "类型"},
    {Phrase::kResidual, "residual", "残差"},
    {Phrase::kEstimate, "est", "估计值"},
    {Phrase::kStandardError, "se", "标准误"},
    {Phrase::kInterval, "95% interval", "95% 区间"},
    {Phrase::kStandardized, "std", "标准化"},
    {Phrase::kLabel, "label", "标签"},
    {Phrase::kStatedIn, "in the source", "来源"},
    {Phrase::kFixed, "fixed", "固定"},
    {Phrase::kExpression, "expression", "表达式"},
    {Phrase::kName, "name", "名称"},
    {Phrase::kStatusExplicit, "explicit", "明确"},
    {Phrase::kStatusImplied, "implied", "隐含"},
    {Phrase::kStatusAmbiguous, "ambiguous", "含糊"},
    {Phrase::kSpectralRadius,
     "Feedback: the spectral radius of the path matrix is {} (below one, so total effects exist).",
     "反馈：路径矩阵的谱半径为 {}（小于一，因此总效应存在）。"},
    {Phrase::kSpectralRadiusTooLarge,
     "Feedback: the spectral radius of the path matrix is {} (not below one: total effects do not "
     "exist).",
     "反馈：路径矩阵的谱半径为 {}（不小于一：总效应不存在）。"},
    {Phrase::kReciprocal,
     "{0} and {1}, on each other (standardised: {5} on {6} {2}, {6} on {5} {3}): consistent with "
     "mutual influence if {4} have no direct effect; cross-sectional data cannot show which comes "
     "first.",
     "{0} 与 {1} 互为预测变量（标准化：{5} 对 {6} 的回归 {2}，{6} 对 {5} 的回归 {3}）：若 {4} "
     "没有直接效应，则与相互影响相一致；横断面数据不能说明孰先孰后。"},
    {Phrase::kReciprocalUnclear,
     "{0} and {1}, on each other (standardised: {5} on {6} {2}, {6} on {5} {3}): the two paths "
     "are not both positive and distinguishable from zero. Two such paths would be consistent with "
     "mutual influence if {4} have no direct effect; cross-sectional data cannot show which comes "
     "first.",
     "{0} 与 {1} 互为预测变量（标准化：{5} 对 {6} 的回归 {2}，{6} 对 {5} 的回归 "
     "{3}）：两条路径并非都为正且与零可区分。若两条路径都如此，且 {4} "
     "没有直接效应，才与相互影响相一致；横断面数据不能说明孰先孰后。"},
    {Phrase::kInstruments, "{0} (on {1})", "{0}（对 {1}）"},
    {Phrase::kModelRestrictions, "the variables that the model leaves out of each equation",
     "模型在各方程中所排除的变量"},
    {Phrase::kReliability, "Reliability", "信度"},
    {Phrase::kItems, "items", "题项数"},
    {Phrase::kAlpha, "alpha", "alpha 系数"},
    {Phrase::kOmega, "omega", "omega 系数"},
    {Phrase::kCompositeReliability, "composite reliability", "组合信度"},
    {Phrase::kAverageVarianceExtracted, "AVE", "平均方差抽取量"},
    {Phrase::kReliabilityMeaning,
     "Alpha and omega: the reliability of the sum of the items, from their covariances and from "
     "the model. Composite reliability: omega of standardised items. AVE: the average share of an "
     "item's variance that its construct accounts for (average variance extracted). Rules of thumb "
     "ask for reliabilities of .70 and an AVE of .50; they are conventions, not tests.",
     "alpha 与 omega：题项之和的信度，分别依据题项的协方差与模型计算。组合信度：标准化题项的 "
     "omega。平均方差抽取量（AVE）：潜变量所解释的题项方差的平均比例。经验准则要求信度达到 "
     ".70、AVE 达到 .50；这些是惯例而非检验。"},
    {Phrase::kReliabilityOrdered,
     "Of ordered items, alpha, composite reliability and AVE are those of the latent responses "
     "behind the answers (polychoric correlations); omega is that of the sum of the answers "
     "themselves.",
     "对有序题项，alpha、组合信度与 AVE 属于答案背后的潜在反应（多分相关）；omega "
     "属于答案本身之和。"},
    {Phrase::kReliabilitySingle, "A single item tells nothing of its own reliability: {}.",
     "单一题项无法说明自身的信度：{}。"},
    {Phrase::kDiscriminantValidity, "Discriminant validity", "区分效度"},
    {Phrase::kCorrelation, "correlation", "相关"},
    {Phrase::kFornellLarcker, "Fornell-Larcker", "Fornell-Larcker 准则"},
    {Phrase::kYes, "yes", "是"},
    {Phrase::kNo, "no", "否"},
    {Phrase::kDiscriminantMeaning,
     "Constructs are told apart where the heterotrait-monotrait ratio of item correlations (HTMT) "
     "is below .85 (with concepts that are close, .90), and where the AVE of both exceeds their "
     "squared correlation (the comparison of Fornell and Larcker: yes). These are conventions, not "
     "tests.",
     "题项相关的异质-单质比（HTMT）低于 .85（概念相近时 .90），且两个潜变量的 AVE "
     "都大于其相关的平方（Fornell-Larcker "
     "准则：是）时，可以认为两者能够区分。这些是惯例而非检验。"},
    {Phrase::kMorePairs, "Pairs not shown, all less correlated: {}.",
     "未列出的变量对（相关均较低）：{} 对。"},
    {Phrase::kAbout, "About", "说明"},
    {Phrase::kAllParameters, "All parameters", "全部参数"},
    {Phrase::kAllResiduals, "Residual correlations (observed minus implied)",
     "残差相关（观测值减模型隐含值）"},
    {Phrase::kIntervalFrom, "95% from", "95% 下限"},
    {Phrase::kIntervalTo, "95% to", "95% 上限"},
    {Phrase::kFixedMeaning, "Estimates without a standard error are fixed.",
     "没有标准误的估计值是固定的。"},
    {Phrase::kStandardizedError, "se of std", "标准化的标准误"},
    {Phrase::kStandardizedFrom, "std 95% from", "标准化 95% 下限"},
    {Phrase::kStandardizedTo, "std 95% to", "标准化 95% 上限"},
    {Phrase::kRSquaredShort, "R-squared", "决定系数"},
    {Phrase::kFrom, "from", "自"},
    {Phrase::kThrough, "through", "经由"},
    {Phrase::kTo, "to", "至"},
    {Phrase::kOperator, "operator", "运算符"},
    {Phrase::kOperatorMeaning,
     "Operators: =~ is measured by, ~ is regressed on, ~~ covaries with (the same variable: its "
     "variance), ~1 intercept or mean, | threshold, ~*~ scaling factor. Estimates without a "
     "standard error are fixed.",
     "运算符：=~ 由其测量；~ 对其回归；~~ 与其共变（同一变量：方差）；~1 截距或均值；| "
     "阈值；~*~ 尺度因子。没有标准误的估计值是固定的。"},
    {Phrase::kTableNote, "Note.", "注："},
    {Phrase::kEffects, "Effects: direct, indirect and total", "效应：直接、间接与总效应"},
    {Phrase::kCodes, "Codes: {}.", "代码：{}。"},
    {Phrase::kEffectPath, "path", "路径"},
    {Phrase::kDirect, "direct", "直接"},
    {Phrase::kIndirect, "indirect", "间接"},
    {Phrase::kTotalIndirect, "total indirect", "总间接"},
    {Phrase::kTotal, "total", "总效应"},
    {Phrase::kHypotheses, "Hypotheses", "假设"},
    {Phrase::kHypothesis, "hypothesis", "假设"},
    {Phrase::kClaim, "claim", "内容"},
    {Phrase::kExpected, "expected", "预期"},
    {Phrase::kPositive, "positive", "正"},
    {Phrase::kNegative, "negative", "负"},
    {Phrase::kGroup, "group", "组"},
    {Phrase::kVerdict, "verdict", "结论"},
    {Phrase::kSupported, "supported", "得到支持"},
    {Phrase::kOppositeSign, "opposite sign", "符号相反"},
    {Phrase::kNotDistinguishable, "not distinguishable from zero", "与零无法区分"},
    {Phrase::kNotEstimated, "not estimated", "未估计"},
    {Phrase::kHypothesesRule,
     "Supported: the sign is the expected one and p (two-sided) is below .05. It means that the "
     "data are consistent with the claim, not that the claim is proved.",
     "得到支持：符号与预期一致且双侧 p 小于 .05。这表示数据与该假设相一致，并不证明该假设。"},
    {Phrase::kResiduals, "Largest residual correlations (observed minus implied)",
     "最大的残差相关（观测值减模型隐含值）"},
    {Phrase::kNoLargeResiduals, "None is beyond 0.1 in absolute value; the largest is {}.",
     "没有绝对值超过 0.1 的残差相关；最大的为 {}。"},
    {Phrase::kMoreResiduals, "Pairs beyond 0.1 that are not shown: {}.",
     "绝对值超过 0.1 而未列出的变量对：{} 对。"},
    {Phrase::kModificationIndices, "Modification indices", "修正指数"},
    {Phrase::kModificationIndex, "drop of chi-square", "卡方下降"},
    {Phrase::kNoModificationIndices, "There is no fixed parameter to free.",
     "没有可以释放的固定参数。"},
    {Phrase::kModificationCaution,
     "The drop of chi-square expected if one parameter more were free. Free only what theory "
     "supports, and test it on other respondents.",
     "若再释放一个参数，卡方预期下降的量。只应释放有理论支持的参数，并用其他受访者检验。"},
    {Phrase::kMoreRows, "Rows not shown: {}.", "未列出的行数：{}。"},
    {Phrase::kParameter, "parameter", "参数"},
    {Phrase::kExpectedChange, "expected change", "预期变化"},
    {Phrase::kNotes, "Notes", "说明"},
    {Phrase::kProvenance, "Provenance", "出处"},
    {Phrase::kProgram, "Program: trustsem {0}; estimator {1}; information: {2}.",
     "程序：trustsem {0}；估计方法 {1}；信息矩阵：{2}。"},
    {Phrase::kOptions, "Options: {}.", "选项：{}。"},
    {Phrase::kModelFile, "Model: {}", "模型：{}"},
    {Phrase::kDataFile, "Data: {}", "数据：{}"},
    {Phrase::kHash, " (hash {})", "（哈希值 {}）"},
    {Phrase::kListSeparator, ", ", "、"},
    {Phrase::kAnd, " and ", " 和 "},
};

constexpr bool IsComplete() {
  if (std::size(kEntries) != static_cast<size_t>(Phrase::kCount)) return false;
  for (size_t i = 0; i < std::size(kEntries); ++i) {
    if (kEntries[i].phrase != static_cast<Phrase>(i)) return false;
    if (kEntries[i].english.empty() || kEntries[i].chinese.empty()) return false;
  }
  return true;
}

static_assert(IsComplete(), "every phrase stands once, in order, in both languages");

}  // namespace

std::string_view PhraseText(Phrase phrase, Language language) {
  const Entry& entry = kEntries[static_cast<size_t>(phrase)];
  return language == Language::kChinese ? entry.chinese : entry.english;
}

}  // namespace trustsem
