#include "spec/check_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.h"
#include "spec/expression.h"

namespace trustsem {
namespace {

using Names = std::set<std::string>;

bool IsRegressionLike(Operator op) {
  return op == Operator::kRegression || op == Operator::kCovariance || op == Operator::kIntercept;
}

std::string Written(const Term& term) {
  return fmt::format("{} {}{}{}", term.lhs, ToString(term.op), term.rhs.empty() ? "" : " ",
                     term.rhs);
}

// A text without blanks; both sides of a covariance in alphabetical order.
std::string Key(std::string lhs, Operator op, std::string rhs) {
  if (op == Operator::kCovariance && rhs < lhs) std::swap(lhs, rhs);
  return lhs + ToString(op) + rhs;
}

std::string LineOf(const Place& place) {
  return place.line > 0 ? fmt::format(" in line {}", place.line) : "";
}

// One letter inserted, dropped or changed, or two neighbours swapped; digits distinguish names
// (x1, x2; dem60, dem65) and make no slip.
bool IsSlipOf(std::u32string_view name, std::u32string_view meant) {
  while (!name.empty() && !meant.empty() && name.front() == meant.front()) {
    name.remove_prefix(1);
    meant.remove_prefix(1);
  }
  while (!name.empty() && !meant.empty() && name.back() == meant.back()) {
    name.remove_suffix(1);
    meant.remove_suffix(1);
  }
  const auto has_digit = [](std::u32string_view text) {
    return text.find_first_of(U"0123456789") != text.npos;
  };
  if (has_digit(name) || has_digit(meant)) return false;
  if (name.size() == 2 && meant.size() == 2) return name[0] == meant[1] && name[1] == meant[0];
  return name.size() <= 1 && meant.size() <= 1;
}

std::u32string CodePoints(std::string_view text) {
  std::u32string points;
  for (size_t at = 0; at < text.size();) points += NextCodePoint(text, &at);
  return points;
}

bool LooksLike(const std::string& name, const std::string& construct) {
  constexpr size_t kShortest = 4;  // shorter names differ by a letter on purpose
  const std::u32string meant = CodePoints(construct);
  if (meant.size() < kShortest || name == construct) return false;
  return ToLower(name) == ToLower(construct) || IsSlipOf(CodePoints(name), meant);
}

class Checker {
 public:
  explicit Checker(const Model& model) : model_(model) {
    for (const Construct& construct : model.constructs) constructs_.insert(construct.name);
    for (const Term& term : model.terms) {
      if (term.op == Operator::kMeasuredBy) indicators_.insert(term.rhs);
      if (term.op == Operator::kRegression) {
        outcomes_.insert(term.lhs);
        predictors_.insert(term.rhs);
      }
      for (const std::string& label : term.modifiers.labels) {
        if (!label.empty() && labels_.insert(label).second) ordered_labels_.push_back(label);
      }
    }
    for (const std::string& name : ObservedVariables(model)) observed_.insert(name);
  }

  std::vector<Fault> Check() {
    CheckConstructs();
    CheckCycles();
    CheckTerms();
    CheckGroups();
    CheckUnknownConstructs();
    CheckDefinitions();
    CheckConstraints();
    CheckHypotheses();
    CheckVariables();
    return std::move(faults_);
  }

 private:
  void Add(const Place& place, std::string message, std::string hint) {
    faults_.push_back({place, std::move(message), std::move(hint)});
  }

  void CheckConstructs() {
    std::map<std::string, Place> seen;
    Names measured;
    for (const Term& term : model_.terms) {
      if (term.op == Operator::kMeasuredBy) measured.insert(term.lhs);
    }
    for (const Construct& construct : model_.constructs) {
      const auto [first, is_new] = seen.try_emplace(construct.name, construct.place);
      if (!is_new) {
        Add(construct.place,
            fmt::format("the construct '{}' is defined twice, first{}", construct.name,
                        LineOf(first->second)),
            "give each construct a name of its own");
      } else if (measured.count(construct.name) == 0) {
        Add(construct.place, fmt::format("the construct '{}' has no items", construct.name),
            "list its items, or remove it");
      }
    }
  }

