#include "report/survey_format.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/version.h"
#include "report/csv_field.h"
#include "report/format_number.h"
#include "report/json_parts.h"
#include "report/names.h"

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

}  // namespace

std::string PercentText(double share) {
  return std::isfinite(share) ? FormatFixed(100 * share, 1) + "%" : "";
}

std::string PercentInterval(const SurveyEstimate& estimate) {
  if (!std::isfinite(estimate.lower) || !std::isfinite(estimate.upper)) return "";
  return "[" + FormatFixed(100 * estimate.lower, 1) + "; " + FormatFixed(100 * estimate.upper, 1) +
         "]";
}

std::string EstimateText(const SurveyEstimate& estimate, bool is_share) {
  if (!std::isfinite(estimate.value)) return "";
  if (is_share) {
    const std::string interval = PercentInterval(estimate);
    return PercentText(estimate.value) + (interval.empty() ? "" : " " + interval);
  }
  std::string text = FormatFixed(estimate.value, 2);
  if (std::isfinite(estimate.lower) && std::isfinite(estimate.upper)) {
    text += " [" + FormatFixed(estimate.lower, 2) + "; " + FormatFixed(estimate.upper, 2) + "]";
  }
  return text;
}

std::string PointsText(double points) {
  if (!std::isfinite(points)) return "";
  const std::string text = FormatFixed(points, 1);
  return text == "0.0" || text[0] == '-' ? text : "+" + text;
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

std::vector<std::string> MethodSentences(const SurveyBookResults& results, Language language) {
  const TableBook& book = results.book;
  std::vector<std::string> sentences = DesignSentences(book.design, language);
  const SurveyPhrase interval = book.interval == IntervalMethod::kLogit
                                    ? SurveyPhrase::kIntervalsLogit
                                    : SurveyPhrase::kIntervalsBeta;
  sentences.push_back(Say(language, interval, 100 * book.confidence));
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

void AddBullets(Document& document, Language language, SurveyPhrase heading,
                const std::vector<std::string>& sentences) {
  if (sentences.empty()) return;
  document.blocks.push_back(Heading{2, Say(language, heading)});
  document.blocks.push_back(Bullets{sentences});
}

void WriteTextMember(JsonWriter& json, std::string_view key, const Text& text) {
  json.Key(key);
  json.BeginObject();
  json.Member("en", text.en);
  json.Member("zh", text.zh);
  json.EndObject();
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

WorkbookCell TextCell(std::string text, CellStyle style) { return {std::move(text), style}; }

WorkbookCell NumberCell(double number, CellStyle style) { return {number, style}; }

WorkbookSheet AboutSheet(const std::string& title, const std::vector<std::string>& statements,
                         const std::vector<std::string>& method, const SurveyOrigin& origin,
                         const std::vector<Note>& notes, Language language) {
  WorkbookSheet sheet;
  sheet.name = Say(language, SurveyPhrase::kAbout);
  sheet.widths = {110};
  sheet.rows.push_back({TextCell(title, CellStyle::kTitle)});
  for (const std::string& statement : statements) {
    sheet.rows.push_back({TextCell(statement, CellStyle::kGroup)});
  }
  const auto add = [&](SurveyPhrase heading, const std::vector<std::string>& sentences) {
    if (sentences.empty()) return;
    sheet.rows.push_back({});
    sheet.rows.push_back({TextCell(Say(language, heading), CellStyle::kHeading)});
    for (const std::string& sentence : sentences) {
      sheet.rows.push_back({TextCell(sentence, CellStyle::kLabel)});
    }
  };
  add(SurveyPhrase::kMethod, method);
  add(SurveyPhrase::kNotes, NoteSentences(notes));
  add(SurveyPhrase::kOrigin, OriginSentences(origin, language));
  return sheet;
}

}  // namespace trustsem
