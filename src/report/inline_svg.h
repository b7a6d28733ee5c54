// Drawings within an HTML page.
#ifndef TRUSTSEM_REPORT_INLINE_SVG_H_
#define TRUSTSEM_REPORT_INLINE_SVG_H_

#include <string>
#include <string_view>

namespace trustsem {

// The <svg> element of an SVG file, fit to stand in a page beside others: without what stands
// before it (XML declaration, document type, comments), and with `prefix` before every id and every
// reference to one (id="x", url(#x), href="#x"), since ids are the page's. `svg` must be
// well-formed and of the program's own making; nothing where it has no <svg> element.
std::string InlineSvg(std::string_view svg, std::string_view prefix);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_INLINE_SVG_H_
