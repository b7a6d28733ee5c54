#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

class BadDataTest : public ProgramTest {
 protected:
  ProgramRun Fit(const std::string& csv, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"fit",      OneFactor(), "--data", Write("d.csv", csv),
                                          "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
  ProgramRun FitMatrix(const std::string& csv) const {
    return Run({"fit", OneFactor(), "--cov", Write("m.csv", csv), "--nobs", "100"});
  }
  void ExpectWorks(const std::string& csv) const {
    const ProgramRun plain = Fit(Csv(40));
    const ProgramRun run = Fit(csv);
    ASSERT_EQ(run.status, 0) << run.error;
    ExpectSameEstimates(run.Json(), plain.Json(), 1e-9);
  }
};

TEST_F(BadDataTest, FileIsMissing) {
  Write("answers.csv", Csv(40));
  ExpectRefused(Run({"fit", OneFactor(), "--data", Path("answer.csv")}), 4,
                {"answer.csv", "does not exist", "did you mean 'answers.csv'?"});
}

TEST_F(BadDataTest, FileIsEmpty) { ExpectRefused(Fit(""), 4, {"d.csv", "empty"}); }

TEST_F(BadDataTest, HeaderAlone) { ExpectRefused(Fit("a,b,c\n"), 4, {"d.csv"}); }

TEST_F(BadDataTest, FileIsADirectory) {
  ExpectRefused(Run({"fit", OneFactor(), "--data", folder_.string()}), 4, {"directory"});
}

TEST_F(BadDataTest, FileIsBinary) {
  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes.push_back(static_cast<char>((i * 7919) % 256));
  ExpectRefused(Fit(bytes), 4, {"d.csv"});
}

TEST_F(BadDataTest, RaggedRow) {
  ExpectRefused(Fit("a,b,c\n1,2,3\n4,5\n6,7,8\n"), 4, {"d.csv:3:", "2", "3"});
  ExpectRefused(Fit("a,b,c\n1,2,3\n4,5,6,7\n"), 4, {"d.csv:3:", "4"});
}

TEST_F(BadDataTest, ColumnNamedTwice) {
  ExpectRefused(Fit("a,b,c,b\n1,2,3,4\n"), 4, {"d.csv", "'b'"});
}

TEST_F(BadDataTest, ByteOrderMarkAndCarriageReturnsWork) {
  ExpectWorks("\xEF\xBB\xBF" + Csv(40, "\r\n"));
}

TEST_F(BadDataTest, QuotedLineEndsWork) {
  std::string csv = "remark,a,b,c\n";
  for (const std::vector<double>& row : Answers(40)) {
    std::ostringstream line;
    line << "\"first line\nsecond, \"\"line\"\"\"," << row[0] << "," << row[1] << "," << row[2];
    csv += line.str() + "\n";
  }
  ExpectWorks(csv);
}

TEST_F(BadDataTest, DecimalCommasBetweenSemicolonsWork) {
  std::string csv = Csv(40, "\n", ';');
  for (char& c : csv) {
    if (c == '.') c = ',';
  }
  ExpectWorks(csv);
}

TEST_F(BadDataTest, TextAmongNumbers) {
  ExpectRefused(Fit("a,b,c\n1,2,3\n2,often,1\n3,1,2\n"), 4,
                {"d.csv", "'b'", "'often'", "row 2", "recode it"});
}

TEST_F(BadDataTest, InfiniteNumber) {
  ExpectRefused(Fit("a,b,c\n1,2,3\n2,3,inf\n3,1,2\n"), 4, {"d.csv", "c", "inf"});
  ExpectRefused(Fit("a,b,c\n1,2,3\n2,3,1e999\n3,1,2\n"), 4, {"d.csv", "c"});
}

TEST_F(BadDataTest, ConstantItem) {
  std::string csv = "a,b,c\n";
  for (int i = 0; i < 30; ++i) csv += std::to_string(i % 5) + ",4," + std::to_string(i % 7) + "\n";
  ExpectRefused(Fit(csv), 4, {"'b'", "constant", "4"});
}

TEST_F(BadDataTest, AllAnswersMissing) {
  std::string csv = "a,b,c\n";
  for (int i = 0; i < 30; ++i) csv += std::to_string(i % 5) + ",," + std::to_string(i % 7) + "\n";
  ExpectRefused(Fit(csv), 4, {"'b'", "missing"});
}

TEST_F(BadDataTest, NobodyAnsweredEverything) {
  std::string csv = "a,b,c\n";
  for (int i = 0; i < 30; ++i) {
    csv += i % 2 == 0 ? "," + std::to_string(i) + ",2\n" : std::to_string(i) + ",,1\n";
  }
  ExpectRefused(Fit(csv), 4, {"no respondent has answered every variable", "'a'", "'b'"});
}

TEST_F(BadDataTest, FewerRespondentsThanItems) {
  ExpectRefused(Fit("a,b,c\n1,2,3\n3,1,2\n"), 4, {"2", "3"});
}

TEST_F(BadDataTest, GroupOfThree) {
  std::string csv = "a,b,c,market\n";
  int i = 0;
  for (const std::vector<double>& row : Answers(43)) {
    std::ostringstream line;
    line << row[0] << "," << row[1] << "," << row[2] << (i++ < 40 ? ",east" : ",west");
    csv += line.str() + "\n";
  }
  ExpectRefused(Fit(csv, {"--group", "market"}), 4, {"'west'", "3"});
}

TEST_F(BadDataTest, UnknownColumns) {
  ExpectRefused(Fit("a,b,C1\n1,2,3\n2,4,1\n3,3,2\n5,1,1\n"), 4, {"'c'", "no column"});
  ExpectRefused(Fit(Csv(40), {"--group", "aa"}), 4, {"group column 'aa'", "did you mean 'a'?"});
}

TEST_F(BadDataTest, EveryFaultIsTold) {
  const ProgramRun run = Fit("a,x,y\n1,2,3\n2,4,1\n");
  ExpectRefused(run, 4, {"'b'", "'c'", "2 faults"});
}

TEST_F(BadDataTest, LinearlyDependentItems) {
  std::string csv = "a,b,c\n";
  for (const std::vector<double>& row : Answers(40)) {
    std::ostringstream line;
    line.precision(17);
    line << row[0] << "," << row[1] << "," << row[0] + row[1];
    csv += line.str() + "\n";
  }
  ExpectRefused(Fit(csv), 4, {"c"});
}

TEST_F(BadDataTest, Matrices) {
  ExpectRefused(FitMatrix("a,b,c\n1,.5,.4\n.3,1,.2\n.4,.2,1\n"), 4,
                {"m.csv", "symmetric", "0.5", "0.3"});
  ExpectRefused(FitMatrix("a,b,c\n1,.9,.9\n.9,1,-.9\n.9,-.9,1\n"), 4,
                {"m.csv", "positive definite"});
  ExpectRefused(FitMatrix("a,b,c\n1,.5\n.5,1\n"), 4, {"m.csv"});
  ExpectRefused(FitMatrix("a,b,c\n1,.5,.4\n.5,x,.2\n.4,.2,1\n"), 4, {"m.csv", "x"});
  ExpectRefused(FitMatrix("a,b,d\n1,.5,.4\n.5,1,.2\n.4,.2,1\n"), 4, {"'c'"});
}

}  // namespace
}  // namespace trustsem
