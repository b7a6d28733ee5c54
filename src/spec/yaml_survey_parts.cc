#include "spec/yaml_survey_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <tuple>

#include "base/text.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

constexpr size_t kLongestFile = 4u << 20;  // bytes
constexpr int kNewestVersion = 1;

// A column's name: any text that is not empty.
std::string ReadColumnName(YamlValues& values, const YamlNode& node, std::string_view what) {
  const size_t before = values.faults().size();
  std::string name = values.String(node, what);
  if (name.empty() && values.faults().size() == before) {
    values.Report(node, fmt::format("expected {}, found nothing", what), "name a column");
  }
  return name;
}

// A number, or the text of a date or an answer.
void ReadBound(YamlValues& values, const YamlNode& node, double* number, std::string* text) {
  if (node.kind == Kind::kScalar && !Trim(node.text).empty() && !ParseYamlNumber(node.text)) {
    *text = node.text;
    return;
  }
  if (const auto bound = values.NumberOrInfinity(node, "a bound")) *number = *bound;
}

void ReadRange(YamlValues& values, const YamlNode& node, Condition* condition) {
  values.Fields(node, "a condition", {"min", "max", "values"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "values") {
                    condition->values = ReadYamlAnswers(values, value);
                    return;
                  }
                  if (key == "min") {
                    ReadBound(values, value, &condition->minimum, &condition->minimum_text);
                  } else {
                    ReadBound(values, value, &condition->maximum, &condition->maximum_text);
                  }
                });
  if (node.fields.empty()) {
    values.Report(node, "the condition says nothing", "write answers, or {min: 1, max: 5}");
  } else if (!condition->values.empty() && node.fields.size() > 1) {
    values.Report(node, "the condition has both answers and bounds", "keep one of the two");
  } else if (condition->minimum > condition->maximum) {
    values.Report(node,
                  fmt::format("the minimum {} is above the maximum {}", condition->minimum,
                              condition->maximum),
                  "change 'min' or 'max'");
  }
}

}  // namespace

void ThrowYamlFaults(std::vector<Fault> faults) {
  if (faults.empty()) return;
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  throw Error(ErrorKind::kSpecification, std::move(faults));
}

YamlNode ParseSurveyYaml(const std::string& text, YamlValues& values, const std::string& file,
                         std::string_view what, std::string_view first) {
  if (text.size() > kLongestFile) {
    ThrowYamlFaults(
        {{Place{file, 0, 0}, fmt::format("the file is {} bytes long, more than 4 MB", text.size()),
          fmt::format("{} is a YAML file; is this a data file?", what)}});
  }
  std::optional<YamlNode> root = ParseYamlTree(text, file, &values.faults());
  if (!root) ThrowYamlFaults(values.faults());
  if (root->kind == Kind::kNull) {
    ThrowYamlFaults(
        {{Place{file, 1, 1}, "the file is empty", fmt::format("begin with '{}'", first)}});
  }
  if (root->kind != Kind::kMap) {
    ThrowYamlFaults({{values.PlaceOf(*root),
                      fmt::format("{} is a map (key: value), found {}", what, Describe(*root)),
                      fmt::format("begin with '{}'", first)}});
  }
  const std::string key(first.substr(0, first.find(':')));
  const bool has_version = std::any_of(root->fields.begin(), root->fields.end(),
                                       [&](const auto& field) { return field.first.text == key; });
  if (!has_version) {
    values.Report(*root, "the file does not say which version of the format it has",
                  fmt::format("add the line '{}' at its beginning", first));
  }
  return *std::move(root);
}

void ReadYamlSurveyVersion(YamlValues& values, const YamlNode& node, std::string_view key) {
  const std::optional<int> version = values.Integer(node, "the version of the format", 1, 1000000);
  if (version && *version > kNewestVersion) {
    values.Report(
        node,
        fmt::format("the file's version {} is later than {}, the newest known", *version,
                    kNewestVersion),
        fmt::format("use a newer trustsem, or write '{}: 1' if nothing newer is used", key));
  }
}

std::string ReadYamlFileName(YamlValues& values, const YamlNode& node, std::string_view what,
                             const std::string& file) {
  const std::string name = values.String(node, what);
  if (name.empty()) return name;
  return (std::filesystem::path(file).parent_path() / name).lexically_normal().string();
}

DesignOptions ReadYamlDesign(YamlValues& values, const YamlNode& node) {
  DesignOptions design;
  values.Fields(node, "a design", {"weights", "strata", "clusters", "lonely"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "lonely") {
                    const std::string lonely =
                        values.Choice(value, "a treatment of strata with one cluster",
                                      {"refuse", "adjust", "certainty"});
                    if (lonely == "adjust") design.lonely = LonelyCluster::kAdjust;
                    if (lonely == "certainty") design.lonely = LonelyCluster::kCertainty;
                    return;
                  }
                  if (value.kind == Kind::kNull) return;
                  std::string& column = key == "weights"  ? design.weights
                                        : key == "strata" ? design.strata
                                                          : design.clusters;
                  column = ReadColumnName(values, value, "a column's name");
                });
  return design;
}

double ReadYamlProbability(YamlValues& values, const YamlNode& node, std::string_view what,
                           double otherwise) {
  const std::optional<double> number = values.Number(node, what);
  if (!number) return otherwise;
  if (*number > 0 && *number < 1) return *number;
  values.Report(node, fmt::format("{} {} is not between 0 and 1", what, node.text),
                fmt::format("write a fraction, such as {}", otherwise));
  return otherwise;
}

std::vector<std::string> ReadYamlAnswers(YamlValues& values, const YamlNode& node) {
  std::vector<std::string> answers;
  std::set<std::string> seen;
  for (const YamlNode* element : values.OneOrMore(node)) {
    const size_t before = values.faults().size();
    std::string answer = values.String(*element, "an answer");
    if (values.faults().size() > before) continue;
    if (seen.insert(answer).second) {
      answers.push_back(std::move(answer));
    } else {
      values.Report(*element, fmt::format("the answer '{}' stands twice", Excerpt(answer)),
                    "name each answer once");
    }
  }
  if (node.kind == Kind::kSequence && node.elements.empty()) {
    values.Report(node, "the list of answers is empty", "name an answer at least");
  }
  return answers;
}

std::vector<Condition> ReadYamlConditions(YamlValues& values, const YamlNode& node) {
  std::vector<Condition> conditions;
  values.NamedFields(node, "conditions", false, [&](const YamlNode& key, const YamlNode& value) {
    Condition condition;
    condition.variable = ReadColumnName(values, key, "a variable");
    condition.place = values.PlaceOf(key);
    if (value.kind == Kind::kMap) {
      ReadRange(values, value, &condition);
    } else if (value.kind == Kind::kNull) {
      values.Report(key, fmt::format("the condition on '{}' says nothing", Excerpt(key.text)),
                    "write answers, or {min: 1, max: 5}");
    } else {
      condition.values = ReadYamlAnswers(values, value);
    }
    conditions.push_back(std::move(condition));
  });
  return conditions;
}

Base ReadYamlBase(YamlValues& values, const YamlNode& node) {
  Base base;
  values.Fields(node, "a base", {"where", "label"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "where") base.conditions = ReadYamlConditions(values, value);
                  if (key == "label") base.label = values.Texts(value, "a label");
                });
  return base;
}

}  // namespace trustsem
