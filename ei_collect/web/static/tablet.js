// One person on a shared tablet, from the agreement to the receipt. All that they say is in the forms of this document and
// in nothing else, but for photos and recordings, which are sealed at once (tablet-files.js): when it goes, everything is gone.
// What is kept is sealed first (tablet-end.js, tablet-queue.js).
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
    visit.key = null;
    visit.typed = {};
    for (const part of [files, album, voices, ending]) part.wipe();
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

  // Nobody needs to have a photo with them to answer on a tablet: they can add theirs later, with their code.
  const isNeeded = ({ question, code }) =>
    code !== "answer-required" || document.querySelector(`[data-question="${question}"]`).dataset.kind !== "photo";
  const faultsOf = (stands) => stands.findings.filter(isNeeded);

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

  // What is being drawn or recorded belongs to the page that somebody is on: first it comes into its form.
  const isBusy = () => album.isBusy() || voices.isBusy();
  const settled = async (goes) => {
    while (isBusy()) await Promise.all([album.ready(), voices.ready()]);
    return visit.gone ? undefined : goes();
  };
  const once = (goes) => (isBusy() ? settled(goes) : goes());

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
  const about = () => ({ key: visit.key, survey: slug, version, language: language(), agreement: visit.agreement });

  const helped = (said) => {
    const help = said.get("help") ?? "unknown";
    return help === "interpreter" ? { help, help_from: said.get("help_from"), help_into: said.get("help_into") } : { help };
  };

  const record = (sections, brought) => ({
    ...about(),
    sections,
    files: brought.map(({ name }) => name),
    ...helped(new FormData(step("check"))),
    readable: step("check").elements.readable.checked,
  });

  const send = async () => {
    const stands = standing();
    const [fault] = faultsOf(stands);
    if (fault) {
      showSection(stands, fault.section);
      return answers.showFaults(sectionForm(fault.section), faultsOf(stands).filter((each) => each.section === fault.section));
    }
    step("check").querySelector(".first").disabled = true;
    const sections = engine.asked(survey, visit.typed);
    const brought = files.named(Object.values(sections).flatMap(({ form }) => Object.values(form).flat()));
    ending.hold({ sitting, sealed: await sealing.seal(record(sections, brought), key, sitting), files: brought });
    await ending.keep(); // before anybody can clear the screen
    if (visit.gone) return undefined;
    showEnd();
    return ending.deliver();
  };

  // The words are gone from the page before its code is shown.
  const showEnd = () => {
    ending.show(visit.key, receipt);
    for (const part of [files, album, voices]) part.wipe();
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
    if (visit.gone) return;
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
    album.redraw();
    answers.putBack(before);
    voices.equip();
    step("agree").checked = agreed;
    document.querySelectorAll("select[data-search]").forEach((select) => new Combobox(select));
    beside.renew();
    showStep(at, { remember: false });
  };

  // What is pressed before the questions are here happens once they are.
  const whenReady = (goes) => (survey ? goes() : ready.then(() => (visit.gone ? undefined : goes()), () => {}));

  // The question covers everything: nobody reads over a shoulder meanwhile.
  const ask = (asked) => {
    step("idle").hidden = !asked;
    document.querySelectorAll("main, header").forEach((each) => (each.inert = asked));
    if (asked) step("idle").querySelector("[data-stay]").focus();
  };

  // Nobody clears the screen while the answers are nowhere else.
  const done = () => (visit.step !== "end" || ending.isOver() ? finish() : undefined);

  const leaving = () => (visit.step === "start" || visit.step === "end" ? done() : ask(true));

  const PRESSED = {
    "#leave": leaving,
    "[data-back]": () => once(goBack),
    "[data-go]": (button) => showSection(standing(), button.dataset.go),
    "[data-stay]": () => ask(false),
    "[data-clear]": finish,
    "[data-done]": done,
    "[data-print]": () => print(),
    "[data-again]": () => ending.deliver(),
    "[data-file]": () => ending.save(),
    "nav.switch a": (link) => whenReady(() => once(() => speak(link.href).catch(() => {}))), // without signal it may not be here
    'a[href^="#"]': (link) => {
      const target = document.querySelector(link.hash);
      target?.scrollIntoView();
      (target?.matches("input, select, textarea") ? target : target?.querySelector("input:not([type=hidden]), select, textarea, button"))?.focus();
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
    const { id, dataset } = event.target;
    if (id === "start") whenReady(begin);
    else if (id === "check") once(send);
    else if (dataset.section) once(() => goOn(dataset.section));
  });

  // ---- back and forward, put away and taken out again

  addEventListener("popstate", (event) => {
    if (visit.gone) return;
    if (visit.step === "end" && !ending.isSafe()) {
      history.pushState({ mark: visit.mark, step: "end" }, ""); // the only copy of the answers is on this page
      return;
    }
    if (!survey || visit.step === "end" || (event.state && event.state.mark !== visit.mark)) return finish();
    voices.ready(); // what was said until now comes into its form
    const code = step(visit.step)?.dataset.section;
    if (code) save(code);
    showStep(event.state?.step ?? "start", { remember: false });
  });
  addEventListener("pagehide", wipe);
  addEventListener("beforeunload", (event) => {
    if (!visit.gone && visit.step === "end" && !ending.isSafe()) event.preventDefault(); // the only copy goes with this page
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.replace(front);
  });

  idle.watch({
    warn: () => visit.step !== "start" && ask(true),
    over: () => {
      if (visit.gone) return;
      if (visit.step !== "end" || ending.isSafe()) return finish();
      step("end").querySelector(".receipt")?.remove(); // what could not be kept waits for staff, without its code
      ask(false);
    },
  });

  const [entry] = performance.getEntriesByType("navigation");
  if ((entry && entry.type !== "navigate") || history.state) return finish(); // reloaded, restored, or come back to: nobody is here

  files.watch(() => ({ ...about(), sealing: key, sitting }));
  album.watch((form) => visit.step !== form.id && save(form.dataset.section));
  voices.watch({ heard: idle.stir, placed: (form) => visit.step !== form.id && save(form.dataset.section) });

  const ready = Promise.all([fetch(definition), fetch(`${front}/kit.json`)])
    .then((answered) => Promise.all(answered.map((answer) => answer.json())))
    .then(async ([told, kit]) => {
      survey = engine.prepare(told.document, Object.keys(told.wards));
      orders = await order.of(survey, visit.key);
      order.arrange(orders);
      key = kit.sealing;
      voices.equip();
      document.body.dataset.ready = "";
    });
  ready.catch(finish); // without the questions nobody can answer here: the first page says what is lacking
  return undefined;
})();
