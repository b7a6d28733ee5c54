// Counter-based random numbers: draw k of stream s is a function of (seed, s, k) alone, so results
// do not depend on threads or on the order of the draws (Salmon et al. 2011, Philox4x32-10).
#ifndef TRUSTSEM_BASE_RANDOM_H_
#define TRUSTSEM_BASE_RANDOM_H_

#include <array>
#include <cstdint>

namespace trustsem {

class RandomStream {
 public:
  // `stream` is, for example, a respondent's or a replicate's number.
  RandomStream(uint64_t seed, uint64_t stream) : seed_(seed), stream_(stream) {}

  // In (0, 1), 53 bits.
  double Uniform(uint32_t draw) const;

  // Standard normal, by inversion of Uniform(draw) so that one draw costs one counter.
  double Normal(uint32_t draw) const;

  // Four words of 32 random bits at once, of a sequence of their own: for draws by the million.
  std::array<uint32_t, 4> Words(uint32_t block) const;

 private:
  uint64_t seed_;
  uint64_t stream_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_RANDOM_H_
