#include "simulate/survey_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "simulate/csv_cell.h"
#include "simulate/output_columns.h"
#include "simulate/respondent_generator.h"

namespace trustsem {
namespace {

using Source = PlannedColumn::Source;

Source SourceOf(MetaColumn::Kind kind) {
  switch (kind) {
    case MetaColumn::Kind::kRespondentId:
      return Source::kRespondentId;
    case MetaColumn::Kind::kCategory:
      return Source::kCategory;
    case MetaColumn::Kind::kNumber:
    case MetaColumn::Kind::kInteger:
      return Source::kNumber;
    case MetaColumn::Kind::kConstant:
      return Source::kConstant;
    case MetaColumn::Kind::kWeight:
      return Source::kWeight;
    case MetaColumn::Kind::kCluster:
      return Source::kCluster;
    case MetaColumn::Kind::kDate:
      break;
  }
  return Source::kDate;
}

class Planner {
 public:
  Planner(const Model& model, const Population& population, const ClusterMembership& clusters,
          bool continuous)
      : model_(model), population_(population), clusters_(clusters), continuous_(continuous) {}

  SurveyPlan Make() {
    AddMetaColumns();
    AddItems();
    AddChoices();
    ThrowFaults();
    IndexNames();
    ResolveColumns();
    ResolveMissing();
    CheckOrdered();
    ThrowFaults();
    plan_.output = MakeOutputColumns(model_, plan_.columns, &faults_);
    ThrowFaults();
    Sequence();
    for (PlannedColumn& planned : plan_.columns) {
      for (const std::string& cell : planned.cells) planned.written.push_back(CsvCell(cell));
    }
    return std::move(plan_);
  }

 private:
  const SimulationOptions& simulation() const { return model_.simulation; }

  void AddFault(const Place& place, std::string message, std::string hint) {
    faults_.push_back(
        {place.file.empty() ? Place{model_.file} : place, std::move(message), std::move(hint)});
  }
  void ThrowFaults() {
    if (!faults_.empty()) throw Error(ErrorKind::kSpecification, std::move(faults_));
  }

  void AddMetaColumns();
  void AddItems();
  void WriteItem(const std::string& name, PlannedColumn* planned);
  void AddChoices();
  void IndexNames();
  int FindColumn(const std::string& name, const Place& place, std::string_view role);
  int FindCategory(const std::string& name, const Place& place, std::string_view role);
  int FindItem(const std::string& name, const Place& place);
  void ResolveColumns();
  void ResolveBy(PlannedColumn* planned);
  void ResolveAllBy();
  void ResolvePopulation(PlannedColumn* planned);
  void ResolveMissing();
  void CheckOrdered();
  void Sequence();

