#include "report/path_diagram.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "report/names.h"
#include "report/path_legend.h"
#include "report/path_words.h"
#include "report/write_drawing.h"

namespace trustsem {
namespace {

struct PageFormat {
  double width, height;  // points; the height of a slide is given, of a column a limit
  double letters, margin, smallest;
  bool fixed_height, title;
  double dots_per_inch;
};

PageFormat FormatOfPage(FigureSize size) {
  constexpr double kMillimetre = 72 / 25.4;
  if (size == FigureSize::kSlide) return {720, 405, 14, 16, 0.6, true, true, 192};
  return {86 * kMillimetre, 240 * kMillimetre, 8, 2, 0.85, false, false, 300};
}

// All words of the diagram, for which the typeface must have the characters.
std::string AllWords(const PathGraph& graph, const PathDiagramOptions& options) {
  const Language language = options.figure.language;
  std::string words = options.figure.provenance + InLanguage(graph.title, language) + "R²−…→";
  for (const PathNode& node : graph.nodes) {
    words += InLanguage(node.label, language) + node.name;
    for (const PathItem& item : node.items) words += item.name;
  }
  for (const std::string& group : graph.groups) words += group;
  if (language == Language::kChinese) words += WordsOfPaths(language).standardised;
  return words;
}

// How the groups' panels stand: so many side by side, at this scale.
struct Arrangement {
  PathPanel panel;
  int columns = 1, rows = 1;
  double scale = 0;
};

// The largest scale, at most one, at which panels of this size fit into the room.
Arrangement Arrange(const PathPanel& panel, int groups, double width, double height, double gap,
                    double heading) {
  Arrangement best;
  for (int columns = groups; columns >= 1; --columns) {
    const int rows = (groups + columns - 1) / columns;
    if ((columns - 1) * rows >= groups) continue;  // so many rows need fewer columns
    const double scale =
        std::min({1.0, (width - (columns - 1) * gap) / (columns * panel.width),
                  (height - (rows - 1) * gap - rows * heading) / (rows * panel.height)});
    if (scale > best.scale + 1e-9) {
      best.columns = columns;
      best.rows = rows;
      best.scale = scale;
    }
  }
  return best;
}

bool HasEstimates(const PathGraph& graph, int group) {
  const auto exists = [group](const std::vector<PathValue>& values) {
    return group < static_cast<int>(values.size()) && std::isfinite(values[group].std_all);
  };
  for (const PathEdge& edge : graph.edges) {
    if (exists(edge.values)) return true;
  }
  for (const PathNode& node : graph.nodes) {
    for (const PathItem& item : node.items) {
      if (exists(item.loadings)) return true;
    }
  }
  return false;
}

class Composer {
 public:
  Composer(const PathGraph& graph, const PathDiagramOptions& options)
      : options_(options),
        language_(options.figure.language),
        format_(FormatOfPage(options.figure.size)),
        typesetter_(FindTypeface(AllWords(graph, options))) {
    page_.graph = graph;
  }

  PathPage Compose() {
    Drawing& drawing = page_.drawing;
    drawing.language = language_;
    drawing.typeface = typesetter_.typeface();
    drawing.dots_per_inch = format_.dots_per_inch;
    drawing.title = InLanguage(page_.graph.title, language_);
    if (drawing.title.empty()) drawing.title = page_.graph.name;
    drawing.description = options_.figure.provenance;
    Choose();
    const double title = AddTitle(drawing.width);
    const std::vector<Mark> legend =
        PathLegend(page_.graph, options_.figure, typesetter_, format_.letters,
                   drawing.width - 2 * format_.margin, &legend_height_);
    const double gap = format_.letters;
    const double used = rows_ * (page_.scale * page_.panel.height + heading()) + (rows_ - 1) * gap;
    const double room = drawing.height - title - legend_height_ - format_.margin - gap / 2;
    AddPanels(title + std::max(0.0, (room - used) / 2));
    for (Mark mark : legend) {
      Transform({format_.margin, drawing.height - format_.margin - legend_height_}, 1, &mark);
      drawing.marks.push_back(std::move(mark));
    }
    return std::move(page_);
  }

 private:
  int groups() const { return static_cast<int>(page_.graph.groups.size()); }
  // A single group that has a label is one of several.
  bool headed() const { return groups() > 1 || !page_.graph.groups[0].empty(); }
  double heading() const { return headed() ? 1.6 * format_.letters : 0; }
  double title_height() const {
    return format_.margin + (format_.title ? 1.7 * format_.letters : 0);
  }

