#include "data/draft_codebook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <readstat.h>

#include <cstdio>

#include "data/apply_codebook.h"
#include "data/known_scales.h"
#include "data/read_data.h"
#include "sample_builders.h"
#include "spec/read_codebook.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsNan;

std::vector<std::string> ValuesOf(const std::vector<CodebookValue>& values) {
  std::vector<std::string> texts;
  for (const CodebookValue& value : values) texts.push_back(value.value);
  return texts;
}

std::vector<std::string> LabelsOf(const std::vector<CodebookValue>& values) {
  std::vector<std::string> texts;
  for (const CodebookValue& value : values) texts.push_back(LabelOr(value.label, ""));
  return texts;
}

std::string TypeOf(const Codebook& book, const std::string& name) {
  const CodebookVariable* variable = book.Find(name);
  return variable == nullptr ? "none" : ToString(variable->type);
}

class DraftCodebookTest : public TemporaryFolderTest {
 protected:
  // The draft, after it has been written, read and applied to the file: what every draft must bear.
  static Codebook Draft(const std::string& path) {
    const Codebook draft = DraftCodebook(ReadData(path));
    const std::string text = WriteCodebook(draft);
    const Codebook book = ParseCodebook(text, path + ".yaml");
    EXPECT_EQ(WriteCodebook(book), text);
    Frame frame = ReadData(path);
    ApplyCodebook(book, &frame);
    return book;
  }
  // Twelve respondents.
  Codebook Survey() const {
    std::string csv =
        "respondent_id,account_id,wave,market,t1,t2,pref,age,agree,met,spend,pick_a,pick_b,pick_c,"
        "attention_check,words\n";
    const char* ages[] = {"25-34", "18-24", "65+"};
    const char* agree[] = {"Agree", "Strongly agree", "Disagree"};
    for (int i = 0; i < 12; ++i) {
      csv += std::to_string(100 + i) + "," + std::to_string(i / 3) + ",1," + (i % 2 ? "US" : "CN") +
             "," + std::to_string(i == 5 ? 99 : 1 + i % 5) + "," +
             std::to_string(i == 7 ? 98 : 1 + (i * 2) % 5) + "," + std::to_string(i % 2) + "," +
             ages[i % 3] + "," + agree[i % 3] + ",2024-01-" + std::to_string(10 + i) + "," +
             std::to_string(1.5 * i + 0.25) + "," + (i % 3 == 0 ? "1,0,1" : "0,1,1") + "," +
             std::to_string(i != 3) + ",words number " + std::to_string(i) + "\n";
    }
    return Draft(Write("my survey.csv", csv));
  }
};

TEST_F(DraftCodebookTest, TypesOfColumns) {
  const Codebook book = Survey();
  EXPECT_EQ(book.name, "my survey");
  EXPECT_EQ(TypeOf(book, "respondent_id"), "id");
  EXPECT_EQ(TypeOf(book, "account_id"), "id") << "though it repeats";
  EXPECT_THAT(book.key, ElementsAre("respondent_id"));
  EXPECT_EQ(TypeOf(book, "wave"), "number");
  EXPECT_EQ(TypeOf(book, "market"), "category");
  EXPECT_THAT(ValuesOf(book.Find("market")->values), ElementsAre("CN", "US"));
  EXPECT_EQ(TypeOf(book, "t1"), "ordered");
  EXPECT_EQ(TypeOf(book, "pref"), "category");
  EXPECT_EQ(TypeOf(book, "age"), "ordered");
  EXPECT_THAT(ValuesOf(book.Find("age")->values), ElementsAre("18-24", "25-34", "65+"));
  EXPECT_EQ(TypeOf(book, "agree"), "ordered");
  EXPECT_THAT(ValuesOf(book.Find("agree")->values),
              ElementsAre("Disagree", "Agree", "Strongly agree"));
  EXPECT_EQ(TypeOf(book, "met"), "date");
  EXPECT_EQ(TypeOf(book, "spend"), "number");
  EXPECT_FALSE(book.Find("spend")->integer);
  EXPECT_EQ(TypeOf(book, "words"), "text");
  EXPECT_EQ(book.attention.column, "attention_check");
  EXPECT_EQ(book.attention.passed, "1");
}

TEST_F(DraftCodebookTest, MultipleChoiceOfColumnsThatShareAPrefix) {
  const Codebook book = Survey();
  ASSERT_EQ(TypeOf(book, "pick"), "multiple_choice");
  const CodebookVariable& pick = *book.Find("pick");
  EXPECT_EQ(pick.choose, 2) << "every respondent chose two";
  ASSERT_EQ(pick.columns.size(), 3u);
  EXPECT_EQ(pick.columns[1].name, "pick_b");
  EXPECT_EQ(pick.columns[1].label.en, "b");
  EXPECT_EQ(book.Find("pick_a"), nullptr);
}

