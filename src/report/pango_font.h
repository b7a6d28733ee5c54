// How words are set wherever Pango is asked: the same for measuring and for painting.
#ifndef TRUSTSEM_REPORT_PANGO_FONT_H_
#define TRUSTSEM_REPORT_PANGO_FONT_H_

#include <pango/pangocairo.h>

#include <cmath>
#include <string>

namespace trustsem {

// One unit is a point, and widths grow in proportion to the size: no rounding to dots.
inline void SetFontOptions(PangoContext* context) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_round_glyph_positions(context, FALSE);
}

inline void SetWords(PangoLayout* layout, const std::string& text, const std::string& typeface,
                     double size, bool bold) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, typeface.c_str());
  pango_font_description_set_absolute_size(font, std::round(size * PANGO_SCALE));
  pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
}

}  // namespace trustsem

#endif  // TRUSTSEM_REPORT_PANGO_FONT_H_
