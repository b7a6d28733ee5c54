#include "survey/data_quality.h"

#include <algorithm>
#include <map>

#include "survey/row_checks.h"

namespace trustsem {
namespace {

using Kind = QualityFinding::Kind;

// Values without a label that are told one by one; what is beyond is told together.
constexpr size_t kMostValues = 20;

SurveyColumnSummary Summarise(const ReadColumn& column) {
  SurveyColumnSummary summary;
  summary.column = column.entry.name();
  summary.type = column.entry.variable->type;
  summary.label = column.entry.label();
  for (const CodebookAnswer& answer : column.answers) {
    const bool coded = answer.kind == AnswerKind::kMissingCode;
    summary.coded += coded;
    summary.missing += coded || answer.kind == AnswerKind::kMissing;
  }
  summary.answered = static_cast<int64_t>(column.answers.size()) - summary.missing;
  return summary;
}

// One finding for each value without a label, or for each kind of other fault.
void CheckAnswers(const ReadColumn& column, std::vector<QualityFinding>* findings) {
  const std::string& name = column.entry.name();
  FindingRows range(Kind::kOutOfRange, name), number(Kind::kNotANumber, name),
      date(Kind::kImpossibleDate, name);
  std::vector<FindingRows> unlabelled;
  std::map<std::string, size_t> known;  // values that have no label
  for (size_t at = 0; at < column.answers.size(); ++at) {
    const auto row = static_cast<int64_t>(at);
    switch (column.answers[at].kind) {
      case AnswerKind::kMissing:
      case AnswerKind::kMissingCode:
      case AnswerKind::kAnswer:
        break;
      case AnswerKind::kUnlabelled: {
        const std::string cell = CellText(*column.column, row);
        const bool full = unlabelled.size() >= kMostValues && !known.count(cell);
        const auto [place, is_new] =
            known.emplace(full ? "" : cell, full ? kMostValues : unlabelled.size());
        if (is_new) unlabelled.emplace_back(Kind::kUnlabelledValue, name);
        unlabelled[place->second].Add(row, cell);
        break;
      }
      case AnswerKind::kNoNumber:
        number.Add(row, CellText(*column.column, row));
        break;
      case AnswerKind::kOutOfRange:
        range.Add(row, CellText(*column.column, row));
        break;
      case AnswerKind::kNoDate:
      case AnswerKind::kDateOutside:
        date.Add(row, CellText(*column.column, row));
        break;
    }
  }
  for (const FindingRows& value : unlabelled) value.AddTo(findings);
  number.AddTo(findings);
  range.AddTo(findings);
  date.AddTo(findings);
}

void CheckUndescribed(const Codebook& codebook, const Frame& frame,
                      std::vector<QualityFinding>* findings) {
  for (const std::string& name : UndescribedColumns(codebook, frame)) {
    QualityFinding finding;
    finding.kind = Kind::kUndescribedColumn;
    finding.column = name;
    findings->push_back(std::move(finding));
  }
}

}  // namespace

const char* ToString(Kind kind) {
  switch (kind) {
    case Kind::kMissingColumn:
      return "missing_column";
    case Kind::kUndescribedColumn:
      return "undescribed_column";
    case Kind::kUnlabelledValue:
      return "unlabelled_value";
    case Kind::kOutOfRange:
      return "out_of_range";
    case Kind::kNotANumber:
      return "not_a_number";
    case Kind::kImpossibleDate:
      return "impossible_date";
    case Kind::kDuplicateId:
      return "duplicate_id";
    case Kind::kTooManyChoices:
      return "number_of_choices";
    case Kind::kFailedAttention:
      return "failed_attention";
    case Kind::kStraightLining:
      break;
  }
  return "straight_lining";
}

DataQuality CheckDataQuality(const Codebook& codebook, const Frame& frame) {
  DataQuality quality;
  quality.codebook_file = codebook.file;
  quality.codebook_hash = codebook.hash;
  quality.data_file = frame.file;
  quality.data_hash = frame.hash;
  quality.data_statement = frame.statement;
  quality.rows = frame.rows;
  std::vector<ReadColumn> columns;
  const CodebookVariable* question = nullptr;  // whose columns are being read
  const auto finish_question = [&](const CodebookVariable* next) {
    if (question != nullptr && question != next) {
      CheckChoices(*question, columns, &quality.findings);
    }
    question = next;
  };
  for (const CodebookColumn& entry : ColumnsOf(codebook)) {
    finish_question(entry.choice != nullptr ? entry.variable : nullptr);
    const Column* column = frame.Find(entry.name());
    if (column == nullptr || !column->loaded) {
      if (entry.variable->optional) continue;
      QualityFinding finding;
      finding.kind = Kind::kMissingColumn;
      finding.column = entry.name();
      quality.findings.push_back(std::move(finding));
      continue;
    }
    ReadColumn read{entry, column, {}};
    read.answers = ReadAnswers(AnswerReader(*entry.variable), *column, frame.rows);
    quality.variables.push_back(Summarise(read));
    CheckAnswers(read, &quality.findings);
    columns.push_back(std::move(read));
  }
  finish_question(nullptr);
  CheckDuplicates(codebook, frame, &quality.findings);
  CheckAttention(codebook, columns, &quality.findings);
  CheckStraightLining(columns, &quality.findings);
  CheckUndescribed(codebook, frame, &quality.findings);
  return quality;
}

}  // namespace trustsem
