#include "inference/modification_indices.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "inference/chi_square.h"

namespace trustsem {
namespace {

struct Candidate {
  std::string lhs;
  Operator op;
  std::string rhs;
  Cell cell;
  // A covariance of an item's residual with the disturbance of an observed variable in paths has no
  // cell: the item's index, and the factor's; -1 elsewhere.
  int item = -1, factor = -1;
};

CellDerivative Derivative(const FittedModel& fit, const Candidate& c,
                          const ImpliedMoments& implied) {
  if (c.item >= 0) return {c.item, implied.p() + c.factor, 1, 0};
  return fit.structure->Derivative(c.cell, implied);
}

// The candidates of one group.
class CandidateList {
 public:
  CandidateList(const FittedModel& fit, int group) : fit_(fit), group_(group) {}

  std::vector<Candidate> Make() {
    AddFixedRows();
    CollectRoles();
    for (const std::string& construct : fit_.table.constructs) {
      for (const std::string& item : items_) Add(construct, Operator::kMeasuredBy, item);
    }
    AddPairs(items_);
    if (!in_paths_.empty()) {
      AddPairs(fit_.table.constructs);
      for (const std::string& to : in_paths_) {
        for (const std::string& from : in_paths_) {
          if (to != from) Add(to, Operator::kRegression, from);
        }
      }
    }
    return std::move(candidates_);
  }

 private:
  using Key = std::tuple<std::string, Operator, std::string>;

  static Key KeyOf(const std::string& lhs, Operator op, const std::string& rhs) {
    if (op == Operator::kCovariance && rhs < lhs) return {rhs, op, lhs};
    return {lhs, op, rhs};
  }

  void AddFixedRows() {
    for (const Parameter& row : fit_.table.rows) {
      if (row.group != group_) continue;
      taken_.insert(KeyOf(row.lhs, row.op, row.rhs));
      Candidate candidate{row.lhs, row.op, row.rhs, {}, -1, -1};
      if (row.free < 0 && !row.exogenous &&
          fit_.structure->Locate(row.lhs, row.op, row.rhs, &candidate.cell)) {
        candidates_.push_back(candidate);
      }
    }
  }

  void CollectRoles() {
    std::set<std::string> seen_items, seen_paths;
    for (const Parameter& row : fit_.table.rows) {
      if (row.group != group_) continue;
      if (row.op == Operator::kMeasuredBy && !fit_.table.IsConstruct(row.rhs) &&
          seen_items.insert(row.rhs).second) {
        items_.push_back(row.rhs);
      }
      if (row.op == Operator::kRegression) {
        if (seen_paths.insert(row.lhs).second) in_paths_.push_back(row.lhs);
        if (seen_paths.insert(row.rhs).second) in_paths_.push_back(row.rhs);
      }
    }
  }

  void AddPairs(const std::vector<std::string>& names) {
    for (size_t i = 0; i < names.size(); ++i) {
      for (size_t j = i + 1; j < names.size(); ++j) Add(names[i], Operator::kCovariance, names[j]);
    }
  }

  void Add(const std::string& lhs, Operator op, const std::string& rhs) {
    // Moments of fixed exogenous variables among themselves are not modelled.
    if (fit_.table.fixed_x && fit_.table.IsExogenous(lhs) && fit_.table.IsExogenous(rhs)) return;
    // What the statistics are conditional on is not explained.
    if (fit_.table.fixed_x && fit_.table.HasOrdered() && fit_.table.IsExogenous(lhs)) return;
    Candidate candidate{lhs, op, rhs, {}, -1, -1};
    if (!taken_.insert(KeyOf(lhs, op, rhs)).second) return;
    if (fit_.structure->Locate(lhs, op, rhs, &candidate.cell) || LocateMixed(&candidate)) {
      candidates_.push_back(candidate);
    }
  }

  bool LocateMixed(Candidate* candidate) const {
    if (candidate->op != Operator::kCovariance) return false;
    const int left = fit_.structure->FactorIndex(candidate->lhs);
    const int right = fit_.structure->FactorIndex(candidate->rhs);
    if ((left >= 0) == (right >= 0)) return false;
    candidate->factor = std::max(left, right);
    candidate->item = fit_.structure->ObservedIndex(left >= 0 ? candidate->rhs : candidate->lhs);
    return candidate->item >= 0;
  }

