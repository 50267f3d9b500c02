// The photos and recordings of the person who holds a shared tablet, from the moment at which they are there until they are
// kept: sealed at once, and in memory only. When that person goes, they are gone.
//
//   files.watch(about) -> about() tells {key, survey, version, language, agreement, sitting, sealing}, of the visit
//   files.add(question, kind, bytes, told) -> Promise of its name, "ph_..." or "rc_..."; the bytes are overwritten
//   files.drop(name), files.wipe()
//   files.named(names) -> those of these names, [{name, hash, bytes}]
//   files.LARGEST: how many bytes a file may have
"use strict";

const files = (() => {
  const LARGEST = 16 * 1024 * 1024;
  const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  const held = new Map();
  let about = null;
  let gone = false;

  const watch = (tell) => (about = tell);

  const nameOf = (kind) => `${kind}_${Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => ALPHABET[byte & 31]).join("")}`;

  const add = async (question, kind, bytes, told = {}) => {
    const { sealing: key, sitting, ...visit } = about();
    const name = nameOf(kind);
    const sealed = await sealing.sealFile({ ...visit, ...told, question, name }, bytes, key, sitting);
    bytes.fill(0);
    if (!gone) held.set(name, { name, hash: await sealing.hashOf(sealed), bytes: sealed });
    return name;
  };

  const drop = (name) => held.delete(name);
  const named = (names) => [...held.values()].filter(({ name }) => names.includes(name));

  const wipe = () => {
    gone = true;
    held.clear();
  };

  return Object.freeze({ LARGEST, watch, add, drop, named, wipe });
})();
