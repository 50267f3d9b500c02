"""Staff erase on request what is somebody's, and are told which copies may hold it still."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import update

from ei_collect.answering.receipts import mint
from ei_collect.coding.coding import Stance
from ei_collect.coding.spans import whole
from ei_collect.errors import CollectError, GoneError, InputError, NotFoundError
from ei_collect.operations import packs
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.auditing import begin
from ei_collect.operations.coding import apply_code
from ei_collect.operations.erasing import erase, look_before_erasing
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.packs import FILES, build_pack, pack_file, pack_folder
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.recalling import LONGEST_EXPORT, sweep_recalled
from ei_collect.operations.suggesting import suggest
from ei_collect.operations.tidying import tidied
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.log import Act
from ei_collect.projects.project import Project
from ei_collect.store.handed_out import Copy
from ei_collect.store.packs import find_pack
from ei_collect.store.tables import handed_out
from ei_collect.store.tables import packs as pack_rows
from ei_collect.store.texts import all_texts, find_text
from tests.answering.sending import saves
from tests.coded import Town
from tests.photographer import Photographer, publish_pictured

MINE, OTHER = "The bus never arrives. Kingfisher.", "People are friendly here."
SECRET = b"Kingfisher"


def _codes(town: Town, text_id: str, words: str) -> None:
    how = {"span": whole(words), "code": "buses", "stance": Stance.BARRIER}
    apply_code(town.installation, town.project.scope, town.researcher, text_id, **how)  # type: ignore[arg-type]


def _takes_a_copy(town: Town, days_ago: int = 0) -> None:
    number = begin(
        town.installation,
        Act(town.researcher.id, "exporting.answers", {"slug": "day"}, town.project.id),
        hands_out=True,
    )
    with town.installation.database.writing() as connection:
        day = today() - timedelta(days=days_ago)
        connection.execute(update(handed_out).where(handed_out.c.number == number).values(handed_on=day))


def _response_of(town: Town, text_id: str) -> str:
    with town.installation.database.reading() as connection:
        found = find_text(connection, town.project.scope, text_id)
    assert found
    return found.response_id


@pytest.mark.parametrize("by", ["text", "response"])
def test_answers_when_erased_by_an_id_then_all_of_that_person_goes_and_nobody_elses(town: Town, by: str) -> None:
    mine, other = town.hears(MINE), town.hears(OTHER)
    named = mine if by == "text" else _response_of(town, mine)
    found = look_before_erasing(town.installation, town.project, f" {named} ")
    assert (found.traces.texts, found.traces.photos, found.traces.drafts, found.on_paper) == (1, 0, 0, False)
    erased = erase(town.installation, town.project, named)
    assert erased.response_id == found.traces.response_id
    with town.installation.database.reading() as connection:
        assert [text.id for text in all_texts(connection, town.project.scope)] == [other]
    for again in (look_before_erasing, erase):
        with pytest.raises(NotFoundError):
            again(town.installation, town.project, named)


def test_answers_when_erased_by_their_code_then_no_late_copy_comes_in(town: Town) -> None:
    survey, code = town.version.survey, mint()
    section = survey.sections[-1].code
    saves(town.installation, survey.slug, code, section, {"q_caption": [MINE]})
    submit(town.installation, survey.slug, code, Closing("en"))
    assert erase(town.installation, town.project, code.lower()).response_id
    with pytest.raises(GoneError):
        submit(town.installation, survey.slug, code, Closing("en"))
    with pytest.raises(GoneError):
        look_before_erasing(town.installation, town.project, code)


@pytest.mark.parametrize(
    ("typed", "error"), [("", InputError), ("Kingfisher", InputError), ("tx_none", NotFoundError), ("pk_x", InputError)]
)
def test_what_is_typed_when_it_is_nobodys_then_said(town: Town, typed: str, error: type[CollectError]) -> None:
    with pytest.raises(error):
        look_before_erasing(town.installation, town.project, typed)
    with pytest.raises(error):
        erase(town.installation, town.project, typed)


def test_answers_of_another_project_when_named_then_they_are_not_there(town: Town) -> None:
    elsewhere = add_project(town.installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    mine = town.hears(MINE)
    for named in (mine, mint()):
        with pytest.raises(NotFoundError):
            erase(town.installation, elsewhere, named)
    assert look_before_erasing(town.installation, town.project, mine).traces.texts == 1


def test_copies_when_handed_out_since_the_answers_came_then_named_and_older_ones_not(town: Town) -> None:
    _takes_a_copy(town, days_ago=1)
    mine = town.hears(MINE)
    _takes_a_copy(town)
    erased = erase(town.installation, town.project, mine)
    assert [(copy.what, copy.handed_by, copy.since) for copy in erased.copies] == [("exporting.answers", "Asha", 1)]


@pytest.mark.parametrize(
    ("target", "may"),
    [
        ("ending=csv slug=day", True),
        ("survey=day", True),
        ("slug=city", False),
        ("showing=forum", True),
        ("", True),
        ("name=pack.pdf pack_id=pk_1", True),
        ("name=pack.pdf pack_id=pk_2", False),
    ],
)
def test_copy_when_it_is_of_another_survey_or_pack_then_it_holds_nothing_of_theirs(target: str, may: bool) -> None:
    copy = Copy(1, "what", target, "Asha", today(), since=0)
    assert copy.may_hold("day", ("pk_1",)) is may


@pytest.mark.parametrize("drafted", [False, True])
def test_pack_when_it_holds_words_that_are_taken_back_then_its_files_are_gone_and_others_stay(
    town: Town, drafted: bool
) -> None:
    other = town.hears(OTHER)
    _codes(town, other, OTHER)
    without = build_pack(town.installation, town.project)
    mine = town.hears(MINE)
    if drafted:
        suggest(town.installation, town.project)
    else:
        _codes(town, mine, MINE)
    with_mine = build_pack(town.installation, town.project, with_suggestions=drafted)
    assert erase(town.installation, town.project, mine).packs == (with_mine.id,)
    assert not with_mine.folder.exists()
    with pytest.raises(NotFoundError):
        pack_file(town.installation, town.project.scope, with_mine.id, "pack.html")
    assert all(pack_file(town.installation, town.project.scope, without.id, name).is_file() for name in FILES)
    with town.installation.database.reading() as connection:
        kept = find_pack(connection, town.project.scope, with_mine.id)
    assert kept
    assert kept.withdrawn_on == today()


def test_pack_when_it_was_withdrawn_for_somebody_else_then_copies_of_it_are_named_all_the_same(town: Town) -> None:
    mine, other = town.hears(MINE), town.hears(OTHER)
    _codes(town, mine, MINE)
    _codes(town, other, OTHER)
    built = build_pack(town.installation, town.project)
    act = Act(town.researcher.id, "forum.file", {"pack_id": built.id, "name": "pack.pdf"}, town.project.id)
    begin(town.installation, act, hands_out=True)
    for named in (mine, other):
        erased = erase(town.installation, town.project, named)
        assert (erased.packs, [copy.what for copy in erased.copies]) == ((built.id,), ["forum.file"])


def test_pack_when_built_before_its_sources_were_kept_then_found_by_its_data(town: Town) -> None:
    mine = town.hears(MINE)
    _codes(town, mine, MINE)
    built = build_pack(town.installation, town.project)
    with town.installation.database.writing() as connection:
        connection.execute(update(pack_rows).values(sources=[]))
    assert erase(town.installation, town.project, mine).packs == (built.id,)


def test_pack_when_answers_are_taken_back_while_it_is_built_then_they_are_not_in_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = town.hears(MINE), town.hears(OTHER)
    _codes(town, mine, MINE)
    _codes(town, other, OTHER)
    render: Callable[..., dict[str, bytes]] = packs._rendered
    built_again: list[object] = []

    def meanwhile(pack: object) -> dict[str, bytes]:
        if not built_again:
            erase(town.installation, town.project, mine)
        built_again.append(pack)
        return render(pack)

    monkeypatch.setattr(packs, "_rendered", meanwhile)
    built = build_pack(town.installation, town.project)
    assert len(built_again) == 2
    assert SECRET not in (built.folder / "pack.json").read_bytes()
    assert [path.name for path in (town.installation.config.data / "packs").iterdir()] == [built.id]


def test_photo_when_its_maker_takes_it_back_then_gone_with_the_pack_that_shows_it(
    installation: Installation, project: Project, town: Town
) -> None:
    publish_pictured(installation, project, "pictured")
    taker = Photographer(installation, project, slug="pictured")
    photo = taker.takes()
    taker.says(caption="A bench").sends()
    found = look_before_erasing(installation, project, photo.id)
    assert (found.traces.photos, found.traces.survey_slug) == (1, "pictured")
    assert photo.id in found.traces.ids
    erase(installation, project, photo.id)
    with pytest.raises(GoneError):
        withdraw(installation, taker.key)


def test_rest_when_another_host_withdrew_or_an_export_was_killed_then_swept(town: Town) -> None:
    mine = town.hears(MINE)
    _codes(town, mine, MINE)
    built = build_pack(town.installation, town.project)
    files = {name: path.read_bytes() for name, path in built.files.items()}
    erase(town.installation, town.project, mine)
    built.folder.mkdir()
    for name, content in files.items():  # as on a host that did not hear of it
        (built.folder / name).write_bytes(content)
    killed, busy = (town.installation.config.data / f"export-{name}" for name in ("killed", "busy"))
    for folder in (killed, busy):
        _writes(folder)
    _makes_old(killed)
    sweep_recalled(town.installation)
    assert (killed.exists(), busy.exists(), pack_folder(town.installation, built.id).exists()) == (False, True, False)


def _writes(folder: Path) -> None:
    folder.mkdir()
    (folder / "day.csv").write_bytes(SECRET)


def _makes_old(folder: Path) -> None:
    past = folder.stat().st_mtime - LONGEST_EXPORT - 1
    os.utime(folder, (past, past))


@pytest.mark.sqlite_only
def test_free_pages_when_somebody_read_at_length_meanwhile_then_emptied_by_themselves_once_they_have_finished(
    town: Town,
) -> None:
    files = town.installation.config.data
    mine = town.hears(MINE)
    with town.installation.database.reading() as connection:
        list(all_texts(connection, town.project.scope))
        erase(town.installation, town.project, mine)
        assert any(SECRET in path.read_bytes() for path in files.glob("*sqlite*"))
    with tidied(town.installation, every=0.01):
        deadline = monotonic() + 10
        while any(SECRET in path.read_bytes() for path in files.glob("*sqlite*")) and monotonic() < deadline:
            sleep(0.05)
    assert [path for path in files.glob("*sqlite*") if SECRET in path.read_bytes()] == []
