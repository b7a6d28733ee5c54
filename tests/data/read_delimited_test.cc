#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/file.h"
#include "data/delimited_reader.h"
#include "data/read_data.h"
#include "temporary_folder.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsNan;
using ::testing::Not;

class ReadDelimitedTest : public TemporaryFolderTest {
 protected:
  // Every file is read with blocks of many sizes: the result must not depend on them.
  Frame Read(const std::string& bytes, const std::vector<std::string>& wanted = {}) {
    const std::string path = Write("data.csv", bytes);
    const Frame frame = ReadDelimited(path, wanted);
    for (size_t block : {4u, 5u, 6u, 7u, 16u, 64u}) {
      ExpectSame(frame, ReadDelimitedInBlocks(path, wanted, block), block);
    }
    return frame;
  }

  std::string ReadError(const std::string& bytes) {
    const std::string path = Write("data.csv", bytes);
    const std::string message = DataError([&] { ReadDelimited(path); });
    for (size_t block : {4u, 5u, 16u}) {
      EXPECT_EQ(DataError([&] { ReadDelimitedInBlocks(path, {}, block); }), message)
          << "blocks of " << block;
    }
    return message;
  }

  static void ExpectSame(const Frame& a, const Frame& b, size_t block) {
    SCOPED_TRACE(fmt::format("blocks of {}", block));
    ASSERT_EQ(a.rows, b.rows);
    ASSERT_EQ(a.Names(), b.Names());
    EXPECT_EQ(a.hash, b.hash);
    for (size_t i = 0; i < a.columns.size(); ++i) {
      EXPECT_EQ(a.columns[i].is_text, b.columns[i].is_text);
      EXPECT_EQ(a.columns[i].loaded, b.columns[i].loaded);
      EXPECT_EQ(a.columns[i].codes, b.columns[i].codes);
      EXPECT_EQ(a.columns[i].values, b.columns[i].values);
      EXPECT_EQ(a.columns[i].first_text_row, b.columns[i].first_text_row);
      const std::vector<double>&x = a.columns[i].numbers, &y = b.columns[i].numbers;
      ASSERT_EQ(x.size(), y.size());
      for (size_t row = 0; row < x.size(); ++row) {
        EXPECT_TRUE(x[row] == y[row] || (std::isnan(x[row]) && std::isnan(y[row])));
      }
    }
  }
};

TEST_F(ReadDelimitedTest, NumbersNamesAndHash) {
  const std::string bytes = "x1,x2,\"x 3\"\n1,2.5,-3\n4,.5,6e2\n";
  const Frame frame = Read(bytes);
  EXPECT_EQ(frame.rows, 2);
  EXPECT_THAT(frame.Names(), ElementsAre("x1", "x2", "x 3"));
  EXPECT_THAT(frame.columns[0].numbers, ElementsAre(1, 4));
  EXPECT_THAT(frame.columns[1].numbers, ElementsAre(2.5, .5));
  EXPECT_THAT(frame.Find("x 3")->numbers, ElementsAre(-3, 600));
  EXPECT_EQ(frame.Find("x"), nullptr);
  EXPECT_EQ(frame.hash, Hash(bytes));
  EXPECT_EQ(frame.file, Path("data.csv"));
  EXPECT_FALSE(frame.synthetic);
}

TEST_F(ReadDelimitedTest, LineEndsAndByteOrderMarksDoNotMatter) {
  for (const char* bytes :
       {"a,b\n1,2\n3,4\n", "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r\n1,2\r\n3,4",
        "a,b\r1,2\r3,4\r", "a,b\r1,2\r3,4",
        "\xEF\xBB\xBF"
        "a,b\n1,2\n3,4\n",
        "a,b\n1,2\n3,4\n\n\n", "a,b\r\n1,2\r\n\r\n3,4\r\n\r\n", "a,b\n1,2\n  \n3,4\n",
        "a,b\n 1 , 2\n3 ,  4  \n", "a;b\n1;2\n3;4\n", "a\tb\n1\t2\n3\t4\n",
        "\"a\",\"b\"\r\n\"1\",\"2\"\r\n\"3\",\"4\"\r\n", " a , \"b\" \n1, \"2\" \n3,4\n"}) {
    SCOPED_TRACE(bytes);
    const Frame frame = Read(bytes);
    EXPECT_THAT(frame.Names(), ElementsAre("a", "b"));
    EXPECT_EQ(frame.rows, 2);
    EXPECT_THAT(frame.columns[0].numbers, ElementsAre(1, 3));
    EXPECT_THAT(frame.columns[1].numbers, ElementsAre(2, 4));
  }
}