TEST_F(DraftCodebookTest, EqualListsShareAScaleAndUsualCodesAreMissing) {
  const Codebook book = Survey();
  ASSERT_EQ(book.scales.size(), 2u) << "1 to 5, and 0 to 1";
  EXPECT_EQ(book.Find("t1")->scale, book.Find("t2")->scale);
  EXPECT_FALSE(book.Find("t1")->scale.empty());
  EXPECT_THAT(ValuesOf(book.Find("t1")->values), ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_THAT(ValuesOf(book.missing), ElementsAre("98", "99"));
}

TEST_F(DraftCodebookTest, AnswersThatNobodyGaveBelongToTheCommonScale) {
  std::string csv = "t1,t2,t3,t4,t5,other\n";
  for (int i = 0; i < 30; ++i) {
    const std::string full = std::to_string(1 + i % 5);
    csv += full + "," + full + "," + full + "," + std::to_string(3 + i % 3) + "," +
           std::to_string(5 + i % 3) + "," + std::to_string(1 + i % 3) + "\n";
  }
  const Codebook book = Draft(Write("items.csv", csv));
  EXPECT_EQ(book.Find("t4")->scale, book.Find("t1")->scale);
  EXPECT_THAT(ValuesOf(book.Find("t5")->values), ElementsAre("5", "6", "7")) << "another scale";
  EXPECT_THAT(ValuesOf(book.Find("other")->values), ElementsAre("1", "2", "3"));
}

TEST_F(DraftCodebookTest, CodesThatAreAnswersStayAnswers) {
  std::string csv = "share,item\n";
  for (int i = 0; i < 30; ++i) {
    csv += std::to_string(i % 2 ? 70 + i : 99) + "," + std::to_string(i ? 1 + i % 4 : 99) + "\n";
  }
  const std::string path = Write("a.csv", csv);
  const Codebook book = Draft(path);
  EXPECT_THAT(ValuesOf(book.missing), ElementsAre("99"));
  EXPECT_THAT(book.Find("share")->missing, IsEmpty()) << "its answers reach 99";
  Frame frame = ReadData(path);
  ApplyCodebook(book, &frame);
  EXPECT_EQ(frame.columns[0].numbers[0], 99);
  EXPECT_THAT(frame.columns[1].numbers[0], IsNan());
}

TEST_F(DraftCodebookTest, PanelsAreNamedByRespondentAndWave) {
  std::string csv = "id,wave,x\n";
  for (int i = 0; i < 20; ++i) {
    csv += std::to_string(i / 2) + "," + std::to_string(1 + i % 2) + "," + std::to_string(i * 0.5) +
           "\n";
  }
  EXPECT_THAT(Draft(Write("panel.csv", csv)).key, ElementsAre("id", "wave"));
}

TEST_F(DraftCodebookTest, CornersOfCells) {
  Draft(Write("one.csv", "a\n1\n"));
  Draft(Write("empty.csv", "a,b,c\n1,,x\n2,,y\n"));
  Draft(Write("case.csv", "a\nUS\nus\nUS\nUs\nUS\nUK\n"));
  Draft(Write("spelling.csv", "a\n1\n01\n1.0\nx\nx\nx\nx\nx\n"));
  Draft(Write("reserved.csv", "yes,\"a b\",\"c: d\",-\nno,null,~,?\nno,null,~,?\nno,null,~,?\n"));
  Draft(Write("negative.csv", "a\n-1\n0\n-1\n0\n1\n1\n-0\n"));
  Draft(Write("chinese.csv",
              "性别,同意吗\n男,同意\n女,不同意\n男,同意\n女,非常同意\n男,同意\n女,不同意\n"));
  Draft(Write("quotes.csv",
              "a\n\"say \"\"so\"\"\"\n\"say \"\"so\"\"\"\n\"two\nlines\"\n\"two\nlines\"\n"));
  Draft(Write("numbers.csv", "a,b\n1e300,1e-300\n-1e300,0.1\n3,0.30000000000000004\n"));
  Draft(Write("label.csv", "a,b\nRefused,1\nx,99\nRefused,2\nx,1\nx,1\nx,2\nx,2\n"));
  Draft(Write("choices.csv", "q,q_a,q_b,q_c\n1,0,1,1\n2,1,0,99\n3,1,1,0\n"));
}

TEST_F(DraftCodebookTest, TheShippedSurvey) {
  const Codebook survey = Draft(std::string(TRUSTSEM_SOURCE_DIR) + "/data/trust_survey.csv");
  EXPECT_EQ(TypeOf(survey, "conf1"), "ordered");
  EXPECT_EQ(survey.Find("conf1")->scale, survey.Find("loyb3")->scale);
}

// Every data file of the checkout, and those beside it, where there are any.
TEST_F(DraftCodebookTest, EveryDataFile) {
  const std::filesystem::path checkout(TRUSTSEM_SOURCE_DIR);
  int files = 0;
  for (const std::filesystem::path& folder :
       {checkout / "tests/reference/data", checkout / "data",
        std::filesystem::path(TRUSTSEM_SHARED_DIR) / "data"}) {
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
      if (entry.path().extension() != ".csv") continue;
      SCOPED_TRACE(entry.path());
      Draft(entry.path().string());
      ++files;
    }
  }
  EXPECT_GE(files, 10);
}

