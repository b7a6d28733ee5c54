// Runs the built program as a user does: arguments in; standard output, standard error and the exit
// status out.
#ifndef TRUSTSEM_TESTS_CLI_PROGRAM_H_
#define TRUSTSEM_TESTS_CLI_PROGRAM_H_

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace trustsem {

struct ProgramRun {
  int status = -1;  // 128 + signal where a signal ended it
  std::string out, error;

  std::string LastErrorLine() const {
    std::istringstream lines(error);
    std::string line, last;
    while (std::getline(lines, line)) last = line;
    return last;
  }
  nlohmann::json Json() const { return nlohmann::json::parse(out); }
};

class ProgramTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string("trustsem_") + info->test_suite_name() + "_" + info->name() +
                       "_" + std::to_string(getpid());
    for (char& c : name) {
      if (c == '/') c = '_';
    }
    folder_ = std::filesystem::path(::testing::TempDir()) / name;
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  std::string Write(const std::string& name, const std::string& bytes) const {
    std::ofstream(Path(name), std::ios::binary) << bytes;
    return Path(name);
  }
  static std::string Read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static std::string Source(const std::string& path) {
    return std::string(TRUSTSEM_SOURCE_DIR) + "/" + path;
  }
  static std::string Reference(const std::string& name) {
    return Source("tests/reference/data/" + name);
  }

  // The three-factor model of Holzinger and Swineford's data.
  std::string ThreeFactors() const {
    return Write("three.lav",
                 "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n");
  }
  // One construct with three items, for small files of data.
  std::string OneFactor() const { return Write("one.lav", "f =~ a + b + c\n"); }

  // Respondents for OneFactor(): `rows` of them, correlated, none alike.
  static std::vector<std::vector<double>> Answers(int rows) {
    std::vector<std::vector<double>> answers;
    for (int i = 0; i < rows; ++i) {
      const double f = std::sin(1.7 * i);
      answers.push_back({std::round(1e3 * (f + 0.6 * std::sin(12.9 * i + 1))) / 1e3,
                         std::round(1e3 * (f + 0.6 * std::sin(78.2 * i + 2))) / 1e3,
                         std::round(1e3 * (f + 0.6 * std::sin(39.4 * i + 3))) / 1e3});
    }
    return answers;
  }
  static std::string Csv(int rows, const std::string& newline = "\n", char separator = ',') {
    std::ostringstream text;
    text << "a" << separator << "b" << separator << "c" << newline;
    for (const std::vector<double>& row : Answers(rows)) {
      text << row[0] << separator << row[1] << separator << row[2] << newline;
    }
    return text.str();
  }

  // `out`: a file in place of captured standard output; "closed": no standard output at all.
  ProgramRun Run(const std::vector<std::string>& arguments, const std::string& out = "") const {
    const std::string out_path = out.empty() ? Path("captured_stdout") : out;
    const std::string error_path = Path("captured_stderr");
    const pid_t child = fork();
    if (child == 0) {
      Redirect(2, error_path);
      if (out == "closed") {
        close(1);
      } else {
        Redirect(1, out_path);
      }
      std::vector<char*> argv = {const_cast<char*>("trustsem")};
      for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
      }
      argv.push_back(nullptr);
      execv(TRUSTSEM_PROGRAM, argv.data());
      _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ProgramRun run;
    run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (out.empty()) run.out = Read(out_path);
    run.error = Read(error_path);
    return run;
  }

  // The contract for every status but 0: nothing on standard output; the last line of standard
  // error is one sentence. `parts` must stand somewhere in standard error.
  static void ExpectRefused(const ProgramRun& run, int status,
                            const std::vector<std::string>& parts) {
    EXPECT_EQ(run.status, status) << run.error;
    EXPECT_EQ(run.out, "");
    ExpectSentence(run);
    for (const std::string& part : parts) {
      EXPECT_THAT(run.error, ::testing::HasSubstr(part));
    }
  }
  static void ExpectSentence(const ProgramRun& run) {
    const std::string last = run.LastErrorLine();
    EXPECT_THAT(last, ::testing::StartsWith("trustsem: "));
    EXPECT_TRUE(!last.empty() && (last.back() == '.' || last.back() == '?')) << last;
    EXPECT_EQ(run.error.back(), '\n');
    EXPECT_LT(last.size(), 1000u) << "too long for a sentence";
  }

  // Two fits say the same, to `tolerance`.
  static void ExpectSameEstimates(const nlohmann::json& got, const nlohmann::json& want,
                                  double tolerance) {
    ASSERT_EQ(got["parameters"].size(), want["parameters"].size());
    for (const auto& row : want["parameters"]) {
      bool found = false;
      for (const auto& other : got["parameters"]) {
        const bool same =
            other["op"] == row["op"] && other["group"] == row["group"] &&
            ((other["lhs"] == row["lhs"] && other["rhs"] == row["rhs"]) ||
             (row["op"] == "~~" && other["lhs"] == row["rhs"] && other["rhs"] == row["lhs"]));
        if (!same) continue;
        found = true;
        EXPECT_NEAR(other["est"].get<double>(), row["est"].get<double>(), tolerance) << row;
      }
      EXPECT_TRUE(found) << row;
    }
    EXPECT_EQ(got["fit"]["df"], want["fit"]["df"]);
    EXPECT_NEAR(got["fit"]["chisq"].get<double>(), want["fit"]["chisq"].get<double>(),
                100 * tolerance);
  }

  std::filesystem::path folder_;

 private:
  static void Redirect(int descriptor, const std::string& path) {
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    dup2(file, descriptor);
  }
};

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_CLI_PROGRAM_H_
