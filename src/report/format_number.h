// Numbers as text and Markdown show them. What does not exist (NaN, infinities) is an empty string.
#ifndef TRUSTSEM_REPORT_FORMAT_NUMBER_H_
#define TRUSTSEM_REPORT_FORMAT_NUMBER_H_

#include <string>

namespace trustsem {

// Three decimals; powers of ten where three decimals would show nothing (below 0.0005) or fill the
// table (from a million on). Below 1e-10 in absolute value: "0.000", rounding error.
std::string FormatEstimate(double value);

// As many decimals, without "-0.000": standardised values, fit indices.
std::string FormatFixed(double value, int decimals = 3);

// "<.001", ".012", "1.000".
std::string FormatPValue(double value);

// Respondents, degrees of freedom: no decimals where it is whole ("1,600"), else two.
std::string FormatCount(double value);

// "[0.123, 0.456]"; empty where either end does not exist.
std::string FormatInterval(double lower, double upper);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_FORMAT_NUMBER_H_
