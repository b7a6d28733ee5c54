#include "table/label_constraints.h"

#include <gmock/gmock.h>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

ParameterTable WithConstraint(const std::string& constraint) {
  return TableOf(std::string("f =~ one*x1 + a*x2 + b*x3 + c*x4\nx1 ~~ k*x1\n") + constraint);
}

// Value and gradient at labels a = 0.7, b = 1.3, c = -0.4, k = 0.9.
struct At {
  double value = kNan;
  std::vector<double> gradient;
};

At Evaluate(const ParameterTable& table) {
  std::vector<double> theta(table.free_parameters, 5.0);
  for (const Parameter& row : table.rows) {
    if (row.label == "a") theta[row.free] = 0.7;
    if (row.label == "b") theta[row.free] = 1.3;
    if (row.label == "c") theta[row.free] = -0.4;
    if (row.label == "k") theta[row.free] = 0.9;
  }
  At at;
  at.gradient.assign(table.free_parameters, 0);
  at.value = table.constraints.at(0).Evaluate(theta, at.gradient.data());
  EXPECT_EQ(table.constraints[0].Evaluate(theta, nullptr), at.value);
  const auto function = [&](const Eigen::VectorXd& x) -> Eigen::VectorXd {
    return Eigen::VectorXd::Constant(
        1, table.constraints[0].Evaluate({x.data(), x.data() + x.size()}, nullptr));
  };
  const Eigen::VectorXd point = Eigen::Map<Eigen::VectorXd>(theta.data(), theta.size());
  ExpectClose(Eigen::Map<Eigen::RowVectorXd>(at.gradient.data(), at.gradient.size()),
              Differentiate(function, point), 1e-9);
  return at;
}

TEST(LabelConstraintsTest, EqualityIsLeftLessRight) {
  const ParameterTable table = WithConstraint("a == b^2 + 1");
  EXPECT_TRUE(table.constraints[0].equality);
  EXPECT_DOUBLE_EQ(Evaluate(table).value, 0.7 - (1.3 * 1.3 + 1));
}

TEST(LabelConstraintsTest, InequalitiesAreNonnegativeWhereMet) {
  const ParameterTable greater = WithConstraint("a*k > exp(c)");
  EXPECT_FALSE(greater.constraints[0].equality);
  EXPECT_DOUBLE_EQ(Evaluate(greater).value, 0.7 * 0.9 - std::exp(-0.4));
  const ParameterTable less = WithConstraint("a + b < 3");
  EXPECT_FALSE(less.constraints[0].equality);
  EXPECT_DOUBLE_EQ(Evaluate(less).value, 3 - (0.7 + 1.3));
}

TEST(LabelConstraintsTest, ALabelOnBothSidesAddsUp) {
  const ParameterTable table = WithConstraint("a/k == a*b - 2*a");
  const At at = Evaluate(table);
  EXPECT_DOUBLE_EQ(at.value, 0.7 / 0.9 - (0.7 * 1.3 - 1.4));
  EXPECT_DOUBLE_EQ(at.gradient[FreeIndex(table, "f", Operator::kMeasuredBy, "x2")],
                   1 / 0.9 - (1.3 - 2));
}

TEST(LabelConstraintsTest, AFixedLabelIsANumber) {
  const At at = Evaluate(WithConstraint("a + one == 2"));
  EXPECT_DOUBLE_EQ(at.value, 0.7 + 1 - 2);
  double sum = 0;
  for (double slope : at.gradient) sum += std::abs(slope);
  EXPECT_EQ(sum, 1);
}

TEST(LabelConstraintsTest, GradientsAreAdded) {
  const ParameterTable table = WithConstraint("a == b");
  std::vector<double> theta(table.free_parameters, 1.0), gradient(table.free_parameters, 10.0);
  table.constraints[0].Evaluate(theta, gradient.data());
  EXPECT_EQ(gradient[FreeIndex(table, "f", Operator::kMeasuredBy, "x2")], 11);
  EXPECT_EQ(gradient[FreeIndex(table, "f", Operator::kMeasuredBy, "x3")], 9);
  EXPECT_EQ(gradient[FreeIndex(table, "f", Operator::kMeasuredBy, "x4")], 10);
}

TEST(LabelConstraintsTest, DefinedEffectsReferToRowsAndEarlierDefinitions) {
  const ParameterTable table = WithConstraint("product := a*b\ntwice := 2*product + one");
  ASSERT_EQ(table.defined.size(), 2u);
  EXPECT_EQ(table.defined[0].name, "product");
  ASSERT_EQ(table.defined[0].arguments.size(), 2u);
  EXPECT_EQ(table.rows[table.defined[0].arguments[0].row].label, "a");
  EXPECT_EQ(table.rows[table.defined[0].arguments[1].row].label, "b");
  ASSERT_EQ(table.defined[1].arguments.size(), 2u);
  EXPECT_EQ(table.defined[1].arguments[0].defined, 0);
  EXPECT_EQ(table.defined[1].arguments[0].row, -1);
  EXPECT_EQ(table.rows[table.defined[1].arguments[1].row].label, "one");
}

TEST(LabelConstraintsTest, UnknownLabelsAreNamedAllAtOnce) {
  Model model = ReadLavaan("f =~ x1 + loading*x2 + b*x3", "model.lav");
  model.constraints.push_back({"loadng", Operator::kEqual, "b", {"model.lav", 4, 1}});
  model.definitions.push_back({"effect", "b*zzz", {}, {"model.lav", 5, 1}});
  const Error error = ErrorOf([&] { MakeParameterTable(model, {}); });
  EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
  ASSERT_EQ(error.faults().size(), 2u);
  EXPECT_THAT(error.faults()[0].message,
              AllOf(HasSubstr("'loadng'"), HasSubstr("'loadng == b'"), HasSubstr("no label")));
  EXPECT_THAT(error.faults()[0].hint, HasSubstr("'loading'"));
  EXPECT_EQ(error.faults()[0].place.line, 4);
  EXPECT_THAT(error.faults()[1].message, AllOf(HasSubstr("'zzz'"), HasSubstr("b*zzz")));
  EXPECT_EQ(error.faults()[1].place.line, 5);
}

}  // namespace
}  // namespace trustsem
