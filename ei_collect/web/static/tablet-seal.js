// Sealing answers and files to a sitting's public key, so that only the server can open them; the codes that people keep.
// The other half is fieldwork/sealing.py, which tells the format; the codes are those of answering/receipts.py.
//
//   sealing.seal(record, key, sitting) -> Promise of the sealed record, a string; `key` is the public one as JWK
//   sealing.sealFile(about, bytes, key, sitting) -> Promise of the sealed file, a Uint8Array; `about` is told of it
//   sealing.hashOf(words or bytes) -> Promise of their SHA-256 in hexadecimal
//   sealing.mint() -> a fresh code, XXXX-XXXX-XXXX-XXXX
"use strict";

const sealing = (() => {
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const CURVE = { name: "ECDH", namedCurve: "P-256" };
  const PADDED = 1024; // to a multiple of this: the length tells nothing of how much somebody wrote
  const utf8 = new TextEncoder();

  const base64url = (bytes) =>
    btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replace(/=+$/, "");

  const padded = (words) => {
    const bytes = utf8.encode(words);
    const whole = new Uint8Array(Math.ceil((bytes.length + 1) / PADDED) * PADDED).fill(32);
    whole.set(bytes);
    return whole;
  };

  const agreedKey = async (own, key, info) => {
    const other = await crypto.subtle.importKey("jwk", key, CURVE, false, []);
    const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
    const material = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
    const about = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8.encode(info) };
    return crypto.subtle.deriveKey(about, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  };

  // Hidden under a key made for this alone: the public half of that, the nonce, and what is hidden.
  const hide = async (bytes, key, info) => {
    const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
    const nonce = crypto.getRandomValues(new Uint8Array(12));
    const secret = await agreedKey(own.privateKey, key, info);
    const hidden = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, secret, bytes);
    return [await crypto.subtle.exportKey("raw", own.publicKey), nonce, hidden];
  };

  const seal = async (record, key, sitting) => {
    const parts = await hide(padded(JSON.stringify(record)), key, `ei_collect sitting ${sitting}`);
    return ["ei1", ...parts.map(base64url)].join(".");
  };

  const joined = (parts) => {
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, 0));
    parts.reduce((at, part) => (whole.set(new Uint8Array(part), at), at + part.byteLength), 0);
    return whole;
  };

  const sealFile = async (about, bytes, key, sitting) => {
    const told = utf8.encode(JSON.stringify(about));
    const lengths = new DataView(new ArrayBuffer(8));
    lengths.setUint32(0, told.length);
    lengths.setUint32(4, bytes.length);
    const filled = new Uint8Array(PADDED - ((8 + told.length + bytes.length) % PADDED));
    const whole = joined([lengths.buffer, told, bytes, filled]);
    const parts = await hide(whole, key, `ei_collect sitting ${sitting} file`);
    whole.fill(0);
    return joined([utf8.encode("ei2"), ...parts]);
  };

  const hashOf = async (said) =>
    Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", typeof said === "string" ? utf8.encode(said) : said)), (byte) =>
      byte.toString(16).padStart(2, "0"),
    ).join("");

  // Where the check symbol is one that people misread, another code is taken, as the server does.
  const mint = () => {
    for (;;) {
      const body = Array.from(crypto.getRandomValues(new Uint8Array(15)), (byte) => byte & 31);
      const check = body.reduce((rest, digit) => (rest * 32 + digit) % 37, 0);
      if (check < 32) return [...body, check].map((digit) => ALPHABET[digit]).join("").match(/.{4}/g).join("-");
    }
  };

  return { seal, sealFile, hashOf, mint };
})();
