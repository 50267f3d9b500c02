"""Codings as a long table, and what never stands beside a sensitive code."""

from datetime import date

from ei_collect.analysis.cells import WITHHELD, Cell
from ei_collect.analysis.codings import GUARDED, coding_table
from ei_collect.coding.codebook import Code, Codebook
from ei_collect.coding.coding import Coding, OpenText, PlaceKind, PlaceSpokenOf, Scale, Span, Stance


def _code(code: str, *, sensitive: bool) -> Code:
    return Code(code, code, "", "", "", ("social",), None, None, None, sensitive, {})


CODEBOOK = Codebook("1", (), (), (), (), {}, (_code("buses", sensitive=False), _code("police", sensitive=True)))


def _text(number: int) -> OpenText:
    return OpenText(
        f"tx_{number}",
        f"rs_{number}",
        "town",
        "caption",
        "=The bus is late",
        "so",
        "never",
        "E05010885",
        "",
        None,
        None,
        False,
    )


def _coding(number: int, code: str) -> Coding:
    place = PlaceSpokenOf(PlaceKind.SEVERAL, ("E05010885", "E05010896"), "@the stop")
    return Coding(
        f"co_{number}{code}",
        f"ex_{number}",
        f"tx_{number}",
        Span(0, 8),
        code,
        Stance.BARRIER,
        Scale.CITY,
        ("social", "spatial"),
        place,
        "-memo",
        "Ada",
        date(2026, 3, 4),
    )


def _rows(*codings: Coding) -> list[dict[str, Cell]]:
    table = coding_table(codings, {f"tx_{number}": _text(number) for number in (1, 2)}, CODEBOOK)
    return [dict(zip(table.headings, row, strict=True)) for row in table.rows]


def test_coding_table_when_harmless_then_everything_and_formulas_defused() -> None:
    assert _rows(_coding(1, "buses")) == [
        {
            "excerpt_id": "ex_1",
            "text_id": "tx_1",
            "response_id": "rs_1",
            "question": "caption",
            "language": "so",
            "words": "'=The bus",
            "start": 0,
            "stop": 8,
            "code": "buses",
            "stance": "barrier",
            "scale": "city",
            "dimensions": "social|spatial",
            "place_kind": "several",
            "place_wards": "E05010885|E05010896",
            "place_name": "'@the stop",
            "home_ward": "E05010885",
            "coder": "Ada",
            "memo": "'-memo",
            "identity_check": "unchecked",
            "coded_on": "2026-03-04",
            "synthetic": 0,
            "written_by": "unknown",
        }
    ]


def test_coding_table_when_a_code_is_sensitive_then_no_row_of_that_response_joins_it_to_ward_and_language() -> None:
    sensitive, beside_it, elsewhere = _rows(_coding(1, "police"), _coding(1, "buses"), _coding(2, "buses"))
    for row in (sensitive, beside_it):
        assert {name for name, cell in row.items() if cell == WITHHELD} == GUARDED
        assert "E05010885" not in str(row)
    assert WITHHELD not in elsewhere.values()


def test_coding_table_when_the_codebook_lost_a_code_then_it_counts_as_sensitive() -> None:
    assert _rows(_coding(1, "forgotten"))[0]["home_ward"] == WITHHELD


def test_coding_table_when_a_text_is_of_another_survey_then_left_out() -> None:
    assert _rows(_coding(3, "buses")) == []
