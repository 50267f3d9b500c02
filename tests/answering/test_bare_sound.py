"""What a recorder tells besides the sound is gone, and the sound is as it was."""

import io
import struct
import wave

import pytest

from ei_collect.answering.bare_sound import bare
from ei_collect.answering.sound import media_type
from tests.sounds import SOUNDS

TOLD = b"+51.4545-002.5879/"


NESTED = b"".join(struct.pack(">I", 8 * (5000 - depth)) + b"moov" for depth in range(5000))


def box(kind: bytes, content: bytes) -> bytes:
    """A box of an ISO base media file."""
    return struct.pack(">I", len(content) + 8) + kind + content


def made(seconds: int, *, version: int = 0) -> bytes:
    """The head of a box that says when it was made and changed."""
    return bytes([version, 0, 0, 0]) + struct.pack(">II" if version == 0 else ">QQ", seconds, seconds)


def test_mp4_when_it_tells_time_and_place_then_both_are_gone_and_every_box_is_where_it_was() -> None:
    moov = box(
        b"moov",
        box(b"mvhd", made(3_900_000_000) + b"\x00\x00\x03\xe8rate")
        + box(b"trak", box(b"tkhd", made(9, version=1) + b"kept") + box(b"mdia", box(b"mdhd", made(7) + b"soon")))
        + box(b"udta", box(b"\xa9xyz", TOLD)),
    )
    whole = box(b"ftyp", b"M4A \x00\x00\x00\x00") + moov + box(b"mdat", b"mvhd udta sound")
    cleared = bare(whole, "audio/mp4")
    assert len(cleared) == len(whole)
    assert TOLD not in cleared
    assert struct.pack(">I", 3_900_000_000) not in cleared
    assert b"mvhd udta sound" in cleared
    expected = moov.replace(made(3_900_000_000), made(0)).replace(made(9, version=1), made(0, version=1))
    expected = expected.replace(made(7), made(0)).replace(b"udta", b"free").replace(box(b"\xa9xyz", TOLD), bytes(26))
    assert cleared == box(b"ftyp", b"M4A \x00\x00\x00\x00") + expected + box(b"mdat", b"mvhd udta sound")


@pytest.mark.parametrize(
    "broken", [b"\x00\x00\x00\x1cftyp", b"\x00\x00\x00\x02moov" * 9, b"\xff" * 40, b"\x00\x00\x00\x01mdat\x00", NESTED]
)
def test_mp4_when_it_is_broken_then_it_is_left_as_it_is(broken: bytes) -> None:
    assert bare(broken, "audio/mp4") == broken


def test_mp3_when_it_has_tags_then_the_sound_alone_is_left() -> None:
    sound = b"\xff\xfb\x90\x00" + b"\x22" * 300
    tag = b"ID3\x04\x00\x00\x00\x00\x01\x05" + b"TDRC2026-11-22T18:05" + b"\x00" * 113
    assert bare(tag + sound + b"TAG" + b"x" * 125, "audio/mpeg") == sound
    assert bare(sound, "audio/mpeg") == sound
    assert bare(tag, "audio/mpeg") == b""


def test_wav_when_it_has_other_chunks_then_it_plays_the_same_without_them() -> None:
    held = io.BytesIO()
    with wave.open(held, "wb") as written:
        written.setparams((1, 2, 8000, 0, "NONE", ""))
        written.writeframes(b"\x01\x02" * 50)
    plain = held.getvalue()
    told = b"LIST" + struct.pack("<I", 5) + b"INFOx\x00" + plain[12:]
    cleared = bare(b"RIFF" + struct.pack("<I", len(told) + 4) + b"WAVE" + told, "audio/wav")
    assert cleared == plain
    with wave.open(io.BytesIO(cleared)) as read:
        assert read.readframes(99) == b"\x01\x02" * 50


def test_webm_when_it_has_a_date_then_it_is_the_first_one_there_is() -> None:
    head, rest = b"\x1a\x45\xdf\xa3webm", b"A_OPUS" + b"\x55" * 20
    assert bare(head + b"\x44\x61\x88" + b"\x07" * 8 + rest, "audio/webm") == head + b"\x44\x61\x88" + bytes(8) + rest


@pytest.mark.parametrize(("kind", "content"), SOUNDS.items())
def test_sound_when_bared_then_it_is_still_of_its_sort_and_twice_is_as_once(kind: str, content: bytes) -> None:
    once = bare(content, kind)
    assert media_type(once) == kind
    assert bare(once, kind) == once
