"""The process that opens photos: `python -m ei_collect.photos.worker`, asked on its standard input.

Its libraries are loaded once. Each photo is opened in a child of its own, which was forked while nothing was to be done
and is bound by `limits`, because a picture can be made to crash, fill or never leave a decoder. A child that is lost is
a photo refused, and the worker goes on.
"""

import fcntl
import gc
import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from select import poll
from time import monotonic
from types import MappingProxyType
from typing import NoReturn, TypeAlias

import pillow_heif
from PIL import Image

from ei_collect.photos.cleaning import clean, cleaned
from ei_collect.photos.covering import covered
from ei_collect.photos.faces import find_faces, load_detector
from ei_collect.photos.limits import KEPT_ROOMS, MOST_MEMORY, MOST_SECONDS, POLITENESS, confine
from ei_collect.photos.opening import opened_again
from ei_collect.photos.protocol import Frame, Verb, boxes_named, boxes_of, frame_of_cleaned, read_frame
from ei_collect.photos.refusal import PhotoRefusedError, Refusal
from ei_collect.photos.scaling import LONGEST

PIPE = 1 << 20
"""Bytes that a pipe holds: a whole answer, so that nobody waits to get rid of it."""
ENOUGH = 0.8
"""A child that had less of its time than this when it was over was slow because of others, not of its photo."""


Skills: TypeAlias = Mapping[str, Callable[[Frame], Frame]]
"""What a worker can do, by verb."""


class Child:
    """A fork of this process for one request, which it waits for, and answers by one of its skills."""

    def __init__(self, skills: Skills, warm_up: Callable[[], None]) -> None:
        request, self._ask = os.pipe()
        self._hear, answer = os.pipe()
        fcntl.fcntl(answer, fcntl.F_SETPIPE_SZ, PIPE)
        self._deadline, self._ended = 0.0, False
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._ask)
            os.close(self._hear)
            _serve(request, answer, skills, warm_up)
        os.close(request)
        os.close(answer)

    def asked(self, request: Frame) -> bool:
        """Whether the child is there to be asked. While it waited, something else may have ended it."""
        self._deadline = monotonic() + MOST_SECONDS
        try:
            _send(self._ask, request.packed())
        except BrokenPipeError:
            return False
        return True

    def answered(self) -> Frame:
        """What the child makes of what it was asked; `peak` is the most memory that it held, in bytes."""
        said = self._heard(self._deadline)
        answer = None if said is None else read_frame(BytesIO(said))
        if answer is not None:
            return answer
        if said is None:
            os.kill(self._pid, signal.SIGKILL)
        _, status, usage = os.wait4(self._pid, 0)
        self._ended = True
        peak = usage.ru_maxrss * 1024
        if _was_stopped(status) and usage.ru_utime + usage.ru_stime < ENOUGH * MOST_SECONDS:
            return Frame({"busy": True, "peak": peak})
        return Frame({"refused": Refusal.TOO_SLOW if _was_stopped(status) else Refusal.BROKEN, "peak": peak})

    def end(self) -> None:
        """Be rid of it, whatever it does."""
        os.close(self._ask)
        os.close(self._hear)
        if not self._ended:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)

    def _heard(self, deadline: float) -> bytes | None:
        """All that the child says until it closes its end, or None where that takes too long."""
        parts: list[bytes] = []
        ready = poll()
        ready.register(self._hear)
        while (left := deadline - monotonic()) > 0 and ready.poll(left * 1000):
            part = os.read(self._hear, PIPE)
            if not part:
                return b"".join(parts)
            parts.append(part)
            if len(parts) * PIPE > MOST_MEMORY:  # no picture is that big
                break
        return None


def main() -> None:
    """Answer requests about photos. With `faces` as its word it can find these as well."""
    if Verb.FACES in sys.argv[1:]:
        load_detector()
    attend(VERBS, _warm_up)


def attend(skills: Skills, warm_up: Callable[[], None]) -> None:
    """Answer one request after another, until there are no more. `warm_up` runs in each child before it is asked."""
    os.setpriority(os.PRIO_PROCESS, 0, max(POLITENESS, os.getpriority(os.PRIO_PROCESS, 0)))
    pillow_heif.options.DECODE_THREADS = len(os.sched_getaffinity(0))
    gc.freeze()  # what is here now is shared with every child: nobody need look through it again
    child = Child(skills, warm_up)
    while (request := read_frame(sys.stdin.buffer)) is not None:
        if not child.asked(request):
            child.end()
            child = Child(skills, warm_up)
            child.asked(request)
        sys.stdout.buffer.write(child.answered().packed())
        sys.stdout.buffer.flush()
        child.end()
        child = Child(skills, warm_up)
    child.end()


def _serve(request: int, answer: int, skills: Skills, warm_up: Callable[[], None]) -> NoReturn:
    """In the child: answer, and end. Whatever goes wrong ends it without an answer."""
    try:
        os.close(0)
        os.close(1)
        warm_up()
        with os.fdopen(request, "rb") as asked:
            wanted = read_frame(asked)
        if wanted is not None:
            confine()
            made = _made(wanted, skills)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            _send(answer, Frame({**made.named, "peak": peak}, made.body).packed())
            os.close(answer)  # heard at once, and not only when all memory has been given back
    finally:
        os._exit(0)


def _warm_up() -> None:
    """Touch for the first time what a photo will need: the memory of some pictures, which stays, and the code."""
    rooms = [Image.new("RGB", (LONGEST, LONGEST * 3 // 4)) for _ in range(KEPT_ROOMS)]
    del rooms
    opened_again(cleaned(Image.new("RGB", (64, 48))).picture)


def _made(request: Frame, skills: Skills) -> Frame:
    try:
        return skills[request.named["verb"]](request)
    except PhotoRefusedError as error:
        return Frame({"refused": error.refusal})
    except MemoryError:
        return Frame({"refused": Refusal.TOO_MANY_PIXELS})


def _clean(request: Frame) -> Frame:
    return frame_of_cleaned(clean(Path(request.named["path"])))


def _cover(request: Frame) -> Frame:
    return frame_of_cleaned(cleaned(covered(opened_again(request.body), boxes_of(request.named["boxes"]))))


def _faces(request: Frame) -> Frame:
    return Frame({"boxes": boxes_named(find_faces(opened_again(request.body)))})


VERBS: Skills = MappingProxyType({Verb.CLEAN: _clean, Verb.COVER: _cover, Verb.FACES: _faces})


def _send(writer: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(writer, left) :]


def _was_stopped(status: int) -> bool:
    """Whether a limit of time ended it."""
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL}


if __name__ == "__main__":
    main()
