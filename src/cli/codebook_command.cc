#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "base/error.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "data/codebook_column.h"
#include "data/draft_codebook.h"
#include "data/read_data.h"
#include "report/write_survey.h"
#include "spec/read_codebook.h"
#include "survey/data_quality.h"

namespace trustsem {
namespace {

struct CodebookArguments {
  std::string data, check, format = "text", language = "en", output;
};

std::string Draft(const std::string& data) {
  const Frame frame = ReadData(data);
  std::string text = WriteCodebook(DraftCodebook(frame));
  return "# A draft: check every type, the order of every scale and the codes of missing answers;\n"
         "# add labels, wordings and constructs.\n" +
         text;
}

std::string Check(const CodebookArguments& a) {
  const Codebook codebook = ReadCodebook(a.check);
  const Frame frame = ReadData(a.data);
  std::vector<Fault> faults = FindMissingColumns(codebook, frame);
  if (!faults.empty()) throw Error(ErrorKind::kData, std::move(faults));
  const DataQuality quality = CheckDataQuality(codebook, frame);
  if (a.format == "json") return WriteQualityJson(quality);
  return WriteQualityText(quality, a.language == "zh" ? Language::kChinese : Language::kEnglish);
}

}  // namespace

void AddCodebookCommand(CLI::App* app) {
  auto arguments = std::make_shared<CodebookArguments>();
  CodebookArguments* a = arguments.get();
  CLI::App* command = app->add_subcommand(
      "codebook", "Draft a codebook for a data file, or check the data against one");
  command->add_option("DATA", a->data, "Respondents by rows (.csv, .tsv, .sav, .dta, ...)")
      ->required();
  CLI::Option* check =
      command->add_option("--check", a->check, "A codebook to check the data against");
  command->add_option("--format", a->format, "Of the check: text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->needs(check);
  command->add_option("--lang", a->language, "Of the check, labels and headings: en or zh")
      ->check(CLI::IsMember({"en", "zh"}))
      ->needs(check);
  command->add_option("--output", a->output, "A file in place of standard output");
  command->callback([arguments] {
    WriteOutput(arguments->check.empty() ? Draft(arguments->data) : Check(*arguments),
                arguments->output);
  });
}

}  // namespace trustsem
