// The codebook as a user meets it: drafted, checked, and used by the commands that fit models.
#include "base/random.h"
#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class CodebookCommandTest : public ProgramTest {
 protected:
  // Four items of one construct in three categories, as `words` say them ("" for numbers).
  std::string Items(const std::vector<std::string>& words = {"1", "2", "3"},
                    const std::string& name = "items.csv") const {
    std::string csv = "id,a,b,c,d\n";
    for (int i = 0; i < 300; ++i) {
      const RandomStream random(5, static_cast<uint64_t>(i));
      csv += std::to_string(i + 1);
      for (uint32_t j = 0; j < 4; ++j) {
        const double y = 0.8 * random.Normal(0) + 0.6 * random.Normal(j + 1);
        csv += "," + words[static_cast<size_t>((y > -0.7) + (y > 0.6))];
      }
      csv += "\n";
    }
    return Write(name, csv);
  }
  std::string Book(const std::string& more = "", const std::string& name = "book.yaml") const {
    return Write(name,
                 "codebook: 1\n"
                 "missing: {99: Refused}\n"
                 "scales:\n"
                 "  agr3: {1: {en: Disagree, zh: 不同意}, 2: Neutral, 3: {en: Agree, zh: 同意}}\n"
                 "variables:\n"
                 "  id: {type: id}\n"
                 "  a: {type: ordered, scale: agr3, label: {en: I agree, zh: 我同意}}\n"
                 "  b: {type: ordered, scale: agr3}\n"
                 "  c: {type: ordered, scale: agr3}\n"
                 "  d: {type: ordered, scale: agr3}\n" +
                     more);
  }
  std::string Model() const { return Write("f.lav", "f =~ a + b + c + d\n"); }
  ProgramRun Fit(const std::string& data, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"fit",       Model(), "--data",   data,
                                          "--ordered", "all",   "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
  ProgramRun Check(const std::string& data, const std::string& book) const {
    return Run({"codebook", data, "--check", book, "--format", "json"});
  }
};

TEST_F(CodebookCommandTest, DraftsAndChecks) {
  const ProgramRun draft = Run({"codebook", Items()});
  EXPECT_EQ(draft.status, 0) << draft.error;
  EXPECT_THAT(draft.out, HasSubstr("codebook: 1\n"));
  EXPECT_THAT(draft.out, HasSubstr("scale1: [1, 2, 3]"));
  EXPECT_EQ(Run({"codebook", Items(), "--output", Path("draft.yaml")}).status, 0);
  EXPECT_EQ(Read(Path("draft.yaml")), draft.out);
  const ProgramRun check = Check(Items(), Path("draft.yaml"));
  EXPECT_EQ(check.status, 0) << check.error;
  EXPECT_EQ(check.Json()["findings"].size(), 0u);
  EXPECT_EQ(check.Json()["variables"].size(), 5u);
  EXPECT_EQ(check.Json()["rows"], 300);
}

TEST_F(CodebookCommandTest, FindingsAreNoFailure) {
  const std::string data = Write("odd.csv", "id,a,b,c,d\n1,1,1,1,1\n1,7,2,3,99\n");
  const ProgramRun check = Check(data, Book());
  EXPECT_EQ(check.status, 0) << check.error;
  const nlohmann::json json = check.Json();
  ASSERT_EQ(json["findings"].size(), 2u);
  EXPECT_EQ(json["findings"][0]["kind"], "unlabelled_value");
  EXPECT_EQ(json["findings"][0]["rows"], nlohmann::json({2}));
  EXPECT_EQ(json["findings"][1]["kind"], "duplicate_id");
  EXPECT_EQ(json["variables"][4]["coded"], 1);
  const ProgramRun chinese = Run({"codebook", data, "--check", Book(), "--lang", "zh"});
  EXPECT_THAT(chinese.out, HasSubstr("编号重复"));
  EXPECT_THAT(chinese.out, HasSubstr("我同意"));
}

TEST_F(CodebookCommandTest, TextLabelsFitThroughTheirOrder) {
  const ProgramRun numbers = Fit(Items());
  ASSERT_EQ(numbers.status, 0) << numbers.error;
  const std::string words = Items({"Disagree", "neutral", "Agree"}, "words.csv");
  const ProgramRun refused = Fit(words);
  ExpectRefused(refused, 4,
                {"'trustsem codebook " + words + " --output codebook.yaml', then --codebook"});
  const ProgramRun fit = Fit(words, {"--codebook", Book()});
  ASSERT_EQ(fit.status, 0) << fit.error;
  ExpectSameEstimates(fit.Json(), numbers.Json(), 1e-12);
  const ProgramRun chinese =
      Fit(Items({"不同意", "Neutral", "同意"}, "zh.csv"), {"--codebook", Book()});
  ASSERT_EQ(chinese.status, 0) << chinese.error;
  ExpectSameEstimates(chinese.Json(), numbers.Json(), 1e-12);
}

