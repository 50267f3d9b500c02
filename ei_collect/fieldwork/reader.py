"""The program's side of the process that reads scans. Needs no library of pictures itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from types import TracebackType

from ei_collect.errors import AbsentError
from ei_collect.fieldwork.scanned import Area, BoxReading, Trouble
from ei_collect.photos.pool import Worker
from ei_collect.photos.protocol import Frame
from ei_collect.photos.refusal import Refusal, refused

PROGRAM = "ei_collect.fieldwork.scan_worker"
LIBRARIES = ("cv2", "zxingcpp")
"""What the extra `scans` brings."""


class Task(StrEnum):
    """What the process does."""

    COUNT = "count"
    LAY = "lay"
    MARKS = "marks"


@dataclass(frozen=True)
class LaidPage:
    """A page of a file as JPEG, laid flat where there is no `trouble`, with the words of its code."""

    words: str | None
    trouble: Trouble | None
    picture: bytes


def can_read_scans() -> bool:
    """Whether the extra `scans` is installed."""
    return all(find_spec(library) is not None for library in LIBRARIES)


class Reader:
    """Reads scans in one process of its own, which starts with the first of them. For any thread; to be closed.

    Raises:
        AbsentError: the extra `scans` is not installed.
    """

    def __init__(self) -> None:
        if not can_read_scans():
            mend = "pip install 'ei-collect[scans]'"
            raise AbsentError.of("scans-absent", "is not installed", where="the extra scans", mend=mend)
        self._worker, self._lock = Worker(program=PROGRAM), Lock()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._lock:
            self._worker.close()

    def pages(self, path: Path) -> int:
        """How many pages a file has: a PDF as many as it says, a picture one.

        Raises:
            PhotoRefusedError: it is neither, or damaged.
        """
        return int(self._ask({"verb": Task.COUNT, "path": str(path.resolve())}, path.name).named["pages"])

    def lay(self, path: Path, page: int) -> LaidPage:
        """One page of a file, counted from 0.

        Raises:
            PhotoRefusedError: it cannot be opened.
        """
        answer = self._ask({"verb": Task.LAY, "path": str(path.resolve()), "page": page}, path.name)
        trouble = answer.named["trouble"]
        return LaidPage(answer.named["words"], Trouble(trouble) if trouble else None, answer.body)

    def marks(self, picture: bytes, boxes: Sequence[tuple[str, str, Area]]) -> tuple[BoxReading, ...] | None:
        """The boxes of a picture that `lay` gave, each as field, value and place; None where its print is another."""
        named = {"verb": Task.MARKS, "boxes": [[field, value, *area.numbers] for field, value, area in boxes]}
        marks = self._ask(named, "page", picture).named["marks"]
        return None if marks is None else tuple(BoxReading(*mark) for mark in marks)

    def _ask(self, named: Mapping[str, object], where: str, body: bytes = b"") -> Frame:
        with self._lock:
            answer = self._worker.ask(Frame(dict(named), body))
        if (refusal := answer.named.get("refused")) is not None:
            raise refused(Refusal(refusal), where)
        return answer
