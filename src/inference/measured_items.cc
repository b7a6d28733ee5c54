#include "inference/measured_items.h"

namespace trustsem {
namespace {

// Adds the loadings along all ways from the construct to items. No way is longer than there are
// constructs: one that is, goes in a circle.
void AddLoadings(const FittedModel& fit, int g, const std::string& construct, double weight,
                 size_t depth, Eigen::VectorXd* loadings, std::vector<bool>* measures,
                 bool* higher_order) {
  for (const Parameter& row : fit.table.rows) {
    if (row.group != g + 1 || row.op != Operator::kMeasuredBy || row.lhs != construct) continue;
    const double loading = weight * fit.Value(row);
    if (!fit.table.IsConstruct(row.rhs)) {
      const int item = fit.structure->ObservedIndex(row.rhs);
      (*loadings)[item] += loading;
      (*measures)[static_cast<size_t>(item)] = true;
      continue;
    }
    *higher_order = true;
    if (depth >= fit.table.constructs.size()) continue;
    AddLoadings(fit, g, row.rhs, loading, depth + 1, loadings, measures, higher_order);
  }
}

}  // namespace

MeasuredItems FindMeasuredItems(const FittedModel& fit, int g, const std::string& construct) {
  MeasuredItems found;
  Eigen::VectorXd loadings = Eigen::VectorXd::Zero(fit.structure->p());
  std::vector<bool> measures(static_cast<size_t>(fit.structure->p()));
  AddLoadings(fit, g, construct, 1, 1, &loadings, &measures, &found.higher_order);
  for (size_t i = 0; i < measures.size(); ++i) {
    if (measures[i]) found.items.push_back(static_cast<int>(i));
  }
  found.loadings = loadings(found.items);
  return found;
}

}  // namespace trustsem
