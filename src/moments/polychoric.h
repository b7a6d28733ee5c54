// The polychoric correlation of two ordered variables: the correlation of the normal responses
// behind them that gives their two-way table the greatest likelihood, the thresholds held at their
// values from the margins (Olsson 1979, Psychometrika 44, 443-460: the two-step estimator).
#ifndef TRUSTSEM_MOMENTS_POLYCHORIC_H_
#define TRUSTSEM_MOMENTS_POLYCHORIC_H_

#include <Eigen/Core>

namespace trustsem {

struct PolychoricFit {
  double correlation = 0;
  bool at_boundary = false;
  Eigen::MatrixXd probabilities;  // of the table's cells
  // Of log(probability), cell by cell: the derivative by the correlation; zero in cells that hold
  // no answers.
  Eigen::MatrixXd scores;
};

// Estimates stay within kLargestPolychoric (see correlation_search.h). `table` (r x c) holds counts
// or sums of weights; `rows` (r - 1) and `columns` (c - 1) are the ascending finite thresholds. The
// root of the likelihood's derivative next to the start is found to 1e-12 by Newton's method within
// a bracket.
PolychoricFit FitPolychoric(const Eigen::MatrixXd& table, const Eigen::VectorXd& rows,
                            const Eigen::VectorXd& columns);

// The derivatives of log(probability) by the thresholds, weighted by `weights` (r x c, zero where
// the table holds no answers) and summed over the cells: by `rows` and by `columns`.
void SumThresholdScores(const Eigen::MatrixXd& weights, const Eigen::MatrixXd& probabilities,
                        const Eigen::VectorXd& rows, const Eigen::VectorXd& columns,
                        double correlation, Eigen::VectorXd* by_rows, Eigen::VectorXd* by_columns);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_POLYCHORIC_H_
