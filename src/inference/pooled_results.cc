#include "inference/pooled_results.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "inference/discriminant_validity.h"
#include "inference/hypotheses.h"
#include "inference/rubin_rules.h"
#include "inference/student_t.h"

namespace trustsem {
namespace {

using Sets = std::vector<CompletedResults>;

template <typename Get>
std::vector<double> Collect(const Sets& sets, Get get) {
  std::vector<double> values;
  for (const CompletedResults& set : sets) values.push_back(get(set.results));
  return values;
}

double Mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

void PoolEstimate(const Sets& sets, size_t i, ParameterEstimate* row) {
  const auto pool = [&](double ParameterEstimate::*value, double ParameterEstimate::*error) {
    const auto of = [&](double ParameterEstimate::*field) {
      return Collect(sets, [&](const Results& results) { return results.estimates[i].*field; });
    };
    return PoolEstimates(of(value), of(error));
  };
  const PooledEstimate pooled = pool(&ParameterEstimate::est, &ParameterEstimate::se);
  row->est = pooled.estimate;
  row->se = pooled.error;
  row->df = pooled.df;
  row->missing_information = pooled.missing_information;
  row->z = row->pvalue = kMissing;
  if (pooled.error > 0) {
    const double reach = StudentQuantile(0.95, pooled.df) * pooled.error;
    row->z = pooled.estimate / pooled.error;
    row->pvalue = StudentTwoSidedP(row->z, pooled.df);
    row->ci_lower = pooled.estimate - reach;
    row->ci_upper = pooled.estimate + reach;
  } else {
    row->ci_lower = row->ci_upper = std::isnan(pooled.error) ? kMissing : pooled.estimate;
  }
  const PooledEstimate latent = pool(&ParameterEstimate::std_lv, &ParameterEstimate::std_lv_se);
  row->std_lv = latent.estimate;
  row->std_lv_se = latent.error;
  const PooledEstimate all = pool(&ParameterEstimate::std_all, &ParameterEstimate::std_all_se);
  row->std_all = all.estimate;
  row->std_all_se = all.error;
  row->std_all_ci_lower = row->std_all_ci_upper = kMissing;
  if (all.error > 0) {
    const double reach = StudentQuantile(0.95, all.df) * all.error;
    row->std_all_ci_lower = all.estimate - reach;
    row->std_all_ci_upper = all.estimate + reach;
  }
}

void PoolEffect(const Sets& sets, size_t i, Effect* effect) {
  const auto of = [&](double Effect::*field) {
    return Collect(sets, [&](const Results& results) { return results.effects[i].*field; });
  };
  const PooledEstimate pooled = PoolEstimates(of(&Effect::est), of(&Effect::se));
  effect->est = pooled.estimate;
  effect->se = pooled.error;
  effect->z = effect->pvalue = effect->ci_lower = effect->ci_upper = kMissing;
  if (pooled.error > 0) {
    const double reach = StudentQuantile(0.95, pooled.df) * pooled.error;
    effect->z = pooled.estimate / pooled.error;
    effect->pvalue = StudentTwoSidedP(effect->z, pooled.df);
    effect->ci_lower = pooled.estimate - reach;
    effect->ci_upper = pooled.estimate + reach;
  }
  const PooledEstimate all = PoolEstimates(of(&Effect::std_all), of(&Effect::std_all_se));
  effect->std_all = all.estimate;
  effect->std_all_se = all.error;
}

// Of each pair, whose order differs from set to set.
std::vector<ResidualCorrelation> PoolResiduals(const Sets& sets) {
  std::vector<ResidualCorrelation> pooled = sets.front().results.residual_correlations;
  const auto before = [](const ResidualCorrelation& a, const ResidualCorrelation& b) {
    return std::tie(a.group, a.first, a.second) < std::tie(b.group, b.first, b.second);
  };
  std::sort(pooled.begin(), pooled.end(), before);
  for (size_t k = 1; k < sets.size(); ++k) {
    std::vector<ResidualCorrelation> other = sets[k].results.residual_correlations;
    std::sort(other.begin(), other.end(), before);
    for (size_t i = 0; i < pooled.size(); ++i) pooled[i].residual += other[i].residual;
  }
  for (ResidualCorrelation& pair : pooled) pair.residual /= static_cast<double>(sets.size());
  std::stable_sort(pooled.begin(), pooled.end(), [](const auto& a, const auto& b) {
    return std::abs(a.residual) > std::abs(b.residual);
  });
  return pooled;
}

void PoolReliability(const Sets& sets, Results* pooled) {
  for (size_t i = 0; i < pooled->reliability.size(); ++i) {
    for (const auto field :
         {&Reliability::alpha, &Reliability::omega, &Reliability::composite_reliability,
          &Reliability::average_variance_extracted}) {
      pooled->reliability[i].*field = Mean(
          Collect(sets, [&](const Results& results) { return results.reliability[i].*field; }));
    }
  }
  const auto extracted = [&](const DiscriminantValidity& pair, const std::string& construct) {
    for (const Reliability& row : pooled->reliability) {
      if (row.group == pair.group && row.construct == construct) {
        return row.average_variance_extracted;
      }
    }
    return kMissing;
  };
  for (size_t i = 0; i < pooled->discriminant_validity.size(); ++i) {
    DiscriminantValidity& pair = pooled->discriminant_validity[i];
    for (const auto field : {&DiscriminantValidity::correlation, &DiscriminantValidity::htmt}) {
      pair.*field = Mean(Collect(
          sets, [&](const Results& results) { return results.discriminant_validity[i].*field; }));
    }
    pair.fornell_larcker = MeetsFornellLarcker(extracted(pair, pair.first),
                                               extracted(pair, pair.second), pair.correlation);
  }
}

class FitPool {
 public:
  explicit FitPool(const Sets& sets) : sets_(sets) {}

