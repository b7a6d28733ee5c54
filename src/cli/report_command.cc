#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/text.h"
#include "cli/bootstrap_options.h"
#include "cli/commands.h"
#include "cli/draw_results.h"
#include "cli/input_options.h"
#include "cli/model_options.h"
#include "cli/output.h"
#include "data/read_data.h"
#include "report/figure_provenance.h"
#include "report/paper_tables.h"
#include "report/report_page.h"
#include "report/results_workbook.h"
#include "spec/claims.h"
#include "spec/read_codebook.h"
#include "study/analysis.h"
#include "study/check.h"
#include "survey/data_quality.h"
#include "survey/judge_claims.h"
#include "survey/sample_profile.h"

namespace trustsem {
namespace {

struct ReportArguments {
  ModelOptions model;
  InputOptions input;
  BootstrapArguments bootstrap;
  std::string claims, output, language = "en";
};

std::string FormatOfReport(const std::string& output) {
  const std::string format = FormatOf("", output, {"html", "xlsx", "markdown", "latex"});
  if (format != "text") return format;
  throw Error(ErrorKind::kUsage,
              "the name '" + Excerpt(std::filesystem::path(output).filename().string()) +
                  "' does not say what report is wanted",
              "let --output end in .html (web page), .xlsx (workbook), .md or .tex (tables for "
              "papers)");
}

// What the codebook and the claims add to the fit.
void AddSurvey(const ReportArguments& a, const Model& model, const DataInput& input,
               ReportPage* page) {
  if (!a.claims.empty()) {
    page->claims = JudgeClaims(ReadClaims(a.claims), input.data, a.model.codebook);
  }
  if (model.data.codebook.empty() || input.data.empty()) return;
  const Codebook codebook = ReadCodebook(model.data.codebook);
  page->quality = CheckDataQuality(codebook, ReadData(input.data));
  page->profile = ProfileSample(codebook, *page->quality, model);
}

// The path diagram as readers may ask for it beside `shown`, that of all groups with standardised
// coefficients: with plain ones, and of each group.
void AddDiagrams(const Results& results, PathDiagramOptions options, PageFigure shown,
                 ReportPage* page) {
  const int groups = results.groups.size() > 1 ? static_cast<int>(results.groups.size()) : 0;
  for (int group = 0; group <= groups; ++group) {
    if (groups > 0) shown.group = group;
    for (const Coefficients kind : {Coefficients::kStandardized, Coefficients::kPlain}) {
      options.group = group;
      options.coefficients = shown.coefficients = kind;
      const bool drawn = group == 0 && kind == Coefficients::kStandardized;
      if (!drawn) shown.figure = MakePathDiagram(results, options);
      page->figures.push_back(shown);
    }
  }
}

// The figures in one language. `failures`: why some are not there.
void AddFigures(Language language, int threads, ReportPage* page, std::vector<Fault>* failures) {
  PathDiagramOptions options;
  options.figure.language = language;
  options.figure.forms = {.svg = true, .pdf = false, .png = false};
  options.figure.threads = threads;
  for (Figure& figure : DrawResults(page->results, options, failures)) {
    const bool is_diagram = figure.name == kPathDiagram;
    PageFigure shown;
    shown.figure = std::move(figure);
    shown.language = language;
    if (is_diagram) {
      options.figure.provenance = FigureProvenance(page->results, language);
      AddDiagrams(page->results, options, std::move(shown), page);
    } else {
      page->figures.push_back(std::move(shown));
    }
  }
}

// In both languages, one of which the reader sees. Returns notes on figures that are not there,
// which the page's own notes say too.
std::vector<Note> AddFigures(int threads, ReportPage* page) {
  std::vector<Note> notes;
  for (const Language language : {Language::kEnglish, Language::kChinese}) {
    std::vector<Fault> failures;
    const size_t before = page->figures.size();
    AddFigures(language, threads, page, &failures);
    for (const Fault& fault : failures) {
      notes.push_back(
          {"figures_missing",
           fmt::format("{} figures in {} are not drawn: {}",
                       page->figures.size() == before ? "the" : "some",
                       language == Language::kChinese ? "Chinese" : "English", fault.message),
           fault.hint});
    }
  }
  page->results.warnings.insert(page->results.warnings.end(), notes.begin(), notes.end());
  return notes;
}

void RunReport(const ReportArguments& a) {
  const std::string format = FormatOfReport(a.output);
  const DataInput input = a.input.Read(true);
  if (!a.claims.empty() && input.data.empty()) {
    throw Error(ErrorKind::kUsage, "--claims needs respondents, not a matrix",
                "give --data FILE, or leave out --claims");
  }
  Model model = a.model.Read();
  Output output(a.output);
  a.bootstrap.Apply(&model);
  AnalysisOptions options;
  options.modification_indices = true;
  options.checkpoint = a.bootstrap.checkpoint;
  ReportPage page;
  page.results = Analyse(model, input, options);
  std::vector<Note> missing_figures;
  if (format == "html") missing_figures = AddFigures(model.fit.threads.value_or(0), &page);
  page.check = CheckStudy(model, input);
  AddSurvey(a, model, input, &page);
  page.language = a.language == "zh" ? Language::kChinese : Language::kEnglish;
  output.Write(format == "xlsx"       ? WriteResultsWorkbook(page)
               : format == "markdown" ? WriteMarkdownTables(page)
               : format == "latex"    ? WriteLatexTables(page)
                                      : WriteReportPage(page));
  output.Commit();
  // The page and the workbook hold the other notes.
  const bool tables = format == "markdown" || format == "latex";
  TellNotes(tables ? page.results.warnings : missing_figures);
}

}  // namespace

void AddReportCommand(CLI::App* app) {
  auto arguments = std::make_shared<ReportArguments>();
  ReportArguments* a = arguments.get();
  CLI::App* command =
      app->add_subcommand("report",
                          "Estimate one model and write all of it as a web page, a workbook, or "
                          "tables for papers");
  a->model.AddTo(command);
  a->input.AddTo(command);
  a->bootstrap.AddTo(command);
  command->add_option("--claims", a->claims,
                      "YAML file of published percentages, to stand beside the survey's");
  command
      ->add_option("--lang", a->language,
                   "en or zh; the web page has both and shows this one first")
      ->check(CLI::IsMember({"en", "zh"}));
  command
      ->add_option("--output", a->output,
                   "The file: .html (web page), .xlsx (workbook), .md or .tex (tables for papers)")
      ->required();
  command->callback([arguments] { RunReport(*arguments); });
}

}  // namespace trustsem
