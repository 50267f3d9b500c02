// Sends a page of a survey itself, so that without a signal nobody ends on the browser's own page with their words gone.
// After a while it fetches the rest of the survey (web/unsent.py); then a person can go on without signal, and what is not
// yet sent is in this tab alone: in memory and, as a browser may throw a page away, in its session storage.
//
//   sending.keep(code, pairs): this page of the survey waits      sending.waiting() -> the codes of those that wait
//   sending.sendAll() -> Promise of where the last one leads, or null; fails where no server could be reached
"use strict";

const sending = (() => {
  const STORED = "ei_unsent";
  const PATIENCE = 20_000;
  const form = document.getElementById("answers");
  const base = form.action.slice(0, form.action.lastIndexOf("/"));
  const section = form.action.slice(base.length + 1);
  const survey = base.split("/").at(-1);
  const isLast = section === "send";
  const hidden = (name) => form.elements[name]?.value ?? "";

  // ---- what waits

  const fixed = () => [...form.querySelectorAll("input[type=hidden]")].filter(({ name }) => !/^(asked|tried_|q_)/.test(name));
  const fresh = () => ({ base, survey, key: hidden("key"), fixed: fixed().map(({ name, value }) => [name, value]), pages: {} });
  const stored = () => {
    try {
      return JSON.parse(sessionStorage.getItem(STORED));
    } catch {
      return null; // a browser that keeps nothing, or something that is not ours
    }
  };
  // Whoever has just agreed begins anew, perhaps on somebody else's phone: what is there is none of theirs.
  const there = stored();
  const isMine = there?.survey === survey && (there.key === hidden("key") || !location.search.includes("agree="));
  const unsent = isMine ? there : fresh();
  let gone = false;
  const waiting = () => Object.keys(unsent.pages);
  const store = () => {
    try {
      if (waiting().length) sessionStorage.setItem(STORED, JSON.stringify(unsent));
      else sessionStorage.removeItem(STORED);
    } catch {
      // then it is in memory only
    }
  };
  const keep = (code, pairs) => {
    if (gone) return;
    delete unsent.pages[code]; // the last one typed is sent last
    unsent.pages[code] = pairs;
    store();
  };
  const forget = () => {
    gone = true;
    unsent.pages = {};
    store();
  };

  // ---- sending

  // Where the page leads. What is not an answer of ours counts as no answer, but for a refusal: the browser shows that.
  const post = async (address, pairs, how = "now") => {
    const signal = AbortSignal.timeout?.(PATIENCE);
    const answer = await fetch(address, { method: "POST", headers: { "Answer-Told": how }, body: new URLSearchParams(pairs), signal });
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return { refused: true };
    if (!answer.headers.has("Answer-Told")) throw new Error(`status ${answer.status}`);
    return answer.json();
  };

  const sendEach = async () => {
    let to = null;
    for (const code of waiting()) {
      const pairs = unsent.pages[code];
      const told = await post(`${unsent.base}/${code}`, [...unsent.fixed, ...pairs], "late");
      if (unsent.pages[code] === pairs) delete unsent.pages[code];
      store();
      to = told.to ?? `${unsent.base}/${code}`;
    }
    return to;
  };
  let under = null;
  const sendAll = () => (under ??= (navigator.onLine ? sendEach() : Promise.reject(new Error("offline"))).finally(() => (under = null)));

  // ---- this page

  let busy = false;
  let withoutSignal = null;
  const tell = () => {
    for (const sheet of document.querySelectorAll("link[media='not all']")) sheet.media = "all";
    const note = document.getElementById("unsent") ?? document.createElement("p");
    note.remove();
    Object.assign(note, { id: "unsent", className: "note", textContent: form.dataset.unsent });
    note.setAttribute("role", "alert");
    form.querySelector(".first").before(note);
  };
  const show = (working) => {
    busy = working;
    form.style.opacity = working ? 0.6 : "";
  };

  const lose = (pairs) => {
    show(false);
    if (isLast) return tell();
    keep(section, pairs.filter(([name]) => /^(asked$|q_)/.test(name)));
    return withoutSignal ? withoutSignal.begin(section) : tell();
  };

  const send = async () => {
    const everything = [...new FormData(form)];
    const pairs = everything.filter(([, value]) => typeof value === "string");
    const hasFile = everything.some(([, value]) => value.size);
    if (hasFile) return navigator.onLine ? form.submit() : tell(); // a file goes as it always did
    show(true);
    try {
      if (!navigator.onLine) throw new Error("offline");
      const { to } = await post(form.action, pairs);
      delete unsent.pages[section];
      store();
      return to ? location.assign(to) : form.submit(); // the page that the server shows says what is wrong
    } catch {
      return lose(pairs);
    }
  };

  document.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented) return;
    const goesOn = !event.submitter?.name;
    if (!goesOn && navigator.onLine) return;
    event.preventDefault();
    if (!goesOn) tell();
    else if (!busy) send();
  });
  document.addEventListener("forget", forget);
  addEventListener("pageshow", () => show(false));

  // ---- the rest of the survey

  const add = (name, attributes) =>
    new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement(name), attributes, { onload: resolve, onerror: reject });
      document.head.append(element);
    });

  const json = async (name, query = {}) => (await fetch(`${base}/unsent/${name}?${new URLSearchParams(query)}`)).json();

  // What was typed before is asked for only where it decides what follows.
  const hasRules = ({ sections }) => sections.some((each) => each.show_if || each.questions.some((question) => question.show_if));

  const prepare = async () => {
    const query = Object.fromEntries(["version", "easy", "beside"].map((name) => [name, hidden(name)]));
    const [told] = await Promise.all([
      json("survey.json", query),
      add("script", { src: `${base}/unsent/engine.js` }),
      add("link", { rel: "stylesheet", href: "/static/resident.css", media: "not all" }),
    ]);
    if (told.pages.includes("data-search") && !document.querySelector("script[src*='/ward.js']")) await add("script", { src: "/static/ward.js" });
    const { whole, typed } = hasRules(told.document) ? await json("typed.json") : { whole: true, typed: {} };
    if (!whole) return;
    withoutSignal = carryOn(told, typed, form);
    form.dataset.ready = "";
  };

  const resume = async () => {
    try {
      location.replace(await sendAll());
    } catch {
      await prepare();
      withoutSignal?.begin(waiting().at(-1));
    }
  };

  if (form.elements.key) form.elements.key.value = unsent.key; // a first page that was never saved comes with another one
  store();
  if (waiting().length) resume().catch(() => null);
  else if (!isLast && navigator.cookieEnabled && !navigator.connection?.saveData) {
    const soon = window.requestIdleCallback ?? ((act) => setTimeout(act, 1000));
    addEventListener("load", () => soon(() => prepare().catch(() => null)));
  }

  return { keep, waiting, sendAll, unsent };
})();
