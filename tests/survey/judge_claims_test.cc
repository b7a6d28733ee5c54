#include "survey/judge_claims.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class JudgeClaimsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("judge_claims_" + std::to_string(getpid()) + "_" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) const {
    const std::string path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }

  // Ten respondents. Of the nine who answered `price` six chose 1; `freq` is at least 4 for the
  // first five, of whom four chose it; weights double the first two.
  std::string Data() const {
    return Write("data.csv",
                 "price,freq,other,w,account\n"
                 "1,5,0,2,a\n1,5,0,2,a\n1,4,0,1,b\n1,4,1,1,b\n0,4,1,1,c\n"
                 "1,2,0,1,c\n1,1,0,1,d\n0,1,0,1,d\n0,3,1,1,e\n,3,1,1,e\n");
  }

  ClaimBookResults Judge(const std::string& claims, const std::string& head = "") const {
    const std::string text = "claims: 1\n" + head + "percentages:\n" + claims;
    return JudgeClaims(ParseClaims(text, (folder_ / "claims.yaml").string()), Data());
  }

  Error Refusal(const std::string& claims, const std::string& head = "") const {
    try {
      Judge(claims, head);
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "nothing was refused";
    return Error(ErrorKind::kOther, "nothing");
  }

  std::filesystem::path folder_;
};

TEST_F(JudgeClaimsTest, SharesAreOfThoseWhoAnswered) {
  const ClaimBookResults results = Judge("  P1: {counted: {price: 1}, published: 67}\n");
  ASSERT_THAT(results.claims, SizeIs(1));
  const ReadingResult& reading = results.claims[0].reading;
  EXPECT_DOUBLE_EQ(reading.estimate.value, 6.0 / 9);
  EXPECT_EQ(reading.estimate.base.n, 9);
  EXPECT_NEAR(reading.difference, 100 * 6.0 / 9 - 67, 1e-12);
  EXPECT_TRUE(reading.agrees);
  EXPECT_EQ(results.claims[0].verdict, Verdict::kReproduced);
  // Simple random sampling with replacement: variance p(1-p)/(n-1); the interval is Wald's on the
  // logit scale, so that p lies at its middle there.
  const double p = 6.0 / 9;
  EXPECT_NEAR(reading.estimate.standard_error, std::sqrt(p * (1 - p) / 8), 2e-2);
  const auto logit = [](double x) { return std::log(x / (1 - x)); };
  EXPECT_NEAR(logit(reading.estimate.lower) + logit(reading.estimate.upper), 2 * logit(p), 1e-9);
  EXPECT_EQ(results.origin.rows, 10);
  EXPECT_EQ(results.origin.data_hash.size(), 32u);
  EXPECT_THAT(results.warnings, IsEmpty());
}

TEST_F(JudgeClaimsTest, WeightsCountAndTheDesignWidensTheInterval) {
  const std::string claim = "  P1: {counted: {price: 1}, published: 72}\n";
  const ClaimBookResults weighted = Judge(claim, "design: {weights: w}\n");
  EXPECT_DOUBLE_EQ(weighted.claims[0].reading.estimate.value, 8.0 / 11);
  EXPECT_DOUBLE_EQ(weighted.claims[0].reading.estimate.base.weighted, 11);
  EXPECT_EQ(weighted.claims[0].reading.estimate.base.n, 9);
  EXPECT_EQ(weighted.claims[0].verdict, Verdict::kDiffers);  // 0.73 points off
  const ClaimBookResults clustered = Judge(claim, "design: {weights: w, clusters: account}\n");
  EXPECT_DOUBLE_EQ(clustered.claims[0].reading.estimate.value, 8.0 / 11);
  EXPECT_EQ(clustered.claims[0].reading.estimate.degrees_of_freedom, 4);
  EXPECT_NE(clustered.claims[0].reading.estimate.standard_error,
            weighted.claims[0].reading.estimate.standard_error);
  const ClaimBookResults narrow = Judge(claim, "confidence: 0.5\ndesign: {weights: w}\n");
  EXPECT_GT(narrow.claims[0].reading.estimate.lower, weighted.claims[0].reading.estimate.lower);
}

