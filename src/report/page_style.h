// The look of the page and the little that it does (private to the page).
#ifndef TRUSTSEM_REPORT_PAGE_STYLE_H_
#define TRUSTSEM_REPORT_PAGE_STYLE_H_

#include <string_view>

namespace trustsem {

// Fixed texts: no name or label ever stands in them.
extern const std::string_view kPageStyle, kPageScript;

// SHA-256 of kPageScript, base64: the page allows itself this script alone.
extern const std::string_view kPageScriptHash;

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PAGE_STYLE_H_
