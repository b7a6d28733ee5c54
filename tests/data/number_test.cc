#include "data/number.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

namespace trustsem {
namespace {

// What the reader does with a cell: the short cut where it applies, ParseCell elsewhere.
double Parse(const std::string& text) {
  const std::string line = text + "\n";
  double value;
  const char* const end = ParsePlainDecimal(line.c_str(), '.', &value);
  if (end != nullptr && *end == '\n') return value;
  const CellKind kind = ParseCell(text, false, &value);
  if (kind == CellKind::kInfinite) return std::numeric_limits<double>::infinity();
  EXPECT_EQ(kind, CellKind::kNumber) << text;
  return value;
}

// Digits with a point at a random place and, half of the time, an exponent.
std::string RandomDecimal(std::mt19937_64& generator) {
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(generator() % limit); };
  const unsigned digits = 1 + below(below(4) == 0 ? 40 : 20);
  const unsigned point = below(digits + 1);
  std::string text = below(2) == 0 ? "-" : "";
  for (unsigned i = 0; i < digits; ++i) {
    if (i == point && i > 0) text += '.';
    text += static_cast<char>('0' + below(10));
  }
  if (below(3) == 0) text += fmt::format("e{}", static_cast<int>(below(640)) - 330);
  return text;
}

TEST(Number, RandomDecimalsAreCorrectlyRounded) {
  std::mt19937_64 generator(20240517);
  for (int i = 0; i < 100000; ++i) {
    const std::string text = RandomDecimal(generator);
    const double expected = std::strtod(text.c_str(), nullptr);
    const double found = Parse(text);
    if (std::isinf(expected)) {
      ASSERT_TRUE(std::isinf(found)) << text;
    } else {
      ASSERT_EQ(found, expected) << text;
      ASSERT_EQ(std::signbit(found), std::signbit(expected)) << text;
    }
  }
}

TEST(Number, ShortestAndFullPrintingsReadBack) {
  std::mt19937_64 generator(7);
  std::normal_distribution<double> normal(0, 100);
  for (int i = 0; i < 20000; ++i) {
    const double value = normal(generator);
    ASSERT_EQ(Parse(fmt::format("{}", value)), value);
    ASSERT_EQ(Parse(fmt::format("{:.17g}", value)), value);
    const std::string rounded = fmt::format("{:.4f}", value);
    ASSERT_EQ(Parse(rounded), std::strtod(rounded.c_str(), nullptr)) << rounded;
  }
}

TEST(Number, HardCases) {
  for (const char* text : {"9007199254740992",
                           "9007199254740993",
                           "9007199254740993.0",
                           "123456789012345678",
                           "1234567890123456789",
                           "12345678901234567890",
                           "0.1",
                           "5.",
                           ".5",
                           "-0",
                           "0.000000000000000001",
                           "4.9e-324",
                           "2.4e-324",
                           "1e-400",
                           "2.2250738585072011e-308",
                           "1.7976931348623157e308",
                           "00000000000000000000000001.5",
                           "1E3",
                           "+7",
                           "0e999999999999999999999",
                           "8.5899345925e9",
                           "2.5e-7"}) {
    EXPECT_EQ(Parse(text), std::strtod(text, nullptr)) << text;
  }
}

CellKind Kind(std::string_view text, bool decimal_comma = false) {
  double value;
  return ParseCell(text, decimal_comma, &value);
}

TEST(Number, KindsOfCells) {
  for (const char* text : {"", "  ", "NA", "N/A", "NaN", ".", "NULL", "#N/A", "na", "nan"}) {
    EXPECT_EQ(Kind(text), CellKind::kMissing) << text;
  }
  for (const char* text :
       {"inf", "-Inf", "Infinity", "1e999", "-1e309", "9e99999999999999999999"}) {
    EXPECT_EQ(Kind(text), CellKind::kInfinite) << text;
  }
  for (const char* text : {"a", "1a", "1.2.3", "-", "+-1", "--1", "1,5", "1e", "e5", "0x10", "1 2",
                           "-NA", "infinite", "-."}) {
    EXPECT_EQ(Kind(text), CellKind::kText) << text;
  }
}

TEST(Number, DecimalCommas) {
  double value;
  EXPECT_EQ(ParseCell(" -1,25 ", true, &value), CellKind::kNumber);
  EXPECT_EQ(value, -1.25);
  EXPECT_EQ(ParseCell("1,5e2", true, &value), CellKind::kNumber);
  EXPECT_EQ(value, 150);
  EXPECT_EQ(ParseCell("1.5", true, &value), CellKind::kNumber);
  EXPECT_EQ(value, 1.5);
  EXPECT_EQ(Kind("1.234,5", true), CellKind::kText);
  EXPECT_EQ(Kind("1,234,5", true), CellKind::kText);
}

}  // namespace
}  // namespace trustsem
