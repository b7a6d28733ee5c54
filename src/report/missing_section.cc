#include "report/missing_section.h"

#include <fmt/format.h>

#include <cmath>

#include "report/format_number.h"

namespace trustsem {
namespace {

// Percentages with one decimal: "97.3%".
std::string Share(double share) { return FormatFixed(100 * share, 1) + "%"; }

class MissingSection {
 public:
  MissingSection(const MissingSummary& missing, const LittleTest& little, const Names& names,
                 Language language, Document& document)
      : missing_(missing),
        little_(little),
        names_(names),
        language_(language),
        document_(document) {}

  void Add() {
    document_.blocks.push_back(Heading{2, Say("Missing answers", "缺失答案")});
    AddCounts();
    AddTest();
    AddPatterns();
    AddCoverage();
    AddPairs();
  }

 private:
  const char* Say(const char* english, const char* chinese) const {
    return language_ == Language::kChinese ? chinese : english;
  }
  void AddParagraph(std::string text) { document_.blocks.push_back(Paragraph{std::move(text)}); }
  std::string GroupCell(size_t g) const {
    if (missing_.groups.size() < 2) return "";
    const std::string& label = missing_.groups[g].label;
    return label.empty() ? fmt::format("{}", g + 1) : label;
  }
  std::string Name(int variable) const {
    return names_.Cell(missing_.variables[static_cast<size_t>(variable)]);
  }

  void AddCounts() {
    int patterns = 0;
    for (const GroupMissing& group : missing_.groups) patterns += group.patterns;
    AddParagraph(fmt::format(
        fmt::runtime(Say("Respondents with an answer: {0}; with all answers: {1} ({2}); patterns "
                         "of missing answers: {3}.",
                         "有作答的受访者 {0} 人，其中完整作答 {1} 人（{2}）；缺失模式 {3} 种。")),
        FormatCount(missing_.Respondents()), FormatCount(missing_.Complete()),
        Share(missing_.Complete() / missing_.Respondents()), patterns));
    if (missing_.WithoutAnswers() == 0) return;
    AddParagraph(fmt::format(fmt::runtime(Say("Respondents without any answer, left out: {}.",
                                              "完全未作答、未使用的受访者：{} 人。")),
                             FormatCount(missing_.WithoutAnswers())));
  }

  void AddTest() {
    if (std::isnan(little_.chisq)) return;
    const bool rejects = little_.pvalue < 0.05;
    AddParagraph(fmt::format(
        fmt::runtime(
            rejects
                ? Say("Little's test rejects that answers are missing completely at random: "
                      "chi-square {0}, df {1}, p {2}. Respondents with missing answers differ from "
                      "the others, so that leaving them out may bias the estimates.",
                      "Little 检验拒绝“答案完全随机缺失”：卡方 {0}，自由度 {1}，p {2}。有缺失答案的"
                      "受访者与其他受访者不同，剔除他们可能使估计产生偏差。")
                : Say("Little's test does not reject that answers are missing completely at "
                      "random: chi-square {0}, df {1}, p {2}.",
                      "Little 检验未拒绝“答案完全随机缺失”：卡方 {0}，自由度 {1}，p {2}。")),
        FormatFixed(little_.chisq), FormatCount(little_.df), FormatPValue(little_.pvalue)));
  }

  void AddPatterns() {
    Table table;
    table.columns = {{Say("group", "组"), Align::kLeft},
                     {Say("respondents", "受访者")},
                     {Say("share", "占比")},
                     {Say("missing", "缺失的变量"), Align::kLeft}};
    int hidden = 0;
    for (size_t g = 0; g < missing_.groups.size(); ++g) {
      const GroupMissing& group = missing_.groups[g];
      hidden += group.patterns - static_cast<int>(group.frequent.size());
      for (const MissingPatternCount& pattern : group.frequent) {
        std::string list;
        for (const int i : pattern.missing) {
          list +=
              (list.empty() ? "" : Say(", ", "、")) + missing_.variables[static_cast<size_t>(i)];
        }
        table.rows.push_back({GroupCell(g), FormatCount(pattern.respondents),
                              Share(pattern.respondents / group.respondents),
                              list.empty() ? Say("none", "无") : list});
      }
    }
    document_.blocks.push_back(Heading{3, Say("Most frequent patterns", "最常见的缺失模式")});
    document_.blocks.push_back(table);
    if (hidden == 0) return;
    AddParagraph(fmt::format(fmt::runtime(Say("Patterns not listed: {}.", "未列出的模式：{} 种。")),
                             hidden));
  }

