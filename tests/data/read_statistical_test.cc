#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <readstat.h>

#include <cmath>
#include <cstdio>
#include <limits>

#include "base/file.h"
#include "data/read_data.h"
#include "temporary_folder.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsNan;
using ::testing::Pair;

ssize_t WriteBytes(const void* data, size_t size, void* file) {
  return static_cast<ssize_t>(std::fwrite(data, 1, size, static_cast<std::FILE*>(file)));
}

using Begin = readstat_error_t (*)(readstat_writer_t*, void*, long);

// One variable with this format, of these numbers.
void WriteFormatted(const std::string& path, Begin begin, const char* format,
                    const std::vector<double>& numbers) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  readstat_writer_t* writer = readstat_writer_init();
  readstat_set_data_writer(writer, WriteBytes);
  readstat_variable_t* variable = readstat_add_variable(writer, "WHEN", READSTAT_TYPE_DOUBLE, 8);
  readstat_variable_set_format(variable, format);
  ASSERT_EQ(begin(writer, file, static_cast<long>(numbers.size())), READSTAT_OK);
  for (double number : numbers) {
    readstat_begin_row(writer);
    if (std::isnan(number)) {
      readstat_insert_missing_value(writer, variable);
    } else {
      readstat_insert_double_value(writer, variable, number);
    }
    readstat_end_row(writer);
  }
  ASSERT_EQ(readstat_end_writing(writer), READSTAT_OK);
  readstat_writer_free(writer);
  std::fclose(file);
}

// Three respondents: a labelled five-point answer (where `user_missing`, 9 is missing), a region as
// text, and a decimal number of which the second is missing.
void WriteSurvey(const std::string& path, Begin begin, bool user_missing, double score = 2.5,
                 long rows = 3) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  readstat_writer_t* writer = readstat_writer_init();
  readstat_set_data_writer(writer, WriteBytes);
  readstat_label_set_t* labels = readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "agree");
  readstat_label_double_value(labels, 1, "disagree");
  readstat_label_double_value(labels, 5, "agree");
  readstat_variable_t* trust = readstat_add_variable(writer, "TRUST1", READSTAT_TYPE_DOUBLE, 8);
  readstat_variable_set_label(trust, "I trust this person");
  readstat_variable_set_label_set(trust, labels);
  if (user_missing) readstat_variable_add_missing_double_value(trust, 9);
  readstat_variable_t* region = readstat_add_variable(writer, "REGION", READSTAT_TYPE_STRING, 8);
  readstat_variable_t* number = readstat_add_variable(writer, "SCORE", READSTAT_TYPE_DOUBLE, 8);
  ASSERT_EQ(begin(writer, file, rows), READSTAT_OK);
  const double answers[] = {5, 9, 1};
  const char* regions[] = {"", "south", "north"};
  for (long row = 0; row < rows; ++row) {
    readstat_begin_row(writer);
    readstat_insert_double_value(writer, trust, answers[row]);
    readstat_insert_string_value(writer, region, regions[row]);
    if (row == 1) {
      readstat_insert_missing_value(writer, number);
    } else {
      readstat_insert_double_value(writer, number, score);
    }
    readstat_end_row(writer);
  }
  ASSERT_EQ(readstat_end_writing(writer), READSTAT_OK);
  readstat_writer_free(writer);
  std::fclose(file);
}

class ReadStatisticalTest : public TemporaryFolderTest {
 protected:
  static void ExpectSurvey(const Frame& frame) {
    EXPECT_EQ(frame.rows, 3);
    EXPECT_THAT(frame.Names(), ElementsAre("TRUST1", "REGION", "SCORE"));
    const Column& region = frame.columns[1];
    EXPECT_TRUE(region.is_text);
    EXPECT_THAT(region.values, ElementsAre("south", "north"));
    EXPECT_THAT(region.codes, ElementsAre(-1, 0, 1));
    EXPECT_EQ(region.first_text_row, 2);
    EXPECT_THAT(frame.columns[2].numbers, ElementsAre(2.5, IsNan(), 2.5));
  }
};

TEST_F(ReadStatisticalTest, SpssWithLabelsAndUserMissingValues) {
  for (const char* name : {"survey.sav", "survey.SAV"}) {
    const std::string path = Path(name);
    WriteSurvey(path, readstat_begin_writing_sav, true);
    const Frame frame = ReadData(path);
    ExpectSurvey(frame);
    const Column& trust = frame.columns[0];
    EXPECT_THAT(trust.numbers, ElementsAre(5, IsNan(), 1)) << "9 is missing by the file's own word";
    EXPECT_EQ(trust.label, "I trust this person");
    EXPECT_THAT(trust.value_labels, ElementsAre(Pair(1, "disagree"), Pair(5, "agree")));
    EXPECT_THAT(frame.columns[2].value_labels, IsEmpty());
    EXPECT_EQ(frame.hash, Hash(ReadTextFile(path, ErrorKind::kData, "it")));
  }
}

TEST_F(ReadStatisticalTest, Stata) {
  const std::string path = Path("survey.dta");
  WriteSurvey(path, readstat_begin_writing_dta, false);
  const Frame frame = ReadData(path);
  ExpectSurvey(frame);
  EXPECT_THAT(frame.columns[0].numbers, ElementsAre(5, 9, 1));
  EXPECT_EQ(frame.columns[0].label, "I trust this person");
}

