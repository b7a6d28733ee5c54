#include "table/parameter_table.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// Two constructs, a third regressed on them with an observed outcome beside it, an observed
// predictor, a residual covariance: a row of every kind.
const char* kEveryKind =
    "f =~ a1 + a2 + a3\n"
    "g =~ b1 + b2 + b3\n"
    "h =~ c1 + c2 + c3\n"
    "h ~ f + x\n"
    "y ~ g\n"
    "a1 ~~ b1\n";

TableOptions TwoGroups(const std::vector<std::string>& equal, bool means = true) {
  TableOptions options;
  options.groups = 2;
  options.mean_structure = means;
  options.equal = ParseEqualOverGroups(equal);
  return options;
}

// The rows of group 2 that share their free parameter with the same row of group 1.
std::vector<std::string> EqualRows(const ParameterTable& table) {
  std::map<std::string, int> first;
  std::vector<std::string> equal;
  for (const Parameter& row : table.rows) {
    const std::string name = Describe(row, 1);
    if (row.group == 1) {
      first[name] = row.free;
    } else if (row.free >= 0 && first[name] == row.free) {
      equal.push_back(name);
    }
  }
  return equal;
}

const Parameter& Row(const ParameterTable& table, const std::string& name, int group = 1) {
  for (const Parameter& row : table.rows) {
    if (row.group == group && Describe(row, 1) == name) return row;
  }
  ADD_FAILURE() << "no row " << name;
  return table.rows[0];
}

TEST(ParameterTableTest, FreeParametersAreNumberedInRowOrder) {
  const ParameterTable table = TableOf("f =~ x1 + x2 + x3");
  std::vector<int> numbers;
  for (const Parameter& row : table.rows) numbers.push_back(row.free);
  EXPECT_THAT(numbers, ElementsAre(-1, 0, 1, 2, 3, 4, 5));
  EXPECT_EQ(table.free_parameters, 6);
  EXPECT_EQ(Describe(table.Representative(1), 1), "f =~ x3");
}

TEST(ParameterTableTest, VariablesAndTheirRoles) {
  const ParameterTable table = TableOf(kEveryKind);
  EXPECT_THAT(table.observed,
              ElementsAre("a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3", "y", "x"));
  EXPECT_THAT(table.constructs, ElementsAre("f", "g", "h"));
  EXPECT_THAT(table.exogenous, ElementsAre("x"));
  EXPECT_TRUE(table.IsConstruct("g"));
  EXPECT_FALSE(table.IsConstruct("a1"));
  EXPECT_TRUE(table.IsExogenous("x"));
  EXPECT_FALSE(table.IsExogenous("y"));
}

TEST(ParameterTableTest, NothingIsEqualUnlessAsked) {
  EXPECT_THAT(EqualRows(TableOf(kEveryKind, TwoGroups({}))), IsEmpty());
}

TEST(ParameterTableTest, EachKindOfEquality) {
  EXPECT_THAT(
      EqualRows(TableOf(kEveryKind, TwoGroups({"loadings"}))),
      UnorderedElementsAre("f =~ a2", "f =~ a3", "g =~ b2", "g =~ b3", "h =~ c2", "h =~ c3"));
  EXPECT_THAT(EqualRows(TableOf(kEveryKind, TwoGroups({"regressions"}))),
              UnorderedElementsAre("h ~ f", "h ~ x", "y ~ g"));
  EXPECT_THAT(EqualRows(TableOf(kEveryKind, TwoGroups({"residuals"}))),
              UnorderedElementsAre("a1 ~~ a1", "a2 ~~ a2", "a3 ~~ a3", "b1 ~~ b1", "b2 ~~ b2",
                                   "b3 ~~ b3", "c1 ~~ c1", "c2 ~~ c2", "c3 ~~ c3", "y ~~ y"));
  EXPECT_THAT(EqualRows(TableOf(kEveryKind, TwoGroups({"residual_covariances"}))),
              UnorderedElementsAre("a1 ~~ b1"));
  EXPECT_THAT(EqualRows(TableOf(kEveryKind, TwoGroups({"lv_variances"}))),
              UnorderedElementsAre("f ~~ f", "g ~~ g", "h ~~ h"));
  // Every covariance that has a construct on one side.
  EXPECT_THAT(EqualRows(TableOf(kEveryKind, TwoGroups({"lv_covariances"}))),
              UnorderedElementsAre("f ~~ g", "h ~~ y"));
  EXPECT_THAT(EqualRows(TableOf(kEveryKind, TwoGroups({"intercepts"}))),
              UnorderedElementsAre("a1 ~1", "a2 ~1", "a3 ~1", "b1 ~1", "b2 ~1", "b3 ~1", "c1 ~1",
                                   "c2 ~1", "c3 ~1", "y ~1"));
}

