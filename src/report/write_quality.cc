#include <fmt/format.h>

#include "report/document.h"
#include "report/format_number.h"
#include "report/json_parts.h"
#include "report/names.h"
#include "report/write_survey.h"
#include "survey/data_quality.h"

namespace trustsem {
namespace {

using Kind = QualityFinding::Kind;
using Layout = JsonWriter::Layout;

constexpr int kCellWidth = 30;

class QualityDocument {
 public:
  QualityDocument(const DataQuality& quality, Language language)
      : quality_(quality), language_(language) {}

  Document Build() {
    if (!quality_.data_statement.empty()) {
      document_.blocks.push_back(Paragraph{quality_.data_statement, true});
    }
    document_.blocks.push_back(Heading{
        1,
        fmt::format(fmt::runtime(Say("Data quality of {}", "数据质量：{}")), quality_.data_file)});
    document_.blocks.push_back(Paragraph{
        fmt::format(fmt::runtime(Say("Rows: {}; described columns: {}; findings: {}. Codebook: {}.",
                                     "共 {} 行，码本描述 {} 列，发现 {} 项。码本：{}。")),
                    FormatCount(static_cast<double>(quality_.rows)), quality_.variables.size(),
                    quality_.findings.size(), quality_.codebook_file)});
    AddFindings();
    AddVariables();
    AddProvenance();
    return std::move(document_);
  }

  Document BuildFindings() {
    AddFindings();
    return std::move(document_);
  }

 private:
  const char* Say(const char* english, const char* chinese) const {
    return language_ == Language::kChinese ? chinese : english;
  }
  void AddHeading(const char* english, const char* chinese) {
    document_.blocks.push_back(Heading{2, Say(english, chinese)});
  }
  const char* Name(VariableType type) const;
  void AddFindings();
  void AddVariables();
  void AddProvenance();

