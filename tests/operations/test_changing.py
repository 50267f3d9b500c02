"""Changing answers that were sent: nothing is lost on the way, and what did not change keeps what hangs on it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.answering.response import Help, Missing, Response, Words
from ei_collect.coding.coding import PlaceSpokenOf, Scale, Span, Stance
from ei_collect.errors import GoneError, NotFoundError
from ei_collect.operations.answering import Closing, PageSent, save_section, submit
from ei_collect.operations.changing import begin_change
from ei_collect.operations.coding import apply_code
from ei_collect.operations.keeping import Outcome, today
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.projects import set_project
from ei_collect.operations.withdrawing import withdraw
from ei_collect.store.codings import all_codings
from ei_collect.store.responses import find_by_key
from ei_collect.store.tables import texts
from ei_collect.survey.definition import PublishedVersion
from tests.answering.sending import AGREED, saves
from tests.answering.surveys import publish_yaml
from tests.coded import Town, read_codebook

TWO_WORDS = """
    slug: two
    language: en
    title: Two
    summary: Two.
    introduction: [Tell us.]
    consent: [You can stop.]
    thanks: Thank you.
    sections:
      - code: first
        title: First
        questions:
          - {code: helps, kind: long_text, label: "What helps?"}
          - {code: years, kind: number, label: "How many years?", minimum: 0, maximum: 120, prefer_not_to_say: true}
      - code: second
        title: Second
        questions:
          - {code: hinders, kind: long_text, label: "What hinders?"}
          - code: bus
            kind: single
            label: The bus?
            choices: [{code: often, label: Often}, {code: never, label: Never}]
