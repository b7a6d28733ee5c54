#include "report/inline_svg.h"

#include <array>

namespace trustsem {

namespace {

// What an id follows, within a tag. The blank keeps "grid=" from being one.
constexpr std::array<std::string_view, 9> kBeforeId = {
    " id=\"", " id='",   "href=\"#",    "href='#",           "url(#",
    "url('#", "url(\"#", "url(&quot;#", "aria-labelledby=\""};

size_t LengthOfMarkBefore(std::string_view text) {
  for (const std::string_view mark : kBeforeId) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

}  // namespace

std::string InlineSvg(std::string_view svg, std::string_view prefix) {
  const size_t begin = svg.find("<svg");
  const size_t end = svg.rfind("</svg>");
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "";
  const std::string_view element = svg.substr(begin, end + 6 - begin);
  std::string text;
  bool in_tag = false;
  for (size_t i = 0; i < element.size();) {
    if (element[i] == '<') in_tag = true;
    if (element[i] == '>') in_tag = false;
    const size_t length = in_tag ? LengthOfMarkBefore(element.substr(i)) : 0;
    if (length == 0) {
      text += element[i++];
      continue;
    }
    text += element.substr(i, length);
    text += prefix;
    i += length;
  }
  return text;
}

}  // namespace trustsem
