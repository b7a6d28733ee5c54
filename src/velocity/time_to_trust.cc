#include "velocity/time_to_trust.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "velocity/interval_log_rank.h"
#include "velocity/trust_curve.h"

namespace trustsem {
namespace {

void CheckThresholds(const std::vector<double>& thresholds) {
  for (const double threshold : thresholds) {
    if (threshold >= 0 && threshold <= 100) continue;
    throw Error(ErrorKind::kSpecification,
                fmt::format("the threshold of trust {} is not between 0 and 100", threshold),
                "give thresholds on the scale of the scores, 0 to 100");
  }
}

[[noreturn]] void Refuse(const TrustHistory& history, const std::string& found,
                         const std::string& hint) {
  throw Error(ErrorKind::kData,
              fmt::format("account {} (counted from 1, in order of first appearance) {}",
                          history.account + 1, found),
              hint);
}

void CheckHistory(const TrustHistory& history, size_t segments) {
  if (history.scores.size() != history.times.size()) {
    Refuse(history,
           fmt::format("has {} times and {} scores", history.times.size(), history.scores.size()),
           "give each response both");
  }
  if (history.segment < -1 || history.segment >= static_cast<int>(segments)) {
    Refuse(history, fmt::format("is in segment {} of {}", history.segment, segments),
           "name every segment");
  }
  for (size_t i = 0; i < history.times.size(); ++i) {
    const double time = history.times[i], score = history.scores[i];
    if (!std::isfinite(time) || time < 0) {
      Refuse(history, fmt::format("has a response at time {}", time),
             "leave out responses without a time of 0 or more");
    }
    if (i > 0 && time < history.times[i - 1]) {
      Refuse(history,
             fmt::format("has a response at time {} after one at {}", time, history.times[i - 1]),
             "put each account's responses in order of time");
    }
    if (!(score >= 0 && score <= 100)) {
      Refuse(history, fmt::format("has the score {}", score),
             "leave out responses without a score of 0 to 100");
    }
  }
}

// What is known of everybody's time to one threshold.
// Scores are means of means: one that is the threshold may be computed a little below it.
constexpr double kRounding = 1e-9;

struct KnownTimes {
  std::vector<CensoredTime> times;  // of the accounts with a response after T = 0
  std::vector<int> segment;         // theirs
  std::vector<uint8_t> fell_again;  // likewise
  std::vector<double> last;         // the times of their last responses
};

KnownTimes TimesTo(double threshold, const std::vector<TrustHistory>& histories) {
  KnownTimes known;
  for (const TrustHistory& history : histories) {
    CensoredTime time;
    bool reached = false, fell = false, seen = false;
    for (size_t i = 0; i < history.times.size(); ++i) {
      if (history.times[i] == 0) continue;
      seen = true;
      const bool above = history.scores[i] >= threshold - kRounding;
      if (!reached && above) {
        // A response below the threshold at the same T does not exclude it.
        time.right = history.times[i], reached = true;
        time.left = 0;
        for (size_t k = i; k-- > 0;) {
          if (history.times[k] < time.right) {
            time.left = history.times[k];
            break;
          }
        }
      } else if (reached && !above && history.times[i] > time.right) {
        fell = true;
      }
    }
    if (!seen) continue;
    if (!reached) time.left = history.times.back();
    known.times.push_back(time);
    known.segment.push_back(history.segment);
    known.fell_again.push_back(fell);
    known.last.push_back(history.times.back());
  }
  return known;
}

// `segment` -1: everybody.
TrustCurve CurveOf(const KnownTimes& known, int segment, const TrustCurveOptions& options) {
  std::vector<CensoredTime> times;
  std::vector<double> last;
  int64_t before_first = 0, not_reached = 0, fell_again = 0;
  for (size_t i = 0; i < known.times.size(); ++i) {
    if (segment >= 0 && known.segment[i] != segment) continue;
    times.push_back(known.times[i]);
    last.push_back(known.last[i]);
    before_first += times.back().left == 0;
    not_reached += std::isinf(times.back().right);
    fell_again += known.fell_again[i];
  }
  TrustCurve curve;
  if (times.empty()) return curve;
  curve = EstimateTrustCurve(times, last, options);
  curve.before_first = before_first;
  curve.not_reached = not_reached;
  curve.between = curve.accounts - before_first - not_reached;
  curve.fell_again = fell_again;
  return curve;
}

void AddTest(const KnownTimes& known, int segments, ThresholdResults* results) {
  const IntervalLogRank test = TestEqualCurves(known.times, known.segment, segments);
  results->p = test.p;
  results->chi_square = test.chi_square;
  results->degrees_of_freedom = test.degrees_of_freedom;
}

void NoteThreshold(const ThresholdResults& results, std::vector<Note>* notes) {
  const TrustCurve& all = results.everybody;
  if (all.fell_again > 0) {
    notes->push_back(
        {"fell_below_threshold",
         fmt::format("{} of the {} accounts that reached a score of {} were later "
                     "below it; the time to trust is that of first reaching it",
                     all.fell_again, all.accounts - all.not_reached, results.threshold),
         "see the growth of trust for what happens afterwards"});
  }
  if (all.before_first == all.accounts) {
    notes->push_back({"reached_before_first_response",
                      fmt::format("all {} accounts were at {} or above at their first response: "
                                  "how long it took is known from above alone",
                                  all.accounts, results.threshold),
                      "ask earlier, or set a higher threshold"});
  } else if (all.not_reached == all.accounts) {
    notes->push_back({"threshold_not_reached",
                      fmt::format("none of the {} accounts was seen at {} or above: the time to it "
                                  "is not known, but that it is longer than the time seen",
                                  all.accounts, results.threshold),
                      "set a lower threshold, or follow the accounts longer"});
  }
}

void NoteHistories(const TimeToTrustInput& input, std::vector<Note>* notes) {
  int64_t at_zero = 0, several = 0;
  for (const TrustHistory& history : input.histories) {
    at_zero += std::count(history.times.begin(), history.times.end(), 0.0);
    several += history.times.size() > 1;
  }
  if (at_zero > 0) {
    notes->push_back({"responses_at_time_zero",
                      fmt::format("{} responses at time 0 stand before the curves of time to trust "
                                  "and are left out of them",
                                  at_zero),
                      ""});
  }
  if (several == 0) {
    notes->push_back({"one_response_an_account",
                      "every account has one response: of each it is known only whether it had "
                      "come to trust by then",
                      "ask the accounts again: intervals between responses tell more"});
  }
}

void NoteReplicates(const TimeToTrustResults& results, int asked, std::vector<Note>* notes) {
  int fewest = asked;
  for (const ThresholdResults& threshold : results.thresholds) {
    fewest = std::min(fewest, threshold.everybody.replicates);
    for (const TrustCurve& segment : threshold.segments) {
      fewest = std::min(fewest, segment.replicates);
    }
  }
  if (fewest == asked) return;
  notes->push_back({"fewer_replicates",
                    fmt::format("curves of time to trust with very many different times have "
                                "intervals from {} bootstrap replicates, not {}",
                                fewest, asked),
                    ""});
}

}  // namespace

TimeToTrustResults EstimateTimeToTrust(const TimeToTrustInput& input, std::vector<Note>* notes) {
  CheckThresholds(input.thresholds);
  bool any = false;
  for (const TrustHistory& history : input.histories) {
    CheckHistory(history, input.segment_names.size());
    any = any || (!history.times.empty() && history.times.back() > 0);
  }
  TimeToTrustResults results;
  if (!any) {
    results.reason = "no account has a response with a score and a time above 0";
    return results;
  }
  if (input.thresholds.empty()) {
    results.reason = "no threshold of trust is given";
    return results;
  }
  TrustCurveOptions options{input.confidence, input.interactions, input.replicates, input.seed, 0,
                            input.threads};
  const int segments = static_cast<int>(input.segment_names.size());
  NoteHistories(input, notes);
  for (const double threshold : input.thresholds) {
    const KnownTimes known = TimesTo(threshold, input.histories);
    ThresholdResults found;
    found.threshold = threshold;
    found.everybody = CurveOf(known, -1, options);
    ++options.curve;
    for (int segment = 0; segment < segments; ++segment, ++options.curve) {
      TrustCurve curve = CurveOf(known, segment, options);
      curve.segment = input.segment_names[static_cast<size_t>(segment)];
      if (curve.accounts > 0) found.segments.push_back(std::move(curve));
    }
    AddTest(known, segments, &found);
    NoteThreshold(found, notes);
    results.thresholds.push_back(std::move(found));
  }
  NoteReplicates(results, input.replicates, notes);
  return results;
}

}  // namespace trustsem
