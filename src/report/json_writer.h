// A JSON text built piece by piece, without a tree in memory: objects and arrays nest, commas and
// escapes are its business, and what is not a finite number becomes null.
#ifndef TRUSTSEM_REPORT_JSON_WRITER_H_
#define TRUSTSEM_REPORT_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trustsem {

class JsonWriter {
 public:
  // An object or array opened as kLines has one member a line; as kInline it stays on its line, and
  // so should everything in it.
  enum class Layout { kLines, kInline };

  void BeginObject(Layout layout = Layout::kInline) { Begin('{', layout); }
  void BeginArray(Layout layout = Layout::kInline) { Begin('[', layout); }
  void EndObject() { End('}'); }
  void EndArray() { End(']'); }

  // The name of the next member; what is written next is its value.
  void Key(std::string_view key);

  // Ill-formed UTF-8 becomes U+FFFD, so that the output is valid whatever the input's encoding.
  void String(std::string_view value);
  // The shortest text that reads back as the same double; NaN and infinities as null.
  void Number(double value);
  void Integer(int value);
  void Integer(uint64_t value);
  void Bool(bool value);

  void Member(std::string_view key, std::string_view value) { Key(key), String(value); }
  // Without it a literal would be taken for a bool.
  void Member(std::string_view key, const char* value) { Key(key), String(value); }
  void Member(std::string_view key, double value) { Key(key), Number(value); }
  void Member(std::string_view key, int value) { Key(key), Integer(value); }
  void Member(std::string_view key, uint64_t value) { Key(key), Integer(value); }
  void Member(std::string_view key, bool value) { Key(key), Bool(value); }

  const std::string& text() const { return text_; }

 private:
  struct Level {
    Layout layout;
    bool empty;
  };

  void Begin(char bracket, Layout layout);
  void End(char bracket);
  void Separate();  // the comma and white space before a member or element
  void NewLine();
  void Quoted(std::string_view value);

  std::string text_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_JSON_WRITER_H_
