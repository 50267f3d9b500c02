// The page in forced colours, where backgrounds and shadows are gone, and for somebody who wants nothing to move: returns what
// has lost its edge, or moves.
() => {
  const found = [];
  const describe = (element) => element.cloneNode(false).outerHTML.slice(0, 160);
  const isShown = (element) => element.checkVisibility({ checkVisibilityCSS: true }) && !element.closest(".unseen, .skip, [aria-hidden=true]");
  for (const element of document.querySelectorAll("button, .first, .second, .button, input:not([type=hidden]), select, textarea")) {
    const { borderTopStyle, borderTopWidth, borderBottomStyle, textDecorationLine, outlineStyle } = getComputedStyle(element);
    const edged = (borderTopStyle !== "none" && borderTopWidth !== "0px") || borderBottomStyle !== "none" || outlineStyle !== "none";
    const underlined = textDecorationLine.includes("underline");
    const native = /^(radio|checkbox|file|range)$/.test(element.type);
    if (isShown(element) && !edged && !underlined && !native) found.push(`no edge in forced colours: ${describe(element)}`);
  }
  for (const element of document.querySelectorAll("*")) {
    const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
    const moves = animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0.01);
    if (moves || scrollBehavior === "smooth") found.push(`moves although that is not wanted: ${describe(element)}`);
  }
  return found;
}
