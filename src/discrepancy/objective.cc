#include "discrepancy/objective.h"

#include "discrepancy/normal_theory.h"
#include "implied/second_derivatives.h"

namespace trustsem {

Objective::Objective(const StructuralModel& model, const SampleMoments& moments,
                     const Estimator& estimator)
    : model_(&model), estimator_(estimator), respondents_(moments.Respondents()) {
  for (auto& discrepancy : MakeDiscrepancies(estimator, moments, model.mean_structure())) {
    discrepancies_.push_back(std::move(discrepancy));
  }
  for (const GroupMoments& group : moments.groups) {
    sizes_.push_back(group.n);
    weights_.push_back(estimator.GroupWeight(group.n, respondents_));
  }
}

Objective Objective::WithModel(const StructuralModel& model) const {
  Objective other = *this;
  other.model_ = &model;
  return other;
}

bool Objective::PrepareGroup(const Eigen::VectorXd& theta, int g, bool derivatives,
                             ObjectiveWorkspace* workspace) const {
  workspace->groups.resize(model_->groups());
  ObjectiveWorkspace::Group& group = workspace->groups[g];
  if (!model_->Evaluate(theta, g, &group.implied)) return false;
  if (!discrepancies_[g]->Prepare(group.implied, &group.discrepancy)) return false;
  if (!derivatives) return true;
  group.cells.clear();
  for (const StructuralModel::FreeCell& free : model_->group(g).cells) {
    group.cells.push_back(model_->Derivative(free.cell, group.implied));
  }
  BasisProducts(group.implied, group.discrepancy.sigma_adjoint, &group.products);
  group.mean_products.noalias() = group.implied.basis.transpose() * group.discrepancy.mu_adjoint;
  return true;
}

void Objective::Scatter(int g, double weight, const Eigen::MatrixXd& by_cell,
                        Eigen::MatrixXd* out) const {
  const auto& cells = model_->group(g).cells;
  for (size_t l = 0; l < cells.size(); ++l) {
    for (size_t k = 0; k < cells.size(); ++k) {
      (*out)(cells[k].free, cells[l].free) += weight * by_cell(k, l);
    }
  }
}

bool Objective::Evaluate(const Eigen::VectorXd& theta, ObjectiveWorkspace* workspace, double* value,
                         Eigen::VectorXd* gradient, Eigen::MatrixXd* information) const {
  const int q = free_parameters();
  *value = 0;
  if (gradient != nullptr) gradient->setZero(q);
  if (information != nullptr) information->setZero(q, q);
  const bool derivatives = gradient != nullptr || information != nullptr;
  for (int g = 0; g < model_->groups(); ++g) {
    if (!PrepareGroup(theta, g, derivatives, workspace)) return false;
    ObjectiveWorkspace::Group& group = workspace->groups[g];
    *value += weights_[g] * group.discrepancy.value;
    if (!derivatives) continue;
    const auto& free = model_->group(g).cells;
    discrepancies_[g]->Derivatives(group.implied, group.cells, group.products, group.mean_products,
                                   &group.discrepancy, &group.gradient,
                                   information != nullptr ? &group.information : nullptr);
    for (size_t k = 0; gradient != nullptr && k < free.size(); ++k) {
      (*gradient)[free[k].free] += weights_[g] * group.gradient[static_cast<Eigen::Index>(k)];
    }
    if (information != nullptr) Scatter(g, weights_[g], group.information, information);
  }
  return true;
}

bool Objective::WeightedHessian(const Eigen::VectorXd& theta, const std::vector<double>& weights,
                                ObjectiveWorkspace* workspace, Eigen::MatrixXd* hessian) const {
  const int q = free_parameters();
  hessian->setZero(q, q);
  for (int g = 0; g < model_->groups(); ++g) {
    if (!PrepareGroup(theta, g, true, workspace)) return false;
    ObjectiveWorkspace::Group& group = workspace->groups[g];
    if (!discrepancies_[g]->HasHessian(group.implied, group.cells)) return false;
    discrepancies_[g]->FirstOrderHessian(group.implied, group.cells, &group.discrepancy,
                                         &group.information);
    AddSecondDerivatives(model_->group(g).cells, group.cells, group.implied, group.products,
                         group.mean_products, &group.information);
    Scatter(g, weights[g], group.information, hessian);
  }
  return true;
}

bool Objective::Hessian(const Eigen::VectorXd& theta, ObjectiveWorkspace* workspace,
                        Eigen::MatrixXd* hessian) const {
  return WeightedHessian(theta, weights_, workspace, hessian);
}

bool Objective::UnitInformation(const Eigen::VectorXd& theta, bool observed,
                                ObjectiveWorkspace* workspace, Eigen::MatrixXd* information) const {
  if (observed) return WeightedHessian(theta, weights_, workspace, information);
  std::vector<double> shares;
  for (double n : sizes_) shares.push_back(n / respondents_);
  information->setZero(free_parameters(), free_parameters());
  for (int g = 0; g < model_->groups(); ++g) {
    if (!PrepareGroup(theta, g, true, workspace)) return false;
    ObjectiveWorkspace::Group& group = workspace->groups[g];
    discrepancies_[g]->Information(group.implied, group.cells, group.cells, &group.discrepancy,
                                   &group.information);
    Scatter(g, shares[g], group.information, information);
  }
  return true;
}

}  // namespace trustsem
