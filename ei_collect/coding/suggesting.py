"""The first engine that suggests codes: cues of the codebook, and likeness to texts that people have coded.

Pure: from texts to suggestions. A suggestion counts for nothing until a person takes it.
"""

from collections import defaultdict
from dataclasses import dataclass

from ei_collect.coding.codebook import Codebook
from ei_collect.coding.coding import OpenText, PlaceKind, PlaceSpokenOf, Stance, Suggestion
from ei_collect.coding.cues import CuesByLanguage, Match
from ei_collect.coding.learning import NOTHING_LEARNED, Learned
from ei_collect.coding.placing import WardNames, place_of
from ei_collect.coding.proposal import Proposal, shown
from ei_collect.coding.scales import scale_of
from ei_collect.coding.spans import derived_id, words_in
from ei_collect.coding.stances import stance_of

ENGINE = "cues-and-likeness-1"
MOST_FOR_A_TEXT = 3


@dataclass(frozen=True)
class Asked:
    """What a question says of its answers: its level, and whether it asks for an enabler, a barrier or either."""

    level: str | None = None
    asks_for: str | None = None


@dataclass(frozen=True)
class Engine:
    """Everything that suggestions are made from, put together once for many texts."""

    order: dict[str, int]
    codes: CuesByLanguage[str]
    stances: CuesByLanguage[Stance]
    wards: WardNames
    learned: Learned

    @classmethod
    def of(cls, codebook: Codebook, wards: WardNames, learned: Learned = NOTHING_LEARNED) -> "Engine":
        """An engine over a codebook, a town's ward names, and what codings have taught."""
        codes: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for code in codebook.codes:
            for language, cues in code.cues.items():
                codes[language] += [(cue, code.code) for cue in cues]
        stances = {
            language: [(cue, Stance.ENABLER) for cue in cues.enabler] + [(cue, Stance.BARRIER) for cue in cues.barrier]
            for language, cues in codebook.stance_cues.items()
        }
        order = {code.code: place for place, code in enumerate(codebook.codes)}
        return cls(order, CuesByLanguage.of(codes), CuesByLanguage.of(stances), wards, learned)

    def suggest(self, text: OpenText, asked: Asked) -> tuple[Suggestion, ...]:
        """The best suggestions for one text, at most MOST_FOR_A_TEXT, best first."""
        best = sorted(self._proposals(text), key=lambda each: (-each.score, self.order[each.code]))[:MOST_FOR_A_TEXT]
        stances = self.stances.find(text.body, text.language) if best else ()
        return tuple(self._suggestion(text, asked, proposal, stances) for proposal in best)

    def _proposals(self, text: OpenText) -> list[Proposal]:
        found: dict[str, list[Match[str]]] = defaultdict(list)
        for match in self.codes.find(text.body, text.language):
            found[match.meaning].append(match)
        proposals = {code: Proposal.from_cues(code, text.body, matches) for code, matches in found.items()}
        for code, likeness in self.learned.of(text.body).items():
            if code in proposals:
                proposals[code] = proposals[code].with_likeness(likeness)
            elif code in self.order:
                proposals[code] = Proposal.from_likeness(code, text.body, likeness)
        return [proposal for proposal in proposals.values() if proposal.is_enough]

    def _suggestion(
        self, text: OpenText, asked: Asked, proposal: Proposal, stances: tuple[Match[Stance], ...]
    ) -> Suggestion:
        span = proposal.span
        stance, cues = stance_of(stances, span, asked.asks_for)
        return Suggestion(
            id=derived_id("sg", text.id, str(span.start), str(span.stop), proposal.code),
            text_id=text.id,
            span=span,
            code=proposal.code,
            stance=stance,
            scale=scale_of(words_in(text.body, span), asked.level),
            place=self._place(text, words_in(text.body, span)),
            why=proposal.why(shown(text.body, [match.span for match in cues])),
            engine=ENGINE,
            score=round(proposal.score, 3),
        )

    def _place(self, text: OpenText, passage: str) -> PlaceSpokenOf:
        """The place that the respondent named; else what the passage names; else what the whole text does."""
        wards = (text.place_ward,) if text.place_ward else ()
        if text.place_name.strip():
            return PlaceSpokenOf(PlaceKind.PLACE, wards, text.place_name.strip())
        if wards:
            return PlaceSpokenOf(PlaceKind.WARD, wards)
        near = place_of(passage, self.wards)
        return near if near.kind is not PlaceKind.NONE else place_of(text.body, self.wards)
