#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "simulate/output_columns.h"
#include "simulate/respondent_generator.h"
#include "simulate/survey_planner.h"

namespace trustsem {
namespace {

using Source = PlannedColumn::Source;

}  // namespace

void SurveyPlanner::IndexNames() {
  for (size_t k = 0; k < plan_.columns.size(); ++k) {
    const PlannedColumn& planned = plan_.columns[k];
    names_.push_back(planned.name);
    if (index_.emplace(planned.name, static_cast<int>(k)).second) continue;
    const PlannedColumn& first = plan_.columns[index_[planned.name]];
    AddFault(first.item < 0 ? first.place : planned.place,
             fmt::format("two columns have the name '{}'", planned.name),
             "rename the one that is no item");
  }
}

int SurveyPlanner::FindColumn(const std::string& name, const Place& place, std::string_view role) {
  const auto found = index_.find(name);
  if (found != index_.end()) return found->second;
  AddFault(place, fmt::format("{} '{}' is no column of the survey", role, Excerpt(name)),
           DidYouMean(name, names_, "name a column or an item"));
  return -1;
}

int SurveyPlanner::FindCategory(const std::string& name, const Place& place,
                                std::string_view role) {
  const int found = FindColumn(name, place, role);
  if (found < 0) return found;
  const PlannedColumn& column = plan_.columns[found];
  const Source source = column.source;
  if (source == Source::kCategory || source == Source::kOrderedItem || source == Source::kChoice) {
    return found;
  }
  // Continuous answers have no categories: what depends on them is left at random.
  if (continuous_ && column.item >= 0) return -1;
  AddFault(place, fmt::format("{} '{}' has no categories", role, Excerpt(name)),
           "name a category, or an item with a margin or thresholds");
  return -1;
}

int SurveyPlanner::FindItem(const std::string& name, const Place& place) {
  const std::vector<std::string>& items = population_.observed;
  const auto found = std::find(items.begin(), items.end(), name);
  if (found != items.end()) return static_cast<int>(found - items.begin());
  AddFault(place, fmt::format("'{}' is no observed variable of the model", Excerpt(name)),
           DidYouMean(name, items, "the model has " + JoinNames(items)));
  return -1;
}

// Shares by the value of another column; the categories are those of all its shares.
void SurveyPlanner::ResolveBy(PlannedColumn* planned) {
  const MetaColumn& column = *planned->column;
  std::set<std::string> seen;
  for (const auto& [value, shares] : column.shares_by) {
    for (const auto& [category, share] : shares) {
      if (seen.insert(category).second) planned->cells.push_back(category);
    }
  }
  planned->by = FindCategory(column.by, column.place, "the column");
  if (planned->by < 0) return;
  const std::vector<std::string>& values = plan_.columns[planned->by].cells;
  planned->shares.resize(values.size());
  std::vector<std::string> without = values;
  for (const auto& [value, shares] : column.shares_by) {
    const auto found = std::find(values.begin(), values.end(), value);
    if (found == values.end()) {
      AddFault(column.place, fmt::format("'{}' has no value '{}'", column.by, Excerpt(value)),
               DidYouMean(value, values, "its values are " + JoinNames(values)));
      continue;
    }
    without.erase(std::find(without.begin(), without.end(), value));
    Shares& target = planned->shares[found - values.begin()];
    for (const std::string& cell : planned->cells) target.emplace_back(cell, 0);
    for (const auto& [category, share] : shares) {
      const auto at = std::find(planned->cells.begin(), planned->cells.end(), category);
      target[at - planned->cells.begin()].second = share;
    }
  }
  if (!without.empty() && faults_.empty()) {
    AddFault(column.place,
             fmt::format("'{}' has no shares where '{}' is {}", column.name, column.by,
                         JoinNames(without)),
             "list the shares for every value");
  }
}

// Each after the column that it depends on, whatever their order.
void SurveyPlanner::ResolveAllBy() {
  std::vector<PlannedColumn*> open;
  for (PlannedColumn& planned : plan_.columns) {
    if (planned.source == Source::kCategory && !planned.column->by.empty()) {
      open.push_back(&planned);
    }
  }
  while (!open.empty()) {
    const auto waits = [&](const PlannedColumn* planned) {
      return std::any_of(open.begin(), open.end(), [&](const PlannedColumn* other) {
        return other->name == planned->column->by;
      });
    };
    const auto ready = std::find_if_not(open.begin(), open.end(), waits);
    if (ready == open.end()) {
      AddFault(open.front()->place,
               fmt::format("what '{}' depends on depends on it", open.front()->name),
               "remove one of the dependences under 'by'");
      return;
    }
    ResolveBy(*ready);
    open.erase(ready);
  }
}

void SurveyPlanner::ResolvePopulation(PlannedColumn* planned) {
  for (const auto& [name, shares] : planned->column->population) {
    const int found = FindCategory(name, planned->place, "the population column");
    if (found < 0) continue;
    if (plan_.columns[found].source != Source::kCategory || plan_.columns[found].by >= 0) {
      AddFault(planned->place, fmt::format("'{}' has no shares of its own", name),
               "weights can correct columns of the kind category without 'by'");
      continue;
    }
    const std::vector<std::string>& values = plan_.columns[found].cells;
    std::vector<double> by_value(values.size(), -1);
    for (const auto& [value, share] : shares) {
      const auto at = std::find(values.begin(), values.end(), value);
      if (at != values.end()) {
        by_value[at - values.begin()] = share;
        continue;
      }
      AddFault(planned->place, fmt::format("'{}' has no value '{}'", name, Excerpt(value)),
               DidYouMean(value, values, "its values are " + JoinNames(values)));
    }
    const Shares& sample = plan_.columns[found].shares.front();
    for (size_t k = 0; k < values.size(); ++k) {
      if (by_value[k] > 0 && sample[k].second == 0) {
        AddFault(planned->place,
                 fmt::format("nobody is '{}' of '{}', so that no weight gives it the share {}",
                             values[k], name, by_value[k]),
                 "give it a share of the respondents");
      }
      if (by_value[k] >= 0) continue;
      AddFault(planned->place,
               fmt::format("the population has no share for '{}' of '{}'", values[k], name),
               "list all its values");
    }
    planned->population.push_back(found);
    planned->population_shares.push_back(std::move(by_value));
  }
}

// What a value adds to the intercept of a construct reaches every response by the total effects.
void SurveyPlanner::ResolveShifts(PlannedColumn* planned) {
  const MetaColumn& column = *planned->column;
  if (column.shifts.empty()) return;
  const std::vector<std::string>& factors = population_.factors;
  const std::vector<std::string>& values = planned->cells;
  const Eigen::MatrixXd effects = population_.moments.lambda * population_.moments.total;
  planned->shifts.setZero(effects.rows(), static_cast<Eigen::Index>(values.size()));
  for (const auto& [value, shifts] : column.shifts) {
    const auto at = std::find(values.begin(), values.end(), value);
    if (at == values.end()) {
      AddFault(column.place, fmt::format("'{}' has no value '{}'", column.name, Excerpt(value)),
               DidYouMean(value, values, "its values are " + JoinNames(values)));
      continue;
    }
    for (const auto& [construct, shift] : shifts) {
      const auto factor = std::find(factors.begin(), factors.end(), construct);
      if (factor == factors.end()) {
        AddFault(column.place,
                 fmt::format("'{}' shifts '{}', which is no construct of the model", column.name,
                             Excerpt(construct)),
                 DidYouMean(construct, factors, "name a construct"));
        continue;
      }
      planned->shifts.col(at - values.begin()) += shift * effects.col(factor - factors.begin());
    }
  }
}

void SurveyPlanner::ResolveAfter(PlannedColumn* planned) {
  const std::string& name = planned->column->after;
  const int found = FindColumn(name, planned->column->place, "the column");
  if (found < 0) return;
  const PlannedColumn& before = plan_.columns[found];
  if (continuous_ && before.item >= 0 && before.source == Source::kItem) return;
  const bool date = planned->source == Source::kDate;
  const bool fits = date ? before.source == Source::kDate
                         : before.source == Source::kNumber || before.source == Source::kItem;
  if (!fits || before.reversed) {
    AddFault(
        planned->column->place,
        fmt::format("'{}' comes after '{}', which is {}", planned->name, Excerpt(name),
                    fits   ? "reversed"
                    : date ? "no date"
                           : "no number"),
        date ? "name a column of the kind date" : "name a number, an integer or a continuous item");
    return;
  }
  planned->after = found;
}

void SurveyPlanner::ResolveColumns() {
  // Categories first: others refer to their values.
  for (PlannedColumn& planned : plan_.columns) {
    if (planned.source != Source::kCategory) continue;
    const MetaColumn& column = *planned.column;
    if (!column.by.empty()) continue;
    planned.shares = {column.shares};
    for (const auto& [value, share] : column.shares) planned.cells.push_back(value);
    if (!column.from.empty()) planned.item = FindItem(column.from, column.place);
    if (column.within.empty()) continue;
    planned.level = clusters_.Find(column.within);
    if (planned.level < 0) {
      AddFault(column.place, fmt::format("'{}' is no cluster column", Excerpt(column.within)),
               "add it with {kind: cluster, size: 4}");
    }
  }
  ResolveAllBy();
  for (PlannedColumn& planned : plan_.columns) {
    if (planned.source == Source::kCategory) ResolveShifts(&planned);
    if (planned.column != nullptr && !planned.column->after.empty()) ResolveAfter(&planned);
    if (planned.source == Source::kWeight) ResolvePopulation(&planned);
    if (planned.source == Source::kDate && !planned.column->months_from.empty()) {
      planned.item = FindItem(planned.column->months_from, planned.place);
    }
  }
}

}  // namespace trustsem
