#include <CLI/CLI.hpp>
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
#include "report/report_page.h"
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

void CheckOutput(const std::string& output) {
  const std::string name = ToLower(output);
  if (name.ends_with(".html") || name.ends_with(".htm")) return;
  throw Error(ErrorKind::kUsage, "the report '" + Excerpt(output) + "' is no name of a web page",
              "give --output a name that ends in .html");
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

// In both languages, one of which the reader sees.
void AddFigures(int threads, ReportPage* page) {
  std::vector<Fault> failures;
  for (const Language language : {Language::kEnglish, Language::kChinese}) {
    PathDiagramOptions options;
    options.figure.language = language;
    options.figure.forms = {.svg = true, .pdf = false, .png = false};
    options.figure.threads = threads;
    for (Figure& figure : DrawResults(page->results, options, &failures)) {
      PageFigure shown;
      shown.figure = std::move(figure);
      shown.language = language;
      page->figures.push_back(std::move(shown));
    }
  }
  for (const Fault& fault : failures) {
    page->results.warnings.push_back({"figures_missing", fault.message, fault.hint});
  }
}

void RunReport(const ReportArguments& a) {
  CheckOutput(a.output);
  const DataInput input = a.input.Read(true);
  if (!a.claims.empty() && input.data.empty()) {
    throw Error(ErrorKind::kUsage, "--claims needs respondents, not a matrix",
                "give --data FILE, or leave out --claims");
  }
  Model model = a.model.Read();
  a.bootstrap.Apply(&model);
  AnalysisOptions options;
  options.modification_indices = true;
  options.checkpoint = a.bootstrap.checkpoint;
  ReportPage page;
  page.results = Analyse(model, input, options);
  AddFigures(model.fit.threads.value_or(0), &page);
  page.check = CheckStudy(model, input);
  AddSurvey(a, model, input, &page);
  page.language = a.language == "zh" ? Language::kChinese : Language::kEnglish;
  WriteOutput(WriteReportPage(page), a.output);
}

}  // namespace

void AddReportCommand(CLI::App* app) {
  auto arguments = std::make_shared<ReportArguments>();
  ReportArguments* a = arguments.get();
  CLI::App* command =
      app->add_subcommand("report", "Estimate one model and write all of it as one web page");
  a->model.AddTo(command);
  a->input.AddTo(command);
  a->bootstrap.AddTo(command);
  command->add_option("--claims", a->claims,
                      "YAML file of published percentages, to stand beside the survey's");
  command
      ->add_option("--lang", a->language, "The language shown first, en or zh: the page has both")
      ->check(CLI::IsMember({"en", "zh"}));
  command->add_option("--output", a->output, "The page (.html)")->required();
  command->callback([arguments] { RunReport(*arguments); });
}

}  // namespace trustsem
