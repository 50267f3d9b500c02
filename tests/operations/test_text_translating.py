"""Translations of what people wrote: who or what made them, where they stand, and that they go with the words."""

import csv
import json
from io import StringIO
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from ei_collect.answering.photographs import Showing
from ei_collect.answering.translation import Translation
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.coding import use_codebook
from ei_collect.operations.installation import Installation
from ei_collect.operations.moderating import Decision, decide
from ei_collect.operations.packs import build_pack
from ei_collect.operations.photo_exporting import MANIFEST, export_photos
from ei_collect.operations.photo_showing import forum_photos
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.text_translating import LONGEST, LONGEST_TOOL, translate_caption, translate_text
from ei_collect.operations.withdrawing import withdraw
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store.moderation import events_of
from ei_collect.store.photos import Photo
from ei_collect.store.tables import text_translations, texts
from ei_collect.store.text_translations import translations_of
from tests.answering.sending import saves
from tests.answering.surveys import publish_yaml
from tests.coded import joins, read_codebook
from tests.photographer import PICTURED, QUESTION, SECTION, SLUG, Photographer

QUOTED = (
    PICTURED.replace("    sections:", "    roles: {quote_consent: may_quote}\n    sections:")
    + """
          - code: may_quote
            kind: yes_no
            label: May we print your words?
            choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]
"""
)
ENGLISH = Translation("en", "My bench", "")
WORDS = "Moja ławka"


@pytest.fixture
def taker(installation: Installation, project: Project) -> Photographer:
    """Somebody who has begun to answer with photos."""
    publish_yaml(installation, project, QUOTED)
    return Photographer(installation, project)


@pytest.fixture
def researcher(installation: Installation, project: Project) -> User:
    """A member of staff."""
    return joins(installation, project, "asha@example.org", MemberRole.RESEARCHER)


@pytest.fixture
def photo(taker: Photographer, researcher: User) -> Photo:
    """A photo with a caption that may be shown at the forum."""
    made = taker.takes()
    told = {"photo": made.id, "caption": WORDS, "showing": "forum", "people": "none"}
    form = {f"q_{QUESTION}.1.{name}": [value] for name, value in told.items()}
    saves(taker.installation, SLUG, taker.key, SECTION, form | {"q_may_quote": ["yes"]})
    taker.sends()
    decide(taker.installation, taker.project.scope, researcher, made.id, Decision("forum", "Fine.", "A bench."))
    return made


def rows(installation: Installation) -> int:
    """How many translations there are."""
    with installation.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(text_translations)) or 0


def text_of(installation: Installation) -> str:
    """The id of the one text."""
    with installation.database.reading() as connection:
        return str(connection.scalars(select(texts.c.id)).one())


def test_caption_when_translated_then_both_stand_everywhere_with_the_name_of_who_did_it(
    taker: Photographer, researcher: User, photo: Photo
) -> None:
    translate_caption(taker.installation, taker.project, researcher, photo.id, ENGLISH)
    (shown,) = forum_photos(taker.installation, taker.project)
    assert shown.caption == WORDS
    assert shown.translation == Translation("en", "My bench", researcher.name)
    assert shown.translation.made == f"translated by {researcher.name}"
    use_codebook(taker.installation, taker.project.scope, read_codebook())
    files = build_pack(taker.installation, taker.project, with_suggestions=False).files
    page, told = files["pack.html"].read_text(encoding="utf-8"), json.loads(files["pack.json"].read_bytes())
    assert page.index(WORDS) < page.index("My bench") < page.index(f"translated by {researcher.name}")
    assert [each["translation"]["text"] for each in told["photos"]] == ["My bench"]
    assert [each["caption"] for each in told["photos"]] == [WORDS]
    archive = taker.installation.config.data / "photos.zip"
    export_photos(taker.installation, taker.project, Showing.FORUM, archive)
    with ZipFile(archive) as held:
        (row,) = csv.DictReader(StringIO(held.read(MANIFEST).decode("utf-8-sig"), newline=""))
    assert (row["caption"], row["caption_translation"], row["translation_language"]) == (WORDS, "My bench", "en")
    assert row["translation_made"] == f"translated by {researcher.name}"


def test_translation_when_a_program_made_it_then_its_name_stands_with_it_and_the_event_says_so(
    taker: Photographer, researcher: User, photo: Photo
) -> None:
    given = Translation("en", "Mine bench", "", "  Engine \n 2 ")
    translate_caption(taker.installation, taker.project, researcher, photo.id, given)
    (shown,) = forum_photos(taker.installation, taker.project)
    assert shown.translation
    assert shown.translation.made == "machine translation by Engine 2"
    with taker.installation.database.reading() as connection:
        (latest, *_) = events_of(connection, taker.project.scope, photo.id, 5)
    assert (latest.what, latest.who) == ("translated", researcher.name)
    assert "bench" not in latest.detail