"""
READABLE = Closing("en", help=Help.SCRIBE, readable=True)


@pytest.fixture
def version(town: Town) -> PublishedVersion:
    """A survey with two open questions, in English and Somali."""
    return publish_yaml(town.installation, town.project, TWO_WORDS, languages=("en", "so"))


def _sends(town: Town, closing: Closing = READABLE) -> str:
    key = mint()
    saves(town.installation, "two", key, "first", {"q_helps": ["The library."], "q_years": ["7"]})
    second = PageSent({"q_hinders": ["The dark park."], "q_bus": ["never"]}, "so", agreement=AGREED)
    save_section(town.installation, "two", key, "second", second)
    assert submit(town.installation, "two", key, closing).outcome is Outcome.NEW
    return key


def _sent(town: Town, key: str) -> Response:
    with town.installation.database.reading() as connection:
        hashed = key_hash(town.installation.config.secret_key, key)
        found = find_by_key(connection, town.project.scope, hashed)
    assert found is not None
    return found


def _codes(town: Town, text_id: str, length: int) -> None:
    apply_code(
        town.installation,
        town.project.scope,
        town.researcher,
        text_id,
        span=Span(0, length),
        code=read_codebook().codes[0].code,
        stance=Stance.ENABLER,
        scale=Scale.CITY,
        dimensions=(),
        place=PlaceSpokenOf(),
        memo="",
    )


def test_change_when_begun_then_everything_stands_as_it_was_sent(town: Town, version: PublishedVersion) -> None:
    key = _sends(town)
    project, begun, code = begin_change(town.installation, key.lower().replace("-", " "))
    assert (project, begun.id, code) == (town.project, version.id, key)
    standing = open_receipt(town.installation, key).visit.standing
    assert standing.form("first") == {"q_helps": ["The library."], "q_years": ["7"]}
    assert standing.form("second") == {"q_hinders": ["The dark park."], "q_bus": ["never"]}
    assert (standing.drafts["first"].language, standing.drafts["second"].language) == ("en", "so")
    assert (standing.help, standing.readable) == (Help.SCRIBE, True)


def test_change_when_sent_without_any_then_it_is_the_same_response_to_the_last_detail(
    town: Town, version: PublishedVersion
) -> None:
    key = _sends(town)
    before = _sent(town, key)
    begin_change(town.installation, key)
    submit(town.installation, "two", key, READABLE)
    assert _sent(town, key) == before


def test_change_when_one_text_is_another_then_the_other_keeps_its_codings(
    town: Town, version: PublishedVersion
) -> None:
    key = _sends(town)
    before = _sent(town, key)
    _codes(town, before.text_ids["helps"], len("The library."))
    _codes(town, before.text_ids["hinders"], len("The dark park."))
    begin_change(town.installation, key)
    saves(town.installation, "two", key, "second", {"q_hinders": ["Nothing any more."], "q_bus": ["often"]})
    kept = submit(town.installation, "two", key, READABLE)
    after = _sent(town, key)
    assert (kept.response_id, kept.outcome) == (before.id, Outcome.CHANGED)
    assert after.submission.answers["hinders"].value == Words("Nothing any more.")
    assert (after.submission.answers["bus"].value, after.submission.answers["bus"].language) == ("often", "en")
    assert after.text_ids["helps"] == before.text_ids["helps"]
    assert after.text_ids["hinders"] != before.text_ids["hinders"]
    with town.installation.database.reading() as connection:
        coded = [each.text_id for each in all_codings(connection, town.project.scope)]
        written = connection.scalars(select(texts.c.body).where(texts.c.response_id == before.id)).all()
    assert coded == [before.text_ids["helps"]]
    assert sorted(written) == ["Nothing any more.", "The library."]
    assert after.submission.consents == before.submission.consents


def test_change_when_a_text_is_emptied_then_it_is_gone(town: Town, version: PublishedVersion) -> None:
    key = _sends(town)
    begin_change(town.installation, key)
    saves(town.installation, "two", key, "first", {"q_helps": [""], "q_years": ["8"]})
    submit(town.installation, "two", key, READABLE)
    after = _sent(town, key)
    assert (after.submission.answers["helps"].value, after.submission.answers["years"].value) == (Missing.SKIPPED, 8)
    assert set(after.text_ids) == {"hinders"}


def test_change_when_begun_twice_then_what_was_typed_in_between_stays(town: Town, version: PublishedVersion) -> None:
    key = _sends(town)
    begin_change(town.installation, key)
    saves(town.installation, "two", key, "first", {"q_helps": ["A bench."]})
    begin_change(town.installation, key)
    assert open_receipt(town.installation, key).visit.standing.form("first") == {"q_helps": ["A bench."]}


def test_change_when_the_answers_changed_meanwhile_then_both_are_kept(town: Town, version: PublishedVersion) -> None:
    key = _sends(town)
    begin_change(town.installation, key)
    saves(town.installation, "two", key, "first", {"q_helps": ["A bench."]})
    assert submit(town.installation, "two", key, READABLE).outcome is Outcome.CHANGED
    saves(town.installation, "two", key, "first", {"q_helps": ["From a tab that was left open."]})
    assert submit(town.installation, "two", key, READABLE).outcome is Outcome.CONFLICT
    assert _sent(town, key).submission.answers["helps"].value == Words("A bench.")


def test_change_when_the_person_did_not_wish_the_code_to_open_their_words_then_refused(
    town: Town, version: PublishedVersion
) -> None:
    key = _sends(town, Closing("en", readable=False))
    with pytest.raises(NotFoundError):
        begin_change(town.installation, key)
    assert not open_receipt(town.installation, key).visit.standing.has_begun


def test_change_when_the_last_day_is_over_then_refused_and_taking_back_is_not(
    town: Town, version: PublishedVersion
) -> None:
    key = _sends(town)
    set_project(town.installation, town.project.slug, {"ends_on": today()})
    begin_change(town.installation, key)
    set_project(town.installation, town.project.slug, {"ends_on": today() - timedelta(days=1)})
    with pytest.raises(GoneError, match="survey-closed"):
        begin_change(town.installation, key)
    withdraw(town.installation, key)
    with pytest.raises(GoneError, match="taken-back"):
        begin_change(town.installation, key)


@pytest.mark.parametrize("code", ["nonsense", "0000-0000-0000-0000"])
def test_change_when_the_code_opens_nothing_then_said(town: Town, code: str) -> None:
    with pytest.raises(NotFoundError, match="receipt-unknown"):
        begin_change(town.installation, code)


def test_change_when_nothing_was_sent_yet_then_there_is_nothing_to_change(
    town: Town, version: PublishedVersion
) -> None:
    key = mint()
    saves(town.installation, "two", key, "first", {"q_helps": ["The library."]})
    with pytest.raises(NotFoundError):
        begin_change(town.installation, key)
