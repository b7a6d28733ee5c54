#include "data/apply_codebook.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "data/codebook_column.h"
#include "data/number.h"
#include "data/text_codes.h"

namespace trustsem {
namespace {

constexpr size_t kValuesShown = 6;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// A value that the codebook does not allow, and where it is.
struct BadValue {
  AnswerKind kind = AnswerKind::kAnswer;
  std::string text;
  int64_t count = 0, first_row = 0;  // from one
};

bool IsBad(AnswerKind kind) {
  return kind == AnswerKind::kUnlabelled || kind == AnswerKind::kNoNumber ||
         kind == AnswerKind::kOutOfRange;
}

// Of each kind that is found, the distinct values, by first appearance, up to kValuesShown.
class BadValues {
 public:
  void Add(AnswerKind kind, const Column& column, int64_t row) {
    std::string text = CellText(column, row);
    Kind& all = kinds_[kind == AnswerKind::kUnlabelled ? 0 : kind == AnswerKind::kNoNumber ? 1 : 2];
    ++all.count;
    for (BadValue& value : all.values) {
      if (value.text != text) continue;
      ++value.count;
      return;
    }
    if (all.values.size() >= kValuesShown) {
      all.more = true;
      return;
    }
    all.values.push_back({kind, std::move(text), 1, row + 1});
  }

  void Tell(const Frame& frame, const CodebookColumn& entry, std::vector<Fault>* faults) const {
    for (const Kind& kind : kinds_) {
      if (kind.count > 0) faults->push_back(Describe(frame, entry, kind));
    }
  }

 private:
  struct Kind {
    int64_t count = 0;
    bool more = false;  // values than are kept
    std::vector<BadValue> values;
  };

  static std::string List(const Kind& kind) {
    std::vector<std::string> parts;
    for (const BadValue& value : kind.values) {
      parts.push_back(fmt::format("'{}' ({} row{}, first data row {})", Excerpt(value.text),
                                  value.count, value.count == 1 ? "" : "s", value.first_row));
    }
    return JoinNames(parts) + (kind.more ? " and others" : "");
  }

  static Fault Describe(const Frame& frame, const CodebookColumn& entry, const Kind& kind) {
    const CodebookVariable& variable = *entry.variable;
    const std::string name = Excerpt(entry.name());
    switch (kind.values.front().kind) {
      case AnswerKind::kNoNumber:
        return {{frame.file},
                fmt::format("'{}' is a number by the codebook, but the data have text: {}", name,
                            List(kind)),
                "mend the data, or describe the column as text or by its values"};
      case AnswerKind::kOutOfRange:
        return {{frame.file},
                fmt::format("'{}' has {} answer{} that {} not {}: {}", name, kind.count,
                            kind.count == 1 ? "" : "s", kind.count == 1 ? "is" : "are",
                            Range(variable), List(kind)),
                "mend the data, or the range in the codebook"};
      default:
        break;
    }
    if (entry.choice != nullptr) {
      return {{frame.file},
              fmt::format("'{}' is an answer of the multiple-choice question '{}' and holds other "
                          "values than 0 and 1: {}",
                          name, Excerpt(variable.name), List(kind)),
              "recode it: 1 where the answer was chosen, 0 where it was not"};
    }
    return {{frame.file},
            fmt::format("the codebook has no label for values of '{}': {}", name, List(kind)),
            "add them to the codebook, or mend the data"};
  }

  static std::string Range(const CodebookVariable& variable) {
    const bool low = variable.minimum != -std::numeric_limits<double>::infinity();
    const bool high = variable.maximum != std::numeric_limits<double>::infinity();
    std::string range = variable.integer ? "a whole number" : "a number";
    if (low && high)
      return range + fmt::format(" from {} to {}", variable.minimum, variable.maximum);
    if (low) return range + fmt::format(" of at least {}", variable.minimum);
    if (high) return range + fmt::format(" of at most {}", variable.maximum);
    return range;
  }

  Kind kinds_[3];
};

void BecomeNumbers(const std::vector<CodebookAnswer>& answers, Column* column) {
  std::vector<double> numbers(answers.size(), kMissing);
  for (size_t row = 0; row < answers.size(); ++row) {
    if (answers[row].kind == AnswerKind::kAnswer) numbers[row] = answers[row].number;
  }
  column->numbers = std::move(numbers);
  column->is_text = false;
  column->codes.clear();
  column->values.clear();
  column->first_text_row = 0;
}

// Texts stay texts: those that mean a value in the codebook's spelling, in the order in which they
// now appear first.
void RewriteTexts(const std::vector<CodebookAnswer>& answers, const AnswerReader& reader,
                  Column* column) {
  const std::vector<std::string> before = std::move(column->values);
  column->values.clear();
  column->first_text_row = 0;
  TextCodes codes(&column->values);
  for (size_t row = 0; row < answers.size(); ++row) {
    int32_t& code = column->codes[row];
    const CodebookAnswer& answer = answers[row];
    if (answer.kind == AnswerKind::kMissing || answer.kind == AnswerKind::kMissingCode) {
      code = -1;
      continue;
    }
    const std::string& text = answer.value < 0
                                  ? before[static_cast<size_t>(code)]
                                  : reader.values()[static_cast<size_t>(answer.value)].value;
    code = codes.CodeOf(text);
    double number = 0;
    if (column->first_text_row == 0 && ParseCell(text, false, &number) == CellKind::kText) {
      column->first_text_row = static_cast<int64_t>(row) + 1;
    }
  }
}

void FillInLabels(const CodebookColumn& entry, const AnswerReader& reader, Column* column) {
  static const std::string kNone;
  if (column->label.empty()) column->label = LabelOr(entry.label(), kNone);
  if (column->is_text || !reader.numeric() || !column->value_labels.empty()) return;
  for (size_t i = 0; i < reader.codes().size(); ++i) {
    const CodebookValue& value = reader.values()[i];
    const std::string& otherwise = entry.choice != nullptr ? kNone : value.value;
    const std::string& label = LabelOr(value.label, otherwise);
    if (!label.empty()) column->value_labels.emplace_back(reader.codes()[i], label);
  }
}

}  // namespace

void ApplyCodebook(const Codebook& codebook, Frame* frame) {
  std::vector<Fault> faults = FindMissingColumns(codebook, *frame);
  for (const CodebookColumn& entry : ColumnsOf(codebook)) {
    const auto found =
        std::find_if(frame->columns.begin(), frame->columns.end(),
                     [&](const Column& column) { return column.name == entry.name(); });
    if (found == frame->columns.end() || !found->loaded) continue;
    Column& column = *found;
    const AnswerReader reader(*entry.variable);
    const std::vector<CodebookAnswer> answers = ReadAnswers(reader, column, frame->rows);
    BadValues bad;
    bool any_bad = false;
    for (size_t row = 0; row < answers.size(); ++row) {
      if (!IsBad(answers[row].kind)) continue;
      bad.Add(answers[row].kind, column, static_cast<int64_t>(row));
      any_bad = true;
    }
    if (any_bad) {
      bad.Tell(*frame, entry, &faults);
      continue;
    }
    if (column.is_text && !reader.numeric()) {
      RewriteTexts(answers, reader, &column);
    } else if (reader.numeric()) {
      BecomeNumbers(answers, &column);
    } else {
      for (size_t row = 0; row < answers.size(); ++row) {
        if (answers[row].kind == AnswerKind::kMissingCode) column.numbers[row] = kMissing;
      }
    }
    FillInLabels(entry, reader, &column);
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
}

}  // namespace trustsem
