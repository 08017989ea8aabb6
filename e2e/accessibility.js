// What a page must have so that everybody can use it: the body of a function that gives a list of faults, each with
// the criterion of WCAG 2.2 it breaks. It runs in a real browser, over what the browser computed. `focus` is true when
// every control is to be focused as well.

const focus = arguments[0];
const faults = [];
const demand = (holds, criterion, what, element) => {
  if (!holds) faults.push(`${criterion} ${what}${element ? ": " + shown(element) : ""}`);
};
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const shown = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 120);
const words = (element) => (element.textContent ?? "").replace(/\s+/g, " ").trim();
const visible = (element) => {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return style.visibility === "visible" && style.display !== "none" && box.width > 0 && box.height > 0;
};
// What is folded is a part of the page as well: it is checked as somebody sees it who has opened it.
all("details").forEach((details) => { details.open = true; });
const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
const controls = all(CONTROLS).filter(visible);

// 3.1.1 Language of page; 2.4.2 Page titled.
demand(/^(zh-CN|en)$/.test(document.documentElement.lang), "3.1.1", `the page's language is "${document.documentElement.lang}"`);
demand(document.title.trim() !== "", "2.4.2", "the page has no title");

// 1.3.1 Info and relationships: one first heading, no level left out, landmarks, tables with headings.
const headings = all("h1, h2, h3, h4, h5, h6").filter(visible);
demand(headings.filter((h) => h.tagName === "H1").length === 1, "1.3.1", "there is not exactly one first heading");
demand(headings[0]?.tagName === "H1", "1.3.1", "the first heading is not of the first level");
headings.forEach((heading, at) => {
  const [level, before] = [heading, headings[at - 1] ?? heading].map((h) => Number(h.tagName[1]));
  demand(level <= before + 1, "1.3.1", "a heading leaves out a level", heading);
  demand(words(heading) !== "", "1.3.1", "an empty heading", heading);
});
for (const landmark of ["header", "main", "footer"]) {
  demand(all(landmark).length === 1, "1.3.1", `there is not exactly one ${landmark}`);
}
const outside = all("body > *").filter((e) => visible(e) && !e.matches("header, main, footer, nav, aside, script, .skip, [role]"));
outside.forEach((element) => demand(false, "1.3.1", "content outside every landmark", element));
all("table").forEach((table) => demand(table.querySelector("th"), "1.3.1", "a table without headings", table));
all("dl > *").forEach((child) => demand(child.matches("dt, dd, div, script"), "1.3.1", "a stray part of a list of facts", child));
all("ul > *, ol > *").forEach((child) => demand(child.matches("li, script"), "1.3.1", "a stray part of a list", child));

// 2.4.1 Bypass blocks: the first control leads to the main part.
const first = all(CONTROLS)[0];
demand(first?.matches('a[href="#main"]') && document.getElementById("main"), "2.4.1", "the first control does not lead to the main part", first);

// 4.1.2 Name, role, value; 3.3.2 Labels: what a screen reader calls a control.
const named = (ids) => ids.split(/\s+/).map((id) => words(document.getElementById(id) ?? new Text())).join(" ").trim();
const given = (element) =>
  (element.getAttribute("aria-label") ?? "").trim() || named(element.getAttribute("aria-labelledby") ?? "");
const name = (element) =>
  given(element) ||
  [...(element.labels ?? [])].map(words).join(" ").trim() ||
  (element.matches("input, select, textarea") ? "" : words(element)) ||
  all("img[alt]", element).map((image) => image.alt).join(" ").trim() ||
  (element.matches("input[type=submit], input[type=button]") ? element.value : "") ||
  (element.getAttribute("title") ?? "").trim();
controls.forEach((control) => demand(name(control), "4.1.2", "a control without a name", control));
all("[role=region], nav").filter(visible).forEach((part) => demand(given(part), "4.1.2", "a part of the page without a name", part));
const navigations = all("nav").filter(visible).map(given);
demand(new Set(navigations).size === navigations.length, "4.1.2", `two navigations with one name: ${navigations}`);

