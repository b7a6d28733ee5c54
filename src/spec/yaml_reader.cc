#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "spec/check_model.h"
#include "spec/read_model.h"
#include "spec/yaml_sections.h"

namespace trustsem {
namespace {

constexpr size_t kLongestSpecification = 4u << 20;  // bytes
constexpr int kNewestVersion = 1;

using SectionReader = void (*)(YamlValues&, const YamlNode&, Model*);

void ReadVersion(YamlValues& values, const YamlNode& node, Model* model) {
  const auto version = values.Integer(node, "the version of the format", 1, 1000000);
  if (!version) return;
  model->version = *version;
  if (*version > kNewestVersion) {
    values.Report(node,
                  fmt::format("the specification's version {} is later than {}, the newest known",
                              *version, kNewestVersion),
                  "use a newer trustsem, or write 'trustsem: 1' if nothing newer is used");
  }
}

// In the order in which terms are listed in the model, whatever the order in the file.
const std::vector<std::pair<std::string, SectionReader>>& Sections() {
  static const std::vector<std::pair<std::string, SectionReader>> kSections = {
      {"trustsem", ReadVersion},
      {"name",
       [](YamlValues& v, const YamlNode& n, Model* m) { m->name = v.Name(n, "the model's name"); }},
      {"title",
       [](YamlValues& v, const YamlNode& n, Model* m) { m->title = v.Texts(n, "a title"); }},
      {"description", [](YamlValues& v, const YamlNode& n,
                         Model* m) { m->description = v.Texts(n, "a description"); }},
      {"source",
       [](YamlValues& v, const YamlNode& n, Model* m) { m->source = ReadYamlSource(v, n); }},
      {"constructs", ReadYamlConstructs},
      {"items", ReadYamlItems},
      {"paths", ReadYamlPaths},
      {"covariances", ReadYamlCovariances},
      {"intercepts", ReadYamlIntercepts},
      {"thresholds", ReadYamlThresholds},
      {"scales", ReadYamlScales},
      {"constraints", ReadYamlConstraints},
      {"effects", ReadYamlEffects},
      {"hypotheses", ReadYamlHypotheses},
      {"data", ReadYamlData},
      {"fit", ReadYamlFit},
      {"simulation", ReadYamlSimulation},
  };
  return kSections;
}

// Returns false where so much could not be read that CheckModel would report what is only unread:
// after a fault in the keys of the file itself or within the constructs.
bool ReadSections(YamlValues& values, const YamlNode& root, Model* model) {
  std::vector<std::string> keys;
  for (const auto& section : Sections()) keys.push_back(section.first);
  std::map<std::string, const YamlNode*> found;
  values.Fields(root, "a specification", keys,
                [&](const std::string& key, const YamlNode& value) { found[key] = &value; });
  if (!found.count("trustsem")) {
    values.Report(root, "the specification does not say which version of the format it has",
                  "add the line 'trustsem: 1' at its beginning");
  }
  bool whole = values.faults().empty();
  for (const auto& [key, read] : Sections()) {
    if (!found.count(key)) continue;
    const size_t before = values.faults().size();
    read(values, *found[key], model);
    if (key == "constructs" && values.faults().size() > before) whole = false;
  }
  if (values.faults().empty() && model->terms.empty()) {
    values.Report(root, "the specification has no model",
                  "add 'constructs' with their items, or 'paths' between variables");
  }
  return whole && !model->terms.empty();
}

void ThrowIfAny(std::vector<Fault> faults) {
  if (faults.empty()) return;
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) {
    return std::tie(a.place.line, a.place.column) < std::tie(b.place.line, b.place.column);
  });
  throw Error(ErrorKind::kSpecification, std::move(faults));
}

}  // namespace

Model ReadYaml(const std::string& text, const std::string& file) {
  if (text.size() > kLongestSpecification) {
    ThrowIfAny({{Place{file, 0, 0},
                 fmt::format("the specification is {} bytes long, more than 4 MB", text.size()),
                 "a specification holds one model; is this a data file?"}});
  }
  YamlValues values(file);
  const auto root = ParseYamlTree(text, file, &values.faults());
  if (!root) ThrowIfAny(values.faults());
  Model model;
  model.file = file;
  if (root->kind == YamlNode::Kind::kNull) {
    ThrowIfAny({{Place{file, 1, 1}, "the specification is empty",
                 "begin with 'trustsem: 1' and name the constructs and their items"}});
  }
  if (root->kind != YamlNode::Kind::kMap) {
    values.Report(*root,
                  fmt::format("a specification is a map (key: value), found {}", Describe(*root)),
                  "begin with 'trustsem: 1'");
    ThrowIfAny(values.faults());
  }
  std::vector<Fault>& faults = values.faults();
  if (ReadSections(values, *root, &model)) {
    const std::vector<Fault> more = CheckModel(model);
    faults.insert(faults.end(), more.begin(), more.end());
  }
  ThrowIfAny(faults);
  return model;
}

}  // namespace trustsem
