// The subcommands of the program. Each adds itself to the parser; its callback does the work.
#ifndef TRUSTSEM_CLI_COMMANDS_H_
#define TRUSTSEM_CLI_COMMANDS_H_

namespace CLI {
class App;
}

namespace trustsem {

void AddFitCommand(CLI::App* app);
void AddCheckCommand(CLI::App* app);
void AddCompareCommand(CLI::App* app);
void AddConvertCommand(CLI::App* app);
void AddSchemaCommand(CLI::App* app);
void AddScoresCommand(CLI::App* app);
void AddSimulateCommand(CLI::App* app);
void AddCodebookCommand(CLI::App* app);
void AddSurveyCommand(CLI::App* app);
void AddClaimsCommand(CLI::App* app);
void AddFiguresCommand(CLI::App* app);
void AddReportCommand(CLI::App* app);
void AddVelocityCommand(CLI::App* app);

// Parses the arguments, runs a subcommand and returns the exit status of the contract.
int RunProgram(int argc, char** argv);

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_COMMANDS_H_
