#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "spec/yaml_sections.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

std::vector<std::string> With(const std::vector<std::string>& more) {
  std::vector<std::string> keys = more;
  keys.insert(keys.end(), YamlModifierKeys().begin(), YamlModifierKeys().end());
  return keys;
}

const YamlNode* Find(const YamlNode& map, std::string_view key) {
  for (const auto& [name, value] : map.fields) {
    if (name.text == key) return &value;
  }
  return nullptr;
}

// The short form is a text; the long form a map whose field `key` is that text. Returns the text's
// node, or null after a fault.
const YamlNode* Subject(YamlValues& values, const YamlNode& node, const std::string& key,
                        std::string_view what) {
  if (node.kind == Kind::kScalar) return &node;
  if (node.kind != Kind::kMap) {
    values.Report(node, fmt::format("expected {}, found {}", what, Describe(node)),
                  fmt::format("write its name, or {{{}: ..., fixed: 1}}", key));
    return nullptr;
  }
  const YamlNode* subject = Find(node, key);
  if (subject != nullptr) return subject;
  const std::string first = node.fields.empty() ? "" : node.fields.front().first.text;
  values.Report(node, fmt::format("{} lacks the key '{}'", what, key),
                DidYouMean(first, {key}, fmt::format("add '{}: ...'", key)));
  return nullptr;
}

// Reads the modifiers of a long form into `term`.
void Modify(YamlValues& values, const YamlNode& node, const std::string& subject_key,
            std::string_view what, Term* term) {
  if (node.kind != Kind::kMap) return;
  values.Fields(node, what, With({subject_key}),
                [&](const std::string& key, const YamlNode& value) {
                  if (key != subject_key) ReadYamlModifier(values, key, value, term);
                });
}

Term NewTerm(const YamlValues& values, const YamlNode& node, std::string lhs, Operator op,
             std::string rhs) {
  Term term;
  term.lhs = std::move(lhs);
  term.op = op;
  term.rhs = std::move(rhs);
  term.place = values.PlaceOf(node);
  return term;
}

void ReadConstructItem(YamlValues& values, const YamlNode& node, const std::string& construct,
                       Model* model) {
  const YamlNode* subject = Subject(values, node, "item", "an item of a construct");
  if (subject == nullptr) return;
  Term term = NewTerm(values, *subject, construct, Operator::kMeasuredBy,
                      values.Name(*subject, "an item's name"));
  Modify(values, node, "item", "an item of a construct", &term);
  model->terms.push_back(std::move(term));
}

// `forward` or `backward` of a reciprocal path.
void ModifyDirection(YamlValues& values, const YamlNode& node, Term* term) {
  values.Fields(node, "one direction of a reciprocal path", YamlModifierKeys(),
                [&](const std::string& key, const YamlNode& value) {
                  ReadYamlModifier(values, key, value, term);
                });
}

void ReadReciprocal(YamlValues& values, const YamlNode& node, const YamlNode& subject,
                    const YamlArrow& arrow, Model* model) {
  Term forward = NewTerm(values, subject, arrow.to, Operator::kRegression, arrow.from);
  forward.reciprocal = true;
  Term backward = forward;
  std::swap(backward.lhs, backward.rhs);
  const std::vector<std::string> keys = {"path", "forward", "backward", "status", "source"};
  if (node.kind == Kind::kMap) {
    values.Fields(node, "a reciprocal path", keys,
                  [&](const std::string& key, const YamlNode& value) {
                    if (key == "status") {
                      forward.status = backward.status = ReadYamlStatus(values, value);
                    }
                    if (key == "source") {
                      forward.source = backward.source = ReadYamlSource(values, value);
                    }
                  });
    // After status and source, wherever they stand: what one direction says wins.
    if (const YamlNode* said = Find(node, "forward")) ModifyDirection(values, *said, &forward);
    if (const YamlNode* said = Find(node, "backward")) ModifyDirection(values, *said, &backward);
  }
  model->terms.push_back(std::move(forward));
  model->terms.push_back(std::move(backward));
}

void ReadPath(YamlValues& values, const YamlNode& node, Model* model) {
  const YamlNode* subject = Subject(values, node, "path", "a path");
  if (subject == nullptr) return;
  const auto arrow = ReadYamlArrow(values, *subject, {"->", "<=>"});
  if (!arrow) return;
  if (arrow->from == arrow->to) {
    values.Report(
        *subject, fmt::format("a path leads from '{}' to itself", arrow->from),
        fmt::format("a variance is written '{0} <-> {0}' under 'covariances'", arrow->from));
    return;
  }
  if (arrow->arrow == "<=>") {
    ReadReciprocal(values, node, *subject, *arrow, model);
    return;
  }
  Term term = NewTerm(values, *subject, arrow->to, Operator::kRegression, arrow->from);
  Modify(values, node, "path", "a path", &term);
  model->terms.push_back(std::move(term));
}