  // The direction, the arrangement and the size of the page.
  void Choose() {
    Drawing& drawing = page_.drawing;
    drawing.width = format_.width;
    const double width = format_.width - 2 * format_.margin, gap = format_.letters;
    PathLegend(page_.graph, options_.figure, typesetter_, format_.letters, width, &legend_height_);
    const double around = title_height() + legend_height_ + format_.margin + gap / 2;
    Arrangement best;
    for (const Direction direction : {Direction::kLeftToRight, Direction::kTopToBottom}) {
      const PathPanel panel = MakePathPanel(
          page_.graph, typesetter_, {language_, format_.letters, options_.items, direction});
      Arrangement arrangement =
          Arrange(panel, groups(), width, format_.height - around, gap, heading());
      // Reading from left to right is worth somewhat smaller letters.
      if (arrangement.scale <= (best.scale > 0 ? 1.25 * best.scale : 0)) continue;
      best = std::move(arrangement);
      best.panel = panel;
    }
    page_.panel = std::move(best.panel);
    page_.scale = std::max(best.scale, format_.smallest);
    columns_ = best.columns;
    rows_ = best.rows;
    const double wide = columns_ * page_.scale * page_.panel.width + (columns_ - 1) * gap;
    const double high = rows_ * (page_.scale * page_.panel.height + heading()) + (rows_ - 1) * gap;
    drawing.width = std::max(format_.width, wide + 2 * format_.margin);
    drawing.height = high + around;
    if (format_.fixed_height) drawing.height = std::max(drawing.height, format_.height);
  }

  // Returns the height down to its end.
  double AddTitle(double width) {
    if (!format_.title) return format_.margin;
    const double size = 1.15 * format_.letters;
    const std::string text =
        typesetter_.Wrap(page_.drawing.title, size, width - 2 * format_.margin, 1, true).front();
    page_.drawing.marks.push_back({Words{text,
                                         {format_.margin, format_.margin + 0.8 * size},
                                         Anchor::kStart,
                                         size,
                                         typesetter_.Width(text, size, true),
                                         Palette::kInk,
                                         true},
                                   ""});
    return title_height();
  }

  // The groups' names, no wider than their share of the page; none for a single group.
  std::vector<std::string> Headings() const {
    const double gap = format_.letters;
    const double width =
        (page_.drawing.width - 2 * format_.margin - (columns_ - 1) * gap) / columns_;
    std::vector<std::string> headings;
    const PathWords& words = WordsOfPaths(language_);
    for (int group = 0; group < groups() && headed(); ++group) {
      std::string text = fmt::format(fmt::runtime(words.group), page_.graph.groups[group]);
      if (page_.graph.estimated && !HasEstimates(page_.graph, group)) {
        text = fmt::format(fmt::runtime(words.no_estimates), text);
      }
      headings.push_back(typesetter_.Wrap(text, format_.letters, width, 1, true).front());
    }
    return headings;
  }

  void AddPanels(double top) {
    Drawing& drawing = page_.drawing;
    const double gap = format_.letters, letters = format_.letters;
    const std::vector<std::string> headings = Headings();
    const double panel = page_.scale * page_.panel.width;
    double width = panel;
    for (const std::string& text : headings) {
      width = std::max(width, typesetter_.Width(text, letters, true));
    }
    const double height = page_.scale * page_.panel.height + heading();
    const double left = (drawing.width - columns_ * width - (columns_ - 1) * gap) / 2;
    for (int group = 0; group < groups(); ++group) {
      const double middle = left + group % columns_ * (width + gap) + width / 2;
      const Point origin{middle - panel / 2, top + group / columns_ * (height + gap) + heading()};
      page_.origins.push_back(origin);
      if (headed()) {
        const std::string& text = headings[group];
        drawing.marks.push_back({Words{text,
                                       {middle, origin.y - 0.6 * letters},
                                       Anchor::kMiddle,
                                       letters,
                                       typesetter_.Width(text, letters, true),
                                       Palette::kInk,
                                       true},
                                 ""});
      }
      for (Mark& mark :
           PaintPathPanel(page_.panel, page_.graph, typesetter_, group, origin, page_.scale)) {
        drawing.marks.push_back(std::move(mark));
      }
    }
  }

  const PathDiagramOptions& options_;
  const Language language_;
  const PageFormat format_;
  const Typesetter typesetter_;
  PathPage page_;
  int columns_ = 1, rows_ = 1;
  double legend_height_ = 0;
};

Figure MakeFigure(const PathGraph& graph, const PathDiagramOptions& options) {
  const Drawing drawing = ComposePathPage(graph, options).drawing;
  Figure figure;
  figure.name = kPathDiagram;
  figure.title = graph.title;
  if (figure.title.en.empty() && figure.title.zh.empty()) figure.title.en = graph.name;
  const FigureForms& forms = options.figure.forms;
  if (forms.svg) figure.svg = WriteSvg(drawing);
  if (forms.pdf) figure.pdf = WritePdf(drawing);
  if (forms.png) figure.png = WritePng(drawing);
  return figure;
}

}  // namespace

PathPage ComposePathPage(const PathGraph& graph, const PathDiagramOptions& options) {
  return Composer(graph, options).Compose();
}

Figure MakePathDiagram(const Results& results, const PathDiagramOptions& options) {
  PathGraph graph = MakePathGraph(results, options.coefficients);
  if (options.group > 0) graph = OfGroup(std::move(graph), options.group - 1);
  return MakeFigure(graph, options);
}

Figure MakePathDiagram(const Model& model, const PathDiagramOptions& options) {
  return MakeFigure(MakePathGraph(model), options);
}

}  // namespace trustsem
