#include "report/path_graph.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>

namespace trustsem {
namespace {

// Makes the graph from rows, those of the first group before those of the others.
class GraphBuilder {
 public:
  GraphBuilder(const Results& results, bool plain) : results_(results) {
    graph_.plain = plain;
    for (const auto& [name, label] : results.labels) labels_.emplace(name, label);
    graph_.title = results.title;
    graph_.name = results.model_name.empty()
                      ? std::filesystem::path(results.model_file).filename().string()
                      : results.model_name;
    for (const GroupSummary& group : results.groups) graph_.groups.push_back(group.label);
    if (graph_.groups.size() <= 1) graph_.groups.assign(1, "");
  }

  PathGraph Build(bool estimated) {
    graph_.estimated = estimated;
    AddNodes();
    // Without paths the covariances are what there is to see, as long as they can be told apart.
    draws_defaults_ =
        graph_.nodes.size() <= 8 &&
        std::none_of(results_.estimates.begin(), results_.estimates.end(),
                     [](const ParameterEstimate& row) { return row.op == Operator::kRegression; });
    for (const ParameterEstimate& row : results_.estimates) {
      if (row.auxiliary || row.group > static_cast<int>(graph_.groups.size())) continue;
      if (row.op == Operator::kMeasuredBy) AddMeasurement(row);
      if (row.op == Operator::kRegression) AddEdge(PathEdge::Kind::kPath, row.rhs, row.lhs, row);
      if (row.op == Operator::kCovariance && row.lhs != row.rhs) AddCovariance(row);
    }
    for (const RSquared& r : results_.r_squared) {
      const auto node = index_.find(r.variable);
      if (node == index_.end() || r.group < 1) continue;
      std::vector<double>& values = graph_.nodes[node->second].r_squared;
      values.resize(graph_.groups.size(), kMissing);
      if (r.group <= static_cast<int>(values.size())) values[r.group - 1] = r.value;
    }
    return std::move(graph_);
  }

 private:
  Text Label(const std::string& name) const {
    const auto found = labels_.find(name);
    return found == labels_.end() ? Text{} : found->second;
  }

  void AddNode(const std::string& name, bool construct) {
    if (!index_.emplace(name, graph_.nodes.size()).second) return;
    PathNode node;
    node.name = name;
    node.label = Label(name);
    node.construct = construct;
    graph_.nodes.push_back(node);
  }

  // Constructs, and the observed variables that stand in paths or in covariances with nodes.
  void AddNodes() {
    std::set<std::string> items;
    for (const std::string& name : results_.construct_names) AddNode(name, true);
    for (const ParameterEstimate& row : results_.estimates) {
      if (row.op == Operator::kMeasuredBy) items.insert(row.rhs);
      if (row.op != Operator::kRegression) continue;
      AddNode(row.rhs, false);
      AddNode(row.lhs, false);
    }
    for (const ParameterEstimate& row : results_.estimates) {
      if (row.op != Operator::kCovariance || row.lhs == row.rhs || !row.user) continue;
      // An item enters where it varies with a construct or with an observed variable beside the
      // measurement.
      const bool both = items.count(row.lhs) > 0 && items.count(row.rhs) > 0;
      if (both && index_.count(row.lhs) == 0 && index_.count(row.rhs) == 0) continue;
      AddNode(row.lhs, false);
      AddNode(row.rhs, false);
    }
  }

  PathValue Value(const ParameterEstimate& row) const {
    PathValue value;
    value.std_all = row.std_all;
    value.est = row.est;
    value.plain = graph_.plain;
    value.ci_lower = value.plain ? row.ci_lower : row.std_all_ci_lower;
    value.ci_upper = value.plain ? row.ci_upper : row.std_all_ci_upper;
    value.pvalue = row.pvalue;
    value.free = row.free;
    return value;
  }

  void Set(std::vector<PathValue>* values, const ParameterEstimate& row) const {
    if (!graph_.estimated || row.group < 1) return;
    values->resize(graph_.groups.size());
    (*values)[row.group - 1] = Value(row);
  }

  void AddMeasurement(const ParameterEstimate& row) {
    if (index_.count(row.lhs) == 0) return;
    if (index_.count(row.rhs) > 0) {
      AddEdge(PathEdge::Kind::kMeasurement, row.lhs, row.rhs, row);
      return;
    }
    std::vector<PathItem>& items = graph_.nodes[index_.at(row.lhs)].items;
    auto item = std::find_if(items.begin(), items.end(),
                             [&](const PathItem& known) { return known.name == row.rhs; });
    if (item == items.end()) {
      items.push_back({row.rhs, Label(row.rhs), {}});
      item = items.end() - 1;
    }
    Set(&item->loadings, row);
  }

  void AddCovariance(const ParameterEstimate& row) {
    const bool nodes = index_.count(row.lhs) > 0 && index_.count(row.rhs) > 0;
    const bool fixed_zero = !row.free && row.est == 0;
    if (nodes && (row.user || draws_defaults_)) {
      AddEdge(PathEdge::Kind::kCovariance, row.lhs, row.rhs, row);
    } else if (row.group <= 1 && !fixed_zero) {
      ++(nodes ? graph_.default_covariances : graph_.item_covariances);
    }
  }

  void AddEdge(PathEdge::Kind kind, const std::string& from, const std::string& to,
               const ParameterEstimate& row) {
    const int first = index_.at(from), last = index_.at(to);
    const auto [known, added] =
        edges_.emplace(std::make_tuple(kind, first, last), graph_.edges.size());
    if (added) graph_.edges.push_back({kind, first, last, row.status, {}});
    Set(&graph_.edges[known->second].values, row);
  }

  const Results& results_;
  bool draws_defaults_ = false;
  std::map<std::string, Text> labels_;
  std::map<std::string, int> index_;  // of nodes
  std::map<std::tuple<PathEdge::Kind, int, int>, size_t> edges_;
  PathGraph graph_;
};

}  // namespace

PathGraph MakePathGraph(const Results& results, Coefficients coefficients) {
  return GraphBuilder(results, coefficients == Coefficients::kPlain).Build(true);
}

PathGraph OfGroup(PathGraph graph, int group) {
  const auto keep = [group](auto* of_groups) {
    if (of_groups->empty()) return;
    const auto kept = (*of_groups)[static_cast<size_t>(group)];
    of_groups->assign(1, kept);
  };
  keep(&graph.groups);
  for (PathNode& node : graph.nodes) {
    keep(&node.r_squared);
    for (PathItem& item : node.items) keep(&item.loadings);
  }
  for (PathEdge& edge : graph.edges) keep(&edge.values);
  return graph;
}

PathGraph MakePathGraph(const Model& model) {
  Results rows;
  rows.model_name = model.name;
  rows.model_file = model.file;
  rows.title = model.title;
  for (const Construct& construct : model.constructs) {
    rows.construct_names.push_back(construct.name);
    rows.labels.emplace_back(construct.name, construct.label);
  }
  for (const Variable& variable : model.variables) {
    rows.labels.emplace_back(variable.name, variable.label);
  }
  for (const Term& term : model.terms) {
    ParameterEstimate row;
    row.lhs = term.lhs;
    row.op = term.op;
    row.rhs = term.rhs;
    row.free = row.user = true;
    row.status = term.status;
    rows.estimates.push_back(row);
  }
  return GraphBuilder(rows, false).Build(false);
}

}  // namespace trustsem
