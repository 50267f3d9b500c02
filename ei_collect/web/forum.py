"""The packs of a project: the list, building one, and its files. A facilitator reads them; a researcher builds them."""

import base64
import hashlib
from io import BytesIO

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from ei_collect.operations.packs import FILES, build_pack, pack_file
from ei_collect.projects.project import Permission
from ei_collect.store.packs import packs_of
from ei_collect.web import session
from ei_collect.web.access import Gives, members_only
from ei_collect.web.installed import installation

POLICY = (
    "default-src 'none'; style-src 'sha256-{}'; img-src data:; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
DOWNLOADED = (".csv", ".json")

forum = Blueprint("forum", __name__)
session.protect_forms(forum)


@forum.get("/staff/<project>/packs")
@members_only(Permission.READ_PACK)
def packs(project: str) -> str:
    """The packs built so far, the latest first."""
    with installation().database.reading() as connection:
        found = packs_of(connection, g.project.scope)
    may_build = any(role.may(Permission.BUILD_PACK) for role in g.roles)
    return render_template("staff/packs.html", project=g.project, packs=found, files=FILES, may_build=may_build)


@forum.post("/staff/<project>/packs")
@members_only(Permission.BUILD_PACK)
def build(project: str) -> Response:
    """Build a pack, which takes some seconds, and show it in the list."""
    user = session.signed_in_user()
    built = build_pack(
        installation(), g.project, with_suggestions=request.form.get("suggestions") == "yes", built_by=user
    )
    return redirect(url_for("forum.packs", project=project, _anchor=built.id), 303)


@forum.get("/staff/<project>/packs/<pack_id>/<name>")
@members_only(Permission.READ_PACK, gives=Gives.COPY)
def file(project: str, pack_id: str, name: str) -> Response:
    """A file of a pack. The page may use the style that it carries, and nothing else."""
    content = pack_file(installation(), g.project.scope, pack_id, name).read_bytes()
    downloaded = name.endswith(DOWNLOADED)
    answer = send_file(BytesIO(content), as_attachment=downloaded, download_name=f"{project}-{name}", max_age=0)
    answer.headers["Cache-Control"] = "private, no-store"
    if name.endswith(".html"):
        answer.headers["Content-Security-Policy"] = POLICY.format(_hash_of_style(content))
    return answer


def _hash_of_style(page: bytes) -> str:
    """The hash of the page's own style: of what its first `<style>` holds. Other people's words are escaped in it."""
    style = page.partition(b"<style>")[2].partition(b"</style>")[0]
    return base64.b64encode(hashlib.sha256(style).digest()).decode()