TEST(ParameterTableTest, RandomExogenousMomentsAreNeverEqual) {
  TableOptions options =
      TwoGroups({"residuals", "residual_covariances", "intercepts", "lv_variances"});
  options.fixed_x = false;
  EXPECT_THAT(EqualRows(TableOf("y ~ x1 + x2", options)), UnorderedElementsAre("y ~~ y", "y ~1"));
}

TEST(ParameterTableTest, EqualInterceptsReleaseLatentMeansInLaterGroups) {
  const ParameterTable released = TableOf(kEveryKind, TwoGroups({"intercepts"}));
  for (const char* name : {"f ~1", "g ~1", "h ~1"}) {
    EXPECT_EQ(Row(released, name, 1).free, -1) << name;
    EXPECT_EQ(Row(released, name, 1).fixed, 0) << name;
    EXPECT_GE(Row(released, name, 2).free, 0) << name;
  }
  const ParameterTable kept = TableOf(kEveryKind, TwoGroups({"intercepts", "means"}));
  EXPECT_EQ(Row(kept, "f ~1", 2).free, -1);
  EXPECT_EQ(Row(kept, "f ~1", 2).fixed, 0);
  const ParameterTable written =
      TableOf(std::string(kEveryKind) + "f ~ c(0, 0.5)*1", TwoGroups({"intercepts"}));
  EXPECT_EQ(Row(written, "f ~1", 2).fixed, 0.5);
}

TEST(ParameterTableTest, EqualLoadingsReleaseUnitVariancesInLaterGroups) {
  TableOptions options = TwoGroups({"loadings"});
  options.std_lv = true;
  const ParameterTable table = TableOf(kEveryKind, options);
  EXPECT_EQ(Row(table, "f ~~ f", 1).fixed, 1);
  EXPECT_EQ(Row(table, "h ~~ h", 1).fixed, 1);
  EXPECT_GE(Row(table, "f ~~ f", 2).free, 0);
  EXPECT_GE(Row(table, "h ~~ h", 2).free, 0);
  EXPECT_THAT(EqualRows(table),
              UnorderedElementsAre("f =~ a1", "f =~ a2", "f =~ a3", "g =~ b1", "g =~ b2", "g =~ b3",
                                   "h =~ c1", "h =~ c2", "h =~ c3"));
  // Unit variances that the user wrote stay in both groups.
  const ParameterTable by_hand = TableOf("f =~ NA*a1 + a2 + a3\nf ~~ 1*f", TwoGroups({"loadings"}));
  EXPECT_EQ(Row(by_hand, "f ~~ f", 2).fixed, 1);
  EXPECT_EQ(Row(by_hand, "f ~~ f", 2).free, -1);
}

// lavaan: configural, metric and scalar three-factor models have 48, 54 and 60 degrees of freedom.
TEST(ParameterTableTest, FreeParametersOfInvarianceModels) {
  const auto count = [](const std::vector<std::string>& equal, bool std_lv) {
    TableOptions options = TwoGroups(equal);
    options.std_lv = std_lv;
    return TableOf(ThreeFactors(), options).free_parameters;
  };
  for (bool std_lv : {false, true}) {
    EXPECT_EQ(count({}, std_lv), 2 * 54 - 48);
    EXPECT_EQ(count({"loadings"}, std_lv), 2 * 54 - 54);
    EXPECT_EQ(count({"loadings", "intercepts"}, std_lv), 2 * 54 - 60);
    EXPECT_EQ(count({"loadings", "intercepts", "means"}, std_lv), 2 * 54 - 63);
  }
}

TEST(ParameterTableTest, LabelsWinOverEqualityOfGroups) {
  const ParameterTable table =
      TableOf("f =~ a1 + c(u, v)*a2 + c(w, w)*a3 + a4", TwoGroups({"loadings"}));
  EXPECT_THAT(EqualRows(table), UnorderedElementsAre("f =~ a3", "f =~ a4"));
}

TEST(ParameterTableTest, OneLabelIsOneParameterInAllGroups) {
  const ParameterTable table = TableOf("f =~ a1 + a*a2 + a*a3", TwoGroups({}, false));
  const int shared = Row(table, "f =~ a2", 1).free;
  EXPECT_GE(shared, 0);
  EXPECT_EQ(Row(table, "f =~ a3", 1).free, shared);
  EXPECT_EQ(Row(table, "f =~ a2", 2).free, shared);
  EXPECT_EQ(Row(table, "f =~ a3", 2).free, shared);
  // Twice six moments less five parameters each in all and the shared one.
  EXPECT_EQ(table.free_parameters, 1 + 2 * 4);
}

