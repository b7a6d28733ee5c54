#include "moments/sample_moments.h"

#include <gmock/gmock.h>

#include "moments/vech.h"
#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// A sample of n rows: columns are mixtures of normal draws, each with its own offset and scale.
class SampleBuilder {
 public:
  SampleBuilder(int n, const std::vector<double>& offsets, const std::vector<double>& scales) {
    const int p = static_cast<int>(offsets.size());
    frame_ = std::make_shared<Frame>();
    frame_->rows = n;
    for (int j = 0; j < p; ++j) {
      Column column;
      column.name = "v" + std::to_string(j + 1);
      for (int i = 0; i < n; ++i) {
        const RandomStream random(77, static_cast<uint64_t>(i));
        const double common = random.Normal(0), own = random.Normal(static_cast<uint32_t>(j + 1));
        column.numbers.push_back(offsets[j] + scales[j] * (common + own + 0.2 * own * own));
      }
      frame_->columns.push_back(std::move(column));
    }
    sample_.frame = frame_;
    for (const Column& column : frame_->columns) {
      SampleVariable variable;
      variable.name = column.name;
      variable.numbers = &column.numbers;
      sample_.variables.push_back(variable);
    }
    sample_.groups.resize(1);
    for (int i = 0; i < n; ++i) sample_.groups[0].rows.push_back(static_cast<uint32_t>(i));
  }

  Sample& sample() { return sample_; }
  Frame& frame() { return *frame_; }

 private:
  std::shared_ptr<Frame> frame_;
  Sample sample_;
};

using LongMatrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;

LongMatrix DataOf(const Sample& sample, const SampleGroup& group) {
  LongMatrix x(group.rows.size(), sample.variables.size());
  for (size_t i = 0; i < group.rows.size(); ++i) {
    for (size_t j = 0; j < sample.variables.size(); ++j) {
      const SampleVariable& v = sample.variables[j];
      const long double raw = (*v.numbers)[group.rows[i]];
      x(i, j) = v.reversed ? static_cast<long double>(v.reversal_sum) - raw : raw;
    }
  }
  return x;
}

// Two passes in long double.
void ExpectMoments(const Sample& sample, const SampleMoments& moments, double tolerance) {
  ASSERT_EQ(moments.groups.size(), sample.groups.size());
  for (size_t g = 0; g < sample.groups.size(); ++g) {
    const LongMatrix x = DataOf(sample, sample.groups[g]);
    const long double n = static_cast<long double>(x.rows());
    const auto means = (x.colwise().sum() / n).eval();
    const LongMatrix centred = x.rowwise() - means;
    const LongMatrix covariance = centred.transpose() * centred / n;
    const GroupMoments& group = moments.groups[g];
    EXPECT_EQ(group.n, static_cast<double>(x.rows()));
    for (int i = 0; i < x.cols(); ++i) {
      const double sd = static_cast<double>(std::sqrt(covariance(i, i)));
      EXPECT_NEAR(group.means[i], static_cast<double>(means(i)),
                  tolerance * (sd + std::abs(static_cast<double>(means(i)))))
          << i;
      for (int j = 0; j < x.cols(); ++j) {
        const double scale = static_cast<double>(std::sqrt(covariance(i, i) * covariance(j, j)));
        EXPECT_NEAR(group.covariance(i, j), static_cast<double>(covariance(i, j)),
                    tolerance * scale)
            << i << ", " << j;
        EXPECT_EQ(group.covariance(i, j), group.covariance(j, i));
      }
    }
  }
}

TEST(SampleMomentsTest, AllBlockBoundaries) {
  for (int n : {5, 511, 512, 513, 1024, 1025}) {
    SCOPED_TRACE(n);
    SampleBuilder builder(n, {0, 1, -2}, {1, 2, 0.5});
    ExpectMoments(builder.sample(), MakeSampleMoments(builder.sample()), 1e-13);
  }
}

TEST(SampleMomentsTest, OffsetsAndScalesCostNoDigits) {
  SampleBuilder builder(777, {1e9, 2e3, 0, -5e8}, {1, 1e-3, 1e6, 1e-1});
  // The mean itself is rounded: at 5e8 to 6e-8, six ten-millionths of a standard deviation of 0.1,
  // which enters the covariance squared.
  ExpectMoments(builder.sample(), MakeSampleMoments(builder.sample()), 1e-12);
}

