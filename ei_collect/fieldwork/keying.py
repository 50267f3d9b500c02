"""Reading what a keyer types off a page: the marks that are printed beside the boxes, and what is written in rooms.

"1 3 4" are several boxes, "a3" or "1:3" is a box in a grid, "?" is what nobody can read, and nothing is an empty one.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from ei_collect.answering.cells import WardFinder
from ei_collect.answering.form import cleaned, field_name
from ei_collect.answering.interpreting import OTHER_LANGUAGE, language_called, name_of_language
from ei_collect.answering.kinds.numbers import whole_number
from ei_collect.answering.response import Help
from ei_collect.errors import Finding
from ei_collect.fieldwork.keyed import Keyed, KeyedPage, PageToKey
from ei_collect.fieldwork.numbering import RESEARCH, letter_of
from ei_collect.fieldwork.paper_answers import doubts_about
from ei_collect.fieldwork.paper_form import HELP, Box, PaperQuestion, Room, RoomKind
from ei_collect.survey.definition import Kind

NOT_READABLE = "?"
QUESTION_MARKS = frozenset({NOT_READABLE, "؟", "？"})
"""As keyboards of the languages write it."""
MARKS = "marks."
"""Before the number of a question: the name under which its marks are typed. A room's name is that of its field."""
LOOK = "Look at the paper again."
_TOKEN = re.compile(r"\d+:\d+|\d+:\?|[a-z]+\d+|[a-z]+\?|\d+|[a-z]+|\?|[^\s,;،、]+")
_BY_NUMBERS = re.compile(r"(\d+):(\d+|\?)")
_IN_ROW = re.compile(r"([a-z]+)\d+")
_TICKS = frozenset({"1", "x", "y"})

Typed: TypeAlias = Mapping[str, str]
"""What stands in the inputs of a page of keying, by their names."""


def marks_name(question: PaperQuestion) -> str:
    """The name under which the marks of a question are typed."""
    return f"{MARKS}{question.number}"


def read_page(page: PageToKey, typed: Typed, wards: WardFinder) -> KeyedPage:
    """What is typed of a page. Nothing is refused because the paper is faulty: such things are doubts."""
    findings: list[Finding] = []
    facts, unreadable = _read_facts(page, typed, findings)
    form: dict[str, Sequence[str]] = {}
    doubts: list[Finding] = []
    for question in page.questions:
        own, own_unreadable = _read_question(question, typed, wards, findings)
        form |= cleaned(own, [question.question])
        unreadable |= own_unreadable
        doubts.extend(doubts_about(question, own, own_unreadable, wards.names))
    doubts.extend(_doubts_about_facts(page, facts))
    return KeyedPage(Keyed(form, frozenset(unreadable), facts), tuple(findings), tuple(doubts))


def as_typed(page: PageToKey, keyed: Keyed, wards: WardFinder) -> dict[str, str]:
    """What would have to be typed so that `read_page` gives this again."""
    typed = {box.field: "1" if keyed.facts.get(box.field) else "" for box in page.consents}
    if page.helps:
        typed[HELP] = " ".join(box.mark for box in page.helps if box.value in keyed.facts.get(HELP, ()))
    for room in page.between:
        typed[room.field] = "".join(name_of_language(code) for code in keyed.facts.get(room.field, ()))
    for question in page.questions:
        typed |= question_as_typed(question, keyed, wards)
    facts = {box.field for box in (*page.consents, *page.helps)} | {room.field for room in page.between}
    return {**typed, **dict.fromkeys(keyed.unreadable & facts, NOT_READABLE)}


def question_as_typed(question: PaperQuestion, keyed: Keyed, wards: WardFinder) -> dict[str, str]:
    """The same of one question."""
    marks = [box.mark for box in question.boxes if box.value in keyed.form.get(box.field, ())]
    marks += [mark for mark, row in _unreadable_rows(question).items() if row in keyed.unreadable]
    rooms = {room.field: _in_room(room, keyed, question, wards) for room in question.rooms}
    own = field_name(question.question)
    if own in keyed.unreadable and rooms.get(own) != NOT_READABLE:
        marks = [NOT_READABLE]
    return {**({marks_name(question): " ".join(marks)} if question.boxes else {}), **rooms}


def tokens_of(written: str) -> tuple[str, ...]:
    """The marks in a line: in any digits and any case, with spaces or commas between, or with nothing where that does.

    A box of a grid by its numbers, as "1:3", becomes "a3".
    """
    plain = "".join(_ascii_digit(each) for each in unicodedata.normalize("NFKC", written).casefold())
    return tuple(_by_letter(token) for token in _TOKEN.findall(plain.replace("؟", NOT_READABLE)))


def _by_letter(token: str) -> str:
    found = _BY_NUMBERS.fullmatch(token)
    return letter_of(int(found[1]) - 1) + found[2] if found and int(found[1]) else token


