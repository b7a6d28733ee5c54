// What users get wrong in their data: each is told in a sentence with rows, or counted.
#include "velocity/velocity_data.h"

#include <gmock/gmock.h>

#include <cmath>

#include "spec/calendar_date.h"
#include "tests/support/velocity_file.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

constexpr char kGood[] = "4,5,4,3,3,4,5,5,4,2,2,3";

// A file with the key columns named in `header` and good answers in every row.
std::string File(const std::string& header, const std::vector<std::string>& rows) {
  const char* patterns[] = {kGood, "2,2,1,3,2,2,1,2,2,4,5,4", "5,4,5,1,2,1,3,3,4,1,1,2",
                            "3,3,3,5,4,5,2,1,1,3,3,3"};
  std::string text = header + "," + kVelocityItems + "\n";
  for (size_t i = 0; i < rows.size(); ++i) text += rows[i] + "," + patterns[i % 4] + "\n";
  return text;
}

// The message and the hint of the fault.
std::string Fails(const std::string& specification, const std::string& text) {
  const VelocityFile file(text);
  try {
    file.Analyse(MakeVelocitySpecification(specification));
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kData);
    const Fault& fault = error.faults().front();
    EXPECT_EQ(fault.place.file, file.path());
    return fault.message + ". " + fault.hint;
  }
  return "no error";
}

const Note* FindNote(const VelocityResults& results, const std::string& code) {
  for (const Note& note : results.notes) {
    if (note.code == code) return &note;
  }
  return nullptr;
}

constexpr char kInteractions[] = "time: {interactions: n}\nkeys: {account: a}\n";
constexpr char kMonths[] = "time: {first_date: f, date: d}\nkeys: {account: a}\n";
constexpr char kWaves[] = "time: {interactions: n}\nkeys: {account: a, wave: w}\n";
constexpr char kPeople[] =
    "time: {interactions: n}\nkeys: {account: a, salesperson: s, segment: g}\n";

TEST(VelocityData, NegativeTimesAreRejectedAndCounted) {
  const VelocityResults results = VelocityFile(File("a,n", {"A,3", "B,-2", "C,4", "D,-1", "E,2"}))
                                      .Analyse(MakeVelocitySpecification(kInteractions));
  EXPECT_EQ(results.rows_read, 5);
  EXPECT_EQ(results.rows_used, 3);
  EXPECT_EQ(results.rows_rejected, 2);
  EXPECT_EQ(results.responses[1].flags, kNegativeTime);
  const Note* note = FindNote(results, "negative_time");
  ASSERT_NE(note, nullptr);
  EXPECT_THAT(note->message, HasSubstr("2 rows have a time below zero: rejected (rows 2 and 4)"));
}

TEST(VelocityData, TimeZeroIsUndefined) {
  const VelocityResults results = VelocityFile(File("a,n", {"A,3", "B,0", "C,4", "D,1"}))
                                      .Analyse(MakeVelocitySpecification(kInteractions));
  EXPECT_EQ(results.rows_without_index, 1);
  EXPECT_TRUE(std::isnan(results.responses[1].index));
  EXPECT_FALSE(std::isnan(results.responses[1].score));
  EXPECT_THAT(FindNote(results, "time_zero")->message, HasSubstr("(row 2)"));
}

TEST(VelocityData, MissingTimesAreCounted) {
  const VelocityResults results = VelocityFile(File("a,n", {"A,3", "B,", "C,4", "D,1"}))
                                      .Analyse(MakeVelocitySpecification(kInteractions));
  EXPECT_EQ(results.rows_without_index, 1);
  EXPECT_THAT(FindNote(results, "no_time")->message, HasSubstr("1 row has no time T"));
}

TEST(VelocityData, NoTimeAtAllIsRefused) {
  EXPECT_THAT(Fails(kInteractions, File("a,n", {"A,", "B,0", "C,", "D,0"})), HasSubstr("T = 0"));
}