TEST_F(JudgeClaimsTest, Verdicts) {
  const std::string trusters = "alternatives: [{base: {where: {freq: [4, 5]}}}]";
  const ClaimBookResults results =
      Judge("  first: {counted: {price: 1}, published: 67, " + trusters +
            "}\n"
            "  other: {counted: {price: 1}, published: 80, " +
            trusters +
            "}\n"
            "  neither: {counted: {price: 1}, published: 50, " +
            trusters +
            "}\n"
            "  edge: {counted: {freq: [4, 5]}, published: 50.5}\n"
            "  beyond: {counted: {freq: [4, 5]}, published: 50.51}\n");
  std::vector<Verdict> verdicts;
  for (const ClaimResult& claim : results.claims) verdicts.push_back(claim.verdict);
  EXPECT_THAT(verdicts, ElementsAre(Verdict::kReproduced, Verdict::kAmbiguous, Verdict::kDiffers,
                                    Verdict::kReproduced, Verdict::kDiffers));
  const ReadingResult& alternative = results.claims[1].alternatives[0];
  EXPECT_DOUBLE_EQ(alternative.estimate.value, 4.0 / 5);
  EXPECT_EQ(alternative.estimate.base.n, 5);
  EXPECT_TRUE(alternative.agrees);
  EXPECT_FALSE(results.claims[0].alternatives[0].agrees);
}

TEST_F(JudgeClaimsTest, AboveAndBelowHaveNoTolerance) {
  const ClaimBookResults results = Judge(
      "  a: {counted: {price: 1}, published: 66, comparison: above}\n"
      "  b: {counted: {price: 1}, published: 67, comparison: above}\n"
      "  c: {counted: {price: 1}, published: 67, comparison: below}\n"
      "  d: {counted: {price: 1}, published: 66, comparison: below}\n"
      "  e: {counted: {freq: [4, 5]}, published: 50, comparison: above}\n");
  std::vector<bool> agree;
  for (const ClaimResult& claim : results.claims) agree.push_back(claim.reading.agrees);
  EXPECT_THAT(agree, ElementsAre(true, false, true, false, false));
}

TEST_F(JudgeClaimsTest, EveryConditionOrAny) {
  const ClaimBookResults results = Judge(
      "  every: {counted: {price: 1, other: 1}, published: 11}\n"
      "  any: {counted: {price: 1, other: 1}, any: true, published: 89}\n");
  // Of the nine who answered both, one has both, and eight have one at least.
  EXPECT_DOUBLE_EQ(results.claims[0].reading.estimate.value, 1.0 / 9);
  EXPECT_DOUBLE_EQ(results.claims[1].reading.estimate.value, 8.0 / 9);
  EXPECT_EQ(results.claims[1].reading.estimate.base.n, 9);
}

TEST_F(JudgeClaimsTest, ColumnsThatAreMissingAreNoted) {
  const ClaimBookResults results = Judge(
      "  P1: {counted: {prise: 1}, published: 67}\n"
      "  P2: {counted: {price: 1}, published: 67, "
      "alternatives: [{base: {where: {mood: 1}}}]}\n"
      "  P3: {counted: {mood: 1}, published: 5}\n"
      "ratios: {R: {numerator: P2, denominator: P1}}\n");
  EXPECT_EQ(results.claims[0].verdict, Verdict::kNotComputed);
  EXPECT_TRUE(std::isnan(results.claims[0].reading.estimate.value));
  EXPECT_EQ(results.claims[1].verdict, Verdict::kReproduced);
  EXPECT_TRUE(std::isnan(results.claims[1].alternatives[0].estimate.value));
  EXPECT_FALSE(results.claims[1].alternatives[0].agrees);
  EXPECT_EQ(results.claims[2].verdict, Verdict::kNotComputed);
  EXPECT_EQ(results.ratios[0].verdict, Verdict::kNotComputed);
  ASSERT_THAT(results.warnings, SizeIs(2));
  EXPECT_EQ(results.warnings[0].code, "column_missing");
  EXPECT_THAT(results.warnings[0].message, HasSubstr("'prise'"));
  EXPECT_THAT(results.warnings[0].message, HasSubstr("P1"));
  EXPECT_EQ(results.warnings[0].hint, "did you mean 'price'?");
  EXPECT_THAT(results.warnings[1].message, HasSubstr("P2 and P3"));
}

