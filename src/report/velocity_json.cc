// Trust velocity as one JSON object.
#include "report/velocity_json.h"

#include <array>

#include "report/json_parts.h"
#include "report/velocity_words.h"
#include "report/write_velocity.h"
#include "velocity/responses.h"

namespace trustsem {
namespace {

using Layout = JsonWriter::Layout;

constexpr std::array<VelocityLevel, 5> kKeyLevels = {
    VelocityLevel::kAccount, VelocityLevel::kSalesperson, VelocityLevel::kSegment,
    VelocityLevel::kMarket, VelocityLevel::kStage};

const char* ComponentId(size_t component) {
  return ToString(static_cast<TrustComponent>(component));
}

void WriteComponentNames(JsonWriter& json, std::string_view key,
                         const std::vector<TrustComponent>& components) {
  json.Key(key);
  json.BeginArray();
  for (const TrustComponent component : components) json.String(ToString(component));
  json.EndArray();
}

void WriteKeys(JsonWriter& json, const VelocityKeys& keys) {
  json.Key("keys");
  json.BeginObject();
  json.Member("account", keys.account);
  json.Member("salesperson", keys.salesperson);
  json.Member("segment", keys.segment);
  json.Member("market", keys.market);
  json.Member("stage", keys.stage);
  json.Member("wave", keys.wave);
  json.EndObject();
}

void WriteMapping(JsonWriter& json, const VelocitySpecification& specification) {
  json.Key("components");
  json.BeginArray(Layout::kLines);
  for (size_t c = 0; c < kTrustComponents; ++c) {
    const VelocityComponent& component = specification.components[c];
    json.BeginObject();
    json.Member("component", ComponentId(c));
    WriteTextMember(json, "label", component.label);
    json.Member("weight", component.weight);
    json.Key("items");
    json.BeginArray();
    for (const VelocityItem& item : component.items) {
      json.BeginObject();
      json.Member("column", item.column);
      json.Member("reversed", item.reversed);
      json.EndObject();
    }
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
}

void WriteWavesAndStages(JsonWriter& json, const VelocitySpecification& specification) {
  json.Key("waves");
  json.BeginArray(Layout::kLines);
  for (const VelocityWave& wave : specification.waves) {
    json.BeginObject();
    json.Member("value", wave.value);
    WriteTextMember(json, "label", wave.label);
    json.Member("time", wave.time);
    json.EndObject();
  }
  json.EndArray();
  WriteTextMember(json, "wave_unit", specification.wave_unit);
  json.Key("stages");
  json.BeginArray(Layout::kLines);
  for (const VelocityStage& stage : specification.stages) {
    json.BeginObject();
    json.Member("value", stage.value);
    WriteTextMember(json, "label", stage.label);
    WriteComponentNames(json, "emphasis", stage.emphasis);
    json.EndObject();
  }
  json.EndArray();
}

void WriteSpecification(JsonWriter& json, const VelocitySpecification& specification) {
  json.Key("specification");
  json.BeginObject(Layout::kLines);
  json.Member("name", specification.name);
  WriteTextMember(json, "title", specification.title);
  json.Member("source", specification.source);
  json.Member("file", specification.file);
  json.Member("hash", specification.hash);
  json.Member("minimum", specification.minimum);
  json.Member("maximum", specification.maximum);
  json.Key("missing_codes");
  json.BeginArray();
  for (const double code : specification.missing_codes) json.Number(code);
  json.EndArray();
  WriteMapping(json, specification);
  json.Member("time", specification.time == VelocityTime::kMonths ? "months" : "interactions");
  json.Member("interactions", specification.interactions);
  json.Member("first_date", specification.first_date);
  json.Member("date", specification.date);
  WriteKeys(json, specification.keys);
  WriteWavesAndStages(json, specification);
  json.Key("thresholds");
  json.BeginArray();
  for (const double threshold : specification.thresholds) json.Number(threshold);
  json.EndArray();
  json.Member("confidence", specification.confidence);
  json.Member("replicates", specification.replicates);
  json.Member("least_accounts", specification.least_accounts);
  json.Member("least_responses", specification.least_responses);
  json.EndObject();
}

void WriteRows(JsonWriter& json, const VelocityResults& results) {
  json.Key("rows");
  json.BeginObject(Layout::kLines);
  json.Member("read", static_cast<double>(results.rows_read));
  json.Member("used", static_cast<double>(results.rows_used));
  json.Member("rejected", static_cast<double>(results.rows_rejected));
  json.Member("without_index", static_cast<double>(results.rows_without_index));
  json.Key("flags");
  json.BeginArray(Layout::kLines);
  for (const FlaggedRows& rows : CountFlags(results)) {
    json.BeginObject();
    json.Member("flag", rows.entry->name);
    json.Member("rejected", (rows.entry->flag & kRejected) != 0);
    json.Member("count", static_cast<double>(rows.count));
    json.Key("first_rows");
    json.BeginArray();
    for (const int64_t row : rows.first) json.Number(static_cast<double>(row));
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

void WriteReliability(JsonWriter& json, const VelocityResults& results) {
  json.Key("reliability");
  json.BeginArray(Layout::kLines);
  for (size_t c = 0; c < kTrustComponents; ++c) {
    const ComponentReliability& own = results.reliability[c];
    json.BeginObject();
    json.Member("component", ComponentId(c));
    json.Member("responses", static_cast<double>(own.responses));
    json.Member("omega", own.omega);
    json.Member("se_measurement", own.error);
    json.Member("mean", own.mean);
    json.Member("sd", own.deviation);
    json.Key("loadings");
    json.BeginArray();
    for (const double loading : own.loadings) json.Number(loading);
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.Member("score_se_measurement", results.score_error);
}

void WriteStrata(JsonWriter& json, const VelocityResults& results) {
  json.Member("reference_time", results.reference_time);
  json.Key("time_strata");
  json.BeginArray(Layout::kLines);
  for (const TimeStratum& stratum : results.time_strata) {
    json.BeginObject();
    json.Member("lowest_time", stratum.lowest_time);
    json.Member("highest_time", stratum.highest_time);
    json.Member("responses", static_cast<double>(stratum.responses));
    json.Member("mean_time", stratum.mean_time);
    WriteEstimate(json, "score", stratum.score);
    WriteEstimate(json, "velocity", stratum.velocity);
    json.Member("constant_velocity", stratum.constant_velocity);
    json.EndObject();
  }
  json.EndArray();
}

void WriteGroup(JsonWriter& json, const VelocityGroup& group) {
  json.BeginObject();
  json.Member("group", group.name);
  json.Member("shown", group.shown);
  json.Member("responses", static_cast<double>(group.responses));
  json.Member("accounts", static_cast<double>(group.accounts));
  if (group.shown) {
    json.Member("mean_time", group.mean_time);
    WriteEstimate(json, "velocity", group.velocity);
    WriteEstimate(json, "score", group.score);
    WriteEstimate(json, "matched", group.matched);
    json.Member("matched_velocity", group.matched_velocity);
    json.Member("share_matched", group.share_matched);
    WriteEstimate(json, "shrunken", group.shrunken);
    for (size_t c = 0; c < kTrustComponents; ++c) {
      WriteEstimate(json, ComponentId(c), group.components[c]);
    }
    WriteEstimate(json, "change", group.change);
  }
  json.EndObject();
}

void WriteLevels(JsonWriter& json, const VelocityResults& results) {
  json.Key("levels");
  json.BeginArray(Layout::kLines);
  for (const VelocityLevelResults& level : results.levels) {
    json.BeginObject(Layout::kLines);
    json.Member("level", ToString(level.level));
    json.Member("column", level.column);
    json.Key("groups");
    json.BeginArray(Layout::kLines);
    for (const VelocityGroup& group : level.groups) WriteGroup(json, group);
    json.EndArray();
    json.EndObject();
  }
  json.EndArray();
  json.Member("between_salespersons", results.between_salespersons);
}

void WriteDifferences(JsonWriter& json, const VelocityResults& results) {
  json.Key("differences");
  json.BeginArray(Layout::kLines);
  for (const VelocityDifference& difference : results.differences) {
    json.BeginObject();
    json.Member("level", ToString(difference.level));
    json.Member("first", GroupInData(results, difference.level, difference.first));
    json.Key("second");
    if (difference.second < 0) {
      json.Number(std::numeric_limits<double>::quiet_NaN());
    } else {
      json.String(GroupInData(results, difference.level, difference.second));
    }
    WriteEstimate(json, "difference", difference.difference);
    json.Member("pvalue", difference.p);
    json.Member("pvalue_adjusted", difference.adjusted_p);
    json.EndObject();
  }
  json.EndArray();
  json.Key("stage_profiles");
  json.BeginArray(Layout::kLines);
  for (const StageProfile& profile : results.stage_profiles) {
    json.BeginObject();
    json.Member("stage", GroupInData(results, VelocityLevel::kStage, profile.stage));
    WriteComponentNames(json, "emphasis", profile.emphasis);
    WriteEstimate(json, "lead", profile.lead);
    json.Member("pvalue", profile.p);
    json.Member("pvalue_adjusted", profile.adjusted_p);
    json.EndObject();
  }
  json.EndArray();
}

void WriteAccounts(JsonWriter& json, const VelocityResults& results) {
  json.Key("accounts");
  json.BeginArray(Layout::kLines);
  for (size_t i = 0; i < results.accounts.size(); ++i) {
    const AccountSummary& account = results.accounts[i];
    const std::array<int, 5> groups = {account.account, account.salesperson, account.segment,
                                       account.market, account.stage};
    json.BeginObject();
    json.Member("rank", static_cast<double>(i + 1));
    for (size_t l = 0; l < kKeyLevels.size(); ++l) {
      json.Member(ToString(kKeyLevels[l]), GroupInData(results, kKeyLevels[l], groups[l]));
    }
    json.Member("pace", ToString(account.pace));
    json.Member("responses", account.responses);
    json.Member("time", account.time);
    WriteEstimate(json, "score", account.score);
    WriteEstimate(json, "velocity", account.velocity);
    WriteEstimate(json, "expected_gap", account.expected_gap);
    WriteEstimate(json, "change", account.change);
    WriteEstimate(json, "slope", account.slope);
    const bool has_weakest = account.weakest_score.value == account.weakest_score.value;
    json.Member("weakest", has_weakest ? ToString(account.weakest) : "");
    WriteEstimate(json, "weakest_score", account.weakest_score);
    json.Member("weakest_is_clear", has_weakest && account.weakest_is_clear);
    json.EndObject();
  }
  json.EndArray();
}

void WriteResponses(JsonWriter& json, const VelocityResults& results) {
  json.Key("responses");
  json.BeginArray(Layout::kLines);
  for (const VelocityResponse& response : results.responses) {
    json.BeginObject();
    json.Member("row", static_cast<double>(response.row));
    for (const VelocityLevel level : kKeyLevels) {
      json.Member(ToString(level),
                  GroupInData(results, level, response.member[static_cast<size_t>(level)]));
    }
    const auto wave = static_cast<size_t>(response.wave);
    const bool known = response.wave >= 0 && wave < results.wave_names.size();
    json.Member("wave", known ? std::string_view(results.wave_names[wave]) : std::string_view());
    json.Key("flags");
    json.BeginArray();
    for (const FlagEntry& entry : FlagEntries()) {
      if ((response.flags & entry.flag) != 0) json.String(entry.name);
    }
    json.EndArray();
    for (size_t c = 0; c < kTrustComponents; ++c) {
      json.Member(ComponentId(c), response.components[c]);
    }
    const double confidence = results.specification.confidence;
    WriteEstimate(json, "score", ScoreOf(response, confidence));
    json.Member("time", response.time);
    WriteEstimate(json, "velocity", IndexOf(response, confidence));
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace

std::string WriteVelocityJson(const VelocityResults& results, bool responses) {
  JsonWriter json;
  json.BeginObject(Layout::kLines);
  BeginProgram(json);
  WriteOptions(json, results.options);
  WriteDataOrigin(json, results.data_file, results.data_hash, results.data_statement);
  json.EndObject();
  json.Member("statement", PhraseText(VelocityPhrase::kStatement, Language::kEnglish));
  WriteSpecification(json, results.specification);
  WriteRows(json, results);
  WriteReliability(json, results);
  WriteStrata(json, results);
  WriteLevels(json, results);
  WriteDifferences(json, results);
  WriteGrowth(json, results);
  WriteTimeToTrust(json, results.time_to_trust);
  WriteAccounts(json, results);
  if (responses) WriteResponses(json, results);
  WriteWarnings(json, results.notes);
  json.EndObject();
  return json.text() + "\n";
}

}  // namespace trustsem
