// One respondent's cells, from responses, draws and cut points.
#ifndef TRUSTSEM_SIMULATE_RESPONDENT_CELLS_H_
#define TRUSTSEM_SIMULATE_RESPONDENT_CELLS_H_

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "simulate/cluster_membership.h"
#include "simulate/population.h"
#include "simulate/respondent_generator.h"
#include "simulate/survey_plan.h"

namespace trustsem {

// Where a column's scores are cut, or what else has to be known of all respondents.
struct ColumnCalibration {
  std::vector<std::vector<double>> cuts;     // by the categories of `by`; one where there is none
  double intercept = 0;                      // kChoice
  std::vector<std::vector<double>> factors;  // kWeight: population / sample share, by category
  double scale = 1;                          // kWeight
};

struct RespondentCell {
  int category = -1;
  double number = 0;
  bool missing = false;
};

struct Respondent {
  uint64_t number = 0;  // from one
  Eigen::VectorXd responses;
  std::vector<uint64_t> clusters;
  int waves = 1;                      // that he or she answers, as far as is decided
  std::vector<RespondentCell> cells;  // one a planned column
};

class CellMaker {
 public:
  // All must outlive this.
  CellMaker(const SurveyPlan& plan, const Population& population, const ClusterMembership& clusters,
            const RespondentGenerator& generator)
      : plan_(plan), population_(population), clusters_(clusters), generator_(generator) {}

  // Responses, clusters, and waves as far as no answer decides; no cell is filled in.
  void Draw(uint64_t number, Respondent* respondent) const;

  // Fills in column `k`'s cell, those that it needs being there, and what follows from it:
  // responses that a category shifts, waves that an answer decides about.
  void Fill(int k, const ColumnCalibration& calibration, const std::vector<ColumnCalibration>& all,
            Respondent* respondent) const;

  // What is cut to a category: a response, or a uniform draw.
  double Score(const PlannedColumn& planned, const Respondent& respondent) const;

  // The row of the cut points: the category of `by`, 0 without one, -1 where that is missing.
  int CutRow(const PlannedColumn& planned, const Respondent& respondent) const;

  // Whether the column is not answered, and why it could be is decided.
  bool IsMissing(const PlannedColumn& planned, const Respondent& respondent) const;

  // The lines of one respondent, one a wave, each ended by a line feed.
  void Write(const Respondent& respondent, std::string* text) const;

 private:
  void WriteCell(const PlannedColumn& planned, const Respondent& respondent,
                 const RespondentCell& cell, int wave, std::string* text) const;
  double Weight(const PlannedColumn& planned, const ColumnCalibration& calibration,
                const Respondent& respondent) const;
  void FillCell(int k, const ColumnCalibration& calibration,
                const std::vector<ColumnCalibration>& all, Respondent* respondent) const;
  double RateOf(const PlannedRate& rate, const Respondent& respondent) const;
  // Whether those whom column `by` decides about (-1: chance alone) answer further waves.
  void Continue(int by, Respondent* respondent) const;
  double Standardised(int item, const Respondent& respondent) const;

  const SurveyPlan& plan_;
  const Population& population_;
  const ClusterMembership& clusters_;
  const RespondentGenerator& generator_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_RESPONDENT_CELLS_H_
