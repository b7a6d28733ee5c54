// What a path diagram shows of a model, before anything has a place on the page.
#ifndef TRUSTSEM_REPORT_PATH_GRAPH_H_
#define TRUSTSEM_REPORT_PATH_GRAPH_H_

#include <string>
#include <vector>

#include "inference/results.h"
#include "report/document.h"
#include "spec/model.h"

namespace trustsem {

// One coefficient in one group: completely standardised, which colour and width of its line tell,
// and as estimated.
struct PathValue {
  double std_all = kMissing, est = kMissing;
  bool plain = false;                               // est is what is shown, not std_all
  double ci_lower = kMissing, ci_upper = kMissing;  // of what is shown
  double pvalue = kMissing;                         // of est
  bool free = false;
};

struct PathItem {
  std::string name;
  Text label;
  std::vector<PathValue> loadings;  // one a group; empty without estimates
};

struct PathNode {
  std::string name;
  Text label;
  bool construct = false;         // else an observed variable
  std::vector<PathItem> items;    // that are no nodes themselves
  std::vector<double> r_squared;  // one a group; NaN where nothing explains it
};

struct PathEdge {
  enum class Kind {
    kPath,         // an arrow from the predictor to the outcome
    kMeasurement,  // from a construct to a construct or observed variable that measures it
    kCovariance,   // an arrow with two heads
  };
  Kind kind = Kind::kPath;
  int from = 0, to = 0;  // nodes
  Status status = Status::kUnstated;
  std::vector<PathValue> values;  // one a group; empty without estimates
};

struct PathGraph {
  Text title;
  std::string name;  // of the model
  bool estimated = false;
  bool plain = false;               // the coefficients shown are unstandardised
  std::vector<std::string> groups;  // their labels; one empty one for a single group
  std::vector<PathNode> nodes;      // constructs in the model's order, then observed variables
  std::vector<PathEdge> edges;      // one for all groups
  // Between nodes, not written in the model: no edges, but in a model of at most eight constructs
  // without paths.
  int default_covariances = 0;
  int item_covariances = 0;  // between items that are no nodes: no edges
};

PathGraph MakePathGraph(const Results& results,
                        Coefficients coefficients = Coefficients::kStandardized);

// The same of one group (from 0) alone.
PathGraph OfGroup(PathGraph graph, int group);

// Of the model alone, without estimates.
PathGraph MakePathGraph(const Model& model);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PATH_GRAPH_H_
