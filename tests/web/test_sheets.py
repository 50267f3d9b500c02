"""Printing sheets in the browser, and who may."""

from collections.abc import Callable

from sqlalchemy import select

from ei_collect.operations.installation import Installation
from ei_collect.places.picture import pages_of
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.tables import sheets
from tests.coded import joins
from tests.operations.sitting_opening import opened
from tests.web.staff_visits import Colleague, text_of

SHEETS = "/staff/bristol/sheets"
TWO = {"survey": "town", "language": "ar", "count": "2", "batch": "hall"}


def count_of_sheets(installation: Installation) -> int:
    with installation.database.reading() as connection:
        return len(connection.execute(select(sheets.c.id)).all())


def test_researcher_when_printing_then_gets_a_file_that_nothing_keeps(
    installation: Installation, someone: Callable[..., Colleague]
) -> None:
    researcher = someone(MemberRole.RESEARCHER)
    form = researcher.opens(SHEETS)
    answer = researcher.sends(SHEETS, form, **TWO, large_print="1")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "sheets-town-ar-2.pdf" in answer.headers["Content-Disposition"]
    assert pages_of(answer.data) % 4 == 0
    assert count_of_sheets(installation) == 2


def test_form_when_wrong_then_says_what_and_keeps_what_was_typed(
    installation: Installation, someone: Callable[..., Colleague]
) -> None:
    researcher = someone(MemberRole.RESEARCHER)
    form = researcher.opens(SHEETS)
    for changed, told in (
        ({"count": "many"}, "is no number"),
        ({"count": "201"}, "cannot be 201"),
        ({"survey": "other"}, "not one of these"),
        ({"language": "pl"}, "not offered in pl"),
        ({"batch": "x" * 61}, "too long"),
    ):
        answer = researcher.sends(SHEETS, form, **(TWO | changed))
        assert answer.status_code == 422
        assert told in text_of(answer)
        assert 'value="ar" selected' in answer.text or "language" in changed
    assert count_of_sheets(installation) == 0


def test_partner_when_printing_then_for_their_own_sitting_only(
    installation: Installation, project: Project, someone: Callable[..., Colleague]
) -> None:
    partner = someone(MemberRole.PARTNER)
    foreign = opened(installation, project, joins(installation, project, "other@example.org", MemberRole.RESEARCHER))
    assert partner.opens(SHEETS).status_code == 404
    assert partner.opens(f"{SHEETS}?sitting={foreign.code}").status_code == 404
    new = partner.opens("/staff/bristol/sittings/new")
    fields: dict[str, str | list[str]] = {
        "venue": "Hall",
        "held_on": "2026-12-01",
        "survey": "town",
        "language": ["ar"],
        "keyed_twice": "10",
    }
    made = partner.sends("/staff/bristol/sittings/new", new, **fields)
    sitting = partner.opens(made.location)
    assert f"{SHEETS}?sitting=" in sitting.text
    code = made.location.rpartition("/")[2]
    form = partner.opens(f"{SHEETS}?sitting={code}")
    assert "Hall" in text_of(form)
    assert partner.sends(SHEETS, form, **TWO, sitting=code).status_code == 200
    assert partner.sends(SHEETS, form, **TWO, sitting=foreign.code).status_code == 404
    assert partner.sends(SHEETS, form, **TWO).status_code == 404
    assert count_of_sheets(installation) == 2


def test_fieldworker_when_looking_for_the_form_then_not_there(someone: Callable[..., Colleague]) -> None:
    assert someone(MemberRole.FIELDWORKER).opens(SHEETS).status_code in {403, 404}
