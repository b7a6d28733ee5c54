#include "report/path_items.h"

#include <algorithm>
#include <cmath>

#include "report/path_panel.h"
#include "report/path_words.h"

namespace trustsem {
namespace {

constexpr double kItemSize = 0.78, kRowHeight = 1.45, kGap = 0.5;
constexpr double kNameWidth = 9;  // of an item, at most, in letters

std::string NameOf(const PathItem& item, const Typesetter& typesetter, double letters) {
  return typesetter.Wrap(item.name, kItemSize * letters, kNameWidth * letters, 1).front();
}

double WidestName(const PathNode& node, const Typesetter& typesetter, double letters) {
  double width = 0;
  for (const PathItem& item : node.items) {
    width =
        std::max(width, typesetter.Width(NameOf(item, typesetter, letters), kItemSize * letters));
  }
  return width + 0.6 * letters;
}

// From the line that the arrows leave to the boxes.
double ArrowWidth(const PathNode& node, const Typesetter& typesetter, double letters) {
  const bool loadings = std::any_of(node.items.begin(), node.items.end(),
                                    [](const PathItem& item) { return !item.loadings.empty(); });
  return (loadings ? typesetter.Width("−0.00", kItemSize * letters) : 0) + 1.7 * letters;
}

}  // namespace

void AddItemSize(const PathNode& node, const Typesetter& typesetter, double letters,
                 NodeSize* size) {
  if (node.items.empty()) return;
  size->items_width = ArrowWidth(node, typesetter, letters) +
                      WidestName(node, typesetter, letters) + 2 * kGap * letters;
  size->items_height =
      (static_cast<double>(node.items.size()) * kRowHeight * kItemSize + 2 * kGap) * letters;
}

void PaintItems(const PathNode& node, const Typesetter& typesetter, Language language,
                double letters, int group, const Box& shape, const Box& area,
                std::vector<Mark>* marks) {
  if (node.items.empty() || area.height <= 0) return;
  const double row = kRowHeight * kItemSize * letters, box_height = 0.86 * row;
  const double box_width = WidestName(node, typesetter, letters);
  const double arrow = ArrowWidth(node, typesetter, letters);
  // To the left of the construct the column is its mirror image.
  const bool left = area.right() <= shape.left + 1e-6;
  const double turn = left ? -1 : 1;
  const double rake = left ? area.right() - kGap * letters : area.left + kGap * letters;
  const double first = area.top + kGap * letters + row / 2;
  const double last = first + row * (static_cast<double>(node.items.size()) - 1);
  const Stroke thin{Palette::kNeutral, 0.055 * letters, false};
  const auto line = [&](Point from, Point to) {
    marks->push_back({Line{StraightLine(from, to), thin}, ""});
  };
  const bool above = area.bottom() <= shape.top + 1e-6, below = area.top >= shape.bottom() - 1e-6;
  const double middle_y = shape.centre().y;
  if (above || below) {
    // Straight from the ellipse's border.
    const double x = (rake - shape.centre().x) / (shape.width / 2);
    const double half = shape.height / 2 * std::sqrt(std::max(0.0, 1 - x * x));
    line({rake, below ? middle_y + half : middle_y - half}, {rake, below ? last : first});
  } else {
    line({left ? shape.left : shape.right(), middle_y}, {rake, middle_y});
    line({rake, std::min(first, middle_y)}, {rake, std::max(last, middle_y)});
  }
  for (size_t i = 0; i < node.items.size(); ++i) {
    const PathItem& item = node.items[i];
    const double y = first + row * static_cast<double>(i);
    const PathValue* value = item.loadings.empty() ? nullptr : &item.loadings[group];
    const std::string hover = ItemHover(node, item, value, language);
    for (const Mark& mark :
         Arrow(StraightLine({rake, y}, {rake + turn * arrow, y}), thin, false, hover)) {
      marks->push_back(mark);
    }
    const std::string loading = value == nullptr ? "" : CoefficientText(*value);
    if (!loading.empty()) {
      const double width = typesetter.Width(loading, kItemSize * letters);
      const Point middle{rake + turn * (arrow - 0.3 * letters) / 2, y};
      marks->push_back(
          {Rectangle{BoxAround(middle, width + 0.2 * letters, box_height), {}, Palette::kPaper},
           hover});
      marks->push_back({Words{loading, middle + Point{0, 0.35 * kItemSize * letters},
                              Anchor::kMiddle, kItemSize * letters, width},
                        hover});
    }
    const Box box{left ? rake - arrow - box_width : rake + arrow, y - box_height / 2, box_width,
                  box_height};
    const std::string name = NameOf(item, typesetter, letters);
    marks->push_back(
        {Rectangle{box, {Palette::kInk, 0.055 * letters, false}, Palette::kPaper}, hover});
    marks->push_back(
        {Words{name, box.centre() + Point{0, 0.35 * kItemSize * letters}, Anchor::kMiddle,
               kItemSize * letters, typesetter.Width(name, kItemSize * letters)},
         hover});
  }
}

}  // namespace trustsem
