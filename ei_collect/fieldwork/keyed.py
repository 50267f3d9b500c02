"""What somebody has typed off a sheet, page by page, and which questions stand on which page of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ei_collect.answering.form import field_name
from ei_collect.errors import Finding
from ei_collect.fieldwork.layout import Layout
from ei_collect.fieldwork.paper_form import HELP, Box, PaperForm, PaperQuestion, Room


@dataclass(frozen=True)
class Keyed:
    """What stands on a sheet, as it was typed. `form` is what a screen would have sent, with every tick that is there.

    `unreadable` are the fields in which something stands that nobody can read. `facts` are the ticks beside the
    answers: `consent.<purpose>` and `help`, and beside that the languages of `help_from` and `help_into`.
    """

    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    unreadable: frozenset[str] = frozenset()
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def with_page(self, page: "PageToKey", typed: "Keyed") -> "Keyed":
        """The same with this page as it is typed now, and nothing of how it was typed before."""
        names = frozenset(page.fields())
        return Keyed(
            {**_without(self.form, names), **typed.form},
            (self.unreadable - names) | typed.unreadable,
            {**_without(self.facts, names), **typed.facts},
        )

    def of_page(self, page: "PageToKey") -> "Keyed":
        """Only what stands on this page."""
        names = frozenset(page.fields())
        form = {name: values for name, values in self.form.items() if name in names}
        facts = {name: values for name, values in self.facts.items() if name in names}
        return Keyed(form, self.unreadable & names, facts)


@dataclass(frozen=True)
class KeyedPage:
    """What was typed off one page. `findings` must be mended; `doubts` can stand so on the paper, and be kept so."""

    keyed: Keyed
    findings: tuple[Finding, ...]
    doubts: tuple[Finding, ...]


@dataclass(frozen=True)
class PageToKey:
    """What is typed off one page of a sheet, counted from 1: each thing on the page on which it begins."""

    number: int
    consents: tuple[Box, ...]
    helps: tuple[Box, ...]
    questions: tuple[PaperQuestion, ...]
    between: tuple[Room, ...] = ()

    def fields(self) -> Iterator[str]:
        """The fields of all that is on the page."""
        yield from (box.field for box in (*self.consents, *self.helps))
        yield from (room.field for room in self.between)
        for question in self.questions:
            yield from fields_of(question)


def is_answered(question: PaperQuestion, keyed: Keyed) -> bool:
    """Whether anything stands at a question."""
    return any(name in keyed.form or name in keyed.unreadable for name in fields_of(question))


def fields_of(question: PaperQuestion) -> Iterator[str]:
    """The fields of a question, its own first."""
    yield field_name(question.question)
    of_boxes = [box.field for box in question.boxes]
    yield from dict.fromkeys([*of_boxes, *(room.field for room in question.rooms)])


def pages_to_key(form: PaperForm, layout: Layout) -> tuple[PageToKey, ...]:
    """Every page of a sheet; what has no place in the layout stands on the last one, so that no question is lost."""
    first = {spot.field: number for number, spots in reversed([*enumerate(layout.pages, start=1)]) for spot in spots}
    last = len(layout.pages)

    def page_of(spots: Iterable[str]) -> int:
        return min((first[name] for name in spots if name in first), default=last)

    keyable = [each for section in form.sections for each in section.questions if each.boxes or each.rooms]
    return tuple(
        PageToKey(
            number,
            tuple(box for box in form.consents if page_of([box.field]) == number),
            tuple(box for box in form.helps if page_of([box.field]) == number),
            tuple(question for question in keyable if page_of(fields_of(question)) == number),
            tuple(room for room in form.between if page_of([HELP]) == number),  # sheets printed before have none drawn
        )
        for number in range(1, last + 1)
    )


def _without(fields: Mapping[str, Sequence[str]], names: frozenset[str]) -> dict[str, Sequence[str]]:
    return {name: values for name, values in fields.items() if name not in names}