  const DataQuality& quality_;
  Language language_;
  Document document_;
};

const char* QualityDocument::Name(VariableType type) const {
  switch (type) {
    case VariableType::kId:
      return Say("id", "编号");
    case VariableType::kCategory:
      return Say("category", "类别");
    case VariableType::kOrdered:
      return Say("ordered", "有序");
    case VariableType::kNumber:
      return Say("number", "数字");
    case VariableType::kDate:
      return Say("date", "日期");
    case VariableType::kMultipleChoice:
      return Say("multiple choice", "多选");
    case VariableType::kText:
      break;
  }
  return Say("text", "文本");
}

void QualityDocument::AddFindings() {
  AddHeading("Findings", "发现");
  if (quality_.findings.empty()) {
    document_.blocks.push_back(Paragraph{Say("Nothing was found.", "未发现问题。")});
    return;
  }
  Table table;
  table.columns = {{Say("finding", "问题"), Align::kLeft},
                   {Say("column", "列"), Align::kLeft},
                   {Say("rows", "行数")},
                   {Say("example", "示例"), Align::kLeft},
                   {Say("first data rows", "首批数据行"), Align::kLeft}};
  for (const QualityFinding& finding : quality_.findings) {
    std::string rows = fmt::format("{}", fmt::join(finding.rows, ", "));
    if (finding.count > static_cast<int64_t>(finding.rows.size())) rows += ", ...";
    table.rows.push_back({FindingName(finding, language_), finding.column,
                          finding.count > 0 ? FormatCount(static_cast<double>(finding.count)) : "",
                          Abbreviated(finding.value, kCellWidth), rows});
  }
  document_.blocks.push_back(WithoutEmptyColumns(table));
}

void QualityDocument::AddVariables() {
  AddHeading("Columns", "各列");
  Table table;
  table.columns = {{Say("column", "列"), Align::kLeft},
                   {Say("label", "标签"), Align::kLeft},
                   {Say("type", "类型"), Align::kLeft},
                   {Say("answered", "已答")},
                   {Say("missing", "缺失")},
                   {Say("by code", "其中代码")}};
  for (const SurveyColumnSummary& variable : quality_.variables) {
    const auto count = [](int64_t number) { return FormatCount(static_cast<double>(number)); };
    table.rows.push_back({variable.column,
                          Abbreviated(InLanguage(variable.label, language_), kCellWidth),
                          Name(variable.type), count(variable.answered), count(variable.missing),
                          variable.coded > 0 ? count(variable.coded) : ""});
  }
  document_.blocks.push_back(WithoutEmptyColumns(table));
}

void QualityDocument::AddProvenance() {
  AddHeading("Provenance", "来源");
  document_.blocks.push_back(
      Bullets{{fmt::format(fmt::runtime(Say("Data: {} (hash {})", "数据：{}（哈希 {}）")),
                           quality_.data_file, quality_.data_hash),
               fmt::format(fmt::runtime(Say("Codebook: {} (hash {})", "码本：{}（哈希 {}）")),
                           quality_.codebook_file, quality_.codebook_hash)}});
}

void WriteText(JsonWriter& json, std::string_view key, const Text& text) {
  json.Key(key);
  json.BeginObject();
  if (!text.en.empty()) json.Member("en", text.en);
  if (!text.zh.empty()) json.Member("zh", text.zh);
  json.EndObject();
}

void WriteCount(JsonWriter& json, std::string_view key, int64_t count) {
  json.Member(key, static_cast<double>(count));
}

void WriteFindings(JsonWriter& json, const DataQuality& quality) {
  json.Key("findings");
  json.BeginArray(Layout::kLines);
  for (const QualityFinding& finding : quality.findings) {
    json.BeginObject();
    json.Member("kind", ToString(finding.kind));
    json.Member("column", finding.column);
    json.Member("value", finding.value);
    WriteCount(json, "count", finding.count);
    json.Key("rows");
    json.BeginArray();
    for (const int64_t row : finding.rows) json.Number(static_cast<double>(row));
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace

std::string FindingName(const QualityFinding& finding, Language language) {
  const auto say = [&](const char* english, const char* chinese) {
    return language == Language::kChinese ? chinese : english;
  };
  switch (finding.kind) {
    case Kind::kMissingColumn:
      return say("column not in the data", "数据中没有此列");
    case Kind::kUndescribedColumn:
      return say("column not in the codebook", "码本中没有此列");
    case Kind::kUnlabelledValue:
      return say("value without a label", "取值没有标签");
    case Kind::kOutOfRange:
      return say("out of range", "超出范围");
    case Kind::kNotANumber:
      return say("not a number", "不是数字");
    case Kind::kImpossibleDate:
      return say("impossible date", "日期不可能");
    case Kind::kDuplicateId:
      return say("duplicate id", "编号重复");
    case Kind::kTooManyChoices:
      return say("wrong number of choices", "选择个数不符");
    case Kind::kFailedAttention:
      return say("failed attention check", "未通过注意力检查");
    case Kind::kStraightLining:
      break;
  }
  return say("one answer to all items", "各题答案完全相同");
}

Document BuildFindingsDocument(const DataQuality& quality, Language language) {
  return QualityDocument(quality, language).BuildFindings();
}

std::string WriteQualityText(const DataQuality& quality, Language language) {
  return RenderText(QualityDocument(quality, language).Build());
}

std::string WriteQualityJson(const DataQuality& quality) {
  JsonWriter json;
  json.BeginObject(Layout::kLines);
  BeginProgram(json);
  json.EndObject();
  WriteDataOrigin(json, quality.data_file, quality.data_hash, quality.data_statement);
  json.Key("codebook");
  json.BeginObject();
  json.Member("file", quality.codebook_file);
  json.Member("hash", quality.codebook_hash);
  json.EndObject();
  WriteCount(json, "rows", quality.rows);
  WriteFindings(json, quality);
  json.Key("variables");
  json.BeginArray(Layout::kLines);
  for (const SurveyColumnSummary& variable : quality.variables) {
    json.BeginObject();
    json.Member("column", variable.column);
    json.Member("type", ToString(variable.type));
    WriteText(json, "label", variable.label);
    WriteCount(json, "answered", variable.answered);
    WriteCount(json, "missing", variable.missing);
    WriteCount(json, "coded", variable.coded);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return json.text() + "\n";
}

}  // namespace trustsem
