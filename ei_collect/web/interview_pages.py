"""What the pages of interviews show: the list, and each question of a guide with what is keyed of it by now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import g, render_template, request

from ei_collect.answering.form import DONT_KNOW, PREFER_NOT, Form, field_name
from ei_collect.errors import Finding
from ei_collect.fieldwork.interview_reading import NOTES, UNASKED, WORDS, is_written_down, numbers
from ei_collect.fieldwork.sheet_code import shown_sheet_code
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.language.languages import LANGUAGES
from ei_collect.language.text import Text, Wording
from ei_collect.operations.guides import MOST_AT_ONCE
from ei_collect.operations.interview_desk import InterviewDesk, Interviewer, guides_in
from ei_collect.operations.interviewing import begun_by
from ei_collect.projects.project import Permission
from ei_collect.store.sittings import sittings_of
from ei_collect.survey.definition import Kind, Question, Section
from ei_collect.web import session
from ei_collect.web.installed import installation
from ei_collect.web.sittings import the_sitting


@dataclass(frozen=True)
class Said:
    """A question as it is keyed. `english` is empty where the wording is English; of words, `spoken` is their language.

    `options` are codes with what they stand for, and whether each is chosen; with `several`, more than one can be.
    """

    question: Question
    number: int
    label: Wording
    english: str
    hint: Wording | None
    probes: tuple[Wording, ...]
    field: str
    words: str
    spoken: str
    direction: str
    options: tuple[tuple[str, Wording, bool], ...]
    several: bool
    other: str
    unasked: bool
    notes: str

    @property
    def is_words(self) -> bool:
        """Whether the answer is what somebody said, in their own words."""
        return is_written_down(self.question)

    @property
    def takes_other(self) -> bool:
        """Whether own words can stand beside a choice."""
        return not self.is_words and self.question.takes_words


def interviewer() -> Interviewer:
    """Who keys, in a view for members of a project."""
    every = any(role.may(Permission.SEE_EVERY_SITTING) for role in g.roles)
    reads = any(role.may(Permission.READ_WORDS) for role in g.roles)
    return Interviewer(session.signed_in_user(), g.project, every=every, reads=reads)


def sitting_chosen() -> Sitting | None:
    """The sitting that a form names, or None where it names none.

    Raises:
        NotFoundError: it is not there, or somebody else's of whom this person may not know.
    """
    code = request.form.get("sitting", "")
    return the_sitting(code) if code else None


def listing_page(findings: tuple[Finding, ...] = (), typed: str = "", told: str = "") -> str:
    """Where interviews are begun and gone on with, and guides read and printed."""
    who = interviewer()
    with installation().database.reading() as connection:
        sittings = sittings_of(connection, g.project.scope, who.opened_by)
    return render_template(
        "staff/interviews.html",
        project=g.project,
        findings=findings,
        typed=typed,
        told=told,
        guides=guides_in(installation(), g.project),
        begun=begun_by(installation(), who),
        sittings=sittings,
        languages=LANGUAGES,
        shown=shown_sheet_code,
        most_at_once=MOST_AT_ONCE,
    )


def keyed(desk: InterviewDesk, section: Section) -> tuple[Said, ...]:
    """The questions of a section with what is keyed of each."""
    numbered = numbers(desk.survey)
    return tuple(_said(desk, question, numbered[question.code]) for question in section.questions)


def _said(desk: InterviewDesk, question: Question, number: int) -> Said:
    form, field = desk.interview.form, field_name(question)
    spoken = _one(form, f"{WORDS}{question.code}") or desk.interview.language
    label = question.label.wording(desk.wording)
    return Said(
        question=question,
        number=number,
        label=label,
        english=question.label.wording("en").body if label.language != "en" else "",
        hint=question.hint.wording(desk.wording) if question.hint else None,
        probes=tuple(probe.wording(desk.wording) for probe in question.probes),
        field=field,
        words=_one(form, field),
        spoken=spoken,
        direction=LANGUAGES[spoken].direction if spoken in LANGUAGES else "auto",
        options=tuple((*each, each[0] in _chosen(question, form)) for each in _options(desk, question)),
        several=question.kind is Kind.MULTIPLE,
        other=_one(form, f"{field}.other"),
        unasked=bool(_one(form, f"{UNASKED}{question.code}")),
        notes=_one(form, f"{NOTES}{question.code}"),
    )


def _options(desk: InterviewDesk, question: Question) -> Iterator[tuple[str, Wording]]:
    """What can be chosen, with the reasons for no answer below."""
    if question.kind is Kind.WARD:
        yield from ((code, Wording(name, "en")) for code, name in _by_name(desk.wards))
    for choice in question.choices:
        yield choice.code, choice.label.wording(desk.wording)
    if question.dont_know:
        yield DONT_KNOW, _in_english("does not know")
    if question.prefer_not_to_say:
        yield PREFER_NOT, _in_english("would rather not say")


def _chosen(question: Question, form: Form) -> frozenset[str]:
    name = field_name(question)
    signs = {PREFER_NOT: f"{name}_pnts", DONT_KNOW: f"{name}_dk"}
    return frozenset([*form.get(name, ()), *(sign for sign, beside in signs.items() if beside in form)])


def _by_name(wards: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(wards.items(), key=lambda ward: ward[1])


def _in_english(words: str) -> Wording:
    return Text.of(words).wording("en")


def _one(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")
