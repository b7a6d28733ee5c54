#include <gmock/gmock.h>

#include "discrepancy/discrepancy.h"
#include "tests/support/naive_discrepancy.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(EstimatorsTest, WhatTheyDifferIn) {
  for (const char* name : {"ML", "GLS", "ULS", "DWLS", "WLS"}) {
    SCOPED_TRACE(name);
    const Estimator estimator = FindEstimator(name);
    const bool likelihood = std::string(name) == "ML";
    EXPECT_EQ(estimator.name, name);
    EXPECT_EQ(estimator.likelihood(), likelihood);
    EXPECT_EQ(estimator.unbiased_covariance(), !likelihood);
    EXPECT_EQ(estimator.tested, std::string(name) != "ULS");
    EXPECT_EQ(estimator.CovarianceDivisor(300, 2), likelihood ? 300 : 298);
    EXPECT_DOUBLE_EQ(estimator.GroupWeight(101, 300), (likelihood ? 101 : 100) / 300.0);
  }
  EXPECT_EQ(FindEstimator("ML").needs(), FourthMoments::kNone);
  EXPECT_EQ(FindEstimator("GLS").needs(), FourthMoments::kNone);
  EXPECT_EQ(FindEstimator("ULS").needs(), FourthMoments::kNone);
  EXPECT_EQ(FindEstimator("DWLS").needs(), FourthMoments::kDiagonal);
  EXPECT_EQ(FindEstimator("WLS").needs(), FourthMoments::kFull);
  // Each corrected estimator has the weight of the plain one.
  for (const char* name : {"ULSM", "ULSMV", "ULSMVS", "WLSM", "WLSMV", "WLSMVS"}) {
    const Estimator estimator = FindEstimator(name);
    EXPECT_EQ(estimator.needs(), FourthMoments::kInfluence);
    EXPECT_TRUE(estimator.robust());
    EXPECT_TRUE(estimator.fits_ordered());
    EXPECT_EQ(estimator.weight, name[0] == 'U' ? Weight::kIdentity : Weight::kDiagonal);
    EXPECT_EQ(estimator.tested, name[0] == 'W');
  }
  EXPECT_FALSE(FindEstimator("ML").fits_ordered());
  EXPECT_FALSE(FindEstimator("GLS").fits_ordered());
}

TEST(EstimatorsTest, UnderASurveyDesign) {
  EXPECT_FALSE(FindEstimator("ML").fits_design());
  EXPECT_TRUE(UnderDesign(FindEstimator("ML")).casewise_scores());
  EXPECT_TRUE(UnderDesign(FindEstimator("ML")).fits_design());
  for (const char* name : {"GLS", "DWLS", "MLM", "WLSMV", "WLS"}) {
    EXPECT_EQ(UnderDesign(FindEstimator(name)).name, name);
  }
  EXPECT_FALSE(FindEstimator("DWLS").fits_design());
  EXPECT_TRUE(FindEstimator("WLS").fits_design());
  // Given fixed covariates: the moments' asymptotic covariance, not scores.
  EXPECT_TRUE(FindEstimator("MLMV").conditional_moments());
  EXPECT_FALSE(FindEstimator("MLR").conditional_moments());
  EXPECT_FALSE(FindEstimator("WLSMV").conditional_moments());
}

TEST(EstimatorsTest, NamesInAnyCase) { EXPECT_EQ(FindEstimator("dwls").name, "DWLS"); }

TEST(EstimatorsTest, UnknownNames) {
  const Error close = ErrorOf([] { FindEstimator("DWSL"); });
  EXPECT_EQ(close.kind(), ErrorKind::kUsage);
  EXPECT_THAT(close.what(), AllOf(HasSubstr("'DWSL' is not available"), HasSubstr("'DWLS'")));
  const Error far = ErrorOf([] { FindEstimator("bayesian"); });
  EXPECT_THAT(far.what(), HasSubstr("ML, MLM, MLMV, MLMVS, MLR, GLS, ULS, DWLS, WLS, ULSM"));
}

TEST(EstimatorsTest, TooFewRespondentsForWls) {
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3 + x4");
  SampleMoments moments = RandomMoments(table, 1);
  AddRandomFourthMoments(&moments, 2);
  moments.groups[0].n = 10;
  moments.groups[0].label = "small";
  const Error error = ErrorOf([&] { MakeDiscrepancies(FindEstimator("WLS"), moments, false); });
  EXPECT_EQ(error.kind(), ErrorKind::kData);
  EXPECT_THAT(error.what(), AllOf(HasSubstr("10 moments"), HasSubstr("10 respondents"),
                                  HasSubstr("group 'small'"), HasSubstr("DWLS")));
  moments.groups[0].n = 11;
  moments.groups[0].clusters = 10;
  const Error clusters = ErrorOf([&] { MakeDiscrepancies(FindEstimator("WLS"), moments, false); });
  EXPECT_THAT(clusters.what(), HasSubstr("10 clusters"));
  moments.groups[0].clusters = 0;
  EXPECT_NO_THROW(MakeDiscrepancies(FindEstimator("WLS"), moments, false));
  EXPECT_THROW(MakeDiscrepancies(FindEstimator("WLS"), moments, true), Error);
}

TEST(EstimatorsTest, ASingularAsymptoticCovarianceForWls) {
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3 + x4");
  SampleMoments moments = RandomMoments(table, 1);
  AddRandomFourthMoments(&moments, 2);
  Eigen::MatrixXd& gamma = moments.groups[0].asymptotic_covariance;
  gamma.row(13) = gamma.row(12);
  gamma.col(13) = gamma.col(12);
  gamma(13, 13) = gamma(12, 12);
  EXPECT_EQ(ErrorOf([&] { MakeDiscrepancies(FindEstimator("WLS"), moments, false); }).kind(),
            ErrorKind::kData);
  EXPECT_NO_THROW(MakeDiscrepancies(FindEstimator("DWLS"), moments, false));
}

// Units of the items must not decide whether a weight matrix counts as singular.
TEST(EstimatorsTest, WlsInOtherUnits) {
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3 + x4");
  SampleMoments moments = RandomMoments(table, 1);
  AddRandomFourthMoments(&moments, 2);
  const Eigen::VectorXd units = Eigen::Vector4d(1e4, 1, 1e-4, 10);
  Eigen::VectorXd of_moments(14);
  of_moments << units, Vech(units * units.transpose());
  GroupMoments& group = moments.groups[0];
  group.covariance = units.asDiagonal() * group.covariance * units.asDiagonal();
  group.asymptotic_covariance =
      of_moments.asDiagonal() * group.asymptotic_covariance * of_moments.asDiagonal();
  group.asymptotic_variances = group.asymptotic_covariance.diagonal();
  EXPECT_NO_THROW(MakeDiscrepancies(FindEstimator("WLS"), moments, true));
}

}  // namespace
}  // namespace trustsem
