"""Interviews in the browser of whoever keys them: by plain forms, the right way round, and never answered by residents."""

import re
from dataclasses import dataclass, field
from html import escape

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from ei_collect.answering.receipts import normalise
from ei_collect.fieldwork.sheet_code import mint_sheet_code
from ei_collect.operations.coding import use_codebook
from ei_collect.operations.installation import Installation
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.members import set_password
from ei_collect.store.tables import interviews as table
from tests.answering.surveys import TOWN, publish_yaml
from tests.coded import read_codebook
from tests.operations.interview_desk import FACTS, FILLED_IN, NOTED, SAID, Interviews, interviews_of
from tests.operations.sitting_opening import opened
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague, text_of

pytestmark = pytest.mark.sqlite_only
INTERVIEWS = "/staff/bristol/interviews"
HOSTILE = "\u202e</textarea><script>alert(1)</script> {{ 7*7 }} \U0001f600"


@dataclass
class Office:
    """The town and its app."""

    desks: Interviews
    app: Flask
    signed_in: dict[str, Colleague] = field(default_factory=dict)

    def person(self, name: str, role: MemberRole = MemberRole.FIELDWORKER) -> Colleague:
        """Somebody who has signed in; the same for the same name."""
        if name in self.signed_in:
            return self.signed_in[name]
        who = self.desks.person(name, role)
        with self.desks.installation.database.writing() as connection:
            set_password(connection, who.user.id, PASSWORD_HASH)
        colleague = Colleague(self.app.test_client())
        assert colleague.signs_in(who.user.email).status_code == 302
        self.signed_in[name] = colleague
        return colleague

    def begins(self, colleague: Colleague, language: str = "en", sitting: str = "") -> str:
        """Begin without a printed guide; the address of the interview."""
        listing = colleague.opens(INTERVIEWS)
        sent = colleague.sends(INTERVIEWS, listing, guide="our-guide", language=language, sitting=sitting)
        assert sent.status_code == 303, text_of(sent)
        return sent.headers["Location"]

    def types(self, colleague: Colleague, address: str, language: str = "en", **changes: str) -> TestResponse:
        """Key every page, each where the one before leads to; the end."""
        for fields in ({**FACTS, "language": language}, *FILLED_IN):
            page = colleague.opens(address)
            address = colleague.sends(address, page, **{**fields, **changes}).headers["Location"]
        return colleague.opens(address)

    def finishes(self, colleague: Colleague, end: TestResponse) -> TestResponse:
        """Say that all is keyed."""
        slip = re.search(r'name="slip" value="([^"]+)"', end.text)
        return colleague.sends(end.request.path, end, **({"slip": slip[1]} if slip else {}))


@pytest.fixture
def office(app: Flask, installation: Installation, project: Project) -> Office:
    """The town with a guide in English and Arabic, and its app."""
    return Office(interviews_of(installation, project), app)


def test_interview_when_keyed_by_plain_forms_then_kept_and_its_slip_takes_it_back(office: Office) -> None:
    amina = office.person("amina")
    end = office.types(amina, office.begins(amina))
    slip = office.finishes(amina, end)
    code = re.search(r'<p class="code"><bdi dir="ltr">([^<]+)', slip.text)
    assert code
    assert "localhost:8000/en/r" in text_of(slip)
    (kept,) = office.desks.responses()
    assert kept.submission.answers["tour"].value.body == SAID  # type: ignore[union-attr]
    assert code[1] in office.finishes(amina, end).text, "sent twice, the slip is there again"
    withdraw(office.desks.installation, normalise(code[1]))
    assert office.desks.responses() == []


def test_interview_in_arabic_when_keyed_then_words_run_from_the_right_and_notes_as_they_are(office: Office) -> None:
    amina = office.person("amina")
    address = office.begins(amina, "ar")
    page = amina.opens(f"{address}/1")
    assert re.search(r'<textarea id="said-tour"[^>]*lang="ar" dir="rtl"', page.text)
    assert re.search(r'<textarea id="notes-tour"[^>]*dir="auto"', page.text)
    assert '<bdi lang="ar">[ar] Where would you take me?</bdi>' in page.text
    assert "Where would you take me?" in text_of(page)
    assert "[ar] Who would we meet?" in text_of(page)
    slip = office.finishes(amina, office.types(amina, address, "ar", q_tour="نلتقي", q_may_quote="no"))
    assert '<section class="slip" lang="ar" dir="rtl">' in slip.text
    assert office.desks.responses()[0].submission.quotable.value == "never"


