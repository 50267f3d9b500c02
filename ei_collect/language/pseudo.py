"""The words of a language that nobody speaks, made from the source words: they show what a translation would break.

Words grow by about two fifths, as they do in German or Somali; every letter wears an accent, so that a word without any
has escaped translation; brackets show where something is cut off or glued together; the page (see `languages.PSEUDO`)
runs from right to left. It is made whenever a page is rendered, and kept nowhere.
"""

import re

KEPT = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|<[^<>]*>|&#?\w+;")
"""Placeholders, markup and character references, which stay as they are."""

VOWELS = "aeiouAEIOU"
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "åƀçḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑÅƁÇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ",
)


def stretched(words: str) -> str:
    """`words` longer, accented and in brackets, with placeholders and markup as they were; nothing stays nothing."""
    if not words.strip():
        return words
    kept = KEPT.findall(words)
    told = [_accented(part) for part in KEPT.split(words)]
    return f"[{''.join(part + between for part, between in zip(told, [*kept, ''], strict=True))}]"


def _accented(part: str) -> str:
    doubled = "".join(letter * 2 if letter in VOWELS else letter for letter in part)
    return doubled.translate(ACCENTED)