TEST(SampleMomentsTest, ReversedItems) {
  SampleBuilder builder(60, {3, 4, 1e6}, {1, 1, 1});
  Sample& sample = builder.sample();
  const SampleMoments plain = MakeSampleMoments(sample);
  sample.variables[1].reversed = true;
  sample.variables[1].reversal_sum = 8;
  const SampleMoments reversed = MakeSampleMoments(sample);
  ExpectMoments(sample, reversed, 1e-13);
  EXPECT_NEAR(reversed.groups[0].means[1], 8 - plain.groups[0].means[1], 1e-13);
  EXPECT_NEAR(reversed.groups[0].covariance(0, 1), -plain.groups[0].covariance(0, 1), 1e-13);
  EXPECT_NEAR(reversed.groups[0].covariance(1, 1), plain.groups[0].covariance(1, 1), 1e-13);
}

TEST(SampleMomentsTest, GroupsTakeTheirOwnRows) {
  SampleBuilder builder(700, {0, 5, 1}, {1, 2, 3});
  Sample& sample = builder.sample();
  sample.groups.assign(2, {});
  sample.groups[0].label = "even";
  sample.groups[1].label = "third";
  for (uint32_t i = 0; i < 700; i += 2) sample.groups[0].rows.push_back(i);
  for (uint32_t i = 1; i < 700; i += 6) sample.groups[1].rows.push_back(i);
  const SampleMoments moments = MakeSampleMoments(sample, FourthMoments::kDiagonal);
  ExpectMoments(sample, moments, 1e-13);
  EXPECT_EQ(moments.groups[1].label, "third");
  EXPECT_EQ(moments.Respondents(), 350 + 117);
  EXPECT_THAT(moments.observed, ElementsAre("v1", "v2", "v3"));
  EXPECT_TRUE(moments.has_means);
}

TEST(SampleMomentsTest, UnbiasedCovariance) {
  GroupMoments group;
  group.n = 11;
  group.covariance = Eigen::MatrixXd::Constant(1, 1, 10);
  EXPECT_DOUBLE_EQ(group.UnbiasedCovariance()(0, 0), 11);
}

// Browne (1984): the covariance, divisor n, of (x, products of centred x).
Eigen::MatrixXd NaiveAsymptoticCovariance(const Sample& sample, const SampleGroup& group) {
  const LongMatrix x = DataOf(sample, group);
  const int n = static_cast<int>(x.rows()), p = static_cast<int>(x.cols());
  const LongMatrix centred = x.rowwise() - (x.colwise().sum() / n).eval();
  LongMatrix z(n, p + VechSize(p));
  for (int i = 0; i < n; ++i) {
    z.row(i).head(p) = centred.row(i);
    const LongMatrix product = centred.row(i).transpose() * centred.row(i);
    for (int column = 0, k = p; column < p; ++column) {
      for (int row = column; row < p; ++row) z(i, k++) = product(row, column);
    }
  }
  const LongMatrix deviations = z.rowwise() - (z.colwise().sum() / n).eval();
  return (deviations.transpose() * deviations / n).cast<double>();
}

TEST(SampleMomentsTest, AsymptoticCovariance) {
  for (int n : {40, 513}) {
    SCOPED_TRACE(n);
    SampleBuilder builder(n, {2, 100, -3, 0}, {1, 2, 1, 0.5});
    Sample& sample = builder.sample();
    sample.variables[2].reversed = true;
    sample.variables[2].reversal_sum = 6;
    const SampleMoments full = MakeSampleMoments(sample, FourthMoments::kFull);
    const Eigen::MatrixXd expected = NaiveAsymptoticCovariance(sample, sample.groups[0]);
    ExpectClose(full.groups[0].asymptotic_covariance, expected, 1e-12);
    ExpectClose(full.groups[0].asymptotic_variances, expected.diagonal(), 1e-12);
    const SampleMoments diagonal = MakeSampleMoments(sample, FourthMoments::kDiagonal);
    ExpectClose(diagonal.groups[0].asymptotic_variances, expected.diagonal(), 1e-12);
    EXPECT_EQ(diagonal.groups[0].asymptotic_covariance.size(), 0);
    EXPECT_EQ(MakeSampleMoments(sample).groups[0].asymptotic_variances.size(), 0);
  }
}

TEST(SampleMomentsTest, LinearlyDependentVariablesAreNamed) {
  SampleBuilder builder(100, {0, 0, 0, 0}, {1, 1, 1, 1});
  auto& columns = builder.frame().columns;
  for (size_t i = 0; i < 100; ++i) {
    columns[3].numbers[i] = 2 * columns[0].numbers[i] - columns[2].numbers[i];
  }
  const Error error = ErrorOf([&] { MakeSampleMoments(builder.sample()); });
  EXPECT_EQ(error.kind(), ErrorKind::kData);
  EXPECT_THAT(error.what(), AllOf(HasSubstr("not positive definite"), HasSubstr("v1, v3 and v4"),
                                  Not(HasSubstr("v2"))));
}

