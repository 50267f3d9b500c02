// What waits on a shared tablet: sealed records, each until the server has acknowledged it by its hash. Nothing here can
// be read by anybody who has the tablet. The database is never given up for a newer one, so no update loses a record.
//
//   queue.keep(sitting, sealed) -> Promise: it is safe, read back and compared; fails where the browser keeps nothing
//   queue.send() -> Promise of {sent: [hash], refused: {hash: why}, reached: whether the server answered}
//   queue.deliver(sitting, [sealed]) -> Promise of {done, refused}, past the database
//   queue.report(sitting, name) -> Promise: the server knows how many answers of the sitting wait here, and since when
//   queue.waiting() -> Promise of [{hash, sitting, sealed, since, why}], the oldest first
//   queue.saveAsFile(records), queue.lock(sitting), queue.setLock(lock), queue.forgetLock(sitting), queue.derive(pin, salt)
"use strict";

const queue = (() => {
  const NAME = "ei_tablet";
  const RECORDS = "waiting";
  const LOCKS = "locks";
  const MOST_AT_ONCE = 20;
  const MOST_CHARACTERS = 400_000;
  const PIN_ROUNDS = 600_000;

  const open = () =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore(RECORDS, { keyPath: "hash" });
        asked.result.createObjectStore(LOCKS, { keyPath: "sitting" });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
      asked.onblocked = () => reject(new Error("blocked"));
    });

  // One transaction with one request, done only when it is on the disk; opened anew each time: browsers close it at will.
  const within = async (store, mode, ask) => {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(store, mode, { durability: "strict" });
        const asked = ask(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onerror = transaction.onabort = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  };

  const keep = async (sitting, sealed) => {
    const hash = await sealing.hashOf(sealed);
    await within(RECORDS, "readwrite", (store) => store.put({ hash, sitting, sealed, since: Date.now(), why: "" }));
    const there = await within(RECORDS, "readonly", (store) => store.get(hash));
    if (there?.sealed !== sealed) throw new Error("not kept");
    return hash;
  };

  const waiting = async () => {
    const there = await within(RECORDS, "readonly", (store) => store.getAll());
    return there.sort((one, other) => one.since - other.since);
  };

  const post = async (sitting, told) => {
    const answer = await fetch(`/tablet/${sitting}/sync`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(told),
      signal: AbortSignal.timeout?.(60_000), // older browsers wait as long as they like
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer.json();
  };

  const deliver = (sitting, sealed) => post(sitting, { records: sealed });

  // What the sitting's page tells of this tablet: how many wait, and since which day.
  const report = async (sitting, name) => {
    const mine = (await waiting()).filter((record) => record.sitting === sitting);
    const since = mine.length ? new Date(mine[0].since).toISOString().slice(0, 10) : null;
    return post(sitting, { records: [], tablet: name, waiting: mine.length, since });
  };

  // As many records of one sitting as go into one request.
  const batches = (records) => {
    const made = [];
    for (const record of records) {
      const last = made.at(-1);
      const fits = last?.sitting === record.sitting && last.records.length < MOST_AT_ONCE;
      if (fits && last.size + record.sealed.length < MOST_CHARACTERS) {
        last.records.push(record);
        last.size += record.sealed.length;
      } else made.push({ sitting: record.sitting, records: [record], size: record.sealed.length });
    }
    return made;
  };

  // Only what the server names by the hash of what it received is forgotten; what it refuses stays, and says why.
  const settle = async (records, told, result) => {
    for (const record of records) {
      if (told.done.includes(record.hash)) {
        await within(RECORDS, "readwrite", (store) => store.delete(record.hash));
        result.sent.push(record.hash);
      } else if (record.hash in told.refused) {
        result.refused[record.hash] = told.refused[record.hash];
        await within(RECORDS, "readwrite", (store) => store.put({ ...record, why: told.refused[record.hash] }));
      }
    }
  };

  const sendAll = async () => {
    const result = { sent: [], refused: {}, reached: true };
    for (const { sitting, records } of batches(await waiting())) {
      try {
        await settle(records, await deliver(sitting, records.map((record) => record.sealed)), result);
      } catch {
        result.reached = false; // the next occasion comes: on focus, online, by the timer
      }
    }
    return result;
  };

  // Two tabs would send the same twice, which is harmless, but slow.
  const send = () => (navigator.locks ? navigator.locks.request("ei_tablet send", sendAll) : sendAll());

  const saveAsFile = (records) => {
    const told = records.map(({ sitting, sealed }) => ({ sitting, sealed }));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ records: told })], { type: "application/json" }));
    link.download = `unsent-${new Date().toISOString().slice(0, 10)}-${told.length}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const lock = (sitting) => within(LOCKS, "readonly", (store) => store.get(sitting));
  const setLock = (given) => within(LOCKS, "readwrite", (store) => store.put(given));
  const forgetLock = (sitting) => within(LOCKS, "readwrite", (store) => store.delete(sitting));

  const derive = async (pin, salt) => {
    const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: PIN_ROUNDS };
    return Array.from(new Uint8Array(await crypto.subtle.deriveBits(how, material, 256))).join(" ");
  };

  return { keep, send, deliver, report, waiting, saveAsFile, lock, setLock, forgetLock, derive };
})();
