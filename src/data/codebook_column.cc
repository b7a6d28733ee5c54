#include "data/codebook_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_set>

#include "base/text.h"
#include "data/number.h"
#include "spec/calendar_date.h"

namespace trustsem {
namespace {

// A number as a cell writes it. A comma is a decimal one unless three digits follow it: those may
// be thousands, and are no number here.
std::optional<double> NumberIn(const std::string& text) {
  const std::string_view cell = Trim(text);
  const size_t comma = cell.find(',');
  if (comma != std::string_view::npos && cell.size() - comma - 1 == 3) return std::nullopt;
  double number = 0;
  if (ParseCell(cell, true, &number) != CellKind::kNumber) return std::nullopt;
  return number;
}

bool AllNumbers(const std::vector<CodebookValue>& values) {
  return std::all_of(values.begin(), values.end(),
                     [](const CodebookValue& value) { return NumberOf(value).has_value(); });
}

// Answers on a scale are few small integers: each is looked up once.
class KnownNumbers {
 public:
  explicit KnownNumbers(const AnswerReader& reader) : reader_(reader) {}

  CodebookAnswer Read(double number) {
    if (!(number >= 0 && number < kMost)) return reader_.Read(number);
    const auto integer = static_cast<size_t>(number);
    if (static_cast<double>(integer) != number) return reader_.Read(number);
    if (!is_known_[integer]) {
      known_[integer] = reader_.Read(number);
      is_known_[integer] = true;
    }
    return known_[integer];
  }

 private:
  static constexpr size_t kMost = 128;
  const AnswerReader& reader_;
  std::array<CodebookAnswer, kMost> known_;
  std::array<bool, kMost> is_known_ = {};
};

}  // namespace

std::vector<CodebookColumn> ColumnsOf(const Codebook& codebook) {
  std::vector<CodebookColumn> columns;
  for (const CodebookVariable& variable : codebook.variables) {
    if (variable.type != VariableType::kMultipleChoice) columns.push_back({&variable, nullptr});
    for (const ChoiceColumn& choice : variable.columns) columns.push_back({&variable, &choice});
  }
  return columns;
}

std::vector<std::string> UndescribedColumns(const Codebook& codebook, const Frame& frame) {
  std::unordered_set<std::string> described;
  for (const CodebookColumn& column : ColumnsOf(codebook)) described.insert(column.name());
  std::vector<std::string> names = frame.Names();
  std::erase_if(names, [&](const std::string& name) { return described.count(name) != 0; });
  return names;
}

std::vector<Fault> FindMissingColumns(const Codebook& codebook, const Frame& frame) {
  // A column that has an entry of its own is not the one that is looked for.
  const std::vector<std::string> names = UndescribedColumns(codebook, frame);
  std::vector<Fault> faults;
  for (const CodebookColumn& column : ColumnsOf(codebook)) {
    if (column.variable->optional || frame.Find(column.name()) != nullptr) continue;
    faults.push_back({column.choice != nullptr ? column.choice->place : column.variable->place,
                      fmt::format("the codebook describes '{}', which is no column of {}",
                                  Excerpt(column.name()), frame.file),
                      DidYouMean(column.name(), names,
                                 "remove the entry, or write 'optional: true' where data may lack "
                                 "the column")});
  }
  return faults;
}

AnswerReader::AnswerReader(const CodebookVariable& variable) : variable_(variable) {
  const VariableType type = variable.type;
  values_ = variable.values;
  if (type == VariableType::kMultipleChoice) values_ = {{"0", {}}, {"1", {}}};
  has_values_ = type == VariableType::kCategory || type == VariableType::kOrdered ||
                type == VariableType::kMultipleChoice;
  numeric_ = type == VariableType::kOrdered || type == VariableType::kNumber ||
             type == VariableType::kMultipleChoice ||
             (type == VariableType::kCategory && AllNumbers(values_));
  for (size_t i = 0; numeric_ && i < values_.size(); ++i) {
    codes_.push_back(CodeOf(values_, static_cast<int>(i)));
  }
  for (const CodebookValue& code : variable.missing) {
    if (const std::optional<double> number = NumberOf(code)) {
      missing_codes_.push_back(*number);
    }
  }
}

CodebookAnswer AnswerReader::InRange(double number) const {
  const bool inside = number >= variable_.minimum && number <= variable_.maximum &&
                      (!variable_.integer || number == std::floor(number));
  return {inside ? AnswerKind::kAnswer : AnswerKind::kOutOfRange, -1, number};
}

CodebookAnswer AnswerReader::InBounds(const std::string& text) const {
  const std::optional<int64_t> day = ParseDate(Trim(text));
  if (!day) return {AnswerKind::kNoDate};
  const std::optional<int64_t> earliest = ParseDate(variable_.earliest);
  const std::optional<int64_t> latest = ParseDate(variable_.latest);
  if ((earliest && *day < *earliest) || (latest && *day > *latest)) {
    return {AnswerKind::kDateOutside};
  }
  return {AnswerKind::kAnswer};
}

CodebookAnswer AnswerReader::Read(double number) const {
  if (std::isnan(number)) return {AnswerKind::kMissing};
  if (std::find(missing_codes_.begin(), missing_codes_.end(), number) != missing_codes_.end()) {
    return {AnswerKind::kMissingCode};
  }
  if (has_values_) {
    const int index = FindValue(values_, fmt::format("{}", number));
    if (index < 0) return {AnswerKind::kUnlabelled};
    return {AnswerKind::kAnswer, index, numeric_ ? codes_[static_cast<size_t>(index)] : number};
  }
  if (variable_.type == VariableType::kNumber) return InRange(number);
  if (variable_.type == VariableType::kDate) return {AnswerKind::kNoDate};
  return {AnswerKind::kAnswer, -1, number};
}

CodebookAnswer AnswerReader::Read(const std::string& text) const {
  if (FindValue(variable_.missing, text) >= 0) return {AnswerKind::kMissingCode};
  if (has_values_) {
    const int index = FindValue(values_, text);
    if (index < 0) return {AnswerKind::kUnlabelled};
    return {AnswerKind::kAnswer, index, numeric_ ? codes_[static_cast<size_t>(index)] : 0};
  }
  if (variable_.type == VariableType::kNumber) {
    const std::optional<double> number = NumberIn(text);
    return number ? InRange(*number) : CodebookAnswer{AnswerKind::kNoNumber};
  }
  if (variable_.type == VariableType::kDate) return InBounds(text);
  return {AnswerKind::kAnswer};
}

std::vector<CodebookAnswer> ReadAnswers(const AnswerReader& reader, const Column& column,
                                        int64_t rows) {
  KnownNumbers known(reader);
  std::vector<CodebookAnswer> answers;
  answers.reserve(static_cast<size_t>(rows));
  if (column.is_text) {
    std::vector<CodebookAnswer> of_value;
    for (const std::string& text : column.values) of_value.push_back(reader.Read(text));
    for (const int32_t code : column.codes) {
      answers.push_back(code < 0 ? CodebookAnswer{} : of_value[static_cast<size_t>(code)]);
    }
    return answers;
  }
  for (const double number : column.numbers) answers.push_back(known.Read(number));
  return answers;
}

std::string CellText(const Column& column, int64_t row) {
  const auto at = static_cast<size_t>(row);
  if (column.is_text) {
    const int32_t code = column.codes[at];
    return code < 0 ? "" : column.values[static_cast<size_t>(code)];
  }
  const double number = column.numbers[at];
  return std::isnan(number) ? "" : fmt::format("{}", number);
}

}  // namespace trustsem