def _ascii_digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def _read_facts(page: PageToKey, typed: Typed, findings: list[Finding]) -> tuple[dict[str, Sequence[str]], set[str]]:
    """The ticks beside the answers; an agreement that nobody can read is none."""
    facts: dict[str, Sequence[str]] = {}
    unreadable: set[str] = set()
    for box in page.consents:
        written = "".join(tokens_of(typed.get(box.field, "")))
        if written == NOT_READABLE:
            unreadable.add(box.field)
        elif written in _TICKS:
            facts[box.field] = [box.value]
        elif written:
            findings.append(_unknown("the boxes of agreement", written, ["1"]))
    helped = tokens_of(typed.get(HELP, ""))
    by_mark = {box.mark: box.value for box in page.helps}
    if NOT_READABLE in helped:
        unreadable.add(HELP)
    elif page.helps:
        findings.extend(_unknown("who helped", each, list(by_mark)) for each in helped if each not in by_mark)
        facts |= _in_order(page.helps, set(helped))
    for room in page.between:
        facts |= _read_language(room, typed.get(room.field, "").strip(), unreadable, findings)
    return facts, unreadable


def _read_language(room: Room, written: str, unreadable: set[str], findings: list[Finding]) -> dict[str, Sequence[str]]:
    """A language that somebody interpreted from or into, by whatever it is called."""
    if written in QUESTION_MARKS:
        unreadable.add(room.field)
    elif written and (code := language_called(written)):
        return {room.field: [code]}
    elif written:
        mend = f"Type it as the list has it, or {OTHER_LANGUAGE}."
        findings.append(Finding("the languages of an interpreter", "keyed-language", f"has {written!r}", mend))
    return {}


def _doubts_about_facts(page: PageToKey, facts: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    for box in page.consents:
        if box.field == RESEARCH and box.field not in facts:
            what = "is not ticked: nothing of this sheet may be kept"
            yield Finding("the box to take part", "keyed-not-agreed", what, LOOK)
    if any(room.field in facts for room in page.between) and Help.INTERPRETER not in facts.get(HELP, ()):
        what = "are written down, and no interpreter is ticked: they are not kept"
        yield Finding("the languages of an interpreter", "keyed-between", what, LOOK)
    if len(facts.get(HELP, ())) > 1:
        yield Finding("who helped", "keyed-helps", "has several boxes ticked: the greatest help counts", LOOK)


def _read_question(
    question: PaperQuestion, typed: Typed, wards: WardFinder, findings: list[Finding]
) -> tuple[dict[str, Sequence[str]], set[str]]:
    """The fields of a question with all that is ticked or written, and those that nobody can read."""
    where = f"question {question.number}"
    ticked, unreadable = _read_marks(question, typed.get(marks_name(question), ""), findings)
    form: dict[str, Sequence[str]] = dict(_in_order(question.boxes, ticked))
    for room in question.rooms:
        written = typed.get(room.field, "")
        if written.strip() in QUESTION_MARKS:
            unreadable.add(room.field)
        elif written.strip():
            value = _of_room(room, written, wards)
            if value is None:
                findings.append(
                    Finding(where, "keyed-ward", f"has no ward called {written.strip()!r}", _mend(question))
                )
            form[room.field] = [*form.get(room.field, ()), value or ""]
    return {name: values for name, values in form.items() if name not in unreadable}, unreadable


def _read_marks(question: PaperQuestion, written: str, findings: list[Finding]) -> tuple[set[str], set[str]]:
    """The marks of a line that are printed there, and the fields that are marked unreadable in it."""
    printed = {box.mark for box in question.boxes}
    rows = {**_unreadable_rows(question), NOT_READABLE: field_name(question.question)}
    tokens = tokens_of(written)
    for token in tokens:
        if token not in printed and token not in rows:
            findings.append(_unknown(f"question {question.number}", token, [box.mark for box in question.boxes]))
    return {*tokens} & printed, {rows[token] for token in tokens if token in rows}


def _unreadable_rows(question: PaperQuestion) -> dict[str, str]:
    """What is typed for a row of a grid that nobody can read, and its field."""
    if question.question.kind is not Kind.GRID:
        return {}
    return {f"{found[1]}?": box.field for box in question.boxes if (found := _IN_ROW.fullmatch(box.mark))}


def _in_order(boxes: Sequence[Box], ticked: set[str]) -> dict[str, list[str]]:
    """What these marks say, in the order of the boxes, however they were typed."""
    form: dict[str, list[str]] = {}
    for box in boxes:
        if box.mark in ticked:
            form.setdefault(box.field, []).append(str(box.value))
    return form


def _of_room(room: Room, written: str, wards: WardFinder) -> str | None:
    """What is written, as a form holds it; None where it should be a ward and is none."""
    match room.kind:
        case RoomKind.WORDS:
            return written
        case RoomKind.WARD:
            return wards.find(written)
        case _:
            number = whole_number(written)
            return written.strip() if number is None else str(number)


def _in_room(room: Room, keyed: Keyed, question: PaperQuestion, wards: WardFinder) -> str:
    boxed = {box.value for box in question.boxes if box.field == room.field}
    if room.field in keyed.unreadable and not boxed:
        return NOT_READABLE
    written = [value for value in keyed.form.get(room.field, ()) if value not in boxed]
    if room.kind is RoomKind.WARD:
        written = [wards.names.get(value, value) for value in written]
    return written[0] if written else ""


def _mend(question: PaperQuestion) -> str:
    if question.question.kind is Kind.PLACE:
        return "Type the ward as the list has it, or type what is written as words."
    return "Type it as the list has it, or ? where nobody can tell which ward is meant."


def _unknown(where: str, token: str, printed: Sequence[str]) -> Finding:
    return Finding(
        where, "keyed-unknown", f"has no box {token!r}", f"There are: {' '.join(printed)}; ? is not readable."
    )
