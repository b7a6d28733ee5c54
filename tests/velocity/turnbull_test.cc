#include "velocity/turnbull.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <vector>

#include "tests/velocity/turnbull_reference.h"

namespace trustsem {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Times of `n` accounts seen up to `visits` times, at whole numbers or anywhere.
std::vector<CensoredTime> RandomTimes(unsigned seed, int n, int visits, bool whole) {
  std::mt19937_64 random(seed);
  std::exponential_distribution<double> time(0.1);
  std::uniform_real_distribution<double> gap(0.0, 8.0);
  std::vector<CensoredTime> times;
  for (int i = 0; i < n; ++i) {
    const double reached = time(random);
    CensoredTime known;
    double at = 0;
    for (int visit = 0; visit < visits; ++visit) {
      at += whole ? 1 + std::floor(gap(random)) : gap(random);
      if (at >= reached) {
        known.right = at;
        break;
      }
      known.left = at;
    }
    times.push_back(known);
  }
  return times;
}

TurnbullEstimate Estimate(const std::vector<CensoredTime>& times) {
  return MaximiseTurnbull(MakeTurnbullProblem(times));
}

// The Kuhn-Tucker conditions, from the intervals as they were given.
void ExpectMaximum(const std::vector<CensoredTime>& times, const TurnbullProblem& problem,
                   const TurnbullEstimate& estimate) {
  std::vector<double> gradient(problem.innermost.size());
  double weight = 0, log_likelihood = 0, mass = 0;
  for (const double m : estimate.mass) mass += m;
  EXPECT_NEAR(mass, 1, 1e-12);
  for (const CensoredTime& time : times) {
    double probability = 0;
    const auto within = [&](const InnermostInterval& interval) {
      return time.left <= interval.left && interval.right <= time.right;
    };
    for (size_t j = 0; j < gradient.size(); ++j) {
      if (within(problem.innermost[j])) probability += estimate.mass[j];
    }
    for (size_t j = 0; j < gradient.size(); ++j) {
      if (within(problem.innermost[j])) gradient[j] += time.weight / probability;
    }
    weight += time.weight;
    log_likelihood += time.weight * std::log(probability);
  }
  for (size_t j = 0; j < gradient.size(); ++j) {
    EXPECT_LE(gradient[j] / weight, 1 + 1e-9) << j;
    // Where there is mass, the derivative is zero as nearly as the gap and the mass allow.
    if (estimate.mass[j] > 1e-4) {
      EXPECT_NEAR(gradient[j] / weight, 1, 1e-4) << j;
    }
  }
  EXPECT_NEAR(estimate.log_likelihood, log_likelihood, 1e-10 * std::abs(log_likelihood));
  EXPECT_TRUE(estimate.converged);
}

TEST(Turnbull, InnermostIntervalsLieBetweenALeftAndARightEnd) {
  // Peto's (1973) way: (0,1] (1,3] and, since nothing ends between, (4,5].
  const TurnbullProblem problem =
      MakeTurnbullProblem({{0, 1, 1}, {1, 3, 1}, {0, 3, 1}, {3, 5, 1}, {4, kInfinity, 1}});
  ASSERT_EQ(problem.innermost.size(), 3u);
  EXPECT_EQ(problem.innermost[0].left, 0);
  EXPECT_EQ(problem.innermost[0].right, 1);
  EXPECT_EQ(problem.innermost[1].left, 1);
  EXPECT_EQ(problem.innermost[1].right, 3);
  EXPECT_EQ(problem.innermost[2].left, 4);
  EXPECT_EQ(problem.innermost[2].right, 5);
  EXPECT_EQ(problem.cells.size(), 4u);  // the last two times have the same innermost interval
  EXPECT_EQ(problem.cell[3], problem.cell[4]);
}

TEST(Turnbull, SmallCasesByHand) {
  // Two disjoint intervals and one over both: masses 1/2, 1/2.
  TurnbullEstimate estimate = Estimate({{0, 1, 1}, {1, 2, 1}, {0, 2, 1}});
  EXPECT_NEAR(estimate.mass[0], 0.5, 1e-12);
  EXPECT_NEAR(estimate.log_likelihood, 2 * std::log(0.5), 1e-12);
  // Innermost (0, 1] and (2, 3]: p1^3 p2 is largest at 3/4.
  estimate = Estimate({{0, 1, 2}, {0, 2, 1}, {2, 3, 1}});
  EXPECT_NEAR(estimate.mass[0], 0.75, 1e-12);
  EXPECT_NEAR(estimate.mass[1], 0.25, 1e-12);
  // (p1 + p2) (p2 + p3) p1 p3: with p2 = b and the rest halved, ((1 - b^2) / 4)^2, so b = 0; the
  // derivative towards p2 is zero as well.
  estimate = Estimate({{0, 2, 1}, {1, 3, 1}, {0, 1, 1}, {2, 3, 1}});
  EXPECT_NEAR(estimate.log_likelihood, 4 * std::log(0.5), 1e-9);
  // (0, 1] and (1, 2]: p1 (p1 + p2) p2.
  estimate = Estimate({{0, 1, 1}, {0, 2, 1}, {1, kInfinity, 1}});
  EXPECT_NEAR(estimate.mass[0], 0.5, 1e-12);
  EXPECT_NEAR(estimate.mass[1], 0.5, 1e-12);
}

TEST(Turnbull, OneTimeOrNone) {
  EXPECT_TRUE(Estimate({}).mass.empty());
  EXPECT_TRUE(Estimate({{0, 1, 0}}).mass.empty());
  EXPECT_EQ(Estimate({{0, 1, 1}}).mass, std::vector<double>{1});
  EXPECT_EQ(Estimate({{3, kInfinity, 1}, {2, kInfinity, 1}}).mass, std::vector<double>{1});
}

TEST(Turnbull, AgreesWithNpsurv) {
  for (const nlohmann::json& of_case : TurnbullReference()["curves"]) {
    const std::string name = of_case["name"];
    const TurnbullProblem problem = MakeTurnbullProblem(ReferenceTimes(of_case));
    const TurnbullEstimate estimate = MaximiseTurnbull(problem);
    EXPECT_TRUE(estimate.converged) << name;
    EXPECT_NEAR(estimate.log_likelihood, of_case["ll"].get<double>(), 1e-9) << name;
    for (size_t t = 0; t < of_case["at"].size(); ++t) {
      EXPECT_NEAR(Reached(problem, estimate, of_case["at"][t]), of_case["reached"][t].get<double>(),
                  1e-7)
          << name << " at " << of_case["at"][t];
    }
  }
}

TEST(Turnbull, MeetsTheKuhnTuckerConditions) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    const std::vector<CensoredTime> times = RandomTimes(
        seed, 2 + static_cast<int>(seed % 40), 1 + static_cast<int>(seed % 5), seed % 2 == 0);
    const TurnbullProblem problem = MakeTurnbullProblem(times);
    SCOPED_TRACE(seed);
    ExpectMaximum(times, problem, MaximiseTurnbull(problem));
  }
  for (const bool whole : {true, false}) {
    const std::vector<CensoredTime> times = RandomTimes(1, 1000, 6, whole);
    const TurnbullProblem problem = MakeTurnbullProblem(times);
    ExpectMaximum(times, problem, MaximiseTurnbull(problem));
  }
}

