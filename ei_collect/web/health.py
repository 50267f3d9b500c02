"""What machines ask: whether the process lives, whether answers can be kept, and how much there is to do."""

from flask import Blueprint, abort, current_app

from ei_collect.operations.readiness import missing, room
from ei_collect.web.access import open_to_all
from ei_collect.web.installed import installation
from ei_collect.web.metrics import COUNTS, exposition

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
METRICS = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}

health = Blueprint("health", __name__)


@health.get("/healthz")
@open_to_all
def alive() -> tuple[str, int, dict[str, str]]:
    """Whether the process lives."""
    return "alive\n", 200, PLAIN


@health.get("/readyz")
@open_to_all
def ready() -> tuple[str, int, dict[str, str]]:
    """Whether answers can be kept; where not, what is missing, a line each."""
    lacking = missing(installation())
    for each in lacking:
        current_app.logger.warning("not ready: %s", each)
    return ("\n".join(["not ready", *lacking]) if lacking else "ready") + "\n", 503 if lacking else 200, PLAIN


@health.get("/metrics")
@open_to_all
def metrics() -> tuple[str, int, dict[str, str]]:
    """Counts for Prometheus, where the configuration asks for them."""
    here = installation()
    if not here.config.metrics:
        abort(404)
    now = {"ei_ready": int(not missing(here)), "ei_free_bytes": room(here)}
    return exposition(current_app.extensions[COUNTS], now), 200, METRICS
