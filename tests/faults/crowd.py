"""Many people who answer at once, speak plain HTTP, and try again where they were not told that it worked."""

import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from itertools import count
from secrets import token_hex
from threading import Event
from typing import Any

from ei_collect.answering.receipts import mint
from tests.faults.ledger import Ledger, words_of
from tests.journeys.server import Page, request

START = "/en/s/faults"
SURVEY = """
slug: faults
language: en
title: A survey
summary: One question.
introduction: [Hello.]
consent: [It is your choice.]
thanks: Thank you.
sections:
  - code: only
    title: The only part
    questions:
      - {code: words, kind: long_text, label: What helps}
      - {code: pictures, kind: photo, label: "Where is it?", maximum: 2, asks_for: either}
"""
BROKEN = (OSError, HTTPException)
"""Nobody answered, or the answer broke off."""
PAUSE = 0.05
MOST_QUIET_S = 60

Asks = Callable[[int, str, str, dict[str, str], str], Page]


@dataclass
class Crowd:
    """People who come one after the other to the server on `port`. `asks` sends one request and gives the answer.

    `unfinished` are those who were not told yet that everything is sent; with a `photo` each of them sends it as well.
    """

    port: int
    ledger: Ledger = field(default_factory=Ledger)
    asks: Asks = request
    unfinished: deque[str] = field(default_factory=deque)
    most: float = float("inf")
    """So many people may come at all."""
    photo: bytes = b""
    numbers: Iterator[int] = field(default_factory=count)

    def send(self, key: str, going_on: Callable[[], bool] = lambda: True) -> bool:
        """One person saves a page and sends it, until told that it is done; whether they were."""
        name = token_hex(16)
        while going_on():
            if key not in self.ledger.saved and self._says(f"{START}/only", self._answers(key), key):
                self.ledger.note(self.ledger.saved, key)
            if self.photo and key not in self.ledger.pictured and upload(self.port, key, name, self.photo):
                self.ledger.note(self.ledger.pictured, key)
            ready = key in (self.ledger.pictured & self.ledger.saved if self.photo else self.ledger.saved)
            if ready and self._says(f"{START}/send", {"key": key}, key):
                self.ledger.note(self.ledger.sent, key)
                return True
            time.sleep(PAUSE)
        return False

    @contextmanager
    def coming(self, clients: int) -> Iterator[None]:
        """While this, so many people are at it at any time; whoever has not finished then is `unfinished`."""
        over = Event()
        with ThreadPoolExecutor(clients) as pool:
            futures = [pool.submit(self._come, over) for _ in range(clients)]
            try:
                yield
            finally:
                over.set()
        for future in futures:
            future.result()

    def until(self, done: Callable[[], bool]) -> None:
        """Wait while people are at it.

        Raises:
            TimeoutError: nobody was told anything for a minute.
        """
        told, since = -1, time.monotonic()
        while not done():
            time.sleep(0.01)
            now = len(self.ledger.saved) + len(self.ledger.pictured) + len(self.ledger.sent)
            told, since = (now, time.monotonic()) if now != told else (told, since)
            if time.monotonic() - since > MOST_QUIET_S:
                raise TimeoutError

    def finish(self, clients: int) -> None:
        """Let everybody who has not finished try until they have."""
        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(self.send, [self.unfinished.popleft() for _ in range(len(self.unfinished))]))

    def _come(self, over: Event) -> None:
        while not over.is_set() and (key := self._next()):
            if not self.send(key, lambda: not over.is_set()):
                self.unfinished.append(key)

    def _next(self) -> str | None:
        """Who was not told so far, else somebody new, while anybody new may come."""
        with suppress(IndexError):
            return self.unfinished.popleft()
        return mint() if next(self.numbers) < self.most else None

    def _answers(self, key: str) -> dict[str, str]:
        return {"key": key, "agree": "research", "q_words": words_of(key)}

    def _says(self, path: str, form: dict[str, str], key: str) -> bool:
        """Whether the page that comes back says that it worked: it carries the code, and it is the one that follows."""
        try:
            page = self.asks(self.port, "POST", path, form, address_of(key))
        except BROKEN:
            return False
        return page.status == 200 and key in page.body


def address_of(key: str) -> str:
    """From where the person with this code comes: each from an address of their own, as many phones do."""
    first, second, third = sha256(key.encode()).digest()[:3]
    return f"127.{first}.{second}.{1 + third % 254}"


def upload(port: int, key: str, name: str, content: bytes) -> bool:
    """Send a photo as the script of the page does, in one piece, from where it is there; whether it is told to be kept."""
    told = _send_piece(port, key, name, content, 0)
    if set(told) == {"offset"}:  # a part came before
        told = _send_piece(port, key, name, content, told["offset"])
    return "photo" in told


def _send_piece(port: int, key: str, name: str, content: bytes, offset: int) -> dict[str, Any]:
    """What the server says to the rest of a photo from `offset` on; nothing where it cannot be asked."""
    headers = {
        "Answer-Code": key,
        "Answer-Agree": "research",
        "Upload-Offset": str(offset),
        "Upload-Length": str(len(content)),
        "Content-Type": "application/octet-stream",
    }
    try:
        with closing(HTTPConnection("localhost", port, 30, (address_of(key), 0))) as connection:
            connection.request("POST", f"{START}/photo/pictures/{name}", content[offset:], headers)
            answer: dict[str, Any] = json.loads(connection.getresponse().read())
            return answer
    except (*BROKEN, ValueError):
        return {}
