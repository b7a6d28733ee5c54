#include "report/inline_svg.h"

#include <gtest/gtest.h>

namespace trustsem {
namespace {

TEST(InlineSvg, LeavesOutWhatStandsBeforeTheElement) {
  EXPECT_EQ(InlineSvg("<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg width=\"1\"></svg>\n", "f-"),
            "<svg width=\"1\"></svg>");
  EXPECT_EQ(InlineSvg("", "f-"), "");
  EXPECT_EQ(InlineSvg("no drawing", "f-"), "");
}

TEST(InlineSvg, IdsAndTheirReferencesGetThePrefix) {
  EXPECT_EQ(InlineSvg("<svg><defs><path id=\"a\"/><path class='b' id='b'/></defs>"
                      "<use xlink:href='#a'/><use href=\"#b\"/>"
                      "<g clip-path=\"url(#a)\" style=\"fill:url('#b')\"/></svg>",
                      "en-1-"),
            "<svg><defs><path id=\"en-1-a\"/><path class='b' id='en-1-b'/></defs>"
            "<use xlink:href='#en-1-a'/><use href=\"#en-1-b\"/>"
            "<g clip-path=\"url(#en-1-a)\" style=\"fill:url('#en-1-b')\"/></svg>");
}

TEST(InlineSvg, TextAndOtherAttributesStay) {
  const std::string svg = "<svg data-id=\"a\" grid=\"b\"><text> id=\"c\" url(#d)</text></svg>";
  EXPECT_EQ(InlineSvg(svg, "f-"), svg);
}

}  // namespace
}  // namespace trustsem
