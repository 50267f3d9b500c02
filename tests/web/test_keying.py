"""Typing sheets in the browser: by plain forms, every fault told, nobody's sheets shown to who may not know of them."""

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from ei_collect.fieldwork.keying import marks_name
from ei_collect.fieldwork.numbering import RESEARCH
from ei_collect.operations.installation import Installation
from ei_collect.operations.keying import begin
from ei_collect.projects.project import MemberRole, Project
from ei_collect.store.members import set_password
from tests.operations.sheet_desk import FILLED_IN, Desks, Slip, desks_of, on_page
from tests.web.conftest import PASSWORD_HASH
from tests.web.pages import PageReader
from tests.web.staff_visits import Colleague, text_of

pytestmark = pytest.mark.sqlite_only
KEYING = "/staff/bristol/keying"


@dataclass
class Office:
    """The town and its app."""

    desks: Desks
    app: Flask

    def person(self, name: str, role: MemberRole = MemberRole.FIELDWORKER) -> Colleague:
        """Somebody who has signed in."""
        keyer = self.desks.person(name, role)
        with self.desks.installation.database.writing() as connection:
            set_password(connection, keyer.user.id, PASSWORD_HASH)
        colleague = Colleague(self.app.test_client())
        assert colleague.signs_in(keyer.user.email).status_code == 302
        return colleague

    def types(self, colleague: Colleague, sheet: Slip, changes: dict[str, str] | None = None) -> TestResponse:
        """Type a whole sheet, as often as it takes to be sure, and say that it is done."""
        there = colleague.sends(KEYING, colleague.opens(KEYING), code=sheet.code)
        for page in self.desks.pages:
            typed = on_page(page, {**FILLED_IN, **(changes or {})})
            there = sends_on(colleague, there, typed)
        end = colleague.opens(there.headers["Location"])
        return colleague.sends(there.headers["Location"], end)


def sends_on(colleague: Colleague, before: TestResponse, typed: dict[str, str]) -> TestResponse:
    """Type the page to which an answer leads; where that is doubted, once more."""
    address = before.headers["Location"]
    sent = colleague.sends(address, colleague.opens(address), **typed)
    if sent.status_code == 422:
        sure = re.findall(r'name="sure" value="([^"]+)"', sent.text)
        sent = colleague.sends(address, sent, sure=sure, **typed)
    assert sent.status_code == 303, text_of(sent)
    return sent


@pytest.fixture
def office(app: Flask, installation: Installation, project: Project) -> Office:
    """The town with every kind of question on paper, and its app."""
    return Office(desks_of(installation, project, language="ar"), app)


def test_sheet_when_typed_by_plain_forms_then_its_answers_are_kept(office: Office) -> None:
    amina, sheet = office.person("amina"), office.desks.sheet()
    done = office.types(amina, sheet, {"age": "1 2", "q_what_helps": "مقعد"})
    words = text_of(amina.opens(done.headers["Location"]))
    assert f"Sheet {sheet.code[:4]}-{sheet.code[4:]} is done, and its answers count." in words
    (kept,) = office.desks.responses()
    assert kept.submission.language == "ar"
    assert kept.submission.answers["age"].value == "two_ticked"


def test_sheet_when_somebody_interpreted_then_the_keyer_types_the_languages_that_are_written_there(
    office: Office,
) -> None:
    amina, sheet = office.person("amina"), office.desks.sheet()
    number = next(page.number for page in office.desks.pages if page.between)
    amina.sends(KEYING, amina.opens(KEYING), code=sheet.code)
    page = f"{KEYING}/{sheet.code}/{number}"
    there = amina.opens(page)
    assert "interpreted from" in text_of(there)
    assert '<option value="Somali">' in there.text
    sent = amina.sends(page, there, help="4", help_from="Somali", help_into="Klingon")
    assert sent.status_code == 422
    assert "the languages of an interpreter: has 'Klingon'" in text_of(sent)


