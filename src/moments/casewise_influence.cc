#include "moments/casewise_influence.h"

#include <algorithm>
#include <vector>

#include "base/matrix_products.h"
#include "base/parallel.h"

namespace trustsem {
namespace {

constexpr Eigen::Index kBlock = 512;  // rows: a block of 500 moments takes 2 MB
constexpr Eigen::Index kTile = 192;   // columns of the tiles that threads share out

// Rows block * kBlock ... of the influence, scaled column by column.
void ScaledBlock(const CasewiseInfluence& influence, Eigen::Index block,
                 const Eigen::VectorXd& scale, Eigen::MatrixXd* rows) {
  const Eigen::Index begin = block * kBlock;
  influence.Rows(begin, std::min(kBlock, influence.respondents() - begin), rows);
  for (Eigen::Index k = 0; k < scale.size(); ++k) rows->col(k) *= scale[k];
}

// A tile of the lower triangle: its first row and column.
struct Tile {
  Eigen::Index row, column;
};

std::vector<Tile> LowerTiles(Eigen::Index size) {
  std::vector<Tile> tiles;
  for (Eigen::Index column = 0; column < size; column += kTile) {
    for (Eigen::Index row = column; row < size; row += kTile) tiles.push_back({row, column});
  }
  return tiles;
}

void AddTile(const Eigen::MatrixXd& rows, const Tile& tile, Eigen::MatrixXd* sum) {
  const Eigen::Index m = rows.cols();
  const Eigen::Index height = std::min(kTile, m - tile.row);
  const Eigen::Index width = std::min(kTile, m - tile.column);
  const auto left = rows.middleCols(tile.row, height);
  auto out = sum->block(tile.row, tile.column, height, width);
  if (tile.row == tile.column) {
    AddLowerGram(left, out);
  } else {
    AddTransposedProduct(left, rows.middleCols(tile.column, width), out);
  }
}

}  // namespace

Eigen::VectorXd CasewiseInfluence::Masses() const { return Eigen::VectorXd::Ones(respondents()); }

Eigen::VectorXd CasewiseInfluence::Variances() const {
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(moments());
  Eigen::MatrixXd rows;
  for (Eigen::Index begin = 0; begin < respondents(); begin += kBlock) {
    Rows(begin, std::min(kBlock, respondents() - begin), &rows);
    sum += rows.colwise().squaredNorm().transpose();
  }
  return sum / static_cast<double>(respondents());
}

Eigen::MatrixXd CasewiseInfluence::ScaledCovariance(const Eigen::VectorXd& scale,
                                                    int threads) const {
  const Eigen::Index m = moments();
  const Eigen::Index blocks = (respondents() + kBlock - 1) / kBlock;
  const std::vector<Tile> tiles = LowerTiles(m);
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(m, m);
  // Every tile adds the same blocks in the same order, whichever thread does it: as many blocks at
  // a time as there are threads are made side by side, then all tiles take them up.
  const int batch = std::max(1, threads);
  std::vector<Eigen::MatrixXd> rows(static_cast<size_t>(batch));
  for (Eigen::Index first = 0; first < blocks; first += batch) {
    const int count = static_cast<int>(std::min<Eigen::Index>(batch, blocks - first));
    ParallelFor(count, threads, [&](int b) { ScaledBlock(*this, first + b, scale, &rows[b]); });
    ParallelFor(static_cast<int>(tiles.size()), threads, [&](int t) {
      for (int b = 0; b < count; ++b) AddTile(rows[b], tiles[t], &sum);
    });
  }
  sum /= static_cast<double>(respondents());
  sum.triangularView<Eigen::StrictlyUpper>() = sum.transpose();
  return sum;
}

}  // namespace trustsem
