"""Two things at the same moment: taking back while somebody reads, sends or exports, and two devices that change."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import func, select

from ei_collect.analysis.cells import Cell, Table
from ei_collect.analysis.responses import response_table
from ei_collect.answering.receipts import key_hash, mint
from ei_collect.answering.response import Response, Words
from ei_collect.errors import GoneError
from ei_collect.operations import answering, exporting
from ei_collect.operations.answering import Closing, submit
from ei_collect.operations.changing import begin_change
from ei_collect.operations.exporting import Format, export_responses
from ei_collect.operations.keeping import Kept, Outcome
from ei_collect.operations.opening import open_receipt
from ei_collect.operations.withdrawing import withdraw
from ei_collect.store import responses as store
from ei_collect.store.responses import find_by_key
from ei_collect.store.tables import drafts, responses, texts
from ei_collect.web.app import create_app
from ei_collect.web.installed import KEY
from tests.answering.sending import saves
from tests.coded import Town

MINE = "The bus. Kingfisher."
READABLE = Closing("en", readable=True)


def _types(town: Town, key: str, words: str) -> None:
    saves(town.installation, "day", key, "the_place", {"q_caption": [words]})


def _sends(town: Town, words: str = MINE) -> str:
    key = mint()
    _types(town, key, words)
    submit(town.installation, "day", key, READABLE)
    return key


def _sent(town: Town, key: str) -> Response | None:
    with town.installation.database.reading() as connection:
        return find_by_key(connection, town.project.scope, key_hash(town.installation.config.secret_key, key))


def _rows(town: Town) -> list[int]:
    with town.installation.database.reading() as connection:
        return [connection.scalar(select(func.count()).select_from(each)) or 0 for each in (responses, texts, drafts)]


class Meanwhile:
    """What somebody else does, once, in a thread of their own, while something here goes on; their fault is kept."""

    def __init__(self, does: Callable[[], object], *, at_most: float = 0.5) -> None:
        self.fault: Exception | None = None
        self._does, self._at_most = does, at_most
        self._thread: Thread | None = None

    def begins(self) -> None:
        """Let them begin, and wait for them for a while: they may have to wait for us."""
        if self._thread is None:
            self._thread = Thread(target=self._run)
            self._thread.start()
            self._thread.join(self._at_most)

    def ends(self) -> None:
        """See that they came to an end, without a fault."""
        assert self._thread is not None
        self._thread.join(9)
        assert not self._thread.is_alive()
        assert self.fault is None

    def _run(self) -> None:
        try:
            self._does()
        except Exception as fault:
            self.fault = fault


def _before(monkeypatch: pytest.MonkeyPatch, module: object, name: str, other: Meanwhile) -> None:
    """Let the other begin just before this function of a module runs."""
    real = getattr(module, name)

    def run(*given: Any, **named: Any) -> Any:
        other.begins()
        return real(*given, **named)

    monkeypatch.setattr(module, name, run)


def _files_with(town: Town, words: bytes) -> list[str]:
    return [path.name for path in town.installation.config.data.glob("*sqlite*") if words in path.read_bytes()]


@pytest.mark.sqlite_only  # PostgreSQL has its log in no file of ours
def test_taking_back_when_somebody_reads_then_at_once_and_with_the_next_save_it_is_in_no_file(town: Town) -> None:
    key = _sends(town)
    with town.installation.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(responses)) == 1
        began = time.monotonic()
        withdraw(town.installation, key)
        _types(town, mint(), "The park.")
        took = time.monotonic() - began
        assert _files_with(town, b"Kingfisher") != []
    assert took < 2
    _types(town, mint(), "The library.")
    assert _files_with(town, b"Kingfisher") == []


@pytest.mark.sqlite_only  # PostgreSQL has its log in no file of ours
def test_taking_back_when_it_all_stops_before_a_save_then_once_served_again_it_is_in_no_file(town: Town) -> None:
    key = _sends(town)
    with town.installation.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(responses)) == 1
        withdraw(town.installation, key)
    assert _files_with(town, b"Kingfisher") != []
    again = create_app(town.installation.config).extensions[KEY].database
    left = _files_with(town, b"Kingfisher")
    again.close()
    assert left == []


def test_taking_back_when_an_export_is_being_written_then_it_is_in_no_file_of_ours(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [_sends(town, "Kingfisher one."), _sends(town, "Kingfisher two.")]
    monkeypatch.setattr(exporting, "BATCH", 1)
    left, table_of = [], response_table

    def slowly(*given: Any) -> Table:
        table = table_of(*given)

        def rows() -> Iterator[Sequence[Cell]]:
            for row in table.rows:
                while keys:
                    withdraw(town.installation, keys.pop())
                left.append(_files_with(town, b"Kingfisher"))
                yield row

        return replace(table, rows=rows())

    monkeypatch.setattr(exporting, "response_table", slowly)
    done = export_responses(town.installation, town.project, "day", tmp_path / "out.csv", format=Format.CSV)
    assert (done.rows, left) == (1, [[]])


def test_reading_when_answers_are_taken_back_meanwhile_then_what_is_read_is_whole(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _sends(town)
    other = Meanwhile(lambda: withdraw(town.installation, key))
    _before(monkeypatch, store, "_texts_of", other)
    opened = open_receipt(town.installation, key).sent
    other.ends()
    assert opened is not None
    assert opened.submission.answers["caption"].value == Words(MINE)
    assert _rows(town) == [0, 0, 0]


def test_sending_again_when_answers_are_taken_back_meanwhile_then_one_of_them_comes_first(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _sends(town)
    other = Meanwhile(lambda: withdraw(town.installation, key))
    _before(monkeypatch, store, "_texts_of", other)
    assert submit(town.installation, "day", key, READABLE).outcome is Outcome.SAME
    other.ends()
    assert _rows(town) == [0, 0, 0]
    with pytest.raises(GoneError):
        submit(town.installation, "day", key, READABLE)


def test_sending_a_change_when_answers_are_taken_back_meanwhile_then_neither_waits_for_ever(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _sends(town)
    begin_change(town.installation, key)
    _types(town, key, "A bench. Kingfisher.")
    other = Meanwhile(lambda: withdraw(town.installation, key))
    _before(monkeypatch, answering, "_submit_again", other)
    assert submit(town.installation, "day", key, READABLE).outcome is Outcome.CHANGED
    other.ends()
    assert _rows(town) == [0, 0, 0]


def test_change_when_another_device_sends_its_own_meanwhile_then_that_one_stands(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _sends(town)
    begin_change(town.installation, key)
    _types(town, key, "A bench.")
    kept: list[Kept] = []
    other = Meanwhile(lambda: kept.append(submit(town.installation, "day", key, READABLE)))
    real = store._texts_of

    def then(*given: Any) -> Any:
        found = real(*given)
        other.begins()
        return found

    monkeypatch.setattr(store, "_texts_of", then)
    begin_change(town.installation, key)
    other.ends()
    submit(town.installation, "day", key, READABLE)
    sent = _sent(town, key)
    assert sent is not None
    assert ([each.outcome for each in kept], sent.submission.answers["caption"].value) == (
        [Outcome.CHANGED],
        Words("A bench."),
    )
