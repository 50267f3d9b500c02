"""Where a request comes from: we answer under our own name only, and only our own pages change anything.

Pages are served with `no-referrer`, so that no page tells another where somebody was. Under it browsers send `null` for
the origin of our own forms too; those that say by Sec-Fetch-Site where a request comes from are asked that. A browser
that does not say (an older one, or one over plain HTTP) gets `same-origin`: it tells our pages' address to ourselves
only, and then the origin of its forms is a true one. So `null` without Sec-Fetch-Site is another site's, which could
plant a code that it can read later.
"""

from urllib.parse import urlsplit

from flask import Flask, abort, request

from ei_collect.config import Config

SITE = "Sec-Fetch-Site"
READ_ONLY = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def pin(app: Flask, config: Config) -> None:
    """Answer only to the host of EI_BASE_URL; on a machine's own name for itself, to all of those."""
    host = urlsplit(config.base_url).netloc.rpartition("@")[2]
    named = host if host.endswith("]") else host.rpartition(":")[0] or host
    app.config["TRUSTED_HOSTS"] = list(LOOPBACK if named in LOOPBACK else (named,))
    app.before_request(_check)


def referrer_policy() -> str:
    """What the browser of this request may tell of a page to the next one."""
    return "no-referrer" if SITE in request.headers else "same-origin"


def came_from_here() -> bool:
    """Whether a link on one of our own pages was followed, so far as the browser says."""
    came_from = _host_of(request.headers.get("Referer", ""))
    return request.headers.get(SITE, "same-origin") == "same-origin" and came_from in {"", request.host}


def _check() -> None:
    if request.method in READ_ONLY:
        return
    site, origin = request.headers.get(SITE), request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        abort(400)
    hidden = origin == "null" and site is not None
    if origin is not None and not hidden and _host_of(origin) != request.host:
        abort(400)


def _host_of(address: str) -> str | None:
    """The host, with its port, of an address in a header; "" where it names none, None where it is no address."""
    try:
        return urlsplit(address).netloc
    except ValueError:  # as of `http://[`
        return None
