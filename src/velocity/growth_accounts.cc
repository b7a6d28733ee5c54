#include "velocity/growth_accounts.h"

#include <algorithm>
#include <cmath>

#include "study/scores.h"
#include "velocity/growth_model.h"

namespace trustsem {

std::vector<AccountSlope> PredictSlopes(const GrowthInput& input, const TrustPanel& panel,
                                        const FittedModel& fit, const GrowthBasis& basis) {
  ScoreTable table;
  table.method = ScoreMethod::kRegression;
  table.constructs = fit.table.constructs;
  for (size_t row = 0; row < panel.rows.size(); ++row) {
    table.respondents.push_back({static_cast<int64_t>(row) + 1, 0, true});
  }
  FillScores(fit, panel.sample, fit.threads, &table);
  const auto place = [&](const char* construct) {
    return std::find(table.constructs.begin(), table.constructs.end(), construct) -
           table.constructs.begin();
  };
  const Eigen::Index intercept = place(kGrowthIntercept), slope = place(kGrowthSlope);
  std::vector<AccountSlope> accounts;
  for (size_t row = 0; row < panel.rows.size(); ++row) {
    const auto column = static_cast<Eigen::Index>(row);
    if (std::isnan(table.scores(slope, column))) continue;
    AccountSlope account;
    account.account = input.account[static_cast<size_t>(panel.rows[row])];
    account.slope = basis.slope_share() * table.scores(slope, column);
    account.error = basis.slope_share() * table.errors(slope, column);
    account.intercept =
        table.scores(intercept, column) + basis.intercept_share() * table.scores(slope, column);
    accounts.push_back(account);
  }
  return accounts;
}

}  // namespace trustsem