TEST(VelocityData, InteractionsAreWhole) {
  EXPECT_THAT(Fails(kInteractions, File("a,n", {"A,3", "B,2.5"})),
              HasSubstr("row 2 has 2.5 interactions in 'n', which is no whole number"));
  EXPECT_THAT(Fails(kInteractions, File("a,n", {"A,3", "B,often"})), HasSubstr("'n'"));
}

TEST(VelocityData, MonthsAreDaysOver3044) {
  const VelocityResults results =
      VelocityFile(File("a,f,d", {"A,2024-01-01,2024-01-31", "B,2023-01-01,2024-01-01",
                                  "C,2024-01-01,2024-01-01", "D,2024-02-01,2024-01-01"}))
          .Analyse(MakeVelocitySpecification(kMonths));
  EXPECT_DOUBLE_EQ(results.responses[0].time, 30 / 30.44);
  EXPECT_DOUBLE_EQ(results.responses[1].time, 365 / 30.44);
  EXPECT_EQ(results.responses[2].flags, kTimeZero);
  EXPECT_EQ(results.responses[3].flags, kNegativeTime);
}

TEST(VelocityData, FutureDatesAreRejected) {
  const VelocityFile file(File(
      "a,f,d", {"A,2024-01-01,2024-01-31", "B,2024-01-01,2025-01-01", "C,2024-01-01,2024-02-01"}));
  const VelocityResults results =
      file.Analyse(MakeVelocitySpecification(kMonths), *ParseDate("2024-06-30"));
  EXPECT_EQ(results.responses[1].flags, kFutureDate);
  EXPECT_EQ(results.rows_rejected, 1);
  EXPECT_THAT(FindNote(results, "future_date")->message, HasSubstr("(row 2)"));
  // That day itself is no future.
  EXPECT_EQ(
      file.Analyse(MakeVelocitySpecification(kMonths), *ParseDate("2025-01-01")).rows_rejected, 0);
}

TEST(VelocityData, MixedDatesAreNamedAndRefused) {
  EXPECT_THAT(Fails(kMonths, File("a,f,d", {"A,2024-01-01,2024-01-31", "B,05/06/2023,2025-01-01"})),
              HasSubstr("the column 'f' holds dates in different formats, '2024-01-01' (row 1) and "
                        "'05/06/2023' (row 2)"));
  EXPECT_THAT(Fails(kMonths, File("a,f,d", {"A,1/2/24,2024-01-31", "B,1.2.24,2025-01-01"})),
              HasSubstr("different formats, '1/2/24' (row 1) and '1.2.24' (row 2)"));
  EXPECT_THAT(Fails(kMonths, File("a,f,d", {"A,1/2/24,2024-01-31", "B,3/2/24,2025-01-01"})),
              HasSubstr("'1/2/24' (row 1), which is no date written YYYY-MM-DD"));
  EXPECT_THAT(Fails(kMonths, File("a,f,d", {"A,2024-02-30,2024-03-31"})),
              HasSubstr("'2024-02-30' (row 1), a day that no calendar has"));
  EXPECT_THAT(Fails(kMonths, File("a,f,d", {"A,45000,2024-03-31"})),
              HasSubstr("the column 'f' holds numbers such as 45000 (row 1), not dates"));
}

TEST(VelocityData, DuplicatesAreNamed) {
  EXPECT_THAT(Fails(kWaves, File("a,n,w", {"A,1,1", "A,2,2", "B,1,1", "A,3,2"})),
              HasSubstr("1 row is the second of an account in a wave: 'A' in wave '2' (rows 2 and "
                        "4)"));
}

TEST(VelocityData, AnAccountHasOneSalespersonAndSegment) {
  EXPECT_THAT(Fails(kPeople, File("a,n,s,g", {"A,1,Li,x", "B,2,Li,x", "A,3,Wang,x"})),
              HasSubstr("1 account has two salespersons: 'A' has 'Li' (row 1) and 'Wang' (row 3)"));
  EXPECT_THAT(Fails(kPeople, File("a,n,s,g", {"A,1,Li,x", "B,2,Li,x", "A,3,Li,y"})),
              HasSubstr("two segments"));
}

