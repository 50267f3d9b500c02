// The page with the text spacing of WCAG 1.4.12: returns what is cut off or sticks out then, and puts everything back.
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-block-end: 2em !important }
  `);
  document.adoptedStyleSheets.push(sheet);
  const found = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) found.push(`spaced text: ${page.scrollWidth - page.clientWidth} px too wide`);
  for (const element of document.body.querySelectorAll("*")) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = [overflowX, overflowY].some((value) => value === "hidden" || value === "clip");
    if (!cuts || element.matches("select") || element.closest(".unseen, .skip, [hidden], [aria-hidden=true]") || !element.checkVisibility() || !element.innerText?.trim()) continue;
    if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) {
      found.push(`spaced text is cut off: ${element.cloneNode(false).outerHTML.slice(0, 160)}`);
    }
  }
  document.adoptedStyleSheets.pop();
  return found;
}
