#include "report/json_parts.h"

#include "base/version.h"

namespace trustsem {

void BeginProgram(JsonWriter& json) {
  json.Key("program");
  json.BeginObject(JsonWriter::Layout::kLines);
  json.Member("name", "trustsem");
  json.Member("version", Version());
}

void WriteTextMember(JsonWriter& json, std::string_view key, const Text& text) {
  json.Key(key);
  json.BeginObject();
  json.Member("en", text.en);
  json.Member("zh", text.zh);
  json.EndObject();
}

void WriteOptions(JsonWriter& json,
                  const std::vector<std::pair<std::string, std::string>>& options) {
  json.Key("options");
  json.BeginObject();
  for (const auto& [name, value] : options) json.Member(name, value);
  json.EndObject();
}

void WriteDataOrigin(JsonWriter& json, const std::string& file, const std::string& hash,
                     const std::string& statement) {
  json.Key("data");
  json.BeginObject();
  json.Member("file", file);
  json.Member("hash", hash);
  json.Member("statement", statement);
  json.EndObject();
}

void WriteWarnings(JsonWriter& json, const std::vector<Note>& notes) {
  json.Key("warnings");
  json.BeginArray(JsonWriter::Layout::kLines);
  for (const Note& note : notes) {
    json.BeginObject();
    json.Member("code", note.code);
    json.Member("message", note.message);
    json.Member("hint", note.hint);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace trustsem
