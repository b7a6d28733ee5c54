#include "study/check.h"

#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "spec/read_model.h"

namespace trustsem {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class CheckStudyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    path_ = ::testing::TempDir() + "trustsem_check_" + info->name() + ".csv";
  }
  void TearDown() override { std::filesystem::remove(path_); }

  // Columns a to d from one common part and errors, with `change` applied to each row (row number,
  // cells).
  template <typename Change>
  CheckReport Check(int rows, const std::string& model, Change change) const {
    std::ofstream file(path_);
    file << "a,b,c,d\n";
    for (int i = 0; i < rows; ++i) {
      std::vector<std::string> cells;
      for (int k = 0; k < 4; ++k) {
        const double value = std::sin(1.7 * i) + 0.5 * std::sin((12.9 + 31.3 * k) * i + k);
        std::ostringstream text;
        text << std::round(1e4 * value) / 1e4;
        cells.push_back(text.str());
      }
      change(i, &cells);
      file << cells[0] << "," << cells[1] << "," << cells[2] << "," << cells[3] << "\n";
    }
    file.close();
    DataInput input;
    input.data = path_;
    return CheckStudy(ReadLavaan(model, "m.lav"), input);
  }
  CheckReport Check(int rows = 200) const {
    return Check(rows, kModel, [](int, std::vector<std::string>*) {});
  }

  static auto HasNote(const std::string& code, const std::string& text) {
    return Contains(
        ::testing::AllOf(Field(&Note::code, code), Field(&Note::message, HasSubstr(text))));
  }
  static std::vector<std::string> Codes(const CheckReport& report) {
    std::vector<std::string> codes;
    for (const Note& note : report.notes) codes.push_back(note.code);
    return codes;
  }

  static constexpr const char* kModel = "f =~ a + b + c + d\n";
  std::string path_;
};

TEST_F(CheckStudyTest, SoundDataHaveNoNotes) {
  const CheckReport report = Check();
  EXPECT_THAT(Codes(report), IsEmpty());
  EXPECT_TRUE(report.identified);
  EXPECT_EQ(report.moments, 10);
  EXPECT_EQ(report.parameters, 8);
  EXPECT_EQ(report.degrees_of_freedom, 2);
  ASSERT_EQ(report.constructs.size(), 1u);
  EXPECT_THAT(report.constructs[0].items, ElementsAre("a", "b", "c", "d"));
}

TEST_F(CheckStudyTest, VariableSummary) {
  // 0, 1, 2, 3, 4 in turn, every tenth one missing.
  const CheckReport report = Check(200, kModel, [](int i, std::vector<std::string>* cells) {
    (*cells)[0] = i % 10 == 0 ? "" : std::to_string(i % 5);
  });
  const VariableSummary& a = report.variables[0];
  EXPECT_EQ(a.missing, 20);
  EXPECT_EQ(a.answers, 180);
  EXPECT_EQ(a.distinct, 5);
  EXPECT_EQ(a.minimum, 0);
  EXPECT_EQ(a.maximum, 4);
  // 20 zeros and 40 of each of 1 to 4: mean 400 / 180, sum of squares 1200.
  EXPECT_NEAR(a.mean, 400.0 / 180, 1e-12);
  EXPECT_NEAR(a.sd, std::sqrt((1200 - 400.0 * 400 / 180) / 179), 1e-12);
  EXPECT_EQ(report.rows_incomplete, 20);
  EXPECT_EQ(report.sample_groups[0].nobs, 180);
  EXPECT_THAT(report.notes, HasNote("few_integer_values", "a"));
}

TEST_F(CheckStudyTest, ManyMissingAnswers) {
  const auto with = [&](int every) {
    return Check(200, kModel, [every](int i, std::vector<std::string>* cells) {
      if (i % every == 0) (*cells)[1] = "";
    });
  };
  EXPECT_THAT(with(4).notes, HasNote("many_missing", "b (25%)"));
  EXPECT_THAT(Codes(with(5)), Not(Contains("many_missing")));  // a fifth is not more than one
}

TEST_F(CheckStudyTest, NearlyConstantItemsAndSparseCategories) {
  const CheckReport report = Check(200, kModel, [](int i, std::vector<std::string>* cells) {
    (*cells)[0] = i % 40 == 0 ? "2" : "3";              // 5 and 195
    (*cells)[1] = i < 4 ? "5" : std::to_string(i % 4);  // 5: four respondents
  });
  EXPECT_THAT(report.notes, HasNote("nearly_constant", "a (97.5% answer 3)"));
  EXPECT_THAT(report.notes, HasNote("sparse_categories", "b: 5 (4)"));
  EXPECT_THAT(report.notes, Not(HasNote("sparse_categories", "a:")));
}

