#include "cli/commands.h"

int main(int argc, char** argv) { return trustsem::RunProgram(argc, argv); }
