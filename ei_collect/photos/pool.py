"""The program's side of the photo workers: so many processes at most, each started when it is first needed."""

import subprocess
import sys
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import LifoQueue
from threading import Lock, Timer

from ei_collect.errors import AbsentError, BusyError
from ei_collect.photos.cleaning import Cleaned
from ei_collect.photos.covering import Box
from ei_collect.photos.faces import can_find_faces
from ei_collect.photos.limits import MOST_SECONDS
from ei_collect.photos.protocol import Frame, Verb, boxes_named, boxes_of, cleaned_of_frame, read_frame
from ei_collect.photos.refusal import Refusal, refused

PHOTO_PROGRAM = "ei_collect.photos.worker"
HOME = Path(__file__).resolve().parents[2]
PATIENCE = MOST_SECONDS * 3
"""Seconds after which a worker that has not answered is taken for lost: its own limit has not worked."""

KEEPING_MEMORY = "glibc.malloc.mmap_threshold=67108864:glibc.malloc.trim_threshold=268435456"
"""What a photo's process has touched once, it keeps: fresh memory from the system costs a fifth of its time."""


class Worker:
    """One process, started again whenever it is found dead. For one thread at a time.

    Of the verbs that need more than the others it knows the `skills`. `program` is the module that it runs.
    """

    def __init__(self, *skills: Verb, program: str = PHOTO_PROGRAM) -> None:
        self._skills, self._program = skills, program
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, request: Frame) -> Frame:
        """What the process answers.

        Raises:
            AbsentError: a fresh process gives no answer either.
        """
        answer = self._answer(request) or self._answer(request)
        if answer is None:
            raise AbsentError.of(
                "photo-worker", "does not answer", where="the photo worker", mend="Start the program again."
            )
        return answer

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    @property
    def process_id(self) -> int | None:
        """Of the process, while there is one."""
        return self._process.pid if self._process else None

    def _answer(self, request: Frame) -> Frame | None:
        """None where the process is lost before it has answered."""
        if self._process is None:
            self._process = _started(self._program, self._skills)
        process = self._process
        last = Timer(PATIENCE, process.kill)
        last.start()
        try:
            answer = _exchange(process, request)
        except (BrokenPipeError, ConnectionResetError):
            answer = None
        finally:
            last.cancel()
        if answer is None:
            self.close()
        return answer


class Cleaner:
    """Cleans photos in at most `workers` processes of their own, and in one more finds faces. For any thread.

    Whoever comes when all are busy waits. Closed, or forgotten, it leaves no process behind.
    """

    def __init__(self, workers: int = 2) -> None:
        every = tuple(Worker() for _ in range(workers))
        self._workers = len(every)
        self._idle: LifoQueue[Worker] = LifoQueue()  # the one that worked last is warm
        for worker in every:
            self._idle.put(worker)
        self._looking, self._look = Worker(Verb.FACES), Lock()
        self._forgotten = weakref.finalize(self, _close, (*every, self._looking))

    def clean(self, content: Path) -> Cleaned:
        """The photo in a file, as it may be kept.

        Raises:
            PhotoRefusedError: it cannot be kept; its finding names the file.
            BusyError: the machine has too much else to do.
            OSError: there is no such file, or it cannot be read.
        """
        with content.open("rb"):  # a file that is not there is no refusal
            request = Frame({"verb": Verb.CLEAN, "path": str(content.resolve())})
        with self._lent() as worker:
            return cleaned_of_frame(_accepted(worker.ask(request), content.name))

    def cover(self, content: bytes, boxes: Sequence[Box]) -> Cleaned:
        """A cleaned picture with these parts covered.

        Raises:
            PhotoRefusedError: it is no picture that was cleaned.
            BusyError: the machine has too much else to do.
        """
        request = Frame({"verb": Verb.COVER, "boxes": boxes_named(tuple(boxes))}, content)
        with self._lent() as worker:
            return cleaned_of_frame(_accepted(worker.ask(request), "picture"))

    def faces(self, content: bytes) -> tuple[Box, ...]:
        """Where the faces of a cleaned picture are.

        Raises:
            AbsentError: the extra `faces` is not installed.
            PhotoRefusedError: it is no picture that was cleaned.
            BusyError: the machine has too much else to do.
        """
        if not can_find_faces():
            raise AbsentError.of("faces-absent", "cannot be found", where="faces", mend="Install the extra `faces`.")
        with self._look:
            answer = self._looking.ask(Frame({"verb": Verb.FACES}, content))
        return boxes_of(_accepted(answer, "picture").named["boxes"])

    def close(self) -> None:
        """End every process once it is idle. What comes after starts new ones."""
        idle = [self._idle.get() for _ in range(self._workers)]
        for worker in idle:
            worker.close()
            self._idle.put(worker)
        with self._look:
            self._looking.close()

    @contextmanager
    def _lent(self) -> Iterator[Worker]:
        worker = self._idle.get()
        try:
            yield worker
        finally:
            self._idle.put(worker)


def _started(program: str, skills: Sequence[Verb]) -> subprocess.Popen[bytes]:
    """A fresh process. It gets nothing of our environment: it needs no secret."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", program, *skills],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PYTHONPATH": str(HOME), "OPENBLAS_NUM_THREADS": "1", "GLIBC_TUNABLES": KEEPING_MEMORY},
    )


def _exchange(process: subprocess.Popen[bytes], request: Frame) -> Frame | None:
    if process.stdin is None or process.stdout is None:
        return None
    process.stdin.write(request.packed())
    process.stdin.flush()
    return read_frame(process.stdout)


def _accepted(answer: Frame, where: str) -> Frame:
    if answer.named.get("busy"):
        raise BusyError.of("photo-busy", "cannot be opened now", where=where, mend="Try again in a moment.")
    if (refusal := answer.named.get("refused")) is not None:
        raise refused(Refusal(refusal), where)
    return answer


def _close(workers: Sequence[Worker]) -> None:
    for worker in workers:
        worker.close()
