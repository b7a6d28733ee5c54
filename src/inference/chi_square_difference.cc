#include "inference/chi_square_difference.h"

#include <fmt/format.h>

#include <Eigen/LU>
#include <Eigen/QR>
#include <algorithm>
#include <array>
#include <cmath>

#include "inference/chi_square.h"
#include "inference/fit_measures.h"
#include "inference/matched_statistics.h"

namespace trustsem {
namespace {

constexpr std::array kNames = {"plain",        "satorra_bentler_2001", "satorra_bentler_2010",
                               "satorra_2000", "satorra_2000_scaled",  "satorra_2000_adjusted"};

CorrectedTest CorrectionOf(DifferenceTest test) {
  switch (test) {
    case DifferenceTest::kSatorra2000:
      return CorrectedTest::kScaledAndShifted;
    case DifferenceTest::kSatorra2000Adjusted:
      return CorrectedTest::kMeanAndVariance;
    case DifferenceTest::kPlain:
      return CorrectedTest::kNone;
    default:
      return CorrectedTest::kMean;
  }
}

// Columns that the active constraints leave free.
Eigen::MatrixXd FreeDirections(const FittedModel& fit, const Eigen::MatrixXd& jacobian) {
  return fit.null_space.size() > 0 ? Eigen::MatrixXd(jacobian * fit.null_space) : jacobian;
}

// The traces of U Gamma and (U Gamma)^2 of the restrictions A: U Gamma has the eigenvalues of
// (A E A')^-1 A E M E A', with E the inverse information and M the meat of M1.
struct Traces {
  double first = 0, second = 0;
};

Traces RestrictionTraces(const FittedModel& general, const Eigen::MatrixXd& A) {
  const Eigen::MatrixXd AE = A * general.bread;
  const Eigen::MatrixXd product =
      (AE * A.transpose()).ldlt().solve(AE * general.corrections->meat * AE.transpose());
  return {product.trace(), (product * product).trace()};
}

}  // namespace

const char* ToString(DifferenceTest test) { return kNames[static_cast<size_t>(test)]; }

const std::vector<std::string>& DifferenceTestNames() {
  static const std::vector<std::string> names(kNames.begin(), kNames.end());
  return names;
}

DifferenceTest ParseDifferenceTest(const std::string& name) {
  const auto at = std::find(kNames.begin(), kNames.end(), name);
  return static_cast<DifferenceTest>(at - kNames.begin());
}

DifferenceTest DefaultDifferenceTest(const Estimator& estimator) {
  switch (estimator.corrected) {
    case CorrectedTest::kNone:
      break;
    case CorrectedTest::kMean:
    case CorrectedTest::kYuanBentler:
      return DifferenceTest::kSatorraBentler2001;
    case CorrectedTest::kMeanAndVariance:
    case CorrectedTest::kScaledAndShifted:
      return DifferenceTest::kSatorra2000;
  }
  return DifferenceTest::kPlain;
}

void RequireDifferenceTest(const Estimator& estimator, DifferenceTest test) {
  const bool plain = test == DifferenceTest::kPlain;
  if (estimator.robust() != plain && estimator.tested) return;
  if (!estimator.tested && !estimator.robust()) {
    throw Error(
        ErrorKind::kUsage,
        fmt::format("{} has no test of fit whose differences could be tested", estimator.name),
        fmt::format("use {0}M, {0}MV or ML", estimator.name));
  }
  if (plain && estimator.robust()) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the difference of two statistics of {} is not chi-square distributed",
                            estimator.name),
                fmt::format("leave --difference out ({} is the default), or use an estimator "
                            "without correction",
                            ToString(DefaultDifferenceTest(estimator))));
  }
  if (!plain && !estimator.robust()) {
    throw Error(
        ErrorKind::kUsage,
        fmt::format("{} corrects a difference, and the test of {} is not a corrected one",
                    ToString(test), estimator.name),
        "leave --difference out, or use a robust estimator such as MLM, MLR, MLMV or WLSMV");
  }
}

Eigen::MatrixXd Restrictions(const FittedModel& restricted, const FittedModel& general) {
  const Eigen::MatrixXd D1 = FreeDirections(general, StatisticsDerivatives(general, general));
  const Eigen::MatrixXd D0 = FreeDirections(restricted, StatisticsDerivatives(restricted, general));
  const Eigen::MatrixXd H = D1.colPivHouseholderQr().solve(D0);
  const Eigen::MatrixXd A = NullSpace(H.transpose(), nullptr).transpose();
  return general.null_space.size() > 0 ? Eigen::MatrixXd(A * general.null_space.transpose()) : A;
}

ChiSquareDifference TestDifference(DifferenceTest test, const FittedModel& restricted,
                                   const FittedModel& general, double general_trace,
                                   const Eigen::MatrixXd& restrictions) {
  const TestStatistic t0 = ChiSquareTest(restricted), t1 = ChiSquareTest(general);
  const double difference = std::max(0.0, t0.chisq - t1.chisq);
  ChiSquareDifference out;
  out.test = test;
  out.df = t0.df - t1.df;
  Traces traces{out.df, out.df};
  if (restrictions.size() > 0) {
    traces = RestrictionTraces(general, restrictions);
  } else if (test != DifferenceTest::kPlain) {
    traces.first = restricted.corrections->trace - general_trace;
  }
  const CorrectedStatistic corrected =
      Correct(CorrectionOf(test), difference, out.df, traces.first, traces.second);
  out.chisq = corrected.chisq;
  out.df = corrected.df;
  out.scaling_factor = corrected.scaling_factor;
  out.pvalue = ChiSquareUpperTail(out.chisq, out.df);
  return out;
}

}  // namespace trustsem
