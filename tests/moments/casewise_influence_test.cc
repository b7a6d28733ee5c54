#include "moments/casewise_influence.h"

#include <gmock/gmock.h>

#include "base/random.h"
#include "moments/product_influence.h"
#include "moments/vech.h"

namespace trustsem {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd Normals(int rows, int columns, uint64_t seed) {
  MatrixXd matrix(rows, columns);
  for (int k = 0; k < matrix.size(); ++k) {
    const RandomStream random(seed, static_cast<uint64_t>(k));
    matrix.data()[k] = random.Normal(0) + 0.3 * random.Normal(1) * random.Normal(1);
  }
  return matrix;
}

// Influence that is a matrix.
class StoredInfluence : public CasewiseInfluence {
 public:
  explicit StoredInfluence(MatrixXd z) : z_(std::move(z)) {}
  Eigen::Index respondents() const override { return z_.rows(); }
  Eigen::Index moments() const override { return z_.cols(); }
  void Rows(Eigen::Index begin, Eigen::Index count, MatrixXd* rows) const override {
    *rows = z_.middleRows(begin, count);
  }

 private:
  MatrixXd z_;
};

TEST(CasewiseInfluence, ScaledCovarianceIsTheProduct) {
  // More rows than a block and more columns than a tile, and neither a multiple.
  for (const auto& [n, m] : {std::pair(1300, 450), std::pair(7, 3), std::pair(512, 192)}) {
    const MatrixXd z = Normals(n, m, 5);
    const VectorXd scale = VectorXd::LinSpaced(m, 0.2, 3);
    const StoredInfluence influence(z);
    const MatrixXd expected = scale.asDiagonal() * (z.transpose() * z / n) * scale.asDiagonal();
    const MatrixXd one = influence.ScaledCovariance(scale, 1);
    EXPECT_TRUE(one.isApprox(expected, 1e-13)) << n;
    EXPECT_TRUE(one == one.transpose());
    for (int threads : {2, 3, 8}) {
      EXPECT_TRUE(one == influence.ScaledCovariance(scale, threads)) << threads;
    }
    EXPECT_TRUE(influence.Variances().isApprox((z.transpose() * z / n).diagonal(), 1e-13));
  }
}

TEST(ProductInfluence, RowsAreCentredProducts) {
  const int n = 700, p = 4;
  MatrixXd x = Normals(n, p, 9);
  x.rowwise() -= x.colwise().mean().eval();
  const MatrixXd covariance = x.transpose() * x / n;
  const ProductInfluence influence(x, covariance);
  EXPECT_EQ(influence.respondents(), n);
  ASSERT_EQ(influence.moments(), p + VechSize(p));
  MatrixXd rows;
  influence.Rows(600, 50, &rows);
  ASSERT_EQ(rows.rows(), 50);
  for (int a = 0; a < p; ++a) {
    EXPECT_EQ(rows(7, a), x(607, a));
    for (int b = 0; b <= a; ++b) {
      EXPECT_NEAR(rows(7, p + VechIndex(a, b, p)), x(607, a) * x(607, b) - covariance(a, b), 1e-14);
    }
  }
  EXPECT_TRUE(influence.Variances().isApprox(influence.CasewiseInfluence::Variances(), 1e-12));
}

}  // namespace
}  // namespace trustsem
