#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/figure_files.h"
#include "cli/output.h"
#include "cli/provenance.h"
#include "cli/whole_number.h"
#include "report/report_page.h"
#include "report/velocity_charts.h"
#include "report/write_velocity.h"
#include "spec/calendar_date.h"
#include "velocity/analyse_velocity.h"

namespace trustsem {
namespace {

const std::vector<std::string> kFormats = {"text", "markdown", "csv", "json", "xlsx", "html"};

struct VelocityArguments {
  std::string specification, data, codebook, format, language = "en", output;
  std::string csv = "accounts", today, seed = "1";
  std::string charts, formats = "svg,pdf,png", size = "slide";
  bool responses = false;
  int threads = 0;
};

// The day that the machine's clock shows, in Coordinated Universal Time.
int64_t ClockDay() {
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())
      .time_since_epoch()
      .count();
}

int64_t Today(const std::string& today) {
  if (today.empty()) return ClockDay();
  const std::optional<int64_t> day = ParseDate(today);
  if (day) return *day;
  throw Error(ErrorKind::kUsage, fmt::format("--today: '{}' is no date", Excerpt(today)),
              "write YYYY-MM-DD, such as --today 2024-03-05");
}

FigureOptions Figures(const VelocityArguments& a, const VelocityResults& results,
                      Language language) {
  FigureOptions figure;
  figure.language = language;
  figure.forms = ReadForms(a.formats);
  figure.threads = a.threads;
  figure.size = a.size == "column" ? FigureSize::kColumn : FigureSize::kSlide;
  figure.provenance = VelocityProvenance(results, language);
  return figure;
}

// In both languages, one of which the reader sees. Without gnuplot the page has no charts, and says
// so.
std::string Page(const VelocityArguments& a, VelocityResults results, Language language) {
  std::vector<PageFigure> figures;
  try {
    for (const Language of : {Language::kEnglish, Language::kChinese}) {
      FigureOptions options = Figures(a, results, of);
      options.forms = {.svg = true, .pdf = false, .png = false};
      for (Figure& figure : MakeVelocityCharts(results, options)) {
        PageFigure shown;
        shown.figure = std::move(figure);
        shown.language = of;
        figures.push_back(std::move(shown));
      }
    }
  } catch (const Error& error) {
    const Fault& fault = error.faults().front();
    figures.clear();
    results.notes.push_back({"charts_missing", fault.message, fault.hint});
  }
  return WriteVelocityPage(results, figures, language);
}

VelocityCsv Lines(const std::string& csv) {
  return csv == "levels"      ? VelocityCsv::kLevels
         : csv == "responses" ? VelocityCsv::kResponses
                              : VelocityCsv::kAccounts;
}

void RunVelocity(const VelocityArguments& a) {
  const std::string format = FormatOf(a.format, a.output, kFormats);
  VelocityOptions options;
  options.codebook = a.codebook;
  options.today = Today(a.today);
  options.seed = ParseWhole<uint64_t>(a.seed, "--seed", "seed", "1");
  options.threads = a.threads;
  std::unique_ptr<FigureFiles> files;
  if (!a.charts.empty()) files = std::make_unique<FigureFiles>(a.charts);
  const VelocityResults results = AnalyseVelocity(ReadVelocity(a.specification), a.data, options);
  const Language language = a.language == "zh" ? Language::kChinese : Language::kEnglish;
  const std::string report = format == "json"       ? WriteVelocityJson(results, a.responses)
                             : format == "csv"      ? WriteVelocityCsv(results, Lines(a.csv))
                             : format == "xlsx"     ? WriteVelocityWorkbook(results, language)
                             : format == "html"     ? Page(a, results, language)
                             : format == "markdown" ? WriteVelocityMarkdown(results, language)
                                                    : WriteVelocityText(results, language);
  if (files != nullptr) {
    files->Write(MakeVelocityCharts(results, Figures(a, results, language)));
  }
  WriteOutput(report, a.output);
  if (format == "text" || format == "markdown") return;
  TellNotes(results.notes);
  if (format == "csv") TellProvenance(results.data_statement, a.output);
}

}  // namespace

void AddVelocityCommand(CLI::App* app) {
  auto arguments = std::make_shared<VelocityArguments>();
  VelocityArguments* a = arguments.get();
  CLI::App* command = app->add_subcommand(
      "velocity", "Trust velocity per account, salesperson, segment and stage, and over waves");
  command->add_option("SPEC", a->specification, "YAML file: components, time, keys")->required();
  command->add_option("--data", a->data, "Responses by rows (.csv, .sav, .dta, ...)")->required();
  command->add_option("--codebook", a->codebook, "Codebook: labels become codes");
  command->add_option("--today", a->today,
                      "YYYY-MM-DD, behind which dates lie in the future; default the clock's day");
  command->add_option("--seed", a->seed, "Of the bootstrap; default 1");
  command->add_option("--threads", a->threads, "Threads; default all. The numbers are the same")
      ->check(CLI::Range(0, 1024));
  command->add_option("--format", a->format, "text, markdown, csv, json, xlsx or html")
      ->check(CLI::IsMember(kFormats));
  command
      ->add_option("--csv", a->csv,
                   "What the lines of a CSV file are: accounts (default), levels or responses")
      ->check(CLI::IsMember({"accounts", "levels", "responses"}));
  command->add_flag("--responses", a->responses, "Add every row of the data to the JSON object");
  command->add_option("--lang", a->language, "Labels and headings: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  command->add_option("--output", a->output, "A file in place of standard output");
  command->add_option("--charts", a->charts, "Draw the charts into files in this directory too");
  command->add_option("--formats", a->formats,
                      "Of the charts: some of svg, pdf and png, separated by commas");
  command
      ->add_option("--size", a->size, "Of the charts: slide (254 mm wide) or column (86 mm wide)")
      ->check(CLI::IsMember({"slide", "column"}));
  command->callback([arguments] { RunVelocity(*arguments); });
}

}  // namespace trustsem
