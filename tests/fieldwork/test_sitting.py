"""The code of a sitting: what is one, and what is not."""

import pytest

from ei_collect.fieldwork.sitting import mint_sitting_code, read_sitting_code
from ei_collect.places.poster import mint_code, read_code


@pytest.mark.parametrize("typed", ["AB12C0", "ab1-2cO", " a b L 2 c o ", "ABi2C0"])
def test_code_when_typed_as_people_do_then_read(typed: str) -> None:
    assert read_sitting_code(typed) == "AB12C0"


@pytest.mark.parametrize("typed", ["", "AB12C", "AB12C01", "AB12CU", "AB12C\0", "ÄB12C0"])
def test_code_when_it_is_none_then_none(typed: str) -> None:
    assert read_sitting_code(typed) is None


def test_codes_when_minted_then_readable_and_never_a_posters() -> None:
    minted = [mint_sitting_code() for _ in range(200)]
    assert [read_sitting_code(code) for code in minted] == minted
    assert len(set(minted)) == 200
    assert {read_code(code) for code in minted} == {read_sitting_code(mint_code())} == {None}
