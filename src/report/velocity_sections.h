// The sections of a report on trust velocity: each with its sentences and tables, empty where the
// results have nothing of its kind (private to these reports).
#ifndef TRUSTSEM_REPORT_VELOCITY_SECTIONS_H_
#define TRUSTSEM_REPORT_VELOCITY_SECTIONS_H_

#include <string>
#include <vector>

#include "report/velocity_table.h"
#include "velocity/velocity_results.h"

namespace trustsem {

// Rows read, rejected, without an index, with the reasons.
VelocitySection CountedSection(const VelocityResults& results, Language language);
VelocitySection ReliabilitySection(const VelocityResults& results, Language language);
// The literal index by time, beside that of a constant score.
VelocitySection StrataSection(const VelocityResults& results, Language language);
// Total, segments, markets, stages.
VelocitySection LevelsSection(const VelocityResults& results, Language language);
VelocitySection SalespersonsSection(const VelocityResults& results, Language language);
VelocitySection DifferencesSection(const VelocityResults& results, Language language);
VelocitySection StagesSection(const VelocityResults& results, Language language);
// Invariance first, then growth.
VelocitySection GrowthSection(const VelocityResults& results, Language language);
VelocitySection TimeToTrustSection(const VelocityResults& results, Language language);
VelocitySection RankingSection(const VelocityResults& results, Language language);

// All of them in the order above.
std::vector<VelocitySection> VelocitySections(const VelocityResults& results, Language language);

// What the index is and what is wrong with it: before every number.
std::vector<std::string> CautionSentences(const VelocityResults& results, Language language);
// The main numbers in words.
std::vector<std::string> SummarySentences(const VelocityResults& results, Language language);
// In which groups trust falls beyond doubt; empty: in none.
std::string FallingSentence(const GrowthModel& model, Language language);
std::vector<std::string> VelocityMethodSentences(const VelocityResults& results, Language language);
std::vector<std::string> VelocityOriginSentences(const VelocityResults& results, Language language);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_VELOCITY_SECTIONS_H_
