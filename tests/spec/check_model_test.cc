#include "spec/check_model.h"

#include <gmock/gmock.h>

#include "spec/read_model.h"

namespace trustsem {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string Faults(const std::string& text) {
  try {
    ReadLavaan(text, "m.lav");
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

std::string Faults(const Model& model) {
  std::string text;
  for (const Fault& fault : CheckModel(model)) text += ToString(fault) + "\n";
  return text;
}

Model Sound() {
  return ReadLavaan("TRUST =~ t1 + t2\nREL =~ r1 + r2\nREL ~ a*TRUST\nsize := a*2", "m.lav");
}

TEST(CheckModel, SoundModelsHaveNoFault) {
  for (const char* text :
       {"f =~ x1 + x2\ng =~ x2 + x3\n",                        // a cross-loading
        "g =~ x1 + x2 + x3 + x4\na =~ x1 + x2\nb =~ x3 + x4",  // bifactor
        "ind60 =~ x1 + x2\ndem60 =~ y1 + a*y2\ndem65 =~ y3 + a*y4\ndem65 ~ e*ind60 + f*dem60\n"
        "y1 ~~ y3\nind := e*f\nsum := ind + e",                            // names differ by digits
        "i =~ 1*t1 + 1*t2\ns =~ 0*t1 + 1*t2\ni + s ~ x1\nt1 ~ c1",         // growth
        "x =~ a1 + a2\ny =~ b1 + b2\nx ~ z1 + b*y\ny ~ z2 + b*x\nx ~~ y",  // reciprocal
        "vis =~ x1 + x2\ntex =~ x3 + x4\ng =~ vis + tex\ng ~ age",         // second order
        "y1 ~ c*x1 + b*x2\nx2 ~ a*x1\nab := a*b\ntotal := c + ab",         // paths alone
        "value =~ v1 + v2\nimage =~ i1 + i2\nvalue ~ image + CUSCO\nCUSCO ~ value",
        "f =~ x1 + a*x2 + b*x3\na == b^2\na > 0\nk := a - b\nk < 1"}) {
    EXPECT_EQ(Faults(std::string(text)), "") << text;
  }
}

TEST(CheckModel, TheSameTermTwice) {
  EXPECT_THAT(Faults("f =~ x1 + x2\nf =~ x1"),
              HasSubstr("m.lav:2:6: 'x1' measures the construct 'f' twice, first in line 1"));
  EXPECT_THAT(Faults("a ~~ b\n\nb ~~ a"),
              HasSubstr("m.lav:3:6: 'b ~~ a' stands twice in the model, first in line 1"));
  EXPECT_THAT(Faults("y ~ x\ny ~ a*x"), HasSubstr("stands twice"));
  EXPECT_THAT(Faults("y ~ 1\ny ~ 1"), HasSubstr("'y ~1' stands twice"));
  EXPECT_EQ(Faults("a ~ b\nb ~ a"), "");
}

TEST(CheckModel, ConstructsAndTheirItems) {
  EXPECT_THAT(Faults("f =~ f + x1"), HasSubstr("'f' has the name of one of its items"));
  EXPECT_THAT(Faults("y ~ y"), HasSubstr("'y' is regressed on itself"));
  Model model = Sound();
  model.constructs.push_back({"CO", {}, "", {"m.yaml", 7, 3}});
  EXPECT_THAT(Faults(model), HasSubstr("m.yaml:7:3: the construct 'CO' has no items"));
  model = Sound();
  model.constructs.push_back({"TRUST", {}, "", {"m.yaml", 7, 3}});
  EXPECT_THAT(Faults(model), HasSubstr("'TRUST' is defined twice, first in line 1"));
}

TEST(CheckModel, CyclesAreListed) {
  const std::string faults =
      Faults("top =~ a + x0\na =~ b + x1\nb =~ c + x2\nc =~ a + x3\nd =~ e\ne =~ d");
  EXPECT_THAT(faults, HasSubstr("a =~ b =~ c =~ a"));
  EXPECT_THAT(faults, HasSubstr("d =~ e =~ d"));
  EXPECT_EQ(faults.find("top"), std::string::npos) << faults;
}

TEST(CheckModel, UndefinedLabels) {
  EXPECT_THAT(Faults("y ~ alpha*x\nk := alpah*2"), HasSubstr("did you mean 'alpha'?"));
  EXPECT_THAT(Faults("y ~ a*x\na == zeta"),
              HasSubstr("m.lav:2:1: 'zeta' in 'zeta' is neither a label nor a defined effect"));
  EXPECT_THAT(Faults("y ~ a*x\nk := m + a\nm := a"), HasSubstr("before it is defined"));
  EXPECT_THAT(Faults("y ~ a*x\nk := k + a"), HasSubstr("before it is defined"));
  EXPECT_THAT(Faults("y ~ a*x\n1 == 2"), HasSubstr("names no parameter"));
  Model model = Sound();
  model.definitions.push_back({"bad", "a +", {}, {"m.yaml", 9, 1}});
  EXPECT_THAT(Faults(model), HasSubstr("m.yaml:9:1: the expression ends too early"));
}

TEST(CheckModel, NamesDefinedTwice) {
  EXPECT_THAT(Faults("y ~ a*x\nk := a\nk := 2*a"),
              HasSubstr("'k' is defined twice, first in line 2"));
  EXPECT_THAT(Faults("y ~ a*x + b*z\na := 2*b"), HasSubstr("also the label of a parameter"));
}

TEST(CheckModel, EqualNamesAParameter) {
  EXPECT_THAT(Faults("f =~ item1 + item2 + equal('f =~ itme2')*item3"),
              HasSubstr("did you mean 'f=~item2'?"));
  EXPECT_THAT(Faults("f =~ x1 + equal('f =~ x2')*x2"), HasSubstr("its own parameter"));
  EXPECT_EQ(Faults("f =~ x1 + x2\nx1 ~~ x2\ng =~ z1 + z2\nz1 ~~ equal('x2~~x1')*z2"), "");
}

TEST(CheckModel, SlipsInConstructNames) {
  for (const char* slip : {"TRSUT", "TRUT", "TRUUST", "TRAST", "Trust"}) {
    const std::string faults =
        Faults("TRUST =~ t1 + t2\nREL =~ r1 + r2\nREL ~ " + std::string(slip));
    EXPECT_THAT(faults, HasSubstr("m.lav:3:7: unknown construct '" + std::string(slip) +
                                  "'; did you mean 'TRUST'?"));
  }
  for (const char* other : {"TRUST2", "RUTS", "TR", "REX", "TRXXT"}) {
    EXPECT_EQ(Faults("TRUST =~ t1 + t2\nREL =~ r1 + r2\nREL ~ " + std::string(other)), "") << other;
  }
  EXPECT_THAT(Faults("客户导向 =~ a + b\ny ~ 客户导响"), HasSubstr("did you mean '客户导向'?"));
  EXPECT_EQ(Faults("信任 =~ a + b\ny ~ 信心"), "");
}

TEST(CheckModel, ADescribedVariableIsNoSlip) {
  Model model = Sound();
  model.terms.push_back({"REL", Operator::kRegression, "Trust", {}, {}, "", false, {}});
  EXPECT_THAT(Faults(model), HasSubstr("unknown construct 'Trust'"));
  model.variables.push_back({"Trust", {}, "", {}, {}, {}});
  EXPECT_EQ(Faults(model), "");
}

TEST(CheckModel, ListsOverGroupsAgree) {
  EXPECT_THAT(
      Faults("f =~ x1 + c(a, b)*x2\nf =~ c(1, 2, 3)*x3"),
      HasSubstr("'f =~ x3' has values for 3 groups, but 'f =~ x2' in line 1 has them for 2"));
  EXPECT_THAT(Faults("y ~ lower(1)*x + upper(0)*x"), HasSubstr("lower bound 1"));
}

TEST(CheckModel, ScalesAreOfUsedVariables) {
  EXPECT_THAT(Faults("y ~ x\nz ~*~ z"), HasSubstr("scales a variable that the model does not use"));
}

Hypothesis About(const std::string& about, const std::string& lhs, const std::string& rhs,
                 Operator op = Operator::kRegression) {
  return {"H1", about, lhs, rhs, op, Sign::kPositive, {}, "", {"m.yaml", 3, 1}};
}

TEST(CheckModel, HypothesesAreAboutTheModel) {
  const auto faults = [](const Hypothesis& hypothesis) {
    Model model = Sound();
    model.hypotheses.push_back(hypothesis);
    return Faults(model);
  };
  EXPECT_EQ(faults(About("TRUST -> REL", "REL", "TRUST")), "");
  EXPECT_EQ(faults(About("a", "", "")), "");
  EXPECT_EQ(faults(About("size", "", "")), "");
  EXPECT_THAT(faults(About("REL -> TRUST", "TRUST", "REL")),
              HasSubstr("the model has the opposite path 'TRUST -> REL'"));
  EXPECT_THAT(faults(About("TRSUT -> REL", "REL", "TRSUT")), HasSubstr("did you mean 'TRUST'?"));
  EXPECT_THAT(faults(About("sizes", "", "")), HasSubstr("did you mean 'size'?"));
  EXPECT_THAT(faults(About("TRUST <-> REL", "TRUST", "REL", Operator::kCovariance)),
              HasSubstr("add the covariance"));
}

TEST(CheckModel, HypothesesMayBeAboutDefaultCovariances) {
  Model model = ReadLavaan("f =~ x1 + x2\ng =~ x3 + x4", "m.lav");
  model.hypotheses.push_back(About("f <-> g", "f", "g", Operator::kCovariance));
  EXPECT_EQ(Faults(model), "");
  model.hypotheses.push_back(About("x1 <-> x2", "x1", "x2", Operator::kCovariance));
  EXPECT_THAT(Faults(model), HasSubstr("the hypothesis 'H1' stands twice"));
  EXPECT_THAT(Faults(model), HasSubstr("'x1 <-> x2', which the model does not have"));
}

TEST(CheckModel, VariablesAreUsed) {
  Model model = Sound();
  model.variables.push_back({"tt1", {}, "", {}, {}, {"m.yaml", 4, 1}});
  model.data.ordered = {"r1", "r22"};
  const std::string faults = Faults(model);
  EXPECT_THAT(faults, HasSubstr("'tt1' is described, but the model does not use it; did you mean"));
  EXPECT_THAT(faults, HasSubstr("'r22' is named as ordered"));
  EXPECT_EQ(faults.find("'r1' is"), std::string::npos);
}

// The order is that of lavaan's lavNames(fit, "ov"), run on the same text.
TEST(ObservedVariables, AreInLavaansOrder) {
  const std::pair<const char*, const char*> cases[] = {
      {"f =~ x1 + x2 + x3\nx2 ~ z\nw ~ f + x1\nu ~ w", "x1 x2 x3 w u z"},
      {"f =~ x1 + x2 + x3\na ~ b + f\nc ~ a + d\nd ~~ e\nk ~ 1\nh ~~ h", "x1 x2 x3 a c b d h e k"},
      {"f =~ x1 + x2\ng =~ f + x3\nq ~ g\nx1 ~~ z\nz ~ 1\nx1 ~ w", "x1 x2 x3 q w z"},
      {"y ~ x1\nx1 ~ x2", "y x1 x2"},
      {"y ~~ x\nz ~~ z", "y z x"},
      {"y ~ 1\nx ~~ x", "x y"},
      {"x4 ~ x1\ng =~ x1 + x4\nh =~ x8 + x1\nx5 ~ x4\nx3 ~~ x2 + x6\nx7 ~~ x3",
       "x1 x4 x8 x5 x3 x2 x6 x7"},
      {"f =~ x4 + x3\nx6 ~ x2\nx4 ~ x8\nx7 ~~ x5\nx1 ~~ x5", "x4 x3 x6 x2 x8 x7 x1 x5"},
      {"f =~ x3 + x4 + x1\nx5 ~ 1\nx5 ~~ f\nx7 ~~ x4", "x3 x4 x1 x5 x7"},
  };
  for (const auto& [text, expected] : cases) {
    std::string names;
    for (const std::string& name : ObservedVariables(ReadLavaan(text, "m.lav"))) {
      names += (names.empty() ? "" : " ") + name;
    }
    EXPECT_EQ(names, expected) << text;
  }
}

}  // namespace
}  // namespace trustsem
