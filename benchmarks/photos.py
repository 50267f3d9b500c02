"""How long the cleaning of a photo takes, beside a bare decoder and encoder at the same sizes: Pillow, and libvips.

The floors open, scale, and write the two files of each photo, and nothing else: no process of their own, no limits, no
look at what the file is, no turning, no fresh canvas, no likeness; colours only where it says so.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pillow_heif
import pyvips
from PIL import Image, ImageCms

from ei_collect.photos.cleaning import QUALITY
from ei_collect.photos.limits import POLITENESS
from ei_collect.photos.pool import Worker
from ei_collect.photos.protocol import Frame, Verb
from ei_collect.photos.scaling import LONGEST, LONGEST_SMALL, fitted

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "photos"
SIZE = (4000, 3000)
WARMING = 3
"""Rounds that do not count."""


@dataclass
class Contender:
    """One way to make the two files: how long each round took, in seconds, and the most memory above its base."""

    name: str
    go: Callable[[Path], int]
    seconds: list[float] = field(default_factory=list)
    memory: int = 0

    def round(self, path: Path) -> None:
        """Do it once more."""
        began = perf_counter()
        held = self.go(path)
        self.seconds.append(perf_counter() - began)
        self.memory = max(self.memory, held)


def pillow(path: Path, *, colours: bool = False) -> int:
    """Decoder and encoder, with `draft` asked for the fitted size; where wanted, with the profile's colours in sRGB."""
    with Image.open(path) as picture:
        size = fitted(picture.size, LONGEST)
        picture.draft("RGB", size)
        shown: Image.Image = picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)
        if colours:
            profile = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
            shown = ImageCms.profileToProfile(shown, profile, ImageCms.createProfile("sRGB")) or shown
        shown.save(BytesIO(), "JPEG", quality=QUALITY)
        small = shown.resize(fitted(size, LONGEST_SMALL), Image.Resampling.BICUBIC, reducing_gap=2.0)
        small.save(BytesIO(), "JPEG", quality=QUALITY)
    return 0


def vips(path: Path, *, colours: bool = False) -> int:
    """The same by libvips, which decodes at a smaller scale by itself."""
    target = {"export_profile": "srgb"} if colours else {}
    shown = pyvips.Image.thumbnail(str(path), LONGEST, height=LONGEST, no_rotate=True, **target).copy_memory()
    shown.jpegsave_buffer(Q=QUALITY, keep="none")
    shown.thumbnail_image(LONGEST_SMALL, height=LONGEST_SMALL).jpegsave_buffer(Q=QUALITY, keep="none")
    return 0


FLOORS: dict[str, Callable[[Path], int]] = {
    "Pillow with draft": pillow,
    "libvips": vips,
    "Pillow, with colours": partial(pillow, colours=True),
    "libvips, with colours": partial(vips, colours=True),
}
BARE, COLOURED = tuple(FLOORS)[:2], tuple(FLOORS)


def alone(name: str, path: Path) -> int:
    """The most memory that this floor takes above what its libraries do, in bytes: in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.photos", "--alone", name, str(path)]
    return int(subprocess.run(command, check=True, capture_output=True).stdout)


def measure_alone(name: str, path: Path) -> None:
    """What that process does: print the figure."""
    base = resident(os.getpid())
    FLOORS[name](path)
    print(resident(os.getpid(), "VmHWM") - base)


def resident(process_id: int, which: str = "VmRSS") -> int:
    """The memory that a process holds, or (VmHWM) the most that it ever held, in bytes."""
    status = Path(f"/proc/{process_id}/status").read_text()
    return int(status.split(f"{which}:")[1].split()[0]) * 1024


def ours(worker: Worker) -> Callable[[Path], int]:
    """The whole cleaning as the program does it, in a warm worker."""

    def clean(path: Path) -> int:
        answer = worker.ask(Frame({"verb": Verb.CLEAN, "path": str(path)}))
        if "refused" in answer.named:
            raise SystemExit(f"{path}: {answer.named['refused']}")
        return int(answer.named["peak"]) - resident(worker.process_id or 0)

    return clean


def compare(title: str, path: Path, names: Sequence[str], rounds: int) -> None:
    """Take turns, and say what came out of it."""
    worker = Worker()
    cleaning = Contender("the whole cleaning", ours(worker))
    floors = [Contender(name, FLOORS[name], memory=alone(name, path)) for name in names if can(FLOORS[name], path)]
    for number in range(rounds + WARMING):
        for each in (cleaning, *floors):
            each.round(path)
            if number < WARMING:
                each.seconds.clear()
    worker.close()
    print(f"\n{title}, {path.stat().st_size / 1e6:.1f} MB")
    print(f"{'':22} {'median':>9} {'best':>9} {'above base':>11}   the cleaning takes")
    for each in (cleaning, *floors):
        median, best = (f"{1000 * figure(each.seconds):6.0f} ms" for figure in (statistics.median, min))
        ratios = [f"{figure(cleaning.seconds) / figure(each.seconds):.2f}" for figure in (statistics.median, min)]
        print(f"{each.name:22} {median:>9} {best:>9} {each.memory / 1e6:8.0f} MB   {' / '.join(ratios)} times this")


def can(go: Callable[[Path], int], path: Path) -> bool:
    """Whether a floor reads this format."""
    try:
        go(path)
    except pyvips.Error:
        return False
    return True


def measured(folder: Path) -> tuple[tuple[str, Path, Sequence[str]], ...]:
    """The photos, each with a title and its floors."""
    with Image.open(SHARED / "corrupted.jpg") as picture:
        upright = picture.resize(SIZE, Image.Resampling.LANCZOS)
    plain, wide = folder / "plain.jpg", folder / "wide.jpg"
    upright.save(plain, quality=92)
    with Image.open(SHARED / "pug.heic") as picture:
        upright.save(wide, quality=92, icc_profile=picture.info["icc_profile"])
    return (
        ("JPEG of 12 megapixels", plain, BARE),
        ("The same in Display P3, as some phones write it", wide, COLOURED),
        ("HEIC of 12 megapixels", SHARED / "pug.heic", COLOURED),
    )


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    os.nice(POLITENESS)  # as the workers do
    pillow_heif.register_heif_opener(decode_threads=len(os.sched_getaffinity(0)))
    if arguments.alone:
        measure_alone(arguments.alone[0], Path(arguments.alone[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for title, path, names in measured(Path(folder)):
            compare(title, path, names, arguments.rounds)


if __name__ == "__main__":
    main()
