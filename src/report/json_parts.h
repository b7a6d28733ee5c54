// Parts that several JSON outputs share.
#ifndef TRUSTSEM_REPORT_JSON_PARTS_H_
#define TRUSTSEM_REPORT_JSON_PARTS_H_

#include <string>
#include <vector>

#include "base/error.h"
#include "report/json_writer.h"

namespace trustsem {

// "data": {file, hash, statement}.
void WriteDataOrigin(JsonWriter& json, const std::string& file, const std::string& hash,
                     const std::string& statement);

// "warnings": [{code, message, hint}, ...].
void WriteWarnings(JsonWriter& json, const std::vector<Note>& notes);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_JSON_PARTS_H_
