// The writer of lavaan model syntax. What the syntax cannot say stands in comments.
//
// An equality over groups that a specification states (`equal: groups`) is written as a label: to
// lavaan one label for all groups is one parameter. It reads back as that label.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.h"
#include "spec/lavaan_characters.h"
#include "spec/read_model.h"

namespace trustsem {
namespace {

std::string Number(double value) {
  if (std::isnan(value)) return "NA";
  if (std::isinf(value)) return value > 0 ? "Inf" : "-Inf";
  return fmt::format("{}", value);
}

// One line of a comment, whatever the text holds.
std::string OneLine(std::string_view text) {
  std::string line;
  for (const char c : Trim(text)) line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return line;
}

std::string Joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += separator;
    text += part;
  }
  return text;
}

std::string Quoted(const std::string& text) {
  const char* quote = text.find('"') == text.npos ? "\"" : "'";
  return quote + text + quote;
}

std::string QuotedList(const std::vector<std::string>& names) {
  std::vector<std::string> quoted;
  for (const std::string& name : names) quoted.push_back(Quoted(name));
  return quoted.size() == 1 ? quoted[0] : "c(" + Joined(quoted, ", ") + ")";
}

std::string NumberList(const std::vector<double>& numbers) {
  std::vector<std::string> written;
  for (const double number : numbers) written.push_back(Number(number));
  return Joined(written, ", ");
}

std::string InBothLanguages(const Text& text) {
  return Joined({OneLine(text.en), OneLine(text.zh)}, " / ");
}

// Each is one factor before the variable, without '*'.
std::vector<std::string> Factors(const Term& term, const std::string& generated_label) {
  const Modifiers& said = term.modifiers;
  std::vector<std::string> factors;
  if (!said.fixed.empty()) {
    std::vector<std::string> values;
    for (const std::optional<double>& value : said.fixed) {
      values.push_back(value ? Number(*value) : "NA");
    }
    factors.push_back(values.size() == 1 ? values[0] : "c(" + Joined(values, ", ") + ")");
  }
  std::vector<std::string> labels = said.labels;
  if (labels.empty() && said.equal_over_groups.value_or(false)) labels = {generated_label};
  if (!labels.empty()) {
    bool plain = true;
    for (const std::string& label : labels) plain &= IsName(label);
    std::vector<std::string> values;
    for (const std::string& label : labels) values.push_back(plain ? label : Quoted(label));
    const std::string list = Joined(values, ", ");
    if (labels.size() > 1) {
      factors.push_back("c(" + list + ")");
    } else {
      factors.push_back(plain ? list : "label(" + list + ")");
    }
  }
  if (!said.start.empty()) factors.push_back("start(" + NumberList(said.start) + ")");
  if (!said.lower.empty()) factors.push_back("lower(" + NumberList(said.lower) + ")");
  if (!said.upper.empty()) factors.push_back("upper(" + NumberList(said.upper) + ")");
  if (!said.equal_to.empty()) factors.push_back("equal(" + Quoted(said.equal_to) + ")");
  return factors;
}

class LavaanWriter {
 public:
  explicit LavaanWriter(const Model& model) : model_(model) {
    for (const Term& term : model.terms) {
      for (const std::string& label : term.modifiers.labels) labels_.insert(label);
    }
    for (const Definition& definition : model.definitions) labels_.insert(definition.name);
  }

  std::string Write() {
    WriteHead();
    WriteConstructs();
    WriteVariables();
    WriteTerms();
    for (const Constraint& constraint : model_.constraints) {
      text_ += fmt::format("{} {} {}\n", constraint.lhs, ToString(constraint.op), constraint.rhs);
    }
    for (const Definition& definition : model_.definitions) {
      text_ += fmt::format("{} := {}{}\n", definition.name, definition.expression,
                           TrailingComment(InBothLanguages(definition.label)));
    }
    WriteHypotheses();
    return std::move(text_);
  }

 private:
  void Comment(const std::string& what, const std::string& text) {
    if (!text.empty()) text_ += fmt::format("# {}: {}\n", what, OneLine(text));
  }

  static std::string TrailingComment(const std::string& text) {
    return text.empty() ? "" : "  # " + OneLine(text);
  }

  void WriteHead() {
    Comment("model", model_.name);
    Comment("title", InBothLanguages(model_.title));
    Comment("description", InBothLanguages(model_.description));
    Comment("source", model_.source);
    const std::string options = Joined({FitArguments(), DataArguments()}, ", ");
    const bool growth = model_.fit.growth.value_or(false);
    if (!options.empty() || growth) {
      Comment("fit", fmt::format("{}(model, data{}{})", growth ? "growth" : "sem",
                                 options.empty() ? "" : ", ", options));
    }
    Comment("strata", model_.data.strata);
    Comment("population", model_.data.population);
    Comment("single cluster", model_.data.single_cluster);
    Comment("replicate weights", Joined(model_.data.replicate_weights, ", "));
    Comment("replicate method", model_.data.replicate_method);
    // lavaan leaves imputation to other packages.
    if (model_.fit.missing == "imputation") Comment("missing", "imputation");
    Comment("auxiliary variables", JoinNames(model_.data.auxiliary, model_.data.auxiliary.size()));
    Comment("missing codes", NumberList(model_.data.missing_codes));
    if (!model_.simulation.columns.empty() || !model_.simulation.items.empty()) {
      Comment("simulation", "the settings of the specification are not part of this text");
    }
  }

