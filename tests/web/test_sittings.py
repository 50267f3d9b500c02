"""Sittings as a partner runs them in the browser, and what others see of them."""

from collections.abc import Callable

import pypdfium2
import pytest

from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.projects import set_project
from ei_collect.operations.sitting import sitting_named
from ei_collect.places.picture import to_png
from ei_collect.projects.project import HelpLine, MemberRole, Project
from ei_collect.store.sittings import sittings_of
from tests.places.posters import codes_in, picture
from tests.web.staff_visits import Colleague, text_of
from tests.web.visits import Visitor

SITTINGS = "/staff/bristol/sittings"
NEW = f"{SITTINGS}/new"
FIELDS: dict[str, str | list[str]] = {
    "venue": "St Mary's hall <b>",
    "held_on": "2026-12-01",
    "survey": "town",
    "language": ["so", "en"],
    "audience": "Parents",
    "expected": "12",
    "helper_role": ["interpreter", "", "nonsense"],
    "helper_language": ["so", "", "so"],
    "keyed_twice": "25",
    "notes": "The door is at the back.",
}


@pytest.fixture
def partner(someone: Callable[..., Colleague]) -> Colleague:
    """A partner, signed in."""
    return someone(MemberRole.PARTNER)


def _opens(colleague: Colleague, **fields: str | list[str]) -> str:
    """Open a sitting by the form; its address."""
    sent = colleague.sends(NEW, colleague.opens(NEW), **{**FIELDS, **fields})
    assert sent.status_code == 303, text_of(sent)
    return sent.location


def test_sitting_when_opened_then_its_page_the_list_and_the_form_tell_what_was_typed(partner: Colleague) -> None:
    assert "None yet." in text_of(partner.opens(SITTINGS))
    address = _opens(partner)
    page = text_of(partner.opens(address))
    for words in (
        "St Mary's hall <b>, 2026-12-01",
        "English, Somali",
        "Our town",
        "Parents",
        "0 responses of 12 expected",
    ):
        assert words in page
    assert "Interprets (Somali)" in page
    assert page.count("Helper") == 1
    assert "25 of 100 sheets" in page
    assert "St Mary's hall <b> 2026-12-01" in text_of(partner.opens(SITTINGS))
    form = partner.opens(f"{address}/change").text
    assert 'value="St Mary&#39;s hall &lt;b&gt;"' in form
    assert 'value="so" checked' in form
    assert 'value="ar" checked' not in form


def test_sitting_when_changed_noted_and_closed_then_kept(
    installation: Installation, project: Project, partner: Colleague
) -> None:
    address = _opens(partner)
    page = partner.opens(address)
    changed = {**FIELDS, "venue": "Library", "keeps_scans": "1", "expected": "", "language": "ar"}
    assert partner.sends(f"{address}/change", page, **changed).status_code == 303
    assert partner.sends(f"{address}/notes", page, notes="Two left.\r\nضجيج").status_code == 303
    assert partner.sends(f"{address}/close", page).status_code == 303
    sitting = sitting_named(installation, project.scope, address.rpartition("/")[2])
    assert (sitting.venue, sitting.expected, sitting.languages) == ("Library", 0, ("ar",))
    assert (sitting.keeps_scans, sitting.notes, sitting.closed_on) == (True, "Two left.\nضجيج", today())
    assert "closed" in text_of(partner.opens(address))
    assert "Close the sitting" not in text_of(partner.opens(address))
    assert partner.sends(f"{address}/reopen", page).status_code == 303
    assert sitting_named(installation, project.scope, sitting.code).is_open


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"venue": ""}, "the venue: is empty"),
        ({"held_on": "soon"}, "'soon' is no day"),
        ({"expected": "many"}, "how many people: cannot be"),
        ({"keyed_twice": "101"}, "sheets keyed twice: is no share"),
        ({"keyed_twice": "٣"}, "sheets keyed twice: is no share"),
        ({"survey": "other"}, "survey other: is not this project's"),
        ({"survey": []}, "surveys: are not chosen"),
        ({"language": "nonsense"}, "languages: are not chosen"),
        ({"venue": "a\0" * 100}, "the venue: is too long"),
    ],
)
def test_sitting_when_something_is_wrong_then_it_is_said_and_what_was_typed_stays(
    installation: Installation,
    project: Project,
    partner: Colleague,
    wrong: dict[str, str | list[str]],
    said: str,
) -> None:
    answer = partner.sends(NEW, partner.opens(NEW), **{**FIELDS, **wrong})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'value="Parents"' in answer.text
    with installation.database.reading() as connection:
        assert sittings_of(connection, project.scope) == ()


def test_sitting_when_changed_wrongly_or_noted_at_length_then_it_says_so(partner: Colleague) -> None:
    address = _opens(partner)
    page = partner.opens(address)
    assert partner.sends(f"{address}/change", page, **{**FIELDS, "venue": " "}).status_code == 422
    noted = partner.sends(f"{address}/notes", page, notes="x" * 4001)
    assert (noted.status_code, "the notes: is too long" in text_of(noted)) == (422, True)


