#include "simulate/respondent_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "simulate/choice_intercepts.h"
#include "simulate/csv_cell.h"
#include "simulate/quantile_cuts.h"
#include "spec/calendar_date.h"

namespace trustsem {
namespace {

using Source = PlannedColumn::Source;

constexpr double kDaysOfAMonth = 30.44;  // 365.25 / 12, rounded
constexpr double kWeightUnit = 1e-4;     // weights are written with four decimals

// mean + sd * standardised value, clipped to the scale's range.
double Scaled(const MetaColumn& scale, double standardised) {
  return std::clamp(scale.mean + scale.sd * standardised, scale.minimum, scale.maximum);
}

// Never "-0".
void AppendRounded(double value, int decimals, std::string* text) {
  const size_t begin = text->size();
  fmt::format_to(std::back_inserter(*text), "{:.{}f}", value, decimals);
  if ((*text)[begin] == '-' && text->find_first_not_of("-0.", begin) == std::string::npos) {
    text->erase(begin, 1);
  }
}

void AppendDate(double day, std::string* text) { *text += FormatDate(static_cast<int64_t>(day)); }

}  // namespace

void CellMaker::Draw(uint64_t number, Respondent* respondent) const {
  respondent->number = number;
  generator_.Draw(number, &respondent->responses);
  clusters_.ClustersOf(number, &respondent->clusters);
  respondent->cells.resize(plan_.columns.size());
  respondent->waves = 1;
  Continue(-1, respondent);
}

void CellMaker::Continue(int by, Respondent* respondent) const {
  const RandomStream stream = generator_.Stream(respondent->number);
  int& waves = respondent->waves;
  while (waves < plan_.waves && plan_.dropout[waves - 1].by == by &&
         stream.Uniform(kWaveDraws + static_cast<uint32_t>(waves)) >=
             RateOf(plan_.dropout[waves - 1], *respondent)) {
    ++waves;
  }
}

double CellMaker::RateOf(const PlannedRate& rate, const Respondent& respondent) const {
  if (rate.said == nullptr) return 0;
  if (rate.by < 0 || respondent.cells[rate.by].missing) return rate.said->rate;
  return rate.rates[respondent.cells[rate.by].category];
}

double CellMaker::Standardised(int item, const Respondent& respondent) const {
  const double sd = std::sqrt(population_.moments.sigma(item, item));
  return sd > 0 ? (respondent.responses[item] - population_.moments.mu[item]) / sd : 0;
}

double CellMaker::Score(const PlannedColumn& planned, const Respondent& respondent) const {
  if (planned.item >= 0) return respondent.responses[planned.item];
  if (planned.level >= 0) {
    return clusters_.Stream(planned.level, respondent.clusters[planned.level])
        .Uniform(planned.draw);
  }
  return generator_.Stream(respondent.number).Uniform(planned.draw);
}

int CellMaker::CutRow(const PlannedColumn& planned, const Respondent& respondent) const {
  // What an answer decides is open where answers are not cut to categories.
  if (planned.by < 0) return planned.column != nullptr && !planned.column->by.empty() ? -1 : 0;
  const RespondentCell& cell = respondent.cells[planned.by];
  return cell.missing ? -1 : cell.category;
}

bool CellMaker::IsMissing(const PlannedColumn& planned, const Respondent& respondent) const {
  if (planned.wave >= respondent.waves) return true;
  return generator_.Stream(respondent.number).Uniform(planned.missing_draw) <
         RateOf(planned.missing, respondent);
}

double CellMaker::Weight(const PlannedColumn& planned, const ColumnCalibration& calibration,
                         const Respondent& respondent) const {
  double weight = calibration.scale;
  for (size_t k = 0; k < planned.population.size(); ++k) {
    const RespondentCell& cell = respondent.cells[planned.population[k]];
    if (!cell.missing) weight *= calibration.factors[k][cell.category];
  }
  const double variation = planned.column->variation;
  if (variation > 0) {
    // Lognormal with mean one.
    const double variance = std::log1p(variation * variation);
    const double z = generator_.Stream(respondent.number).Normal(planned.draw);
    weight *= std::exp(std::sqrt(variance) * z - variance / 2);
  }
  return std::round(weight / kWeightUnit) * kWeightUnit;
}

void CellMaker::Fill(int k, const ColumnCalibration& calibration,
                     const std::vector<ColumnCalibration>& all, Respondent* respondent) const {
  FillCell(k, calibration, all, respondent);
  const PlannedColumn& planned = plan_.columns[k];
  const RespondentCell& cell = respondent->cells[k];
  if (planned.shifts.size() > 0 && cell.category >= 0) {
    respondent->responses += planned.shifts.col(cell.category);
  }
  Continue(k, respondent);
}

void CellMaker::FillCell(int k, const ColumnCalibration& calibration,
                         const std::vector<ColumnCalibration>& all, Respondent* respondent) const {
  const PlannedColumn& planned = plan_.columns[k];
  RespondentCell& cell = respondent->cells[k];
  cell = RespondentCell();
  cell.missing = IsMissing(planned, *respondent);
  const double before = planned.after < 0 ? 0 : respondent->cells[planned.after].number;
  switch (planned.source) {
    case Source::kRespondentId:
    case Source::kWave:
    case Source::kConstant:
    case Source::kCluster:
      return;
    case Source::kCategory:
    case Source::kOrderedItem: {
      const int row = CutRow(planned, *respondent);
      cell.missing |= row < 0;
      if (row >= 0) cell.category = CategoryOf(Score(planned, *respondent), calibration.cuts[row]);
      return;
    }
    case Source::kNumber:
      cell.number = before + Scaled(*planned.column,
                                    generator_.Stream(respondent->number).Normal(planned.draw));
      return;
    case Source::kWeight:
      cell.number = Weight(planned, calibration, *respondent);
      return;
    case Source::kDate: {
      const MetaColumn& column = *planned.column;
      double days = Scaled(column, generator_.Stream(respondent->number).Normal(planned.draw));
      days = std::max(0.0, days);
      if (planned.after >= 0) {
        cell.number = before + std::round(days);
        return;
      }
      if (planned.item >= 0) {
        const double z = Standardised(planned.item, *respondent);
        for (const PlannedColumn& months : plan_.columns) {
          if (months.item != planned.item || months.source != Source::kItem) continue;
          days +=
              kDaysOfAMonth * std::max(0.0, months.column ? Scaled(*months.column, z)
                                                          : respondent->responses[planned.item]);
        }
      }
      cell.number = column.latest - std::round(days);
      return;
    }
    case Source::kItem: {
      double value = respondent->responses[planned.item];
      if (planned.column != nullptr) {
        value = before + Scaled(*planned.column, Standardised(planned.item, *respondent));
      }
      cell.number = planned.reversed ? planned.reversal_sum - value : value;
      return;
    }
    case Source::kChoice: {
      Eigen::VectorXd utilities(static_cast<Eigen::Index>(planned.set.size()));
      int self = 0;
      for (size_t j = 0; j < planned.set.size(); ++j) {
        const int member = planned.set[j];
        if (member == k) self = static_cast<int>(j);
        utilities[static_cast<Eigen::Index>(j)] =
            respondent->responses[plan_.columns[member].item] + all[member].intercept;
      }
      cell.category = IsChosen(utilities, self, planned.choose);
    }
  }
}

void CellMaker::WriteCell(const PlannedColumn& planned, const Respondent& respondent,
                          const RespondentCell& cell, int wave, std::string* text) const {
  if (cell.missing) {
    *text += CsvCell(planned.missing_cell);
    return;
  }
  const auto out = std::back_inserter(*text);
  switch (planned.source) {
    case Source::kRespondentId:
      *text += CsvCell(fmt::format("{}{}", planned.column->prefix, respondent.number));
      return;
    case Source::kWave:
      fmt::format_to(out, "{}", wave + 1);
      return;
    case Source::kConstant:
      *text += planned.written[0];
      return;
    case Source::kCluster:
      *text +=
          CsvCell(fmt::format("{}{}", planned.column->prefix, respondent.clusters[planned.level]));
      return;
    case Source::kCategory:
    case Source::kOrderedItem:
    case Source::kChoice:
      *text += planned.written[cell.category];
      return;
    case Source::kWeight:
      AppendRounded(cell.number, 4, text);
      return;
    case Source::kDate:
      AppendDate(cell.number, text);
      return;
    case Source::kNumber:
    case Source::kItem:
      break;
  }
  if (planned.column == nullptr) {
    fmt::format_to(out, "{:.6g}", cell.number);
    return;
  }
  const bool integer = planned.column->kind == MetaColumn::Kind::kInteger;
  AppendRounded(cell.number, integer ? 0 : planned.column->decimals, text);
}

void CellMaker::Write(const Respondent& respondent, std::string* text) const {
  for (int wave = 0; wave < respondent.waves; ++wave) {
    for (const OutputColumn& column : plan_.output) {
      const int k = column.by_wave[wave];
      if (k >= 0) WriteCell(plan_.columns[k], respondent, respondent.cells[k], wave, text);
      *text += ',';
    }
    text->back() = '\n';
  }
}

}  // namespace trustsem
