#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/model_options.h"
#include "cli/output.h"
#include "report/write_results.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

struct FitArguments {
  ModelOptions model;
  DataInput input;
  std::string nobs, format, output, language = "en";
  bool modification_indices = false;
  bool all_residuals = false;
};

std::vector<double> ParseNobs(const std::string& text) {
  std::vector<double> numbers;
  for (const std::string& word : SplitList(text)) {
    char* end = nullptr;
    const double value = std::strtod(word.c_str(), &end);
    if (*end != 0 || !(value >= 2) || value != std::floor(value) || value > 1e12) {
      throw Error(ErrorKind::kUsage, fmt::format("--nobs: '{}' is no number of respondents",
                                                 Excerpt(word)),
                  "give a whole number for each group, such as --nobs 301 or --nobs 156,145");
    }
    numbers.push_back(value);
  }
  return numbers;
}

void CheckInput(const FitArguments& a) {
  if (a.input.data.empty() == a.input.covariance.empty()) {
    throw Error(ErrorKind::kUsage,
                a.input.data.empty() ? "no data are given" : "--data and --cov exclude each other",
                "give either --data FILE (respondents) or --cov FILE --nobs N (a matrix)");
  }
  if (!a.input.covariance.empty() && a.nobs.empty()) {
    throw Error(ErrorKind::kUsage, "--cov needs the number of respondents", "add --nobs N");
  }
  if (a.input.covariance.empty() && (!a.nobs.empty() || !a.input.means.empty())) {
    throw Error(ErrorKind::kUsage, "--nobs and --means go with --cov", "leave them out with --data");
  }
}

// By --format, else by the output file's extension, else text.
std::string FormatOf(const FitArguments& a) {
  if (!a.format.empty()) return a.format;
  const size_t dot = a.output.rfind('.');
  const std::string extension = dot == std::string::npos ? "" : ToLower(a.output.substr(dot));
  if (extension == ".json") return "json";
  if (extension == ".csv") return "csv";
  if (extension == ".md" || extension == ".markdown") return "markdown";
  return "text";
}

void RunFit(FitArguments a) {
  CheckInput(a);
  a.input.nobs = ParseNobs(a.nobs);
  const Model model = a.model.Read();
  AnalysisOptions options;
  options.modification_indices = a.modification_indices;
  const Results results = Analyse(model, a.input, options);
  ReportOptions report;
  report.language = a.language == "zh" ? Language::kChinese : Language::kEnglish;
  report.all_residuals = a.all_residuals;
  const std::string format = FormatOf(a);
  WriteOutput(format == "json"       ? WriteJson(results)
              : format == "csv"      ? WriteCsv(results)
              : format == "markdown" ? WriteMarkdown(results, report)
                                     : WriteText(results, report),
              a.output);
  if (format != "json" && format != "csv") return;
  for (const Note& note : results.warnings) {
    std::fputs(fmt::format("note: {}; {}.\n", note.message, note.hint).c_str(), stderr);
  }
}

}  // namespace

void AddFitCommand(CLI::App* app) {
  auto arguments = std::make_shared<FitArguments>();
  FitArguments* a = arguments.get();
  CLI::App* command = app->add_subcommand("fit", "Estimate one model");
  a->model.AddTo(command);
  command->add_option("--data", a->input.data, "Respondents by rows (.csv, .tsv, .sav, .dta, ...)");
  command->add_option("--cov", a->input.covariance,
                      "A covariance or correlation matrix with a header row, in place of --data");
  command->add_option("--means", a->input.means, "Means beside --cov");
  command->add_option("--nobs", a->nobs, "Respondents behind --cov, one number a group");
  command->add_flag("--modification-indices", a->modification_indices, "Add them");
  command->add_flag("--all-residuals", a->all_residuals, "List every residual correlation");
  command->add_option("--format", a->format, "text, markdown, csv or json")
      ->check(CLI::IsMember({"text", "markdown", "csv", "json"}));
  command->add_option("--lang", a->language, "Labels and headings: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  command->add_option("--output", a->output, "A file in place of standard output");
  command->callback([arguments] { RunFit(*arguments); });
}

}  // namespace trustsem
