"""What comes over the wire and is hardly HTTP any more: sent through raw sockets, cut off, slow, or never finished."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.answering.every_kind import SLUG
from tests.journeys.fuzz.words import hostile

PATIENCE_S = 10
"""How long an answer may take once all has been said."""
PATH = f"/en/s/{SLUG}".encode()


@dataclass(frozen=True)
class Sent:
    """What is sent over one connection, piece by piece, and whether we then hang up without listening."""

    sort: str
    pieces: tuple[bytes, ...]
    pause_s: float = 0.0
    hangs_up: bool = False


def speak(port: int, sent: Sent) -> bytes:
    """Send it, and give back what came, which may be nothing.

    Raises:
        TimeoutError: the server neither answered nor hung up.
    """
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as line:
        try:
            for piece in sent.pieces:
                line.sendall(piece)
                time.sleep(sent.pause_s)
            if not sent.hangs_up:
                line.shutdown(socket.SHUT_WR)
        except TimeoutError:
            raise
        except OSError:
            pass  # it may hang up on whoever speaks like this, and may have said why before
        return b"" if sent.hangs_up else _heard(line)


def _heard(line: socket.socket) -> bytes:
    heard = b""
    try:
        while piece := line.recv(65536):
            heard += piece
    except ConnectionError:
        pass
    return heard


def sent_by(random: Random) -> Sent:
    """One connection's worth."""
    make = random.choice(SORTS)
    return make(random)


def _ask(method: bytes, target: bytes, *headers: bytes, body: bytes = b"", version: bytes = b"HTTP/1.1") -> bytes:
    lines = (b"%b %b %b" % (method, target, version), b"Host: localhost", *headers, b"", body)
    return b"\r\n".join(lines)


def _form(length: bytes, body: bytes, *headers: bytes) -> bytes:
    said = (b"Content-Type: application/x-www-form-urlencoded", b"Content-Length: " + length, *headers)
    return _ask(b"POST", PATH + b"/you", *said, body=body)


def _wrong_length(random: Random) -> Sent:
    body = b"q_years=12&agree=research"
    length = random.choice((b"0", b"5", b"100000", b"-1", b"abc", b"1, 2", b"9" * 40, b"0x10", b"\xd9\xa7", b"+3"))
    return Sent("wrong length", (_form(length, body),))


def _two_lengths(random: Random) -> Sent:
    second = random.choice((b"Content-Length: 3", b"Transfer-Encoding: chunked", b"Transfer-Encoding: \x0bchunked"))
    return Sent("two lengths", (_form(b"8", b"0\r\n\r\nGET / HTTP/1.1\r\n\r\n", second),))


def _bad_chunks(random: Random) -> Sent:
    chunks = (
        b"5\r\nabc\r\n0\r\n\r\n",
        b"ffffffffffffffff\r\n",
        b"g\r\nx\r\n",
        b"-1\r\n\r\n",
        b"3;x=\xff\r\nabc",
        b"\r\n\r\n",
    )
    head = _ask(b"POST", PATH + b"/you", b"Transfer-Encoding: chunked", body=random.choice(chunks))
    return Sent("bad chunks", (head,))


def _strange_coding(random: Random) -> Sent:
    coding = random.choice((b"gzip", b"identity", b"chunked, chunked", b"xchunked", b""))
    return Sent("strange coding", (_ask(b"POST", PATH, b"Transfer-Encoding: " + coding, body=b"0\r\n\r\n"),))


def _bad_line(random: Random) -> Sent:
    lines = (
        b"GET\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET  /  HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\n\n",
        b"G\xe9T / HTTP/1.1\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET //elsewhere.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"CONNECT localhost:22 HTTP/1.1\r\n\r\n",
        b"GET " + b"/a" * 200_000 + b" HTTP/1.1\r\n\r\n",
        random.randbytes(200),
    )
    return Sent("bad request line", (random.choice(lines),))


