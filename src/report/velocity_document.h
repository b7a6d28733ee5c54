// A report on trust velocity as a document (private to these reports).
#ifndef TRUSTSEM_REPORT_VELOCITY_DOCUMENT_H_
#define TRUSTSEM_REPORT_VELOCITY_DOCUMENT_H_

#include "report/document.h"
#include "report/velocity_table.h"
#include "velocity/velocity_results.h"

namespace trustsem {

// In two parts, between which a page has its charts.
struct VelocityDocument {
  Document before_figures;  // title, cautions, the main numbers in words
  Document after_figures;   // every section, method, notes, origin
};

VelocityDocument BuildVelocityDocument(const VelocityResults& results,
                                       const VelocityExtent& extent);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_VELOCITY_DOCUMENT_H_
