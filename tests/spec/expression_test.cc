#include "spec/expression.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <random>

#include "base/error.h"

namespace trustsem {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

double Value(const std::string& text) { return Expression::Parse(text).Evaluate({}); }

std::string Message(const std::string& text) {
  try {
    Expression::Parse(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    return error.what();
  }
  return "no fault";
}

TEST(Expression, HasThePrecedenceOfR) {
  EXPECT_EQ(Value("1 + 2 * 3"), 7);
  EXPECT_EQ(Value("(1 + 2) * 3"), 9);
  EXPECT_EQ(Value("10 - 4 - 3"), 3);
  EXPECT_EQ(Value("16 / 4 / 2"), 2);
  EXPECT_EQ(Value("2 ^ 3 ^ 2"), 512);
  EXPECT_EQ(Value("2 ** 3 ** 2"), 512);
  EXPECT_EQ(Value("-2 ^ 2"), -4);
  EXPECT_EQ(Value("(-2) ^ 2"), 4);
  EXPECT_EQ(Value("2 ^ -1"), 0.5);
  EXPECT_EQ(Value("2 ^ -1 * 4"), 2);
  EXPECT_EQ(Value("-2 * 3 + 1"), -5);
  EXPECT_EQ(Value("2 - -3"), 5);
  EXPECT_EQ(Value("+4"), 4);
}

TEST(Expression, ReadsNumbers) {
  EXPECT_EQ(Value("1e-3"), 0.001);
  EXPECT_EQ(Value("2.5E+2"), 250);
  EXPECT_EQ(Value(".5"), 0.5);
  EXPECT_EQ(Value("5."), 5);
  EXPECT_EQ(Value("1e3-1"), 999);
}

TEST(Expression, CallsFunctions) {
  EXPECT_DOUBLE_EQ(Value("exp(1) + log(2) + sqrt(9) + abs(-4)"),
                   std::exp(1.0) + std::log(2.0) + 3 + 4);
  EXPECT_DOUBLE_EQ(Value("sin(1) + cos(2) + tan(0.5)"),
                   std::sin(1.0) + std::cos(2.0) + std::tan(0.5));
  EXPECT_TRUE(std::isnan(Value("log(-1)")));
}

TEST(Expression, NamesStandOnceInOrderOfAppearance) {
  const Expression expression = Expression::Parse("b2*a.1 + b2 - 信任_x * .p1.");
  EXPECT_THAT(expression.names(), ElementsAre("b2", "a.1", "信任_x", ".p1."));
  EXPECT_EQ(expression.Evaluate({2, 3, 5, 7}), 6 + 2 - 35);
}

TEST(Expression, AFunctionsNameMayBeALabel) {
  const Expression expression = Expression::Parse("exp + exp(exp)");
  EXPECT_THAT(expression.names(), ElementsAre("exp"));
  EXPECT_DOUBLE_EQ(expression.Evaluate({1}), 1 + std::exp(1.0));
}

TEST(Expression, DerivativesAgreeWithFiniteDifferences) {
  std::mt19937_64 random(11);
  std::uniform_real_distribution<double> uniform(0.3, 1.4);
  for (const char* text :
       {"a*b", "a + b - c", "a/b/c", "a^b^c", "-a^2 + b**c", "exp(a*b) - log(c)", "sqrt(a + b*c)",
        "abs(a - 2)*b*c", "sin(a)*cos(b)*tan(c)", "(a + b)^2/(1 + c^3) - 2*a*b",
        "a*(b + c*(a - b*(c + a)))", "2^a + a^2 + b*0 + c*0", "7 + a*0 + b*0 + c*0"}) {
    const Expression expression = Expression::Parse(text);
    const size_t n = expression.names().size();
    for (int repeat = 0; repeat < 20; ++repeat) {
      std::vector<double> at(n);
      for (double& x : at) x = uniform(random);
      std::vector<double> gradient(7, std::numeric_limits<double>::quiet_NaN());
      const double value = expression.Evaluate(at, &gradient);
      EXPECT_EQ(value, expression.Evaluate(at)) << text;
      ASSERT_EQ(gradient.size(), n) << text;
      for (size_t k = 0; k < n; ++k) {
        const double h = 1e-5;
        std::vector<double> up = at, down = at;
        up[k] += h;
        down[k] -= h;
        const double difference = (expression.Evaluate(up) - expression.Evaluate(down)) / (2 * h);
        EXPECT_NEAR(gradient[k], difference, 1e-7 * (1 + std::abs(difference))) << text << " " << k;
      }
    }
  }
}

TEST(Expression, DerivativesAreFiniteWhereTheFormulaWouldNotBe) {
  std::vector<double> gradient(2, std::numeric_limits<double>::quiet_NaN());
  Expression::Parse("a^2 + b").Evaluate({-3, 1}, &gradient);  // log(-3) is not needed
  EXPECT_THAT(gradient, ElementsAre(-6, 1));
  Expression::Parse("a^1*b").Evaluate({0, 4}, &gradient);
  EXPECT_THAT(gradient, ElementsAre(4, 0));
  Expression::Parse("b + sqrt(0) + 0*a").Evaluate({1, 1}, &gradient);
  EXPECT_THAT(gradient, ElementsAre(1, 0));
}

TEST(Expression, AConstantHasNoGradient) {
  std::vector<double> gradient(3, std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(Expression::Parse("2*3").Evaluate({}, &gradient), 6);
  EXPECT_TRUE(gradient.empty());
}

TEST(Expression, FaultsNameTextAndColumn) {
  EXPECT_THAT(Message("a + "), HasSubstr("ends too early"));
  EXPECT_THAT(Message(""), HasSubstr("missing"));
  EXPECT_THAT(Message("a b"), HasSubstr("operator is missing before 'b' (column 3"));
  EXPECT_THAT(Message("信任 + (a"), HasSubstr("'(' is not closed (column 6"));
  EXPECT_THAT(Message("a)"), HasSubstr("')' closes no parenthesis (column 2"));
  EXPECT_THAT(Message("sqt(a)"), HasSubstr("did you mean 'sqrt'?"));
  EXPECT_THAT(Message("a * * b"), HasSubstr("'*' stands where"));
  EXPECT_THAT(Message("exp(a, b)"), HasSubstr("one argument"));
  EXPECT_THAT(Message("()"), HasSubstr("empty"));
  EXPECT_THAT(Message("a $ b"), HasSubstr("'$'"));
  EXPECT_THAT(Message("2x"), HasSubstr("operator is missing before 'x'"));
}

TEST(Expression, DeepNestingIsAFaultAndNoOverflow) {
  const std::string open(100000, '('), close(100000, ')');
  EXPECT_THAT(Message(open + "a" + close), HasSubstr("nested more than"));
  EXPECT_THAT(Message(std::string(100000, '-') + "a"), HasSubstr("nested more than"));
  std::string powers = "a";
  for (int k = 0; k < 100000; ++k) powers += "^a";
  EXPECT_THAT(Message(powers), HasSubstr("nested more than"));
}

TEST(Expression, LongSumsAreFine) {
  std::string sum = "a";
  for (int k = 0; k < 20000; ++k) sum += " + a";
  EXPECT_EQ(Expression::Parse(sum).Evaluate({1}), 20001);
  EXPECT_EQ(Value(std::string(100, '(') + "3" + std::string(100, ')')), 3);
}

}  // namespace
}  // namespace trustsem
