#include "study/replicate_moments.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "base/random.h"
#include "moments/resampled_moments.h"
#include "study/analysis.h"
#include "study/parametric_answers.h"
#include "study/respondent_draws.h"

namespace trustsem {
namespace {

class Nonparametric : public ReplicateMoments {
 public:
  Nonparametric(const Model& model, const Sample& sample, const FittedModel& fit, uint64_t seed,
                int workers)
      : model_(model),
        sample_(sample),
        needs_(fit.objective->estimator().weight_needs()),
        seed_(seed),
        draws_(sample),
        buffers_(static_cast<size_t>(workers)) {
    model_.fit.threads = 1;
    const bool complete = sample.missing_answers != MissingAnswers::kFullInformation;
    if (!fit.moments.IsOrdinal() && complete && needs_ == FourthMoments::kNone) {
      products_.emplace(sample);
    }
  }

  SampleMoments Draw(int64_t number, int worker) override {
    Buffer& buffer = buffers_[static_cast<size_t>(worker)];
    draws_.Draw(RandomStream(seed_, static_cast<uint64_t>(number)), &buffer.counts);
    return Moments(&buffer);
  }

  int64_t units() const override { return draws_.units(); }

  SampleMoments LeaveOut(int64_t unit, int worker) override {
    Buffer& buffer = buffers_[static_cast<size_t>(worker)];
    draws_.LeaveOut(unit, &buffer.counts);
    return Moments(&buffer);
  }

 private:
  struct Buffer {
    ResampleCounts counts;
    Eigen::MatrixXd answers;
  };

  SampleMoments Moments(Buffer* buffer) const {
    if (products_) return products_->Moments(buffer->counts, &buffer->answers);
    std::vector<Note> notes;
    return MakeModelMoments(model_, Resampled(sample_, buffer->counts), needs_, &notes);
  }

  Model model_;
  const Sample& sample_;
  const FourthMoments needs_;
  const uint64_t seed_;
  const RespondentDraws draws_;
  std::optional<ResampledMoments> products_;  // where means and covariances are all
  std::vector<Buffer> buffers_;
};

void Refuse(const std::string& method, const std::string& what) {
  throw Error(ErrorKind::kUsage, "the " + method + " bootstrap is not for " + what,
              "use --bootstrap-method nonparametric");
}

void RefuseMethod(const Model& model, const FittedModel& fit, const std::string& method) {
  std::string what;
  if (fit.moments.IsIncomplete()) what = "incomplete answers";
  if (!model.data.weights.empty()) what = "weighted respondents";
  if (!model.data.cluster.empty() || !model.data.strata.empty()) what = "clusters and strata";
  if (what.empty()) return;
  Refuse(method, what);
}

// The covariance of group `g` that the model implies, on the scale of GroupMoments::covariance.
Eigen::MatrixXd ImpliedCovariance(const FittedModel& fit, size_t g) {
  const double n = fit.moments.groups[g].n;
  const bool unbiased = fit.objective->estimator().unbiased_covariance();
  return fit.unconditional[g].sigma * (unbiased ? (n - 1) / n : 1);
}

class BollenStine : public ReplicateMoments {
 public:
  BollenStine(const Model& model, const Sample& sample, const FittedModel& fit, uint64_t seed,
              int workers)
      : answers_(model, sample, fit, seed, workers) {
    for (size_t g = 0; g < fit.moments.groups.size(); ++g) {
      const GroupMoments& group = fit.moments.groups[g];
      const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> sample_eigen(group.covariance);
      const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> model_eigen(ImpliedCovariance(fit, g));
      transformations_.push_back(sample_eigen.operatorInverseSqrt() * model_eigen.operatorSqrt());
      origins_.push_back(group.means);
      means_.push_back(fit.table.mean_structure ? fit.unconditional[g].mu : group.means);
    }
  }

  SampleMoments Draw(int64_t number, int worker) override {
    SampleMoments moments = answers_.Draw(number, worker);
    for (size_t g = 0; g < moments.groups.size(); ++g) {
      GroupMoments& group = moments.groups[g];
      const Eigen::MatrixXd& A = transformations_[g];
      group.covariance = (A.transpose() * group.covariance * A).eval();
      group.means = means_[g] + A.transpose() * (group.means - origins_[g]);
    }
    return moments;
  }