TEST_F(ReadStatisticalTest, SpssPortableAndSas) {
  WriteSurvey(Path("survey.por"), readstat_begin_writing_por, false);
  ExpectSurvey(ReadData(Path("survey.por")));
  WriteSurvey(Path("survey.xpt"), readstat_begin_writing_xport, false);
  ExpectSurvey(ReadData(Path("survey.xpt")));
  WriteSurvey(Path("survey.sas7bdat"), readstat_begin_writing_sas7bdat, false);
  ExpectSurvey(ReadData(Path("survey.sas7bdat")));
}

TEST_F(ReadStatisticalTest, OnlyWantedColumnsAreLoaded) {
  const std::string path = Path("survey.sav");
  WriteSurvey(path, readstat_begin_writing_sav, false);
  const Frame frame = ReadStatistical(path, {"SCORE"});
  EXPECT_THAT(frame.Names(), ElementsAre("TRUST1", "REGION", "SCORE"));
  EXPECT_EQ(frame.rows, 3);
  EXPECT_FALSE(frame.columns[0].loaded);
  EXPECT_THAT(frame.columns[0].numbers, IsEmpty());
  EXPECT_THAT(frame.columns[1].codes, IsEmpty());
  EXPECT_THAT(frame.columns[2].numbers, ElementsAre(2.5, IsNan(), 2.5));
  EXPECT_EQ(ReadStatistical(path, {"nothing"}).rows, 3);
}

TEST_F(ReadStatisticalTest, CompanionSaysThatTheDataAreSynthetic) {
  Write("README.md", "synthetic: survey.sav: Made up.\n");
  WriteSurvey(Path("survey.sav"), readstat_begin_writing_sav, false);
  EXPECT_EQ(ReadData(Path("survey.sav")).statement, "Made up.");
}

TEST_F(ReadStatisticalTest, Faults) {
  EXPECT_THAT(DataError([&] { ReadData(Path("none.sav")); }), HasSubstr("does not exist"));
  for (const char* name : {"a.sav", "a.zsav", "a.por", "a.dta", "a.sas7bdat", "a.xpt"}) {
    const std::string path = Write(name, "a,b\n1,2\n3,4\n");
    EXPECT_THAT(DataError([&] { ReadData(path); }), HasSubstr("the data file cannot be read"))
        << name;
  }
  const std::string text = Write("a.csv", "a\n1\n");
  EXPECT_THAT(DataError([&] { ReadStatistical(text); }), HasSubstr("extension"));
  WriteSurvey(Path("empty.sav"), readstat_begin_writing_sav, false, 2.5, 0);
  EXPECT_THAT(DataError([&] { ReadData(Path("empty.sav")); }), HasSubstr("no rows"));
}

TEST_F(ReadStatisticalTest, TruncatedFilesAreFaults) {
  WriteSurvey(Path("whole.sav"), readstat_begin_writing_sav, false);
  const std::string bytes = ReadTextFile(Path("whole.sav"), ErrorKind::kData, "it");
  const std::string path = Write("part.sav", bytes.substr(0, bytes.size() - 20));
  EXPECT_THAT(DataError([&] { ReadData(path); }), HasSubstr("cannot be read"));
}

TEST_F(ReadStatisticalTest, InfiniteNumbersNameRowAndColumn) {
  WriteSurvey(Path("infinite.sav"), readstat_begin_writing_sav, false,
              std::numeric_limits<double>::infinity());
  EXPECT_THAT(DataError([&] { ReadData(Path("infinite.sav")); }),
              HasSubstr("column 'SCORE' holds an infinite number in data row 1"));
}

// 13896576000 s after 1582-10-14 are 2023-02-24; so are 23065 days after 1960-01-01.
TEST_F(ReadStatisticalTest, DatesAreWrittenOut) {
  const double missing = std::nan("");
  const auto expect_dates = [&](const std::string& path) {
    const Column column = ReadStatistical(path).columns.at(0);
    ASSERT_TRUE(column.is_text) << path;
    EXPECT_THAT(column.values, ElementsAre("2023-02-24", "2023-02-25"));
    EXPECT_THAT(column.codes, ElementsAre(0, -1, 1));
  };
  const double spss = 13896576000, day = 86400;
  WriteFormatted(Path("d.sav"), readstat_begin_writing_sav, "DATE11", {spss, missing, spss + day});
  expect_dates(Path("d.sav"));
  WriteFormatted(Path("t.sav"), readstat_begin_writing_sav, "DATETIME20",
                 {spss + 3600, missing, spss + day + 60});
  expect_dates(Path("t.sav"));
  WriteFormatted(Path("d.dta"), readstat_begin_writing_dta, "%td", {23065, missing, 23066});
  expect_dates(Path("d.dta"));
  WriteFormatted(Path("n.sav"), readstat_begin_writing_sav, "F8.2", {1, missing, 3});
  EXPECT_FALSE(ReadStatistical(Path("n.sav")).columns.at(0).is_text);
}

}  // namespace
}  // namespace trustsem