TEST_F(ReadDelimitedTest, DecimalCommasWithSemicolonsAndTabs) {
  EXPECT_THAT(Read("a;b\n1,5;2\n-0,25;3,0\n").columns[0].numbers, ElementsAre(1.5, -.25));
  EXPECT_THAT(Read("a\tb\n1,5\t2\n-0,25\t3,0\n").columns[0].numbers, ElementsAre(1.5, -.25));
}

TEST_F(ReadDelimitedTest, MissingAnswers) {
  const Frame frame =
      Read("a,b\n,1\nNA,2\nN/A,3\nNaN,4\n.,5\nNULL,6\n#N/A,7\n\"\",8\n\"NA\",\n5,\n");
  const Column& a = frame.columns[0];
  EXPECT_FALSE(a.is_text);
  ASSERT_EQ(a.numbers.size(), 10u);
  for (size_t row = 0; row < 9; ++row) EXPECT_THAT(a.numbers[row], IsNan()) << row;
  EXPECT_EQ(a.numbers[9], 5);
  EXPECT_THAT(frame.columns[1].numbers[8], IsNan());
  EXPECT_THAT(frame.columns[1].numbers[9], IsNan());
}

TEST_F(ReadDelimitedTest, OneColumn) {
  const Frame frame = Read("a\n1\n\n2\n\n\n");
  ASSERT_EQ(frame.rows, 3) << "a blank line between rows is a missing answer, at the end it is not";
  ASSERT_EQ(frame.columns[0].numbers.size(), 3u);
  EXPECT_THAT(frame.columns[0].numbers[1], IsNan());
  EXPECT_EQ(frame.columns[0].numbers[2], 2);
  const Frame text = Read("a\n\nx\n\ny\n\n");
  EXPECT_THAT(text.columns[0].codes, ElementsAre(-1, 0, -1, 1));
  EXPECT_EQ(text.columns[0].first_text_row, 2);
}

