// How many lines a spreadsheet's cell needs for a text that wraps.
#ifndef TRUSTSEM_REPORT_WRAPPED_LINES_H_
#define TRUSTSEM_REPORT_WRAPPED_LINES_H_

#include <string_view>

namespace trustsem {

// At least 1. `width`: of the cell, in the digits of a plain font that fit in it; `scale`: how much
// wider than plain the text is drawn (1.1 for bold). Rather a line too many than one too few: no
// two programs measure alike.
int WrappedLines(std::string_view text, double width, double scale = 1);

// True where the text has East Asian wide characters, which stand higher than Latin ones.
bool HasWideCharacters(std::string_view text);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_WRAPPED_LINES_H_
