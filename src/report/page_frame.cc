#include "report/page_frame.h"

#include <fmt/format.h>

#include "report/inline_svg.h"
#include "report/markup.h"
#include "report/names.h"
#include "report/page_style.h"

namespace trustsem {
namespace {

using P = PagePhrase;

std::string Contents(const HtmlBody& body, Language language) {
  std::string html =
      fmt::format("<nav lang=\"{0}\" data-language=\"{0}\" aria-label=\"{1}\">\n<p>{1}</p>\n<ul>\n",
                  LanguageCode(language), EscapeMarkup(Say(language, P::kContents)));
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

const char* LanguageCode(Language language) { return language == Language::kChinese ? "zh" : "en"; }

std::string InBothLanguages(PagePhrase phrase) {
  std::string html;
  for (const Language language : kPageLanguages) {
    html += fmt::format("<span lang=\"{0}\" data-language=\"{0}\">{1}</span>",
                        LanguageCode(language), EscapeMarkup(Say(language, phrase)));
  }
  return html;
}

std::string PageChoice(const char* name, const std::string& value, const std::string& label,
                       bool checked) {
  return fmt::format(
      "<label><input type=\"radio\" name=\"{0}\" id=\"{0}-{1}\" value=\"{1}\"{2}>{3}</label>\n",
      name, value, checked ? " checked" : "", label);
}

std::string PageSwitch(PagePhrase legend, const std::string& choices) {
  return "<fieldset><legend>" + InBothLanguages(legend) + "</legend>\n" + choices + "</fieldset>\n";
}

std::string FigureHtml(const Figure& figure, Language language, const std::string& prefix,
                       const std::string& attributes) {
  const std::string title = EscapeMarkup(InLanguage(figure.title, language));
  const std::string svg = InlineSvg(figure.svg, prefix);
  // What tells more of a mark than the drawing shows is read out below it.
  const bool tells = svg.find("<g><title>") != std::string::npos;
  return fmt::format(
      "<figure{}><div class=\"drawing\" role=\"{}\" aria-label=\"{}\">{}</div>{}"
      "<figcaption>{}</figcaption></figure>\n",
      attributes, tells ? "group" : "img", title, svg,
      tells ? "<p class=\"reading\" aria-live=\"polite\">" +
                  EscapeMarkup(Say(language, P::kReadingHint)) + "</p>"
            : "",
      title);
}

std::string FramePage(const std::array<HtmlBody, 2>& bodies, Language shown,
                      const std::string& switches) {
  std::string contents, mains, skip, title;
  for (size_t i = 0; i < bodies.size(); ++i) {
    const Language language = kPageLanguages[i];
    contents += Contents(bodies[i], language);
    mains += fmt::format("<main id=\"main-{0}\" lang=\"{0}\" data-language=\"{0}\">\n{1}</main>\n",
                         LanguageCode(language), bodies[i].html);
    skip += fmt::format(
        "<a class=\"skip\" href=\"#main-{0}\" lang=\"{0}\" data-language=\"{0}\">{1}</a>\n",
        LanguageCode(language), EscapeMarkup(Say(language, P::kToContent)));
    if (language == shown) title = TitleOf(bodies[i]);
  }
  const bool chinese = shown == Language::kChinese;
  const std::string languages = PageSwitch(
      P::kLanguage, PageChoice("language", "en", "<span lang=\"en\">English</span>", !chinese) +
                        PageChoice("language", "zh", "<span lang=\"zh\">中文</span>", chinese));
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{0}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; script-src 'sha256-{1}'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{2}</title>\n<style>{3}</style>\n</head>\n<body>\n{4}"
      // The browser is not to remember choices: the page opens as it was written.
      "<form class=\"switches\" autocomplete=\"off\">\n{5}{6}</form>\n"
      "<div class=\"columns\">\n{7}{8}</div>\n<script>{9}</script>\n</body>\n</html>\n",
      LanguageCode(shown), kPageScriptHash, title, kPageStyle, skip, languages, switches, contents,
      mains, kPageScript);
}

}  // namespace trustsem
