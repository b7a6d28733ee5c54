#include "report/page_style.h"

namespace trustsem {

// Switches are radio buttons; what is not chosen is hidden by style alone, so that the page works
// also where scripts are forbidden. Colours have a contrast of at least 7 : 1 to what they stand
// on.
const std::string_view kPageStyle = R"css(
:root{--ink:#1a1a1a;--soft:#4a4a4a;--rule:#c8ccd0;--paper:#fff;--shade:#f3f6f9;--accent:#004b78}
*{box-sizing:border-box}
html{font-size:100%;-webkit-text-size-adjust:100%;scroll-padding-top:4.5rem}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.55;
font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC","PingFang SC",
"Microsoft YaHei","WenQuanYi Zen Hei",sans-serif}
html:not(:has(#language-zh:checked)) [data-language="zh"],
html:has(#language-zh:checked) [data-language="en"],
html:has(#coefficients-plain:checked) .standardized,
html:has(#coefficients-standardized:checked) .plain{display:none}
.skip{position:absolute;left:-999rem}
.skip:focus{left:.5rem;top:.5rem;z-index:3;background:var(--paper);padding:.5rem 1rem}
.switches{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.15rem 1.75rem;
padding:.45rem 1.25rem;background:var(--shade);border-bottom:1px solid var(--rule);font-size:.9rem}
.switches fieldset{display:flex;flex-wrap:wrap;align-items:center;gap:.15rem .3rem;border:0;margin:0;
padding:0;min-width:0;max-width:100%}
.switches legend{float:left;padding:0 .35rem 0 0;color:var(--soft)}
.switches label{display:inline-flex;align-items:center;gap:.3rem;padding:.2rem .5rem;
border-radius:.4rem;cursor:pointer;overflow-wrap:anywhere}
.switches label:has(:checked){background:var(--accent);color:#fff}
.switches label:has(:focus-visible){outline:3px solid #e69f00;outline-offset:1px}
.switches input{margin:0;accent-color:#fff}
.columns{max-width:84rem;margin:0 auto;padding:1.25rem}
nav{font-size:.9rem;border-bottom:1px solid var(--rule);margin-bottom:1.5rem;padding-bottom:.75rem}
nav p{margin:0 0 .25rem;font-weight:600}
nav ul{list-style:none;margin:0;padding:0;columns:14rem;column-gap:1.5rem}
nav li{padding:.1rem 0;break-inside:avoid;overflow-wrap:anywhere}
a{color:var(--accent)}
a:focus-visible,.table:focus-visible,.drawing:focus-visible{outline:3px solid #e69f00;outline-offset:2px}
main{min-width:0}
h1,h2,h3,h4,p,li,figcaption{overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.3rem;line-height:1.3;margin:2.5rem 0 .75rem;padding-top:.75rem;
border-top:1px solid var(--rule)}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
h4{font-size:.95rem;margin:1rem 0 .4rem}
p,ul{max-width:48rem;margin:.5rem 0 .9rem}
main ul{padding-left:1.25rem}
main li{margin:.35rem 0}
.statement{border-left:.35rem solid #e69f00;background:#fff7e0;padding:.7rem 1rem;font-weight:600}
.table{overflow-x:auto;max-width:100%;margin:.5rem 0 1.25rem}
.long{max-height:36rem;overflow-y:auto;border-bottom:1px solid var(--rule)}
.long thead th{position:sticky;top:0;background:var(--paper)}
table{border-collapse:separate;border-spacing:0;font-size:.875rem;line-height:1.4}
th,td{padding:.28rem .65rem;vertical-align:top;text-align:left;border-bottom:1px solid #e3e6e9}
thead th{border-bottom:2px solid var(--ink);vertical-align:bottom;font-weight:600}
tbody tr:hover{background:var(--shade)}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
th.number{white-space:normal}
.short{white-space:nowrap}
th{word-break:keep-all}
.text{min-width:9rem;max-width:26rem;overflow-wrap:break-word}
.sentence{min-width:18rem}
.sentence,.broken{overflow-wrap:anywhere}
figure{margin:1rem 0 1.75rem;max-width:60rem}
.drawing{overflow-x:auto}
.drawing svg{display:block;width:100%;min-width:34rem;height:auto}
.drawing .read{filter:drop-shadow(0 0 .15rem #e69f00) drop-shadow(0 0 .15rem #e69f00)}
.reading{min-height:3.1em;max-width:none;margin:.35rem 0;font-size:.9rem}
figcaption{font-size:.9rem;color:var(--soft);margin-top:.35rem}
@media (min-width:68rem){
.columns{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:2.5rem}
nav{border:0;position:sticky;top:3.6rem;align-self:start;max-height:calc(100vh - 4.5rem);
overflow-y:auto;margin:0}
nav ul{columns:auto}}
@media (max-width:40rem){
.switches{position:static;padding:.45rem .75rem}
.columns{padding:.75rem}
nav ul{columns:auto;max-height:6.5rem;overflow-y:auto}
h1{font-size:1.4rem}
h2{font-size:1.15rem}
th,td{padding:.25rem .45rem}}
@page{size:A4;margin:16mm 14mm}
@page wide{size:A4 landscape}
@media print{
body{font-size:9.5pt;line-height:1.4}
.switches,.skip,nav{display:none!important}
.columns{display:block;max-width:none;padding:0}
.table,.drawing{overflow:visible;max-height:none}
.drawing svg{min-width:0}
.reading{display:none}
.long thead th{position:static}
table{font-size:7.5pt;max-width:100%}
th,td{padding:.2rem .27rem}
.text{min-width:5em}
.sentence,.broken{min-width:10em}
.wide{page:wide}
thead{display:table-header-group}
tr,figure,.statement,li{break-inside:avoid}
h1,h2,h3,h4{break-after:avoid}
tbody tr:hover{background:none}
.statement{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
)css";

// Tells browsers and screen readers the language chosen, lets a group be chosen, lets the keyboard
// into what scrolls, and reads out what the pointer or the arrow keys have come to in a drawing.
const std::string_view kPageScript = R"js("use strict";
(() => {
  const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`).value;
  const show = () => {
    const language = chosen("language");
    document.documentElement.lang = language;
    document.title = document.querySelector(`main[data-language="${language}"] h1`).textContent;
    if (document.querySelector('input[name="group"]')) {
      const group = chosen("group");
      for (const part of document.querySelectorAll("[data-group]")) {
        const all = group === "0" && part.localName !== "figure";
        part.hidden = !all && part.dataset.group !== group;
      }
    }
    for (const box of document.querySelectorAll(".table, .drawing[role=img]")) {
      const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
      if (scrolls) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  const readings = (reading) => {
    const drawing = reading.previousElementSibling, hint = reading.textContent;
    const titles = [...drawing.querySelectorAll("g > title")];
    const texts = [...new Set(titles.map((title) => title.textContent))];
    let at = -1;
    const read = (text) => {
      at = texts.indexOf(text);
      reading.textContent = text || hint;
      for (const title of titles) {
        title.parentNode.classList.toggle("read", title.textContent === text);
      }
    };
    drawing.tabIndex = 0;
    drawing.addEventListener("pointerover", (event) => {
      const title = event.target.closest("g")?.querySelector("title");
      read(title ? title.textContent : "");
    });
    drawing.addEventListener("pointerleave", () => read(""));
    drawing.addEventListener("blur", () => read(""));
    drawing.addEventListener("keydown", (event) => {
      const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
      if (!step) return;
      event.preventDefault();
      const before = at < 0 && step < 0 ? 0 : at;
      read(texts[(before + step + texts.length) % texts.length]);
      titles.find((title) => title.textContent === texts[at]).parentNode
        .scrollIntoView({block: "nearest", inline: "nearest"});
    });
  };
  document.querySelectorAll(".reading").forEach(readings);
  document.querySelector(".switches").addEventListener("change", show);
  window.addEventListener("resize", show);
  show();
})();
)js";

const std::string_view kPageScriptHash = "ee+W1KLDaeHUfhJV1zIeqQAazRhiRiTsv/95qNTYPR8=";

}  // namespace trustsem
