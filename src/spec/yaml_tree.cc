#include "spec/yaml_tree.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <istream>
#include <map>
#include <streambuf>

#include "base/text.h"
#include "spec/yaml_text.h"

namespace trustsem {
namespace {

// Thrown inside the event handler to end parsing at the first fault.
struct Refusal {
  Fault fault;
};

// Turns yaml-cpp's marks (from zero, in bytes) into places (from one, in characters). Marks mostly
// move forward, so counting goes on from the last one; long lines then cost no more than short.
class PlaceCounter {
 public:
  explicit PlaceCounter(std::string_view text) : text_(text) {
    starts_.push_back(0);
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') starts_.push_back(i + 1);
    }
  }

  Place At(const YAML::Mark& mark) {
    if (mark.line < 0) return Place{};  // yaml-cpp's null mark
    const size_t line = std::min(static_cast<size_t>(mark.line), starts_.size() - 1);
    const size_t target = std::min(starts_[line] + static_cast<size_t>(mark.column), text_.size());
    if (line != line_ || target < position_) {
      line_ = line;
      position_ = starts_[line];
      column_ = 1;
    }
    for (; position_ < target; ++position_) {
      // Continuation bytes of a character do not count.
      if ((static_cast<unsigned char>(text_[position_]) & 0xC0) != 0x80) ++column_;
    }
    return Place{"", static_cast<int>(line) + 1, column_};
  }

 private:
  std::string_view text_;
  std::vector<size_t> starts_;
  size_t line_ = 0;
  size_t position_ = 0;
  int column_ = 1;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(std::string_view text) : places_(text) {}

  YamlNode TakeRoot() { return std::move(root_); }
  Place PlaceOf(const YAML::Mark& mark) { return places_.At(mark); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    Add(NewNode(mark, YamlNode::Kind::kNull));
  }

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    throw Refusal{{PlaceOf(mark), fmt::format("found the anchor '&{}'", Excerpt(name)),
                   "anchors and aliases are not read; write the value out, or quote the text"}};
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refusal{{PlaceOf(mark), "found an alias ('*')",
                   "anchors and aliases are not read; write the value out, or quote the text"}};
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    YamlNode node = NewNode(mark, YamlNode::Kind::kScalar);
    RefuseTag(node, tag);
    node.quoted = tag == "!";
    node.text = value;
    Add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    Open(mark, tag, YamlNode::Kind::kSequence);
  }
  void OnSequenceEnd() override { Close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    Open(mark, tag, YamlNode::Kind::kMap);
  }
  void OnMapEnd() override { Close(); }

 private:
  struct Level {
    YamlNode node;
    bool has_key = false;  // of a map: the last field's key is read, its value is not
  };

  YamlNode NewNode(const YAML::Mark& mark, YamlNode::Kind kind) {
    const Place place = PlaceOf(mark);
    if (++count_ > kYamlNodeLimit) {
      throw Refusal{{place, fmt::format("found more than {} values", kYamlNodeLimit),
                     "a specification holds one model; is this a data file?"}};
    }
    YamlNode node;
    node.kind = kind;
    node.line = place.line;
    node.column = place.column;
    return node;
  }

  static void RefuseTag(const YamlNode& node, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Refusal{{Place{"", node.line, node.column},
                   fmt::format("found the YAML tag '{}'", Excerpt(tag)),
                   "remove it; a specification needs no tags"}};
  }

  void Open(const YAML::Mark& mark, const std::string& tag, YamlNode::Kind kind) {
    YamlNode node = NewNode(mark, kind);
    RefuseTag(node, tag);
    if (static_cast<int>(levels_.size()) >= kYamlDepthLimit) {
      throw Refusal{{Place{"", node.line, node.column},
                     fmt::format("values are nested more than {} deep", kYamlDepthLimit),
                     "a specification needs no more than six levels; look for brackets that are "
                     "not closed"}};
    }
    levels_.push_back(Level{std::move(node), false});
  }

  void Close() {
    YamlNode node = std::move(levels_.back().node);
    levels_.pop_back();
    Add(std::move(node));
  }

  void Add(YamlNode node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == YamlNode::Kind::kSequence) {
      level.node.elements.push_back(std::move(node));
    } else if (level.has_key) {
      level.node.fields.back().second = std::move(node);
      level.has_key = false;
    } else {
      level.node.fields.emplace_back(std::move(node), YamlNode{});
      level.has_key = true;
    }
  }

  PlaceCounter places_;
  std::vector<Level> levels_;
  YamlNode root_;
  int count_ = 0;
};

// What yaml-cpp's message means to a person who wrote a specification.
std::string SyntaxHint(const std::string& message) {
  static const std::map<std::string, std::string> kHints = {
      {"illegal map value", "quote a text that holds ': '"},
      {"end of map not found", "check the indentation, and that each line is 'key: value'"},
      {"end of sequence not found",
       "check the indentation, and that each element begins with '- '"},
      {"end of map flow not found", "close the '{' with '}', and put a comma between its fields"},
      {"end of sequence flow not found",
       "close the '[' with ']', and put a comma between its elements"},
      {"illegal flow end", "remove the bracket, or open it before"},
      {"the referenced anchor is not defined", "quote a text that begins with '*'"},
      {"illegal EOF in scalar", "close the quotation mark"},
  };
  const auto hint = kHints.find(message);
  return hint != kHints.end() ? hint->second : "check indentation, brackets and quotation marks";
}

// A stream over text without a copy.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // only read: std::streambuf asks for char*
    setg(begin, begin, begin + text.size());
  }
};

std::optional<YamlNode> Parse(std::string_view text, Fault* fault) {
  ViewBuffer buffer(text);
  std::istream stream(&buffer);
  TreeBuilder builder(text);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) return YamlNode{};
    YamlNode root = builder.TakeRoot();
    if (parser.HandleNextDocument(builder)) {
      const YamlNode second = builder.TakeRoot();
      *fault = {Place{"", second.line, second.column}, "found a second YAML document",
                "keep one model a file; remove the line '---'"};
      return std::nullopt;
    }
    return root;
  } catch (const Refusal& refusal) {
    *fault = refusal.fault;
  } catch (const YAML::ParserException& exception) {
    *fault = {builder.PlaceOf(exception.mark),
              fmt::format("this is not valid YAML: {}", exception.msg), SyntaxHint(exception.msg)};
  }
  return std::nullopt;
}

}  // namespace

std::string Describe(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kNull:
      return "nothing";
    case YamlNode::Kind::kSequence:
      return "a list";
    case YamlNode::Kind::kMap:
      return "a map (key: value)";
    case YamlNode::Kind::kScalar:
      break;
  }
  return fmt::format("'{}'", Excerpt(node.text));
}

std::optional<YamlNode> ParseYamlTree(std::string_view text, const std::string& file,
                                      std::vector<Fault>* faults) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);  // byte order mark
  std::optional<Fault> fault = FindForeignBytes(text);
  if (!fault) {
    Fault refusal;
    std::optional<YamlNode> root = Parse(text, &refusal);
    if (root) return root;
    fault = refusal;
  }
  fault->place.file = file;
  faults->push_back(*fault);
  return std::nullopt;
}

}  // namespace trustsem
