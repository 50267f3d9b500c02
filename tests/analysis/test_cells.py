"""Text that no spreadsheet takes for a formula, and back."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ei_collect.analysis.cells import defuse, restore


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "'=1",
        "''@x",
        "[skipped]",
        "[dont_know] ",
        "\n[skipped]",
    ],
)
def test_defuse_when_a_spreadsheet_would_run_it_then_one_apostrophe_more(text: str) -> None:
    assert defuse(text) == f"'{text}"
    assert restore(defuse(text)) == text


@pytest.mark.parametrize("text", ["", "1=1", "'tis", "''", " =1", "[skipped] it", "مرحبا", "\n=1", "'\n[skipped] it"])
def test_defuse_when_harmless_then_untouched(text: str) -> None:
    assert defuse(text) == text == restore(text)


@given(st.text(alphabet="'=+-@\t\r＝a[]skipped"))
def test_restore_when_given_anything_defused_then_the_very_text(text: str) -> None:
    assert restore(defuse(text)) == text


@pytest.mark.shared
def test_restore_when_given_hostile_strings_then_each_is_itself(shared_data: Path) -> None:
    hostile = json.loads((shared_data / "hostile" / "blns.json").read_text(encoding="utf-8"))
    assert [restore(defuse(text)) for text in hostile] == hostile
    assert not any(defuse(text).startswith(("=", "+", "-", "@", "\t", "\r")) for text in hostile)
