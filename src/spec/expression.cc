#include "spec/expression.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <numbers>
#include <unordered_map>

#include "base/error.h"
#include "base/text.h"
#include "spec/lavaan_characters.h"

namespace trustsem {
namespace {

struct Function {
  const char* name;
  double (*value)(double);
  double (*derivative)(double);
};

const std::array<Function, 15> kFunctions = {{
    {"exp", [](double x) { return std::exp(x); }, [](double x) { return std::exp(x); }},
    {"log", [](double x) { return std::log(x); }, [](double x) { return 1 / x; }},
    {"sqrt", [](double x) { return std::sqrt(x); }, [](double x) { return 0.5 / std::sqrt(x); }},
    {"abs", [](double x) { return std::abs(x); },
     [](double x) { return static_cast<double>((x > 0) - (x < 0)); }},
    {"sin", [](double x) { return std::sin(x); }, [](double x) { return std::cos(x); }},
    {"cos", [](double x) { return std::cos(x); }, [](double x) { return -std::sin(x); }},
    {"tan", [](double x) { return std::tan(x); },
     [](double x) { return 1 / (std::cos(x) * std::cos(x)); }},
    {"log2", [](double x) { return std::log2(x); },
     [](double x) { return 1 / (x * std::numbers::ln2); }},
    {"log10", [](double x) { return std::log10(x); },
     [](double x) { return 1 / (x * std::numbers::ln10); }},
    {"asin", [](double x) { return std::asin(x); },
     [](double x) { return 1 / std::sqrt(1 - x * x); }},
    {"acos", [](double x) { return std::acos(x); },
     [](double x) { return -1 / std::sqrt(1 - x * x); }},
    {"atan", [](double x) { return std::atan(x); }, [](double x) { return 1 / (1 + x * x); }},
    {"sinh", [](double x) { return std::sinh(x); }, [](double x) { return std::cosh(x); }},
    {"cosh", [](double x) { return std::cosh(x); }, [](double x) { return std::sinh(x); }},
    {"tanh", [](double x) { return std::tanh(x); },
     [](double x) { return 1 / (std::cosh(x) * std::cosh(x)); }},
}};

std::vector<std::string> FunctionNames() {
  std::vector<std::string> names;
  for (const Function& function : kFunctions) names.push_back(function.name);
  return names;
}

// d(a^b) by each argument. Limits are taken where the formula would multiply zero by infinity.
double PowerByBase(double a, double b) { return b == 0 ? 0 : b * std::pow(a, b - 1); }
double PowerByExponent(double a, double b) {
  return a == 0 && b > 0 ? 0 : std::pow(a, b) * std::log(a);
}

// A derivative that is infinite at a point must not turn a part that does not move into NaN.
double Scaled(double derivative, double direction) {
  return direction == 0 ? 0 : derivative * direction;
}

}  // namespace

// Precedence as in R: + -, then * /, then unary minus, then ^ (right-associative), so that -a^2 is
// -(a^2) and 2^-1 is one half.
class ExpressionParser {
 public:
  ExpressionParser(std::string_view text, Expression* expression)
      : text_(text), expression_(expression) {}

  void Parse() {
    Advance();
    if (token_.empty()) Fail("an expression is missing", "write an expression of labels");
    ParseSum(0, 0);
    if (token_ == ")") Fail("')' closes no parenthesis", "balance the parentheses");
    if (!token_.empty())
      FailAt("an operator is missing before '{}'", "join the parts by + - * / ^");
  }

 private:
  using Kind = Expression::Step::Kind;

  // Each level of nesting costs stack; more than this no reader of a model could follow.
  static constexpr int kDeepest = 200;
  static constexpr int kUnaryPower = 30;

  struct Binary {
    Kind kind;
    int power;  // binding power; zero: no binary operator
    bool right_associative;
  };

  Binary BinaryOf(std::string_view token) const {
    if (token == "+") return {Kind::kAdd, 10, false};
    if (token == "-") return {Kind::kSubtract, 10, false};
    if (token == "*") return {Kind::kMultiply, 20, false};
    if (token == "/") return {Kind::kDivide, 20, false};
    if (token == "^" || token == "**") return {Kind::kPower, 40, true};
    return {Kind::kNumber, 0, false};
  }

