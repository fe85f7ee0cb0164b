"""Looks at an HTML report with a real browser.

usage: browse.py BROWSER REPORT.html DIRECTORY, which gets the screenshots
"""

import pathlib
import sys

from playwright.sync_api import sync_playwright

WIDTHS = {"desk": (1280, 900), "phone": (390, 844)}
LARGEST = 1_000_000

# Every text with the colours it is drawn in: for HTML the grounds of all ancestors laid over each other, for SVG the
# shapes under the middle of the text.
CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
  const light = c => {
    const [r, g, b] = c.slice(0, 3).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const ground = element => {
    const chain = [];
    for (let e = element; e; e = e.parentElement) { chain.unshift(e); }
    let colour = [255, 255, 255];
    for (const e of chain) { colour = over(rgba(getComputedStyle(e).backgroundColor), colour); }
    return colour;
  };
  const result = {count: 0, lowest: 99, bad: []};
  const note = (text, front, back) => {
    const value = ratio(over(front, back), back);
    result.count += 1;
    result.lowest = Math.min(result.lowest, value);
    if (value < 4.5) { result.bad.push(text.trim().slice(0, 40) + " " + value.toFixed(2)); }
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest("svg, script, style, option, [hidden]")) { continue; }
    if (!element.checkVisibility({opacityProperty: true})) { continue; }
    note(node.data, rgba(getComputedStyle(element).color), ground(element));
  }
  for (const text of document.querySelectorAll("svg text")) {
    if (!text.checkVisibility()) { continue; }
    const svg = text.ownerSVGElement;
    const box = text.getBBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    let back = ground(svg);
    for (const shape of svg.querySelectorAll("rect")) {
      const b = shape.getBBox();
      const isUnder = b.x <= x && x <= b.x + b.width && b.y <= y && y <= b.y + b.height;
      const isBefore = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      const fill = getComputedStyle(shape).fill;
      if (isUnder && isBefore && fill !== "none") { back = over(rgba(fill), back); }
    }
    note(text.textContent, rgba(getComputedStyle(text).fill), back);
  }
  return result;
}
"""


def check(condition, words):
    """Ends the run with a sentence unless the condition holds."""
    if not condition:
        sys.exit(f"html: {words}")


def open_page(browser, report, size, scheme):
    """The report in a page of its own, and what it said and asked for meanwhile."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.resolve().as_uri())
    return page, said, asked


