// Each row's scores and index.
#ifndef TRUSTSEM_VELOCITY_RESPONSES_H_
#define TRUSTSEM_VELOCITY_RESPONSES_H_

#include <array>
#include <vector>

#include "base/error.h"
#include "velocity/velocity_data.h"
#include "velocity/velocity_results.h"

namespace trustsem {

// A component is (x - minimum) / (maximum - minimum) * 100 of the mean x of its answered items, of
// which there must be two thirds. The score is the weighted mean of the components, of which there
// must be three; the index is 4 score / T, with equal weights the sum of the components over T.
// Errors of measurement are left NaN: see AddMeasurementErrors.
std::vector<VelocityResponse> ScoreResponses(const VelocitySpecification& velocity,
                                             const VelocityData& data);

// Omega of each component from the responses that answered all of its items: a model of one factor,
// fitted by maximum likelihood; the standard error of measurement is the component's standard
// deviation times sqrt(1 - omega). A component without a proper solution has NaN, and a note.
std::array<ComponentReliability, kTrustComponents> MeasureReliability(
    const VelocitySpecification& velocity, const VelocityData& data, const Frame& frame,
    const std::vector<VelocityResponse>& responses, std::vector<Note>* notes);

// The error of measurement of every score: errors of the components are independent; a component
// from m of its k items has sqrt(k / m) times the error of one from all.
void AddMeasurementErrors(const VelocitySpecification& velocity, const VelocityData& data,
                          const std::array<ComponentReliability, kTrustComponents>& reliability,
                          std::vector<VelocityResponse>* responses);

// The mean form and the literal index of a response with the intervals of measurement.
VelocityEstimate ScoreOf(const VelocityResponse& response, double confidence);
VelocityEstimate IndexOf(const VelocityResponse& response, double confidence);

// The error of measurement of a score from all items of all components.
double ScoreError(const VelocitySpecification& velocity,
                  const std::array<ComponentReliability, kTrustComponents>& reliability);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_RESPONSES_H_
