// The frame of a web page in both languages: one file, no network, switches on the page (private to
// the pages).
#ifndef TRUSTSEM_REPORT_PAGE_FRAME_H_
#define TRUSTSEM_REPORT_PAGE_FRAME_H_

#include <array>
#include <string>

#include "report/figure.h"
#include "report/html_renderer.h"
#include "report/page_phrases.h"
#include "report/write_results.h"

namespace trustsem {

inline constexpr std::array<Language, 2> kPageLanguages = {Language::kEnglish, Language::kChinese};

// "en", "zh".
const char* LanguageCode(Language language);

// A radio button of a switch; `label` is HTML.
std::string PageChoice(const char* name, const std::string& value, const std::string& label,
                       bool checked);
// A switch: a phrase in both languages, of which the page shows one, and its choices.
std::string PageSwitch(PagePhrase legend, const std::string& choices);
std::string InBothLanguages(PagePhrase phrase);

// A drawing with its caption as HTML. `prefix` makes its ids its own, `attributes` stand in the
// figure's tag.
std::string FigureHtml(const Figure& figure, Language language, const std::string& prefix,
                       const std::string& attributes);

// The whole page of bodies in the order of kPageLanguages, `shown` the language seen first. The
// page has a switch of languages, then `switches`. It forbids itself every request and every script
// but its own (Content-Security-Policy).
std::string FramePage(const std::array<HtmlBody, 2>& bodies, Language shown,
                      const std::string& switches);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PAGE_FRAME_H_
