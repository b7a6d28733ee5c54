#include "tests/cli/program.h"
#include "tests/support/read_workbook.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kPanel[] = TRUSTSEM_SOURCE_DIR "/data/trust_panel.csv";
constexpr char kSpecification[] = TRUSTSEM_SOURCE_DIR "/data/trust_panel.yaml";

class VelocityCommandTest : public ProgramTest {
 protected:
  std::string Specification(const std::string& more = "") const {
    return Write("velocity.yaml",
                 "velocity: 1\ntime: {interactions: n}\nkeys: {account: a, salesperson: s}\n"
                 "replicates: 100\n" +
                     more);
  }
  // Accounts of four salespersons, with T and twelve answers.
  std::string Data(const std::string& first = "Acme,Li,3") const {
    std::string text =
        "a,s,n,comp1,comp2,trust1,trust2,trust3,conf2,rel1,rel2,rel3,val1,val3,co2\n" + first +
        ",4,5,4,3,4,4,5,4,4,2,3,3\n";
    const char* answers[] = {"4,5,4,3,4,4,1,2,1,1,2,2", "2,2,1,2,2,3,5,4,4,4,4,5",
                             "5,4,4,1,2,1,2,1,2,4,5,4", "3,2,3,5,4,4,4,4,5,2,2,1",
                             "1,2,2,2,1,2,3,4,4,5,4,4", "4,4,5,4,4,5,2,2,3,3,2,3"};
    for (int i = 0; i < 24; ++i) {
      text += "B" + std::to_string(i) + ",S" + std::to_string(i % 4) + "," +
              std::to_string(1 + i % 6) + "," + answers[i % 6] + "\n";
    }
    return Write("answers.csv", text);
  }
};

TEST_F(VelocityCommandTest, WritesEveryFormat) {
  const std::string specification = Specification(), data = Data();
  const ProgramRun text = Run({"velocity", specification, "--data", data});
  ASSERT_EQ(text.status, 0) << text.error;
  EXPECT_THAT(text.out, HasSubstr("a teaching\nheuristic without a published validation study"));
  EXPECT_THAT(text.out, HasSubstr("B20"));
  EXPECT_EQ(text.error, "");
  for (const char* name : {"v.md", "v.csv", "v.json", "v.xlsx", "v.html"}) {
    const ProgramRun run =
        Run({"velocity", specification, "--data", data, "--output", Path(name), "--lang", "zh"});
    EXPECT_EQ(run.status, 0) << run.error;
  }
  EXPECT_THAT(Read(Path("v.md")), HasSubstr("信任速度"));
  EXPECT_THAT(Read(Path("v.csv")), HasSubstr("Acme"));
  const nlohmann::json json = nlohmann::json::parse(Read(Path("v.json")));
  EXPECT_EQ(json["rows"]["read"], 25);
  EXPECT_THAT(Read(Path("v.html")), HasSubstr("<!DOCTYPE html>"));
  EXPECT_GE(ReadWorkbook(Read(Path("v.xlsx")))["sheets"].size(), 4u);
}

TEST_F(VelocityCommandTest, TheSameSeedAndAnyThreadsGiveTheSameBytes) {
  const std::vector<std::string> command = {"velocity", kSpecification, "--data",
                                            kPanel,     "--today",      "2026-01-01",
                                            "--format", "json",         "--seed"};
  const auto run = [&](const std::string& seed, const std::string& threads) {
    std::vector<std::string> arguments = command;
    arguments.insert(arguments.end(), {seed, "--threads", threads});
    return Run(arguments);
  };
  const ProgramRun one = run("7", "1");
  ASSERT_EQ(one.status, 0) << one.error;
  EXPECT_EQ(one.out, run("7", "3").out);
  EXPECT_NE(one.out, run("8", "1").out);
  EXPECT_THAT(one.out, Not(HasSubstr("nan")));
}

