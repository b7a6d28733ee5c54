#include "study/scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "base/parallel.h"
#include "base/text.h"
#include "data/sample_columns.h"
#include "inference/posterior_mode.h"
#include "study/imputed_analysis.h"
#include "study/scored_answers.h"

namespace trustsem {
namespace {

// Respondents that share a block: enough for its rule to cost little, few enough for the threads.
constexpr size_t kBlock = 256;

void CheckMethod(const Model& model, const ScoreOptions& options) {
  if (model.constructs.empty()) {
    throw Error(ErrorKind::kUsage, "the model has no constructs, and so no scores",
                "give it constructs that items measure");
  }
  if (!model.data.auxiliary.empty()) {
    throw Error(ErrorKind::kUsage, "scores are not available with auxiliary variables",
                "leave 'auxiliary' out");
  }
  if (IsImputed(model)) {
    throw Error(ErrorKind::kUsage, "scores are not available with multiple imputation",
                "use --missing pairwise: scores take what each respondent answered");
  }
  if (!options.method || *options.method == ScoreMethod::kPosteriorMode || !HasOrdered(model)) {
    return;
  }
  const std::vector<std::string> ordered = ChooseOrdered(model).ordered;
  if (ordered.empty()) return;
  throw Error(ErrorKind::kUsage,
              fmt::format("the method {} is for continuous items alone, and these are ordered: {}",
                          ToString(*options.method), JoinNames(ordered)),
              "use the method ebm");
}

std::vector<std::string> IdsOf(const Column& column) {
  std::vector<std::string> ids;
  if (column.is_text) {
    for (const int32_t code : column.codes) {
      ids.push_back(code < 0 ? "" : column.values[static_cast<size_t>(code)]);
    }
    return ids;
  }
  for (const double number : column.numbers) {
    ids.push_back(std::isnan(number) ? "" : fmt::format("{}", number));
  }
  return ids;
}

const Column* FindOne(const Frame& frame, const std::string& name, std::string_view role) {
  if (name.empty()) return nullptr;
  std::vector<Fault> faults;
  const Column* column = FindColumn(frame, name, role, &faults);
  if (column == nullptr) throw Error(ErrorKind::kData, std::move(faults));
  return column;
}

// The output's columns need names of their own.
void CheckNames(const ScoreTable& table) {
  std::vector<std::string> names = {table.id_column.empty() ? "row" : table.id_column, "estimated"};
  if (!table.group_column.empty() && table.group_column != table.id_column) {
    names.push_back(table.group_column);
  }
  for (const std::string& construct : table.constructs) {
    names.push_back(construct);
    names.push_back(construct + "_se");
  }
  for (size_t i = 0; i < names.size(); ++i) {
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) ==
        names.begin() + static_cast<std::ptrdiff_t>(i)) {
      continue;
    }
    throw Error(ErrorKind::kUsage,
                fmt::format("two columns of the scores would be called '{}'", Excerpt(names[i])),
                "rename the construct or the column");
  }
}

// Who is in the table: without `all_rows` those who answered an item and have a group.
void ListRespondents(const FittedModel& fit, const Sample& sample, const ScoredAnswers& answers,
                     bool all_rows, ScoreTable* table) {
  const Column* column = FindOne(*sample.frame, sample.group_column, "the group column");
  const Grouping grouping = MakeGrouping(column);
  const auto rows = static_cast<uint32_t>(sample.frame->rows);
  std::vector<uint8_t> estimated(rows, 0);
  for (const SampleGroup& group : sample.groups) {
    for (const uint32_t row : group.rows) estimated[row] = 1;
  }
  for (const SampleGroup& group : sample.groups) table->groups.push_back(group.label);
  std::vector<bool> item;
  for (const std::string& name : fit.table.observed) item.push_back(!fit.table.IsExogenous(name));
  int64_t left_out = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    ScoredRespondent respondent;
    respondent.row = static_cast<int64_t>(row) + 1;
    respondent.group = grouping.group_of_row.empty() ? 0 : grouping.group_of_row[row];
    respondent.estimated = estimated[row] != 0;
    bool answered = false;
    for (size_t i = 0; i < item.size() && !answered && respondent.group >= 0; ++i) {
      answered = item[i] && !std::isnan(answers.At(i, respondent.group, row));
    }
    if (!answered) ++table->rows_without_scores;
    left_out += answered && !respondent.estimated;
    if (answered || all_rows) table->respondents.push_back(respondent);
  }
  if (left_out > 0) {
    table->warnings.push_back(
        {"scores_beside_estimation",
         fmt::format("{} of {} respondents have scores from what they answered, though the "
                     "estimation left them out",
                     left_out, rows),
         "'estimated' tells them apart"});
  }
  if (table->rows_without_scores > 0) {
    table->warnings.push_back(
        {"respondents_without_scores",
         fmt::format("{} of {} respondents have no scores, because they answered no item of the "
                     "model{}",
                     table->rows_without_scores, rows,
                     sample.group_column.empty() ? "" : " or have no group"),
         all_rows ? "their cells are empty" : "--all-rows lists them with empty cells"});
  }
}

