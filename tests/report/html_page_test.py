#!/usr/bin/env python3
"""Reads a page of `trustsem report` as a strict parser does: every element is closed, ids are the
page's own, nothing comes from elsewhere, and the one script is the one that the page allows.

usage: html_page_test.py PROGRAM CHECKOUT
"""
import base64
import hashlib
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM, CHECKOUT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
VOID = {"meta", "input", "br", "img", "link", "wbr"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "a", "span", "form", "fieldset", "legend",
    "label", "input", "nav", "main", "div", "h1", "h2", "h3", "h4", "p", "ul", "li", "table",
    "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "script", "wbr",
}
LOADING = {"src", "srcset", "action", "formaction", "background", "poster", "data", "xlink:href"}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.ids, self.links = [], [], [], []
        self.attributes, self.script, self.columns, self.cells = [], "", 0, 0
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        if tag not in ALLOWED and "svg" not in self.open and tag != "svg":
            self.faults.append(f"<{tag}> at {self.getpos()}")
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.columns = 0
        if tag == "tr":
            self.cells = 0
        if tag in ("th", "td"):
            self.cells += 1
        if tag in ("h1", "h2", "h3", "h4", "p", "ul", "table") and "p" in self.open[:-1]:
            self.faults.append(f"<{tag}> within <p> at {self.getpos()}")
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.faults.append(f"an attribute stands twice at {self.getpos()}")
        for name, value in attributes:
            self.attributes.append((tag, name, value))
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)
            inside = name == "xlink:href" and value.startswith("#")
            if (name in LOADING and not inside) or name.startswith("on"):
                self.faults.append(f"{name}={value} at {self.getpos()}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes nothing")
        if tag == "tr":
            if self.columns not in (0, self.cells):
                self.faults.append(f"{self.cells} cells in {self.columns} columns: {self.getpos()}")
            self.columns = self.cells

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.script += data


class HtmlPageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "report.html"
            subprocess.run(
                [PROGRAM, "report", "models/trust_loyalty.yaml", "--data", "data/trust_survey.csv",
                 "--codebook", "data/codebook.yaml", "--claims", "data/report_claims.yaml",
                 "--group", "market", "--output", file], cwd=CHECKOUT, check=True)
            cls.text = file.read_text(encoding="utf-8")
        cls.page = Page(cls.text)

    def test_is_well_formed(self):
        self.assertTrue(self.text.startswith("<!DOCTYPE html>\n<html lang=\"en\">"))
        self.assertEqual(self.page.faults, [])
        self.assertEqual(len(self.page.ids), len(set(self.page.ids)))

    def test_stands_alone(self):
        for link in self.page.links:
            self.assertTrue(link.startswith("#"), link)
        self.assertNotRegex(self.text, r"@import|url\((?!#|'#)")
        self.assertNotIn("<link", self.text)

    def test_allows_itself_its_script_alone(self):
        digest = base64.b64encode(hashlib.sha256(self.page.script.encode()).digest()).decode()
        policy = next(value for tag, name, value in self.page.attributes
                      if tag == "meta" and name == "content" and "default-src" in value)
        self.assertIn("default-src 'none'", policy)
        self.assertIn(f"script-src 'sha256-{digest}';", policy)

    def test_both_languages_say_the_same(self):
        english, chinese = (
            re.search(rf'<main id="main-{language}".*?</main>', self.text, re.DOTALL)[0]
            for language in ("en", "zh"))
        # Not figures: charts go on where the names' widths say.
        for tag in ("h2", "h3", "h4", "table", "tr", "td"):
            self.assertEqual(english.count(f"<{tag}"), chinese.count(f"<{tag}"), tag)
        # Headings of sections and columns are translated, but for symbols and names.
        letters = re.findall(r"<(?:h2|th) [^>]*>([^<]*)<", chinese)
        untranslated = {text for text in letters if not re.search(r"[\u3000-\u9fff]", text)}
        self.assertLessEqual(untranslated, {"p", "z", "HTMT", "market", *self.groups()})

    def groups(self):
        header, *rows = (CHECKOUT / "data/trust_survey.csv").read_text().splitlines()
        column = header.split(",").index("market")
        return {row.split(",")[column] for row in rows}


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
