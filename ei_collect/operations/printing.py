"""Printing posters: everything that stands on them looked up, then files for the printer or the bytes of one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path

from ei_collect.errors import InputError
from ei_collect.forum.pdf import to_pdf
from ei_collect.operations.asking import Asking
from ei_collect.operations.installation import Installation
from ei_collect.operations.signing import served_interface
from ei_collect.operations.standing import visit
from ei_collect.places.picture import pages_of, to_png
from ei_collect.places.poster import Poster
from ei_collect.places.printing import Paper, PosterFacts, Press, Size, to_svg
from ei_collect.survey.duration import minutes


class Form(StrEnum):
    """What kind of file a poster is written as. The SVG is of the code alone."""

    PDF = "pdf"
    PNG = "png"
    SVG = "svg"
    HTML = "html"


@dataclass(frozen=True)
class PrintedFile:
    """The name and the content of one file."""

    name: str
    content: bytes


def print_posters(
    installation: Installation, posters: Iterable[Poster], papers: Sequence[Paper], forms: Sequence[Form], to: Path
) -> Iterator[Path]:
    """Write the posters into a folder, which is made where it is not there, one path after the other as it is written.

    Raises:
        InputError: a language in which a poster is to be printed is no longer offered, or it says too much for a page.
        OSError: a file cannot be written.
    """
    to.mkdir(parents=True, exist_ok=True)
    for poster, paper in product(posters, papers):
        for file in print_poster(installation, poster, paper, forms):
            path = to / file.name
            if paper is papers[0] or not file.name.endswith(Form.SVG):
                path.write_bytes(file.content)
                yield path


def print_poster(
    installation: Installation, poster: Poster, paper: Paper, forms: Sequence[Form]
) -> Iterator[PrintedFile]:
    """One poster on one kind of paper, in these kinds of files.

    Raises:
        InputError: a language in which it is to be printed is no longer offered, or it says too much for a page.
    """
    asked = visit(installation, poster.survey_slug, None, poster.languages[0]).asking
    facts = _facts(installation, poster, asked)
    stem = f"{poster.latest.place.code}-{poster.code}"
    if Form.SVG in forms:
        yield PrintedFile(f"{stem}.{Form.SVG}", to_svg(facts.square).encode())
    if set(forms) <= {Form.SVG}:
        return
    press = Press({code: served_interface(installation, code) for code in facts.languages})
    page, pdf = _on_one_page(press, facts, paper)
    if Form.HTML in forms:
        yield PrintedFile(f"{stem}-{paper}.{Form.HTML}", page.encode())
    if Form.PDF in forms:
        yield PrintedFile(f"{stem}-{paper}.{Form.PDF}", pdf)
    if Form.PNG in forms:
        yield PrintedFile(f"{stem}-{paper}.{Form.PNG}", to_png(pdf))


def _on_one_page(press: Press, facts: PosterFacts, paper: Paper) -> tuple[str, bytes]:
    """The poster in HTML and as PDF, in the largest letters in which it is on one page."""
    for size in Size:
        page = press.page(facts, paper, size)
        pdf = to_pdf(page)
        if pages_of(pdf) == 1:
            return page, pdf
    mend = "Print it in fewer languages."
    raise InputError.of("poster-long", "does not fit on a page", where=f"poster {facts.code}", mend=mend)


def _facts(installation: Installation, poster: Poster, asked: Asking) -> PosterFacts:
    if absent := [code for code in poster.languages if code not in asked.languages]:
        mend = f"Choose others: {', '.join(asked.languages)}."
        what = f"is no longer offered in {', '.join(absent)}"
        raise InputError.of("language-absent", what, where=f"survey {poster.survey_slug}", mend=mend)
    project, survey = asked.project, asked.survey
    return PosterFacts(
        code=poster.code,
        base_url=installation.config.base_url,
        title=survey.title,
        summary=survey.summary,
        minutes=minutes(survey),
        project=project.name,
        controller=project.controller,
        contact=project.contact,
        minimum_age=project.minimum_age,
        ends_on=project.ends_on,
        place=poster.latest.place.names,
        batch=poster.batch,
        languages=poster.languages,
        offered=asked.languages,
        drafts=frozenset(code for code in poster.languages if asked.is_draft(code)),
    )
