"""The invented photographers: every picture says whatever a photo can say, and nothing that cannot be read."""

from ei_collect.answering.album import photos_in
from ei_collect.answering.form import as_form, field_name, read_form
from ei_collect.answering.kinds.photo import photos_of
from ei_collect.answering.photographs import ABOUT, Feeling, People, Showing
from ei_collect.answering.sketches import load_sketchers
from ei_collect.language.languages import LANGUAGES
from ei_collect.language.text import Text
from ei_collect.places.bristol import WARDS
from ei_collect.survey.definition import Kind, Question
from tests.conftest import HOME

QUESTION = Question("q", Kind.PHOTO, Text.of("?"))
SKETCHERS = load_sketchers(HOME / "surveys" / "demonstration" / "photos" / "photos.yaml")
PHOTO = "ph_000000000001"


def test_sketches_when_filled_in_then_read_as_they_were_written() -> None:
    wards = {ward.code: ward.name for ward in WARDS}
    for sketch in (sketch for sketcher in SKETCHERS for sketch in sketcher.sketches):
        form = {field_name(QUESTION, "1.photo"): [PHOTO]}
        form |= {field_name(QUESTION, part): said for part, said in sketch.form(1).items()}
        assert photos_in(QUESTION, form) == (PHOTO,)
        reading = read_form([QUESTION], form, "en", wards)
        assert reading.findings == ()
        (photo,) = photos_of(reading.answers["q"].value)
        assert photo.caption
        assert photo.caption.body == sketch.fields["caption"]
        assert as_form(QUESTION, reading.answers["q"]) == form


def test_sketches_when_taken_together_then_in_several_languages_and_of_most_sorts() -> None:
    fields = [sketch.fields for sketcher in SKETCHERS for sketch in sketcher.sketches]
    assert {sketcher.language for sketcher in SKETCHERS} <= set(LANGUAGES)
    assert {each["showing"] for each in fields} == set(Showing)
    assert {each["people"] for each in fields} == set(People)
    assert {each["feeling"] for each in fields} == set(Feeling)
    assert any(each["where"].startswith(ABOUT) for each in fields)


def test_sketches_when_shown_then_what_is_described_says_that_it_is_synthetic() -> None:
    listed = [sketch for sketcher in SKETCHERS for sketch in sketcher.sketches]
    assert all("synthetic" in sketch.alt for sketch in listed if sketch.status in {"forum", "research"})
