#include <fmt/format.h>

#include <iterator>

#include "report/csv_field.h"
#include "report/write_results.h"

namespace trustsem {

std::string WriteCsv(const Results& results) {
  std::string csv = "lhs,op,rhs,group,label,free,est,se,z,pvalue,ci_lower,ci_upper,std_lv,std_all";
  // A table that is cut from its surroundings still says what its data are.
  const bool stated = !results.data_statement.empty();
  if (stated) csv += ",data_statement";
  csv += '\n';
  const std::string statement = CsvField(results.data_statement);
  for (const ParameterEstimate& row : results.estimates) {
    if (row.auxiliary) continue;
    fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{}", CsvField(row.lhs),
                   ToString(row.op), CsvField(row.rhs), row.group, CsvField(row.label),
                   row.free ? "true" : "false");
    for (const double value : {row.est, row.se, row.z, row.pvalue, row.ci_lower, row.ci_upper,
                               row.std_lv, row.std_all}) {
      csv += ',';
      AppendCsvNumber(value, &csv);
    }
    if (stated) csv += ',' + statement;
    csv += '\n';
  }
  return csv;
}

}  // namespace trustsem
