#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>

#include "base/parallel.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/provenance.h"
#include "cli/whole_number.h"
#include "simulate/survey.h"
#include "spec/read_model.h"

namespace trustsem {
namespace {

struct SimulateArguments {
  std::string model, respondents, seed, margins, output;
  bool continuous = false;
  int threads = 0;
};

void RunSimulate(const SimulateArguments& a) {
  SurveyOptions options;
  options.respondents = ParseWhole<int64_t>(a.respondents, "--n", "number of respondents", "1600");
  options.seed = ParseWhole<uint64_t>(a.seed, "--seed", "seed", "1");
  options.continuous = a.continuous;
  options.margins = a.margins == "model" ? SurveyMargins::kModel : SurveyMargins::kSample;
  options.threads = ThreadCount(a.threads);
  const Model model = ReadModel(a.model);
  // The file is made with the first piece: what is wrong with the model is said before that.
  std::unique_ptr<Output> output;
  SimulateSurvey(model, options, [&](std::string_view piece) {
    if (output == nullptr) output = std::make_unique<Output>(a.output);
    output->Write(piece);
  });
  output->Commit();
  TellProvenance(model.simulation.statement, a.output);
}

}  // namespace

void AddSimulateCommand(CLI::App* app) {
  auto arguments = std::make_shared<SimulateArguments>();
  SimulateArguments* a = arguments.get();
  CLI::App* command =
      app->add_subcommand("simulate", "Draw respondents from a model with given values");
  command
      ->add_option("MODEL", a->model,
                   "Specification whose parameters have fixed or starting values")
      ->required();
  command->add_option("--n", a->respondents, "Number of respondents")->required();
  command->add_option("--seed", a->seed, "The same seed gives the same respondents")->required();
  command->add_flag("--continuous", a->continuous,
                    "Write the responses themselves, neither cut nor rescaled");
  command
      ->add_option("--margins", a->margins,
                   "sample (default): shares are met in the sample; model: in expectation, "
                   "respondents are independent and written as they are drawn")
      ->check(CLI::IsMember({"sample", "model"}));
  command->add_option("--threads", a->threads, "Threads; default all. The bytes are the same")
      ->check(CLI::Range(0, 1024));
  command->add_option("--output", a->output, "A file in place of standard output");
  command->callback([arguments] { RunSimulate(*arguments); });
}

}  // namespace trustsem
