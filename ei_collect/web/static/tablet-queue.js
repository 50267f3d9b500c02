// What waits on a shared tablet: sealed answers and files, each until the server has acknowledged it by its hash. Nothing
// here can be read by anybody who has the tablet. The files of a person go first; their answers follow once all of these
// are acknowledged, or refused for good, and only then everything of theirs goes from the tablet: should the server have
// lost a file meanwhile, it says so and gets it again.
//
//   queue.keep(sitting, sealed, files), queue.lock(sitting), queue.setLock(lock), queue.forgetLock(sitting),
//     queue.forgetRefused(), queue.waiting(): see tablet-store.js
//   queue.send() -> Promise of {sent: [hash], lost: [hash of answers that went without some file], refused: {hash: why},
//     reached: whether the server answered}
//   queue.deliver(sitting, sealed, files) -> Promise of {done, refused, lost}, past the database
//   queue.report(sitting, name) -> Promise: the server knows how many answers of the sitting wait here, and since when
//   queue.saveAsFile(records) -> Promise: as lines of a file, the files of each record before it
//   queue.derive(pin, salt)
"use strict";

const queue = (() => {
  const MOST_AT_ONCE = 20;
  const MOST_CHARACTERS = 400_000;
  const PIN_ROUNDS = 600_000;
  const PATIENCE = 60_000;
  const PATIENCE_FOR_FILES = 300_000;
  const BUSY_PAUSES = [500, 1000, 2000, 4000];
  const LOST = "file-lost";

  const keep = (sitting, sealed, files) => shelf.keep(sitting, sealed, files);
  const waiting = () => shelf.records();

  const ask = (address, type, body, patience) => {
    const signal = AbortSignal.timeout?.(patience); // older browsers wait as long as they like
    return fetch(address, { method: "POST", headers: { "Content-Type": type }, body, signal });
  };

  const post = async (sitting, told) => {
    const answer = await ask(`/tablet/${sitting}/sync`, "application/json", JSON.stringify(told), PATIENCE);
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return { missing: {}, ...(await answer.json()) };
  };

  // Why the server does not take a file, "" where it does. Busy with others, it is asked again after a while.
  const sendFile = async (sitting, bytes, hash) => {
    for (const pause of [...BUSY_PAUSES, 0]) {
      const answer = await ask(`/tablet/${sitting}/file`, "application/octet-stream", bytes, PATIENCE_FOR_FILES);
      if (answer.status === 413) return "file-too-big";
      if (answer.ok) {
        const told = await answer.json();
        if (told.done.includes(hash)) return "";
        if (told.refused[hash]) return told.refused[hash];
      }
      if (answer.status !== 503 || !pause) throw new Error(`status ${answer.status}`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return undefined;
  };

  const deliver = async (sitting, sealed, files = []) => {
    const without = [];
    for (const { name, bytes, hash } of files) if (await sendFile(sitting, bytes, hash)) without.push(name);
    return { ...(await post(sitting, { records: [sealed], without })), lost: without };
  };

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
        await shelf.settle(record);
        result.sent.push(record.hash);
        if (record.files.some((file) => file.why)) result.lost.push(record.hash);
      } else if (record.hash in told.refused) {
        result.refused[record.hash] = told.refused[record.hash];
        await shelf.mark(record.hash, { why: told.refused[record.hash] });
      }
      for (const name of told.missing[record.hash] ?? []) await sendAnew(record, name);
    }
  };

  const sendAnew = async (record, name) => {
    const file = record.files.find((each) => each.name === name);
    const isHere = file && (await shelf.bytesOf(file.hash));
    await shelf.markFile(record.hash, name, isHere ? { done: false } : { done: true, why: LOST });
  };

  // One at a time: of many photos no more is in memory than one. What is not here may be there: the server will say.
  const sendFilesOf = async (record) => {
    for (const file of record.files.filter((each) => !each.done)) {
      const bytes = await shelf.bytesOf(file.hash);
      file.why = bytes ? await sendFile(record.sitting, bytes, file.hash) : "";
      file.done = true;
      await shelf.markFile(record.hash, file.name, { done: true, why: file.why });
    }
  };

  const sendBatch = async ({ sitting, records }, result) => {
    for (const record of records) await sendFilesOf(record);
    const without = records.flatMap((record) => record.files.filter((file) => file.why).map((file) => file.name));
    const told = await post(sitting, { records: records.map((record) => record.sealed), without });
    await settle(records, told, result);
  };

  const sendAll = async () => {
    const result = { sent: [], lost: [], refused: {}, reached: true };
    const there = (await waiting()).filter((record) => record.sealed);
    const bare = there.filter((record) => !record.files.length);
    const withFiles = there.filter((record) => record.files.length).map((record) => ({ sitting: record.sitting, records: [record] }));
    for (const batch of [...batches(bare), ...withFiles]) {
      try {
        await sendBatch(batch, result);
      } catch {
        result.reached = false; // the next occasion comes: on focus, online, by the timer
      }
    }
    return result;
  };

  // Two tabs would send the same twice, which is harmless, but slow.
  const send = () => (navigator.locks ? navigator.locks.request("ei_tablet send", sendAll) : sendAll());

  const base64 = (bytes) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(new Blob([bytes]));
    });

  const lineOf = (told) => new Blob([JSON.stringify(told), "\n"]);

  // Each line is handed to the browser before the next file is read.
  const linesOf = async ({ sitting, sealed, files = [] }) => {
    const lines = [];
    for (const { name, hash, bytes } of files) {
      const there = bytes ?? (await shelf.bytesOf(hash));
      if (there) lines.push(lineOf({ sitting, name, file: await base64(there) }));
    }
    const without = files.filter((file) => file.why).map((file) => file.name);
    return sealed ? [...lines, lineOf({ sitting, sealed, without })] : lines;
  };

  const saveAsFile = async (records) => {
    const lines = [];
    for (const record of records) lines.push(...(await linesOf(record)));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(lines, { type: "application/json" }));
    link.download = `unsent-${new Date().toISOString().slice(0, 10)}-${records.length}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const { forgetRefused, lock, setLock, forgetLock } = shelf;

  const derive = async (pin, salt) => {
    const material = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: PIN_ROUNDS };
    return Array.from(new Uint8Array(await crypto.subtle.deriveBits(how, material, 256))).join(" ");
  };

  return { keep, send, deliver, report, waiting, saveAsFile, forgetRefused, lock, setLock, forgetLock, derive };
})();
