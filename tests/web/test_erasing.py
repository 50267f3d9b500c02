"""The pages on which staff erase on request, and see which copies are to be called back."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from ei_collect.coding.coding import Stance
from ei_collect.coding.spans import whole
from ei_collect.operations.coding import apply_code
from ei_collect.operations.packs import build_pack
from ei_collect.projects.project import MemberRole
from ei_collect.store.log import events_after
from ei_collect.store.tables import responses
from tests.coded import Town
from tests.web.staff_visits import Colleague, text_of

pytestmark = pytest.mark.sqlite_only

SAID = "The bus never arrives. Kingfisher."
ERASE, COPIES = "/staff/bristol/erase", "/staff/bristol/copies"
LOOK = f"{ERASE}/look"


@pytest.fixture
def text_id(workshop: Town) -> str:
    """Something that somebody said, coded."""
    text_id = workshop.hears(SAID)
    how = {"span": whole(SAID), "code": "buses", "stance": Stance.BARRIER}
    apply_code(workshop.installation, workshop.project.scope, workshop.researcher, text_id, **how)  # type: ignore[arg-type]
    return text_id


def _responses(town: Town) -> int:
    with town.installation.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(responses)) or 0


def test_answers_when_looked_at_then_counted_without_a_word_and_erased_only_when_sure(
    colleague: Colleague, workshop: Town, text_id: str
) -> None:
    pack = build_pack(workshop.installation, workshop.project).id
    assert colleague.opens("/staff/bristol/export/day.csv").status_code == 200
    link = re.search(rf'href="({ERASE}\?named={text_id})"', colleague.opens(f"/staff/bristol/coding/{text_id}").text)
    assert link
    page = colleague.opens(link[1])
    assert f'value="{text_id}"' in page.text
    sure = colleague.sends(LOOK, page, typed=text_id)
    assert (bool(re.search(r"Texts\s*1\b", text_of(sure))), "Kingfisher" in sure.text, _responses(workshop)) == (
        True,
        False,
        1,
    )
    gone = colleague.sends(ERASE, sure, typed=text_id)
    told = text_of(gone)
    assert (_responses(workshop), pack in told, "Answers as a table" in told) == (0, True, True)
    assert "1 took answers back: destroy it" in text_of(colleague.opens(COPIES))
    assert "withdrawn on" in text_of(colleague.opens("/staff/bristol/packs"))
    with workshop.installation.database.reading() as connection:
        last = events_after(connection, 0)[-1]
    assert (last.what, last.outcome) == ("erasing.take", "done")
    assert re.fullmatch(r"response=rs_\w+", last.target)


def test_what_is_typed_when_it_opens_nothing_then_said_and_kept_in_the_form(colleague: Colleague) -> None:
    for typed in ("Kingfisher", "tx_none", "0000-0000-0000-0000"):
        for address in (LOOK, ERASE):
            answer = colleague.sends(address, colleague.opens(ERASE), typed=typed)
            assert (answer.status_code, f'value="{typed}"' in answer.text) == (422, True)
            assert "Nothing was erased" in text_of(answer)


def test_copies_when_nobody_took_anything_back_then_said(colleague: Colleague) -> None:
    assert "None has been handed out yet." in text_of(colleague.opens(COPIES))
    colleague.opens("/staff/bristol/export/day.csv")
    assert "nobody took answers back" in text_of(colleague.opens(COPIES))


def test_administrator_when_asked_by_code_then_may_erase_and_reads_no_word(
    someone: Callable[..., Colleague], workshop: Town, text_id: str
) -> None:
    administrator = someone(MemberRole.ADMINISTRATOR)
    sure = administrator.sends(LOOK, administrator.opens(ERASE), typed=text_id)
    assert sure.status_code == 200
    assert administrator.opens(f"/staff/bristol/coding/{text_id}").status_code == 404
    assert "Kingfisher" not in administrator.sends(ERASE, sure, typed=text_id).text
    assert _responses(workshop) == 0


@pytest.mark.parametrize("role", [MemberRole.FACILITATOR, MemberRole.CODER, MemberRole.PARTNER, MemberRole.AUDITOR])
def test_others_when_they_try_then_not_found(
    app: Flask, someone: Callable[..., Colleague], workshop: Town, text_id: str, role: MemberRole
) -> None:
    colleague = someone(role)
    assert [colleague.opens(each).status_code for each in (ERASE, COPIES)] == [404, 404]
    token = re.search(r'name="csrf_token" value="([^"]+)"', colleague.opens("/staff/").text)
    assert token
    sent = {"csrf_token": token[1], "typed": text_id}
    assert [colleague.client.post(each, data=sent).status_code for each in (LOOK, ERASE)] == [404, 404]
    assert _responses(workshop) == 1