  const Model& model_;
  const Population& population_;
  const ClusterMembership& clusters_;
  const bool continuous_;
  SurveyPlan plan_;
  std::map<std::string, int> index_;  // of planned columns by name
  std::vector<std::string> names_;
  std::vector<Fault> faults_;
};

void Planner::AddMetaColumns() {
  uint32_t draw = 0;
  plan_.waves = simulation().waves.count;
  plan_.dropout = simulation().waves.dropout;
  if (plan_.waves > 1) {
    PlannedColumn wave;
    wave.name = simulation().waves.column;
    wave.source = Source::kWave;
    wave.place = simulation().waves.place;
    plan_.columns.push_back(std::move(wave));
  }
  for (const MetaColumn& column : simulation().columns) {
    PlannedColumn planned;
    planned.name = column.name;
    planned.source = SourceOf(column.kind);
    planned.place = column.place;
    planned.column = &column;
    planned.draw = kColumnDraws + draw;
    planned.missing_draw = kMissingColumnDraws + draw;
    ++draw;
    if (planned.source == Source::kConstant) planned.cells = {column.value};
    if (planned.source == Source::kCluster) planned.level = clusters_.Find(column.name);
    if (planned.source == Source::kWeight) {
      if (plan_.weight >= 0) {
        AddFault(column.place, fmt::format("'{}' is a second column of weights", column.name),
                 "keep one of them");
      }
      plan_.weight = static_cast<int>(plan_.columns.size());
    }
    plan_.columns.push_back(std::move(planned));
  }
}

// How an item is written: cut, rescaled or as it is.
void Planner::WriteItem(const std::string& name, PlannedColumn* planned) {
  const std::vector<double>& thresholds = population_.thresholds[planned->item];
  const auto scale = simulation().items.find(name);
  const auto margin = simulation().margins.find(name);
  const bool scaled = scale != simulation().items.end();
  const bool cut = margin != simulation().margins.end();
  if (scaled && !thresholds.empty()) {
    AddFault(scale->second.place, fmt::format("'{}' has both thresholds and a scale", name),
             "leave one of them out");
  } else if (cut && (scaled || !thresholds.empty())) {
    AddFault(margin->second.place,
             fmt::format("'{}' has both a margin and {}", name, scaled ? "a scale" : "thresholds"),
             "leave one of them out");
  }
  if (scaled) planned->column = &scale->second;
  if (!cut && thresholds.empty()) return;
  planned->source = Source::kOrderedItem;
  std::vector<double> answers;
  if (cut) {
    planned->margin = &margin->second;
    answers = margin->second.answers;
  } else {
    planned->thresholds = thresholds;
    for (size_t k = 0; k <= thresholds.size(); ++k) answers.push_back(static_cast<double>(k + 1));
  }
  for (const double answer : answers) {
    planned->cells.push_back(
        fmt::format("{:.6g}", planned->reversed ? planned->reversal_sum - answer : answer));
  }
}

void Planner::AddItems() {
  for (size_t i = 0; i < population_.observed.size(); ++i) {
    PlannedColumn planned;
    planned.name = population_.observed[i];
    planned.source = Source::kItem;
    planned.place = Place{model_.file};
    planned.item = static_cast<int>(i);
    planned.wave = SplitWave(planned.name, simulation().waves).wave;
    planned.missing_draw = kMissingItemDraws + static_cast<uint32_t>(i);
    for (const Variable& variable : model_.variables) {
      if (variable.name != planned.name || !variable.reversed) continue;
      planned.reversed = true;
      planned.reversal_sum = variable.reversed->first + variable.reversed->second;
    }
    if (!continuous_) WriteItem(planned.name, &planned);
    plan_.columns.push_back(std::move(planned));
  }
}

void Planner::AddChoices() {
  if (continuous_) return;
  std::map<std::string, PlannedColumn*> items;
  for (PlannedColumn& planned : plan_.columns) {
    if (planned.item >= 0) items[planned.name] = &planned;
  }
  for (const ChoiceSet& set : simulation().choices) {
    if (items.count(set.name)) {
      AddFault(set.place, fmt::format("the question '{}' has the name of an item", set.name),
               "give it another name");
    }
    std::vector<int> members;
    for (const std::string& item : set.items) {
      const auto found = items.find(item);
      if (found == items.end()) {
        AddFault(set.place, fmt::format("'{}' is no observed variable of the model", item),
                 "name the items that are chosen");
        continue;
      }
      if (found->second->source != Source::kItem || found->second->column != nullptr) {
        AddFault(set.place,
                 fmt::format(
                     "'{}' is an item to choose and has a scale, a margin or another choice", item),
                 "keep one of them");
      }
      found->second->source = Source::kChoice;
      found->second->cells = {"0", "1"};
      members.push_back(static_cast<int>(found->second - plan_.columns.data()));
    }
    for (const int member : members) {
      plan_.columns[member].set = members;
      plan_.columns[member].choose = set.choose;
      plan_.columns[member].choice_shares = &set.shares;
      // The question is answered or not as a whole.
      plan_.columns[member].missing_draw = plan_.columns[members.front()].missing_draw;
    }
  }
}

void Planner::IndexNames() {
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

int Planner::FindColumn(const std::string& name, const Place& place, std::string_view role) {
  const auto found = index_.find(name);
  if (found != index_.end()) return found->second;
  AddFault(place, fmt::format("{} '{}' is no column of the survey", role, Excerpt(name)),
           DidYouMean(name, names_, "name a column or an item"));
  return -1;
}

int Planner::FindCategory(const std::string& name, const Place& place, std::string_view role) {
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

int Planner::FindItem(const std::string& name, const Place& place) {
  const std::vector<std::string>& items = population_.observed;
  const auto found = std::find(items.begin(), items.end(), name);
  if (found != items.end()) return static_cast<int>(found - items.begin());
  AddFault(place, fmt::format("'{}' is no observed variable of the model", Excerpt(name)),
           DidYouMean(name, items, "the model has " + JoinNames(items)));
  return -1;
}

// Shares by the value of another column; the categories are those of all its shares.
void Planner::ResolveBy(PlannedColumn* planned) {
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
void Planner::ResolveAllBy() {
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

void Planner::ResolvePopulation(PlannedColumn* planned) {
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

void Planner::ResolveColumns() {
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
    if (planned.source == Source::kWeight) ResolvePopulation(&planned);
    if (planned.source == Source::kDate && !planned.column->months_from.empty()) {
      planned.item = FindItem(planned.column->months_from, planned.place);
    }
  }
}

void Planner::ResolveMissing() {
  std::map<std::string, std::vector<int>> targets;
  for (size_t k = 0; k < plan_.columns.size(); ++k) {
    const PlannedColumn& planned = plan_.columns[k];
    if (planned.source != Source::kChoice) targets[planned.name] = {static_cast<int>(k)};
  }
  if (continuous_) return;
  for (const ChoiceSet& set : simulation().choices) {
    targets[set.name] = plan_.columns[index_.at(set.items.front())].set;
  }
  std::vector<std::string> known;
  for (const auto& [name, columns] : targets) known.push_back(name);
  for (const auto& [name, missing] : simulation().missing) {
    const auto found = targets.find(name);
    if (found == targets.end()) {
      AddFault(missing.place,
               fmt::format("'{}' is no column or question of the survey", Excerpt(name)),
               DidYouMean(name, known, "name an item, a question or a column"));
      continue;
    }
    const int by = missing.by.empty() ? -1 : FindCategory(missing.by, missing.place, "the column");
    for (const int k : found->second) {
      PlannedColumn& planned = plan_.columns[k];
      const Source source = planned.source;
      if (source == Source::kRespondentId || source == Source::kWave ||
          source == Source::kCluster || source == Source::kWeight || source == Source::kConstant) {
        AddFault(missing.place, fmt::format("'{}' cannot be missing", name),
                 "only answers, categories, numbers and dates can");
        continue;
      }
      if (!missing.code.empty() && std::find(planned.cells.begin(), planned.cells.end(),
                                             missing.code) != planned.cells.end()) {
        AddFault(missing.place,
                 fmt::format("the missing code {} of '{}' is one of its answers",
                             Excerpt(missing.code), name),
                 "choose another code");
      }
      planned.missing = &missing;
      planned.missing_cell = missing.code;
      planned.missing_by = by;
      if (by < 0) continue;
      const std::vector<std::string>& values = plan_.columns[by].cells;
      planned.missing_rates.assign(values.size(), missing.rate);
      for (const auto& [value, rate] : missing.rates) {
        const auto at = std::find(values.begin(), values.end(), value);
        if (at != values.end()) {
          planned.missing_rates[at - values.begin()] = rate;
        } else {
          AddFault(missing.place, fmt::format("'{}' has no value '{}'", missing.by, Excerpt(value)),
                   DidYouMean(value, values, "its values are " + JoinNames(values)));
        }
      }
    }
  }
}

void Planner::CheckOrdered() {
  if (continuous_) return;
  const std::set<std::string> ordered(model_.data.ordered.begin(), model_.data.ordered.end());
  std::vector<std::string> uncut;
  for (const PlannedColumn& planned : plan_.columns) {
    if (planned.source != Source::kItem) continue;
    if (model_.data.all_ordered || ordered.count(planned.name)) uncut.push_back(planned.name);
  }
  if (uncut.empty()) return;
  AddFault({},
           fmt::format("{} {} ordered, but without thresholds or a margin", JoinNames(uncut),
                       uncut.size() == 1 ? "is" : "are"),
           "add them under 'thresholds' or 'simulation.margins', or simulate with --continuous");
}

// Depth first: a column comes after all that it needs.
void Planner::Sequence() {
  enum class State : uint8_t { kNew, kOpen, kDone };
  std::vector<State> states(plan_.columns.size(), State::kNew);
  const auto visit = [&](const auto& self, int k) -> void {
    if (k < 0 || states[k] == State::kDone) return;
    const PlannedColumn& planned = plan_.columns[k];
    if (states[k] == State::kOpen) {
      AddFault(planned.missing ? planned.missing->place : planned.place,
               fmt::format("what '{}' depends on depends on it", planned.name),
               "remove one of the dependences under 'by'");
      return;
    }
    states[k] = State::kOpen;
    self(self, planned.by);
    self(self, planned.missing_by);
    for (const int category : planned.population) self(self, category);
    // Margins are met with the weights.
    if (planned.margin != nullptr || planned.source == Source::kChoice) self(self, plan_.weight);
    states[k] = State::kDone;
    plan_.sequence.push_back(k);
  };
  for (size_t k = 0; k < plan_.columns.size(); ++k) visit(visit, static_cast<int>(k));
  ThrowFaults();
}

}  // namespace

SurveyPlan MakeSurveyPlan(const Model& model, const Population& population,
                          const ClusterMembership& clusters, bool continuous) {
  return Planner(model, population, clusters, continuous).Make();
}

}  // namespace trustsem
