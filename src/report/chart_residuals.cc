#include "report/chart_residuals.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "report/chart_axis.h"
#include "report/chart_estimates.h"
#include "report/chart_phrases.h"
#include "report/chart_sheet.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

using Align = ChartSheet::TextStyle::Align;

constexpr size_t kMostItems = 40;
constexpr double kNamesWidth = 12;  // of an item's name at most, letters
constexpr double kMinusBelow = -0.05;

// From paper to the colour at `share` 1.
int Shade(const char* colour, double share) {
  const int full = static_cast<int>(std::strtol(colour + 1, nullptr, 16));
  int mixed = 0;
  for (const int shift : {16, 8, 0}) {
    const double part = (full >> shift) & 0xff;
    mixed |= static_cast<int>(std::lround(255 + (part - 255) * share)) << shift;
  }
  return mixed;
}

int Colour(double residual, double limit) {
  const double share = std::min(1.0, std::abs(residual) / limit);
  return Shade(residual < 0 ? Palette::kNegative : Palette::kPositive, share);
}

// "−.12": what fits in a square.
std::string Short(double residual) {
  constexpr std::string_view kMinus = "\u2212";
  std::string text = ChartNumber(residual, 2);
  const size_t zero = text.find("0.");
  if (zero == 0 || zero == kMinus.size()) text.erase(zero, 1);
  return text;
}

struct ResidualMap {
  std::vector<std::string> items;  // in the model's order
  size_t all_items = 0;
  double limit = 0.1;
};

// Pairs come largest first: items are taken as they appear until there are enough.
ResidualMap MapOf(const Results& results) {
  std::unordered_set<std::string> seen, chosen;
  ResidualMap map;
  for (const ResidualCorrelation& pair : results.residual_correlations) {
    if (!std::isfinite(pair.residual)) continue;
    map.limit = std::max(map.limit, std::ceil(std::abs(pair.residual) * 20 - 1e-9) / 20);
    for (const std::string& item : {pair.first, pair.second}) {
      seen.insert(item);
      if (chosen.size() < kMostItems) chosen.insert(item);
    }
  }
  map.all_items = seen.size();
  for (const std::string& item : results.observed_names) {
    if (chosen.contains(item)) map.items.push_back(item);
  }
  return map;
}

class MapPage {
 public:
  MapPage(const ResidualMap& map, const FigureOptions& options, ChartSheet* sheet)
      : map_(map),
        options_(options),
        sheet_(*sheet),
        letter_(sheet->letter()),
        count_(static_cast<double>(map.items.size())) {
    // Names stand on the diagonal, right of their row and above their column; their letters shrink
    // with the squares.
    const double wide = sheet_.right() - sheet_.left();
    cell_ = std::min(sheet_.body_limit() / count_, 4 * letter_);
    for (int i = 0; i < 4; ++i) {
      names_ = std::min(letter_, 0.85 * cell_);
      cell_ = std::min(cell_, (wide - WidestName() * names_) / (count_ - 1));
    }
    sheet_.BeginBody(std::max(count_ * cell_, kKeySteps * kKeyStep * letter_));
  }

  void Draw(const Results& results, int group) {
    const double size = count_ * cell_;
    sheet_.Area(sheet_.left(), sheet_.left() + size, sheet_.top(), sheet_.top() + size);
    sheet_.Command(fmt::format("set xrange [0:{0}]\nset yrange [{0}:0]", map_.items.size()));
    std::unordered_map<std::string, size_t> position;
    for (size_t i = 0; i < map_.items.size(); ++i) {
      position[map_.items[i]] = i;
      sheet_.Write(fmt::format("first {}", static_cast<double>(i) + 0.15),
                   fmt::format("first {}", static_cast<double>(i) + 0.5),
                   FitText(map_.items[i], kNamesWidth),
                   {Align::kLeft, names_ / letter_, Palette::kInk, false});
    }
    DrawSquares(results, group, position);
    const double beside =
        std::min(sheet_.left() + size + 4 * letter_, sheet_.right() - kKeyWidth * letter_);
    DrawKey(beside);
    if (options_.size == FigureSize::kSlide) {
      ListLargest(results, group, beside + (kKeyWidth + 1) * letter_);
    }
  }

 private:
  static constexpr double kKeyStep = 1.1, kKeyWidth = 5;  // letters
  static constexpr int kKeySide = 4, kKeySteps = 2 * kKeySide + 1;

  double WidestName() const {
    double widest = 1;
    for (const std::string& item : map_.items) {
      widest = std::max(widest, std::min(TextExtent(item), kNamesWidth));
    }
    return widest;
  }

