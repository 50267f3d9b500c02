"""The app factory: puts the blueprints together and guards every answer. No view lives here."""

from flask import Blueprint, Flask

from ei_collect.config import Config
from ei_collect.operations.installation import Installation
from ei_collect.store.database import open_database
from ei_collect.web import access, language, problems, session
from ei_collect.web.answering import answering
from ei_collect.web.candidates import candidates
from ei_collect.web.coding import coding
from ei_collect.web.exporting import exporting
from ei_collect.web.forum import forum
from ei_collect.web.installed import KEY
from ei_collect.web.resident import resident
from ei_collect.web.staff import staff

MAX_FORM_BYTES = 1024 * 1024
BLUEPRINTS: tuple[Blueprint, ...] = (resident, answering, staff, coding, candidates, exporting, forum)


def create_app(config: Config) -> Flask:
    """A Flask app over the installation that `config` describes."""
    app = Flask(__name__)
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
    access.guard(app)
    language.register(app)
    session.register(app)
    problems.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
