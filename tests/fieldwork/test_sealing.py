"""Sealed records: only the server opens them, and only those of the sitting that they were sealed for."""

import pytest

from ei_collect.errors import InputError
from ei_collect.fieldwork.sealing import hash_of, new_key_pair, open_sealed
from tests.fieldwork.sealed import seal

SECRET = "a secret of the installation, long enough"
WORDS = "الحافلة لا تأتي".encode()


def test_record_when_sealed_then_opened_and_not_to_be_read_on_the_way() -> None:
    pair = new_key_pair(SECRET, "5MZY1G")
    sealed = seal(WORDS, pair.sealing, "5MZY1G")
    assert open_sealed(sealed, pair.opening, (SECRET,), "5MZY1G") == WORDS
    assert seal(WORDS, pair.sealing, "5MZY1G") != sealed
    assert hash_of(sealed) != hash_of(seal(WORDS, pair.sealing, "5MZY1G"))


def test_private_key_when_kept_then_of_no_use_without_the_secret_of_the_installation() -> None:
    pair = new_key_pair(SECRET, "5MZY1G")
    with pytest.raises(InputError):
        open_sealed(seal(WORDS, pair.sealing, "5MZY1G"), pair.opening, ("another secret",), "5MZY1G")
    assert set(pair.sealing) == {"kty", "crv", "x", "y"}  # and not `d`


@pytest.mark.parametrize("damage", ["", "ei1", "ei1.a.b.c", "ei1.é.b.c", "cut", "changed", "version", "sitting"])
def test_record_when_it_is_not_as_it_was_sealed_then_refused(damage: str) -> None:
    pair = new_key_pair(SECRET, "5MZY1G")
    sealed = seal(WORDS, pair.sealing, "0THER1" if damage == "sitting" else "5MZY1G")
    broken = {
        "cut": sealed[:-8],
        "changed": sealed[:-6] + "AAAAAA",
        "version": sealed.replace("ei1", "ei9"),
        "sitting": sealed,
    }
    with pytest.raises(InputError, match="record-sealed-otherwise"):
        open_sealed(broken.get(damage, damage), pair.opening, (SECRET,), "5MZY1G")
