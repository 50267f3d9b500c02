"""Deciding about photos: what each decision needs, what it changes, and that what is removed is gone."""

from dataclasses import replace
from itertools import product

import pytest

from ei_collect.answering.photographs import People, PhotoAnswer, Showing
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.covering import cover
from ei_collect.operations.installation import Installation
from ei_collect.operations.moderating import LONGEST, Decision, decide, may_show
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.photos.covering import Box
from ei_collect.photos.showing import Status
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store import moderation as store
from ei_collect.store.photos import Photo, SentPhoto, find_photo
from tests.coded import joins
from tests.photographer import Photographer, files, publish_pictured, striped

APPROVED = Decision("forum", "Nobody is in it.", "A bench under a tree.")


@pytest.fixture
def taker(installation: Installation, project: Project) -> Photographer:
    """Somebody who has begun to answer with photos."""
    publish_pictured(installation, project)
    return Photographer(installation, project)


@pytest.fixture
def researcher(installation: Installation, project: Project) -> User:
    """A member of staff."""
    return joins(installation, project, "asha@example.org", MemberRole.RESEARCHER)


def sent(taker: Photographer, **told: str) -> Photo:
    """A photo that was sent, of which this is said."""
    photo = taker.takes()
    taker.says(**{"showing": "forum", "people": "none", **told}).sends()
    return photo


def look(taker: Photographer, photo: Photo) -> SentPhoto:
    """It as staff see it."""
    with taker.installation.database.reading() as connection:
        found = store.find_photo_sent(connection, taker.project.scope, photo.id)
    assert found is not None
    return found


def refused(taker: Photographer, user: User, photo: Photo, decision: Decision) -> set[str]:
    """The codes of what is wrong with a decision."""
    with pytest.raises(InputError) as raised:
        decide(taker.installation, taker.project.scope, user, photo.id, decision)
    return {finding.code for finding in raised.value.findings}


def test_photo_when_approved_then_it_may_be_shown_and_the_event_says_who_and_why(
    taker: Photographer, researcher: User
) -> None:
    photo = sent(taker, caption="My bench")
    assert not may_show(look(taker, photo).answer, look(taker, photo).photo)
    decide(taker.installation, taker.project.scope, researcher, photo.id, APPROVED)
    found = look(taker, photo)
    assert (found.photo.status, found.photo.reason, found.photo.alt) == ("forum", APPROVED.reason, APPROVED.alt)
    assert found.photo.decided_by == researcher.id
    assert found.answer.caption is not None
    assert found.answer.caption.body == "My bench"
    assert may_show(found.answer, found.photo)
    later = replace(APPROVED, status="research", reason="It shows a door.\r\nHers.")
    decide(taker.installation, taker.project.scope, researcher, photo.id, later)
    with taker.installation.database.reading() as connection:
        events = store.events_of(connection, taker.project.scope, photo.id, 10)
    assert [(each.what, each.detail, each.who) for each in events] == [
        ("research", "It shows a door.\nHers.", "Asha"),
        ("forum", "Nobody is in it.\nDescription: A bench under a tree.", "Asha"),
    ]
    assert not may_show(look(taker, photo).answer, look(taker, photo).photo)


@pytest.mark.sqlite_only
def test_decision_when_it_lacks_things_then_every_one_is_told(taker: Photographer, researcher: User) -> None:
    photo = sent(taker, showing="research", people="children")
    assert refused(taker, researcher, photo, Decision("forum", " ", "\n")) == {
        "reason-empty",
        "alt-empty",
        "maker-forbids",
        "people-uncleared",
    }
    assert refused(taker, researcher, photo, Decision("new", "Why not", "")) == {"decision-unknown"}
    long = Decision("research", "x" * (LONGEST + 1), "x" * (LONGEST + 1))
    assert refused(taker, researcher, photo, long) == {"too-long"}
    assert look(taker, photo).photo.status == "new"


@pytest.mark.sqlite_only
@pytest.mark.parametrize("people", ["not_sure", "children", ""])
def test_photo_of_people_when_they_are_not_cleared_then_it_cannot_be_approved(
    taker: Photographer, researcher: User, people: str
) -> None:
    photo = taker.takes()
    taker.says(showing="published", **({"people": people} if people else {})).sends()
    assert refused(taker, researcher, photo, APPROVED) == {"people-uncleared"}
    cleared = replace(APPROVED, cleared=True)
    decide(taker.installation, taker.project.scope, researcher, photo.id, cleared)
    assert may_show(look(taker, photo).answer, look(taker, photo).photo)
    with taker.installation.database.reading() as connection:
        (event,) = store.events_of(connection, taker.project.scope, photo.id, 10)
    assert event.detail.endswith("The people in it were cleared.")