// 1.1.1 Non-text content.
all("img").forEach((image) => demand(image.hasAttribute("alt"), "1.1.1", "an image without words", image));
all("svg").filter((svg) => !svg.closest("[aria-hidden=true]")).forEach((svg) => {
  const told = svg.getAttribute("role") === "img" && (name(svg) || words(svg.querySelector("title") ?? new Text()));
  demand(told, "1.1.1", "a picture without words", svg);
});

// 4.1.2 and 1.3.1: an identity names one thing, and what is referred to exists.
const ids = all("[id]").map((element) => element.id);
demand(new Set(ids).size === ids.length, "4.1.2", `an id twice: ${ids.filter((id, at) => ids.indexOf(id) !== at)}`);
for (const attribute of ["for", "aria-describedby", "aria-labelledby"]) {
  all(`[${attribute}]`).forEach((element) =>
    element.getAttribute(attribute).split(/\s+/).forEach((id) =>
      demand(document.getElementById(id), "1.3.1", `${attribute} leads nowhere`, element)));
}

// 1.4.3 Contrast: 4.5 to 1, large words 3 to 1.
const colour = (text) => {
  const [r, g, b, a = 1] = (text.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  return { r, g, b, a };
};
const over = (top, under) => {
  const mix = (channel) => top[channel] * top.a + under[channel] * (1 - top.a);
  return { r: mix("r"), g: mix("g"), b: mix("b"), a: 1 };
};
const ground = (element) => {
  const layers = [];
  for (let at = element; at; at = at.parentElement) layers.push(colour(getComputedStyle(at).backgroundColor));
  return layers.reverse().reduce((under, layer) => over(layer, under), { r: 255, g: 255, b: 255, a: 1 });
};
const brightness = ({ r, g, b }) => {
  const linear = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const contrast = (one, other) => {
  const [light, dark] = [brightness(one), brightness(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const checked = new Set();
while (walker.nextNode()) {
  const element = walker.currentNode.parentElement;
  if (!walker.currentNode.data.trim() || checked.has(element) || !visible(element)) continue;
  if (element.closest("script, style, noscript, title, option, :disabled")) continue;
  checked.add(element);
  const style = getComputedStyle(element);
  const back = ground(element);
  const front = over(colour(element instanceof SVGElement ? style.fill : style.color), back);
  const size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const ratio = contrast(front, back);
  demand(ratio >= (large ? 3 : 4.5), "1.4.3", `contrast ${ratio.toFixed(2)}`, element);
}

// 2.5.8 Target size: 24 by 24 pixels, unless it stands in a line of words or has so much room around it.
const TARGET = 24;
const inLine = (element) => {
  if (getComputedStyle(element).display !== "inline") return false;
  const around = [...element.parentElement.childNodes].filter((node) => node !== element);
  return around.some((node) => words(node) !== "");
};
const boxes = controls.map((control) => [control, control.getBoundingClientRect()]);
const small = (box) => box.width < TARGET - 0.5 || box.height < TARGET - 0.5;
const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
const distance = ([x, y], box) =>
  Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
for (const [control, box] of boxes.filter(([control, box]) => small(box) && !inLine(control) && !control.matches(".skip"))) {
  const [x, y] = middle(box);
  const near = boxes.find(([other, its]) => {
    if (other === control || other.matches(".skip")) return false;
    const apart = Math.hypot(x - middle(its)[0], y - middle(its)[1]);
    return distance([x, y], its) < TARGET / 2 || (small(its) && apart < TARGET);
  });
  demand(!near, "2.5.8", `a target of ${Math.round(box.width)} by ${Math.round(box.height)} pixels too near another`, control);
}

// 2.4.7 Focus visible: something about the control changes when it has the focus. 2.1.1: it can have it.
const look = (element) => {
  const style = getComputedStyle(element);
  return [style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor, style.boxShadow, style.borderColor, style.backgroundColor].join();
};
if (focus) {
  for (const control of controls.filter((control) => !control.disabled)) {
    document.activeElement.blur();
    const before = look(control);
    control.focus({ focusVisible: true, preventScroll: true });
    demand(document.activeElement === control, "2.1.1", "a control that cannot have the focus", control);
    demand(look(control) !== before, "2.4.7", "the focus cannot be seen", control);
  }
}
return faults;
