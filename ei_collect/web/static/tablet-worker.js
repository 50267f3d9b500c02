// The service worker of shared tablets: what lies in a whole kit is given from there, with signal or without; everything
// else, and whatever is asked for with a "?", comes from the server. It is the page that fills and removes kits
// (tablet-front.js), so a new worker finds the same ones. It touches nothing that waits to be sent.
"use strict";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// A browser asks for a sound in parts.
const part = async (answer, range) => {
  const [, from, to] = /bytes=(\d+)-(\d*)/.exec(range) ?? [];
  if (from === undefined) return answer;
  const whole = await answer.blob();
  const end = to ? Math.min(Number(to), whole.size - 1) : whole.size - 1;
  const headers = { "Content-Range": `bytes ${from}-${end}/${whole.size}`, "Content-Type": answer.headers.get("Content-Type") };
  return new Response(whole.slice(Number(from), end + 1), { status: 206, headers });
};

const kept = async (address) => {
  for (const name of (await caches.keys()).reverse()) {
    const [kind, sitting] = name.split(" ");
    if (kind !== "tablet") continue;
    const cache = await caches.open(name);
    const found = (await cache.match(`/tablet/${sitting}/kit.json`)) && (await cache.match(address));
    if (found) return found;
  }
  return null;
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