 private:
  Nonparametric answers_;
  std::vector<Eigen::MatrixXd> transformations_;
  std::vector<Eigen::VectorXd> origins_, means_;
};

double ChiSquareQuantileAt(double probability, double df) {
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  return 2 * boost::math::quantile(boost::math::gamma_distribution<double, Policy>(0.5 * df, 1.0),
                                   probability);
}

class Parametric : public ReplicateMoments {
 public:
  Parametric(const FittedModel& fit, uint64_t seed) : fit_(fit), seed_(seed) {
    for (size_t g = 0; g < fit.moments.groups.size(); ++g) {
      // Of the population, with divisor n - 1 or n as the estimator has it.
      factors_.push_back(Eigen::LLT<Eigen::MatrixXd>(fit.unconditional[g].sigma).matrixL());
    }
  }

  SampleMoments Draw(int64_t number, int) override {
    const RandomStream random(seed_, static_cast<uint64_t>(number));
    SampleMoments moments;
    moments.observed = fit_.moments.observed;
    moments.has_means = fit_.moments.has_means;
    uint32_t draw = 0;
    for (size_t g = 0; g < factors_.size(); ++g) {
      const GroupMoments& parent = fit_.moments.groups[g];
      const Eigen::MatrixXd& L = factors_[g];
      const Eigen::Index p = L.rows();
      Eigen::MatrixXd A = Eigen::MatrixXd::Zero(p, p);
      Eigen::VectorXd z(p);
      for (Eigen::Index i = 0; i < p; ++i) {
        for (Eigen::Index j = 0; j < i; ++j) A(i, j) = random.Normal(draw++);
        const double df = parent.n - 1 - static_cast<double>(i);
        A(i, i) = std::sqrt(ChiSquareQuantileAt(random.Uniform(draw++), df));
        z[i] = random.Normal(draw++);
      }
      GroupMoments group;
      group.label = parent.label;
      group.n = parent.n;
      const Eigen::MatrixXd root = L * A;
      group.covariance = root * root.transpose() / parent.n;
      group.means = L * z / std::sqrt(parent.n);
      group.means += fit_.table.mean_structure ? fit_.unconditional[g].mu : parent.means;
      moments.groups.push_back(std::move(group));
    }
    return moments;
  }

 private:
  const FittedModel& fit_;
  const uint64_t seed_;
  std::vector<Eigen::MatrixXd> factors_;
};

// Of ordered answers the statistics follow from the answers alone.
class ParametricOrdered : public ReplicateMoments {
 public:
  ParametricOrdered(const Model& model, const Sample& sample, const FittedModel& fit, uint64_t seed)
      : model_(model),
        answers_(sample, fit),
        needs_(fit.objective->estimator().weight_needs()),
        seed_(seed) {
    model_.fit.threads = 1;
  }

  SampleMoments Draw(int64_t number, int) override {
    std::vector<Note> notes;
    const RandomStream random(seed_, static_cast<uint64_t>(number));
    return MakeModelMoments(model_, answers_.Draw(random), needs_, &notes);
  }

 private:
  Model model_;
  const ParametricAnswers answers_;
  const FourthMoments needs_;
  const uint64_t seed_;
};

bool HasGaps(const Sample& sample) {
  return std::any_of(sample.missing.begin(), sample.missing.end(),
                     [](int64_t count) { return count > 0; }) &&
         sample.missing_answers != MissingAnswers::kListwise;
}

}  // namespace

SampleMoments ReplicateMoments::LeaveOut(int64_t, int) {
  throw Error(ErrorKind::kOther, "these replicates have no sampling units");
}

std::unique_ptr<ReplicateMoments> MakeNonparametric(const Model& model, const Sample& sample,
                                                    const FittedModel& fit, uint64_t seed,
                                                    int workers) {
  return std::make_unique<Nonparametric>(model, sample, fit, seed, workers);
}

std::unique_ptr<ReplicateMoments> MakeBollenStine(const Model& model, const Sample& sample,
                                                  const FittedModel& fit, uint64_t seed,
                                                  int workers) {
  if (fit.moments.IsOrdinal()) Refuse("Bollen-Stine", "ordered variables");
  RefuseMethod(model, fit, "Bollen-Stine");
  return std::make_unique<BollenStine>(model, sample, fit, seed, workers);
}

std::unique_ptr<ReplicateMoments> MakeParametric(const Model& model, const Sample& sample,
                                                 const FittedModel& fit, uint64_t seed) {
  RefuseMethod(model, fit, "parametric");
  if (fit.moments.IsOrdinal()) {
    if (HasGaps(sample)) Refuse("parametric", "incomplete answers");
    if (!fit.moments.covariates.empty()) Refuse("parametric", "ordered variables with covariates");
    return std::make_unique<ParametricOrdered>(model, sample, fit, seed);
  }
  return std::make_unique<Parametric>(fit, seed);
}

}  // namespace trustsem
