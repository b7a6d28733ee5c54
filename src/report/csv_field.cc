#include "report/csv_field.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "report/utf8.h"

namespace trustsem {
namespace {

// Quotes around a field that holds a comma, quote or line break; quotes doubled.
std::string Quoted(std::string_view field) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(field);
  std::string quoted = "\"";
  for (const char character : field) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + '"';
}

}  // namespace

std::string CsvField(std::string_view field) {
  std::string guarded = CleanLine(field);
  if (!guarded.empty() && std::string_view("=+-@").find(guarded[0]) != std::string_view::npos) {
    guarded.insert(guarded.begin(), '\'');
  }
  return Quoted(guarded);
}

void AppendCsvNumber(double value, std::string* csv) {
  if (std::isfinite(value)) fmt::format_to(std::back_inserter(*csv), "{}", value);
}

}  // namespace trustsem