ssize_t WriteBytes(const void* data, size_t size, void* file) {
  return static_cast<ssize_t>(std::fwrite(data, 1, size, static_cast<std::FILE*>(file)));
}

using Begin = readstat_error_t (*)(readstat_writer_t*, void*, long);

// Two items on one labelled scale with the same label twice, a nominal code, and a number; where
// `user_missing`, 8 and 9 are missing by the file's own word.
void WriteSurvey(const std::string& path, Begin begin, bool user_missing) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  readstat_writer_t* writer = readstat_writer_init();
  readstat_set_data_writer(writer, WriteBytes);
  readstat_label_set_t* agree = readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "agree");
  readstat_label_double_value(agree, 1, "disagree");
  readstat_label_double_value(agree, 4, "other");
  readstat_label_double_value(agree, 5, "other");
  readstat_label_double_value(agree, 9, "refused");
  readstat_label_set_t* market = readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "market");
  readstat_label_double_value(market, 1, "US");
  readstat_label_double_value(market, 7, "中国");
  readstat_label_double_value(market, 30, "2");
  std::vector<readstat_variable_t*> variables;
  for (const char* name : {"T1", "T2", "MARKET", "SPEND"}) {
    readstat_variable_t* variable = readstat_add_variable(writer, name, READSTAT_TYPE_DOUBLE, 8);
    variables.push_back(variable);
    if (variables.size() > 2) continue;
    readstat_variable_set_label(variable, "I trust this person");
    readstat_variable_set_label_set(variable, agree);
    readstat_variable_set_measure(variable, READSTAT_MEASURE_ORDINAL);
    if (!user_missing) continue;
    readstat_variable_add_missing_double_value(variable, 8);
    readstat_variable_add_missing_double_value(variable, 9);
  }
  readstat_variable_set_label_set(variables[2], market);
  readstat_variable_set_measure(variables[2], READSTAT_MEASURE_NOMINAL);
  readstat_variable_set_measure(variables[3], READSTAT_MEASURE_SCALE);
  const double rows[][4] = {{1, 5, 1, 9}, {9, 4, 7, 10}, {2, 2, 30, 9}, {5, 9, 1, 8}, {3, 3, 7, 8}};
  ASSERT_EQ(begin(writer, file, 5), READSTAT_OK);
  for (const auto& row : rows) {
    readstat_begin_row(writer);
    for (size_t i = 0; i < 4; ++i) readstat_insert_double_value(writer, variables[i], row[i]);
    readstat_end_row(writer);
  }
  ASSERT_EQ(readstat_end_writing(writer), READSTAT_OK);
  readstat_writer_free(writer);
  std::fclose(file);
}

