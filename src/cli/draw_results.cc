#include "cli/draw_results.h"

#include <algorithm>
#include <utility>

#include "report/charts.h"
#include "report/figure_provenance.h"

namespace trustsem {

namespace {

// Each failure once: a character that no typeface has is missing in several figures.
void AddFailures(const Error& error, std::vector<Fault>* failures) {
  for (const Fault& fault : error.faults()) {
    const bool known = std::any_of(failures->begin(), failures->end(), [&](const Fault& other) {
      return other.message == fault.message;
    });
    if (!known) failures->push_back(fault);
  }
}

}  // namespace

std::vector<Figure> DrawResults(const Results& results, PathDiagramOptions options,
                                std::vector<Fault>* failures) {
  options.figure.provenance = FigureProvenance(results, options.figure.language);
  std::vector<Figure> figures;
  try {
    figures.push_back(MakePathDiagram(results, options));
  } catch (const Error& error) {
    AddFailures(error, failures);
  }
  try {
    for (Figure& chart : MakeCharts(results, options.figure)) figures.push_back(std::move(chart));
  } catch (const Error& error) {
    AddFailures(error, failures);
  }
  return figures;
}

}  // namespace trustsem
