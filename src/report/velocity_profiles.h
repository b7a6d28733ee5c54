// Scores of the same components in several panels side by side: a profile a stage (private to the
// charts of trust velocity).
#ifndef TRUSTSEM_REPORT_VELOCITY_PROFILES_H_
#define TRUSTSEM_REPORT_VELOCITY_PROFILES_H_

#include <string>
#include <vector>

#include "report/chart_dots.h"
#include "report/chart_pages.h"
#include "report/figure.h"

namespace trustsem {

struct ProfilePanel {
  std::string heading;
  std::vector<Dot> dots;     // one a row, 0 to 100
  std::vector<bool> marked;  // likewise: a square in place of a circle
};

struct ProfileChart {
  std::string name;  // of the first figure; further ones are "components_2", ...
  Text title;
  std::string reading;
  std::string axis;
  std::string marked, unmarked;  // for the legend
  std::vector<std::string> rows;
  std::vector<ProfilePanel> panels;
};

// Four panels a page, all with the same axis; none where no dot exists.
std::vector<ChartPage> ComposeProfiles(const ProfileChart& chart, const FigureOptions& options);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_VELOCITY_PROFILES_H_
