// Arithmetic expressions of labels, as constraints and defined effects use them: + - * / ^,
// parentheses, unary minus, numbers, and exp, log, log2, log10, sqrt, abs, sin, cos, tan, asin,
// acos, atan, sinh, cosh, tanh.
#ifndef TRUSTSEM_SPEC_EXPRESSION_H_
#define TRUSTSEM_SPEC_EXPRESSION_H_

#include <string>
#include <string_view>
#include <vector>

namespace trustsem {

class Expression {
 public:
  // Throws Error(kSpecification) naming the text found and its column within `text`.
  static Expression Parse(std::string_view text);

  // The names used, each once, in order of appearance.
  const std::vector<std::string>& names() const { return names_; }

  // Value at `values` (one for each of names(), same order). Not-a-number results (log of a
  // negative number) are returned as they are.
  double Evaluate(const std::vector<double>& values) const;

  // Value, and the exact derivative with respect to each name in `gradient` (resized).
  double Evaluate(const std::vector<double>& values, std::vector<double>* gradient) const;

 private:
  struct Step {  // reverse Polish notation
    enum class Kind { kNumber, kName, kAdd, kSubtract, kMultiply, kDivide, kPower, kNegate, kCall };
    Kind kind;
    double number = 0;
    int index = 0;  // of a name, or of a function
  };
  friend class ExpressionParser;

  std::vector<std::string> names_;
  std::vector<Step> steps_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_EXPRESSION_H_
