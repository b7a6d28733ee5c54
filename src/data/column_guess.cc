#include "data/column_guess.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "data/known_scales.h"
#include "data/number.h"
#include "spec/calendar_date.h"

namespace trustsem {
namespace {

constexpr size_t kFewNumbers = 11;   // as 0 to 10
constexpr double kWidestScale = 20;  // highest less lowest answer
constexpr size_t kFewTexts = 20;
constexpr size_t kLongestValue = 80;  // bytes; longer texts are answers in own words
constexpr size_t kMostLabelled = 60;  // numbers with labels, as countries
constexpr double kMostOfScale = 0.7;  // in use: the rest was not answered by chance
constexpr double kNearlyDistinct = 0.95;
constexpr double kMostlyDates = 0.8;

bool IsWholeWord(const std::string& name, const std::string& word) {
  const auto letter = [&](size_t i) {
    const char c = name[i];
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  };
  for (size_t at = name.find(word); at != std::string::npos; at = name.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !letter(at - 1)) && (end == name.size() || !letter(end))) return true;
  }
  return false;
}

bool IsId(const ColumnFacts& facts) {
  if (facts.answered == 0 || !facts.integers) return false;
  const std::string name = ToLower(facts.column->name);
  if (IsWholeWord(name, "id")) return true;
  bool says_id = name.ends_with("id") || name.find("编号") != std::string::npos;
  for (const char* word : {"respondent", "respondents", "case", "uuid", "subject", "serial"}) {
    says_id |= IsWholeWord(name, word);
  }
  return says_id && static_cast<double>(facts.distinct()) >=
                        kNearlyDistinct * static_cast<double>(facts.answered);
}

bool IsDate(const ColumnFacts& facts) {
  int64_t dates = 0;
  for (const std::string& text : facts.texts) dates += LooksLikeDate(text);
  return !facts.texts.empty() &&
         static_cast<double>(dates) >= kMostlyDates * static_cast<double>(facts.texts.size());
}

std::string NumberText(double number) { return fmt::format("{}", number == 0 ? 0.0 : number); }

bool InRanges(const std::vector<std::pair<double, double>>& ranges, double number) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const auto& range) {
    return number >= range.first && number <= range.second;
  });
}

// The file's own missing values: single ones, and those within a range that have a label.
std::vector<CodebookValue> DeclaredMissing(const Column& column) {
  std::map<double, std::string> codes;
  for (const auto& [low, high] : column.missing_ranges) {
    if (low == high && std::isfinite(low)) codes.emplace(low, "");
  }
  for (const auto& [number, label] : column.value_labels) {
    if (InRanges(column.missing_ranges, number)) codes[number] = label;
  }
  std::vector<CodebookValue> missing;
  for (const auto& [number, label] : codes) {
    missing.push_back({NumberText(number), InItsLanguage(label)});
  }
  return missing;
}

// 97, 98 and 99 are taken out of the answers where all others lie below 90.
void TakeOutUsualCodes(ColumnFacts* facts) {
  if (!facts->column->missing_ranges.empty() || facts->numbers.empty()) return;
  std::vector<double> found;
  bool others = false;
  for (const auto& [number, rows] : facts->numbers) {
    if (number == 97 || number == 98 || number == 99) {
      found.push_back(number);
    } else if (number < 90) {
      others = true;
    } else {
      return;
    }
  }
  if (!others) return;
  for (const double code : found) {
    facts->answered -= facts->numbers[code];
    facts->numbers.erase(code);
    std::string label;
    for (const auto& [number, said] : facts->column->value_labels) {
      if (number == code) label = said;
    }
    facts->missing.push_back({NumberText(code), InItsLanguage(label)});
  }
}

bool IsMissingCode(const ColumnFacts& facts, double number) {
  return FindValue(facts.missing, NumberText(number)) >= 0;
}

