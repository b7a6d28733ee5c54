#include "data/sample_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "base/text.h"
#include "data/number.h"
#include "data/ordered_answers.h"

namespace trustsem {
namespace {

const SampleRequest::Recoding* FindRecoding(const SampleRequest& request, std::string_view name) {
  for (const SampleRequest::Recoding& recoding : request.recodings) {
    if (recoding.name == name) return &recoding;
  }
  return nullptr;
}

// The distinct values of a variable as long as they are few integers.
class FewIntegers {
 public:
  // False from the first value on that is no integer, or the eighth distinct one.
  bool Add(double value) {
    // Answers on a scale are small integers: one bit each, without a search.
    if (value >= 0 && value < 64) {
      const auto integer = static_cast<unsigned>(value);
      small_ |= uint64_t{1} << integer;
      return static_cast<double>(integer) == value;
    }
    if (value != std::floor(value)) return false;
    if (std::find(others_.begin(), others_.end(), value) == others_.end()) {
      others_.push_back(value);
    }
    return others_.size() <= kMost;
  }

  // Values from 0 to 63, one bit each.
  void AddSmall(uint64_t bits) { small_ |= bits; }

  bool IsFew() const {
    return static_cast<size_t>(__builtin_popcountll(small_)) + others_.size() <= kMost;
  }

