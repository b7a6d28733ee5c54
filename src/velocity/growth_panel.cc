#include "velocity/growth_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "base/text.h"
#include "study/analysis.h"
#include "velocity/growth_model.h"

namespace trustsem {
namespace {

// The place of a row's segment among `segments`; 0 where all are one group.
size_t GroupOf(const GrowthInput& input, const std::vector<int>& segments, int64_t row) {
  if (segments.empty()) return 0;
  const int segment = input.segment[static_cast<size_t>(row)];
  return static_cast<size_t>(std::find(segments.begin(), segments.end(), segment) -
                             segments.begin());
}

bool HasClustersEnough(const GrowthInput& input, const std::vector<int64_t>& rows,
                       const std::vector<int>& segments) {
  if (input.cluster.empty()) return false;
  std::vector<std::set<int>> clusters(std::max<size_t>(1, segments.size()));
  for (const int64_t row : rows) {
    const auto r = static_cast<size_t>(row);
    // An account without a salesperson is a cluster of its own, as below.
    clusters[GroupOf(input, segments, row)].insert(
        input.cluster[r] >= 0 ? input.cluster[r] : -1 - static_cast<int>(r));
  }
  return std::all_of(clusters.begin(), clusters.end(),
                     [](const std::set<int>& group) { return group.size() >= kLeastClusters; });
}

Column NumberColumn(std::string name, size_t rows) {
  Column column;
  column.name = std::move(name);
  column.numbers.resize(rows);
  return column;
}

std::shared_ptr<const Frame> MakeFrame(const GrowthInput& input, const TrustPanel& panel) {
  auto frame = std::make_shared<Frame>();
  frame->file = "scores";
  frame->rows = static_cast<int64_t>(panel.rows.size());
  for (int w = 0; w < panel.items.waves(); ++w) {
    for (int c = 0; c < panel.items.components(); ++c) {
      const std::string& name = panel.items.names[static_cast<size_t>(w)][static_cast<size_t>(c)];
      if (name.empty()) continue;
      Column column = NumberColumn(name, panel.rows.size());
      for (size_t i = 0; i < panel.rows.size(); ++i) {
        column.numbers[i] = input.scores(panel.rows[i], w * panel.items.components() + c);
      }
      frame->columns.push_back(std::move(column));
    }
  }
  if (panel.clustered) {
    Column column = NumberColumn(kGrowthClusterColumn, panel.rows.size());
    for (size_t i = 0; i < panel.rows.size(); ++i) {
      const auto row = static_cast<size_t>(panel.rows[i]);
      column.numbers[i] =
          input.cluster[row] >= 0 ? input.cluster[row] : -1 - static_cast<double>(row);
    }
    frame->columns.push_back(std::move(column));
  }
  if (panel.groups() > 1) {
    Column column;
    column.name = kGrowthGroupColumn;
    column.is_text = true;
    for (const int segment : panel.segments) {
      column.values.push_back(input.segment_names[static_cast<size_t>(segment)]);
    }
    for (const int64_t row : panel.rows) {
      column.codes.push_back(static_cast<int32_t>(GroupOf(input, panel.segments, row)));
    }
    frame->columns.push_back(std::move(column));
  }
  return frame;
}

}  // namespace

bool IsInformative(const Eigen::VectorXd& scores) {
  int answers = 0;
  double least = INFINITY, most = -INFINITY;
  for (const double score : scores) {
    if (std::isnan(score)) continue;
    ++answers;
    least = std::min(least, score);
    most = std::max(most, score);
  }
  return answers >= kLeastAnswers && most > least;
}

int TrustItems::Measured() const {
  int count = 0;
  for (const std::vector<std::string>& wave : names) {
    count += static_cast<int>(wave.size()) -
             static_cast<int>(std::count(wave.begin(), wave.end(), std::string()));
  }
  return count;
}

TrustItems FindTrustItems(const GrowthInput& input, std::vector<Note>* notes) {
  TrustItems items;
  const auto components = static_cast<Eigen::Index>(input.components.size());
  std::vector<std::string> left_out;
  for (size_t w = 0; w < input.times.size(); ++w) {
    std::vector<std::string>& names = items.names.emplace_back();
    items.trust.push_back(fmt::format("trust ({})", input.wave_names[w]));
    for (Eigen::Index c = 0; c < components; ++c) {
      std::string name =
          fmt::format("{} ({})", input.components[static_cast<size_t>(c)], input.wave_names[w]);
      const bool measured =
          IsInformative(input.scores.col(static_cast<Eigen::Index>(w) * components + c));
      if (!measured) left_out.push_back(name);
      names.push_back(measured ? std::move(name) : "");
    }
  }
  if (!left_out.empty()) {
    notes->push_back({"growth_component_left_out",
                      fmt::format("growth leaves out what fewer than {} accounts answered, or all "
                                  "alike: {}",
                                  kLeastAnswers, JoinNames(left_out)),
                      ""});
  }
  return items;
}

TrustPanel MakeTrustPanel(const GrowthInput& input, const TrustItems& items,
                          std::vector<int64_t> rows, std::vector<int> segments) {
  TrustPanel panel;
  panel.items = items;
  panel.clustered = HasClustersEnough(input, rows, segments);
  panel.rows = std::move(rows);
  panel.segments = std::move(segments);
  const Model model = MakeTrustModel(items, panel.groups(), panel.clustered, {}, {});
  panel.sample = MakeSample(MakeFrame(input, panel), MakeSampleRequest(model));
  std::vector<Note> notes;
  panel.moments = MakeModelMoments(model, panel.sample, ChosenEstimator(model).needs(), &notes);
  return panel;
}

}  // namespace trustsem
