// Tables of weighted percentages as a YAML file asks for them, as plain data.
#ifndef TRUSTSEM_SPEC_SURVEY_TABLES_H_
#define TRUSTSEM_SPEC_SURVEY_TABLES_H_

#include <limits>
#include <string>
#include <vector>

#include "base/error.h"
#include "spec/text.h"

namespace trustsem {

// Holds for a respondent whose answer to `variable` is one of `values`, or lies from `minimum` to
// `maximum` where there are no values. A missing answer fulfils no condition.
struct Condition {
  std::string variable;
  std::vector<std::string> values;  // as the file writes them, or labels of the codebook
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  // Bounds that are no numbers: dates, or answers of an ordered scale; empty: none.
  std::string minimum_text, maximum_text;
  Place place;
};

// Of whom a share is taken: those for whom every condition holds.
struct Base {
  Text label;                         // empty: made from the conditions
  std::vector<Condition> conditions;  // empty: all respondents
};

// Several answers counted together.
struct Net {
  std::string name;
  Text label;
  std::vector<std::string> values;
  Place place;
};

enum class IntervalMethod {
  kLogit,  // Wald on the logit scale, back-transformed
  kBeta,   // Korn & Graubard (1998): Clopper-Pearson with the effective number of respondents
};

enum class Correction { kNone, kBonferroni, kHolm, kBenjaminiHochberg };

// A stratum with one cluster alone has no variance of its own.
enum class LonelyCluster {
  kRefuse,     // an error that names it
  kAdjust,     // centred at the mean of all clusters (survey.lonely.psu = "adjust" of R's survey)
  kCertainty,  // counts as a census of itself
};

// Columns of the data; empty: none.
struct DesignOptions {
  std::string weights, strata, clusters;
  LonelyCluster lonely = LonelyCluster::kRefuse;
};

// One table: each of `variables` one below the other, or one multiple-choice question.
struct TableRequest {
  std::string name;
  Text title;
  std::vector<std::string> variables;
  std::vector<std::string> segments;  // columns of the table, beside the total
  Base base;                          // together with the book's
  bool shares = true, mean = false;
  std::vector<Net> nets;
  // Nets of the lowest and highest `k` answers of an ordered scale; 0: none.
  int top = 0, bottom = 0;
  Place place;
  // Where the file names each variable and each segment; empty where no file does.
  std::vector<Place> variable_places, segment_places;
};

struct TableBook {
  std::string name;
  Text title;
  std::string codebook;  // its file, found from here; empty: none
  DesignOptions design;
  double confidence = 0.95;
  IntervalMethod interval = IntervalMethod::kLogit;
  double level = 0.05;  // of significance letters
  Correction correction = Correction::kHolm;
  int minimum_base = 30;  // cells with fewer respondents are suppressed
  Base base;
  std::vector<TableRequest> tables;
  std::string file, hash;
};

const char* ToString(IntervalMethod method);  // "logit", "beta"
const char* ToString(Correction correction);  // "none", "bonferroni", "holm", "bh"
const char* ToString(LonelyCluster lonely);   // "refuse", "adjust", "certainty"

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_SURVEY_TABLES_H_
