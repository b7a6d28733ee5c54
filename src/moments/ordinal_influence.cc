#include "moments/ordinal_influence.h"

#include <algorithm>

namespace trustsem {

void OrdinalInfluence::AddLookup(int first, const Eigen::VectorXd& values) {
  Add({first, -1, 0, values, -1});
}

void OrdinalInfluence::AddLookup(int first, int second, const Eigen::MatrixXd& values,
                                 double square_sum) {
  Column column{first, second, static_cast<int>(values.cols()), {}, square_sum};
  column.values.resize(values.size());
  for (Eigen::Index a = 0, k = 0; a < values.rows(); ++a) {
    for (Eigen::Index b = 0; b < values.cols(); ++b) column.values[k++] = values(a, b);
  }
  Add(std::move(column));
}

void OrdinalInfluence::AddStored(Eigen::VectorXd values) {
  Add({-1, -1, 0, std::move(values), -1});
}

void OrdinalInfluence::Add(Column column) {
  if (column.square_sum < 0) {
    column.square_sum = 0;
    constexpr Eigen::Index kBlock = 1024;
    Eigen::VectorXd block(kBlock);
    for (Eigen::Index begin = 0; begin < respondents(); begin += kBlock) {
      const Eigen::Index count = std::min(kBlock, respondents() - begin);
      Fill(column, begin, count, block.data());
      column.square_sum += block.head(count).squaredNorm();
    }
  }
  columns_.push_back(std::move(column));
}

Eigen::VectorXd OrdinalInfluence::Variances() const {
  Eigen::VectorXd variances(moments());
  for (Eigen::Index k = 0; k < moments(); ++k) {
    variances[k] = columns_[k].square_sum / static_cast<double>(respondents());
  }
  return variances;
}

void OrdinalInfluence::Fill(const Column& column, Eigen::Index begin, Eigen::Index count,
                            double* out) const {
  const double* values = column.values.data();
  if (column.second >= 0) {
    const uint8_t* first = answers_.variables[column.first].codes.data() + begin;
    const uint8_t* second = answers_.variables[column.second].codes.data() + begin;
    const int stride = column.stride;
    for (Eigen::Index i = 0; i < count; ++i) out[i] = values[first[i] * stride + second[i]];
  } else if (column.first >= 0) {
    const uint8_t* first = answers_.variables[column.first].codes.data() + begin;
    for (Eigen::Index i = 0; i < count; ++i) out[i] = values[first[i]];
  } else {
    std::copy(values + begin, values + begin + count, out);
  }
  if (answers_.weights.empty()) return;
  const double* weights = answers_.weights.data() + begin;
  for (Eigen::Index i = 0; i < count; ++i) out[i] *= weights[i];
}

void OrdinalInfluence::Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const {
  rows->resize(count, moments());
  for (Eigen::Index k = 0; k < moments(); ++k) Fill(columns_[k], begin, count, rows->col(k).data());
}

}  // namespace trustsem
