#include <CLI/CLI.hpp>
#include <memory>

#include "cli/bootstrap_options.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/model_options.h"
#include "cli/output.h"
#include "report/paper_tables.h"
#include "report/report_page.h"
#include "report/results_workbook.h"
#include "report/write_results.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

const std::vector<std::string> kFormats = {"text", "markdown", "csv", "json", "xlsx", "latex"};

struct FitArguments {
  ModelOptions model;
  InputOptions input;
  BootstrapArguments bootstrap;
  std::string format, output, language = "en";
  bool modification_indices = false;
  bool all_residuals = false;
};

void RunFit(const FitArguments& a) {
  const std::string format = FormatOf(a.format, a.output, kFormats);
  const DataInput input = a.input.Read(true);
  Model model = a.model.Read();
  a.bootstrap.Apply(&model);
  AnalysisOptions options;
  options.modification_indices = a.modification_indices;
  options.checkpoint = a.bootstrap.checkpoint;
  ReportPage page;
  page.results = Analyse(model, input, options);
  const Results& results = page.results;
  ReportOptions report;
  report.language = a.language == "zh" ? Language::kChinese : Language::kEnglish;
  page.language = report.language;
  report.all_residuals = a.all_residuals;
  WriteOutput(format == "json"       ? WriteJson(results)
              : format == "csv"      ? WriteCsv(results)
              : format == "markdown" ? WriteMarkdown(results, report)
              : format == "xlsx"     ? WriteResultsWorkbook(page)
              : format == "latex"    ? WriteLatexTables(page)
                                     : WriteText(results, report),
              a.output);
  if (format == "text" || format == "markdown") return;
  TellNotes(results.warnings);
}

}  // namespace

void AddFitCommand(CLI::App* app) {
  auto arguments = std::make_shared<FitArguments>();
  FitArguments* a = arguments.get();
  CLI::App* command = app->add_subcommand("fit", "Estimate one model");
  a->model.AddTo(command);
  a->input.AddTo(command);
  a->bootstrap.AddTo(command);
  command->add_flag("--modification-indices", a->modification_indices, "Add them");
  command->add_flag("--all-residuals", a->all_residuals, "List every residual correlation");
  command->add_option("--format", a->format, "text, markdown, csv, json, xlsx or latex")
      ->check(CLI::IsMember(kFormats));
  command->add_option("--lang", a->language, "Labels and headings: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  command->add_option("--output", a->output, "A file in place of standard output");
  command->callback([arguments] { RunFit(*arguments); });
}

}  // namespace trustsem
