// Everything that one fitted model has to say, as plain data: reports read this and nothing else.
// Numbers that do not exist are NaN here; every writer turns them into null or an empty cell.
#ifndef TRUSTSEM_INFERENCE_RESULTS_H_
#define TRUSTSEM_INFERENCE_RESULTS_H_

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "inference/little_test.h"
#include "moments/missing_summary.h"
#include "spec/model.h"

namespace trustsem {

inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

// One row of the parameter table with its estimate, in lavaan's order.
struct ParameterEstimate {
  std::string lhs;
  Operator op = Operator::kRegression;
  std::string rhs;
  int group = 1;  // 0: of no group (definitions)
  std::string label;
  bool free = false;
  bool user = false;       // written in the specification, not added by default
  bool exogenous = false;  // a moment of a fixed exogenous variable
  bool auxiliary = false;  // a moment of an auxiliary variable
  double est = kMissing, se = kMissing, z = kMissing, pvalue = kMissing;
  double ci_lower = kMissing, ci_upper = kMissing;  // 95%
  double std_lv = kMissing, std_all = kMissing;
  double std_lv_se = kMissing, std_all_se = kMissing;
  double std_all_ci_lower = kMissing, std_all_ci_upper = kMissing;
  // Of multiple imputation: z is referred to a t distribution with these degrees of freedom, and
  // this share of what complete answers would tell is missing.
  double df = kMissing, missing_information = kMissing;
  Status status = Status::kUnstated;
  std::string source;
};

// A named number; order is the order of printing. Names are lavaan's fitMeasures() with '_'.
using FitMeasures = std::vector<std::pair<std::string, double>>;
double FitMeasure(const FitMeasures& measures, const std::string& name);  // NaN where absent

struct RSquared {
  std::string variable;
  int group = 1;
  bool construct = false;
  double value = kMissing;
};

// How well its items measure a construct, in one group (reliability.h).
struct Reliability {
  std::string construct;
  int group = 1;
  std::vector<std::string> items;  // observed variables that measure it, also through constructs
  bool higher_order = false;       // constructs measure it
  bool ordered = false;  // an item is ordered: alpha, composite reliability and average variance
                         // extracted are those of latent responses
  double alpha = kMissing;
  double omega = kMissing;                  // of the sum of the items as answered
  double composite_reliability = kMissing;  // of the sum of standardised items
  double average_variance_extracted = kMissing;
};

// Whether two constructs can be told apart, in one group (discriminant_validity.h).
struct DiscriminantValidity {
  std::string first, second;
  int group = 1;
  double correlation = kMissing;
  double htmt = kMissing;  // heterotrait-monotrait ratio
  std::optional<bool> fornell_larcker;
};

// An effect of one variable on another. The unstandardised and the completely standardised one.
struct Effect {
  enum class Kind { kDirect, kIndirect, kTotalIndirect, kTotal };
  Kind kind = Kind::kTotal;
  std::string from, to;
  std::vector<std::string> through;  // kIndirect: the variables between, in order
  int group = 1;
  double est = kMissing, se = kMissing, z = kMissing, pvalue = kMissing;
  double ci_lower = kMissing, ci_upper = kMissing;
  double std_all = kMissing, std_all_se = kMissing;
};

struct HypothesisVerdict {
  enum class Verdict { kSupported, kOppositeSign, kNotDistinguishable, kNotEstimated };
  Hypothesis hypothesis;
  int group = 1;
  double est = kMissing, se = kMissing, pvalue = kMissing, std_all = kMissing;
  Verdict verdict = Verdict::kNotEstimated;
};

// The residual correlation of a pair of observed variables (observed minus implied) and its
// standardised covariance residual's z value where that is defined.
struct ResidualCorrelation {
  std::string first, second;
  int group = 1;
  double residual = kMissing;
};

struct ModificationIndex {
  std::string lhs;
  Operator op = Operator::kRegression;
  std::string rhs;
  int group = 1;
  double mi = kMissing, pvalue = kMissing, epc = kMissing, sepc_lv = kMissing, sepc_all = kMissing;
};

struct GroupSummary {
  std::string label;
  double nobs = 0;             // respondents used
  double spectral_radius = 0;  // of Beta; total effects exist below one
  double clusters = 0;         // zero: respondents are independent
  double strata = 0;           // zero: one
};

// Where standard errors and intervals of the estimates come from the bootstrap.
struct BootstrapSummary {
  std::string method;    // nonparametric, bollen_stine, parametric
  std::string interval;  // percentile, normal, bca
  uint64_t seed = 0;
  int64_t replicates = 0;     // asked for
  int64_t used = 0;           // of them, with estimates
  int64_t not_converged = 0;  // without a minimum
  int64_t undefined = 0;      // drawn answers without the statistics that the model needs
  int64_t improper = 0;       // used, with a negative variance or the like
  // Share of the replicates with a test statistic at least as large as the model's (Bollen & Stine
  // 1992).
  double test_pvalue = kMissing;
  // Of each of Results::estimates that varies, std_all in every used replicate (NaN where there is
  // none); of the others nothing. Empty with bollen_stine, in whose replicates the model holds.
  std::vector<std::vector<double>> std_all;
};

// Where they come from replicate weights.
struct ReplicateSummary {
  std::string method;  // jk1, jkn, brr, bootstrap
  int64_t replicates = 0;
  int64_t left_out = 0;  // of them, without estimates: bootstrap weights alone
};

// Where estimates, standard errors and tests are pooled over completed data sets.
struct ImputationSummary {
  int sets = 0;  // asked for
  int used = 0;  // of them, with estimates
  uint64_t seed = 0;
  double largest_missing_information = kMissing;  // of any free parameter
  // Of the pooled test of fit: F with df and these degrees of freedom, and its relative increase in
  // variance.
  double denominator_df = kMissing, relative_increase = kMissing;
};

struct Results {
  // Provenance.
  std::string model_name, model_file, model_hash, data_file, data_hash;
  std::string data_statement;  // "Synthetic respondents ..." where the data are; else empty
  std::vector<std::pair<std::string, std::string>>
      options;              // every option in force, name and value
  std::string estimator;    // ML, GLS, ...
  std::string information;  // expected, observed

  // The sample and the course of the estimation.
  std::vector<GroupSummary> groups;
  std::string group_column;
  double rows_read = 0, rows_incomplete = 0;
  MissingSummary missing;  // without groups: of a moment matrix
  LittleTest little;       // with full information
  bool mean_structure = false;
  bool converged = false;
  int iterations = 0;
  double gradient_norm = kMissing;  // largest absolute element, per respondent
  int parameters = 0;               // free ones, equality constraints counted

  // Labels of constructs, items and definitions, for every name that has one.
  std::vector<std::pair<std::string, Text>> labels;
  std::vector<std::string> construct_names, observed_names;
  Text title, description;

  std::vector<ParameterEstimate> estimates;
  FitMeasures fit;
  std::vector<RSquared> r_squared;
  std::vector<Reliability> reliability;  // group by group
  std::vector<DiscriminantValidity> discriminant_validity;
  std::vector<Effect> effects;
  std::vector<HypothesisVerdict> hypotheses;
  std::vector<ResidualCorrelation> residual_correlations;  // largest first
  std::vector<ModificationIndex> modification_indices;     // largest first; empty: not asked for
  bool has_modification_indices = false;
  std::optional<BootstrapSummary> bootstrap;
  std::optional<ReplicateSummary> replicates;
  std::optional<ImputationSummary> imputation;
  std::vector<Note> warnings;
};

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_RESULTS_H_
