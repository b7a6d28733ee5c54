// Values of a YAML tree, each checked for its type; what is wrong is collected, and a default is
// returned so that reading goes on to the file's end.
#ifndef TRUSTSEM_SPEC_YAML_VALUES_H_
#define TRUSTSEM_SPEC_YAML_VALUES_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "spec/model.h"
#include "spec/yaml_tree.h"

namespace trustsem {

class YamlValues {
 public:
  explicit YamlValues(std::string file) : file_(std::move(file)) {}

  Place PlaceOf(const YamlNode& node) const { return {file_, node.line, node.column}; }
  void Report(const YamlNode& node, std::string message, std::string hint = "");
  std::vector<Fault>& faults() { return faults_; }

  // Calls `read(key, value)` for each field with one of `keys`; other keys and repeated ones are
  // faults. `what` names the map in messages ("a construct"). Nothing at all is an empty map.
  using FieldReader = std::function<void(const std::string& key, const YamlNode& value)>;
  void Fields(const YamlNode& node, std::string_view what, const std::vector<std::string>& keys,
              const FieldReader& read);

  // The same where the keys are names that the user chooses; each must be a name if `names`.
  using NamedReader = std::function<void(const YamlNode& key, const YamlNode& value)>;
  void NamedFields(const YamlNode& node, std::string_view what, bool names,
                   const NamedReader& read);

  // The elements of a list; anything else is a fault, nothing at all is an empty list.
  const std::vector<YamlNode>& Elements(const YamlNode& node, std::string_view what);

  // The same, where a single value may stand for a list of one.
  std::vector<const YamlNode*> OneOrMore(const YamlNode& node);

  std::string String(const YamlNode& node, std::string_view what);
  std::string Name(const YamlNode& node, std::string_view what);
  std::optional<double> Number(const YamlNode& node, std::string_view what);
  std::optional<double> NumberOrInfinity(const YamlNode& node, std::string_view what);
  std::optional<int> Integer(const YamlNode& node, std::string_view what, int least, int most);
  std::optional<bool> Boolean(const YamlNode& node, std::string_view what);
  std::string Choice(const YamlNode& node, std::string_view what,
                     const std::vector<std::string>& choices);
  Text Texts(const YamlNode& node, std::string_view what);
  std::vector<std::string> Strings(const YamlNode& node, std::string_view what);
  std::vector<double> Numbers(const YamlNode& node, std::string_view what);

 private:
  std::string file_;
  std::vector<Fault> faults_;
};

// A number as YAML 1.2 writes it, in the whole of `text`; '.inf' and '-.inf' are infinite.
std::optional<double> ParseYamlNumber(std::string_view text);

// "'a', 'b' or 'c'".
std::string QuotedChoices(const std::vector<std::string>& choices);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_YAML_VALUES_H_
