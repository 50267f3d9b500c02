"""The preview of a survey in a language, for staff who look after translations. It is read, never answered."""

from flask import Blueprint, g, render_template

from ei_collect.answering.form import fields
from ei_collect.language.languages import LANGUAGES, PSEUDO
from ei_collect.operations.previewing import preview as previewed
from ei_collect.projects.project import Permission
from ei_collect.web import session
from ei_collect.web.access import allow_sound, members_only
from ei_collect.web.easy import is_easy
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, speak

preview = Blueprint("preview", __name__)
session.protect_forms(preview)


@preview.get("/staff/<project>/preview/<slug>/<lang>")
@members_only(Permission.TRANSLATE)
def survey(project: str, slug: str, lang: str) -> str:
    """Every section on one page, with the words before and after them, in a language that is complete or a draft."""
    offered = (*LANGUAGES, PSEUDO.code)
    speak(lang, offered)
    allow_sound()
    shown = previewed(installation(), g.project, slug, lang)
    return render_template(
        "staff/preview.html",
        project=g.project,
        preview=shown,
        survey=shown.survey,
        sections=[(section, fields(section.questions, {}, easy=is_easy())) for section in shown.survey.sections],
        wards=shown.wards,
        easy=is_easy(),
        choices=languages_of(offered),
    )
