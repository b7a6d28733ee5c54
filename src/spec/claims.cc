#include "spec/claims.h"

namespace trustsem {

const char* ToString(Comparison comparison) {
  switch (comparison) {
    case Comparison::kEqual:
      return "equal";
    case Comparison::kAbove:
      return "above";
    case Comparison::kBelow:
      return "below";
  }
  return "";
}

}  // namespace trustsem
