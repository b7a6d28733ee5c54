#include "study/bootstrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/parallel.h"
#include "base/text.h"
#include "inference/hypotheses.h"
#include "inference/replicate_errors.h"
#include "inference/replicate_values.h"
#include "study/refit.h"
#include "study/replicate_moments.h"
#include "study/replicates.h"

namespace trustsem {
namespace {

constexpr int64_t kFewReplicates = 50;

BootstrapMethod FindMethod(const std::string& name) {
  const std::string lower = ToLower(name);
  if (lower == "nonparametric") return BootstrapMethod::kNonparametric;
  if (lower == "bollen_stine") return BootstrapMethod::kBollenStine;
  if (lower == "parametric") return BootstrapMethod::kParametric;
  throw Error(ErrorKind::kUsage, fmt::format("'{}' is no bootstrap method", Excerpt(name)),
              DidYouMean(name, {"nonparametric", "bollen_stine", "parametric"},
                         "choose nonparametric, bollen_stine or parametric"));
}

std::string NameOf(BootstrapMethod method) {
  return method == BootstrapMethod::kNonparametric ? "nonparametric"
         : method == BootstrapMethod::kBollenStine ? "bollen_stine"
                                                   : "parametric";
}

std::string NameOf(BootstrapInterval interval) {
  return interval == BootstrapInterval::kPercentile ? "percentile"
         : interval == BootstrapInterval::kNormal   ? "normal"
                                                    : "bca";
}

std::unique_ptr<ReplicateMoments> MakeMoments(const Model& model, const Sample& sample,
                                              const FittedModel& fit,
                                              const BootstrapOptions& options) {
  if (options.method == BootstrapMethod::kParametric) {
    return MakeParametric(model, sample, fit, options.seed);
  }
  if (sample.groups.empty()) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the {} bootstrap draws respondents, which a moment matrix does not "
                            "hold",
                            NameOf(options.method)),
                "give --data, or use --bootstrap-method parametric");
  }
  return options.method == BootstrapMethod::kBollenStine
             ? MakeBollenStine(model, sample, fit, options.seed, options.threads)
             : MakeNonparametric(model, sample, fit, options.seed, options.threads);
}

// What the replicates depend on; their number does not change them, and the kind of interval only
// as far as sampling units are left out.
std::string Identity(const Results& results, int64_t left_out) {
  std::string identity = "model " + results.model_hash + "\ndata " + results.data_hash;
  for (const auto& [name, value] : results.options) {
    if (name != "bootstrap" && name != "bootstrap_interval") identity += "\n" + name + " " + value;
  }
  // Options may name a few of many items; the rows tell them all.
  for (const ParameterEstimate& row : results.estimates) {
    identity +=
        fmt::format("\n{} {} {} {} {}", row.lhs, ToString(row.op), row.rhs, row.group, row.free);
  }
  return identity + fmt::format("\nleft out {}", left_out);
}

// The first `left_out` leave one sampling unit out each, those after them are the replicates: more
// of these may follow in a later run.
Replicates Run(const FittedModel& fit, const BootstrapOptions& options, int64_t left_out,
               const ReplicateValues& layout, ReplicateMoments* moments, const Results& results) {
  const RefitPlan refit_plan(fit);
  std::vector<std::unique_ptr<Refit>> refits;
  for (int i = 0; i < options.threads; ++i) refits.push_back(std::make_unique<Refit>(refit_plan));
  ReplicatePlan plan;
  plan.count = left_out + options.replicates;
  plan.size = layout.size();
  plan.threads = options.threads;
  plan.checkpoint = options.checkpoint;
  plan.identity = Identity(results, left_out);
  return RunReplicates(plan, [&](int64_t number, int worker, Eigen::Ref<Eigen::VectorXd> values) {
    Refit& refit = *refits[static_cast<size_t>(worker)];
    SampleMoments replicate;
    try {
      replicate = number < left_out ? moments->LeaveOut(number, worker)
                                    : moments->Draw(number - left_out, worker);
    } catch (const Error&) {
      return ReplicateStatus::kUndefined;
    }
    const ReplicateStatus status = refit.Run(std::move(replicate));
    if (status <= ReplicateStatus::kImproper) layout.Fill(refit.fit(), values);
    return status;
  });
}

