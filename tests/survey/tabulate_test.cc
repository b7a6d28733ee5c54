#include "survey/tabulate.h"

#include <gmock/gmock.h>

#include <cmath>

#include "base/random.h"
#include "spec/read_survey_tables.h"
#include "survey/estimates.h"
#include "survey/table_columns.h"
#include "tests/survey/survey_files.h"

namespace trustsem {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCodebook[] = R"(codebook: 1
missing: {99: {en: Refused, zh: 拒答}}
scales:
  freq: {1: {en: Never, zh: 从不}, 2: Seldom, 3: {en: Often, zh: 经常}, 4: {en: Always, zh: 总是}}
variables:
  freq: {type: ordered, scale: freq, label: {en: Trust frequency, zh: 信任频率}}
  market: {type: category, label: {en: Market, zh: 市场}, values: {US: {en: United States, zh: 美国}, CN: {en: China, zh: 中国}, JP: Japan}}
  w: {type: number, min: 0}
  months: {type: number, min: 0}
  check: {type: category, values: {0: Failed, 1: Passed}}
  traits: {type: multiple_choice, label: {en: Traits, zh: 特质}, columns: {a: {label: Friendly}, b: {label: Honest}, c: {label: Clever}}}
)";

// Ten respondents whose percentages can be counted.
constexpr char kData[] =
    "freq,market,w,months,check,a,b,c\n"
    "1,CN,1,2,1,1,0,0\n"
    "2,CN,1,4,1,0,1,0\n"
    "3,CN,2,6,1,1,1,0\n"
    "4,CN,1,8,1,,,\n"
    "4,US,1,10,1,0,0,0\n"
    "4,US,1,,0,1,,0\n"
    "3,US,1,3,1,0,0,0\n"
    "99,US,3,5,1,0,1,0\n"
    "3,,1,7,1,0,0,0\n"
    ",US,2,9,0,1,0,0\n";

class TabulateTest : public SurveyTest {
 protected:
  SurveyBookResults Run(const std::string& book, const std::string& data = kData,
                        bool described = true) const {
    const std::string codebook = described ? Write("codebook.yaml", kCodebook) : "";
    return Tabulate(ParseTableBook("survey: 1\n" + book, "tables.yaml"), Write("survey.csv", data),
                    codebook);
  }
};

std::vector<std::string> Labels(const SurveyTable& table) {
  std::vector<std::string> labels;
  for (const SurveyRow& row : table.rows) labels.push_back(row.label.en);
  return labels;
}

double ValueAt(const SurveyTable& table, size_t row, size_t column) {
  return table.rows.at(row).cells.at(column).estimate.value;
}

std::vector<std::string> Codes(const SurveyBookResults& results) {
  std::vector<std::string> codes;
  for (const Note& note : results.warnings) codes.push_back(note.code);
  return codes;
}

