#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

class BadSpecificationTest : public ProgramTest {
 protected:
  ProgramRun Fit(const std::string& name, const std::string& text) const {
    return Run({"fit", Write(name, text), "--data", Reference("holzinger.csv")});
  }
};

TEST_F(BadSpecificationTest, FileIsMissingEmptyOrADirectory) {
  const std::string data = Reference("holzinger.csv");
  ThreeFactors();
  ExpectRefused(Run({"fit", Path("thre.lav"), "--data", data}), 3,
                {"does not exist", "did you mean 'three.lav'?"});
  ExpectRefused(Fit("empty.yaml", ""), 3, {"empty"});
  ExpectRefused(Fit("empty.lav", ""), 3, {"empty"});
  std::filesystem::create_directories(folder_ / "folder.yaml");
  ExpectRefused(Run({"fit", Path("folder.yaml"), "--data", data}), 3, {"directory"});
  ExpectRefused(Fit("model.docx", "f =~ x1 + x2 + x3\n"), 3, {".yaml", ".lav"});
}

TEST_F(BadSpecificationTest, FaultsHaveLineAndSuggestion) {
  ExpectRefused(Fit("m.yaml", "trustsem: 1\nname: m\nconstrcts:\n  f: {items: [x1, x2, x3]}\n"), 3,
                {"m.yaml:3:", "did you mean 'constructs'?"});
  ExpectRefused(Fit("m.lav", "f =~ x1 + x2 + x3\nf ~ \n"), 3, {"m.lav:"});
  ExpectRefused(Fit("m.lav", "f =~ a*x1 + x2 + x3\nb == 1\n"), 3, {"m.lav:2:", "'b'"});
}

TEST_F(BadSpecificationTest, YamlBomb) {
  std::string text = "trustsem: 1\nname: bomb\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int k = 0; k < 10; ++k) text += (k > 0 ? ", *a" : "*a") + std::to_string(i - 1);
    text += "]\n";
  }
  ExpectRefused(Fit("bomb.yaml", text), 3, {"bomb.yaml"});
}

TEST_F(BadSpecificationTest, DeepNesting) {
  for (const char* bracket : {"[", "{a: ", "- "}) {
    std::string text = "trustsem: 1\nname: deep\nconstructs: \n ";
    for (int i = 0; i < 10000; ++i) text += bracket;
    ExpectRefused(Fit("deep.yaml", text), 3, {"deep.yaml"});
  }
  std::string parentheses = "f =~ x1 + x2 + x3\nd := ";
  parentheses += std::string(10000, '(') + "1" + std::string(10000, ')') + "\n";
  ExpectRefused(Fit("deep.lav", parentheses), 3, {"deep.lav"});
}

TEST_F(BadSpecificationTest, FiveMegabytes) {
  const std::string line = "# " + std::string(77, 'x') + "\n";
  std::string text = "trustsem: 1\nname: m\n";
  while (text.size() < 5'000'000) text += line;
  text += "constructs:\n  f: {items: [x1, x2, x3]}\n";
  const ProgramRun run = Fit("large.yaml", text);
  // Either answer is sound, a crash or a hang is not.
  if (run.status != 0) ExpectRefused(run, 3, {"large.yaml"});
}

TEST_F(BadSpecificationTest, BinaryFile) {
  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes.push_back(static_cast<char>((i * 7919) % 256));
  ExpectRefused(Fit("binary.yaml", bytes), 3, {"binary.yaml"});
  ExpectRefused(Fit("binary.lav", bytes), 3, {"binary.lav"});
}

// The model whose reciprocal paths nothing tells apart gets no estimates.
TEST_F(BadSpecificationTest, ReciprocalPathsWithoutInstruments) {
  const std::string path = Source("models/trust_drivers_without_instruments.yaml");
  const std::string data = Source("data/trust_survey.csv");
  ExpectRefused(Run({"fit", path, "--data", data}), 6,
                {"not identified", "the equation of TRUST lacks an instrument for REL",
                 "add a variable that predicts REL and not TRUST"});
}

TEST_F(BadSpecificationTest, NotIdentifiedNamesTheParameters) {
  ExpectRefused(Fit("m.lav", "f =~ x1 + x2\n"), 6, {"not identified", "f =~ x2"});
  ExpectRefused(Fit("m.lav", "f =~ NA*x1 + x2 + x3 + x4\n"), 6, {"not identified", "f =~ x1"});
}

TEST_F(BadSpecificationTest, ContradictoryConstraintsDoNotConverge) {
  const ProgramRun run = Fit("m.lav", "f =~ x1 + a*x2 + b*x3\ng =~ x4 + x5 + x6\na == 1\na == 2\n");
  ExpectRefused(run, 5, {"contradict"});
}

}  // namespace
}  // namespace trustsem