TEST(ParameterTableTest, ALabelFixedInOnePlaceIsFixedInAll) {
  const ParameterTable table = TableOf("f =~ a*a1 + a*a2 + a3");
  EXPECT_EQ(Row(table, "f =~ a2").free, -1);
  EXPECT_EQ(Row(table, "f =~ a2").fixed, 1);
  EXPECT_EQ(table.free_parameters, 5);
}

TEST(ParameterTableTest, EqualTakesTheOtherParametersPlace) {
  const ParameterTable table = TableOf("f =~ a1 + a2 + equal(\"f=~a2\")*a3");
  EXPECT_EQ(Row(table, "f =~ a3").free, Row(table, "f =~ a2").free);
  EXPECT_EQ(table.free_parameters, 5);
  // In each group its own.
  const ParameterTable groups = TableOf("f =~ a1 + a2 + equal(\"f=~a2\")*a3", TwoGroups({}, false));
  EXPECT_EQ(Row(groups, "f =~ a3", 2).free, Row(groups, "f =~ a2", 2).free);
  EXPECT_NE(Row(groups, "f =~ a2", 1).free, Row(groups, "f =~ a2", 2).free);
}

TEST(ParameterTableTest, EqualToNothingIsRefused) {
  const Error error =
      ErrorOf([] { TableOf("f =~ a1 + a2 + equal(\"f=~a1\")*a3"); });  // the marker is fixed
  EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
  EXPECT_THAT(error.what(), HasSubstr("equal(\"f=~a1\") names no free parameter"));
}

TEST(ParameterTableTest, PartialInvarianceExemptsARow) {
  Model model = ReadLavaan("f =~ a1 + a2 + a3 + a4", "model.lav");
  for (Term& term : model.terms) {
    if (term.rhs == "a3") term.modifiers.equal_over_groups = false;
  }
  EXPECT_THAT(EqualRows(MakeParameterTable(model, TwoGroups({"loadings"}))),
              UnorderedElementsAre("f =~ a2", "f =~ a4"));
  for (Term& term : model.terms) {
    term.modifiers.equal_over_groups.reset();
    if (term.rhs == "a3") term.modifiers.equal_over_groups = true;
  }
  EXPECT_THAT(EqualRows(MakeParameterTable(model, TwoGroups({}))), ElementsAre("f =~ a3"));
}

TEST(ParameterTableTest, ListsOfTheWrongLengthAreRefusedAllAtOnce) {
  const Error error =
      ErrorOf([] { TableOf("f =~ a1 + c(1, 2, 3)*a2 + c(u, v, w)*a3 + a4", TwoGroups({})); });
  EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
  ASSERT_EQ(error.faults().size(), 2u);
  EXPECT_THAT(error.faults()[0].message,
              AllOf(HasSubstr("'f =~ a2'"), HasSubstr("3 values"), HasSubstr("2 groups")));
  EXPECT_THAT(error.faults()[1].message, HasSubstr("'f =~ a3'"));
  const Error single = ErrorOf([] { TableOf("f =~ a1 + c(1, 2)*a2 + a3"); });
  EXPECT_THAT(single.faults()[0].message, HasSubstr("1 group"));
  EXPECT_THAT(single.faults()[0].hint, HasSubstr("--group"));
}

TEST(ParameterTableTest, NamesOfEqualities) {
  const EqualOverGroups dotted = ParseEqualOverGroups({"lv.variances", "residual_covariances"});
  EXPECT_TRUE(dotted.latent_variances);
  EXPECT_TRUE(dotted.residual_covariances);
  EXPECT_FALSE(dotted.residuals);
  EXPECT_TRUE(dotted.any());
  EXPECT_FALSE(EqualOverGroups().any());
  const Error error = ErrorOf([] { ParseEqualOverGroups({"loading"}); });
  EXPECT_EQ(error.kind(), ErrorKind::kUsage);
  EXPECT_THAT(error.what(), AllOf(HasSubstr("'loading'"), HasSubstr("loadings")));
}

TEST(ParameterTableTest, DescribeNamesTheGroupWhereThereAreSeveral) {
  const ParameterTable table = TableOf("f =~ a1 + a2 + a3", TwoGroups({}));
  EXPECT_EQ(Describe(Row(table, "f =~ a2", 2), 2), "f =~ a2 (group 2)");
  EXPECT_EQ(Describe(Row(table, "f =~ a2", 2), 1), "f =~ a2");
  EXPECT_EQ(Describe(Row(table, "a2 ~1", 1), 1), "a2 ~1");
}

}  // namespace
}  // namespace trustsem
