"""From the form of an interview to answers and notes, or to everything that is in the way. Nothing typed is changed.

Of each question the form has its own fields as on a screen (`answering/form.py`), and beside them `words_<code>`, the
language of what was said where it is another one, `unasked_<code>`, and `notes_<code>`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from ei_collect.answering.form import Form, cleaned, read_form
from ei_collect.answering.interpreting import Interpreted, interpreted
from ei_collect.answering.kinds import Wards
from ei_collect.answering.response import Answer, Device, Help, Missing, WithWords, Words
from ei_collect.errors import Finding
from ei_collect.fieldwork.interview import ConsentHow, InterviewerRole, Told
from ei_collect.language.languages import LANGUAGES
from ei_collect.survey.definition import Question, Role, Survey
from ei_collect.survey.interview_checks import WRITTEN_DOWN
from ei_collect.survey.schema import MAX_LENGTH

ROLE, AGREED, CONSENT_HOW, READABLE = "role", "agreed", "consent_how", "readable"
DEVICE, HELP, HELP_FROM, HELP_INTO = "device", "help", "help_from", "help_into"
FACTS = (ROLE, AGREED, CONSENT_HOW, READABLE, DEVICE, HELP, HELP_FROM, HELP_INTO)
"""The fields of the page that is not about questions."""
WORDS, UNASKED, NOTES = "words_", "unasked_", "notes_"
"""Before the code of a question."""
YES, NO = "yes", "no"
SYMBOL_FOR_NUL = "\u2400"  # PostgreSQL cannot hold the character itself
Known = TypeVar("Known", Device, InterviewerRole, ConsentHow)
WRITTEN_ON = (Device.PAPER, Device.COMPUTER, Device.TABLET, Device.PHONE)
"""On what the words were first written down."""
INTERPRETED = Help.INTERPRETER.value
"""What stands in the field of help where somebody interpreted; else the interviewer alone wrote what was said."""


@dataclass(frozen=True)
class InterviewReading:
    """What the form of an interview says; `told` is None where the facts do not. Whole only without findings."""

    answers: Mapping[str, Answer]
    told: Told | None
    device: Device
    help: Help
    interpreted: Interpreted
    readable: bool
    findings: tuple[Finding, ...]


def own_fields(questions: Iterable[Question], typed: Form, language: str = "") -> dict[str, list[str]]:
    """The fields of these questions, exactly as typed but for line ends and NUL, and no other.

    Empty ones are left out, and the language of words where it is that of the interview.
    """
    asked = tuple(questions)
    kept = cleaned(typed, asked)
    for question in asked:
        names = (f"{before}{question.code}" for before in (WORDS, UNASKED, NOTES))
        kept |= {name: [_as_typed(typed[name][0])] for name in names if typed.get(name)}
        if kept.get(f"{WORDS}{question.code}") == [language]:
            del kept[f"{WORDS}{question.code}"]
    return _not_empty(kept)


def fact_fields(typed: Form) -> dict[str, list[str]]:
    """The fields that are not about questions, with values that are known."""
    return _not_empty({name: [_as_typed(typed[name][0])] for name in FACTS if typed.get(name)})


def numbers(survey: Survey) -> dict[str, int]:
    """The number before each question, by its code: they count through the whole guide from 1."""
    return {question.code: number for number, question in enumerate(survey.questions(), start=1)}


def read_interview(survey: Survey, form: Form, language: str, wording: str, wards: Wards) -> InterviewReading:
    """What the form of an interview in `language` says; its questions were worded in `wording`."""
    numbered = numbers(survey)
    relaxed = [_relaxed(question) for question in survey.questions()]
    read = read_form(relaxed, form, language, wards)
    answers = {question.code: _answer(question, read.answers[question.code], form, language) for question in relaxed}
    quoting = survey.roles.get(Role.QUOTE_CONSENT)
    if quoting is not None:
        answers[quoting] = replace(answers[quoting], language=wording)
    notes = {question.code: _one(form, f"{NOTES}{question.code}") for question in relaxed}
    faults = [replace(each, where=f"question {numbered[each.where]}") for each in read.findings]
    helped = Help.INTERPRETER if _one(form, HELP) == INTERPRETED else Help.SCRIBE
    return InterviewReading(
        answers=answers,
        told=_told(form, {code: words for code, words in notes.items() if words.strip()}),
        device=_known(Device, _one(form, DEVICE)) or Device.UNKNOWN,
        help=helped,
        interpreted=interpreted(helped, _one(form, HELP_FROM), _one(form, HELP_INTO)),
        readable=_one(form, READABLE) == YES,
        findings=(*_facts_missing(form), *faults, *_notes_long(numbered, notes), *_nothing_said(answers.values())),
    )


def _as_typed(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\0", SYMBOL_FOR_NUL)


def _not_empty(form: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: kept for name, values in form.items() if (kept := [value for value in values if value])}


def _one(form: Form, name: str) -> str:
    return next(iter(form.get(name, ())), "")


def _relaxed(question: Question) -> Question:
    """The question with room for all that somebody says; what the definition allows is for whoever types alone."""
    return replace(question, max_length=MAX_LENGTH) if question.takes_words else question


def _answer(question: Question, given: Answer, form: Form, language: str) -> Answer:
    """The answer with the language of its words; one that is not there because nobody asked says so."""
    if given.value is Missing.SKIPPED and _one(form, f"{UNASKED}{question.code}"):
        return replace(given, value=Missing.NOT_ASKED)
    spoken = _one(form, f"{WORDS}{question.code}")
    if spoken not in LANGUAGES or spoken == language:
        return given
    match given.value:
        case Words(body=body):
            return replace(given, value=Words(body, spoken))
        case WithWords(value=coded, words=words):
            return replace(given, value=WithWords(coded, Words(words.body, spoken)))
        case _:
            return given


def _told(form: Form, notes: Mapping[str, str]) -> Told | None:
    role, how = _known(InterviewerRole, _one(form, ROLE)), _known(ConsentHow, _one(form, CONSENT_HOW))
    return Told(role, how, notes) if role and how else None


def _known(words: type[Known], given: str) -> Known | None:
    return words(given) if given in set(words) else None


def _facts_missing(form: Form) -> Iterator[Finding]:
    agreed = _one(form, AGREED)
    if agreed == NO:
        mend = "Throw this interview away: nothing of it may be kept."
        yield Finding("taking part", "interview-not-agreed", "was not agreed to", mend)
    elif agreed != YES:
        mend = "Say whether the person agreed."
        yield Finding("taking part", "interview-agreed", "is not said to be agreed to", mend)
    elif _known(ConsentHow, _one(form, CONSENT_HOW)) is None:
        mend = "Say whether orally or on paper."
        yield Finding("taking part", "interview-consent-how", "was agreed to, and nothing says how", mend)
    if _known(InterviewerRole, _one(form, ROLE)) is None:
        yield Finding("the interviewer", "interview-role", "is not said", "Choose what the interviewer is.")


def _notes_long(numbered: Mapping[str, int], notes: Mapping[str, str]) -> Iterator[Finding]:
    for code, words in notes.items():
        if len(words) > MAX_LENGTH:
            where = f"notes to question {numbered[code]}"
            yield Finding(where, "interview-notes", "are too long", f"Write at most {MAX_LENGTH} characters.")


def _nothing_said(answers: Iterable[Answer]) -> Iterator[Finding]:
    if not any(isinstance(answer.value, Words) for answer in answers):
        mend = "Write down what was said, or throw this interview away."
        yield Finding("the interview", "interview-empty", "has no words in it", mend)


def is_written_down(question: Question) -> bool:
    """Whether its answer is words alone, in whichever language they were said."""
    return question.kind in WRITTEN_DOWN
