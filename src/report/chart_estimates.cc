#include "report/chart_estimates.h"

#include <algorithm>

#include "base/text.h"

namespace trustsem {
namespace {

// Hebrew, Arabic and their neighbours.
bool HasRightToLeft(const std::string& text) {
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    if ((c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
        (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
        (c >= 0x1E800 && c <= 0x1EFFF)) {
      return true;
    }
  }
  return false;
}

}  // namespace

Text Subject(const Results& results) {
  const Text& title = results.title;
  return title.en.empty() && title.zh.empty() ? Text{results.model_name, results.model_name}
                                              : title;
}

std::string Gap(const FigureOptions& options) {
  return options.language == Language::kEnglish ? " " : "";
}

std::string Called(const Names& names, const std::string& name) {
  const std::string label = names.Label(name);
  return label.empty() ? name : label;
}

std::string Arrow(const std::string& from, const std::string& to) {
  const bool marked = HasRightToLeft(from) || HasRightToLeft(to);
  const std::string mark = marked ? "\u200E" : "";  // left-to-right mark
  return mark + (from.empty() ? "" : from + mark + " ") + "→ " + mark + to;
}

std::vector<std::string> GroupLabels(const Results& results) {
  std::vector<std::string> labels;
  for (const GroupSummary& group : results.groups) labels.push_back(group.label);
  if (labels.empty()) labels.emplace_back();
  return labels;
}

void DotTable::Set(const std::string& section, const std::string& row, int group, const Dot& dot) {
  if (group < 1 || static_cast<size_t>(group) > groups_) return;
  auto in = std::find_if(sections_.begin(), sections_.end(),
                         [&](const DotSection& known) { return known.heading == section; });
  if (in == sections_.end()) in = sections_.insert(sections_.end(), {section, {}});
  auto at = std::find_if(in->rows.begin(), in->rows.end(),
                         [&](const DotRow& known) { return known.label == row; });
  if (at == in->rows.end()) {
    const std::vector<Dot> none(groups_, Dot{kMissing, kMissing, kMissing});
    at = in->rows.insert(in->rows.end(), {row, none});
  }
  at->dots[static_cast<size_t>(group - 1)] = dot;
}

std::vector<DotSection> DotTable::Sections(const Naming& heading, const Naming& label) const {
  std::vector<DotSection> sections = sections_;
  for (DotSection& section : sections) {
    section.heading = heading(section.heading);
    for (DotRow& row : section.rows) row.label = label(row.label);
  }
  return sections;
}

}  // namespace trustsem
