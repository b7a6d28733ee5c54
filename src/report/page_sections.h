// What the page says in one language, before and after its figures (private to the page).
#ifndef TRUSTSEM_REPORT_PAGE_SECTIONS_H_
#define TRUSTSEM_REPORT_PAGE_SECTIONS_H_

#include "report/document.h"
#include "report/report_page.h"

namespace trustsem {

struct PageDocuments {
  Document before_figures;  // summary, sample and data quality, measurement
  Document after_figures;   // paths, effects, hypotheses, fit, ..., other parameters
  Document appendix;        // methods, how to cite, notes, provenance
  Document glossary;
};

PageDocuments BuildPageDocuments(const ReportPage& page, Language language);

// What introduces the tables of a workbook: the summary, and in words the sample, the quality of
// the data, what fit says, and the claims. Its tables, where it has any, stand on their own sheets.
Document BuildIntroduction(const ReportPage& page, Language language);

// As in PageDocuments.
Document BuildAppendix(const ReportPage& page, Language language);

// Who answered, from the tables of `page.profile`; nothing where there are none.
void AddProfile(const ReportPage& page, Language language, Document& document);

// How it was done, how to cite it, what it was made from.
void AddMethods(const ReportPage& page, Language language, Document& document);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PAGE_SECTIONS_H_
