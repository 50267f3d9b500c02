"""Every change by staff, and whatever leaves that is more than a page, is in the log before it is done."""

from collections.abc import Callable

import pytest
from flask import Flask

from ei_collect.coding.coding import Stance
from ei_collect.coding.spans import whole
from ei_collect.errors import AbsentError
from ei_collect.operations.auditing import log_findings
from ei_collect.operations.coding import apply_code
from ei_collect.operations.installation import Installation
from ei_collect.operations.packs import build_pack
from ei_collect.projects.log import Event
from ei_collect.projects.project import MemberRole
from ei_collect.store.handed_out import copies_of
from ei_collect.store.log import events_after
from ei_collect.web import auditing
from ei_collect.web.access import Gives, declared
from tests.coded import Town
from tests.web.staff_visits import Colleague, text_of

pytestmark = pytest.mark.sqlite_only

SAID = "The bus never arrives, and nobody waits with me."
EXPORT = "/staff/bristol/export/day.csv"


@pytest.fixture
def text_id(workshop: Town) -> str:
    """Something that somebody said, coded."""
    text_id = workshop.hears(SAID)
    how = {"span": whole(SAID), "code": "buses", "stance": Stance.BARRIER}
    apply_code(workshop.installation, workshop.project.scope, workshop.researcher, text_id, **how)  # type: ignore[arg-type]
    return text_id


def _told(installation: Installation) -> list[Event]:
    with installation.database.reading() as connection:
        return list(events_after(connection, 0))


def _since(installation: Installation, before: list[Event]) -> list[tuple[str, str, str]]:
    return [(each.what, each.target, each.outcome) for each in _told(installation)[len(before) :]]


def test_signing_in_when_it_succeeds_then_told_and_when_not_then_not(
    colleague: Colleague, app: Flask, workshop: Town
) -> None:
    (event,) = _told(workshop.installation)
    assert (event.actor, event.outcome, event.project_id) == (workshop.researcher.id, "done", "")
    stranger = Colleague(app.test_client())
    assert stranger.signs_in(workshop.researcher.email, "a wrong password").status_code == 422
    assert len(_told(workshop.installation)) == 1


def test_change_when_made_then_its_ids_stand_there_and_no_word_of_it(
    colleague: Colleague, workshop: Town, text_id: str
) -> None:
    page = colleague.opens(f"/staff/bristol/coding/{text_id}")
    before = _told(workshop.installation)
    fields = {"code": "people", "stance": "barrier", "scale": "city", "memo": "Kingfisher", "span": f"0-{len(SAID)}"}
    status = colleague.sends(f"/staff/bristol/coding/{text_id}", page, **fields).status_code
    outcome = "done" if status < 400 else "refused"
    told = _since(workshop.installation, before)
    assert told == [("coding.apply", f"text_id={text_id}", "begun"), ("coding.apply", f"text_id={text_id}", outcome)]
    assert all(event.project_id == workshop.project.id for event in _told(workshop.installation)[1:])
    assert not any(word in str(_told(workshop.installation)) for word in ("Kingfisher", "never arrives", "asha@"))


def test_form_when_refused_then_the_attempt_is_told(colleague: Colleague, workshop: Town) -> None:
    before = _told(workshop.installation)
    assert colleague.client.post("/staff/bristol/packs", data={"csrf_token": "stale"}).status_code == 400
    assert [outcome for _, _, outcome in _since(workshop.installation, before)] == ["begun", "refused"]


