#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "base/text.h"
#include "spec/velocity.h"
#include "spec/yaml_survey_parts.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

constexpr char kWhat[] = "a velocity specification";
constexpr char kFirstLine[] = "velocity: 1";
constexpr size_t kLeastItems = 3;
constexpr double kLeastWeight = 0.001, kMostWeight = 1000;
constexpr double kLatestWave = 1e6, kLeastGap = 1e-6;
constexpr int kMostReplicates = 100000;

std::vector<std::string> ComponentNames() {
  std::vector<std::string> names;
  for (int c = 0; c < kTrustComponents; ++c) names.push_back(ToString(TrustComponent(c)));
  return names;
}

// The component named, or nothing and a fault.
std::optional<TrustComponent> FindComponent(YamlValues& values, const YamlNode& node) {
  const std::string name = values.String(node, "a component");
  const std::vector<std::string> names = ComponentNames();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return TrustComponent(found - names.begin());
  if (node.kind == Kind::kScalar) {
    values.Report(node, fmt::format("there is no component '{}'", Excerpt(name)),
                  DidYouMean(name, names, "the components are " + JoinNames(names)));
  }
  return std::nullopt;
}

std::string ReadColumn(YamlValues& values, const YamlNode& node, std::string_view what) {
  const size_t before = values.faults().size();
  std::string column = values.String(node, what);
  if (column.empty() && values.faults().size() == before) {
    values.Report(node, fmt::format("expected {}, found nothing", what),
                  "name a column of the data");
  }
  return column;
}

VelocityItem ReadItem(YamlValues& values, const YamlNode& node) {
  VelocityItem item;
  item.place = values.PlaceOf(node);
  if (node.kind != Kind::kMap) {
    item.column = ReadColumn(values, node, "an item's column");
    return item;
  }
  values.Fields(node, "an item", {"column", "reversed"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "column") item.column = ReadColumn(values, value, "an item's column");
                  if (key == "reversed") {
                    item.reversed = values.Boolean(value, "'reversed'").value_or(false);
                  }
                });
  if (item.column.empty()) {
    values.Report(node, "the item has no column", "add 'column', the item's name in the data");
  }
  return item;
}

void ReadItems(YamlValues& values, const YamlNode& node, std::string_view component,
               std::vector<VelocityItem>* items) {
  items->clear();
  const size_t before = values.faults().size();
  for (const YamlNode& element : values.Elements(node, "items")) {
    items->push_back(ReadItem(values, element));
  }
  if (values.faults().size() > before || items->size() >= kLeastItems) return;
  values.Report(node,
                fmt::format("the component '{}' has {} item{}, fewer than three", component,
                            items->size(), items->size() == 1 ? "" : "s"),
                "a component is the mean of at least three items; name three columns");
}

void ReadComponents(YamlValues& values, const YamlNode& node, VelocitySpecification* velocity) {
  std::set<TrustComponent> seen;
  values.NamedFields(node, "components", true, [&](const YamlNode& name, const YamlNode& value) {
    const std::optional<TrustComponent> which = FindComponent(values, name);
    if (!which) return;
    seen.insert(*which);
    VelocityComponent& component = velocity->components[size_t(*which)];
    component.place = values.PlaceOf(name);
    bool items = false;
    values.Fields(value, "a component", {"label", "items", "weight"},
                  [&](const std::string& key, const YamlNode& field) {
                    if (key == "label") component.label = values.Texts(field, "a label");
                    if (key == "weight") {
                      component.weight = values.Number(field, "a weight").value_or(1);
                      if (!(component.weight >= kLeastWeight && component.weight <= kMostWeight)) {
                        values.Report(field,
                                      fmt::format("the weight {} does not lie between {} and {}",
                                                  field.text, kLeastWeight, kMostWeight),
                                      "equal weights are the formula's");
                      }
                    }
                    if (key != "items") return;
                    items = true;
                    ReadItems(values, field, name.text, &component.items);
                  });
    if (!items) {
      values.Report(name, fmt::format("the component '{}' has no items", name.text),
                    "add 'items', a list of at least three columns");
    }
  });
  for (int c = 0; c < kTrustComponents; ++c) {
    if (seen.contains(TrustComponent(c))) continue;
    values.Report(node, fmt::format("the component '{}' is missing", ToString(TrustComponent(c))),
                  "the index is the sum of four components; give each its items");
  }
}

