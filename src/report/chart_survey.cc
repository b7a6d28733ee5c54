#include "report/chart_survey.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>

#include "base/version.h"
#include "report/chart_bars.h"
#include "report/chart_phrases.h"
#include "report/claims_format.h"
#include "report/figure_provenance.h"
#include "report/format_number.h"
#include "report/names.h"
#include "report/survey_format.h"
#include "survey/results.h"

namespace trustsem {
namespace {

using Kind = SurveyRow::Kind;

Text BothLanguages(const SurveyTable& table) {
  return {TableTitle(table, Language::kEnglish), TableTitle(table, Language::kChinese)};
}

size_t TotalColumn(const SurveyTable& table) {
  for (size_t c = 0; c < table.columns.size(); ++c) {
    if (table.columns[c].family < 0) return c;
  }
  return 0;
}

// The rows of one question that a stack is made of: its answers, lowest first, with `between` the
// answers that the nets leave out.
struct Scale {
  std::vector<const SurveyRow*> answers;
  bool between = false;
};

// The rows of each question, in order.
std::vector<std::vector<const SurveyRow*>> Questions(const SurveyTable& table) {
  std::vector<std::vector<const SurveyRow*>> questions;
  for (size_t r = 0; r < table.rows.size(); ++r) {
    if (BeginsQuestion(table, r)) questions.emplace_back();
    questions.back().push_back(&table.rows[r]);
  }
  return questions;
}

Scale ScaleOf(const std::vector<const SurveyRow*>& rows, const TableRequest& request) {
  Scale scale;
  for (const SurveyRow* row : rows) {
    if (row->kind == Kind::kShare) scale.answers.push_back(row);
  }
  if (request.shares || request.top <= 0 || request.bottom <= 0) return scale;
  scale.between = true;
  for (const char* name : {"bottom_", "top_"}) {
    for (const SurveyRow* row : rows) {
      if (row->kind == Kind::kNet && row->value.starts_with(name)) {
        scale.answers.push_back(row);
        break;
      }
    }
  }
  return scale;
}

std::vector<std::string> AnswerLabels(const Scale& scale, Language language) {
  std::vector<std::string> labels;
  for (const SurveyRow* row : scale.answers) labels.push_back(AnswerLabel(*row, language));
  if (scale.between && labels.size() == 2) {
    labels.insert(labels.begin() + 1, Say(language, ChartPhrase::kBetween));
  }
  return labels;
}

std::vector<double> Shares(const Scale& scale, size_t column) {
  std::vector<double> shares;
  for (const SurveyRow* row : scale.answers) {
    shares.push_back(100 * row->cells[column].estimate.value);
  }
  if (scale.between && shares.size() == 2) {
    shares.insert(shares.begin() + 1, 100 - shares[0] - shares[1]);
  }
  return shares;
}

// Without rows where the table's questions have no scale in common.
StackChart StackOf(const SurveyTable& table, const TableRequest& request, Language language) {
  StackChart chart;
  const auto questions = Questions(table);
  if (questions.empty() || (request.top <= 0 && request.bottom <= 0)) return chart;
  std::vector<Scale> scales;
  for (const auto& rows : questions) scales.push_back(ScaleOf(rows, request));
  chart.answers = AnswerLabels(scales[0], language);
  for (const Scale& scale : scales) {
    if (scale.answers.size() < 2 || AnswerLabels(scale, language) != chart.answers) return chart;
  }
  chart.title = BothLanguages(table);
  chart.reading = Say(language, ChartPhrase::kAnswersReading, BaseText(table.base_label, language));
  chart.axis = Say(language, ChartPhrase::kShareOfAnswers);
  if (scales.size() > 1) {
    for (size_t q = 0; q < scales.size(); ++q) {
      chart.rows.push_back(
          {QuestionLabel(*questions[q][0], language), Shares(scales[q], TotalColumn(table))});
    }
    return chart;
  }
  for (size_t c = 0; c < table.columns.size(); ++c) {
    const SurveyColumn& column = table.columns[c];
    const std::string& label = InLanguage(column.value_label, language);
    chart.rows.push_back({column.family < 0 ? Say(language, SurveyPhrase::kTotal)
                          : label.empty()   ? column.value
                                            : label,
                          Shares(scales[0], c)});
  }
  return chart;
}

Bar BarOf(std::string label, const SurveyEstimate& estimate) {
  return {std::move(label), 100 * estimate.value, 100 * estimate.lower, 100 * estimate.upper};
}

// Larger first; what does not exist last.
bool Larger(const Bar& a, const Bar& b) {
  if (std::isfinite(a.value) != std::isfinite(b.value)) return std::isfinite(a.value);
  return std::isfinite(a.value) && a.value > b.value;
}

BarChart BarsOf(const SurveyTable& table, double confidence, Language language) {
  BarChart chart;
  chart.title = BothLanguages(table);
  chart.reading = Say(language, ChartPhrase::kBarsReading, BaseText(table.base_label, language),
                      100 * confidence);
  chart.axis = Say(language, ChartPhrase::kShareOfRespondents);
  const auto questions = Questions(table);
  bool one_variable = true;
  for (const SurveyRow& row : table.rows) {
    one_variable = one_variable && row.variable == table.rows[0].variable;
    if (row.kind == Kind::kMean) continue;
    std::string label = AnswerLabel(row, language);
    if (questions.size() > 1) label = QuestionLabel(row, language) + ": " + label;
    chart.bars.push_back(BarOf(std::move(label), row.cells[TotalColumn(table)].estimate));
  }
  if (!one_variable) std::stable_sort(chart.bars.begin(), chart.bars.end(), Larger);
  return chart;
}

// A table's name as a file's: letters, digits and - stay.
std::string FileName(const std::string& table) {
  std::string name;
  for (const char c : table) {
    const auto byte = static_cast<unsigned char>(c);
    name += std::isalnum(byte) || c == '-' || byte >= 0x80 ? c : '_';
  }
  return name.empty() ? "table" : name;
}

// Figures of two tables never have one name.
void Append(std::vector<ChartPage> composed, std::vector<ChartPage>* pages) {
  for (ChartPage& page : composed) {
    while (std::any_of(pages->begin(), pages->end(),
                       [&](const ChartPage& other) { return other.name == page.name; })) {
      page.name += "_again";
    }
    pages->push_back(std::move(page));
  }
}

}  // namespace

std::vector<Figure> MakeSurveyCharts(const SurveyBookResults& results,
                                     const FigureOptions& options) {
  std::vector<ChartPage> pages;
  for (size_t t = 0; t < results.tables.size(); ++t) {
    const SurveyTable& table = results.tables[t];
    const auto request = std::find_if(results.book.tables.begin(), results.book.tables.end(),
                                      [&](const TableRequest& r) { return r.name == table.name; });
    if (request != results.book.tables.end()) {
      StackChart stacks = StackOf(table, *request, options.language);
      if (!stacks.rows.empty()) {
        stacks.name = FileName(table.name);
        Append(ComposeStacks(stacks, options), &pages);
        continue;
      }
    }
    BarChart bars = BarsOf(table, results.book.confidence, options.language);
    bars.name = FileName(table.name);
    Append(ComposeBars(bars, options), &pages);
  }
  return DrawPages(pages);
}

std::vector<Figure> MakeClaimCharts(const ClaimBookResults& results, const FigureOptions& options) {
  const Language language = options.language;
  BarChart chart;
  chart.name = "claims";
  chart.title = {ClaimsTitle(results, Language::kEnglish),
                 ClaimsTitle(results, Language::kChinese)};
  chart.reading = Say(language, ChartPhrase::kClaimsReading, 100 * results.book.confidence);
  chart.axis = Say(language, ChartPhrase::kPercentage);
  chart.computed_heading = Say(language, ChartPhrase::kComputed);
  chart.published_heading = Say(language, ChartPhrase::kPublished);
  for (const ClaimResult& claim : results.claims) {
    Bar bar =
        BarOf(CountedText(claim.reading, claim.claim.reading, language), claim.reading.estimate);
    const std::string& base = InLanguage(claim.reading.base_label, language);
    if (!claim.claim.reading.base.conditions.empty() && !base.empty()) {
      bar.label += " (" + base + ")";
    }
    bar.published = claim.claim.published;
    bar.published_text = PublishedText(claim.claim);
    chart.bars.push_back(std::move(bar));
  }
  std::stable_sort(chart.bars.begin(), chart.bars.end(), Larger);
  return DrawPages(ComposeBars(chart, options));
}

std::string SurveyProvenance(const SurveyOrigin& origin, Language language) {
  const auto file = [](const std::string& path, const std::string& hash) {
    return fmt::format("{} ({})", std::filesystem::path(path).filename().string(),
                       hash.substr(0, 8));
  };
  std::string text = Say(language, ChartPhrase::kSurveyProvenance, file(origin.file, origin.hash),
                         file(origin.data_file, origin.data_hash),
                         FormatCount(static_cast<double>(origin.rows)), Version());
  if (!origin.data_statement.empty()) {
    text +=
        (language == Language::kEnglish ? " " : "") + StatementIn(language, origin.data_statement);
  }
  return text;
}

}  // namespace trustsem
