#include "data/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/text.h"
#include "data/ordered_answers.h"
#include "data/pairwise_coverage.h"
#include "data/sample_clusters.h"
#include "data/sample_columns.h"
#include "data/sample_messages.h"
#include "data/sample_replicates.h"
#include "data/sample_strata.h"
#include "data/sample_weights.h"

namespace trustsem {
namespace {

constexpr size_t kGroupFaultsShown = 8;

// "variable 'x' is constant", in the words that suit it.
std::string Constant(const SampleVariable& variable) {
  return variable.ordered
             ? fmt::format("ordered variable '{}' has one category in use", variable.name)
             : fmt::format("variable '{}' is constant", variable.name);
}

class SampleMaker {
 public:
  SampleMaker(std::shared_ptr<const Frame> frame, const SampleRequest& request)
      : request_(request) {
    sample_.frame = std::move(frame);
    sample_.rows_read = sample_.frame->rows;
    sample_.group_column = request.group;
    sample_.missing_answers = request.missing_answers;
  }

  // Each step reports all its faults; the later steps need what the earlier ones found.
  Sample Make() {
    FindColumns();
    ThrowFaults();
    SummarizeAnswers();
    ThrowFaults();
    DivideRows();
    AddRowNotes();
    FindCategories(&sample_, &faults_);
    CheckGroups();
    if (sample_.weights != nullptr) CheckWeights(sample_, request_.weights, &faults_);
    if (!sample_.clusters.empty()) CheckClusters(sample_, &faults_);
    CheckStrata(sample_, &faults_);
    CheckReplicateWeights(sample_, request_.replicate_weights, &faults_);
    if (KeepsIncomplete()) CheckCoverage(&sample_, &faults_);
    ThrowFaults();
    AddNotes();
    return std::move(sample_);
  }

 private:
  const Frame& frame() const { return *sample_.frame; }
  bool KeepsIncomplete() const { return request_.missing_answers != MissingAnswers::kListwise; }
  bool IsRequired(const std::string& name) const {
    const std::vector<std::string>& required = request_.required;
    return std::find(required.begin(), required.end(), name) != required.end();
  }
  // How messages call the respondents that are kept.
  std::string_view Kept() const { return KeepsIncomplete() ? "respondent" : "complete respondent"; }
  void AddFault(std::string message, std::string hint) {
    faults_.push_back({{frame().file}, std::move(message), std::move(hint)});
  }
  void ThrowFaults() {
    if (!faults_.empty()) throw Error(ErrorKind::kData, std::move(faults_));
  }

  void FindColumns();
  void FindDesign();
  void SummarizeAnswers();
  void CheckSummary(const SampleVariable& variable, const AnswerSummary& summary);
  void DivideRows();
  void CheckGroups();
  void CheckConstant(const SampleGroup& group);
  void AddNotes();
  void AddRowNotes();
  std::string MostMissing() const;