TEST_F(DraftCodebookTest, LabelsAndMissingValuesOfSpss) {
  WriteSurvey(Path("survey.sav"), readstat_begin_writing_sav, true);
  const Codebook book = Draft(Path("survey.sav"));
  const CodebookVariable& t1 = *book.Find("T1");
  EXPECT_EQ(t1.type, VariableType::kOrdered);
  EXPECT_EQ(t1.label.en, "I trust this person");
  EXPECT_THAT(ValuesOf(t1.values), ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_THAT(LabelsOf(t1.values), ElementsAre("disagree", "", "", "other", "other (5)"));
  EXPECT_EQ(t1.scale, book.Find("T2")->scale);
  EXPECT_THAT(ValuesOf(book.missing), ElementsAre("8", "9"));
  EXPECT_THAT(LabelsOf(book.missing), ElementsAre("", "refused"));
  const CodebookVariable& market = *book.Find("MARKET");
  EXPECT_EQ(market.type, VariableType::kCategory) << "the file says that it is nominal";
  EXPECT_THAT(ValuesOf(market.values), ElementsAre("1", "7", "30"));
  EXPECT_EQ(market.values[1].label.zh, "中国");
  EXPECT_EQ(TypeOf(book, "SPEND"), "number") << "the file says that it is a scale";
  EXPECT_TRUE(book.Find("SPEND")->own_missing) << "8 and 9 are answers there";
  EXPECT_THAT(book.Find("SPEND")->missing, IsEmpty());
}

TEST_F(DraftCodebookTest, LabelsOfStata) {
  WriteSurvey(Path("survey.dta"), readstat_begin_writing_dta, false);
  const Codebook book = Draft(Path("survey.dta"));
  EXPECT_THAT(ValuesOf(book.Find("T1")->values), ElementsAre("1", "2", "3", "4", "5", "9"));
  EXPECT_EQ(book.Find("T1")->values.back().label.en, "refused");
}

TEST_F(DraftCodebookTest, WordsForNoAnswerAreMissing) {
  const std::string path = Write("words.csv", "a,b\nAgree,x\nRefused,x\n不知道,y\nDisagree,y\n");
  const Codebook book = Draft(path);
  EXPECT_THAT(ValuesOf(book.missing), ElementsAre("Refused", "不知道"));
  EXPECT_THAT(ValuesOf(book.Find("a")->values), ElementsAre("Disagree", "Agree"));
  Frame frame = ReadData(path);
  ApplyCodebook(book, &frame);
  EXPECT_THAT(frame.columns[0].numbers, ElementsAre(2, IsNan(), IsNan(), 1));
}

TEST_F(DraftCodebookTest, ATextThatIsNoAnswerLeavesNumbersNumbers) {
  std::string csv = "a,p_x,p_y,p_z,other\n";
  for (int i = 0; i < 30; ++i) {
    const std::string a = i == 7   ? "98"
                          : i == 8 ? "99"
                          : i == 9 ? "Refused"
                                   : std::to_string(1 + i % 5);
    csv += a + "," + (i == 3 ? "Refused" : std::to_string(i % 2)) + "," +
           std::to_string(i % 3 == 0) + "," + std::to_string(i % 2) + "," +
           std::to_string(1.5 * i) + "\n";
  }
  const std::string path = Write("mixed.csv", csv);
  const Codebook book = Draft(path);
  EXPECT_EQ(TypeOf(book, "a"), "ordered");
  EXPECT_THAT(ValuesOf(book.Find("a")->values), ElementsAre("1", "2", "3", "4", "5"));
  EXPECT_THAT(ValuesOf(book.missing), ElementsAre("Refused", "98", "99"));
  EXPECT_EQ(TypeOf(book, "p"), "multiple_choice");
  Frame frame = ReadData(path);
  ApplyCodebook(book, &frame);
  EXPECT_THAT(frame.columns[0].numbers[6], 2);
  for (size_t row : {7u, 8u, 9u}) EXPECT_THAT(frame.columns[0].numbers[row], IsNan());
  EXPECT_THAT(frame.columns[1].numbers[3], IsNan());
}

TEST_F(DraftCodebookTest, CodesInWordsAndNumbersTogether) {
  std::string csv = "a,b\n";
  for (int i = 0; i < 12; ++i) {
    csv += std::string(i % 2   ? "Agree"
                       : i % 3 ? "Neutral"
                               : "Refused") +
           "," + std::to_string(i == 4 ? 98 : 1 + i % 3) + "\n";
  }
  EXPECT_THAT(ValuesOf(Draft(Write("both.csv", csv)).missing),
              testing::UnorderedElementsAre("98", "Refused"));
}

TEST(KnownScales, WordsAndLeadingNumbers) {
  EXPECT_THAT(InKnownOrder({"Always", "never", "Sometimes"}),
              ElementsAre("never", "Sometimes", "Always"));
  EXPECT_THAT(InKnownOrder({"同意", "不同意", "非常同意"}),
              ElementsAre("不同意", "同意", "非常同意"));
  EXPECT_THAT(InKnownOrder({"65+", "18-24", "25-34"}), ElementsAre("18-24", "25-34", "65+"));
  EXPECT_THAT(InKnownOrder({"10 high", "2 low"}), ElementsAre("2 low", "10 high"));
  EXPECT_THAT(InKnownOrder({"US", "CN"}), IsEmpty());
  EXPECT_THAT(InKnownOrder({"Agree", "Often"}), IsEmpty()) << "of two scales";
  EXPECT_THAT(InKnownOrder({"Agree"}), IsEmpty());
  EXPECT_THAT(InKnownOrder({"1 a", "1 b"}), IsEmpty());
}

}  // namespace
}  // namespace trustsem