def test_translation_when_written_again_then_the_new_one_and_without_words_none(
    taker: Photographer, researcher: User, photo: Photo
) -> None:
    for body in ("First", "Second\r\nline"):
        translate_caption(taker.installation, taker.project, researcher, photo.id, Translation("en", body, ""))
    (shown,) = forum_photos(taker.installation, taker.project)
    assert shown.translation
    assert shown.translation.body == "Second\nline"
    assert rows(taker.installation) == 1
    translate_caption(taker.installation, taker.project, researcher, photo.id, Translation("en", " ", ""))
    assert forum_photos(taker.installation, taker.project)[0].translation is None
    with pytest.raises(InputError, match="has no words"):
        translate_caption(taker.installation, taker.project, researcher, photo.id, Translation("en", " ", ""))


def test_text_when_translated_into_several_languages_then_each_is_kept(
    taker: Photographer, researcher: User, photo: Photo
) -> None:
    installation, scope = taker.installation, taker.project.scope
    text = text_of(installation)
    translate_text(installation, scope, researcher, text, ENGLISH)
    translate_text(installation, scope, researcher, text, Translation("ar", "مقعدي", ""))
    with installation.database.reading() as connection:
        assert translations_of(connection, scope, [text], "ar")[text].body == "مقعدي"
        assert translations_of(connection, scope, [text], "so") == {}
    assert forum_photos(installation, taker.project)[0].translation == Translation("en", "My bench", researcher.name)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Translation("tlh", "Sah", ""), "language-unknown"),
        (Translation("en", "x" * (LONGEST + 1), ""), "too-long"),
        (Translation("en", "x", "", "y" * (LONGEST_TOOL + 1)), "too-long"),
    ],
)
def test_translation_when_faulty_then_refused_and_nothing_is_kept(
    taker: Photographer, researcher: User, photo: Photo, given: Translation, code: str
) -> None:
    with pytest.raises(InputError) as raised:
        translate_caption(taker.installation, taker.project, researcher, photo.id, given)
    assert [finding.code for finding in raised.value.findings] == [code]
    assert rows(taker.installation) == 0


def test_caption_when_taken_back_then_its_translation_is_gone_from_every_byte(
    taker: Photographer, researcher: User, photo: Photo
) -> None:
    secret = Translation("en", "Unmistakable words", "", "Peculiar engine")
    translate_caption(taker.installation, taker.project, researcher, photo.id, secret)
    withdraw(taker.installation, taker.key)
    assert rows(taker.installation) == 0
    if taker.installation.config.database_url.startswith("sqlite"):
        taker.installation.database.empty_log()
        stored = b"".join(path.read_bytes() for path in taker.installation.config.data.glob("*.sqlite*"))
        assert b"Unmistakable" not in stored


def test_caption_when_changed_then_the_translation_of_the_old_words_is_gone(
    taker: Photographer, researcher: User, photo: Photo
) -> None:
    translate_caption(taker.installation, taker.project, researcher, photo.id, ENGLISH)
    with taker.installation.database.writing() as connection:
        connection.execute(texts.delete().where(texts.c.id == text_of(taker.installation)))
    assert rows(taker.installation) == 0


def test_caption_when_withheld_for_its_author_then_the_translation_is_too(
    taker: Photographer, researcher: User, photo: Photo, monkeypatch: pytest.MonkeyPatch
) -> None:
    translate_caption(taker.installation, taker.project, researcher, photo.id, ENGLISH)
    monkeypatch.setattr("ei_collect.operations.photo_showing.captions_withheld", lambda *_: {photo.id})
    (shown,) = forum_photos(taker.installation, taker.project)
    assert (shown.caption, shown.translation) == (None, None)
    assert shown.withheld


def test_text_when_it_is_of_another_project_then_not_found(taker: Photographer, researcher: User, photo: Photo) -> None:
    other = add_project(taker.installation, NewProject("leeds", "Everyday Leeds", ("en",), "a@example.org"))
    with pytest.raises(NotFoundError):
        translate_text(taker.installation, other.scope, researcher, text_of(taker.installation), ENGLISH)
    with pytest.raises(NotFoundError):
        translate_caption(taker.installation, other, researcher, photo.id, ENGLISH)
    assert rows(taker.installation) == 0


def test_photo_when_it_has_no_caption_then_there_is_nothing_to_translate(taker: Photographer, researcher: User) -> None:
    made = taker.takes()
    taker.says(showing="forum").sends()
    with pytest.raises(NotFoundError):
        translate_caption(taker.installation, taker.project, researcher, made.id, ENGLISH)
