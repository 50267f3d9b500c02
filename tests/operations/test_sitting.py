"""Sittings: who may know of which, what may be planned, what has come in, and what an export says of it."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.answering.response import Answer, Device, Help, Missing, Submission
from ei_collect.errors import InputError, NotFoundError
from ei_collect.fieldwork.sitting import Helper, HelperRole, Plan, Sitting
from ei_collect.operations.answering import Closing, PageSent, save_section, submit
from ei_collect.operations.exporting import Format, export_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import keep, today
from ei_collect.operations.postering import poster_named
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.sitting import (
    change_sitting,
    close_sitting,
    join,
    note,
    open_sitting,
    progress,
    reopen_sitting,
    sitting_named,
)
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store.ids import new_id
from ei_collect.store.responses import find_responses
from ei_collect.store.sitting_counts import Stage
from ei_collect.store.tables import keyings, sheet_layouts, sheets
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import DAY, TOWN, publish_yaml
from tests.coded import joins
from tests.operations.posting import hang
from tests.operations.sitting_opening import opened

HELPERS = (Helper(HelperRole.INTERPRETER, "so"), Helper(HelperRole.HOST))


@pytest.fixture
def version(installation: Installation, project: Project) -> PublishedVersion:
    """The town's survey."""
    return publish_yaml(installation, project, TOWN, languages=("en", "ar", "so"))


@pytest.fixture
def partner(installation: Installation, project: Project, version: PublishedVersion) -> User:
    """Somebody who runs sittings."""
    return joins(installation, project, "partner@example.org", MemberRole.PARTNER)


def _submission(version: PublishedVersion, **facts: Any) -> Submission:
    answers = {question.code: Answer(Missing.SKIPPED, "en") for question in version.survey.questions()}
    return replace(Submission(version.id, "town", answers, "en"), **facts)


def _kept(installation: Installation, project: Project, response_id: str) -> Submission:
    with installation.database.reading() as connection:
        return find_responses(connection, project.scope, [response_id])[response_id].submission


def _codes(error: pytest.ExceptionInfo[InputError]) -> set[str]:
    return {finding.code for finding in error.value.findings}


def test_sitting_when_opened_and_changed_then_read_again_as_planned(
    installation: Installation, project: Project, partner: User
) -> None:
    sitting = opened(installation, project, partner, helpers=HELPERS, languages=("so", "en"), audience="Parents <b>")
    assert sitting_named(installation, project.scope, sitting.code.lower()) == sitting
    assert (sitting.opened_by, sitting.opened_on, sitting.is_open) == (partner.id, today(), True)
    other = Plan("Library", today(), ("town",), ("ar",), expected=4, keyed_twice=100, keeps_scans=True)
    change_sitting(installation, project, sitting, other)
    changed = sitting_named(installation, project.scope, sitting.code)
    assert changed == Sitting(**{**vars(sitting), **vars(other)})
    assert Plan(**{name: getattr(changed, name) for name in vars(other)}) == other


def test_sitting_when_of_somebody_else_or_of_another_project_then_not_found(
    installation: Installation, project: Project, partner: User
) -> None:
    sitting = opened(installation, project, partner)
    stranger = joins(installation, project, "other@example.org", MemberRole.PARTNER)
    assert sitting_named(installation, project.scope, sitting.code, partner.id) == sitting
    elsewhere = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    for scope, user in [(project.scope, stranger.id), (elsewhere.scope, None)]:
        with pytest.raises(NotFoundError, match="sitting-unknown"):
            sitting_named(installation, scope, sitting.code, user)
    with pytest.raises(NotFoundError):
        sitting_named(installation, project.scope, "nonsense")


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({"venue": " "}, {"sitting-venue"}),
        ({"venue": "x" * 121, "audience": "x" * 121, "notes": "x" * 4001}, {"sitting-words"}),
        ({"surveys": ()}, {"surveys-none"}),
        ({"surveys": ("town", "other")}, {"survey-unknown"}),
        ({"surveys": tuple(f"s{number}" for number in range(6))}, {"survey-unknown", "surveys-many"}),
        ({"languages": ()}, {"languages-none"}),
        ({"languages": ("en", "pl")}, {"language-absent"}),
        ({"expected": -1, "keyed_twice": 101}, {"sitting-expected", "sitting-keyed-twice"}),
        ({"helpers": HELPERS * 7}, {"sitting-helpers"}),
    ],
)
def test_plan_when_wrong_then_every_fault_is_said(
    installation: Installation, project: Project, partner: User, wrong: dict[str, Any], codes: set[str]
) -> None:
    plan = Plan(**{"venue": "Hall", "held_on": today(), "surveys": ("town",), "languages": ("en",), **wrong})
    with pytest.raises(InputError) as error:
        open_sitting(installation, project, partner, plan)
    assert _codes(error) == codes
    sitting = opened(installation, project, partner)
    with pytest.raises(InputError):
        change_sitting(installation, project, sitting, plan)
    assert sitting_named(installation, project.scope, sitting.code) == sitting