 private:
  static constexpr size_t kMost = 7;
  uint64_t small_ = 0;
  std::vector<double> others_;
};

constexpr size_t kTextsShown = 8;
constexpr size_t kStretch = 256;  // answers looked at together

// What kStretch answers are, without a branch for each.
struct SmallIntegers {
  bool all = false;       // every one is an integer from 0 to 63
  bool constant = false;  // every one is `first`
  uint64_t bits = 0;
};

SmallIntegers FindSmallIntegers(const double* numbers, double first) {
  bool all = true, constant = true;
  uint64_t bits = 0;
  for (size_t i = 0; i < kStretch; ++i) {
    const double value = numbers[i];
    const bool inside = value >= 0 && value < 64;  // false of a missing one
    const auto integer = static_cast<unsigned>(inside ? value : 0.0);
    all &= inside && static_cast<double>(integer) == value;
    constant &= value == first;
    bits |= uint64_t{1} << integer;
  }
  return {all, constant, bits};
}

// All cells are texts, rather than numbers with a stray text among them.
bool HoldsLabels(const Column& column) {
  return column.is_text && !column.values.empty() &&
         std::none_of(column.values.begin(), column.values.end(), [](const std::string& text) {
           double value = 0;
           return ParseCell(text, true, &value) == CellKind::kNumber;
         });
}

Fault LabelsFault(const Frame& frame, const Column& column, const std::string& name) {
  std::vector<std::string> texts;
  for (const std::string& text : column.values) texts.push_back("'" + Excerpt(text) + "'");
  return {
      {frame.file},
      fmt::format("the ordered variable '{}' holds texts, whose order is unknown: {}", name,
                  JoinNames(texts, kTextsShown)),
      fmt::format("give the answers as numbers in order (1, 2, 3, ...), or describe that order: "
                  "'trustsem codebook {} --output codebook.yaml', then --codebook "
                  "codebook.yaml",
                  frame.file)};
}

}  // namespace

const Column* FindColumn(const Frame& frame, const std::string& name, std::string_view role,
                         std::vector<Fault>* faults) {
  const Column* column = frame.Find(name);
  if (column != nullptr && column->loaded) return column;
  if (column != nullptr) {
    faults->push_back({{frame.file},
                       fmt::format("{} '{}' was not loaded from the data file", role, name),
                       "load it with the other columns"});
    return nullptr;
  }
  const std::vector<std::string> names = frame.Names();
  faults->push_back({{frame.file},
                     fmt::format("{} '{}' is no column of the data file", role, Excerpt(name)),
                     DidYouMean(name, names, "its columns are " + JoinNames(names, 12))});
  return nullptr;
}

const Column* FindNumbers(const Frame& frame, const std::string& name, std::string_view role,
                          std::vector<Fault>* faults) {
  const Column* column = FindColumn(frame, name, role, faults);
  if (column == nullptr || !column->is_text) return column;
  std::string found = "text";
  const int64_t row = column->first_text_row;
  if (row > 0 && static_cast<size_t>(row) <= column->codes.size()) {
    const int32_t code = column->codes[static_cast<size_t>(row - 1)];
    if (code >= 0) {
      found = fmt::format("the text '{}' in data row {}",
                          Excerpt(column->values[static_cast<size_t>(code)]), row);
    }
  }
  faults->push_back({{frame.file},
                     fmt::format("{} '{}' needs numbers but holds {}", role, name, found),
                     "recode it to numbers, or say with --codebook what the texts mean"});
  return nullptr;
}

SampleVariable MakeVariable(const Frame& frame, const SampleRequest& request,
                            const std::string& name, std::vector<Fault>* faults) {
  SampleVariable variable;
  variable.name = name;
  variable.missing_codes = request.missing_codes;
  const SampleRequest::Recoding* recoding = FindRecoding(request, name);
  const bool renamed = recoding != nullptr && !recoding->column.empty();
  if (recoding != nullptr) {
    variable.missing_codes.insert(variable.missing_codes.end(), recoding->missing_codes.begin(),
                                  recoding->missing_codes.end());
    variable.reversed = recoding->reversed;
    if (recoding->reversed) variable.reversal_sum = recoding->minimum + recoding->maximum;
  }
  variable.ordered = IsOrdered(request, name);
  const std::string& column_name = renamed ? recoding->column : name;
  const Column* column = frame.Find(column_name);
  if (variable.ordered && column != nullptr && column->loaded && HoldsLabels(*column)) {
    faults->push_back(LabelsFault(frame, *column, name));
    return variable;
  }
  column = FindNumbers(frame, column_name, "the variable", faults);
  if (column != nullptr) variable.numbers = &column->numbers;
  return variable;
}

AnswerSummary Summarize(const SampleVariable& variable, double minimum, double maximum,
                        std::vector<uint8_t>* complete) {
  AnswerSummary summary;
  FewIntegers integers;
  bool any = false;
  const std::vector<double>& numbers = *variable.numbers;
  const std::vector<double>& codes = variable.missing_codes;
  const bool plain =
      !variable.reversed &&
      std::none_of(codes.begin(), codes.end(), [](double code) { return code >= 0 && code < 64; });
  for (size_t row = 0; row < numbers.size(); ++row) {
    // Most stretches of a survey are small integers without a gap.
    if (plain && any && row % kStretch == 0 && row + kStretch <= numbers.size()) {
      const SmallIntegers stretch = FindSmallIntegers(&numbers[row], summary.first);
      if (stretch.all) {
        integers.AddSmall(stretch.bits);
        summary.constant &= stretch.constant;
        row += kStretch - 1;
        continue;
      }
    }
    const double value = numbers[row];
    bool missing = std::isnan(value);
    for (double code : codes) missing |= value == code;
    if (missing) {
      ++summary.missing;
      (*complete)[row] = 0;
      continue;
    }
    if (!any) {
      any = true;
      summary.first = value;
    }
    summary.constant &= value == summary.first;
    if (summary.few_integers) summary.few_integers = integers.Add(value);
    if (variable.reversed && (value < minimum || value > maximum)) {
      if (summary.outside++ == 0) summary.first_outside = static_cast<int64_t>(row);
    }
  }
  summary.few_integers = summary.few_integers && integers.IsFew();
  return summary;
}

Grouping MakeGrouping(const Column* column) {
  Grouping grouping;
  if (column == nullptr) {
    grouping.labels.emplace_back();
    return grouping;
  }
  if (column->is_text) {
    // The codes already count by first appearance.
    grouping.labels = column->values;
    grouping.group_of_row = column->codes;
    return grouping;
  }
  std::unordered_map<double, int32_t> known;
  double last = std::numeric_limits<double>::quiet_NaN();
  int32_t last_group = -1;
  grouping.group_of_row.reserve(column->numbers.size());
  for (double value : column->numbers) {
    if (std::isnan(value)) {
      grouping.group_of_row.push_back(-1);
      continue;
    }
    if (value != last) {
      const auto [entry, is_new] =
          known.try_emplace(value, static_cast<int32_t>(grouping.labels.size()));
      if (is_new) grouping.labels.push_back(fmt::format("{}", value));
      last = value;
      last_group = entry->second;
    }
    grouping.group_of_row.push_back(last_group);
  }
  return grouping;
}

}  // namespace trustsem
