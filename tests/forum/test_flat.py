"""The pack for other programs: CSV and JSON."""

import csv
import io
from typing import Any

import orjson

from ei_collect.forum.flat import to_csv, to_json
from ei_collect.forum.pack import UNCONFIRMED
from tests.forum.packs import candidate, pack, piece, synthetic

FIRST = "candidate_id,stance,dimensions,code,scale,title,wards,excerpts,people,status"


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def read_json(content: bytes) -> Any:
    return orjson.loads(content)


def test_csv_when_read_then_the_agreed_columns_come_first() -> None:
    assert to_csv(pack()).decode().startswith(FIRST)


def test_csv_when_a_candidate_is_in_two_dimensions_then_one_line_with_both() -> None:
    (row,) = read_csv(to_csv(pack(candidate(piece(1), piece(2), dimensions=("social", "spatial")))))
    assert (row["dimensions"], row["excerpts"], row["people"]) == ("social|spatial", "ex_1|ex_2", "a few")
    assert (row["stance"], row["scale"], row["status"]) == ("barrier", "city", "confirmed")


def test_csv_when_few_spoke_of_a_ward_then_it_says_so_instead() -> None:
    (row,) = read_csv(to_csv(pack(candidate(piece(1, ward="w1")))))
    assert row["wards"] == "not shown: few people"


def test_csv_when_only_some_wards_may_be_named_then_both() -> None:
    (row,) = read_csv(to_csv(pack(candidate(piece(1, "Easton!", ward="w2"), piece(2, ward="w1")))))
    assert row["wards"] == "Easton|not shown: few people"


def test_csv_when_a_title_is_a_formula_then_it_is_defused() -> None:
    (row,) = read_csv(to_csv(pack(candidate(title="=1+1"))))
    assert row["title"] == "'=1+1"


def test_json_when_words_are_strange_then_every_character_is_kept() -> None:
    strange = "\u202e a\u0000b\r\n\x07 \U0001f600 \ufdfd <b>\u2028"
    (told,) = read_json(to_json(pack(candidate(piece(1, strange), title=strange))))["candidates"]
    assert told["excerpts"][0]["text"] == strange
    assert told["title"] == strange


def test_json_when_words_are_withheld_then_the_reason_stands_in_their_place() -> None:
    (told,) = read_json(to_json(pack(candidate(piece(1, "secret", quotable="never", source_row="r-1")))))["candidates"]
    assert told["excerpts"] == [
        {
            "id": "ex_1",
            "text": None,
            "language": None,
            "place": None,
            "source": None,
            "quote": False,
            "withheld": "the author did not agree to be quoted",
            "synthetic": False,
            "confirmed": True,
            "mark": None,
        }
    ]


def test_json_when_words_were_imported_then_their_row_is_named() -> None:
    (told,) = read_json(to_json(pack(candidate(piece(1, source_row="dml-01")))))["candidates"]
    assert (told["excerpts"][0]["source"], told["excerpts"][0]["quote"]) == ("dml-01", True)


def test_json_when_draft_and_synthetic_then_it_says_both() -> None:
    content = read_json(to_json(pack(candidate(piece(1, confirmed=False)), tallies=synthetic(60))))
    assert (content["draft"], content["synthetic"]) == (True, True)
    assert UNCONFIRMED in content["notice"]


def test_json_when_there_are_tables_then_they_are_protected_ones() -> None:
    content = read_json(to_json(pack(tallies=synthetic(3))))
    (residents, made_up) = content["who_answered"]["groups"]
    assert (residents["total"], made_up["total"]) == ("0", "fewer than 50")
    assert {"label": "City", "people": "fewer than 8"} in made_up["tables"][-1]["rows"]