  const SampleRequest& request_;
  Sample sample_;
  std::vector<Fault> faults_;
  const Column* group_ = nullptr;
  std::vector<uint8_t> kept_;  // of each row: its answers do for the analysis
  std::vector<std::string> few_integers_;
};

void SampleMaker::FindColumns() {
  CheckOrderedNames(request_, &faults_);
  for (const std::string& name : request_.variables) {
    sample_.variables.push_back(MakeVariable(frame(), request_, name, &faults_));
  }
  if (!request_.group.empty()) {
    group_ = FindColumn(frame(), request_.group, "the group column", &faults_);
  }
  FindDesign();
}

void SampleMaker::FindDesign() {
  if (!request_.weights.empty()) {
    const Column* weights = FindNumbers(frame(), request_.weights, "the weights column", &faults_);
    if (weights != nullptr) sample_.weights = &weights->numbers;
  }
  if (!request_.cluster.empty()) {
    const Column* clusters = FindColumn(frame(), request_.cluster, "the cluster column", &faults_);
    if (clusters != nullptr) sample_.clusters = MakeGrouping(clusters).group_of_row;
    sample_.cluster_column = request_.cluster;
  }
  if (!request_.strata.empty()) {
    const Column* strata = FindColumn(frame(), request_.strata, "the strata column", &faults_);
    if (strata != nullptr) {
      Grouping grouping = MakeGrouping(strata);
      sample_.strata = std::move(grouping.group_of_row);
      sample_.strata_names = std::move(grouping.labels);
    }
    sample_.strata_column = request_.strata;
    sample_.single_cluster = request_.single_cluster;
    NestClusters(&sample_);
  }
  if (!request_.population.empty()) {
    const Column* sizes =
        FindNumbers(frame(), request_.population, "the population column", &faults_);
    if (sizes != nullptr) sample_.population = &sizes->numbers;
    sample_.population_column = request_.population;
  }
  for (const std::string& name : request_.replicate_weights) {
    const Column* weights = FindNumbers(frame(), name, "the column of replicate weights", &faults_);
    if (weights != nullptr) sample_.replicate_weights.push_back(&weights->numbers);
  }
}

void SampleMaker::SummarizeAnswers() {
  const auto rows = static_cast<size_t>(frame().rows);
  kept_.assign(rows, 1);
  std::vector<uint8_t> answered_one, answered;  // where incomplete rows are kept
  for (const SampleVariable& variable : sample_.variables) {
    double minimum = 0, maximum = 0;
    for (const SampleRequest::Recoding& recoding : request_.recodings) {
      if (recoding.name != variable.name) continue;
      minimum = recoding.minimum;
      maximum = recoding.maximum;
    }
    const bool may_be_missing = KeepsIncomplete() && !IsRequired(variable.name);
    if (may_be_missing) answered.assign(rows, 1);
    const AnswerSummary summary =
        Summarize(variable, minimum, maximum, may_be_missing ? &answered : &kept_);
    if (may_be_missing) {
      answered_one.resize(rows, 0);
      for (size_t row = 0; row < rows; ++row) answered_one[row] |= answered[row];
    }
    sample_.missing.push_back(summary.missing);
    if (summary.few_integers && !variable.ordered && !IsRequired(variable.name)) {
      few_integers_.push_back(variable.name);
    }
    CheckSummary(variable, summary);
    if (summary.outside == 0) continue;
    AddFault(
        fmt::format("the reversed item '{}' has the answer {} in data row {}, outside its "
                    "scale from {} to {} ({} in all)",
                    variable.name, (*variable.numbers)[static_cast<size_t>(summary.first_outside)],
                    summary.first_outside + 1, minimum, maximum, Plural(summary.outside, "answer")),
        "correct the scale's ends, or declare the value a missing code");
  }
  // Under full information the covariates' answers are answers too.
  const bool covariates_count =
      request_.missing_answers == MissingAnswers::kFullInformation && !request_.required.empty();
  if (covariates_count) return;
  for (size_t row = 0; row < answered_one.size(); ++row) kept_[row] &= answered_one[row];
}

void SampleMaker::CheckSummary(const SampleVariable& variable, const AnswerSummary& summary) {
  if (summary.missing == frame().rows) {
    AddFault(fmt::format("all answers to the variable '{}' are missing", variable.name),
             "check its column and the missing codes, or take it out of the model");
  } else if (summary.constant) {
    AddFault(fmt::format("the {}: every answer is {}", Constant(variable), summary.first),
             "take it out of the model");
  }
}

void SampleMaker::DivideRows() {
  const Grouping grouping = MakeGrouping(group_);
  sample_.groups.resize(grouping.labels.size());
  std::vector<uint32_t> sizes(grouping.labels.size(), 0);
  const auto group_of = [&](size_t row) {
    return grouping.group_of_row.empty() ? 0 : grouping.group_of_row[row];
  };
  for (size_t row = 0; row < kept_.size(); ++row) {
    const int32_t group = group_of(row);
    if (group < 0) {
      ++sample_.rows_without_group;
    } else if (kept_[row] == 0) {
      ++sample_.rows_incomplete;
    } else {
      ++sizes[static_cast<size_t>(group)];
    }
  }
  for (size_t g = 0; g < sizes.size(); ++g) {
    sample_.groups[g].label = grouping.labels[g];
    sample_.groups[g].rows.reserve(sizes[g]);
  }
  for (size_t row = 0; row < kept_.size(); ++row) {
    const int32_t group = group_of(row);
    if (group < 0 || kept_[row] == 0) continue;
    sample_.groups[static_cast<size_t>(group)].rows.push_back(static_cast<uint32_t>(row));
  }
  std::vector<uint8_t>().swap(kept_);
}

// The variables with the most missing answers, for a message.
std::string SampleMaker::MostMissing() const {
  std::vector<size_t> order;
  for (size_t i = 0; i < sample_.missing.size(); ++i) {
    if (sample_.missing[i] > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return sample_.missing[a] > sample_.missing[b]; });
  std::vector<std::string> parts;
  for (size_t i = 0; i < std::min<size_t>(order.size(), 3); ++i) {
    parts.push_back(
        fmt::format("'{}' ({})", sample_.variables[order[i]].name, sample_.missing[order[i]]));
  }
  if (parts.empty()) return "check the number of rows in the file";
  return "most answers are missing in " + JoinNames(parts);
}

void SampleMaker::CheckGroups() {
  const size_t variables = sample_.variables.size();
  size_t total = 0;
  for (const SampleGroup& group : sample_.groups) total += group.rows.size();
  if (total == 0) {
    AddFault(sample_.rows_without_group == sample_.rows_read
                 ? fmt::format("the group column '{}' is empty in every row", request_.group)
             : !KeepsIncomplete() ? "no respondent has answered every variable of the model"
             : request_.required.empty()
                 ? "no respondent has answered a variable of the model"
                 : "no respondent has answered a variable of the model and every covariate",
             MostMissing());
    return;
  }
  std::vector<std::string> small;
  for (const SampleGroup& group : sample_.groups) {
    const auto count = static_cast<int64_t>(group.rows.size());
    if (group.rows.size() > std::max<size_t>(variables, 1)) {
      CheckConstant(group);
      continue;
    }
    if (request_.group.empty()) {
      AddFault(fmt::format("{} for {}: too few for a covariance matrix",
                           count == 1 ? fmt::format("there is 1 {}", Kept())
                                      : fmt::format("there are {} {}s", count, Kept()),
                           Plural(static_cast<int64_t>(variables), "variable")),
               "estimation needs more respondents than variables; " + MostMissing());
      return;
    }
    small.push_back(fmt::format("'{}' (n = {})", group.label, count));
  }
  if (small.empty()) return;
  const std::string hint = fmt::format(
      "each group needs more respondents than the model has variables ({}); join "
      "groups, or remove their rows",
      variables);
  if (small.size() > kGroupFaultsShown) {
    AddFault(fmt::format("of {} groups in '{}', {} have too few {}s: {}", sample_.groups.size(),
                         request_.group, small.size(), Kept(), JoinNames(small, kGroupFaultsShown)),
             hint);
    return;
  }
  for (const std::string& group : small) {
    AddFault(fmt::format("the group {} of '{}' has too few {}s", group, request_.group, Kept()),
             hint);
  }
}

// A variable may vary in the file and not among the respondents kept of a group.
void SampleMaker::CheckConstant(const SampleGroup& group) {
  for (const SampleVariable& variable : sample_.variables) {
    if (variable.ordered && variable.categories.size() == 1) continue;  // told once, for all groups
    const std::vector<double>& numbers = *variable.numbers;
    const auto is_missing = [&](uint32_t row) { return std::isnan(variable.At(row)); };
    const auto answer = std::find_if_not(group.rows.begin(), group.rows.end(), is_missing);
    if (answer == group.rows.end()) continue;  // CheckCoverage tells
    const double first = numbers[*answer];
    const bool constant = std::all_of(answer, group.rows.end(), [&](uint32_t row) {
      return numbers[row] == first || is_missing(row);
    });
    if (!constant) continue;
    const std::string where =
        request_.group.empty()
            ? fmt::format(" among the {}s", Kept())
            : fmt::format("{} (n = {})", InGroup(sample_, group), group.rows.size());
    AddFault(fmt::format("the {}{}: every answer is {}", Constant(variable), where, first),
             "take it out of the model, or leave that group out");
  }
}

void SampleMaker::AddRowNotes() {
  if (sample_.rows_incomplete > 0) {
    const std::string_view reason =
        !KeepsIncomplete()          ? "because an answer is missing"
        : request_.required.empty() ? "because they answered no variable of the model"
                                    : "because a covariate is missing, or all the other answers";
    sample_.notes.push_back({"incomplete_rows_left_out",
                             fmt::format("{} of {} respondents are left out {}",
                                         sample_.rows_incomplete, sample_.rows_read, reason),
                             MostMissing()});
  }
  if (sample_.rows_without_group > 0) {
    sample_.notes.push_back(
        {"rows_without_group",
         fmt::format("{} of {} respondents are left out because '{}' is missing",
                     sample_.rows_without_group, sample_.rows_read, request_.group),
         ""});
  }
}

void SampleMaker::AddNotes() {
  if (sample_.weights != nullptr) {
    const std::vector<Note> notes = WeightNotes(sample_, request_.weights);
    sample_.notes.insert(sample_.notes.end(), notes.begin(), notes.end());
  }
  if (!sample_.clusters.empty()) {
    const std::vector<Note> notes = ClusterNotes(sample_);
    sample_.notes.insert(sample_.notes.end(), notes.begin(), notes.end());
  }
  const std::vector<Note> notes = StratumNotes(sample_);
  sample_.notes.insert(sample_.notes.end(), notes.begin(), notes.end());
  if (!few_integers_.empty()) {
    sample_.notes.push_back(
        {"ordered_items_fitted_as_continuous",
         fmt::format("{} at most seven distinct integer answers and {} fitted as continuous: {}",
                     few_integers_.size() == 1
                         ? "1 variable has"
                         : fmt::format("{} variables have", few_integers_.size()),
                     few_integers_.size() == 1 ? "is" : "are", JoinNames(few_integers_)),
         "with five or more categories this is a common approximation, and loadings come out "
         "somewhat too small; add --ordered all (or data: ordered in the specification) to fit "
         "them as ordered (WLSMV)"});
  }
}

}  // namespace

double SampleVariable::At(int64_t row) const {
  const double value = (*numbers)[static_cast<size_t>(row)];
  for (double code : missing_codes) {
    if (value == code) return std::numeric_limits<double>::quiet_NaN();
  }
  return reversed ? reversal_sum - value : value;
}

std::vector<std::string> ColumnsNeeded(const SampleRequest& request) {
  std::vector<std::string> columns;
  const auto add = [&](const std::string& name) {
    if (name.empty() || std::find(columns.begin(), columns.end(), name) != columns.end()) return;
    columns.push_back(name);
  };
  for (const std::string& name : request.variables) {
    std::string column = name;
    for (const SampleRequest::Recoding& recoding : request.recodings) {
      if (recoding.name == name && !recoding.column.empty()) column = recoding.column;
    }
    add(column);
  }
  add(request.group);
  add(request.weights);
  add(request.cluster);
  add(request.strata);
  add(request.population);
  for (const std::string& name : request.replicate_weights) add(name);
  return columns;
}

Sample MakeSample(std::shared_ptr<const Frame> frame, const SampleRequest& request) {
  return SampleMaker(std::move(frame), request).Make();
}

}  // namespace trustsem
