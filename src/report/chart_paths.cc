#include "report/chart_paths.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <utility>

#include "report/chart_dots.h"
#include "report/chart_estimates.h"
#include "report/chart_phrases.h"
#include "report/names.h"

namespace trustsem {
namespace {

constexpr double kNormalQuantile = 1.959963984540054;
constexpr size_t kMostEffects = 40;

double Largest(const DotRow& row) {
  double largest = 0;
  for (const Dot& dot : row.dots) {
    if (std::isfinite(dot.value)) largest = std::max(largest, std::abs(dot.value));
  }
  return largest;
}

// Keeps the `most` largest rows, in their order. Returns how many there were.
size_t KeepLargest(size_t most, std::vector<DotSection>* sections) {
  std::vector<double> sizes;
  for (const DotSection& section : *sections) {
    for (const DotRow& row : section.rows) sizes.push_back(Largest(row));
  }
  const size_t count = sizes.size();
  if (count <= most) return count;
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(most), sizes.end(),
                   std::greater<>());
  const double bound = sizes[most];
  for (DotSection& section : *sections) {
    std::erase_if(section.rows, [&](const DotRow& row) { return Largest(row) <= bound; });
  }
  std::erase_if(*sections, [](const DotSection& section) { return section.rows.empty(); });
  return count;
}

// Whether the model has more indirect effects than the results list (ComputeEffects).
bool ListIsCut(const Results& results) {
  return std::any_of(results.warnings.begin(), results.warnings.end(),
                     [](const Note& note) { return note.code == "indirect_effects_left_out"; });
}

}  // namespace

std::vector<ChartPage> ChartPaths(const Results& results, const FigureOptions& options) {
  const Names names(results, options.language, 0);
  DotTable table(GroupLabels(results).size());
  for (const ParameterEstimate& row : results.estimates) {
    if (row.op != Operator::kRegression || row.auxiliary) continue;
    table.Set(row.lhs, row.rhs, row.group,
              {row.std_all, row.std_all_ci_lower, row.std_all_ci_upper});
  }
  DotChart chart;
  chart.name = "coefficients";
  chart.title = ChartTitle(Subject(results), ChartPhrase::kPaths);
  chart.reading = Say(options.language, ChartPhrase::kPathsReading) + Gap(options) +
                  Say(options.language, ChartPhrase::kDots);
  chart.axis = Say(options.language, ChartPhrase::kStandardisedCoefficient);
  chart.groups = GroupLabels(results);
  chart.sections =
      table.Sections([&](const std::string& name) { return Arrow("", Called(names, name)); },
                     [&](const std::string& name) { return Called(names, name); });
  return ComposeDots(chart, options);
}

std::vector<ChartPage> ChartEffects(const Results& results, const FigureOptions& options) {
  const Names names(results, options.language, 0);
  std::set<std::pair<std::string, std::string>> indirect;
  for (const Effect& effect : results.effects) {
    if (effect.kind == Effect::Kind::kIndirect) indirect.emplace(effect.from, effect.to);
  }
  DotTable table(GroupLabels(results).size());
  for (const Effect& effect : results.effects) {
    if (effect.kind != Effect::Kind::kTotal || !indirect.contains({effect.from, effect.to})) {
      continue;
    }
    const double reach = kNormalQuantile * effect.std_all_se;
    table.Set(effect.to, effect.from, effect.group,
              {effect.std_all, effect.std_all - reach, effect.std_all + reach});
  }
  DotChart chart;
  chart.name = "effects";
  chart.title = ChartTitle(Subject(results), ChartPhrase::kEffects);
  chart.axis = Say(options.language, ChartPhrase::kStandardisedCoefficient);
  chart.groups = GroupLabels(results);
  chart.sections =
      table.Sections([&](const std::string& name) { return Arrow("", Called(names, name)); },
                     [&](const std::string& name) { return Called(names, name); });
  const size_t count = KeepLargest(kMostEffects, &chart.sections);
  chart.reading = Say(options.language, ChartPhrase::kEffectsReading) + Gap(options);
  if (count > kMostEffects) {
    size_t shown = 0;
    for (const DotSection& section : chart.sections) shown += section.rows.size();
    chart.reading += Say(options.language, ChartPhrase::kLargestRows, shown, count) + Gap(options);
  }
  if (ListIsCut(results)) {
    chart.reading += Say(options.language, ChartPhrase::kListedPairsOnly) + Gap(options);
  }
  chart.reading += Say(options.language, ChartPhrase::kDots);
  return ComposeDots(chart, options);
}

}  // namespace trustsem
