"""Taking back what was said leaves nothing of it, lets nothing in again, and touches nothing else."""

import pytest
from sqlalchemy import func, select

from ei_collect.answering.receipts import key_hash, mint
from ei_collect.coding.coding import PlaceSpokenOf, Scale, Span, Stance
from ei_collect.errors import GoneError, InputError, NotFoundError
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.changing import begin_change
from ei_collect.operations.coding import apply_code
from ei_collect.operations.keeping import today
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.packs import build_pack
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.suggesting import suggest
from ei_collect.operations.withdrawing import withdraw
from ei_collect.store.tables import codings, conflicts, drafts, excerpts, responses, suggestions, texts, tombstones
from ei_collect.store.texts import all_texts
from ei_collect.store.tombstones import bury
from tests.answering.sending import saves
from tests.coded import Town, read_codebook

MINE, CHANGED = "The bus never comes. Kingfisher.", "A second thought. Kingfisher."
EVERYWHERE = (responses, texts, excerpts, codings, suggestions, conflicts, drafts)


def _says(town: Town, key: str, words: str, *, send: bool = True) -> None:
    survey = town.version.survey
    question = next(each for each in survey.questions() if each.kind == "long_text")
    section = next(each for each in survey.sections if question in each.questions)
    saves(town.installation, survey.slug, key, section.code, {f"q_{question.code}": [words]})
    if send:
        submit(town.installation, survey.slug, key, Closing("en"))


def _rows(town: Town) -> list[int]:
    with town.installation.database.reading() as connection:
        return [connection.scalar(select(func.count()).select_from(table)) or 0 for table in EVERYWHERE]


def test_answers_when_taken_back_then_nothing_of_them_is_left_and_the_other_persons_stay(town: Town) -> None:
    other, key = mint(), mint()
    _says(town, other, "I feel welcome.")
    before = _rows(town)
    for words in (MINE, CHANGED):
        _says(town, key, words)
    _says(town, key, MINE, send=False)
    with town.installation.database.reading() as connection:
        text = next(each for each in all_texts(connection, town.project.scope) if each.body == MINE)
    apply_code(
        town.installation,
        town.project.scope,
        town.researcher,
        text.id,
        span=Span(0, len(MINE)),
        code=read_codebook().codes[0].code,
        stance=Stance.BARRIER,
        scale=Scale.CITY,
        dimensions=(),
        place=PlaceSpokenOf(),
        memo="",
    )
    suggest(town.installation, town.project)
    built = build_pack(town.installation, town.project)
    erased = withdraw(town.installation, key.lower())
    assert (erased.project, erased.packs) == (town.project, (built.id,))
    left = _rows(town)
    assert left[:4] + left[5:] == before[:4] + before[5:]
    if town.installation.database.is_sqlite:
        found = [path for path in town.installation.config.data.glob("*sqlite*") if b"Kingfisher" in path.read_bytes()]
        assert found == []


def test_draft_when_taken_back_then_gone(town: Town) -> None:
    key = mint()
    _says(town, key, MINE, send=False)
    withdraw(town.installation, key)
    assert _rows(town)[-1] == 0


@pytest.mark.parametrize("send", [True, False])
def test_code_when_taken_back_then_no_late_copy_comes_in_under_it(town: Town, send: bool) -> None:
    key = mint()
    _says(town, key, MINE, send=send)
    withdraw(town.installation, key)
    with pytest.raises(GoneError, match="taken-back"):
        _says(town, key, MINE, send=False)
    with pytest.raises(GoneError, match="taken-back"):
        submit(town.installation, town.version.survey.slug, key, Closing("en"))
    with pytest.raises(GoneError, match="taken-back"):
        open_receipt(town.installation, key)
    with pytest.raises(GoneError, match="taken-back"):
        withdraw(town.installation, key)
    assert _rows(town) == [0] * len(EVERYWHERE)


def test_tombstone_when_written_then_it_names_nobody(town: Town) -> None:
    key = mint()
    _says(town, key, MINE)
    withdraw(town.installation, key)
    with town.installation.database.reading() as connection:
        (row,) = connection.execute(select(tombstones)).all()
    assert row.key_hash == key_hash(town.installation.config.secret_key, key)
    assert key not in str(row)


def test_code_when_it_opens_nothing_or_is_none_then_said(town: Town) -> None:
    with pytest.raises(NotFoundError, match="receipt-unknown"):
        withdraw(town.installation, mint())
    with pytest.raises(InputError):
        withdraw(town.installation, "nonsense")


def test_code_when_another_project_has_buried_it_then_what_stands_here_is_still_opened_and_taken_back(
    town: Town,
) -> None:
    key = mint()
    first = add_project(town.installation, NewProject("aa", "Aardvark", ("en",), "team@example.org"))
    with town.installation.database.writing() as connection:
        bury(connection, first.scope, key_hash(town.installation.config.secret_key, key), today())
    _says(town, key, MINE, send=False)
    submit(town.installation, town.version.survey.slug, key, Closing("en", readable=True))
    assert open_receipt(town.installation, key).survey_slug == town.version.survey.slug
    assert begin_change(town.installation, key)[0] == town.project
    assert withdraw(town.installation, key).project == town.project
    assert _rows(town) == [0] * len(EVERYWHERE)
    for opens in (open_receipt, begin_change, withdraw):
        with pytest.raises(GoneError, match="taken-back"):
            opens(town.installation, key)
