"""The program as tablets knew it years ago: a server in front of it that gives an older worker script instead of today's."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

WORKER = "/tablet/worker.js"
NOT_PASSED_ON = {"connection", "transfer-encoding", "keep-alive", "content-length"}

OWN_CACHE = """
const CACHE = "ei_collect v1";
addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
const keep = async () => {
  const list = "/tablet/SITTING/kit.json";
  const kit = await (await fetch(list)).json();
  await (await caches.open(CACHE)).addAll([list, ...kit.files]);
};
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(event.request)).then((kept) => kept ?? fetch(event.request)));
});
"""
"""It filled a cache of its own, once, under another name, and looked nowhere else."""

CACHE_FIRST = """
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
const answer = async (request) => {
  const kept = await caches.match(request, { ignoreSearch: SEARCH });
  if (kept) return kept;
  const found = await fetch(request);
  if (found.ok) await (await caches.open("everything")).put(request, found.clone());
  return found;
};
addEventListener("fetch", (event) => event.request.method === "GET" && event.respondWith(answer(event.request)));
"""
"""It kept whatever it met, gave that from then on, and knew of no kit."""

PATIENT = """
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(fetch(event.request).catch(() => caches.match(event.request, { ignoreSearch: true })));
});
"""
"""It left out skipWaiting and claim: the network first, and then any cache."""

GENERATIONS = {
    "own cache": OWN_CACHE,
    "cache first": CACHE_FIRST.replace("SEARCH", "true"),
    "cache first by whole address": CACHE_FIRST.replace("SEARCH", "false"),
    "never skips waiting": PATIENT,
}


@dataclass
class Front:
    """Where tablets find the program. `worker` is the older script, or None for today's."""

    url: str
    worker: str | None = None


@contextmanager
def standing_before(base: str) -> Iterator[Front]:
    """A server that passes everything on to the program at `base`, but for the worker script."""
    behind = urlsplit(base)

    class Passing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the library's name
            """Pass it on; the worker's script may be an older one."""
            if front.worker is not None and self.path == WORKER:
                self.answer(200, [("Content-Type", "text/javascript")], front.worker.encode())
                return
            sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            with closing(HTTPConnection(str(behind.hostname), behind.port or 80, timeout=60)) as connection:
                connection.request(self.command, self.path, sent, dict(self.headers))
                answer = connection.getresponse()
                passed = [pair for pair in answer.getheaders() if pair[0].lower() not in NOT_PASSED_ON]
                self.answer(answer.status, passed, answer.read())

        def do_POST(self) -> None:
            """Pass it on."""
            self.do_GET()

        def answer(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            """Write one answer."""
            self.send_response_only(status)
            for name, value in (*headers, ("Content-Length", str(len(body)))):
                self.send_header(name, value)
            with suppress(OSError):  # the tablet has lost its signal meanwhile
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Passing)
    server.daemon_threads = True
    front = Front(f"http://localhost:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield front
    server.shutdown()
    server.server_close()