  // Reads operators that bind tighter than `floor`.
  void ParseSum(int floor, int depth) {
    if (depth > kDeepest) {
      Fail(fmt::format("the expression is nested more than {} deep", kDeepest),
           "define parts of it on their own with ':='");
    }
    ParseOperand(depth);
    while (true) {
      const Binary binary = BinaryOf(token_);
      if (binary.power <= floor) return;
      Advance();
      ParseSum(binary.right_associative ? binary.power - 1 : binary.power, depth + 1);
      Emit(binary.kind);
    }
  }

  void ParseOperand(int depth) {
    if (token_.empty())
      Fail("the expression ends too early", "complete it or drop its last operator");
    if (token_ == "-" || token_ == "+") {
      const bool negate = token_ == "-";
      Advance();
      ParseSum(kUnaryPower, depth + 1);
      if (negate) Emit(Kind::kNegate);
    } else if (token_ == "(") {
      ParseParenthesis(depth);
    } else if (EndOfNumber(token_, 0) == token_.size()) {
      expression_->steps_.push_back({Kind::kNumber, NumberOf(token_), 0});
      Advance();
    } else if (EndOfName(token_, 0) == token_.size()) {
      ParseName(depth);
    } else {
      FailAt("'{}' stands where a number or a label is expected",
             "use labels, numbers, + - * / ^ and parentheses");
    }
  }

  void ParseParenthesis(int depth) {
    const size_t opened = begin_;
    Advance();
    if (token_ == ")") Fail("the parentheses are empty", "write an expression in them");
    ParseSum(0, depth + 1);
    if (token_ == ",") Fail("',' stands in an expression", "functions here take one argument");
    if (token_.empty()) {
      begin_ = opened;
      Fail("'(' is not closed", "add ')'");
    }
    if (token_ != ")") FailAt("an operator is missing before '{}'", "join the parts by + - * / ^");
    Advance();
  }

  void ParseName(int depth) {
    const std::string name(token_);
    const size_t begin = begin_;
    Advance();
    if (token_ != "(") {
      const auto [entry, is_new] =
          index_.try_emplace(name, static_cast<int>(expression_->names_.size()));
      if (is_new) expression_->names_.push_back(name);
      expression_->steps_.push_back({Kind::kName, 0, entry->second});
      return;
    }
    int function = 0;
    while (function < static_cast<int>(kFunctions.size()) && name != kFunctions[function].name) {
      ++function;
    }
    if (function == static_cast<int>(kFunctions.size())) {
      begin_ = begin;
      Fail(fmt::format("there is no function '{}'", Excerpt(name)),
           DidYouMean(name, FunctionNames(), "known are " + JoinNames(FunctionNames())));
    }
    ParseParenthesis(depth);
    expression_->steps_.push_back({Kind::kCall, 0, function});
  }

  void Emit(Kind kind) { expression_->steps_.push_back({kind, 0, 0}); }

  void Advance() {
    while (end_ < text_.size()) {
      size_t next = end_;
      const char32_t c = NextCodePoint(text_, &next);
      if (!IsBlank(c) && c != '\n' && c != '\r') break;
      end_ = next;
    }
    begin_ = end_;
    if (begin_ == text_.size()) {
      token_ = {};
      return;
    }
    end_ = EndOfNumber(text_, begin_);
    if (end_ == begin_) end_ = EndOfName(text_, begin_);
    if (end_ == begin_ && text_.substr(begin_, 2) == "**") end_ += 2;
    if (end_ == begin_) NextCodePoint(text_, &end_);
    token_ = text_.substr(begin_, end_ - begin_);
  }

  [[noreturn]] void FailAt(const char* format, std::string hint) const {
    Fail(fmt::format(fmt::runtime(format), Excerpt(token_)), std::move(hint));
  }

