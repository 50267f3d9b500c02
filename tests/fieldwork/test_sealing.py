"""Sealed records: only the server opens them, and only those of the sitting that they were sealed for."""

import pytest

from ei_collect.errors import InputError
from ei_collect.fieldwork.sealing import hash_of, new_key_pair, open_sealed, open_sealed_file
from tests.fieldwork.sealed import seal, seal_file

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


@pytest.mark.parametrize("length", [0, 1, 900, 1016, 100_000])
def test_file_when_sealed_then_opened_with_what_is_told_of_it_and_its_length_is_hidden(length: int) -> None:
    pair, content = new_key_pair(SECRET, "5MZY1G"), bytes(range(256)) * (length // 256) + b"x" * (length % 256)
    sealed = seal_file({"name": "ph_1"}, content, pair.sealing, "5MZY1G")
    assert open_sealed_file(sealed, pair.opening, (SECRET,), "5MZY1G") == (b'{"name": "ph_1"}', content)
    assert len(sealed) % 1024 == (3 + 65 + 12 + 16) % 1024
    assert hash_of(sealed) != hash_of(seal_file({"name": "ph_1"}, content, pair.sealing, "5MZY1G"))


def test_file_when_damaged_or_no_file_then_refused() -> None:
    pair = new_key_pair(SECRET, "5MZY1G")
    sealed = seal_file({}, b"a picture", pair.sealing, "5MZY1G")
    elsewhere = seal_file({}, b"a picture", pair.sealing, "0THER1")
    as_record = b"ei2" + seal(WORDS, pair.sealing, "5MZY1G").encode()
    for damaged in (b"", b"ei2", sealed[:-1], sealed[:50], b"ei1" + sealed[3:], elsewhere, as_record):
        with pytest.raises(InputError, match="record-sealed-otherwise"):
            open_sealed_file(damaged, pair.opening, (SECRET,), "5MZY1G")
