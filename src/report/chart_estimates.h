// From Results to rows of dots (private to the charts).
#ifndef TRUSTSEM_REPORT_CHART_ESTIMATES_H_
#define TRUSTSEM_REPORT_CHART_ESTIMATES_H_

#include <functional>
#include <string>
#include <vector>

#include "report/chart_dots.h"
#include "report/names.h"

namespace trustsem {

// What titles are about: the model's title, else its name.
Text Subject(const Results& results);

// What stands between two sentences.
std::string Gap(const FigureOptions& options);

// The label, else the name.
std::string Called(const Names& names, const std::string& name);

// "from → to", or "→ to" where `from` is empty. The arrow points from the one to the other also
// where these are written from right to left.
std::string Arrow(const std::string& from, const std::string& to);

// One a group, empty where the model has a single one.
std::vector<std::string> GroupLabels(const Results& results);

// Rows in sections, each in the order of first appearance. Groups count from one; what is not set
// does not exist.
class DotTable {
 public:
  explicit DotTable(size_t groups) : groups_(groups) {}

  void Set(const std::string& section, const std::string& row, int group, const Dot& dot);

  using Naming = std::function<std::string(const std::string&)>;
  // With names as headings and labels say them.
  std::vector<DotSection> Sections(const Naming& heading, const Naming& label) const;

 private:
  size_t groups_;
  std::vector<DotSection> sections_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_ESTIMATES_H_
