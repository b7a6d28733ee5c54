#include "survey/conditions.h"

#include <gmock/gmock.h>

#include "data/apply_codebook.h"
#include "spec/read_codebook.h"
#include "tests/survey/survey_files.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kData[] =
    "freq,market,months,check,a,b,note,id\n"
    "1,CN,3.5,1,1,0,x,R1\n"
    "4,US,12,1,0,1,y,R2\n"
    "5,CN,,0,,,z,R3\n"
    ",DE,40,1,0,0,,R4\n"
    "99,CN,7,1,1,1,x,R5\n";

constexpr char kCodebook[] = R"(codebook: 1
missing: {99: {en: Refused, zh: 拒答}}
scales:
  freq: {1: {en: Never, zh: 从不}, 2: Rarely, 3: Sometimes, 4: {en: Often, zh: 经常}, 5: {en: Always, zh: 总是}}
variables:
  freq: {type: ordered, scale: freq, label: {en: Trust frequency, zh: 信任频率}}
  market: {type: category, label: {en: Market, zh: 市场}, values: {CN: {en: China, zh: 中国}, US: United States, DE: Germany, JP: Japan}}
  months: {type: number, min: 0, max: 600, missing: [], label: Months}
  check: {type: category, values: {0: Failed, 1: Passed}}
  traits: {type: multiple_choice, label: Traits, columns: {a: {label: {en: Friendly, zh: 友好}}, b: {label: Honest}}}
  note: {type: text}
  id: {type: id}
)";

Condition Of(const std::string& variable, std::vector<std::string> values) {
  Condition condition;
  condition.variable = variable;
  condition.values = std::move(values);
  condition.place = {"tables.yaml", 9, 5};
  return condition;
}

