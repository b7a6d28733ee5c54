#include "report/chart_loadings.h"

#include "report/chart_dots.h"
#include "report/chart_estimates.h"
#include "report/chart_phrases.h"
#include "report/names.h"

namespace trustsem {

std::vector<ChartPage> ChartLoadings(const Results& results, const FigureOptions& options) {
  const Names names(results, options.language, 0);
  DotTable table(GroupLabels(results).size());
  for (const ParameterEstimate& row : results.estimates) {
    if (row.op != Operator::kMeasuredBy) continue;
    table.Set(row.lhs, row.rhs, row.group,
              {row.std_all, row.std_all_ci_lower, row.std_all_ci_upper});
  }
  DotChart chart;
  chart.name = "loadings";
  chart.title = ChartTitle(Subject(results), ChartPhrase::kLoadings);
  chart.reading = Say(options.language, ChartPhrase::kLoadingsReading) + Gap(options) +
                  Say(options.language, ChartPhrase::kDots);
  chart.axis = Say(options.language, ChartPhrase::kStandardisedLoading);
  chart.groups = GroupLabels(results);
  // An item's label is a whole question, of which a row shows the beginning: its name comes first.
  const auto item = [&](const std::string& name) {
    const std::string label = names.Label(name);
    return label.empty() ? name : name + "  " + label;
  };
  const auto construct = [&](const std::string& name) { return Called(names, name); };
  chart.sections = table.Sections(construct, item);
  return ComposeDots(chart, options);
}

}  // namespace trustsem
