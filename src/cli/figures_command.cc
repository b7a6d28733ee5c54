#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <vector>

#include "base/text.h"
#include "cli/bootstrap_options.h"
#include "cli/commands.h"
#include "cli/draw_results.h"
#include "cli/figure_files.h"
#include "cli/input_options.h"
#include "cli/model_options.h"
#include "cli/output.h"
#include "report/figure_provenance.h"
#include "report/path_diagram.h"
#include "study/analysis.h"

namespace trustsem {
namespace {

struct FiguresArguments {
  ModelOptions model;
  InputOptions input;
  BootstrapArguments bootstrap;
  std::string output, language = "en", size = "slide", formats = "svg,pdf,png";
  bool items = false;
};

std::vector<Figure> DrawModel(const Model& model, PathDiagramOptions options) {
  options.figure.provenance = FigureProvenance(model, options.figure.language);
  return {MakePathDiagram(model, options)};
}

void RunFigures(const FiguresArguments& a) {
  const DataInput input = a.input.Read(false);
  Model model = a.model.Read();
  a.bootstrap.Apply(&model);
  PathDiagramOptions options;
  options.figure.forms = ReadForms(a.formats);
  options.figure.threads = model.fit.threads.value_or(0);
  const FigureFiles files(a.output);
  options.items = a.items;
  options.figure.language = a.language == "zh" ? Language::kChinese : Language::kEnglish;
  options.figure.size = a.size == "column" ? FigureSize::kColumn : FigureSize::kSlide;
  std::vector<Figure> figures;
  std::vector<Fault> failures;
  if (input.data.empty() && input.covariance.empty()) {
    figures = DrawModel(model, options);
  } else {
    AnalysisOptions analysis;
    analysis.checkpoint = a.bootstrap.checkpoint;
    const Results results = Analyse(model, input, analysis);
    figures = DrawResults(results, options, &failures);
    TellNotes(results.warnings);
  }
  std::string list;
  const std::vector<std::string> paths = files.Write(figures);
  for (const std::string& path : paths) list += path + "\n";
  WriteOutput(list, "");
  if (failures.empty()) return;
  if (!paths.empty()) {
    failures.back().message +=
        fmt::format("; the other figures were written into '{}'", Excerpt(a.output, 200));
  }
  throw Error(ErrorKind::kOther, failures);
}

}  // namespace

void AddFiguresCommand(CLI::App* app) {
  auto arguments = std::make_shared<FiguresArguments>();
  FiguresArguments* a = arguments.get();
  CLI::App* command =
      app->add_subcommand("figures", "Draw the model, with its estimates where data are given");
  a->model.AddTo(command);
  a->input.AddTo(command);
  a->bootstrap.AddTo(command);
  command->add_option("--output", a->output, "The directory for the figures' files")->required();
  command->add_option("--formats", a->formats, "Some of svg, pdf and png, separated by commas");
  command->add_option("--size", a->size, "slide (254 mm wide) or column (86 mm wide)")
      ->check(CLI::IsMember({"slide", "column"}));
  command->add_option("--lang", a->language, "Names and words: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  command->add_flag("--items", a->items, "Draw each construct's items");
  command->callback([arguments] { RunFigures(*arguments); });
}

}  // namespace trustsem
