#include <algorithm>

#include "moments/polychoric.h"
#include "moments/variable_pair.h"

namespace trustsem {
namespace {

// How often each two categories were answered together, (K + 1) x (L + 1) with the missing answers.
Eigen::MatrixXd CountTable(const VariableAnswers& first, const VariableAnswers& second) {
  // Consecutive answers count in different tables: an addition need not wait for the one before.
  constexpr size_t kTables = 4;
  const size_t stride = static_cast<size_t>(second.categories) + 1;
  const size_t cells = stride * (static_cast<size_t>(first.categories) + 1);
  std::vector<uint32_t> counts(kTables * cells, 0);
  const uint8_t* a = first.codes.data();
  const uint8_t* b = second.codes.data();
  const size_t n = first.codes.size(), whole = n - n % kTables;
  uint32_t* const table0 = counts.data();
  uint32_t* const table1 = table0 + cells;
  uint32_t* const table2 = table1 + cells;
  uint32_t* const table3 = table2 + cells;
  for (size_t i = 0; i < whole; i += kTables) {
    ++table0[a[i] * stride + b[i]];
    ++table1[a[i + 1] * stride + b[i + 1]];
    ++table2[a[i + 2] * stride + b[i + 2]];
    ++table3[a[i + 3] * stride + b[i + 3]];
  }
  for (size_t i = whole; i < n; ++i) ++table0[a[i] * stride + b[i]];
  Eigen::MatrixXd table(first.categories + 1, second.categories + 1);
  for (size_t k = 0; k < cells; ++k) {
    table(k / stride, k % stride) =
        static_cast<double>(table0[k] + table1[k]) + static_cast<double>(table2[k] + table3[k]);
  }
  return table;
}

Eigen::MatrixXd WeighTable(const VariableAnswers& first, const VariableAnswers& second,
                           const std::vector<double>& weights) {
  Eigen::MatrixXd table = Eigen::MatrixXd::Zero(first.categories + 1, second.categories + 1);
  for (size_t i = 0; i < weights.size(); ++i) table(first.codes[i], second.codes[i]) += weights[i];
  return table;
}

// Adds to the single empty cell of a 2 x 2 table and keeps the margins.
void FillEmptyCell(double amount, Eigen::MatrixXd* table) {
  if (table->rows() != 2 || table->cols() != 2 || (table->array() == 0).count() != 1) return;
  const bool on_diagonal = (*table)(0, 0) == 0 || (*table)(1, 1) == 0;
  // Where weights leave less than that in the cells that give, half of it.
  const double least = on_diagonal ? std::min((*table)(0, 1), (*table)(1, 0))
                                   : std::min((*table)(0, 0), (*table)(1, 1));
  const double moved = amount < least ? amount : 0.5 * least;
  const double change = on_diagonal ? moved : -moved;
  (*table)(0, 0) += change;
  (*table)(1, 1) += change;
  (*table)(0, 1) -= change;
  (*table)(1, 0) -= change;
}

// The part of the influence that comes through a variable's thresholds, by its category.
Eigen::VectorXd ThroughThresholds(const Margin& margin, const Eigen::VectorXd& by_thresholds) {
  return margin.influence * by_thresholds;
}

constexpr double kNoInformation = 1e8;  // square of a standard error that means nothing

}  // namespace

PairFit FitOrderedPair(const PairMember& first, const PairMember& second,
                       const std::vector<double>& weights, double empty_cell, bool influence) {
  const Eigen::MatrixXd all = weights.empty() ? CountTable(first.answers, second.answers)
                                              : WeighTable(first.answers, second.answers, weights);
  const int rows = first.answers.categories, columns = second.answers.categories;
  const Eigen::VectorXd &row_thresholds = first.margin.thresholds,
                        &column_thresholds = second.margin.thresholds;
  const Eigen::MatrixXd observed = all.topLeftCorner(rows, columns);
  PairFit fit;
  fit.determined = observed.sum() > 0;
  if (!fit.determined) return fit;
  Eigen::MatrixXd table = observed;
  FillEmptyCell(empty_cell, &table);
  PolychoricFit polychoric = FitPolychoric(table, row_thresholds, column_thresholds);
  fit.correlation = polychoric.correlation;
  fit.at_boundary = polychoric.at_boundary;
  if (!influence) return fit;

  // The respondents' own scores: those of the table as it was observed.
  const Eigen::MatrixXd weighted = observed.cwiseProduct(polychoric.scores);
  const double information = weighted.cwiseProduct(polychoric.scores).sum();
  Eigen::VectorXd by_rows, by_columns;
  SumThresholdScores(weighted, polychoric.probabilities, row_thresholds, column_thresholds,
                     fit.correlation, &by_rows, &by_columns);
  fit.lookup.setZero(rows + 1, columns + 1);
  fit.lookup.topLeftCorner(rows, columns) = polychoric.scores;
  fit.lookup.colwise() -= ThroughThresholds(first.margin, by_rows);
  fit.lookup.rowwise() -= ThroughThresholds(second.margin, by_columns).transpose();
  fit.lookup /= information;
  fit.square_sum = all.cwiseProduct(fit.lookup).cwiseProduct(fit.lookup).sum();
  if (!(fit.square_sum <= 1)) {
    // A standard error beyond one: the table does not tell how near to its bound the correlation
    // is. It gets as good as no weight, and its error no part in those of others.
    fit.at_boundary = true;
    fit.informative = false;
    fit.lookup.setZero();
    fit.square_sum = kNoInformation;
  }
  return fit;
}

}  // namespace trustsem
