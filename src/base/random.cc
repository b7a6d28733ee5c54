#include "base/random.h"

#include <Random123/philox.h>

#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <numbers>

namespace trustsem {

namespace {

// Block `block` of a stream; `sequence` tells independent sequences of a stream apart.
r123::Philox4x32_R<10>::ctr_type Bits(uint64_t seed, uint64_t stream, uint32_t block,
                                      uint32_t sequence) {
  using Generator = r123::Philox4x32_R<10>;
  const Generator::key_type key = {
      {static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)}};
  const Generator::ctr_type counter = {
      {block, sequence, static_cast<uint32_t>(stream), static_cast<uint32_t>(stream >> 32)}};
  return Generator()(counter, key);
}

}  // namespace

double RandomStream::Uniform(uint32_t draw) const {
  const auto bits = Bits(seed_, stream_, draw, 0);
  const uint64_t word = static_cast<uint64_t>(bits[1]) << 32 | bits[0];
  // Odd multiples of 2^-53: exact in a double, symmetric about a half, and never 0 or 1.
  return static_cast<double>((word >> 12) * 2 + 1) * 0x1p-53;
}

std::array<uint32_t, 4> RandomStream::Words(uint32_t block) const {
  const auto bits = Bits(seed_, stream_, block, 1);
  return {bits[0], bits[1], bits[2], bits[3]};
}

double RandomStream::Normal(uint32_t draw) const {
  // Without promotion to long double, whose width depends on the machine.
  using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * Uniform(draw), Policy());
}

}  // namespace trustsem