TEST_F(TabulateTest, SharesBySegments) {
  const SurveyBookResults results =
      Run("name: n\nminimum_base: 0\ndesign: {weights: w}\n"
          "tables: {t: {variable: freq, segments: [market]}}\n");
  const SurveyTable& table = results.tables.at(0);
  EXPECT_THAT(Labels(table), ElementsAre("Never", "Seldom", "Often", "Always"));
  ASSERT_EQ(table.columns.size(), 3u);
  EXPECT_EQ(table.columns[0].letter, "");
  EXPECT_EQ(table.columns[0].family, -1);
  EXPECT_EQ(table.columns[1].value, "US");  // the codebook's order
  EXPECT_EQ(table.columns[1].value_label.zh, "美国");
  EXPECT_EQ(table.columns[1].variable_label.en, "Market");
  EXPECT_EQ(table.columns[1].letter, "A");
  EXPECT_EQ(table.columns[2].letter, "B");
  EXPECT_EQ(table.columns[2].family, 0);
  // Who answered: weights 1 1 2 1 | 1 1 1 | 1.
  EXPECT_NEAR(ValueAt(table, 0, 0), 1.0 / 9, 1e-15);
  EXPECT_NEAR(ValueAt(table, 2, 0), 4.0 / 9, 1e-15);
  EXPECT_NEAR(ValueAt(table, 2, 1), 1.0 / 3, 1e-15);
  EXPECT_NEAR(ValueAt(table, 3, 1), 2.0 / 3, 1e-15);
  EXPECT_EQ(ValueAt(table, 0, 1), 0);
  EXPECT_NEAR(ValueAt(table, 2, 2), 2.0 / 5, 1e-15);
  EXPECT_EQ(table.rows[0].cells[0].estimate.base.n, 8);
  EXPECT_EQ(table.rows[0].cells[0].estimate.base.weighted, 9);
  EXPECT_NEAR(table.rows[0].cells[2].estimate.base.effective_n, 25.0 / 7, 1e-14);
  EXPECT_EQ(table.bases[0].n, 10);
  EXPECT_EQ(table.bases[0].weighted, 14);
  EXPECT_EQ(table.bases[1].n, 5);
  EXPECT_EQ(table.base_label.en, "all respondents");
  EXPECT_EQ(table.suppressed, 0);
}

TEST_F(TabulateTest, NetsAndMeans) {
  const SurveyBookResults results =
      Run("minimum_base: 0\ntables:\n  t:\n    variable: freq\n    show: [nets, mean]\n    top: 2\n"
          "    bottom: 1\n    nets: {some: {values: [seldom, 经常], label: Some}}\n");
  const SurveyTable& table = results.tables.at(0);
  EXPECT_THAT(Labels(table),
              ElementsAre("Top 2: Often, Always", "Bottom 1: Never", "Some", "Mean"));
  EXPECT_EQ(table.rows[0].label.zh, "最高 2 项：经常、总是");
  EXPECT_EQ(table.rows[0].kind, SurveyRow::Kind::kNet);
  EXPECT_EQ(table.rows[0].value, "top_2");
  EXPECT_EQ(table.rows[2].value, "some");
  EXPECT_EQ(table.rows[2].counted.en, "Seldom, Often");
  EXPECT_EQ(table.rows[3].kind, SurveyRow::Kind::kMean);
  EXPECT_NEAR(ValueAt(table, 0, 0), 6.0 / 8, 1e-15);
  EXPECT_NEAR(ValueAt(table, 1, 0), 1.0 / 8, 1e-15);
  EXPECT_NEAR(ValueAt(table, 2, 0), 4.0 / 8, 1e-15);
  EXPECT_NEAR(ValueAt(table, 3, 0), 24.0 / 8, 1e-15);
}

TEST_F(TabulateTest, AMultipleChoiceQuestion) {
  const SurveyBookResults results = Run(
      "minimum_base: 0\ntables:\n  t: {variable: traits, nets: {any: {values: [a, Honest]}}}\n");
  const SurveyTable& table = results.tables.at(0);
  EXPECT_THAT(Labels(table), ElementsAre("Friendly", "Honest", "Clever", ""));
  EXPECT_EQ(table.rows[0].variable, "a");
  EXPECT_EQ(table.rows[0].variable_label.zh, "特质");
  // One respondent answered none of the columns, one but two of them.
  EXPECT_EQ(table.rows[1].cells[0].estimate.base.n, 9);
  EXPECT_NEAR(ValueAt(table, 0, 0), 4.0 / 9, 1e-15);
  EXPECT_NEAR(ValueAt(table, 1, 0), 3.0 / 9, 1e-15);
  EXPECT_EQ(ValueAt(table, 2, 0), 0);
  EXPECT_NEAR(ValueAt(table, 3, 0), 6.0 / 9, 1e-15);  // chosen twice counts once
}

