// The service worker of shared tablets: what lies in a whole kit is given from there, with signal or without; everything
// else, and whatever is asked for with a "?", comes from the server. It is the page that fills and removes kits
// (tablet-front.js), so a new worker finds the same ones. It touches nothing that waits to be sent.
// What an older worker kept in its own way is given until there is a whole kit, and then goes.
"use strict";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(tidied.then(() => clients.claim())));

// A browser asks for a sound in parts.
const part = async (answer, range) => {
  const [, from, to] = /bytes=(\d+)-(\d*)/.exec(range) ?? [];
  if (from === undefined) return answer;
  const whole = await answer.blob();
  const end = to ? Math.min(Number(to), whole.size - 1) : whole.size - 1;
  const headers = { "Content-Range": `bytes ${from}-${end}/${whole.size}`, "Content-Type": answer.headers.get("Content-Type") };
  return new Response(whole.slice(Number(from), end + 1), { status: 206, headers });
};

const listOf = (name) => `/tablet/${name.split(" ")[1]}/kit.json`;
const isKit = (name) => name.startsWith("tablet ");
const hashOf = (bytes) => crypto.subtle.digest("SHA-256", bytes);

// As `digest_of` of operations/tablets.py has it; pictures and sounds are called by what is in them.
const digestOf = async (cache, files) => {
  const hashes = [];
  for (const file of files) if (!file.startsWith("/media/")) hashes.push(await hashOf(await (await cache.match(file)).arrayBuffer()));
  const whole = new Uint8Array(await hashOf(await new Blob(hashes).arrayBuffer()));
  return Array.from(whole, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

// An older worker, or a publication just then, may have put pages of the kit before into a new one. Such a kit loses its
// list: it is filled anew when there is signal, and given until then.
const doubtMixedKits = async () => {
  for (const name of (await caches.keys()).filter(isKit)) {
    const cache = await caches.open(name);
    const list = await cache.match(listOf(name));
    if (!list) continue;
    const kit = await list.json();
    if ((await digestOf(cache, kit.files).catch(() => null)) !== kit.digest) await cache.delete(listOf(name));
  }
};

const kept = async (address) => {
  let hasWhole = false;
  const names = (await caches.keys()).reverse();
  for (const name of names.filter(isKit)) {
    const cache = await caches.open(name);
    if (!(await cache.match(listOf(name)))) continue;
    hasWhole = true;
    const found = await cache.match(address);
    if (found) return found;
  }
  return hasWhole ? null : caches.match(address);
};

const answer = async (request) => {
  const found = await kept(request.url).catch(() => null);
  if (!found) return fetch(request);
  const range = request.headers.get("Range");
  return range ? part(found, range) : found;
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.cache === "reload") return; // a new kit is being filled: not from the old one
  if (request.method === "GET" && address.origin === location.origin && !address.search) event.respondWith(answer(request));
});

const tidy = async () => {
  await doubtMixedKits();
  const names = await caches.keys();
  const whole = await Promise.all(names.filter(isKit).map((name) => caches.match(listOf(name), { cacheName: name })));
  if (whole.some(Boolean)) for (const name of names) if (!isKit(name)) await caches.delete(name);
};
const tidied = tidy().catch(() => null); // as often as it is started
