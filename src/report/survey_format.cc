#include "report/survey_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/text.h"
#include "base/version.h"
#include "report/csv_field.h"
#include "report/format_number.h"
#include "report/json_parts.h"
#include "report/names.h"
#include "report/utf8.h"

namespace trustsem {
namespace {

const std::string& LabelElse(const Text& label, const std::string& otherwise, Language language) {
  const std::string& text = InLanguage(label, language);
  return text.empty() ? otherwise : text;
}

bool SameText(const Text& a, const Text& b) { return a.en == b.en && a.zh == b.zh; }

SurveyPhrase CorrectionPhrase(Correction correction) {
  switch (correction) {
    case Correction::kNone:
      return SurveyPhrase::kCorrectionNone;
    case Correction::kBonferroni:
      return SurveyPhrase::kCorrectionBonferroni;
    case Correction::kHolm:
      return SurveyPhrase::kCorrectionHolm;
    case Correction::kBenjaminiHochberg:
      break;
  }
  return SurveyPhrase::kCorrectionBenjaminiHochberg;
}

// "[40.1; 46.3]"; empty where either end does not exist.
std::string Interval(double lower, double upper, int decimals) {
  if (!std::isfinite(lower) || !std::isfinite(upper)) return "";
  return "[" + RoundedText(lower, decimals) + "; " + RoundedText(upper, decimals) + "]";
}

}  // namespace

std::string RoundedText(double value, int decimals) {
  if (!std::isfinite(value)) return "";
  // Fifteen digits are what spreadsheets round: 100 * 0.0625 and 28.499999999999996 are halves.
  const double scale = std::pow(10, decimals);
  const double scaled = std::strtod(fmt::format("{:.14e}", value * scale).c_str(), nullptr);
  return FormatFixed(std::round(scaled) / scale, decimals);
}

std::string PercentText(double share) {
  return std::isfinite(share) ? RoundedText(100 * share, 1) + "%" : "";
}

std::string PercentInterval(const SurveyEstimate& estimate) {
  return Interval(100 * estimate.lower, 100 * estimate.upper, 1);
}

std::string EstimateText(const SurveyEstimate& estimate, bool is_share) {
  if (!std::isfinite(estimate.value)) return "";
  const std::string interval =
      is_share ? PercentInterval(estimate) : Interval(estimate.lower, estimate.upper, 2);
  const std::string value = is_share ? PercentText(estimate.value) : RoundedText(estimate.value, 2);
  return interval.empty() ? value : value + " " + interval;
}

std::string PointsText(double points) {
  const std::string text = RoundedText(points, 1);
  return text.empty() || text == "0.0" || text[0] == '-' ? text : "+" + text;
}

std::string ColumnLabel(const SurveyColumn& column, Language language) {
  if (column.variable.empty()) return Say(language, SurveyPhrase::kTotal);
  const std::string& label = LabelElse(column.value_label, column.value, language);
  return column.letter.empty() ? label : column.letter + ": " + label;
}

std::string SegmentLabel(const SurveyColumn& column, Language language) {
  return LabelElse(column.variable_label, column.variable, language);
}

std::string QuestionLabel(const SurveyRow& row, Language language) {
  return LabelElse(row.variable_label, row.variable, language);
}

std::string AnswerLabel(const SurveyRow& row, Language language) {
  const std::string& label = LabelElse(row.label, row.value, language);
  if (row.kind != SurveyRow::Kind::kMean || !label.empty()) return label;
  return Say(language, SurveyPhrase::kMean);
}

const char* KindName(SurveyRow::Kind kind) {
  switch (kind) {
    case SurveyRow::Kind::kShare:
      return "share";
    case SurveyRow::Kind::kNet:
      return "net";
    case SurveyRow::Kind::kMean:
      break;
  }
  return "mean";
}

std::string TableTitle(const SurveyTable& table, Language language) {
  return LabelElse(table.title, table.name, language);
}

std::string BaseText(const Text& label, Language language) {
  const std::string& text = InLanguage(label, language);
  return text.empty() ? Say(language, SurveyPhrase::kAllRespondents) : text;
}

bool BeginsQuestion(const SurveyTable& table, size_t index) {
  if (index == 0) return true;
  const SurveyRow& row = table.rows[index];
  const SurveyRow& before = table.rows[index - 1];
  if (row.variable == before.variable) return false;
  // Rows of two variables under one label: answers of one question where each has one row alone.
  const bool one_row = index < 2 || table.rows[index - 2].variable != before.variable;
  const bool labelled = !row.variable_label.en.empty() || !row.variable_label.zh.empty();
  return !(one_row && labelled && SameText(row.variable_label, before.variable_label));
}

std::vector<std::string> NetSentences(const SurveyTable& table, int width, Language language) {
  std::vector<std::string> sentences;
  for (const SurveyRow& row : table.rows) {
    const std::string& counted = InLanguage(row.counted, language);
    if (row.kind != SurveyRow::Kind::kNet || counted.empty()) continue;
    const std::string label = AnswerLabel(row, language);
    const std::string shown = width > 0 ? Abbreviated(label, width) : label;
    if (shown.find(counted) != std::string::npos) continue;
    // "Top 2: Often, Always" is known by its beginning.
    const size_t end = label.find(counted);
    std::string name = end == std::string::npos ? label : label.substr(0, end);
    while (name.ends_with(' ') || name.ends_with(':')) name.pop_back();
    if (name.ends_with("：")) name.resize(name.size() - std::string_view("：").size());
    std::string sentence = Say(language, SurveyPhrase::kNetCounts, name, counted);
    if (std::find(sentences.begin(), sentences.end(), sentence) == sentences.end()) {
      sentences.push_back(std::move(sentence));
    }
  }
  return sentences;
}

std::vector<std::string> DesignSentences(const DesignOptions& design, Language language) {
  std::vector<std::string> sentences;
  sentences.push_back(design.weights.empty()
                          ? Say(language, SurveyPhrase::kNoWeights)
                          : Say(language, SurveyPhrase::kWeights, design.weights));
  if (!design.strata.empty()) {
    sentences.push_back(Say(language, SurveyPhrase::kStrata, design.strata));
  }
  if (!design.clusters.empty()) {
    sentences.push_back(Say(language, SurveyPhrase::kClusters, design.clusters));
  }
  return sentences;
}

std::string IntervalSentence(IntervalPlace place, IntervalMethod method, double confidence,
                             Language language) {
  const bool brackets = place == IntervalPlace::kBrackets;
  return Say(language,
             method == IntervalMethod::kLogit ? SurveyPhrase::kIntervalsLogit
                                              : SurveyPhrase::kIntervalsBeta,
             Say(language, brackets ? SurveyPhrase::kInBrackets : SurveyPhrase::kInColumns),
             100 * confidence);
}

std::vector<std::string> MethodSentences(const SurveyBookResults& results, IntervalPlace place,
                                         Language language) {
  const TableBook& book = results.book;
  std::vector<std::string> sentences = DesignSentences(book.design, language);
  sentences.push_back(IntervalSentence(place, book.interval, book.confidence, language));
  sentences.push_back(Say(language, SurveyPhrase::kBaseRule));
  bool segments = false;
  for (const SurveyTable& table : results.tables) segments = segments || table.columns.size() > 1;
  if (segments) {
    sentences.push_back(Say(language, SurveyPhrase::kLetters, book.level,
                            Say(language, CorrectionPhrase(book.correction))));
  }
  if (book.minimum_base > 0) {
    sentences.push_back(Say(language, SurveyPhrase::kMinimumBase, book.minimum_base));
  }
  sentences.push_back(Say(language, SurveyPhrase::kEffectiveRule));
  return sentences;
}

std::vector<std::string> OriginSentences(const SurveyOrigin& origin, Language language) {
  std::vector<std::string> sentences = {Say(language, SurveyPhrase::kProgram, Version())};
  sentences.push_back(Say(language, SurveyPhrase::kRequestFile, origin.file, origin.hash));
  sentences.push_back(Say(language, SurveyPhrase::kDataFile, origin.data_file, origin.data_hash,
                          FormatCount(static_cast<double>(origin.rows))));
  if (!origin.codebook_file.empty()) {
    sentences.push_back(
        Say(language, SurveyPhrase::kCodebookFile, origin.codebook_file, origin.codebook_hash));
  }
  std::string options;
  for (const auto& [name, value] : origin.options) {
    if (value.empty()) continue;
    options += (options.empty() ? "" : "; ") + name + " = " + value;
  }
  if (!options.empty()) sentences.push_back(Say(language, SurveyPhrase::kOptions, options));
  return sentences;
}

std::vector<std::string> NoteSentences(const std::vector<Note>& notes) {
  std::vector<std::string> sentences;
  for (const Note& note : notes) sentences.push_back(ToString(Fault{{}, note.message, note.hint}));
  return sentences;
}

int TextWidth(const Table& table) {
  int sum = 0;
  for (size_t column = 0; column < table.columns.size(); ++column) {
    int width = DisplayWidth(CleanLine(table.columns[column].heading));
    for (const auto& row : table.rows)
      width = std::max(width, DisplayWidth(CleanLine(row[column])));
    sum += width + 2;  // the space before it
  }
  return sum;
}

int FitColumn(size_t column, int least, int most, Table* table) {
  int width = DisplayWidth(CleanLine(table->columns[column].heading));
  for (const auto& row : table->rows) width = std::max(width, DisplayWidth(CleanLine(row[column])));
  const int others = TextWidth(*table) - width;
  const int fitting = std::min(width, std::clamp(kTextWidth - others, least, most));
  for (auto& row : table->rows) row[column] = Abbreviated(row[column], fitting);
  return fitting;
}

void AddBullets(Document& document, Language language, SurveyPhrase heading,
                const std::vector<std::string>& sentences) {
  if (sentences.empty()) return;
  document.blocks.push_back(Heading{2, Say(language, heading)});
  document.blocks.push_back(Bullets{sentences});
}

void WriteEstimateMembers(JsonWriter& json, const SurveyEstimate& estimate) {
  json.Member("value", estimate.value);
  json.Member("se", estimate.standard_error);
  json.Member("ci_lower", estimate.lower);
  json.Member("ci_upper", estimate.upper);
  json.Member("n", static_cast<double>(estimate.base.n));
  json.Member("weighted_n", estimate.base.weighted);
  json.Member("effective_n", estimate.base.effective_n);
  json.Member("df", estimate.degrees_of_freedom);
  json.Member("deff", estimate.design_effect);
}

void WriteSurveyProgram(JsonWriter& json, const SurveyOrigin& origin, std::string_view key,
                        const std::string& name, const Text& title) {
  BeginProgram(json);
  WriteOptions(json, origin.options);
  json.Key(key);
  json.BeginObject();
  json.Member("name", name);
  WriteTextMember(json, "title", title);
  json.Member("file", origin.file);
  json.Member("hash", origin.hash);
  json.EndObject();
  WriteDataOrigin(json, origin.data_file, origin.data_hash, origin.data_statement);
  json.Member("rows", static_cast<double>(origin.rows));
  json.Key("codebook");
  json.BeginObject();
  json.Member("file", origin.codebook_file);
  json.Member("hash", origin.codebook_hash);
  json.EndObject();
  json.EndObject();
}

void AppendEstimateFields(const SurveyEstimate& estimate, double scale, std::string* csv) {
  for (const double number :
       {scale * estimate.value, scale * estimate.standard_error, scale * estimate.lower,
        scale * estimate.upper, static_cast<double>(estimate.base.n), estimate.base.weighted,
        estimate.base.effective_n, estimate.degrees_of_freedom, estimate.design_effect}) {
    *csv += ',';
    AppendCsvNumber(number, csv);
  }
}

WorkbookSheet AboutSheet(const std::string& title, const std::vector<std::string>& statements,
                         const std::vector<std::string>& findings,
                         const std::vector<std::string>& method, const SurveyOrigin& origin,
                         const std::vector<Note>& notes, Language language) {
  WorkbookSheet sheet;
  sheet.name = Say(language, SurveyPhrase::kAbout);
  sheet.widths = {100};
  const auto add = [&](const std::vector<std::string>& sentences, CellStyle style) {
    for (const std::string& sentence : sentences) sheet.rows.push_back({TextCell(sentence, style)});
  };
  const auto add_part = [&](SurveyPhrase heading, const std::vector<std::string>& sentences) {
    if (sentences.empty()) return;
    sheet.rows.push_back({});
    sheet.rows.push_back({TextCell(Say(language, heading), CellStyle::kHeading)});
    add(sentences, CellStyle::kLabel);
  };
  add({title}, CellStyle::kTitle);
  add(statements, CellStyle::kStatement);
  if (!findings.empty()) sheet.rows.push_back({});
  add(findings, CellStyle::kLabel);
  add_part(SurveyPhrase::kMethod, method);
  add_part(SurveyPhrase::kNotes, NoteSentences(notes));
  add_part(SurveyPhrase::kOrigin, OriginSentences(origin, language));
  return sheet;
}

}  // namespace trustsem