def _hostile_target(random: Random) -> Sent:
    word = b"".join(b"%%%02X" % one if random.random() < 0.6 else bytes([one]) for one in hostile(random)[:500])
    target = random.choice((PATH + b"/" + word, b"/" + word, PATH + b"?" + word, b"/en/r?" + word + b"#x"))
    return Sent("hostile target", (_ask(b"GET", target.replace(b"\n", b"").replace(b"\r", b"")),))


def _bad_headers(random: Random) -> Sent:
    headers = (
        b"X: " + b"a" * 300_000,
        b"\r\n".join(b"X-%d: y" % number for number in range(5000)),
        b"Name without colon",
        b" folded: line",
        b"X: a\r\n b\r\n\tc",
        b"X\x00Y: z",
        b"X: \x00",
        b"Cookie: " + hostile(random).replace(b"\n", b"")[:3000],
        b"Accept-Language: " + b"a-" * 20_000,
        b"Host: elsewhere.example",
        b"Host: [::1",
        b"Expect: 200-maybe",
        b"Upgrade: websocket\r\nConnection: upgrade",
        b"Range: bytes=" + b"0-0," * 2000,
        b"Content_Length: 5",
        b": empty",
    )
    return Sent("bad headers", (_ask(b"GET", PATH, random.choice(headers)),))


def _bad_host(random: Random) -> Sent:
    hosts = (
        b"[::1",
        b"a b",
        b"\xff",
        b"",
        b"localhost:99999999",
        b"a" * 300,
        b"elsewhere.example",
        b"localhost, localhost",
    )
    return Sent("bad host", (b"GET %b HTTP/1.1\r\nHost: %b\r\n\r\n" % (PATH, random.choice(hosts)),))


def _unescaped(random: Random) -> Sent:
    raw = random.choice(
        (b"caf\xe9", b"\xff\xfe", b"\xed\xa0\x80", "Bücher".encode(), b'"<>^`{|}', b"%zz%", b"\x01\x7f")
    )
    return Sent("unescaped", (_ask(b"GET", random.choice((PATH, PATH + b"/you", b"/en/help")) + b"?s=" + raw),))


def _one_after_another(random: Random) -> Sent:
    asked = _ask(b"GET", random.choice((PATH, b"/en/r", b"/static/leave.js", b"/nowhere")))
    return Sent("pipelined", (asked * random.choice((2, 20)),))


def _waits_for_leave(_random: Random) -> Sent:
    return Sent("expects", (_form(b"8", b"", b"Expect: 100-continue"), b"q_years="), pause_s=0.1)


def _slowly(random: Random) -> Sent:
    said = _form(b"25", b"q_years=12&agree=research")
    cut = sorted(random.sample(range(1, len(said)), 4))
    pieces = tuple(said[start:stop] for start, stop in zip([0, *cut], [*cut, len(said)], strict=True))
    return Sent("slow", pieces, pause_s=0.05)


def _hangs_up(random: Random) -> Sent:
    said = random.choice(
        (_form(b"100000", b"q_years="), _ask(b"GET", PATH), b"GET", b"POST / HT", _form(b"25", b"x" * 25))
    )
    return Sent("hung up", (said,), hangs_up=True)


def _multipart(random: Random) -> Sent:
    body = random.choice((b"--x\r\n", b"--x--", b"", b"--x\r\nContent-Disposition: form-data\r\n\r\n" + b"y" * 900_000))
    said = (b"Content-Type: multipart/form-data; boundary=x", b"Content-Length: %d" % len(body))
    return Sent("multipart", (_ask(b"POST", PATH + b"/you", *said, body=body),))


SORTS: tuple[Callable[[Random], Sent], ...] = (
    _wrong_length,
    _two_lengths,
    _bad_chunks,
    _strange_coding,
    _bad_line,
    _bad_line,
    _hostile_target,
    _hostile_target,
    _bad_headers,
    _bad_headers,
    _bad_host,
    _unescaped,
    _one_after_another,
    _waits_for_leave,
    _slowly,
    _hangs_up,
    _multipart,
)