Eigen::MatrixXd UsedRows(const Replicates& replicates, int64_t begin, int64_t end) {
  std::vector<Eigen::Index> used;
  for (int64_t k = begin; k < end; ++k) {
    if (replicates.statuses[static_cast<size_t>(k)] <= ReplicateStatus::kImproper) {
      used.push_back(k);
    }
  }
  return replicates.values(used, Eigen::all);
}

void CountReplicates(const Replicates& replicates, int64_t begin, BootstrapSummary* summary) {
  for (size_t k = static_cast<size_t>(begin); k < replicates.statuses.size(); ++k) {
    switch (replicates.statuses[k]) {
      case ReplicateStatus::kImproper:
        ++summary->improper;
        [[fallthrough]];
      case ReplicateStatus::kUsed:
        ++summary->used;
        break;
      case ReplicateStatus::kNotConverged:
        ++summary->not_converged;
        break;
      case ReplicateStatus::kUndefined:
        ++summary->undefined;
        break;
    }
  }
}

void AddNotes(const BootstrapSummary& summary, std::vector<Note>* notes) {
  if (summary.used < 2) {
    notes->push_back({"bootstrap_failed",
                      fmt::format("{} of {} bootstrap replicates gave estimates, too few for "
                                  "standard errors",
                                  summary.used, summary.replicates),
                      summary.replicates < 2 ? "ask for at least a few hundred replicates"
                                             : "look at sparse categories and small groups, or "
                                               "simplify the model"});
    return;
  }
  if (summary.replicates < kFewReplicates) {
    notes->push_back({"few_bootstrap_replicates",
                      fmt::format("with {} bootstrap replicates standard errors are rough and "
                                  "intervals rougher",
                                  summary.replicates),
                      "use 1,000 or more"});
  }
  const int64_t failed = summary.not_converged + summary.undefined;
  if (failed > 0) {
    notes->push_back(
        {"bootstrap_replicates_left_out",
         fmt::format("{} of {} bootstrap replicates gave no estimates and {} left out: {} without "
                     "a minimum, {} whose answers lack what the model needs",
                     failed, summary.replicates, failed == 1 ? "is" : "are", summary.not_converged,
                     summary.undefined),
         "where they are more than a few in a hundred, the intervals leave out the samples that "
         "are hardest to fit"});
  }
  if (summary.improper > 0) {
    notes->push_back(
        {"improper_bootstrap_replicates",
         fmt::format("{} of {} bootstrap replicates {} a negative variance or a "
                     "covariance matrix that is not positive definite, and {} used",
                     summary.improper, summary.replicates, summary.improper == 1 ? "has" : "have",
                     summary.improper == 1 ? "is" : "are"),
         ""});
  }
}

std::vector<std::vector<double>> StandardisedValues(const ReplicateValues& layout,
                                                    const Eigen::MatrixXd& used,
                                                    const std::vector<ParameterEstimate>& rows) {
  std::vector<std::vector<double>> values(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!(rows[i].std_all_se > 0)) continue;
    const auto column = used.col(layout.StandardisedAll(i));
    values[i].assign(column.begin(), column.end());
  }
  return values;
}

// The share of the replicates with a statistic at least as large as the model's.
double TestPValue(const Eigen::MatrixXd& used, double statistic) {
  if (used.rows() == 0) return kMissing;
  const auto larger = (used.col(ReplicateValues::kStatistic).array() >= statistic).count();
  return static_cast<double>(larger) / static_cast<double>(used.rows());
}

}  // namespace