void NoteUnknownAnswers(const ScoredAnswers& answers, const Sample& sample, ScoreTable* table) {
  std::vector<std::string> names;
  int64_t count = 0;
  for (size_t i = 0; i < answers.variables(); ++i) {
    const int64_t before = count;
    for (const ScoredRespondent& respondent : table->respondents) {
      if (respondent.estimated) continue;  // their answers are the categories
      count += answers.IsUnknown(i, static_cast<uint32_t>(respondent.row - 1));
    }
    if (count > before) names.push_back(sample.variables[i].name);
  }
  if (count == 0) return;
  table->warnings.push_back(
      {"answers_without_category",
       fmt::format("{} answer{} of respondents whom the estimation left out count as missing, "
                   "because nobody in the estimation gave them: {}",
                   count, count == 1 ? "" : "s", JoinNames(names)),
       ""});
}

void NoteDependence(const FittedModel& fit, ScoreTable* table) {
  std::vector<std::string> pairs;
  for (int g = 0; g < fit.table.groups; ++g) {
    for (const auto& [first, second] : DependentResiduals(MakeScoreModel(fit, g))) {
      const std::string pair = first + " and " + second;
      if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end()) pairs.push_back(pair);
    }
  }
  if (pairs.empty()) return;
  std::string list;
  for (size_t i = 0; i < std::min<size_t>(pairs.size(), 6); ++i) {
    list += (i == 0 ? "" : "; ") + pairs[i];
  }
  if (pairs.size() > 6) list += fmt::format("; ... ({} pairs in all)", pairs.size());
  table->warnings.push_back(
      {"residual_covariances_left_out",
       "scores take the answers to these items as independent given the constructs, though their "
       "residuals covary: " +
           list,
       "standard errors of the scores are somewhat too small where residuals covary positively"});
}

void NoteEmptyColumns(ScoreTable* table) {
  std::vector<std::string> empty;
  for (Eigen::Index k = 0; k < table->scores.rows(); ++k) {
    if (table->scores.row(k).array().isNaN().all()) {
      empty.push_back("'" + table->constructs[static_cast<size_t>(k)] + "'");
    }
  }
  if (empty.empty()) return;
  table->warnings.push_back({"constructs_without_scores", "no scores exist for " + JoinNames(empty),
                             "Bartlett scores need items that the construct explains itself; use "
                             "the method regression"});
}

// Respondents of one group who answered the same variables, as far as a rule depends on them.
struct Block {
  int group = 0;
  const std::vector<bool>* answered = nullptr;
  std::vector<size_t> respondents;  // of the table
};

}  // namespace

const char* ToString(ScoreMethod method) {
  switch (method) {
    case ScoreMethod::kRegression:
      return "regression";
    case ScoreMethod::kBartlett:
      return "bartlett";
    case ScoreMethod::kPosteriorMode:
      break;
  }
  return "ebm";
}

