"""A page made once, with a slot for the code: what is put together is the page, plain and compressed."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ei_collect.web.compiled import SLOT, CompiledPage

CODE = "HZRE-RN24-N9D3-5CQQ"
WORDS = st.text(st.characters(exclude_characters=SLOT, exclude_categories=["Cs"]))


@given(WORDS, WORDS)
def test_a_compiled_page_when_filled_then_the_code_stands_in_its_slot_and_nothing_else_changed(
    before: str, after: str
) -> None:
    page = CompiledPage.of(f"{before}{SLOT}{after}")
    assert page.filled(CODE).decode() == f"{before}{CODE}{after}"
    assert gzip.decompress(page.gzipped(CODE)) == page.filled(CODE)


def test_a_compiled_page_when_it_repeats_itself_then_it_is_small_and_the_code_lies_in_it_uncompressed() -> None:
    packed = CompiledPage.of("<label>" * 2000 + SLOT + "</label>" * 2000).gzipped(CODE)
    assert len(packed) < 400
    assert CODE.encode() in packed


@pytest.mark.parametrize("page", ["no slot", f"{SLOT} and {SLOT}"])
def test_a_page_when_it_has_not_just_one_slot_then_it_is_not_compiled(page: str) -> None:
    with pytest.raises(ValueError, match="unpack"):
        CompiledPage.of(page)
