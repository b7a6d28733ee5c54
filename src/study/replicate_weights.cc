#include "study/replicate_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

#include "base/parallel.h"
#include "base/text.h"
#include "data/sample_messages.h"
#include "data/sample_replicates.h"
#include "data/sample_strata.h"
#include "study/analysis.h"
#include "study/estimate.h"
#include "study/refit.h"
#include "study/replicates.h"

namespace trustsem {
namespace {

const std::vector<std::string> kMethods = {"jk1", "jkn", "brr", "bootstrap"};
constexpr char kGiveScale[] = "give the replicates' factors by --replicate-scale";

// The stratum of the respondents that a replicate leaves out.
int32_t StratumLeftOut(const Sample& sample, size_t replicate, const std::string& column) {
  const std::vector<double>& weights = *sample.replicate_weights[replicate];
  int32_t stratum = -1;
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      if (weights[row] > 0 || (*sample.weights)[row] == 0) continue;
      if (stratum >= 0 && sample.strata[row] != stratum) {
        throw Error(ErrorKind::kData,
                    {{{sample.frame->file},
                      fmt::format("the replicate '{}' leaves respondents of several strata of '{}' "
                                  "out",
                                  column, sample.strata_column),
                      std::string("jkn leaves one cluster of one stratum out: check the strata, "
                                  "or ") +
                          kGiveScale}});
      }
      stratum = sample.strata[row];
    }
  }
  if (stratum >= 0) return stratum;
  throw Error(
      ErrorKind::kData,
      {{{sample.frame->file},
        fmt::format("the replicate '{}' leaves nobody out, so that its stratum is not known",
                    column),
        kGiveScale}});
}

std::vector<double> StratifiedJackknifeScales(const Sample& sample,
                                              const std::vector<std::string>& columns) {
  if (sample.strata.empty()) {
    throw Error(ErrorKind::kUsage, "jkn needs the strata that its replicates leave clusters out of",
                std::string("name them by --strata, or ") + kGiveScale);
  }
  std::vector<int32_t> stratum;
  std::vector<int64_t> count(sample.strata_names.size(), 0);
  for (size_t r = 0; r < columns.size(); ++r) {
    stratum.push_back(StratumLeftOut(sample, r, columns[r]));
    ++count[static_cast<size_t>(stratum.back())];
  }
  const std::vector<int64_t> units = CountUnits(sample);
  for (size_t h = 0; h < count.size(); ++h) {
    const bool known = !sample.clusters.empty() && units[h] > 1 && count[h] != units[h];
    if (!known && count[h] != 1) continue;
    throw Error(
        ErrorKind::kData,
        {{{sample.frame->file},
          fmt::format("the stratum '{}' of '{}' has {}{}", sample.strata_names[h],
                      sample.strata_column, Plural(count[h], "replicate"),
                      known ? fmt::format(" for its {} clusters", units[h]) : " alone"),
          std::string("jkn has one replicate for each cluster: name all of their columns, or ") +
              kGiveScale}});
  }
  std::vector<double> scales;
  for (int32_t h : stratum) {
    const auto size = static_cast<double>(count[static_cast<size_t>(h)]);
    scales.push_back((size - 1) / size);
  }
  return scales;
}

std::vector<double> GivenScales(const std::vector<double>& given, size_t replicates) {
  if (given.size() != 1 && given.size() != replicates) {
    throw Error(
        ErrorKind::kUsage,
        fmt::format("there are {} replicate scales for {} replicates", given.size(), replicates),
        "give one scale for all replicates, or one for each");
  }
  for (double scale : given) {
    if (std::isfinite(scale) && scale > 0) continue;
    throw Error(ErrorKind::kUsage, fmt::format("{} is no replicate scale", scale),
                "scales are numbers above zero");
  }
  return given.size() == 1 ? std::vector<double>(replicates, given[0]) : given;
}

Replicates RunAll(const Model& model, const Sample& sample, const FittedModel& fit) {
  Model single = model;
  single.fit.threads = 1;
  const FourthMoments needs = fit.objective->estimator().weight_needs();
  const RefitPlan refit_plan(fit);
  ReplicatePlan plan;
  plan.count = static_cast<int64_t>(sample.replicate_weights.size());
  plan.size = fit.free_parameters();
  plan.threads = ThreadCount(model.fit.threads.value_or(0));
  std::vector<Sample> samples(static_cast<size_t>(plan.threads), sample);
  std::vector<std::unique_ptr<Refit>> refits;
  for (int i = 0; i < plan.threads; ++i) refits.push_back(std::make_unique<Refit>(refit_plan));
  return RunReplicates(plan, [&](int64_t r, int worker, Eigen::Ref<Eigen::VectorXd> values) {
    Sample& replicate = samples[static_cast<size_t>(worker)];
    Refit& refit = *refits[static_cast<size_t>(worker)];
    replicate.weights = sample.replicate_weights[static_cast<size_t>(r)];
    std::vector<Note> ignored;  // the sample's own have been told
    SampleMoments moments;
    try {
      moments = MakeModelMoments(single, replicate, needs, &ignored);
    } catch (const Error&) {
      return ReplicateStatus::kUndefined;
    }
    const ReplicateStatus status = refit.Run(std::move(moments));
    if (status <= ReplicateStatus::kImproper) values = refit.fit().solution.theta;
    return status;
  });
}

