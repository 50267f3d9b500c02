"""Choosing a language from what a browser asks for.

CLDR's own matching sends a reader of Sorani to Arabic, and one of Welsh to English before a second wish is heard. So
only near relations count as a match (a country's variety, an Arabic dialect), and ALIASES adds what CLDR lacks.
"""

from collections.abc import Sequence

import langcodes
from langcodes.tag_parser import LanguageTagError

MAX_DISTANCE = 20
MAX_WISHES = 20
ALIASES = {"prs": "fa-AF", "pnb": "pa-Arab", "ku": "kmr", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "no": "nb"}
"""Tags that stand for another one in matching, in lower case."""


def negotiate(accept_language: str, offered: Sequence[str]) -> str:
    """The offered language that comes first in an Accept-Language header, or the first offered where none does."""
    for wish in _wishes(accept_language):
        if (match := _nearest(wish, offered)) is not None:
            return match
    return offered[0]


def _wishes(header: str) -> list[str]:
    """The tags of the header, most wanted first, without those refused (q=0) and those that cannot be read."""
    weighed: list[tuple[float, str]] = []
    for part in header.split(",")[:MAX_WISHES]:
        tag, _, parameter = part.strip().partition(";")
        weight = _weight(parameter.strip())
        if weight > 0 and tag.strip():
            weighed.append((weight, tag.strip()))
    weighed.sort(key=lambda pair: -pair[0])
    return [tag for _, tag in weighed]


def _weight(parameter: str) -> float:
    if not parameter:
        return 1.0
    name, _, value = parameter.partition("=")
    digits = value.strip().replace(".", "", 1)
    return float(value) if name.strip() == "q" and digits.isascii() and digits.isdigit() else 0.0


def _nearest(wish: str, offered: Sequence[str]) -> str | None:
    if wish == "*":
        return offered[0]
    try:
        match = langcodes.closest_supported_match(
            ALIASES.get(wish.lower(), wish), list(offered), max_distance=MAX_DISTANCE
        )
    except LanguageTagError:
        return None
    return str(match) if match else None