void FillScores(const FittedModel& fit, const Sample& sample, int threads, ScoreTable* table) {
  const ScoredAnswers answers(sample, fit.moments);
  const size_t p = answers.variables();
  std::vector<ScoreModel> models;
  for (int g = 0; g < fit.table.groups; ++g) models.push_back(MakeScoreModel(fit, g));
  std::vector<bool> item, ordered;
  for (const std::string& name : fit.table.observed) {
    item.push_back(!fit.table.IsExogenous(name));
    ordered.push_back(fit.table.IsOrdered(name));
  }

  std::vector<Block> blocks;
  // Of each group: the block of a pattern that is being filled.
  std::vector<std::unordered_map<std::vector<bool>, size_t>> open(models.size());
  std::vector<bool> answered(p);
  for (size_t n = 0; n < table->respondents.size(); ++n) {
    const ScoredRespondent& respondent = table->respondents[n];
    if (respondent.group < 0) continue;
    const auto row = static_cast<uint32_t>(respondent.row - 1);
    bool any = false;
    for (size_t i = 0; i < p; ++i) {
      // Rules take what is missing of ordered variables respondent by respondent.
      const bool given = (any && ordered[i]) || !std::isnan(answers.At(i, respondent.group, row));
      any |= given && item[i];
      answered[i] = given || ordered[i];
    }
    if (!any) continue;
    auto& patterns = open[static_cast<size_t>(respondent.group)];
    const auto [entry, is_new] = patterns.try_emplace(answered, blocks.size());
    if (is_new || blocks[entry->second].respondents.size() == kBlock) {
      entry->second = blocks.size();
      blocks.push_back({respondent.group, &entry->first, {}});
    }
    blocks[entry->second].respondents.push_back(n);
  }

  const auto c = static_cast<Eigen::Index>(table->constructs.size());
  const auto count = static_cast<Eigen::Index>(table->respondents.size());
  table->scores.setConstant(c, count, std::numeric_limits<double>::quiet_NaN());
  table->errors = table->scores;
  ParallelFor(static_cast<int>(blocks.size()), threads, [&](int b) {
    const Block& block = blocks[static_cast<size_t>(b)];
    const auto size = static_cast<Eigen::Index>(block.respondents.size());
    Eigen::MatrixXd given(static_cast<Eigen::Index>(p), size), scores(c, size), errors(c, size);
    for (Eigen::Index j = 0; j < size; ++j) {
      const size_t n = block.respondents[static_cast<size_t>(j)];
      const auto row = static_cast<uint32_t>(table->respondents[n].row - 1);
      for (size_t i = 0; i < p; ++i) {
        given(static_cast<Eigen::Index>(i), j) = answers.At(i, block.group, row);
      }
    }
    MakeScoreRule(models[static_cast<size_t>(block.group)], table->method, *block.answered)
        ->Score(given, scores, errors);
    for (Eigen::Index j = 0; j < size; ++j) {
      const auto n = static_cast<Eigen::Index>(block.respondents[static_cast<size_t>(j)]);
      table->scores.col(n) = scores.col(j);
      table->errors.col(n) = errors.col(j);
    }
  });
}

ScoreTable ScoreRespondents(const Model& model, const DataInput& input,
                            const ScoreOptions& options) {
  if (!input.covariance.empty()) {
    throw Error(ErrorKind::kUsage, "scores need respondents, not a moment matrix", "give --data");
  }
  CheckMethod(model, options);
  ScoreTable table;
  Sample sample;
  std::vector<std::string> columns;
  if (!options.id_column.empty()) columns.push_back(options.id_column);
  LoadedMoments loaded = LoadMoments(model, input, columns, &sample);
  const Column* id = FindOne(*sample.frame, options.id_column, "the id column");
  table.warnings = std::move(loaded.notes);
  const std::unique_ptr<FittedModel> fit = EstimateModel(model, loaded.moments, &table.warnings);

  table.model_name = model.name;
  table.model_file = model.file;
  table.model_hash = model.hash;
  table.data_file = loaded.file;
  table.data_hash = loaded.hash;
  table.data_statement = loaded.statement;
  table.options = OptionsInForce(model, *fit);
  for (auto& option : DataOptionsInForce(loaded)) table.options.push_back(std::move(option));
  table.method = options.method.value_or(fit->table.HasOrdered() ? ScoreMethod::kPosteriorMode
                                                                 : ScoreMethod::kRegression);
  table.constructs = fit->table.constructs;
  table.id_column = options.id_column;
  table.group_column = sample.group_column;
  table.rows_read = sample.rows_read;
  CheckNames(table);
  const ScoredAnswers answers(sample, fit->moments);
  ListRespondents(*fit, sample, answers, options.all_rows, &table);
  NoteUnknownAnswers(answers, sample, &table);
  if (table.method == ScoreMethod::kPosteriorMode) NoteDependence(*fit, &table);
  FillScores(*fit, sample, fit->threads, &table);
  NoteEmptyColumns(&table);
  if (id != nullptr) {
    const std::vector<std::string> ids = IdsOf(*id);
    for (const ScoredRespondent& respondent : table.respondents) {
      table.ids.push_back(ids[static_cast<size_t>(respondent.row - 1)]);
    }
  }
  return table;
}

}  // namespace trustsem
