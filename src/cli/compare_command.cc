#include <CLI/CLI.hpp>
#include <memory>

#include "base/error.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/input_options.h"
#include "cli/model_options.h"
#include "cli/output.h"
#include "report/write_comparison.h"
#include "study/compare.h"

namespace trustsem {
namespace {

const std::vector<std::string> kFormats = {"text", "markdown", "csv", "json"};

struct CompareArguments {
  std::vector<std::string> files;
  ModelOptions model;
  InputOptions input;
  std::string steps, difference, restrictions = "delta", format, output, language = "en";
};

std::vector<Model> ReadModels(const CompareArguments& a) {
  std::vector<Model> models;
  for (const std::string& file : a.files) {
    ModelOptions options = a.model;
    options.file = file;
    models.push_back(options.Read());
  }
  if (a.steps.empty()) return models;
  if (models.size() > 1) {
    throw Error(ErrorKind::kUsage,
                "--equal-steps compare one model with itself, and several are given",
                "give one model, or write the equalities into the models' own files");
  }
  return EqualitySteps(models.front(), SplitList(a.steps));
}

void RunCompare(const CompareArguments& a) {
  const DataInput input = a.input.Read(true);
  ComparisonOptions options;
  if (!a.difference.empty()) options.difference = ParseDifferenceTest(a.difference);
  if (a.restrictions == "exact") options.restrictions = RestrictionMethod::kExact;
  const Comparison comparison = CompareModels(ReadModels(a), input, options);
  const Language language = a.language == "zh" ? Language::kChinese : Language::kEnglish;
  const std::string format = FormatOf(a.format, a.output, kFormats);
  WriteOutput(format == "json"       ? WriteComparisonJson(comparison)
              : format == "csv"      ? WriteComparisonCsv(comparison)
              : format == "markdown" ? WriteComparisonMarkdown(comparison, language)
                                     : WriteComparisonText(comparison, language),
              a.output);
  if (format != "json" && format != "csv") return;
  TellNotes(comparison.warnings);
}

}  // namespace

void AddCompareCommand(CLI::App* app) {
  auto arguments = std::make_shared<CompareArguments>();
  CompareArguments* a = arguments.get();
  CLI::App* command = app->add_subcommand(
      "compare", "Compare models of the same respondents, nested in each other or not");
  command
      ->add_option("MODEL", a->files,
                   "Specifications (.yaml, .yml) or lavaan syntax (.lav, .lavaan, .txt)")
      ->required();
  a->model.AddOptionsTo(command);
  a->input.AddTo(command);
  command->add_option(
      "--equal-steps", a->steps,
      "Compare one model with itself under more and more equality over groups, such "
      "as loadings,intercepts,residuals; '+' joins what one step adds");
  command
      ->add_option(
          "--difference", a->difference,
          "Test of nested models: plain, satorra_bentler_2001, satorra_bentler_2010, "
          "satorra_2000, satorra_2000_scaled or satorra_2000_adjusted (default: what suits "
          "the estimator)")
      ->check(CLI::IsMember(DifferenceTestNames()));
  command
      ->add_option("--restrictions", a->restrictions,
                   "How satorra_2000 finds the restrictions: delta (default) or exact")
      ->check(CLI::IsMember({"delta", "exact"}));
  command->add_option("--format", a->format, "text, markdown, csv or json")
      ->check(CLI::IsMember(kFormats));
  command->add_option("--lang", a->language, "Labels and headings: en or zh")
      ->check(CLI::IsMember({"en", "zh"}));
  command->add_option("--output", a->output, "A file in place of standard output");
  command->callback([arguments] { RunCompare(*arguments); });
}

}  // namespace trustsem
