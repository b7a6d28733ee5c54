// Made-up results of trust velocity for tests of their reports: the numbers are nobody's.
#ifndef TRUSTSEM_TESTS_SUPPORT_VELOCITY_RESULTS_H_
#define TRUSTSEM_TESTS_SUPPORT_VELOCITY_RESULTS_H_

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "velocity/velocity_results.h"

namespace trustsem {

inline VelocityEstimate MadeUp(double value, double half) {
  return {value, half / 1.96, value - half, value + half};
}

inline VelocitySpecification ExampleVelocitySpecification() {
  VelocitySpecification specification;
  specification.name = "panel";
  specification.title = {"Trust velocity of key accounts", "大客户信任速度"};
  specification.source = "S0, line 3";
  static constexpr const char* kItems[][3] = {{"comp1", "comp2", "trust1"},
                                              {"trust2", "trust3", "conf2"},
                                              {"rel1", "rel2", "rel3"},
                                              {"val1", "val3", "co2"}};
  for (size_t c = 0; c < kTrustComponents; ++c) {
    for (const char* item : kItems[c]) {
      specification.components[c].items.push_back({item, std::string(item) == "conf2", {}});
    }
  }
  specification.interactions = "n_interactions";
  specification.keys = {"account_id", "salesperson_id", "segment", "market", "stage", "wave"};
  for (int w = 0; w < 4; ++w) {
    const std::string value = std::to_string(w + 1);
    specification.waves.push_back(
        {value,
         {"Month " + std::to_string(3 * w), "第 " + std::to_string(3 * w) + " 月"},
         3.0 * w});
  }
  specification.wave_unit = {"months", "月"};
  specification.stages = {{"first",
                           {"First contact", "首次接触"},
                           {TrustComponent::kProfessional, TrustComponent::kVocational}},
                          {"build", {"Building", "建立关系"}, {TrustComponent::kRelationship}},
                          {"long", {"Long term", "长期合作"}, {TrustComponent::kBenefit}}};
  specification.thresholds = {60, 75};
  specification.reported_interactions = "n_int_to_trust";
  specification.file = "data/trust_panel.yaml";
  specification.hash = "3f2a91c0ffee";
  return specification;
}

inline VelocityGroup ExampleGroup(const std::string& name, double score, double time,
                                  int64_t accounts) {
  VelocityGroup group;
  group.name = name;
  group.accounts = accounts;
  group.responses = 3 * accounts;
  group.mean_time = time;
  group.score = MadeUp(score, 2.2);
  group.velocity = MadeUp(4 * score / time, 8.8 / time);
  group.matched = MadeUp(score - 1.5, 2.6);
  group.matched_velocity = 4 * (score - 1.5) / 6;
  group.share_matched = 0.9;
  for (size_t c = 0; c < kTrustComponents; ++c) {
    group.components[c] = MadeUp(score + 4 * (static_cast<double>(c) - 1.5), 2.8);
  }
  group.change = MadeUp(1.25, 0.5);
  return group;
}

inline std::vector<VelocityLevelResults> ExampleLevels() {
  std::vector<VelocityLevelResults> levels(6);
  levels[0] = {VelocityLevel::kTotal, "", {ExampleGroup("total", 63.2, 8, 400)}};
  levels[1] = {VelocityLevel::kAccount, "account_id", {}};
  for (int a = 0; a < 30; ++a) {
    VelocityGroup account = ExampleGroup("A" + std::to_string(100 + a), 40 + a, 3 + a, 1);
    levels[1].groups.push_back(account);
  }
  levels[2] = {VelocityLevel::kSalesperson, "salesperson_id", {}};
  for (int s = 0; s < 3; ++s) {
    VelocityGroup person = ExampleGroup("S" + std::to_string(s + 1), 60 + 3 * s, 7, 20 + s);
    person.shrunken = MadeUp(61 + s, 2);
    levels[2].groups.push_back(person);
  }
  VelocityGroup few;
  few.name = "S4";
  few.accounts = 4;
  few.responses = 12;
  few.shown = false;
  few.mean_time = few.matched_velocity = few.share_matched = std::nan("");
  levels[2].groups.push_back(few);
  levels[3] = {VelocityLevel::kSegment,
               "segment",
               {ExampleGroup("enterprise", 68, 9, 150), ExampleGroup("mid_market", 62, 8, 150),
                ExampleGroup("small_business", 55, 6, 100)}};
  levels[4] = {VelocityLevel::kMarket,
               "market",
               {ExampleGroup("CN", 64, 8, 200), ExampleGroup("US", 62, 8, 200)}};
  levels[5] = {VelocityLevel::kStage,
               "stage",
               {ExampleGroup("first", 55, 2, 400), ExampleGroup("build", 63, 7, 350),
                ExampleGroup("long", 70, 19, 300)}};
  return levels;
}

inline GrowthGroup ExampleGrowthGroup(const std::string& name, double start, double slope,
                                      int accounts) {
  GrowthGroup group;
  group.name = name;
  group.accounts = accounts;
  group.intercept_mean = MadeUp(start, 1.5);
  group.slope_mean = MadeUp(slope, 0.2);
  group.intercept_variance = MadeUp(80, 12);
  group.slope_variance = MadeUp(0.4, 0.1);
  group.covariance = MadeUp(-1.5, 0.9);
  for (int w = 0; w < 4; ++w) {
    group.trajectory.push_back(start + slope * 3 * w);
    group.trajectory_lower.push_back(start + slope * 3 * w - 1.6);
    group.trajectory_upper.push_back(start + slope * 3 * w + 1.6);
  }
  return group;
}

inline void SetFit(double chi_square, double bic, GrowthFit* fit) {
  fit->chi_square = chi_square;
  fit->degrees_of_freedom = 98;
  fit->p = 0.21;
  fit->cfi = 0.996;
  fit->rmsea = 0.014;
  fit->srmr = 0.031;
  fit->aic = bic - 120;
  fit->bic = bic;
  fit->log_likelihood = -bic / 2;
}

inline GrowthModel ExampleGrowthModel(GrowthShape shape, double bic) {
  GrowthModel model;
  model.shape = shape;
  model.converged = true;
  SetFit(109.5, bic, &model);
  SetFit(330.1, bic + 40, &model.segments_fit);
  model.everybody = ExampleGrowthGroup("", 58, 0.7, 400);
  model.segments = {ExampleGrowthGroup("enterprise", 60, 1.4, 150),
                    ExampleGrowthGroup("mid_market", 58, 0.6, 150),
                    ExampleGrowthGroup("small_business", 56, -0.9, 100)};
  model.differences = {{0, 1, MadeUp(0.8, 0.3), 0.0001, 0.0002},
                       {0, 2, MadeUp(2.3, 0.3), 1e-9, 3e-9},
                       {1, 2, MadeUp(1.5, 0.3), 1e-7, 2e-7}};
  for (int a = 0; a < 30; ++a) model.accounts.push_back({a, 0.1 * (a - 8), 0.3, 58});
  return model;
}

inline GrowthResults ExampleGrowth() {
  GrowthResults growth;
  growth.fitted = growth.robust = true;
  growth.times = {0, 3, 6, 9};
  growth.responses = {400, 340, 290, 245};
  growth.accounts = 400;
  growth.complete = 245;
  for (const char* name : {"configural", "loadings", "intercepts"}) {
    InvarianceStep step;
    SetFit(95, 31000, &step);
    step.name = name;
    step.holds = true;
    if (!growth.invariance.empty()) {
      step.difference = 8.5;
      step.difference_df = 9;
      step.difference_p = 0.48;
      step.cfi_change = -0.001;
    }
    growth.invariance.push_back(step);
  }
  growth.level = growth.segment_level = "intercepts";
  growth.segment_invariance = growth.invariance;
  growth.models = {ExampleGrowthModel(GrowthShape::kLinear, 31200),
                   ExampleGrowthModel(GrowthShape::kLogarithmic, 31260)};
  return growth;
}

inline TrustCurve ExampleCurve(const std::string& segment, double threshold, double pace) {
  TrustCurve curve;
  curve.segment = segment;
  curve.accounts = 120;
  curve.before_first = 30;
  curve.between = 60;
  curve.not_reached = 30;
  for (int t = 1; t <= 15; t += 2) {
    const double share = 1 - std::exp(-pace * t * 60 / threshold / 10);
    curve.points.push_back(
        {static_cast<double>(t),
         {share, 0.03, std::max(0.0, share - 0.06), share + 0.06 * (1 - share)}});
  }
  curve.median = {6, 1, 4, std::numeric_limits<double>::infinity()};
  curve.reached_by_five = MadeUp(0.45, 0.06);
  return curve;
}

inline TimeToTrustResults ExampleTimeToTrust() {
  TimeToTrustResults time;
  for (const double threshold : {60.0, 75.0}) {
    ThresholdResults results;
    results.threshold = threshold;
    results.everybody = ExampleCurve("", threshold, 1);
    results.segments = {ExampleCurve("enterprise", threshold, 1.6),
                        ExampleCurve("mid_market", threshold, 1),
                        ExampleCurve("small_business", threshold, 0.6)};
    results.p = 0.0004;
    time.thresholds.push_back(results);
  }
  // Fewer than half reach the higher one.
  time.thresholds[1].everybody.median = {std::numeric_limits<double>::infinity(), std::nan(""), 9,
                                         std::numeric_limits<double>::infinity()};
  time.reported = {true, "n_int_to_trust", 1450, MadeUp(0.537, 0.026)};
  return time;
}

inline std::vector<AccountSummary> ExampleAccounts() {
  static constexpr AccountPace kPaces[] = {AccountPace::kFalling, AccountPace::kSlow,
                                           AccountPace::kTypical, AccountPace::kFast,
                                           AccountPace::kUnknown};
  std::vector<AccountSummary> accounts;
  for (int a = 0; a < 30; ++a) {
    AccountSummary account;
    account.account = a;
    account.salesperson = a % 4;
    account.segment = a % 3;
    account.market = a % 2;
    account.stage = a % 3;
    account.responses = 4;
    account.time = 3 + a;
    account.score = MadeUp(40 + a, 8);
    account.velocity = MadeUp(4.0 * (40 + a) / (3 + a), 2);
    account.expected_gap = MadeUp(a - 15, 4);
    account.change = MadeUp(a - 10, 6);
    account.slope = MadeUp(0.1 * (a - 8), 0.6);
    account.pace = kPaces[a / 6];
    account.weakest = static_cast<TrustComponent>(a % 4);
    account.weakest_score = MadeUp(30 + a, 9);
    account.weakest_is_clear = a % 2 == 0;
    accounts.push_back(account);
  }
  return accounts;
}

inline std::vector<VelocityResponse> ExampleResponses() {
  std::vector<VelocityResponse> responses;
  for (int64_t i = 0; i < 120; ++i) {
    VelocityResponse response;
    const int account = static_cast<int>(i / 4), wave = static_cast<int>(i % 4);
    response.row = i + 1;
    response.member = {0, account, account % 4, account % 3, account % 2, std::min(wave, 2)};
    response.wave = wave;
    response.components = {60, 62, 55, 58};
    response.score = 56 + account % 3 + 2.0 * wave;
    response.time = 2 + 4 * wave;
    response.index = 4 * response.score / response.time;
    response.score_error = 4;
    if (i % 9 == 0) response.flags = kProratedComponent;
    if (i == 5) {
      response.flags = kTimeZero;
      response.time = 0;
      response.index = std::nan("");
    }
    if (i == 7) {
      response.flags = kFutureDate | kProratedComponent;
      response.components.fill(std::nan(""));
      response.score = response.time = response.index = response.score_error = std::nan("");
      response.member = {-1, -1, -1, -1, -1, -1};
    }
    responses.push_back(response);
  }
  return responses;
}

// Everything that there can be.
inline VelocityResults ExampleVelocityResults() {
  VelocityResults results;
  results.specification = ExampleVelocitySpecification();
  results.data_file = "data/trust_panel.csv";
  results.data_hash = "90ab11ce1234";
  results.data_statement = "Synthetic respondents; not a survey. 合成数据，非原调查数据。";
  results.options = {{"seed", "1"}, {"today", "2026-01-31"}};
  results.rows_read = 120;
  results.rows_used = 118;
  results.rows_rejected = 1;
  results.rows_without_index = 1;
  results.responses = ExampleResponses();
  for (size_t c = 0; c < kTrustComponents; ++c) {
    results.reliability[c] = {1500, 0.82, 9.1, 61.5, 20.3, {0.7, 0.8, 0.75}};
  }
  results.score_error = 4.6;
  results.reference_time = 6;
  results.time_strata = {{1, 3, 500, 2, MadeUp(57, 2), MadeUp(114, 4), 126.4},
                         {4, 8, 500, 6, MadeUp(63, 2), MadeUp(42, 1.4), 42.1},
                         {9, 30, 500, 15, MadeUp(69, 2), MadeUp(18.4, 0.6), 16.9}};
  results.levels = ExampleLevels();
  results.between_salespersons = 3.4;
  results.differences = {{VelocityLevel::kSegment, 0, 1, MadeUp(6, 3), 0.001, 0.002},
                         {VelocityLevel::kSegment, 0, -1, MadeUp(4, 3), 0.02, 0.04},
                         {VelocityLevel::kMarket, 0, 1, MadeUp(-1, 3), 0.51, 0.51}};
  results.stage_profiles = {
      {0, results.specification.stages[0].emphasis, MadeUp(-8, 2), 1e-6, 3e-6},
      {1, results.specification.stages[1].emphasis, MadeUp(2.7, 1), 0.0001, 0.0002},
      {2, results.specification.stages[2].emphasis, MadeUp(0.3, 1), 0.55, 0.55}};
  results.wave_names = {"1", "2", "3", "4"};
  results.growth = ExampleGrowth();
  results.time_to_trust = ExampleTimeToTrust();
  results.accounts = ExampleAccounts();
  results.notes = {{"small_segment", "A note on a segment", "ask more accounts"}};
  return results;
}

// One wave, no salespersons, and no number that exists.
inline VelocityResults EmptyVelocityResults() {
  VelocityResults results;
  const double none = std::nan("");
  for (size_t c = 0; c < kTrustComponents; ++c) {
    results.reliability[c] = {0, none, none, none, none, {none, none, none}};
  }
  results.score_error = results.reference_time = results.between_salespersons = none;
  VelocityGroup total;
  total.name = "total";
  total.mean_time = total.matched_velocity = total.share_matched = none;
  results.levels = {{VelocityLevel::kTotal, "", {total}}, {VelocityLevel::kAccount, "account", {}}};
  VelocityResponse response;
  response.row = 1;
  response.flags = kNoAccount | kTooFewComponents;
  response.components.fill(none);
  response.score = response.time = response.index = response.score_error = none;
  results.responses = {response};
  results.rows_read = results.rows_rejected = 1;
  results.time_strata = {{none, none, 0, none, {}, {}, none}};
  results.differences = {{VelocityLevel::kSegment, 0, -1, {}, none, none}};
  results.stage_profiles = {{0, {}, {}, none, none}};
  AccountSummary account;
  account.time = none;
  results.accounts = {account};
  results.wave_names = {"1"};
  results.growth.reason = "one wave only";
  ThresholdResults threshold;
  threshold.threshold = 60;
  threshold.everybody.points = {{none, {}}};
  threshold.p = none;
  results.time_to_trust.thresholds = {threshold};
  return results;
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_VELOCITY_RESULTS_H_
