// A second language below the first on a tablet, for somebody who helps: the wordings of the other language's page, which is
// kept there anyway, are put below those of this one. Nothing of anybody is in it.
//
//   beside.renew() -> after the page has changed its own language: what stood below stands below again, or changes places
//
// It is chosen in the list [data-beside], whose options carry the address of a page and its language.
"use strict";

const beside = (() => {
  const SITES = [
    ...["h1", ".lead", "li"].map((each) => `#start ${each}`),
    ...["h1", ".lead", "legend", ".label", "p.hint", ".tick > span", ".rank label", ".ends > span"].map((each) => `[data-section] ${each}`),
    ...["legend", "p.hint", ".tick > span"].map((each) => `#check ${each}`),
  ].join();
  const BETWEEN = ["help_from", "help_into"];
  const said = new Set(); // of the languages of an interpreter, those that somebody chose
  let chosen = "";
  let own = document.body.dataset.language;

  const list = () => document.querySelector("[data-beside]");

  // What tells a wording from all others, whatever order the lists are in: its page, question, and field.
  const keyOf = (site) => {
    const item = site.closest(".tick, .row, .rank");
    const control = item?.querySelector("input, select");
    const question = site.closest("[data-question]")?.dataset.question;
    const value = item?.matches(".tick") ? control?.value : "";
    return [site.closest("[data-step]").id, question, site.localName, site.className, site.id, control?.name, value].join("|");
  };

  const sitesOf = (page) => {
    const found = new Map();
    for (const site of page.querySelectorAll(SITES)) {
      if (site.parentElement.closest(SITES) || site.closest("fieldset.photo")) continue; // it goes along with what it is in
      const key = keyOf(site);
      found.set(key, [...(found.get(key) ?? []), site]);
    }
    return found;
  };

  const wordsBelow = (from, other) => {
    const also = document.createElement("span");
    also.className = "also";
    also.lang = other.lang;
    also.dir = other.dir;
    also.append(...[...from.childNodes].map((node) => document.importNode(node, true)));
    return also;
  };

  const clear = () => document.querySelectorAll(".also").forEach((also) => also.remove());

  const put = (page) => {
    const other = page.documentElement;
    const theirs = sitesOf(page);
    for (const [key, sites] of sitesOf(document)) {
      const pairs = theirs.get(key) ?? [];
      if (pairs.length !== sites.length) continue;
      sites.forEach((site, at) => {
        if (pairs[at].textContent.trim() !== site.textContent.trim()) site.append(wordsBelow(pairs[at], other));
      });
    }
    const [mine, agreed] = [document, page].map((each) => each.querySelector("label:has(> #agree)"));
    mine.after(wordsBelow(agreed.querySelector("span"), other)); // what somebody agrees to is kept in one language
  };

  const propose = () => {
    const languages = chosen ? [own, chosen] : ["", ""];
    BETWEEN.forEach((name, at) => {
      const field = document.querySelector(`#check [name=${name}]`);
      if (field && !said.has(name)) field.value = languages[at];
    });
  };

  const show = async () => {
    const wanted = chosen;
    const address = [...list().options].find((option) => option.lang === wanted)?.value;
    const page = address ? new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html") : null;
    if (wanted !== chosen || !list()) return; // another one was chosen meanwhile, or nobody is here any more
    clear();
    if (page) put(page);
    propose();
  };

  const choose = (language) => {
    chosen = language;
    return show().catch(() => {
      chosen = "";
      if (list()) list().value = "";
    });
  };

  const renew = () => {
    const before = own;
    own = document.body.dataset.language;
    const wanted = chosen === own ? before : chosen;
    const option = list() && [...list().options].find((each) => each.lang === wanted);
    if (option) option.selected = true;
    return chosen ? choose(option ? wanted : "") : undefined;
  };

  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-beside]")) choose(target.selectedOptions[0].lang);
    else if (BETWEEN.includes(target.name)) said.add(target.name);
  });

  return { renew };
})();
