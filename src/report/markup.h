// Text within HTML and SVG.
#ifndef TRUSTSEM_REPORT_MARKUP_H_
#define TRUSTSEM_REPORT_MARKUP_H_

#include <string>
#include <string_view>

namespace trustsem {

// Plain text as markup shows exactly this text, on one line, in content and in quoted attributes.
std::string EscapeMarkup(std::string_view text);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_MARKUP_H_