// What the message advises works: a draft knows the usual words.
TEST_F(CodebookCommandTest, ADraftIsEnoughForUsualWords) {
  const std::string words = Items({"Disagree", "Neutral", "Agree"}, "words.csv");
  ASSERT_EQ(Run({"codebook", words, "--output", Path("draft.yaml")}).status, 0);
  const ProgramRun fit = Fit(words, {"--codebook", Path("draft.yaml")});
  ASSERT_EQ(fit.status, 0) << fit.error;
  ExpectSameEstimates(fit.Json(), Fit(Items()).Json(), 1e-12);
}

TEST_F(CodebookCommandTest, MissingCodesAreMissing) {
  std::string csv = Read(Items());
  csv += "301,99,99,3,3\n302,1,Refused,1,1\n";
  const ProgramRun fit = Fit(Write("coded.csv", csv), {"--codebook", Book()});
  ASSERT_EQ(fit.status, 0) << fit.error;
  EXPECT_EQ(fit.Json()["nobs"][0], 300);
  ExpectSameEstimates(fit.Json(), Fit(Items()).Json(), 1e-12);
}

TEST_F(CodebookCommandTest, NamedInTheModelItIsFoundFromItsFolder) {
  std::filesystem::create_directories(folder_ / "models");
  std::filesystem::create_directories(folder_ / "data");
  const std::string words = Items({"Disagree", "Neutral", "Agree"}, "words.csv");
  Book("", "data/book.yaml");
  const std::string model = Write("models/f.yaml",
                                  "trustsem: 1\nconstructs: {f: [a, b, c, d]}\n"
                                  "data: {codebook: ../data/book.yaml, ordered: all}\n");
  const ProgramRun fit = Run({"fit", model, "--data", words, "--format", "json"});
  ASSERT_EQ(fit.status, 0) << fit.error;
  const nlohmann::json options = fit.Json()["program"]["options"];
  EXPECT_EQ(options["codebook"], Path("data/book.yaml"));
  EXPECT_EQ(options["codebook_hash"].get<std::string>().size(), 32u);
  const ProgramRun converted =
      Run({"convert", model, "--to", "yaml", "--output", Path("models/again.yaml")});
  ASSERT_EQ(converted.status, 0) << converted.error;
  EXPECT_THAT(Read(Path("models/again.yaml")), HasSubstr("codebook: \"../data/book.yaml\""));
  const ProgramRun again =
      Run({"fit", Path("models/again.yaml"), "--data", words, "--format", "json"});
  ASSERT_EQ(again.status, 0) << again.error;
  ExpectSameEstimates(again.Json(), fit.Json(), 1e-12);
}

TEST_F(CodebookCommandTest, TheCommandLineWins) {
  const std::string model = Write("f.yaml",
                                  "trustsem: 1\nconstructs: {f: [a, b, c, d]}\n"
                                  "data: {codebook: none.yaml}\n");
  ExpectRefused(Run({"fit", model, "--data", Items()}), 3,
                {"none.yaml: the codebook does not exist"});
  const ProgramRun fit =
      Run({"fit", model, "--data", Items(), "--codebook", Book(), "--format", "json"});
  EXPECT_EQ(fit.status, 0) << fit.error;
}

TEST_F(CodebookCommandTest, ChecksAndScoresUseItToo) {
  const std::string words = Items({"Disagree", "Neutral", "Agree"}, "words.csv");
  const ProgramRun check = Run({"check", Model(), "--data", words, "--ordered", "all", "--codebook",
                                Book(), "--format", "json"});
  ASSERT_EQ(check.status, 0) << check.error;
  EXPECT_EQ(check.Json()["data"]["codebook"], Path("book.yaml"));
  EXPECT_EQ(check.Json()["variables"][0]["maximum"], 3);
  const ProgramRun scores = Run({"scores", Model(), "--data", words, "--ordered", "all",
                                 "--codebook", Book(), "--id", "id", "--format", "json"});
  ASSERT_EQ(scores.status, 0) << scores.error;
  EXPECT_EQ(scores.Json()["program"]["options"]["codebook"], Path("book.yaml"));
  ExpectRefused(Run({"scores", Model(), "--data", words, "--ordered", "all"}), 4,
                {"order is unknown"});
}

TEST_F(CodebookCommandTest, AModelIsCheckedWithItsCodebookAlone) {
  EXPECT_EQ(Run({"check", Model(), "--codebook", Book()}).status, 0);
  ExpectRefused(Run({"check", Model(), "--codebook", Path("none.yaml")}), 3,
                {"none.yaml: the codebook does not exist"});
}

TEST_F(CodebookCommandTest, ItsLabelsServeWhereTheModelHasNone) {
  const ProgramRun report = Run({"fit", Model(), "--data", Items(), "--codebook", Book()});
  EXPECT_THAT(report.out, HasSubstr("I agree (a)"));
  EXPECT_THAT(Run({"fit", Model(), "--data", Items(), "--codebook", Book(), "--lang", "zh"}).out,
              HasSubstr("我同意 (a)"));
  const std::string model = Write("f.yaml",
                                  "trustsem: 1\nconstructs: {f: [a, b, c, d]}\n"
                                  "items: {a: The model's word}\n");
  const ProgramRun own = Run({"fit", model, "--data", Items(), "--codebook", Book()});
  EXPECT_THAT(own.out, HasSubstr("The model's word (a)"));
  EXPECT_THAT(own.out, Not(HasSubstr("I agree")));
}

