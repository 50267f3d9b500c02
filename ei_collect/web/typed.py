"""What stands in a field of a form of staff, exactly as typed."""

from flask import request

from ei_collect.answering.form import SYMBOL_FOR_NUL


def typed(field: str) -> str:
    """The words in a field, "" where there is none: browsers end lines with CRLF, and PostgreSQL cannot hold NUL."""
    return request.form.get(field, "").replace("\r\n", "\n").replace("\0", SYMBOL_FOR_NUL)