TEST_F(JudgeClaimsTest, DataWithoutAnyColumnAreRefused) {
  const Error error = Refusal("  P1: {counted: {prise: 1}, published: 67}\n");
  EXPECT_EQ(error.kind(), ErrorKind::kData);
  EXPECT_THAT(error.what(), HasSubstr("prise"));
  EXPECT_THAT(error.what(), HasSubstr("did you mean 'price'?"));
}

TEST_F(JudgeClaimsTest, UnknownAnswersAreRefusedAllAtOnce) {
  const Error error = Refusal(
      "  P1: {counted: {price: 7}, published: 67}\n"
      "  P2: {counted: {freq: 9}, published: 67}\n");
  EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
  ASSERT_THAT(error.faults(), SizeIs(2));
  EXPECT_EQ(error.faults()[0].place.line, 3);
  EXPECT_THAT(error.faults()[0].message, HasSubstr("'7'"));
  EXPECT_EQ(error.faults()[1].place.line, 4);
}

TEST_F(JudgeClaimsTest, AnEmptyBaseIsNoted) {
  const ClaimBookResults results = Judge(
      "  P1: {counted: {price: 1}, published: 67}\n"
      "  P2: {counted: {price: 1}, published: 67, base: {where: {freq: {min: 9}}}}\n");
  EXPECT_EQ(results.claims[1].verdict, Verdict::kNotComputed);
  EXPECT_EQ(results.claims[1].reading.estimate.base.n, 0);
  ASSERT_THAT(results.warnings, SizeIs(1));
  EXPECT_EQ(results.warnings[0].code, "base_empty");
  EXPECT_THAT(results.warnings[0].message, HasSubstr("'P2'"));
}

TEST_F(JudgeClaimsTest, MissingWeightsAreRefused) {
  const Error error =
      Refusal("  P1: {counted: {price: 1}, published: 67}\n", "design: {weights: wt}\n");
  EXPECT_EQ(error.kind(), ErrorKind::kData);
  EXPECT_THAT(error.what(), HasSubstr("wt"));
}

TEST_F(JudgeClaimsTest, Ratios) {
  const ClaimBookResults results = Judge(
      "  P1: {counted: {price: 1}, published: 66.7}\n"
      "  P2: {counted: {price: 0}, published: 33.3}\n"
      "ratios:\n"
      "  R1: {numerator: P1, denominator: P2}\n"
      "  R2: {numerator: P1, denominator: P2, published: 2.5}\n"
      "  R3: {numerator: P2, denominator: P1}\n");
  const RatioResult& first = results.ratios[0];
  EXPECT_DOUBLE_EQ(first.ratio.value, 2);
  EXPECT_NEAR(first.difference, 2 - 66.7 / 33.3, 1e-12);
  EXPECT_EQ(first.verdict, Verdict::kReproduced);
  EXPECT_LT(first.ratio.lower, 2);
  EXPECT_NEAR(std::log(first.ratio.lower) + std::log(first.ratio.upper), 2 * std::log(2.0), 1e-9);
  EXPECT_EQ(results.ratios[1].verdict, Verdict::kDiffers);
  EXPECT_DOUBLE_EQ(results.ratios[2].ratio.value, 0.5);
  EXPECT_EQ(results.ratios[2].verdict, Verdict::kReproduced);
}

TEST_F(JudgeClaimsTest, AllowedRatiosFollowFromTheTolerance) {
  const ClaimBook book = ParseClaims(
      "claims: 1\npercentages: {a: {counted: {x: 1}, published: 31}, b: {counted: {x: 1}, "
      "published: 10}, c: {counted: {x: 1}, published: 0.4}}\n"
      "ratios: {r: {numerator: a, denominator: b}, s: {numerator: a, denominator: b, published: "
      "6.2}, t: {numerator: a, denominator: c}}\n",
      "c.yaml");
  const auto [lowest, highest] = AllowedRatio(book, book.ratios[0]);
  EXPECT_DOUBLE_EQ(lowest, 30.5 / 10.5);
  EXPECT_DOUBLE_EQ(highest, 31.5 / 9.5);
  const auto [low, high] = AllowedRatio(book, book.ratios[1]);
  EXPECT_DOUBLE_EQ(low, 2 * 30.5 / 10.5);
  EXPECT_DOUBLE_EQ(high, 2 * 31.5 / 9.5);
  EXPECT_TRUE(std::isinf(AllowedRatio(book, book.ratios[2]).second));
}