def test_words_when_hostile_then_shown_as_typed_and_kept_so(office: Office) -> None:
    amina, rita = office.person("amina"), office.person("rita", MemberRole.RESEARCHER)
    address = office.begins(amina)
    end = office.types(amina, address, q_tour=HOSTILE, notes_tour=f"{HOSTILE} noted")
    again = amina.opens(f"{address}/1")
    assert escape(HOSTILE, quote=False)[1:40] in again.text
    assert "<script>alert" not in again.text
    office.finishes(amina, end)
    (kept,) = office.desks.responses()
    use_codebook(office.desks.installation, office.desks.project.scope, read_codebook())
    page = rita.opens(f"/staff/bristol/coding/{kept.text_ids['tour']}")
    assert "<script>alert" not in page.text
    assert "Asked by: A community researcher. Agreed to take part: Orally" in text_of(page)
    assert "noted" in text_of(page)
    assert HOSTILE in [
        answer.value.body for answer in kept.submission.answers.values() if hasattr(answer.value, "body")
    ]


def test_page_when_kept_so_far_then_it_stays_and_nothing_is_lost(office: Office) -> None:
    amina = office.person("amina")
    address = office.begins(amina)
    first = f"{address}/1"
    sent = amina.sends(first, amina.opens(first), q_tour="half a sent", unasked_brings="1", stay="1")
    assert sent.headers["Location"] == first
    again = amina.opens(first)
    assert "half a sent</textarea>" in again.text
    assert 'name="unasked_brings" value="1" checked' in again.text
    assert address in amina.opens(INTERVIEWS).text


def test_interview_when_not_whole_then_the_end_says_what_is_missing(office: Office) -> None:
    amina = office.person("amina")
    address = office.begins(amina)
    end = amina.opens(f"{address}/end")
    assert "the interviewer: is not said. Choose what the interviewer is." in text_of(end)
    refused = office.finishes(amina, end)
    assert (refused.status_code, "the interview: has no words in it" in text_of(refused)) == (422, True)
    assert office.desks.responses() == []


def test_interview_when_thrown_away_then_asked_once_and_gone(office: Office) -> None:
    amina = office.person("amina")
    address = office.begins(amina)
    end = amina.opens(f"{address}/end")
    assert amina.sends(f"{address}/away", end).status_code == 422
    gone = amina.sends(f"{address}/away", end, sure="1")
    assert "was thrown away: nothing of it is kept" in text_of(amina.opens(gone.headers["Location"]))
    assert amina.opens(address).status_code == 404


def test_code_when_none_of_ours_then_said_and_typed_again(office: Office) -> None:
    amina = office.person("amina")
    listing = amina.opens(INTERVIEWS)
    for code, status in (("<nonsense>", 422), (mint_sheet_code(), 404), ("\0", 422)):
        answer = amina.sends(f"{INTERVIEWS}/by-code", listing, code=code)
        shown = escape(code).replace("\0", "\u2400")
        assert (answer.status_code, f'value="{shown}"' in answer.text) == (status, True)
        assert amina.sends(INTERVIEWS, listing, guide="our-guide", language=code).status_code == 422
    assert amina.opens(f"{INTERVIEWS}/{mint_sheet_code()}").status_code == 404


def test_guides_when_printed_then_each_opens_by_its_code_and_has_its_own_slip(office: Office) -> None:
    ana, amina = office.person("ana", MemberRole.PARTNER), office.person("amina")
    there = f"{INTERVIEWS.replace('interviews', 'guides')}/our-guide"
    fields = {"language": "ar", "count": "2"}
    assert ana.sends(there, ana.opens(INTERVIEWS), **fields).status_code == 422, "a partner names a sitting"
    assert amina.sends(there, amina.opens(INTERVIEWS), **fields).status_code == 404, "no permission"
    rita = office.person("rita", MemberRole.RESEARCHER)
    printed = rita.sends(there, rita.opens(INTERVIEWS), **fields)
    assert (printed.status_code, printed.mimetype) == (200, "application/pdf")
    assert printed.headers["Cache-Control"] == "private, no-store"
    with office.desks.installation.database.reading() as connection:
        codes = [row.code for row in connection.execute(table.select())]
    assert len(codes) == 2
    begun = amina.sends(f"{INTERVIEWS}/by-code", amina.opens(INTERVIEWS), code=codes[0])
    done = office.finishes(amina, office.types(amina, begun.headers["Location"], "ar"))
    assert "is finished" in text_of(amina.opens(done.headers["Location"]))
    refused = amina.sends(f"{INTERVIEWS}/by-code", amina.opens(INTERVIEWS), code=codes[0])
    assert "has been keyed already" in text_of(refused)