TEST_F(TabulateTest, OneColumnOfAMultipleChoiceQuestion) {
  const SurveyBookResults results =
      Run("minimum_base: 0\ntables: {t: {variables: [a, b], segments: [c]}}\n");
  const SurveyTable& table = results.tables.at(0);
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[0].value, "1");
  EXPECT_EQ(table.rows[0].cells[0].estimate.base.n, 9);
  // The base of the question: who left b blank and answered another column did not choose b.
  EXPECT_EQ(table.rows[1].cells[0].estimate.base.n, 9);
  EXPECT_NEAR(ValueAt(table, 1, 0), 3.0 / 9, 1e-15);
  ASSERT_EQ(table.columns.size(), 2u);
  EXPECT_EQ(table.columns[1].value_label.en, "not chosen");
}

// The same answers with blanks for zeros: everything that is made of them is the same.
TEST_F(TabulateTest, BlanksOfAMultipleChoiceQuestionAreZeros) {
  const std::string zeros =
      "freq,market,w,months,check,a,b,c\n1,CN,1,2,1,1,0,0\n2,CN,1,4,1,0,1,0\n"
      "3,US,2,6,1,1,1,0\n4,US,1,8,1,,,\n";
  const std::string blanks =
      "freq,market,w,months,check,a,b,c\n1,CN,1,2,1,1,,\n2,CN,1,4,1,,1,99\n"
      "3,US,2,6,1,1,1,\n4,US,1,8,1,,,\n";
  const std::string book =
      "minimum_base: 0\ntables:\n  question: {variable: traits}\n  column: {variable: b}\n"
      "  segment: {variable: check, segments: [b]}\n"
      "  condition: {variable: check, base: {where: {b: 0}}}\n";
  const SurveyBookResults expected = Run(book, zeros), found = Run(book, blanks);
  ASSERT_EQ(found.tables.size(), 4u);
  for (size_t t = 0; t < 4; ++t) {
    const SurveyTable& table = found.tables[t];
    ASSERT_EQ(table.columns.size(), expected.tables[t].columns.size());
    for (size_t r = 0; r < table.rows.size(); ++r) {
      for (size_t c = 0; c < table.columns.size(); ++c) {
        const SurveyEstimate& cell = table.rows[r].cells[c].estimate;
        const SurveyEstimate& other = expected.tables[t].rows.at(r).cells[c].estimate;
        EXPECT_EQ(cell.value, other.value) << table.name;
        EXPECT_EQ(cell.base.n, other.base.n) << table.name;
      }
    }
  }
  EXPECT_EQ(ValueAt(found.tables[0], 1, 0), 2.0 / 3);
  EXPECT_EQ(ValueAt(found.tables[1], 0, 0), 2.0 / 3);
  EXPECT_EQ(found.tables[2].bases[1].n, 1);  // b not chosen
  EXPECT_EQ(found.tables[3].bases[0].n, 1);
}

TEST_F(TabulateTest, BasesOfBookAndTableHoldTogether) {
  const SurveyBookResults results =
      Run("minimum_base: 0\nbase: {where: {check: 1}}\n"
          "tables:\n  t: {variable: freq, base: {where: {months: {min: 4}}, label: Long}}\n"
          "  u: {variable: freq}\n");
  EXPECT_EQ(results.tables[0].bases[0].n, 6);
  EXPECT_EQ(results.tables[0].base_label.en, "check: Passed; Long");
  EXPECT_EQ(results.tables[1].bases[0].n, 8);
  EXPECT_EQ(results.tables[1].base_label.en, "check: Passed");
}

