"""Coding by people: what is kept, shared, taken away, and kept apart between projects."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from ei_collect.coding.candidates import candidate_id
from ei_collect.coding.coding import (
    Coding,
    Excerpt,
    IdentityCheck,
    PlaceKind,
    PlaceSpokenOf,
    Scale,
    Span,
    Stance,
    Suggestion,
)
from ei_collect.coding.marking import Mark
from ei_collect.errors import InputError, NotFoundError
from ei_collect.operations.candidates import candidate_with_id, candidates_of
from ei_collect.operations.coding import (
    apply_code,
    check_identity,
    reject_suggestion,
    remove_coding,
    take_suggestion,
    use_codebook,
    word_candidate,
)
from ei_collect.operations.projects import NewProject, add_project
from ei_collect.operations.suggesting import suggest
from ei_collect.projects.project import MemberRole, User
from ei_collect.store.codebooks import find_codebook
from ei_collect.store.codings import all_codings, codings_of_text
from ei_collect.store.excerpts import count_to_check, find_excerpt, to_check
from ei_collect.store.places import wards_of
from ei_collect.store.suggestions import open_suggestions
from tests.coded import CODEBOOK, Town, joins, read_codebook

WORDS = "The bus 🚌 is late. I love people."


def test_code_when_applied_then_kept_with_everything_said(town: Town) -> None:
    text_id = town.hears(WORDS)
    place = PlaceSpokenOf(PlaceKind.PLACE, (_a_ward(town),), "Stapleton Road")
    made = apply_code(
        town.installation,
        town.project.scope,
        town.researcher,
        text_id,
        span=Span(4, 7),
        code="buses",
        stance=Stance.BARRIER,
        scale=Scale.CITY,
        dimensions=("social",),
        place=place,
        memo="  keep\nexactly ",
    )
    with town.installation.database.reading() as connection:
        (kept,) = all_codings(connection, town.project.scope)
    assert kept == made
    assert (kept.coder, kept.memo, kept.place) == ("Asha", "  keep\nexactly ", place)


def test_excerpt_when_two_codings_share_it_then_it_goes_with_the_last(town: Town) -> None:
    text_id = town.hears(WORDS)
    one, two = (_codes(town, text_id, code) for code in ("buses", "people"))
    assert one.excerpt_id == two.excerpt_id
    remove_coding(town.installation, town.project.scope, one.id)
    assert _excerpt(town, one.excerpt_id) is not None
    remove_coding(town.installation, town.project.scope, two.id)
    assert _excerpt(town, one.excerpt_id) is None


def test_code_when_applied_twice_by_one_then_refused_and_by_another_then_kept(town: Town) -> None:
    text_id = town.hears(WORDS)
    _codes(town, text_id)
    with pytest.raises(InputError) as refused:
        _codes(town, text_id)
    assert refused.value.findings[0].code == "coding-there"
    other = joins(town.installation, town.project, "ben@example.org", MemberRole.RESEARCHER)
    apply_code(
        town.installation,
        town.project.scope,
        other,
        text_id,
        span=Span(0, len(WORDS)),
        code="buses",
        stance=Stance.BARRIER,
    )
    with town.installation.database.reading() as connection:
        assert {each.coder for each in codings_of_text(connection, town.project.scope, text_id)} == {"Asha", "Ben"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"span": Span(0, 999)}, "span-outside"),
        ({"code": "trams"}, "code-unknown"),
        ({"place": PlaceSpokenOf(PlaceKind.WARD, ("E99999999",))}, "ward-unknown"),
    ],
)
def test_code_when_faulty_then_refused_and_nothing_is_kept(town: Town, changes: dict[str, object], code: str) -> None:
    text_id = town.hears(WORDS)
    given = {"span": Span(0, 7), "code": "buses", "stance": Stance.BARRIER, **changes}
    with pytest.raises(InputError) as refused:
        apply_code(town.installation, town.project.scope, town.researcher, text_id, **given)  # type: ignore[arg-type]
    assert [finding.code for finding in refused.value.findings] == [code]
    with town.installation.database.reading() as connection:
        assert all_codings(connection, town.project.scope) == ()


def test_text_when_of_another_project_then_not_found(town: Town) -> None:
    text_id = town.hears(WORDS)
    other = add_project(town.installation, NewProject("leeds", "Leeds", ("en",), "us@example.org"))
    use_codebook(town.installation, other.scope, read_codebook())
    with pytest.raises(NotFoundError):
        apply_code(
            town.installation,
            other.scope,
            town.researcher,
            text_id,
            span=Span(0, 7),
            code="buses",
            stance=Stance.BARRIER,
        )
    made = _codes(town, text_id)
    with pytest.raises(NotFoundError):
        remove_coding(town.installation, other.scope, made.id)
    with pytest.raises(NotFoundError):
        check_identity(town.installation, other.scope, town.researcher, made.excerpt_id, IdentityCheck.CLEARED)


def test_suggestion_when_taken_then_a_coding_and_no_longer_open(town: Town) -> None:
    town.hears("The bus never arrives")
    (suggestion,) = _suggested(town)
    taken = take_suggestion(town.installation, town.project.scope, town.researcher, suggestion.id)
    assert (taken.code, taken.stance, taken.span) == (suggestion.code, suggestion.stance, suggestion.span)
    with pytest.raises(NotFoundError):
        take_suggestion(town.installation, town.project.scope, town.researcher, suggestion.id)
    assert _suggested(town) == ()


def test_suggestion_when_taken_with_changes_then_the_changes_are_kept(town: Town) -> None:
    town.hears("The bus never arrives")
    (suggestion,) = _suggested(town)
    changes = Mark(Span(4, 7), "people", Stance.NEITHER, memo="not the bus")
    taken = take_suggestion(town.installation, town.project.scope, town.researcher, suggestion.id, changes)
    assert (taken.code, taken.stance, taken.memo) == ("people", Stance.NEITHER, "not the bus")


def test_suggestion_when_its_changes_are_faulty_then_still_open(town: Town) -> None:
    town.hears("The bus never arrives")
    (suggestion,) = _suggested(town)
    with pytest.raises(InputError):
        take_suggestion(
            town.installation, town.project.scope, town.researcher, suggestion.id, Mark(Span(0, 3), "x", Stance.BARRIER)
        )
    assert _suggested(town) == (suggestion,)


def test_suggestion_when_rejected_then_does_not_come_back(town: Town) -> None:
    town.hears("The bus never arrives")
    (suggestion,) = _suggested(town)
    reject_suggestion(town.installation, town.project.scope, town.researcher, suggestion.id)
    assert suggest(town.installation, town.project) == 0
    assert _suggested(town) == ()


def test_identity_when_checked_then_the_excerpt_leaves_the_queue(town: Town) -> None:
    made = _codes(town, town.hears(WORDS))
    with town.installation.database.reading() as connection:
        assert [each.id for each in to_check(connection, town.project.scope, limit=5)] == [made.excerpt_id]
    check_identity(town.installation, town.project.scope, town.researcher, made.excerpt_id, IdentityCheck.CLEARED)
    with town.installation.database.reading() as connection:
        assert count_to_check(connection, town.project.scope) == 0
        assert all_codings(connection, town.project.scope)[0].identity_check is IdentityCheck.CLEARED


def test_candidate_when_worded_then_keeps_its_id_and_has_the_words(town: Town) -> None:
    _codes(town, town.hears(WORDS))
    (before,) = candidates_of(town.installation, town.project.scope)
    for title in ("Buses come late", "Buses do not come"):
        word_candidate(
            town.installation,
            town.project.scope,
            town.researcher,
            code=before.code,
            stance=before.stance,
            scale=before.scale,
            title=title,
        )
    after = candidate_with_id(town.installation, town.project.scope, before.id)
    assert (after.id, after.title) == (before.id, "Buses do not come")
    assert before.id == candidate_id(town.project.id, (before.code, before.stance, before.scale))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "title-length"),
        ({"title": "x" * 301}, "title-length"),
        ({"stance": Stance.NEITHER}, "stance"),
        ({"code": "trams"}, "code-unknown"),
    ],
)
def test_wording_when_unusable_then_refused(town: Town, changes: dict[str, object], code: str) -> None:
    given = {"code": "buses", "stance": Stance.BARRIER, "scale": Scale.CITY, "title": "Late", **changes}
    with pytest.raises(InputError) as refused:
        word_candidate(town.installation, town.project.scope, town.researcher, **given)  # type: ignore[arg-type]
    assert refused.value.findings[0].code == code


def test_candidate_when_nothing_stands_behind_it_then_not_found(town: Town) -> None:
    with pytest.raises(NotFoundError):
        candidate_with_id(town.installation, town.project.scope, "ca_nothing")


def test_codebook_when_replaced_then_the_new_one_is_used(town: Town) -> None:
    newer = read_codebook(CODEBOOK.replace('version: "1"', 'version: "2"'))
    use_codebook(town.installation, town.project.scope, newer)
    with town.installation.database.reading() as connection:
        assert find_codebook(connection, town.project.scope) == newer


def _a_ward(town: Town) -> str:
    with town.installation.database.reading() as connection:
        return wards_of(connection, town.project.place_set)[0].code


def _codes(town: Town, text_id: str, code: str = "buses") -> Coding:
    return apply_code(
        town.installation,
        town.project.scope,
        town.researcher,
        text_id,
        span=Span(0, len(WORDS)),
        code=code,
        stance=Stance.BARRIER,
    )


def _excerpt(town: Town, excerpt_id: str) -> Excerpt | None:
    with town.installation.database.reading() as connection:
        return find_excerpt(connection, town.project.scope, excerpt_id)


def _suggested(town: Town) -> tuple[Suggestion, ...]:
    with town.installation.database.reading() as connection:
        found = open_suggestions(connection, town.project.scope)
    if found:
        return found
    suggest(town.installation, town.project)
    with town.installation.database.reading() as connection:
        return open_suggestions(connection, town.project.scope)


def test_suggestion_when_two_people_take_it_at_once_then_one_of_them_has_it(town: Town) -> None:
    town.hears("The bus never arrives")
    (suggestion,) = _suggested(town)
    other = joins(town.installation, town.project, "ben@example.org", MemberRole.RESEARCHER)

    def take(user: User) -> bool:
        try:
            take_suggestion(town.installation, town.project.scope, user, suggestion.id)
        except NotFoundError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(take, (town.researcher, other))) == [False, True]
    with town.installation.database.reading() as connection:
        assert len(all_codings(connection, town.project.scope)) == 1