  // Constructs measured by constructs must come to an end: take away those measured by items alone
  // until nothing changes; what is left holds a cycle.
  void CheckCycles() {
    std::map<std::string, std::vector<const Term*>> open;
    for (const Term& term : model_.terms) {
      const bool self = term.lhs == term.rhs;
      if (term.op == Operator::kMeasuredBy && !self && constructs_.count(term.rhs) > 0) {
        open[term.lhs].push_back(&term);
      }
    }
    while (true) {
      bool changed = false;
      for (auto at = open.begin(); at != open.end();) {
        std::erase_if(at->second, [&](const Term* term) { return open.count(term->rhs) == 0; });
        changed |= at->second.empty();
        at = at->second.empty() ? open.erase(at) : std::next(at);
      }
      if (changed) continue;
      if (open.empty()) return;
      ReportCycle(&open);
    }
  }

  void ReportCycle(std::map<std::string, std::vector<const Term*>>* open) {
    std::vector<std::string> path{open->begin()->first};
    auto first = path.end();
    Place place;
    do {
      const Term* next = open->at(path.back()).front();
      place = next->place;
      path.push_back(next->rhs);
      first = std::find(path.begin(), path.end() - 1, next->rhs);
    } while (first == path.end() - 1);
    std::string cycle;
    for (auto at = first; at != path.end(); ++at) cycle += (at == first ? "" : " =~ ") + *at;
    Add(place, fmt::format("constructs measure each other in a circle: {}", cycle),
        "remove one of these measurements");
    for (auto at = first; at != path.end(); ++at) open->erase(*at);
  }

  void CheckTerms() {
    std::map<std::string, const Term*> seen;
    for (const Term& term : model_.terms) {
      const auto [first, is_new] = seen.try_emplace(Key(term.lhs, term.op, term.rhs), &term);
      if (!is_new) ReportTwice(*first->second, term);
      if (term.op == Operator::kMeasuredBy && term.lhs == term.rhs) {
        Add(term.place,
            fmt::format("the construct '{}' has the name of one of its items", term.lhs),
            "rename one of them");
      }
      if (term.op == Operator::kRegression && term.lhs == term.rhs) {
        Add(term.place, fmt::format("'{}' is regressed on itself", term.lhs), "remove this path");
      }
      if (term.op == Operator::kScale && observed_.count(term.lhs) == 0) {
        Add(term.place,
            fmt::format("'{}' scales a variable that the model does not use", Written(term)),
            DidYouMean(term.lhs, {observed_.begin(), observed_.end()}, "remove it"));
      }
      CheckModifiers(term);
    }
    for (const Term& term : model_.terms) {
      const std::string& target = term.modifiers.equal_to;
      if (!target.empty()) CheckEqualTo(term, target, seen);
    }
  }

  void ReportTwice(const Term& first, const Term& second) {
    if (first.op == Operator::kMeasuredBy) {
      Add(second.place,
          fmt::format("'{}' measures the construct '{}' twice, first{}", second.rhs, second.lhs,
                      LineOf(first.place)),
          "remove one of them");
    } else {
      Add(second.place,
          fmt::format("'{}' stands twice in the model, first{} as '{}'", Written(second),
                      LineOf(first.place), Written(first)),
          "keep one of them, with all it has to say");
    }
  }

  void CheckModifiers(const Term& term) {
    const Modifiers& said = term.modifiers;
    for (const std::optional<double>& value : said.fixed) {
      if (value && !std::isfinite(*value)) {
        Add(term.place, fmt::format("'{}' is fixed to {}", Written(term), *value),
            "give a finite number");
      }
    }
    if (said.lower.empty() || said.upper.empty()) return;
    const size_t n = std::max(said.lower.size(), said.upper.size());
    for (size_t g = 0; g < n; ++g) {
      const double lower = said.lower[std::min(g, said.lower.size() - 1)];
      const double upper = said.upper[std::min(g, said.upper.size() - 1)];
      if (lower > upper) {
        Add(term.place,
            fmt::format("the lower bound {} of '{}' is above its upper bound {}", lower,
                        Written(term), upper),
            "exchange them");
      }
    }
  }

  void CheckEqualTo(const Term& term, const std::string& target,
                    const std::map<std::string, const Term*>& seen) {
    const Term* found = nullptr;
    std::vector<std::string> written;
    for (const auto& [key, other] : seen) {
      const std::string forward = other->lhs + ToString(other->op) + other->rhs;
      const std::string backward = other->rhs + ToString(other->op) + other->lhs;
      const bool symmetric = other->op == Operator::kCovariance;
      if (target == forward || (symmetric && target == backward)) found = other;
      written.push_back(forward);
    }
    if (found == &term) {
      Add(term.place, fmt::format("equal(\"{}\") refers to its own parameter", target),
          "name another one");
    }
    // Variances, covariances and intercepts may be added by default, without being written.
    const bool may_be_default = target.find("~~") != target.npos || target.ends_with("~1");
    if (found == nullptr && !may_be_default) {
      Add(term.place, fmt::format("equal(\"{}\") names no parameter of the model", target),
          DidYouMean(target, written, "write it as in the model, for example \"f =~ x2\""));
    }
  }

