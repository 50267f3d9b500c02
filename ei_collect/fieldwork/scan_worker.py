"""The process that reads scans: `python -m ei_collect.fieldwork.scan_worker`, asked and bound as that of photos is.

No other module of the program imports what the extra `scans` brings, so that it runs without.
"""

from dataclasses import astuple
from pathlib import Path
from types import MappingProxyType

import cv2
import numpy as np
import pypdfium2

from ei_collect.fieldwork.ink import Grey
from ei_collect.fieldwork.marks import read_marks
from ei_collect.fieldwork.reader import Task
from ei_collect.fieldwork.scanned import Area
from ei_collect.fieldwork.sheet_code import read_page_code
from ei_collect.fieldwork.straightening import Sort, lay_flat
from ei_collect.photos.formats import format_of
from ei_collect.photos.limits import MOST_BYTES
from ei_collect.photos.opening import opened
from ei_collect.photos.protocol import Frame
from ei_collect.photos.refusal import Refusal, refused
from ei_collect.photos.scaling import fitted, scaled
from ei_collect.photos.worker import Skills, attend

LONGEST = 3000
"""Pixels of the longest side at which a picture is read."""
LONGEST_KEPT = 1800
"""Pixels of the longest side of a picture that is kept without having been laid flat."""
MOST_PAGES, MOST_BYTES_OF_PDF = 400, 400_000_000
QUALITY = 80
PDF = b"%PDF-"
SLIP = "/r#"
"""In the address that the code of a slip leads to."""
WHITE = 255


def main() -> None:
    """Answer requests about scans, until there are no more."""
    cv2.setNumThreads(1)  # threads would not live on in a fork
    attend(SKILLS, _warm_up)


def _warm_up() -> None:
    """Touch for the first time what a page will need."""
    lay_flat(np.full((64, 64), WHITE, np.uint8), _sort_of)


def _count(request: Frame) -> Frame:
    path = Path(request.named["path"])
    size, most = path.stat().st_size, MOST_BYTES_OF_PDF if _is_pdf(path) else MOST_BYTES
    if not 0 < size <= most:
        raise refused(Refusal.TOO_BIG if size else Refusal.EMPTY, path.name)
    if not _is_pdf(path):
        format_of(path.read_bytes(), path.name)
        return Frame({"pages": 1})
    pages = len(_document(path))
    if pages > MOST_PAGES:
        raise refused(Refusal.TOO_BIG, path.name)
    return Frame({"pages": pages})


def _lay(request: Frame) -> Frame:
    """A page of a file laid flat, with what its code says; the whole picture where it could not be."""
    path = Path(request.named["path"])
    grey = _page_of_pdf(path, request.named["page"]) if _is_pdf(path) else _picture(path)
    laid = lay_flat(grey, _sort_of)
    kept = laid.picture if laid.trouble is None else _smaller(laid.picture)
    return Frame({"words": laid.words, "trouble": laid.trouble}, _encoded(kept))


def _marks(request: Frame) -> Frame:
    """The boxes of a page that was laid flat."""
    picture = cv2.imdecode(np.frombuffer(request.body, np.uint8), cv2.IMREAD_GRAYSCALE)
    boxes = [(field, value, Area(*numbers)) for field, value, *numbers in request.named["boxes"]]
    marks = read_marks(np.asarray(picture, np.uint8), boxes)
    return Frame({"marks": None if marks is None else [astuple(mark) for mark in marks]})


def _sort_of(words: str) -> Sort | None:
    if read_page_code(words) is not None:
        return Sort.PAGE
    return Sort.SLIP if SLIP in words else None


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(PDF)) == PDF


def _document(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise refused(Refusal.BROKEN, path.name) from error


def _page_of_pdf(path: Path, number: int) -> Grey:
    page = _document(path)[number]
    scale = LONGEST / max(*page.get_size(), 1)
    return np.asarray(page.render(scale=scale, grayscale=True).to_numpy(), np.uint8).squeeze()


def _picture(path: Path) -> Grey:
    content = path.read_bytes()
    picture = opened(path, format_of(content, path.name), path.name, LONGEST)
    picture = picture.convert("L")
    return np.asarray(scaled(picture, LONGEST), np.uint8)


def _smaller(grey: Grey) -> Grey:
    size = fitted((grey.shape[1], grey.shape[0]), LONGEST_KEPT)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)


def _encoded(grey: Grey) -> bytes:
    """As JPEG; nothing but its pixels."""
    return bytes(cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes())


SKILLS: Skills = MappingProxyType({Task.COUNT: _count, Task.LAY: _lay, Task.MARKS: _marks})


if __name__ == "__main__":
    main()
