"""Posters: made once, moved, revoked, scanned; and what is counted where."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.installation import Installation
from ei_collect.operations.keeping import today
from ei_collect.operations.postering import (
    Batch,
    Move,
    make_posters,
    move_poster,
    poster_named,
    revoke_poster,
    scan,
)
from ei_collect.operations.projects import NewProject, add_project, set_project
from ei_collect.places.poster import Poster, PosterState
from ei_collect.projects.project import Project
from ei_collect.store.posters import count_start, posters_of
from tests.answering.surveys import TOWN, publish_yaml
from tests.operations.posting import hang, place_named

TOMORROW, YESTERDAY = today() + timedelta(days=1), today() - timedelta(days=1)


@pytest.fixture(autouse=True)
def _survey(installation: Installation, project: Project) -> None:
    """A survey in three languages."""
    publish_yaml(installation, project, TOWN, languages=("en", "ar", "so"))


def _all(installation: Installation, project: Project) -> tuple[Poster, ...]:
    with installation.database.reading() as connection:
        return posters_of(connection, project.scope)


def test_posters_when_made_twice_in_one_batch_then_the_same_ones_in_the_languages_wished_last(
    installation: Installation, project: Project
) -> None:
    places = [place_named(installation, project, name) for name in ("Park", "Library")]
    first = make_posters(installation, project, Batch("town", "May", ("en",), today()), places)
    again = make_posters(installation, project, Batch("town", "May", ("ar", "en"), today()), places)
    assert [poster.code for poster in again] == [poster.code for poster in first]
    assert {poster.languages for poster in _all(installation, project)} == {("ar", "en")}
    other = make_posters(installation, project, Batch("town", "June", ("en",), today()), places)
    assert len({poster.code for poster in (*first, *other)}) == 4
    assert [poster.latest.place.code for poster in first] == ["park", "library"]


def test_poster_when_its_place_is_in_use_for_a_time_then_it_hangs_no_longer_than_that(
    installation: Installation, project: Project
) -> None:
    days = {"active_from": TOMORROW.isoformat(), "active_to": (TOMORROW + timedelta(days=3)).isoformat()}
    fair = place_named(installation, project, "Fair", **days)
    (poster,) = make_posters(installation, project, Batch("town", "May", ("en",), today()), [fair])
    assert (poster.latest.starts_on, poster.latest.ends_on) == (TOMORROW, TOMORROW + timedelta(days=3))
    assert scan(installation, poster.code, counts=True).state is PosterState.NOT_YET


@pytest.mark.parametrize(
    ("batch", "code"),
    [
        (Batch("town", "May", ("en", "pl"), today()), "language-absent"),
        (Batch("town", "May", (), today()), "languages-none"),
        (Batch("town", " ", ("en",), today()), "batch-name"),
        (Batch("town", "x" * 61, ("en",), today()), "batch-name"),
        (Batch("town", "May", ("en",), today(), YESTERDAY), "poster-dates"),
    ],
)
def test_posters_when_something_is_wrong_then_none_is_made(
    installation: Installation, project: Project, batch: Batch, code: str
) -> None:
    with pytest.raises(InputError, match=code):
        make_posters(installation, project, batch, [place_named(installation, project, "Park")])
    assert _all(installation, project) == ()


def test_posters_when_a_place_is_over_or_the_survey_another_project_s_then_none_is_made(
    installation: Installation, project: Project
) -> None:
    past = place_named(installation, project, "Fair", active_to=YESTERDAY.isoformat())
    with pytest.raises(InputError, match="place-over"):
        make_posters(installation, project, Batch("town", "May", ("en",), today()), [past])
    bath = add_project(installation, NewProject("bath", "Bath", ("en",), "x@example.org"))
    with pytest.raises(NotFoundError, match="survey-unknown"):
        make_posters(installation, bath, Batch("town", "May", ("en",), today()), [past])


def test_poster_when_moved_then_a_new_period_and_the_old_counts_stay_where_they_were(
    installation: Installation, project: Project
) -> None:
    poster = hang(installation, project, "Park")
    scan(installation, poster.code, counts=True)
    scan(installation, poster.code, counts=True)
    place_named(installation, project, "Library")
    moved = move_poster(installation, project.scope, poster.code, Move("library", today()))
    scan(installation, poster.code, counts=True)
    first, second = poster_named(installation, project.scope, poster.code).periods
    assert (first.place.code, first.scans, first.ends_on) == ("park", 2, today())
    assert (second.place.code, second.scans, second.ends_on) == ("library", 1, None)
    assert moved.latest.id == second.id


def test_poster_when_it_is_to_move_later_then_until_then_it_counts_where_it_is(
    installation: Installation, project: Project
) -> None:
    poster = hang(installation, project, "Park", starts_on=YESTERDAY)
    place_named(installation, project, "Library")
    move_poster(installation, project.scope, poster.code, Move("library", TOMORROW))
    scan(installation, poster.code, counts=True)
    first, second = poster_named(installation, project.scope, poster.code).periods
    assert (first.ends_on, first.scans, second.starts_on, second.scans) == (today(), 1, TOMORROW, 0)


@pytest.mark.parametrize(
    "move", [Move("park", YESTERDAY), Move("park", today(), YESTERDAY), Move("park", today())], ids=str
)
def test_poster_when_the_days_of_a_move_are_wrong_then_it_stays(
    installation: Installation, project: Project, move: Move
) -> None:
    poster = hang(installation, project, "Park", starts_on=TOMORROW)
    with pytest.raises(InputError, match="poster-dates"):
        move_poster(installation, project.scope, poster.code, move)
    assert len(poster_named(installation, project.scope, poster.code).periods) == 1


def test_poster_when_revoked_then_it_leads_nowhere_counts_nothing_and_moves_no_more(
    installation: Installation, project: Project
) -> None:
    poster = hang(installation, project)
    assert revoke_poster(installation, project.scope, poster.code, "torn").revoked_why == "torn"
    assert revoke_poster(installation, project.scope, poster.code, "other").revoked_why == "torn"
    assert scan(installation, poster.code, counts=True).state is PosterState.REVOKED
    assert poster_named(installation, project.scope, poster.code).latest.scans == 0
    with pytest.raises(InputError, match="poster-revoked"):
        move_poster(installation, project.scope, poster.code, Move("park", today()))
    (fresh,) = make_posters(installation, project, Batch("town", "May", ("en",), today()), [poster.latest.place])
    assert fresh.code != poster.code


@pytest.mark.parametrize("why", ["", "  ", "x" * 501])
def test_poster_when_no_reason_is_given_then_it_is_not_revoked(
    installation: Installation, project: Project, why: str
) -> None:
    poster = hang(installation, project)
    with pytest.raises(InputError, match="poster-why"):
        revoke_poster(installation, project.scope, poster.code, why)


def test_poster_when_asked_for_by_another_project_then_it_is_not_there(
    installation: Installation, project: Project
) -> None:
    poster = hang(installation, project)
    bath = add_project(installation, NewProject("bath", "Bath", ("en",), "x@example.org"))
    place_named(installation, bath, "Park")
    steps: list[Callable[[], object]] = [
        lambda: poster_named(installation, bath.scope, poster.code),
        lambda: revoke_poster(installation, bath.scope, poster.code, "mine"),
        lambda: move_poster(installation, bath.scope, poster.code, Move("park", today())),
    ]
    for step in steps:
        with pytest.raises(NotFoundError, match="poster-unknown"):
            step()


def test_scan_when_the_code_is_known_to_nobody_then_no_state(installation: Installation, project: Project) -> None:
    hang(installation, project)
    assert scan(installation, "0000000", counts=True).state is None
    assert scan(installation, "no code", counts=True).state is None


def test_scan_when_the_round_is_over_then_ended(installation: Installation, project: Project) -> None:
    poster = hang(installation, project)
    set_project(installation, "bristol", {"ends_on": YESTERDAY})
    assert scan(installation, poster.code, counts=True).state is PosterState.ENDED
    assert poster_named(installation, project.scope, poster.code).latest.scans == 0


def test_start_when_the_poster_is_not_of_this_survey_or_not_in_use_then_it_is_not_counted(
    installation: Installation, project: Project
) -> None:
    poster = hang(installation, project)
    later = hang(installation, project, "Library", starts_on=TOMORROW)
    bath = add_project(installation, NewProject("bath", "Bath", ("en",), "x@example.org"))
    with installation.database.writing() as connection:
        counted = [
            count_start(connection, project.scope, poster.code, "town", today()),
            count_start(connection, project.scope, poster.code, "day", today()),
            count_start(connection, project.scope, later.code, "town", today()),
            count_start(connection, bath.scope, poster.code, "town", today()),
        ]
    assert counted == [poster.latest.id, None, None, None]