def test_photo_when_removed_then_its_picture_is_gone_at_once_and_nothing_more_can_be_decided(
    taker: Photographer, researcher: User
) -> None:
    photo = sent(taker)
    other = Photographer(taker.installation, taker.project)
    kept = other.takes(striped(3))
    decide(taker.installation, taker.project.scope, researcher, photo.id, Decision("removed", "She asked us to."))
    assert set(files(taker.installation)) == set(kept.names)
    found = look(taker, photo)
    assert (found.photo.status, found.photo.size) == ("removed", 0)
    assert refused(taker, researcher, photo, APPROVED) == {"photo-removed"}
    with taker.installation.database.reading() as connection:
        assert store.likenesses(connection, taker.project.scope) == {}


@pytest.mark.sqlite_only
def test_decisions_when_made_then_the_queue_and_its_counts_follow(taker: Photographer, researcher: User) -> None:
    photos = sorted(sent(Photographer(taker.installation, taker.project)).id for _ in range(3))
    scope = taker.project.scope
    draft = taker.takes().id

    def listed(status: str, after: str | None = None, limit: int = 9, survey: str | None = None) -> list[str]:
        with taker.installation.database.reading() as connection:
            found = store.photos_to_look_at(connection, scope, status=status, survey=survey, after=after, limit=limit)
        return [each.photo.id for each in found]

    def counted(survey: str | None = None) -> dict[str, int]:
        with taker.installation.database.reading() as connection:
            return store.count_photos(connection, scope, survey)

    assert listed("new") == photos
    assert draft not in photos
    assert listed("new", limit=2) == photos[:2]
    assert listed("new", after=photos[1]) == photos[2:]
    assert listed("new", survey="pictured") == photos
    assert listed("new", survey="town") == []
    decide(taker.installation, scope, researcher, photos[0], Decision("asked", "Who is that?"))
    assert (listed("asked"), listed("new")) == (photos[:1], photos[1:])
    assert counted() == counted("pictured") == {"asked": 1, "new": 2}
    assert counted("town") == {}


@pytest.mark.sqlite_only
def test_photo_when_it_belongs_to_another_project_or_was_never_sent_then_it_is_not_there(
    taker: Photographer, researcher: User
) -> None:
    photo, draft = sent(taker), Photographer(taker.installation, taker.project).takes()
    other = add_project(taker.installation, NewProject("leeds", "Leeds", ("en",), "x@example.org"))
    for scope, photo_id in ((other.scope, photo.id), (taker.project.scope, draft.id), (taker.project.scope, "ph_1")):
        with pytest.raises(NotFoundError):
            decide(taker.installation, scope, researcher, photo_id, APPROVED)
    with taker.installation.database.reading() as connection:
        assert store.photos_to_look_at(connection, other.scope, status="new", survey=None, after=None, limit=9) == ()
        assert store.likenesses(connection, other.scope) == {}
        assert store.events_of(connection, other.scope, photo.id, 9) == ()
        found = find_photo(connection, taker.project.scope, photo.id)
    assert found is not None
    assert found.status == "new"


@pytest.mark.parametrize(
    ("status", "showing", "people", "cleared", "alt"),
    list(product(Status, Showing, [None, *People], [False, True], ["", " ", "A bench."])),
)
def test_photo_when_shown_at_the_forum_then_only_if_everything_allows_it(
    status: Status, showing: Showing, people: People | None, cleared: bool, alt: str
) -> None:
    row = {"status": status.value, "people_cleared": cleared, "alt": alt}
    photo = Photo("ph_1", "day", 4, 3, 99, "", "0" * 16, received_on=None, **row)  # type: ignore[arg-type]
    allowed = status is Status.FORUM and showing is not Showing.RESEARCH and alt == "A bench."
    clear = cleared or people in {People.NONE, People.AGREED, People.COVERED}
    assert may_show(PhotoAnswer("ph_1", showing=showing, people=people), photo) is (allowed and clear)


def test_photo_when_removed_by_one_while_another_decides_then_the_removal_stands(
    taker: Photographer, researcher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = sent(taker)
    before = look(taker, photo)
    decide(taker.installation, taker.project.scope, researcher, photo.id, Decision("removed", "She asked us to."))
    monkeypatch.setattr(store, "find_photo_sent", lambda *_: before)
    assert refused(taker, researcher, photo, APPROVED) == {"photo-removed"}
    monkeypatch.undo()
    assert look(taker, photo).photo.status == "removed"


def test_photo_when_removed_by_one_while_another_covers_it_then_no_file_is_left(
    taker: Photographer, researcher: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = sent(taker)
    before = look(taker, photo)
    cover(taker.installation, taker.project.scope, researcher, photo, [Box(0, 0, 0.5, 0.5)])
    monkeypatch.setattr(store, "find_photo_sent", lambda *_: before)
    decide(taker.installation, taker.project.scope, researcher, photo.id, Decision("removed", "She asked us to."))
    assert files(taker.installation) == {}
