#include "report/figure.h"
#include "report/wrapped_lines.h"

namespace trustsem {

std::string FindTypeface(const std::string& text) {
  return HasWideCharacters(text) ? "Noto Sans CJK SC" : "DejaVu Sans";
}

}  // namespace trustsem
