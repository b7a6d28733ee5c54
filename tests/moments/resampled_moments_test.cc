#include "moments/resampled_moments.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

#include "base/random.h"

namespace trustsem {
namespace {

// Two groups of ten and twelve, interleaved; two variables, the second far from zero.
struct Data {
  std::shared_ptr<Frame> frame = std::make_shared<Frame>();
  std::vector<double> weights;
  Sample sample;
  ResampleCounts counts;

  Data() {
    frame->rows = 22;
    frame->columns.resize(2);
    for (uint32_t i = 0; i < 22; ++i) {
      const RandomStream random(7, i);
      frame->columns[0].numbers.push_back(random.Normal(0));
      frame->columns[1].numbers.push_back(1e6 + random.Normal(0) + 2 * random.Normal(1));
      weights.push_back(0.5 + random.Uniform(2));
    }
    sample.frame = frame;
    for (int j = 0; j < 2; ++j) {
      SampleVariable variable;
      variable.name = j == 0 ? "a" : "b";
      variable.numbers = &frame->columns[static_cast<size_t>(j)].numbers;
      sample.variables.push_back(variable);
    }
    sample.groups.resize(2);
    for (uint32_t i = 0; i < 22; ++i) sample.groups[i % 2 == 0 || i > 18].rows.push_back(i);
    for (const SampleGroup& group : sample.groups) {
      std::vector<uint32_t> count;
      for (size_t i = 0; i < group.rows.size(); ++i) {
        count.push_back(static_cast<uint32_t>(i * 7 % 4));
      }
      counts.push_back(count);
    }
  }
};

// Row by row, with divisor n.
void ExpectDirect(const Data& data, const SampleMoments& moments) {
  double mass = 0, respondents = 0;
  for (size_t g = 0; g < 2; ++g) {
    for (size_t i = 0; i < data.counts[g].size(); ++i) {
      const double weight =
          data.sample.weights == nullptr ? 1 : data.weights[data.sample.groups[g].rows[i]];
      mass += weight * data.counts[g][i];
      respondents += data.counts[g][i];
    }
  }
  for (size_t g = 0; g < 2; ++g) {
    double n = 0;
    Eigen::Vector2d mean = Eigen::Vector2d::Zero();
    Eigen::Matrix2d squares = Eigen::Matrix2d::Zero();
    for (size_t i = 0; i < data.counts[g].size(); ++i) {
      const uint32_t row = data.sample.groups[g].rows[i];
      const double weight = data.sample.weights == nullptr ? 1 : data.weights[row];
      const double share = weight * data.counts[g][i] * respondents / mass;
      const Eigen::Vector2d y(data.frame->columns[0].numbers[row],
                              data.frame->columns[1].numbers[row] - 1e6);
      n += share;
      mean += share * y;
      squares += share * y * y.transpose();
    }
    mean /= n;
    const GroupMoments& group = moments.groups[g];
    EXPECT_NEAR(group.n, n, 1e-12 * n);
    EXPECT_NEAR(group.means[0], mean[0], 1e-13);
    EXPECT_NEAR(group.means[1], 1e6 + mean[1], 1e-9);  // ten digits before the point
    const Eigen::Matrix2d covariance = squares / n - mean * mean.transpose();
    EXPECT_LT((group.covariance - covariance).cwiseAbs().maxCoeff(), 1e-9);
  }
}

TEST(ResampledMomentsTest, CountsAreRepeatedRespondents) {
  Data data;
  Eigen::MatrixXd buffer;
  ExpectDirect(data, ResampledMoments(data.sample).Moments(data.counts, &buffer));
  ExpectDirect(data, MakeSampleMoments(Resampled(data.sample, data.counts)));
}

TEST(ResampledMomentsTest, CountsMultiplyWeights) {
  Data data;
  data.sample.weights = &data.weights;
  Eigen::MatrixXd buffer;
  const SampleMoments moments = ResampledMoments(data.sample).Moments(data.counts, &buffer);
  ExpectDirect(data, moments);
  ExpectDirect(data, MakeSampleMoments(Resampled(data.sample, data.counts)));
  EXPECT_TRUE(moments.groups[0].weighted);
}

// As many rows as the numbers of the first and the last tell, but not one after the other.
TEST(ResampledMomentsTest, RepeatedRowsAreNoStraightCopy) {
  Data data;
  Sample sample = data.sample;
  sample.groups.resize(1);
  sample.groups[0].rows = {3, 3, 3, 4, 5, 6, 9, 9, 11, 12};  // 12 - 3 + 1 = 10
  const SampleMoments moments = MakeSampleMoments(sample);
  double mean = 0;
  for (uint32_t row : sample.groups[0].rows) mean += data.frame->columns[0].numbers[row] / 10;
  EXPECT_NEAR(moments.groups[0].means[0], mean, 1e-14);
  double variance = 0;
  for (uint32_t row : sample.groups[0].rows) {
    variance += std::pow(data.frame->columns[0].numbers[row] - mean, 2) / 10;
  }
  EXPECT_NEAR(moments.groups[0].covariance(0, 0), variance, 1e-14);
}

TEST(ResampledMomentsTest, TooFewDifferentRespondentsAreRefused) {
  Data data;
  for (auto& counts : data.counts) {
    std::fill(counts.begin(), counts.end(), 0);
    counts[0] = counts[1] = 5;
  }
  Eigen::MatrixXd buffer;
  EXPECT_THROW(ResampledMoments(data.sample).Moments(data.counts, &buffer), Error);
}

}  // namespace
}  // namespace trustsem
