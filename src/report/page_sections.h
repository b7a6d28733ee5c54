// What the page says in one language, before and after its figures (private to the page).
#ifndef TRUSTSEM_REPORT_PAGE_SECTIONS_H_
#define TRUSTSEM_REPORT_PAGE_SECTIONS_H_

#include "report/document.h"
#include "report/report_page.h"

namespace trustsem {

struct PageDocuments {
  Document before_figures;  // summary, sample and data quality, measurement
  Document after_figures;   // paths, effects, hypotheses, fit, ..., methods, glossary
};

PageDocuments BuildPageDocuments(const ReportPage& page, Language language);

// Who answered, from the tables of `page.profile`; nothing where there are none.
void AddProfile(const ReportPage& page, Language language, Document& document);

// How it was done, how to cite it, what it was made from.
void AddMethods(const ReportPage& page, Language language, Document& document);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PAGE_SECTIONS_H_
