// How much room a text takes on a page, before any program has drawn it.
#ifndef TRUSTSEM_REPORT_TEXT_EXTENT_H_
#define TRUSTSEM_REPORT_TEXT_EXTENT_H_

#include <string>
#include <string_view>
#include <vector>

namespace trustsem {

// The text's width in ems (multiples of the letters' height), by the widths of DejaVu Sans, which
// is wider than most: rather too much than too little.
double TextExtent(std::string_view text);

// The text on one line (CleanLine) at most `width` ems wide; "…" marks what was cut off.
std::string FitText(std::string_view text, double width);

// The text's lines, broken at spaces and between East Asian characters, each at most `width` ems
// wide; at most `most` lines, the last one cut as by FitText.
std::vector<std::string> WrapText(std::string_view text, double width, size_t most);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_TEXT_EXTENT_H_
