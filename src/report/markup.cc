#include "report/markup.h"

#include "report/utf8.h"

namespace trustsem {

std::string EscapeMarkup(std::string_view text) {
  std::string escaped;
  for (const char character : CleanLine(text)) {
    switch (character) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += character;
    }
  }
  return escaped;
}

}  // namespace trustsem
