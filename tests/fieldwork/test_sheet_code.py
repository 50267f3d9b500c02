"""Codes of sheets and of their pages: no slip of the pen leads to another sheet."""

import random

import pytest

from ei_collect.answering.receipts import ALPHABET
from ei_collect.errors import InputError
from ei_collect.fieldwork.sheet_code import (
    LENGTH,
    mint_sheet_code,
    page_code,
    read_page_code,
    read_sheet_code,
    shown_sheet_code,
)


def test_code_when_minted_then_read_as_people_write_it() -> None:
    code = mint_sheet_code()
    assert len(code) == LENGTH
    shown = shown_sheet_code(code)
    for typed in (code, shown, shown.lower(), f" {shown.replace('-', ' ')} ", code.replace("1", "l").replace("0", "o")):
        assert read_sheet_code(typed) == code


def test_codes_when_minted_then_all_different() -> None:
    assert len({mint_sheet_code() for _ in range(500)}) == 500


def test_code_when_one_character_or_two_neighbours_are_wrong_then_refused() -> None:
    dice = random.Random(5)
    for _ in range(200):
        code = mint_sheet_code()
        place = dice.randrange(LENGTH)
        other = dice.choice([character for character in ALPHABET if character != code[place]])
        with pytest.raises(InputError):
            read_sheet_code(code[:place] + other + code[place + 1 :])
        turned = list(code)
        turned[place - 1], turned[place] = turned[place], turned[place - 1]
        if turned != list(code):
            with pytest.raises(InputError):
                read_sheet_code("".join(turned))


@pytest.mark.parametrize("typed", ["", "ABC", "*" * LENGTH, "0" * (LENGTH + 1), "Ä" * LENGTH])
def test_code_when_it_is_none_then_refused(typed: str) -> None:
    with pytest.raises(InputError):
        read_sheet_code(typed)


def test_page_code_when_read_then_tells_sheet_and_page() -> None:
    code = mint_sheet_code()
    assert read_page_code(page_code(code, 1)) == (code, 1)
    assert read_page_code(page_code(code, 12)) == (code, 12)


def test_page_code_when_it_is_another_square_then_none() -> None:
    code = mint_sheet_code()
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    for read in ("", code, f"{code}-0", f"{code}-", f"{code}-x", f"{wrong}-1", "https://example.org/en/r#X"):
        assert read_page_code(read) is None
