// A drawing's three forms. The same drawing gives the same bytes: no time stamps.
#ifndef TRUSTSEM_REPORT_WRITE_DRAWING_H_
#define TRUSTSEM_REPORT_WRITE_DRAWING_H_

#include <string>

#include "report/drawing.h"

namespace trustsem {

// SVG 1.1, with words as words and what is hovered as <title>. Everything from outside is escaped.
std::string WriteSvg(const Drawing& drawing);

// PDF 1.5 and PNG through cairo. The PDF's date of creation is SOURCE_DATE_EPOCH (seconds since
// 1970) where the environment has it, else there is none.
std::string WritePdf(const Drawing& drawing);
std::string WritePng(const Drawing& drawing);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_WRITE_DRAWING_H_
