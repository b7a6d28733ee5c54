#include "survey/sample_profile.h"

#include <gmock/gmock.h>

#include <cmath>

#include "spec/read_codebook.h"
#include "tests/survey/survey_files.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kHead[] =
    "codebook: 1\n"
    "missing: {99: Refused}\n"
    "scales: {agr3: {1: No, 2: Perhaps, 3: Yes}}\n"
    "attention: {column: check, passed: 1}\n"
    "variables:\n"
    "  item: {type: ordered, values: {1: Low, 2: High}}\n"
    "  rated: {type: ordered, scale: agr3}\n"
    "  measured: {type: ordered, construct: TRUST, values: {1: Low, 2: High}}\n"
    "  check: {type: category, values: {0: Failed, 1: Passed}}\n"
    "  gender: {type: category, label: {en: Gender, zh: 性别},\n"
    "           values: {f: {en: Women, zh: 女}, m: {en: Men, zh: 男}}}\n"
    "  years: {type: number}\n"
    "  age: {type: ordered, values: {1: young, 2: middle, 3: old}}\n"
    "  gone: {type: category, optional: true, values: {a: A, b: B}}\n"
    "  w: {type: number}\n";

// Four kinds of respondents, twenty of each, with weights of 1 to 4: women 1 + 3, men 2, and 4 who
// refuse.
std::string Answers() {
  std::string text = "item,rated,measured,check,gender,years,age,w,psu\n";
  for (int i = 0; i < 20; ++i) {
    text +=
        "1,1,1,1,f,30,1,1,1\n"
        "2,2,2,1,m,40,2,2,1\n"
        "1,3,1,0,f,50,2,3,2\n"
        "2,1,2,1,99,60,3,4,2\n";
  }
  return text;
}

class SampleProfileTest : public SurveyTest {
 protected:
  SurveyBookResults Profile(const std::string& codebook, const std::string& data,
                            DataOptions design = {}) const {
    const Codebook book = ReadCodebook(Write("codebook.yaml", codebook));
    Model model;
    Term loading;
    loading.lhs = "F";
    loading.op = Operator::kMeasuredBy;
    loading.rhs = "item";
    model.terms = {loading};
    model.data = std::move(design);
    return ProfileSample(book, CheckDataQuality(book, Read(data)), model);
  }
};

std::vector<std::string> Questions(const SurveyBookResults& profile) {
  std::vector<std::string> names;
  for (const SurveyTable& table : profile.tables) {
    for (const SurveyRow& row : table.rows) {
      if (names.empty() || names.back() != row.variable) names.push_back(row.variable);
    }
  }
  return names;
}

std::vector<double> Shares(const SurveyBookResults& profile, const std::string& variable) {
  std::vector<double> shares;
  for (const SurveyRow& row : profile.tables.at(0).rows) {
    if (row.variable == variable) shares.push_back(row.cells.at(0).estimate.value);
  }
  return shares;
}

TEST_F(SampleProfileTest, AsksWhatIsOnTheRespondents) {
  // Not the model's items, answers on a shared scale, items of constructs, the check of attention,
  // numbers, and columns that the data lack.
  const SurveyBookResults profile = Profile(kHead, Answers());
  EXPECT_THAT(Questions(profile), ElementsAre("gender", "age"));
  EXPECT_EQ(profile.tables.size(), 1u);
  EXPECT_EQ(profile.tables[0].columns.size(), 1u);  // no segments
  EXPECT_EQ(profile.tables[0].rows[0].label.zh, "女");
  EXPECT_EQ(profile.origin.rows, 80);
}

TEST_F(SampleProfileTest, SharesAreOfThoseWhoAnswered) {
  const SurveyBookResults profile = Profile(kHead, Answers());
  EXPECT_THAT(Shares(profile, "gender"), ElementsAre(40.0 / 60, 20.0 / 60));
  EXPECT_THAT(Shares(profile, "age"), ElementsAre(0.25, 0.5, 0.25));
  EXPECT_EQ(profile.tables[0].rows[0].cells[0].estimate.base.n, 60);
  // A simple random sample of 80, of which the 60 who answered are a domain.
  EXPECT_NEAR(profile.tables[0].rows[0].cells[0].estimate.standard_error,
              std::sqrt(2.0 / 9 / 60 * 80 / 79), 1e-12);
}

TEST_F(SampleProfileTest, TheModelsWeightsAndClustersCount) {
  DataOptions design;
  design.weights = "w";
  design.cluster = "psu";
  const SurveyBookResults profile = Profile(kHead, Answers(), design);
  // Women 1 + 3 of 1 + 2 + 3.
  const std::vector<double> gender = Shares(profile, "gender");
  EXPECT_NEAR(gender.at(0), 4.0 / 6, 1e-12);
  EXPECT_NEAR(gender.at(1), 2.0 / 6, 1e-12);
  const std::vector<double> age = Shares(profile, "age");
  EXPECT_NEAR(age.at(0), 0.1, 1e-12);
  EXPECT_NEAR(age.at(1), 0.5, 1e-12);
  EXPECT_NEAR(age.at(2), 0.4, 1e-12);
  // Residuals w (y - p) / 6 add up to (1/3 - 4/3) / 6 in the first cluster and 1 / 6 in the second;
  // their variance by clusters is m / (m - 1) sum (z - mean)^2 = 2 (2 / 36).
  EXPECT_NEAR(profile.tables[0].rows[0].cells[0].estimate.standard_error, std::sqrt(4.0 / 36),
              1e-12);
}

TEST_F(SampleProfileTest, AStratumWithOneClusterIsNoObstacle) {
  DataOptions design;
  design.strata = "psu";
  design.cluster = "w";
  EXPECT_THAT(Questions(Profile(kHead, Answers(), design)), ElementsAre("gender", "age"));
  design.strata = "w";
  EXPECT_THAT(Questions(Profile(kHead, Answers(), design)), ElementsAre("gender", "age"));
}

TEST_F(SampleProfileTest, NothingIsAskedWithoutSuchAQuestion) {
  const std::string codebook =
      "codebook: 1\nvariables:\n  item: {type: ordered, values: {1: Low, 2: High}}\n"
      "  w: {type: number}\n";
  EXPECT_THAT(Profile(codebook, "item,w\n1,1\n2,2\n").tables, IsEmpty());
}

TEST_F(SampleProfileTest, LongListsAndManyQuestionsAreLeftOut) {
  std::string codebook = "codebook: 1\nvariables:\n  many: {type: category, values: {";
  for (int i = 1; i <= 13; ++i)
    codebook += (i > 1 ? ", " : "") + std::to_string(i) + ": x" + std::to_string(i);
  codebook += "}}\n";
  std::string names = "many", answers = "1", others = "2";
  for (int i = 1; i <= 11; ++i) {
    const std::string name = "q" + std::to_string(i);
    codebook += "  " + name + ": {type: category, values: {1: One, 2: Two}}\n";
    names += "," + name;
    answers += ",1";
    others += ",2";
  }
  const SurveyBookResults profile =
      Profile(codebook, names + "\n" + answers + "\n" + others + "\n");
  EXPECT_THAT(Questions(profile),
              ElementsAre("q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10"));
}

}  // namespace
}  // namespace trustsem