def keyboard(page):
    """Presses Tab from the top to the end; gives the findings that had the focus, in order."""
    seen = []
    page.evaluate("document.activeElement && document.activeElement.blur()")
    for _ in range(5000):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const e = document.activeElement; if (!e || e === document.body) { return null; }
            const style = getComputedStyle(e);
            return {id: e.tagName === "SUMMARY" ? e.parentElement.id : "",
                    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2}; }"""
        )
        if at is None:
            break
        check(at["ring"], "an element has the focus and does not show it")
        if at["id"]:
            seen.append(at["id"])
    return seen


def glance(page):
    """Each line at the top says something and leads to a finding; each comment link to a comment."""
    lines = page.evaluate(
        """() => [...document.querySelectorAll(".timeline li")].map(e => ({
            words: e.querySelector(".gist").innerText, isNone: e.matches(".none"),
            links: [...e.querySelectorAll("a")].map(a => a.getAttribute("href"))}))"""
    )
    for line in lines:
        check(line["words"].strip(), "a line of the top says nothing")
        check(len(line["links"]) == (1 if line["isNone"] else 2), f"a line leads nowhere: {line}")
    dead = page.evaluate(
        """[...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute("href").slice(1))
        .filter(id => !document.getElementById(id))"""
    )
    check(not dead, f"links to what is not there: {dead[:5]}")
    twice = page.evaluate(
        """() => { const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
        return ids.filter((id, at) => ids.indexOf(id) !== at); }"""
    )
    check(not twice, f"an id comes twice: {twice[:5]}")
    folded = page.evaluate("document.querySelectorAll('.timeline .gist').length && innerHeight")
    last = page.evaluate("[...document.querySelectorAll('.timeline li')].pop()?.getBoundingClientRect().bottom || 0")
    return lines, last <= folded


def printed(page, path):
    """The PDF has everything open and no controls."""
    page.emulate_media(media="print")
    controls = page.evaluate(
        "[...document.querySelectorAll('form, button, nav')].filter(e => e.checkVisibility()).length"
    )
    check(controls == 0, f"{controls} controls are printed")
    page.pdf(path=path, format="A4", prefer_css_page_size=True)
    page.emulate_media(media="screen")


def filters(page, total):
    """The filter shows what it says, and all of it again."""
    def visible():
        return page.evaluate(
            "[...document.querySelectorAll('details.finding')].filter(e => e.checkVisibility()).length"
        )

    check(visible() == total, f"{visible()} of {total} findings are shown at first")
    for name in ("warning", "note"):
        page.uncheck(f"[name=severity][value={name}]")
    errors = page.locator("details.finding.error").count()
    check(visible() == errors == int(page.evaluate("document.getElementById('shown').value")),
          "the severity filter does not keep its word")
    page.click("#filter [type=reset]")
    page.wait_for_function(f"document.getElementById('shown').value === '{total}'")
    rule = page.get_attribute("details.finding >> nth=0", "data-rule")
    page.select_option("[name=rule]", rule)
    wanted = page.locator(f"details.finding[data-rule='{rule}']").count()
    check(visible() == wanted > 0, "the rule filter does not keep its word")
    page.click("#filter [type=reset]")
    page.wait_for_function(f"document.getElementById('shown').value === '{total}'")
    patch = page.evaluate(
        "[...document.querySelectorAll('details.finding')].map(e => e.dataset.patch).find(Boolean) || ''"
    )
    if patch:
        page.select_option("[name=patch]", patch)
        check(visible() == page.locator(f"details.finding[data-patch='{patch}']").count(), "the patch filter")
    page.fill("[name=words]", "zzz no such words")
    check(visible() == 0, "the word filter does not keep its word")
    page.click("#filter [type=reset]")
    page.wait_for_function(f"document.getElementById('shown').value === '{total}'")


def main():
    browser_path, report, directory = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    size = report.stat().st_size
    check(size < LARGEST, f"the report has {size} bytes, more than {LARGEST}")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, viewport in WIDTHS.items():
            for scheme in ("light", "dark"):
                page, said, asked = open_page(browser, report, viewport, scheme)
                ids = page.evaluate("[...document.querySelectorAll('details.finding')].map(e => e.id)")
                comments = page.evaluate("[...document.querySelectorAll('details.comment')].map(e => e.id)")
                lines, fits = glance(page)
                check(fits or name != "desk" or len(lines) > 9, "the lines of the top need scrolling")
                page.screenshot(path=directory / f"{name}-{scheme}.png")
                page.screenshot(path=directory / f"{name}-{scheme}-whole.png", full_page=True)
                wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                check(wide <= 0, f"{name}: the page is {wide} pixels too wide")
                if scheme == "light":
                    reached = keyboard(page)
                    check(reached == ids + comments, f"{name}: by keyboard {len(reached)} of {len(ids + comments)}")
                    if ids and name == "desk":
                        page.focus(f"#{ids[0]} summary")
                        page.keyboard.press("Enter")
                        check(page.evaluate(f"document.getElementById('{ids[0]}').open"), "Enter unfolds nothing")
                        filters(page, len(ids))
                page.evaluate("document.querySelectorAll('details').forEach(e => { e.open = true; })")
                contrast = page.evaluate(CONTRAST)
                check(not contrast["bad"], f"{name} {scheme}: low contrast: {contrast['bad'][:5]}")
                wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                check(wide <= 0, f"{name}: unfolded, the page is {wide} pixels too wide")
                check(not said, f"{name} {scheme}: the console says {said[:3]}")
                outside = [url for url in asked if not url.startswith(("file:", "data:"))]
                check(not outside and len([u for u in asked if u.startswith("file:")]) == 1, f"fetched: {asked}")
                print(
                    f"{name} {scheme}: {len(lines)} lines, {len(ids)} findings, {len(comments)} comments, "
                    f"{contrast['count']} texts, "
                    f"lowest contrast {contrast['lowest']:.2f}"
                )
                if name == "desk" and scheme == "light":
                    printed(page, directory / "report.pdf")
                page.close()
        # A fragment unfolds its finding and moves the focus there.
        page, _, _ = open_page(browser, report, WIDTHS["desk"], "light")
        if ids:
            page.goto(report.resolve().as_uri() + f"#{ids[-1]}")
            page.reload()
            check(page.evaluate(f"document.getElementById('{ids[-1]}').open"), "a link unfolds nothing")
        if comments:
            page.goto(report.resolve().as_uri() + f"#{comments[-1]}")
            page.reload()
            check(page.evaluate(f"document.getElementById('{comments[-1]}').open"), "a comment's link unfolds nothing")
        browser.close()
    print(f"{size} bytes")


main()
