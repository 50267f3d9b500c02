"""Bodies of requests: forms as browsers send them, and everything that pretends to be one."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from tests.journeys.fuzz.words import hostile, quoted

Fields: TypeAlias = Sequence[tuple[bytes, bytes]]
URLENCODED = b"application/x-www-form-urlencoded"
TYPES = (
    URLENCODED,
    b"application/x-www-form-urlencoded; charset=utf-7",
    b"multipart/form-data",
    b"multipart/form-data; boundary=",
    b"multipart/form-data; boundary=\xff\xfe",
    b"multipart/form-data; boundary=" + b"b" * 300,
    b'multipart/mixed; boundary="a b"',
    b"application/json",
    b"application/json; charset=\xc0",
    b"text/plain",
    b"application/octet-stream",
    b"image/png",
    b"",
    b";;;===",
    b"application/x-www-form-urlencoded; =; ;",
)


@dataclass(frozen=True)
class Body:
    """What is sent, and what it is said to be. `length` is what Content-Length says; None for the truth."""

    content: bytes = b""
    said_to_be: bytes | None = None
    length: bytes | None = None
    chunked: bool = False


def body_of(fields: Fields, random: Random) -> Body:
    """These fields, mostly as a browser would send them."""
    chance = random.random()
    if chance < 0.7:
        return urlencoded(fields, random)
    if chance < 0.88:
        return multipart(fields, random)
    return random.choice(STRANGE)(fields, random)


def urlencoded(fields: Fields, random: Random) -> Body:
    """An ordinary form."""
    return Body(b"&".join(quoted(random, name) + b"=" + quoted(random, value) for name, value in fields), URLENCODED)


def multipart(fields: Fields, random: Random) -> Body:
    """A form with parts, some of them files, some with headers that nobody sends."""
    boundary = random.choice((b"----b0undary", b"x", b"a'()+_,-./:=?", b"b" * 70))
    parts = [_part(name, value, random) for name, value in fields]
    content = b"".join(b"--%b\r\n%b\r\n" % (boundary, part) for part in parts) + b"--%b--\r\n" % boundary
    chance = random.random()
    if chance < 0.1:
        content = content[: random.randrange(len(content))]  # broken off
    elif chance < 0.2:
        content = content.replace(b"\r\n", b"\n")
    told = boundary if random.random() < 0.9 else b"another"
    return Body(content, b'multipart/form-data; boundary="%b"' % told)


def _part(name: bytes, value: bytes, random: Random) -> bytes:
    plain = name.replace(b"\r", b"").replace(b"\n", b"")
    head = b'Content-Disposition: form-data; name="%b"' % plain
    chance = random.random()
    if chance < 0.1:
        head += b'; filename="%b"\r\nContent-Type: %b' % (plain, random.choice(TYPES))
    elif chance < 0.15:
        head += b"; filename*=UTF-8''%ff%fe"
    elif chance < 0.2:
        head += b"\r\nContent-Transfer-Encoding: base64\r\nContent-Type: text/plain; charset=utf-16"
    elif chance < 0.23:
        head = random.choice((b"", b"Content-Disposition:", b"Content-Disposition: form-data", b": :", b"\xff: \xff"))
    elif chance < 0.25:
        value = b'--inner\r\nContent-Disposition: form-data; name="key"\r\n\r\nnested\r\n--inner--'
        head += b"\r\nContent-Type: multipart/mixed; boundary=inner"
    return head + b"\r\n\r\n" + value


def _many_parts(fields: Fields, random: Random) -> Body:
    return multipart([*fields, *(((b"p%d" % number), b"") for number in range(random.choice((50, 990, 1500))))], random)


def _many_fields(fields: Fields, random: Random) -> Body:
    return urlencoded([*fields, *(((b"f%d" % number), b"1") for number in range(random.choice((500, 20_000))))], random)


def _as_json(fields: Fields, random: Random) -> Body:
    told: Mapping[str, object] = {name.decode("latin-1"): value.decode("latin-1") for name, value in fields}
    written = json.dumps([told] if random.random() < 0.3 else told).encode()
    broken = (written, written[:-1], b"[" * 5000, b'{"a": 1e999999}', b'"\\ud800"', b"\xff")
    return Body(random.choice(broken), b"application/json")


def _lying_type(fields: Fields, random: Random) -> Body:
    return Body(urlencoded(fields, random).content, random.choice(TYPES))


def _lying_length(fields: Fields, random: Random) -> Body:
    honest = urlencoded(fields, random)
    lengths = (
        b"-1",
        b"x",
        b"",
        b"0",
        b"1e3",
        b"+5",
        b"0x10",
        b"9" * 30,
        b"%d" % (len(honest.content) + 50),
        b"\xd9\xa7",
    )
    return Body(honest.content, honest.said_to_be, random.choice(lengths))


def _in_chunks(fields: Fields, random: Random) -> Body:
    honest = urlencoded(fields, random)
    return Body(honest.content, honest.said_to_be, b"", chunked=True)


def _garbage(_fields: Fields, random: Random) -> Body:
    separators = (b"&", b"=", b";", b"%", b"+", b"[", b"]", b".", b"\r\n--x\r\n", b"&=&=&", b"q_")
    pieces = [random.choice((hostile(random), random.choice(separators))) for _ in range(random.randrange(30))]
    return Body(b"".join(pieces), random.choice(TYPES))


def _huge(_fields: Fields, random: Random) -> Body:
    size = random.choice((1024 * 1024 - 20, 1024 * 1024 + 20, 3 * 1024 * 1024))
    return Body(b"q_what_helps=" + b"a" * size, URLENCODED)


STRANGE: tuple[Callable[[Fields, Random], Body], ...] = (
    _many_parts,
    _many_fields,
    _as_json,
    _lying_type,
    _lying_type,
    _lying_length,
    _lying_length,
    _in_chunks,
    _garbage,
    _garbage,
    _garbage,
    _huge,
)
