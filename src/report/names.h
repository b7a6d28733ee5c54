// Names of variables as a reader knows them: the label in the report's language, the code beside.
#ifndef TRUSTSEM_REPORT_NAMES_H_
#define TRUSTSEM_REPORT_NAMES_H_

#include <string>
#include <string_view>
#include <unordered_map>

#include "report/write_results.h"

namespace trustsem {

// The text in the language, else in the other one, else empty.
const std::string& InLanguage(const Text& text, Language language);

// At most `width` terminal columns (at least three) of the text; ".." marks what was cut off.
std::string Abbreviated(std::string_view text, int width);

class Names {
 public:
  // Labels in table cells take at most `cell_width` terminal columns; 0: no limit.
  Names(const Results& results, Language language, int cell_width);

  // The label, or an empty string where the name has none.
  std::string Label(const std::string& name) const;

  // "Trust (TRUST)", or "TRUST" where the name has no label.
  std::string Full(const std::string& name) const;

  // Full() with the label cut to the width of a cell.
  std::string Cell(const std::string& name) const;

 private:
  std::string WithLabel(const std::string& name, const std::string& label) const;

  std::unordered_map<std::string, std::string> labels_;
  int cell_width_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_NAMES_H_