void ReadTime(YamlValues& values, const YamlNode& node, VelocitySpecification* velocity) {
  values.Fields(node, "the time", {"interactions", "first_date", "date"},
                [&](const std::string& key, const YamlNode& value) {
                  const std::string column = ReadColumn(values, value, "a column");
                  if (key == "interactions") velocity->interactions = column;
                  if (key == "first_date") velocity->first_date = column;
                  if (key == "date") velocity->date = column;
                });
  const bool interactions = !velocity->interactions.empty();
  const bool dates = !velocity->first_date.empty() || !velocity->date.empty();
  if (interactions && dates) {
    values.Report(node, "the time is given both in interactions and in dates",
                  "keep one of the two: times of different units are never mixed");
  } else if (dates && (velocity->first_date.empty() || velocity->date.empty())) {
    values.Report(node, "the time in months needs two dates",
                  "give 'first_date', of the first contact, and 'date', of the response");
  } else if (!interactions && !dates) {
    values.Report(node, "the time has no column",
                  "write {interactions: column} or {first_date: column, date: column}");
  }
  velocity->time = dates ? VelocityTime::kMonths : VelocityTime::kInteractions;
}

void ReadKeys(YamlValues& values, const YamlNode& node, VelocitySpecification* velocity) {
  VelocityKeys& keys = velocity->keys;
  const std::map<std::string, std::string*> columns = {
      {"account", &keys.account}, {"salesperson", &keys.salesperson},
      {"segment", &keys.segment}, {"market", &keys.market},
      {"stage", &keys.stage},     {"wave", &keys.wave}};
  std::map<std::string, std::string> used;
  values.Fields(node, "the keys", {"account", "salesperson", "segment", "market", "stage", "wave"},
                [&](const std::string& key, const YamlNode& value) {
                  std::string& column = *columns.at(key);
                  column = ReadColumn(values, value, "a key's column");
                  const auto [first, is_new] = used.emplace(column, key);
                  if (is_new || column.empty()) return;
                  values.Report(value,
                                fmt::format("the column '{}' is the key of both '{}' and '{}'",
                                            Excerpt(column), first->second, key),
                                "each key has a column of its own");
                });
}

void ReadWaves(YamlValues& values, const YamlNode& node, VelocitySpecification* velocity) {
  values.Fields(node, "the waves", {"unit", "times"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "unit") velocity->wave_unit = values.Texts(value, "a unit");
                  if (key != "times") return;
                  values.NamedFields(value, "times of waves", false,
                                     [&](const YamlNode& name, const YamlNode& time) {
                                       VelocityWave wave;
                                       wave.value = name.text;
                                       wave.time = values.Number(time, "a time").value_or(0);
                                       velocity->waves.push_back(std::move(wave));
                                     });
                });
  std::vector<VelocityWave>& waves = velocity->waves;
  std::stable_sort(waves.begin(), waves.end(),
                   [](const VelocityWave& a, const VelocityWave& b) { return a.time < b.time; });
  if (!waves.empty() && waves[0].time < 0) {
    values.Report(node,
                  fmt::format("the wave '{}' is at the time {}", waves[0].value, waves[0].time),
                  "times begin at 0 or later");
  }
  if (!waves.empty() && waves.back().time > kLatestWave) {
    values.Report(
        node, fmt::format("the wave '{}' is at the time {}", waves.back().value, waves.back().time),
        "times are numbers such as months, at most a million");
  }
  for (size_t w = 1; w < waves.size(); ++w) {
    if (waves[w].time >= waves[w - 1].time + kLeastGap) continue;
    values.Report(node,
                  fmt::format("the waves '{}' and '{}' are both at the time {}", waves[w - 1].value,
                              waves[w].value, waves[w].time),
                  "each wave has a time of its own");
  }
}

