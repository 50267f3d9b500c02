"""A researcher at work on real captions, page by page; the pack built afterwards differs by just what was decided."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ei_collect.answering.response import Quotable
from ei_collect.coding.coding import OpenText, Suggestion
from ei_collect.coding.spans import excerpt_id
from ei_collect.operations.coding import codebook_in_use
from ei_collect.operations.demonstration import STAFF, Demonstration, set_up
from ei_collect.operations.importing import import_responses
from ei_collect.operations.installation import Installation
from ei_collect.operations.suggesting import suggest
from ei_collect.projects.project import MemberRole
from ei_collect.store.suggestions import open_suggestions
from ei_collect.store.texts import all_texts
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.web.staff_visits import Colleague

pytestmark = pytest.mark.shared

DESK = "/staff/bristol"
SENTENCE = re.compile(r"[^.!?…]{20,}")


@dataclass(frozen=True)
class Office:
    """A researcher at a desk, with the captions and what the program suggests for them."""

    colleague: Colleague
    texts: tuple[OpenText, ...]
    suggestions: tuple[Suggestion, ...]
    codes: tuple[str, ...]

    def packs(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The candidates by id of two packs built now: of what is confirmed, and a draft that lets suggestions in."""
        return self._built(), self._built(suggestions="yes")

    def _built(self, **form: str) -> dict[str, Any]:
        built = self.colleague.sends(f"{DESK}/packs", self.colleague.opens(f"{DESK}/packs"), **form)
        pack = built.headers["Location"].partition("#")[2]
        content = json.loads(self.colleague.opens(f"{DESK}/packs/{pack}/pack.json").data)
        return {candidate["candidate_id"]: candidate for candidate in content["candidates"]}

    def decides(self, suggestion: Suggestion, word: str) -> None:
        """Press a button beside a suggestion, on the page of its text."""
        page = self.colleague.opens(f"{DESK}/coding/{suggestion.text_id}")
        address = f"{DESK}/suggestions/{suggestion.id}/{word}"
        assert f'action="{address}"' in page.text
        assert self.colleague.sends(address, page).status_code == 302

    def codes_by_hand(self, text: OpenText, code: str, stance: str) -> str:
        """Mark the first sentence of a caption that stands there once, and code it; the words marked."""
        address, sentences = f"{DESK}/coding/{text.id}", [found.strip() for found in SENTENCE.findall(text.body)]
        words: str = next(sentence for sentence in sentences if text.body.count(sentence) == 1)
        form = {"words": words, "code": code, "stance": stance, "scale": "neighbourhood", "place_kind": "none"}
        assert self.colleague.sends(address, self.colleague.opens(address), **form).status_code == 302
        return words


@pytest.fixture
def office(installation: Installation, shared_data: Path) -> Iterator[Office]:
    """The demonstration's project with the captions, and its researcher signed in."""
    demonstration = set_up(installation)
    version = next(each for each in demonstration.versions if each.survey.slug == "day-in-my-life")
    captions = shared_data / "captions" / "day_in_my_life.csv"
    project = demonstration.project
    import_responses(installation, project, version, captions, {}, quotable=Quotable.ALREADY_PUBLISHED)
    suggest(installation, project)
    app = create_app(installation.config)
    app.testing = True
    with closing(app.extensions[KEY].database), installation.database.reading() as connection:
        colleague = Colleague(app.test_client())
        assert colleague.signs_in(*_account(demonstration)).status_code == 302
        yield Office(
            colleague,
            tuple(all_texts(connection, project.scope)),
            open_suggestions(connection, project.scope),
            tuple(code.code for code in codebook_in_use(connection, project.scope).codes),
        )


def test_researcher_when_coding_by_hand_and_deciding_then_the_rebuilt_pack_changes_accordingly(office: Office) -> None:
    confirmed_before, draft_before = office.packs()
    assert confirmed_before == {}
    assert _statuses(draft_before) == {"suggested"}
    taken, rejected = _two_of_different_codes(office.suggestions)
    fresh = [code for code in office.codes if code not in {each.code for each in office.suggestions}][:3]
    by_hand = {
        code: office.codes_by_hand(text, code, stance)
        for text, code, stance in zip(office.texts, fresh, ("enabler", "barrier", "enabler"), strict=False)
    }
    assert len(by_hand) == 3
    office.decides(taken, "take")
    office.decides(rejected, "reject")

    confirmed, draft = office.packs()
    assert _statuses(confirmed) == {"confirmed"}
    told = {each["code"]: each["excerpts"] for each in confirmed.values()}
    assert {code: [excerpt["text"] for excerpt in told[code]] for code in fresh} == {
        code: [words] for code, words in by_hand.items()
    }
    assert told.keys() == {*fresh, taken.code}
    assert all(excerpt["confirmed"] for excerpts in told.values() for excerpt in excerpts)
    assert draft.keys() >= confirmed.keys()
    assert {each["status"] for name, each in draft.items() if name in confirmed} == {"confirmed"}
    assert {each["status"] for name, each in draft.items() if name not in confirmed} == {"suggested"}
    assert _evidence(draft_before) >= {_piece(taken), _piece(rejected)}
    assert _evidence(draft) & {_piece(taken), _piece(rejected)} == {_piece(taken)}
    assert _piece(taken) in _evidence(confirmed)


def test_candidate_when_worded_then_proposed_in_those_words(office: Office) -> None:
    words = office.codes_by_hand(office.texts[0], office.codes[0], "enabler")
    (candidate,) = re.findall(rf'href="({DESK}/candidates/\w+)"', office.colleague.opens(f"{DESK}/candidates").text)
    page = office.colleague.opens(candidate)
    assert office.texts[0].id in page.text
    office.colleague.sends(candidate, page, title="Colour on the walls lifts the street")
    ((told,), _) = (tuple(pack.values()) for pack in office.packs())
    assert (told["title"], told["status"]) == ("Colour on the walls lifts the street", "proposed")
    assert [(excerpt["text"], excerpt["source"]) for excerpt in told["excerpts"]] == [
        (words, office.texts[0].source_row)
    ]


def _account(demonstration: Demonstration) -> tuple[str, str]:
    """Address and password of the demonstration's researcher."""
    email = next(email for email, (_, role) in STAFF.items() if role is MemberRole.RESEARCHER)
    lines = demonstration.accounts.read_text(encoding="utf-8").splitlines()
    return email, next(line.split()[-1] for line in lines if email in line)


def _two_of_different_codes(suggestions: tuple[Suggestion, ...]) -> tuple[Suggestion, Suggestion]:
    """Two suggestions that make candidates."""
    first, *rest = (each for each in suggestions if each.stance != "neither")
    return first, next(each for each in rest if each.code != first.code)


def _statuses(candidates: dict[str, Any]) -> set[str]:
    return {each["status"] for each in candidates.values()}


def _piece(suggestion: Suggestion) -> tuple[str, str]:
    return suggestion.code, excerpt_id(suggestion.text_id, suggestion.span)


def _evidence(candidates: dict[str, Any]) -> set[tuple[str, str]]:
    """Every excerpt with the code of its candidate."""
    return {(each["code"], excerpt["id"]) for each in candidates.values() for excerpt in each["excerpts"]}
