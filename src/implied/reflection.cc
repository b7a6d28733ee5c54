#include "implied/reflection.h"

#include <vector>

namespace trustsem {
namespace {

// Whether factor `f` is measured by free loadings alone and its first one is negative.
bool PointsDownwards(const StructuralModel& model, const Eigen::VectorXd& theta, int f) {
  for (int g = 0; g < model.groups(); ++g) {
    if (!model.group(g).fixed.lambda.col(f).isZero(0)) return false;
  }
  int first_row = model.p();
  double first = 0;
  for (const auto& free : model.group(0).cells) {
    if (free.cell.matrix != ModelMatrix::kLambda || free.cell.column != f) continue;
    if (free.cell.row < first_row) {
      first_row = free.cell.row;
      first = theta[free.free];
    }
  }
  return first < 0;
}

}  // namespace

Eigen::VectorXd Reflect(const StructuralModel& model, const Eigen::VectorXd& theta) {
  std::vector<bool> reversed(model.m());
  bool any = false;
  for (int f = 0; f < model.m(); ++f) {
    reversed[f] = PointsDownwards(model, theta, f);
    any |= reversed[f];
  }
  if (!any) return theta;
  Eigen::VectorXd result = theta;
  for (int g = 0; g < model.groups(); ++g) {
    for (const auto& free : model.group(g).cells) {
      const Cell& cell = free.cell;
      bool flip = false;
      if (cell.matrix == ModelMatrix::kLambda) flip = reversed[cell.column];
      if (cell.matrix == ModelMatrix::kBeta || cell.matrix == ModelMatrix::kPsi) {
        flip = reversed[cell.row] != reversed[cell.column];
      }
      if (cell.matrix == ModelMatrix::kAlpha) flip = reversed[cell.row];
      result[free.free] = flip ? -theta[free.free] : theta[free.free];
    }
  }
  return result;
}

}  // namespace trustsem