void ReadCovariance(YamlValues& values, const YamlNode& node, Model* model) {
  const YamlNode* subject = Subject(values, node, "covariance", "a covariance");
  if (subject == nullptr) return;
  const auto arrow = ReadYamlArrow(values, *subject, {"<->"});
  if (!arrow) return;
  Term term = NewTerm(values, *subject, arrow->from, Operator::kCovariance, arrow->to);
  Modify(values, node, "covariance", "a covariance", &term);
  model->terms.push_back(std::move(term));
}

// Intercepts and scales: one variable each.
void ReadOfVariable(YamlValues& values, const YamlNode& node, Operator op, std::string_view what,
                    Model* model) {
  const YamlNode* subject = Subject(values, node, "variable", what);
  if (subject == nullptr) return;
  const std::string name = values.Name(*subject, "a variable's name");
  Term term = NewTerm(values, *subject, name, op, op == Operator::kScale ? name : "");
  Modify(values, node, "variable", what, &term);
  model->terms.push_back(std::move(term));
}

void ReadThreshold(YamlValues& values, const YamlNode& node, const std::string& item, size_t number,
                   Model* model) {
  Term term = NewTerm(values, node, item, Operator::kThreshold, fmt::format("t{}", number));
  const auto says = [&](std::string_view text) {
    return node.kind == Kind::kScalar && node.text == text;
  };
  if (node.kind == Kind::kMap) {
    if (const YamlNode* name = Find(node, "threshold"))
      term.rhs = values.Name(*name, "a threshold");
    Modify(values, node, "threshold", "a threshold", &term);
  } else if (says("free")) {
    term.modifiers.fixed = {std::nullopt};
  } else if (node.kind != Kind::kNull) {
    const auto value = values.Number(node, "a threshold: a number, null or a map");
    if (!value) return;
    term.modifiers.fixed = {*value};
  }
  model->terms.push_back(std::move(term));
}

// Thresholds cut one response into ordered parts, so those fixed everywhere must increase.
void CheckIncreasing(YamlValues& values, const std::vector<YamlNode>& thresholds) {
  std::optional<double> last;
  for (const YamlNode& node : thresholds) {
    if (node.kind != Kind::kScalar) continue;
    const std::optional<double> value = ParseYamlNumber(node.text);
    if (value && last && *value <= *last) {
      values.Report(node, fmt::format("the threshold {} is not above the one before it", node.text),
                    "list an item's thresholds in increasing order");
    }
    if (value) last = value;
  }
}

}  // namespace

void ReadYamlConstructs(YamlValues& values, const YamlNode& node, Model* model) {
  values.NamedFields(node, "constructs", true, [&](const YamlNode& key, const YamlNode& value) {
    Construct construct;
    construct.name = key.text;
    construct.place = values.PlaceOf(key);
    const auto read_items = [&](const YamlNode& items) {
      for (const YamlNode& item : values.Elements(items, "a list of items")) {
        ReadConstructItem(values, item, key.text, model);
      }
    };
    if (value.kind == Kind::kSequence) {
      read_items(value);
    } else {
      values.Fields(value, "a construct", {"label", "source", "items"},
                    [&](const std::string& field, const YamlNode& said) {
                      if (field == "label") construct.label = values.Texts(said, "a label");
                      if (field == "source") construct.source = ReadYamlSource(values, said);
                      if (field == "items") read_items(said);
                    });
    }
    model->constructs.push_back(std::move(construct));
  });
}

void ReadYamlPaths(YamlValues& values, const YamlNode& node, Model* model) {
  for (const YamlNode& path : values.Elements(node, "a list of paths")) {
    ReadPath(values, path, model);
  }
}

void ReadYamlCovariances(YamlValues& values, const YamlNode& node, Model* model) {
  for (const YamlNode& covariance : values.Elements(node, "a list of covariances")) {
    ReadCovariance(values, covariance, model);
  }
}

void ReadYamlIntercepts(YamlValues& values, const YamlNode& node, Model* model) {
  for (const YamlNode& intercept : values.Elements(node, "a list of intercepts")) {
    ReadOfVariable(values, intercept, Operator::kIntercept, "an intercept", model);
  }
}

void ReadYamlThresholds(YamlValues& values, const YamlNode& node, Model* model) {
  values.NamedFields(node, "thresholds", true, [&](const YamlNode& key, const YamlNode& value) {
    const std::vector<YamlNode>& thresholds = values.Elements(value, "a list of thresholds");
    for (size_t i = 0; i < thresholds.size(); ++i) {
      ReadThreshold(values, thresholds[i], key.text, i + 1, model);
    }
    CheckIncreasing(values, thresholds);
  });
}

void ReadYamlScales(YamlValues& values, const YamlNode& node, Model* model) {
  for (const YamlNode& scale : values.Elements(node, "a list of scales")) {
    ReadOfVariable(values, scale, Operator::kScale, "a scale", model);
  }
}

}  // namespace trustsem
