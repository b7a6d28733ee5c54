// The columns of a simulated survey, resolved against the model: what each is made of, in an order
// in which each needs only those before it.
#ifndef TRUSTSEM_SIMULATE_SURVEY_PLAN_H_
#define TRUSTSEM_SIMULATE_SURVEY_PLAN_H_

#include <Eigen/Core>
#include <cstdint>
#include <string>
#include <vector>

#include "simulate/cluster_membership.h"
#include "simulate/population.h"
#include "spec/model.h"

namespace trustsem {

// A rate, resolved.
struct PlannedRate {
  const Rate* said = nullptr;  // null: never
  int by = -1;                 // the category that decides; -1: none
  std::vector<double> rates;   // by its values
};

struct PlannedColumn {
  enum class Source {
    kRespondentId,
    kWave,
    kConstant,
    kCluster,
    kCategory,  // cut from a draw of its own, or from an item's response
    kNumber,    // kNumber and kInteger of the specification
    kWeight,
    kDate,
    kItem,         // a continuous response
    kOrderedItem,  // a response cut at thresholds or margins
    kChoice,       // one item of "choose k of these"
  };
  std::string name;  // of the column or the model's variable
  Source source = Source::kConstant;
  Place place;
  const MetaColumn* column = nullptr;  // what the specification says; null for items without scale
  const Margin* margin = nullptr;
  int item = -1;   // the response behind it, an index of the population's observed variables
  int wave = -1;   // from zero, of a variable measured in one wave alone
  int level = -1;  // of the cluster that decides (kCluster, `within`)
  std::vector<std::string> cells;    // what each category is called
  std::vector<std::string> written;  // the same as CSV cells

  int by = -1;                  // the category whose value chooses the shares
  std::vector<Shares> shares;   // by the categories of `by`; one where there is none
  Eigen::MatrixXd shifts;       // kCategory: p x values, added to the responses; empty: nothing
  int after = -1;               // the column whose value is added to this one's
  std::vector<int> population;  // kWeight: categories that it corrects
  std::vector<std::vector<double>> population_shares;  // of them, by category
  std::vector<double> thresholds;                      // kOrderedItem without a margin
  std::vector<int> set;                                // kChoice: the columns of its question
  const std::vector<double>* choice_shares = nullptr;  // of them
  int choose = 0;

  PlannedRate missing;
  std::string missing_cell;

  // What is written of an item: sum - value where it is reversed.
  bool reversed = false;
  double reversal_sum = 0;

  uint32_t draw = 0, missing_draw = 0;
};

// A column of the file: a planned column in each wave.
struct OutputColumn {
  std::string name;
  std::vector<int> by_wave;
};

struct SurveyPlan {
  std::vector<PlannedColumn> columns;
  std::vector<int> sequence;  // of all columns: each needs only columns before it
  std::vector<OutputColumn> output;
  int weight = -1;  // the column of weights; -1: none
  int waves = 1;
  std::vector<PlannedRate> dropout;  // between each wave and the next
};

// `continuous`: items are written as their responses, neither cut nor rescaled, and none is
// missing. Throws Error(kSpecification), each fault at its place: names of columns that are not
// there (with "did you mean"), two columns of one name, an item with two ways to write it or, where
// it is ordered, with none, shares for values that do not exist, columns that need each other. The
// model must outlive the plan.
SurveyPlan MakeSurveyPlan(const Model& model, const Population& population,
                          const ClusterMembership& clusters, bool continuous);

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_SURVEY_PLAN_H_
