#include "inference/student_t.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>

namespace trustsem {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

// In double precision throughout: long double takes several times as long and adds no digit that is
// of use.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using StudentsT = boost::math::students_t_distribution<double, Policy>;

}  // namespace

double StudentQuantile(double confidence, double degrees_of_freedom) {
  if (!(degrees_of_freedom > 0)) return kNotANumber;
  return quantile(complement(StudentsT(degrees_of_freedom), (1 - confidence) / 2));
}

double StudentTwoSidedP(double statistic, double degrees_of_freedom) {
  if (!(degrees_of_freedom > 0) || std::isnan(statistic)) return kNotANumber;
  if (std::isinf(statistic)) return 0;
  return 2 * cdf(complement(StudentsT(degrees_of_freedom), std::abs(statistic)));
}

}  // namespace trustsem
