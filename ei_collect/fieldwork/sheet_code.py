"""The code of a paper sheet, and what the square on each of its pages says. A code tells nothing about anybody."""

import re
import secrets

from ei_collect.answering.receipts import ALPHABET, CHECK_ALPHABET, MISREAD
from ei_collect.errors import InputError

RANDOM_CHARACTERS = 7
LENGTH = RANDOM_CHARACTERS + 1
PAGE_CODE = re.compile(r"([0-9A-Z]{8})-([1-9][0-9]?)")


def mint_sheet_code() -> str:
    """A fresh code: seven Crockford base32 characters, 35 random bits, and a check character."""
    while True:
        body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
        if (check := _check_character(body)) in ALPHABET:
            return body + check


def read_sheet_code(typed: str) -> str:
    """The code as `mint_sheet_code` wrote it, from what was typed: any case, with spaces or dashes, I and L for 1,
    O for 0.

    Raises:
        InputError: it has another length or character, or the check character does not fit.
    """
    bare = "".join(typed.upper().replace("-", " ").split()).translate(MISREAD)
    if _is_code(bare):
        return bare
    raise InputError.of("sheet-code", "is no code of a sheet", where="code", mend="Look at each character once more.")


def shown_sheet_code(code: str) -> str:
    """The code as it is printed for people, in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def page_code(code: str, page: int) -> str:
    """What the square on a page says; pages count from 1."""
    return f"{code}-{page}"


def read_page_code(read: str) -> tuple[str, int] | None:
    """The sheet's code and the number of the page, or None where what was read is no such."""
    found = PAGE_CODE.fullmatch(read)
    return (found[1], int(found[2])) if found and _is_code(found[1]) else None


def _is_code(bare: str) -> bool:
    return len(bare) == LENGTH and set(bare) <= set(ALPHABET) and _check_character(bare[:-1]) == bare[-1]


def _check_character(body: str) -> str:
    """Crockford's check symbol: the number that `body` writes in base 32, modulo 37, a prime above 32."""
    number = 0
    for character in body:
        number = number * len(ALPHABET) + ALPHABET.index(character)
    return CHECK_ALPHABET[number % len(CHECK_ALPHABET)]