TEST_F(VelocityCommandTest, SyntheticDataSaySo) {
  const ProgramRun run =
      Run({"velocity", kSpecification, "--data", kPanel, "--today", "2026-01-01"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_THAT(run.out, HasSubstr("Synthetic accounts drawn from a known growth of trust"));
}

TEST_F(VelocityCommandTest, EveryRowOfTheDataOnRequest) {
  const std::string specification = Specification(), data = Data("Acme,Li,0");
  const ProgramRun csv =
      Run({"velocity", specification, "--data", data, "--format", "csv", "--csv", "responses"});
  ASSERT_EQ(csv.status, 0) << csv.error;
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 26);
  EXPECT_THAT(csv.error, HasSubstr("1 row has T = 0"));
  const ProgramRun json =
      Run({"velocity", specification, "--data", data, "--format", "json", "--responses"});
  EXPECT_EQ(nlohmann::json::parse(json.out)["responses"].size(), 25u);
}

// Each ends with its status and one sentence, writes nothing, and leaves an earlier file as it was.
TEST_F(VelocityCommandTest, WhatUsersGetWrong) {
  const std::string specification = Specification(), data = Data();
  const std::string report = Write("old.txt", "earlier\n");
  const struct {
    std::vector<std::string> arguments;
    int status;
    std::string message;
  } cases[] = {
      {{specification, "--data", Path("none.csv")}, 4, "none.csv"},
      {{Path("none.yaml"), "--data", data}, 3, "none.yaml"},
      {{specification}, 2, "--data"},
      {{specification, "--data", data, "--today", "5/3/2024"}, 2, "'5/3/2024' is no date"},
      {{specification, "--data", data, "--seed", "x"}, 2, "'x' is no seed"},
      {{specification, "--data", data, "--format", "pdf"}, 2, "pdf"},
      {{specification, "--data", data, "--csv", "rows"}, 2, "rows"},
      {{specification, "--data", data, "--charts", Write("file", "")}, 2, "'" + Path("file")},
      {{Write("wrong.yaml", "velocity: 1\ntime: {interactions: n}\nkeys: {acount: a}\n"), "--data",
        data},
       3,
       "did you mean 'account'?"},
      {{Write("far.yaml",
              "velocity: 1\ntime: {interactions: n}\nkeys: {account: a}\n"
              "thresholds: [700]\n"),
        "--data", data},
       3,
       "the threshold 700 does not lie between 0 and 100"},
      {{Write("time.yaml", "velocity: 1\ntime: {first_date: n, date: n}\nkeys: {account: a}\n"),
        "--data", data},
       4,
       "the column 'n' holds numbers such as 3 (row 1), not dates"},
      {{specification, "--data", Write("two.csv", Read(Data("B0,S9,3")))},
       4,
       "1 account has two salespersons: 'B0' has 'S9' (row 1) and 'S0' (row 2)"},
  };
  for (const auto& one : cases) {
    std::vector<std::string> arguments = {"velocity"};
    arguments.insert(arguments.end(), one.arguments.begin(), one.arguments.end());
    arguments.insert(arguments.end(), {"--output", report});
    const ProgramRun run = Run(arguments);
    EXPECT_EQ(run.status, one.status) << run.error;
    EXPECT_THAT(run.error, HasSubstr(one.message));
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(Read(report), "earlier\n");
  }
}

TEST_F(VelocityCommandTest, LabelsCannotBecomeFormulasOrScripts) {
  const std::string specification = Specification();
  const std::string data = Data("=1+1,<script>alert(1)</script>,3");
  for (const char* name : {"v.csv", "v.html", "v.xlsx"}) {
    const ProgramRun run = Run({"velocity", specification, "--data", data, "--output", Path(name)});
    ASSERT_EQ(run.status, 0) << run.error;
  }
  EXPECT_THAT(Read(Path("v.csv")), HasSubstr("'=1+1"));
  EXPECT_THAT(Read(Path("v.html")), Not(HasSubstr("<script>alert")));
}

}  // namespace
}  // namespace trustsem