void ReadStages(YamlValues& values, const YamlNode& node, VelocitySpecification* velocity) {
  values.NamedFields(node, "stages", false, [&](const YamlNode& name, const YamlNode& value) {
    VelocityStage stage;
    stage.value = name.text;
    values.Fields(value, "a stage", {"label", "emphasis"},
                  [&](const std::string& key, const YamlNode& field) {
                    if (key == "label") stage.label = values.Texts(field, "a label");
                    if (key != "emphasis") return;
                    for (const YamlNode* element : values.OneOrMore(field)) {
                      if (const auto which = FindComponent(values, *element)) {
                        stage.emphasis.push_back(*which);
                      }
                    }
                  });
    if (stage.emphasis.size() >= kTrustComponents) {
      values.Report(name, fmt::format("the stage '{}' emphasises every component", name.text),
                    "name one to three components");
    }
    velocity->stages.push_back(std::move(stage));
  });
}

void ReadThresholds(YamlValues& values, const YamlNode& node, VelocitySpecification* velocity) {
  std::vector<double>& thresholds = velocity->thresholds;
  thresholds.clear();
  for (const YamlNode* element : values.OneOrMore(node)) {
    const std::optional<double> threshold = values.Number(*element, "a threshold");
    if (!threshold) continue;
    if (!(*threshold > 0 && *threshold <= 100)) {
      values.Report(*element,
                    fmt::format("the threshold {} does not lie between 0 and 100", element->text),
                    "thresholds are scores above 0 and at most 100");
    }
    thresholds.push_back(*threshold);
  }
  std::sort(thresholds.begin(), thresholds.end());
  thresholds.erase(std::unique(thresholds.begin(), thresholds.end()), thresholds.end());
}

void ReadScale(YamlValues& values, const YamlNode& node, VelocitySpecification* velocity) {
  values.Fields(node, "the scale", {"minimum", "maximum"},
                [&](const std::string& key, const YamlNode& value) {
                  double& bound = key == "minimum" ? velocity->minimum : velocity->maximum;
                  bound = values.Number(value, "a number").value_or(bound);
                });
  if (velocity->minimum < velocity->maximum) return;
  values.Report(node,
                fmt::format("the scale runs from {} to {}", velocity->minimum, velocity->maximum),
                "the minimum is the lowest answer, the maximum the highest, such as 1 and 5");
}

void ReadLeast(YamlValues& values, const YamlNode& node, VelocitySpecification* velocity) {
  values.Fields(node, "'least'", {"accounts", "responses"},
                [&](const std::string& key, const YamlNode& value) {
                  int& least =
                      key == "accounts" ? velocity->least_accounts : velocity->least_responses;
                  least = values.Integer(value, "a number", 2, 1000000).value_or(least);
                });
}

// The mapping of the trust survey's items.
void UseDefaultComponents(VelocitySpecification* velocity) {
  const std::array<std::vector<std::string>, kTrustComponents> columns = {
      {{"comp1", "comp2", "trust1"},
       {"trust2", "trust3", "conf2"},
       {"rel1", "rel2", "rel3"},
       {"val1", "val3", "co2"}}};
  for (size_t c = 0; c < columns.size(); ++c) {
    for (const std::string& column : columns[c]) {
      velocity->components[c].items.push_back({column, false, velocity->place});
    }
  }
}

void UseDefaultLabels(VelocitySpecification* velocity) {
  const std::array<Text, kTrustComponents> labels = {{{"Professional trust", "专业信任"},
                                                      {"Vocational trust", "职业信任"},
                                                      {"Relationship trust", "关系信任"},
                                                      {"Benefit trust", "利益信任"}}};
  for (size_t c = 0; c < labels.size(); ++c) {
    Text& label = velocity->components[c].label;
    if (label.en.empty() && label.zh.empty()) label = labels[c];
  }
}