TEST_F(JudgeClaimsTest, ARatioToNobodyIsNotComputed) {
  const ClaimBookResults results = Judge(
      "  P1: {counted: {price: 1}, published: 67}\n"
      "  P2: {counted: {price: 1, freq: 3}, published: 5}\n"
      "ratios: {R: {numerator: P1, denominator: P2}}\n");
  EXPECT_EQ(results.claims[1].reading.estimate.value, 0);
  EXPECT_EQ(results.ratios[0].verdict, Verdict::kNotComputed);
  EXPECT_TRUE(std::isnan(results.ratios[0].ratio.value));
}

TEST_F(JudgeClaimsTest, SyntheticDataAreKnown) {
  const std::string claim = "  P1: {counted: {price: 1}, published: 67}\n";
  EXPECT_FALSE(Judge(claim).calibrated);
  EXPECT_EQ(Judge(claim).origin.data_statement, "");
  Write("README.md", "synthetic: data.csv: Synthetic respondents.\n");
  EXPECT_FALSE(Judge(claim).calibrated);
  EXPECT_EQ(Judge(claim).origin.data_statement, "Synthetic respondents.");
  Write("README.md", "synthetic: data.csv: Calibrated to published percentages.\n");
  EXPECT_TRUE(Judge(claim).calibrated);
}

constexpr char kCodebook[] = R"(codebook: 1
missing: {99: Refused}
scales:
  freq5: {1: Never, 2: Rarely, 3: Sometimes, 4: {en: Often, zh: 经常}, 5: Always}
variables:
  price: {type: category, label: {en: Choice, zh: 选择}, values: {0: Price, 1: Trust}}
  freq: {type: ordered, scale: freq5, label: Trust frequency}
  absent: {type: ordered, scale: freq5}
  w: {type: number}
  traits:
    type: multiple_choice
    columns: {t1: First, t2: Second}
)";

TEST_F(JudgeClaimsTest, TheCodebookGivesLabelsAndMissingCodes) {
  Write("codebook.yaml", kCodebook);
  const std::string data =
      Write("coded.csv", "price,freq,t1,t2\n1,5,1,\n1,4,,1\n0,1,,1\n0,99,,\n1,Often,1,1\n");
  const ClaimBook book = ParseClaims(
      "claims: 1\ncodebook: codebook.yaml\npercentages:\n"
      "  P1: {counted: {freq: [Often, 5]}, published: 75}\n"
      "  P2: {counted: {t1: 1}, published: 50, base: {where: {price: [0, 1]}}}\n"
      "  P3: {counted: {absent: 4}, published: 50}\n",
      (folder_ / "claims.yaml").string());
  const ClaimBookResults results = JudgeClaims(book, data);
  const ReadingResult& first = results.claims[0].reading;
  EXPECT_DOUBLE_EQ(first.estimate.value, 0.75);  // 99 is missing
  EXPECT_THAT(first.counted_label.en, HasSubstr("Trust frequency"));
  EXPECT_THAT(first.counted_label.zh, HasSubstr("经常"));
  // Four ticked a trait; an empty cell of theirs is a trait that they did not tick.
  EXPECT_EQ(results.claims[1].reading.estimate.base.n, 4);
  EXPECT_DOUBLE_EQ(results.claims[1].reading.estimate.value, 0.5);
  EXPECT_EQ(results.claims[2].verdict, Verdict::kNotComputed);
  ASSERT_THAT(results.warnings, SizeIs(1));
  EXPECT_THAT(results.warnings[0].message, HasSubstr("'absent'"));
  EXPECT_THAT(results.origin.codebook_file, HasSubstr("codebook.yaml"));
}