  // Of the variables that somebody left out, a column a group.
  void AddCoverage() {
    Table table;
    table.columns = {{Say("variable", "变量"), Align::kLeft}};
    for (size_t g = 0; g < missing_.groups.size(); ++g) {
      table.columns.push_back(
          {missing_.groups.size() < 2 ? Say("answered", "作答率") : GroupCell(g)});
    }
    for (size_t i = 0; i < missing_.variables.size(); ++i) {
      std::vector<std::string> row = {Name(static_cast<int>(i))};
      bool complete = true;
      for (const GroupMissing& group : missing_.groups) {
        complete &= group.coverage[i] == 1;
        row.push_back(Share(group.coverage[i]));
      }
      if (!complete) table.rows.push_back(std::move(row));
    }
    if (table.rows.empty()) return;
    document_.blocks.push_back(Heading{3, Say("Share of respondents who answered", "作答率")});
    document_.blocks.push_back(table);
  }

  void AddPairs() {
    Table table;
    table.columns = {{Say("group", "组"), Align::kLeft},
                     {Say("variable", "变量"), Align::kLeft},
                     {Say("and", "与"), Align::kLeft},
                     {Say("answered both", "两者均作答")}};
    for (size_t g = 0; g < missing_.groups.size(); ++g) {
      for (const PairCoverage& pair : missing_.groups[g].least_covered) {
        table.rows.push_back(
            {GroupCell(g), Name(pair.first), Name(pair.second), Share(pair.coverage)});
      }
    }
    if (table.rows.empty()) return;
    document_.blocks.push_back(
        Heading{3, Say("Pairs that the fewest answered", "作答最少的变量对")});
    document_.blocks.push_back(table);
  }

  const MissingSummary& missing_;
  const LittleTest& little_;
  const Names& names_;
  Language language_;
  Document& document_;
};

using Layout = JsonWriter::Layout;

void WriteGroup(JsonWriter& json, const MissingSummary& missing, const GroupMissing& group) {
  const auto name = [&](int i) { return missing.variables[static_cast<size_t>(i)]; };
  json.BeginObject(Layout::kLines);
  json.Member("label", group.label);
  json.Member("respondents", group.respondents);
  json.Member("complete", group.complete);
  json.Member("without_answers", group.without_answers);
  json.Member("patterns", group.patterns);
  json.Key("frequent_patterns");
  json.BeginArray(Layout::kLines);
  for (const MissingPatternCount& pattern : group.frequent) {
    json.BeginObject();
    json.Member("respondents", pattern.respondents);
    json.Key("missing");
    json.BeginArray();
    for (const int i : pattern.missing) json.String(name(i));
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.Key("coverage");
  json.BeginObject();
  for (size_t i = 0; i < missing.variables.size(); ++i) {
    json.Member(missing.variables[i], group.coverage[i]);
  }
  json.EndObject();
  json.Key("least_covered");
  json.BeginArray(Layout::kLines);
  for (const PairCoverage& pair : group.least_covered) {
    json.BeginObject();
    json.Member("first", name(pair.first));
    json.Member("second", name(pair.second));
    json.Member("coverage", pair.coverage);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

}  // namespace

void AddMissingAnswers(const MissingSummary& missing, const LittleTest& little, const Names& names,
                       Language language, Document& document) {
  if (missing.Any()) MissingSection(missing, little, names, language, document).Add();
}

void WriteMissingAnswers(JsonWriter& json, const MissingSummary& missing,
                         const LittleTest& little) {
  if (!missing.Any()) return;
  json.Key("missing");
  json.BeginObject(Layout::kLines);
  json.Member("respondents", missing.Respondents());
  json.Member("complete", missing.Complete());
  json.Member("without_answers", missing.WithoutAnswers());
  json.Key("little");
  json.BeginObject();
  json.Member("chisq", little.chisq);
  json.Member("df", little.df);
  json.Member("pvalue", little.pvalue);
  json.EndObject();
  json.Key("groups");
  json.BeginArray(Layout::kLines);
  for (const GroupMissing& group : missing.groups) WriteGroup(json, missing, group);
  json.EndArray();
  json.EndObject();
}

}  // namespace trustsem