TEST_F(TabulateTest, WithoutACodebookValuesAreAsFound) {
  const SurveyBookResults results =
      Run("minimum_base: 0\ntables: {t: {variable: freq, segments: [market], top: 1},"
          " u: {variable: market}}\n",
          kData, false);
  const SurveyTable& table = results.tables.at(0);
  ASSERT_EQ(table.rows.size(), 6u);
  EXPECT_EQ(table.rows[4].value, "99");  // nothing says that it is missing
  EXPECT_EQ(table.rows[5].value, "top_1");
  EXPECT_EQ(table.columns[1].value, "CN");
  EXPECT_EQ(table.columns[2].value, "US");
  EXPECT_NEAR(ValueAt(table, 2, 0), 3.0 / 9, 1e-15);
  EXPECT_EQ(results.tables[1].rows.size(), 2u);
  EXPECT_THAT(results.origin.codebook_file, IsEmpty());
}

TEST_F(TabulateTest, OriginTellsWhatWasReadAndHow) {
  Write("README.md", "synthetic: survey.csv: Made-up answers.\n");
  const SurveyBookResults results =
      Run("name: book\ntitle: Title\ndesign: {weights: w}\nminimum_base: 3\n"
          "tables: {t: {variable: freq}}\n");
  EXPECT_EQ(results.name, "book");
  EXPECT_EQ(results.title.en, "Title");
  EXPECT_EQ(results.book.tables.size(), 1u);
  EXPECT_EQ(results.origin.file, "tables.yaml");
  EXPECT_EQ(results.origin.hash.size(), 32u);
  EXPECT_THAT(results.origin.data_file, HasSubstr("survey.csv"));
  EXPECT_EQ(results.origin.data_hash.size(), 32u);
  EXPECT_THAT(results.origin.codebook_file, HasSubstr("codebook.yaml"));
  EXPECT_EQ(results.origin.data_statement, "Made-up answers.");
  EXPECT_EQ(results.origin.rows, 10);
  EXPECT_THAT(results.origin.options, Contains(std::make_pair("weights", "w")));
  EXPECT_THAT(results.origin.options, Contains(std::make_pair("strata", "none")));
  EXPECT_THAT(results.origin.options, Contains(std::make_pair("minimum_base", "3")));
  EXPECT_THAT(results.origin.options, Contains(std::make_pair("confidence", "0.95")));
}

TEST_F(TabulateTest, SmallCellsAreSuppressedAndSaidSo) {
  const SurveyBookResults results =
      Run("minimum_base: 4\ntables: {t: {variable: freq, segments: [market]}}\n");
  const SurveyTable& table = results.tables.at(0);
  EXPECT_EQ(table.suppressed, 4);  // three of the five in the United States answered
  for (const SurveyRow& row : table.rows) {
    EXPECT_FALSE(row.cells[0].estimate.suppressed);
    EXPECT_TRUE(row.cells[1].estimate.suppressed);
    EXPECT_EQ(row.cells[1].estimate.base.n, 3);
    EXPECT_TRUE(std::isnan(row.cells[1].estimate.value));
    EXPECT_TRUE(std::isnan(row.cells[1].estimate.standard_error));
    EXPECT_TRUE(std::isnan(row.cells[1].estimate.lower));
    EXPECT_FALSE(std::isnan(row.cells[2].estimate.value));
  }
  EXPECT_THAT(table.differences, IsEmpty());
  EXPECT_EQ(table.bases[1].n, 5);
  ASSERT_FALSE(results.warnings.empty());
  EXPECT_EQ(results.warnings[0].code, "suppressed_cells");
  EXPECT_EQ(results.warnings[0].message,
            "4 cells rest on fewer than 4 respondents and are suppressed in the table 't'");
}

TEST_F(TabulateTest, NotesOnSegments) {
  const SurveyBookResults results =
      Run("minimum_base: 0\nsegments: [market]\ntables: {t: {variable: freq}, u: {variable: a}}\n");
  ASSERT_EQ(results.warnings.size(), 2u);
  EXPECT_EQ(results.warnings[0].code, "without_segment");
  EXPECT_EQ(results.warnings[0].message,
            "1 respondent has no answer to 'market' and is in the total alone in the tables 't' "
            "and 'u'");
  EXPECT_EQ(results.warnings[1].code, "empty_segments");
  EXPECT_THAT(results.warnings[1].message, HasSubstr("no respondent has 'Japan' of 'market'"));
}

