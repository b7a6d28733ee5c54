// Plain text as LaTeX shows it.
#ifndef TRUSTSEM_REPORT_LATEX_TEXT_H_
#define TRUSTSEM_REPORT_LATEX_TEXT_H_

#include <string>
#include <string_view>

namespace trustsem {

// On one line, with every character that LaTeX would interpret escaped, so that it can also stand
// at the beginning of a table's row and in a caption.
std::string LatexText(std::string_view text);

// At least one of the letters, digits and '-': of labels that LaTeX refers by.
std::string LatexLabel(std::string_view text);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_LATEX_TEXT_H_
