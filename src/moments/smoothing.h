// Correlations that were estimated pair by pair need not be those of any distribution: their
// matrix can have negative eigenvalues. What to tell about it, and what can be done on request.
#ifndef TRUSTSEM_MOMENTS_SMOOTHING_H_
#define TRUSTSEM_MOMENTS_SMOOTHING_H_

#include <string>
#include <vector>

#include "base/error.h"
#include "moments/sample_moments.h"

namespace trustsem {

enum class Smoothing {
  kNone,
  // All correlations times one factor, the largest that leaves the smallest eigenvalue at
  // kSmallestEigenvalue: what adding a constant to the diagonal does to the correlations (Yuan, Wu
  // & Bentler 2011, British Journal of Mathematical and Statistical Psychology 64, 107-133).
  kRidge,
  // Smaller eigenvalues raised to kSmallestEigenvalue, the diagonal then scaled back to one
  // (Devlin, Gnanadesikan & Kettenring 1975, Biometrika 62, 531-545, method 3; see Knol & ten Berge
  // 1989, Psychometrika 54, 53-61).
  kEigenvalues,
};

inline constexpr double kSmallestEigenvalue = 1e-3;

// A note (code "correlations_not_positive_definite") where the correlations of the variables that
// are not covariates have an eigenvalue that is not positive: how small it is, the items that carry
// it, and the remedy. Returns whether there was one.
bool NoteIndefinite(const SampleMoments& moments, const GroupMoments& group,
                    std::vector<Note>* notes);

// Makes the correlations positive definite in every group where they are not, in `covariance` and
// `statistics`, and tells how far they were moved (note "correlations_smoothed"). Their influence
// stays: it is that of the estimates, which need no smoothing as the sample grows.
void Smooth(Smoothing kind, SampleMoments* moments, std::vector<Note>* notes);

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_SMOOTHING_H_
