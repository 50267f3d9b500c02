"""Answers that were sent: who may see and change them, and what becomes of pages that still lie open."""

from collections.abc import Iterator

import pytest

from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from tests.journeys.respondents import (
    SECTIONS,
    START,
    Scene,
    answers_all,
    expects_typed,
    opens_with,
    said,
    scene_of,
    values,
)
from tests.web.visits import Visitor


@pytest.fixture
def scene(installation: Installation, project: Project) -> Iterator[Scene]:
    """The survey with every kind of question, in three languages."""
    with scene_of(installation, project) as made:
        yield made


@pytest.mark.parametrize("readable", [True, False])
def test_answers_when_changed_after_sending_then_only_who_wished_so_can_and_the_rest_stays(
    scene: Scene, readable: bool
) -> None:
    person = answers_all(scene.person())
    code = person.code
    if readable:
        person.fills_in(field_readable="1")
    person.presses()
    before = scene.rows()
    later = opens_with(scene.person(), code)
    if not readable:
        assert not later.sees("A bench")
        assert scene.person().posts("/en/r/change", {"code": [code]}).status == 404
        assert scene.rows() == before
        return
    later.taps("Change my answers").presses("go", "everyday")
    expects_typed(later, "everyday")
    later.fills_in(welcome="3", **{"field_q_ways.other": "by tram"}).presses("go", "later")
    assert values(scene.kept()[0]) == said(scene.version)  # until it is sent, what was sent stands
    again = opens_with(scene.person(), code).taps("Go on with the change").taps("Send my answers")
    assert again.sees("Your answers have been sent.")
    changed = {"everyday": {"q_welcome": ["3"], "q_ways.other": ["by tram"]}}
    (response,) = scene.kept()
    assert values(response) == said(scene.version, changed)
    assert scene.rows() == before
    assert "by boat" not in scene.everything()


@pytest.mark.parametrize("cookies", [True, False])
def test_a_code_when_it_is_not_to_open_the_words_then_no_page_of_answering_does_so_either(
    scene: Scene, cookies: bool
) -> None:
    person = answers_all(scene.person())
    code = person.code
    person.presses()
    finder = scene.person(cookies=cookies)
    for section in (*SECTIONS, "send"):
        for wish in ({}, {"go": ["back"]}, {"go": ["later"]}, {"go": ["story"]}, {"switch": ["ar"]}):
            finder.posts(f"{START}/{section}", {"key": [code], "asked": [""], **wish})
            for page in ("", *(f"/{each}" for each in (*SECTIONS, "check", "thanks"))):
                shown = Visitor(finder.client).opens(f"{START}{page}").markup + finder.markup
                for words in ("by boat", "A bench", "on the bridge", "Tigrinya", "Hills"):
                    assert words not in shown, (section, wish, page)
    assert values(scene.kept()[0]) == said(scene.version)


def test_answers_when_changed_in_two_places_then_the_first_stands_and_the_other_is_not_lost(scene: Scene) -> None:
    person = answers_all(scene.person()).fills_in(field_readable="1")
    code = person.code
    person.presses()
    one, other = (opens_with(scene.person(), code) for _ in range(2))
    one.taps("Change my answers").presses("go", "you").fills_in(years="1").presses()
    other.taps("Change my answers").presses("go", "story").fills_in(one_word="Rain").presses()
    one.opens(f"{START}/check").taps("Send my answers")
    assert other.presses().status == 200
    both = said(scene.version, {"you": {"q_years": ["1"]}, "story": {"q_one_word": ["Rain"]}})
    (response,) = scene.kept()
    assert values(response) == both
