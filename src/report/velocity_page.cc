// Trust velocity as one web page.
#include <fmt/format.h>

#include "report/page_frame.h"
#include "report/report_page.h"
#include "report/velocity_document.h"
#include "report/velocity_phrases.h"
#include "report/write_velocity.h"

namespace trustsem {
namespace {

constexpr size_t kRows = 200;  // of a table: it scrolls, and a page stays light

void AppendFigures(const std::vector<PageFigure>& figures, Language language, HtmlBody* body) {
  std::string html;
  int number = 0;
  for (const PageFigure& shown : figures) {
    ++number;
    if (shown.language && *shown.language != language) continue;
    html += FigureHtml(shown.figure, language,
                       fmt::format("{}-figure{}-", LanguageCode(language), number), "");
  }
  if (html.empty()) return;
  AppendHtml(Document{{Heading{2, Say(language, VelocityPhrase::kFigures)}}}, body);
  body->html += html;
}

}  // namespace

std::string WriteVelocityPage(const VelocityResults& results,
                              const std::vector<PageFigure>& figures, Language language) {
  std::array<HtmlBody, 2> bodies;
  for (size_t i = 0; i < bodies.size(); ++i) {
    const Language own = kPageLanguages[i];
    const VelocityDocument document = BuildVelocityDocument(results, {own, false, kRows});
    bodies[i].id_prefix = LanguageCode(own);
    AppendHtml(document.before_figures, &bodies[i]);
    AppendFigures(figures, own, &bodies[i]);
    AppendHtml(document.after_figures, &bodies[i]);
  }
  return FramePage(bodies, language, "");
}

}  // namespace trustsem
