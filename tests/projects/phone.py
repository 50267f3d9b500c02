"""A phone with an app that shows codes: RFC 6238 written down by itself, so that the tests ask no library of ours."""

import base64
import hashlib
import hmac


def shown_by(secret: str, now: int) -> str:
    """The six digits that an app with this secret shows at `now`, in seconds since 1970."""
    key = base64.b32decode(secret.replace(" ", ""))
    digest = hmac.digest(key, (now // 30).to_bytes(8), hashlib.sha1)
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF) % 1_000_000:06d}"
