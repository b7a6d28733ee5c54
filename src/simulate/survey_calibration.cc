#include "simulate/survey_calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "moments/normal_distribution.h"
#include "simulate/choice_intercepts.h"
#include "simulate/quantile_cuts.h"

namespace trustsem {
namespace {

using Source = PlannedColumn::Source;

// The score that the normal curve leaves `probability` below; infinite at the ends.
double Score(double probability) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (probability <= 0) return -kInfinity;
  if (probability >= 1) return kInfinity;
  return NormalQuantile(probability);
}

std::vector<double> Values(const Shares& shares) {
  std::vector<double> values;
  for (const auto& [category, share] : shares) values.push_back(share);
  return values;
}

// The shares of a column's categories, one row for each category of `by`.
std::vector<std::vector<double>> ShareRows(const PlannedColumn& planned) {
  if (planned.margin != nullptr) return {planned.margin->shares};
  std::vector<std::vector<double>> rows;
  for (const Shares& shares : planned.shares) rows.push_back(Values(shares));
  return rows;
}

bool HasThresholds(const PlannedColumn& planned) {
  return planned.source == Source::kOrderedItem && planned.margin == nullptr;
}

class SampleCalibrator {
 public:
  SampleCalibrator(const SurveyPlan& plan, const CellMaker& maker,
                   std::vector<Respondent>* respondents)
      : plan_(plan), maker_(maker), respondents_(*respondents), calibration_(plan.columns.size()) {}

  SurveyCalibration Run() {
    for (const int k : plan_.sequence) {
      Calibrate(k);
      for (Respondent& respondent : respondents_) {
        maker_.Fill(k, calibration_[k], calibration_, &respondent);
      }
    }
    return std::move(calibration_);
  }

 private:
  // A respondent's weight, where there are weights; the columns before k are filled in.
  double WeightOf(const Respondent& respondent) const {
    return plan_.weight < 0 ? 1 : respondent.cells[plan_.weight].number;
  }

  void Calibrate(int k) {
    const PlannedColumn& planned = plan_.columns[k];
    if (planned.source == Source::kWeight) CalibrateWeights(k);
    if (planned.source == Source::kChoice && settled_.insert(planned.set.front()).second) {
      CalibrateChoice(planned);
    }
    if (planned.source == Source::kCategory || planned.margin != nullptr) CalibrateCuts(k);
    if (HasThresholds(planned)) calibration_[k].cuts = {planned.thresholds};
  }

  void CalibrateCuts(int k) {
    const PlannedColumn& planned = plan_.columns[k];
    const std::vector<std::vector<double>> shares = ShareRows(planned);
    std::vector<std::vector<WeightedScore>> scores(shares.size());
    for (const Respondent& respondent : respondents_) {
      const int row = maker_.CutRow(planned, respondent);
      if (row < 0 || maker_.IsMissing(planned, respondent)) continue;
      const double weight = planned.margin != nullptr ? WeightOf(respondent) : 1;
      scores[row].push_back({maker_.Score(planned, respondent), weight});
    }
    for (size_t row = 0; row < shares.size(); ++row) {
      calibration_[k].cuts.push_back(QuantileCuts(std::move(scores[row]), shares[row]));
    }
  }

  // Population shares over those of the sample, then a mean of one.
  void CalibrateWeights(int k) {
    const PlannedColumn& planned = plan_.columns[k];
    ColumnCalibration& calibration = calibration_[k];
    for (size_t c = 0; c < planned.population.size(); ++c) {
      std::vector<double> counts(planned.population_shares[c].size(), 0);
      double total = 0;
      for (const Respondent& respondent : respondents_) {
        const RespondentCell& cell = respondent.cells[planned.population[c]];
        if (cell.missing) continue;
        ++counts[cell.category];
        ++total;
      }
      for (size_t v = 0; v < counts.size(); ++v) {
        counts[v] = counts[v] > 0 ? planned.population_shares[c][v] * total / counts[v] : 0;
      }
      calibration.factors.push_back(std::move(counts));
    }
    double sum = 0;
    for (Respondent& respondent : respondents_) {
      maker_.Fill(k, calibration, calibration_, &respondent);
      sum += respondent.cells[k].number;
    }
    if (sum > 0) calibration.scale = static_cast<double>(respondents_.size()) / sum;
  }

