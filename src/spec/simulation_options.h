// What a simulation needs beside the parameters' values: the `simulation` section of a
// specification as plain data (folder `simulate` makes respondents of it).
#ifndef TRUSTSEM_SPEC_SIMULATION_OPTIONS_H_
#define TRUSTSEM_SPEC_SIMULATION_OPTIONS_H_

#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"

namespace trustsem {

// Values and their shares, which sum to one, in the order written.
using Shares = std::vector<std::pair<std::string, double>>;

// Constructs and what is added to their intercepts.
using Shifts = std::vector<std::pair<std::string, double>>;

// A column of the survey that is no variable of the model.
struct MetaColumn {
  enum class Kind {
    kRespondentId,
    kCategory,
    kNumber,
    kInteger,
    kConstant,
    kWeight,
    kCluster,
    kDate,
  };
  std::string name;
  Kind kind = Kind::kCategory;
  Place place = {};

  // kCategory: its shares, or those for each value of the column or item `by`. With `from`, an
  // item, the response to that item is cut in the order of the shares, in place of a draw of its
  // own. With `within`, a cluster column, all members of a cluster have the same value.
  Shares shares;
  std::string by;
  std::vector<std::pair<std::string, Shares>> shares_by;
  std::string from;
  std::string within;
  // What each of its values adds to the intercepts of constructs.
  std::vector<std::pair<std::string, Shifts>> shifts;

  // kNumber and kInteger, and the scale of a continuous item: mean + sd * standardised value,
  // clipped and rounded.
  double mean = 0, sd = 1;
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  int decimals = 0;
  // kNumber and kInteger, and kDate in days: counted from this column, whose value is added.
  std::string after;

  std::string value;  // kConstant

  // kWeight: the product over categorical columns of population share / sample share, times a
  // lognormal factor with the coefficient of variation `variation`, of mean one.
  std::vector<std::pair<std::string, Shares>> population;
  double variation = 0;

  // kCluster: `size` respondents each on average, or exactly so many clusters of the column `of`.
  // `intraclass` is the share of every construct's (disturbance) variance between the clusters.
  double size = 1;
  std::string of;
  double intraclass = 0;
  std::string prefix;  // kRespondentId too

  // kDate without `after`: `latest`, days since 1970-01-01, less `months_from` (an item that counts
  // months) and a further span of mean `mean` and standard deviation `sd` days.
  int latest = 0;
  std::string months_from;
};

// The shares of an item's answers in increasing order of the response behind them.
struct Margin {
  std::vector<double> answers;  // the numbers to write
  std::vector<double> shares;   // which sum to one
  Place place;
};

// "Choose k of these": the k largest responses of a respondent become 1, the others 0.
struct ChoiceSet {
  std::string name;  // of the question
  std::vector<std::string> items;
  std::vector<double> shares;  // of each item among respondents; they sum to `choose`
  int choose = 1;
  Place place;
};

// How often something happens.
struct Rate {
  double rate = 0;
  std::string by;  // a column or item whose value decides; empty: at random
  std::vector<std::pair<std::string, double>> rates;  // by that value; others have `rate`
  Place place;
};

// How often an item, a question with choices, or a category, number or date is not answered.
struct MissingRate : Rate {
  std::string code;  // what is written; empty: an empty cell
};

// A panel: the variable or column x<suffix>t is the column x in the row of wave t.
struct Waves {
  int count = 1;
  std::string column = "wave";
  std::string suffix = "_w";
  // Those who answered a wave and leave before the next; `by` without a suffix means the answer in
  // the wave before.
  Rate dropout;
  Place place;
};

struct SimulationOptions {
  bool standardized = false;  // values are of the completely standardised solution (std_all)
  std::string statement;      // the "synthetic" sentence that every output of such data carries
  std::vector<MetaColumn> columns;
  std::map<std::string, MetaColumn> items;  // scales of continuous items
  std::map<std::string, Margin> margins;
  std::vector<ChoiceSet> choices;
  std::map<std::string, MissingRate> missing;
  Waves waves;
  std::vector<std::string> order;  // of the columns; those not named follow in their own order
};

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_SIMULATION_OPTIONS_H_
