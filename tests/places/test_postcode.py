"""Postcodes as people type them."""

import pytest

from ei_collect.places.postcode import normalise


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("BS1 1AD", "BS11AD"),
        (" bs5\u00a0 6xx ", "BS56XX"),
        ("ec1a1bb", "EC1A1BB"),
        ("BS٥ ٦XX", "BS56XX"),
        ("ＢＳ１ １ＡＤ", "BS11AD"),
        ("GIR 0AA", "GIR0AA"),
        ("BS5", None),
        ("BS5 6X", None),
        ("BS5 6XXX", None),
        ("5 6XX", None),
        ("", None),
        ("<script>", None),
    ],
)
def test_normalise_when_typed_then_whole_postcodes_only(typed: str, postcode: str | None) -> None:
    assert normalise(typed) == postcode