TEST(SampleMomentsTest, DependenceIsJudgedOnCorrelations) {
  // A millionth of the others' unit is no dependence.
  SampleBuilder builder(100, {0, 0}, {1e6, 1e-6});
  EXPECT_NO_THROW(MakeSampleMoments(builder.sample()));
}

MomentFile ThreeVariables() {
  MomentFile file;
  file.file = "cov.csv";
  file.names = {"u", "v", "w"};
  Eigen::Matrix3d covariance;
  covariance << 4, 1, 0.5, 1, 9, -2, 0.5, -2, 16;
  file.covariances = {covariance, 2 * covariance};
  file.means = {Eigen::Vector3d(1, 2, 3), Eigen::Vector3d(4, 5, 6)};
  return file;
}

TEST(SampleMomentsTest, MomentFilesArePickedOrderedAndRescaled) {
  const SampleMoments moments = MakeSampleMoments(ThreeVariables(), {11, 21}, {"w", "u"});
  ASSERT_EQ(moments.groups.size(), 2u);
  Eigen::Matrix2d expected;
  expected << 16, 0.5, 0.5, 4;
  ExpectClose(moments.groups[0].covariance, expected * 10 / 11, 1e-15);
  ExpectClose(moments.groups[1].covariance, 2 * expected * 20 / 21, 1e-15);
  ExpectClose(moments.groups[0].UnbiasedCovariance(), expected, 1e-15);
  EXPECT_EQ(moments.groups[1].means, Eigen::VectorXd(Eigen::Vector2d(6, 4)));
  EXPECT_EQ(moments.groups[1].label, "2");
  EXPECT_EQ(moments.groups[1].n, 21);
  EXPECT_TRUE(moments.has_means);
}

TEST(SampleMomentsTest, MomentFilesWithoutMeans) {
  MomentFile file = ThreeVariables();
  file.means.clear();
  const SampleMoments moments = MakeSampleMoments(file, {11, 21}, {"u", "v", "w"});
  EXPECT_FALSE(moments.has_means);
  EXPECT_EQ(moments.groups[0].means, Eigen::VectorXd(Eigen::VectorXd::Zero(3)));
}

TEST(SampleMomentsTest, MissingVariablesOfAMomentFileAreAllNamed) {
  const Error error = ErrorOf([] {
    MakeSampleMoments(ThreeVariables(), {11, 21}, {"u", "vv", "zzzzzz"});
  });
  EXPECT_EQ(error.kind(), ErrorKind::kData);
  ASSERT_EQ(error.faults().size(), 2u);
  EXPECT_THAT(error.faults()[0].message, HasSubstr("'vv' is not in the matrix"));
  EXPECT_THAT(error.faults()[0].hint, HasSubstr("'v'"));
  EXPECT_EQ(error.faults()[0].place.file, "cov.csv");
  EXPECT_THAT(error.faults()[1].hint, HasSubstr("u, v and w"));
}

TEST(SampleMomentsTest, NumbersOfRespondentsMustFitTheMomentFile) {
  const Error count = ErrorOf([] { MakeSampleMoments(ThreeVariables(), {11}, {"u"}); });
  EXPECT_EQ(count.kind(), ErrorKind::kUsage);
  EXPECT_THAT(count.what(), AllOf(HasSubstr("1 number"), HasSubstr("2 matrices")));
  const Error few = ErrorOf([] { MakeSampleMoments(ThreeVariables(), {11, 2}, {"u", "v"}); });
  EXPECT_EQ(few.kind(), ErrorKind::kData);
  EXPECT_THAT(few.what(), HasSubstr("2 respondents are too few for 2 variables"));
}

TEST(SampleMomentsTest, ASingularMatrixFromAFileIsRefused) {
  MomentFile file = ThreeVariables();
  file.covariances.resize(1);
  file.means.resize(1);
  file.covariances[0] << 1, 1, 0, 1, 1, 0, 0, 0, 1;
  const Error error = ErrorOf([&] { MakeSampleMoments(file, {50}, {"u", "v", "w"}); });
  EXPECT_EQ(error.kind(), ErrorKind::kData);
  EXPECT_THAT(error.what(), HasSubstr("u and v depend linearly"));
}

}  // namespace
}  // namespace trustsem
