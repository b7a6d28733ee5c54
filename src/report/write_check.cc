#include "report/write_check.h"

#include <fmt/format.h>

#include <cmath>

#include "report/document.h"
#include "report/format_number.h"
#include "report/missing_section.h"
#include "report/names.h"

namespace trustsem {
namespace {

// The check's document as it grows.
class CheckDocument {
 public:
  // Labels in cells take at most `cell_width` terminal columns; 0: no limit.
  CheckDocument(const CheckReport& report, Language language, int cell_width)
      : report_(report), language_(language), cell_width_(cell_width) {
    labelled_.labels = report.labels;
  }

  Document Build() {
    if (!report_.data_statement.empty()) {
      document_.blocks.push_back(Paragraph{report_.data_statement, true});
    }
    AddSpecification();
    AddIdentification();
    if (report_.has_data) {
      AddSample();
      AddMissingAnswers(report_.missing, report_.little, Names(labelled_, language_, cell_width_),
                        language_, document_);
    }
    AddNotes();
    return std::move(document_);
  }

  Document BuildSample() {
    if (report_.has_data) AddSample();
    return std::move(document_);
  }

 private:
  void AddSpecification();
  void AddConstructs();
  void AddPaths();
  void AddIdentification();
  void AddReciprocal();
  void AddSample();
  void AddGroups();
  void AddVariables();
  void AddNotes();

  const char* Say(const char* english, const char* chinese) const {
    return language_ == Language::kChinese ? chinese : english;
  }
  void AddHeading(int level, const char* english, const char* chinese) {
    document_.blocks.push_back(Heading{level, Say(english, chinese)});
  }
  void AddParagraph(std::string text) { document_.blocks.push_back(Paragraph{std::move(text)}); }
  std::string List(const std::vector<std::string>& names) const {
    return fmt::format("{}", fmt::join(names, Say(", ", "、")));
  }
  std::string Name(const std::string& name) const {
    return Names(labelled_, language_, cell_width_).Cell(name);
  }