// Counts of a million beside single ones: masses of 1e-6 and likelihoods that rounding hides.
TEST(Turnbull, ConvergesWithCountsOfAnySize) {
  TurnbullEstimate estimate =
      Estimate({{5, 8, 1}, {1, 3, 1}, {5, 7, 1e6}, {1, kInfinity, 10000}, {5, kInfinity, 100}});
  EXPECT_LE(estimate.gap, 1e-9);
  EXPECT_NEAR(estimate.mass[0], 1 / 1000102.0, 1e-14);
  std::mt19937_64 random(3);
  for (int sample = 0; sample < 3000; ++sample) {
    std::vector<CensoredTime> times(2 + random() % 40);
    for (CensoredTime& time : times) {
      time.left = static_cast<double>(random() % 20);
      const double width = 1 + static_cast<double>(random() % 20);
      time.right = random() % 5 == 0 ? kInfinity : time.left + width;
      time.weight = std::pow(10.0, static_cast<double>(random() % 7));
    }
    estimate = Estimate(times);
    EXPECT_TRUE(estimate.converged) << sample << ": " << estimate.gap;
    EXPECT_LT(estimate.iterations, 60) << sample;
  }
}

TEST(Turnbull, IsKaplanMeierForExactAndRightCensoredTimes) {
  std::mt19937_64 random(3);
  std::vector<int> time(300);
  std::vector<bool> event(300);
  std::vector<CensoredTime> times;
  for (size_t i = 0; i < time.size(); ++i) {
    time[i] = 1 + static_cast<int>(random() % 40);
    event[i] = random() % 3 > 0;
    const double at = time[i];
    times.push_back(event[i] ? CensoredTime{at - 1, at, 1} : CensoredTime{at, kInfinity, 1});
  }
  const TurnbullProblem problem = MakeTurnbullProblem(times);
  const TurnbullEstimate estimate = MaximiseTurnbull(problem);
  double survival = 1;
  for (int at = 1; at <= 40; ++at) {
    double events = 0, at_risk = 0;
    for (size_t i = 0; i < time.size(); ++i) {
      at_risk += time[i] >= at;
      events += event[i] && time[i] == at;
    }
    survival *= 1 - events / at_risk;
    EXPECT_NEAR(1 - Reached(problem, estimate, at), survival, 1e-10) << at;
  }
}

