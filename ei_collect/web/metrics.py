"""Counting requests for Prometheus: how many, how they ended, how long they took. Never whose, and never what about.

Residents' requests are one kind, whatever the survey, the language or the page: a count that is read every few seconds
would else tell when who did what. Each process counts for itself and says which one it is.
"""

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock

from flask import Flask, Response, current_app, g, request

from ei_collect.web.access import declared

COUNTS = "ei_collect.counts"
BOUNDS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0)
"""Seconds, of the histogram."""


@dataclass
class Counts:
    """Requests by kind and by the first digit of their status, and how many took at most how long."""

    ended: Counter[tuple[str, int]] = field(default_factory=Counter)
    within: Counter[float] = field(default_factory=Counter)
    seconds: float = 0.0
    _lock: Lock = field(default_factory=Lock)

    def count(self, kind: str, status: int, seconds: float) -> None:
        """One request more."""
        with self._lock:
            self.ended[kind, status // 100] += 1
            self.within.update(bound for bound in BOUNDS if seconds <= bound)
            self.seconds += seconds


def register(app: Flask) -> None:
    """Count every request of this process."""
    app.extensions[COUNTS] = Counts()
    app.before_request(_begin)
    app.after_request(_end)


def exposition(counts: Counts, now: Mapping[str, int]) -> str:
    """The counts, and what is so `now`, as Prometheus reads them (text format 0.0.4)."""
    return "".join(f"{line}\n" for line in _lines(counts, now))


def _lines(counts: Counts, now: Mapping[str, int]) -> Iterator[str]:
    own = f'process="{os.getpid()}"'
    total = sum(counts.ended.values())
    yield "# TYPE ei_requests_total counter"
    for (kind, hundreds), number in sorted(counts.ended.items()):
        yield f'ei_requests_total{{{own},visitor="{kind}",status="{hundreds}xx"}} {number}'
    yield "# TYPE ei_request_seconds histogram"
    for bound in BOUNDS:
        yield f'ei_request_seconds_bucket{{{own},le="{bound}"}} {counts.within[bound]}'
    yield f'ei_request_seconds_bucket{{{own},le="+Inf"}} {total}'
    yield f"ei_request_seconds_sum{{{own}}} {counts.seconds:.3f}"
    yield f"ei_request_seconds_count{{{own}}} {total}"
    for name, value in now.items():
        yield f"# TYPE {name} gauge"
        yield f"{name} {value}"


def _begin() -> None:
    g.began = time.monotonic()


def _end(response: Response) -> Response:
    took = time.monotonic() - g.get("began", time.monotonic())
    current_app.extensions[COUNTS].count(_kind(), response.status_code, took)
    return response


def _kind() -> str:
    """Who asks: staff, machines, or anybody else, as the route declares it."""
    if request.blueprint == "health":
        return "machine"
    access = declared(current_app.view_functions[request.endpoint]) if request.endpoint else None
    return "staff" if access is not None and access.signed_in else "resident"
