// Makes a survey's plan: first its columns, then what they refer to, then their order.
#ifndef TRUSTSEM_SIMULATE_SURVEY_PLANNER_H_
#define TRUSTSEM_SIMULATE_SURVEY_PLANNER_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "simulate/survey_plan.h"

namespace trustsem {

class SurveyPlanner {
 public:
  // All must outlive the plan, but for `clusters`.
  SurveyPlanner(const Model& model, const Population& population, const ClusterMembership& clusters,
                bool continuous)
      : model_(model), population_(population), clusters_(clusters), continuous_(continuous) {}

  SurveyPlan Make();

 private:
  const SimulationOptions& simulation() const { return model_.simulation; }

  void AddFault(const Place& place, std::string message, std::string hint) {
    faults_.push_back(
        {place.file.empty() ? Place{model_.file} : place, std::move(message), std::move(hint)});
  }
  void ThrowFaults() {
    if (!faults_.empty()) throw Error(ErrorKind::kSpecification, std::move(faults_));
  }

  // planned_columns.cc: what the file holds.
  void AddMetaColumns();
  void AddItems();
  void WriteItem(const std::string& name, PlannedColumn* planned);
  void AddChoices();

  // planned_references.cc: names that columns call each other by.
  void IndexNames();
  int FindColumn(const std::string& name, const Place& place, std::string_view role);
  int FindCategory(const std::string& name, const Place& place, std::string_view role);
  int FindItem(const std::string& name, const Place& place);
  void ResolveColumns();
  void ResolveBy(PlannedColumn* planned);
  void ResolveAllBy();
  void ResolvePopulation(PlannedColumn* planned);
  void ResolveShifts(PlannedColumn* planned);
  void ResolveAfter(PlannedColumn* planned);

  // planned_rates.cc: how often answers are missing and respondents leave.
  std::string InWave(const std::string& name, int wave) const;
  PlannedRate ResolveRate(const Rate& said, int wave);
  void ResolveMissing();
  void ResolveDropout();

  // survey_plan.cc
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

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_SURVEY_PLANNER_H_