TEST_F(TabulateTest, NotesOnUnevenWeights) {
  std::string data = "w,y\n100,1\n";
  for (int i = 0; i < 9; ++i) data += "1,0\n";
  const SurveyBookResults results =
      Run("design: {weights: w}\nminimum_base: 0\ntables: {t: {variable: y}}\n", data, false);
  ASSERT_THAT(Codes(results), ElementsAre("uneven_weights"));
  EXPECT_THAT(results.warnings[0].message, HasSubstr("lowest for the total: 1.2 of 10"));
}

TEST_F(TabulateTest, NotesOnQuestionsThatNobodyAnswered) {
  const SurveyBookResults results =
      Run("minimum_base: 0\n"
          "tables: {t: {variable: freq, show: [shares, mean], base: {where: {market: US, months: "
          "[5, 9]}}}}\n");
  EXPECT_THAT(Codes(results), Contains("no_answers"));
  EXPECT_TRUE(std::isnan(ValueAt(results.tables[0], 0, 0)));
}

// 600 respondents in segments that differ: in x much, in y not at all.
std::string Segmented() {
  std::string data = "x,y,s,t,c\n";
  for (int i = 0; i < 600; ++i) {
    const RandomStream random(13, static_cast<uint64_t>(i));
    const int s = i % 3;
    const bool x = random.Uniform(0) < 0.15 + 0.3 * s;
    const bool y = random.Uniform(1) < 0.5;
    data += std::to_string(x) + "," + std::to_string(y) + "," + "abc"[s] + "," + "de"[i / 3 % 2] +
            "," + std::to_string(i / 4) + "\n";
  }
  return data;
}

TEST_F(TabulateTest, LettersOfSignificantDifferences) {
  const SurveyBookResults results =
      Run("design: {clusters: c}\ntables: {t: {variables: [x, y], segments: [s, t]}}\n",
          Segmented(), false);
  const SurveyTable& table = results.tables.at(0);
  std::vector<std::string> letters;
  for (const SurveyColumn& column : table.columns) letters.push_back(column.letter);
  EXPECT_THAT(letters, ElementsAre("", "A", "B", "C", "D", "E"));
  const auto higher_than = [&](size_t row) {
    std::vector<std::string> all;
    for (const SurveyCell& cell : table.rows[row].cells) all.push_back(cell.higher_than);
    return all;
  };
  EXPECT_THAT(higher_than(0), ElementsAre("", "BC", "C", "", "", ""));  // x = 0
  EXPECT_THAT(higher_than(1), ElementsAre("", "", "A", "AB", "", ""));  // x = 1
  EXPECT_THAT(higher_than(2), ElementsAre("", "", "", "", "", ""));
  // Three pairs in the first family, one in the second, for four rows.
  ASSERT_EQ(table.differences.size(), 16u);
  const SurveyDifference& first = table.differences[0];
  EXPECT_EQ(first.row, 0);
  EXPECT_EQ(first.first, 1);
  EXPECT_EQ(first.second, 2);
  EXPECT_NEAR(first.difference, ValueAt(table, 0, 1) - ValueAt(table, 0, 2), 1e-15);
  EXPECT_EQ(first.degrees_of_freedom, 149);
  EXPECT_EQ(first.degrees_of_freedom, table.rows[0].cells[0].estimate.degrees_of_freedom);
}

