#include "simulate/survey_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace trustsem {
namespace {

// Clipped to the column's range, then rounded; never "-0".
void AppendScaled(const MetaColumn& column, double standardised, std::string* line) {
  const double value =
      std::clamp(column.mean + column.sd * standardised, column.minimum, column.maximum);
  const int decimals = column.kind == MetaColumn::Kind::kInteger ? 0 : column.decimals;
  const size_t begin = line->size();
  fmt::format_to(std::back_inserter(*line), "{:.{}f}", value, decimals);
  if ((*line)[begin] == '-' && line->find_first_not_of("-0.", begin) == std::string::npos) {
    line->erase(begin, 1);
  }
}

}  // namespace

std::string CsvCell(const std::string& text) {
  const bool blank_ends = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!blank_ends && text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + '"';
}

FurtherColumn::FurtherColumn(const MetaColumn& column, uint32_t draw)
    : column_(column), draw_(draw), header_(CsvCell(column.name)) {
  double sum = 0;
  for (const auto& [value, share] : column.shares) {
    cells_.push_back(CsvCell(value));
    upper_.push_back(sum += share);
  }
  if (column.kind == MetaColumn::Kind::kConstant) cells_ = {CsvCell(column.value)};
}

void FurtherColumn::Write(uint64_t number, const RandomStream& stream, std::string* line) const {
  switch (column_.kind) {
    case MetaColumn::Kind::kRespondentId:
      fmt::format_to(std::back_inserter(*line), "{}", number);
      return;
    case MetaColumn::Kind::kConstant:
      *line += cells_[0];
      return;
    case MetaColumn::Kind::kCategory: {
      // Shares that sum to a little less than one leave the rest to the last category.
      const auto found = std::upper_bound(upper_.begin(), upper_.end() - 1, stream.Uniform(draw_));
      *line += cells_[found - upper_.begin()];
      return;
    }
    case MetaColumn::Kind::kNumber:
    case MetaColumn::Kind::kInteger:
      AppendScaled(column_, stream.Normal(draw_), line);
  }
}

ItemColumn::ItemColumn(const Model& model, const Population& population, int item,
                       bool continuous) {
  const std::string& name = population.observed[item];
  header_ = CsvCell(name);
  for (const Variable& variable : model.variables) {
    if (variable.name != name) continue;
    if (!variable.column.empty()) header_ = CsvCell(variable.column);
    if (!variable.reversed) continue;
    reversed_ = true;
    reversal_sum_ = variable.reversed->first + variable.reversed->second;
  }
  if (continuous) return;
  thresholds_ = population.thresholds[item];
  const auto scale = model.simulation.items.find(name);
  if (scale == model.simulation.items.end()) return;
  scaled_ = true;
  scale_ = scale->second;
  // sum - (mean + sd z) is a scale with another mean, and z turned round.
  if (reversed_) scale_.mean = reversal_sum_ - scale_.mean;
  mean_ = population.moments.mu[item];
  sd_ = std::sqrt(population.moments.sigma(item, item));
}

void ItemColumn::Write(double response, std::string* line) const {
  if (scaled_) {
    const double z = sd_ > 0 ? (response - mean_) / sd_ : 0;
    AppendScaled(scale_, reversed_ ? -z : z, line);
    return;
  }
  double value = response;
  if (!thresholds_.empty()) {
    const auto above = std::upper_bound(thresholds_.begin(), thresholds_.end(), response);
    value = 1 + static_cast<double>(above - thresholds_.begin());
  }
  fmt::format_to(std::back_inserter(*line), "{:.6g}", reversed_ ? reversal_sum_ - value : value);
}

}  // namespace trustsem
