#include "moments/vech.h"

#include <gmock/gmock.h>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

TEST(VechTest, LowerTriangleColumnByColumn) {
  Eigen::Matrix3d matrix;
  matrix << 1, -1, -1, 2, 4, -1, 3, 5, 6;  // the upper triangle is not read
  Eigen::VectorXd expected(6);
  expected << 1, 2, 3, 4, 5, 6;
  EXPECT_EQ(Vech(matrix), expected);
  EXPECT_EQ(VechSize(3), 6);
  EXPECT_EQ(VechSize(1), 1);
  EXPECT_EQ(VechSize(30), 465);
}

TEST(VechTest, IndexIsThePositionInTheVector) {
  for (int p : {1, 2, 5, 11}) {
    const Eigen::MatrixXd matrix = RandomMatrix(p, p, 3);
    const Eigen::VectorXd vech = Vech(matrix);
    for (int column = 0; column < p; ++column) {
      for (int row = column; row < p; ++row) {
        EXPECT_EQ(vech[VechIndex(row, column, p)], matrix(row, column));
      }
    }
  }
}

}  // namespace
}  // namespace trustsem
