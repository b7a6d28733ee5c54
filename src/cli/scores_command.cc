#include <CLI/CLI.hpp>
#include <memory>

#include "base/error.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/model_options.h"
#include "cli/output.h"
#include "cli/provenance.h"
#include "report/write_scores.h"

namespace trustsem {
namespace {

struct ScoresArguments {
  ModelOptions model;
  InputOptions input;
  std::string method, id, format, output;
  bool all_rows = false;
};

void RunScores(const ScoresArguments& a) {
  const DataInput input = a.input.Read(true);
  const Model model = a.model.Read();
  ScoreOptions options;
  if (a.method == "regression") options.method = ScoreMethod::kRegression;
  if (a.method == "bartlett") options.method = ScoreMethod::kBartlett;
  if (a.method == "ebm") options.method = ScoreMethod::kPosteriorMode;
  options.id_column = a.id;
  options.all_rows = a.all_rows;
  const ScoreTable table = ScoreRespondents(model, input, options);
  const bool json =
      a.format == "json" || (a.format.empty() && ToLower(a.output).ends_with(".json"));
  WriteOutput(json ? WriteScoresJson(table) : WriteScoresCsv(table), a.output);
  TellNotes(table.warnings);
  if (!json) TellProvenance(table.data_statement, a.output);
}

}  // namespace

void AddScoresCommand(CLI::App* app) {
  auto arguments = std::make_shared<ScoresArguments>();
  ScoresArguments* a = arguments.get();
  CLI::App* command = app->add_subcommand(
      "scores", "Estimate where each respondent stands on the constructs of a model");
  a->model.AddTo(command);
  a->input.AddTo(command);
  command
      ->add_option("--method", a->method,
                   "regression (default), bartlett, or ebm: posterior modes (default where any "
                   "item is ordered)")
      ->check(CLI::IsMember({"regression", "bartlett", "ebm"}));
  command->add_option("--id", a->id, "Column of the data that names the respondents");
  command->add_flag("--all-rows", a->all_rows, "List respondents without scores too");
  command->add_option("--format", a->format, "csv (default) or json")
      ->check(CLI::IsMember({"csv", "json"}));
  command->add_option("--output", a->output, "A file in place of standard output");
  command->callback([arguments] { RunScores(*arguments); });
}

}  // namespace trustsem