std::optional<BootstrapOptions> ChosenBootstrap(const Model& model, const std::string& checkpoint) {
  const FitOptions& fit = model.fit;
  if (!fit.bootstrap) {
    // Imputations are drawn with a seed too.
    const bool seeded = fit.seed && ToLower(fit.missing.value_or("")) != "imputation";
    const char* other = fit.bootstrap_method     ? "a method of the bootstrap"
                        : fit.bootstrap_interval ? "an interval of the bootstrap"
                        : !checkpoint.empty()    ? "a checkpoint"
                        : seeded                 ? "a seed"
                                                 : nullptr;
    if (other == nullptr) return {};
    throw Error(ErrorKind::kUsage,
                fmt::format("{} is given, but no number of bootstrap replicates", other),
                "add --bootstrap 1000, or leave it out");
  }
  BootstrapOptions options;
  options.replicates = *fit.bootstrap;
  if (options.replicates < 1) {
    throw Error(ErrorKind::kUsage,
                fmt::format("{} is no number of bootstrap replicates", options.replicates),
                "give a whole number of at least 1, such as 1000, or leave the bootstrap out");
  }
  if (!model.data.strata.empty() || !model.data.population.empty()) {
    throw Error(ErrorKind::kUsage,
                "the bootstrap is not for strata and finite populations: what it draws in small "
                "strata varies too little",
                "leave it out, since the usual standard errors count the design, or give the "
                "survey's own bootstrap weights by --replicate-weights");
  }
  options.method = FindMethod(fit.bootstrap_method.value_or("nonparametric"));
  options.interval = FindBootstrapInterval(fit.bootstrap_interval.value_or("percentile"));
  if (options.interval == BootstrapInterval::kBca &&
      options.method != BootstrapMethod::kNonparametric) {
    throw Error(ErrorKind::kUsage,
                "bca intervals are for the nonparametric bootstrap: they leave out each respondent "
                "in turn",
                "use --interval percentile or normal");
  }
  if (options.method == BootstrapMethod::kBollenStine && fit.bootstrap_interval) {
    throw Error(ErrorKind::kUsage,
                "the Bollen-Stine bootstrap tests the fit and gives no intervals",
                "leave --interval out, or use --bootstrap-method nonparametric");
  }
  options.seed = fit.seed.value_or(1);
  options.threads = ThreadCount(fit.threads.value_or(0));
  options.checkpoint = checkpoint;
  return options;
}

void Bootstrap(const Model& model, const Sample& sample, const FittedModel& fit,
               const BootstrapOptions& options, Results* results) {
  BootstrapSummary summary;
  summary.method = NameOf(options.method);
  if (options.method != BootstrapMethod::kBollenStine) summary.interval = NameOf(options.interval);
  summary.seed = options.seed;
  summary.replicates = options.replicates;
  results->options.emplace_back("bootstrap", fmt::format("{}", summary.replicates));
  results->options.emplace_back("bootstrap_method", summary.method);
  if (!summary.interval.empty()) {
    results->options.emplace_back("bootstrap_interval", summary.interval);
  }
  results->options.emplace_back("seed", fmt::format("{}", summary.seed));

  const std::unique_ptr<ReplicateMoments> moments = MakeMoments(model, sample, fit, options);
  const ReplicateValues layout(*results);
  const int64_t left_out = options.interval == BootstrapInterval::kBca ? moments->units() : 0;
  const Replicates replicates = Run(fit, options, left_out, layout, moments.get(), *results);
  CountReplicates(replicates, left_out, &summary);
  const Eigen::MatrixXd used = UsedRows(replicates, left_out, replicates.values.rows());
  if (options.method != BootstrapMethod::kNonparametric) {
    summary.test_pvalue = TestPValue(used, FitMeasure(results->fit, "chisq"));
  }
  if (options.method != BootstrapMethod::kBollenStine) {
    const Eigen::MatrixXd jackknife = UsedRows(replicates, 0, left_out);
    ReplaceErrors(layout, used, jackknife, options.interval, results);
    summary.std_all = StandardisedValues(layout, used, results->estimates);
    results->hypotheses = JudgeHypotheses(model, results->estimates);
  }
  AddNotes(summary, &results->warnings);
  results->bootstrap = std::move(summary);
}

}  // namespace trustsem
