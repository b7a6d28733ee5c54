// Published percentages that a survey is held against, as plain data, and their reader.
#ifndef TRUSTSEM_SPEC_CLAIMS_H_
#define TRUSTSEM_SPEC_CLAIMS_H_

#include <string>
#include <vector>

#include "base/error.h"
#include "spec/survey_tables.h"
#include "spec/text.h"

namespace trustsem {

enum class Comparison { kEqual, kAbove, kBelow };

const char* ToString(Comparison comparison);  // "equal", "above", "below"

// What is counted, and among whom.
struct Reading {
  Text label;                      // "among those who trust"; may be empty
  std::vector<Condition> counted;  // every condition must hold
  Base base;
  bool any = false;  // one condition is enough, in place of every
};

struct Claim {
  std::string id;
  Text sentence;
  std::string line;  // of the source
  Reading reading;
  double published = 0;  // percent
  Comparison comparison = Comparison::kEqual;
  std::string status;  // how certain the reading is: "explicit", "category_ambiguous", ...
  std::vector<Reading> alternatives;  // other readings that the data can answer
  Text note;                          // alternatives that they cannot, in words
  Place place;
};

// "Three times as likely": the quotient of two claims' percentages.
struct RatioClaim {
  std::string id;
  Text sentence;
  std::string line;
  std::string numerator, denominator;  // ids of claims
  double published = 0;                // of the published percentages unless the file gives it
  Place place;
};

struct ClaimBook {
  std::string name;
  Text title;
  std::string source;
  std::string codebook;  // its file, found from here; empty: none
  DesignOptions design;
  double confidence = 0.95;
  double tolerance = 0.5;  // points by which a computed percentage may differ
  std::vector<Claim> claims;
  std::vector<RatioClaim> ratios;
  std::string file, hash;
};

// Throws Error(kSpecification) with every fault of the file, each with line and column.
ClaimBook ReadClaims(const std::string& path);
ClaimBook ParseClaims(const std::string& text, const std::string& file);

// JSON Schema (2020-12) of the file.
std::string ClaimsSchema();

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_CLAIMS_H_
