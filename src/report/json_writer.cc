#include "report/json_writer.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "report/utf8.h"

namespace trustsem {

void JsonWriter::NewLine() {
  text_ += '\n';
  text_.append(2 * levels_.size(), ' ');
}

void JsonWriter::Separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (!level.empty) text_ += ',';
  if (level.layout == Layout::kLines) {
    NewLine();
  } else if (!level.empty) {
    text_ += ' ';
  }
  level.empty = false;
}

void JsonWriter::Begin(char bracket, Layout layout) {
  Separate();
  text_ += bracket;
  levels_.push_back({layout, true});
}

void JsonWriter::End(char bracket) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.layout == Layout::kLines && !level.empty) NewLine();
  text_ += bracket;
}

void JsonWriter::Key(std::string_view key) {
  Separate();
  Quoted(key);
  text_ += ": ";
  after_key_ = true;
}

void JsonWriter::String(std::string_view value) {
  Separate();
  Quoted(value);
}

void JsonWriter::Number(double value) {
  Separate();
  if (std::isfinite(value)) {
    fmt::format_to(std::back_inserter(text_), "{}", value);
  } else {
    text_ += "null";
  }
}

void JsonWriter::Integer(int value) {
  Separate();
  fmt::format_to(std::back_inserter(text_), "{}", value);
}

void JsonWriter::Integer(uint64_t value) {
  Separate();
  fmt::format_to(std::back_inserter(text_), "{}", value);
}

void JsonWriter::Bool(bool value) {
  Separate();
  text_ += value ? "true" : "false";
}

void JsonWriter::Quoted(std::string_view value) {
  text_ += '"';
  for (size_t i = 0; i < value.size();) {
    const size_t length = Utf8CharacterLength(value, i);
    const auto first = static_cast<unsigned char>(value[i]);
    if (length == 0) {
      text_ += "\xEF\xBF\xBD";
      ++i;
      continue;
    }
    if (first == '"' || first == '\\') {
      text_ += '\\';
      text_ += value[i];
    } else if (first == '\n') {
      text_ += "\\n";
    } else if (first == '\t') {
      text_ += "\\t";
    } else if (first < 0x20 || first == 0x7F) {
      fmt::format_to(std::back_inserter(text_), "\\u{:04x}", static_cast<unsigned>(first));
    } else {
      text_.append(value.substr(i, length));
    }
    i += length;
  }
  text_ += '"';
}

}  // namespace trustsem
