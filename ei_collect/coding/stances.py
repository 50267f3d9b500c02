"""Guessing from cues whether a passage speaks of what helps or of what gets in the way. A guess, never a coding."""

from collections import Counter
from collections.abc import Sequence

from ei_collect.coding.coding import Span, Stance
from ei_collect.coding.cues import Match

SIDES = (Stance.ENABLER, Stance.BARRIER)


def stance_of(
    matches: Sequence[Match[Stance]], span: Span, asks_for: str | None
) -> tuple[Stance, Sequence[Match[Stance]]]:
    """The stance of the passage `span` of a text with these stance cues, and the cues that it rests on.

    More cues of one side within the passage decide; else more in the whole text; else what the question asked for
    (enabler, barrier; anything else decides nothing); else it is neither.
    """
    within = [match for match in matches if span.start <= match.span.start and match.span.stop <= span.stop]
    for near in (within, matches):
        counts = Counter(match.meaning for match in near)
        if counts[Stance.ENABLER] != counts[Stance.BARRIER]:
            stance = max(SIDES, key=lambda side: counts[side])
            return stance, [match for match in near if match.meaning is stance]
    if asks_for in SIDES:
        return Stance(asks_for), ()
    return Stance.NEITHER, ()