  const FittedModel& fit_;
  const int group_;
  std::set<Key> taken_;
  std::vector<std::string> items_, in_paths_;
  std::vector<Candidate> candidates_;
};

// Scores, own information and information shared with the free parameters, of all candidates of
// one group.
struct CandidateInformation {
  Eigen::VectorXd score, own;
  Eigen::MatrixXd cross;  // q x candidates
};

CandidateInformation Information(const FittedModel& fit, int g,
                                 const std::vector<Candidate>& candidates,
                                 ObjectiveWorkspace* workspace) {
  const ImpliedMoments& implied = fit.implied[g];
  ObjectiveWorkspace::Group& group = workspace->groups[g];
  std::vector<CellDerivative> cells;
  for (const Candidate& c : candidates) cells.push_back(Derivative(fit, c, implied));
  const auto& free = fit.structure->group(g).cells;
  std::vector<CellDerivative> free_cells;
  for (const auto& f : free) free_cells.push_back(fit.structure->Derivative(f.cell, implied));
  const double share = fit.objective->sizes()[g] / fit.respondents();
  const double weight = fit.objective->group_weight(g);

  CandidateInformation out;
  const Eigen::Index n = static_cast<Eigen::Index>(cells.size());
  out.own.resize(n);
  out.cross.setZero(fit.free_parameters(), n);
  Eigen::MatrixXd cross, own;
  const Discrepancy& discrepancy = fit.objective->discrepancy(g);
  discrepancy.Information(implied, free_cells, cells, &group.discrepancy, &cross);
  for (size_t k = 0; k < free.size(); ++k) out.cross.row(free[k].free) += share * cross.row(k);
  discrepancy.Derivatives(implied, cells, group.products, group.mean_products, &group.discrepancy,
                          &out.score, nullptr);
  out.score *= -weight;
  discrepancy.OwnInformation(implied, cells, &group.discrepancy, &out.own);
  out.own *= share;
  return out;
}

double StandardDeviation(double variance) { return variance > 0 ? std::sqrt(variance) : kMissing; }

// Scales an expected change to the standardised metrics, as the parameter itself would be.
void StandardiseChange(const FittedModel& fit, int g, const Candidate& candidate,
                       ModificationIndex* index) {
  const ImpliedMoments& implied = fit.unconditional[g];
  const auto total = [&](const std::string& name, bool complete) {
    if (!complete && !fit.table.IsConstruct(name)) return 1.0;
    const int f = fit.structure->FactorIndex(name);
    return StandardDeviation(f >= 0 ? implied.factor_covariance(f, f)
                                    : implied.sigma(fit.structure->ObservedIndex(name),
                                                    fit.structure->ObservedIndex(name)));
  };
  const auto residual = [&](const std::string& name, bool complete) {
    if (!complete && !fit.table.IsConstruct(name)) return 1.0;
    Cell cell;
    fit.structure->Locate(name, Operator::kCovariance, name, &cell);
    // Negative ones by their size, as lavaan has it.
    return StandardDeviation(std::abs(CellValue(cell, implied)));
  };
  for (const bool complete : {false, true}) {
    double scale = 1;
    switch (candidate.op) {
      case Operator::kMeasuredBy:
        scale = total(candidate.lhs, complete) / total(candidate.rhs, complete);
        break;
      case Operator::kRegression:
        scale = total(candidate.rhs, complete) / total(candidate.lhs, complete);
        break;
      case Operator::kIntercept:
        scale = 1 / total(candidate.lhs, complete);
        break;
      default:
        scale = 1 / (residual(candidate.lhs, complete) * residual(candidate.rhs, complete));
    }
    (complete ? index->sepc_all : index->sepc_lv) = index->epc * scale;
  }
}

}  // namespace

std::vector<ModificationIndex> ModificationIndices(const FittedModel& fit) {
  ObjectiveWorkspace workspace;
  Eigen::MatrixXd information;
  fit.objective->UnitInformation(fit.solution.theta, false, &workspace, &information);
  const Eigen::MatrixXd& Z = fit.null_space;
  const bool constrained = Z.size() > 0;
  const Eigen::LLT<Eigen::MatrixXd> llt(
      constrained ? Eigen::MatrixXd(Z.transpose() * information * Z) : information);
  std::vector<ModificationIndex> indices;
  if (llt.info() != Eigen::Success) return indices;
  const double n = fit.respondents();
  for (int g = 0; g < fit.table.groups; ++g) {
    const std::vector<Candidate> candidates = CandidateList(fit, g + 1).Make();
    if (candidates.empty()) continue;
    CandidateInformation info = Information(fit, g, candidates, &workspace);
    if (constrained) info.cross = Z.transpose() * info.cross;
    llt.matrixL().solveInPlace(info.cross);
    for (size_t j = 0; j < candidates.size(); ++j) {
      const double own = info.own[j];
      const double rest = own - info.cross.col(j).squaredNorm();
      // The free parameters can already do what the candidate would.
      if (!(rest > 1e-8 * own)) continue;
      ModificationIndex index;
      index.lhs = candidates[j].lhs;
      index.op = candidates[j].op;
      index.rhs = candidates[j].rhs;
      index.group = g + 1;
      index.mi = n * info.score[j] * info.score[j] / rest;
      index.epc = info.score[j] / rest;
      index.pvalue = ChiSquareUpperTail(index.mi, 1);
      StandardiseChange(fit, g, candidates[j], &index);
      indices.push_back(std::move(index));
    }
  }
  std::stable_sort(indices.begin(), indices.end(),
                   [](const auto& x, const auto& y) { return x.mi > y.mi; });
  return indices;
}

}  // namespace trustsem
