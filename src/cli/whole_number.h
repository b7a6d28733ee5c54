// Whole numbers on the command line.
#ifndef TRUSTSEM_CLI_WHOLE_NUMBER_H_
#define TRUSTSEM_CLI_WHOLE_NUMBER_H_

#include <fmt/format.h>

#include <charconv>
#include <string>

#include "base/error.h"
#include "base/text.h"

namespace trustsem {

// A whole number written with digits alone; `what` names it. Throws Error(kUsage).
template <typename Number>
Number ParseWhole(const std::string& text, const char* option, const char* what,
                  const char* example) {
  Number number{};
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) {
    throw Error(ErrorKind::kUsage, fmt::format("{}: '{}' is no {}", option, Excerpt(text), what),
                fmt::format("give a whole number, such as {} {}", option, example));
  }
  return number;
}

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_WHOLE_NUMBER_H_
