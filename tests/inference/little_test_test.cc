#include "inference/little_test.h"

#include <gtest/gtest.h>

#include "data/read_data.h"
#include "moments/sample_moments.h"
#include "tests/support/incomplete.h"

namespace trustsem {
namespace {

Sample Holzinger(const std::string& group, MissingAnswers missing) {
  SampleRequest request;
  for (int i = 1; i <= 9; ++i) request.variables.push_back("x" + std::to_string(i));
  request.group = group;
  request.missing_answers = missing;
  const std::string file =
      std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/holzinger_holes.csv";
  return MakeSample(std::make_shared<Frame>(ReadData(file, ColumnsNeeded(request))), request);
}

// Expected numbers: tests/reference/little_test.R.
TEST(LittleTest, AgreesWithItsDefinition) {
  const Sample sample = Holzinger("", MissingAnswers::kFullInformation);
  const LittleTest test = TestMissingCompletelyAtRandom(MakeSampleMoments(sample));
  EXPECT_NEAR(test.chisq, 288.6957794, 1e-6);
  EXPECT_EQ(test.df, 257);
  EXPECT_NEAR(test.pvalue, 0.08479880995, 1e-9);
}

TEST(LittleTest, SumsOverGroups) {
  const Sample sample = Holzinger("school", MissingAnswers::kFullInformation);
  const LittleTest test = TestMissingCompletelyAtRandom(MakeSampleMoments(sample));
  EXPECT_NEAR(test.chisq, 395.4833758, 1e-6);
  EXPECT_EQ(test.df, 356);
  EXPECT_NEAR(test.pvalue, 0.07310490415, 1e-9);
}

TEST(LittleTest, OfAListwiseSampleUsesTheRowsLeftOut) {
  for (const std::string group : {"", "school"}) {
    const LittleTest full = TestMissingCompletelyAtRandom(
        MakeSampleMoments(Holzinger(group, MissingAnswers::kFullInformation)));
    const LittleTest listwise =
        TestMissingCompletelyAtRandom(Holzinger(group, MissingAnswers::kListwise));
    EXPECT_NEAR(listwise.chisq, full.chisq, 1e-9);
    EXPECT_EQ(listwise.df, full.df);
  }
}

TEST(LittleTest, DoesNotDependOnScales) {
  Eigen::MatrixXd answers = AnswersWithHoles(200, 4, 0.15, 5);
  const std::vector<std::string> names = {"a", "b", "c", "d"};
  const LittleTest before =
      TestMissingCompletelyAtRandom(MakeSampleMoments(IncompleteSample(names, answers).sample));
  answers.col(1) = answers.col(1) * -250;
  answers.col(2).array() += 1e4;
  const LittleTest after =
      TestMissingCompletelyAtRandom(MakeSampleMoments(IncompleteSample(names, answers).sample));
  EXPECT_GT(before.chisq, 0);
  EXPECT_NEAR(after.chisq, before.chisq, 1e-7);
  EXPECT_EQ(after.df, before.df);
}

TEST(LittleTest, RejectsWhereTheMissingDiffer) {
  Eigen::MatrixXd answers = AnswersWithHoles(400, 3, 0, 8);
  for (Eigen::Index i = 0; i < answers.rows(); ++i) {
    if (answers(i, 0) > 0.5) answers(i, 1) = kNan;
  }
  const LittleTest test = TestMissingCompletelyAtRandom(
      MakeSampleMoments(IncompleteSample({"a", "b", "c"}, answers).sample));
  EXPECT_EQ(test.df, 2);
  EXPECT_LT(test.pvalue, 1e-10);
}

TEST(LittleTest, DoesNotExistOfCompleteOrWeightedAnswers) {
  const Eigen::MatrixXd complete = AnswersWithHoles(50, 3, 0, 2);
  EXPECT_TRUE(std::isnan(TestMissingCompletelyAtRandom(
                             MakeSampleMoments(IncompleteSample({"a", "b", "c"}, complete).sample))
                             .chisq));
  IncompleteSample weighted({"a", "b", "c"}, AnswersWithHoles(80, 3, 0.2, 2));
  const std::vector<double> weights(80, 1.0);
  weighted.sample.weights = &weights;
  EXPECT_TRUE(std::isnan(TestMissingCompletelyAtRandom(weighted.sample).chisq));
}

}  // namespace
}  // namespace trustsem
