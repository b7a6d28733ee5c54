// Binomial and multinomial counts from counter-based random numbers. A bootstrap that draws how
// often each of a few kinds of respondents comes, instead of respondents one by one, costs as much
// as there are kinds.
#ifndef TRUSTSEM_BASE_RANDOM_BINOMIAL_H_
#define TRUSTSEM_BASE_RANDOM_BINOMIAL_H_

#include <cstdint>
#include <vector>

#include "base/random.h"

namespace trustsem {

class BinomialDraws {
 public:
  // Takes the stream's draws from the first one on.
  explicit BinomialDraws(const RandomStream& random) : random_(random) {}

  // Successes in `trials` >= 0 with `probability` in [0, 1]; in constant time (inversion for few
  // expected, else transformed rejection: Hormann 1993, J. Statist. Comput. Simul. 46, 101-110).
  int64_t Draw(int64_t trials, double probability);

 private:
  int64_t ByInversion(int64_t trials, double probability);
  int64_t ByRejection(int64_t trials, double probability);
  double Uniform() { return random_.Uniform(next_++); }

  RandomStream random_;
  uint32_t next_ = 0;
};

// How often each of `counts` (whole numbers, 0 or more) comes when as many are drawn with
// replacement as there are in all: multinomial, by one binomial a count.
std::vector<double> ResampleCounts(const std::vector<double>& counts, const RandomStream& random);

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_RANDOM_BINOMIAL_H_
