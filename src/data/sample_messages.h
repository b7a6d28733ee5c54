// Phrases that several messages on a sample share.
#ifndef TRUSTSEM_DATA_SAMPLE_MESSAGES_H_
#define TRUSTSEM_DATA_SAMPLE_MESSAGES_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "data/sample.h"

namespace trustsem {

// "1 row", "2 rows".
std::string Plural(int64_t count, std::string_view noun);

// " in the group 'north' of 'region'"; empty where there is no group column.
std::string InGroup(const Sample& sample, const SampleGroup& group);

// The number of respondents in all groups.
int64_t CountRespondents(const Sample& sample);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_SAMPLE_MESSAGES_H_
