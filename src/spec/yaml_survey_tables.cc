#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "spec/read_survey_tables.h"
#include "spec/yaml_survey_parts.h"

namespace trustsem {
namespace {

using Kind = YamlNode::Kind;

constexpr int kMostAnswersOfNet = 50;
constexpr int kLargestMinimumBase = 1000000;

// Columns of the data, each once.
std::vector<std::string> ReadColumns(YamlValues& values, const YamlNode& node,
                                     std::string_view what, std::vector<Place>* places) {
  std::vector<std::string> columns;
  if (node.kind == Kind::kNull) return columns;
  for (const YamlNode* element : values.OneOrMore(node)) {
    const size_t before = values.faults().size();
    std::string name = values.String(*element, what);
    if (values.faults().size() > before) continue;
    if (name.empty()) {
      values.Report(*element, fmt::format("expected {}, found an empty text", what),
                    "name a column");
    } else if (std::find(columns.begin(), columns.end(), name) != columns.end()) {
      values.Report(*element, fmt::format("'{}' stands twice", Excerpt(name)),
                    "name each variable once");
    } else {
      columns.push_back(std::move(name));
      places->push_back(values.PlaceOf(*element));
    }
  }
  return columns;
}

Net ReadNet(YamlValues& values, const YamlNode& key, const YamlNode& node) {
  Net net;
  net.name = key.text;
  net.place = values.PlaceOf(key);
  if (node.kind != Kind::kMap) {
    net.values = ReadYamlAnswers(values, node);
  } else {
    values.Fields(node, "a net", {"values", "label"},
                  [&](const std::string& field, const YamlNode& value) {
                    if (field == "values") net.values = ReadYamlAnswers(values, value);
                    if (field == "label") net.label = values.Texts(value, "a label");
                  });
  }
  if (net.values.empty() && values.faults().empty()) {
    values.Report(key, fmt::format("the net '{}' has no answers", Excerpt(net.name)),
                  "write {values: [4, 5]}");
  }
  return net;
}

void ReadShow(YamlValues& values, const YamlNode& node, TableRequest* table) {
  std::set<std::string> shown;
  for (const YamlNode* element : values.OneOrMore(node)) {
    const std::string what =
        values.Choice(*element, "what a table shows", {"shares", "nets", "mean"});
    if (what.empty()) return;
    shown.insert(what);
  }
  if (shown.empty()) {
    values.Report(node, "the table shows nothing", "write show: [shares], or leave 'show' out");
    return;
  }
  const bool has_nets = !table->nets.empty() || table->top > 0 || table->bottom > 0;
  if (has_nets && shown.count("nets") == 0) {
    values.Report(node, "the table has nets that 'show' leaves out",
                  "add 'nets' to 'show', or remove the nets");
  }
  if (!has_nets && shown.count("nets") != 0) {
    values.Report(node, "'show' asks for nets, but the table has none",
                  "add 'top: 2', 'bottom: 2' or 'nets'");
  }
  table->shares = shown.count("shares") != 0;
  table->mean = shown.count("mean") != 0;
}

void ReadTableField(YamlValues& values, const std::string& key, const YamlNode& value,
                    TableRequest* table) {
  if (key == "title") table->title = values.Texts(value, "a title");
  if (key == "variable" || key == "variables") {
    table->variables = ReadColumns(values, value, "a variable's name", &table->variable_places);
  }
  if (key == "segments") {
    table->segments = ReadColumns(values, value, "a segment's column", &table->segment_places);
  }
  if (key == "base") table->base = ReadYamlBase(values, value);
  if (key == "top") {
    table->top = values.Integer(value, "a number of answers", 1, kMostAnswersOfNet).value_or(0);
  }
  if (key == "bottom") {
    table->bottom = values.Integer(value, "a number of answers", 1, kMostAnswersOfNet).value_or(0);
  }
  if (key == "nets") {
    values.NamedFields(value, "nets", false, [&](const YamlNode& name, const YamlNode& net) {
      table->nets.push_back(ReadNet(values, name, net));
    });
  }
}

// 'top: 2' makes a net of the name top_2, and 'bottom: 2' one of the name bottom_2.
void CheckNetNames(YamlValues& values, const TableRequest& table) {
  for (const auto& [key, count] :
       {std::pair("top", table.top), std::pair("bottom", table.bottom)}) {
    for (const Net& net : table.nets) {
      if (count == 0 || net.name != fmt::format("{}_{}", key, count)) continue;
      values.faults().push_back(
          {net.place,
           fmt::format("the net '{}' has the name of the net that '{}: {}' makes", net.name, key,
                       count),
           "give it another name"});
    }
  }
}

TableRequest ReadTable(YamlValues& values, const YamlNode& name, const YamlNode& node) {
  TableRequest table;
  table.name = name.text;
  table.place = values.PlaceOf(name);
  const YamlNode* show = nullptr;
  std::set<std::string> found;
  values.Fields(
      node, "a table",
      {"title", "variable", "variables", "show", "top", "bottom", "nets", "segments", "base"},
      [&](const std::string& key, const YamlNode& value) {
        found.insert(key);
        if (key == "show") show = &value;
        ReadTableField(values, key, value, &table);
      });
  CheckNetNames(values, table);
  if (show != nullptr) ReadShow(values, *show, &table);
  if (found.count("variable") != 0 && found.count("variables") != 0) {
    values.Report(name,
                  fmt::format("the table '{}' has 'variable' and 'variables'", Excerpt(name.text)),
                  "keep one of the two");
  } else if (table.variables.empty() && values.faults().empty()) {
    values.Report(name, fmt::format("the table '{}' has no variable", Excerpt(name.text)),
                  "add 'variable: <column>'");
  }
  // A table without segments of its own gets the book's.
  if (found.count("segments") == 0) table.segments = {""};
  return table;
}

void ReadTables(YamlValues& values, const YamlNode& node, TableBook* book) {
  values.NamedFields(node, "tables", false, [&](const YamlNode& key, const YamlNode& value) {
    if (Trim(key.text).empty()) {
      values.Report(key, "a table has no name", "name it");
      return;
    }
    book->tables.push_back(ReadTable(values, key, value));
  });
}

void ReadComparison(YamlValues& values, const YamlNode& node, TableBook* book) {
  values.Fields(
      node, "a comparison", {"level", "correction"},
      [&](const std::string& key, const YamlNode& value) {
        if (key == "level") {
          book->level = ReadYamlProbability(values, value, "the level", 0.05);
          return;
        }
        const std::string name =
            values.Choice(value, "a correction", {"none", "bonferroni", "holm", "bh"});
        for (const Correction correction : {Correction::kNone, Correction::kBonferroni,
                                            Correction::kHolm, Correction::kBenjaminiHochberg}) {
          if (name == ToString(correction)) book->correction = correction;
        }
      });
}

// The segments of all tables that have none of their own.
struct DefaultSegments {
  std::vector<std::string> names;
  std::vector<Place> places;
};

void ReadBookField(YamlValues& values, const std::string& key, const YamlNode& value,
                   TableBook* book, DefaultSegments* segments) {
  if (key == "survey") ReadYamlSurveyVersion(values, value, key);
  if (key == "name") book->name = values.Name(value, "the book's name");
  if (key == "title") book->title = values.Texts(value, "a title");
  if (key == "codebook") {
    book->codebook = ReadYamlFileName(values, value, "the codebook's file", book->file);
  }
  if (key == "design") book->design = ReadYamlDesign(values, value);
  if (key == "confidence") {
    book->confidence = ReadYamlProbability(values, value, "the confidence", 0.95);
  }
  if (key == "interval") {
    const std::string method = values.Choice(value, "an interval", {"logit", "beta"});
    book->interval = method == "beta" ? IntervalMethod::kBeta : IntervalMethod::kLogit;
  }
  if (key == "comparison") ReadComparison(values, value, book);
  if (key == "minimum_base") {
    book->minimum_base =
        values.Integer(value, "the smallest base", 0, kLargestMinimumBase).value_or(30);
  }
  if (key == "base") book->base = ReadYamlBase(values, value);
  if (key == "segments") {
    segments->names = ReadColumns(values, value, "a segment's column", &segments->places);
  }
  if (key == "tables") ReadTables(values, value, book);
}

}  // namespace

TableBook ParseTableBook(const std::string& text, const std::string& file) {
  YamlValues values(file);
  const YamlNode root = ParseSurveyYaml(text, values, file, "a book of tables", "survey: 1");
  TableBook book;
  book.file = file;
  book.hash = Hash(text);
  DefaultSegments segments;
  values.Fields(root, "a book of tables",
                {"survey", "name", "title", "codebook", "design", "confidence", "interval",
                 "comparison", "minimum_base", "base", "segments", "tables"},
                [&](const std::string& key, const YamlNode& value) {
                  ReadBookField(values, key, value, &book, &segments);
                });
  for (TableRequest& table : book.tables) {
    if (table.segments != std::vector<std::string>{""}) continue;
    table.segments = segments.names;
    table.segment_places = segments.places;
  }
  if (values.faults().empty() && book.tables.empty()) {
    values.Report(root, "the book has no tables",
                  "add 'tables:' with a name and a variable for each");
  }
  ThrowYamlFaults(values.faults());
  return book;
}

TableBook ReadTableBook(const std::string& path) {
  return ParseTableBook(ReadTextFile(path, ErrorKind::kSpecification, "the book of tables"), path);
}

}  // namespace trustsem
