#include <array>

#include "report/page_phrases.h"

namespace trustsem {

namespace {

struct BilingualEntry {
  GlossaryEntry english, chinese;
};

constexpr std::array kGlossary = {
    BilingualEntry{
        {"construct",
         "Something that no single question measures, such as trust. The "
         "model sees it in what several items have in common."},
        {"潜变量", "无法用单个问题测量的事物，例如信任。模型从若干题项的共同之处看到它。"}},
    BilingualEntry{{"item", "One question of the survey, or its answer."},
                   {"题项", "调查中的一个问题或其答案。"}},
    BilingualEntry{{"loading", "How strongly an item reflects its construct."},
                   {"载荷", "题项反映其潜变量的程度。"}},
    BilingualEntry{
        {"path",
         "How an outcome differs between respondents who differ in one predictor and are "
         "alike in the others. An association under the model's assumptions."},
        {"路径",
         "在其他预测变量相同时，预测变量不同的受访者在结果变量上相差多少。"
         "它是模型假设下的关联。"}},
    BilingualEntry{{"standardised",
                    "Counted in standard deviations, so that scales of different "
                    "lengths can be compared. As a rule of thumb .1 is small, .3 "
                    "medium and .5 large."},
                   {"标准化",
                    "以标准差为单位，使不同长度的量表可以比较。按经验，约 .1 为小，.3 为中，"
                    ".5 为大。"}},
    BilingualEntry{{"95% interval",
                    "Values that agree with the data. In 95 of 100 such surveys the "
                    "interval holds the value of the whole population, if the model "
                    "is right."},
                   {"95% 区间",
                    "与数据相符的取值范围。若模型正确，100 次同样的调查中约有 95 次，"
                    "区间包含总体的真值。"}},
    BilingualEntry{{"p",
                    "How often chance alone would give a coefficient this far from zero, if it "
                    "were zero. Small p: hard to call chance. It does not say how large or how "
                    "important something is."},
                   {"p",
                    "若真值为零，仅凭偶然得到如此偏离零的系数有多常见。p 小：难以归于偶然。"
                    "它不说明大小或重要性。"}},
    BilingualEntry{{"standard error (se)", "The typical error of an estimate from one survey."},
                   {"标准误", "单次调查中估计值的典型误差。"}},
    BilingualEntry{{"R-squared",
                    "The share of the differences between respondents in an outcome "
                    "that its predictors account for."},
                   {"决定系数", "受访者在结果变量上的差异中，由预测变量解释的比例。"}},
    BilingualEntry{{"direct, indirect and total effect",
                    "Along one arrow; along a chain of arrows through other constructs; both "
                    "together."},
                   {"直接、间接与总效应", "沿一个箭头；沿经过其他潜变量的一串箭头；两者之和。"}},
    BilingualEntry{{"fit", "How closely the model reproduces what the answers have in common."},
                   {"拟合", "模型再现答案共同之处的接近程度。"}},
    BilingualEntry{
        {"CFI, TLI, RMSEA, SRMR",
         "Four measures of fit: the first two are good near 1, "
         "the other two near 0."},
        {"CFI、TLI、RMSEA、SRMR", "四种拟合指标：前两个接近 1 为好，后两个接近 0 为好。"}},
    BilingualEntry{{"residual correlation",
                    "What two items have in common beyond what the model "
                    "says."},
                   {"残差相关", "两个题项之间超出模型所述的共同之处。"}},
    BilingualEntry{{"modification index",
                    "How much better the model would fit with one arrow more. "
                    "A hint for the next study, no licence to add arrows."},
                   {"修正指数",
                    "若多一个箭头，模型拟合会好多少。它是对下一项研究的提示，"
                    "不是随意添加箭头的许可。"}},
};

}  // namespace

std::vector<GlossaryEntry> Glossary(Language language) {
  std::vector<GlossaryEntry> entries;
  for (const BilingualEntry& entry : kGlossary) {
    entries.push_back(language == Language::kChinese ? entry.chinese : entry.english);
  }
  return entries;
}

}  // namespace trustsem