TEST_F(JudgeClaimsTest, ChosenAndNotChosenAreAllWhoAnsweredTheQuestion) {
  Write("codebook.yaml", kCodebook);
  const std::string data = Write("ticks.csv", "price,freq,t1,t2\n1,5,1,\n1,4,,1\n0,1,,1\n0,2,,\n");
  const ClaimBook book = ParseClaims(
      "claims: 1\ncodebook: codebook.yaml\npercentages:\n"
      "  P1: {counted: {t1: 1}, published: 33}\n"
      "  P2: {counted: {t1: 0}, published: 67}\n"
      "  P3: {counted: {price: 1}, published: 50, base: {where: {t1: not chosen}}}\n",
      (folder_ / "claims.yaml").string());
  const ClaimBookResults results = JudgeClaims(book, data);
  EXPECT_DOUBLE_EQ(results.claims[0].reading.estimate.value, 1.0 / 3);
  EXPECT_DOUBLE_EQ(results.claims[1].reading.estimate.value, 2.0 / 3);
  EXPECT_EQ(results.claims[1].reading.estimate.base.n, 3);
  EXPECT_EQ(results.claims[2].reading.estimate.base.n, 2);
  EXPECT_DOUBLE_EQ(results.claims[2].reading.estimate.value, 0.5);
}

TEST_F(JudgeClaimsTest, AQuestionIsNoVariable) {
  Write("codebook.yaml", kCodebook);
  const ClaimBook book = ParseClaims(
      "claims: 1\ncodebook: codebook.yaml\npercentages:\n"
      "  P1: {counted: {price: 1}, published: 75}\n"
      "  P2: {counted: {traits: t1}, published: 75}\n",
      (folder_ / "claims.yaml").string());
  try {
    JudgeClaims(book, Data());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    EXPECT_THAT(error.what(),
                HasSubstr("claims.yaml:5:18: claim 'P2': the variable 'traits' is a question with "
                          "several answers; name one of its columns, as in {t1: 1}"));
  }
}

TEST_F(JudgeClaimsTest, ADescribedColumnIsNotTheMissingOne) {
  Write("codebook.yaml", kCodebook);
  const std::string data = Write("few.csv", "price,freq,t1\n1,5,1\n1,4,0\n0,1,0\n0,2,1\n");
  const ClaimBook book = ParseClaims(
      "claims: 1\ncodebook: codebook.yaml\npercentages:\n"
      "  P1: {counted: {price: 1}, published: 50}\n  P2: {counted: {t2: 1}, published: 50}\n",
      (folder_ / "claims.yaml").string());
  const ClaimBookResults results = JudgeClaims(book, data);
  ASSERT_THAT(results.warnings, SizeIs(1));
  EXPECT_EQ(results.warnings[0].hint, "");
}

TEST_F(JudgeClaimsTest, AVariableUnknownToDataAndCodebookIsRefused) {
  Write("codebook.yaml", kCodebook);
  const ClaimBook book = ParseClaims(
      "claims: 1\ncodebook: codebook.yaml\npercentages:\n"
      "  P1: {counted: {price: 1}, published: 75}\n"
      "  P2: {counted: {fraq: 1}, published: 75}\n",
      (folder_ / "claims.yaml").string());
  try {
    JudgeClaims(book, Data());
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    ASSERT_THAT(error.faults(), SizeIs(1));
    EXPECT_EQ(error.faults()[0].place.line, 5);
    EXPECT_THAT(error.what(), HasSubstr("'P2'"));
    EXPECT_THAT(error.what(), HasSubstr("did you mean 'freq'?"));
  }
}

TEST_F(JudgeClaimsTest, AnotherCodebookCanBeGiven) {
  Write("codebook.yaml", "broken");
  const std::string other = Write("other.yaml", kCodebook);
  const ClaimBook book = ParseClaims(
      "claims: 1\ncodebook: codebook.yaml\npercentages: {P1: {counted: {price: Trust}, published: "
      "67}}\n",
      (folder_ / "claims.yaml").string());
  EXPECT_EQ(JudgeClaims(book, Data(), other).claims[0].verdict, Verdict::kReproduced);
  EXPECT_THROW(JudgeClaims(book, Data()), Error);
}

}  // namespace
}  // namespace trustsem