def test_guide_when_read_on_a_screen_then_whole_in_its_language_and_without_a_code(office: Office) -> None:
    amina = office.person("amina")
    page = amina.opens("/staff/bristol/guides/our-guide/ar")
    words = text_of(page)
    assert 'lang="ar" dir="rtl"' in page.text
    for told in ("[ar] You can stop at any time.", "[ar] Who would we meet?", "For the interviewer.", "[ar] On foot"):
        assert told in words
    assert "'sha256-" in page.headers["Content-Security-Policy"]
    assert amina.opens("/staff/bristol/guides/our-guide/so").status_code == 404
    assert amina.opens("/staff/bristol/guides/no-guide/en").status_code == 404


def test_guide_when_a_resident_would_answer_it_then_not_found_and_not_offered(office: Office) -> None:
    anybody = office.app.test_client()
    for address in ("", "/street", "/check", "/thanks", "/consent"):
        assert anybody.get(f"/en/s/our-guide{address}").status_code == 404, address
    for address in ("", "/street", "/send"):
        assert anybody.post(f"/en/s/our-guide{address}", data={"q_tour": "x", "agree": "research"}).status_code == 404
    assert "Tell us of your street" not in anybody.get("/en/").text
    ana = office.person("ana", MemberRole.PARTNER)
    assert "Tell us of your street" not in ana.opens("/staff/bristol/sittings/new").text
    for page in ("posters", "sheets"):
        there = office.person("rita", MemberRole.RESEARCHER).opens(f"/staff/bristol/{page}").text
        assert "our-guide" not in there


def test_receipt_of_an_interview_when_opened_then_shows_it_and_offers_no_change(office: Office) -> None:
    amina, anybody = office.person("amina"), office.app.test_client()
    end = office.types(amina, office.begins(amina), readable="yes")
    slip = re.search(r'name="slip" value="([^"]+)"', end.text)
    office.finishes(amina, end)
    assert slip
    opened_page = anybody.post("/en/r", data={"code": slip[1]})
    assert SAID.partition("\n")[0] in text_of(opened_page)
    assert NOTED not in text_of(opened_page)
    assert "Change my answers" not in text_of(opened_page)
    assert anybody.post("/en/r/change", data={"code": slip[1]}).status_code == 404
    assert "Take my answers back" in text_of(opened_page)


def test_notes_when_exported_then_in_a_table_of_their_own_and_in_no_other(office: Office) -> None:
    amina, rita = office.person("amina"), office.person("rita", MemberRole.RESEARCHER)
    office.finishes(amina, office.types(amina, office.begins(amina), notes_tour="=1+1 Heron"))
    notes = rita.opens("/staff/bristol/export/notes/our-guide.csv").text
    assert "tour,Where would you take me?,community_researcher,'=1+1 Heron,0" in notes
    answers = rita.opens("/staff/bristol/export/our-guide.csv").text
    assert ("Heron" in answers, "Kingfisher" in answers) == (False, True)
    assert "community_researcher,orally" in answers
    assert amina.opens("/staff/bristol/export/notes/our-guide.csv").status_code == 404
    assert rita.opens("/staff/bristol/export/notes/nothing.csv").status_code == 404


def test_interview_of_a_sitting_when_finished_then_counted_there(office: Office, installation: Installation) -> None:
    publish_yaml(installation, office.desks.project, TOWN)
    ana = office.person("ana", MemberRole.PARTNER)
    sitting = opened(installation, office.desks.project, office.desks.person("ana").user)
    office.finishes(ana, office.types(ana, office.begins(ana, sitting=sitting.code)))
    assert office.desks.responses()[0].submission.sitting == sitting.id
    eve = office.person("eve", MemberRole.PARTNER)
    listing = eve.opens(INTERVIEWS)
    assert eve.sends(INTERVIEWS, listing, guide="our-guide", language="en", sitting=sitting.code).status_code == 404
