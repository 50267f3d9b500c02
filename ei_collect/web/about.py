"""Pages beside the questions, in every language: local help, privacy, accessibility, the last round, the forum.

With `?s=` and a survey they speak of its project alone, without of every project that asks something.
"""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from ei_collect.language.text import Text
from ei_collect.operations.asking import all_asking, asking
from ei_collect.projects.project import Project
from ei_collect.web.access import open_to_all
from ei_collect.web.installed import installation
from ei_collect.web.language import languages_of, speak, speakable

SOURCE = "en"

about = Blueprint("about", __name__, url_prefix="/<lang>")


@dataclass(frozen=True)
class Round:
    """What a town did after the round before; None where there is nothing to tell yet."""

    project: Project
    words: Text | None


@about.get("/help")
@open_to_all
def local_help(lang: str) -> str:
    """Where people near here find help."""
    return _page("help", lang)


@about.get("/privacy")
@open_to_all
def privacy(lang: str) -> str:
    """What is kept of anybody, for how long, and who sees it."""
    return _page("privacy", lang)


@about.get("/accessibility")
@open_to_all
def accessibility(lang: str) -> str:
    """How the pages were made for everyone, and what nobody has checked yet."""
    return _page("accessibility", lang)


@about.get("/last-round")
@open_to_all
def last_round(lang: str) -> str:
    """What came of the round before."""
    return _page("last_round", lang)


@about.get("/forum")
@open_to_all
def forum(lang: str) -> str:
    """How to be invited to the community forum; nothing here knows of anybody's answers."""
    return _page("forum", lang)


def _page(name: str, lang: str) -> str:
    slug = request.args.get("s", "")
    asked = (asking(installation(), slug),) if slug else all_asking(installation())
    offered = tuple(dict.fromkeys(code for each in asked for code in each.languages)) or speakable()
    speak(lang, offered)
    projects = tuple({each.project.id: each.project for each in asked}.values())
    return render_template(
        f"resident/about/{name}.html",
        projects=projects,
        rounds=[Round(project, _told(project)) for project in projects],
        slug=slug,
        draft=any(each.is_draft(lang) for each in asked),
        draft_days=installation().config.draft_days,
        choices=languages_of(offered),
    )


def _told(project: Project) -> Text | None:
    """What came of the last round, in the languages in which somebody wrote it; None where nobody has."""
    languages = project.last_round
    return Text(SOURCE if SOURCE in languages else next(iter(languages)), languages) if languages else None
