// Books of tables that do not fit their data.
#include <gmock/gmock.h>

#include "spec/read_survey_tables.h"
#include "survey/tabulate.h"
#include "tests/survey/survey_files.h"

namespace trustsem {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

constexpr char kCodebook[] = R"(codebook: 1
variables:
  freq: {type: ordered, values: {1: Never, 2: Seldom, 3: Often}, label: Trust frequency}
  market: {type: category, values: {CN: China, US: United States}, label: Market}
  note: {type: text, optional: true}
  id: {type: id}
  day: {type: date}
  months: {type: number, min: 0}
  traits: {type: multiple_choice, columns: {a: {label: Friendly}, b: {label: Honest}}}
)";

constexpr char kData[] =
    "freq,market,note,id,day,months,a,b\n"
    "1,CN,so,1,2024-01-01,1,1,0\n"
    "2,US,what,2,2024-01-02,2,0,0\n"
    "3,US,else,3,2024-01-03,3,0,1\n";

class TabulateWrongTest : public SurveyTest {
 protected:
  // The faults of a book whose only table is `table`.
  std::string Specification(const std::string& table, bool described = true) const {
    return Message(ErrorKind::kSpecification, "survey: 1\nminimum_base: 0\ntables:\n  t:\n" + table,
                   kData, described);
  }

  std::string Message(ErrorKind kind, const std::string& book, const std::string& data = kData,
                      bool described = true) const {
    const std::string codebook = described ? Write("codebook.yaml", kCodebook) : "";
    const std::string file = Write("survey.csv", data);
    return ErrorText(kind, [&] { Tabulate(ParseTableBook(book, "t.yaml"), file, codebook); });
  }
};

TEST_F(TabulateWrongTest, UnknownVariables) {
  EXPECT_EQ(Specification("    variable: frek\n"),
            "t.yaml:5:15: the variable 'frek' is not in the codebook; did you mean 'freq'?");
  EXPECT_THAT(Specification("    variable: frek\n", false),
              HasSubstr("t.yaml:5:15: the variable 'frek' is no column of "));
  EXPECT_THAT(Specification("    variable: freq\n    segments: [markt]\n"),
              HasSubstr("t.yaml:6:16: the segment 'markt' is not in the codebook; did you mean "
                        "'market'?"));
  EXPECT_THAT(Specification("    variable: freq\n    base: {where: {mrket: US}}\n"),
              HasSubstr("t.yaml:6:20: the variable 'mrket' is not in the codebook"));
}

TEST_F(TabulateWrongTest, PercentagesOfText) {
  EXPECT_EQ(Specification("    variable: note\n"),
            "t.yaml:5:15: 'note' has no percentages: it is of the type 'text'; code the open "
            "answers in a column of their own.");
  EXPECT_THAT(Specification("    variable: id\n"), HasSubstr("it is of the type 'id'"));
  EXPECT_THAT(Specification("    variable: day\n"), HasSubstr("it is of the type 'date'"));
  std::string data = "text\n";
  for (int i = 0; i < 60; ++i) data += "answer " + std::to_string(i) + "\n";
  EXPECT_THAT(
      Message(ErrorKind::kSpecification, "survey: 1\ntables: {t: {variable: text}}\n", data, false),
      HasSubstr("'text' has no percentages: it is text with more than 50 values"));
}

TEST_F(TabulateWrongTest, PercentagesOfManyNumbers) {
  std::string data = "n\n";
  for (int i = 0; i < 60; ++i) data += std::to_string(i) + "\n";
  EXPECT_THAT(
      Message(ErrorKind::kSpecification, "survey: 1\ntables: {t: {variable: n}}\n", data, false),
      HasSubstr("the number 'n' has more than 50 values, too many for shares; write show: [mean]"));
}

TEST_F(TabulateWrongTest, MeansOfCategories) {
  EXPECT_EQ(Specification("    variable: market\n    show: [shares, mean]\n"),
            "t.yaml:5:15: 'market' has no mean: it is of the type 'category'; leave 'mean' out of "
            "'show'.");
  EXPECT_THAT(Specification("    variable: market\n    show: [mean]\n", false),
              HasSubstr("'market' has no mean: it is text"));
  EXPECT_THAT(Specification("    variable: traits\n    show: [mean]\n"),
              HasSubstr("'traits' is a question with several answers and has no mean"));
  EXPECT_THAT(Specification("    variable: a\n    show: [mean]\n"),
              HasSubstr("'a' has no mean: it is of the type 'multiple_choice'"));
}

