"""What people type into a survey, made by chance from a seed: mostly what is asked for, else what hands and paste can send."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from ei_collect.answering.form import DONT_KNOW, PREFER_NOT, field_name
from ei_collect.answering.kinds import KINDS
from ei_collect.answering.kinds.photo import LISTS
from ei_collect.answering.photographs import ABOUT, Elsewhere
from ei_collect.survey.definition import CHOICE_KINDS, Kind, Question, Section, Survey
from tests.survey.invented import CODES, LANGUAGES, WARDS

NUMBERS = (
    *(
        "0",
        "1",
        "2",
        "3",
        "7",
        "10",
        "11",
        "12",
        "012",
        "+3",
        "-4",
        "-0",
        "\u22125",
        "999999999999999",
        "1000000000000000",
    ),
    *("٣", "۱۲", "५", "১০", "３", "𝟗", "٣7", "\u200e12\u200f", "\u061c٢", " 4 ", "\t5\n", "\u30006\u2003", "\x1c8\x85"),
    *(
        "1.5",
        "1,5",
        "١٫٥",
        "1e3",
        "0x1",
        "½",
        "²",
        "III",
        "四",
        "--1",
        "+ 1",
        "1 2",
        "\ufeff3",
        "4\u200b",
        "Infinity",
        "NaN",
    ),
)
WORDS = (
    *(
        "Hills",
        "a\r\nbench",
        "مقعد\rقرب",
        "\x00",
        " x ",
        "\ufeff",
        "\u200b",
        "\u180e",
        "\x1f.",
        "ß",
        "𝔸" * 6,
        "e\u0301",
    ),
    *("👩‍👩‍👧‍👦", "-", "?", "yes", "1", "=1+1", "<b>&amp;", "\u2400", "\ud7ff\ue000", "x" * 299, "x" * 301, "𝔸" * 2001),
)
BLANKS = ("", " ", "\r\n", "\x1c\x1d\x1e\x1f", "\x85\xa0", "\u2028\u3000", "\u1680\u202f\u205f")
DATES = {
    "year": ("1899", "1900", "2019", "2023", "2024", "2099", "2100", "٢٠٢٠", "20", "002020"),
    "month": ("0", "1", "2", "02", "4", "12", "13", "٣", "-1"),
    "day": ("0", "1", "28", "29", "30", "31", "32", "٣", "x"),
}
RECORDINGS = ("rc_0123456789ab", "rc_zzzzzzzzzzzz", "rc_x")
PHOTOS = ("ph_0123456789ab", "ph_aaaaaaaaaaaa", "ph_bbbbbbbbbbbb", "ph_cccccccccccc", "ph_x")
WHERE = (*WARDS, *Elsewhere, f"{ABOUT}college-green", f"{ABOUT}Not so", ABOUT, "nowhere")
ANYTHING = (*NUMBERS, *WORDS, *BLANKS, *CODES, *WARDS, *PHOTOS, *RECORDINGS)
SELDOM = frozenset({"other", "words", "recording"})
"""Parts beside the main field that stay empty more often."""

Typed = dict[str, list[str]]


@dataclass(frozen=True)
class Step:
    """The page of a section, sent in a language."""

    section: str
    form: Typed
    language: str


@dataclass
class Visitor:
    """All people who come from one source of chance."""

    random: Random

    def visit(self, survey: Survey) -> list[Step]:
        """From section to section, at times past one or back to one, and now and then on in another language."""
        sections = [section for section in survey.sections if self._happens(0.9)]
        sections += self.random.choices(survey.sections, k=self.random.randint(0, 4))
        language = self.random.choice(LANGUAGES)
        sent: dict[str, Step] = {}
        steps: list[Step] = []
        for section in sections:
            language = self.random.choice(LANGUAGES) if self._happens(0.15) else language
            earlier = sent[section.code].form if section.code in sent else None
            sent[section.code] = Step(section.code, self.page(section, earlier), language)
            steps.append(sent[section.code])
        return steps

    def page(self, section: Section, earlier: Typed | None = None) -> Typed:
        """The page, with a button and a postcode at times; one that was sent before is only partly changed."""
        page: Typed = {"go": ["back"], "postcode_q": ["BS1 1AA"]} if self._happens(0.1) else {}
        for question in section.questions:
            if earlier is not None and self._happens(0.6):
                page |= {name: values for name, values in earlier.items() if _belongs(name, question)}
            else:
                page |= self._typed(question)
        return page

    def _happens(self, probability: float) -> bool:
        return self.random.random() < probability

    def _typed(self, question: Question) -> Typed:
        signs = {f"{field_name(question)}{ending}": ["1"] for ending in ("_pnts", "_dk") if self._happens(0.07)}
        if signs and self._happens(0.6):
            return signs
        if question.kind is Kind.RANKING and self._happens(0.6):
            return self._ranked(question) | signs
        return self._by_part(question, careless=self._happens(0.3)) | signs

    def _ranked(self, question: Question) -> Typed:
        choices = self.random.sample(question.choices, self.random.randint(0, len(question.choices)))
        return {field_name(question, choice.code): [str(place)] for place, choice in enumerate(choices, start=1)}

    def _by_part(self, question: Question, *, careless: bool) -> Typed:
        """Every field of the question, each filled in or not; from a careless hand anything at all."""
        typed: Typed = {}
        for part in ("", *KINDS[question.kind].parts(question)):
            likely = self._likely(question, part)
            is_there = (0.05 * careless) if not likely else 0.4 if part in SELDOM else 0.75
            several = question.kind is Kind.MULTIPLE or (careless and self._happens(0.1))
            values = [self._value(likely, careless) for _ in range(self.random.randint(1, 3) if several else 1)]
            if self._happens(is_there):
                typed[field_name(question, part)] = values
        return typed

    def _value(self, likely: Sequence[str], careless: bool) -> str:
        if self._happens(0.05):
            return self.random.choice(BLANKS)
        return self.random.choice(ANYTHING if not likely or (careless and self._happens(0.3)) else likely)

    def _likely(self, question: Question, part: str) -> Sequence[str]:
        """What is asked for in this part; nothing where the page has no such field."""
        choices = [choice.code for choice in question.choices]
        signs = (PREFER_NOT, DONT_KNOW) if self._happens(0.1) else ()
        match question.kind, part:
            case (kind, "") if kind in CHOICE_KINDS:
                return [*choices, *signs]
            case Kind.GRID, row:
                return choices if row else ()
            case Kind.RANKING, choice:
                return [str(place) for place in range(len(choices) + 2)] if choice else ()
            case Kind.ZERO_TO_TEN, _:
                return [*map(str, range(11)), *NUMBERS[:12], *signs]
            case Kind.NUMBER, _:
                bounds = [bound for bound in (question.minimum, question.maximum) if bound is not None]
                return [*NUMBERS, *(str(bound + step) for bound in bounds for step in (-1, 0, 0, 0, 1))]
            case Kind.DATE, part:
                return DATES.get(part, ())
            case ((Kind.WARD | Kind.PLACE), ""):
                return [*WARDS, *choices, *signs]
            case Kind.VOICE, "recording":
                return RECORDINGS
            case Kind.PHOTO, part:
                return self._of_photo(part.partition(".")[2])
        return WORDS

    def _of_photo(self, name: str) -> Sequence[str]:
        if name in LISTS:
            return tuple(LISTS[name])
        return {"": (), "photo": PHOTOS, "where": WHERE}.get(name, WORDS)


def _belongs(name: str, question: Question) -> bool:
    field = field_name(question)
    return name in {field, f"{field}_pnts", f"{field}_dk"} or name.startswith(f"{field}.")
