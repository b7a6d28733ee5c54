#include "report/format_number.h"

#include <gtest/gtest.h>

#include <limits>

namespace trustsem {
namespace {

TEST(FormatNumber, PValues) {
  EXPECT_EQ(FormatPValue(0), "<.001");
  EXPECT_EQ(FormatPValue(0.00099), "<.001");
  EXPECT_EQ(FormatPValue(0.001), ".001");
  EXPECT_EQ(FormatPValue(0.0495), ".050");
  EXPECT_EQ(FormatPValue(0.5), ".500");
  EXPECT_EQ(FormatPValue(1), "1.000");
  EXPECT_EQ(FormatPValue(std::numeric_limits<double>::quiet_NaN()), "");
}

TEST(FormatNumber, EstimatesOfAnySize) {
  EXPECT_EQ(FormatEstimate(0.5536), "0.554");
  EXPECT_EQ(FormatEstimate(-12.3), "-12.300");
  EXPECT_EQ(FormatEstimate(0), "0.000");
  EXPECT_EQ(FormatEstimate(-1e-14), "0.000");
  EXPECT_EQ(FormatEstimate(0.000123), "1.23e-04");
  EXPECT_EQ(FormatEstimate(-2.5e7), "-2.50e+07");
  EXPECT_EQ(FormatEstimate(999999), "999999.000");
  EXPECT_EQ(FormatEstimate(std::numeric_limits<double>::infinity()), "");
}

TEST(FormatNumber, FixedDecimalsHaveNoNegativeZero) {
  EXPECT_EQ(FormatFixed(-0.0001), "0.000");
  EXPECT_EQ(FormatFixed(-0.001), "-0.001");
  EXPECT_EQ(FormatFixed(0.456, 2), "0.46");
}

TEST(FormatNumber, Counts) {
  EXPECT_EQ(FormatCount(24), "24");
  EXPECT_EQ(FormatCount(1600), "1,600");
  EXPECT_EQ(FormatCount(1234567), "1,234,567");
  EXPECT_EQ(FormatCount(22.456), "22.46");
  EXPECT_EQ(FormatCount(1022.456), "1,022.46");
  EXPECT_EQ(FormatCount(0), "0");
}

TEST(FormatNumber, Intervals) {
  EXPECT_EQ(FormatInterval(-0.1, 0.25), "[-0.100, 0.250]");
  EXPECT_EQ(FormatInterval(std::numeric_limits<double>::quiet_NaN(), 0.25), "");
}

}  // namespace
}  // namespace trustsem