  const CheckReport& report_;
  Language language_;
  int cell_width_;
  Results labelled_;  // holds the labels alone
  Document document_;
};

std::string Ended(const std::string& sentence) {
  return sentence.empty() || sentence.back() == '?' || sentence.back() == '.' ? sentence
                                                                              : sentence + ".";
}

void CheckDocument::AddSpecification() {
  std::string title = InLanguage(report_.title, language_);
  if (title.empty()) title = report_.model_name.empty() ? report_.model_file : report_.model_name;
  document_.blocks.push_back(
      Heading{1, fmt::format(fmt::runtime(Say("Check of the model {}", "模型检查：{}")), title)});
  AddHeading(2, "Specification", "模型设定");
  AddParagraph(fmt::format(
      fmt::runtime(Say("Constructs: {}, observed variables: {}, paths: {}, constraints: {}.",
                       "潜变量 {} 个，观测变量 {} 个，路径 {} 条，约束 {} 个。")),
      report_.constructs.size(), report_.observed.size(), report_.paths.size(),
      report_.constraints.size()));
  AddConstructs();
  AddPaths();
  if (!report_.constraints.empty()) {
    AddHeading(3, "Constraints", "约束");
    document_.blocks.push_back(Bullets{report_.constraints});
  }
}

void CheckDocument::AddConstructs() {
  if (report_.constructs.empty()) return;
  Table table;
  table.columns = {{Say("construct", "潜变量"), Align::kLeft},
                   {Say("measured by", "测量指标"), Align::kLeft}};
  for (const ConstructSummary& construct : report_.constructs) {
    table.rows.push_back({Name(construct.name), List(construct.items)});
  }
  document_.blocks.push_back(table);
}

void CheckDocument::AddPaths() {
  if (report_.paths.empty()) return;
  AddHeading(3, "Paths", "路径");
  const auto status = [&](Status value) {
    switch (value) {
      case Status::kExplicit:
        return Say("explicit", "明确");
      case Status::kImplied:
        return Say("implied", "隐含");
      case Status::kAmbiguous:
        return Say("ambiguous", "存疑");
      case Status::kUnstated:
        break;
    }
    return "";
  };
  Table table;
  table.columns = {{Say("outcome", "结果变量"), Align::kLeft},
                   {Say("predictor", "预测变量"), Align::kLeft},
                   {Say("status", "依据"), Align::kLeft},
                   {Say("source", "出处"), Align::kLeft}};
  for (const Term& path : report_.paths) {
    table.rows.push_back({Name(path.lhs), Name(path.rhs), status(path.status), path.source});
  }
  document_.blocks.push_back(WithoutEmptyColumns(table));
}

void CheckDocument::AddIdentification() {
  AddHeading(2, "Identification", "识别");
  AddParagraph(fmt::format(
      fmt::runtime(Say("Sample moments: {}, free parameters: {}, degrees of freedom: {}.",
                       "样本矩 {} 个，自由参数 {} 个，自由度 {}。")),
      report_.moments, report_.parameters, report_.degrees_of_freedom));
  if (report_.identified) {
    AddParagraph(
        Say("The model is identified: each parameter moves the moments in a way of its "
            "own (rank of their derivatives).",
            "模型可识别：每个参数都以独立的方式影响样本矩（导数矩阵满秩）。"));
  } else {
    AddParagraph(Say("The model is NOT identified.", "模型不可识别。"));
  }
  AddReciprocal();
}

void CheckDocument::AddReciprocal() {
  if (report_.reciprocal.empty()) return;
  AddHeading(3, "Reciprocal paths", "双向路径");
  Table table;
  table.columns = {{Say("outcome", "结果变量"), Align::kLeft},
                   {Say("partner", "对方变量"), Align::kLeft},
                   {Say("instruments for the partner", "对方变量的工具变量"), Align::kLeft}};
  for (const ReciprocalEquation& equation : report_.reciprocal) {
    table.rows.push_back(
        {Name(equation.outcome), Name(equation.partner),
         equation.instruments.empty() ? Say("NONE", "无") : List(equation.instruments)});
  }
  document_.blocks.push_back(table);
  AddParagraph(
      Say("An instrument predicts the partner and has no direct effect on the outcome: an "
          "assumption that the data cannot confirm.",
          "工具变量预测对方变量而对结果变量没有直接影响：数据无法证实这一假设。"));
}

void CheckDocument::AddSample() {
  AddHeading(2, "Sample", "样本");
  double used = 0;
  for (const GroupSummary& group : report_.sample_groups) used += group.nobs;
  if (std::isnan(report_.rows_read)) {
    AddParagraph(
        fmt::format(fmt::runtime(Say("{}: moments of {} respondents.", "{}：{} 名受访者的矩。")),
                    report_.data_file, FormatCount(used)));
  } else {
    AddParagraph(fmt::format(
        fmt::runtime(Say("{}: respondents {}, used {}; left out for a missing answer {}, for a "
                         "missing group {}.",
                         "{}：受访者 {} 人，使用 {} 人；因缺失答案未用 {} 人，因缺失组别未用 {} "
                         "人。")),
        report_.data_file, FormatCount(report_.rows_read), FormatCount(used),
        FormatCount(report_.rows_incomplete), FormatCount(report_.rows_without_group)));
  }
  AddGroups();
  AddVariables();
}

void CheckDocument::AddGroups() {
  if (report_.sample_groups.size() < 2) return;
  Table table;
  table.columns = {
      {report_.group_column.empty() ? Say("group", "组") : report_.group_column, Align::kLeft},
      {Say("respondents", "受访者")}};
  for (size_t g = 0; g < report_.sample_groups.size(); ++g) {
    const GroupSummary& group = report_.sample_groups[g];
    table.rows.push_back(
        {group.label.empty() ? fmt::format("{}", g + 1) : group.label, FormatCount(group.nobs)});
  }
  document_.blocks.push_back(table);
}

void CheckDocument::AddVariables() {
  AddHeading(3, "Variables", "变量");
  const auto count = [](double value) { return std::isnan(value) ? "" : FormatCount(value); };
  Table table;
  table.columns = {{Say("variable", "变量"), Align::kLeft},
                   {Say("missing", "缺失")},
                   {Say("values", "取值数")},
                   {Say("minimum", "最小值")},
                   {Say("maximum", "最大值")},
                   {Say("mean", "均值")},
                   {Say("SD", "标准差")}};
  for (const VariableSummary& variable : report_.variables) {
    table.rows.push_back({Name(variable.name), count(variable.missing), count(variable.distinct),
                          FormatEstimate(variable.minimum), FormatEstimate(variable.maximum),
                          FormatEstimate(variable.mean), FormatEstimate(variable.sd)});
  }
  document_.blocks.push_back(WithoutEmptyColumns(table));
}

void CheckDocument::AddNotes() {
  AddHeading(2, "Notes", "说明");
  if (report_.notes.empty()) {
    AddParagraph(Say("Nothing else was found.", "未发现其他问题。"));
    return;
  }
  Bullets bullets;
  for (const Note& note : report_.notes) {
    bullets.items.push_back(
        Ended(note.hint.empty() ? note.message : note.message + "; " + note.hint));
  }
  document_.blocks.push_back(bullets);
}

}  // namespace

Document BuildSampleDocument(const CheckReport& report, Language language) {
  return CheckDocument(report, language, 0).BuildSample();
}

std::string WriteCheckText(const CheckReport& report, Language language) {
  constexpr int kCellWidth = 20;
  return RenderText(CheckDocument(report, language, kCellWidth).Build());
}

}  // namespace trustsem
