#include "report/velocity_charts.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "report/chart_dots.h"
#include "report/chart_pages.h"
#include "report/format_number.h"
#include "report/velocity_curves.h"
#include "report/velocity_profiles.h"
#include "report/velocity_words.h"

namespace trustsem {
namespace {

using P = VelocityPhrase;

template <typename... Arguments>
Text TitleText(const VelocityResults& results, P phrase, const Arguments&... arguments) {
  return {
      TitleOf(results, Language::kEnglish) + ": " + Say(Language::kEnglish, phrase, arguments...),
      TitleOf(results, Language::kChinese) + "：" + Say(Language::kChinese, phrase, arguments...)};
}

std::string Gap(Language language) { return language == Language::kEnglish ? " " : ""; }

Dot DotOf(const VelocityEstimate& estimate, double factor = 1) {
  return {factor * estimate.value, factor * estimate.lower, factor * estimate.upper};
}

DotSection LevelSection(const VelocityResults& results, const VelocityLevelResults& level,
                        Language language) {
  const bool reference = results.reference_time > 0 && std::isfinite(results.reference_time);
  const double factor = reference ? kTrustComponents / results.reference_time : NAN;
  DotSection section{Say(language, LevelPhrase(level.level)), {}};
  for (size_t g = 0; g < level.groups.size(); ++g) {
    const VelocityGroup& group = level.groups[g];
    if (!group.shown) continue;
    section.rows.push_back({GroupName(results, level.level, static_cast<int>(g), language),
                            {DotOf(group.velocity), DotOf(group.matched, factor)}});
  }
  return section;
}

// Levels that fit on one slide stand on one; none leaves a last row to the next.
std::vector<ChartPage> ChartLevels(const VelocityResults& results, const FigureOptions& options) {
  const Language language = options.language;
  const size_t most = options.size == FigureSize::kSlide ? 11 : 40;  // lines
  DotChart empty;
  empty.title = TitleText(results, P::kChartLevels);
  empty.reading = Say(language, P::kChartLevelsReading, FormatCount(results.reference_time),
                      100 * results.specification.confidence);
  empty.axis = Say(language, P::kPerUnit, TimeUnit(results, language));
  empty.groups = {Say(language, P::kChartIndex), Say(language, P::kChartMatched)};
  std::vector<DotChart> charts;
  size_t lines = 0;
  for (const VelocityLevel wanted :
       {VelocityLevel::kStage, VelocityLevel::kSegment, VelocityLevel::kMarket}) {
    const VelocityLevelResults* level = FindLevel(results, wanted);
    if (level == nullptr) continue;
    DotSection section = LevelSection(results, *level, language);
    if (section.rows.empty()) continue;
    const size_t own = section.rows.size() + 1;
    if (charts.empty() || lines + own > most) {
      charts.push_back(empty);
      lines = 0;
    }
    lines += own;
    charts.back().sections.push_back(std::move(section));
  }
  std::vector<ChartPage> pages;
  for (const DotChart& chart : charts) {
    for (ChartPage& page : ComposeDots(chart, options)) {
      page.name = PageName("velocity", pages.size());
      pages.push_back(std::move(page));
    }
  }
  return pages;
}

bool Emphasised(const VelocityResults& results, const std::string& stage,
                TrustComponent component) {
  for (const VelocityStage& known : results.specification.stages) {
    if (known.value != stage) continue;
    return std::find(known.emphasis.begin(), known.emphasis.end(), component) !=
           known.emphasis.end();
  }
  return false;
}

std::vector<ChartPage> ChartComponents(const VelocityResults& results,
                                       const FigureOptions& options) {
  const Language language = options.language;
  const VelocityLevelResults* level = FindLevel(results, VelocityLevel::kStage);
  if (level == nullptr) return {};
  ProfileChart chart;
  chart.name = "components";
  chart.title = TitleText(results, P::kChartComponents);
  chart.reading = Say(language, P::kChartComponentsReading, 100 * results.specification.confidence);
  chart.axis = Say(language, P::kPoints);
  chart.marked = Say(language, P::kChartEmphasised);
  chart.unmarked = Say(language, P::kChartOthers);
  for (int c = 0; c < kTrustComponents; ++c) {
    chart.rows.push_back(ComponentName(results, static_cast<TrustComponent>(c), language));
  }
  for (size_t g = 0; g < level->groups.size(); ++g) {
    const VelocityGroup& group = level->groups[g];
    if (!group.shown) continue;
    ProfilePanel panel{GroupName(results, level->level, static_cast<int>(g), language), {}, {}};
    for (size_t c = 0; c < kTrustComponents; ++c) {
      panel.dots.push_back(DotOf(group.components[c]));
      panel.marked.push_back(Emphasised(results, group.name, static_cast<TrustComponent>(c)));
    }
    chart.panels.push_back(std::move(panel));
  }
  return ComposeProfiles(chart, options);
}

// The indices of the groups with most accounts, at most kMostCurves, in their own order.
template <typename Group>
std::vector<size_t> Largest(const std::vector<Group>& groups) {
  std::vector<size_t> order(groups.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return groups[a].accounts > groups[b].accounts; });
  order.resize(std::min(order.size(), kMostCurves));
  std::sort(order.begin(), order.end());
  return order;
}

std::string LargestSentence(size_t groups, Language language) {
  if (groups <= kMostCurves) return "";
  return Gap(language) + Say(language, P::kChartLargest, kMostCurves, groups);
}

// Means of the scores observed at each wave, of a segment or of everybody.
std::vector<Point> ObservedMeans(const VelocityResults& results, const std::string& segment) {
  const std::vector<double>& times = results.growth.times;
  std::vector<double> sums(times.size(), 0), counts(times.size(), 0);
  for (const VelocityResponse& response : results.responses) {
    const auto wave = static_cast<size_t>(response.wave);
    if (response.wave < 0 || wave >= times.size() || (response.flags & kRejected) != 0) continue;
    if (!std::isfinite(response.score)) continue;
    const int own = response.member[static_cast<size_t>(VelocityLevel::kSegment)];
    if (!segment.empty() && GroupInData(results, VelocityLevel::kSegment, own) != segment) continue;
    sums[wave] += response.score;
    counts[wave] += 1;
  }
  std::vector<Point> means;
  for (size_t w = 0; w < times.size(); ++w) {
    if (counts[w] > 0) means.push_back({times[w], sums[w] / counts[w]});
  }
  return means;
}

double Shape(GrowthShape shape, double t) {
  return shape == GrowthShape::kLinear ? t : std::log1p(t);
}

// Means at the waves and, since they are linear in f(t), between them.
std::vector<CurvePoint> Trajectory(const GrowthGroup& group, const std::vector<double>& times,
                                   GrowthShape shape) {
  constexpr int kBetween = 12;
  const auto at = [&](const std::vector<double>& values, size_t w) {
    return w < values.size() ? values[w] : NAN;
  };
  std::vector<CurvePoint> points;
  const size_t waves = std::min(times.size(), group.trajectory.size());
  for (size_t w = 0; w < waves; ++w) {
    const int steps = w + 1 < waves ? kBetween : 1;
    for (int k = 0; k < steps; ++k) {
      const size_t next = std::min(w + 1, waves - 1);
      const double t = times[w] + k * (times[next] - times[w]) / kBetween;
      const double rise = Shape(shape, times[next]) - Shape(shape, times[w]);
      const double share = rise > 0 ? (Shape(shape, t) - Shape(shape, times[w])) / rise : 0;
      const auto mean = [&](const std::vector<double>& values) {
        return (1 - share) * at(values, w) + share * at(values, next);
      };
      points.push_back(
          {t, mean(group.trajectory), mean(group.trajectory_lower), mean(group.trajectory_upper)});
    }
  }
  return points;
}

CurveSeries GrowthSeries(const VelocityResults& results, const GrowthGroup& group,
                         GrowthShape shape, Language language) {
  CurveSeries series;
  series.label = SegmentName(group.name, language);
  series.points = Trajectory(group, results.growth.times, shape);
  series.observed = ObservedMeans(results, group.name);
  return series;
}

// Tens around everything drawn, at least twenty points high and within the score's range.
void SetScoreAxis(CurveChart* chart) {
  double lowest = 100, highest = 0;
  const auto include = [&](double y) {
    if (!std::isfinite(y)) return;
    lowest = std::min(lowest, y);
    highest = std::max(highest, y);
  };
  for (const CurveSeries& series : chart->series) {
    for (const CurvePoint& point : series.points) {
      for (const double y : {point.y, point.lower, point.upper}) include(y);
    }
    for (const Point& point : series.observed) include(point.y);
  }
  chart->y_lower = std::max(0.0, 10 * std::floor(lowest / 10));
  chart->y_upper = std::min(100.0, 10 * std::ceil(highest / 10));
  if (chart->y_upper - chart->y_lower < 20) {
    chart->y_upper = std::min(100.0, chart->y_lower + 20);
    chart->y_lower = chart->y_upper - 20;
  }
  chart->y_step = chart->y_upper - chart->y_lower > 40 ? 10 : 5;
}

std::vector<ChartPage> ChartGrowth(const VelocityResults& results, const FigureOptions& options) {
  const Language language = options.language;
  const GrowthModel* model = ToldModel(results.growth);
  if (model == nullptr) return {};
  CurveChart chart;
  chart.name = "growth";
  chart.title = TitleText(results, P::kChartGrowth);
  chart.reading = Say(language, P::kChartGrowthReading, Say(language, ShapePhrase(model->shape)),
                      100 * results.specification.confidence) +
                  LargestSentence(model->segments.size(), language);
  chart.x_axis = Say(language, P::kAxisUnit, "t", WaveUnit(results, language));
  chart.y_axis = Say(language, P::kChartGrowthAxis);
  for (const size_t s : Largest(model->segments)) {
    chart.series.push_back(GrowthSeries(results, model->segments[s], model->shape, language));
  }
  chart.series.push_back(GrowthSeries(results, model->everybody, model->shape, language));
  chart.series.back().background = !model->segments.empty();
  SetScoreAxis(&chart);
  return ComposeCurves(chart, options);
}

CurveSeries TimeSeries(const TrustCurve& curve, Language language) {
  CurveSeries series;
  series.label = SegmentName(curve.segment, language);
  for (const TrustCurvePoint& point : curve.points) {
    const Dot percent = DotOf(point.reached, 100);
    series.points.push_back({point.time, percent.value, percent.lower, percent.upper});
  }
  return series;
}

std::vector<ChartPage> ChartTimeToTrust(const VelocityResults& results,
                                        const FigureOptions& options) {
  const Language language = options.language;
  std::vector<ChartPage> pages;
  for (const ThresholdResults& threshold : results.time_to_trust.thresholds) {
    CurveChart chart;
    chart.name = PageName("time_to_trust", pages.size());
    chart.title = TitleText(results, P::kChartTime, FormatCount(threshold.threshold));
    chart.reading = Say(language, P::kChartTimeReading, 100 * results.specification.confidence) +
                    LargestSentence(threshold.segments.size(), language);
    chart.x_axis = Say(language, P::kAxisUnit, "T", TimeName(results, language));
    chart.y_axis = Say(language, P::kChartTimeAxis);
    chart.steps = true;
    for (const size_t s : Largest(threshold.segments)) {
      chart.series.push_back(TimeSeries(threshold.segments[s], language));
    }
    chart.series.push_back(TimeSeries(threshold.everybody, language));
    chart.series.back().background = !threshold.segments.empty();
    std::vector<ChartPage> composed = ComposeCurves(chart, options);
    std::move(composed.begin(), composed.end(), std::back_inserter(pages));
  }
  return pages;
}

}  // namespace

std::vector<Figure> MakeVelocityCharts(const VelocityResults& results,
                                       const FigureOptions& options) {
  std::vector<ChartPage> pages;
  for (const auto chart : {ChartLevels, ChartComponents, ChartGrowth, ChartTimeToTrust}) {
    std::vector<ChartPage> composed = chart(results, options);
    std::move(composed.begin(), composed.end(), std::back_inserter(pages));
  }
  return DrawPages(pages);
}

}  // namespace trustsem
