"""Invented photographers who visit the real app with painted pictures, and staff who decide about some of these."""

import re
from io import BytesIO
from random import Random

from flask.testing import FlaskClient

from ei_collect.answering.form import field_name
from ei_collect.answering.kinds.photo import PICTURE, part_of
from ei_collect.answering.sketches import Sketch, Sketcher, load_sketchers
from ei_collect.operations.agreeing import RESEARCH
from ei_collect.operations.demonstration import Demonstration, look_after, sketchers_there
from ei_collect.operations.installation import Installation
from ei_collect.photos.painting import paint
from ei_collect.survey.definition import YES, Kind, PublishedVersion, Question, Role, Section
from ei_collect.web.app import create_app
from ei_collect.web.rehearsal import Town, answer, town_of
from ei_collect.web.resident import SYNTHETIC

SURVEY = "day-in-my-life"
PHOTO = re.compile(r'value="(ph_[0-9a-z]{12})"')


def rehearse_photos(installation: Installation, demonstration: Demonstration) -> int:
    """Let the photographers who have not answered yet do so; how many did. It takes a second or two."""
    listed = load_sketchers(installation.config.surveys / "demonstration" / "photos" / "photos.yaml")
    waiting = listed[sketchers_there(installation, demonstration.project) :]
    version = next((each for each in demonstration.versions if each.survey.slug == SURVEY), None)
    if version is None or not waiting:
        return 0
    town, client = town_of(installation, demonstration), create_app(installation.config).test_client
    for sketcher in waiting:
        taken = _visit(client(), version, town, sketcher)
        for photo, sketch in taken.items():
            look_after(installation, demonstration.project, photo, sketch)
    return len(waiting)


def _visit(client: FlaskClient, version: PublishedVersion, town: Town, sketcher: Sketcher) -> dict[str, Sketch]:
    """One photographer, from the first page to the receipt; their photos by id."""
    taken: dict[str, Sketch] = {}
    quoting = version.survey.roles.get(Role.QUOTE_CONSENT)

    def besides(section: Section, address: str, key: str) -> dict[str, list[str]]:
        form: dict[str, list[str]] = {}
        for question in section.questions:
            if question.kind is Kind.PHOTO:
                taken.update(_take(client, question, address, key, sketcher))
                form |= _said(question, taken)
            elif question.code == quoting:
                form[field_name(question)] = [YES]
        return form

    answer(client, version, town, sketcher.language, Random(sketcher.language), besides=besides)
    return taken


def _take(client: FlaskClient, question: Question, address: str, key: str, sketcher: Sketcher) -> dict[str, Sketch]:
    """Add each picture to the answers, as the form of a page without a script does."""
    taken: dict[str, Sketch] = {}
    for number, sketch in enumerate(sketcher.sketches, start=1):
        picture = paint(sketch.scene, sketch.fields["people"], f"{sketcher.language} {number}")
        own = {"key": key, "agree": RESEARCH, "go": "photo"}
        own |= {field_name(question, part_of(place, PICTURE)): photo for place, photo in enumerate(taken, start=1)}
        file = (BytesIO(picture), "painted.jpg", "image/jpeg")
        sent = {**own, f"{field_name(question)}.picture": file}
        page = client.post(address, data=sent, environ_overrides={SYNTHETIC: "yes"}, follow_redirects=True)
        fresh = [photo for photo in PHOTO.findall(page.get_data(as_text=True)) if photo not in taken]
        taken[fresh[0]] = sketch
    return taken


def _said(question: Question, taken: dict[str, Sketch]) -> dict[str, list[str]]:
    form: dict[str, list[str]] = {}
    for number, (photo, sketch) in enumerate(taken.items(), start=1):
        form[field_name(question, part_of(number, PICTURE))] = [photo]
        form |= {field_name(question, part): said for part, said in sketch.form(number).items()}
    return form
