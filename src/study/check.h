// Everything that can be known of a model and a sample without fitting.
#ifndef TRUSTSEM_STUDY_CHECK_H_
#define TRUSTSEM_STUDY_CHECK_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "inference/identification.h"
#include "inference/results.h"
#include "spec/model.h"
#include "study/analysis.h"

namespace trustsem {

// One observed variable as the data have it: after missing codes and reversal, over all rows, so
// that the counts do not depend on the other variables' missing answers.
struct VariableSummary {
  std::string name;
  std::vector<std::string> constructs;  // that measure it
  bool ordered = false;                 // declared so
  double answers = kMissing;            // not missing
  double missing = kMissing;
  double distinct = kMissing;  // different answers
  double minimum = kMissing, maximum = kMissing, mean = kMissing;
  double sd = kMissing;  // divisor n - 1
};

struct ConstructSummary {
  std::string name;
  std::vector<std::string> items;  // items and constructs that it is measured by, as written
};

struct CheckReport {
  // The specification.
  std::string model_name, model_file, model_hash;
  Text title;
  std::vector<std::pair<std::string, Text>> labels;
  std::vector<ConstructSummary> constructs;
  std::vector<std::string> observed;
  std::vector<Term> paths;               // regressions, as written
  std::vector<std::string> constraints;  // "a == b"

  // What it asks of the moments.
  int groups = 1;
  int moments = 0;             // sample moments to explain
  int parameters = 0;          // free ones, equality constraints counted
  int degrees_of_freedom = 0;  // moments - parameters
  bool mean_structure = false;
  bool identified = false;
  Fault identification_fault;  // where not identified
  std::vector<ReciprocalEquation> reciprocal;

  // The sample; empty without data.
  bool has_data = false;
  std::string data_file, data_hash, data_statement, group_column;
  std::string codebook_file, codebook_hash;  // empty: none
  double rows_read = kMissing;               // NaN: a moment matrix
  double rows_incomplete = kMissing;         // an answer is missing
  double rows_without_group = kMissing;
  std::vector<GroupSummary> sample_groups;  // complete respondents
  std::vector<VariableSummary> variables;
  MissingSummary missing;
  LittleTest little;  // of continuous variables

  std::vector<Note> notes;
};

// Where `input` names no file, the rank of the moments' Jacobian is taken with made-up moments
// (unit variances, unequal positive correlations): identification is a property of the model, not
// of the data. Throws as reading, MakeParameterTable and MakeSample do; a model that is
// not identified is reported, not thrown.
CheckReport CheckStudy(const Model& model, const DataInput& input);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_CHECK_H_
