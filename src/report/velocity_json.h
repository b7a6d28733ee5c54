// Parts of the JSON on trust velocity (private to it).
#ifndef TRUSTSEM_REPORT_VELOCITY_JSON_H_
#define TRUSTSEM_REPORT_VELOCITY_JSON_H_

#include <string_view>

#include "report/json_writer.h"
#include "velocity/velocity_results.h"

namespace trustsem {

// key: {value, se, ci_lower, ci_upper}; key: null where there is no value.
void WriteEstimate(JsonWriter& json, std::string_view key, const VelocityEstimate& estimate);

// "growth": invariance, the models of both shapes, slopes of accounts.
void WriteGrowth(JsonWriter& json, const VelocityResults& results);

// "time_to_trust": thresholds with their curves, what respondents say themselves.
void WriteTimeToTrust(JsonWriter& json, const TimeToTrustResults& time);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_VELOCITY_JSON_H_
