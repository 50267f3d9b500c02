"""Choosing a language from what a browser asks for.

CLDR's own matching sends a reader of Sorani to Arabic, and one of Welsh to English before a second wish is heard. So
only near relations count as a match (a country's variety, an Arabic dialect), and ALIASES adds what CLDR lacks.
"""

from collections.abc import Sequence

import langcodes
from langcodes.tag_parser import LanguageTagError

from ei_collect.language.languages import locale_of

NEAR = 19
"""CLDR's distance up to which one language stands for another. At 20 begin those that are learnt as a second one."""
MAX_WISHES = 20
ALIASES = {
    "ku": "kmr",
    "ku-arab": "ckb",
    "ku-arab-iq": "ckb",
    "ku-arab-ir": "ckb",
    "ku-iq": "ckb",
    "ku-ir": "ckb",
    "haz": "fa-AF",
    "pnb": "pa-Arab",
    "pst": "ps",
    "syl": "bn",
    "no": "nb",
}
"""Tags that stand for another one in matching, in lower case: old and regional ones that CLDR leaves unrelated.

Plain `ku` is Kurmanji, in Latin letters, which a reader of Sorani does not read, nor the other way round. Western
Punjabi is written in Arabic letters, so that it does not match ours, which is in Gurmukhi. Readers of Sylheti read
Bengali.
"""


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
    by_tag = {locale_of(code).replace("_", "-"): code for code in offered}
    tag = ALIASES.get(wish.lower().replace("_", "-"), wish)
    try:
        match = langcodes.closest_supported_match(tag, list(by_tag), max_distance=NEAR)
    except LanguageTagError:
        return None
    return by_tag[match] if match else None
