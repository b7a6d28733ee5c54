#include "moments/casewise_pair.h"

#include <gmock/gmock.h>

#include <functional>

#include "base/random.h"
#include "moments/normal_distribution.h"

namespace trustsem {
namespace {

using Eigen::ArrayXd;

constexpr int kRespondents = 40;

// Cut points around a response, infinite for every fifth respondent at either end.
PairSide OrderedSide(uint64_t stream) {
  PairSide side;
  side.ordered = true;
  side.lower.resize(kRespondents);
  side.upper.resize(kRespondents);
  for (int i = 0; i < kRespondents; ++i) {
    const RandomStream random(21, stream * 1000 + static_cast<uint64_t>(i));
    const RandomStream common(21, static_cast<uint64_t>(i));
    const double y = 0.6 * common.Normal(0) + 0.8 * random.Normal(1);
    side.lower[i] = i % 5 == 0 ? -INFINITY : y - 0.2 - std::abs(random.Normal(2)) / 3;
    side.upper[i] = i % 5 == 1 ? INFINITY : y + 0.1 + std::abs(random.Normal(3)) / 3;
  }
  return side;
}

PairSide ContinuousSide(uint64_t stream) {
  PairSide side;
  side.residual.resize(kRespondents);
  for (int i = 0; i < kRespondents; ++i) {
    const RandomStream random(21, stream * 1000 + static_cast<uint64_t>(i));
    const RandomStream common(21, static_cast<uint64_t>(i));
    side.residual[i] = 0.6 * common.Normal(0) + 0.8 * random.Normal(1);
  }
  return side;
}

ArrayXd Weights() { return ArrayXd::LinSpaced(kRespondents, 0.5, 1.5); }

struct Case {
  const char* name;
  std::function<std::unique_ptr<CasewiseLikelihood>(const PairSide&, const PairSide&,
                                                    const ArrayXd&)>
      make;
  bool first_ordered, second_ordered;
  // The log-likelihood of respondent i, by its definition.
  std::function<double(const PairSide&, const PairSide&, int, double)> value;
};

std::vector<Case> Cases() {
  return {{"probit", MakeBivariateProbit, true, true,
           [](const PairSide& a, const PairSide& b, int i, double r) {
             return std::log(
                 BivariateNormalRectangle(a.lower[i], a.upper[i], b.lower[i], b.upper[i], r));
           }},
          {"polyserial", MakePolyserial, true, false,
           [](const PairSide& a, const PairSide& b, int i, double r) {
             const double z = b.residual[i], s = std::sqrt(1 - r * r);
             return -0.5 * z * z +
                    std::log(NormalInterval((a.lower[i] - r * z) / s, (a.upper[i] - r * z) / s));
           }},
          {"normal", MakeBivariateNormal, false, false,
           [](const PairSide& a, const PairSide& b, int i, double r) {
             return std::log(BivariateNormalDensity(a.residual[i], b.residual[i], r));
           }}};
}

TEST(CasewisePair, DerivativesAreThoseOfTheLikelihood) {
  for (const Case& c : Cases()) {
    SCOPED_TRACE(c.name);
    const PairSide first = c.first_ordered ? OrderedSide(1) : ContinuousSide(1);
    const PairSide second = c.second_ordered ? OrderedSide(2) : ContinuousSide(2);
    const ArrayXd weights = Weights();
    const auto total = [&](double r) {
      double sum = 0;
      for (int i = 0; i < kRespondents; ++i) sum += weights[i] * c.value(first, second, i, r);
      return sum;
    };
    const auto likelihood = c.make(first, second, weights);
    const double h = 1e-4;
    // Far, near and very near to the place before, and where quadrature is not used.
    for (double r : {-0.8, -0.2, 0.3, 0.31, 0.3105, 0.75, 0.93, 0.935, 0.1}) {
      const LikelihoodDerivatives at = likelihood->Derivatives(r);
      const double slope = (total(r + h) - total(r - h)) / (2 * h);
      const double curvature = (total(r + h) - 2 * total(r) + total(r - h)) / (h * h);
      EXPECT_NEAR(at.gradient, slope, 1e-5 * (1 + std::abs(curvature))) << r;
      EXPECT_NEAR(at.hessian, curvature, 1e-4 * (1 + std::abs(curvature))) << r;
      EXPECT_GT(at.information, 0) << r;
    }
  }
}

TEST(CasewisePair, ShortStepsDoNotLoseAccuracy) {
  const PairSide first = OrderedSide(1), second = OrderedSide(2);
  const ArrayXd weights = Weights();
  const auto walked = MakeBivariateProbit(first, second, weights);
  for (int k = 0; k <= 50; ++k) walked->Derivatives(0.2 + 0.001 * k);
  const auto direct = MakeBivariateProbit(first, second, weights);
  const PairScores a = walked->Scores(0.25), b = direct->Scores(0.25);
  EXPECT_TRUE(a.correlation.isApprox(b.correlation, 1e-11));
  EXPECT_TRUE(a.first.upper.isApprox(b.first.upper, 1e-11));
}

TEST(CasewisePair, ScoresAreTheSlopesByCutPointsAndResiduals) {
  constexpr double kCorrelation = 0.4, kStep = 1e-5;
  for (const Case& c : Cases()) {
    SCOPED_TRACE(c.name);
    PairSide first = c.first_ordered ? OrderedSide(1) : ContinuousSide(1);
    PairSide second = c.second_ordered ? OrderedSide(2) : ContinuousSide(2);
    const ArrayXd weights = Weights();
    const PairScores scores = c.make(first, second, weights)->Scores(kCorrelation);
    for (int i = 0; i < kRespondents; ++i) {
      const auto slope_by = [&](double* x) {
        if (std::isinf(*x)) return 0.0;
        const double at = *x;
        *x = at + kStep;
        const double up = c.value(first, second, i, kCorrelation);
        *x = at - kStep;
        const double down = c.value(first, second, i, kCorrelation);
        *x = at;
        return (up - down) / (2 * kStep);
      };
      const auto expect = [&](double score, double slope) {
        EXPECT_NEAR(score, slope, 1e-7 * (1 + std::abs(slope))) << i;
      };
      const double by_r = (c.value(first, second, i, kCorrelation + kStep) -
                           c.value(first, second, i, kCorrelation - kStep)) /
                          (2 * kStep);
      expect(scores.correlation[i], by_r);
      if (first.ordered) {
        expect(scores.first.upper[i], slope_by(&first.upper[i]));
        expect(scores.first.lower[i], slope_by(&first.lower[i]));
      } else {
        expect(scores.first.upper[i], slope_by(&first.residual[i]));
      }
      if (second.ordered) {
        expect(scores.second.upper[i], slope_by(&second.upper[i]));
        expect(scores.second.lower[i], slope_by(&second.lower[i]));
      } else {
        expect(scores.second.upper[i], slope_by(&second.residual[i]));
      }
    }
  }
}

// With both variables standardised in the sample itself, the likelihood is highest at Pearson's
// correlation.
TEST(CasewisePair, OfContinuousVariablesThePearsonCorrelationIsFound) {
  PairSide first = ContinuousSide(1), second = ContinuousSide(2);
  for (PairSide* side : {&first, &second}) {
    side->residual -= side->residual.mean();
    side->residual /= std::sqrt(side->residual.square().mean());
  }
  const ArrayXd weights = ArrayXd::Ones(kRespondents);
  const auto likelihood = MakeBivariateNormal(first, second, weights);
  const double pearson = (first.residual * second.residual).mean();
  const CorrelationEstimate estimate = SearchCorrelation(
      0, likelihood->limit(), 1e-8, [&](double r) { return likelihood->Derivatives(r); });
  EXPECT_NEAR(estimate.evaluated + estimate.step, pearson, 1e-13);
}

}  // namespace
}  // namespace trustsem