class BadCodebookTest : public CodebookCommandTest {
 protected:
  // Refused by the check and by the fit, each time without a trace in an earlier output file.
  void ExpectBoth(const std::string& data, const std::string& book, int status,
                  const std::vector<std::string>& parts) const {
    const std::string output = Write("earlier.txt", "earlier");
    ExpectRefused(Run({"codebook", data, "--check", book, "--output", output}), status, parts);
    ExpectFit(data, book, status, parts);
  }
  void ExpectFit(const std::string& data, const std::string& book, int status,
                 const std::vector<std::string>& parts) const {
    const std::string output = Write("earlier.txt", "earlier");
    ExpectRefused(Fit(data, {"--codebook", book, "--output", output}), status, parts);
    EXPECT_EQ(Read(output), "earlier");
  }
};

TEST_F(BadCodebookTest, EntriesWithoutAColumn) {
  ExpectBoth(Items(), Book("  aa: {type: number}\n"), 4,
             {"book.yaml:11:3: the codebook describes 'aa', which is no column of",
              "remove the entry, or write 'optional: true'"});
}

TEST_F(BadCodebookTest, ValuesWithoutALabel) {
  ExpectFit(Items({"1", "2", "4"}), Book(), 4,
            {"the codebook has no label for values of 'a': '4' (", "first data row"});
}

TEST_F(BadCodebookTest, ValuesOutOfRange) {
  const std::string book =
      Write("range.yaml", "codebook: 1\nvariables: {a: {type: number, max: 2}}\n");
  const std::string output = Write("earlier.json", "earlier");
  ExpectRefused(Run({"fit", Model(), "--data", Items(), "--codebook", book, "--output", output}), 4,
                {"that are not a number of at most 2: '3' ("});
  EXPECT_EQ(Read(output), "earlier");
}

TEST_F(BadCodebookTest, TextWhereNumbersShouldBe) {
  const std::string book = Write("numbers.yaml", "codebook: 1\nvariables: {a: {type: number}}\n");
  ExpectFit(Items({"low", "middle", "high"}), book, 4,
            {"'a' is a number by the codebook, but the data have text: "});
}

TEST_F(BadCodebookTest, FaultsOfTheFile) {
  const auto book = [&](const std::string& text) {
    return Write("bad.yaml", "codebook: 1\n" + text);
  };
  ExpectBoth(Items(), book("variables:\n  a: {type: ordered, scale: agr}\n"), 3,
             {"bad.yaml:3:29: 'a' has the scale 'agr', which is not among the scales"});
  ExpectBoth(Items(), book("variables:\n  a: {type: id, lable: x}\n"), 3,
             {"bad.yaml:3:17: a variable of the type 'id' has no key 'lable'; did you mean "
              "'label'?"});
  ExpectBoth(Items(), book("variables:\n  a: {type: date, latest: 2023-02-29}\n"), 3,
             {"'2023-02-29' is no date"});
  ExpectBoth(Items(), book("variables:\n  a: {type: category, values: {1: Yes, 2: yes}}\n"), 3,
             {"the label 'yes' of 2 already stands for 1"});
  ExpectBoth(Items(), Write("bad.yaml", ""), 3, {"bad.yaml: the codebook is empty"});
  ExpectBoth(Items(), Write("bad.yaml", "a: [1"), 3, {"this is not valid YAML"});
  ExpectBoth(Items(), Path("none.yaml"), 3, {"none.yaml: the codebook does not exist"});
  ExpectBoth(Items(), folder_.string(), 3, {"the codebook is a directory"});
}

TEST_F(BadCodebookTest, DuplicateIdsAreFound) {
  std::string csv = Read(Items());
  csv += "1,1,2,3,1\n";
  const nlohmann::json json = Check(Write("twice.csv", csv), Book()).Json();
  ASSERT_EQ(json["findings"].size(), 1u);
  EXPECT_EQ(json["findings"][0]["kind"], "duplicate_id");
  EXPECT_EQ(json["findings"][0]["value"], "1");
  EXPECT_EQ(json["findings"][0]["rows"], nlohmann::json({301}));
}

TEST_F(BadCodebookTest, Usage) {
  ExpectRefused(Run({"codebook"}), 2, {"DATA"});
  ExpectRefused(Run({"codebook", Items(), "--format", "json"}), 2, {"--check"});
  ExpectRefused(Run({"codebook", Path("none.csv")}), 4, {"does not exist"});
  ExpectRefused(Run({"codebook", Items(), "--output", folder_.string()}), 2, {"is a directory"});
}

}  // namespace
}  // namespace trustsem