TEST_F(CheckStudyTest, OrderedItemsAreNotToBeDeclaredAgain) {
  std::ofstream(path_) << "";
  Model model = ReadLavaan(kModel, "m.lav");
  model.data.all_ordered = true;
  model.fit.estimator = "WLSMV";
  const CheckReport report = CheckStudy(model, {});
  EXPECT_TRUE(report.identified);
  EXPECT_EQ(report.degrees_of_freedom, 2);
  EXPECT_TRUE(report.variables[0].ordered);
}

TEST_F(CheckStudyTest, CollinearItems) {
  const CheckReport pair = Check(200, kModel, [](int i, std::vector<std::string>* cells) {
    (*cells)[3] = std::to_string(std::stod((*cells)[0]) + 0.05 * std::sin(91.7 * i));
  });
  EXPECT_THAT(pair.notes, HasNote("collinear", "a and d correlate"));
  const CheckReport several = Check(200, kModel, [](int i, std::vector<std::string>* cells) {
    (*cells)[3] = std::to_string(std::stod((*cells)[0]) - std::stod((*cells)[1]) +
                                 std::stod((*cells)[2]) + 0.05 * std::sin(91.7 * i));
  });
  EXPECT_THAT(several.notes, HasNote("collinear", "d is nearly a linear combination"));
}

TEST_F(CheckStudyTest, ReversedItemIsNamedAlone) {
  const CheckReport report = Check(200, kModel, [](int, std::vector<std::string>* cells) {
    (*cells)[2] = std::to_string(6 - std::stod((*cells)[2]));
  });
  EXPECT_THAT(report.notes, HasNote("probably_reversed", "c correlates negatively"));
  EXPECT_EQ(report.notes.size(), 1u);
  EXPECT_THAT(report.notes[0].hint, HasSubstr("reversed: ["));
}

TEST_F(CheckStudyTest, FewRespondents) {
  EXPECT_THAT(Codes(Check(40)), Not(Contains("few_respondents")));  // five for each of eight
  EXPECT_THAT(Check(39).notes, HasNote("few_respondents", "39 respondents for 8"));
}

TEST_F(CheckStudyTest, IdentificationIsThatOfTheModel) {
  EXPECT_FALSE(CheckStudy(ReadLavaan("f =~ a + b\n", "m.lav"), {}).identified);
  EXPECT_TRUE(CheckStudy(ReadLavaan("f =~ a + b + c\n", "m.lav"), {}).identified);
  EXPECT_TRUE(CheckStudy(ReadLavaan("f =~ a + b\ng =~ c + d\n", "m.lav"), {}).identified);
  EXPECT_FALSE(
      CheckStudy(ReadLavaan("f =~ a + b\ng =~ c + d\nf ~~ 0*g\n", "m.lav"), {}).identified);
}

TEST_F(CheckStudyTest, ReciprocalPathNeedsAnInstrument) {
  const CheckReport with = CheckStudy(ReadLavaan("a ~ b + c\nb ~ a + d\na ~~ b\n", "m.lav"), {});
  EXPECT_TRUE(with.identified);
  ASSERT_EQ(with.reciprocal.size(), 2u);
  EXPECT_THAT(with.reciprocal[0].instruments, ElementsAre("d"));
  EXPECT_THAT(with.notes, IsEmpty());

  const CheckReport without = CheckStudy(ReadLavaan("a ~ b + c\nb ~ a\na ~~ b\n", "m.lav"), {});
  EXPECT_FALSE(without.identified);
  EXPECT_THAT(without.identification_fault.message,
              HasSubstr("the equation of a lacks an instrument for b"));

  // Equal disturbances and no covariance between them identify both paths: told, not refused.
  const CheckReport restricted =
      CheckStudy(ReadLavaan("a ~ p*b + c\nb ~ p*a\na ~~ 0*b\n", "m.lav"), {});
  EXPECT_TRUE(restricted.identified);
  EXPECT_THAT(restricted.notes, HasNote("no_instrument", "the equation of a has no instrument"));
}

TEST_F(CheckStudyTest, GroupsFromTheSpecification) {
  const CheckReport report =
      CheckStudy(ReadLavaan("f =~ a + c(l1, l2, l3)*b + c + d\n", "m.lav"), {});
  EXPECT_EQ(report.groups, 3);
  EXPECT_EQ(report.degrees_of_freedom, 6);
  EXPECT_THAT(report.notes, HasNote("groups_assumed", "3 groups"));
}

TEST_F(CheckStudyTest, MatrixGivesMeansAndDeviations) {
  std::ofstream(path_) << "a,b,c,d\n4,1,1,1\n1,4,1,1\n1,1,4,1\n1,1,1,4\n";
  DataInput input;
  input.covariance = path_;
  input.nobs = {100};
  const CheckReport report = CheckStudy(ReadLavaan(kModel, "m.lav"), input);
  EXPECT_NEAR(report.variables[2].sd, 2, 1e-12);
  EXPECT_TRUE(std::isnan(report.variables[2].mean));
  EXPECT_EQ(report.sample_groups[0].nobs, 100);
}

}  // namespace
}  // namespace trustsem