  // As arguments of lavaan's sem().
  std::string FitArguments() const {
    const FitOptions& fit = model_.fit;
    std::vector<std::string> arguments;
    const auto text = [&](const char* name, const std::optional<std::string>& value) {
      if (value) arguments.push_back(fmt::format("{} = \"{}\"", name, *value));
    };
    const auto flag = [&](const char* name, const std::optional<bool>& value) {
      if (value) arguments.push_back(fmt::format("{} = {}", name, *value ? "TRUE" : "FALSE"));
    };
    text("estimator", fit.estimator);
    if (fit.missing != "imputation") text("missing", fit.missing);
    text("information", fit.information);
    text("parameterization", fit.parameterization);
    std::vector<std::string> equal = fit.equal;
    for (std::string& what : equal) std::replace(what.begin(), what.end(), '_', '.');
    if (!equal.empty()) arguments.push_back("group.equal = " + QuotedList(equal));
    std::vector<std::string> exempt;
    for (const Term& term : model_.terms) {
      if (term.modifiers.equal_over_groups == std::optional<bool>(false)) {
        exempt.push_back(term.lhs + ToString(term.op) + term.rhs);
      }
    }
    if (!exempt.empty()) arguments.push_back("group.partial = " + QuotedList(exempt));
    flag("meanstructure", fit.mean_structure);
    flag("std.lv", fit.std_lv);
    flag("orthogonal", fit.orthogonal);
    flag("fixed.x", fit.fixed_x);
    return Joined(arguments, ", ");
  }

  std::string DataArguments() const {
    const DataOptions& data = model_.data;
    std::vector<std::string> arguments;
    if (data.all_ordered) arguments.push_back("ordered = TRUE");
    if (!data.ordered.empty()) arguments.push_back("ordered = " + QuotedList(data.ordered));
    if (!data.group.empty()) arguments.push_back("group = " + Quoted(data.group));
    if (!data.weights.empty()) arguments.push_back("sampling.weights = " + Quoted(data.weights));
    if (!data.cluster.empty()) arguments.push_back("cluster = " + Quoted(data.cluster));
    return Joined(arguments, ", ");
  }

  void WriteConstructs() {
    for (const Construct& construct : model_.constructs) {
      const std::string said =
          Joined({InBothLanguages(construct.label), OneLine(construct.source)}, "; ");
      Comment("construct " + construct.name, said);
    }
  }

  void WriteVariables() {
    for (const Variable& variable : model_.variables) {
      std::vector<std::string> said{InBothLanguages(variable.label)};
      if (!variable.column.empty()) said.push_back("column " + OneLine(variable.column));
      if (!variable.missing_codes.empty()) {
        said.push_back("missing codes " + NumberList(variable.missing_codes));
      }
      if (variable.reversed) {
        said.push_back(fmt::format("reversed from {} to {}", Number(variable.reversed->first),
                                   Number(variable.reversed->second)));
      }
      Comment("variable " + variable.name, Joined(said, "; "));
    }
  }

  // Neighbours with the same left side and operator share a statement, unless one has a comment.
  void WriteTerms() {
    const Term* before = nullptr;
    for (const Term& term : model_.terms) {
      const std::string comment = CommentOf(term);
      const bool joined = before != nullptr && before->lhs == term.lhs &&
                          WrittenSign(before->op) == WrittenSign(term.op) && comment.empty() &&
                          CommentOf(*before).empty();
      if (joined) {
        text_.pop_back();
        text_ += " + ";
      } else {
        text_ += fmt::format("{} {} ", term.lhs, WrittenSign(term.op));
      }
      text_ += RightSide(term) + TrailingComment(comment) + "\n";
      before = &term;
    }
  }

  static std::string WrittenSign(Operator op) {
    return op == Operator::kIntercept ? "~" : ToString(op);
  }

  static std::string CommentOf(const Term& term) {
    return Joined({term.status == Status::kUnstated ? "" : ToString(term.status),
                   OneLine(term.source), term.reciprocal ? "one of two reciprocal paths" : ""},
                  "; ");
  }

  // Several modifiers of one parameter are written as lavaan's tutorial does: NA*x1 + a*x1.
  std::string RightSide(const Term& term) {
    const std::string variable = term.op == Operator::kIntercept ? "1" : term.rhs;
    std::string text;
    for (const std::string& factor : Factors(term, GeneratedLabel(term))) {
      text += (text.empty() ? "" : " + ") + factor + "*" + variable;
    }
    return text.empty() ? variable : text;
  }

  std::string GeneratedLabel(const Term& term) {
    if (!term.modifiers.equal_over_groups.value_or(false) || !term.modifiers.labels.empty()) {
      return "";
    }
    const char* kind = term.op == Operator::kMeasuredBy   ? "loading"
                       : term.op == Operator::kIntercept  ? "intercept"
                       : term.op == Operator::kRegression ? "path"
                       : term.op == Operator::kThreshold  ? "threshold"
                       : term.op == Operator::kScale      ? "scale"
                                                          : "covariance";
    std::string label = Joined({kind, term.lhs, term.rhs}, "_");
    while (!labels_.insert(label).second) label += "_";
    return label;
  }

  void WriteHypotheses() {
    for (const Hypothesis& hypothesis : model_.hypotheses) {
      const char* sign = hypothesis.expected == Sign::kPositive ? "positive" : "negative";
      Comment("hypothesis " + hypothesis.name,
              Joined({OneLine(hypothesis.about) + " is " + sign, InBothLanguages(hypothesis.label),
                      OneLine(hypothesis.source)},
                     "; "));
    }
  }

  const Model& model_;
  std::set<std::string> labels_;
  std::string text_;
};

}  // namespace

std::string WriteLavaan(const Model& model) { return LavaanWriter(model).Write(); }

}  // namespace trustsem