// Answers and labelled numbers, ascending; where most of a scale is in use, the others too.
std::vector<CodebookValue> NumberValues(const ColumnFacts& facts) {
  std::map<double, std::string> values;
  for (const auto& [number, rows] : facts.numbers) values.emplace(number, "");
  for (const auto& [number, label] : facts.column->value_labels) {
    if (!IsMissingCode(facts, number) && !InRanges(facts.column->missing_ranges, number)) {
      values[number] = label;
    }
  }
  const double low = values.begin()->first, high = values.rbegin()->first;
  const bool fill = facts.integers && low == std::floor(low) && high - low < kFewNumbers &&
                    static_cast<double>(values.size()) >= kMostOfScale * (high - low + 1) &&
                    facts.column->measure != Column::Measure::kNominal;
  for (double number = low; fill && number < high; ++number) values.emplace(number, "");
  std::vector<CodebookValue> list;
  for (const auto& [number, label] : values) {
    list.push_back({NumberText(number), InItsLanguage(std::string(Trim(label)))});
  }
  std::set<std::string> taken;
  MakeLabelsDistinct(&list, &taken);
  return list;
}

// Labels say what (nearly) all answers mean, rather than a few special ones of a number.
bool LabelsTellAnswers(const ColumnFacts& facts) {
  size_t labelled = 0;
  for (const auto& [number, label] : facts.column->value_labels) {
    labelled += !IsMissingCode(facts, number);
  }
  if (labelled < 2 || labelled > kMostLabelled || !facts.integers) return false;
  size_t unlabelled = 0;
  for (const auto& [number, rows] : facts.numbers) {
    const bool found =
        std::any_of(facts.column->value_labels.begin(), facts.column->value_labels.end(),
                    [&](const auto& label) { return label.first == number; });
    unlabelled += !found;
  }
  return unlabelled == 0 || facts.numbers.size() <= kFewNumbers;
}

void GuessNumbers(const ColumnFacts& facts, CodebookVariable* variable) {
  variable->type = VariableType::kNumber;
  const bool labelled = LabelsTellAnswers(facts);
  const size_t distinct = facts.numbers.size();
  if (distinct == 0 && !labelled) return;
  const bool few = facts.integers && distinct >= 2 && distinct <= kFewNumbers &&
                   facts.numbers.rbegin()->first - facts.numbers.begin()->first <= kWidestScale &&
                   facts.answered >= static_cast<int64_t>(2 * distinct);
  variable->integer = facts.integers && distinct > 0;
  if (!labelled && (!few || facts.column->measure == Column::Measure::kScale)) return;
  variable->integer = false;
  variable->values = NumberValues(facts);
  const bool nominal = facts.column->measure == Column::Measure::kNominal;
  variable->type =
      nominal || variable->values.size() == 2 ? VariableType::kCategory : VariableType::kOrdered;
}

void GuessTexts(const ColumnFacts& facts, CodebookVariable* variable) {
  variable->type = VariableType::kText;
  if (IsDate(facts)) {
    variable->type = VariableType::kDate;
    return;
  }
  const bool few = !facts.texts.empty() && facts.texts.size() <= kFewTexts &&
                   static_cast<int64_t>(2 * facts.texts.size()) <= facts.answered;
  const bool brief = std::all_of(facts.texts.begin(), facts.texts.end(),
                                 [](const auto& text) { return text.size() <= kLongestValue; });
  if (!brief || (!few && !IsKnownScale(facts.texts))) return;
  const std::vector<std::string> ordered = InKnownOrder(facts.texts);
  variable->type = ordered.empty() ? VariableType::kCategory : VariableType::kOrdered;
  for (const std::string& text : ordered.empty() ? facts.texts : ordered) {
    variable->values.push_back({text, {}});
  }
}

// The numbers behind the texts, where all but those that are no answer are numbers; else empty.
std::vector<double> NumbersOfTexts(const Column& column, const std::vector<bool>& missing) {
  std::vector<double> numbers;
  for (size_t i = 0; i < column.values.size(); ++i) {
    double number = std::numeric_limits<double>::quiet_NaN();
    if (!missing[i] && ParseCell(column.values[i], false, &number) != CellKind::kNumber) return {};
    numbers.push_back(number);
  }
  return numbers;
}

