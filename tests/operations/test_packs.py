"""Building packs from what is in the database."""

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ei_collect.answering.response import Quotable
from ei_collect.coding.coding import IdentityCheck, Scale, Span, Stance
from ei_collect.coding.spans import whole
from ei_collect.errors import InputError, NotFoundError
from ei_collect.forum.pack import UNCONFIRMED
from ei_collect.operations.coding import (
    apply_code,
    check_identity,
    reject_suggestion,
    remove_coding,
    take_suggestion,
    word_candidate,
)
from ei_collect.operations.installation import Installation
from ei_collect.operations.packs import FILES, BuiltPack, build_pack, copy_pack, pack_file
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.publishing import sign_off
from ei_collect.operations.suggesting import suggest
from ei_collect.projects.project import Project
from ei_collect.store.packs import packs_of
from ei_collect.store.suggestions import open_suggestions
from tests.answering.surveys import TOWN, publish_yaml
from tests.coded import Town, settle
from tests.language.catalogue_files import write_catalogue

LATE = "The bus never arrives."


@pytest.fixture
def town(installation: Installation, project: Project) -> Town:
    """A town in which nobody has said anything yet."""
    return settle(installation, project)


def codes(town: Town, body: str, **facts: Any) -> str:
    """Somebody says something and a researcher codes it as a barrier; the excerpt's id."""
    quotable = facts.pop("quotable", Quotable.CONSENTED)
    text_id = town.hears(body, quotable=quotable)
    usual = {"span": whole(body), "code": "buses", "stance": Stance.BARRIER, "scale": Scale.CITY}
    return apply_code(town.installation, town.project.scope, town.researcher, text_id, **{**usual, **facts}).excerpt_id


def built(town: Town, **how: Any) -> BuiltPack:
    return build_pack(town.installation, town.project, **how)


def content(pack: BuiltPack) -> Any:
    return json.loads(pack.files["pack.json"].read_text("utf-8"))


def test_pack_when_built_then_its_four_files_lie_in_the_data_folder_and_it_is_listed(town: Town) -> None:
    codes(town, LATE)
    pack = built(town, built_by=town.researcher)
    assert pack.folder == town.installation.config.data / "packs" / pack.id
    assert sorted(path.name for path in pack.folder.iterdir()) == sorted(FILES)
    assert [path.name for path in pack.folder.parent.iterdir()] == [pack.id]
    assert pack.files["pack.pdf"].read_bytes().startswith(b"%PDF")
    with town.installation.database.reading() as connection:
        (kept,) = packs_of(connection, town.project.scope)
    assert (kept.id, kept.built_by, kept.with_suggestions) == (pack.id, town.researcher.id, False)


def test_words_when_agreed_then_printed_only_once_a_person_has_checked_them(town: Town) -> None:
    excerpt = codes(town, LATE)
    assert LATE not in built(town).files["pack.html"].read_text("utf-8")
    check_identity(town.installation, town.project.scope, town.researcher, excerpt, IdentityCheck.CLEARED)
    assert LATE in built(town).files["pack.html"].read_text("utf-8")


def test_candidate_when_followed_then_it_leads_to_the_very_excerpt(town: Town) -> None:
    excerpt = codes(town, LATE)
    pack = built(town)
    (told,) = content(pack)["candidates"]
    with pack.files["candidates.csv"].open(encoding="utf-8", newline="") as lines:
        (row,) = csv.DictReader(lines)
    assert row["candidate_id"] == told["candidate_id"]
    assert row["excerpts"] == told["excerpts"][0]["id"] == excerpt
    assert f"/staff/bristol/candidates/{row['candidate_id']}" in pack.files["pack.html"].read_text("utf-8")


def test_suggestions_when_not_let_in_then_the_pack_has_none_of_them(town: Town) -> None:
    town.hears(LATE, quotable=Quotable.ALREADY_PUBLISHED)
    suggest(town.installation, town.project)
    assert content(built(town))["candidates"] == []


def test_suggestions_when_let_in_then_a_draft_that_says_so(town: Town) -> None:
    town.hears(LATE, quotable=Quotable.ALREADY_PUBLISHED)
    suggest(town.installation, town.project)
    told = content(built(town, with_suggestions=True))
    assert (told["draft"], told["notice"].startswith(UNCONFIRMED)) == (True, True)
    assert [candidate["status"] for candidate in told["candidates"]] == ["suggested"]
    assert told["candidates"][0]["excerpts"][0]["text"] == LATE


