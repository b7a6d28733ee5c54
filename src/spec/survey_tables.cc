#include "spec/survey_tables.h"

namespace trustsem {

const char* ToString(IntervalMethod method) {
  return method == IntervalMethod::kLogit ? "logit" : "beta";
}

const char* ToString(Correction correction) {
  switch (correction) {
    case Correction::kNone:
      return "none";
    case Correction::kBonferroni:
      return "bonferroni";
    case Correction::kHolm:
      return "holm";
    case Correction::kBenjaminiHochberg:
      break;
  }
  return "bh";
}

const char* ToString(LonelyCluster lonely) {
  switch (lonely) {
    case LonelyCluster::kRefuse:
      return "refuse";
    case LonelyCluster::kAdjust:
      return "adjust";
    case LonelyCluster::kCertainty:
      break;
  }
  return "certainty";
}

}  // namespace trustsem