def test_page_when_shown_then_questions_stand_in_both_languages_and_words_run_as_on_the_paper(office: Office) -> None:
    amina, sheet = office.person("amina"), office.desks.sheet()
    first = amina.sends(KEYING, amina.opens(KEYING), code=sheet.code.lower()).headers["Location"]
    page = amina.opens(first)
    words = text_of(page)
    assert "[ar] Do you live in this town? Do you live in this town?" in words
    assert all(mark in words for mark in ("1 Yes", "2 No", "d does not know", "p prefer not to say"))
    assert 'lang="ar" dir="rtl"' in page.text
    assert '<option value="Ashley">' in page.text
    grid = text_of(amina.opens(f"{first[:-1]}2"))
    assert "a1 A park: Often" in grid
    assert "c3 A market: Never" in grid


def test_page_when_faulty_or_doubted_then_told_and_nothing_typed_is_lost(office: Office) -> None:
    amina, sheet = office.person("amina"), office.desks.sheet()
    first = amina.sends(KEYING, amina.opens(KEYING), code=sheet.code).headers["Location"]
    typed = on_page(office.desks.pages[0], {**FILLED_IN, "age": "9", "q_years": "150"})
    faulty = amina.sends(first, amina.opens(first), **typed)
    assert faulty.status_code == 422
    assert "question 4: has no box '9'. There are: 1 2 p; ? is not readable." in text_of(faulty)
    assert {**fields_of(faulty)}.items() >= typed.items()
    doubted = amina.sends(first, faulty, **{**typed, marks_name(office.desks.pages[0].questions[3]): "1"})
    assert doubted.status_code == 422
    assert "question 5 is too large, and is kept as not readable." in text_of(doubted)
    stays = amina.sends(first, doubted, stay="1", **typed)
    assert stays.status_code == 422
    typed[marks_name(office.desks.pages[0].questions[3])] = "1"
    stays = amina.sends(first, doubted, stay="1", **typed)
    assert stays.headers["Location"] == first
    again = amina.opens(first)
    assert fields_of(again).items() >= typed.items()
    assert "Page 1 (typed)" not in text_of(again)
    end = amina.opens(f"{first[:-1]}end")
    assert "These pages are not typed yet" in text_of(end)
    left = amina.sends(f"{first[:-1]}end", again)
    assert left.status_code == 422
    assert "page 1, 2, 3, 4: has not been typed." in text_of(left)


def fields_of(page: TestResponse) -> dict[str, str]:
    """What stands in the fields of the form of keying."""
    form = next(each for each in PageReader(page.text).forms if each.controls and each.in_main)
    return {control.name: control.value for control in form.controls}


def test_code_when_it_is_wrong_or_of_another_then_told_on_the_same_page(office: Office) -> None:
    amina, bilal, sheet = office.person("amina"), office.person("bilal"), office.desks.sheet()
    listing = amina.opens(KEYING)
    assert amina.sends(KEYING, listing, code="ABCD").status_code == 422
    unknown = amina.sends(KEYING, listing, code=changed_code(sheet.code))
    assert (unknown.status_code, "is not one of ours" in text_of(unknown)) == (404, True)
    begin(office.desks.installation, office.desks.person("amina"), sheet.code)
    taken = bilal.sends(KEYING, bilal.opens(KEYING), code=sheet.code)
    assert "is being typed by somebody else" in text_of(taken)
    anew = bilal.sends(KEYING, taken, code=sheet.code, anew="1")
    assert anew.headers["Location"] == f"{KEYING}/{sheet.code}/1"
    assert amina.opens(f"{KEYING}/{sheet.code}/1").status_code == 404
    square = bilal.sends(KEYING, taken, code=f"{sheet.code}-3")
    assert square.headers["Location"] == f"{KEYING}/{sheet.code}/3"
    assert bilal.opens(f"{KEYING}/{sheet.code}/9").status_code == 404


def changed_code(code: str) -> str:
    """Another code whose check character fits: nobody has printed it."""
    return "00000000" if code != "00000000" else "00000011"


