#include "report/chart_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "base/parallel.h"
#include "report/chart_phrases.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

constexpr double kLabelSize = 0.9, kTwoLineSize = 0.75;
constexpr double kOneLinePitch = 1.4, kTwoLinePitch = 1.95;  // letters

}  // namespace

std::vector<Figure> DrawPages(const std::vector<ChartPage>& pages) {
  std::vector<GnuplotPage> drawn;
  std::vector<Figure> figures;
  for (const ChartPage& page : pages) {
    drawn.push_back(page.sheet.Page());
    Figure& figure = figures.emplace_back();
    figure.name = page.name;
    figure.title = page.sheet.title();
  }
  std::vector<std::exception_ptr> failures(pages.size());
  const int threads = pages.empty() ? 1 : ThreadCount(pages[0].sheet.options().threads);
  ParallelFor(static_cast<int>(pages.size()), threads, [&](int i) {
    try {
      DrawWithGnuplot(drawn[i], &figures[i]);
    } catch (...) {
      failures[i] = std::current_exception();
    }
  });
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
  return figures;
}

std::string PageName(const std::string& name, size_t page) {
  return page == 0 ? name : fmt::format("{}_{}", name, page + 1);
}

Text PageTitle(const Text& title, size_t page) {
  if (page == 0) return title;
  return {Say(Language::kEnglish, ChartPhrase::kContinued, title.en),
          Say(Language::kChinese, ChartPhrase::kContinued, title.zh)};
}

RowLabels::RowLabels(const std::vector<std::string>& labels, double share, const ChartSheet& sheet)
    : letter_(sheet.letter()) {
  const double most = share * (sheet.right() - sheet.left());
  bool one_line = true;
  for (const std::string& label : labels) {
    one_line = one_line && TextExtent(label) * kLabelSize * letter_ <= most;
  }
  const double size = one_line ? kLabelSize : kTwoLineSize;
  pitch_ = (one_line ? kOneLinePitch : kTwoLinePitch) * letter_;
  for (const std::string& label : labels) {
    lines_.push_back(WrapText(label, most / (size * letter_), one_line ? 1 : 2));
    for (const std::string& line : lines_.back()) {
      width_ = std::max(width_, TextExtent(line) * size * letter_);
    }
  }
}

void RowLabels::Write(size_t row, size_t line, ChartSheet* sheet) const {
  const std::vector<std::string>& lines = lines_[row];
  const bool one_line = pitch_ < kTwoLinePitch * letter_;
  const double step = kTwoLineSize * 1.15 * letter_ / pitch_;  // of a row
  const double first = 0.5 - step * (static_cast<double>(lines.size()) - 1) / 2;
  for (size_t i = 0; i < lines.size(); ++i) {
    const double y = static_cast<double>(line) + first + static_cast<double>(i) * step;
    sheet->Write(sheet->X(sheet->left()), fmt::format("first {:.4g}", y), lines[i],
                 {ChartSheet::TextStyle::Align::kLeft, one_line ? kLabelSize : kTwoLineSize,
                  Palette::kInk, false});
  }
}

std::vector<std::pair<size_t, size_t>> RowLabels::Pages(double room) const {
  const size_t limit = std::max<size_t>(1, static_cast<size_t>(room / pitch_));
  const size_t count = (lines_.size() + limit - 1) / limit;
  std::vector<std::pair<size_t, size_t>> pages;
  for (size_t page = 0; page < count; ++page) {
    const size_t first = page * lines_.size() / count;
    pages.emplace_back(first, (page + 1) * lines_.size() / count - first);
  }
  return pages;
}

}  // namespace trustsem
