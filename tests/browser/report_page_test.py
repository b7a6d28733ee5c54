#!/usr/bin/env python3
"""Opens pages of `trustsem report` in a headless Chromium.

usage: report_page_test.py CHROMIUM PROGRAM CHECKOUT

Two pages: the shipped survey with all that can stand beside a fit, and a small one in two groups
whose names and labels try to break it.
"""
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unittest

from chromium import Chromium

CHROMIUM, PROGRAM, CHECKOUT = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
WIDTHS = (360, 768, 1440)
# The space between the margins of a sheet of A4, in CSS pixels.
SHEET = round((210 - 2 * 14) / 25.4 * 96)
LANDSCAPE = round((297 - 2 * 14) / 25.4 * 96)

SCRIPT = "</script><script>window.broken = 1</script><img src=x onerror='window.broken = 1'>"
MODEL = f"""trustsem: 1
name: hostile
title: {{en: "{SCRIPT}", zh: "{SCRIPT}"}}
constructs:
  F:
    label: {{en: "{'endless' * 72}", zh: "{'无尽' * 250}"}}
    items: [f1, f2, f3]
  G:
    label: {{en: "{SCRIPT}", zh: "ثقة العميل 😀"}}
    items: [g1, g2, g3]
paths:
  - F -> G
data: {{group: market}}
"""

# Elements that stick out of the window, apart from what scrolls in a box of its own.
STICKING_OUT = """(() => {
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest(".table, .drawing, .skip")) {
      if (!element.matches(".table, .drawing")) continue;
    }
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > window.innerWidth + 1 || box.left < -1)) {
      found.push(element.outerHTML.slice(0, 80));
    }
  }
  if (document.scrollingElement.scrollWidth > window.innerWidth) found.push("the page");
  return found;
})()"""

# Words in tables' cells that stand on more than one line, but for those that are longer than 24
# letters; and cells of at most five characters, such as the Chinese names of columns, that do.
BROKEN_WORDS = r"""(() => {
  const found = [];
  for (const cell of document.querySelectorAll("th, td")) {
    if (cell.offsetParent === null) continue;
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      for (const word of text.data.matchAll(/[A-Za-z0-9]+/g)) {
        if (word[0].length > 24) continue;
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1) found.push(word[0]);
      }
      if (cell.textContent.length > 5 || /\s/.test(cell.textContent)) continue;
      const range = document.createRange();
      range.selectNodeContents(cell);
      const tops = [...range.getClientRects()].map((box) => Math.round(box.top / 6));
      if (new Set(tops).size > 1) found.push(cell.textContent);
    }
  }
  return found;
})()"""

# Drawings in view without a text for those who do not see them.
UNDESCRIBED = """[...document.querySelectorAll("figure")].filter((figure) =>
    figure.offsetParent !== null && !(figure.querySelector(".drawing").getAttribute("aria-label")
      && figure.querySelector("figcaption").textContent.trim()
      && figure.querySelector("svg > title").textContent.trim())).length"""

# Headings in view, as numbers.
HEADINGS = """[...document.querySelectorAll("h1, h2, h3, h4, h5")]
  .filter((heading) => heading.offsetParent !== null)
  .map((heading) => Number(heading.tagName[1]))"""

# Controls, links and images without a name that a screen reader could say.
NAMELESS = """[...document.querySelectorAll("input, a, [role], nav, main")]
  .filter((element) => !(element.getAttribute("aria-label") || element.textContent.trim()
    || element.closest("label")?.textContent.trim()))
  .map((element) => element.outerHTML.slice(0, 80))"""

# Texts in view whose contrast to the nearest background is below 4.5 : 1 (WCAG 2.1, 1.4.3).
FAINT = """(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => numbers(color).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const background = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (numbers(color).length === 3) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const found = new Set();
  for (const element of document.body.querySelectorAll("*:not(script):not(svg *)")) {
    if (element.offsetParent === null || !element.childNodes.length) continue;
    const tones = [getComputedStyle(element).color, background(element)].map(luminance);
    const contrast = (Math.max(...tones) + 0.05) / (Math.min(...tones) + 0.05);
    if (contrast < 4.5) found.add(element.outerHTML.slice(0, 80));
  }
  return [...found];
})()"""


