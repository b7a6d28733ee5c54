#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <new>

#include "base/error.h"
#include "base/text.h"
#include "base/version.h"
#include "cli/commands.h"

namespace trustsem {
namespace {

void PrintError(const std::string& line) { std::fputs((line + "\n").c_str(), stderr); }

// One line a fault; with several, a last line that says in one sentence what to do.
int Report(const Error& error) {
  for (const Fault& fault : error.faults()) PrintError("trustsem: " + ToString(fault));
  if (error.faults().size() > 1) {
    PrintError(fmt::format("trustsem: {} faults were found; mend them and run again.",
                           error.faults().size()));
  }
  return error.exit_status();
}

// Help and version, on standard output.
int Inform(const CLI::App& app, const CLI::Success& request) {
  app.exit(request);
  std::cout.flush();
  if (std::cout) return 0;
  PrintError("trustsem: standard output could not be written.");
  return static_cast<int>(ErrorKind::kOther);
}

// Whether an option's text names the output file. `written`: the option names a file that need not
// be there yet.
bool SameFile(const std::string& text, const std::string& output, bool written) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(text, error)) {
    return written && std::filesystem::weakly_canonical(text, error) ==
                          std::filesystem::weakly_canonical(output, error);
  }
  return std::filesystem::equivalent(text, output, error) && !error;
}

// What is wrong with an option's text whatever the command makes of it: nothing at all, or an
// output file that is also read.
void CheckTexts(const CLI::App& command) {
  std::vector<Fault> faults;
  std::string output;
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_name() == "--output" && option->count() > 0) output = option->results().front();
    const std::vector<std::string>& texts = option->results();
    // A flag has texts of CLI11's own.
    if (option->get_items_expected_max() == 0 || texts.empty() || !texts.front().empty()) continue;
    faults.push_back(
        {{}, fmt::format("{} is empty", option->get_name()), "give it a value, or leave it out"});
  }
  for (const CLI::Option* option : command.get_options()) {
    if (output.empty() || option->get_name() == "--output") continue;
    for (const std::string& text : option->results()) {
      if (!SameFile(text, output, option->get_name() == "--checkpoint")) continue;
      faults.push_back({{},
                        fmt::format("the output file '{}' is also read, as {}", Excerpt(output),
                                    option->get_name()),
                        "give the output another name"});
    }
  }
  if (!faults.empty()) throw Error(ErrorKind::kUsage, std::move(faults));
}

// CLI11's message with a suggestion for a misspelt option or command.
int ReportUsage(const CLI::App& app, const CLI::ParseError& error) {
  std::string message = error.what();
  while (!message.empty() && (message.back() == '\n' || message.back() == '.')) message.pop_back();
  for (char& c : message) {
    if (c == '\n') c = ' ';
  }
  const CLI::App* command = &app;
  for (const CLI::App* sub : app.get_subcommands()) command = sub;
  std::vector<std::string> known;
  for (const CLI::Option* option : command->get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  if (command == &app) {
    for (const CLI::App* sub : app.get_subcommands({})) known.push_back(sub->get_name());
  }
  if (command == &app && !app.remaining().empty()) {
    const std::string word = app.remaining().front();
    message = fmt::format("'{}' is no {} of trustsem", Excerpt(word),
                          word.starts_with("-") ? "option" : "command");
  }
  std::string hint;
  for (const std::string& word : command->remaining(true)) {
    hint = DidYouMean(word, known, hint);
  }
  if (hint.empty()) {
    hint = "see 'trustsem" + (command == &app ? "" : " " + command->get_name()) + " --help'";
  }
  PrintError("trustsem: " + message + "; " + hint + (hint.back() == '?' ? "" : "."));
  return static_cast<int>(ErrorKind::kUsage);
}

}  // namespace

int RunProgram(int argc, char** argv) {
  CLI::App app{"trustsem: structural models of trust, relationship and loyalty from survey data",
               "trustsem"};
  app.set_version_flag("--version", fmt::format("trustsem {}", Version()));
  app.require_subcommand(1);
  AddFitCommand(&app);
  AddCheckCommand(&app);
  AddCompareCommand(&app);
  AddConvertCommand(&app);
  AddSchemaCommand(&app);
  AddScoresCommand(&app);
  AddSimulateCommand(&app);
  AddCodebookCommand(&app);
  AddSurveyCommand(&app);
  AddClaimsCommand(&app);
  AddFiguresCommand(&app);
  AddReportCommand(&app);
  AddVelocityCommand(&app);
  for (CLI::App* command : app.get_subcommands({})) {
    command->parse_complete_callback([command] { CheckTexts(*command); });
  }
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::Success& request) {
    return Inform(app, request);
  } catch (const CLI::ParseError& error) {
    return ReportUsage(app, error);
  } catch (const Error& error) {
    return Report(error);
  } catch (const std::bad_alloc&) {
    PrintError("trustsem: the machine has too little memory for this; use fewer variables.");
  } catch (const std::exception& error) {
    PrintError(
        fmt::format("trustsem: internal error: {}; please report it with the command, the "
                    "model and the data.",
                    error.what()));
  }
  return static_cast<int>(ErrorKind::kOther);
}

}  // namespace trustsem
