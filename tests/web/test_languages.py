"""The languages of a project as its staff see them: how far they are, who has signed, what terms mean."""

from collections.abc import Callable

import pytest
from flask import Flask

from ei_collect.operations.publishing import sign_off
from ei_collect.projects.project import MemberRole
from ei_collect.store.members import set_password
from ei_collect.store.surveys import find_signoffs
from ei_collect.web.installed import KEY
from tests.coded import Town, joins
from tests.web.conftest import PASSWORD_HASH
from tests.web.staff_visits import Colleague, text_of

PAGE = "/staff/bristol/languages"
SIGN = f"{PAGE}/day"


@pytest.fixture
def someone(app: Flask, workshop: Town) -> Callable[[MemberRole], Colleague]:
    """Signs in somebody in another role."""

    def signed_in(role: MemberRole) -> Colleague:
        user = joins(workshop.installation, workshop.project, "fay@example.org", role)
        with workshop.installation.database.writing() as connection:
            set_password(connection, user.id, PASSWORD_HASH)
        colleague = Colleague(app.test_client())
        colleague.signs_in("fay@example.org")
        return colleague

    return signed_in


def _reviewers(workshop: Town) -> dict[str, str]:
    with workshop.installation.database.reading() as connection:
        found = find_signoffs(connection, workshop.project.scope, workshop.version.id)
    return {code: each.reviewer for code, each in found.items()}


def test_languages_when_looked_at_then_every_one_stands_there_with_its_state(colleague: Colleague) -> None:
    page = colleague.opens(PAGE)
    words = text_of(page)
    assert "Tigrinya ትግርኛ" in words
    assert "Arabic العربية" in words
    assert words.count("draft translation") == 3
    assert "missing" in words
    assert '<span lang="zh-Hant" dir="ltr">' in page.text


def test_sign_off_when_recorded_then_the_table_says_by_whom_and_the_language_is_not_offered_again(
    colleague: Colleague, workshop: Town
) -> None:
    page = colleague.opens(PAGE)
    assert '<option value="ar">' in page.text
    answer = colleague.sends(SIGN, page, language="ar", reviewer="Amal <b>", read="yes")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}#day")
    page = colleague.opens(PAGE)
    assert "Amal &lt;b&gt;" in page.text
    assert '<option value="ar">' not in page.text
    assert _reviewers(workshop) == {"ar": "Amal <b>"}


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ({"language": "ar", "reviewer": "Amal"}, "nobody has said what was read"),
        ({"language": "ar", "reviewer": " ", "read": "yes"}, "needs the name"),
        ({"language": "cy", "reviewer": "Rhys", "read": "yes"}, "is not complete"),
        ({"language": "en", "reviewer": "Ann", "read": "yes"}, "own language"),
        ({}, "nobody has said what was read"),
    ],
)
def test_sign_off_when_something_is_lacking_then_it_says_so_and_nothing_is_recorded(
    colleague: Colleague, workshop: Town, sent: dict[str, str], fault: str
) -> None:
    answer = colleague.sends(SIGN, colleague.opens(PAGE), **sent)
    assert answer.status_code == 422
    assert fault in text_of(answer)
    if sent.get("reviewer", "").strip():
        assert f'value="{sent["reviewer"]}"' in answer.text
    assert _reviewers(workshop) == {}


def test_sign_off_when_the_survey_is_another_ones_then_not_found(colleague: Colleague) -> None:
    page = colleague.opens(PAGE)
    assert colleague.sends(f"{PAGE}/none", page, language="ar", reviewer="Amal", read="yes").status_code == 404


def test_sign_off_when_what_was_read_has_changed_since_then_it_says_so_and_can_be_read_again(
    app: Flask, colleague: Colleague, workshop: Town
) -> None:
    sign_off(workshop.installation, workshop.project.scope, "day", "so", "Hodan")
    folder = app.extensions[KEY].config.translations / "so/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "interface.po").write_text('msgid "Privacy"\nmsgstr "Sir"\n', encoding="utf-8")
    page = colleague.opens(PAGE)
    assert "words have changed since: read it again" in text_of(page)
    assert '<option value="so">' in page.text


@pytest.mark.parametrize("address", [PAGE, "/staff/bristol/glossary", "/staff/bristol/preview/day/ar"])
def test_page_when_somebody_has_nothing_to_do_with_languages_then_it_is_not_there(
    someone: Callable[[MemberRole], Colleague], app: Flask, address: str
) -> None:
    facilitator = someone(MemberRole.FACILITATOR)
    assert facilitator.opens(address).status_code == 404
    assert PAGE not in facilitator.opens("/staff/bristol/").text
    stranger = app.test_client().get(address)
    assert stranger.status_code == 302
    assert "/staff/sign-in" in stranger.headers["Location"]


def test_page_when_an_administrator_looks_then_it_opens_and_is_in_the_navigation(
    someone: Callable[[MemberRole], Colleague],
) -> None:
    administrator = someone(MemberRole.ADMINISTRATOR)
    assert f'href="{PAGE}"' in administrator.opens("/staff/bristol/").text
    assert administrator.opens(PAGE).status_code == 200


def test_glossary_when_a_language_is_chosen_then_terms_stand_beside_what_its_catalogues_say(
    app: Flask, colleague: Colleague
) -> None:
    folder = app.extensions[KEY].config.translations
    assert "Glossary" in text_of(colleague.opens("/staff/bristol/glossary"))
    (folder / "glossary.yaml").write_text("- {term: ward, meaning: A part of the city.}\n", encoding="utf-8")
    (folder / "interface.pot").touch()
    (folder / "ar/LC_MESSAGES").mkdir(parents=True)
    (folder / "ar/LC_MESSAGES/interface.po").write_text('msgid "Your ward"\nmsgstr "حيّك"\n', encoding="utf-8")
    words = text_of(colleague.opens("/staff/bristol/glossary"))
    assert "A part of the city." in words
    assert "حيّك" not in words
    page = colleague.opens("/staff/bristol/glossary?language=ar")
    assert '<span lang="ar" dir="rtl">حيّك</span>' in page.text
    assert "Nothing with this term is translated yet." in text_of(
        colleague.opens("/staff/bristol/glossary?language=cy")
    )