TEST(Turnbull, OrderOfTimesDoesNotMatter) {
  std::vector<CensoredTime> times = RandomTimes(11, 400, 4, false);
  const TurnbullEstimate estimate = Estimate(times);
  std::shuffle(times.begin(), times.end(), std::mt19937_64(2));
  EXPECT_THAT(Estimate(times).mass, testing::Pointwise(testing::DoubleNear(1e-12), estimate.mass));
}

TEST(Turnbull, WeightsAreRepetitions) {
  std::vector<CensoredTime> times = RandomTimes(12, 100, 3, true), repeated;
  for (size_t i = 0; i < times.size(); ++i) {
    times[i].weight = static_cast<double>(i % 4);
    for (size_t k = 0; k < i % 4; ++k) repeated.push_back({times[i].left, times[i].right, 1});
  }
  const TurnbullProblem weighted = MakeTurnbullProblem(times), all = MakeTurnbullProblem(repeated);
  EXPECT_EQ(weighted.cells.size(), all.cells.size());
  EXPECT_THAT(MaximiseTurnbull(weighted).mass,
              testing::Pointwise(testing::DoubleNear(1e-12), MaximiseTurnbull(all).mass));
}

TEST(Turnbull, MonotoneTransformationsOfTimeChangeNothingElse) {
  const std::vector<CensoredTime> times = RandomTimes(13, 300, 4, false);
  std::vector<CensoredTime> logarithms = times;
  for (CensoredTime& time : logarithms) {
    time.left = std::log1p(time.left), time.right = std::log1p(time.right);
  }
  EXPECT_EQ(Estimate(times).mass, Estimate(logarithms).mass);
}

TEST(Turnbull, ReweightedIsAsIfTheTimesHadBeenDrawn) {
  for (const bool whole : {true, false}) {
    const std::vector<CensoredTime> times = RandomTimes(14, 200, 4, whole);
    const TurnbullProblem problem = MakeTurnbullProblem(times);
    const std::vector<double> mass = MaximiseTurnbull(problem).mass;
    std::mt19937_64 random(4);
    for (int draw = 0; draw < 20; ++draw) {
      std::vector<CensoredTime> drawn;
      std::vector<double> weights(problem.cells.size());
      for (size_t i = 0; i < times.size(); ++i) {
        const size_t k = random() % times.size();
        drawn.push_back(times[k]);
        ++weights[static_cast<size_t>(problem.cell[k])];
      }
      const TurnbullProblem again = MakeTurnbullProblem(drawn);
      const TurnbullReplicate replicate = Reweight(problem, mass, weights);
      const TurnbullProblem& reweighted = replicate.problem;
      ASSERT_EQ(reweighted.innermost.size(), again.innermost.size());
      for (size_t j = 0; j < again.innermost.size(); ++j) {
        // The ends are the nearest innermost ones of all times.
        EXPECT_GE(reweighted.innermost[j].left, again.innermost[j].left);
        EXPECT_LE(reweighted.innermost[j].right, again.innermost[j].right);
      }
      for (const IntervalCell& cell : reweighted.cells) {
        double probability = 0;
        for (int j = cell.begin; j < cell.end; ++j) {
          probability += replicate.start[static_cast<size_t>(j)];
        }
        EXPECT_GT(probability, 0);
      }
      EXPECT_NEAR(MaximiseTurnbull(reweighted, replicate.start).log_likelihood,
                  MaximiseTurnbull(again).log_likelihood, 1e-9);
    }
  }
}

}  // namespace
}  // namespace trustsem
