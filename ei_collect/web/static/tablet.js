// One person on a shared tablet, from the agreement to the receipt. All that they say is in the forms of this document and
// in nothing else: when it goes, everything is gone. What is kept is sealed first (tablet-seal.js, tablet-queue.js).
"use strict";

(() => {
  const { sitting, slug, version, definition, front, receipt } = document.body.dataset;
  const ROOM = "textarea, input[dir=auto]";
  const visit = {
    key: sealing.mint(),
    mark: Math.random(), // tells the entries of history that this document made from those of others before it
    typed: {},
    agreement: "",
    step: "start",
    gone: false,
    sealed: null,
  };
  const language = () => document.body.dataset.language;
  const step = (id) => document.getElementById(id);
  const sectionForm = (code) => step(`section-${code}`);
  let survey = null;
  let orders = new Map();
  let key = null;

  // ---- everything is gone

  const wipe = () => {
    visit.gone = true;
    visit.key = visit.sealed = null;
    visit.typed = {};
    for (const form of document.forms) form.reset();
    document.body.replaceChildren();
  };
  const finish = () => {
    wipe();
    location.replace(front);
  };

  // ---- which page is shown

  const show = (id, { remember = true } = {}) => {
    document.querySelectorAll("[data-step]").forEach((each) => (each.hidden = each.id !== id));
    visit.step = id;
    if (remember) {
      history.pushState({ mark: visit.mark, step: id }, "");
    }
    scrollTo(0, 0);
    step(id).querySelector("h1")?.focus({ preventScroll: true });
  };

  const standing = () => engine.stand(survey, visit.typed);
  const faultsOf = (stands) =>
    stands.findings.filter(({ question }) => document.querySelector(`[data-question="${question}"]`).dataset.kind !== "photo");

  const save = (code) => {
    visit.typed = engine.save(survey, visit.typed, code, engine.formOf(sectionForm(code)), language());
    return standing();
  };

  const showSection = (stands, code, how) => {
    const form = sectionForm(code);
    const page = stands.pages.find((each) => each.section === code);
    form.querySelectorAll("[data-question]").forEach((each) => (each.hidden = !page.questions.includes(each.dataset.question)));
    form.querySelectorAll("[data-room]").forEach((each) => each.querySelectorAll(ROOM).forEach((field) => (field.maxLength = each.dataset.room)));
    const position = engine.position(survey, stands, code);
    const numbers = { position, total: stands.pages.length };
    const told = form.querySelector("[data-progress]");
    told.textContent = told.dataset.progress.replace(/\{(\w+)\}/g, (_, name) => numbers[name].toLocaleString(language()));
    Object.assign(form.querySelector("progress"), { max: numbers.total, value: position });
    answers.clearFaults(form);
    show(form.id, how);
  };

  const showCheck = (stands, how) => {
    answers.summarise(step("check"), stands.pages);
    show("check", how);
  };

  const showStep = (id, how) => {
    const stands = standing();
    const code = step(id)?.dataset.section;
    if (code && stands.pages.some((page) => page.section === code)) showSection(stands, code, how);
    else if (id === "check") showCheck(stands, how);
    else show("start", how);
  };

  // ---- what is pressed

  const begin = () => {
    const box = step("agree");
    step("start").querySelector("[data-unagreed]").hidden = box.checked;
    if (!box.checked) return box.focus();
    visit.agreement = box.closest("label").querySelector("span").textContent.trim();
    const stands = standing();
    return stands.pages.length ? showSection(stands, stands.pages[0].section) : showCheck(stands);
  };

  const goOn = (code) => {
    const stands = save(code);
    const faults = faultsOf(stands).filter((each) => each.section === code);
    answers.clearFaults(sectionForm(code));
    if (faults.length) return answers.showFaults(sectionForm(code), faults);
    const next = engine.after(survey, stands, code);
    return next ? showSection(stands, next) : showCheck(stands);
  };

  const goBack = () => {
    const code = step(visit.step).dataset.section;
    const stands = code ? save(code) : standing();
    const before = code ? engine.before(survey, stands, code) : stands.pages.at(-1)?.section;
    if (before) showSection(stands, before);
    else show("start");
  };

  // Only what was asked is taken along: no server is told what somebody typed and took back.
  const record = () => ({
    key: visit.key,
    survey: slug,
    version,
    language: language(),
    agreement: visit.agreement,
    sections: engine.asked(survey, visit.typed),
    help: new FormData(step("check")).get("help") ?? "unknown",
    readable: step("check").elements.readable.checked,
  });

  const tell = (kept) => {
    step("end").querySelectorAll("[data-kept]").forEach((each) => (each.hidden = each.dataset.kept !== kept));
    visit.kept = kept;
  };

  // Whatever becomes of the page meanwhile, the record stays the same.
  const deliver = async () => {
    const { sealed } = visit;
    const hash = await sealing.hashOf(sealed);
    try {
      await queue.keep(sitting, sealed);
      tell("here");
      const result = await queue.send();
      if (result.sent.includes(hash)) tell("sent");
    } catch {
      const told = await queue.deliver(sitting, [sealed]).catch(() => null);
      tell(told?.done.includes(hash) ? "sent" : "nowhere");
    }
  };

  const send = async () => {
    const stands = standing();
    const [fault] = faultsOf(stands);
    if (fault) {
      showSection(stands, fault.section);
      return answers.showFaults(sectionForm(fault.section), faultsOf(stands).filter((each) => each.section === fault.section));
    }
    step("check").querySelector(".first").disabled = true;
    visit.sealed = await sealing.seal(record(), key, sitting);
    await queue.keep(sitting, visit.sealed).catch(() => {}); // before anybody can clear the screen; deliver() tells of it
    if (visit.gone) return undefined;
    showEnd();
    return deliver();
  };

  // The words are gone from the page before its code is shown.
  const showEnd = () => {
    const square = qrOf(`${receipt}#${visit.key}`);
    const picture = step("end").querySelector("svg");
    step("end").querySelector("[data-code]").textContent = visit.key;
    if (square) picture.setAttribute("viewBox", `0 0 ${square.size} ${square.size}`);
    picture.querySelector("path").setAttribute("d", square?.path ?? "");
    picture.toggleAttribute("hidden", !square);
    visit.typed = {};
    document.querySelectorAll("main form").forEach((form) => {
      form.reset();
      form.remove();
    });
    document.querySelector("nav.switch")?.remove();
    show("end");
  };

  // The same page in another language: its body takes the place of this one's, and what was typed is put into it.
  const speak = async (address) => {
    const other = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const before = answers.taken();
    const agreed = step("agree").checked;
    const { step: at } = visit;
    if (step(at).dataset.section) save(step(at).dataset.section);
    document.documentElement.lang = other.documentElement.lang;
    document.documentElement.dir = other.documentElement.dir;
    document.title = other.title;
    Object.assign(document.body.dataset, other.body.dataset);
    document.body.replaceChildren(...other.body.childNodes);
    order.arrange(orders);
    answers.putBack(before);
    step("agree").checked = agreed;
    document.querySelectorAll("select[data-search]").forEach((select) => new Combobox(select));
    showStep(at, { remember: false });
  };

  // The question covers everything: nobody reads over a shoulder meanwhile.
  const ask = (asked) => {
    step("idle").hidden = !asked;
    document.querySelectorAll("main, header").forEach((each) => (each.inert = asked));
    if (asked) step("idle").querySelector("[data-stay]").focus();
  };

  // Nobody clears the screen while it is not known yet whether the answers are safe.
  const done = () => (visit.step !== "end" || visit.kept ? finish() : undefined);

  const leaving = () => (visit.step === "start" || visit.step === "end" ? done() : ask(true));

  const PRESSED = {
    "#leave": leaving,
    "[data-back]": goBack,
    "[data-go]": (button) => showSection(standing(), button.dataset.go),
    "[data-stay]": () => ask(false),
    "[data-clear]": finish,
    "[data-done]": done,
    "[data-print]": () => print(),
    "[data-again]": () => deliver(),
    "[data-file]": () => queue.saveAsFile([{ sitting, sealed: visit.sealed }]),
    "nav.switch a": (link) => speak(link.href),
    'a[href^="#"]': (link) => {
      const target = document.querySelector(link.hash);
      target?.scrollIntoView();
      (target?.matches("input, select, textarea") ? target : target?.querySelector("input, select, textarea, button"))?.focus();
    },
  };

  document.addEventListener("click", (event) => {
    for (const [selector, press] of Object.entries(PRESSED)) {
      const pressed = event.target.closest(selector);
      if (!pressed) continue;
      event.preventDefault();
      press(pressed);
      return;
    }
  });

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target.id === "start") begin();
    else if (event.target.id === "check") send();
    else if (event.target.dataset.section) goOn(event.target.dataset.section);
  });

  // ---- back and forward, put away and taken out again

  addEventListener("popstate", (event) => {
    if (visit.gone) return;
    if (visit.step === "end" && visit.kept !== "here" && visit.kept !== "sent") {
      history.pushState({ mark: visit.mark, step: "end" }, ""); // the only copy of the answers is on this page
      return;
    }
    if (visit.step === "end" || (event.state && event.state.mark !== visit.mark)) return finish();
    const code = step(visit.step)?.dataset.section;
    if (code) save(code);
    showStep(event.state?.step ?? "start", { remember: false });
  });
  addEventListener("pagehide", wipe);
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace(front);
  });

  idle.watch({
    warn: () => visit.step !== "start" && ask(true),
    over: () => {
      if (visit.gone) return;
      if (visit.kept !== "nowhere") return finish();
      step("end").querySelector(".receipt")?.remove(); // what could not be kept waits for staff, without its code
      ask(false);
    },
  });

  const [entry] = performance.getEntriesByType("navigation");
  if ((entry && entry.type !== "navigate") || history.state) return finish(); // reloaded, restored, or come back to: nobody is here

  Promise.all([fetch(definition), fetch(`${front}/kit.json`)])
    .then((answered) => Promise.all(answered.map((answer) => answer.json())))
    .then(async ([told, kit]) => {
      survey = engine.prepare(told.document, Object.keys(told.wards));
      orders = await order.of(survey, visit.key);
      order.arrange(orders);
      key = kit.sealing;
      document.body.dataset.ready = "";
    });
  return undefined;
})();
