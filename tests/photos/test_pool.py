"""Workers that are lost, shared, waited for and ended."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ei_collect.errors import AbsentError, BusyError
from ei_collect.photos.covering import Box
from ei_collect.photos.faces import can_find_faces
from ei_collect.photos.pool import Cleaner, Worker
from ei_collect.photos.protocol import Frame, Verb
from ei_collect.photos.refusal import PhotoRefusedError, Refusal
from tests.photos import planting
from tests.photos.segments import is_bare


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(planting.only("jpg"))
    return path


def _ask(worker: Worker, path: Path) -> Frame:
    return worker.ask(Frame({"verb": Verb.CLEAN, "path": str(path)}))


def _children(process_id: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()]


def test_worker_when_it_was_killed_then_the_next_photo_starts_another(photo: Path) -> None:
    worker = Worker()
    first = _ask(worker, photo)
    lost = worker.process_id
    assert lost is not None
    os.kill(lost, signal.SIGKILL)
    assert _ask(worker, photo).body == first.body
    assert worker.process_id not in {None, lost}
    worker.close()


def test_worker_when_the_child_dies_then_the_photo_is_refused_and_the_worker_lives(photo: Path) -> None:
    worker = Worker()
    _ask(worker, photo)
    before = worker.process_id
    child = _child(worker.process_id)
    os.kill(child, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as person:
        answer = person.submit(_ask, worker, photo)
        time.sleep(0.2)  # it has been asked, and is about to answer
        os.kill(child, signal.SIGSEGV)
        os.kill(child, signal.SIGCONT)
        assert answer.result().named["refused"] == Refusal.BROKEN
    assert "refused" not in _ask(worker, photo).named
    assert worker.process_id == before
    worker.close()


def test_worker_when_the_waiting_child_is_lost_then_another_one_answers(photo: Path) -> None:
    worker = Worker()
    _ask(worker, photo)
    os.kill(_child(worker.process_id), signal.SIGKILL)
    time.sleep(0.05)
    assert "refused" not in _ask(worker, photo).named
    worker.close()


def test_worker_when_the_child_gets_no_time_then_busy_after_five_seconds_and_not_the_photos_fault(photo: Path) -> None:
    worker = Worker()
    _ask(worker, photo)
    os.kill(_child(worker.process_id), signal.SIGSTOP)
    began = time.monotonic()
    answer = _ask(worker, photo)
    assert answer.named["busy"]
    assert "refused" not in answer.named
    assert 4.5 < time.monotonic() - began < 7
    assert "refused" not in _ask(worker, photo).named
    worker.close()


def test_worker_when_no_process_can_answer_then_said_so(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")
    with pytest.raises(AbsentError, match="photo-worker"):
        _ask(Worker(), photo)


def test_worker_when_started_then_it_knows_no_secret(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EI_SECRET_KEY", "nobody else's business, thirty-two characters")
    worker = Worker()
    _ask(worker, photo)
    assert b"EI_" not in Path(f"/proc/{worker.process_id}/environ").read_bytes()
    worker.close()


def test_cleaner_when_its_worker_is_busy_then_to_be_tried_again(photo: Path) -> None:
    before = {*_children(os.getpid())}
    cleaner = Cleaner(workers=1)
    cleaner.clean(photo)
    (worker,) = {*_children(os.getpid())} - before
    os.kill(_child(worker), signal.SIGSTOP)
    with pytest.raises(BusyError, match="photo-busy"):
        cleaner.clean(photo)
    assert cleaner.clean(photo).width == 240
    cleaner.close()


def test_cleaner_when_closed_or_forgotten_then_no_process_is_left(photo: Path) -> None:
    before = _children(os.getpid())
    cleaner = Cleaner(workers=1)
    cleaner.clean(photo)
    assert len(_children(os.getpid())) == len(before) + 1
    cleaner.close()
    assert _children(os.getpid()) == before
    assert cleaner.clean(photo).width == 240  # starts anew
    assert len(_children(os.getpid())) == len(before) + 1
    del cleaner
    assert _children(os.getpid()) == before


def test_cleaner_when_more_ask_than_there_are_workers_then_each_gets_its_own(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.png" for number in range(1, 13)]
    for number, path in enumerate(paths, 1):
        Image.new("RGB", (number * 10, 7), "teal").save(path)
    with closing(Cleaner(workers=2)) as cleaner, ThreadPoolExecutor(6) as people:
        assert [each.width for each in people.map(cleaner.clean, paths)] == [number * 10 for number in range(1, 13)]


def test_cleaner_when_there_is_no_such_file_then_that_is_no_refusal(cleaner: Cleaner, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        cleaner.clean(tmp_path / "nowhere.jpg")


def test_cover_when_parts_are_named_then_solid_bare_and_the_rest_as_before(cleaner: Cleaner, photo: Path) -> None:
    before = cleaner.clean(photo)
    after = cleaner.cover(before.picture, [Box(0.0, 0.0, 0.4, 0.4)])
    assert (after.width, after.height) == (before.width, before.height)
    assert is_bare(after.picture)
    assert is_bare(after.thumbnail)
    for content in (after.picture, after.thumbnail):
        shown = Image.open(BytesIO(content)).convert("RGB")
        assert all(high < 60 for _, high in _extrema(shown.crop((0, 0, 88, 56))))
        assert shown.getpixel((180, 120))[2] > 190  # type: ignore[index]


def test_cover_when_given_no_picture_then_refused(cleaner: Cleaner) -> None:
    with pytest.raises(PhotoRefusedError):
        cleaner.cover(b"no picture", [Box(0.0, 0.0, 0.4, 0.4)])


@pytest.mark.skipif(not can_find_faces(), reason="needs the extra `faces`")
def test_faces_when_there_are_none_then_none(cleaner: Cleaner, photo: Path) -> None:
    assert cleaner.faces(cleaner.clean(photo).picture) == ()


def _child(process_id: int | None) -> int:
    """The process that waits for the next photo: it is forked once the last one was answered, and that one's ended."""
    found, before = _children(process_id or 0), list[int]()
    while len(found) != 1 or found != before:
        time.sleep(0.1)
        found, before = _children(process_id or 0), found
    return found[0]


def _extrema(image: Image.Image) -> tuple[tuple[int, int], ...]:
    return image.getextrema()  # type: ignore[return-value]