  // Every list over groups must have the same length.
  void CheckGroups() {
    size_t groups = 0;
    const Term* first = nullptr;
    for (const Term& term : model_.terms) {
      const Modifiers& said = term.modifiers;
      for (const size_t n : {said.fixed.size(), said.labels.size(), said.start.size(),
                             said.lower.size(), said.upper.size()}) {
        if (n <= 1 || n == groups) continue;
        if (groups == 0) {
          groups = n;
          first = &term;
          continue;
        }
        Add(term.place,
            fmt::format("'{}' has values for {} groups, but '{}'{} has them for {}", Written(term),
                        n, Written(*first), LineOf(first->place), groups),
            "give one value for every group");
        break;
      }
    }
  }

  // A name that is neither a construct nor an item is an observed variable, unless it looks like a
  // construct's name with a slip in it.
  void CheckUnknownConstructs() {
    Names described, reported;
    for (const Variable& variable : model_.variables) described.insert(variable.name);
    for (const Term& term : model_.terms) {
      if (!IsRegressionLike(term.op)) continue;
      for (const std::string& name : {term.lhs, term.rhs}) {
        if (name.empty() || constructs_.count(name) || indicators_.count(name) ||
            described.count(name) || reported.count(name)) {
          continue;
        }
        for (const Construct& construct : model_.constructs) {
          if (!LooksLike(name, construct.name)) continue;
          reported.insert(name);
          Add(term.place, fmt::format("unknown construct '{}'", name),
              fmt::format("did you mean '{}'?", construct.name));
          break;
        }
      }
    }
  }

  void CheckDefinitions() {
    std::map<std::string, Place> seen;
    Names usable = labels_;
    for (const Definition& definition : model_.definitions) {
      CheckExpression(definition.expression, usable, definition.place, true);
      const auto [first, is_new] = seen.try_emplace(definition.name, definition.place);
      if (!is_new) {
        Add(definition.place,
            fmt::format("'{}' is defined twice, first{}", definition.name, LineOf(first->second)),
            "give each defined effect a name of its own");
      } else if (labels_.count(definition.name) > 0) {
        Add(definition.place,
            fmt::format("'{}' is defined, but it is also the label of a parameter",
                        definition.name),
            "rename one of them");
      }
      usable.insert(definition.name);
    }
  }

  void CheckConstraints() {
    Names usable = labels_;
    for (const Definition& definition : model_.definitions) usable.insert(definition.name);
    for (const Constraint& constraint : model_.constraints) {
      const size_t left = CheckExpression(constraint.lhs, usable, constraint.place, false);
      const size_t right = CheckExpression(constraint.rhs, usable, constraint.place, false);
      if (left + right == 0) {
        Add(constraint.place,
            fmt::format("the constraint '{} {} {}' names no parameter", constraint.lhs,
                        ToString(constraint.op), constraint.rhs),
            "use the labels of parameters, or remove it");
      }
    }
  }

  // Returns the number of names, or one where the text is no expression.
  size_t CheckExpression(const std::string& text, const Names& usable, const Place& place,
                         bool definition) {
    std::vector<std::string> names;
    try {
      names = Expression::Parse(text).names();
    } catch (const Error& error) {
      Add(place, error.faults()[0].message, error.faults()[0].hint);
      return 1;
    }
    for (const std::string& name : names) {
      if (usable.count(name) > 0) continue;
      const bool later =
          definition && std::any_of(model_.definitions.begin(), model_.definitions.end(),
                                    [&](const Definition& other) { return other.name == name; });
      if (later) {
        Add(place, fmt::format("'{}' is used in '{}' before it is defined", name, Excerpt(text)),
            "define it first, and not by itself");
      } else {
        Add(place,
            fmt::format("'{}' in '{}' is neither a label nor a defined effect", name,
                        Excerpt(text)),
            DidYouMean(name, {usable.begin(), usable.end()},
                       fmt::format("label a parameter with it: y ~ {}*x", name)));
      }
    }
    return names.size();
  }