def test_survey_when_of_another_project_then_no_sitting_asks_it(
    installation: Installation, project: Project, partner: User
) -> None:
    elsewhere = add_project(installation, NewProject("leeds", "Leeds", ("en",), "x@example.org", demonstration=True))
    publish_yaml(installation, elsewhere, DAY)
    with pytest.raises(InputError, match="survey-unknown"):
        opened(installation, project, partner, surveys=("day",))


def test_notes_when_kept_then_there_and_when_too_long_then_refused(
    installation: Installation, project: Project, partner: User
) -> None:
    sitting = opened(installation, project, partner, venue="Hall")
    note(installation, project.scope, sitting, "Three left early.\nضجيج")
    with pytest.raises(InputError, match="sitting-words"):
        note(installation, project.scope, sitting, "x" * 4001)
    found = sitting_named(installation, project.scope, sitting.code)
    assert (found.notes, found.venue) == ("Three left early.\nضجيج", "Hall")


def test_answers_when_begun_by_the_code_then_of_the_sitting_until_it_closes(
    installation: Installation, project: Project, version: PublishedVersion, partner: User
) -> None:
    sitting = opened(installation, project, partner)
    page = PageSent({}, "en", agreement="I agree.", poster=sitting.code)
    during, late, anew = mint(), mint(), mint()
    save_section(installation, "town", during, "home", page)
    close_sitting(installation, project.scope, sitting)
    save_section(installation, "town", late, "home", page)
    reopen_sitting(installation, project.scope, sitting)
    save_section(installation, "town", anew, "home", page)
    closing = Closing("en", Device.TABLET, Help.SCRIBE)
    sent = [submit(installation, "town", key, closing).response_id for key in (during, late, anew)]
    told = [_kept(installation, project, response_id).sitting for response_id in sent]
    assert told == [sitting.id, None, sitting.id]


def test_answers_when_a_poster_led_to_them_first_then_the_sitting_takes_nothing_away(
    installation: Installation, project: Project, version: PublishedVersion, partner: User
) -> None:
    sitting, poster, key = opened(installation, project, partner), hang(installation, project), mint()
    for code in (poster.code, sitting.code):
        save_section(installation, "town", key, "home", PageSent({}, "en", agreement="I agree.", poster=code))
    sent = _kept(installation, project, submit(installation, "town", key, Closing("en")).response_id)
    assert (sent.poster_period, sent.sitting) == (poster.latest.id, None)
    key = mint()
    for code in (sitting.code, poster.code):
        save_section(installation, "town", key, "home", PageSent({}, "en", agreement="I agree.", poster=code))
    sent = _kept(installation, project, submit(installation, "town", key, Closing("en")).response_id)
    assert (sent.poster_period, sent.sitting) == (None, sitting.id)
    assert poster_named(installation, project.scope, poster.code).latest.starts == 1


def test_answers_when_the_sitting_does_not_ask_that_survey_then_none_of_its_own(
    installation: Installation, project: Project, version: PublishedVersion, partner: User
) -> None:
    publish_yaml(installation, project, DAY)
    sitting, key = opened(installation, project, partner, surveys=("day",)), mint()
    save_section(installation, "town", key, "home", PageSent({}, "en", agreement="I agree.", poster=sitting.code))
    assert _kept(installation, project, submit(installation, "town", key, Closing("en")).response_id).sitting is None


