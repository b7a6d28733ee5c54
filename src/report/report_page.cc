#include "report/report_page.h"

#include <fmt/format.h>

#include <array>

#include "report/markup.h"
#include "report/page_frame.h"
#include "report/page_phrases.h"
#include "report/page_sections.h"

namespace trustsem {

namespace {

using P = PagePhrase;

// Beside that of languages.
std::string Switches(const ReportPage& page) {
  std::string html = PageSwitch(
      P::kCoefficients,
      PageChoice("coefficients", "standardized", InBothLanguages(P::kStandardized), true) +
          PageChoice("coefficients", "plain", InBothLanguages(P::kPlain), false));
  if (page.results.groups.size() > 1) {
    std::string groups = PageChoice("group", "0", InBothLanguages(P::kAllGroups), true);
    for (size_t i = 0; i < page.results.groups.size(); ++i) {
      const std::string number = fmt::format("{}", i + 1);
      const std::string& label = page.results.groups[i].label;
      groups += PageChoice("group", number, EscapeMarkup(label.empty() ? number : label), false);
    }
    html += PageSwitch(P::kGroups, groups);
  }
  return html;
}

void AppendFigures(const ReportPage& page, Language language, HtmlBody* body) {
  std::string html;
  int number = 0;
  for (const PageFigure& shown : page.figures) {
    ++number;
    if (shown.language && *shown.language != language) continue;
    std::string attributes;
    if (shown.coefficients == Coefficients::kPlain) attributes = " class=\"plain\"";
    if (shown.coefficients == Coefficients::kStandardized) attributes = " class=\"standardized\"";
    if (shown.group) attributes += fmt::format(" data-group=\"{}\"", *shown.group);
    // Where there are scripts, they show it as soon as its group is chosen.
    if (shown.group.value_or(0) > 0) attributes += " hidden";
    html += FigureHtml(shown.figure, language,
                       fmt::format("{}-figure{}-", LanguageCode(language), number), attributes);
  }
  if (html.empty()) return;
  AppendHtml(Document{{Heading{2, Say(language, P::kFigures)}}}, body);
  body->html += html;
}

HtmlBody MakeBody(const ReportPage& page, Language language) {
  const PageDocuments documents = BuildPageDocuments(page, language);
  HtmlBody body;
  body.id_prefix = LanguageCode(language);
  AppendHtml(documents.before_figures, &body);
  AppendFigures(page, language, &body);
  AppendHtml(documents.after_figures, &body);
  AppendHtml(documents.appendix, &body);
  AppendHtml(documents.glossary, &body);
  return body;
}

}  // namespace

std::string WriteReportPage(const ReportPage& page) {
  std::array<HtmlBody, 2> bodies;
  for (size_t i = 0; i < bodies.size(); ++i) bodies[i] = MakeBody(page, kPageLanguages[i]);
  return FramePage(bodies, page.language, Switches(page));
}

}  // namespace trustsem
