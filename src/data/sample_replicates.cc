#include "data/sample_replicates.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "base/text.h"
#include "data/sample_messages.h"

namespace trustsem {
namespace {

constexpr int64_t kLongest = 100000;
constexpr size_t kColumnsShown = 6;

// "rw12" is the stem "rw" and the digits "12".
struct Numbered {
  std::string_view stem, digits;
};

std::optional<Numbered> SplitNumber(std::string_view text) {
  size_t end = text.size();
  while (end > 0 && text[end - 1] >= '0' && text[end - 1] <= '9') --end;
  const std::string_view digits = text.substr(end);
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  return Numbered{text.substr(0, end), digits};
}

struct Range {
  Numbered first, last;
};

// A name with a hyphen whose ends do not have one stem is no range.
std::optional<Range> SplitRange(std::string_view text) {
  for (size_t hyphen = text.find('-'); hyphen != std::string_view::npos;
       hyphen = text.find('-', hyphen + 1)) {
    const auto first = SplitNumber(Trim(text.substr(0, hyphen)));
    const auto last = SplitNumber(Trim(text.substr(hyphen + 1)));
    if (first && last && !first->stem.empty() && first->stem == last->stem) {
      return Range{*first, *last};
    }
  }
  return std::nullopt;
}

void AddRange(const Range& range, const std::string& text, std::vector<std::string>* names) {
  const int64_t first = std::stoll(std::string(range.first.digits));
  const int64_t last = std::stoll(std::string(range.last.digits));
  if (last < first || last - first >= kLongest) {
    throw Error(ErrorKind::kUsage,
                fmt::format("the range of columns '{}' {}", Excerpt(text),
                            last < first ? "runs backwards" : "is too long"),
                "write it as 'rw1-rw80'");
  }
  const size_t width = range.first.digits.size();
  for (int64_t k = first; k <= last; ++k) {
    names->push_back(fmt::format("{}{:0{}}", range.first.stem, k, width));
  }
}

// Values of one kind: in how many cells and columns, and the first of them.
struct Found {
  int64_t cells = 0, columns = 0;
  size_t last = 0;  // the last column that was counted
  std::string column;
  uint32_t row = 0;
};

void AddCells(const Sample& sample, const Found& found, std::string_view kind,
              std::string_view hint, std::vector<Fault>* faults) {
  if (found.cells == 0) return;
  faults->push_back({{sample.frame->file},
                     fmt::format("the replicate weight in '{}' is {} in data row {} ({} in {})",
                                 found.column, kind, found.row + 1, Plural(found.cells, "value"),
                                 Plural(found.columns, "column")),
                     std::string(hint)});
}

bool IsSamplingWeight(const Sample& sample, const std::vector<double>& weights) {
  if (sample.weights == nullptr) return false;
  for (const SampleGroup& group : sample.groups) {
    for (uint32_t row : group.rows) {
      if (weights[row] != (*sample.weights)[row]) return false;
    }
  }
  return true;
}

}  // namespace

std::vector<std::string> ExpandColumnRanges(const std::vector<std::string>& columns) {
  std::vector<std::string> names;
  for (const std::string& text : columns) {
    if (const auto range = SplitRange(text)) {
      AddRange(*range, text, &names);
    } else {
      names.push_back(text);
    }
  }
  std::unordered_set<std::string> seen;
  for (const std::string& name : names) {
    if (seen.insert(name).second) continue;
    throw Error(ErrorKind::kUsage,
                fmt::format("the column of replicate weights '{}' is given twice", Excerpt(name)),
                "name each column once");
  }
  return names;
}

void CheckReplicateWeights(const Sample& sample, const std::vector<std::string>& columns,
                           std::vector<Fault>* faults) {
  Found missing, infinite, negative;
  std::vector<std::string> empty, same;
  std::string empty_in;
  for (size_t k = 0; k < columns.size(); ++k) {
    const std::vector<double>& weights = *sample.replicate_weights[k];
    bool usable = true, positive_in_all = true;
    for (const SampleGroup& group : sample.groups) {
      bool positive = group.rows.empty();
      for (uint32_t row : group.rows) {
        const double weight = weights[row];
        positive |= weight > 0;
        if (weight >= 0 && std::isfinite(weight)) continue;
        usable = false;
        Found& found = std::isnan(weight) ? missing : std::isinf(weight) ? infinite : negative;
        if (found.cells++ == 0) {
          found.column = columns[k];
          found.row = row;
        }
        if (found.columns == 0 || found.last != k) {
          ++found.columns;
          found.last = k;
        }
      }
      if (positive) continue;
      if (positive_in_all && empty.empty()) empty_in = InGroup(sample, group);
      positive_in_all = false;
    }
    if (!usable) continue;
    if (!positive_in_all) empty.push_back("'" + columns[k] + "'");
    if (IsSamplingWeight(sample, weights)) same.push_back("'" + columns[k] + "'");
  }
  AddCells(sample, missing, "missing", "give every respondent all replicate weights", faults);
  AddCells(sample, infinite, "infinite", "weights are finite numbers", faults);
  AddCells(sample, negative, "negative", "weights are zero or positive", faults);
  if (!empty.empty()) {
    faults->push_back({{sample.frame->file},
                       fmt::format("the replicate weights in {} are zero for all respondents{}",
                                   JoinNames(empty, kColumnsShown), empty_in),
                       "name the columns of replicate weights alone"});
  }
  if (!same.empty()) {
    faults->push_back(
        {{sample.frame->file},
         fmt::format("the replicate weights in {} are the sampling weights themselves",
                     JoinNames(same, kColumnsShown)),
         "a replicate differs from them: leave that column out"});
  }
}

}  // namespace trustsem
