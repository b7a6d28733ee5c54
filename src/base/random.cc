#include "base/random.h"

#include <Random123/philox.h>

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <numbers>

namespace trustsem {

double RandomStream::Uniform(uint32_t draw) const {
  using Generator = r123::Philox4x32_R<10>;
  const Generator::key_type key = {
      {static_cast<uint32_t>(seed_), static_cast<uint32_t>(seed_ >> 32)}};
  const Generator::ctr_type counter = {
      {draw, 0, static_cast<uint32_t>(stream_), static_cast<uint32_t>(stream_ >> 32)}};
  const Generator::ctr_type bits = Generator()(counter, key);
  const uint64_t word = static_cast<uint64_t>(bits[1]) << 32 | bits[0];
  // Odd multiples of 2^-53: exact in a double, symmetric about a half, and never 0 or 1.
  return static_cast<double>((word >> 12) * 2 + 1) * 0x1p-53;
}

double RandomStream::Normal(uint32_t draw) const {
  // Without promotion to long double, whose width depends on the machine.
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * Uniform(draw), Policy());
}

}  // namespace trustsem
