// Drawings: one look, three forms, and where the numbers come from.
#ifndef TRUSTSEM_REPORT_FIGURE_H_
#define TRUSTSEM_REPORT_FIGURE_H_

#include <string>

#include "report/write_results.h"
#include "spec/text.h"

namespace trustsem {

enum class FigureSize {
  kSlide,   // 16 : 9, 254 mm wide, letters of 14 pt
  kColumn,  // 86 mm wide as in a journal's column, letters of 8 pt
};

// The files that are wanted of a figure; the bytes of others stay empty.
struct FigureForms {
  bool svg = true, pdf = true, png = true;
};

struct FigureOptions {
  Language language = Language::kEnglish;
  FigureSize size = FigureSize::kSlide;
  // A sentence below the drawing: model, data, version, and that data are synthetic where they are.
  std::string provenance;
  FigureForms forms;
  int threads = 0;  // that charts are drawn on; zero: all processors. The bytes do not depend on it
};

// One drawing, its files' bytes the same for the same input.
struct Figure {
  std::string name;  // of its files, without extension
  Text title;        // also the alternative text
  std::string svg, pdf, png;
};

// Colours of Okabe & Ito (2008), which colour-blind people tell apart, chosen so that they differ
// in grey too. As "#rrggbb".
struct Palette {
  static constexpr const char* kPositive = "#0072b2";  // blue
  static constexpr const char* kNegative = "#d55e00";  // vermilion
  static constexpr const char* kNeutral = "#7f7f7f";
  static constexpr const char* kInk = "#1a1a1a";
  static constexpr const char* kPaper = "#ffffff";
  static constexpr const char* kConstruct = "#e8f1f8";  // what ellipses are filled with
  static constexpr const char* kAccent = "#e69f00";     // published values, marks
};

// A typeface that has `text`'s characters, found through fontconfig: of Chinese text a CJK one.
// Throws Error(kOther), naming the Debian packages, where there is none.
std::string FindTypeface(const std::string& text);

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_FIGURE_H_
