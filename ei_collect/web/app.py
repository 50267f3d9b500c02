"""The app factory: puts the blueprints together and guards every answer. No view lives here."""

from types import TracebackType

from flask import Blueprint, Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from ei_collect.config import Config
from ei_collect.operations.installation import Installation
from ei_collect.operations.journal import fault_in_words
from ei_collect.store.database import open_database
from ei_collect.web import (
    access,
    auditing,
    beside,
    compressing,
    doubting,
    language,
    limiting,
    metrics,
    problems,
    proving,
    session,
    style,
)
from ei_collect.web.about import about
from ei_collect.web.account import account
from ei_collect.web.answering import answering
from ei_collect.web.audit_log import audit_log
from ei_collect.web.candidates import candidates
from ei_collect.web.coding import coding
from ei_collect.web.covering import covering
from ei_collect.web.door import door
from ei_collect.web.erasing import erasing
from ei_collect.web.exporting import exporting
from ei_collect.web.factors import factors
from ei_collect.web.forum import forum
from ei_collect.web.guides import guides
from ei_collect.web.health import health
from ei_collect.web.installed import KEY
from ei_collect.web.interviews import interviews
from ei_collect.web.keying import keying
from ei_collect.web.languages import languages
from ei_collect.web.leaving import leaving
from ei_collect.web.mapping import mapping
from ei_collect.web.media import media
from ei_collect.web.moderating import moderating
from ei_collect.web.passkeys import passkeys
from ei_collect.web.people import people
from ei_collect.web.photo_exports import photo_exports
from ei_collect.web.photos import photos
from ei_collect.web.places import places
from ei_collect.web.posters import posters
from ei_collect.web.preview import preview
from ei_collect.web.receipts import receipts
from ei_collect.web.resident import resident
from ei_collect.web.safeguarding import safeguarding
from ei_collect.web.scanning import scanning
from ei_collect.web.scans import scans
from ei_collect.web.sheets import sheets
from ei_collect.web.sittings import sittings
from ei_collect.web.staff import staff
from ei_collect.web.tablet import tablet, unlocking
from ei_collect.web.transcribing import transcribing
from ei_collect.web.unsent import unsent
from ei_collect.web.voice import voice

MAX_FORM_BYTES = 1024 * 1024
BLUEPRINTS: tuple[Blueprint, ...] = (
    resident,
    health,
    scanning,
    receipts,
    about,
    leaving,
    answering,
    door,
    account,
    factors,
    passkeys,
    people,
    safeguarding,
    unsent,
    staff,
    coding,
    candidates,
    exporting,
    places,
    posters,
    sittings,
    sheets,
    keying,
    scans,
    interviews,
    guides,
    forum,
    languages,
    erasing,
    audit_log,
    preview,
    voice,
    photos,
    transcribing,
    media,
    moderating,
    photo_exports,
    covering,
    mapping,
    unlocking,
    tablet,
)


class App(Flask):
    """Flask, but for what it would log of an unexpected fault: an address, and words that may be somebody's."""

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log the route, the kind of the fault and where it was met."""
        if exc_info[1] is not None:
            self.logger.error("%s: %s", request.endpoint, fault_in_words(exc_info[1]))


def create_app(config: Config) -> Flask:
    """A Flask app over the installation that `config` describes."""
    app = App(__name__)
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME="staff",  # respondents' cookies are called ei_ and the slug of their survey
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.served_over_https,
        MAX_CONTENT_LENGTH=MAX_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_FORM_BYTES,
    )
    app.extensions[KEY] = Installation(config, open_database(config.database_url))
    app.extensions[KEY].database.empty_log()  # of a process that was killed before it could
    metrics.register(app)
    access.guard(app)
    auditing.register(app)
    limiting.register(app, config.limits_url)
    doubting.register(app)
    language.register(app)
    beside.register(app)
    style.register(app)
    compressing.register(app)
    session.register(app)
    proving.register(app)
    problems.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=0)  # type: ignore[method-assign]
    return app