def test_copy_when_taken_away_then_told_and_listed_and_a_page_is_not(
    colleague: Colleague, workshop: Town, text_id: str
) -> None:
    before = _told(workshop.installation)
    for page in ("", "coding", f"coding/{text_id}", "packs", "conflicts"):
        assert colleague.opens(f"/staff/bristol/{page}").status_code == 200
    assert _since(workshop.installation, before) == []
    pack = build_pack(workshop.installation, workshop.project).id
    taken = [EXPORT, "/staff/bristol/export/codings/day.csv", f"/staff/bristol/packs/{pack}/pack.html"]
    assert [colleague.opens(each).status_code for each in taken] == [200, 200, 200]
    assert [(what, outcome) for what, _, outcome in _since(workshop.installation, before)] == [
        (what, outcome)
        for what in ("exporting.answers", "exporting.codings", "forum.file")
        for outcome in ("begun", "done")
    ]
    with workshop.installation.database.reading() as connection:
        copies = copies_of(connection, workshop.project.scope)
    assert [copy.target for copy in copies] == [f"name=pack.html pack_id={pack}", "slug=day", "ending=csv slug=day"]
    assert {copy.handed_by for copy in copies} == {"Asha"}


def test_copy_when_there_is_none_then_none_is_listed(colleague: Colleague, workshop: Town) -> None:
    assert colleague.opens("/staff/bristol/packs/pk_none/pack.html").status_code == 404
    with workshop.installation.database.reading() as connection:
        assert copies_of(connection, workshop.project.scope) == ()
    assert _told(workshop.installation)[-1].outcome == "refused"


def test_act_when_the_log_cannot_be_written_then_it_is_not_done(
    colleague: Colleague, workshop: Town, text_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> int:
        raise AbsentError.of("disk-full", "is full", where="the disk", mend="Make room.")

    monkeypatch.setattr(auditing, "begin", full)
    answer = colleague.opens(EXPORT)
    assert answer.status_code >= 500
    assert text_id not in answer.text


def test_outcome_when_it_cannot_be_written_then_what_was_done_is_still_answered(
    colleague: Colleague, workshop: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_given: object) -> None:
        raise AbsentError.of("database-unusable", "is gone", where="the database", mend="Start it.")

    monkeypatch.setattr(auditing, "end", gone)
    assert colleague.opens(EXPORT).status_code == 200
    assert _told(workshop.installation)[-1].outcome == "begun"


def test_respondents_when_they_do_anything_then_the_log_says_nothing(app: Flask, workshop: Town) -> None:
    client = app.test_client()
    for address in ("/", "/en/", "/en/s/day", "/staff/sign-in", "/healthz"):
        client.get(address)
    client.post("/en/s/day", data={"agree": "research"})
    client.post("/en/r/withdraw", data={"code": "nonsense", "sure": "1"})
    assert _told(workshop.installation) == []


def test_changing_route_when_declared_for_staff_then_none_can_go_by_the_log(app: Flask) -> None:
    """What gives a copy or an original says so; what changes anything needs to say nothing."""
    given = {
        rule.endpoint: access.gives
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and (access := declared(app.view_functions[rule.endpoint]))
    }
    copies = {endpoint for endpoint, gives in given.items() if gives is Gives.COPY}
    assert copies >= {"exporting.answers", "exporting.codings", "forum.file"}
    assert {endpoint for endpoint, gives in given.items() if gives is Gives.ORIGINAL} >= {
        "moderating.picture",
        "scans.picture",
        "transcribing.sound",
    }


def test_log_when_its_auditor_reads_it_then_names_and_outcomes(
    someone: Callable[..., Colleague], workshop: Town, colleague: Colleague
) -> None:
    assert colleague.opens(EXPORT).status_code == 200
    auditor = someone(MemberRole.AUDITOR)
    page = text_of(auditor.opens("/staff/bristol/log"))
    assert "Asha exporting.answers ending=csv slug=day begun" in page
    assert "Asha exporting.answers ending=csv slug=day done (of 2)" in page
    for before in ("2", "x", "%D9%A3", "9" * 30):
        assert auditor.opens(f"/staff/bristol/log?before={before}").status_code == 200
    assert "begun" not in text_of(auditor.opens("/staff/bristol/log?before=2"))
    assert colleague.opens("/staff/bristol/log").status_code == 404
    assert list(log_findings(workshop.installation)) == []
