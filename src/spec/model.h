// The model as plain data: what a YAML specification or lavaan syntax says, before any default is
// added and before any data are seen. Readers make it, writers write it back, and the parameter
// table (folder `table`) completes it.
#ifndef TRUSTSEM_SPEC_MODEL_H_
#define TRUSTSEM_SPEC_MODEL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "spec/simulation_options.h"
#include "spec/text.h"

namespace trustsem {

// lavaan's operators; the vocabulary of every output.
enum class Operator {
  kMeasuredBy,  // =~   construct measured by an item or a construct
  kRegression,  // ~    lhs regressed on rhs
  kCovariance,  // ~~   covariance, or variance where both sides are the same
  kIntercept,   // ~1   intercept or mean; rhs is empty
  kThreshold,   // |    item | t1
  kScale,       // ~*~  scaling factor of an ordered item
  kDefinition,  // :=   lhs is a name, rhs an expression of labels
  kEqual,       // ==   both sides are expressions of labels
  kLess,        // <
  kGreater,     // >
};

const char* ToString(Operator op);

// How firmly the source states a path.
enum class Status { kUnstated, kExplicit, kImplied, kAmbiguous };

const char* ToString(Status status);

// What a term says of its parameter. Each list is empty (nothing said), of length one (said of
// every group) or has one entry a group.
struct Modifiers {
  std::vector<std::optional<double>> fixed;  // no value (lavaan's NA): free, also where a default
                                             // would fix it
  std::vector<std::string> labels;           // one label on several parameters makes them equal
  std::vector<double> start;                 // NaN: none for this group
  std::vector<double> lower;
  std::vector<double> upper;
  std::string equal_to;                   // lavaan's equal("f =~ x2"), normalised "f=~x2"
  std::optional<bool> equal_over_groups;  // true: equal in all groups; false: exempt from the
                                          // equality that fit.equal asks for
};

// One parameter as the user wrote it.
struct Term {
  std::string lhs;
  Operator op = Operator::kRegression;
  std::string rhs;
  Modifiers modifiers;
  Status status = Status::kUnstated;
  std::string source;       // where the claim stands, e.g. "S4 L117"
  bool reciprocal = false;  // one of the two paths of `a <=> b`
  Place place;
};

struct Construct {
  std::string name;
  Text label;
  std::string source;
  Place place;
};

// An observed variable as the specification describes it; only those with something to say.
struct Variable {
  std::string name;
  Text label;
  std::string column;                 // the data's column; empty: the same as `name`
  std::vector<double> missing_codes;  // added to those of the whole file
  std::optional<std::pair<double, double>> reversed;  // scale ends: x becomes min + max - x
  Place place;
};

// `==`, `<` or `>` between two expressions of labels.
struct Constraint {
  std::string lhs;
  Operator op = Operator::kEqual;
  std::string rhs;
  Place place;
};

// An effect defined by an expression of labels and earlier definitions: `indirect := a*b`.
struct Definition {
  std::string name;
  std::string expression;
  Text label;
  Place place;
};

enum class Sign { kPositive, kNegative };

// A claim on a path ("a -> b"), a covariance ("a <-> b"), a label or a defined effect.
struct Hypothesis {
  std::string name;      // "H1"
  std::string about;     // as written: "CO -> VAL", "indirect"
  std::string lhs, rhs;  // parsed from `about` where it names a path or covariance; else empty
  Operator op = Operator::kRegression;
  Sign expected = Sign::kPositive;
  Text label;
  std::string source;
  Place place;
};

struct DataOptions {
  std::vector<std::string> ordered;
  bool all_ordered = false;
  std::string group, weights, cluster, strata;  // column names; empty: none
  std::vector<double> missing_codes;            // of every variable of the model
  std::string codebook;                         // its file, found from here; empty: none
  // Incomplete variables of the data that the model leaves out, but whose answers tell something of
  // what is missing.
  std::vector<std::string> auxiliary;
  // Column of the size of the finite population in each stratum, in clusters (without clusters in
  // respondents); empty: the population is taken as infinite.
  std::string population;
  std::string single_cluster;  // what a stratum with one cluster adds: error (default, empty),
                               // certainty (nothing) or average
  std::vector<std::string> replicate_weights;  // columns, or ranges of them: rw1-rw80
  std::string replicate_method;                // jk1, jkn, brr, bootstrap
  std::vector<double> replicate_scales;        // of each replicate, or one of all; empty: by method
  std::optional<double> fay;                   // of brr: Fay's factor, from 0 to less than 1
};

// Options of estimation; what is not set takes the command line's default.
struct FitOptions {
  std::optional<std::string> estimator;
  std::optional<std::string> missing;
  std::optional<std::string> information;       // expected, observed
  std::optional<std::string> parameterization;  // delta, theta
  std::optional<std::string> smoothing;         // none, ridge, eigenvalues
  std::optional<double> empty_cell;             // added to an empty cell of a 2 x 2 table
  std::vector<std::string> equal;
  std::optional<int> threads;                     // 0: all processors
  std::optional<int> imputations;                 // of missing: imputation
  std::optional<int64_t> bootstrap;               // replicates
  std::optional<std::string> bootstrap_method;    // nonparametric, bollen_stine, parametric
  std::optional<std::string> bootstrap_interval;  // percentile, normal, bca
  std::optional<uint64_t> seed;
  std::optional<bool> mean_structure, std_lv, orthogonal, growth, fixed_x;
};

struct Model {
  int version = 1;  // of the specification's format
  std::string name;
  Text title, description;
  std::string source;
  std::vector<Construct> constructs;  // in order of appearance; lavaan syntax: each lhs of =~
  std::vector<Variable> variables;
  std::vector<Term> terms;  // in order of appearance
  std::vector<Constraint> constraints;
  std::vector<Definition> definitions;
  std::vector<Hypothesis> hypotheses;
  DataOptions data;
  FitOptions fit;
  SimulationOptions simulation;
  std::string file;  // as the user named it
  std::string hash;  // of the file's bytes
};

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_MODEL_H_
