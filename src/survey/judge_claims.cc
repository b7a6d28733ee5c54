#include "survey/judge_claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "data/apply_codebook.h"
#include "data/codebook_column.h"
#include "data/read_data.h"
#include "spec/read_codebook.h"
#include "survey/choice_answers.h"
#include "survey/conditions.h"
#include "survey/estimates.h"
#include "survey/survey_design.h"

namespace trustsem {
namespace {

// Rounding of a percentage that lies exactly at the tolerance.
constexpr double kRounding = 1e-9;

// What every reading is computed from; lives as long as one book is judged.
struct Survey {
  Frame frame;
  std::optional<Codebook> codebook;
  SurveyDesign design;
  double confidence = 0.95;

  const Codebook* book() const { return codebook ? &*codebook : nullptr; }
};

std::vector<Condition> ConditionsOf(const Reading& reading) {
  std::vector<Condition> conditions = reading.counted;
  conditions.insert(conditions.end(), reading.base.conditions.begin(),
                    reading.base.conditions.end());
  return conditions;
}

template <typename Visit>
void ForEachReading(const ClaimBook& book, const Visit& visit) {
  for (const Claim& claim : book.claims) {
    visit(claim, claim.reading);
    for (const Reading& reading : claim.alternatives) visit(claim, reading);
  }
}

std::vector<std::string> ColumnsWanted(const ClaimBook& book, const Codebook* codebook) {
  std::set<std::string> wanted;
  for (const std::string& column : ColumnsNeeded(book.design)) wanted.insert(column);
  ForEachReading(book, [&](const Claim&, const Reading& reading) {
    for (const std::string& column : ColumnsNeeded(ConditionsOf(reading))) wanted.insert(column);
  });
  CompleteQuestions(codebook, &wanted);
  return {wanted.begin(), wanted.end()};
}

// Survey programs of others seldom have every column: none is demanded here.
Codebook WithoutDemands(Codebook codebook) {
  for (CodebookVariable& variable : codebook.variables) variable.optional = true;
  return codebook;
}

Survey ReadSurvey(const ClaimBook& book, const std::string& data, const std::string& codebook) {
  Survey survey;
  survey.confidence = book.confidence;
  const std::string& file = codebook.empty() ? book.codebook : codebook;
  if (!file.empty()) survey.codebook = WithoutDemands(ReadCodebook(file));
  survey.frame = ReadData(data, ColumnsWanted(book, survey.book()));
  if (survey.codebook) {
    ApplyCodebook(*survey.codebook, &survey.frame);
    FillInUnchosen(*survey.codebook, &survey.frame);
  }
  survey.design = MakeSurveyDesign(survey.frame, book.design);
  return survey;
}

std::vector<std::string> KnownNames(const Survey& survey) {
  std::vector<std::string> names = survey.frame.Names();
  if (!survey.codebook) return names;
  for (const CodebookVariable& variable : survey.codebook->variables) {
    if (variable.type != VariableType::kMultipleChoice) names.push_back(variable.name);
    for (const ChoiceColumn& column : variable.columns) names.push_back(column.name);
  }
  return names;
}

bool IsDescribed(const Codebook& codebook, const std::string& column) {
  return codebook.Find(column) != nullptr || codebook.QuestionOf(column) != nullptr;
}

bool IsAnswerable(const Survey& survey, const Reading& reading) {
  const std::vector<std::string> columns = ColumnsNeeded(ConditionsOf(reading));
  return std::all_of(columns.begin(), columns.end(), [&](const std::string& column) {
    return survey.frame.Find(column) != nullptr;
  });
}

// An alternative that counts what the first reading counts has its conditions, and its faults.
void AddOnce(const Fault& fault, std::vector<Fault>* faults) {
  const bool known = std::any_of(faults->begin(), faults->end(), [&](const Fault& other) {
    return other.place.line == fault.place.line && other.place.column == fault.place.column &&
           other.message == fault.message;
  });
  if (!known) faults->push_back(fault);
}

// A variable that neither data nor codebook know is misspelt; a question has no answers of its own,
// only its columns have.
void RefuseUnknownVariables(const ClaimBook& book, const Survey& survey) {
  if (!survey.codebook) return;
  std::vector<Fault> faults;
  ForEachReading(book, [&](const Claim& claim, const Reading& reading) {
    for (const Condition& condition : ConditionsOf(reading)) {
      const std::string& name = condition.variable;
      const CodebookVariable* variable = survey.codebook->Find(name);
      if (variable != nullptr && variable->type == VariableType::kMultipleChoice) {
        AddOnce({condition.place,
                 fmt::format("claim '{}': the variable '{}' is a question with several answers",
                             claim.id, Excerpt(name)),
                 fmt::format("name one of its columns, as in {{{}: 1}}",
                             variable->columns.front().name)},
                &faults);
        continue;
      }
      if (survey.frame.Find(name) != nullptr || IsDescribed(*survey.codebook, name)) continue;
      AddOnce({condition.place,
               fmt::format("claim '{}': the variable '{}' is neither in the data nor in the "
                           "codebook",
                           claim.id, Excerpt(name)),
               DidYouMean(name, KnownNames(survey), "name a column of the data")},
              &faults);
    }
  });
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
}

// Every answer that no question has, in all readings at once.
void RefuseUnknownAnswers(const ClaimBook& book, const Survey& survey) {
  std::vector<Fault> faults;
  ForEachReading(book, [&](const Claim&, const Reading& reading) {
    if (!IsAnswerable(survey, reading)) return;
    for (const Condition& condition : ConditionsOf(reading)) {
      try {
        Fulfil(condition, survey.frame, survey.book(), nullptr);
      } catch (const Error& error) {
        if (error.kind() != ErrorKind::kSpecification) throw;
        for (const Fault& fault : error.faults()) AddOnce(fault, &faults);
      }
    }
  });
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
}

// One note a column that the data lack, with the claims that need it; an error where nothing is
// left to compute.
std::vector<Note> NoteMissingColumns(const ClaimBook& book, const Survey& survey) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<std::string>> needed_by;
  bool any = false;
  ForEachReading(book, [&](const Claim& claim, const Reading& reading) {
    any = any || IsAnswerable(survey, reading);
    for (const std::string& column : ColumnsNeeded(ConditionsOf(reading))) {
      if (survey.frame.Find(column) != nullptr) continue;
      std::vector<std::string>& claims = needed_by[column];
      if (claims.empty()) order.push_back(column);
      if (claims.empty() || claims.back() != claim.id) claims.push_back(claim.id);
    }
  });
  // What the codebook describes is something else.
  const std::vector<std::string> known =
      survey.codebook ? UndescribedColumns(*survey.codebook, survey.frame) : survey.frame.Names();
  if (!any) {
    throw Error(
        ErrorKind::kData,
        {{{survey.frame.file},
          fmt::format("the data hold no answers to any claim: {} {} missing", JoinNames(order),
                      order.size() == 1 ? "is" : "are"),
          DidYouMean(order.front(), known, "is this the survey that the claims speak of?")}});
  }
  std::vector<Note> notes;
  for (const std::string& column : order) {
    notes.push_back({"column_missing",
                     fmt::format("the data have no column '{}': readings of {} that need it are "
                                 "not computed",
                                 column, JoinNames(needed_by[column])),
                     DidYouMean(column, known)});
  }
  return notes;
}

struct ComputedReading {
  ReadingResult result;
  std::optional<LinearisedEstimate> share;  // nothing where there is no one to count
};

ComputedReading Compute(const Survey& survey, const ClaimBook& book, const Claim& claim,
                        const Reading& reading, std::vector<Note>* warnings) {
  ComputedReading computed;
  ReadingResult& result = computed.result;
  result.label = reading.label;
  result.base_label = Describe(reading.base, survey.book());
  result.counted_label = Describe(reading.counted, survey.book());
  if (!IsAnswerable(survey, reading)) return computed;
  const size_t rows = static_cast<size_t>(survey.frame.rows);
  RowMask domain = Fulfil(reading.base, survey.frame, survey.book());
  std::vector<double> counted(rows, reading.any ? 0.0 : 1.0);
  for (const Condition& condition : reading.counted) {
    RowMask answered;
    const RowMask holds = Fulfil(condition, survey.frame, survey.book(), &answered);
    for (size_t row = 0; row < rows; ++row) {
      domain[row] = domain[row] != 0 && answered[row] != 0;
      if ((holds[row] != 0) == reading.any) counted[row] = reading.any ? 1.0 : 0.0;
    }
  }
  result.estimate.base = CountBase(survey.design, domain);
  if (result.estimate.base.n == 0) {
    warnings->push_back({"base_empty",
                         fmt::format("claim '{}': no respondent is in the base ({})", claim.id,
                                     LabelOr(result.base_label, "all respondents")),
                         "the reading is not computed"});
    return computed;
  }
  computed.share =
      EstimateMean(survey.design, domain, counted, true, IntervalMethod::kLogit, survey.confidence);
  result.estimate = computed.share->estimate;
  result.difference = 100 * result.estimate.value - claim.published;
  const double difference = result.difference;
  result.agrees = claim.comparison == Comparison::kAbove ? difference > 0
                  : claim.comparison == Comparison::kBelow
                      ? difference < 0
                      : std::abs(difference) <= book.tolerance + kRounding;
  return computed;
}

Verdict VerdictOn(const ClaimResult& claim) {
  const auto agrees = [](const ReadingResult& reading) { return reading.agrees; };
  const auto computed = [](const ReadingResult& reading) {
    return std::isfinite(reading.estimate.value);
  };
  const std::vector<ReadingResult>& others = claim.alternatives;
  if (claim.reading.agrees) return Verdict::kReproduced;
  if (std::any_of(others.begin(), others.end(), agrees)) return Verdict::kAmbiguous;
  if (computed(claim.reading)) return Verdict::kDiffers;
  return Verdict::kNotComputed;
}

using Shares = std::map<std::string, std::optional<LinearisedEstimate>>;

RatioResult JudgeRatio(const Survey& survey, const ClaimBook& book, const RatioClaim& claim,
                       const Shares& shares) {
  RatioResult result;
  result.claim = claim;
  const auto& first = shares.at(claim.numerator);
  const auto& second = shares.at(claim.denominator);
  if (!first || !second) return result;
  if (!(first->estimate.value > 0) || !(second->estimate.value > 0)) return result;
  result.ratio = EstimateRatio(survey.design, *first, *second, survey.confidence);
  result.difference = result.ratio.value - claim.published;
  const auto [lowest, highest] = AllowedRatio(book, claim);
  const bool agrees =
      result.ratio.value >= lowest - kRounding && result.ratio.value <= highest + kRounding;
  result.verdict = agrees ? Verdict::kReproduced : Verdict::kDiffers;
  return result;
}

void FillOrigin(const Survey& survey, ClaimBookResults* results) {
  const ClaimBook& book = results->book;
  SurveyOrigin& origin = results->origin;
  origin.file = book.file;
  origin.hash = book.hash;
  origin.data_file = survey.frame.file;
  origin.data_hash = survey.frame.hash;
  // Not the codebook's: a survey of one's own, read with a shipped codebook, is not synthetic.
  origin.data_statement = survey.frame.statement;
  if (survey.codebook) {
    origin.codebook_file = survey.codebook->file;
    origin.codebook_hash = survey.codebook->hash;
  }
  origin.rows = survey.frame.rows;
  const auto or_none = [](const std::string& name) { return name.empty() ? "none" : name; };
  origin.options = {{"weights", or_none(book.design.weights)},
                    {"strata", or_none(book.design.strata)},
                    {"clusters", or_none(book.design.clusters)},
                    {"lonely", ToString(book.design.lonely)},
                    {"confidence", fmt::format("{}", book.confidence)},
                    {"interval", ToString(IntervalMethod::kLogit)},
                    {"tolerance", fmt::format("{}", book.tolerance)}};
  results->calibrated = survey.frame.synthetic &&
                        ToLower(survey.frame.statement).find("calibrated") != std::string::npos;
}

}  // namespace

