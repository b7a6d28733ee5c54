// Parts that several JSON outputs share.
#ifndef TRUSTSEM_REPORT_JSON_PARTS_H_
#define TRUSTSEM_REPORT_JSON_PARTS_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "report/json_writer.h"
#include "spec/text.h"

namespace trustsem {

// Opens "program" with name and version: the caller adds what it has and ends the object.
void BeginProgram(JsonWriter& json);

// key: {"en": ..., "zh": ...}.
void WriteTextMember(JsonWriter& json, std::string_view key, const Text& text);

// "options": {name: value, ...}.
void WriteOptions(JsonWriter& json,
                  const std::vector<std::pair<std::string, std::string>>& options);

// "data": {file, hash, statement}.
void WriteDataOrigin(JsonWriter& json, const std::string& file, const std::string& hash,
                     const std::string& statement);

// "warnings": [{code, message, hint}, ...].
void WriteWarnings(JsonWriter& json, const std::vector<Note>& notes);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_JSON_PARTS_H_