  void DrawSquares(const Results& results, int group,
                   const std::unordered_map<std::string, size_t>& position) {
    const double number_size = std::min(0.8, 0.9 * cell_ / (TextExtent("\u2212.00") * letter_));
    const bool numbers = number_size >= 0.55;
    std::vector<std::vector<double>> squares;
    for (const ResidualCorrelation& pair : results.residual_correlations) {
      const auto first = position.find(pair.first), second = position.find(pair.second);
      if (pair.group != group || !std::isfinite(pair.residual) || first == position.end() ||
          second == position.end()) {
        continue;
      }
      const size_t column = std::min(first->second, second->second);
      const size_t row = std::max(first->second, second->second);
      const double x = static_cast<double>(column) + 0.5, y = static_cast<double>(row) + 0.5;
      const int colour = Colour(pair.residual, map_.limit);
      squares.push_back({x, y, pair.residual, static_cast<double>(colour)});
      if (!numbers && pair.residual > kMinusBelow) continue;
      const bool dark = std::abs(pair.residual) > 0.6 * map_.limit;
      sheet_.Write(fmt::format("first {}", x), fmt::format("first {}", y),
                   numbers ? Short(pair.residual) : "\u2212",
                   {Align::kCentre, numbers ? number_size : std::min(1.0, 0.9 * cell_ / letter_),
                    dark ? Palette::kPaper : Palette::kInk, false});
    }
    std::sort(squares.begin(), squares.end(), [](const auto& a, const auto& b) {
      return a[1] != b[1] ? a[1] < b[1] : a[0] < b[0];
    });
    sheet_.Command("set style fill solid 1 noborder");
    sheet_.Plot(fmt::format(
        "{} using 1:2:($1-0.48):($1+0.48):($2-0.48):($2+0.48):4 with boxxyerror lc rgb variable "
        "title {}",
        sheet_.Data(squares),
        GnuplotQuoted(Say(options_.language, ChartPhrase::kResidualCorrelation))));
  }

  // The scale of colours.
  void DrawKey(double x) {
    // Every second step has its number: whole hundredths, or with a half between them.
    const double hundredths = 50 * map_.limit;
    const int decimals = std::abs(hundredths - std::round(hundredths)) < 1e-6 ? 2 : 3;
    for (int i = 0; i < kKeySteps; ++i) {
      const double value = map_.limit * (kKeySide - i) / kKeySide;
      const double y = sheet_.top() + i * kKeyStep * letter_;
      sheet_.Command(fmt::format(
          "set object rectangle from {}, {} to {}, {} fc rgb '#{:06x}' fs solid 1 {}", sheet_.X(x),
          sheet_.Y(y + kKeyStep * letter_), sheet_.X(x + 1.2 * letter_), sheet_.Y(y),
          Colour(value, map_.limit), i == kKeySide ? "border lc rgb '#bbbbbb'" : "noborder"));
      if (i % 2 != 0) continue;
      sheet_.Write(sheet_.X(x + 1.6 * letter_), sheet_.Y(y + kKeyStep * letter_ / 2),
                   ChartNumber(value, decimals), {Align::kLeft, 0.8, "#555555", false});
    }
  }

  void ListLargest(const Results& results, int group, double x) {
    constexpr double kLine = 1.2, kSize = 0.75;  // letters
    const double room = sheet_.right() - x, number = 3 * letter_;
    if (room < 10 * letter_) return;
    double y = sheet_.top() + kLine * letter_ / 2;
    sheet_.Write(sheet_.X(x), sheet_.Y(y), Say(options_.language, ChartPhrase::kLargest), {});
    for (const ResidualCorrelation& pair : results.residual_correlations) {
      if (pair.group != group || !std::isfinite(pair.residual)) continue;
      y += kLine * letter_;
      if (y + kLine * letter_ > sheet_.bottom() || y > sheet_.top() + 11 * kLine * letter_) return;
      const double half = ((room - number) / (kSize * letter_) - 1.5) / 2;
      sheet_.Write(sheet_.X(x), sheet_.Y(y),
                   FitText(pair.first, half) + " \u2013 " + FitText(pair.second, half),
                   {Align::kLeft, kSize, "#444444", false});
      sheet_.Write(sheet_.X(sheet_.right()), sheet_.Y(y), ChartNumber(pair.residual, 3),
                   {Align::kRight, kSize, Palette::kInk, false});
    }
  }

  const ResidualMap& map_;
  const FigureOptions& options_;
  ChartSheet& sheet_;
  double letter_, count_, cell_ = 0, names_ = 0;
};

}  // namespace

std::vector<ChartPage> ChartResiduals(const Results& results, const FigureOptions& options) {
  std::vector<ChartPage> pages;
  const ResidualMap map = MapOf(results);
  if (map.items.size() < 2) return pages;
  const std::vector<std::string> groups = GroupLabels(results);
  for (size_t g = 0; g < groups.size(); ++g) {
    const int group = static_cast<int>(g) + 1;
    const auto& pairs = results.residual_correlations;
    if (std::none_of(pairs.begin(), pairs.end(), [&](const ResidualCorrelation& pair) {
          return pair.group == group && std::isfinite(pair.residual);
        })) {
      continue;
    }
    Text title = ChartTitle(Subject(results), ChartPhrase::kResiduals);
    if (groups.size() > 1) {
      title.en += ", " + groups[g];
      title.zh += "，" + groups[g];
    }
    std::string reading = Say(options.language, ChartPhrase::kResidualsReading);
    if (map.items.size() < map.all_items) {
      reading +=
          " " + Say(options.language, ChartPhrase::kLargestItems, map.items.size(), map.all_items);
    }
    ChartSheet sheet(title, reading, {}, options);
    MapPage(map, options, &sheet).Draw(results, group);
    pages.push_back({pages.empty() ? "residuals" : fmt::format("residuals_{}", group), sheet});
  }
  return pages;
}

}  // namespace trustsem
