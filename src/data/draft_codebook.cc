#include "data/draft_codebook.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_set>

#include "base/text.h"
#include "data/codebook_column.h"
#include "data/column_guess.h"

namespace trustsem {
namespace {

constexpr int kFewestChoices = 3;     // columns that make a question
constexpr int kFewestOfOneScale = 3;  // variables that make a scale the common one

constexpr double kMostlyDistinct = 0.8;  // an id that others share by mistake alone

// A column's facts and what it is taken for.
struct Guess {
  ColumnFacts facts;
  CodebookVariable variable;
};

// "top3_friendly" -> "top3"; empty where the name has no such part.
std::string PrefixOf(const std::string& name) {
  const size_t end = name.find('_');
  return end == std::string::npos || end == 0 || end + 1 == name.size() ? "" : name.substr(0, end);
}

// The longest beginning that all names share and that ends before a '_'.
std::string CommonPrefix(const std::vector<Guess>& guesses, size_t first, size_t end) {
  std::string prefix = guesses[first].variable.name;
  for (size_t i = first + 1; i < end; ++i) {
    const std::string& name = guesses[i].variable.name;
    size_t same = 0;
    while (same < std::min(prefix.size(), name.size()) && prefix[same] == name[same]) ++same;
    prefix.resize(same);
  }
  return prefix.substr(0, prefix.rfind('_'));
}

// The number of answers that every respondent who answered all columns chose; 0: they differ.
int Chosen(const std::vector<Guess>& guesses, size_t first, size_t end) {
  const size_t rows = guesses[first].facts.Rows();
  int chosen = -1;
  for (size_t row = 0; row < rows; ++row) {
    int count = 0;
    bool complete = true;
    for (size_t i = first; i < end && complete; ++i) {
      const double answer = guesses[i].facts.NumberIn(row);
      complete = answer == 0 || answer == 1;
      count += answer == 1;
    }
    if (!complete) continue;
    if (chosen >= 0 && count != chosen) return 0;
    chosen = count;
  }
  return std::max(chosen, 0);
}

Guess MakeQuestion(const std::vector<Guess>& guesses, size_t first, size_t end,
                   const std::vector<std::string>& names) {
  Guess question;
  const std::string prefix = CommonPrefix(guesses, first, end);
  CodebookVariable& variable = question.variable;
  variable.type = VariableType::kMultipleChoice;
  variable.name = prefix;
  while (std::find(names.begin(), names.end(), variable.name) != names.end()) {
    variable.name += "_answers";
  }
  variable.choose = Chosen(guesses, first, end);
  std::vector<CodebookValue> labels;
  for (size_t i = first; i < end; ++i) {
    const CodebookVariable& answer = guesses[i].variable;
    ChoiceColumn column;
    column.name = answer.name;
    column.label = answer.label;
    if (column.label.en.empty() && column.label.zh.empty()) {
      std::string rest = answer.name.substr(prefix.size() + 1);
      std::replace(rest.begin(), rest.end(), '_', ' ');
      column.label = InItsLanguage(rest);
    }
    labels.push_back({column.name, column.label});
    variable.columns.push_back(std::move(column));
    for (const CodebookValue& code : guesses[i].facts.missing) {
      if (FindValue(question.facts.missing, code.value) < 0) {
        question.facts.missing.push_back(code);
      }
    }
  }
  std::set<std::string> taken;
  MakeLabelsDistinct(&labels, &taken);
  for (size_t i = 0; i < labels.size(); ++i) variable.columns[i].label = labels[i].label;
  return question;
}

// Neighbouring columns of 0 and 1 whose names share a prefix become one question.
std::vector<Guess> JoinQuestions(std::vector<Guess> guesses,
                                 const std::vector<std::string>& names) {
  std::vector<Guess> joined;
  for (size_t first = 0; first < guesses.size();) {
    const std::string prefix = PrefixOf(guesses[first].variable.name);
    size_t end = first;
    while (end < guesses.size() && !prefix.empty() && guesses[end].facts.IsBinary() &&
           guesses[end].variable.type != VariableType::kId &&
           PrefixOf(guesses[end].variable.name) == prefix) {
      ++end;
    }
    if (end - first >= static_cast<size_t>(kFewestChoices)) {
      joined.push_back(MakeQuestion(guesses, first, end, names));
      first = end;
    } else {
      joined.push_back(std::move(guesses[first++]));
    }
  }
  return joined;
}

std::string ListText(const std::vector<CodebookValue>& values) {
  std::string text;
  for (const CodebookValue& value : values) {
    for (const std::string& part : {value.value, value.label.en, value.label.zh}) {
      text += fmt::format("{}:{}", part.size(), part);
    }
  }
  return text;
}

bool IsWithin(const std::vector<CodebookValue>& part, const std::vector<CodebookValue>& whole) {
  return std::all_of(part.begin(), part.end(), [&](const CodebookValue& value) {
    const int index = FindValue(whole, value.value);
    return index >= 0 && ListText({value}) == ListText({whole[static_cast<size_t>(index)]});
  });
}

// "CUSA1" -> "CUSA"; empty where the name does not end with a number.
std::string StemOf(const std::string& name) {
  const size_t last = name.find_last_not_of("0123456789");
  return last == std::string::npos || last + 1 == name.size() ? "" : name.substr(0, last + 1);
}

// An item of which nobody gave the extreme answers has the most common scale, where that is the
// scale of its neighbours ("CUSA1" beside "CUSA2").
void CompleteScales(std::vector<Guess>* guesses) {
  std::map<std::string, int> uses;
  for (const Guess& guess : *guesses) ++uses[ListText(guess.variable.values)];
  const std::vector<CodebookValue>* common = nullptr;
  int most = kFewestOfOneScale - 1;
  for (const Guess& guess : *guesses) {
    if (guess.variable.type != VariableType::kOrdered) continue;
    const int count = uses[ListText(guess.variable.values)];
    if (count > most) common = &guess.variable.values;
    most = std::max(most, count);
  }
  if (common == nullptr) return;
  const std::vector<CodebookValue> scale = *common;
  std::set<std::string> stems;
  for (const Guess& guess : *guesses) {
    if (ListText(guess.variable.values) == ListText(scale)) {
      stems.insert(StemOf(guess.variable.name));
    }
  }
  stems.erase("");
  for (Guess& guess : *guesses) {
    CodebookVariable& variable = guess.variable;
    if (variable.type != VariableType::kOrdered || !IsWithin(variable.values, scale)) continue;
    if (stems.count(StemOf(variable.name))) variable.values = scale;
  }
}

// Lists of values that several variables have become scales.
void ShareScales(std::vector<Guess>* guesses, Codebook* codebook) {
  std::map<std::string, int> uses;
  std::map<std::string, std::string> names;
  for (const Guess& guess : *guesses) ++uses[ListText(guess.variable.values)];
  for (Guess& guess : *guesses) {
    CodebookVariable& variable = guess.variable;
    const std::string text = ListText(variable.values);
    if (variable.values.empty() || uses[text] < 2) continue;
    const auto [name, is_new] =
        names.emplace(text, fmt::format("scale{}", codebook->scales.size() + 1));
    if (is_new) codebook->scales.push_back({name->second, variable.values, {}});
    variable.scale = name->second;
  }
}

// Codes that several variables have become those of the file: of declared ones the most frequent
// list, of guessed ones all.
std::vector<CodebookValue> SharedMissing(const std::vector<Guess>& guesses) {
  std::map<std::string, int> uses;
  const std::vector<CodebookValue>* most = nullptr;
  bool declared = false;
  std::vector<CodebookValue> all;
  for (const Guess& guess : guesses) {
    const std::vector<CodebookValue>& missing = guess.facts.missing;
    if (missing.empty()) continue;
    declared |= guess.facts.column != nullptr && !guess.facts.column->missing_ranges.empty();
    const int count = ++uses[ListText(missing)];
    if (most == nullptr || count > uses[ListText(*most)]) most = &missing;
    for (const CodebookValue& code : missing) {
      if (FindValue(all, code.value) < 0) all.push_back(code);
    }
  }
  if (declared) all = uses[ListText(*most)] > 1 ? *most : std::vector<CodebookValue>();
  std::stable_sort(all.begin(), all.end(), [](const CodebookValue& a, const CodebookValue& b) {
    return CodeOf({a}, 0) < CodeOf({b}, 0);
  });
  std::set<std::string> taken;
  MakeLabelsDistinct(&all, &taken);
  return all;
}

// Whether a code of `missing`, or its label, is an answer of the column or one of its values.
bool IsAnswer(const CodebookValue& code, const Guess& guess) {
  for (const std::string& text : {code.value, code.label.en, code.label.zh}) {
    if (text.empty()) continue;
    if (FindValue(guess.variable.values, text) >= 0) return true;
    if (guess.variable.type == VariableType::kMultipleChoice &&
        (NormalisedValue(text) == "0" || NormalisedValue(text) == "1")) {
      return true;
    }
    for (const std::string& answer : guess.facts.texts) {
      if (NormalisedValue(answer) == NormalisedValue(text)) return true;
    }
  }
  return std::any_of(
      guess.facts.numbers.begin(), guess.facts.numbers.end(),
      [&](const auto& entry) { return FindValue({code}, fmt::format("{}", entry.first)) >= 0; });
}

// The file's codes stand where they change no answer; else the variable has its own.
void ResolveMissing(const std::vector<CodebookValue>& shared, Guess* guess) {
  CodebookVariable& variable = guess->variable;
  const std::vector<CodebookValue>& own = guess->facts.missing;
  if (variable.type == VariableType::kId) return;
  bool fits = std::all_of(own.begin(), own.end(), [&](const CodebookValue& code) {
    return FindValue(shared, code.value) >= 0;
  });
  for (const CodebookValue& code : shared) fits &= !IsAnswer(code, *guess);
  if (fits) {
    variable.missing = shared;
    return;
  }
  variable.own_missing = true;
  variable.missing = own;
  std::set<std::string> taken;
  std::vector<CodebookValue> values = variable.values;
  MakeLabelsDistinct(&values, &taken);
  MakeLabelsDistinct(&variable.missing, &taken);
}

bool NamesRows(const Frame& frame, const std::vector<const Column*>& parts) {
  std::unordered_set<std::string> seen;
  for (int64_t row = 0; row < frame.rows; ++row) {
    std::string key;
    for (const Column* part : parts) {
      const std::string cell = CellText(*part, row);
      key += fmt::format("{}:{}", cell.size(), cell);
    }
    if (!seen.insert(std::move(key)).second) return false;
  }
  return true;
}

// The first id that is distinct, alone or within waves.
std::vector<std::string> GuessKey(const Frame& frame, const std::vector<Guess>& guesses) {
  std::vector<const Column*> ids, waves;
  for (const Guess& guess : guesses) {
    const Column* column = guess.facts.column;
    if (column == nullptr) continue;
    if (guess.variable.type == VariableType::kId) ids.push_back(column);
    const std::string name = ToLower(column->name);
    if (name == "wave" || name == "time" || name == "round") waves.push_back(column);
  }
  for (const Column* id : ids) {
    if (NamesRows(frame, {id})) return {id->name};
    for (const Column* wave : waves) {
      if (NamesRows(frame, {id, wave})) return {id->name, wave->name};
    }
  }
  // Nearly distinct: the rows that are not are to be found.
  for (const Guess& guess : guesses) {
    if (guess.variable.type == VariableType::kId &&
        static_cast<double>(guess.facts.distinct()) >=
            kMostlyDistinct * static_cast<double>(frame.rows)) {
      return {guess.variable.name};
    }
  }
  return {};
}

void GuessAttention(const std::vector<Guess>& guesses, Codebook* codebook) {
  for (const Guess& guess : guesses) {
    const bool named = ToLower(guess.variable.name).find("attention") != std::string::npos;
    if (!named || guess.variable.type != VariableType::kCategory || !guess.facts.IsBinary())
      continue;
    codebook->attention.column = guess.variable.name;
    codebook->attention.passed = "1";
    return;
  }
}

}  // namespace

Codebook DraftCodebook(const Frame& frame) {
  std::vector<Guess> guesses;
  for (const Column& column : frame.columns) {
    if (!column.loaded) continue;
    Guess guess;
    guess.facts = CollectFacts(column);
    guess.variable = GuessVariable(guess.facts);
    guesses.push_back(std::move(guess));
  }
  guesses = JoinQuestions(std::move(guesses), frame.Names());
  Codebook codebook;
  codebook.name = std::filesystem::path(frame.file).stem().string();
  CompleteScales(&guesses);
  codebook.missing = SharedMissing(guesses);
  for (Guess& guess : guesses) ResolveMissing(codebook.missing, &guess);
  ShareScales(&guesses, &codebook);
  codebook.key = GuessKey(frame, guesses);
  GuessAttention(guesses, &codebook);
  for (Guess& guess : guesses) codebook.variables.push_back(std::move(guess.variable));
  return codebook;
}

}  // namespace trustsem
