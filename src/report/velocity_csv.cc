// Trust velocity as CSV: accounts, groups or responses.
#include <array>
#include <string>

#include "report/csv_field.h"
#include "report/velocity_words.h"
#include "report/write_velocity.h"
#include "velocity/responses.h"

namespace trustsem {
namespace {

class CsvLines {
 public:
  explicit CsvLines(const std::string& statement)
      : statement_(statement.empty() ? "" : CsvField(statement)) {}

  void Heading(const std::string& name) { Raw(name); }
  void EstimateHeading(const std::string& name) {
    for (const char* part : {"", "_se", "_ci_lower", "_ci_upper"}) Raw(name + part);
  }
  void Text(std::string_view text) { Raw(CsvField(text)); }
  void Number(double value) {
    Separate();
    AppendCsvNumber(value, &csv_);
  }
  void Bool(bool value) { Raw(value ? "true" : "false"); }
  void Estimate(const VelocityEstimate& estimate) {
    for (const double value : {estimate.value, estimate.error, estimate.lower, estimate.upper}) {
      Number(value);
    }
  }
  void EndHeadings() {
    if (!statement_.empty()) Raw("data_statement");
    End();
  }
  void EndLine() {
    if (!statement_.empty()) Raw(statement_);
    End();
  }
  std::string Take() { return std::move(csv_); }

 private:
  void Separate() {
    if (begun_) csv_ += ',';
    begun_ = true;
  }
  void Raw(const std::string& field) {
    Separate();
    csv_ += field;
  }
  void End() {
    csv_ += '\n';
    begun_ = false;
  }

  std::string statement_, csv_;
  bool begun_ = false;
};

void ComponentHeadings(bool estimates, CsvLines* csv) {
  for (int c = 0; c < kTrustComponents; ++c) {
    const char* name = ToString(static_cast<TrustComponent>(c));
    estimates ? csv->EstimateHeading(name) : csv->Heading(name);
  }
}

std::string Accounts(const VelocityResults& results) {
  CsvLines csv(results.data_statement);
  for (const char* name : {"rank", "account", "pace", "salesperson", "segment", "market", "stage",
                           "responses", "time"}) {
    csv.Heading(name);
  }
  for (const char* name : {"score", "velocity", "expected_gap", "change", "slope"}) {
    csv.EstimateHeading(name);
  }
  csv.Heading("weakest");
  csv.EstimateHeading("weakest_score");
  csv.Heading("weakest_is_clear");
  csv.EndHeadings();
  for (size_t i = 0; i < results.accounts.size(); ++i) {
    const AccountSummary& account = results.accounts[i];
    csv.Number(static_cast<double>(i + 1));
    csv.Text(GroupInData(results, VelocityLevel::kAccount, account.account));
    csv.Text(ToString(account.pace));
    csv.Text(GroupInData(results, VelocityLevel::kSalesperson, account.salesperson));
    csv.Text(GroupInData(results, VelocityLevel::kSegment, account.segment));
    csv.Text(GroupInData(results, VelocityLevel::kMarket, account.market));
    csv.Text(GroupInData(results, VelocityLevel::kStage, account.stage));
    csv.Number(account.responses);
    csv.Number(account.time);
    for (const VelocityEstimate* estimate :
         {&account.score, &account.velocity, &account.expected_gap, &account.change,
          &account.slope}) {
      csv.Estimate(*estimate);
    }
    // Of an account without scores no component is the weakest.
    const bool has_weakest = account.weakest_score.value == account.weakest_score.value;
    csv.Text(has_weakest ? ToString(account.weakest) : "");
    csv.Estimate(account.weakest_score);
    csv.Bool(has_weakest && account.weakest_is_clear);
    csv.EndLine();
  }
  return csv.Take();
}

std::string Levels(const VelocityResults& results) {
  CsvLines csv(results.data_statement);
  for (const char* name :
       {"level", "column", "group", "shown", "responses", "accounts", "mean_time"}) {
    csv.Heading(name);
  }
  for (const char* name : {"velocity", "score", "matched"}) csv.EstimateHeading(name);
  csv.Heading("matched_velocity");
  csv.Heading("share_matched");
  csv.EstimateHeading("shrunken");
  ComponentHeadings(true, &csv);
  csv.EstimateHeading("change");
  csv.EndHeadings();
  for (const VelocityLevelResults& level : results.levels) {
    for (const VelocityGroup& group : level.groups) {
      csv.Text(ToString(level.level));
      csv.Text(level.column);
      csv.Text(group.name);
      csv.Bool(group.shown);
      csv.Number(static_cast<double>(group.responses));
      csv.Number(static_cast<double>(group.accounts));
      // What is not shown has none, whatever else stands in the group.
      const VelocityGroup none;
      const VelocityGroup& numbers = group.shown ? group : none;
      const auto number = [&](double value) {
        csv.Number(group.shown ? value : std::numeric_limits<double>::quiet_NaN());
      };
      number(group.mean_time);
      csv.Estimate(numbers.velocity);
      csv.Estimate(numbers.score);
      csv.Estimate(numbers.matched);
      number(group.matched_velocity);
      number(group.share_matched);
      csv.Estimate(numbers.shrunken);
      for (const VelocityEstimate& component : numbers.components) csv.Estimate(component);
      csv.Estimate(numbers.change);
      csv.EndLine();
    }
  }
  return csv.Take();
}

std::string FlagNames(uint32_t flags) {
  std::string names;
  for (const FlagEntry& entry : FlagEntries()) {
    if ((flags & entry.flag) != 0) names += (names.empty() ? "" : " ") + std::string(entry.name);
  }
  return names;
}

std::string Responses(const VelocityResults& results) {
  static constexpr std::array<VelocityLevel, 5> kLevels = {
      VelocityLevel::kAccount, VelocityLevel::kSalesperson, VelocityLevel::kSegment,
      VelocityLevel::kMarket, VelocityLevel::kStage};
  CsvLines csv(results.data_statement);
  csv.Heading("row");
  for (const VelocityLevel level : kLevels) csv.Heading(ToString(level));
  csv.Heading("wave");
  csv.Heading("flags");
  ComponentHeadings(false, &csv);
  csv.EstimateHeading("score");
  csv.Heading("time");
  csv.EstimateHeading("velocity");
  csv.EndHeadings();
  for (const VelocityResponse& response : results.responses) {
    csv.Number(static_cast<double>(response.row));
    for (const VelocityLevel level : kLevels) {
      csv.Text(GroupInData(results, level, response.member[static_cast<size_t>(level)]));
    }
    const auto wave = static_cast<size_t>(response.wave);
    csv.Text(response.wave >= 0 && wave < results.wave_names.size() ? results.wave_names[wave]
                                                                    : "");
    csv.Text(FlagNames(response.flags));
    for (const double score : response.components) csv.Number(score);
    csv.Estimate(ScoreOf(response, results.specification.confidence));
    csv.Number(response.time);
    csv.Estimate(IndexOf(response, results.specification.confidence));
    csv.EndLine();
  }
  return csv.Take();
}

}  // namespace

std::string WriteVelocityCsv(const VelocityResults& results, VelocityCsv lines) {
  switch (lines) {
    case VelocityCsv::kAccounts:
      break;
    case VelocityCsv::kLevels:
      return Levels(results);
    case VelocityCsv::kResponses:
      return Responses(results);
  }
  return Accounts(results);
}

}  // namespace trustsem
