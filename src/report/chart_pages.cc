#include "report/chart_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/parallel.h"
#include "report/chart_phrases.h"
#include "report/text_extent.h"

namespace trustsem {
namespace {

constexpr double kLabelSize = 0.9, kTwoLineSize = 0.75;
constexpr double kOneLinePitch = 1.4, kTwoLinePitch = 1.95;  // letters

}  // namespace

std::vector<Figure> DrawPages(const std::vector<ChartPage>& pages, std::vector<Fault>* failures) {
  std::vector<Figure> figures(pages.size());
  std::vector<std::vector<Fault>> faults(pages.size());
  const int threads = pages.empty() ? 1 : ThreadCount(pages[0].sheet.options().threads);
  ParallelFor(static_cast<int>(pages.size()), threads, [&](int i) {
    figures[i].name = pages[i].name;
    figures[i].title = pages[i].sheet.title();
    try {
      DrawWithGnuplot(pages[i].sheet.Page(), &figures[i]);
    } catch (const Error& error) {
      faults[i] = error.faults();
    }
  });
  std::vector<Figure> drawn;
  for (size_t i = 0; i < pages.size(); ++i) {
    if (faults[i].empty()) drawn.push_back(std::move(figures[i]));
    failures->insert(failures->end(), faults[i].begin(), faults[i].end());
  }
  return drawn;
}

std::vector<Figure> DrawPages(const std::vector<ChartPage>& pages) {
  std::vector<Fault> failures;
  std::vector<Figure> figures = DrawPages(pages, &failures);
  if (!failures.empty()) throw Error(ErrorKind::kOther, EachOnce(failures));
  return figures;
}

std::vector<Fault> EachOnce(const std::vector<Fault>& faults) {
  std::vector<Fault> once;
  for (const Fault& fault : faults) {
    const bool known = std::any_of(once.begin(), once.end(), [&](const Fault& other) {
      return other.message == fault.message;
    });
    if (!known) once.push_back(fault);
  }
  return once;
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
