"""Files of sound for tests, with only as much in them as tells what they are; and a survey that is answered by speaking."""

import struct

from ei_collect.operations.installation import Installation
from ei_collect.projects.project import Project
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import publish_yaml

WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\x00" * 40 + b"A_OPUS" + b"\x55" * 400
OGG = b"OggS\x00\x02" + b"\x00" * 22 + b"OpusHead" + b"\x33" * 300
MP4 = (
    b"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00M4A isom"
    + b"\x00\x00\x00\x20hdlr"
    + b"\x00" * 8
    + b"soun"
    + b"\x11" * 300
)
MP3 = b"\xff\xfb\x90\x00" + b"\x22" * 300
AAC = b"\xff\xf1\x50\x80" + b"\x44" * 300
WAV = b"RIFF" + struct.pack("<I", 1036) + b"WAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
WAV += b"data" + struct.pack("<I", 1000) + b"\x80" * 1000

SOUNDS = {
    "audio/webm": WEBM,
    "audio/ogg": OGG,
    "audio/mp4": MP4,
    "audio/mpeg": MP3,
    "audio/aac": AAC,
    "audio/wav": WAV,
}

SLUG = "spoken"
SPOKEN = """
    slug: spoken
    language: en
    title: Say it
    summary: Two questions.
    introduction: [Tell us.]
    consent: [You can stop.]
    thanks: Thank you.
    roles: {quote_consent: may_quote}
    sections:
      - code: tell
        title: Tell us
        questions:
          - code: belong
            kind: voice
            label: What gets in your way?
            asks_for: barrier
            required: true
            prefer_not_to_say: true
          - {code: place, kind: short_text, label: "Where is that?"}
      - code: words
        title: Your words
        questions:
          - code: may_quote
            kind: yes_no
            label: May we print your words?
            choices: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]
"""


def publish_spoken(installation: Installation, project: Project) -> PublishedVersion:
    """The survey, published in English, Arabic and Somali."""
    return publish_yaml(installation, project, SPOKEN, languages=("en", "ar", "so"))
