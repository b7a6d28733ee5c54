#include <gmock/gmock.h>

#include <cmath>

#include "spec/check_model.h"
#include "spec/read_model.h"

namespace trustsem {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Model Read(const std::string& text) { return ReadLavaan(text, "m.lav"); }

std::string Faults(const std::string& text) {
  try {
    Read(text);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    return error.what();
  }
  return "no fault";
}

std::vector<std::string> Terms(const std::string& text) {
  std::vector<std::string> terms;
  for (const Term& term : Read(text).terms) {
    terms.push_back(term.lhs + " " + ToString(term.op) + (term.rhs.empty() ? "" : " " + term.rhs));
  }
  return terms;
}

Modifiers First(const std::string& text) { return Read(text).terms.at(0).modifiers; }

TEST(ReadLavaan, ReadsEveryOperator) {
  const Model model = Read(
      "f =~ x1 + x2\n"
      "y ~ a*f\n"
      "x1 ~~ x2\n"
      "y ~ 1\n"
      "x1 | t1 + t2\n"
      "x1 ~*~ 1*x1\n"
      "k := a^2\n"
      "a == 2*k\n"
      "a > 0; a < 1");
  std::vector<Operator> ops;
  for (const Term& term : model.terms) ops.push_back(term.op);
  EXPECT_THAT(ops, ElementsAre(Operator::kMeasuredBy, Operator::kMeasuredBy, Operator::kRegression,
                               Operator::kCovariance, Operator::kIntercept, Operator::kThreshold,
                               Operator::kThreshold, Operator::kScale));
  ASSERT_THAT(model.constraints, SizeIs(3));
  EXPECT_EQ(model.constraints[0].op, Operator::kEqual);
  EXPECT_EQ(model.constraints[0].rhs, "2*k");
  EXPECT_EQ(model.constraints[1].op, Operator::kGreater);
  EXPECT_EQ(model.constraints[2].op, Operator::kLess);
  ASSERT_THAT(model.definitions, SizeIs(1));
  EXPECT_EQ(model.definitions[0].expression, "a^2");
  EXPECT_EQ(model.file, "m.lav");
}

TEST(ReadLavaan, StatementsEndAtLinesAndSemicolons) {
  EXPECT_THAT(Terms("y ~ x\n; z ~~ w;;\n\n"), ElementsAre("y ~ x", "z ~~ w"));
  EXPECT_THAT(Terms("y ~ x\r\nz ~ w\r\n"), ElementsAre("y ~ x", "z ~ w"));
}

TEST(ReadLavaan, StatementsGoOnOverLines) {
  const std::vector<std::string> expected{"f =~ x1", "f =~ x2", "f =~ x3"};
  EXPECT_EQ(Terms("f =~ x1 +\n\n x2 + # comment\n x3"), expected);
  EXPECT_EQ(Terms("f =~ x1 ! comment\n\n + x2\n + x3"), expected);
  EXPECT_EQ(Terms("f\n =~\n x1 + start(\n 0.5\n)*x2 + x3"), expected);
}

TEST(ReadLavaan, CommentsMayHoldAnything) {
  EXPECT_THAT(Terms("# f =~ 'x\ny ~ x # == (\n! z ~ 1"), ElementsAre("y ~ x"));
}

TEST(ReadLavaan, SeveralLeftSides) {
  EXPECT_THAT(Terms("a + b ~ x + y"), ElementsAre("a ~ x", "a ~ y", "b ~ x", "b ~ y"));
}

TEST(ReadLavaan, InterceptsBesidePredictors) {
  EXPECT_THAT(Terms("y ~ 1 + x"), ElementsAre("y ~1", "y ~ x"));
  EXPECT_THAT(Terms("y ~1"), ElementsAre("y ~1"));
  const Model model = Read("y ~ 0 + x\nz ~ c(a, b)*1\nw ~ 0*1");
  EXPECT_EQ(model.terms[0].op, Operator::kIntercept);
  EXPECT_THAT(model.terms[0].modifiers.fixed, ElementsAre(0.0));
  EXPECT_THAT(model.terms[2].modifiers.labels, ElementsAre("a", "b"));
  EXPECT_THAT(model.terms[3].modifiers.fixed, ElementsAre(0.0));
}

TEST(ReadLavaan, FixedValues) {
  EXPECT_THAT(First("f =~ 0.8*x + y").fixed, ElementsAre(0.8));
  EXPECT_THAT(First("f =~ -1*x + y").fixed, ElementsAre(-1.0));
  EXPECT_THAT(First("f =~ 1/2*x + y").fixed, ElementsAre(0.5));
  EXPECT_THAT(First("f =~ 2*3*x + y").fixed, ElementsAre(6.0));
  EXPECT_THAT(First("f =~ (1 + 2)^2*x + y").fixed, ElementsAre(9.0));
  EXPECT_THAT(First("f =~ 1e-3*x + y").fixed, ElementsAre(0.001));
  EXPECT_THAT(First("f =~ sqrt(4)*x + y").fixed, ElementsAre(2.0));
  EXPECT_THAT(First("f =~ NA*x + y").fixed, ElementsAre(std::nullopt));
  EXPECT_THAT(First("x ~~ 0*y").fixed, ElementsAre(0.0));
}

TEST(ReadLavaan, Labels) {
  EXPECT_THAT(First("y ~ a*x").labels, ElementsAre("a"));
  EXPECT_THAT(First("y ~ label(\"a\")*x").labels, ElementsAre("a"));
  EXPECT_THAT(First("y ~ 'a'*x").labels, ElementsAre("a"));
  EXPECT_THAT(First("y ~ 路径.1*x").labels, ElementsAre("路径.1"));
  EXPECT_THAT(First("y ~ a*x").fixed, IsEmpty());
}

TEST(ReadLavaan, VectorsOverGroups) {
  EXPECT_THAT(First("f =~ c(1, NA)*x + y").fixed, ElementsAre(1.0, std::nullopt));
  EXPECT_THAT(First("f =~ c(a, \"b\")*x + y").labels, ElementsAre("a", "b"));
  EXPECT_THAT(First("f =~ c(a, NA)*x + y").labels, ElementsAre("a", ""));
  EXPECT_THAT(First("f =~ c(a, NA)*x + y").fixed, IsEmpty());
  const Modifiers mixed = First("f =~ c(1, a)*x + y");
  EXPECT_THAT(mixed.fixed, ElementsAre(1.0, std::nullopt));
  EXPECT_THAT(mixed.labels, ElementsAre("", "a"));
}

TEST(ReadLavaan, StartsAndBounds) {
  EXPECT_THAT(First("y ~ start(0.5)*x").start, ElementsAre(0.5));
  EXPECT_THAT(First("y ~ 0.5?x").start, ElementsAre(0.5));
  EXPECT_THAT(First("y ~ start(c(1, 2))*x").start, ElementsAre(1.0, 2.0));
  EXPECT_TRUE(std::isnan(First("y ~ start(NA, 2)*x").start.at(0)));
  const Modifiers bounds = First("y ~ lower(-Inf)*x + upper(c(0, 1/4))*x");
  EXPECT_THAT(bounds.lower, ElementsAre(-INFINITY));
  EXPECT_THAT(bounds.upper, ElementsAre(0.0, 0.25));
}

TEST(ReadLavaan, EqualIsNormalised) {
  EXPECT_EQ(Read("f =~ x1 + x2 + equal(\" f =~  x2\")*x3").terms[2].modifiers.equal_to, "f=~x2");
}

TEST(ReadLavaan, ModifiersOfOneParameterMerge) {
  const Model model = Read("f =~ x1 + start(2)*a*x2 + NA*x1 + b*x1");
  ASSERT_THAT(model.terms, SizeIs(2));
  EXPECT_THAT(model.terms[0].modifiers.fixed, ElementsAre(std::nullopt));
  EXPECT_THAT(model.terms[0].modifiers.labels, ElementsAre("b"));
  EXPECT_THAT(model.terms[1].modifiers.start, ElementsAre(2.0));
  EXPECT_THAT(model.terms[1].modifiers.labels, ElementsAre("a"));
}

TEST(ReadLavaan, ConstructsInOrderOfFirstAppearance) {
  const Model model = Read("g =~ f + h\nf =~ x1 + x2\ng =~ x5\nh =~ x3 + x4");
  std::vector<std::string> names;
  for (const Construct& construct : model.constructs) names.push_back(construct.name);
  EXPECT_THAT(names, ElementsAre("g", "f", "h"));
}

TEST(ReadLavaan, NamesWithDotsAndOtherScripts) {
  EXPECT_THAT(Terms("信任 =~ x.1 + _x2 + größe"),
              ElementsAre("信任 =~ x.1", "信任 =~ _x2", "信任 =~ größe"));
  EXPECT_THAT(Terms("\xEF\xBB\xBFy ~\u00A0x"), ElementsAre("y ~ x"));
}

TEST(ReadLavaan, ABoundBeforeAMinusIsNoAssignment) {
  const Model model = Read("y ~ a*x\na <-1");
  EXPECT_EQ(model.constraints.at(0).op, Operator::kLess);
  EXPECT_EQ(model.constraints.at(0).rhs, "-1");
}

TEST(ReadLavaan, ConstraintsKeepTheirText) {
  const Model model = Read("y ~ b1*x + b2*z + b3*w\nb1 == (b2 + b3)^2 # why\n-b2 + b3 > 0");
  EXPECT_EQ(model.constraints.at(0).rhs, "(b2 + b3)^2");
  EXPECT_EQ(model.constraints.at(1).lhs, "-b2 + b3");
}

TEST(ReadLavaan, PlacesCountCharacters) {
  const Model model = Read("信任 =~ x1 + x2\n  y ~ 信任");
  EXPECT_EQ(model.terms[1].place.column, 12);
  EXPECT_EQ(model.terms[2].place.line, 2);
  EXPECT_EQ(model.terms[2].place.column, 7);
}

struct Case {
  const char* text;
  const char* message;
};

TEST(ReadLavaan, FaultsSayWhereAndWhat) {
  const Case cases[] = {
      {"", "holds no statement"},
      {"# only a comment", "holds no statement"},
      {"f x1 x2", "m.lav:1:1: 'f x1 x2' holds no operator"},
      {"y ~ x z", "m.lav:1:7: an operator is missing before 'z'"},
      {"y ~ x\n z", "m.lav:2:2: 'z' holds no operator"},
      {"y ~", "nothing stands right of '~'"},
      {"~ x", "nothing stands left of '~'"},
      {"y ~ x +", "a variable is missing beside '+'"},
      {"y ~ a*", "a variable is missing after '*'"},
      {"y ~ *x", "nothing stands before '*'"},
      {"y = x", "'=' in 'y = x' is not an operator"},
      {"y -> x", "y ~ x"},
      {"y ~ x ~ z", "a second operator '~'"},
      {"y ~ a*x\n0 < a < 1", "a second operator '<'"},
      {"y ~ a*x\na >= 0", "bounds include equality"},
      {"y ~ strt(1)*x", "did you mean 'start'?"},
      {"y ~ start(a)*x", "the name 'a' stands in arithmetic"},
      {"y ~ a*b*x", "a second label"},
      {"y ~ 2*x + 3*x", "a second fixed value"},
      {"y ~ x + x", "'x' is given twice in one statement"},
      {"y ~ (a*x", "'(' is not closed"},
      {"y ~ a)*x", "')' closes no parenthesis"},
      {"y ~ 2x", "'2x' begins with a digit"},
      {"y ~ x - z", "'-' joins parts"},
      {"y ~ 1/0*x", "is not a finite number"},
      {"y ~ 2", "the number 2 stands where a variable is expected"},
      {"f =~ 1", "the number 1 stands where a variable is expected"},
      {"2*y ~ x", "a modifier stands left"},
      {"y | x", "'x' is no threshold"},
      {"y ~ x\ny ~*~ x", "'y' is scaled by 'x'"},
      {"y ~ \"x", "does not end on its line"},
      {"y ～ x", "write '~'"},
      {"y ~ x $ z", "'$' is no sign"},
      {"y ~ \xFF", "not UTF-8"},
      {"f <~ x1 + x2", "composites are not supported"},
      {"level: 1\ny ~ x", "'level:' blocks"},
      {"group: a\ny ~ x", "'group:' blocks"},
      {"efa('e')*f1 =~ x1 + x2", "efa() blocks"},
      {"y ~ rv('b')*x", "rv() (random slopes)"},
      {"y ~ x:z", "compute the product as a column"},
      {"model <- '\n y ~ x\n'", "m.lav:1:1: 'model <-' and a quote"},
      {"m = \"y ~ x\"", "leave out the R part"},
      {"'y ~ x'", "the model stands in quotes"},
      {"y ~ a*x\nk := a + (a", "'(' is not closed"},
      {"y ~ a*x\nk := a b", "m.lav:2:8: an operator is missing before 'b'"},
      {"y ~ a*x\nk + m := a", "stands left of ':='"},
      {"y ~ equal(f)*x", "one parameter in quotes"},
      {"y ~ start()*x", "lacks an argument"},
      {"library(lavaan)", "without R code"},
  };
  for (const Case& one : cases) EXPECT_THAT(Faults(one.text), HasSubstr(one.message)) << one.text;
}

TEST(ReadLavaan, ReportsAllFaultsInOrder) {
  const std::string faults = Faults("y ~ x z\ng =~ x1\nf f\nq ~ foo(1)*x + bar(2)*w\nk := nolabel");
  EXPECT_EQ(std::count(faults.begin(), faults.end(), '\n'), 4);
  EXPECT_LT(faults.find("m.lav:1:7"), faults.find("m.lav:3:1"));
  EXPECT_LT(faults.find("'foo'"), faults.find("'bar'"));
  EXPECT_THAT(faults, HasSubstr("'nolabel'"));
}

TEST(ReadLavaan, AFaultHasNoConsequences) {
  EXPECT_EQ(Faults("1f =~ x1 + x2"),
            "m.lav:1:1: '1f' begins with a digit; names begin with a letter; between a number and "
            "a name write '*'.");
  const std::string faults = Faults("y ~ a*x b\nk := a*2");
  EXPECT_EQ(faults.find("label"), std::string::npos) << faults;
}

TEST(ReadLavaan, AnOpenParenthesisDoesNotSwallowTheFile) {
  const std::string faults = Faults("y ~ start(1*x\nz ~ w w\n");
  EXPECT_THAT(faults, HasSubstr("m.lav:1:10: '(' is not closed"));
  EXPECT_THAT(faults, HasSubstr("m.lav:2:7: an operator is missing"));
}

TEST(ReadLavaan, NestingDoesNotOverflow) {
  const std::string open(100000, '('), close(100000, ')');
  EXPECT_THAT(Faults("y ~ " + open + "1" + close + "*x"), HasSubstr("nested more than"));
}

}  // namespace
}  // namespace trustsem
