#include "data/moment_file.h"

#include <fmt/format.h>

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "data/moment_table.h"

namespace trustsem {
namespace {

// Both triangles of a printed matrix are the same digits; numbers computed twice agree to this.
constexpr double kSymmetryTolerance = 1e-8;
// Of the eigenvalues of the correlation matrix, whose mean is one.
constexpr double kSmallestEigenvalue = 1e-10;
constexpr size_t kFaultsShown = 10;

class MatrixReader {
 public:
  explicit MatrixReader(const MomentTable& table)
      : table_(table), size_(static_cast<Eigen::Index>(table.names.size())) {}

  std::vector<Eigen::MatrixXd> Read() {
    std::vector<Eigen::MatrixXd> matrices;
    CheckSize();
    for (size_t first = 0; first < table_.rows.size(); first += table_.names.size()) {
      CheckRowNames(first);
      matrices.push_back(ReadMatrix(first));
    }
    ThrowFaults();
    for (size_t g = 0; g < matrices.size(); ++g) CheckPositiveDefinite(matrices[g], g);
    ThrowFaults();
    return matrices;
  }

 private:
  void AddFault(int64_t line, std::string message, std::string hint) {
    if (faults_.size() == kFaultsShown) return;
    faults_.push_back({{table_.file, static_cast<int>(line)}, std::move(message), std::move(hint)});
  }
  void ThrowFaults() {
    if (!faults_.empty()) throw Error(ErrorKind::kData, std::move(faults_));
  }
  const std::string& Name(Eigen::Index i) const { return table_.names[static_cast<size_t>(i)]; }
  const MomentTable::Row& Row(size_t first, Eigen::Index i) const {
    return table_.rows[first + static_cast<size_t>(i)];
  }

  void CheckSize();
  void CheckRowNames(size_t first);
  Eigen::MatrixXd ReadMatrix(size_t first);
  void CheckSymmetry(size_t first, const Eigen::MatrixXd& matrix);
  void CheckPositiveDefinite(const Eigen::MatrixXd& matrix, size_t group);

