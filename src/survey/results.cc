#include "survey/results.h"

namespace trustsem {

const char* ToString(Verdict verdict) {
  switch (verdict) {
    case Verdict::kReproduced:
      return "reproduced";
    case Verdict::kDiffers:
      return "differs";
    case Verdict::kAmbiguous:
      return "ambiguous";
    case Verdict::kNotComputed:
      break;
  }
  return "not_computed";
}

}  // namespace trustsem