TEST_F(TabulateWrongTest, Nets) {
  EXPECT_EQ(Specification("    variable: freq\n    nets: {n: {values: [Oftn]}}\n"),
            "t.yaml:6:12: the net 'n' counts 'Oftn', which is no answer to 'freq'; did you mean "
            "'Often'?");
  EXPECT_THAT(Specification("    variable: traits\n    nets: {n: {values: [Frendly]}}\n"),
              HasSubstr("which is no answer to 'traits'; did you mean 'Friendly'?"));
  EXPECT_THAT(Specification("    variable: freq\n    top: 3\n"),
              HasSubstr("'top: 3' counts all of the 3 answers to 'freq'"));
  EXPECT_THAT(Specification("    variable: market\n    bottom: 1\n"),
              HasSubstr("'market' has no order for 'bottom: 1'"));
  EXPECT_THAT(Specification("    variable: traits\n    top: 1\n"),
              HasSubstr("'traits' is a question with several answers and has no order"));
}

TEST_F(TabulateWrongTest, UnknownAnswersOfABase) {
  EXPECT_THAT(Specification("    variable: freq\n    base: {where: {market: FR}}\n"),
              HasSubstr("t.yaml:6:20: 'FR' is no answer to 'market'"));
}

TEST_F(TabulateWrongTest, Segments) {
  EXPECT_THAT(Specification("    variable: freq\n    segments: [note]\n"),
              HasSubstr("t.yaml:6:16: 'note' cannot head columns: it is of the type 'text'"));
  EXPECT_THAT(Specification("    variable: freq\n    segments: [traits]\n"),
              HasSubstr("'traits' is a question with several answers; name one of its columns"));
  std::string data = "y,n\n";
  for (int i = 0; i < 42; ++i) data += "1," + std::to_string(i / 2) + "\n";
  EXPECT_THAT(Message(ErrorKind::kSpecification,
                      "survey: 1\ntables: {t: {variable: y, segments: [n]}}\n", data, false),
              HasSubstr("'n' has 21 values, too many to head columns; name a variable with 20 "
                        "values at most"));
}

TEST_F(TabulateWrongTest, AnEmptyBaseIsNamed) {
  EXPECT_EQ(Message(ErrorKind::kData,
                    "survey: 1\nbase: {where: {market: CN}}\ntables:\n  t:\n    variable: freq\n"
                    "    base: {where: {freq: [2, 3], months: {min: 2}}, label: Trusters}\n"),
            "t.yaml:4:3: the base of the table 't' is empty: nobody has Market: China; Trust "
            "frequency: Seldom, Often; months: at least 2; change its conditions.");
}

TEST_F(TabulateWrongTest, ABaseOfZeroWeightsIsEmpty) {
  EXPECT_THAT(Message(ErrorKind::kData,
                      "survey: 1\ndesign: {weights: w}\n"
                      "tables: {t: {variable: y, base: {where: {g: 1}}}}\n",
                      "y,g,w\n1,1,0\n0,1,0\n1,2,1\n0,2,1\n", false),
              HasSubstr("the base of the table 't' is empty: nobody has g: 1"));
}

TEST_F(TabulateWrongTest, Weights) {
  const std::string book = "survey: 1\ndesign: {weights: w}\ntables: {t: {variable: y}}\n";
  EXPECT_THAT(Message(ErrorKind::kData, book, "y,w\n1,1\n0,\n", false),
              HasSubstr("the weight 'w' is missing in 1 row, first in data row 2"));
  EXPECT_THAT(Message(ErrorKind::kData, book, "y,v\n1,1\n0,1\n", false),
              HasSubstr("the weight column 'w' is no column of the data file"));
}

TEST_F(TabulateWrongTest, AFaultOfTheBookIsSaidOnce) {
  const std::string message =
      Message(ErrorKind::kSpecification,
              "survey: 1\nsegments: [markt]\ntables: {t: {variable: freq}, u: {variable: frq}}\n");
  EXPECT_THAT(message, HasSubstr("'markt'"));
  EXPECT_EQ(message.find("'markt'"), message.rfind("'markt'"));
  EXPECT_THAT(message, HasSubstr("'frq'"));
}

}  // namespace
}  // namespace trustsem
