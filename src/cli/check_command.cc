#include <CLI/CLI.hpp>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/model_options.h"
#include "cli/output.h"
#include "report/write_check.h"
#include "study/check.h"

namespace trustsem {
namespace {

struct CheckArguments {
  ModelOptions model;
  InputOptions input;
  std::string format = "text", output, language = "en";
};

// What is known is printed also where the model is not identified; the fault follows it.
void RunCheck(const CheckArguments& a) {
  const DataInput input = a.input.Read(false);
  const CheckReport report = CheckStudy(a.model.Read(), input);
  WriteOutput(a.format == "json" ? WriteCheckJson(report)
                                 : WriteCheckText(report, a.language == "zh" ? Language::kChinese
                                                                             : Language::kEnglish),
              a.output);
  if (!report.identified) {
    throw Error(ErrorKind::kIdentification, {report.identification_fault});
  }
}

}  // namespace

void AddCheckCommand(CLI::App* app) {
  auto arguments = std::make_shared<CheckArguments>();
  CheckArguments* a = arguments.get();
  CLI::App* command = app->add_subcommand(
      "check", "Tell all that is known of a model, and of its data, without fitting it");
  a->model.AddTo(command);
  a->input.AddTo(command);
  command->add_option("--format", a->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("--lang", a->language, "Labels and headings: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  command->add_option("--output", a->output, "A file in place of standard output");
  command->callback([arguments] { RunCheck(*arguments); });
}

}  // namespace trustsem
