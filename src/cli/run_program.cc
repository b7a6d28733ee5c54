#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
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
  AddConvertCommand(&app);
  AddSchemaCommand(&app);
  AddScoresCommand(&app);
  AddSimulateCommand(&app);
  AddCodebookCommand(&app);
  AddSurveyCommand(&app);
  AddClaimsCommand(&app);
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