std::pair<double, double> AllowedRatio(const ClaimBook& book, const RatioClaim& ratio) {
  double numerator = 0, denominator = 0;
  for (const Claim& claim : book.claims) {
    if (claim.id == ratio.numerator) numerator = claim.published;
    if (claim.id == ratio.denominator) denominator = claim.published;
  }
  // Where the file gives a ratio of its own, the same relative margin about it.
  const double scale = ratio.published / (numerator / denominator);
  const double lowest = std::max(0.0, numerator - book.tolerance) / (denominator + book.tolerance);
  const double least = denominator - book.tolerance;
  const double highest =
      least > 0 ? (numerator + book.tolerance) / least : std::numeric_limits<double>::infinity();
  return {scale * lowest, scale * highest};
}

ClaimBookResults JudgeClaims(const ClaimBook& book, const std::string& data,
                             const std::string& codebook) {
  const Survey survey = ReadSurvey(book, data, codebook);
  RefuseUnknownVariables(book, survey);
  ClaimBookResults results;
  results.book = book;
  FillOrigin(survey, &results);
  results.warnings = NoteMissingColumns(book, survey);
  RefuseUnknownAnswers(book, survey);
  Shares shares;
  for (const Claim& claim : book.claims) {
    ComputedReading first = Compute(survey, book, claim, claim.reading, &results.warnings);
    ClaimResult result;
    result.claim = claim;
    result.reading = std::move(first.result);
    for (const Reading& reading : claim.alternatives) {
      result.alternatives.push_back(
          Compute(survey, book, claim, reading, &results.warnings).result);
    }
    result.verdict = VerdictOn(result);
    results.claims.push_back(std::move(result));
    shares[claim.id] = std::move(first.share);
  }
  for (const RatioClaim& ratio : book.ratios) {
    results.ratios.push_back(JudgeRatio(survey, book, ratio, shares));
  }
  return results;
}

}  // namespace trustsem
