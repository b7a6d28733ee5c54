#include "report/write_comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/version.h"
#include "report/document.h"
#include "report/format_number.h"

namespace trustsem {
namespace {

// The comparison's document as it grows.
class ComparisonDocument {
 public:
  ComparisonDocument(const Comparison& comparison, Language language)
      : comparison_(comparison), language_(language) {}

  Document Build() {
    AddHeading(1, "Comparison of models", "模型比较");
    if (!comparison_.data_statement.empty()) {
      document_.blocks.push_back(Paragraph{comparison_.data_statement, true});
    }
    AddSummary();
    AddFit();
    AddDifferences();
    AddIndexDifferences();
    AddCriteria();
    AddVuong();
    AddNotes();
    AddProvenance();
    return std::move(document_);
  }

 private:
  void AddSummary();
  void AddFit();
  void AddDifferences();
  void AddIndexDifferences();
  void AddCriteria();
  void AddVuong();
  void AddNotes();
  void AddProvenance();

  const char* Say(const char* english, const char* chinese) const {
    return language_ == Language::kChinese ? chinese : english;
  }
  template <typename... Arguments>
  std::string Format(const char* english, const char* chinese,
                     const Arguments&... arguments) const {
    return fmt::format(fmt::runtime(Say(english, chinese)), arguments...);
  }
  void AddHeading(int level, const char* english, const char* chinese) {
    document_.blocks.push_back(Heading{level, Say(english, chinese)});
  }
  void AddParagraph(std::string text) { document_.blocks.push_back(Paragraph{std::move(text)}); }

  const std::string& Restricted(const ModelComparison& pair) const {
    return comparison_.models[pair.restricted].name;
  }
  const std::string& General(const ModelComparison& pair) const {
    return comparison_.models[pair.general].name;
  }
  // "scalar against metric".
  std::string PairName(const ModelComparison& pair) const {
    return Format("{} against {}", "{} 对 {}", Restricted(pair), General(pair));
  }
  std::string Relation(Nesting nesting) const;
  std::string Finding(const ModelComparison& pair) const;
  bool IsRobust() const {
    return !std::isnan(FitMeasure(comparison_.models.front().fit, "chisq_scaled"));
  }
  // The measure that a reader should look at: robust where there is one, then scaled.
  std::string Preferred(const std::string& name) const;

