#include "data/encoding.h"

#include <cstring>

#include "base/error.h"

namespace trustsem {
namespace {

[[noreturn]] void Fail(const std::string& path, std::string message, std::string hint) {
  throw Error(ErrorKind::kData, {Fault{{path}, std::move(message), std::move(hint)}});
}

}  // namespace

void CheckIsText(const std::string& path, std::string_view first_bytes) {
  using namespace std::string_view_literals;
  if (first_bytes.starts_with("PK\x03\x04"sv)) {
    Fail(path, "the data file is a workbook or a zip archive, not delimited text",
         "save the sheet as CSV (UTF-8) and give that file");
  }
  if (first_bytes.starts_with("\xD0\xCF\x11\xE0"sv)) {
    Fail(path, "the data file is an Excel workbook, not delimited text",
         "save the sheet as CSV (UTF-8) and give that file");
  }
  if (first_bytes.starts_with("\x1F\x8B"sv)) {
    Fail(path, "the data file is compressed (gzip)", "unpack it first, for example with gunzip");
  }
  if (first_bytes.starts_with("$FL2"sv) || first_bytes.starts_with("$FL3"sv)) {
    Fail(path, "the data file is an SPSS file, not delimited text", "give it the extension .sav");
  }
  if (first_bytes.starts_with("\xFF\xFE"sv) || first_bytes.starts_with("\xFE\xFF"sv) ||
      first_bytes.starts_with("\0\0\xFE\xFF"sv)) {
    Fail(path, "the data file is text in UTF-16 or UTF-32", "save it as UTF-8");
  }
  // Without a mark, text of Latin letters in UTF-16 has a NUL in every other byte.
  if (first_bytes.size() >= 4 && ((first_bytes[1] == 0 && first_bytes[3] == 0) ||
                                  (first_bytes[0] == 0 && first_bytes[2] == 0))) {
    Fail(path, "the data file looks like text in UTF-16 or like binary data",
         "save it as CSV in UTF-8");
  }
}

void CheckNoNul(const std::string& path, std::string_view bytes) {
  if (bytes.empty() || std::memchr(bytes.data(), 0, bytes.size()) == nullptr) return;
  Fail(path, "the data file is binary (it holds NUL bytes), not delimited text",
       "give a CSV file in UTF-8, or one of SPSS, Stata or SAS with its own extension");
}

bool IsUtf8(std::string_view bytes) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  for (size_t i = 0; i < bytes.size();) {
    const unsigned char lead = byte(i);
    size_t length = 0;
    unsigned char low = 0x80, high = 0xBF;  // of the second byte: no overlong form, no surrogate
    if (lead < 0x80) {
      ++i;
      continue;
    } else if (lead >= 0xC2 && lead <= 0xDF) {
      length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      length = 3;
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      length = 4;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    } else {
      return false;
    }
    if (i + length > bytes.size() || byte(i + 1) < low || byte(i + 1) > high) return false;
    for (size_t k = 2; k < length; ++k) {
      if ((byte(i + k) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

}  // namespace trustsem
