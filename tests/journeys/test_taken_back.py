"""Answers that were taken back stay gone: whatever page still lies open somewhere, whoever sends it, however late."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from ei_collect.answering.form import Form
from ei_collect.answering.receipts import key_hash
from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from tests.answering.every_kind import FILLED_IN, SLUG
from tests.journeys.respondents import SECTIONS, START, Scene, answers, answers_all, opens_with, scene_of
from tests.web.visits import Visitor

SECRET_WORD = "Kingfisher"
SECRETLY: dict[str, Form] = {
    "you": {"q_speaks.other": [f"{SECRET_WORD} 1"]},
    "everyday": {"q_ways.other": [f"{SECRET_WORD} 2"]},
    "story": {"q_what_helps": [f"{SECRET_WORD} 3"], "q_where_met.words": [f"{SECRET_WORD} 4"]},
}
"""The same word wherever words of one's own can be written."""
CROWD = 20


@pytest.fixture
def scene(installation: Installation, project: Project) -> Iterator[Scene]:
    """The survey with every kind of question; somebody else has answered it and stays."""
    with scene_of(installation, project) as made:
        answers_all(made.person()).presses()
        yield made


def takes_back(person: Visitor, code: str) -> Visitor:
    """As somebody does who has nothing but the code."""
    opens_with(person, code).taps("Take my answers back").taps("Yes, delete all my answers")
    assert person.sees("Your answers have been taken back")
    return person


def expects_nothing_left(scene: Scene, code: str, before: dict[str, int]) -> None:
    """See that neither tables nor files hold a word of it, and no row but the one that keeps late copies out."""
    assert scene.rows() == {**before, "tombstones": before["tombstones"] + 1}
    kept = scene.everything()
    hashed = key_hash(scene.installation.config.secret_key, code)
    assert (SECRET_WORD in kept, code in kept, kept.count(hashed)) == (False, False, 1)
    if scene.installation.database.is_sqlite:
        held = [path for path in scene.installation.config.data.rglob("*") if path.is_file()]
        assert held
        for path in held:
            content = path.read_bytes()
            assert SECRET_WORD.encode() not in content, path
            assert code.encode() not in content, path


def test_answers_when_sent_changed_and_contradicted_then_taking_them_back_leaves_nothing(scene: Scene) -> None:
    before = scene.rows()
    person = answers_all(scene.person(), changes=SECRETLY).fills_in(field_readable="1")
    code, form = person.code, person.form()
    stale = Visitor(person.client).opens(f"{START}/story").form()
    person.presses()
    scene.person().posts(f"{START}/story", {**stale, "q_one_word": [f"{SECRET_WORD} 5"]})
    assert scene.person().posts(f"{START}/send", form).sees("Answers had already been sent")
    opens_with(scene.person(), code).taps("Change my answers")
    assert scene.rows()["conflicts"] == before["conflicts"] + 1
    assert SECRET_WORD in scene.everything()
    takes_back(scene.person(), code)
    expects_nothing_left(scene, code, before)


def test_copies_when_they_come_after_taking_back_then_every_one_is_refused(scene: Scene) -> None:
    before = scene.rows()
    person = scene.person().begins(SLUG)
    code, pages = person.code, {}
    for section in SECTIONS:
        answers(person, section, {**FILLED_IN[section], **SECRETLY.get(section, {})})
        pages[section] = person.form()
        person.presses()
    pages["send"] = person.form()
    takes_back(scene.person(), code)
    for section, form in pages.items():
        for late in (person, scene.person(cookies=False)):
            late.posts(f"{START}/{section}", form)
            assert (late.status, late.sees("These answers have been taken back")) == (410, True), section
        switched = scene.person().posts(f"/ar{START[3:]}/{section}", {**form, "go": ["later"], "switch": ["so"]})
        assert switched.status == 410
    for address in ("/en/r", "/en/r/resume", "/en/r/change", "/en/r/download", "/en/r/withdraw"):
        assert scene.person().posts(address, {"code": [code], "sure": ["1"]}).status == 410, address
    expects_nothing_left(scene, code, before)
    assert person.begins(SLUG).code != code


def test_copies_when_they_race_with_taking_back_then_nothing_is_left_all_the_same(scene: Scene) -> None:
    before = scene.rows()
    person = answers_all(scene.person(), changes=SECRETLY)
    code, form = person.code, person.form()
    story = Visitor(person.client).opens(f"{START}/story").form()

    def arrive(number: int) -> int:
        if number == CROWD // 2:
            return scene.person().posts("/en/r/withdraw", {"code": [code], "sure": ["1"]}).status
        address, sent = (("send", form), ("story", story))[number % 2]
        return scene.person(cookies=False).posts(f"{START}/{address}", sent).status

    with ThreadPoolExecutor(CROWD) as crowd:
        assert set(crowd.map(arrive, range(CROWD))) <= {200, 410}
    expects_nothing_left(scene, code, before)
