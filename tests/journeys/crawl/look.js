// Looks at the page that is shown and returns what is wrong with it, one line each. Called with the languages that the
// program knows (code to direction) and the script that each is written in.
({ directions, scripts, complete }) => {
  const SMALLEST = 44;
  const found = [];
  const complain = (what, element) => found.push(`${what}: ${shown(element)}`);
  const shown = (element) => element.cloneNode(false).outerHTML.slice(0, 160) + element.textContent.trim().slice(0, 40);
  const styleOf = (element) => getComputedStyle(element);
  const isUnseen = (element) => element.closest(".unseen, [hidden], [aria-hidden=true], .skip") !== null;
  const isShown = (element) => element.checkVisibility({ checkVisibilityCSS: true }) && !isUnseen(element);

  // The page is no wider than the screen, and nothing in it sticks out.
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      return isShown(element) && (box.right > page.clientWidth + 1 || box.left < -1);
    });
    complain(`${page.scrollWidth - page.clientWidth} px too wide`, wide.at(-1) ?? page);
  }

  // What one presses is large enough: the control itself, the label around it, or what a link spreads over.
  const area = (element) => {
    const after = getComputedStyle(element, "::after");
    if (after.content !== "none" && after.position === "absolute" && styleOf(element).position === "static") {
      let around = element.parentElement;
      while (around !== document.body && styleOf(around).position === "static") around = around.parentElement;
      return around;
    }
    return /^(radio|checkbox)$/.test(element.type) ? (element.closest("label") ?? element) : element;
  };
  const isInline = (element) => element.matches("a") && styleOf(element).display === "inline" && area(element) === element;
  for (const element of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option]")) {
    if (!isShown(element) || isInline(element)) continue;
    const box = area(element).getBoundingClientRect();
    if (box.width < SMALLEST - 0.5 || box.height < SMALLEST - 0.5) {
      complain(`only ${Math.round(box.width)} x ${Math.round(box.height)} px`, element);
    }
  }

  // Each part runs as its language does, and what is said there is mostly in its script; names may be in another.
  for (const element of document.querySelectorAll("[lang]")) {
    const wanted = directions[element.lang];
    if (!wanted) complain("a language that is not known", element);
    else if (element.dir !== "auto" && styleOf(element).direction !== wanted) complain(`does not run ${wanted}`, element);
  }
  const others = Object.fromEntries(
    Object.entries(scripts).map(([code, script]) => [code, new RegExp(`(?!\\p{Script=${script}})\\p{L}`, "gu")]),
  );
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (complete && words.nextNode()) {
    const around = words.currentNode.parentElement;
    const apart = around.closest("bdi, option, .code, [lang], [dir=auto], script, style");
    const letters = words.currentNode.data.match(/\p{L}/gu) ?? [];
    const foreign = apart.matches("[lang]:not([dir=auto])") ? words.currentNode.data.match(others[apart.lang]) ?? [] : [];
    if (foreign.length > 3 && foreign.length > letters.length / 2) {
      complain(`not in ${apart.lang}: “${words.currentNode.data.trim().slice(0, 40)}”`, around);
    }
  }

  // A group says what it is about.
  for (const group of document.querySelectorAll("fieldset, [role=group], [role=radiogroup]")) {
    const legend = [...group.children].find((child) => child.matches("legend"));
    const named = legend?.textContent.trim() || group.ariaLabel?.trim() || group.hasAttribute("aria-labelledby");
    if (!named) complain("no name: a group", group);
  }

  // What describes a field is there and says something; a fault is told by the field; the summary leads to fields.
  for (const element of document.querySelectorAll("[aria-describedby], [aria-labelledby], [aria-controls]")) {
    for (const name of ["aria-describedby", "aria-labelledby", "aria-controls"]) {
      for (const id of (element.getAttribute(name) ?? "").split(" ").filter(Boolean)) {
        const target = document.getElementById(id);
        if (!target) complain(`${name} names ${id}, which is not there`, element);
        else if (name !== "aria-controls" && !target.textContent.trim()) complain(`${name} names an empty ${id}`, element);
      }
    }
  }
  for (const fault of document.querySelectorAll(".fault[id]")) {
    const teller = document.querySelector(`[aria-describedby~="${fault.id}"], [aria-errormessage~="${fault.id}"]`);
    if (!teller) complain("no field tells of this fault", fault);
  }
  for (const link of document.querySelectorAll(".summary a[href^='#']")) {
    const target = document.getElementById(link.hash.slice(1));
    const leads = target?.matches("a[href], button, input, select, textarea, [tabindex]") && isShown(target);
    if (!leads) complain("the summary leads to nothing that takes the focus", link);
  }
  return found;
}
