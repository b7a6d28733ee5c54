// Answers in words whose order is known: agreement, frequency, likelihood, importance, ...
#ifndef TRUSTSEM_DATA_KNOWN_SCALES_H_
#define TRUSTSEM_DATA_KNOWN_SCALES_H_

#include <string>
#include <vector>

namespace trustsem {

// The texts, lowest first, where one known scale (in English or Chinese) has all of them; case and
// white space at the ends are ignored. Empty where none has. Texts that begin with numbers are in
// the order of those numbers ("18-24", "65+", "2 agree").
std::vector<std::string> InKnownOrder(const std::vector<std::string>& texts);

// Whether some known scale of words has them all.
bool IsKnownScale(const std::vector<std::string>& texts);

// "refused", "don't know", "不适用", ...: an answer that is none.
bool MeansMissing(const std::string& text);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_KNOWN_SCALES_H_
