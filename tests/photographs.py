"""Small photos for tests, made anew, and a survey that asks for some."""

from io import BytesIO

from PIL import Image

from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import publish_yaml

SLUG = "pictured-day"
PICTURED_DAY = """
    slug: pictured-day
    language: en
    title: A day in pictures
    summary: Two questions.
    introduction: [Show us.]
    consent: [You can stop.]
    thanks: Thank you.
    roles: {quote_consent: may_quote}
    sections:
      - code: show
        title: Show us
        questions:
          - {code: pictures, kind: photo, label: "Where do you feel at home?", maximum: 4, asks_for: either, prefer_not_to_say: true}
          - {code: place, kind: short_text, label: "What else is there?"}
      - code: words
        title: Your words
        questions:
          - code: may_quote
            kind: yes_no
            label: May we print your words?
            choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]
"""


def publish_pictured_day(installation: Installation, project: Project) -> PublishedVersion:
    """The survey, published in English, Arabic and Somali."""
    return publish_yaml(installation, project, PICTURED_DAY, languages=("en", "ar", "so"))


def photo(number: int = 0, *, size: tuple[int, int] = (120, 80), format: str = "JPEG") -> bytes:
    """A photo that looks like no other one: stripes of colours by its number."""
    image = Image.new("RGB", size)
    for column in range(0, size[0], 8):
        colour = ((column * 7 + number * 53) % 256, (number * 97) % 256, (column * (number + 3)) % 256)
        image.paste(colour, (column, 0, column + 4, size[1]))
    held = BytesIO()
    image.save(held, format)
    return held.getvalue()
