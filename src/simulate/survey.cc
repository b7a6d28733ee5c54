#include "simulate/survey.h"

#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "simulate/respondent_generator.h"
#include "simulate/survey_columns.h"

namespace trustsem {
namespace {

constexpr int64_t kMostCells = 100'000'000;

struct Columns {
  std::vector<FurtherColumn> further;
  std::vector<ItemColumn> items;

  int64_t size() const { return static_cast<int64_t>(further.size() + items.size()); }
};

Columns MakeColumns(const Model& model, const Population& population, bool continuous) {
  Columns columns;
  uint32_t draw = kColumnDraws;
  for (const MetaColumn& column : model.simulation.columns) {
    columns.further.emplace_back(column, draw++);
  }
  for (size_t i = 0; i < population.observed.size(); ++i) {
    columns.items.emplace_back(model, population, static_cast<int>(i), continuous);
  }
  return columns;
}

void CheckNames(const Model& model, const Columns& columns) {
  std::vector<Fault> faults;
  std::set<std::string> seen;
  for (const ItemColumn& item : columns.items) {
    if (seen.insert(item.header()).second) continue;
    faults.push_back({{model.file},
                      fmt::format("two items are written to the column '{}'", item.header()),
                      "give each its own column"});
  }
  for (size_t i = 0; i < columns.further.size(); ++i) {
    if (seen.insert(columns.further[i].header()).second) continue;
    faults.push_back({model.simulation.columns[i].place,
                      fmt::format("two columns have the name '{}'", columns.further[i].header()),
                      "rename the one that is no item"});
  }
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
}

// What an item with ordered answers needs: thresholds, and no other scale beside them.
void CheckItems(const Model& model, const Population& population) {
  std::vector<Fault> faults;
  const std::set<std::string> ordered(model.data.ordered.begin(), model.data.ordered.end());
  std::vector<std::string> uncut;
  for (size_t i = 0; i < population.observed.size(); ++i) {
    const std::string& name = population.observed[i];
    const bool cut = !population.thresholds[i].empty();
    if (!cut && (model.data.all_ordered || ordered.count(name))) uncut.push_back(name);
    const auto scale = model.simulation.items.find(name);
    if (cut && scale != model.simulation.items.end()) {
      faults.push_back({scale->second.place,
                        fmt::format("'{}' has both thresholds and a scale", name),
                        "leave one of them out"});
    }
  }
  if (!uncut.empty()) {
    faults.push_back({{model.file},
                      fmt::format("{} {} ordered, but without thresholds", JoinNames(uncut),
                                  uncut.size() == 1 ? "is" : "are"),
                      "add them under 'thresholds', or simulate with --continuous"});
  }
  if (!faults.empty()) throw Error(ErrorKind::kSpecification, std::move(faults));
}

void CheckSize(int64_t respondents, int64_t columns) {
  if (respondents < 1) {
    throw Error(ErrorKind::kUsage, fmt::format("{} respondents cannot be simulated", respondents),
                "ask for one or more");
  }
  if (respondents > kMostCells / columns) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{} respondents with {} columns are too many", respondents, columns),
                fmt::format("ask for at most {}", kMostCells / columns));
  }
}

std::string Header(const Columns& columns) {
  std::string line;
  for (const FurtherColumn& column : columns.further) line += column.header() + ',';
  for (const ItemColumn& item : columns.items) line += item.header() + ',';
  line.back() = '\n';
  return line;
}

}  // namespace

std::string SimulateSurvey(const Model& model, const SurveyOptions& options) {
  const Population population = MakePopulation(model);
  if (!options.continuous) CheckItems(model, population);
  const Columns columns = MakeColumns(model, population, options.continuous);
  CheckNames(model, columns);
  CheckSize(options.respondents, columns.size());

  const RespondentGenerator generator(population, options.seed);
  std::string text = Header(columns);
  Eigen::VectorXd responses;
  for (int64_t k = 1; k <= options.respondents; ++k) {
    const uint64_t number = static_cast<uint64_t>(k);
    const RandomStream stream = generator.Stream(number);
    for (const FurtherColumn& column : columns.further) {
      column.Write(number, stream, &text);
      text += ',';
    }
    generator.Draw(number, &responses);
    for (size_t i = 0; i < columns.items.size(); ++i) {
      columns.items[i].Write(responses[static_cast<Eigen::Index>(i)], &text);
      text += ',';
    }
    text.back() = '\n';
  }
  return text;
}

}  // namespace trustsem