  void CalibrateChoice(const PlannedColumn& planned) {
    std::vector<const Respondent*> answering;
    for (const Respondent& respondent : respondents_) {
      if (!maker_.IsMissing(planned, respondent)) answering.push_back(&respondent);
    }
    Eigen::MatrixXd utilities(static_cast<Eigen::Index>(planned.set.size()),
                              static_cast<Eigen::Index>(answering.size()));
    std::vector<double> weights;
    for (size_t i = 0; i < answering.size(); ++i) {
      for (size_t j = 0; j < planned.set.size(); ++j) {
        utilities(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) =
            answering[i]->responses[plan_.columns[planned.set[j]].item];
      }
      weights.push_back(WeightOf(*answering[i]));
    }
    const std::vector<double> intercepts =
        ChoiceIntercepts(utilities, weights, *planned.choice_shares, planned.choose);
    for (size_t j = 0; j < planned.set.size(); ++j) {
      calibration_[planned.set[j]].intercept = intercepts[j];
    }
  }

  const SurveyPlan& plan_;
  const CellMaker& maker_;
  std::vector<Respondent>& respondents_;
  SurveyCalibration calibration_;
  std::set<int> settled_;  // questions with choices, by their first column
};

// The model's quantiles are those of one normal distribution.
void CheckQuantiles(const SurveyPlan& plan) {
  const auto shifts = [](const PlannedColumn& planned) { return planned.shifts.size() > 0; };
  const auto shifting = std::find_if(plan.columns.begin(), plan.columns.end(), shifts);
  if (shifting == plan.columns.end()) return;
  for (const PlannedColumn& planned : plan.columns) {
    const bool cut = planned.margin != nullptr || planned.source == Source::kChoice ||
                     (planned.source == Source::kCategory && planned.item >= 0);
    if (!cut) continue;
    throw Error(
        ErrorKind::kSpecification,
        {{shifting->place,
          fmt::format("'{}' shifts the responses, so that the shares of '{}' cannot be met at the "
                      "model's quantiles",
                      shifting->name, planned.name),
          "leave out --margins model, or write thresholds in place of shares"}});
  }
}

}  // namespace

SurveyCalibration CalibrateToSample(const SurveyPlan& plan, const CellMaker& maker,
                                    std::vector<Respondent>* respondents) {
  return SampleCalibrator(plan, maker, respondents).Run();
}

SurveyCalibration CalibrateToModel(const SurveyPlan& plan, const Population& population) {
  CheckQuantiles(plan);
  SurveyCalibration calibration(plan.columns.size());
  for (size_t k = 0; k < plan.columns.size(); ++k) {
    const PlannedColumn& planned = plan.columns[k];
    if (planned.source == Source::kCategory || planned.margin != nullptr) {
      for (const std::vector<double>& shares : ShareRows(planned)) {
        std::vector<double> cuts;
        double below = 0;
        for (size_t c = 0; c + 1 < shares.size(); ++c) {
          below += shares[c];
          cuts.push_back(planned.item < 0
                             ? below
                             : population.moments.mu[planned.item] +
                                   std::sqrt(population.moments.sigma(planned.item, planned.item)) *
                                       Score(below));
        }
        calibration[k].cuts.push_back(std::move(cuts));
      }
    }
    if (HasThresholds(planned)) calibration[k].cuts = {planned.thresholds};
    if (planned.source == Source::kWeight) {
      for (size_t c = 0; c < planned.population.size(); ++c) {
        const std::vector<double> shares =
            Values(plan.columns[planned.population[c]].shares.front());
        std::vector<double> factors;
        for (size_t v = 0; v < shares.size(); ++v) {
          factors.push_back(shares[v] > 0 ? planned.population_shares[c][v] / shares[v] : 0);
        }
        calibration[k].factors.push_back(std::move(factors));
      }
    }
    if (planned.source != Source::kChoice || planned.set.front() != static_cast<int>(k)) continue;
    const Eigen::Index items = static_cast<Eigen::Index>(planned.set.size());
    Eigen::VectorXd means(items);
    Eigen::MatrixXd covariance(items, items);
    for (Eigen::Index i = 0; i < items; ++i) {
      const int row = plan.columns[planned.set[i]].item;
      means[i] = population.moments.mu[row];
      for (Eigen::Index j = 0; j < items; ++j) {
        covariance(i, j) = population.moments.sigma(row, plan.columns[planned.set[j]].item);
      }
    }
    const std::vector<double> intercepts =
        ChoiceIntercepts(means, covariance, *planned.choice_shares, planned.choose);
    for (size_t j = 0; j < planned.set.size(); ++j) {
      calibration[planned.set[j]].intercept = intercepts[j];
    }
  }
  return calibration;
}

}  // namespace trustsem