  const Comparison& comparison_;
  Language language_;
  Document document_;
};

std::string ComparisonDocument::Relation(Nesting nesting) const {
  switch (nesting) {
    case Nesting::kNested:
      return Say("nested", "嵌套");
    case Nesting::kEquivalent:
      return Say("equivalent", "等价");
    case Nesting::kNotNested:
      return Say("not nested", "非嵌套");
    case Nesting::kUnknown:
      break;
  }
  return Say("unknown", "未知");
}

std::string ComparisonDocument::Preferred(const std::string& name) const {
  const auto in_all = [&](const std::string& measure) {
    return std::none_of(
        comparison_.models.begin(), comparison_.models.end(),
        [&](const ComparedModel& model) { return std::isnan(FitMeasure(model.fit, measure)); });
  };
  for (const char* suffix : {"_robust", "_scaled"}) {
    if (in_all(name + suffix)) return name + suffix;
  }
  return name;
}

std::string ComparisonDocument::Finding(const ModelComparison& pair) const {
  const std::string& m0 = Restricted(pair);
  const std::string& m1 = General(pair);
  if (pair.nesting == Nesting::kEquivalent) {
    return Format(
        "{0} and {1} are equivalent: they imply the same moments, and no data can tell "
        "them apart.",
        "{0} 与 {1} 等价：两者蕴含相同的矩，任何数据都无法区分。", m0, m1);
  }
  if (pair.nesting == Nesting::kNested) {
    if (!pair.difference || std::isnan(pair.difference->pvalue)) {
      return Format("{0} is nested in {1}; their difference has no test (see the notes).",
                    "{0} 嵌套于 {1}；两者之差无法检验（见说明）。", m0, m1);
    }
    const ChiSquareDifference& d = *pair.difference;
    const std::string p = d.pvalue < 0.0005 ? "p < .001" : "p = " + FormatPValue(d.pvalue);
    const std::string test = fmt::format("{}({}) = {}, {}", Say("chi-square difference", "卡方差"),
                                         FormatCount(d.df), FormatFixed(d.chisq, 2), p);
    return d.pvalue < 0.05
               ? Format("{0} is nested in {1} and fits worse: {2}.",
                        "{0} 嵌套于 {1}，拟合更差：{2}。", m0, m1, test)
               : Format(
                     "{0} is nested in {1}, and its restrictions are consistent with the data: "
                     "{2}.",
                     "{0} 嵌套于 {1}，其限制与数据相符：{2}。", m0, m1, test);
  }
  const std::string relation =
      pair.nesting == Nesting::kNotNested
          ? Format("{0} is not nested in {1}", "{0} 不嵌套于 {1}", m0, m1)
          : Format("Whether {0} is nested in {1} is unknown", "{0} 是否嵌套于 {1} 未知", m0, m1);
  if (!pair.vuong) {
    return relation + Say("; compare their fit indices and information criteria.",
                          "；请比较拟合指数与信息准则。");
  }
  const VuongTest& v = *pair.vuong;
  const std::string told = "p " + std::string(v.distinguishable_pvalue < 0.0005 ? "" : "= ") +
                           FormatPValue(v.distinguishable_pvalue);
  if (!(v.distinguishable_pvalue < 0.05)) {
    return relation + Format("; these respondents do not tell the two apart (Vuong: {}).",
                             "；这些受访者无法区分两者（Vuong：{}）。", told);
  }
  const bool restricted = v.restricted_better_pvalue < 0.05;
  if (restricted || v.general_better_pvalue < 0.05) {
    const double pvalue = restricted ? v.restricted_better_pvalue : v.general_better_pvalue;
    return relation + Format("; {0} is closer to the data (Vuong: z = {1}, one-sided p {2}).",
                             "；{0} 更接近数据（Vuong：z = {1}，单侧 p {2}）。",
                             restricted ? m0 : m1, FormatFixed(v.z, 2),
                             (pvalue < 0.0005 ? "" : "= ") + FormatPValue(pvalue));
  }
  return relation + Format(
                        "; they can be told apart, but neither is significantly closer to the data "
                        "(Vuong: z = {}).",
                        "；两者可以区分，但没有哪一个显著地更接近数据（Vuong：z = {}）。",
                        FormatFixed(v.z, 2));
}

void ComparisonDocument::AddSummary() {
  double respondents = 0;
  for (const GroupSummary& group : comparison_.groups) respondents += group.nobs;
  AddParagraph(
      Format("{0} models were fitted to {1} respondents by {2}; each is compared with the "
             "next less restricted one.",
             "用 {2} 对 {1} 名受访者拟合了 {0} 个模型；每个模型与限制较少的前一个比较。",
             comparison_.models.size(), FormatCount(respondents), comparison_.estimator));
  Bullets bullets;
  for (const ModelComparison& pair : comparison_.comparisons) {
    bullets.items.push_back(Finding(pair));
  }
  document_.blocks.push_back(bullets);
}

void ComparisonDocument::AddFit() {
  AddHeading(2, "Fit", "拟合");
  const std::string cfi = Preferred("cfi"), tli = Preferred("tli"), rmsea = Preferred("rmsea");
  const bool robust = IsRobust();
  Table table;
  table.columns = {{Say("model", "模型"), Align::kLeft},
                   {Say("parameters", "参数")},
                   {Say("chi-square", "卡方")},
                   {Say("df", "自由度")},
                   {"p"},
                   {Say("scaled", "校正卡方")},
                   {Say("p, scaled", "校正 p")},
                   {"CFI"},
                   {"TLI"},
                   {"RMSEA"},
                   {"SRMR"}};
  for (const ComparedModel& model : comparison_.models) {
    const auto value = [&](const std::string& name) { return FitMeasure(model.fit, name); };
    table.rows.push_back({model.name, FormatCount(value("npar")), FormatFixed(value("chisq")),
                          FormatCount(value("df")), robust ? "" : FormatPValue(value("pvalue")),
                          FormatFixed(value("chisq_scaled")), FormatPValue(value("pvalue_scaled")),
                          FormatFixed(value(cfi)), FormatFixed(value(tli)),
                          FormatFixed(value(rmsea)), FormatFixed(value("srmr"))});
  }
  document_.blocks.push_back(WithoutEmptyColumns(table));
  if (cfi.ends_with("_robust")) {
    AddParagraph(Say("CFI, TLI and RMSEA are the robust ones.", "CFI、TLI 与 RMSEA 为稳健值。"));
  } else if (cfi.ends_with("_scaled")) {
    AddParagraph(Say("CFI, TLI and RMSEA are made of the scaled statistics.",
                     "CFI、TLI 与 RMSEA 由校正统计量算得。"));
  }
}

void ComparisonDocument::AddDifferences() {
  AddHeading(2, "Tests of the differences", "差异检验");
  Table table;
  table.columns = {{Say("model", "模型"), Align::kLeft},
                   {Say("against", "对比模型"), Align::kLeft},
                   {Say("relation", "关系"), Align::kLeft},
                   {Say("difference", "卡方差")},
                   {Say("df", "自由度")},
                   {"p"},
                   {Say("uncorrected", "未校正")}};
  const ChiSquareDifference* any = nullptr;
  for (const ModelComparison& pair : comparison_.comparisons) {
    std::vector<std::string> row = {Restricted(pair), General(pair), Relation(pair.nesting)};
    if (pair.difference) {
      any = &*pair.difference;
      row.insert(row.end(),
                 {FormatFixed(any->chisq), FormatCount(any->df), FormatPValue(any->pvalue),
                  any->test == DifferenceTest::kPlain ? "" : FormatFixed(pair.plain_difference)});
    } else {
      row.insert(row.end(), 4, "");
    }
    table.rows.push_back(std::move(row));
  }
  document_.blocks.push_back(WithoutEmptyColumns(table));
  if (any != nullptr) {
    AddParagraph(Format("Test: {}.", "检验方法：{}。", ToString(any->test)));
  }
  AddParagraph(
      Say("Nested: the less restricted model fits the moments that the other implies exactly.",
          "嵌套：限制较少的模型能够完全拟合另一模型所蕴含的矩。"));
}

void ComparisonDocument::AddIndexDifferences() {
  AddHeading(2, "Differences of fit indices", "拟合指数之差");
  Table table;
  table.columns = {{Say("model", "模型"), Align::kLeft},
                   {Say("against", "对比模型"), Align::kLeft},
                   {"CFI"},
                   {"TLI"},
                   {"RMSEA"},
                   {"SRMR"}};
  for (const ModelComparison& pair : comparison_.comparisons) {
    std::vector<std::string> row = {Restricted(pair), General(pair)};
    for (const char* name : {"cfi", "tli", "rmsea", "srmr"}) {
      row.push_back(FormatFixed(FitMeasure(pair.fit_differences, Preferred(name))));
    }
    table.rows.push_back(std::move(row));
  }
  document_.blocks.push_back(WithoutEmptyColumns(table));
}

void ComparisonDocument::AddCriteria() {
  if (std::isnan(comparison_.models.front().aic_weight)) return;
  AddHeading(2, "Information criteria", "信息准则");
  Table table;
  table.columns = {{Say("model", "模型"), Align::kLeft},
                   {"AIC"},
                   {Say("difference", "与最优之差")},
                   {Say("weight", "权重")},
                   {"BIC"},
                   {Say("difference", "与最优之差")},
                   {Say("weight", "权重")}};
  for (const ComparedModel& model : comparison_.models) {
    table.rows.push_back({model.name, FormatFixed(FitMeasure(model.fit, "aic")),
                          FormatFixed(model.aic_difference), FormatFixed(model.aic_weight),
                          FormatFixed(FitMeasure(model.fit, "bic")),
                          FormatFixed(model.bic_difference), FormatFixed(model.bic_weight)});
  }
  document_.blocks.push_back(table);
}

void ComparisonDocument::AddVuong() {
  Table table;
  table.columns = {
      {Say("model", "模型"), Align::kLeft},        {Say("against", "对比模型"), Align::kLeft},
      {Say("p, distinguishable", "p（可区分）")},  {"z"},
      {Say("p, model better", "p（本模型更好）")}, {Say("p, other better", "p（对比模型更好）")},
      {Say("BIC difference", "BIC 之差")},         {Say("95% interval", "95% 区间")}};
  for (const ModelComparison& pair : comparison_.comparisons) {
    if (!pair.vuong) continue;
    const VuongTest& v = *pair.vuong;
    table.rows.push_back({Restricted(pair), General(pair), FormatPValue(v.distinguishable_pvalue),
                          FormatFixed(v.z), FormatPValue(v.restricted_better_pvalue),
                          FormatPValue(v.general_better_pvalue), FormatFixed(v.bic_difference),
                          FormatInterval(v.bic_ci_lower, v.bic_ci_upper)});
  }
  if (table.rows.empty()) return;
  AddHeading(2, "Vuong's tests of models that are not nested", "非嵌套模型的 Vuong 检验");
  document_.blocks.push_back(table);
}

void ComparisonDocument::AddNotes() {
  if (comparison_.warnings.empty()) return;
  AddHeading(2, "Notes", "说明");
  Bullets bullets;
  for (const Note& note : comparison_.warnings) {
    std::string text = note.hint.empty() ? note.message : note.message + "; " + note.hint;
    if (text.back() != '.' && text.back() != '?') text += '.';
    bullets.items.push_back(std::move(text));
  }
  document_.blocks.push_back(bullets);
}

void ComparisonDocument::AddProvenance() {
  AddHeading(2, "Provenance", "来源");
  Bullets bullets;
  bullets.items.push_back(fmt::format("trustsem {}", Version()));
  std::string options;
  for (const auto& [name, value] : comparison_.options) {
    if (!value.empty()) options += (options.empty() ? "" : "; ") + name + " = " + value;
  }
  bullets.items.push_back(Format("Options: {}", "选项：{}", options));
  for (const ComparedModel& model : comparison_.models) {
    bullets.items.push_back(Format("Model {}: {} (hash {})", "模型 {}：{}（哈希 {}）", model.name,
                                   model.file, model.hash));
  }
  bullets.items.push_back(Format("Data: {} (hash {})", "数据：{}（哈希 {}）", comparison_.data_file,
                                 comparison_.data_hash));
  document_.blocks.push_back(bullets);
}

}  // namespace

std::string WriteComparisonText(const Comparison& comparison, Language language) {
  return RenderText(ComparisonDocument(comparison, language).Build());
}

std::string WriteComparisonMarkdown(const Comparison& comparison, Language language) {
  return RenderMarkdown(ComparisonDocument(comparison, language).Build());
}

}  // namespace trustsem
