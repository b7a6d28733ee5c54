#include "simulate/survey_plan.h"

#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "simulate/csv_cell.h"
#include "simulate/output_columns.h"
#include "simulate/survey_planner.h"

namespace trustsem {
namespace {

using Source = PlannedColumn::Source;

}  // namespace

SurveyPlan SurveyPlanner::Make() {
  AddMetaColumns();
  AddItems();
  AddChoices();
  ThrowFaults();
  IndexNames();
  ResolveColumns();
  ResolveMissing();
  ResolveDropout();
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

void SurveyPlanner::CheckOrdered() {
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
void SurveyPlanner::Sequence() {
  enum class State : uint8_t { kNew, kOpen, kDone };
  std::vector<State> states(plan_.columns.size(), State::kNew);
  std::vector<int> shifting;
  for (size_t k = 0; k < plan_.columns.size(); ++k) {
    if (plan_.columns[k].shifts.size() > 0) shifting.push_back(static_cast<int>(k));
  }
  const auto visit = [&](const auto& self, int k) -> void {
    if (k < 0 || states[k] == State::kDone) return;
    const PlannedColumn& planned = plan_.columns[k];
    if (states[k] == State::kOpen) {
      const bool leaves = planned.wave > 0 && plan_.dropout[planned.wave - 1].by >= 0;
      AddFault(planned.missing.said ? planned.missing.said->place
               : leaves             ? plan_.dropout[planned.wave - 1].said->place
                                    : planned.place,
               fmt::format("what '{}' depends on depends on it", planned.name),
               "remove one of the dependences under 'by', 'after', 'shifts' or 'dropout'");
      return;
    }
    states[k] = State::kOpen;
    self(self, planned.by);
    self(self, planned.missing.by);
    self(self, planned.after);
    // Who answers a wave is decided by the wave before; responses are complete with all shifts.
    if (planned.wave > 0) self(self, plan_.dropout[planned.wave - 1].by);
    if (planned.item >= 0) {
      for (const int category : shifting) self(self, category);
    }
    for (const int category : planned.population) self(self, category);
    // Margins are met with the weights.
    if (planned.margin != nullptr || planned.source == Source::kChoice) self(self, plan_.weight);
    states[k] = State::kDone;
    plan_.sequence.push_back(k);
  };
  for (size_t k = 0; k < plan_.columns.size(); ++k) visit(visit, static_cast<int>(k));
  ThrowFaults();
}

SurveyPlan MakeSurveyPlan(const Model& model, const Population& population,
                          const ClusterMembership& clusters, bool continuous) {
  return SurveyPlanner(model, population, clusters, continuous).Make();
}

}  // namespace trustsem
