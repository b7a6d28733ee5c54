#include "spec/yaml_codebook.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/file.h"
#include "base/text.h"
#include "spec/read_codebook.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

constexpr size_t kLongestCodebook = 4u << 20;  // bytes
constexpr int kNewestVersion = 1;

void ThrowIfAny(std::vector<Fault> faults) {
  if (faults.empty()) return;
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  throw Error(ErrorKind::kSpecification, std::move(faults));
}

void ReadVersion(YamlValues& values, const YamlNode& node) {
  const auto version = values.Integer(node, "the version of the format", 1, 1000000);
  if (!version || *version <= kNewestVersion) return;
  values.Report(node,
                fmt::format("the codebook's version {} is later than {}, the newest known",
                            *version, kNewestVersion),
                "use a newer trustsem, or write 'codebook: 1' if nothing newer is used");
}

void ReadScales(YamlValues& values, const YamlNode& node, Codebook* codebook) {
  values.NamedFields(node, "scales", false, [&](const YamlNode& key, const YamlNode& value) {
    CodebookScale scale;
    scale.name = key.text;
    scale.place = values.PlaceOf(key);
    const size_t before = values.faults().size();
    const std::string what = fmt::format("the scale '{}'", Excerpt(key.text));
    scale.values = ReadCodebookValues(values, value, what);
    if (scale.values.empty() && values.faults().size() == before) {
      values.Report(key, fmt::format("{} has no values", what),
                    "write {1: lowest, 2: ..., 5: highest}");
    }
    CheckLowestFirst(values, key, what, scale.values);
    codebook->scales.push_back(std::move(scale));
  });
}

std::vector<std::string> ColumnsWithValues(const Codebook& codebook) {
  std::vector<std::string> names;
  for (const CodebookVariable& variable : codebook.variables) {
    if (variable.type != VariableType::kMultipleChoice) names.push_back(variable.name);
  }
  return names;
}

// The name at `node` is a variable, and no multiple-choice question.
bool IsVariable(YamlValues& values, const YamlNode& node, const Codebook& codebook) {
  const std::vector<std::string> known = ColumnsWithValues(codebook);
  if (std::find(known.begin(), known.end(), node.text) != known.end()) return true;
  values.Report(node, fmt::format("'{}' is no variable of the codebook", Excerpt(node.text)),
                DidYouMean(node.text, known, "describe it under 'variables'"));
  return false;
}

void ReadAttention(YamlValues& values, const YamlNode& node, Codebook* codebook) {
  AttentionCheck& attention = codebook->attention;
  attention.place = values.PlaceOf(node);
  const YamlNode* column = nullptr;
  const YamlNode* passed = nullptr;
  const size_t before = values.faults().size();
  values.Fields(node, "attention", {"column", "passed"},
                [&](const std::string& key, const YamlNode& value) {
                  (key == "column" ? column : passed) = &value;
                });
  if (values.faults().size() != before) return;
  if (column == nullptr || passed == nullptr) {
    values.Report(node, "the attention check lacks its column or the value of those who passed",
                  "write {column: attention_check, passed: 1}");
    return;
  }
  attention.column = values.String(*column, "a column of the data");
  attention.passed = values.String(*passed, "a value of the column");
  if (values.faults().size() != before || !IsVariable(values, *column, *codebook)) return;
  const CodebookVariable& variable = *codebook->Find(attention.column);
  if (variable.values.empty() || FindValue(variable.values, attention.passed) >= 0) return;
  std::vector<std::string> known;
  for (const CodebookValue& value : variable.values) known.push_back(value.value);
  values.Report(*passed,
                fmt::format("'{}' is no value of '{}'", Excerpt(passed->text), attention.column),
                DidYouMean(passed->text, known, "its values are " + JoinNames(known)));
}

void ReadKey(YamlValues& values, const YamlNode* node, Codebook* codebook) {
  if (node == nullptr) {
    for (const CodebookVariable& variable : codebook->variables) {
      if (variable.type != VariableType::kId) continue;
      codebook->key = {variable.name};
      return;
    }
    return;
  }
  if (node->kind == Kind::kNull) return;
  for (const YamlNode* element : values.OneOrMore(*node)) {
    const size_t before = values.faults().size();
    const std::string name = values.String(*element, "a column of the data");
    if (values.faults().size() != before || !IsVariable(values, *element, *codebook)) continue;
    codebook->key.push_back(name);
  }
}

void ReadParts(YamlValues& values, const YamlNode& root, Codebook* codebook) {
  static const std::vector<std::string> kKeys = {"codebook", "name",      "title", "missing",
                                                 "scales",   "attention", "key",   "variables"};
  std::map<std::string, const YamlNode*> found;
  values.Fields(root, "a codebook", kKeys,
                [&](const std::string& key, const YamlNode& value) { found[key] = &value; });
  const auto part = [&](const char* key) {
    const auto node = found.find(key);
    return node == found.end() ? nullptr : node->second;
  };
  if (part("codebook") == nullptr) {
    values.Report(root, "the codebook does not say which version of the format it has",
                  "add the line 'codebook: 1' at its beginning");
  } else {
    ReadVersion(values, *part("codebook"));
  }
  if (part("name")) codebook->name = values.String(*part("name"), "the codebook's name");
  if (part("title")) codebook->title = values.Texts(*part("title"), "a title");
  if (part("missing")) {
    codebook->missing = ReadCodebookValues(values, *part("missing"), "missing codes");
  }
  if (part("scales")) ReadScales(values, *part("scales"), codebook);
  if (part("variables")) {
    values.NamedFields(*part("variables"), "variables", false,
                       [&](const YamlNode& key, const YamlNode& value) {
                         ReadCodebookVariable(values, key, value, codebook);
                       });
  }
  if (codebook->variables.empty() && values.faults().empty()) {
    values.Report(root, "the codebook describes no variables",
                  "add 'variables'; 'trustsem codebook DATA' drafts them");
  }
  if (part("attention")) ReadAttention(values, *part("attention"), codebook);
  ReadKey(values, part("key"), codebook);
}

}  // namespace

Codebook ParseCodebook(const std::string& text, const std::string& file) {
  if (text.size() > kLongestCodebook) {
    ThrowIfAny({{Place{file, 0, 0},
                 fmt::format("the codebook is {} bytes long, more than 4 MB", text.size()),
                 "is this a data file?"}});
  }
  YamlValues values(file);
  const auto root = ParseYamlTree(text, file, &values.faults());
  if (!root) ThrowIfAny(values.faults());
  if (root->kind == Kind::kNull) {
    ThrowIfAny({{Place{file, 1, 1}, "the codebook is empty",
                 "begin with 'codebook: 1'; 'trustsem codebook DATA' drafts the rest"}});
  }
  if (root->kind != Kind::kMap) {
    values.Report(*root, fmt::format("a codebook is a map (key: value), found {}", Describe(*root)),
                  "begin with 'codebook: 1'");
    ThrowIfAny(values.faults());
  }
  Codebook codebook;
  codebook.file = file;
  codebook.hash = Hash(text);
  ReadParts(values, *root, &codebook);
  ThrowIfAny(values.faults());
  return codebook;
}

Codebook ReadCodebook(const std::string& path) {
  return ParseCodebook(ReadTextFile(path, ErrorKind::kSpecification, "the codebook"), path);
}

}  // namespace trustsem
