"""What is put where something sensible should stand: bytes, because not all of it is text."""

from random import Random

WORDS = (
    "",
    " ",
    "\u00a0\u2003\u3000",
    "0",
    "-1",
    "7",
    "٧",
    "⑦",
    "²",
    "Ⅶ",
    "1e9",
    "NaN",
    "9" * 15,
    "9" * 5000,
    "٩" * 4400,
    "-0",
    "+",
    "2026-02-30",
    "true",
    "null",
    "yes",
    "no",
    "-",
    "?",
    "1",
    "research",
    "missing",
    "on_a_route",
    "bristol",
    "every-kind",
    "Words, and more of them.",
    "عربي, then English, ثم عربي",
    "ትግርኛ বাংলা 中文 ਪੰਜਾਬੀ",
    "\u202eback to front\u202c\u2066isolated\u2069\u200f\u200e\u061c",
    "e\u0301" * 50 + "\u0300" * 200,
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "\U0010ffff\ufffe\uffff\ufdd0",
    "\ufdd0key\ufdd0",
    "\ufeffmark",
    "nul \0 inside",
    "\0",
    "\x01\x02\x1b[31m\x7f\x85",
    "line\r\nends\rof\nevery\u2028kind\u2029",
    "a\r\nSet-Cookie: planted=1",
    "<script>window.hostile=1</script>",
    "\"'><img src=x onerror=alert(1)>",
    "]]> --> </textarea></title></style>",
    "{{ 7 * 7 }}{% raw %}{{ config }}",
    "%s%n%(name)s{0}{name.__class__}",
    "' OR 1=1; DROP TABLE responses; --",
    "../../../../etc/passwd",
    "..\\..\\windows",
    "/staff/../../",
    "//elsewhere.example/",
    "https://elsewhere.example/",
    "http://[",
    "http://[::1",
    "javascript:alert(1)",
    "=1+1",
    '{"$gt": ""}',
    '[[[["deep"]]]]',
    "%",
    "%zz",
    "%00",
    "a" * 300,
    "a" * 9000,
    "ï" * 70_000,
    "x y " * 60_000,
)
"""Text of all sorts. Nothing in it is a path or a word by which the judge knows that the program told too much."""

BYTES = (
    b"\xff\xfe\xfd",
    b"\xed\xa0\x80",  # a lone surrogate
    b"\xed\xa0\xbd\xed\xb8\x80",  # a pair of them, each encoded on its own
    b"\xc0\xaf\xc0\x80",  # longer than need be
    b"\xf4\x90\x80\x80",  # beyond the last code point
    b"\xe2\x82",  # broken off
    b"caf\xe9",
    "日本語".encode("utf-16"),
    "русский".encode("cp1251"),
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    bytes(range(256)),
)
POOL = (*(word.encode() for word in WORDS), *BYTES)
SHORT = tuple(word for word in POOL if len(word) <= 600)
LIKELY_LONG = 0.03


def hostile(random: Random) -> bytes:
    """Something of the pool, mostly short; sometimes two things together, or one with a byte changed."""
    word = random.choice(POOL if random.random() < LIKELY_LONG else SHORT)
    chance = random.random()
    if chance < 0.1:
        return word + random.choice(SHORT)
    if chance < 0.2 and word:
        at = random.randrange(len(word))
        return word[:at] + random.randbytes(1) + word[at + 1 :]
    if chance < 0.25:
        return random.randbytes(random.randrange(40))
    return word


def quoted(random: Random, word: bytes) -> bytes:
    """Percent-encoded as a browser would, wholly, or not at all; or with an escape broken off."""
    chance = random.random()
    if chance < 0.94:
        return b"".join(bytes([one]) if one in UNRESERVED else b"%%%02X" % one for one in word)
    if chance < 0.97:
        return b"".join(b"%%%02x" % one for one in word)
    return word + random.choice((b"", b"", b"%", b"%4", b"%G1", b"%u0041", b"+"))


UNRESERVED = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