  FitMeasures Pool(ImputationSummary* summary) {
    Copy("npar");
    const TestStatistic& form = sets_.front().test;
    const PooledStatistic plain = AddTests("", form.tested);
    summary->denominator_df = plain.denominator_df;
    summary->relative_increase = plain.relative_increase;
    if (Has("chisq_scaled")) {
      const PooledStatistic scaled = AddTests("_scaled", true);
      summary->denominator_df = scaled.denominator_df;
      summary->relative_increase = scaled.relative_increase;
      Average("chisq_scaling_factor");
    }
    for (const char* name :
         {"cfi_robust", "tli_robust", "nnfi_robust", "rni_robust", "rmsea_robust", "rmr",
          "rmr_nomean", "srmr", "srmr_bentler", "srmr_bentler_nomean", "crmr", "crmr_nomean"}) {
      Average(name);
    }
    Copy("ntotal");
    return std::move(pooled_);
  }

 private:
  double First(const std::string& name) const {
    return FitMeasure(sets_.front().results.fit, name);
  }
  bool Has(const std::string& name) const { return !std::isnan(First(name)); }
  std::vector<double> Values(const std::string& name) const {
    return Collect(sets_, [&](const Results& results) { return FitMeasure(results.fit, name); });
  }
  void Copy(const std::string& name) {
    if (Has(name)) pooled_.emplace_back(name, First(name));
  }
  void Average(const std::string& name) {
    if (Has(name)) pooled_.emplace_back(name, Mean(Values(name)));
  }

  // Model's and baseline's statistic, and the indices made of them.
  PooledStatistic AddTests(const std::string& suffix, bool tested) {
    TestStatistic model = sets_.front().test, baseline = model;
    const auto add = [&](const std::string& prefix, TestStatistic* test) {
      const PooledStatistic pooled =
          PoolStatistics(Values(prefix + "chisq" + suffix), Mean(Values(prefix + "df" + suffix)));
      pooled_.emplace_back(prefix + "chisq" + suffix, pooled.chisq);
      pooled_.emplace_back(prefix + "df" + suffix, pooled.df);
      pooled_.emplace_back(prefix + "pvalue" + suffix, tested ? pooled.pvalue : kMissing);
      test->chisq = pooled.chisq;
      test->df = pooled.df;
      return pooled;
    };
    const PooledStatistic pooled = add("", &model);
    add("baseline_", &baseline);
    AddIncrementalFit(model, baseline, suffix, &pooled_);
    AddRmsea(model, suffix, &pooled_);
    return pooled;
  }

  const Sets& sets_;
  FitMeasures pooled_;
};

}  // namespace

Results PoolResults(const Model& model, const std::vector<CompletedResults>& sets) {
  Results pooled = sets.front().results;
  ImputationSummary summary;
  summary.used = static_cast<int>(sets.size());
  for (size_t i = 0; i < pooled.estimates.size(); ++i) {
    ParameterEstimate& row = pooled.estimates[i];
    PoolEstimate(sets, i, &row);
    if (!row.free || std::isnan(row.missing_information)) continue;
    summary.largest_missing_information =
        std::fmax(summary.largest_missing_information, row.missing_information);
  }
  for (size_t i = 0; i < pooled.effects.size(); ++i) PoolEffect(sets, i, &pooled.effects[i]);
  for (size_t i = 0; i < pooled.r_squared.size(); ++i) {
    pooled.r_squared[i].value =
        Mean(Collect(sets, [&](const Results& results) { return results.r_squared[i].value; }));
  }
  PoolReliability(sets, &pooled);
  for (size_t g = 0; g < pooled.groups.size(); ++g) {
    pooled.groups[g].spectral_radius = Mean(
        Collect(sets, [&](const Results& results) { return results.groups[g].spectral_radius; }));
  }
  pooled.residual_correlations = PoolResiduals(sets);
  pooled.hypotheses = JudgeHypotheses(model, pooled.estimates);
  pooled.fit = FitPool(sets).Pool(&summary);
  pooled.imputation = summary;
  return pooled;
}

}  // namespace trustsem
