"""Where a photo may be shown: every combination of what staff decided, what its maker allows and who is in it."""

from itertools import product

import pytest

from ei_collect.answering.photographs import People, PhotoAnswer, Showing
from ei_collect.photos.showing import Status, needs_clearing, shown_at

EVERY = list(product(Status, Showing, [None, *People], [False, True]))
AT_THE_FORUM = {
    (showing, people, cleared)
    for showing in ("forum", "published")
    for people, cleared in [
        ("none", False),
        ("none", True),
        ("agreed", False),
        ("agreed", True),
        ("covered", False),
        ("covered", True),
        ("not_sure", True),
        ("children", True),
        (None, True),
    ]
}
PUBLISHED = {each for each in AT_THE_FORUM if each[0] == "published" and each[1] != "children"}


@pytest.mark.parametrize(("status", "showing", "people", "cleared"), EVERY)
def test_photo_when_asked_where_it_may_be_shown_then_as_the_table_says(
    status: Status, showing: Showing, people: People | None, cleared: bool
) -> None:
    found = shown_at(status, PhotoAnswer("ph_1", showing=showing, people=people), cleared)
    combination = (showing.value, people.value if people else None, cleared)
    if status == "removed":
        assert found is None
    elif status == "forum" and combination in PUBLISHED:
        assert found is Showing.PUBLISHED
    elif status == "forum" and combination in AT_THE_FORUM:
        assert found is Showing.FORUM
    else:
        assert found is Showing.RESEARCH


def test_rule_when_given_the_plain_status_of_a_row_then_it_holds_as_well() -> None:
    answer = PhotoAnswer("ph_1", showing=Showing.PUBLISHED, people=People.NONE)
    assert shown_at("forum", answer, False) is Showing.PUBLISHED
    assert shown_at("removed", answer, True) is None


@pytest.mark.parametrize("people", [None, *People])
def test_people_when_nobody_is_sure_of_them_or_they_are_children_then_staff_must_look(people: People | None) -> None:
    wanted = people in {None, People.NOT_SURE, People.CHILDREN}
    assert needs_clearing(PhotoAnswer("ph_1", people=people)) is wanted
