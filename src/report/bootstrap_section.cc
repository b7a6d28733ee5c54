// Where standard errors and intervals come from, and how many replicates there were.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/format_number.h"
#include "report/sections.h"

namespace trustsem {
namespace {

Phrase MethodPhrase(const BootstrapSummary& summary) {
  if (summary.method == "bollen_stine") return Phrase::kBollenStineBootstrap;
  if (summary.method == "parametric") return Phrase::kParametricBootstrap;
  return Phrase::kNonparametricBootstrap;
}

Phrase IntervalPhrase(const BootstrapSummary& summary) {
  if (summary.interval == "normal") return Phrase::kNormalInterval;
  if (summary.interval == "bca") return Phrase::kBcaInterval;
  return Phrase::kPercentileInterval;
}

// "1,998 used; 2 without a minimum".
std::string Counts(const ReportContext& context, const BootstrapSummary& summary) {
  std::string text =
      context.Say(Phrase::kBootstrapUsed, FormatCount(static_cast<double>(summary.used)));
  const auto add = [&](Phrase phrase, int64_t count) {
    if (count == 0) return;
    text += context.Say(Phrase::kSentenceSeparator) +
            context.Say(phrase, FormatCount(static_cast<double>(count)));
  };
  add(Phrase::kBootstrapImproper, summary.improper);
  add(Phrase::kBootstrapNotConverged, summary.not_converged);
  add(Phrase::kBootstrapUndefined, summary.undefined);
  return text;
}

// The share of replicates that are as far off: where none is, it is less than one of them.
std::string TestPValue(const BootstrapSummary& summary) {
  if (summary.test_pvalue > 0) return FormatPValue(summary.test_pvalue);
  const double one = 1 / static_cast<double>(std::max<int64_t>(summary.used, 1));
  const std::string digits = fmt::format("{:.2g}", one);
  return "<" + (digits[0] == '0' ? digits.substr(1) : digits);
}

}  // namespace

void AddBootstrap(const ReportContext& context, Document& document) {
  if (!context.results.bootstrap) return;
  const BootstrapSummary& summary = *context.results.bootstrap;
  const std::string method = context.Say(MethodPhrase(summary));
  const std::string asked = FormatCount(static_cast<double>(summary.replicates));
  const std::string counts = Counts(context, summary);
  if (summary.method != "bollen_stine") {
    document.blocks.push_back(Paragraph{
        summary.used >= 2
            ? context.Say(Phrase::kBootstrapErrors, context.Say(IntervalPhrase(summary)), asked,
                          method, counts, summary.seed)
            : context.Say(Phrase::kBootstrapNoErrors, asked, method, counts, summary.seed)});
  }
  if (std::isfinite(summary.test_pvalue)) {
    document.blocks.push_back(Paragraph{context.Say(Phrase::kBootstrapTest, asked, method, counts,
                                                    TestPValue(summary), summary.seed)});
  }
}

}  // namespace trustsem
