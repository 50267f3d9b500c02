"""Disclosure control: the one function through which every table about people goes; how many people spoke, in words.

What staff see of their own fieldwork does not pass here. Which wards and quotes a pack prints: `forum/quoting.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

THRESHOLD = 8
"""Fewer people than this are never shown as a number, nor named with a ward."""
ROUND_TO = 5
FEW_IN_ALL = 50
"""Below this many people in all, a table shows bands only."""

NOT_SHOWN = "not shown"
FEWER = f"fewer than {THRESHOLD}"
FEWER_IN_ALL = f"fewer than {FEW_IN_ALL}"
HIDDEN = frozenset({NOT_SHOWN, FEWER})
"""Cells that say no more than that few people, or none, may stand behind them."""


@dataclass(frozen=True)
class ProtectedCounts:
    """What may be shown of a table: category to words or a rounded number, and the same for its total."""

    cells: Mapping[str, str]
    total: str


def protect(counts: Mapping[str, int]) -> ProtectedCounts:
    """The counts of one trait, as they may be shown. Categories exclude each other and cover everybody counted.

    From 50 people on, 1 to 7 is not shown and the rest is rounded to 5, the total too. So that nothing hidden can be
    worked out from the total, the smallest shown count is hidden as well: until those hidden come to 8 people or more
    (there are two of them at least then, and which is the large one cannot be told), and until what is published allows
    of one person or none in each. Zero is then shown as 0: nobody stands behind it, and which languages or wards are
    absent is what a forum must know. A zero never hides another count: it would hide nothing.

    Under 50, each count is a band, and the total is only said to be under 50: "21 to 49" would lay three sevens bare. A
    zero is "fewer than 8" there, since knowing the empty categories would help to tell the few people apart. One trait
    at a time: never give a crossing of two to this function. Where nobody was counted at all, everything is 0.
    """
    total = sum(counts.values())
    if total == 0:
        return ProtectedCounts(dict.fromkeys(counts, "0"), "0")
    if total < FEW_IN_ALL:
        return ProtectedCounts({category: _in_bands(count) for category, count in counts.items()}, FEWER_IN_ALL)
    hidden = _hidden(counts)
    cells = {category: NOT_SHOWN if category in hidden else str(_rounded(counts[category])) for category in counts}
    return ProtectedCounts(cells, str(_rounded(total)))


def band(people: int) -> str:
    """How many people (1 or more) stand behind a candidate, in words."""
    if people == 1:
        return "one person"
    return "a few" if people < THRESHOLD else "many"


def _hidden(counts: Mapping[str, int]) -> frozenset[str]:
    hidden = {category for category, count in counts.items() if 0 < count < THRESHOLD}
    while hidden and (_too_few(counts, hidden) or _betrayed(counts, hidden)):
        hidden.add(_smallest_shown(counts, hidden))
    return frozenset(hidden)


def _too_few(counts: Mapping[str, int], hidden: set[str]) -> bool:
    return sum(counts[category] for category in hidden) < THRESHOLD


def _betrayed(counts: Mapping[str, int], hidden: set[str]) -> bool:
    """Whether the published figures alone force more than one person into some hidden category.

    A reader knows that at most one hidden count is large, and that none is larger than the smallest shown.
    """
    shown = [_at_most(count) for category, count in counts.items() if count and category not in hidden]
    if not shown:
        return False
    least_in_all = max(FEW_IN_ALL, _rounded(sum(counts.values())) - ROUND_TO // 2)
    others = min(shown) + (THRESHOLD - 1) * (len(hidden) - 2)
    return least_in_all - sum(shown) - others > 1


def _at_most(count: int) -> int:
    """The largest count that is rounded as this one is."""
    return _rounded(count) + ROUND_TO // 2


def _smallest_shown(counts: Mapping[str, int], hidden: set[str]) -> str:
    """The category of the smallest count that is neither hidden nor zero; by its name where several are as small."""
    return min(
        (category for category, count in counts.items() if count and category not in hidden),
        key=lambda category: (counts[category], category),
    )


def _in_bands(count: int) -> str:
    if count < THRESHOLD:
        return FEWER
    return "8 to 20" if count <= 20 else "21 to 49"


def _rounded(count: int) -> int:
    return ROUND_TO * ((count + ROUND_TO // 2) // ROUND_TO)
