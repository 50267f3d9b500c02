"""A researcher at work: reads, codes, decides on suggestions, words candidates, checks excerpts."""

import re
from pathlib import Path
from typing import Any

import orjson
import pytest
from werkzeug.test import TestResponse

from ei_collect.answering.response import Help
from ei_collect.coding.coding import Coding, PlaceKind, Scale, Stance, Suggestion
from ei_collect.operations.candidates import candidates_of
from ei_collect.operations.suggesting import suggest
from ei_collect.store.codings import all_codings
from ei_collect.store.suggestions import open_suggestions
from tests.coded import Town
from tests.web.staff_visits import Colleague, text_of

LATE = "The bus 🚌 never arrives. Nobody <b>tells</b> us."
FORM = {"code": "buses", "stance": "barrier", "scale": "city", "place_kind": "none", "memo": ""}


def test_list_when_filtered_then_only_what_was_asked_for(colleague: Colleague, workshop: Town) -> None:
    coded, _ = workshop.hears("Late buses"), workshop.hears("Nothing of the kind")
    _codes(colleague, coded)
    assert "Nothing of the kind" in text_of(colleague.opens("/staff/bristol/coding?uncoded=1"))
    assert "Late buses" not in text_of(colleague.opens("/staff/bristol/coding?uncoded=1"))
    assert "2 texts" in text_of(colleague.opens("/staff/bristol/coding?survey=day"))
    assert "0 texts" in text_of(colleague.opens("/staff/bristol/coding?survey=other"))
    workshop.hears("A bus")
    suggest(workshop.installation, workshop.project)
    assert "1 text" in text_of(colleague.opens("/staff/bristol/coding?suggested=1"))


def test_list_when_long_then_a_page_at_a_time_and_nothing_left_out(colleague: Colleague, workshop: Town) -> None:
    said = {f"Words number {number}." for number in range(23)}
    for body in said:
        workshop.hears(body)
    seen, address = set(), "/staff/bristol/coding"
    while address:
        page = colleague.opens(address).text
        seen |= set(re.findall(r"Words number \d+\.", page))
        following = re.search(r'href="([^"]+after=[^"]+)"', page)
        address = following[1] if following else ""
    assert seen == said


def test_text_when_read_then_its_language_and_what_stands_beside_it(colleague: Colleague, workshop: Town) -> None:
    text_id = workshop.hears("الحافلة\x01 متأخرة", language="ar", place="The stop")
    page = colleague.opens(f"/staff/bristol/coding/{text_id}")
    assert 'lang="ar" dir="auto">الحافلة␁ متأخرة</p>' in page.text
    words = text_of(page)
    assert "Why do you feel so?" in words
    assert "Arabic" in words
    assert "The stop" in words


def test_words_when_a_helper_wrote_or_interpreted_them_then_marked_in_the_list_the_text_and_the_candidate(
    colleague: Colleague, workshop: Town
) -> None:
    between: dict[str, Any] = {"help": Help.INTERPRETER, "help_from": "so", "help_into": "other"}
    spoken, own = workshop.hears("Late buses", **between), workshop.hears("No seats", help=Help.NONE)
    mark = "helped said through an interpreter, from Somali into another language"
    assert text_of(colleague.opens("/staff/bristol/coding")).count(mark) == 1
    assert mark in text_of(colleague.opens(f"/staff/bristol/coding/{spoken}"))
    assert "Written by" not in text_of(colleague.opens(f"/staff/bristol/coding/{own}"))
    _codes(colleague, spoken)
    (found,) = candidates_of(workshop.installation, workshop.project.scope)
    assert mark in text_of(colleague.opens(f"/staff/bristol/candidates/{found.id}"))
    written = workshop.hears("A bench", help=Help.SCRIBE)
    page = text_of(colleague.opens(f"/staff/bristol/coding/{written}"))
    assert "helped a helper wrote down what the person said" in page


def test_text_when_unknown_then_not_found(colleague: Colleague) -> None:
    assert colleague.opens("/staff/bristol/coding/tx_nothing").status_code == 404


def test_code_when_given_for_some_words_then_their_span(colleague: Colleague, workshop: Town) -> None:
    text_id = workshop.hears(LATE)
    answer = _codes(colleague, text_id, words="never arrives", memo="first line\r\nsecond")
    assert answer.headers["Location"] == f"/staff/bristol/coding/{text_id}"
    (coding,) = _codings(workshop)
    assert LATE[coding.span.start : coding.span.stop] == "never arrives"
    assert (coding.stance, coding.scale, coding.memo) == (Stance.BARRIER, Scale.CITY, "first line\nsecond")
    page = colleague.opens(f"/staff/bristol/coding/{text_id}")
    assert "By Asha" in text_of(page)