  void CheckHypotheses() {
    std::map<std::string, Place> seen;
    for (const Hypothesis& hypothesis : model_.hypotheses) {
      const auto [first, is_new] = seen.try_emplace(hypothesis.name, hypothesis.place);
      if (!is_new) {
        Add(hypothesis.place,
            fmt::format("the hypothesis '{}' stands twice, first{}", hypothesis.name,
                        LineOf(first->second)),
            "give each hypothesis a name of its own");
      }
      if (hypothesis.lhs.empty()) {
        CheckHypothesisOnName(hypothesis);
      } else {
        CheckHypothesisOnPath(hypothesis);
      }
    }
  }

  void CheckHypothesisOnName(const Hypothesis& hypothesis) {
    std::vector<std::string> names = ordered_labels_;
    for (const Definition& definition : model_.definitions) names.push_back(definition.name);
    if (std::find(names.begin(), names.end(), hypothesis.about) != names.end()) return;
    Add(hypothesis.place,
        fmt::format("the hypothesis '{}' is about '{}', which is no path, label or defined effect",
                    hypothesis.name, Excerpt(hypothesis.about)),
        DidYouMean(hypothesis.about, names, "write a path as 'a -> b', a covariance as 'a <-> b'"));
  }

  void CheckHypothesisOnPath(const Hypothesis& hypothesis) {
    const auto has = [&](const std::string& lhs, Operator op, const std::string& rhs) {
      const std::string key = Key(lhs, op, rhs);
      return std::any_of(model_.terms.begin(), model_.terms.end(),
                         [&](const Term& term) { return Key(term.lhs, term.op, term.rhs) == key; });
    };
    const std::string &lhs = hypothesis.lhs, &rhs = hypothesis.rhs;
    if (has(lhs, hypothesis.op, rhs)) return;
    const bool covariance = hypothesis.op == Operator::kCovariance;
    if (covariance && IsDefaultCovariance(lhs, rhs)) return;
    std::string hint = covariance ? "add the covariance, or remove the hypothesis"
                                  : "add the path, or remove the hypothesis";
    std::vector<std::string> known(constructs_.begin(), constructs_.end());
    known.insert(known.end(), observed_.begin(), observed_.end());
    for (const std::string& name : {lhs, rhs}) {
      if (constructs_.count(name) || observed_.count(name)) continue;
      hint = DidYouMean(name, known, fmt::format("'{}' is not in the model", name));
    }
    if (!covariance && has(rhs, hypothesis.op, lhs)) {
      hint = fmt::format("the model has the opposite path '{} -> {}'", lhs, rhs);
    }
    Add(hypothesis.place,
        fmt::format("the hypothesis '{}' is about '{}', which the model does not have",
                    hypothesis.name, Excerpt(hypothesis.about)),
        std::move(hint));
  }

  // Covariances that need not be written: between exogenous variables, and between disturbances of
  // outcomes that predict nothing.
  bool IsDefaultCovariance(const std::string& a, const std::string& b) const {
    for (const std::string& name : {a, b}) {
      const bool known = constructs_.count(name) || observed_.count(name);
      if (!known || indicators_.count(name)) return false;
    }
    const auto exogenous = [&](const std::string& name) { return outcomes_.count(name) == 0; };
    const auto last = [&](const std::string& name) {
      return outcomes_.count(name) > 0 && predictors_.count(name) == 0;
    };
    return (exogenous(a) && exogenous(b)) || (last(a) && last(b));
  }

  void CheckVariables() {
    const std::vector<std::string> known(observed_.begin(), observed_.end());
    const Names auxiliary(model_.data.auxiliary.begin(), model_.data.auxiliary.end());
    Names seen;
    for (const Variable& variable : model_.variables) {
      if (!seen.insert(variable.name).second) {
        Add(variable.place, fmt::format("the variable '{}' is described twice", variable.name),
            "keep one description");
      } else if (observed_.count(variable.name) + auxiliary.count(variable.name) == 0) {
        Add(variable.place,
            fmt::format("the variable '{}' is described, but the model does not use it",
                        variable.name),
            DidYouMean(variable.name, known, "use it in the model, or remove its description"));
      }
    }
    for (const std::string& name : model_.data.ordered) {
      if (observed_.count(name) > 0) continue;
      Add({model_.file, 0, 0},
          fmt::format("'{}' is named as ordered, but the model does not use it", name),
          DidYouMean(name, known, "remove it from the ordered variables"));
    }
  }

  const Model& model_;
  Names constructs_, indicators_, outcomes_, predictors_, labels_, observed_;
  std::vector<std::string> ordered_labels_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> CheckModel(const Model& model) { return Checker(model).Check(); }

}  // namespace trustsem
