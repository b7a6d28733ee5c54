// Words as Pango sets them: how wide they are, and where lines break.
#ifndef TRUSTSEM_REPORT_TYPESETTER_H_
#define TRUSTSEM_REPORT_TYPESETTER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace trustsem {

class Typesetter {
 public:
  explicit Typesetter(std::string typeface);
  ~Typesetter();

  const std::string& typeface() const { return typeface_; }

  // Of one line of text, in points; `size` of the letters in points.
  double Width(const std::string& text, double size, bool bold = false) const;

  // Lines no wider than `width` points, at most `limit` of them: a longer text ends in "...". Lines
  // break at spaces, between Chinese characters (not before a closing or behind an opening mark),
  // and within a word where it is wider than a line. At least one line, which may be empty.
  std::vector<std::string> Wrap(std::string_view text, double size, double width, int limit,
                                bool bold = false) const;

  // The same with lines of about the same width, and no narrower than the longest word, up to
  // `widest` points. A Chinese text that fits `widest` is one line.
  std::vector<std::string> WrapEvenly(std::string_view text, double size, double width,
                                      double widest, int limit) const;

 private:
  struct Pango;
  std::string typeface_;
  std::unique_ptr<Pango> pango_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_TYPESETTER_H_
