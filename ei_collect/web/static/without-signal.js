// The rest of a survey in the page that is there, once the signal is lost: which sections are asked and what is wrong is found
// by engine.js, and what is typed waits with lost-signal.js. At the end the server's own page shows everything before sending.
//
//   carryOn(survey, typed, form) -> {begin}: survey as web/unsent.py tells it; typed: what was saved, as engine.js has it
//   begin(code): the page of this section could not be sent, which waits
"use strict";

const carryOn = (told, before, form) => {
  const AT_ONCE = 1500;
  const EVERY = 15_000;
  const LATER = ["photo", "voice"]; // of their files the server alone knows
  const ROOM = "textarea, input[dir=auto]";
  const END = "";
  const survey = engine.prepare(told.document, told.wards);
  const language = document.documentElement.lang;
  const main = document.getElementById("main");
  const beyond = new Map(); // what a section sent along that has no field here
  let typed = before;
  let now = null;
  let first = null;

  const page = (code) => document.getElementById(`section-${code}`);
  const standing = () => engine.stand(survey, typed);
  const kindOf = (question) => document.querySelector(`[data-question="${question}"]`).dataset.kind;
  const faultsIn = (code) => standing().findings.filter((each) => each.section === code && !LATER.includes(kindOf(each.question)));

  const asForm = (pairs) => {
    const made = {};
    for (const [name, value] of pairs) made[name] = [...(made[name] ?? []), value];
    return made;
  };

  // ---- what is typed

  const take = (code, pairs) => {
    typed = engine.save(survey, typed, code, asForm(pairs), language);
  };

  const save = () => {
    if (!now) return;
    const asked = standing().pages.find((each) => each.section === now)?.questions ?? [];
    const pairs = [...new FormData(page(now)), ...(beyond.get(now) ?? [])];
    take(now, pairs);
    sending.keep(now, [["asked", asked.join(" ")], ...pairs]);
  };

  const tellWaiting = () => {
    const titles = sending.waiting().map((code) => page(code).querySelector("h1").textContent.trim());
    const note = main.querySelector("[data-waiting]");
    note.hidden = !titles.length;
    note.querySelector("[data-which]").textContent = new Intl.ListFormat(language, { type: "unit" }).format(titles);
  };

  // ---- which page is shown

  const fit = (shown, code) => {
    const stands = standing();
    const { questions } = stands.pages.find((each) => each.section === code);
    const numbers = { position: engine.position(survey, stands, code), total: stands.pages.length };
    shown.querySelectorAll("[data-question]").forEach((each) => (each.hidden = !questions.includes(each.dataset.question)));
    shown.querySelectorAll("[data-room]").forEach((each) => each.querySelectorAll(ROOM).forEach((field) => (field.maxLength = each.dataset.room)));
    const progress = shown.querySelector("[data-progress]");
    progress.textContent = progress.dataset.progress.replace(/\{(\w+)\}/g, (_, name) => numbers[name].toLocaleString(language));
    Object.assign(shown.querySelector("progress"), { max: numbers.total, value: numbers.position });
    answers.clearFaults(shown);
  };

  const show = (code, { remember = true } = {}) => {
    now = code;
    main.querySelectorAll("[id^=section-]").forEach((each) => (each.hidden = each !== page(code)));
    if (code) fit(page(code), code);
    page(code).querySelector("[data-back]").hidden = code === first;
    if (remember) history.pushState({ unsent: code }, "");
    tellWaiting();
    scrollTo(0, 0);
    const title = page(code).querySelector("h1");
    document.title = title.textContent.trim();
    title.focus({ preventScroll: true });
  };

  const previous = () => (now ? engine.before(survey, standing(), now) : standing().pages.at(-1).section);

  const showFaults = (code) => {
    const faults = faultsIn(code);
    answers.clearFaults(page(code));
    if (faults.length) answers.showFaults(page(code), faults);
    return faults.length > 0;
  };

  // ---- sending

  const leaveFor = (to) => {
    now = null; // it has been sent, and need not be kept once more on the way out
    location.assign(to ?? `${sending.unsent.base}/check`);
  };

  const send = async () => {
    try {
      const to = await sending.sendAll();
      if (now === END) leaveFor(to);
    } catch {
      // the next occasion comes
    }
    tellWaiting();
  };

  // Where the signal is back at once the server's own page follows; else the person need not wait for it.
  const goOn = async () => {
    const code = now;
    save();
    if (showFaults(code)) return;
    const slow = new Promise((resolve) => setTimeout(resolve, AT_ONCE, false));
    const to = await Promise.race([slow, sending.sendAll().catch(() => false)]);
    if (to !== false) leaveFor(to);
    else if (now === code) show(engine.after(survey, standing(), code) ?? END);
  };

  const listen = () => {
    main.addEventListener("submit", (event) => {
      event.preventDefault();
      goOn();
    });
    main.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      if (event.target.closest("[data-back]")) {
        save();
        show(previous());
      } else if (event.target.closest("[data-again]")) send();
      else if (link) {
        event.preventDefault();
        document.querySelector(`[id="${link.hash.slice(1)}"]`)?.focus();
      }
    });
    addEventListener("popstate", ({ state }) => {
      if (!state) return; // within a page
      save();
      const there = state.unsent === END || standing().pages.some((each) => each.section === state.unsent);
      show(there ? state.unsent : first, { remember: false });
    });
    addEventListener("pagehide", save);
    addEventListener("online", send);
    setInterval(() => sending.waiting().length && send(), EVERY);
    document.addEventListener("forget", () => {
      now = null;
      main.replaceChildren();
    });
  };

  const inOrder = (codes) => survey.sections.map((section) => section.code).filter((code) => codes.includes(code));

  const fill = (code, pairs) => {
    answers.putBack(new Map([[page(code).id, pairs]]));
    const here = new Set(Array.from(page(code).elements, ({ name }) => name));
    beyond.set(code, pairs.filter(([name]) => name.startsWith("q_") && !here.has(name)));
    take(code, pairs);
  };

  const begin = (code) => {
    for (const sheet of document.querySelectorAll("link[media='not all']")) sheet.media = "all";
    document.querySelectorAll(".switch").forEach((each) => (each.style.visibility = "hidden")); // it would lead away
    form.remove();
    main.innerHTML = told.pages;
    for (const each of inOrder(sending.waiting())) fill(each, sending.unsent.pages[each]);
    for (const select of main.querySelectorAll("select[data-search]")) new Combobox(select);
    [first] = inOrder(sending.waiting());
    history.replaceState({ unsent: first }, "");
    listen();
    show(code, { remember: false });
    if (!showFaults(code)) show(engine.after(survey, standing(), code) ?? END);
    send();
  };

  return { begin };
};
