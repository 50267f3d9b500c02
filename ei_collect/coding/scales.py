"""Guessing from its words at what scale of everyday life a passage speaks. A guess for a suggestion, never a coding."""

from collections import Counter
from collections.abc import Mapping

from ei_collect.coding.coding import Scale
from ei_collect.coding.cues import Cues

WORDS: Mapping[Scale, tuple[str, ...]] = {
    Scale.CITY: (
        *("city", "cities$", "town$", "whole of bristol", "across bristol"),
        *("مدينة", "مدينتنا", "مدينتي"),
        *("magaalad", "magaalo"),
        *("miasto$", "miasta$", "mieście$", "miastem$", "miastu$"),
    ),
    Scale.NEIGHBOURHOOD: (
        *("neighbourhood", "neighborhood", "area$", "estate$", "local$", "around here", "round here"),
        *("حي$", "الحي$", "حينا", "منطقة", "منطقتنا", "منطقتي"),
        *("xaafad", "deegaan"),
        *("dzielnic", "okolic", "osiedl"),
    ),
    Scale.HOME_OR_STREET: (
        *("street$", "road$", "at home$", "my home$", "my house", "our house", "my flat", "our flat", "next door"),
        *("شارع", "شارعنا", "بيت", "بيتي", "منزل", "عمارة"),
        *("waddada", "jidka", "guriga", "gurigeyga"),
        *("ulica$", "ulicy$", "ulice$", "ulicę$", "w domu$", "mieszkani", "w bloku$"),
    ),
}
LEVELS = {"neighbourhood": Scale.NEIGHBOURHOOD, "city": Scale.CITY}

_CUES = Cues.of((word, scale) for scale, words in WORDS.items() for word in words)


def scale_of(words: str, level: str | None) -> Scale:
    """The scale that most words speak of; where none or no single one does, that of the question's `level`.

    A word with a capital is taken for part of a name (Bristol City College) and does not count.
    """
    counts = Counter(match.meaning for match in _CUES.find(words) if not words[match.span.start].isupper())
    best = [scale for scale, count in counts.items() if count == max(counts.values())]
    if len(best) == 1:
        return best[0]
    return LEVELS.get(level or "", Scale.NOT_CLEAR)