void ReadVelocityField(YamlValues& values, const std::string& key, const YamlNode& value,
                       VelocitySpecification* velocity) {
  if (key == "velocity") ReadYamlSurveyVersion(values, value, key);
  if (key == "name") velocity->name = values.Name(value, "a name");
  if (key == "title") velocity->title = values.Texts(value, "a title");
  if (key == "source") velocity->source = values.String(value, "a source");
  if (key == "scale") ReadScale(values, value, velocity);
  if (key == "missing") {
    for (const YamlNode* code : values.OneOrMore(value)) {
      if (const auto number = values.Number(*code, "a code")) {
        velocity->missing_codes.push_back(*number);
      }
    }
  }
  if (key == "components") ReadComponents(values, value, velocity);
  if (key == "time") ReadTime(values, value, velocity);
  if (key == "keys") ReadKeys(values, value, velocity);
  if (key == "waves") ReadWaves(values, value, velocity);
  if (key == "stages") ReadStages(values, value, velocity);
  if (key == "thresholds") ReadThresholds(values, value, velocity);
  if (key == "reported") velocity->reported_interactions = ReadColumn(values, value, "a column");
  if (key == "confidence") {
    velocity->confidence =
        ReadYamlProbability(values, value, "the confidence", velocity->confidence);
  }
  if (key == "replicates") {
    velocity->replicates =
        values.Integer(value, "a number of replicates", 100, kMostReplicates).value_or(1000);
  }
  if (key == "least") ReadLeast(values, value, velocity);
}

// An item counts once.
void CheckItems(YamlValues& values, const VelocitySpecification& velocity) {
  std::map<std::string, const char*> component_of;
  for (size_t c = 0; c < velocity.components.size(); ++c) {
    const char* name = ToString(TrustComponent(c));
    for (const VelocityItem& item : velocity.components[c].items) {
      const auto [first, is_new] = component_of.emplace(item.column, name);
      if (is_new || item.column.empty()) continue;
      values.faults().push_back({item.place,
                                 fmt::format("the item '{}' stands in '{}' and in '{}'",
                                             Excerpt(item.column), first->second, name),
                                 "an item belongs to one component, once"});
    }
  }
}

}  // namespace

VelocitySpecification ParseVelocity(const std::string& text, const std::string& file) {
  YamlValues values(file);
  const YamlNode root = ParseSurveyYaml(text, values, file, kWhat, kFirstLine);
  VelocitySpecification velocity;
  velocity.file = file;
  velocity.hash = Hash(text);
  velocity.place = values.PlaceOf(root);
  velocity.thresholds = {60, 70, 80};
  std::set<std::string> seen;
  values.Fields(
      root, kWhat,
      {"velocity", "name", "title", "source", "scale", "missing", "components", "time", "keys",
       "waves", "stages", "thresholds", "reported", "confidence", "replicates", "least"},
      [&](const std::string& key, const YamlNode& value) {
        seen.insert(key);
        ReadVelocityField(values, key, value, &velocity);
      });
  if (!seen.contains("components")) UseDefaultComponents(&velocity);
  CheckItems(values, velocity);
  UseDefaultLabels(&velocity);
  if (!seen.contains("time")) {
    values.Report(root, "the specification does not say what time is",
                  "add 'time: {interactions: column}' or 'time: {first_date: column, date: "
                  "column}'");
  }
  if (velocity.keys.account.empty()) {
    values.Report(root, "the specification has no key of accounts",
                  "add 'keys: {account: column}'");
  }
  if (!velocity.waves.empty() && velocity.keys.wave.empty()) {
    values.Report(root, "the waves have times, but no column", "add 'wave: column' to 'keys'");
  }
  if (!velocity.stages.empty() && velocity.keys.stage.empty()) {
    values.Report(root, "stages are described, but have no column",
                  "add 'stage: column' to 'keys'");
  }
  ThrowYamlFaults(values.faults());
  return velocity;
}

VelocitySpecification ReadVelocity(const std::string& path) {
  return ParseVelocity(ReadTextFile(path, ErrorKind::kSpecification, "the velocity specification"),
                       path);
}

}  // namespace trustsem
