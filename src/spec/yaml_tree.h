// A YAML document as a tree with places. yaml-cpp's parser is used, its node class is not: events
// let duplicate keys, aliases, depth and size be seen while parsing, each with line and column.
#ifndef TRUSTSEM_SPEC_YAML_TREE_H_
#define TRUSTSEM_SPEC_YAML_TREE_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"

namespace trustsem {

struct YamlNode {
  enum class Kind { kNull, kScalar, kSequence, kMap };
  Kind kind = Kind::kNull;
  std::string text;                // of a scalar
  bool quoted = false;             // a scalar that is text whatever it looks like
  int line = 0;                    // from one
  int column = 0;                  // from one, in characters
  std::vector<YamlNode> elements;  // of a sequence
  std::vector<std::pair<YamlNode, YamlNode>> fields;  // of a map, keys as written
};

// "a list", "the text 'abc'": what was found, for messages.
std::string Describe(const YamlNode& node);

// The first document of `text`, or nothing where `faults` says why. Refused: bytes that are not
// UTF-8, control characters, tabs in the indentation, a second document, anchors and aliases, tags,
// nesting deeper than kYamlDepthLimit and more than kYamlNodeLimit values; so the work is linear in
// the text's length.
std::optional<YamlNode> ParseYamlTree(std::string_view text, const std::string& file,
                                      std::vector<Fault>* faults);

inline constexpr int kYamlDepthLimit = 32;
inline constexpr int kYamlNodeLimit = 200000;

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_YAML_TREE_H_
