"""One respondent as a browser sends them: cookies kept, redirects followed, pages taken compressed."""

import gzip
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ANSWERS = (
    ("home", {"q_years": "8", "q_belong": "quite", "q_get_on": "agree", "q_help_out": "neither"}),
    (
        "meeting",
        {
            "q_places": ["shop", "park"],
            "q_helps": "The tea on Thursdays at the library.",
            "q_hinders": "The bus stops at seven.",
            "q_welcome": "agree",
        },
    ),
    ("around", {"q_bus": "weekly", "q_easy": "disagree", "q_safe": "neither", "q_say": "disagree"}),
)
REDIRECTS = frozenset({302, 303})


class RefusedError(Exception):
    """A page was not what it should be."""


@dataclass
class Person:
    """A browser with one connection to the server on `port`; `requests` and `slowest_write` (s) are what it saw."""

    port: int
    requests: int = 0
    slowest_write: float = 0.0
    _cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection = HTTPConnection("localhost", self.port, timeout=60)

    def answers(self) -> float:
        """From the first section to the receipt; in how many seconds."""
        began = time.perf_counter()
        first = self._get("/en/s/twelve/home?agree=research")
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', first))
        page = first
        for section, answers in ANSWERS:
            page = self._post(f"/en/s/twelve/{section}", {**hidden, **answers, "asked": asked(answers)})
        if 'action="/en/s/twelve/send"' not in page:
            raise RefusedError(page)
        last = self._post("/en/s/twelve/send", {"key": hidden["key"]})
        if hidden["key"] not in last:
            raise RefusedError(last)
        self._connection.close()
        return time.perf_counter() - began

    def walks(self, requests: int) -> float:
        """As many requests of a bare app: a page, then forms, each answered by a redirect to the next page."""
        began = time.perf_counter()
        self._get("/0")
        while self.requests < requests:
            self._post(f"/{self.requests}", {**ANSWERS[0][1]})
        self._connection.close()
        return time.perf_counter() - began

    def _get(self, path: str) -> str:
        return self._request("GET", path)

    def _post(self, path: str, form: Mapping[str, object]) -> str:
        began = time.perf_counter()
        page = self._request("POST", path, urlencode(form, doseq=True))
        self.slowest_write = max(self.slowest_write, time.perf_counter() - began)
        return page

    def _request(self, method: str, path: str, body: str | None = None) -> str:
        headers = {"Accept-Encoding": "gzip", "Accept": "text/html", **(FORM if body is not None else {})}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._connection.request(method, path, body, headers)
        self.requests += 1
        answer = self._connection.getresponse()
        page = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status in REDIRECTS:
            return self._get(answer.headers["Location"])
        if answer.status != 200:
            raise RefusedError(f"{method} {path} answered {answer.status}")
        return (gzip.decompress(page) if answer.headers.get("Content-Encoding") == "gzip" else page).decode()


def asked(answers: Mapping[str, object]) -> str:
    """The codes of the questions that stand on a page."""
    return " ".join(name.removeprefix("q_") for name in answers)