TEST(VelocityData, KeysHaveNoDecimals) {
  EXPECT_THAT(Fails(kInteractions, File("a,n", {"1,3", "2.5,4"})),
              HasSubstr("the account column 'a' holds 2.5 (row 2), a number with decimals"));
}

TEST(VelocityData, RowsWithoutAnAccountAreRejected) {
  const VelocityResults results = VelocityFile(File("a,n", {"A,3", ",4", "C,4"}))
                                      .Analyse(MakeVelocitySpecification(kInteractions));
  EXPECT_EQ(results.rows_rejected, 1);
  EXPECT_THAT(FindNote(results, "no_account")->message, HasSubstr("(row 2)"));
}

TEST(VelocityData, RowsWithoutASalespersonAreCounted) {
  const VelocityResults results = VelocityFile(File("a,n,s,g", {"A,3,Li,x", "B,4,,x", "C,4,Li,y"}))
                                      .Analyse(MakeVelocitySpecification(kPeople));
  EXPECT_EQ(results.rows_used, 3);
  EXPECT_THAT(FindNote(results, "no_key")->message, HasSubstr("1 row has no salesperson in 's'"));
}

TEST(VelocityData, UnknownWavesAndStages) {
  EXPECT_THAT(Fails(std::string(kWaves) + "waves: {times: {1: 0, 2: 3}}\n",
                    File("a,n,w", {"A,1,1", "A,2,2", "B,1,3"})),
              HasSubstr("row 3 has the wave '3', which the specification does not describe"));
  EXPECT_THAT(Fails("time: {interactions: n}\nkeys: {account: a, stage: p}\nstages:\n"
                    "  first_contact: {emphasis: professional}\n",
                    File("a,n,p", {"A,1,first_contact", "B,2,frist_contact"})),
              HasSubstr("did you mean 'first_contact'?"));
}

TEST(VelocityData, OneWaveHasNoGrowth) {
  const VelocityResults results = VelocityFile(File("a,n,w", {"A,1,1", "B,2,1", "C,4,1"}))
                                      .Analyse(MakeVelocitySpecification(kWaves));
  EXPECT_FALSE(results.growth.fitted);
  EXPECT_THAT(FindNote(results, "few_waves")->message, HasSubstr("one wave only"));
}

TEST(VelocityData, WavesAreOrderedByNumber) {
  const VelocityResults results =
      VelocityFile(File("a,n,w", {"A,9,10", "A,2,2", "B,2,2", "B,9,10"}))
          .Analyse(MakeVelocitySpecification(kWaves));
  EXPECT_THAT(results.wave_names, ::testing::ElementsAre("2", "10"));
}

TEST(VelocityData, AnswersOutsideTheScale) {
  std::string text = File("a,n", {"A,1", "B,2"});
  text += "C,3,99,5,4,3,3,4,5,5,4,2,2,3\nD,3,0,5,4,3,3,4,5,5,4,2,2,3\n";
  EXPECT_THAT(Fails(kInteractions, text),
              HasSubstr("row 3 has 99 in the item 'p1', outside of the scale from 1 to 5 (2 such "
                        "answers)"));
}

TEST(VelocityData, UnknownColumns) {
  EXPECT_THAT(Fails("time: {interactions: n}\nkeys: {account: acount}\n",
                    File("account,n", {"A,1", "B,2"})),
              HasSubstr("did you mean 'account'?"));
  EXPECT_THAT(Fails(kInteractions, "a,n,p1,p2,p3\nA,1,2,2,2\n"), HasSubstr("'v1'"));
}

// Names that look like numbers are names.
TEST(VelocityData, AccountsAreNamedAsWritten) {
  const VelocityResults results =
      VelocityFile(File("a,n", {"1,3", "001,4", "9007199254740993,2", "9007199254740992,1"}))
          .Analyse(MakeVelocitySpecification(kInteractions));
  const auto& accounts = FindLevel(results, VelocityLevel::kAccount)->groups;
  ASSERT_EQ(accounts.size(), 4u);
  EXPECT_EQ(accounts[1].name, "001");
  EXPECT_EQ(accounts[2].name, "9007199254740993");
}

