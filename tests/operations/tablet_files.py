"""A person on a shared tablet who takes photos and speaks, without a browser."""

import base64
import json
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from ei_collect.answering.receipts import key_hash
from ei_collect.answering.response import Response
from ei_collect.fieldwork.sitting import Sitting
from ei_collect.operations.arriving import Arrival, Arrived
from ei_collect.operations.installation import Installation
from ei_collect.operations.syncing import receive
from ei_collect.operations.tablet_files import receive_file
from ei_collect.projects.project import Project
from ei_collect.store.responses import find_by_key
from ei_collect.survey.definition import PublishedVersion
from tests.answering.surveys import publish_yaml
from tests.fieldwork.sealed import file_of, record_of, seal_file, sealed
from tests.photographs import PICTURED_DAY, photo

CONSENT = "Somebody may know your voice.\nI agree that you keep a recording of my voice."
SPOKEN_DAY = PICTURED_DAY.replace(
    "- {code: place,", '- {code: story, kind: voice, label: "Tell us."}\n          - {code: place,'
)
"""With photos and a spoken answer; the photos, the story and the place are on one page."""

_names = count(1)


def publish_spoken_day(installation: Installation, project: Project) -> PublishedVersion:
    """The survey, published in English and Arabic."""
    return publish_yaml(installation, project, SPOKEN_DAY, languages=("en", "ar"))


@dataclass
class Holder:
    """Somebody who holds a tablet. `sealed` is what leaves it: files by their names, and the answers."""

    installation: Installation
    project: Project
    version: PublishedVersion
    sitting: Sitting
    form: dict[str, list[str]] = field(default_factory=dict)
    sealed: dict[str, bytes] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.told = record_of(self.version, {"show": self.form})

    @property
    def key(self) -> str:
        """The code that the tablet minted."""
        return str(self.told["key"])

    def takes(self, number: int = 0, content: bytes | None = None, **said: str) -> str:
        """Take the photo with this number, or one with this content, and say something of it; its name."""
        name = self._adds("ph", "pictures", photo(number) if content is None else content)
        at = sum(field.endswith(".photo") for field in self.form) + 1
        self.form[f"q_pictures.{at}.photo"] = [name]
        self.form |= {f"q_pictures.{at}.{part}": [words] for part, words in said.items()}
        return name

    def speaks(self, sound: bytes, **told: Any) -> str:
        """Speak; the name of the recording."""
        name = self._adds("rc", "story", sound, **{"consent": CONSENT, "seconds": 3, **told})
        self.form["q_story.recording"] = [name]
        return name

    @property
    def answers(self) -> str:
        """The sealed record."""
        told = {**self.told, "sections": {"show": {"language": "en", "form": self.form}}, "files": list(self.sealed)}
        return sealed(self.sitting, told)

    def sends(self, *names: str) -> list[Arrived]:
        """The files with these names arrive."""
        return [receive_file(self.installation, self.sitting.code, self.sealed[name]) for name in names]

    def finishes(self, *without: str) -> Arrived:
        """The answers arrive; the server has refused the files of these names."""
        (arrived,) = receive(self.installation, self.sitting.code, [self.answers], without)
        return arrived

    def sends_all(self) -> Arrival:
        """Everything arrives, in the order in which tablets send it."""
        refused = [name for name in self.sealed if self.sends(name)[0].arrival is Arrival.REFUSED]
        return self.finishes(*refused).arrival

    def saves(self, file: Path) -> Path:
        """Everything goes into a file, as a tablet writes it."""
        told: list[dict[str, Any]] = [
            {"sitting": self.sitting.code, "name": name, "file": base64.b64encode(content).decode()}
            for name, content in self.sealed.items()
        ]
        told.append({"sitting": self.sitting.code, "sealed": self.answers, "without": []})
        with file.open("a") as lines:
            lines.writelines(json.dumps(each) + "\n" for each in told)
        return file

    @property
    def sent(self) -> Response | None:
        """What stands under the code."""
        hashed = key_hash(self.installation.config.secret_key, self.key)
        with self.installation.database.reading() as connection:
            return find_by_key(connection, self.project.scope, hashed)

    def _adds(self, kind: str, question: str, content: bytes, **told: Any) -> str:
        name = f"{kind}_{next(_names):012}"
        about = file_of(self.told, question, name, **told)
        self.sealed[name] = seal_file(about, content, self.sitting.sealing, self.sitting.code)
        return name
