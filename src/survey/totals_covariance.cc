#include "survey/totals_covariance.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace trustsem {

TotalsCovariance::TotalsCovariance(const SurveyDesign& design, int columns)
    : design_(design),
      k_(static_cast<size_t>(columns)),
      cluster_(k_, 0.0),
      sum_(k_, 0.0),
      products_(k_ * k_, 0.0),
      covariance_(k_ * k_, 0.0),
      squares_(k_, 0.0),
      touched_(k_, 0) {}

void TotalsCovariance::Add(size_t column, double total) {
  if (touched_[column] == 0) {
    touched_[column] = 1;
    list_.push_back(column);
  }
  cluster_[column] += total;
}

void TotalsCovariance::EndCluster() {
  for (const size_t a : list_) {
    sum_[a] += cluster_[a];
    for (const size_t b : list_) products_[a * k_ + b] += cluster_[a] * cluster_[b];
  }
  for (const size_t a : list_) {
    cluster_[a] = 0;
    touched_[a] = 0;
  }
  list_.clear();
}

void TotalsCovariance::AddClusters(size_t column, double sum, double sum_of_squares) {
  sum_[column] += sum;
  products_[column * k_ + column] += sum_of_squares;
}

void TotalsCovariance::EndStratum(int32_t stratum) {
  const double n = design_.clusters_in_stratum[stratum];
  const double factor =
      n > 1 ? n / (n - 1) : (design_.lonely == LonelyCluster::kCertainty ? 0.0 : 1.0);
  for (size_t a = 0; a < k_; ++a) {
    squares_[a] += factor * products_[a * k_ + a];
    for (size_t b = 0; b < k_; ++b) {
      const double about_mean = n > 1 ? sum_[a] * sum_[b] / n : 0.0;
      covariance_[a * k_ + b] += factor * (products_[a * k_ + b] - about_mean);
    }
  }
  std::fill(sum_.begin(), sum_.end(), 0.0);
  std::fill(products_.begin(), products_.end(), 0.0);
}

std::vector<double> TotalsCovariance::Take(const std::vector<uint8_t>& is_constant) {
  for (size_t a = 0; a < k_; ++a) {
    if (is_constant[a] == 0 && covariance_[a * k_ + a] > kRounding * squares_[a]) continue;
    for (size_t b = 0; b < k_; ++b) covariance_[a * k_ + b] = covariance_[b * k_ + a] = 0;
  }
  return std::move(covariance_);
}

bool IsConstant(double mean, double variance) {
  const double rounding = kRounding * mean;
  return !(variance > rounding * rounding);
}

double WithoutBias(int64_t n) {
  return n > 1 ? static_cast<double>(n) / static_cast<double>(n - 1)
               : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace trustsem
