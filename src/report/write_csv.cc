#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "report/utf8.h"
#include "report/write_results.h"

namespace trustsem {

namespace {

// RFC 4180: quotes around a field that holds a comma, quote or line break; quotes doubled.
std::string Quoted(std::string_view field) {
  if (field.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(field);
  std::string quoted = "\"";
  for (const char character : field) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + '"';
}

// A user's word. A spreadsheet would run one that begins like a formula: an apostrophe keeps it
// text.
std::string UserField(std::string_view field) {
  std::string guarded = CleanLine(field);
  if (!guarded.empty() && std::string_view("=+-@").find(guarded[0]) != std::string_view::npos) {
    guarded.insert(guarded.begin(), '\'');
  }
  return Quoted(guarded);
}

void AppendNumber(std::string& csv, double value) {
  csv += ',';
  if (std::isfinite(value)) fmt::format_to(std::back_inserter(csv), "{}", value);
}

}  // namespace

std::string WriteCsv(const Results& results) {
  std::string csv = "lhs,op,rhs,group,label,free,est,se,z,pvalue,ci_lower,ci_upper,std_lv,std_all";
  // A table that is cut from its surroundings still says what its data are.
  const bool stated = !results.data_statement.empty();
  if (stated) csv += ",data_statement";
  csv += '\n';
  const std::string statement = UserField(results.data_statement);
  for (const ParameterEstimate& row : results.estimates) {
    fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{}", UserField(row.lhs),
                   ToString(row.op), UserField(row.rhs), row.group, UserField(row.label),
                   row.free ? "true" : "false");
    for (const double value : {row.est, row.se, row.z, row.pvalue, row.ci_lower, row.ci_upper,
                               row.std_lv, row.std_all}) {
      AppendNumber(csv, value);
    }
    if (stated) csv += ',' + statement;
    csv += '\n';
  }
  return csv;
}

}  // namespace trustsem
