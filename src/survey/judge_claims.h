// Published percentages beside those of a survey.
#ifndef TRUSTSEM_SURVEY_JUDGE_CLAIMS_H_
#define TRUSTSEM_SURVEY_JUDGE_CLAIMS_H_

#include <string>
#include <utility>

#include "survey/results.h"

namespace trustsem {

// Every claim is computed in its first reading and in its alternatives. Verdicts: reproduced, where
// the first reading differs from the published percentage by at most the tolerance (for "above" and
// "below": lies on that side); ambiguous, where only an alternative does; else differs; not
// computed, where the data have no answers to it (the column is not there: `warnings` names it).
// A share's base is those of the reading's base who answered all that is counted (of a
// multiple-choice question, any of its columns). Shares have logit intervals.
//
// A ratio is reproduced where it lies within AllowedRatio(); differs elsewhere; not computed where
// one of its two shares is not, or is zero.
//
// `codebook`: its file, in place of the book's; empty: the book's. Throws as Tabulate does, but for
// columns that the data lack: Error(kData) only where every claim needs one of those, and
// Error(kSpecification) where the codebook does not know them either.
ClaimBookResults JudgeClaims(const ClaimBook& book, const std::string& data,
                             const std::string& codebook = "");

// The lowest and highest ratio that the published percentages leave open when each may be off by
// the book's tolerance; the highest may be infinite. `ratio` is one of the book's.
std::pair<double, double> AllowedRatio(const ClaimBook& book, const RatioClaim& ratio);

}  // namespace trustsem

#endif  // TRUSTSEM_SURVEY_JUDGE_CLAIMS_H_
