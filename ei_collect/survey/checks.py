"""What must hold between the parts of a survey: codes that are unique, roles that fit, questions that make sense.

Every function gives all the faults it finds. Rules are checked in `rule_checks`, single questions in `question_checks`.
"""

from collections.abc import Iterable, Iterator

from ei_collect.survey.definition import (
    DEMOGRAPHIC_ROLES,
    NO,
    RESERVED_SECTION_CODES,
    YES,
    Choice,
    Kind,
    Question,
    Role,
)
from ei_collect.survey.interview_checks import interview_faults
from ei_collect.survey.nearest import did_you_mean
from ei_collect.survey.question_checks import question_faults
from ei_collect.survey.rule_checks import rule_faults
from ei_collect.survey.source import Fault, Located, Where
from ei_collect.survey.subject import Subject

RESERVED_QUESTIONS = frozenset({"section", "scale"})
"""Codes with which the path of a wording could mean two things."""
RESERVED_ENDINGS = ("_pnts", "_dk")
"""With one a question's field would be taken for another one's "prefer not to say" or "I don't know"."""
RESERVED_CHOICES = frozenset({"skipped", "prefer_not_to_say", "not_asked", "dont_know"})
"""Codes that would be taken for the reason why there is no answer."""
OWN_WORDS = "words"
"""The end of the name of a column, where a choice's code can stand as well."""
ROLE_KINDS: dict[Role, tuple[Kind, ...]] = {
    Role.HOME_WARD: (Kind.WARD,),
    Role.PLACE_WARD: (Kind.WARD,),
    Role.PLACE_NAME: (Kind.SHORT_TEXT,),
    Role.FEELING: (Kind.SINGLE,),
    Role.QUOTE_CONSENT: (Kind.SINGLE, Kind.YES_NO),
}
ROLE_CHOICES: dict[Role, frozenset[str]] = {
    Role.FEELING: frozenset({"connected", "less_connected", "both"}),
    Role.QUOTE_CONSENT: frozenset({YES, NO}),
}


def check(subject: Subject) -> Iterator[Located]:
    """Every fault that shows only when the parts of the survey are seen together."""
    yield from _codes(subject)
    yield from _scales(subject)
    for where, question in subject.questions():
        yield from question_faults(subject, where, question)
    yield from _roles(subject)
    yield from rule_faults(subject)
    yield from interview_faults(subject)


def _codes(subject: Subject) -> Iterator[Located]:
    yield from _repeated("section", ((where, section.code) for where, section in subject.sections()))
    yield from _repeated("question", ((where, question.code) for where, question in subject.questions()))
    yield from _kept((where, section.code) for where, section in subject.sections() if _names_a_page(section.code))
    yield from _kept((where, question.code) for where, question in subject.questions() if _is_kept(question.code))
    for where, choices in subject.choice_lists():
        yield from _repeated("choice", (((*where, place), choice.code) for place, choice in enumerate(choices)))
        yield from _kept_choices(where, choices)
    for where, question in subject.questions():
        rows = [((*where, "rows", place), row.code) for place, row in enumerate(question.rows)]
        yield from _repeated("row", rows)


def _kept_choices(where: Where, choices: tuple[Choice, ...]) -> Iterator[Located]:
    words_beside = any(choice.other for choice in choices)
    for place, choice in enumerate(choices):
        if choice.code in RESERVED_CHOICES:
            what = f"{choice.code!r} is kept for answers that are missing"
            mend = "Use `prefer_not_to_say: true`, `dont_know: true` or leave it out."
            yield (*where, place, "code"), Fault("code-reserved", what, mend)
        elif choice.code == OWN_WORDS and words_beside:
            what = f"{choice.code!r} is kept for the words beside a choice"
            yield (*where, place, "code"), Fault("code-reserved", what, "Choose another code.")


def _names_a_page(code: str) -> bool:
    return code in RESERVED_SECTION_CODES


def _is_kept(code: str) -> bool:
    return code in RESERVED_QUESTIONS or code.endswith(RESERVED_ENDINGS)


def _kept(codes: Iterable[tuple[Where, str]]) -> Iterator[Located]:
    for where, code in codes:
        yield (*where, "code"), Fault("code-reserved", f"{code!r} is kept by the program", "Choose another code.")


def _repeated(noun: str, codes: Iterable[tuple[Where, str]]) -> Iterator[Located]:
    seen: set[str] = set()
    for where, code in codes:
        if code and code in seen:
            what = f"{code!r} is the code of another {noun} already"
            yield (*where, "code"), Fault(f"duplicate-{noun}", what, "Give each its own code.")
        seen.add(code)


def _scales(subject: Subject) -> Iterator[Located]:
    used = subject.survey.scales()
    for name in sorted(subject.scales - set(used)):
        if subject.all_there and subject.sound("scales", name):
            yield ("scales", name), Fault("scale-unused", "is used by no question", "Take it out, or use it.")
    for where, question in subject.questions():
        if question.scale and question.scale not in subject.scales:
            mend = did_you_mean(question.scale, sorted(subject.scales))
            yield (*where, "scale"), Fault("unknown-scale", f"there is no scale {question.scale!r}", mend)


def _roles(subject: Subject) -> Iterator[Located]:
    places = {question.code: where for where, question in subject.questions()}
    for role, code in subject.survey.roles.items():
        question = subject.survey.question(code)
        if question is not None:
            yield from _role(subject, role, question, places[code])
        elif subject.all_there:
            what = f"there is no question {code!r}"
            yield ("roles", role.value), Fault("role-reference", what, did_you_mean(code, places))


def _role(subject: Subject, role: Role, question: Question, where: Where) -> Iterator[Located]:
    kinds = ROLE_KINDS.get(role, (question.kind,))
    if question.kind not in kinds and subject.sound(*where, "kind"):
        what = f"{question.code!r} is of the kind {question.kind}"
        mend = f"This role needs a question of the kind {' or '.join(kinds)}."
        yield ("roles", role.value), Fault("role-kind", what, mend)
    elif role in ROLE_CHOICES and subject.sound(*where, "choices") and not question.scale:
        yield from _role_choices(role, question, where)
    if role in DEMOGRAPHIC_ROLES:
        yield from _demographic(subject, question, where)


def _role_choices(role: Role, question: Question, where: Where) -> Iterator[Located]:
    wanted = ROLE_CHOICES[role]
    if {choice.code for choice in question.choices} != wanted:
        codes = ", ".join(sorted(wanted))
        what = f"its choices are not those of the role {role}"
        yield (*where, "choices"), Fault("role-choices", what, f"Give it the choices with the codes {codes}.")


def _demographic(subject: Subject, question: Question, where: Where) -> Iterator[Located]:
    if question.why is None and subject.sound(*where, "why"):
        mend = "Add `why:` with a sentence that a respondent can judge."
        yield where, Fault("demographic-why", "asks about the person and does not say why", mend)
    if question.required:
        mend = "Take `required` out: nobody has to say who they are."
        yield (*where, "required"), Fault("demographic-required", "asks about the person and is required", mend)
