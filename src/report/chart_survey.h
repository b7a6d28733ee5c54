// Tables of percentages and published claims as charts.
#ifndef TRUSTSEM_REPORT_CHART_SURVEY_H_
#define TRUSTSEM_REPORT_CHART_SURVEY_H_

#include <string>
#include <vector>

#include "report/figure.h"

namespace trustsem {

struct SurveyBookResults;  // survey/results.h
struct ClaimBookResults;   // survey/results.h
struct SurveyOrigin;       // survey/results.h

// Each table as figures named after it. A table that asks for the highest or lowest answers of a
// scale becomes diverging stacked bars: of one question by the table's columns, of several by
// question in all respondents; without shares of its own the answers between the lowest and the
// highest are one. Every other table becomes bars with intervals of all respondents: the answers
// of one question in their order, those of several with the largest first. Means are not drawn. A
// table of means alone gives no figure.
std::vector<Figure> MakeSurveyCharts(const SurveyBookResults& results,
                                     const FigureOptions& options);

// "claims": every published percentage with the survey's own, in its first reading, and interval;
// largest first, those that could not be computed last.
std::vector<Figure> MakeClaimCharts(const ClaimBookResults& results, const FigureOptions& options);

// The sentence below these charts: the request, the data, how many respondents, the program's
// version, and that data are synthetic where they are.
std::string SurveyProvenance(const SurveyOrigin& origin, Language language);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_CHART_SURVEY_H_