Condition Between(const std::string& variable, double minimum, double maximum) {
  Condition condition = Of(variable, {});
  condition.minimum = minimum;
  condition.maximum = maximum;
  return condition;
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class ConditionsTest : public SurveyTest {
 protected:
  void SetUp() override {
    SurveyTest::SetUp();
    codebook_ = ParseCodebook(kCodebook, "codebook.yaml");
    described_ = Read(kData);
    ApplyCodebook(codebook_, &described_);
    found_ = Read(kData);
  }

  RowMask Described(const Condition& condition) const {
    return Fulfil(condition, described_, &codebook_, nullptr);
  }
  RowMask Found(const Condition& condition) const {
    return Fulfil(condition, found_, nullptr, nullptr);
  }
  std::string Wrong(const Condition& condition, bool described = true) const {
    return ErrorText(ErrorKind::kSpecification,
                     [&] { described ? Described(condition) : Found(condition); });
  }

  Codebook codebook_;
  Frame described_, found_;
};

TEST_F(ConditionsTest, CodesAndLabelsInEitherLanguage) {
  for (const std::vector<std::string>& values :
       {std::vector<std::string>{"4", "5"}, {"Often", "Always"}, {"often", "总是"}, {"4.0", "5"}}) {
    EXPECT_THAT(Described(Of("freq", values)), ElementsAre(0, 1, 1, 0, 0));
  }
  EXPECT_THAT(Described(Of("market", {"CN"})), ElementsAre(1, 0, 1, 0, 1));
  EXPECT_THAT(Described(Of("market", {"中国"})), ElementsAre(1, 0, 1, 0, 1));
}

TEST_F(ConditionsTest, AnAnswerThatNobodyGaveFulfilsNothing) {
  EXPECT_THAT(Described(Of("market", {"Japan"})), ElementsAre(0, 0, 0, 0, 0));
  EXPECT_THAT(Described(Of("months", {"13"})), ElementsAre(0, 0, 0, 0, 0));
}

TEST_F(ConditionsTest, Bounds) {
  EXPECT_THAT(Described(Between("months", 3.5, 12)), ElementsAre(1, 1, 0, 0, 1));
  EXPECT_THAT(Described(Between("months", 12, kInfinity)), ElementsAre(0, 1, 0, 1, 0));
  EXPECT_THAT(Described(Between("freq", -kInfinity, 4)), ElementsAre(1, 1, 0, 0, 0));
}

TEST_F(ConditionsTest, MissingAnswersAndMissingCodesFulfilNothing) {
  RowMask answered;
  const RowMask rows = Fulfil(Between("freq", 1, kInfinity), described_, &codebook_, &answered);
  EXPECT_THAT(rows, ElementsAre(1, 1, 1, 0, 0));
  EXPECT_THAT(answered, ElementsAre(1, 1, 1, 0, 0));
}

TEST_F(ConditionsTest, ColumnsOfAMultipleChoiceQuestion) {
  EXPECT_THAT(Described(Of("a", {"1"})), ElementsAre(1, 0, 0, 0, 1));
  EXPECT_THAT(Described(Of("a", {"0"})), ElementsAre(0, 1, 0, 1, 0));
  EXPECT_THAT(Described(Of("a", {"chosen"})), ElementsAre(1, 0, 0, 0, 1));
}

TEST_F(ConditionsTest, WithoutACodebookValuesAreThoseOfTheData) {
  EXPECT_THAT(Found(Of("freq", {"4", "99"})), ElementsAre(0, 1, 0, 0, 1));
  EXPECT_THAT(Found(Of("market", {"CN"})), ElementsAre(1, 0, 1, 0, 1));
  EXPECT_THAT(Found(Of("id", {"R2"})), ElementsAre(0, 1, 0, 0, 0));
  EXPECT_THAT(Found(Between("freq", 5, 98)), ElementsAre(0, 0, 1, 0, 0));
}

TEST_F(ConditionsTest, EveryConditionOfABaseMustHold) {
  Base base;
  EXPECT_THAT(Fulfil(base, described_, &codebook_), ElementsAre(1, 1, 1, 1, 1));
  base.conditions = {Of("check", {"1"}), Of("market", {"CN", "DE"})};
  EXPECT_THAT(Fulfil(base, described_, &codebook_), ElementsAre(1, 0, 0, 1, 1));
}

TEST_F(ConditionsTest, AllFaultsOfABase) {
  Base base;
  base.conditions = {Of("chek", {"1"}), Of("market", {"FR"})};
  try {
    Fulfil(base, described_, &codebook_);
    FAIL() << "no error was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.faults().size(), 2u);
  }
}

TEST_F(ConditionsTest, BasesInWords) {
  Base base;
  EXPECT_EQ(Describe(base, &codebook_).en, "all respondents");
  EXPECT_EQ(Describe(base, &codebook_).zh, "全体受访者");
  base.conditions = {Of("freq", {"4", "always"}), Between("months", 1, 20), Of("a", {"1"})};
  EXPECT_EQ(Describe(base, &codebook_).en,
            "Trust frequency: Often, Always; Months: 1 to 20; Friendly: chosen");
  EXPECT_EQ(Describe(base, &codebook_).zh, "信任频率：经常、总是；Months：1 至 20；友好：已选");
  EXPECT_EQ(Describe(base, nullptr).en, "freq: 4, always; months: 1 to 20; a: 1");
  base.conditions = {Between("months", 3, kInfinity), Between("n", -kInfinity, 2.5)};
  EXPECT_EQ(Describe(base, nullptr).en, "months: at least 3; n: at most 2.5");
  base.label.en = "Trusters";
  EXPECT_EQ(Describe(base, &codebook_).en, "Trusters");
}

TEST_F(ConditionsTest, ColumnsNeeded) {
  EXPECT_THAT(ColumnsNeeded({Of("b", {"1"}), Of("a", {"1"}), Of("b", {"0"})}),
              ElementsAre("a", "b"));
}

TEST_F(ConditionsTest, UnknownVariables) {
  EXPECT_THAT(Wrong(Of("frq", {"1"})),
              HasSubstr("tables.yaml:9:5: the variable 'frq' is not in the codebook; did you mean "
                        "'freq'?"));
  EXPECT_THAT(Wrong(Of("mnths", {"1"}), false),
              HasSubstr("tables.yaml:9:5: the variable 'mnths' is no column of "));
  EXPECT_THAT(Wrong(Of("mnths", {"1"}), false), HasSubstr("did you mean 'months'?"));
  EXPECT_THAT(Wrong(Of("traits", {"1"})),
              HasSubstr("'traits' is a question with several answers; name one of its columns"));
}

TEST_F(ConditionsTest, UnknownValues) {
  EXPECT_THAT(Wrong(Of("freq", {"Offen"})),
              HasSubstr("tables.yaml:9:5: 'Offen' is no answer to 'freq'; did you mean 'Often'?"));
  EXPECT_THAT(Wrong(Of("freq", {"9"})),
              HasSubstr("its answers are 1 (Never), 2 (Rarely), 3 (Sometimes), 4 (Often) and 5 "
                        "(Always)"));
  EXPECT_THAT(Wrong(Of("months", {"-1"})), HasSubstr("'-1' is no answer to 'months'"));
  EXPECT_THAT(Wrong(Of("market", {"JP"}), false), HasSubstr("its answers are CN, DE and US"));
}

Condition Within(const std::string& variable, const std::string& minimum,
                 const std::string& maximum) {
  Condition condition = Of(variable, {});
  condition.minimum_text = minimum;
  condition.maximum_text = maximum;
  return condition;
}

TEST_F(ConditionsTest, BoundsOfDates) {
  codebook_ = ParseCodebook("codebook: 1\nvariables: {day: {type: date, label: Day}}\n", "c.yaml");
  described_ = Read("day\n2024-01-31\n2024-02-01\n2024-03-05\n\n2024-02-30\nsoon\n");
  EXPECT_THAT(Described(Within("day", "2024-02-01", "")), ElementsAre(0, 1, 1, 0, 0, 0));
  EXPECT_THAT(Described(Within("day", "2024-01-31", "2024-02-29")), ElementsAre(1, 1, 0, 0, 0, 0));
  EXPECT_EQ(Describe({Within("day", "2024-01-31", "2024-02-29")}, &codebook_).en,
            "Day: 2024-01-31 to 2024-02-29");
  EXPECT_THAT(Wrong(Within("day", "2024-02-30", "")),
              HasSubstr("tables.yaml:9:5: 'day' has dates, and '2024-02-30' is none; write year, "
                        "month and day as 2024-06-30"));
  EXPECT_THAT(Wrong(Between("day", 2024, kInfinity)), HasSubstr("'2024' is none"));
  EXPECT_THAT(Wrong(Within("day", "2024-03-01", "2024-02-01")),
              HasSubstr("the minimum 2024-03-01 of 'day' is above the maximum 2024-02-01"));
  found_ = described_;
  EXPECT_THAT(Wrong(Within("day", "2024-02-01", ""), false),
              HasSubstr("describe it in a codebook as ordered or as a date"));
}

TEST_F(ConditionsTest, BoundsByLabel) {
  EXPECT_THAT(Described(Within("freq", "Often", "")), ElementsAre(0, 1, 1, 0, 0));
  EXPECT_THAT(Described(Within("freq", "从不", "often")), ElementsAre(1, 1, 0, 0, 0));
  EXPECT_EQ(Describe({Within("freq", "often", "")}, &codebook_).zh, "信任频率：至少 经常");
  EXPECT_THAT(Wrong(Within("freq", "Offen", "")),
              HasSubstr("'Offen' is no answer to 'freq'; did you mean 'Often'?"));
  EXPECT_THAT(Wrong(Within("freq", "Always", "Often")), HasSubstr("is above the maximum Often"));
  EXPECT_THAT(Wrong(Within("months", "many", "")),
              HasSubstr("'months' has numbers, and 'many' is none; write 'min' and 'max' as "
                        "numbers"));
}

TEST_F(ConditionsTest, TextsAndBoundsWithoutAnOrder) {
  EXPECT_THAT(Wrong(Of("note", {"x"})), HasSubstr("'note' is an open text"));
  EXPECT_THAT(Wrong(Between("market", 1, 2)), HasSubstr("'market' has no order"));
  EXPECT_THAT(Wrong(Between("market", 1, 2), false), HasSubstr("'market' has no order"));
}

}  // namespace
}  // namespace trustsem
