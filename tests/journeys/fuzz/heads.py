"""Headers and cookies: those that browsers send, and what may stand there instead."""

from collections.abc import Sequence
from random import Random

from tests.journeys.fuzz.town import FuzzedTown
from tests.journeys.fuzz.words import hostile

HEADERS = (
    "Accept",
    "Accept-Charset",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Cache-Control",
    "Content-Encoding",
    "Expect",
    "Forwarded",
    "Host",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Origin",
    "Pragma",
    "Purpose",
    "Range",
    "Referer",
    "Sec-CH-UA-Mobile",
    "Sec-Fetch-Mode",
    "Sec-Fetch-Site",
    "Sec-Purpose",
    "TE",
    "Transfer-Encoding",
    "Upgrade",
    "User-Agent",
    "X-CSRFToken",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-HTTP-Method-Override",
    "X-Original-URL",
)
USUAL: dict[str, Sequence[bytes]] = {
    "Accept-Encoding": (b"gzip, deflate, br", b"gzip", b"identity", b"gzip;q=0", b"*"),
    "Accept-Language": (b"so-SO,so;q=0.9,en;q=0.8", b"ckb", b"zh-TW", b"*", b"en;q=x", b"ar;q=0, *;q=1", b"a-" * 300),
    "Content-Encoding": (b"gzip", b"deflate"),
    "Host": (b"localhost:8000", b"[::1", b"a b", b"elsewhere.example", b"localhost:99999", b"\xff", b""),
    "If-Modified-Since": (b"Sun, 22 Nov 2026 00:00:00 GMT", b"Thu, 01 Jan 1970 00:00:00 GMT", b"yesterday"),
    "If-None-Match": (b"*", b'"x"', b'W/"x", "y'),
    "Origin": (b"http://localhost", b"null", b"https://elsewhere.example", b"http://[", b"http://localhost@x"),
    "Range": (b"bytes=0-1", b"bytes=-0", b"bytes=9-1", b"bytes=0-1,5-9", b"bytes=a-b", b"bytes=" + b"0-1," * 500),
    "Sec-Fetch-Site": (b"same-origin", b"cross-site", b"none"),
    "Transfer-Encoding": (b"chunked", b"identity", b"gzip, chunked", b"xchunked"),
    "X-Forwarded-Host": (b"elsewhere.example",),
}


def headers_of(rule: str, code: bytes, town: FuzzedTown, random: Random) -> list[tuple[str, bytes]]:
    """The headers of a request to an address of this rule, by somebody with this code."""
    said: list[tuple[str, bytes]] = [("Cookie", _cookies(rule, code, town, random))]
    while random.random() < 0.35:
        name = random.choice(HEADERS)
        usual = USUAL.get(name)
        value = random.choice(usual) if usual and random.random() < 0.8 else hostile(random)
        said.append((name, value.translate(None, b"\r\n\0")))
    return said


def _cookies(rule: str, code: bytes, town: FuzzedTown, random: Random) -> bytes:
    """The code and the session where they belong, mostly; now and then others, and what is none at all."""
    held = [b"ei_every-kind=" + code] if random.random() < 0.6 else []
    if random.random() < (0.95 if rule.startswith("/staff") else 0.1):
        held.append(b"staff=" + town.session.encode())
    if random.random() < 0.03:
        held.append(b"ei_left=1")
    while random.random() < 0.1:
        name = random.choice((b"ei_every-kind", b"ei_day", b"staff", b"ei_", b"ei_left", b"", b"$Version", b"a b"))
        held.append(name + random.choice((b"=", b"")) + hostile(random)[:4000])
    random.shuffle(held)
    return b"; ".join(held).translate(None, b"\r\n\0")