def shown(selector):
    """How many elements of a selector can be seen."""
    return (f"[...document.querySelectorAll('{selector}')]"
            ".filter((element) => element.offsetParent !== null).length")


def write_pages(folder):
    shipped = folder / "shipped.html"
    subprocess.run(
        [PROGRAM, "report", "models/trust_loyalty.yaml", "--data", "data/trust_survey.csv",
         "--codebook", "data/codebook.yaml", "--claims", "data/report_claims.yaml",
         "--output", shipped], cwd=CHECKOUT, check=True)
    draw = random.Random(1)
    rows = ["f1,f2,f3,g1,g2,g3,market"]
    for i in range(400):
        f = draw.gauss(0, 1)
        g = 0.5 * f + draw.gauss(0, 1)
        answers = [c + draw.gauss(0, 0.7) for c in (f, f, f, g, g, g)]
        group = '"<script>window.broken = 1</script>"' if i % 2 else "US"
        rows.append(",".join(f"{answer:.4f}" for answer in answers) + "," + group)
    (folder / "answers.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "model.yaml").write_text(MODEL, encoding="utf-8")
    hostile = folder / "hostile.html"
    subprocess.run([PROGRAM, "report", folder / "model.yaml", "--data", folder / "answers.csv",
                    "--lang", "zh", "--output", hostile], check=True)
    return {"shipped": shipped.as_uri(), "hostile": hostile.as_uri()}


class ReportPageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="trustsem_pages_")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.pages = write_pages(pathlib.Path(cls.folder.name))
        cls.browser = cls.enterClassContext(Chromium(CHROMIUM))

    def open(self, name, width=1440):
        self.browser.media("")
        self.browser.resize(width)
        self.browser.open(self.pages[name])

    def click(self, identity):
        self.browser.run(f"document.getElementById('{identity}').click()")

    def on_each_page(self, check, width=1440):
        """Calls `check` on each page in each language."""
        for name in self.pages:
            for language in ("en", "zh"):
                self.open(name, width)
                self.click(f"language-{language}")
                with self.subTest(page=name, language=language, width=width):
                    check()

    def test_opens_quietly(self):
        for name, address in self.pages.items():
            with self.subTest(page=name):
                self.open(name)
                self.assertEqual(self.browser.errors, [])
                self.assertEqual(self.browser.requests, [address])

    def test_a_request_is_forbidden(self):
        self.open("shipped")
        self.browser.run("new Image().src = 'http://127.0.0.1:9/x.png'; 1")
        self.browser.run("new Promise(done => setTimeout(done, 50))")
        self.assertTrue(any("Content Security Policy" in error for error in self.browser.errors),
                        self.browser.errors)

    def test_the_language_is_switched(self):
        self.open("shipped")
        run = self.browser.run
        self.assertEqual(run("document.documentElement.lang"), "en")
        self.assertEqual(run(shown("main[lang=en] h1")), 1)
        self.assertEqual(run(shown("[lang=zh][data-language=zh]")), 0)
        self.assertTrue(run("document.title").startswith("Results of the model"))
        self.click("language-zh")
        self.assertEqual(run("document.documentElement.lang"), "zh")
        self.assertEqual(run(shown("main[lang=zh] h1")), 1)
        self.assertEqual(run(shown("[lang=en][data-language=en]")), 0)
        self.assertTrue(run("document.title").startswith("模型"))
        self.open("hostile")
        self.assertEqual(run("document.documentElement.lang"), "zh")
        self.assertEqual(run(shown("main[lang=zh] h1")), 1)

    def test_coefficients_are_switched(self):
        self.open("shipped")
        run = self.browser.run
        self.assertEqual(run(shown(".plain")), 0)
        self.assertGreater(run(shown(".standardized")), 100)
        self.click("coefficients-plain")
        self.assertEqual(run(shown(".standardized")), 0)
        self.assertGreater(run(shown(".plain")), 100)

    def test_groups_are_switched(self):
        self.open("hostile")
        run = self.browser.run
        both = run(shown(".group"))
        self.click("group-2")
        self.assertEqual(run(shown("[data-group=\"1\"]")), 0)
        self.assertEqual(run(shown(".group[data-group=\"2\"]")), both / 2)
        self.click("group-0")
        self.assertEqual(run(shown(".group")), both)

    def test_the_diagram_is_switched(self):
        # Each choice shows one diagram: the first number on its first line and its groups' names.
        diagram = """(() => {
            const shown = [...document.querySelectorAll("figure")].filter((figure) =>
                figure.offsetParent !== null && figure.querySelector(".reading"));
            return [shown.length, ...shown.map((figure) => figure.textContent)];
        })()"""
        run = self.browser.run
        self.open("hostile")
        self.click("language-en")
        seen = set()
        for group, name in (("0", "US"), ("1", "US"), ("2", "<script>window.broken = 1</script>")):
            for coefficients in ("standardized", "plain"):
                self.click(f"group-{group}")
                self.click(f"coefficients-{coefficients}")
                with self.subTest(group=group, coefficients=coefficients):
                    count, text = run(diagram)
                    self.assertEqual(count, 1)
                    self.assertEqual(text.count("Group: "), 2 if group == "0" else 1)
                    self.assertTrue(f"Group: {name}" in text)
                    plain = coefficients == "plain"
                    self.assertEqual("Unstandardised estimates" in text, plain)
                    self.assertEqual("Completely standardised" in text, not plain)
                    self.assertTrue((", standardised " if plain else ", unstandardised ") in text)
                    seen.add(text)
        self.assertEqual(len(seen), 6)

    def test_pointing_shows_the_interval(self):
        self.open("shipped")
        run = self.browser.run
        run("document.querySelector('main[lang=en] .reading').previousElementSibling"
            ".scrollIntoView({block: 'center'})")
        reading = "document.querySelector('main[lang=en] .reading').textContent"
        hint = run(reading)
        self.assertIn("arrow keys", hint)
        middles = run("""(() => {
            const places = {};
            for (const mark of document.querySelectorAll("main[lang=en] figure g")) {
                const words = mark.querySelector(":scope > text");
                const title = mark.querySelector(":scope > title");
                if (!words || !title || mark.closest("figure").offsetParent === null) continue;
                const box = mark.getBoundingClientRect();
                places[title.textContent] = [box.x + box.width / 2, box.y + box.height / 2, words.textContent];
            }
            return places;
        })()""")
        lines = {text: place for text, place in middles.items() if " → " in text}
        self.assertEqual(len(lines), 16)
        for text, (left, top, number) in lines.items():
            self.browser.point(left, top)
            self.assertEqual(run(reading), text)
            self.assertRegex(text, r": -?\d\.\d{3}, 95% interval \[-?\d\.\d{3}, -?\d\.\d{3}\], p ")
            self.assertEqual(f"{float(text.split(': ')[1].split(',')[0]):.2f}", number)
            self.assertGreater(run(shown("main[lang=en] .read")), 0)
        self.browser.point(5, 5)
        self.assertEqual(run(reading), hint)
        self.assertEqual(run("document.querySelectorAll('.read').length"), 0)

    def test_arrow_keys_show_the_interval(self):
        self.open("shipped")
        run = self.browser.run
        run("document.querySelector('main[lang=en] .reading').previousElementSibling.focus()")
        reading = "document.querySelector('main[lang=en] .reading').textContent"
        texts = []
        for key, code in [("ArrowRight", 39)] * 18 + [("ArrowLeft", 37)]:
            self.browser.press(key, code)
            texts.append(run(reading))
        self.assertEqual(len(set(texts[:18])), 18)
        self.assertEqual(sum("95% interval [" in text for text in texts[:18]), 18)
        self.assertEqual(texts[18], texts[16])
        self.browser.press("Tab", 9)
        self.assertIn("arrow keys", run(reading))

    def test_the_keyboard_is_enough(self):
        self.open("shipped")
        run = self.browser.run
        self.browser.press("Tab", 9)
        self.assertEqual(run("document.activeElement.className"), "skip")
        self.assertGreaterEqual(run("document.activeElement.getBoundingClientRect().left"), 0)
        self.browser.press("Tab", 9)
        self.assertEqual(run("document.activeElement.id"), "language-en")
        self.browser.press("ArrowRight", 39)
        self.assertEqual(run("document.documentElement.lang"), "zh")
        # Every switch is a radio button that Tab and the arrows reach, and what scrolls takes focus.
        for width in (360, 1440):
            self.browser.resize(width)
            self.assertEqual(run("""[...document.querySelectorAll(".table, .drawing")]
                .filter((box) => box.offsetParent !== null && box.tabIndex !== 0 &&
                    (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight))
                .length"""), 0)
        self.open("hostile")
        reached = set()
        for _ in range(5):
            self.browser.press("Tab", 9)
            for _ in range(3):
                self.browser.press("ArrowRight", 39)
                reached.add(run("document.activeElement.id"))
        self.assertLessEqual({"language-en", "language-zh", "coefficients-standardized",
                              "coefficients-plain", "group-0", "group-1", "group-2"}, reached)

    def test_labels_stay_text(self):
        def check():
            self.assertIsNone(self.browser.run("window.broken"))
            self.assertEqual(self.browser.run("document.scripts.length"), 1)
            self.assertEqual(self.browser.run("document.images.length"), 0)

        self.on_each_page(check)
        self.assertIn("<script>window.broken = 1</script>",
                      self.browser.run("document.querySelector('.switches').textContent"))
        self.assertIn(SCRIPT, self.browser.run("document.title"))

    def test_nothing_sticks_out(self):
        def check():
            self.assertEqual(self.browser.run(STICKING_OUT), [])

        for width in WIDTHS:
            self.on_each_page(check, width)

    def test_can_be_read_aloud(self):
        def check():
            levels = self.browser.run(HEADINGS)
            self.assertEqual(levels.count(1), 1)
            for before, after in zip(levels, levels[1:]):
                self.assertLessEqual(after, before + 1, "a level of headings is left out")
            self.assertEqual(self.browser.run(NAMELESS), [])
            self.assertEqual(self.browser.run(UNDESCRIBED), 0)
            self.assertEqual(self.browser.run(FAINT), [])
            self.assertEqual(
                self.browser.run("""(() => {
                    const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
                    return ids.length - new Set(ids).size;
                })()"""), 0)

        self.on_each_page(check)

    def test_links_lead_somewhere(self):
        def check():
            self.assertEqual(self.browser.run(
                """[...document.querySelectorAll("a")].map((a) => a.getAttribute("href"))
                   .filter((to) => !to.startsWith("#") || !document.getElementById(to.slice(1)))"""
            ), [])

        self.on_each_page(check)

    def test_prints(self):
        def check():
            self.browser.media("print")
            self.assertEqual(self.browser.run(shown(".switches, nav, .skip")), 0)
            wide = self.browser.run(
                """[...document.querySelectorAll("table, svg")].filter((element) =>
                   element.getBoundingClientRect().right > 1 +
                     (element.closest(".wide") ? %d : window.innerWidth))
                   .map((element) => element.outerHTML.slice(0, 200))""" % LANDSCAPE)
            self.assertEqual(wide, [])
            self.assertEqual(self.browser.run(BROKEN_WORDS), [])
            pdf = self.browser.pdf()
            self.assertTrue(pdf.startswith(b"%PDF-"))
            self.assertGreater(len(re.findall(rb"/Type\s*/Page\b", pdf)), 2)

        self.on_each_page(check, SHEET)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