def test_differences_when_two_typed_then_a_partner_settles_them_and_a_fieldworker_cannot(office: Office) -> None:
    pia = office.person("pia", MemberRole.PARTNER)
    sheet = office.desks.sheet(office.desks.sitting(office.desks.person("pia"), keyed_twice=100))
    amina, bilal, code = office.person("amina"), office.person("bilal"), f"{sheet.code[:4]}-{sheet.code[4:]}"
    assert "drawn to be typed once more" in text_of(amina.opens(office.types(amina, sheet).headers["Location"]))
    assert code not in text_of(amina.opens(KEYING))
    assert code in text_of(bilal.opens(KEYING))
    changes = {"age": "1", "q_what_helps": "بنش", "help": "1"}
    office.types(bilal, sheet, changes)
    settling = f"{KEYING}/{sheet.code}/settle"
    assert settling not in amina.opens(KEYING).text
    assert amina.opens(settling).status_code == 404
    assert settling in pia.opens(KEYING).text
    page = pia.opens(settling)
    words = text_of(page)
    assert "2 (30 or over) As the second person typed it 1 (Under 30)" in words
    assert "بنش" in words
    assert "3 (wrote down what was said)" in words
    undecided = pia.sends(settling, page, **{"choice.4": "2"})
    assert undecided.status_code == 422
    assert "question 14: is not decided." in text_of(undecided)
    done = pia.sends(settling, page, **{"choice.0": "1", "choice.4": "2", "choice.14": "other", "q_what_helps": "بنك"})
    assert "told=settled" in done.headers["Location"]
    (kept,) = office.desks.responses()
    assert kept.submission.answers["age"].value == "under_30"
    assert kept.submission.answers["what_helps"].value.body == "بنك"  # type: ignore[union-attr]
    assert pia.opens(settling).status_code == 422


def test_page_when_it_was_scanned_then_shown_beside_and_filled_in_for_the_first_person_only(office: Office) -> None:
    pia = office.desks.person("pia", MemberRole.PARTNER)
    sheet = office.desks.sheet(office.desks.sitting(pia, keyed_twice=100))
    amina, bilal, first = office.person("amina"), office.person("bilal"), f"{KEYING}/{sheet.code}/1"
    scan = office.desks.scan(sheet, office.desks.pages[0], {"q_age": "under_30", RESEARCH: "1"})
    amina.sends(KEYING, amina.opens(KEYING), code=sheet.code)
    page = amina.opens(first)
    age = marks_name(office.desks.pages[0].questions[3])
    fields = fields_of(page)
    assert (fields[age], fields[RESEARCH]) == ("1", "")
    assert "What is filled in was read from the scan." in text_of(page)
    assert f'src="/staff/bristol/scans/{scan}/picture?field=q_age"' in page.text
    amina.sends(first, page, stay="1", **{age: ""}, q_years="3")
    assert (fields_of(amina.opens(first))[age], "was read from" in amina.opens(first).text) == ("", False)
    office.types(amina, sheet)
    bilal.sends(KEYING, bilal.opens(KEYING), code=sheet.code)
    assert (fields_of(bilal.opens(first))[age], scan in bilal.opens(first).text) == ("", True)


def test_partner_when_a_sheet_is_not_of_their_sittings_then_nothing_tells_of_it(office: Office) -> None:
    pia = office.person("pia", MemberRole.PARTNER)
    sheet = office.desks.sheet(office.desks.sitting(office.desks.person("zoe")), batch="of another")
    assert "of another" not in text_of(pia.opens(KEYING))
    assert pia.sends(KEYING, pia.opens(KEYING), code=sheet.code).status_code == 404
    facilitator = office.person("fred", MemberRole.FACILITATOR)
    assert facilitator.opens(KEYING).status_code == 404


def test_code_on_the_slip_when_nobody_has_typed_yet_then_it_says_so_and_can_be_taken_back(office: Office) -> None:
    sheet, client = office.desks.sheet(), office.app.test_client()
    kept = client.post("/en/r", data={"code": sheet.key})
    assert "Your answers are on paper." in text_of(kept)
    assert "Go on where you stopped" not in kept.text
    gone = client.post("/en/r/withdraw", data={"code": sheet.key, "sure": "1"})
    assert "Your answers have been taken back" in text_of(gone)
    amina = office.person("amina")
    shredded = amina.sends(KEYING, amina.opens(KEYING), code=sheet.code)
    assert "was taken back. Have the paper shredded." in text_of(shredded)
