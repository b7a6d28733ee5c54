#include <gmock/gmock.h>

#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using ::testing::IsSupersetOf;

std::vector<std::string> FreeRows(const ParameterTable& table, int group) {
  std::vector<std::string> rows;
  for (const Parameter& row : table.rows) {
    if (row.group == group && row.free >= 0 && table.IsAuxiliary(row.lhs)) {
      rows.push_back(Describe(row, 1));
    }
  }
  return rows;
}

TEST(AuxiliaryRows, SaturateTheirMoments) {
  TableOptions options;
  options.mean_structure = true;
  options.fixed_x = false;
  options.auxiliary = {"u", "v"};
  const ParameterTable table = TableOf("f =~ a + b + c\nf ~ x", options);
  EXPECT_THAT(table.observed, ::testing::ElementsAre("a", "b", "c", "x", "u", "v"));
  EXPECT_EQ(table.OwnVariables(), 4);
  const std::vector<std::string> rows = FreeRows(table, 1);
  EXPECT_EQ(rows.size(), 3u + 2 * 4 + 2);
  EXPECT_THAT(rows, IsSupersetOf({"u ~~ u", "u ~~ v", "v ~~ v", "u ~~ a", "v ~~ x", "u ~1"}));
}

// What is held equal is held of the model: the auxiliary variables stay free in every group.
TEST(AuxiliaryRows, AreNotHeldEqualOverGroups) {
  TableOptions options;
  options.groups = 2;
  options.mean_structure = true;
  options.auxiliary = {"u"};
  options.equal =
      ParseEqualOverGroups({"loadings", "intercepts", "residuals", "residual_covariances"});
  const ParameterTable with = TableOf("f =~ a + b + c", options);
  options.auxiliary.clear();
  const ParameterTable without = TableOf("f =~ a + b + c", options);
  EXPECT_EQ(with.free_parameters - without.free_parameters, 2 * (1 + 3 + 1));
}

}  // namespace
}  // namespace trustsem
