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

}  // namespace

void SurveyPlanner::AddMetaColumns() {
  uint32_t draw = 0;
  plan_.waves = simulation().waves.count;
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
    planned.wave = SplitWave(column.name, simulation().waves).wave;
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
void SurveyPlanner::WriteItem(const std::string& name, PlannedColumn* planned) {
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

void SurveyPlanner::AddItems() {
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

void SurveyPlanner::AddChoices() {
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

}  // namespace trustsem