TEST_F(ReadDelimitedTest, QuotedFields) {
  const Frame frame =
      Read("\"a,1\",b,c\n\"x, y\",1,2\n\"say \"\"no\"\"\",3,4\n\"two\nlines\",5,6\n\"\"\"\",7,8\n");
  EXPECT_THAT(frame.Names(), ElementsAre("a,1", "b", "c"));
  EXPECT_THAT(frame.columns[0].values, ElementsAre("x, y", "say \"no\"", "two\nlines", "\""));
  EXPECT_THAT(frame.columns[0].codes, ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(frame.columns[1].numbers, ElementsAre(1, 3, 5, 7));
  EXPECT_THAT(frame.columns[2].numbers, ElementsAre(2, 4, 6, 8));
}

TEST_F(ReadDelimitedTest, TextColumns) {
  const Frame frame = Read("g,late,x\nnorth,1,1\n south ,2,2\nNA,three,3\nnorth,1,4\n");
  const Column& g = frame.columns[0];
  EXPECT_TRUE(g.is_text);
  EXPECT_THAT(g.values, ElementsAre("north", "south"));
  EXPECT_THAT(g.codes, ElementsAre(0, 1, -1, 0));
  EXPECT_EQ(g.first_text_row, 1);
  EXPECT_THAT(g.numbers, IsEmpty());
  const Column& late = frame.columns[1];
  EXPECT_TRUE(late.is_text) << "numbers before the first text are texts of the same column";
  EXPECT_THAT(late.values, ElementsAre("1", "2", "three"));
  EXPECT_THAT(late.codes, ElementsAre(0, 1, 2, 0));
  EXPECT_EQ(late.first_text_row, 3);
  EXPECT_THAT(late.numbers, IsEmpty());
  EXPECT_THAT(frame.columns[2].numbers, ElementsAre(1, 2, 3, 4));
}

TEST_F(ReadDelimitedTest, ManyDistinctTexts) {
  std::string bytes = "id,x\n";
  for (int i = 0; i < 3000; ++i) bytes += fmt::format("r{},{}\n", i % 1000, i);
  const Frame frame = Read(bytes);
  ASSERT_EQ(frame.columns[0].values.size(), 1000u);
  for (size_t i = 0; i < 3000; ++i) {
    EXPECT_EQ(frame.columns[0].values[static_cast<size_t>(frame.columns[0].codes[i])],
              fmt::format("r{}", i % 1000));
    EXPECT_EQ(frame.columns[1].numbers[i], static_cast<double>(i));
  }
}

TEST_F(ReadDelimitedTest, OnlyWantedColumnsAreLoaded) {
  const Frame frame = Read("a,b,c\n1,\"t, u\",3\n4,inf,6\n7,,9\n", {"c", "nowhere"});
  EXPECT_THAT(frame.Names(), ElementsAre("a", "b", "c"));
  EXPECT_FALSE(frame.columns[0].loaded);
  EXPECT_FALSE(frame.columns[1].loaded);
  EXPECT_TRUE(frame.columns[2].loaded);
  EXPECT_THAT(frame.columns[0].numbers, IsEmpty());
  EXPECT_THAT(frame.columns[1].values, IsEmpty());
  EXPECT_THAT(frame.columns[2].numbers, ElementsAre(3, 6, 9));
  EXPECT_EQ(frame.rows, 3);
}

TEST_F(ReadDelimitedTest, ManyRowsAcrossBlocksOfTheUsualSize) {
  std::string bytes = "i,d,t\n";
  const int rows = 150000;
  for (int i = 0; i < rows; ++i) {
    bytes += fmt::format("{},{}.{:03},\"q{}\"\n", i, i % 97, i % 1000, i % 3);
  }
  ASSERT_GT(bytes.size(), 2 * kBlockBytes);
  const Frame frame = ReadDelimited(Write("large.csv", bytes));
  ASSERT_EQ(frame.rows, rows);
  for (size_t i = 0; i < static_cast<size_t>(rows); ++i) {
    ASSERT_EQ(frame.columns[0].numbers[i], static_cast<double>(i));
    ASSERT_EQ(frame.columns[1].numbers[i],
              std::strtod(fmt::format("{}.{:03}", i % 97, i % 1000).c_str(), nullptr));
    ASSERT_EQ(frame.columns[2].codes[i], static_cast<int32_t>(i % 3));
  }
}

TEST_F(ReadDelimitedTest, CompanionSaysThatTheDataAreSynthetic) {
  Write("README.md",
        "# Data\n\nsynthetic: other.csv: Not this one.\n"
        "synthetic: data.csv: Synthetic respondents: not a survey. \xE5\x90\x88\n");
  const Frame frame = Read("a,b\n1,2\n");
  EXPECT_TRUE(frame.synthetic);
  EXPECT_EQ(frame.statement, "Synthetic respondents: not a survey. \xE5\x90\x88");
  EXPECT_FALSE(ReadDelimited(Write("my_data.csv", "a,b\n1,2\n")).synthetic);
}

TEST_F(ReadDelimitedTest, EmptyFiles) {
  EXPECT_THAT(ReadError(""), HasSubstr("data.csv: the data file is empty"));
  EXPECT_THAT(ReadError("\n\n"), HasSubstr("is empty"));
  EXPECT_THAT(ReadError("\xEF\xBB\xBF"), HasSubstr("is empty"));
  EXPECT_THAT(ReadError("a,b"), HasSubstr("a header and no rows"));
  EXPECT_THAT(ReadError("a,b\n\n\n"), HasSubstr("a header and no rows"));
}

TEST_F(ReadDelimitedTest, MissingFileAndDirectory) {
  Write("answers.csv", "a\n1\n");
  EXPECT_THAT(DataError([&] { ReadDelimited(Path("anwsers.csv")); }),
              AllOf(HasSubstr("the data file does not exist"), HasSubstr("'answers.csv'")));
  EXPECT_THAT(DataError([&] { ReadDelimited(folder_.string()); }), HasSubstr("is a directory"));
}

TEST_F(ReadDelimitedTest, FilesThatAreNoText) {
  using namespace std::string_literals;
  EXPECT_THAT(ReadError("a,b\n1,2\n3,\0\n"s), HasSubstr("NUL bytes"));
  EXPECT_THAT(ReadError("\xFF\xFE"
                        "a\0,\0b\0\n\0"s),
              HasSubstr("save it as UTF-8"));
  EXPECT_THAT(ReadError("\xFE\xFF\0a\0,\0b\0\n"s), HasSubstr("save it as UTF-8"));
  EXPECT_THAT(ReadError("PK\x03\x04zip"s), HasSubstr("save the sheet as CSV"));
  EXPECT_THAT(ReadError("\xD0\xCF\x11\xE0xls"s), HasSubstr("save the sheet as CSV"));
  EXPECT_THAT(ReadError("\x1F\x8B\x08zzz"s), HasSubstr("gunzip"));
  EXPECT_THAT(ReadError("$FL2@(#) SPSS"s), HasSubstr(".sav"));
  EXPECT_THAT(ReadError("a,\xE9t\xE9\n1,2\n"), HasSubstr("column 2 is not UTF-8"));
  EXPECT_THAT(ReadError("a,b\n1,\xE9t\xE9\n"), AllOf(HasSubstr(":2:"), HasSubstr("'b'")));
}

TEST_F(ReadDelimitedTest, RaggedRowsNameLineAndCounts) {
  const std::string message = ReadError("a,b,c\n1,2,3\n4,5\n\"6\n\",7,8\n1,2,3,4\n");
  EXPECT_THAT(message, HasSubstr("data.csv:3: the row has 2 fields where the header has 3"));
  EXPECT_THAT(message, HasSubstr("data.csv:6: the row has 4 fields where the header has 3"));
  EXPECT_THAT(ReadError("a,b\n1,1,2\n"), HasSubstr("row names"));
}

TEST_F(ReadDelimitedTest, ColumnNames) {
  const std::string message = ReadError("a,b,a,,b\n1,2,3,4,5\n");
  EXPECT_THAT(message, HasSubstr("'a' stands twice, in columns 1 and 3"));
  EXPECT_THAT(message, HasSubstr("'b' stands twice, in columns 2 and 5"));
  EXPECT_THAT(message, HasSubstr("name of column 4 is empty"));
  EXPECT_THAT(ReadError("\"\",a\n1,2\n"), HasSubstr("row.names = FALSE"));
}

TEST_F(ReadDelimitedTest, Quotes) {
  EXPECT_THAT(ReadError("a,b\n1,2\n3,\"4\n5,6\n7,8\n"),
              AllOf(HasSubstr("data.csv:3:"), HasSubstr("never closes")));
  EXPECT_THAT(ReadError("a,b\n1,2\n\"3\"x,4\n"),
              AllOf(HasSubstr("data.csv:3:"), HasSubstr("followed by 'x'")));
}

TEST_F(ReadDelimitedTest, InfiniteNumbersNameRowAndColumn) {
  const std::string message = ReadError("a,b,c\n1,2,3\ninf,2,3\n1,1e999,3\n1,-Inf,3\n");
  EXPECT_THAT(message,
              HasSubstr("data.csv:3: column 'a' holds the infinite number 'inf' in data row 2"));
  EXPECT_THAT(message,
              HasSubstr("data.csv:4: column 'b' holds the infinite number '1e999' in data row 3"));
  EXPECT_THAT(message, Not(HasSubstr("'c'")));
  const Frame frame = Read("a\ninf\nword\n");
  EXPECT_THAT(frame.columns[0].values, ElementsAre("inf", "word")) << "text may say anything";
}

TEST_F(ReadDelimitedTest, ReadDataGoesByTheExtension) {
  EXPECT_EQ(ReadData(Write("a.CSV", "a\n1\n")).rows, 1);
  EXPECT_EQ(ReadData(Write("a.tsv", "a\tb\n1\t2\n")).columns.size(), 2u);
  for (const char* name : {"a.xlsx", "a.xls", "a.ods"}) {
    const std::string path = Write(name, "x");
    EXPECT_THAT(DataError([&] { ReadData(path); }), HasSubstr("save the sheet as CSV")) << name;
  }
  const std::string zipped = Write("a.csv.gz", "x"), unknown = Write("a.qqq", "x");
  EXPECT_THAT(DataError([&] { ReadData(zipped); }), HasSubstr("unpack"));
  EXPECT_THAT(DataError([&] { ReadData(unknown); }), AllOf(HasSubstr(".qqq"), HasSubstr(".sav")));
  EXPECT_THAT(DataError([&] { ReadData(Path("none.qqq")); }), HasSubstr("does not exist"));
}

}  // namespace
}  // namespace trustsem
