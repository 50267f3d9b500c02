"""What becomes of typed sheets: differences settled, answers as those of a screen, and all of it taken back."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ei_collect.answering.receipts import key_hash
from ei_collect.answering.response import Device, Help, Quotable, Submission
from ei_collect.errors import GoneError, InputError
from ei_collect.fieldwork.keyed import Keyed
from ei_collect.fieldwork.keying import marks_name
from ei_collect.fieldwork.numbering import READABLE, RESEARCH
from ei_collect.fieldwork.paper_form import HELP
from ei_collect.operations.exporting import Format, export_responses
from ei_collect.operations.importing import import_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import Outcome, keep
from ei_collect.operations.keying import BegunError, begin
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.sheet_settling import OTHER, Settled, compared, settle
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import Project
from ei_collect.store.conflicts import count_conflicts
from ei_collect.store.tables import scans, tombstones
from tests.answering.every_kind import SLUG
from tests.exchange import read_rows
from tests.operations.sheet_desk import Desks, desks_of

SECRET_WORD = "Kingfisher"


@pytest.fixture
def desks(installation: Installation, project: Project) -> Desks:
    """The town with every kind of question on paper."""
    return desks_of(installation, project)


def test_code_on_the_slip_when_answers_are_typed_then_it_opens_them(desks: Desks) -> None:
    sheet = desks.sheet()
    waiting = open_receipt(desks.installation, sheet.key)
    assert (waiting.sent, waiting.on_paper) == (None, True)
    desks.types("amina", sheet, {READABLE: "1"})
    opened = open_receipt(desks.installation, sheet.key)
    assert opened.sent
    assert (opened.sent.submission.readable, opened.on_paper) == (True, False)


def test_passes_when_they_differ_then_a_third_look_settles_every_difference(desks: Desks) -> None:
    sheet, researcher = desks.sheet_for_two(), desks.person("zoe")
    desks.types("amina", sheet, {"q_years": "12", "age": "1", "ways": "1", HELP: "1"})
    changes = {"q_years": "21", "age": "2", "ways": "?", HELP: "4"}
    assert desks.types("bilal", sheet, changes) is Settled.DIFFERS
    assert (desks.responses(), desks.status(sheet)) == ([], "keyed")
    with pytest.raises(InputError, match="sheet-twice"):
        begin(desks.installation, desks.person("carla"), sheet.code)
    found = compared(desks.installation, researcher, sheet.code)
    assert sorted(found.differences) == [0, 4, 5, 7]
    ways = marks_name(found.place(7).questions[0])
    choices = {0: "2", 4: "1", 5: "2", 7: OTHER}
    with pytest.raises(InputError, match="not-decided"):
        settle(desks.installation, researcher, sheet.code, {0: "2"}, {})
    with pytest.raises(InputError, match="keyed-unknown"):
        settle(desks.installation, researcher, sheet.code, choices, {7: {ways: "9"}})
    assert desks.responses() == []
    settled = settle(desks.installation, researcher, sheet.code, choices, {7: {ways: "1 2"}})
    assert settled is Settled.SETTLED
    (kept,) = desks.responses()
    said = {code: kept.submission.answers[code].value for code in ("age", "years", "ways")}
    assert said == {"age": "under_30", "years": 21, "ways": ("foot", "bus")}
    assert kept.submission.help is Help.INTERPRETER
    assert [(number, user) for number, user, _ in desks.passes(sheet)][-1] == (3, researcher.user.id)
    assert all(keyed == Keyed() for _, _, keyed in desks.passes(sheet))
    with pytest.raises(InputError, match="sheet-not-compared"):
        compared(desks.installation, researcher, sheet.code)


def test_sheet_when_nobody_agreed_then_nothing_is_kept_and_it_can_be_begun_anew(desks: Desks) -> None:
    sheet, amina = desks.sheet(), desks.person("amina")
    changes = {RESEARCH: "", "q_what_helps": SECRET_WORD}
    assert desks.types("amina", sheet, changes) is Settled.NOT_AGREED
    assert (desks.responses(), desks.passes(sheet), desks.status(sheet)) == ([], [], "void")
    assert desks.files_with(SECRET_WORD) == []
    with pytest.raises(BegunError, match="sheet-void"):
        begin(desks.installation, amina, sheet.code)
    begin(desks.installation, amina, sheet.code, anew=True)
    assert desks.types("amina", sheet) is Settled.SETTLED


@pytest.mark.parametrize("typed", [0, 1, 2])
def test_sheet_when_taken_back_then_nothing_of_it_is_left_and_it_is_not_typed_any_more(
    desks: Desks, typed: int
) -> None:
    sheet, words = desks.sheet_for_two(), {"q_what_helps": f"{SECRET_WORD} 1", "q_ways.other": f"{SECRET_WORD} 2"}
    names = ["amina", "bilal"][:typed]
    for name in names:
        desks.types(name, sheet, {**words, "age": str(1 + names.index(name))})
    if typed < 2:
        begin(desks.installation, desks.person("carla"), sheet.code)
    if desks.installation.database.is_sqlite:
        assert bool(desks.files_with(SECRET_WORD)) == bool(typed)
    withdraw(desks.installation, sheet.key)
    assert (desks.passes(sheet), desks.status(sheet), desks.responses()) == ([], "void", [])
    assert desks.files_with(SECRET_WORD) == []
    with pytest.raises(GoneError, match="sheet-taken-back"):
        begin(desks.installation, desks.person("amina"), sheet.code, anew=True)
    with pytest.raises(GoneError, match="taken-back"):
        open_receipt(desks.installation, sheet.key)
    with pytest.raises(GoneError, match="taken-back"):
        withdraw(desks.installation, sheet.key)
    with desks.installation.database.reading() as connection:
        buried = connection.scalars(select(tombstones.c.key_hash)).all()
    assert buried == [key_hash(desks.installation.config.secret_key, sheet.key)]


def test_answers_when_typed_and_then_taken_back_then_nothing_is_left(desks: Desks) -> None:
    sheet = desks.sheet_for_two()
    for name in ("amina", "bilal"):
        desks.types(name, sheet, {"q_what_helps": SECRET_WORD, "q_say_it": SECRET_WORD})
    assert len(desks.responses()) == 1
    withdraw(desks.installation, sheet.key)
    assert (desks.responses(), desks.passes(sheet)) == ([], [])
    assert desks.files_with(SECRET_WORD) == []


def test_scan_when_its_sheet_is_settled_or_taken_back_then_it_goes_with_its_picture(desks: Desks) -> None:
    zoe = desks.person("zoe")
    gone, kept = desks.sheet(desks.sitting(zoe)), desks.sheet(desks.sitting(zoe, keeps_scans=True))
    for sheet in (gone, kept):
        desks.scan(sheet, desks.pages[0], {"q_age": "under_30"})
        desks.types("amina", sheet)
    assert len(desks.files_with(SECRET_WORD)) == 1
    withdraw(desks.installation, kept.key)
    assert desks.files_with(SECRET_WORD) == []
    with desks.installation.database.reading() as connection:
        assert connection.execute(select(scans)).all() == []


def test_answers_when_others_stand_under_the_code_already_then_both_are_kept_for_review(desks: Desks) -> None:
    other, sheet = desks.sheet(), desks.sheet()
    desks.types("amina", other, {"age": "1"})
    (first,) = desks.responses()
    keep(desks.installation, desks.project.scope, desks.version, first.submission, sheet.key)
    assert desks.types("amina", sheet) is Settled.SETTLED
    assert len(desks.responses()) == 2
    with desks.installation.database.reading() as connection:
        assert count_conflicts(connection, desks.project.scope) == 1


def test_answers_when_something_else_came_under_the_code_then_both_are_kept_for_review(desks: Desks) -> None:
    sheet = desks.sheet()
    desks.types("amina", sheet)
    (kept,) = desks.responses()
    other = replace(kept.submission, answers={**kept.submission.answers, "age": kept.submission.answers["home"]})
    assert keep(desks.installation, desks.project.scope, desks.version, other, sheet.key).outcome is Outcome.CONFLICT
    same = Submission(**vars(kept.submission))
    assert keep(desks.installation, desks.project.scope, desks.version, same, sheet.key).outcome is Outcome.SAME


def test_export_when_answers_came_by_phone_tablet_and_paper_then_the_same_columns_and_codes(
    desks: Desks, tmp_path: Path
) -> None:
    desks.types("amina", desks.sheet())
    (paper,) = desks.responses()
    for device in (Device.PHONE, Device.TABLET):
        form = replace(paper.submission, device=device)
        keep(desks.installation, desks.project.scope, desks.version, form, device)
    export_responses(desks.installation, desks.project, SLUG, tmp_path / "out.csv", format=Format.CSV)
    rows = read_rows(tmp_path / "out.csv")
    assert {row["device"] for row in rows} == {"phone", "tablet", "paper"}
    told = [{name: cell for name, cell in row.items() if name not in {"response_id", "device"}} for row in rows]
    assert told[0] == told[1] == told[2]
    assert told[0]["how_often.library"] == "[skipped]"


def test_export_when_rows_of_a_grid_cannot_be_read_then_each_says_so(desks: Desks, tmp_path: Path) -> None:
    desks.types("amina", desks.sheet(), {"how_often": "a1 b1 b2 c?", "age": "1 2"})
    export_responses(desks.installation, desks.project, SLUG, tmp_path / "out.csv", format=Format.CSV)
    (row,) = read_rows(tmp_path / "out.csv")
    cells = [row[f"how_often.{code}"] for code in ("park", "library", "market")]
    assert cells == ["often", "[two_ticked]", "[unreadable]"]
    assert row["age"] == "[two_ticked]"
    mapping, file = {"response_id": "source"}, tmp_path / "out.csv"
    back = import_responses(desks.installation, desks.project, desks.version, file, mapping, quotable=Quotable.NEVER)
    assert (back.imported, back.findings) == (1, ())
    paper, imported = sorted(desks.responses(), key=lambda each: each.submission.source_row or "")
    for code in ("how_often", "age"):
        assert imported.submission.answers[code].value == paper.submission.answers[code].value
