// The sentence below figures that says where the numbers come from.
#ifndef TRUSTSEM_REPORT_FIGURE_PROVENANCE_H_
#define TRUSTSEM_REPORT_FIGURE_PROVENANCE_H_

#include <string>

#include "inference/results.h"
#include "report/write_results.h"

namespace trustsem {

// The part of the data's statement that is in this language, where it is in both: its sentences
// with Chinese characters, or those without; else all of it.
std::string StatementIn(Language language, const std::string& statement);

// "Model trust_loyalty (3f2a91c0); data trust_survey.csv (90ab11ce), 1,600 respondents, WLSMV;
// trustsem 0.1.0. Synthetic respondents ...": what is in brackets are the first eight digits of the
// files' hashes.
std::string FigureProvenance(const Results& results, Language language);
std::string FigureProvenance(const Model& model, Language language);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_FIGURE_PROVENANCE_H_