def test_join_when_a_language_is_no_longer_offered_then_it_is_left_out(
    installation: Installation, project: Project, partner: User
) -> None:
    sitting = opened(installation, project, partner, languages=("ar", "so"))
    joined = join(installation, sitting.code)
    assert joined is not None
    assert (joined.languages, [asked.survey.slug for asked in joined.askings]) == (("ar", "so"), ["town"])
    publish_yaml(installation, project, TOWN.replace("Our town", "Our own town"), languages=("en", "so"))
    assert (again := join(installation, sitting.code)) is not None
    assert again.languages == ("so",)
    assert join(installation, "0" * 6) is join(installation, "0" * 7) is None


def test_progress_when_answers_and_sheets_come_in_then_counted_exactly_and_only_here(
    installation: Installation, project: Project, version: PublishedVersion, partner: User
) -> None:
    here, there = opened(installation, project, partner), opened(installation, project, partner)
    given = [(Device.PAPER, Help.SCRIBE, "so"), (Device.PAPER, Help.NONE, "so"), (Device.TABLET, Help.NONE, "ar")]
    for number, (device, help, language) in enumerate(given):
        submission = _submission(version, device=device, help=help, language=language, sitting=here.id)
        keep(installation, project.scope, version, submission, f"key {number}")
    keep(installation, project.scope, version, _submission(version, sitting=there.id), "key of there")
    keep(installation, project.scope, version, _submission(version), "key of nowhere")
    _print(installation, project, version, partner, here.id)
    found = progress(installation, project.scope, here)
    assert found.responses == 3
    assert found.devices == {"paper": 2, "tablet": 1}
    assert found.helps == {"none": 2, "scribe": 1}
    assert found.languages == {"so": 2, "ar": 1}
    assert found.surveys == {"town": 3}
    assert found.sheets == {
        Stage.PRINTED: 2,
        Stage.KEYED_ONCE: 1,
        Stage.KEYED_TWICE: 1,
        Stage.SETTLED: 1,
        Stage.VOID: 1,
    }
    assert (found.printed, found.waiting) == (5, 4)
    assert progress(installation, project.scope, there).sheets == {}


def _print(
    installation: Installation, project: Project, version: PublishedVersion, user: User, sitting_id: str
) -> None:
    """Six sheets: untouched, begun, keyed once, keyed twice, settled, void."""
    scope, day, layout = {"project_id": project.id}, today(), new_id("sl")
    passes = [("printed", []), ("printed", [False]), ("printed", [True]), ("keyed", [True, True, True])]
    with installation.database.writing() as connection:
        told = {"version_id": version.id, "language": "en", "large_print": False, "digest": "d", "layout": {}}
        connection.execute(sheet_layouts.insert().values(id=layout, **scope, **told))
        for number, (status, done) in enumerate([*passes, ("settled", [True]), ("void", [])]):
            sheet = {"id": f"sh_{number}", "code": f"SHEET{number}", "layout_id": layout, "sitting_id": sitting_id}
            facts = {"key_hash": f"{number}", "made_on": day, "status": status}
            connection.execute(sheets.insert().values(**sheet, **scope, **facts))
            for index, finished in enumerate(done):
                empty = {"form": {}, "marks": {}, "facts": {}, "pages": [], "keyed_on": day, "user_id": user.id}
                row = {"id": new_id("ky"), "sheet_id": f"sh_{number}", "number": index + 1, "done": finished}
                connection.execute(keyings.insert().values(**row, **scope, **empty))


def test_export_when_an_answer_is_of_a_sitting_then_its_code_stands_there_and_else_nothing(
    installation: Installation, project: Project, version: PublishedVersion, partner: User, tmp_path: Path
) -> None:
    sitting = opened(installation, project, partner)
    for number, sitting_id in enumerate((None, sitting.id)):
        keep(installation, project.scope, version, _submission(version, sitting=sitting_id), f"key {number}")
    export_responses(installation, project, "town", tmp_path / "out.csv", format=Format.CSV)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert sorted(row["sitting"] for row in csv.DictReader(file)) == ["", sitting.code]
