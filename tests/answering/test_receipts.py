"""The respondent's code."""

import pytest

from ei_collect.answering.receipts import ALPHABET, key_hash, mint, normalise
from ei_collect.errors import InputError

CODE = "HZRE-RN24-N9D3-5CQQ"


def test_mint_when_called_often_then_codes_differ_and_have_the_shape() -> None:
    codes = {mint() for _ in range(500)}
    assert len(codes) == 500
    assert all([len(group) for group in code.split("-")] == [4, 4, 4, 4] for code in codes)
    assert set("".join(codes)) <= {*ALPHABET, "-"}
    assert all(normalise(code) == code for code in codes)


@pytest.mark.parametrize("typed", ["hzre rn24 n9d3 5cqq", " HZRERN24N9D35CQQ\n", "hzre--rn24--n9d3--5cqq"])
def test_normalise_when_typed_another_way_then_it_is_the_same_code(typed: str) -> None:
    assert normalise(typed) == CODE


def test_normalise_when_letters_look_like_digits_then_they_count_as_those() -> None:
    code = next(code for code in (mint() for _ in range(1000)) if "0" in code and "1" in code)
    assert normalise(code.replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE + "1", "HZRE-RN24-N9D3-5CQP", "ZHRE-RN24-N9D3-5CQQ", "ü" * 16])
def test_normalise_when_a_character_is_wrong_or_swapped_then_it_is_refused(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        normalise(typed)
    assert caught.value.findings[0].code == "receipt-unreadable"


def test_key_hash_when_the_secret_differs_then_so_does_the_hash_and_the_code_is_not_in_it() -> None:
    assert key_hash("one", CODE) != key_hash("two", CODE)
    assert len(key_hash("one", CODE)) == 64
    assert "HZRE" not in key_hash("one", CODE).upper()