def test_code_when_no_words_are_given_then_the_whole_text(colleague: Colleague, workshop: Town) -> None:
    _codes(colleague, workshop.hears(LATE))
    assert _codings(workshop)[0].span.stop == len(LATE)


def test_code_when_the_script_says_where_the_words_stand_then_that_place(colleague: Colleague, workshop: Town) -> None:
    _codes(colleague, workshop.hears("bus and 🚌 bus"), words="bus", start="10", stop="13")
    assert (_codings(workshop)[0].span.start, _codings(workshop)[0].span.stop) == (10, 13)


def test_code_when_the_place_of_the_words_is_wrong_then_the_words_count(colleague: Colleague, workshop: Town) -> None:
    _codes(colleague, workshop.hears("The bus is late"), words="late", start="0", stop="4")
    assert _codings(workshop)[0].span.start == 11


def test_words_when_copied_with_visible_substitutes_then_found(colleague: Colleague, workshop: Town) -> None:
    _codes(colleague, workshop.hears("The b\x02us is late"), words="b␂us")
    assert _codings(workshop)[0].span.start == 4


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": "the tram"}, "these words are not in the text"),
        ({"words": "s"}, "more than once"),
        ({"code": ""}, "Choose a code"),
        ({"code": "trams"}, "is no code of this codebook"),
        ({"stance": ""}, "Choose a stance"),
        ({"scale": "galaxy"}, "Choose a scale"),
        ({"place_kind": "ward"}, "names no ward"),
        ({"place_kind": "ward", "wards": "E99999999"}, "no ward of this town"),
    ],
)
def test_code_when_something_is_wrong_then_said_and_nothing_typed_is_lost(
    colleague: Colleague, workshop: Town, fields: dict[str, str], said: str
) -> None:
    answer = _codes(colleague, workshop.hears(LATE), **{"memo": "my <i>thoughts</i>", **fields})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "my &lt;i&gt;thoughts&lt;/i&gt;" in answer.text
    assert fields.get("words", "") in answer.text
    assert _codings(workshop) == ()


def test_suggestion_when_taken_or_rejected_then_marked_before_and_gone_after(
    colleague: Colleague, workshop: Town
) -> None:
    text_id = workshop.hears("The bus never arrives and people don't feel safe")
    suggest(workshop.installation, workshop.project)
    page = colleague.opens(f"/staff/bristol/coding/{text_id}")
    assert "suggestion Buses: Barrier" in text_of(page)
    assert "Why: the words “bus”" in text_of(page)
    first, second = _suggestions(workshop)
    colleague.sends(f"/staff/bristol/suggestions/{first.id}/take", page)
    colleague.sends(f"/staff/bristol/suggestions/{second.id}/reject", page)
    assert _suggestions(workshop) == ()
    assert [coding.code for coding in _codings(workshop)] == [first.code]
    assert colleague.sends(f"/staff/bristol/suggestions/{first.id}/take", page).status_code == 404


def test_suggestion_when_changed_before_it_is_taken_then_the_form_holds_it(
    colleague: Colleague, workshop: Town
) -> None:
    text_id = workshop.hears("The bus never arrives")
    suggest(workshop.installation, workshop.project)
    (suggestion,) = _suggestions(workshop)
    page = colleague.opens(f"/staff/bristol/coding/{text_id}?suggestion={suggestion.id}")
    assert f'name="suggestion" value="{suggestion.id}"' in page.text
    assert '<option value="buses" selected>' in page.text
    fields = {**FORM, "stance": "enabler", "suggestion": suggestion.id}
    colleague.sends(f"/staff/bristol/coding/{text_id}", page, **fields)
    assert _suggestions(workshop) == ()
    assert _codings(workshop)[0].stance is Stance.ENABLER


def test_coding_when_removed_then_gone(colleague: Colleague, workshop: Town) -> None:
    text_id = workshop.hears(LATE)
    _codes(colleague, text_id)
    page = colleague.opens(f"/staff/bristol/coding/{text_id}")
    colleague.sends(f"/staff/bristol/codings/{_codings(workshop)[0].id}/remove", page)
    assert _codings(workshop) == ()


