"""Guessing from its words what place a passage speaks of: a ward by its name, else a named place. A guess only."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ei_collect.coding.coding import PlaceKind, PlaceSpokenOf
from ei_collect.places.ward import Ward

AFTER = (
    *("road", "street", "avenue", "lane", "hill", "square", "park", "gardens", "green", "common", "bridge", "market"),
    *("station", "community centre", "centre", "college", "university", "school", "academy", "library", "museum"),
    *("hospital", "health centre", "church", "mosque", "temple", "gurdwara", "farm", "harbour", "docks", "woods"),
    *("police station", "train station", "bus station", "railway station", "retail park", "shopping centre"),
    *("allotments", "swimming pool", "leisure centre", "playing fields", "theatre"),
)
BEFORE = ("University of", "River", "Mount", "Port of")
# What begins a sentence with a capital and is no part of a name.
NO_NAMES = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "my", "our", "your", "his", "her", "their", "its", "it"),
        *("i", "we", "you", "he", "she", "they", "there", "here", "in", "at", "on", "to", "from", "near", "by", "of"),
        *("for", "and", "but", "or", "so", "as", "is", "was", "when", "where", "while", "if", "every", "each", "any"),
        *("some", "all", "no", "most", "many", "new", "old", "good", "nice", "local", "public", "big", "small"),
        *("after", "before", "since", "because", "also", "then", "once", "go", "going", "walking", "through"),
    )
)

_NAME = r"(?:St\.|[A-ZÀ-ÖØ-Þ][\w’'-]{0,40})"
_AFTER = "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(AFTER, key=len, reverse=True))
_PLACE = re.compile(rf"\b(?:(?:{_NAME} ){{1,6}}(?i:{_AFTER})|(?:{'|'.join(BEFORE)})(?: {_NAME}){{1,4}})\b")
_NAME_BEFORE = re.compile(rf"({_NAME}) $")
_NAME_AFTER = re.compile(rf" (?:{_NAME}|(?:{_AFTER})\b)")


@dataclass(frozen=True)
class WardNames:
    """A town's ward names as people write them, made once for many texts."""

    codes: dict[str, str]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, wards: Sequence[Ward]) -> "WardNames":
        """The names of `wards`, with `&` and `and` alike; each half of a double name stands for the whole."""
        codes = {written: ward.code for ward in wards for written in _written(ward.name)}
        names = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
        return cls(codes, re.compile(rf"\b(?:{names})\b") if names else None)

    def find(self, words: str) -> tuple[str, ...]:
        """The codes of the wards named in `words`, in order; within a longer name (Easton Road) it is not the ward."""
        matches = self.pattern.finditer(words) if self.pattern else iter(())
        found = (self.codes[match.group()] for match in matches if _stands_alone(words, match))
        return tuple(dict.fromkeys(found))


def place_of(words: str, wards: WardNames) -> PlaceSpokenOf:
    """What `words` seem to speak of: wards, else the place named most often (the first of several), else none."""
    codes = wards.find(words)
    if codes:
        return PlaceSpokenOf(PlaceKind.WARD if len(codes) == 1 else PlaceKind.SEVERAL, codes)
    names = Counter(_names(words))
    if names:
        return PlaceSpokenOf(PlaceKind.PLACE, name=names.most_common(1)[0][0])
    return PlaceSpokenOf()


def _written(name: str) -> Iterator[str]:
    yield name
    halves = re.split(r" (?:&|and) ", name)
    if len(halves) > 1:
        yield " and ".join(halves)
        yield " & ".join(halves)
        yield from halves


def _stands_alone(words: str, match: re.Match[str]) -> bool:
    before = _NAME_BEFORE.search(words, max(0, match.start() - 40), match.start())
    in_a_name = before is not None and before.group(1).casefold() not in NO_NAMES
    return not in_a_name and not _NAME_AFTER.match(words, match.end())


def _names(words: str) -> Iterator[str]:
    for match in _PLACE.finditer(words):
        parts = match.group().split(" ")
        while parts and parts[0].casefold() in NO_NAMES:
            parts = parts[1:]
        if len(parts) > 1 and " ".join(parts).casefold() not in AFTER:
            yield " ".join(parts)