TEST(VelocityData, TheOrderOfNamedWavesMustBeSaid) {
  const std::string text = File("a,n,w", {"A,1,spring", "A,2,autumn", "B,1,spring"});
  EXPECT_THAT(Fails(kWaves, text),
              HasSubstr("the order of the waves spring and autumn in 'w' is not known"));
  const VelocityResults results = VelocityFile(text).Analyse(
      MakeVelocitySpecification(std::string(kWaves) + "waves: {times: {autumn: 6, spring: 0}}\n"));
  EXPECT_THAT(results.wave_names, ::testing::ElementsAre("spring", "autumn"));
}

// More waves than growth can be fitted to: it says so, and the rest is there.
TEST(VelocityData, ManyWavesHaveNoGrowth) {
  std::vector<std::string> rows;
  for (int i = 1; i <= 13; ++i) {
    rows.push_back("A," + std::to_string(i) + "," + std::to_string(i));
    rows.push_back("B," + std::to_string(i) + "," + std::to_string(i));
  }
  const VelocityResults results =
      VelocityFile(File("a,n,w", rows)).Analyse(MakeVelocitySpecification(kWaves));
  EXPECT_FALSE(results.growth.fitted);
  EXPECT_THAT(results.growth.reason, HasSubstr("at most 12 waves, and there are 13"));
  EXPECT_EQ(results.accounts.size(), 2u);
}

TEST(VelocityData, AColumnOfManyValuesIsNoWave) {
  std::vector<std::string> rows;
  for (int i = 0; i <= 100; ++i) rows.push_back("A,1," + std::to_string(i));
  EXPECT_THAT(Fails(kWaves, File("a,n,w", rows)),
              HasSubstr("the wave column 'w' has 101 different values, more than 100"));
}

TEST(VelocityData, WavesToComeAreLeftOut) {
  const VelocityResults results =
      VelocityFile(File("a,n,w", {"A,1,1", "A,2,3", "B,1,1"}))
          .Analyse(MakeVelocitySpecification(std::string(kWaves) +
                                             "waves: {times: {1: 0, 2: 3, 3: 6, 4: 9}}\n"));
  EXPECT_THAT(results.wave_names, ::testing::ElementsAre("1", "3"));
  EXPECT_THAT(FindNote(results, "empty_wave")->message,
              HasSubstr("no row is of the waves '2' and '4': left out"));
}

TEST(VelocityData, SeveralFirstContactsAreNoted) {
  const VelocityResults results =
      VelocityFile(File("a,f,d", {"A,2024-01-01,2024-01-31", "A,2023-01-01,2024-03-01",
                                  "C,2024-01-01,2024-02-01"}))
          .Analyse(MakeVelocitySpecification(kMonths));
  EXPECT_THAT(FindNote(results, "first_dates_differ")->message,
              HasSubstr("1 account has more than one date in 'f' (row 2)"));
}

// Rejected rows are not told to be used.
TEST(VelocityData, RejectedRowsAreNotProrated) {
  const VelocityResults results =
      VelocityFile(File("a,n", {"A,3", "B,2", "C,4"}) + "D,-1,4,,4,3,3,3,5,5,5,2,2,2\n")
          .Analyse(MakeVelocitySpecification(kInteractions));
  EXPECT_EQ(FindNote(results, "prorated_component"), nullptr);
  EXPECT_EQ(results.responses[3].flags, kNegativeTime);
}

TEST(VelocityData, NothingIsDroppedSilently) {
  const VelocityResults results =
      VelocityFile(File("a,n", {"A,3", ",4", "C,-4", "D,0", "E,", "F,2"}) +
                   "G,2,4,,,3,,,5,5,5,2,2,2\n")
          .Analyse(MakeVelocitySpecification(kInteractions));
  EXPECT_EQ(results.rows_read, 7);
  EXPECT_EQ(results.rows_used + results.rows_rejected + results.rows_without_index, 7);
  EXPECT_EQ(results.rows_used, 2);
}

}  // namespace
}  // namespace trustsem