TEST_F(TabulateTest, LettersAreAntisymmetricAndFollowTheAdjustedP) {
  const SurveyTable table = Run("comparison: {level: 0.2, correction: bh}\n"
                                "tables: {t: {variables: [x, y], segments: [s, t]}}\n",
                                Segmented(), false)
                                .tables.at(0);
  int significant = 0;
  for (const SurveyDifference& d : table.differences) {
    const SurveyRow& row = table.rows[d.row];
    const auto has = [&](int column, int other) {
      return row.cells[column].higher_than.find(table.columns[other].letter) != std::string::npos;
    };
    EXPECT_EQ(has(d.first, d.second), d.adjusted_p < 0.2 && d.difference > 0);
    EXPECT_EQ(has(d.second, d.first), d.adjusted_p < 0.2 && d.difference < 0);
    significant += d.adjusted_p < 0.2;
  }
  EXPECT_GE(significant, 6);
}

TEST_F(TabulateTest, PValuesAreAdjustedWithinARowAndAFamily) {
  for (const auto& [name, correction] :
       {std::pair{"none", Correction::kNone}, std::pair{"bonferroni", Correction::kBonferroni},
        std::pair{"holm", Correction::kHolm}, std::pair{"bh", Correction::kBenjaminiHochberg}}) {
    const SurveyTable table = Run(std::string("comparison: {correction: ") + name +
                                      "}\ntables: {t: {variable: y, segments: [s, t]}}\n",
                                  Segmented(), false)
                                  .tables.at(0);
    ASSERT_EQ(table.differences.size(), 8u);
    std::vector<double> p;
    for (size_t i = 0; i < 3; ++i) p.push_back(table.differences[i].p);
    const std::vector<double> adjusted = AdjustPValues(p, correction);
    for (size_t i = 0; i < 3; ++i) EXPECT_EQ(table.differences[i].adjusted_p, adjusted[i]);
    EXPECT_EQ(table.differences[3].adjusted_p, table.differences[3].p);  // one pair alone
  }
}

TEST_F(TabulateTest, SuppressedColumnsTakeNoPartInComparisons) {
  std::string data = Segmented();
  for (int i = 0; i < 5; ++i) data += "1,1,few,d,1\n";
  const SurveyTable table =
      Run("tables: {t: {variable: x, segments: [s]}}\n", data, false).tables.at(0);
  ASSERT_EQ(table.columns.size(), 5u);
  EXPECT_EQ(table.columns[4].value, "few");
  EXPECT_EQ(table.suppressed, 2);
  EXPECT_EQ(table.differences.size(), 6u);
  const SurveyTable without =
      Run("tables: {t: {variable: x, segments: [s]}}\n", Segmented(), false).tables.at(0);
  // Five more in the total, whose degrees of freedom the tests take; the correction is over the
  // same three pairs.
  for (size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(table.differences[i].difference, without.differences[i].difference, 1e-14);
    EXPECT_EQ(table.differences[i].degrees_of_freedom, 604);
    EXPECT_EQ(without.differences[i].degrees_of_freedom, 599);
  }
}

TEST_F(TabulateTest, ConfidenceAndIntervalOfTheBook) {
  const auto cell = [&](const std::string& head) {
    return Run(head + "tables: {t: {variable: x}}\n", Segmented(), false)
        .tables[0]
        .rows[1]
        .cells[0]
        .estimate;
  };
  const SurveyEstimate usual = cell(""), narrow = cell("confidence: 0.5\n"),
                       beta = cell("interval: beta\n");
  EXPECT_EQ(usual.value, narrow.value);
  EXPECT_LT(usual.lower, narrow.lower);
  EXPECT_GT(usual.upper, narrow.upper);
  EXPECT_LT(beta.lower, usual.lower);
  EXPECT_EQ(beta.standard_error, usual.standard_error);
}

TEST(ColumnLetter, GoesOnBehindZ) {
  EXPECT_EQ(ColumnLetter(0), "A");
  EXPECT_EQ(ColumnLetter(25), "Z");
  EXPECT_EQ(ColumnLetter(26), "AA");
  EXPECT_EQ(ColumnLetter(27), "AB");
  EXPECT_EQ(ColumnLetter(26 + 26 * 26), "AAA");
}

}  // namespace
}  // namespace trustsem
