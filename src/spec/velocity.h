// How trust velocity is computed from a file of responses, as plain data, and its reader: which
// items make up the four components, what time is, which columns say who answered about whom.
#ifndef TRUSTSEM_SPEC_VELOCITY_H_
#define TRUSTSEM_SPEC_VELOCITY_H_

#include <array>
#include <string>
#include <vector>

#include "base/error.h"
#include "spec/text.h"

namespace trustsem {

// The four trusts of the source, in its order: professional (knowledge, 专业信任), vocational
// (integrity and reliability, 职业信任), relationship (关系信任) and benefit (利益信任).
inline constexpr int kTrustComponents = 4;
enum class TrustComponent { kProfessional, kVocational, kRelationship, kBenefit };

// "professional", "vocational", "relationship", "benefit".
const char* ToString(TrustComponent component);

struct VelocityItem {
  std::string column;
  bool reversed = false;
  Place place;
};

struct VelocityComponent {
  Text label;
  std::vector<VelocityItem> items;  // at least three
  double weight = 1;                // positive
  Place place;
};

// What the sum of the components is divided by. Never both.
enum class VelocityTime {
  kInteractions,  // a column of completed interactions
  kMonths,        // days from a first date to a date of the response, divided by 30.44
};

// The levels that responses are put together at.
enum class VelocityLevel { kTotal, kAccount, kSalesperson, kSegment, kMarket, kStage };
inline constexpr int kVelocityLevels = 6;

// "total", "account", "salesperson", "segment", "market", "stage".
const char* ToString(VelocityLevel level);

// Columns of the data; empty: there is none.
struct VelocityKeys {
  std::string account, salesperson, segment, market, stage, wave;

  // The column of a level; empty for kTotal.
  const std::string& operator[](VelocityLevel level) const;
};

// A value of the wave column and when it was, in the units of VelocitySpecification::wave_unit.
struct VelocityWave {
  std::string value;
  Text label;
  double time = 0;
};

// A value of the stage column and the components that the source emphasises there.
struct VelocityStage {
  std::string value;
  Text label;
  std::vector<TrustComponent> emphasis;
};

struct VelocitySpecification {
  std::string name;
  Text title;
  std::string source;
  double minimum = 1, maximum = 5;    // of the items' scale
  std::vector<double> missing_codes;  // of the items
  std::array<VelocityComponent, kTrustComponents> components;
  VelocityTime time = VelocityTime::kInteractions;
  std::string interactions;           // kInteractions: the column
  std::string first_date, date;       // kMonths: columns of dates, YYYY-MM-DD
  VelocityKeys keys;                  // the account is always there
  std::vector<VelocityWave> waves;    // in order of time; empty: as the data have them, 0, 1, 2 ...
  Text wave_unit;                     // "months"; empty: "waves"
  std::vector<VelocityStage> stages;  // empty: as the data have them, without emphasis
  std::vector<double> thresholds;     // scores that count as trust, 0 to 100, ascending
  std::string reported_interactions;  // self-reported interactions until trust; empty: none
  double confidence = 0.95;           // of all intervals
  int replicates = 1000;              // of the bootstrap over accounts
  int least_accounts = 10, least_responses = 30;  // below which no salesperson is shown
  std::string file, hash;
  Place place;
};

// Throws Error(kSpecification) with every fault of the file, each with line and column.
VelocitySpecification ReadVelocity(const std::string& path);
VelocitySpecification ParseVelocity(const std::string& text, const std::string& file);

// JSON Schema (2020-12) of the file.
std::string VelocitySchema();

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_VELOCITY_H_
