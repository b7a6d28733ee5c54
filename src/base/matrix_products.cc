#include "base/matrix_products.h"

#include <cblas.h>

#include <algorithm>
#include <mutex>

#include "base/parallel.h"

// Declared here because the cblas.h that is found may be another implementation's.
extern "C" void openblas_set_num_threads(int threads);
// Of LAPACK, which OpenBLAS brings along.
extern "C" void dpotrf_(const char* triangle, const int* n, double* a, const int* stride,
                        int* info);
extern "C" void dpotri_(const char* triangle, const int* n, double* a, const int* stride,
                        int* info);

namespace trustsem {
namespace {

// OpenBLAS built for one thread hands out its buffers without a lock: two calls at a time may share
// one, and give wrong products.
std::mutex one_call;

// Threads are ours to deal out: what BLAS would share out among its own depends on their number.
[[maybe_unused]] const bool single_threaded = [] {
  openblas_set_num_threads(1);
  return true;
}();

}  // namespace

void AddLowerGram(ConstMatrixView a, MatrixView out) {
  const std::lock_guard<std::mutex> lock(one_call);
  cblas_dsyrk(CblasColMajor, CblasLower, CblasTrans, static_cast<int>(a.cols()),
              static_cast<int>(a.rows()), 1.0, a.data(), static_cast<int>(a.outerStride()), 1.0,
              out.data(), static_cast<int>(out.outerStride()));
}

void AddProduct(ConstMatrixView a, ConstMatrixView b, MatrixView out) {
  const std::lock_guard<std::mutex> lock(one_call);
  cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, static_cast<int>(a.rows()),
              static_cast<int>(b.cols()), static_cast<int>(a.cols()), 1.0, a.data(),
              static_cast<int>(a.outerStride()), b.data(), static_cast<int>(b.outerStride()), 1.0,
              out.data(), static_cast<int>(out.outerStride()));
}

void AddTransposedProduct(ConstMatrixView a, ConstMatrixView b, MatrixView out) {
  const std::lock_guard<std::mutex> lock(one_call);
  cblas_dgemm(CblasColMajor, CblasTrans, CblasNoTrans, static_cast<int>(a.cols()),
              static_cast<int>(b.cols()), static_cast<int>(a.rows()), 1.0, a.data(),
              static_cast<int>(a.outerStride()), b.data(), static_cast<int>(b.outerStride()), 1.0,
              out.data(), static_cast<int>(out.outerStride()));
}

namespace {

constexpr Eigen::Index kTile = 400;

int Tiles(Eigen::Index size) { return static_cast<int>((size + kTile - 1) / kTile); }

}  // namespace

Eigen::MatrixXd Gram(ConstMatrixView a, int threads) {
  const Eigen::Index m = a.cols();
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(m, m);
  if (a.size() == 0) return out;
  const int tiles = Tiles(m);
  // The lower tiles, column by column; each is written by one thread alone.
  ParallelFor(tiles * (tiles + 1) / 2, threads, [&](int index) {
    int column = 0;
    while (index >= tiles - column) index -= tiles - column++;
    const Eigen::Index r = (column + index) * kTile, c = column * kTile;
    const Eigen::Index rows = std::min(kTile, m - r), columns = std::min(kTile, m - c);
    if (r == c) {
      AddLowerGram(a.middleCols(c, columns), out.block(r, c, rows, columns));
    } else {
      AddTransposedProduct(a.middleCols(r, rows), a.middleCols(c, columns),
                           out.block(r, c, rows, columns));
    }
  });
  out.triangularView<Eigen::StrictlyUpper>() = out.transpose();
  return out;
}

Eigen::MatrixXd Product(ConstMatrixView a, ConstMatrixView b, int threads) {
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(a.rows(), b.cols());
  if (a.size() == 0 || b.size() == 0) return out;
  const int rows = Tiles(a.rows());
  ParallelFor(rows, threads, [&](int tile) {
    const Eigen::Index r = tile * kTile, count = std::min(kTile, a.rows() - r);
    AddProduct(a.middleRows(r, count), b, out.middleRows(r, count));
  });
  return out;
}

Eigen::MatrixXd TransposedProduct(ConstMatrixView a, ConstMatrixView b, int threads) {
  Eigen::MatrixXd out = Eigen::MatrixXd::Zero(a.cols(), b.cols());
  if (a.size() == 0 || b.size() == 0) return out;
  const int rows = Tiles(a.cols());
  ParallelFor(rows, threads, [&](int tile) {
    const Eigen::Index r = tile * kTile, count = std::min(kTile, a.cols() - r);
    AddTransposedProduct(a.middleCols(r, count), b, out.middleRows(r, count));
  });
  return out;
}

Eigen::MatrixXd PositiveDefiniteInverse(Eigen::MatrixXd matrix) {
  const int n = static_cast<int>(matrix.rows());
  if (n == 0) return matrix;
  int info = 0;
  const std::lock_guard<std::mutex> lock(one_call);
  dpotrf_("L", &n, matrix.data(), &n, &info);
  if (info == 0) dpotri_("L", &n, matrix.data(), &n, &info);
  if (info != 0) return {};
  matrix.triangularView<Eigen::StrictlyUpper>() = matrix.transpose();
  return matrix;
}

}  // namespace trustsem
