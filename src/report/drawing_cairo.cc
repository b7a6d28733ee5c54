#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <memory>

#include "base/error.h"
#include "report/pango_font.h"
#include "report/utf8.h"
#include "report/write_drawing.h"

namespace trustsem {
namespace {

struct Free {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Surface = std::unique_ptr<cairo_surface_t, Free>;

void SetColour(cairo_t* cairo, const std::string& colour) {
  const unsigned long rgb = std::strtoul(colour.c_str() + 1, nullptr, 16);
  const auto part = [rgb](int shift) { return static_cast<double>((rgb >> shift) & 255) / 255; };
  cairo_set_source_rgb(cairo, part(16), part(8), part(0));
}

class Painter {
 public:
  Painter(cairo_surface_t* surface, const Drawing& drawing)
      : cairo_(cairo_create(surface)), typeface_(drawing.typeface) {
    layout_.reset(pango_cairo_create_layout(cairo_.get()));
    SetFontOptions(pango_layout_get_context(layout_.get()));
    SetColour(cairo_.get(), Palette::kPaper);
    cairo_paint(cairo_.get());
    for (const Mark& mark : drawing.marks) {
      std::visit([this](const auto& shape) { Paint(shape); }, mark.shape);
    }
  }

 private:
  void Paint(const Oval& oval) {
    cairo_save(cairo_.get());
    cairo_translate(cairo_.get(), oval.box.centre().x, oval.box.centre().y);
    cairo_scale(cairo_.get(), oval.box.width / 2, oval.box.height / 2);
    cairo_new_path(cairo_.get());
    cairo_arc(cairo_.get(), 0, 0, 1, 0, 2 * M_PI);
    cairo_restore(cairo_.get());
    Finish(oval.stroke, oval.fill);
  }

  void Paint(const Rectangle& r) {
    cairo_rectangle(cairo_.get(), r.box.left, r.box.top, r.box.width, r.box.height);
    Finish(r.stroke, r.fill);
  }

  void Paint(const Line& line) {
    const std::vector<Point>& p = line.curve.points;
    cairo_move_to(cairo_.get(), p[0].x, p[0].y);
    for (size_t i = 1; i + 2 < p.size(); i += 3) {
      cairo_curve_to(cairo_.get(), p[i].x, p[i].y, p[i + 1].x, p[i + 1].y, p[i + 2].x, p[i + 2].y);
    }
    Finish(line.stroke, "");
  }

  void Paint(const Polygon& polygon) {
    for (const Point& p : polygon.corners) cairo_line_to(cairo_.get(), p.x, p.y);
    cairo_close_path(cairo_.get());
    Finish({}, polygon.fill);
  }

  void Paint(const Words& words) {
    SetWords(layout_.get(), CleanLine(words.text), typeface_, words.size, words.bold);
    PangoRectangle extents;
    pango_layout_get_extents(layout_.get(), nullptr, &extents);
    const double width = static_cast<double>(extents.width) / PANGO_SCALE;
    const double left = words.at.x - (words.anchor == Anchor::kMiddle ? width / 2 : 0);
    const int baseline = pango_layout_get_baseline(layout_.get());
    cairo_move_to(cairo_.get(), left, words.at.y - static_cast<double>(baseline) / PANGO_SCALE);
    SetColour(cairo_.get(), words.colour);
    pango_cairo_show_layout(cairo_.get(), layout_.get());
    cairo_new_path(cairo_.get());
  }

  void Finish(const Stroke& stroke, const std::string& fill) {
    if (!fill.empty()) {
      SetColour(cairo_.get(), fill);
      cairo_fill_preserve(cairo_.get());
    }
    if (!stroke.colour.empty() && stroke.width > 0) {
      SetColour(cairo_.get(), stroke.colour);
      cairo_set_line_width(cairo_.get(), stroke.width);
      const double dashes[] = {DashLength(stroke), 0.6 * DashLength(stroke)};
      cairo_set_dash(cairo_.get(), dashes, stroke.dashed ? 2 : 0, 0);
      cairo_stroke_preserve(cairo_.get());
    }
    cairo_new_path(cairo_.get());
  }

  std::unique_ptr<cairo_t, Free> cairo_;
  std::unique_ptr<PangoLayout, Free> layout_;
  std::string typeface_;
};

cairo_status_t Append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

void Check(cairo_status_t status) {
  if (status == CAIRO_STATUS_SUCCESS) return;
  throw Error(ErrorKind::kOther,
              fmt::format("the figure could not be painted ({})", cairo_status_to_string(status)),
              "ask for SVG alone (--formats svg), or for a smaller model");
}

// ISO 8601 in UTC, or nothing.
std::string DateOfCreation() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr) return "";
  const std::time_t seconds = std::strtoll(epoch, nullptr, 10);
  std::tm parts{};
  if (gmtime_r(&seconds, &parts) == nullptr) return "";
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

std::string WritePdf(const Drawing& drawing) {
  std::string bytes;
  const Surface surface(
      cairo_pdf_surface_create_for_stream(Append, &bytes, drawing.width, drawing.height));
  const std::string title = CleanLine(drawing.title), date = DateOfCreation();
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  Painter(surface.get(), drawing);
  cairo_surface_finish(surface.get());
  Check(cairo_surface_status(surface.get()));
  return bytes;
}

std::string WritePng(const Drawing& drawing) {
  // Of very large pages fewer dots an inch, so that the image stays within 12,000 dots.
  const double scale =
      std::min(drawing.dots_per_inch / 72, 12000 / std::max(drawing.width, drawing.height));
  const Surface surface(cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, static_cast<int>(std::lround(drawing.width * scale)),
      static_cast<int>(std::lround(drawing.height * scale))));
  Check(cairo_surface_status(surface.get()));
  cairo_surface_set_device_scale(surface.get(), scale, scale);
  Painter(surface.get(), drawing);
  std::string bytes;
  Check(cairo_surface_write_to_png_stream(surface.get(), Append, &bytes));
  return bytes;
}

}  // namespace trustsem
