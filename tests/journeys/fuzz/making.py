"""Making requests: an address of the program's own map, and everything in and around it that can be wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from random import Random
from typing import Any

from werkzeug.routing import Rule

from tests.answering.every_kind import FILLED_IN
from tests.journeys.fuzz.bodies import Body, Fields, body_of
from tests.journeys.fuzz.heads import headers_of
from tests.journeys.fuzz.town import CODES, FuzzedTown, fresh_code
from tests.journeys.fuzz.words import hostile, quoted

PART = re.compile(r"<(?:[^<>:]*:)?(\w+)>")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "BREW", "")
ASKED: dict[str, dict[str, Sequence[bytes]]] = {
    "answering.send": {"help": (b"none", b"scribe"), "readable": (b"1",)},
    "receipts.take_back": {"sure": (b"1",)},
    "door.open_session": {"email": (b"asha@example.org",), "password": (b"wrong",), "next": (b"/staff/",)},
    "coding.apply": {
        "words": (b"bus", b"The bus number 7 never arrives."),
        "start": (b"0", b"4"),
        "stop": (b"7", b"1"),
        "code": (b"buses", b"people"),
        "stance": (b"barrier", b"enabler", b"neither"),
        "scale": (b"city", b"not_clear"),
        "dimensions": (b"spatial", b"social"),
        "place_kind": (b"none", b"ward", b"place"),
        "wards": (b"E05010885",),
        "place_name": (b"the library",),
        "memo": (b"",),
        "suggestion": (b"",),
    },
    "candidates.word": {"title": (b"Buses that do not come",)},
    "candidates.check": {"check": (b"cleared", b"withheld")},
}
"""What the forms of these views hold beside what every form has."""
OFTEN = {"answering.save": 14, "answering.section": 4, "answering.send": 3, "receipts.open_code": 2, "coding.apply": 3}
SELDOM = {
    "forum.build": 0.002,
    **dict.fromkeys(("door.open_session", "account.password", "people.bring_in"), 0.1),
    **dict.fromkeys(("factors.begin", "factors.remove", "factors.codes", "passkeys.begin", "passkeys.remove"), 0.1),
    "exporting.answers": 0.2,
    "languages.overview": 0.1,
    "languages.sign": 0.2,
    "receipts.take_back": 0.3,
}
"""What takes seconds, or tenths of them, is not asked for at every turn."""


@dataclass(frozen=True)
class Request:
    """One request as a server hands it to the app."""

    endpoint: str
    method: str
    path: bytes
    query: bytes
    headers: Sequence[tuple[str, bytes]]
    body: Body

    def environ(self) -> dict[str, Any]:
        """The same as WSGI."""
        body = self.body
        length = b"%d" % len(body.content) if body.length is None else body.length
        environ: dict[str, Any] = {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path.decode("latin-1"),
            "QUERY_STRING": self.query.decode("latin-1"),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_LENGTH": length.decode("latin-1"),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body.content),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if body.said_to_be is not None:
            environ["CONTENT_TYPE"] = body.said_to_be.decode("latin-1")
        if body.chunked:
            environ |= {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
        named = {f"HTTP_{name.upper().replace('-', '_')}": value.decode("latin-1") for name, value in self.headers}
        return environ | named

    def __str__(self) -> str:
        said = (self.endpoint, self.method, self.path, self.query, self.headers, self.body)
        return " ".join(f"{each!r}"[:600] for each in said)


class Maker:
    """Makes one request after another, the same ones from the same seed and town."""

    def __init__(self, town: FuzzedTown, random: Random) -> None:
        self.town, self.random = town, random
        self.names: dict[bytes, None] = dict.fromkeys(
            (b"key", b"version", b"asked", b"agree", b"easy", b"beside", b"second", b"switch", b"go")
        )
        rules = sorted(town.app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))
        self.rules = [rule for rule in rules for _ in range(OFTEN.get(rule.endpoint, 1))]

    def learn(self, names: Sequence[bytes]) -> None:
        """Fields that stand on a page of the program, to be sent as well."""
        if len(self.names) < 1000:
            self.names |= dict.fromkeys(names)

    def request(self) -> Request:
        """The next one."""
        if self._chance(0.01):
            self.town.codes[self.random.randrange(CODES)] = fresh_code(self.random)
        rule = self._rule()
        values = {part: self._part(part) for part in PART.findall(rule.rule)}
        path = PART.sub(lambda found: values[found[1]].decode("latin-1"), rule.rule).encode("latin-1")
        code = self.random.choice(self.town.codes).encode()
        methods = sorted(rule.methods or {"GET"})
        method = self.random.choice(methods if self._chance(0.92) else METHODS)
        sends = "POST" in methods or self._chance(0.05)
        body = body_of(self._fields(rule, values, code), self.random) if sends else Body()
        query = self._query().translate(None, b"\r\n")  # no server lets them through
        return Request(
            rule.endpoint, method, self._astray(path), query, headers_of(rule.rule, code, self.town, self.random), body
        )

    def _chance(self, likely: float) -> bool:
        return self.random.random() < likely

    def _rule(self) -> Rule:
        while True:
            rule = self.random.choice(self.rules)
            if self._chance(SELDOM.get(rule.endpoint, 1)):
                return rule

    def _part(self, name: str) -> bytes:
        """What stands in one part of an address: mostly something that leads somewhere."""
        known = self.town.known.get(name)
        if known and self._chance(0.94):
            return self.random.choice(known).encode()
        return hostile(self.random)

    def _astray(self, path: bytes) -> bytes:
        if self._chance(0.95):
            return path
        pieces = (b"//", b"/../", b"/./", b";x=1", b"\\", b"/%2e%2e/", b"\r\n", b"\0", b"?", b"#", b"/" * 500, b".html")
        at = self.random.randrange(len(path) + 1)
        return path[:at] + self.random.choice(pieces) + path[at:]

    def _query(self) -> bytes:
        chance = self.random.random()
        if chance < 0.35:
            return b""
        if chance < 0.65:
            return self.random.choice((b"agree=research", b"easy=1", b"agree=research&easy=1", b"s=every-kind"))
        if chance < 0.9:
            names = [*self.names, b"after", b"survey", b"uncoded", b"suggested", b"suggestion", b"suggestions", b"next"]
            pairs = range(self.random.randrange(4))
            return b"&".join(
                quoted(self.random, self.random.choice(names)) + b"=" + quoted(self.random, hostile(self.random))
                for _ in pairs
            )
        return hostile(self.random)

    def _fields(self, rule: Rule, values: dict[str, bytes], code: bytes) -> Fields:
        """What the form of this address would hold, and then mostly something else."""
        held = [(b"key", code), (b"code", code), (b"csrf_token", self.town.token.encode())]
        if self._chance(0.9):
            held += [(b"agree", b"research"), (b"version", self.town.version.id.encode())]
        asked = ASKED.get(rule.endpoint, {})
        held += [(name.encode(), self.random.choice(given)) for name, given in asked.items() if self._chance(0.7)]
        for name, typed in FILLED_IN.get(values.get("code", b"").decode("latin-1"), {}).items():
            held += [(name.encode(), value.encode()) for value in typed]
        while self._chance(0.5):
            held = self._bent(held)
        return held

    def _bent(self, held: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        """One thing changed: a value, a name, one field more, one twice, one gone."""
        at = self.random.randrange(len(held)) if held else 0
        name, value = held[at] if held else (b"key", b"")
        chance = self.random.random()
        if chance < 0.4:
            return [*held[:at], (name, hostile(self.random)), *held[at + 1 :]]
        if chance < 0.7:
            return [*held, (self.random.choice(list(self.names)), hostile(self.random))]
        if chance < 0.8:
            return [*held, (name, self.random.choice((value, hostile(self.random))))]
        if chance < 0.9:
            endings = (b"_pnts", b"_dk", b".other", b".words", b".year", b".", b"..", b".x.y", b"[]", b"\0", b"")
            return [*held, (name + self.random.choice(endings), value), (hostile(self.random), value)]
        return held[:at] + held[at + 1 :]