def test_place_when_the_author_named_one_then_the_form_starts_with_it(colleague: Colleague, workshop: Town) -> None:
    page = colleague.opens(f"/staff/bristol/coding/{workshop.hears(LATE, place='The stop')}")
    assert '<option value="place" selected>' in page.text
    assert 'value="The stop"' in page.text


def test_candidate_when_worded_then_its_words_and_its_thread_to_the_text(colleague: Colleague, workshop: Town) -> None:
    text_id = workshop.hears(LATE)
    _codes(colleague, text_id)
    (candidate,) = candidates_of(workshop.installation, workshop.project.scope)
    address = f"/staff/bristol/candidates/{candidate.id}"
    page = colleague.opens(address)
    assert f"/staff/bristol/coding/{text_id}" in page.text
    refused = colleague.sends(address, page, title=" ")
    assert refused.status_code == 422
    assert "Write 1 to 300 characters" in text_of(refused)
    colleague.sends(address, page, title="Buses <i>do not</i> come")
    listed = colleague.opens("/staff/bristol/candidates")
    assert "Buses &lt;i&gt;do not&lt;/i&gt; come" in listed.text
    assert "confirmed and worded" in listed.text


def test_candidates_when_only_suggested_then_shown_on_request_alone(colleague: Colleague, workshop: Town) -> None:
    workshop.hears("The bus never arrives", place="Castle Park")
    workshop.hears("I love the bus", place="castle park")
    suggest(workshop.installation, workshop.project)
    assert "what gets in the way" not in text_of(colleague.opens("/staff/bristol/candidates"))
    words = text_of(colleague.opens("/staff/bristol/candidates?suggestions=1"))
    assert "Buses: what gets in the way" in words
    assert "Opposite experiences of one place" in words


@pytest.mark.parametrize(
    ("check", "kept"), [("cleared", "cleared"), ("withheld", "withheld"), ("nonsense", "withheld")]
)
def test_excerpt_when_checked_then_out_of_the_queue(
    colleague: Colleague, workshop: Town, check: str, kept: str
) -> None:
    _codes(colleague, workshop.hears(LATE))
    page = colleague.opens("/staff/bristol/excerpts")
    assert "1 to check" in text_of(page)
    colleague.sends(f"/staff/bristol/excerpts/{_codings(workshop)[0].excerpt_id}", page, check=check)
    assert _codings(workshop)[0].identity_check.value == kept
    assert "Nothing waits to be checked" in text_of(colleague.opens("/staff/bristol/excerpts"))


def test_export_when_asked_for_then_a_file_to_take_away(colleague: Colleague, workshop: Town) -> None:
    _codes(colleague, workshop.hears(LATE), words="never arrives")
    answers, codings = (colleague.opens(f"/staff/bristol/export/{name}") for name in ("day.csv", "codings/day.csv"))
    assert answers.headers["Content-Disposition"] == "attachment; filename=day.csv"
    assert LATE in answers.text
    assert "never arrives" in codings.text
    assert colleague.opens("/staff/bristol/export/nothing.csv").status_code == 404


@pytest.mark.shared
def test_hostile_words_when_read_and_coded_then_exact_and_never_alive(
    colleague: Colleague, workshop: Town, shared_data: Path
) -> None:
    strings = orjson.loads((shared_data / "hostile" / "blns.json").read_bytes())
    hostile = [string for string in strings if string.strip() and "\0" not in string]
    for number, string in enumerate(hostile[::5]):
        text_id = workshop.hears(string)
        answer = _codes(colleague, text_id, memo=string, place_kind="place", place_name=string[:300])
        assert answer.status_code == 302, (number, string)
        page = colleague.opens(f"/staff/bristol/coding/{text_id}")
        assert page.status_code == 200
        assert "<script>" not in page.text
    assert {coding.memo for coding in _codings(workshop)} == {string.replace("\r\n", "\n") for string in hostile[::5]}
    assert all(coding.place.kind is PlaceKind.PLACE for coding in _codings(workshop))
    assert colleague.opens("/staff/bristol/candidates").status_code == 200


def _codes(colleague: Colleague, text_id: str, **fields: str) -> TestResponse:
    address = f"/staff/bristol/coding/{text_id}"
    return colleague.sends(address, colleague.opens(address), **{**FORM, **fields})


def _codings(workshop: Town) -> tuple[Coding, ...]:
    with workshop.installation.database.reading() as connection:
        return all_codings(connection, workshop.project.scope)


def _suggestions(workshop: Town) -> tuple[Suggestion, ...]:
    with workshop.installation.database.reading() as connection:
        return open_suggestions(connection, workshop.project.scope)