  const MomentTable& table_;
  Eigen::Index size_;
  std::vector<Fault> faults_;
};

void MatrixReader::CheckSize() {
  const size_t rows = table_.rows.size();
  if (rows > 0 && rows % table_.names.size() == 0) return;
  AddFault(0,
           fmt::format("the matrix is not square: {} names in the header and {} row{} of numbers",
                       table_.names.size(), rows, rows == 1 ? "" : "s"),
           "give as many rows as names; several groups stand one below the other");
  ThrowFaults();
}

void MatrixReader::CheckRowNames(size_t first) {
  for (Eigen::Index i = 0; i < size_; ++i) {
    const MomentTable::Row& row = Row(first, i);
    if (row.name.empty() || row.name == Name(i)) continue;
    AddFault(row.line,
             fmt::format("the row is named '{}' where the header's order has '{}'",
                         Excerpt(row.name), Excerpt(Name(i))),
             "put rows and columns into the same order");
  }
}

Eigen::MatrixXd MatrixReader::ReadMatrix(size_t first) {
  Eigen::MatrixXd matrix(size_, size_);
  bool upper_is_empty = true;
  for (Eigen::Index i = 0; i < size_; ++i) {
    for (Eigen::Index j = 0; j < size_; ++j) {
      matrix(i, j) = Row(first, i).numbers[static_cast<size_t>(j)];
      if (j > i && !std::isnan(matrix(i, j))) upper_is_empty = false;
    }
  }
  if (upper_is_empty) {
    matrix.triangularView<Eigen::StrictlyUpper>() = matrix.transpose();
  }
  for (Eigen::Index i = 0; i < size_; ++i) {
    for (Eigen::Index j = 0; j < size_; ++j) {
      if (!std::isnan(matrix(i, j)) || (upper_is_empty && j > i)) continue;
      AddFault(Row(first, i).line,
               fmt::format("the cell of '{}' and '{}' is empty", Name(i), Name(j)),
               "fill the whole matrix, or leave all cells above its diagonal empty");
    }
    if (!std::isnan(matrix(i, i)) && !(matrix(i, i) > 0)) {
      AddFault(
          Row(first, i).line,
          fmt::format("the variance of '{}' is {}, which is not positive", Name(i), matrix(i, i)),
          "check the diagonal");
    }
  }
  if (faults_.empty()) CheckSymmetry(first, matrix);
  return (matrix + matrix.transpose()) / 2;
}

void MatrixReader::CheckSymmetry(size_t first, const Eigen::MatrixXd& matrix) {
  for (Eigen::Index i = 0; i < size_; ++i) {
    for (Eigen::Index j = 0; j < i; ++j) {
      const double scale = std::sqrt(matrix(i, i) * matrix(j, j));
      if (std::abs(matrix(i, j) - matrix(j, i)) <= kSymmetryTolerance * scale) continue;
      AddFault(
          Row(first, i).line,
          fmt::format("the matrix is not symmetric: '{}' with '{}' is {}, '{}' with '{}' is {}",
                      Name(i), Name(j), matrix(i, j), Name(j), Name(i), matrix(j, i)),
          "correct one of them, or leave the cells above the diagonal empty");
    }
  }
}

// On the scale of correlations, so that units do not matter.
void MatrixReader::CheckPositiveDefinite(const Eigen::MatrixXd& matrix, size_t group) {
  const Eigen::VectorXd scale = matrix.diagonal().cwiseSqrt().cwiseInverse();
  const Eigen::MatrixXd correlations = scale.asDiagonal() * matrix * scale.asDiagonal();
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(correlations);
  const double smallest = solver.eigenvalues()(0);
  if (smallest > kSmallestEigenvalue) return;
  std::vector<Eigen::Index> order(static_cast<size_t>(size_));
  std::iota(order.begin(), order.end(), 0);
  const Eigen::VectorXd weight = solver.eigenvectors().col(0).cwiseAbs();
  std::stable_sort(order.begin(), order.end(),
                   [&](Eigen::Index a, Eigen::Index b) { return weight(a) > weight(b); });
  std::vector<std::string> names;
  for (size_t i = 0; i < std::min<size_t>(order.size(), 3); ++i) {
    if (weight(order[i]) > 0.1 * weight(order[0])) names.push_back("'" + Name(order[i]) + "'");
  }
  const std::string of_group =
      table_.rows.size() > table_.names.size() ? fmt::format(" of group {}", group + 1) : "";
  AddFault(Row(group * table_.names.size(), 0).line,
           fmt::format("the matrix{} is not positive definite: the smallest eigenvalue of its "
                       "correlations is {:.3g}, mostly of {}",
                       of_group, smallest, JoinNames(names)),
           "look for a variable that is the sum of others, for a mistyped number, or for pairwise "
           "deletion");
}

std::vector<Eigen::VectorXd> ReadMeans(const std::string& path, const MomentFile& moments) {
  const MomentTable table = ReadMomentTable(path);
  std::vector<Fault> faults;
  const auto add_fault = [&](int64_t line, std::string message, std::string hint) {
    faults.push_back({{path, static_cast<int>(line)}, std::move(message), std::move(hint)});
  };
  if (table.names != moments.names) {
    add_fault(1, "the header differs from that of the covariance matrix",
              "it must be " + JoinNames(moments.names));
  } else if (table.rows.size() != moments.covariances.size()) {
    add_fault(0,
              fmt::format("the file of means has {} row{} of numbers where the covariances have {} "
                          "group{}",
                          table.rows.size(), table.rows.size() == 1 ? "" : "s",
                          moments.covariances.size(), moments.covariances.size() == 1 ? "" : "s"),
              "give one row of means a group");
  }
  std::vector<Eigen::VectorXd> means;
  for (const MomentTable::Row& row : table.rows) {
    means.push_back(Eigen::Map<const Eigen::VectorXd>(
        row.numbers.data(), static_cast<Eigen::Index>(row.numbers.size())));
    for (size_t i = 0; i < row.numbers.size(); ++i) {
      if (!std::isnan(row.numbers[i])) continue;
      add_fault(row.line, fmt::format("the mean of '{}' is empty", table.names[i]), "fill it in");
    }
  }
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
  return means;
}

bool IsCorrelationMatrix(const Eigen::MatrixXd& matrix) {
  return (matrix.diagonal().array() - 1).abs().maxCoeff() < 1e-12;
}

}  // namespace

MomentFile ReadMomentFile(const std::string& covariance_path, const std::string& means_path) {
  const MomentTable table = ReadMomentTable(covariance_path);
  MomentFile moments;
  moments.file = table.file;
  moments.hash = table.hash;
  moments.names = table.names;
  moments.covariances = MatrixReader(table).Read();
  moments.correlations =
      std::all_of(moments.covariances.begin(), moments.covariances.end(), IsCorrelationMatrix);
  if (!means_path.empty()) moments.means = ReadMeans(means_path, moments);
  return moments;
}

}  // namespace trustsem
