#include "report/report_page.h"

#include <fmt/format.h>

#include "report/html_renderer.h"
#include "report/inline_svg.h"
#include "report/markup.h"
#include "report/names.h"
#include "report/page_phrases.h"
#include "report/page_sections.h"
#include "report/page_style.h"

namespace trustsem {

namespace {

using P = PagePhrase;

constexpr Language kLanguages[] = {Language::kEnglish, Language::kChinese};

const char* Code(Language language) { return language == Language::kChinese ? "zh" : "en"; }

// A phrase of the page's frame: in both languages, of which the page shows one.
std::string Both(P phrase) {
  std::string html;
  for (const Language language : kLanguages) {
    html += fmt::format("<span lang=\"{0}\" data-language=\"{0}\">{1}</span>", Code(language),
                        EscapeMarkup(Say(language, phrase)));
  }
  return html;
}

std::string Choice(const char* name, const std::string& value, const std::string& label,
                   bool checked) {
  return fmt::format(
      "<label><input type=\"radio\" name=\"{0}\" id=\"{0}-{1}\" value=\"{1}\"{2}>{3}</label>\n",
      name, value, checked ? " checked" : "", label);
}

std::string Fieldset(P legend, const std::string& choices) {
  return "<fieldset><legend>" + Both(legend) + "</legend>\n" + choices + "</fieldset>\n";
}

std::string Switches(const ReportPage& page) {
  const bool chinese = page.language == Language::kChinese;
  std::string html = Fieldset(
      P::kLanguage, Choice("language", "en", "<span lang=\"en\">English</span>", !chinese) +
                        Choice("language", "zh", "<span lang=\"zh\">中文</span>", chinese));
  html += Fieldset(P::kCoefficients,
                   Choice("coefficients", "standardized", Both(P::kStandardized), true) +
                       Choice("coefficients", "plain", Both(P::kPlain), false));
  if (page.results.groups.size() > 1) {
    std::string groups = Choice("group", "0", Both(P::kAllGroups), true);
    for (size_t i = 0; i < page.results.groups.size(); ++i) {
      const std::string number = fmt::format("{}", i + 1);
      const std::string& label = page.results.groups[i].label;
      groups += Choice("group", number, EscapeMarkup(label.empty() ? number : label), false);
    }
    html += Fieldset(P::kGroups, groups);
  }
  // The browser is not to remember choices: the page opens as it was written.
  return "<form class=\"switches\" autocomplete=\"off\">\n" + html + "</form>\n";
}

void AppendFigures(const ReportPage& page, Language language, HtmlBody* body) {
  std::string html;
  int number = 0;
  for (const PageFigure& shown : page.figures) {
    ++number;
    if (shown.language && *shown.language != language) continue;
    const std::string title = EscapeMarkup(InLanguage(shown.figure.title, language));
    std::string attributes;
    if (shown.coefficients == Coefficients::kPlain) attributes = " class=\"plain\"";
    if (shown.coefficients == Coefficients::kStandardized) attributes = " class=\"standardized\"";
    if (shown.group) attributes += fmt::format(" data-group=\"{}\"", *shown.group);
    // Where there are scripts, they show it as soon as its group is chosen.
    if (shown.group.value_or(0) > 0) attributes += " hidden";
    const std::string svg =
        InlineSvg(shown.figure.svg, fmt::format("{}-figure{}-", Code(language), number));
    // What tells more of a mark than the drawing shows is read out below it.
    const bool tells = svg.find("<g><title>") != std::string::npos;
    html += fmt::format(
        "<figure{}><div class=\"drawing\" role=\"{}\" aria-label=\"{}\">{}</div>{}"
        "<figcaption>{}</figcaption></figure>\n",
        attributes, tells ? "group" : "img", title, svg,
        tells ? "<p class=\"reading\" aria-live=\"polite\">" +
                    EscapeMarkup(Say(language, P::kReadingHint)) + "</p>"
              : "",
        title);
  }
  if (html.empty()) return;
  AppendHtml(Document{{Heading{2, Say(language, P::kFigures)}}}, body);
  body->html += html;
}

HtmlBody MakeBody(const ReportPage& page, Language language) {
  const PageDocuments documents = BuildPageDocuments(page, language);
  HtmlBody body;
  body.id_prefix = Code(language);
  AppendHtml(documents.before_figures, &body);
  AppendFigures(page, language, &body);
  AppendHtml(documents.after_figures, &body);
  AppendHtml(documents.appendix, &body);
  AppendHtml(documents.glossary, &body);
  return body;
}

std::string Contents(const HtmlBody& body, Language language) {
  std::string html =
      fmt::format("<nav lang=\"{0}\" data-language=\"{0}\" aria-label=\"{1}\">\n<p>{1}</p>\n<ul>\n",
                  Code(language), EscapeMarkup(Say(language, P::kContents)));
  for (const HtmlBody::Section& section : body.sections) {
    html +=
        fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, EscapeMarkup(section.heading));
  }
  return html + "</ul>\n</nav>\n";
}

// The text of the first <h1>, already escaped.
std::string TitleOf(const HtmlBody& body) {
  const size_t begin = body.html.find("<h1>") + 4;
  return body.html.substr(begin, body.html.find("</h1>") - begin);
}

}  // namespace

std::string WriteReportPage(const ReportPage& page) {
  std::string contents, mains, title;
  for (const Language language : kLanguages) {
    const HtmlBody body = MakeBody(page, language);
    contents += Contents(body, language);
    mains += fmt::format("<main id=\"main-{0}\" lang=\"{0}\" data-language=\"{0}\">\n{1}</main>\n",
                         Code(language), body.html);
    if (language == page.language) title = TitleOf(body);
  }
  std::string skip;
  for (const Language language : kLanguages) {
    skip += fmt::format(
        "<a class=\"skip\" href=\"#main-{0}\" lang=\"{0}\" data-language=\"{0}\">{1}</a>\n",
        Code(language), EscapeMarkup(Say(language, P::kToContent)));
  }
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{0}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src 'sha256-{1}'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{2}</title>\n<style>{3}</style>\n</head>\n<body>\n{4}{5}"
      "<div class=\"columns\">\n{6}{7}</div>\n<script>{8}</script>\n</body>\n</html>\n",
      Code(page.language), kPageScriptHash, title, kPageStyle, skip, Switches(page), contents,
      mains, kPageScript);
}

}  // namespace trustsem
