"""The store of the files is gone for a while: words are kept all the same, a photo waits, and it goes on by itself."""

from dataclasses import replace
from secrets import token_hex

import pytest

from ei_collect.answering.receipts import mint
from ei_collect.operations.installation import Installation, opened
from tests import s3
from tests.faults.chance import Chance
from tests.faults.crowd import Crowd, upload
from tests.faults.ledger import compare
from tests.journeys.server import free_port, request, serving
from tests.photographs import photo

pytestmark = pytest.mark.sqlite_only


def test_the_files_when_their_store_is_gone_then_words_are_kept_and_photos_can_come_once_it_is_back(
    asked: Installation, chance: Chance
) -> None:
    port = free_port()
    store = s3.started(port)
    bucket = s3.with_bucket(port).fresh()
    with (
        opened(replace(asked.config, bucket=bucket)) as installation,
        serving(installation.config, free_port()) as server,
    ):
        crowd = Crowd(server.port)
        assert Crowd(server.port, crowd.ledger, photo=photo(1)).send(mint())
        store.stop()
        waiting, name = mint(), token_hex(16)
        assert not upload(server.port, waiting, name, photo(2))
        assert crowd.send(mint())
        told = request(server.port, "GET", "/readyz")
        assert (told.status, told.body) == (503, "not ready\nrecordings and photos cannot be kept\n")
        store = s3.started(port)
        assert upload(server.port, waiting, name, photo(2))
        crowd.ledger.note(crowd.ledger.pictured, waiting)
        assert crowd.send(waiting)
        assert request(server.port, "GET", "/readyz").body == "ready\n"
        verdict = compare(installation, crowd.ledger)
        store.stop()
    chance.tell(f"the store of files gone and back: {len(crowd.ledger.sent)} acknowledged, {len(verdict.lost)} lost")
    assert verdict.faults == ()
