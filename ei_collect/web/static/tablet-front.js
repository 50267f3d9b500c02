// The first page of a shared tablet: keeps everything for times without signal, sends what waits and says what does, and
// lets staff out with the PIN.
"use strict";

(() => {
  const { sitting, front } = document.body.dataset;
  const element = (id) => document.getElementById(id);
  const EVERY = 30_000;
  const A_DAY = 86_400_000;
  const WORKER_PATIENCE = 10_000;

  // ---- whether anybody can still begin

  if (new Date().toISOString().slice(0, 10) > (document.body.dataset.ends ?? "9999")) {
    document.querySelectorAll("#over, .tongues").forEach((each) => (each.hidden = each.id !== "over"));
  }

  // ---- what waits

  const ago = (since) => {
    const minutes = Math.floor((Date.now() - since) / 60_000);
    const [number, unit] = minutes < 60 ? [minutes, "minute"] : minutes < 2880 ? [Math.floor(minutes / 60), "hour"] : [Math.floor(minutes / 1440), "day"];
    return `${number} ${unit}${number === 1 ? "" : "s"}`;
  };

  const trouble = (words) => {
    element("trouble").textContent = words;
    element("trouble").hidden = !words;
  };

  const line = (record) => {
    const item = document.createElement("li");
    const what = record.sealed ? `${record.files.length} photos or recordings` : "a photo or recording, whose answers were sent";
    const refused = record.why ? ` The server does not take it (${record.why}): save it as a file.` : "";
    const beside = record.files.length ? `, ${what}` : "";
    item.textContent = `${record.hash.slice(0, 8)}, sitting ${record.sitting}, ${ago(record.since)} old${beside}.${refused}`;
    return item;
  };

  const tellWaiting = async () => {
    try {
      const records = await queue.waiting();
      element("waiting").textContent = records.length ? `${records.length} not yet sent, oldest ${ago(records[0].since)}` : "Everything is sent";
      element("records").replaceChildren(...records.map(line));
      element("refused").hidden = !records.some((record) => !record.sealed);
      if (records.some((record) => record.why && !record.sealed)) trouble("The server does not take some photos or recordings. Please call a member of staff.");
      else if (records.some((record) => record.why)) trouble("The server does not take some answers. Please call a member of staff.");
      else if (records.length && Date.now() - records[0].since > A_DAY) trouble("Answers have waited for more than a day. Please bring this tablet to where there is internet.");
      else trouble("");
    } catch {
      element("waiting").textContent = "";
      trouble("This tablet cannot keep answers. Each one must be sent at once: check that there is internet.");
    }
  };

  // The server is told when something has changed since it was told last.
  let told = "";
  const report = async () => {
    const lock = await queue.lock(sitting);
    const now = element("records").childElementCount;
    element("name").textContent = lock ? `Tablet ${lock.name}` : "";
    if (!lock || told === `${now}`) return;
    await queue.report(sitting, lock.name);
    told = `${now}`;
  };

  const send = async () => {
    await queue.send().catch(() => null);
    await tellWaiting();
    await report().catch(() => null);
  };

  // ---- the kit: all files into a cache of their own, which counts once its list lies in it too

  const fresh = async () => {
    const answer = await fetch(`${front}/kit.json?now`, { cache: "no-store" });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer;
  };

  const isWhole = (name) => caches.match(`${front}/kit.json`, { cacheName: name });

  const store = async (kit, name, answer) => {
    const cache = await caches.open(name);
    for (const file of kit.files) await cache.add(new Request(file, { cache: "reload" }));
    await cache.put(`${front}/kit.json`, answer);
    for (const other of await caches.keys()) if (other !== name && other.startsWith(`tablet ${sitting} `)) await caches.delete(other);
  };

  const renew = async () => {
    const answer = await fresh();
    const kit = await answer.clone().json();
    const name = `tablet ${sitting} ${kit.digest}`;
    if (await isWhole(name)) return;
    const there = (await caches.keys()).some((other) => other.startsWith(`tablet ${sitting} `));
    await store(kit, name, answer);
    if (there) location.reload(); // nobody has begun to answer yet: let them begin with the new pages
  };

  // An older worker might fill a new kit from its own: it makes room first.
  const newestWorker = async () => {
    const changed = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
    const registered = await navigator.serviceWorker.register("/tablet/worker.js", { scope: "/tablet/" });
    await registered.update().catch(() => null); // without signal it stays as it is
    const waited = new Promise((resolve) => setTimeout(resolve, WORKER_PATIENCE));
    if (registered.installing || registered.waiting) await Promise.race([changed, waited]);
  };

  const isKept = async () => {
    const mine = (await caches.keys()).filter((name) => name.startsWith(`tablet ${sitting} `));
    return (await Promise.all(mine.map(isWhole))).some(Boolean);
  };

  const prepare = async () => {
    if (!navigator.serviceWorker) return "This browser cannot keep the questions: there must be internet all the time.";
    try {
      await newestWorker();
      await renew();
    } catch {
      if (!(await isKept())) return "Not everything is on this tablet yet. Stay where there is internet.";
    }
    const persisted = await navigator.storage?.persisted?.();
    return `Ready to be used without internet. ${persisted ? "The browser keeps what waits." : "The browser may clear what waits when it runs short of room: send it on the same day."}`;
  };

  // ---- staff

  const isPin = async (pin) => {
    const lock = await queue.lock(sitting).catch(() => null);
    return lock ? (await queue.derive(pin, lock.salt)) === lock.check : true; // without one only the server knows the PIN
  };

  element("pin-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const right = await isPin(element("pin").value);
    element("pin-wrong").textContent = right ? "" : "This is not the PIN.";
    element("inside").hidden = !right;
    element("pin-form").hidden = right;
    if (right) element("leave").elements.pin.value = element("pin").value;
    element("pin").value = "";
  });

  const close = () => {
    element("inside").hidden = true;
    element("pin-form").hidden = false;
    element("leave").elements.pin.value = "";
    element("staff").open = false;
  };
  element("close").addEventListener("click", close);
  element("send").addEventListener("click", send);
  element("file").addEventListener("click", async () => queue.saveAsFile(await queue.waiting()));
  element("forget").addEventListener("click", () => queue.forgetRefused().then(send));

  element("leave").addEventListener("submit", async (event) => {
    event.preventDefault();
    const left = (await queue.waiting().catch(() => [])).length;
    if (left) return (element("leave-not").textContent = `${left} not yet sent. Send or save them first; they stay on this tablet until then.`);
    await queue.forgetLock(sitting).catch(() => null);
    for (const name of await caches.keys()) if (name.startsWith(`tablet ${sitting} `)) await caches.delete(name);
    return event.target.submit();
  });

  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("online", send);
  addEventListener("focus", send);
  setInterval(send, EVERY);
  tellWaiting().then(send);
  prepare().then(
    (words) => (element("kept-how").textContent = words),
    () => trouble("This tablet cannot keep the questions. Stay where there is internet."),
  );
})();
