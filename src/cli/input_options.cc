#include "cli/input_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdlib>

#include "base/text.h"
#include "cli/model_options.h"

namespace trustsem {
namespace {

std::vector<double> ParseNobs(const std::string& text) {
  std::vector<double> numbers;
  for (const std::string& word : SplitList(text)) {
    char* end = nullptr;
    const double value = std::strtod(word.c_str(), &end);
    if (*end != 0 || !(value >= 2) || value != std::floor(value) || value > 1e12) {
      throw Error(ErrorKind::kUsage,
                  fmt::format("--nobs: '{}' is no number of respondents", Excerpt(word)),
                  "give a whole number for each group, such as --nobs 301 or --nobs 156,145");
    }
    numbers.push_back(value);
  }
  return numbers;
}

}  // namespace

void InputOptions::AddTo(CLI::App* command) {
  command->add_option("--data", data, "Respondents by rows (.csv, .tsv, .sav, .dta, ...)");
  command->add_option("--cov", covariance,
                      "A covariance or correlation matrix with a header row, in place of --data");
  command->add_option("--means", means, "Means beside --cov");
  command->add_option("--nobs", nobs, "Respondents behind --cov, one number a group");
}

DataInput InputOptions::Read(bool required) const {
  if (!data.empty() && !covariance.empty()) {
    throw Error(ErrorKind::kUsage, "--data and --cov exclude each other",
                "give either --data FILE (respondents) or --cov FILE --nobs N (a matrix)");
  }
  if (required && data.empty() && covariance.empty()) {
    throw Error(ErrorKind::kUsage, "no data are given",
                "give either --data FILE (respondents) or --cov FILE --nobs N (a matrix)");
  }
  if (!covariance.empty() && nobs.empty()) {
    throw Error(ErrorKind::kUsage, "--cov needs the number of respondents", "add --nobs N");
  }
  if (covariance.empty() && !(nobs.empty() && means.empty())) {
    throw Error(ErrorKind::kUsage, "--nobs and --means go with --cov",
                "leave them out, or give a matrix with --cov FILE");
  }
  return {data, covariance, means, ParseNobs(nobs)};
}

}  // namespace trustsem
