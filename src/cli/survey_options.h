// What the commands on survey tables and published claims have in common.
#ifndef TRUSTSEM_CLI_SURVEY_OPTIONS_H_
#define TRUSTSEM_CLI_SURVEY_OPTIONS_H_

#include <functional>
#include <string>
#include <vector>

#include "base/error.h"
#include "report/figure.h"
#include "report/write_results.h"
#include "spec/survey_tables.h"

namespace CLI {
class App;
}

namespace trustsem {

struct SurveyOrigin;  // survey/results.h

struct SurveyReportOptions {
  std::string request, data, codebook;  // files; `request` is the YAML file of the command
  std::string weights, strata, cluster;
  std::string format, language = "en", output;
  std::string charts, formats = "svg,pdf,png", size = "slide";  // a directory; empty: no charts

  // `name` and `meaning` are those of the YAML file.
  void AddTo(CLI::App* command, const std::string& name, const std::string& meaning);

  // "text", "markdown", "csv", "json" or "xlsx": as asked for, else by the extension of the output
  // file. Throws Error(kUsage) for a workbook without a file.
  std::string Format() const;

  Language ReportLanguage() const;

  FigureOptions Figures(const SurveyOrigin& origin) const;

  // Columns that the command line names win; "none" is none.
  void Override(DesignOptions* design) const;

  // Writes the report; what a reader of it would not see is told on standard error.
  // `draw` makes what --charts asks for; it is called before anything is written.
  void Write(const std::string& report, const std::vector<Note>& warnings,
             const std::string& statement, const std::function<std::vector<Figure>()>& draw) const;
};

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_SURVEY_OPTIONS_H_
