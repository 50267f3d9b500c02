// Where a shared tablet keeps what waits: sealed answers and the sealed files that belong to them, written together or not
// at all. The database is never given up for a newer one, so no update loses a record; files lie among the answers, as
// bytes under "~" and their hash, so that pages of before pass them by.
//
//   shelf.keep(sitting, sealed, files) -> Promise of the record's hash: all is safe, read back and compared; fails where
//     the browser keeps nothing. files: [{name, hash, bytes}]
//   shelf.records() -> Promise of [{hash, sitting, sealed, since, why, files: [{name, hash, done, why}]}], the oldest first,
//     without the bytes of any file. Of answers that have gone and left a refused file here, `sealed` is "".
//   shelf.bytesOf(hash) -> Promise of the bytes of a file, null where they are not there
//   shelf.mark(hash, told), shelf.markFile(hash, name, told) -> writes this into a record, or a file of it, where it is there
//   shelf.settle(record) -> the record goes with its files; one that was refused stays until shelf.forgetRefused()
//   shelf.lock(sitting), shelf.setLock(lock), shelf.forgetLock(sitting)
"use strict";

const shelf = (() => {
  const NAME = "ei_tablet";
  const RECORDS = "waiting";
  const LOCKS = "locks";
  const OF_FILE = "~";

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

  // One transaction, done only when it is on the disk; opened anew each time: browsers close it at will.
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

  const read = (hash) => within(RECORDS, "readonly", (store) => store.get(hash));

  const bytesOf = async (hash) => {
    const there = await read(OF_FILE + hash);
    return there ? new Uint8Array(there.sealed) : null;
  };

  const write = (store, sitting, record, files) => {
    const since = Date.now();
    for (const { hash, bytes } of files) store.put({ hash: OF_FILE + hash, sitting, sealed: bytes.buffer, since, why: "" });
    const listed = files.map(({ name, hash }) => ({ name, hash, done: false, why: "" }));
    return store.put({ ...record, sitting, since, why: "", files: listed });
  };

  const isThere = async ({ hash, sealed }, files) => {
    if ((await read(hash))?.sealed !== sealed) return false;
    for (const file of files) {
      const bytes = await bytesOf(file.hash);
      if (!bytes || (await sealing.hashOf(bytes)) !== file.hash) return false;
    }
    return true;
  };

  const keep = async (sitting, sealed, files = []) => {
    const record = { hash: await sealing.hashOf(sealed), sealed };
    if (await isThere(record, files)) return record.hash;
    await within(RECORDS, "readwrite", (store) => write(store, sitting, record, files));
    if (!(await isThere(record, files))) throw new Error("not kept");
    return record.hash;
  };

  const records = async () => {
    const there = await within(RECORDS, "readonly", (store) => store.getAll(IDBKeyRange.upperBound(OF_FILE, true)));
    return there.map((record) => ({ files: [], ...record })).sort((one, other) => one.since - other.since);
  };

  const change = (hash, alter) =>
    within(RECORDS, "readwrite", (store) => {
      const asked = store.get(hash);
      asked.onsuccess = () => asked.result && store.put(alter(asked.result));
      return asked;
    });

  const mark = (hash, told) => change(hash, (record) => ({ ...record, ...told }));

  const markFile = (hash, name, told) => {
    const marked = (file) => (file.name === name ? { ...file, ...told } : file);
    return change(hash, (record) => ({ ...record, files: (record.files ?? []).map(marked) }));
  };

  const settle = ({ hash, sitting, since, files }) =>
    within(RECORDS, "readwrite", (store) => {
      for (const file of files) {
        if (file.why) store.put({ hash: file.hash, sitting, sealed: "", since, why: file.why, files: [file] });
        else store.delete(OF_FILE + file.hash);
      }
      return store.delete(hash);
    });

  const forgetRefused = async () => {
    for (const { hash, sealed, files } of await records()) {
      if (sealed) continue;
      await within(RECORDS, "readwrite", (store) => {
        for (const file of files) store.delete(OF_FILE + file.hash);
        return store.delete(hash);
      });
    }
  };

  const lock = (sitting) => within(LOCKS, "readonly", (store) => store.get(sitting));
  const setLock = (given) => within(LOCKS, "readwrite", (store) => store.put(given));
  const forgetLock = (sitting) => within(LOCKS, "readwrite", (store) => store.delete(sitting));

  return Object.freeze({ keep, records, bytesOf, mark, markFile, settle, forgetRefused, lock, setLock, forgetLock });
})();