def test_suggestion_when_taken_then_the_rebuilt_pack_is_no_draft_and_keeps_the_ids(town: Town) -> None:
    town.hears(LATE, quotable=Quotable.ALREADY_PUBLISHED)
    suggest(town.installation, town.project)
    (before,) = content(built(town, with_suggestions=True))["candidates"]
    with town.installation.database.reading() as connection:
        (suggestion,) = open_suggestions(connection, town.project.scope)
    take_suggestion(town.installation, town.project.scope, town.researcher, suggestion.id)
    after = content(built(town, with_suggestions=True))
    assert after["draft"] is False
    assert after["candidates"][0]["candidate_id"] == before["candidate_id"]
    assert after["candidates"][0]["excerpts"][0]["id"] == before["excerpts"][0]["id"]


def test_suggestion_when_rejected_then_the_rebuilt_pack_is_without_it(town: Town) -> None:
    town.hears(LATE, quotable=Quotable.ALREADY_PUBLISHED)
    suggest(town.installation, town.project)
    with town.installation.database.reading() as connection:
        (suggestion,) = open_suggestions(connection, town.project.scope)
    reject_suggestion(town.installation, town.project.scope, town.researcher, suggestion.id)
    assert content(built(town, with_suggestions=True))["candidates"] == []


def test_candidate_when_worded_then_the_rebuilt_pack_has_the_researchers_words(town: Town) -> None:
    codes(town, LATE)
    word_candidate(
        town.installation,
        town.project.scope,
        town.researcher,
        code="buses",
        stance=Stance.BARRIER,
        scale=Scale.CITY,
        title="Buses that do not come",
    )
    (told,) = content(built(town))["candidates"]
    assert (told["title"], told["status"]) == ("Buses that do not come", "proposed")


def test_coding_when_removed_then_the_rebuilt_pack_is_without_it(town: Town) -> None:
    text_id = town.hears(LATE)
    coding = apply_code(
        town.installation,
        town.project.scope,
        town.researcher,
        text_id,
        span=Span(0, 7),
        code="buses",
        stance=Stance.BARRIER,
    )
    assert len(content(built(town))["candidates"]) == 1
    remove_coding(town.installation, town.project.scope, coding.id)
    assert content(built(town))["candidates"] == []


def test_pack_when_the_project_has_no_codebook_then_refused_and_nothing_is_left(
    installation: Installation, project: Project
) -> None:
    with pytest.raises(InputError):
        build_pack(installation, project)
    assert not (installation.config.data / "packs").exists()


def test_file_when_of_another_project_then_not_found(town: Town) -> None:
    pack = built(town)
    other = add_project(town.installation, NewProject("other", "Other", ("en",), "x@example.org"))
    assert pack_file(town.installation, town.project.scope, pack.id, "pack.html") == pack.files["pack.html"]
    for scope, pack_id, name in (
        (other.scope, pack.id, "pack.html"),
        (town.project.scope, pack.id, "../../secret-key"),
        (town.project.scope, "..", "pack.html"),
    ):
        with pytest.raises(NotFoundError):
            pack_file(town.installation, scope, pack_id, name)


def test_file_when_gone_from_the_disk_then_not_found(town: Town) -> None:
    pack = built(town)
    shutil.rmtree(pack.folder)
    with pytest.raises(NotFoundError):
        pack_file(town.installation, town.project.scope, pack.id, "pack.html")


def test_copy_when_the_folder_is_a_file_then_refused(town: Town, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("x")
    with pytest.raises(InputError):
        copy_pack(built(town), target)


def test_languages_when_told_in_the_pack_then_a_draft_is_called_one_until_a_speaker_has_signed(town: Town) -> None:
    sign_off(town.installation, town.project.scope, "day", "ar", "Amal")
    pack = built(town)
    told = "English (in which the questions were written), Polish (draft translation), Somali (draft translation), "
    assert f"{told}Arabic (checked by a speaker)" in pack.files["pack.html"].read_text("utf-8")
    by_name = {each["name"]: each for each in content(pack)["project"]["languages"]}
    assert by_name["Arabic"] == {"name": "Arabic", "checked": ["A day"], "drafts": []}


def test_languages_when_checked_for_one_survey_only_then_both_are_named(town: Town) -> None:
    sign_off(town.installation, town.project.scope, "day", "so", "Hodan")
    publish_yaml(town.installation, town.project, TOWN, languages=("en", "so"))
    told = "Somali (checked by a speaker: A day; draft translation: Our town)"
    assert told in built(town).files["pack.html"].read_text("utf-8")


def test_languages_when_what_was_read_has_changed_since_then_the_pack_calls_it_a_draft_again(
    town: Town, tmp_path: Path
) -> None:
    sign_off(town.installation, town.project.scope, "day", "ar", "Amal")
    write_catalogue(tmp_path, "ar", "interface", 'msgid "Privacy"\nmsgstr "Sir"\n')
    config = replace(town.installation.config, translations=tmp_path)
    later = replace(town, installation=replace(town.installation, config=config))
    assert "Arabic (draft translation)" in built(later).files["pack.html"].read_text("utf-8")
