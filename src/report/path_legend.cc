#include "report/path_legend.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "report/path_panel.h"
#include "report/path_words.h"

namespace trustsem {
namespace {

struct Entry {
  Stroke stroke;
  bool two_heads = false;
  std::string text;
};

// A strong coefficient of either sign, an uncertain and a fixed one, as they are drawn.
PathValue Example(double std_all, double pvalue, bool free) {
  PathValue value;
  value.std_all = std_all;
  value.pvalue = pvalue;
  value.free = free;
  return value;
}

std::vector<Entry> Entries(const PathGraph& graph, Language language, double letters) {
  const PathWords& words = WordsOfPaths(language);
  bool positive = false, negative = false, uncertain = false, given = false, ambiguous = false,
       covariance = false;
  for (const PathEdge& edge : graph.edges) {
    ambiguous |= edge.status == Status::kAmbiguous;
    covariance |= edge.kind == PathEdge::Kind::kCovariance;
    for (const PathValue& value : edge.values) {
      const bool certain = value.pvalue < 0.05;
      positive |= value.free && certain && value.std_all >= 0;
      negative |= value.free && certain && value.std_all < 0;
      uncertain |= value.free && !certain;
      given |= !value.free;
    }
  }
  std::vector<Entry> entries;
  const auto add = [&](bool occurs, double std_all, double pvalue, bool free, const char* text) {
    if (!occurs) return;
    entries.push_back(
        {CoefficientStroke(Example(std_all, pvalue, free), Status::kUnstated, letters), false,
         text});
  };
  add(positive, 0.5, 0, true, words.positive);
  add(negative, -0.5, 0, true, words.negative);
  add(uncertain, 0.5, 1, true, words.uncertain);
  add(given, 0.5, 0, false, words.given);
  if (ambiguous)
    entries.push_back({PlainStroke(Status::kAmbiguous, letters), false, words.ambiguous});
  if (covariance)
    entries.push_back({PlainStroke(Status::kUnstated, letters), true, words.covariance});
  return entries;
}

std::string Sentences(const PathGraph& graph, const FigureOptions& options) {
  const PathWords& words = WordsOfPaths(options.language);
  std::string text = !graph.estimated ? words.without
                     : graph.plain    ? words.unstandardised
                                      : words.standardised;
  const std::string space = options.language == Language::kChinese ? "" : " ";
  if (graph.default_covariances > 0) {
    text += space + fmt::format(fmt::runtime(words.left_out_defaults), graph.default_covariances);
  }
  if (graph.item_covariances > 0) {
    text += space + fmt::format(fmt::runtime(words.left_out_items), graph.item_covariances);
  }
  return text + (options.provenance.empty() ? "" : space + options.provenance);
}

}  // namespace

std::vector<Mark> PathLegend(const PathGraph& graph, const FigureOptions& options,
                             const Typesetter& typesetter, double letters, double width,
                             double* height) {
  std::vector<Mark> marks;
  const double size = std::max(6.0, 0.7 * letters), small = std::max(5.5, 0.64 * letters);
  const double sample = 2.4 * size, row = 1.35 * size;
  double x = 0, y = 0;
  const std::vector<Entry> entries = Entries(graph, options.language, letters);
  for (const Entry& entry : entries) {
    const double words = typesetter.Width(entry.text, size);
    const double needed = sample + 0.4 * size + words;
    if (x > 0 && x + needed > width) {
      x = 0;
      y += row;
    }
    const double middle = y + row / 2;
    for (const Mark& mark : Arrow(StraightLine({x, middle}, {x + sample, middle}), entry.stroke,
                                  entry.two_heads, "")) {
      marks.push_back(mark);
    }
    marks.push_back({Words{entry.text,
                           {x + sample + 0.4 * size, middle + 0.35 * size},
                           Anchor::kStart,
                           size,
                           words},
                     ""});
    x += needed + 1.4 * size;
  }
  if (!entries.empty()) y += row + 0.25 * size;
  for (const std::string& line : typesetter.Wrap(Sentences(graph, options), small, width, 8)) {
    y += 1.25 * small;
    marks.push_back({Words{line,
                           {0, y - 0.3 * small},
                           Anchor::kStart,
                           small,
                           typesetter.Width(line, small),
                           kFaint},
                     ""});
  }
  *height = y;
  return marks;
}

}  // namespace trustsem
