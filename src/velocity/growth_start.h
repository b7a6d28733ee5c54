// Where the search for the estimates begins: loadings of one, intercepts of zero and the moments of
// trust that go with them, without iteration.
#ifndef TRUSTSEM_VELOCITY_GROWTH_START_H_
#define TRUSTSEM_VELOCITY_GROWTH_START_H_

#include <Eigen/Core>
#include <vector>

#include "velocity/growth_panel.h"

namespace trustsem {

// Of the trust of each wave, or, with growth, of intercept and slope. Empty: unknown.
struct TrustStart {
  Eigen::VectorXd means;
  Eigen::MatrixXd covariance;    // positive definite
  Eigen::VectorXd disturbances;  // variances of trust, given growth; empty without
};

// From the panel's saturated moments, averaged over its groups: the mean of the components is that
// of trust, the mean covariance of different components its (co)variance. Growth is fitted to these
// by least squares. Empty where what comes out is no covariance matrix.
TrustStart StartTrust(const TrustPanel& panel, const std::vector<double>& basis);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_GROWTH_START_H_
