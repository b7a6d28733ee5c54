#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/survey_options.h"
#include "report/chart_survey.h"
#include "report/write_survey.h"
#include "spec/read_survey_tables.h"
#include "survey/tabulate.h"

namespace trustsem {
namespace {

void RunSurvey(const SurveyReportOptions& a) {
  const std::string format = a.Format();
  TableBook book = ReadTableBook(a.request);
  a.Override(&book.design);
  const SurveyBookResults results = Tabulate(book, a.data, a.codebook);
  const Language language = a.ReportLanguage();
  a.Write(format == "json"       ? WriteSurveyJson(results)
          : format == "csv"      ? WriteSurveyCsv(results)
          : format == "xlsx"     ? WriteSurveyWorkbook(results, language)
          : format == "markdown" ? WriteSurveyMarkdown(results, language)
                                 : WriteSurveyText(results, language),
          results.warnings, results.origin.data_statement,
          [&] { return MakeSurveyCharts(results, a.Figures(results.origin)); });
}

}  // namespace

void AddSurveyCommand(CLI::App* app) {
  auto arguments = std::make_shared<SurveyReportOptions>();
  CLI::App* command =
      app->add_subcommand("survey", "Tabulate weighted percentages of a survey with their errors");
  arguments->AddTo(command, "TABLES", "YAML file that asks for tables");
  command->callback([arguments] { RunSurvey(*arguments); });
}

}  // namespace trustsem
