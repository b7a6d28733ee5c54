#include <fmt/format.h>

#include "base/text.h"
#include "spec/yaml_sections.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

void ReadReversed(YamlValues& values, const YamlNode& node, Variable* variable) {
  if (node.kind != Kind::kSequence || node.elements.size() != 2) {
    values.Report(node, fmt::format("'reversed' is the scale's two ends, found {}", Describe(node)),
                  "write the lowest and the highest answer, '[1, 5]'");
    return;
  }
  const auto low = values.Number(node.elements[0], "the scale's lowest answer");
  const auto high = values.Number(node.elements[1], "the scale's highest answer");
  if (!low || !high) return;
  if (*low >= *high) {
    values.Report(node,
                  fmt::format("the scale's lowest answer {} is not below the highest {}",
                              node.elements[0].text, node.elements[1].text),
                  "write the lowest answer first, '[1, 5]'");
    return;
  }
  variable->reversed = {*low, *high};
}

void ReadField(YamlValues& values, const std::string& key, const YamlNode& value,
               Variable* variable) {
  if (key == "label") variable->label = values.Texts(value, "a label");
  if (key == "column") variable->column = values.String(value, "a column of the data");
  if (key == "reversed") ReadReversed(values, value, variable);
  if (key == "missing") variable->missing_codes = values.Numbers(value, "a missing code");
}

std::string HypothesisNeeds(const Hypothesis& hypothesis, bool has_expected) {
  if (hypothesis.name.empty()) return "name";
  if (hypothesis.about.empty()) return "about";
  return has_expected ? "" : "expected";
}

void ReadHypothesis(YamlValues& values, const YamlNode& node, Model* model) {
  Hypothesis hypothesis;
  hypothesis.place = values.PlaceOf(node);
  bool has_expected = false;
  const size_t before = values.faults().size();
  values.Fields(node, "a hypothesis", {"name", "about", "expected", "label", "source"},
                [&](const std::string& key, const YamlNode& value) {
                  if (key == "name") hypothesis.name = values.Name(value, "a hypothesis's name");
                  if (key == "about") {
                    hypothesis.about = values.String(value, "a path, a label or an effect");
                    hypothesis.place = values.PlaceOf(value);
                  }
                  if (key == "expected") {
                    has_expected = true;
                    const std::string sign =
                        values.Choice(value, "an expected sign", {"positive", "negative"});
                    hypothesis.expected = sign == "negative" ? Sign::kNegative : Sign::kPositive;
                  }
                  if (key == "label") hypothesis.label = values.Texts(value, "a label");
                  if (key == "source") hypothesis.source = ReadYamlSource(values, value);
                });
  if (values.faults().size() != before) return;  // what is lacking may be the misspelled key
  const std::string lacking = HypothesisNeeds(hypothesis, has_expected);
  if (!lacking.empty()) {
    values.Report(node, fmt::format("a hypothesis lacks the key '{}'", lacking),
                  "write {name: H1, about: A -> B, expected: positive}");
    return;
  }
  if (const auto arrow = ParseYamlArrow(hypothesis.about)) {
    if (arrow->arrow == "<=>") {
      values.Report(node, fmt::format("'{}' is two paths", Excerpt(hypothesis.about)),
                    "write one hypothesis for each, 'a -> b' and 'b -> a'");
      return;
    }
    const bool path = arrow->arrow == "->";
    hypothesis.op = path ? Operator::kRegression : Operator::kCovariance;
    hypothesis.lhs = path ? arrow->to : arrow->from;
    hypothesis.rhs = path ? arrow->from : arrow->to;
  }
  model->hypotheses.push_back(std::move(hypothesis));
}

}  // namespace

void ReadYamlItems(YamlValues& values, const YamlNode& node, Model* model) {
  values.NamedFields(node, "items", true, [&](const YamlNode& key, const YamlNode& value) {
    Variable variable;
    variable.name = key.text;
    variable.place = values.PlaceOf(key);
    if (value.kind == Kind::kScalar) {
      variable.label.en = value.text;  // `conf1: has a positive attitude`
    } else {
      values.Fields(value, "an item", {"label", "column", "reversed", "missing"},
                    [&](const std::string& field, const YamlNode& said) {
                      ReadField(values, field, said, &variable);
                    });
    }
    model->variables.push_back(std::move(variable));
  });
}

void ReadYamlConstraints(YamlValues& values, const YamlNode& node, Model* model) {
  for (const YamlNode& element : values.Elements(node, "a list of constraints")) {
    const std::string text = values.String(element, "a constraint such as 'a == b'");
    if (element.kind != Kind::kScalar) continue;
    const size_t position = text.find_first_of("=<>");
    const size_t end = text.find_first_not_of("=<>", position);
    const std::string sign =
        position == std::string::npos ? "" : text.substr(position, end - position);
    Constraint constraint;
    constraint.place = values.PlaceOf(element);
    if (sign == "==") {
      constraint.op = Operator::kEqual;
    } else if (sign == "<") {
      constraint.op = Operator::kLess;
    } else if (sign == ">") {
      constraint.op = Operator::kGreater;
    } else {
      values.Report(element, fmt::format("cannot read the constraint '{}'", Excerpt(text)),
                    "write two expressions of labels with '==', '<' or '>' between them");
      continue;
    }
    constraint.lhs = std::string(Trim(std::string_view(text).substr(0, position)));
    constraint.rhs =
        end == std::string::npos ? "" : std::string(Trim(std::string_view(text).substr(end)));
    if (constraint.lhs.empty() || constraint.rhs.empty()) {
      values.Report(element, fmt::format("the constraint '{}' has only one side", Excerpt(text)),
                    "write two expressions of labels with '==', '<' or '>' between them");
      continue;
    }
    model->constraints.push_back(std::move(constraint));
  }
}

void ReadYamlEffects(YamlValues& values, const YamlNode& node, Model* model) {
  values.NamedFields(node, "effects", true, [&](const YamlNode& key, const YamlNode& value) {
    Definition definition;
    definition.name = key.text;
    definition.place = values.PlaceOf(key);
    if (value.kind == Kind::kMap) {
      values.Fields(value, "an effect", {"expression", "label"},
                    [&](const std::string& field, const YamlNode& said) {
                      if (field == "label") definition.label = values.Texts(said, "a label");
                      if (field != "expression") return;
                      definition.expression = values.String(said, "an expression of labels");
                    });
    } else {
      definition.expression = values.String(value, "an expression of labels such as 'a*b'");
    }
    definition.expression = std::string(Trim(definition.expression));
    if (definition.expression.empty()) {
      values.Report(key, fmt::format("the effect '{}' has no expression", Excerpt(key.text)),
                    "write an expression of labels, such as 'a*b'");
      return;
    }
    model->definitions.push_back(std::move(definition));
  });
}

void ReadYamlHypotheses(YamlValues& values, const YamlNode& node, Model* model) {
  for (const YamlNode& element : values.Elements(node, "a list of hypotheses")) {
    ReadHypothesis(values, element, model);
  }
}

}  // namespace trustsem
