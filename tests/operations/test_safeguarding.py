"""Flagging what may mean that somebody is at risk: seen by the lead, dealt with once, gone with the answers it is about."""

from datetime import timedelta

import pytest

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations import safeguarding
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.safeguarding import LONGEST, close, flag, flagged
from ei_collect.projects.flag import Flag, FlagKind
from ei_collect.projects.project import MemberRole, Project, User
from ei_collect.store.flags import closed_flags, open_flags
from ei_collect.store.texts import find_text
from tests.coded import Town, joins, settle
from tests.photographer import Photographer, publish_pictured

REASON = " She says that\nsomebody waits for her. "


@pytest.fixture
def town(installation: Installation, project: Project) -> Town:
    """A town."""
    return settle(installation, project)


@pytest.fixture
def lead(town: Town) -> User:
    """The safeguarding lead."""
    return joins(town.installation, town.project, "lena@example.org", MemberRole.SAFEGUARDING)


@pytest.fixture
def waiting(town: Town) -> Flag:
    """A text that was flagged."""
    text_id = town.hears("Somebody follows me home")
    flag(town.installation, town.project.scope, town.researcher, (FlagKind.TEXT, text_id), REASON)
    return listed(town)[0]


def listed(town: Town, *, is_open: bool = True) -> tuple[Flag, ...]:
    """What was flagged in a town."""
    with town.installation.database.reading() as connection:
        return (open_flags if is_open else closed_flags)(connection, town.project.scope)


def test_text_when_flagged_then_waits_with_its_words_and_the_reason_as_typed(town: Town, waiting: Flag) -> None:
    assert (waiting.reason, waiting.flagged_by, waiting.flagged_on) == (REASON, "Asha", today())
    assert waiting.waited(today() + timedelta(days=3)) == 3
    found = flagged(town.installation, town.project.scope, waiting.id)
    assert found.text is not None
    assert found.text.body == "Somebody follows me home"


def test_photo_when_flagged_then_waits(town: Town) -> None:
    publish_pictured(town.installation, town.project, "pictured")
    taker = Photographer(town.installation, town.project, slug="pictured")
    photo = taker.takes()
    taker.says(caption="A bench").sends()
    flag(town.installation, town.project.scope, town.researcher, (FlagKind.PHOTO, photo.id), "A child is in it.")
    found = flagged(town.installation, town.project.scope, listed(town)[0].id)
    assert found.photo is not None
    assert found.photo.photo.id == photo.id


def test_flag_when_dealt_with_then_once_and_what_was_done_stays(town: Town, waiting: Flag, lead: User) -> None:
    scope = town.project.scope
    close(town.installation, scope, lead, waiting.id, ("The duty officer was told.", "Nothing: no way to reach."))
    assert listed(town) == ()
    (closed,) = listed(town, is_open=False)
    assert (closed.done, closed.told) == ("The duty officer was told.", "Nothing: no way to reach.")
    assert (closed.closed_by, closed.closed_on) == ("Lena", today())
    with pytest.raises(InputError, match="flag-closed"):
        close(town.installation, scope, town.researcher, waiting.id, ("Another outcome.", "Another word."))
    assert listed(town, is_open=False) == (closed,)


@pytest.mark.parametrize(
    ("outcome", "faults"),
    [(("", " "), 2), (("Done.", ""), 1), (("", "Told."), 1), (("x" * (LONGEST + 1), "Told."), 1)],
)
def test_outcome_when_faulty_then_every_fault_and_it_still_waits(
    town: Town, waiting: Flag, lead: User, outcome: tuple[str, str], faults: int
) -> None:
    with pytest.raises(InputError) as refused:
        close(town.installation, town.project.scope, lead, waiting.id, outcome)
    assert len(refused.value.findings) == faults
    assert listed(town) == (waiting,)


@pytest.mark.parametrize("reason", ["", " \n", "x" * (LONGEST + 1)])
def test_flag_when_without_a_reason_then_refused(town: Town, reason: str) -> None:
    subject = (FlagKind.TEXT, town.hears("Words"))
    with pytest.raises(InputError, match="the reason"):
        flag(town.installation, town.project.scope, town.researcher, subject, reason)
    assert listed(town) == ()


def test_flag_when_of_another_project_then_not_found(town: Town, waiting: Flag, lead: User) -> None:
    other = add_project(town.installation, NewProject("leeds", "Leeds", ("en",), "x@example.org")).scope
    for kind, reason in ((FlagKind.TEXT, "Why."), (FlagKind.TEXT, ""), (FlagKind.PHOTO, "Why.")):
        with pytest.raises(NotFoundError):
            flag(town.installation, other, town.researcher, (kind, waiting.subject_id), reason)
    with pytest.raises(NotFoundError):
        flagged(town.installation, other, waiting.id)
    for outcome in (("Done.", "Told."), ("", "")):
        with pytest.raises(NotFoundError):
            close(town.installation, other, lead, waiting.id, outcome)


def test_flag_when_the_answers_go_then_goes_with_them(town: Town, waiting: Flag) -> None:
    with town.installation.database.writing() as connection:
        text = find_text(connection, town.project.scope, waiting.subject_id)
        assert text is not None
        connection.exec_driver_sql(f"DELETE FROM responses WHERE id = '{text.response_id}'")
    assert listed(town) == ()


def test_flag_when_only_its_words_are_gone_then_says_that_they_are(town: Town, waiting: Flag) -> None:
    with town.installation.database.writing() as connection:
        connection.exec_driver_sql(f"DELETE FROM texts WHERE id = '{waiting.subject_id}'")
    found = safeguarding.flagged(town.installation, town.project.scope, waiting.id)
    assert (found.text, found.photo) == (None, None)
