"""One code that the engine considers for one text: what speaks for it, how much, and how that is said in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ei_collect.coding.coding import Span
from ei_collect.coding.cues import Match
from ei_collect.coding.learning import Likeness
from ei_collect.coding.sentences import sentences
from ei_collect.coding.spans import whole, words_in

SHORT_TEXT_SENTENCES = 2
MOST_WORDS_SHOWN = 4
LIKE_ENOUGH_WITH_CUES = 0.5
LIKE_ENOUGH_ALONE = 0.65
SCORE_OF_A_FURTHER_WORD = 0.5
SCORE_OF_A_REPEAT = 0.25


@dataclass(frozen=True)
class Proposal:
    """`cues` are the words found, as the text has them; `likeness` is what confirmed codings say.

    `repeats` counts how often a word was found again.
    """

    code: str
    span: Span
    cues: tuple[str, ...] = ()
    repeats: int = 0
    likeness: Likeness | None = None

    @classmethod
    def from_cues(cls, code: str, body: str, matches: Sequence[Match[str]]) -> "Proposal":
        """A code for the sentences from the first to the last that hold one of its cues; all of a short text."""
        cues = shown(body, [match.span for match in matches])
        return cls(code, _span(body, matches), cues, len(matches) - len(cues))

    @classmethod
    def from_likeness(cls, code: str, body: str, likeness: Likeness) -> "Proposal":
        """A code for a whole text that reads like others."""
        return cls(code, whole(body), likeness=likeness)

    def with_likeness(self, likeness: Likeness) -> "Proposal":
        """The same, with what confirmed codings say of it."""
        return replace(self, likeness=likeness)

    @property
    def is_enough(self) -> bool:
        """Whether it is worth a person's look."""
        return bool(self.cues) or self._likely >= LIKE_ENOUGH_ALONE

    @property
    def score(self) -> float:
        """1 for each cue, less for its further words and its repeats, and the likelihood from one half up."""
        from_cues = sum(1 + SCORE_OF_A_FURTHER_WORD * cue.count(" ") for cue in self.cues)
        from_repeats = SCORE_OF_A_REPEAT * self.repeats
        return from_cues + from_repeats + (self._likely if self._likely >= LIKE_ENOUGH_WITH_CUES else 0.0)

    def why(self, stance_cues: Sequence[str]) -> str:
        """What it rests on, for the person who decides."""
        reasons = []
        if self.cues:
            reasons.append(f"the words {_quoted(self.cues)}")
        if self.likeness and self._likely >= LIKE_ENOUGH_WITH_CUES:
            reasons.append(f"similar to {self.likeness.texts} texts coded so")
        if stance_cues:
            reasons.append(f"its stance from {_quoted(stance_cues)}")
        return "; ".join(reasons)

    @property
    def _likely(self) -> float:
        return self.likeness.likely if self.likeness else 0.0


def shown(body: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The different words of `spans` to their ends, as the text has them, whatever the case counted once."""
    words = [" ".join(words_in(body, Span(span.start, _word_end(body, span.stop))).split()) for span in spans]
    return tuple({word.casefold(): word for word in reversed(words)}.values())[::-1]


def _span(body: str, matches: Sequence[Match[str]]) -> Span:
    parts = sentences(body)
    if len(parts) <= SHORT_TEXT_SENTENCES:
        return Span(parts[0].start, parts[-1].stop)
    first, last = matches[0].span, matches[-1].span
    start = max((part.start for part in parts if part.start <= first.start), default=first.start)
    stop = min((part.stop for part in parts if part.stop >= last.stop), default=last.stop)
    return Span(start, stop)


def _word_end(body: str, stop: int) -> int:
    while stop < len(body) and body[stop].isalnum():
        stop += 1
    return stop


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words[:MOST_WORDS_SHOWN])
