"""The pictures beside questions: which files they are, and whether those are what their names say.

They lie beside the surveys: `media/<slug of the survey>/<name of the file>`.
"""

from pathlib import Path

SIGNS = {
    "png": (b"\x89PNG\r\n\x1a\n", 0, b""),
    "jpg": (b"\xff\xd8\xff", 0, b""),
    "webp": (b"RIFF", 8, b"WEBP"),
}
"""How the bytes of each sort begin, and what stands a little further on: where, and what."""


def picture_path(surveys: Path, slug: str, file: str) -> Path:
    """Where the file of a picture lies, under the folder of surveys."""
    return surveys / "media" / slug / file


def sort_of_picture(content: bytes) -> str | None:
    """What a file is by its bytes, a key of SIGNS; None for all else."""
    for sort, (beginning, at, further) in SIGNS.items():
        if content.startswith(beginning) and content[at : at + len(further)] == further:
            return sort
    return None


def sort_named(file: str) -> str:
    """What a file is by its name."""
    ending = file.rpartition(".")[2]
    return "jpg" if ending == "jpeg" else ending
