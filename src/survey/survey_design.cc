#include "survey/survey_design.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "base/error.h"
#include "base/text.h"
#include "data/sample_columns.h"
#include "data/sample_messages.h"

namespace trustsem {
namespace {

std::string Where(int64_t count, int64_t first_row) {
  return fmt::format("{}, first in data row {}", Plural(count, "row"), first_row + 1);
}

// The rows for which `is_bad` holds become one fault.
template <typename IsBad>
bool ReportRows(const Frame& frame, const std::string& what, const std::string& hint, IsBad is_bad,
                std::vector<Fault>* faults) {
  int64_t count = 0, first = 0;
  for (int64_t i = 0; i < frame.rows; ++i) {
    if (!is_bad(i)) continue;
    if (count++ == 0) first = i;
  }
  if (count > 0) {
    faults->push_back({{frame.file}, fmt::format("{} in {}", what, Where(count, first)), hint});
  }
  return count > 0;
}

std::vector<double> Weights(const Frame& frame, const std::string& name,
                            std::vector<Fault>* faults) {
  const auto rows = static_cast<size_t>(frame.rows);
  if (name.empty()) return std::vector<double>(rows, 1.0);
  const Column* column = FindNumbers(frame, name, "the weight column", faults);
  if (column == nullptr) return {};
  const std::vector<double>& weights = column->numbers;
  bool bad = ReportRows(
      frame, fmt::format("the weight '{}' is missing", name),
      "give every respondent a weight, or remove the rows",
      [&](int64_t i) { return std::isnan(weights[i]); }, faults);
  bad |= ReportRows(
      frame, fmt::format("the weight '{}' is negative", name), "weights are zero or above",
      [&](int64_t i) { return weights[i] < 0; }, faults);
  bad |= ReportRows(
      frame, fmt::format("the weight '{}' is infinite", name), "weights are finite numbers",
      [&](int64_t i) { return std::isinf(weights[i]); }, faults);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (!bad && sum == 0) {
    faults->push_back({{frame.file},
                       fmt::format("all weights in '{}' are zero", name),
                       "name the column that holds the weights"});
  } else if (!bad && std::isinf(sum)) {
    faults->push_back({{frame.file},
                       fmt::format("the weights in '{}' sum to infinity", name),
                       "divide them by a common number"});
  }
  return weights;
}

void ScaleWeights(SurveyDesign* design) {
  const double largest = *std::max_element(design->weights.begin(), design->weights.end());
  int exponent = 0;
  std::frexp(largest, &exponent);
  exponent -= 1;
  design->weight_unit = std::ldexp(1.0, exponent);
  for (double& weight : design->weights) {
    if (weight == 0) continue;
    // However small, its respondent is counted.
    weight = std::max(std::ldexp(weight, -exponent), std::numeric_limits<double>::min());
  }
}

// The distinct values of a column, numbered by first appearance.
struct Groups {
  std::vector<int32_t> of_row;
  std::vector<std::string> names;
};

Groups GroupRows(const Frame& frame, const std::string& name, std::string_view role,
                 std::vector<Fault>* faults) {
  Groups groups;
  const Column* column = FindColumn(frame, name, role, faults);
  if (column == nullptr) return groups;
  const bool missing = ReportRows(
      frame, fmt::format("{} '{}' is missing", role, name),
      "give every respondent a value, or remove the rows",
      [&](int64_t i) {
        return column->is_text ? column->codes[i] < 0 : std::isnan(column->numbers[i]);
      },
      faults);
  if (missing) return groups;
  if (column->is_text) {
    groups.of_row = column->codes;
    groups.names = column->values;
    return groups;
  }
  std::unordered_map<double, int32_t> numbers;
  groups.of_row.reserve(column->numbers.size());
  for (const double x : column->numbers) {
    const auto [entry, is_new] = numbers.emplace(x, static_cast<int32_t>(numbers.size()));
    if (is_new) groups.names.push_back(fmt::format("{}", x));
    groups.of_row.push_back(entry->second);
  }
  return groups;
}

// Clusters are numbered within strata: the same name in two strata is two clusters.
void NumberClusters(const std::vector<int32_t>& clusters, SurveyDesign* design) {
  std::unordered_map<uint64_t, int32_t> numbers;
  design->clusters.resize(design->strata.size());
  for (size_t i = 0; i < design->strata.size(); ++i) {
    const auto next = static_cast<int32_t>(design->stratum_of_cluster.size());
    if (clusters.empty()) {
      design->clusters[i] = next;
      design->stratum_of_cluster.push_back(design->strata[i]);
      continue;
    }
    const uint64_t key =
        static_cast<uint64_t>(design->strata[i]) << 32 | static_cast<uint64_t>(clusters[i]);
    const auto [entry, is_new] = numbers.emplace(key, next);
    if (is_new) design->stratum_of_cluster.push_back(design->strata[i]);
    design->clusters[i] = entry->second;
  }
  design->clusters_in_stratum.assign(design->stratum_names.size(), 0);
  for (const int32_t stratum : design->stratum_of_cluster)
    design->clusters_in_stratum[stratum] += 1;
}

void OrderRows(SurveyDesign* design) {
  design->order.resize(design->weights.size());
  std::iota(design->order.begin(), design->order.end(), 0u);
  const auto before = [&](uint32_t a, uint32_t b) {
    if (design->strata[a] != design->strata[b]) return design->strata[a] < design->strata[b];
    return design->clusters[a] < design->clusters[b];
  };
  // Without strata and clusters, the rows are in this order.
  if (!std::is_sorted(design->order.begin(), design->order.end(), before)) {
    std::stable_sort(design->order.begin(), design->order.end(), before);
  }
}

void RefuseLonelyClusters(const Frame& frame, const SurveyDesign& design,
                          const DesignOptions& options) {
  std::vector<std::string> lonely;
  for (size_t h = 0; h < design.stratum_names.size(); ++h) {
    if (design.clusters_in_stratum[h] == 1) lonely.push_back(design.stratum_names[h]);
  }
  if (lonely.empty()) return;
  const std::string unit = options.clusters.empty() ? "respondent" : "cluster";
  if (options.strata.empty()) {
    throw Error(ErrorKind::kData, {{{frame.file},
                                    fmt::format("the data have one {} alone", unit),
                                    "a sampling error needs two at least"}});
  }
  for (std::string& name : lonely) name = "'" + name + "'";
  throw Error(ErrorKind::kData,
              {{{frame.file},
                fmt::format("{} {} of '{}' {} one {} alone",
                            lonely.size() == 1 ? "the stratum" : "the strata", JoinNames(lonely),
                            options.strata, lonely.size() == 1 ? "has" : "have each", unit),
                "join strata, or write 'lonely: adjust' or 'lonely: certainty' in the design"}});
}

}  // namespace

std::vector<std::string> ColumnsNeeded(const DesignOptions& options) {
  std::vector<std::string> columns;
  for (const std::string* name : {&options.weights, &options.strata, &options.clusters}) {
    if (!name->empty()) columns.push_back(*name);
  }
  return columns;
}

SurveyDesign MakeSurveyDesign(const Frame& frame, const DesignOptions& options) {
  SurveyDesign design;
  design.lonely = options.lonely;
  std::vector<Fault> faults;
  design.weights = Weights(frame, options.weights, &faults);
  if (options.strata.empty()) {
    design.strata.assign(static_cast<size_t>(frame.rows), 0);
    design.stratum_names = {""};
  } else {
    Groups strata = GroupRows(frame, options.strata, "the stratum column", &faults);
    design.strata = std::move(strata.of_row);
    design.stratum_names = std::move(strata.names);
  }
  std::vector<int32_t> clusters;
  if (!options.clusters.empty()) {
    clusters = GroupRows(frame, options.clusters, "the cluster column", &faults).of_row;
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
  if (!options.weights.empty()) ScaleWeights(&design);
  NumberClusters(clusters, &design);
  OrderRows(&design);
  if (design.lonely == LonelyCluster::kRefuse) RefuseLonelyClusters(frame, design, options);
  return design;
}

double VarianceOfTotal(const SurveyDesign& design, const std::vector<double>& influence) {
  const size_t count = design.stratum_of_cluster.size();
  std::vector<double> totals(count, 0.0);
  for (size_t i = 0; i < influence.size(); ++i) {
    if (design.weights[i] > 0) totals[design.clusters[i]] += design.weights[i] * influence[i];
  }
  const size_t strata = design.clusters_in_stratum.size();
  std::vector<double> sums(strata, 0.0), squares(strata, 0.0);
  for (size_t c = 0; c < count; ++c) sums[design.stratum_of_cluster[c]] += totals[c];
  for (size_t c = 0; c < count; ++c) {
    const int32_t h = design.stratum_of_cluster[c];
    const double n = design.clusters_in_stratum[h];
    const double deviation = n > 1 ? totals[c] - sums[h] / n : totals[c];
    squares[h] += deviation * deviation;
  }
  double variance = 0;
  for (size_t h = 0; h < strata; ++h) {
    const double n = design.clusters_in_stratum[h];
    if (n > 1) {
      variance += n / (n - 1) * squares[h];
    } else if (design.lonely != LonelyCluster::kCertainty) {
      variance += squares[h];
    }
  }
  return variance;
}

double DegreesOfFreedom(const SurveyDesign& design, const std::vector<uint8_t>& domain) {
  std::vector<uint8_t> clusters(design.stratum_of_cluster.size(), 0);
  for (size_t i = 0; i < domain.size(); ++i) {
    if (domain[i] != 0 && design.weights[i] > 0) clusters[design.clusters[i]] = 1;
  }
  std::vector<uint8_t> strata(design.clusters_in_stratum.size(), 0);
  int64_t count = 0;
  for (size_t c = 0; c < clusters.size(); ++c) {
    if (clusters[c] == 0) continue;
    count += 1;
    strata[design.stratum_of_cluster[c]] = 1;
  }
  return static_cast<double>(count - std::count(strata.begin(), strata.end(), uint8_t{1}));
}

}  // namespace trustsem
