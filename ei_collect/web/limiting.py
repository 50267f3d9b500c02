"""How often something may be sent from one address: far more often than a full church hall does.

Whoever shares an address with a program that sends too much waits a minute; nothing that they typed is lost. Counts lie
in the memory of this process, or with EI_LIMITS_URL in a Redis that all workers share. If that is gone, nobody waits.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Flask, Response, abort, current_app, request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from ei_collect.operations.keeping import today
from ei_collect.web.caller import KeyOfTheDay, address, hidden
from ei_collect.web.origin import READ_ONLY

SENT = RateLimitItemPerMinute(1200)
"""What residents and their tablets may send from one address."""
WRONG_CODES = (RateLimitItemPerMinute(20), RateLimitItemPerHour(200))
"""How many codes that open nothing."""
EXTENSION = "ei_collect limits"
OF_THE_DAY = 26 * 3600
"""Seconds after which a shared key is forgotten: its day, and the time by which clocks may differ."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """Counts by address under a key of the day. `gone` are the errors of a store that cannot be reached."""

    counting: FixedWindowRateLimiter
    key: Callable[[], bytes]
    gone: tuple[type[Exception], ...]

    def hit(self, *limits: RateLimitItem) -> bool:
        """Count once; whether that was still within the limits."""
        return self._ask(limits, self.counting.hit)

    def are_kept(self, *limits: RateLimitItem) -> bool:
        """Whether there is still room for one more."""
        return self._ask(limits, self.counting.test)

    def _ask(self, limits: tuple[RateLimitItem, ...], ask: Callable[..., bool]) -> bool:
        if not (where := address()):
            return True
        try:
            named = hidden(self.key(), where)
            return False not in [ask(limit, named) for limit in limits]  # each of them counts
        except self.gone as error:
            _log.warning("limits are not counted: %s", type(error).__name__)
            return True


def register(app: Flask, url: str) -> None:
    """Count what is sent to this app, in the store at `url` (memory:// or redis://...)."""
    storage = storage_from_string(url)
    own = KeyOfTheDay()
    shared = getattr(storage, "storage", None) if url.startswith("redis") else None
    key = (lambda: _shared_key(shared)) if shared is not None else (lambda: own.of(today()))
    gone = storage.base_exceptions
    errors = gone if isinstance(gone, tuple) else (gone,)
    app.extensions[EXTENSION] = Limits(FixedWindowRateLimiter(storage), key, errors if shared is not None else ())


def slow_down(blueprint: Blueprint) -> None:
    """Let what is sent here come no faster than SENT."""
    blueprint.before_request(_count_sent)


def refuse_guessing(blueprint: Blueprint) -> None:
    """Let no more codes be tried here than WRONG_CODES; right ones are not counted."""
    blueprint.before_request(_check_guessing)
    blueprint.after_request(_count_guess)


def _count_sent() -> None:
    if request.method not in READ_ONLY and not limits_of().hit(SENT):
        abort(429)


def _check_guessing() -> None:
    if request.method not in READ_ONLY and not limits_of().are_kept(*WRONG_CODES):
        abort(429)


def _count_guess(response: Response) -> Response:
    if request.method not in READ_ONLY and response.status_code == 404:
        limits_of().hit(*WRONG_CODES)
    return response


def limits_of() -> Limits:
    """What is counted for this app."""
    return cast(Limits, current_app.extensions[EXTENSION])


def _shared_key(redis: Any) -> bytes:
    """The key of the day that all workers share; whoever is first makes it."""
    name = f"ei_collect key {today()}"
    redis.set(name, KeyOfTheDay().of(today()), nx=True, ex=OF_THE_DAY)
    return cast(bytes, redis.get(name))