  [[noreturn]] void Fail(std::string message, std::string hint) const {
    Place place;
    place.column = CountCharacters(text_.substr(0, begin_)) + 1;
    throw Error(
        ErrorKind::kSpecification,
        {Fault{place,
               fmt::format("{} (column {} of '{}')", message, place.column, Excerpt(Trim(text_))),
               std::move(hint)}});
  }

  std::string_view text_;
  Expression* expression_;
  std::string_view token_;
  size_t begin_ = 0, end_ = 0;
  std::unordered_map<std::string, int> index_;
};

Expression Expression::Parse(std::string_view text) {
  Expression expression;
  ExpressionParser(text, &expression).Parse();
  return expression;
}

double Expression::Evaluate(const std::vector<double>& values) const {
  std::vector<double> stack;
  const auto pop = [&stack] {
    const double top = stack.back();
    stack.pop_back();
    return top;
  };
  for (const Step& step : steps_) {
    if (step.kind == Step::Kind::kNumber) {
      stack.push_back(step.number);
    } else if (step.kind == Step::Kind::kName) {
      stack.push_back(values[step.index]);
    } else if (step.kind == Step::Kind::kNegate) {
      stack.back() = -stack.back();
    } else if (step.kind == Step::Kind::kCall) {
      stack.back() = kFunctions[step.index].value(stack.back());
    } else {
      const double right = pop();
      double& left = stack.back();
      if (step.kind == Step::Kind::kAdd) left += right;
      if (step.kind == Step::Kind::kSubtract) left -= right;
      if (step.kind == Step::Kind::kMultiply) left *= right;
      if (step.kind == Step::Kind::kDivide) left /= right;
      if (step.kind == Step::Kind::kPower) left = std::pow(left, right);
    }
  }
  return stack.empty() ? 0 : stack.back();
}

double Expression::Evaluate(const std::vector<double>& values,
                            std::vector<double>* gradient) const {
  // Forward mode: beside each value on the stack stands its derivative by every name, in `rows`.
  const size_t n = names_.size();
  std::vector<double> stack, rows;
  for (const Step& step : steps_) {
    if (step.kind == Step::Kind::kNumber || step.kind == Step::Kind::kName) {
      const bool is_name = step.kind == Step::Kind::kName;
      stack.push_back(is_name ? values[step.index] : step.number);
      rows.resize(rows.size() + n, 0.0);
      if (is_name) rows[rows.size() - n + step.index] = 1;
      continue;
    }
    if (step.kind == Step::Kind::kNegate || step.kind == Step::Kind::kCall) {
      double* row = rows.data() + (stack.size() - 1) * n;
      const double x = stack.back();
      const bool call = step.kind == Step::Kind::kCall;
      const double slope = call ? kFunctions[step.index].derivative(x) : -1;
      stack.back() = call ? kFunctions[step.index].value(x) : -x;
      for (size_t k = 0; k < n; ++k) row[k] = Scaled(slope, row[k]);
      continue;
    }
    const double b = stack.back();
    stack.pop_back();
    const double a = stack.back();
    double value = 0, by_a = 1, by_b = 1;
    if (step.kind == Step::Kind::kAdd) value = a + b;
    if (step.kind == Step::Kind::kSubtract) value = a - b, by_b = -1;
    if (step.kind == Step::Kind::kMultiply) value = a * b, by_a = b, by_b = a;
    if (step.kind == Step::Kind::kDivide) value = a / b, by_a = 1 / b, by_b = -a / (b * b);
    if (step.kind == Step::Kind::kPower) {
      value = std::pow(a, b), by_a = PowerByBase(a, b), by_b = PowerByExponent(a, b);
    }
    stack.back() = value;
    double* left = rows.data() + (stack.size() - 1) * n;
    const double* right = left + n;
    for (size_t k = 0; k < n; ++k) left[k] = Scaled(by_a, left[k]) + Scaled(by_b, right[k]);
    rows.resize(rows.size() - n);
  }
  gradient->assign(rows.begin(), rows.begin() + n);
  return stack.back();
}

}  // namespace trustsem