// Words that mean no answer are missing codes, beside others.
void CollectTexts(const Column& column, ColumnFacts* facts) {
  std::set<std::string> known;
  std::vector<bool> missing;
  const size_t without =
      static_cast<size_t>(std::count_if(column.values.begin(), column.values.end(), MeansMissing));
  for (const std::string& text : column.values) {
    missing.push_back(without < column.values.size() && MeansMissing(text));
    if (!known.insert(NormalisedValue(text)).second) continue;
    if (missing.back()) {
      facts->missing.push_back({std::string(Trim(text)), {}});
    } else {
      facts->texts.push_back(text);
    }
  }
  if (without > 0 && without < column.values.size()) {
    facts->number_of_code = NumbersOfTexts(column, missing);
  }
  if (!facts->number_of_code.empty()) {
    facts->texts.clear();
    return;
  }
  for (const int32_t code : column.codes) {
    facts->answered += code >= 0 && !missing[static_cast<size_t>(code)];
  }
}

}  // namespace

bool ColumnFacts::HasTexts() const { return column->is_text && number_of_code.empty(); }

size_t ColumnFacts::Rows() const {
  return column->is_text ? column->codes.size() : column->numbers.size();
}

double ColumnFacts::NumberIn(size_t row) const {
  if (!column->is_text) return column->numbers[row];
  const int32_t code = column->codes[row];
  return code < 0 ? std::numeric_limits<double>::quiet_NaN()
                  : number_of_code[static_cast<size_t>(code)];
}

bool ColumnFacts::IsBinary() const {
  return texts.empty() && !numbers.empty() &&
         std::all_of(numbers.begin(), numbers.end(),
                     [](const auto& entry) { return entry.first == 0 || entry.first == 1; });
}

Text InItsLanguage(const std::string& label) {
  for (size_t at = 0; at < label.size();) {
    const char32_t c = NextCodePoint(label, &at);
    if (c >= 0x4E00 && c <= 0x9FFF) return {"", label};
  }
  return {label, ""};
}

void MakeLabelsDistinct(std::vector<CodebookValue>* values, std::set<std::string>* taken) {
  for (const CodebookValue& value : *values) taken->insert(NormalisedValue(value.value));
  for (CodebookValue& value : *values) {
    for (std::string* label : {&value.label.en, &value.label.zh}) {
      if (label->empty()) continue;
      // A number as a label of itself says nothing.
      if (NormalisedValue(*label) == NormalisedValue(value.value)) label->clear();
      while (!label->empty() && !taken->insert(ToLower(Trim(*label))).second) {
        *label += fmt::format(" ({})", value.value);
      }
    }
  }
}

ColumnFacts CollectFacts(const Column& column) {
  ColumnFacts facts;
  facts.column = &column;
  facts.missing = DeclaredMissing(column);
  if (column.is_text) {
    CollectTexts(column, &facts);
    if (facts.HasTexts()) return facts;
  }
  for (size_t row = 0; row < facts.Rows(); ++row) {
    const double number = facts.NumberIn(row);
    if (std::isnan(number)) continue;
    ++facts.answered;
    ++facts.numbers[number];
    facts.integers &= number == std::floor(number);
  }
  TakeOutUsualCodes(&facts);
  return facts;
}

CodebookVariable GuessVariable(const ColumnFacts& facts) {
  CodebookVariable variable;
  variable.name = facts.column->name;
  variable.label = InItsLanguage(std::string(Trim(facts.column->label)));
  if (IsId(facts) && facts.column->value_labels.empty()) {
    variable.type = VariableType::kId;
  } else if (facts.HasTexts()) {
    GuessTexts(facts, &variable);
  } else {
    GuessNumbers(facts, &variable);
  }
  return variable;
}

}  // namespace trustsem
