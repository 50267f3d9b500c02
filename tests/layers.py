"""What is in a file, down to each packed part: the entries of a ZIP or a workbook, pictures in a page, streams of a PDF."""

import base64
import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf

PACKED = {".zip", ".xlsx"}


def layers(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file, and what is packed into it."""
    content = path.read_bytes()
    yield path.name, content
    if path.suffix in PACKED:
        with ZipFile(path) as archive:
            yield from ((f"{path.name} {name}", archive.read(name)) for name in archive.namelist())
    elif path.suffix == ".html":
        pictures = re.findall(rb"base64,([A-Za-z0-9+/=]+)", content)
        yield from ((f"{path.name} {number}", base64.b64decode(each)) for number, each in enumerate(pictures))
    elif path.suffix == ".pdf":
        with pikepdf.open(BytesIO(content)) as document:
            for number, each in enumerate(document.objects):
                if isinstance(each, pikepdf.Stream):
                    yield f"{path.name} {number} as kept.pdf", each.read_raw_bytes()
                    yield f"{path.name} {number}.pdf", _read(each)


def _read(stream: pikepdf.Stream) -> bytes:
    """What a stream of a PDF holds; a JPEG stays one."""
    raw = stream.read_raw_bytes()
    return zlib.decompress(raw) if stream.get("/Filter") == "/FlateDecode" else raw
