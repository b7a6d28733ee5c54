// The function that estimation minimises: F(theta) = sum over groups of weight_g f_g(theta), with
// its gradient, information and Hessian with respect to the free parameters. 2 N F is the
// chi-square statistic.
#ifndef TRUSTSEM_DISCREPANCY_OBJECTIVE_H_
#define TRUSTSEM_DISCREPANCY_OBJECTIVE_H_

#include <memory>
#include <vector>

#include "discrepancy/discrepancy.h"

namespace trustsem {

// A caller's buffers, one a thread.
struct ObjectiveWorkspace {
  struct Group {
    ImpliedMoments implied;
    DiscrepancyWorkspace discrepancy;
    std::vector<CellDerivative> cells;
    Eigen::MatrixXd products, information;
    Eigen::VectorXd mean_products, gradient;
  };
  std::vector<Group> groups;
};

class Objective {
 public:
  // Keeps references: `model` must outlive the objective.
  Objective(const StructuralModel& model, const SampleMoments& moments, const Estimator& estimator);

  // The same discrepancies for another model of the same moments.
  Objective WithModel(const StructuralModel& model) const;

  const StructuralModel& model() const { return *model_; }
  const Estimator& estimator() const { return estimator_; }
  const std::vector<double>& sizes() const { return sizes_; }  // respondents of each group
  double respondents() const { return respondents_; }
  int free_parameters() const { return model_->free_parameters(); }

  // False where F does not exist at theta. `gradient` (q) and `information` (q x q, the expected
  // second derivative) may be null.
  bool Evaluate(const Eigen::VectorXd& theta, ObjectiveWorkspace* workspace, double* value,
                Eigen::VectorXd* gradient, Eigen::MatrixXd* information) const;

  // The second derivative itself, analytically. False where F does not exist, or where the
  // discrepancy does not tell it (Discrepancy::HasHessian).
  bool Hessian(const Eigen::VectorXd& theta, ObjectiveWorkspace* workspace,
               Eigen::MatrixXd* hessian) const;

  // Unit information for standard errors. The expected one weighs groups by their share of the
  // respondents (the estimation of least squares by n_g - 1); `observed` is the Hessian of F.
  bool UnitInformation(const Eigen::VectorXd& theta, bool observed, ObjectiveWorkspace* workspace,
                       Eigen::MatrixXd* information) const;

  const Discrepancy& discrepancy(int g) const { return *discrepancies_[g]; }
  double group_weight(int g) const { return weights_[g]; }

 private:
  bool PrepareGroup(const Eigen::VectorXd& theta, int g, bool derivatives,
                    ObjectiveWorkspace* workspace) const;
  bool WeightedHessian(const Eigen::VectorXd& theta, const std::vector<double>& weights,
                       ObjectiveWorkspace* workspace, Eigen::MatrixXd* hessian) const;
  void Scatter(int g, double weight, const Eigen::MatrixXd& by_cell, Eigen::MatrixXd* out) const;

  const StructuralModel* model_;
  Estimator estimator_;
  std::vector<std::shared_ptr<const Discrepancy>> discrepancies_;
  std::vector<double> sizes_, weights_;
  double respondents_ = 0;
};

}  // namespace trustsem

#endif  // TRUSTSEM_DISCREPANCY_OBJECTIVE_H_
