#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/survey_options.h"
#include "report/chart_survey.h"
#include "report/write_survey.h"
#include "survey/judge_claims.h"

namespace trustsem {
namespace {

void RunClaims(const SurveyReportOptions& a) {
  const std::string format = a.Format();
  ClaimBook book = ReadClaims(a.request);
  a.Override(&book.design);
  const ClaimBookResults results = JudgeClaims(book, a.data, a.codebook);
  const Language language = a.ReportLanguage();
  a.Write(format == "json"       ? WriteClaimsJson(results)
          : format == "csv"      ? WriteClaimsCsv(results)
          : format == "xlsx"     ? WriteClaimsWorkbook(results, language)
          : format == "markdown" ? WriteClaimsMarkdown(results, language)
                                 : WriteClaimsText(results, language),
          results.warnings, results.origin.data_statement,
          [&] { return MakeClaimCharts(results, a.Figures(results.origin)); });
}

}  // namespace

void AddClaimsCommand(CLI::App* app) {
  auto arguments = std::make_shared<SurveyReportOptions>();
  CLI::App* command =
      app->add_subcommand("claims", "Compare published percentages with those of a survey");
  arguments->AddTo(command, "CLAIMS", "YAML file of published percentages");
  command->callback([arguments] { RunClaims(*arguments); });
}

}  // namespace trustsem