def test_partner_when_another_opened_it_then_neither_listed_nor_found_and_researchers_see_all(
    someone: Callable[..., Colleague], partner: Colleague
) -> None:
    mine = _opens(partner)
    stranger = someone(MemberRole.PARTNER, "stranger")
    assert "None yet." in text_of(stranger.opens(SITTINGS))
    page = stranger.opens(SITTINGS + "/new")
    for part in ("", "/change", "/volunteer", "/volunteer.pdf"):
        assert stranger.opens(mine + part).status_code == 404
    for part in ("/change", "/notes", "/close", "/reopen"):
        assert stranger.sends(mine + part, page, **FIELDS).status_code == 404
    researcher = someone(MemberRole.RESEARCHER)
    assert "St Mary's hall" in text_of(researcher.opens(SITTINGS))
    assert researcher.opens(mine).status_code == 200


def test_fieldworker_when_looking_then_sees_which_sittings_there_are_and_no_counts(
    someone: Callable[..., Colleague], partner: Colleague
) -> None:
    mine = _opens(partner)
    fieldworker = someone(MemberRole.FIELDWORKER)
    listed = fieldworker.opens(SITTINGS)
    assert "St Mary's hall" in text_of(listed)
    assert f'href="{mine}"' not in listed.text
    assert (fieldworker.opens(mine).status_code, fieldworker.opens(NEW).status_code) == (404, 404)


@pytest.mark.parametrize("role", [MemberRole.FACILITATOR, MemberRole.ADMINISTRATOR])
def test_others_when_they_look_for_sittings_then_not_found(someone: Callable[..., Colleague], role: MemberRole) -> None:
    colleague = someone(role)
    assert colleague.opens(SITTINGS).status_code == 404
    assert "Sittings" not in text_of(colleague.opens("/staff/bristol/"))


def test_partner_when_looking_elsewhere_then_no_words_no_counts_no_exports(partner: Colleague) -> None:
    assert "Responses" not in text_of(partner.opens("/staff/bristol/"))
    for part in ("coding", "export/town.csv", "packs", "conflicts", "photos", "recordings", "posters"):
        assert partner.opens(f"/staff/bristol/{part}").status_code == 404, part


def test_counts_when_somebody_answers_by_the_code_then_the_page_shows_them_by_device_help_and_language(
    partner: Colleague, visitor: Visitor
) -> None:
    address = _opens(partner, language="en")
    visitor.opens(f"/p/{address.rpartition('/')[2]}").fills_in(field_agree="research").presses()
    visitor.presses().presses().presses().fills_in(field_help="scribe").taps("Send my answers")
    page = text_of(partner.opens(address))
    assert "1 response of 12 expected" in page
    for words in ("Written for them 1", "English 1", "Our town 1"):
        assert words in page


def test_volunteers_page_when_opened_then_it_tells_who_asks_the_code_and_what_to_do(
    installation: Installation, project: Project, partner: Colleague
) -> None:
    address = _opens(partner)
    code = address.rpartition("/")[2]
    answer = partner.opens(f"{address}/volunteer")
    page = text_of(answer)
    for words in ("Everyday Bristol", "1 December 2026", code, f"localhost:8000/p/{code}", "team@example.org"):
        assert words in page
    for words in ("You do not have to take part", "take all your answers back", "No signal", "Somali Soomaali"):
        assert words in page
    policy = answer.headers["Content-Security-Policy"]
    assert "'sha256-" in policy
    assert "unsafe-inline" not in policy


def test_volunteers_page_when_printed_then_one_side_of_a4_whose_square_leads_to_the_sitting(
    partner: Colleague,
) -> None:
    address = _opens(partner)
    answer = partner.opens(f"{address}/volunteer.pdf")
    code = address.rpartition("/")[2]
    assert answer.headers["Content-Disposition"] == f"attachment; filename=sitting-{code}.pdf"
    assert _sides(answer.data) == [(595, 842)]
    assert codes_in(picture(to_png(answer.data))) == [f"http://localhost:8000/p/{code}"]


def test_volunteers_page_when_everything_is_as_long_as_it_may_be_then_still_one_side_or_a_word_about_it(
    installation: Installation, project: Project, partner: Colleague
) -> None:
    long: dict[str, str | list[str]] = {"venue": "W" * 120, "audience": "W " * 60, "language": ["en", "ar", "so"]}
    lines = [HelpLine("Advice for everybody in need of it", "https://example.org/advice")] * 4
    set_project(
        installation, "bristol", {"controller": "Example Council, 1 Example Street", "help_lines": tuple(lines)}
    )
    address = _opens(partner, **long)
    assert len(_sides(partner.opens(f"{address}/volunteer.pdf").data)) == 1
    set_project(installation, "bristol", {"controller": "Council " * 900})
    refused = partner.opens(f"{address}/volunteer.pdf")
    assert (refused.status_code, "says too much for one side" in text_of(refused)) == (422, True)


def _sides(pdf: bytes) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    return [(round(page.get_width()), round(page.get_height())) for page in document]
