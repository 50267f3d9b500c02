// What has the focus, where it stands in the page's order, and what is wrong with how it is shown; null for the page itself.
() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const faults = [];
  const words = (element.innerText || element.getAttribute("aria-label") || element.labels?.[0]?.innerText || "").trim();
  const what = `${element.tagName.toLowerCase()} “${words || element.name}”`;
  const ring = (target) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };
  const label = element.closest("label");
  if (!element.matches(":focus-visible") || !(ring(element) || (label && ring(label)))) faults.push(`${what} has the focus and does not show it`);
  if (element.tabIndex > 0) faults.push(`${what} has a place of its own in the order of Tab`);
  const box = (label ?? element).getBoundingClientRect();
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  if (top >= bottom) {
    faults.push(`${what} has the focus outside the screen`);
  } else {
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 0), innerWidth - 1);
    const over = document.elementFromPoint(x, (top + bottom) / 2);
    if (over && !(label ?? element).contains(over) && !over.contains(element)) faults.push(`${what} has the focus and is hidden by ${over.tagName}`);
  }
  return {
    tag: element.tagName.toLowerCase(),
    kind: element.getAttribute("role") || (element.tagName === "BUTTON" ? element.className : element.inputMode || (element.tagName === "INPUT" ? element.type : "")),
    name: element.getAttribute("name") ?? "",
    value: element.value ?? "",
    words,
    order: [...document.querySelectorAll("*")].indexOf(element),
    faults,
  };
}
