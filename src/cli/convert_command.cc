#include <CLI/CLI.hpp>
#include <memory>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "spec/claims.h"
#include "spec/read_codebook.h"
#include "spec/read_model.h"
#include "spec/read_survey_tables.h"
#include "spec/velocity.h"

namespace trustsem {
namespace {

bool IsYaml(const std::string& path) {
  const std::string lower = ToLower(path);
  return lower.ends_with(".yaml") || lower.ends_with(".yml");
}

}  // namespace

void AddConvertCommand(CLI::App* app) {
  struct Arguments {
    std::string file, output, to;
  };
  auto a = std::make_shared<Arguments>();
  CLI::App* command = app->add_subcommand(
      "convert", "Turn a YAML specification into lavaan syntax, or the other way round");
  command->add_option("MODEL", a->file, "The model to convert")->required();
  command->add_option("--to", a->to, "yaml or lavaan; default: the other language")
      ->check(CLI::IsMember({"yaml", "lavaan"}));
  command->add_option("--output", a->output, "A file in place of standard output");
  command->callback([a] {
    const Model model = ReadModel(a->file);
    const bool to_yaml = !a->to.empty()       ? a->to == "yaml"
                         : !a->output.empty() ? IsYaml(a->output)
                                              : !IsYaml(a->file);
    WriteOutput(to_yaml ? WriteYaml(model) : WriteLavaan(model), a->output);
  });
}

void AddSchemaCommand(CLI::App* app) {
  struct SchemaArguments {
    std::string of = "specification", output;
  };
  auto arguments = std::make_shared<SchemaArguments>();
  CLI::App* command =
      app->add_subcommand("schema", "Print the JSON Schema (2020-12) of a YAML file, for editors");
  command
      ->add_option("--of", arguments->of,
                   "specification (default), codebook, tables, claims or velocity: which file")
      ->check(CLI::IsMember({"specification", "codebook", "tables", "claims", "velocity"}));
  command->add_option("--output", arguments->output, "A file in place of standard output");
  command->callback([arguments] {
    const std::string& of = arguments->of;
    WriteOutput(of == "codebook"   ? CodebookSchema()
                : of == "tables"   ? TableBookSchema()
                : of == "claims"   ? ClaimsSchema()
                : of == "velocity" ? VelocitySchema()
                                   : SpecificationSchema(),
                arguments->output);
  });
}

}  // namespace trustsem
