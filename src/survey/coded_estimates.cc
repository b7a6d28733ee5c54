#include <algorithm>
#include <cmath>

#include "survey/family_estimates.h"
#include "survey/totals_covariance.h"

namespace trustsem {
namespace {

// Weights added up by column and code, which can be emptied in the time it took to fill them.
class CodedSums {
 public:
  CodedSums(size_t columns, size_t codes)
      : codes_(codes), sums_(columns * codes, 0.0), squares_(sums_), touched_(columns, 0) {}

  void Add(size_t column, size_t code, double weight) {
    sums_[column * codes_ + code] += weight;
    squares_[column * codes_ + code] += weight * weight;
    if (touched_[column] != 0) return;
    touched_[column] = 1;
    list_.push_back(column);
  }

  const std::vector<size_t>& touched() const { return list_; }
  const double* Sums(size_t column) const { return &sums_[column * codes_]; }
  const double* Squares(size_t column) const { return &squares_[column * codes_]; }

  void Clear() {
    for (const size_t column : list_) {
      touched_[column] = 0;
      std::fill_n(&sums_[column * codes_], codes_, 0.0);
      std::fill_n(&squares_[column * codes_], codes_, 0.0);
    }
    list_.clear();
  }

 private:
  size_t codes_;
  std::vector<double> sums_, squares_;
  std::vector<uint8_t> touched_;
  std::vector<size_t> list_;
};

class CodedEstimator {
 public:
  CodedEstimator(const SurveyDesign& design, const Family& family,
                 const std::vector<int32_t>& codes,
                 const std::vector<std::vector<double>>& value_of_code)
      : design_(design),
        family_(family),
        codes_(codes),
        values_(value_of_code),
        columns_(static_cast<size_t>(family.columns)),
        count_(value_of_code.front().size()),
        weights_(columns_, 0.0),
        results_(value_of_code.size()) {}

  std::vector<FamilyMeans> Run() {
    FindMeans();
    FindInfluence();
    covariances_.reserve(values_.size());
    for (size_t r = 0; r < values_.size(); ++r) covariances_.emplace_back(design_, family_.columns);
    AddTotals();
    for (size_t r = 0; r < values_.size(); ++r) {
      std::vector<uint8_t> is_constant(columns_, 0);
      for (size_t c = 0; c < columns_; ++c) {
        is_constant[c] = IsConstant(results_[r].means[c], results_[r].variances[c]);
        results_[r].variances[c] *= WithoutBias(respondents_[c]);
      }
      results_[r].covariances = covariances_[r].Take(is_constant);
    }
    return std::move(results_);
  }

 private:
  // Calls visit(row, column, code, weight) of each respondent in a column, in the design's order.
  template <typename Visit>
  void ForEach(const Visit& visit) const {
    for (const uint32_t row : design_.order) {
      const int16_t column = family_.column_of_row[row];
      const double weight = design_.weights[row];
      if (column < 0 || !(weight > 0)) continue;
      visit(row, static_cast<size_t>(column), static_cast<size_t>(codes_[row]), weight);
    }
  }

  void FindMeans() {
    CodedSums all(columns_, count_);
    respondents_.assign(columns_, 0);
    ForEach([&](uint32_t, size_t column, size_t code, double weight) {
      all.Add(column, code, weight);
      respondents_[column] += 1;
    });
    for (size_t c = 0; c < columns_; ++c) {
      for (size_t v = 0; v < count_; ++v) weights_[c] += all.Sums(c)[v];
    }
    for (size_t r = 0; r < values_.size(); ++r) {
      results_[r].means.assign(columns_, kNotANumber);
      results_[r].variances.assign(columns_, kNotANumber);
      for (size_t c = 0; c < columns_; ++c) {
        if (respondents_[c] == 0) continue;
        // In the order in which weights_ was summed: a share of all is one to the last bit.
        double mean = 0, variance = 0;
        for (size_t v = 0; v < count_; ++v) mean += all.Sums(c)[v] * values_[r][v];
        mean /= weights_[c];
        for (size_t v = 0; v < count_; ++v) {
          variance += all.Sums(c)[v] * (values_[r][v] - mean) * (values_[r][v] - mean);
        }
        results_[r].means[c] = mean;
        results_[r].variances[c] = variance / weights_[c];
      }
    }
  }

  // What one unit of weight with a code adds to the error of a row's mean in a column.
  void FindInfluence() {
    influence_.reserve(values_.size() * columns_ * count_);
    for (size_t r = 0; r < values_.size(); ++r) {
      for (size_t c = 0; c < columns_; ++c) {
        for (size_t v = 0; v < count_; ++v) {
          influence_.push_back((values_[r][v] - results_[r].means[c]) / weights_[c]);
        }
      }
    }
  }

  void AddTotals() {
    CodedSums sums(columns_, count_);  // of the present cluster, or stratum of single respondents
    const bool single = design_.clusters_are_rows();
    int32_t cluster = -1, stratum = -1;
    ForEach([&](uint32_t row, size_t column, size_t code, double weight) {
      const bool new_stratum = design_.strata[row] != stratum;
      if (new_stratum || (!single && design_.clusters[row] != cluster)) {
        Flush(single, &sums);
        if (new_stratum && stratum >= 0) EndStratum(stratum);
        stratum = design_.strata[row];
        cluster = design_.clusters[row];
      }
      sums.Add(column, code, weight);
    });
    Flush(single, &sums);
    if (stratum >= 0) EndStratum(stratum);
  }

  void EndStratum(int32_t stratum) {
    for (TotalsCovariance& covariance : covariances_) covariance.EndStratum(stratum);
  }

  void Flush(bool single, CodedSums* sums) {
    for (size_t r = 0; r < values_.size(); ++r) {
      for (const size_t c : sums->touched()) {
        double total = 0, squares = 0;
        const double* influence = &influence_[(r * columns_ + c) * count_];
        const double* weights = sums->Sums(c);
        for (size_t v = 0; v < count_; ++v) total += weights[v] * influence[v];
        if (single) {
          const double* of_squares = sums->Squares(c);
          for (size_t v = 0; v < count_; ++v)
            squares += of_squares[v] * influence[v] * influence[v];
          covariances_[r].AddClusters(c, total, squares);
        } else {
          covariances_[r].Add(c, total);
        }
      }
      if (!single) covariances_[r].EndCluster();
    }
    sums->Clear();
  }

  const SurveyDesign& design_;
  const Family& family_;
  const std::vector<int32_t>& codes_;
  const std::vector<std::vector<double>>& values_;
  size_t columns_, count_;
  std::vector<double> weights_;       // of the columns
  std::vector<int64_t> respondents_;  // in the columns
  std::vector<double> influence_;     // rows x columns x codes
  std::vector<FamilyMeans> results_;
  std::vector<TotalsCovariance> covariances_;
};

}  // namespace

std::vector<FamilyMeans> EstimateCodedMeans(const SurveyDesign& design, const Family& family,
                                            const std::vector<int32_t>& codes,
                                            const std::vector<std::vector<double>>& value_of_code) {
  if (value_of_code.empty()) return {};
  return CodedEstimator(design, family, codes, value_of_code).Run();
}

}  // namespace trustsem
