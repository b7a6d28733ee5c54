// What the reports on trust velocity call things (private to these reports).
#ifndef TRUSTSEM_REPORT_VELOCITY_WORDS_H_
#define TRUSTSEM_REPORT_VELOCITY_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/velocity_phrases.h"
#include "velocity/velocity_results.h"

namespace trustsem {

// A user's label in the language, else the language's own word: no other language's label, where
// there is a word.
std::string LabelOrWord(const Text& label, VelocityPhrase word, Language language);

std::string TitleOf(const VelocityResults& results, Language language);
std::string ComponentName(const VelocityResults& results, TrustComponent component,
                          Language language);
VelocityPhrase LevelPhrase(VelocityLevel level);
VelocityPhrase PacePhrase(AccountPace pace);
VelocityPhrase ShapePhrase(GrowthShape shape);
// What T counts: "completed interactions"; one of it: "interaction".
std::string TimeName(const VelocityResults& results, Language language);
std::string TimeUnit(const VelocityResults& results, Language language);
// Of t over waves.
std::string WaveUnit(const VelocityResults& results, Language language);
std::string WaveName(const VelocityResults& results, size_t wave, Language language);

// The name of a level's group: a stage's label, "Total", else as the data have it; empty where
// there is no such group.
std::string GroupName(const VelocityResults& results, VelocityLevel level, int group,
                      Language language);
// The group's name as the data have it, without words of any language.
std::string_view GroupInData(const VelocityResults& results, VelocityLevel level, int group);
// A growth model's or a curve's segment; empty: everybody.
std::string SegmentName(const std::string& segment, Language language);

// "63.2 [61.0; 65.4]", each as many decimals; of an end that is infinite "∞"; empty without value.
std::string EstimateText(const VelocityEstimate& estimate, int decimals, int interval_decimals,
                         bool with_sign = false);

// "43.2% [40.1; 46.3]" of a share from 0 to 1; empty without value.
std::string ShareText(const VelocityEstimate& share, int interval_decimals);

// A flag's name in CSV and JSON: "prorated_component".
struct FlagEntry {
  VelocityFlag flag;
  const char* name;
  VelocityPhrase reason, consequence;
};
const std::vector<FlagEntry>& FlagEntries();

// The growth model that is told: the better one, where it was estimated; null: none was.
const GrowthModel* ToldModel(const GrowthResults& growth);

// Everybody, then the segments.
std::vector<const GrowthGroup*> GrowthGroups(const GrowthModel& model);

// How many rows have a flag, and the first ten of them.
struct FlaggedRows {
  const FlagEntry* entry = nullptr;
  int64_t count = 0;
  std::vector<int64_t> first;
};
// Those that there are, in the order of FlagEntries().
std::vector<FlaggedRows> CountFlags(const VelocityResults& results);

// By name; 0 for one that has no accounts.
struct PaceTally {
  int64_t falling = 0, slow = 0, typical = 0, fast = 0, unknown = 0;
};
PaceTally CountPaces(const VelocityResults& results);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_VELOCITY_WORDS_H_
