#include "report/page_phrases.h"

#include <iterator>

namespace trustsem {

namespace {

using P = PagePhrase;

struct Entry {
  PagePhrase phrase;
  std::string_view english;
  std::string_view chinese;
};

// In the order of the enumeration; checked below.
constexpr Entry kEntries[] = {
    {P::kLanguage, "Language", "语言"},
    {P::kCoefficients, "Coefficients", "系数"},
    {P::kStandardized, "standardised", "标准化"},
    {P::kPlain, "plain", "原始"},
    {P::kGroups, "Groups", "组"},
    {P::kAllGroups, "all", "全部"},
    {P::kContents, "Contents", "目录"},
    {P::kToContent, "To the content", "跳到正文"},
    {P::kProfile, "Who answered", "受访者构成"},
    {P::kQuestion, "question", "问题"},
    {P::kAnswer, "answer", "回答"},
    {P::kShare, "share", "占比"},
    {P::kAnswered, "answered", "作答人数"},
    {P::kVariables, "Variables", "变量"},
    {P::kMissingAnswers, "missing", "缺失"},
    {P::kDistinct, "values", "取值数"},
    {P::kMinimum, "minimum", "最小值"},
    {P::kMaximum, "maximum", "最大值"},
    {P::kMean, "mean", "均值"},
    {P::kStandardDeviation, "SD", "标准差"},
    {P::kFindings, "What the codebook finds odd", "按码本发现的异常"},
    {P::kFinding, "finding", "问题"},
    {P::kColumn, "column", "列"},
    {P::kRows, "rows", "行数"},
    {P::kExample, "example", "示例"},
    {P::kFirstRows, "first data rows", "首批数据行"},
    {P::kMissingPatterns, "Most frequent patterns of missing answers", "最常见的缺失模式"},
    {P::kNone, "none", "无"},
    {P::kAnsweredShares, "Share of respondents who answered", "作答率"},
    {P::kDataNotes, "What is conspicuous in the answers", "答案中值得注意之处"},
    {P::kFigures, "Figures", "图"},
    {P::kReadingHint,
     "Point at a line, or go to the drawing and press the arrow keys: its coefficient and interval "
     "stand here.",
     "将指针移到线上，或选中图后按方向键：此处显示系数与区间。"},
    {P::kReadingCoefficients,
     "Standardised: by how many standard deviations the outcome differs where the predictor "
     "differs "
     "by one, the other predictors alike. Plain: the same in the units of the scales. Where "
     "an interval includes zero, the data leave the sign open. p is of the plain coefficient; the "
     "standardised one is zero where that is zero.",
     "标准化系数：在其他预测变量相同时，预测变量相差一个标准差，结果变量相差多少个标准差。原始系数"
     "："
     "以量表单位表示的同一数值。区间包含零时，数据不能确定符号。p "
     "属于原始系数；原始系数为零时，标准化"
     "系数亦为零。"},
    {P::kReadingLoadings,
     "A standardised loading is the correlation of an item with its construct as the model has it, "
     "where the item measures one construct; its square is the share of the item's variance that "
     "the construct accounts for. p is of the plain loading; a loading that the plain scale fixes "
     "has none.",
     "题项只测量一个潜变量时，标准化载荷即模型中题项与潜变量的相关；其平方为潜变量所解释的题项方差"
     "比例。p 属于原始载荷；在原始尺度上被固定的载荷没有 p。"},
    {P::kFitMeaning, "What fit says and does not say", "拟合说明什么、不说明什么"},
    {P::kFitMeaningExact,
     "The test of exact fit asks whether the differences between the model and the sample are more "
     "than chance. A rejection says that the model is not the whole truth, not how far off it is.",
     "精确拟合检验考察模型与样本之间的差异是否超出偶然。被拒绝表示模型不是全部真相，但不说明偏离有"
     "多"
     "大。"},
    {P::kFitMeaningRules,
     "CFI and TLI compare the model with one in which nothing is related (1 is best); RMSEA is the "
     "misfit per degree of freedom and SRMR the typical residual correlation (0 is best). Hu and "
     "Bentler (1999) found their cut-offs in simulations of a few models: a rule of thumb that is "
     "met does not prove a model, and one that is missed does not refute it.",
     "CFI 与 TLI 将模型与各变量互不相关的模型比较（1 为最佳）；RMSEA 为每个自由度的失拟，SRMR "
     "为典型"
     "的残差相关（0 为最佳）。Hu 与 "
     "Bentler（1999）的界值来自少数模型的模拟：达到经验准则不证明模型，"
     "未达到也不否定模型。"},
    {P::kFitMeaningDirection,
     "Fit cannot certify the direction of a path: models with reversed arrows may fit exactly as "
     "well. Direction comes from theory, timing or experiment.",
     "拟合不能证明路径的方向：箭头相反的模型可能拟合得完全一样好。方向来自理论、时间先后或实验。"},
    {P::kFitMeaningOthers,
     "Fit says nothing of variables that the survey did not ask for and that may stand behind "
     "several answers.",
     "对于调查未询问、却可能同时影响多个答案的变量，拟合不作任何说明。"},
    {P::kFitMeaningSize,
     "A model may fit well and explain little, or explain much and fit badly: see the shares of "
     "variance accounted for beside the indices.",
     "模型可能拟合良好而解释很少，也可能解释很多而拟合不佳：请同时看指数与被解释的方差比例。"},
    {P::kOtherParameters, "Other parameters", "其他参数"},
    {P::kMethods, "Methods", "方法"},
    {P::kMethodModel,
     "A structural equation model: constructs that no question asks for directly are measured by "
     "items, and paths relate the constructs. Everything is estimated at once.",
     "结构方程模型：无法直接询问的潜变量由题项测量，潜变量之间以路径相连，全部参数同时估计。"},
    {P::kMethodOrdered,
     "Ordered items are taken as cut points of normally distributed responses; their polychoric "
     "correlations are analysed (Olsson 1979).",
     "有序题项视为正态潜在反应的分段；分析其多分相关（Olsson 1979）。"},
    {P::kMethodContinuous, "All items are taken as numbers.", "所有题项按数值处理。"},
    {P::kMethodLikelihood, "Estimator: {0}, by maximum likelihood; {1} information.",
     "估计方法：{0}（极大似然）；信息矩阵：{1}。"},
    {P::kMethodLeastSquares,
     "Estimator: {0}, by minimising the distance between observed and implied statistics.",
     "估计方法：{0}（使观测统计量与模型隐含统计量之间的距离最小）。"},
    {P::kMethodCorrected,
     "The test of exact fit is corrected for the distribution of the answers or the design of the "
     "survey (\"scaled\"); so are the indices made from it.",
     "精确拟合检验按答案分布或调查设计作了校正（“校正值”），由其得出的指数亦然。"},
    {P::kMethodStandardized,
     "Standardised coefficients use the model's variances of items and constructs. Intervals are "
     "95% intervals, tests two-sided.",
     "标准化系数采用模型所隐含的题项与潜变量方差。区间为 95% 区间，检验为双侧。"},
    {P::kMethodListwise,
     "Respondents with a missing answer to an item of the model are left out (listwise). Right "
     "where answers are missing by chance alone.",
     "对模型题项有缺失答案的受访者不使用（列删）。仅当缺失完全随机时正确。"},
    {P::kMethodPairwise,
     "Each threshold and correlation rests on those who answered what it needs (pairwise). Right "
     "where answers are missing by chance alone.",
     "每个阈值与相关依据作答了相应题项的受访者（成对）。仅当缺失完全随机时正确。"},
    {P::kMethodFiml,
     "All answers given are used (full information maximum likelihood): what is missing may depend "
     "on the answers given.",
     "使用所有已作答的答案（完全信息极大似然）：缺失可以依赖于已作答的答案。"},
    {P::kMethodImputation,
     "Missing answers were drawn several times from what the respondent answered, and the results "
     "pooled (multiple imputation): {0} completed data sets, {1} of them with estimates; seed {2}.",
     "根据受访者已作答的答案多次抽取缺失答案并合并结果（多重插补）：{0} 个完整数据集，其中 {1} 个有"
     "估计值；随机种子 {2}。"},
    {P::kMethodGroups, "One model for each value of {0}, estimated together.",
     "{0} 的每个取值各一个模型，共同估计。"},
    {P::kMethodEqual, "Equal over groups: {0}.", "各组之间相等：{0}。"},
    {P::kMethodWeights, "Respondents are weighted by {0}.", "受访者按 {0} 加权。"},
    {P::kMethodClusters,
     "Respondents come in clusters ({0}): standard errors and tests count these.",
     "受访者来自整群（{0}）：标准误与检验以整群计。"},
    {P::kMethodStrata, "Strata: {0}.", "分层：{0}。"},
    {P::kMethodNoDesign,
     "No weights and no clusters: the respondents are taken as a simple random sample.",
     "无权重、无整群：受访者视为简单随机样本。"},
    {P::kMethodHypotheses,
     "Many coefficients are tested here, each at the level .05 and without correction: of twenty "
     "that are zero one is expected to look different from zero.",
     "此处检验的系数很多，每个均按 .05 水平且未作校正：二十个为零的系数中预期会有一个看似不为零。"},
    {P::kCite, "How to cite", "如何引用"},
    {P::kCiteProgram, "trustsem (version {0}) [computer software]. Estimator {1}.",
     "trustsem（版本 {0}）[计算机软件]。估计方法 {1}。"},
    {P::kCiteHashes,
     "Name the hashes of model and data under Provenance: whoever has the same files and the same "
     "version gets the same numbers.",
     "请注明“出处”中模型与数据的哈希值：使用相同文件与相同版本即可得到相同的数字。"},
    {P::kGlossary, "Glossary", "术语"},
    {P::kTerm, "term", "术语"},
    {P::kMeaning, "meaning", "含义"},
};

constexpr bool IsComplete() {
  if (std::size(kEntries) != static_cast<size_t>(P::kCount)) return false;
  for (size_t i = 0; i < std::size(kEntries); ++i) {
    if (kEntries[i].phrase != static_cast<P>(i)) return false;
    if (kEntries[i].english.empty() || kEntries[i].chinese.empty()) return false;
  }
  return true;
}

static_assert(IsComplete(), "every phrase stands once, in order, in both languages");

}  // namespace

std::string_view PhraseText(PagePhrase phrase, Language language) {
  const Entry& entry = kEntries[static_cast<size_t>(phrase)];
  return language == Language::kChinese ? entry.chinese : entry.english;
}

}  // namespace trustsem