// Replicates without estimates: refused, or told where the others do without them.
int64_t TellFailed(const Replicates& replicates, const std::vector<std::string>& columns,
                   bool may_leave_out, std::vector<Note>* notes) {
  std::vector<std::string> failed;
  for (size_t r = 0; r < columns.size(); ++r) {
    if (replicates.statuses[r] <= ReplicateStatus::kImproper) continue;
    failed.push_back("'" + columns[r] + "'");
  }
  if (failed.empty()) return 0;
  const std::string message = fmt::format(
      "with the replicate weights in {} the model has no estimates", JoinNames(failed, 6));
  if (!may_leave_out || columns.size() - failed.size() < 2) {
    throw Error(ErrorKind::kConvergence, message,
                "simplify the model, or use --strata and --cluster in their place");
  }
  notes->push_back({"replicates_left_out", message,
                    fmt::format("standard errors rest on the other {} of {} replicates",
                                columns.size() - failed.size(), columns.size())});
  return static_cast<int64_t>(failed.size());
}

}  // namespace

void CheckReplicateOptions(const Model& model) {
  const DataOptions& data = model.data;
  const auto refuse = [](const std::string& message, const std::string& hint) {
    throw Error(ErrorKind::kUsage, message, hint);
  };
  const std::string method = ToLower(data.replicate_method);
  if (data.replicate_weights.empty()) {
    if (!method.empty() || !data.replicate_scales.empty() || data.fay) {
      refuse("how replicate weights were made is said, but not which they are",
             "name their columns by --replicate-weights, such as rw1-rw80");
    }
    return;
  }
  if (method.empty()) {
    refuse("how the replicate weights were made is not said",
           "choose --replicate-method jk1, jkn, brr or bootstrap");
  }
  if (std::find(kMethods.begin(), kMethods.end(), method) == kMethods.end()) {
    refuse(fmt::format("'{}' is no method of replication", Excerpt(method)),
           DidYouMean(method, kMethods, "choose jk1, jkn, brr or bootstrap"));
  }
  if (data.weights.empty()) {
    refuse("replicate weights belong to sampling weights, which are missing",
           "name the column of the sampling weights by --weights");
  }
  if (data.fay && method != "brr") {
    refuse(fmt::format("Fay's factor belongs to brr, not to {}", method), "leave --fay out");
  }
  if (data.fay && !(*data.fay >= 0 && *data.fay < 1)) {
    refuse(fmt::format("{} is not Fay's factor", *data.fay),
           "it is at least 0 and less than 1, often 0.3 or 0.5");
  }
  if (model.fit.bootstrap) {
    refuse("both replicate weights and a bootstrap are asked for", "leave one of them out");
  }
}

std::vector<double> ReplicateScales(const DataOptions& options, const Sample& sample,
                                    const std::vector<std::string>& columns) {
  if (columns.size() < 2) {
    throw Error(ErrorKind::kData, {{{sample.frame->file},
                                    fmt::format("'{}' is the only replicate", columns.front()),
                                    "name all columns of replicate weights, such as rw1-rw80"}});
  }
  if (!options.replicate_scales.empty()) {
    return GivenScales(options.replicate_scales, columns.size());
  }
  const auto count = static_cast<double>(columns.size());
  const std::string method = ToLower(options.replicate_method);
  if (method == "jkn") return StratifiedJackknifeScales(sample, columns);
  if (method == "brr" && columns.size() % 4 != 0) {
    throw Error(
        ErrorKind::kData,
        {{{sample.frame->file},
          fmt::format("there are {} replicates, but balanced half-samples come in multiples "
                      "of four",
                      columns.size()),
          std::string("name all of their columns, or ") + kGiveScale}});
  }
  const double kept = 1 - options.fay.value_or(0);
  const double scale = method == "jk1"   ? (count - 1) / count
                       : method == "brr" ? 1 / (count * kept * kept)
                                         : 1 / (count - 1);
  return std::vector<double>(columns.size(), scale);
}

ReplicateSummary UseReplicateWeights(const Model& model, const Sample& sample, FittedModel* fit,
                                     std::vector<Note>* notes) {
  const std::vector<std::string> columns = ExpandColumnRanges(model.data.replicate_weights);
  const std::vector<double> scales = ReplicateScales(model.data, sample, columns);
  ReplicateSummary summary;
  summary.method = ToLower(model.data.replicate_method);
  summary.replicates = static_cast<int64_t>(columns.size());
  const Replicates replicates = RunAll(model, sample, *fit);
  const bool bootstrap = summary.method == "bootstrap";
  summary.left_out = TellFailed(replicates, columns, bootstrap, notes);
  // Of bootstrap replicates the others stand for those that are left out.
  const auto all = static_cast<double>(summary.replicates);
  const auto left_out = static_cast<double>(summary.left_out);
  const double raise = (all - 1) / (all - 1 - left_out);
  const Eigen::Index q = fit->free_parameters();
  fit->covariance.setZero(q, q);
  for (size_t r = 0; r < columns.size(); ++r) {
    if (replicates.statuses[r] > ReplicateStatus::kImproper) continue;
    const Eigen::VectorXd deviation =
        replicates.values.row(static_cast<Eigen::Index>(r)).transpose() - fit->solution.theta;
    fit->covariance += raise * scales[r] * deviation * deviation.transpose();
  }
  return summary;
}

}  // namespace trustsem
