#include "inference/comparison.h"

namespace trustsem {

const char* ToString(Nesting nesting) {
  switch (nesting) {
    case Nesting::kNested:
      return "nested";
    case Nesting::kEquivalent:
      return "equivalent";
    case Nesting::kNotNested:
      return "not_nested";
    case Nesting::kUnknown:
      break;
  }
  return "unknown";
}

}  // namespace trustsem
