#include "inference/modification_indices.h"

#include <gmock/gmock.h>

#include "inference/chi_square.h"
#include "tests/support/fitted.h"

namespace trustsem {
namespace {

const ModificationIndex* Find(const std::vector<ModificationIndex>& indices, const std::string& lhs,
                              Operator op, const std::string& rhs, int group = 1) {
  for (const ModificationIndex& index : indices) {
    if (index.lhs == lhs && index.op == op && index.rhs == rhs && index.group == group) {
      return &index;
    }
  }
  return nullptr;
}

// lavaan: modindices(cfa(model, HolzingerSwineford1939), sort. = TRUE), the first six.
TEST(ModificationIndicesTest, NineItems) {
  const auto fit = FitLavaan(ThreeFactors(), HolzingerMoments(NineItems()));
  const std::vector<ModificationIndex> indices = ModificationIndices(*fit);
  EXPECT_EQ(indices.size(), 54u);
  struct Row {
    const char* lhs;
    Operator op;
    const char* rhs;
    double mi, epc, sepc_lv, sepc_all;
  };
  const Row expected[] = {
      {"visual", Operator::kMeasuredBy, "x9", 36.41101249, 0.5770215986, 0.5191001881,
       0.5152491882},
      {"x7", Operator::kCovariance, "x8", 34.14506667, 0.5364436596, 0.5364436596, 0.8591503385},
      {"visual", Operator::kMeasuredBy, "x7", 18.63064493, -0.4218626488, -0.3795160889,
       -0.3489089919},
      {"x8", Operator::kCovariance, "x9", 14.94637071, -0.423095435, -0.423095435, -0.8052016471},
      {"textual", Operator::kMeasuredBy, "x3", 9.150863665, -0.2716372248, -0.2688373293,
       -0.2380989359},
      {"x2", Operator::kCovariance, "x7", 8.917993883, -0.1827253205, -0.1827253205,
       -0.1919299235}};
  for (size_t i = 0; i < std::size(expected); ++i) {
    const ModificationIndex& index = indices[i];
    SCOPED_TRACE(expected[i].rhs);
    EXPECT_EQ(index.lhs, expected[i].lhs);
    EXPECT_EQ(index.op, expected[i].op);
    EXPECT_EQ(index.rhs, expected[i].rhs);
    // lavaan's own minimum is exact to about 1e-6.
    ExpectRelative(index.mi, expected[i].mi, 1e-5);
    ExpectRelative(index.epc, expected[i].epc, 1e-5);
    ExpectRelative(index.sepc_lv, expected[i].sepc_lv, 1e-5);
    ExpectRelative(index.sepc_all, expected[i].sepc_all, 1e-5);
    EXPECT_EQ(index.pvalue, ChiSquareUpperTail(index.mi, 1));
  }
}

// The score test by the book: the table with the candidate as one more free parameter, at the same
// point; s and I from its objective.
void ExpectScoreTests(const FittedModel& fit) {
  const std::vector<ModificationIndex> indices = ModificationIndices(fit);
  ASSERT_FALSE(indices.empty());
  const double n = fit.respondents();
  const int q = fit.free_parameters();
  for (const ModificationIndex& index : indices) {
    ParameterTable wider = fit.table;
    Parameter* row = nullptr;
    for (Parameter& candidate : wider.rows) {
      if (candidate.lhs == index.lhs && candidate.op == index.op && candidate.rhs == index.rhs &&
          candidate.group == index.group) {
        row = &candidate;
      }
    }
    double value = 0;
    if (row == nullptr) {
      wider.rows.emplace_back();
      row = &wider.rows.back();
      row->lhs = index.lhs;
      row->op = index.op;
      row->rhs = index.rhs;
      row->group = index.group;
    } else {
      value = row->fixed;
    }
    row->free = q;
    wider.free_parameters = q + 1;
    const StructuralModel model(wider, fit.moments,
                                fit.objective->estimator().unbiased_covariance());
    const Objective objective(model, fit.moments, fit.objective->estimator());
    Eigen::VectorXd theta(q + 1);
    theta << fit.solution.theta, value;
    ObjectiveWorkspace workspace;
    double f = kNan;
    Eigen::VectorXd gradient;
    Eigen::MatrixXd information;
    ASSERT_TRUE(objective.Evaluate(theta, &workspace, &f, &gradient, nullptr));
    ASSERT_TRUE(objective.UnitInformation(theta, false, &workspace, &information));
    Eigen::MatrixXd Z = Eigen::MatrixXd::Identity(q, q);
    if (fit.null_space.size() > 0) Z = fit.null_space;
    const Eigen::VectorXd cross = Z.transpose() * information.col(q).head(q);
    const Eigen::MatrixXd free = Z.transpose() * information.topLeftCorner(q, q) * Z;
    const double rest = information(q, q) - cross.dot(free.ldlt().solve(cross));
    const double score = -gradient[q];
    SCOPED_TRACE(index.lhs + " " + ToString(index.op) + " " + index.rhs);
    EXPECT_NEAR(index.mi, n * score * score / rest, 1e-7 * std::max(1.0, index.mi));
    EXPECT_NEAR(index.epc, score / rest, 1e-7 * std::max(1.0, std::abs(index.epc)));
  }
  for (size_t i = 1; i < indices.size(); ++i) EXPECT_GE(indices[i - 1].mi, indices[i].mi);
}

TEST(ModificationIndicesTest, ScoreTests) {
  const SampleMoments moments = HolzingerMoments(NineItems());
  const std::string paths = std::string(ThreeFactors()) + "speed ~ textual\ntextual ~ visual";
  ExpectScoreTests(*FitLavaan(paths, moments));
  ExpectScoreTests(*FitLavaan(paths, moments, {}, "GLS"));
  ExpectScoreTests(*FitLavaan(paths, moments, {}, "ULS"));
}

TEST(ModificationIndicesTest, ScoreTestsInGroupsUnderEqualities) {
  TableOptions options;
  options.mean_structure = true;
  options.equal = ParseEqualOverGroups({"loadings", "intercepts"});
  const SampleMoments moments = HolzingerMoments(NineItems(), "school");
  const auto fit = FitLavaan(ThreeFactors(), moments, options);
  ExpectScoreTests(*fit);
  // The marker, though fixed, is a restriction where loadings are equal.
  const std::vector<ModificationIndex> indices = ModificationIndices(*fit);
  EXPECT_NE(Find(indices, "visual", Operator::kMeasuredBy, "x1", 1), nullptr);
  EXPECT_NE(Find(indices, "visual", Operator::kMeasuredBy, "x1", 2), nullptr);
}

TEST(ModificationIndicesTest, ScoreTestsUnderConstraints) {
  const auto fit = FitLavaan(
      "visual =~ x1 + a*x2 + b*x3\ntextual =~ x4 + c*x5 + x6\nspeed =~ x7 + x8 + x9\n"
      "a == b^2\nc > 0.5",
      HolzingerMoments(NineItems()));
  ASSERT_GT(fit->null_space.size(), 0);
  ExpectScoreTests(*fit);
}

// For a small misspecification the index is the drop of chi-square, and the expected change the
// parameter.
TEST(ModificationIndicesTest, LocallyTheDropOfChiSquare) {
  const std::string model = ThreeFactors();
  const struct {
    const char* extra;
    const char* lhs;
    Operator op;
    const char* rhs;
  } cases[] = {{"x1 ~~ x8", "x1", Operator::kCovariance, "x8"},
               {"visual =~ x9", "visual", Operator::kMeasuredBy, "x9"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.extra);
    const ParameterTable wider = TableOf(model + c.extra);
    Eigen::VectorXd theta = PlausibleTheta(wider, 11);
    const double epsilon = 1e-3;
    theta[FreeIndex(wider, c.lhs, c.op, c.rhs)] = epsilon;
    const SampleMoments moments = ExactMoments(wider, theta, 1e6);
    const auto fit = FitLavaan(model, moments);
    const auto indices = ModificationIndices(*fit);
    const ModificationIndex* index = Find(indices, c.lhs, c.op, c.rhs);
    ASSERT_NE(index, nullptr);
    // The wider model fits exactly. Both approximations are of the order of epsilon.
    ExpectRelative(index->mi, 2 * 1e6 * fit->solution.value, 5e-3);
    ExpectRelative(index->epc, epsilon, 5e-3);
  }
}

TEST(ModificationIndicesTest, WhatTheFreeParametersCanDoIsNoCandidate) {
  const auto fit = FitLavaan(ThreeFactors(), HolzingerMoments(NineItems()));
  const auto indices = ModificationIndices(*fit);
  EXPECT_EQ(Find(indices, "visual", Operator::kMeasuredBy, "x1"), nullptr);
  EXPECT_EQ(Find(indices, "visual", Operator::kMeasuredBy, "x2"), nullptr);
  for (const ModificationIndex& index : indices) EXPECT_NE(index.op, Operator::kRegression);
}

}  // namespace
}  // namespace trustsem
