"""Bad copies of pages: turned, askew, bent, shaded, blurred, noisy, on a table, as phones and old scanners make them."""

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np

from ei_collect.fieldwork.ink import Ink
from tests.fieldwork.pens import Picture


@dataclass(frozen=True)
class Copier:
    """How bad the copies get: 0 for a good scanner, 1 for a phone in a dim hall."""

    chance: Random
    badness: float = 1.0

    def copy(self, page: Picture) -> Picture:
        """A page as it comes in."""
        laid = self._on_the_table(self._bent(page))
        shaded = laid.astype(np.float32) * self._shade(laid.shape)
        blurred = cv2.GaussianBlur(shaded, (0, 0), 0.3 + self.badness * self.chance.uniform(0, 1.1))
        if self.chance.random() < 0.3 * self.badness:
            blurred = self._shaken(np.asarray(blurred, np.float32))
        noise = np.random.default_rng(self.chance.randrange(1 << 30)).normal(0, 1 + 5 * self.badness, laid.shape)
        return np.asarray(np.clip(blurred + noise, 0, 255), np.uint8)

    def _bent(self, page: Picture) -> Picture:
        """Paper that does not lie flat: lines become waves of a millimetre."""
        height, width = page.shape
        swing = self.badness * self.chance.uniform(0, 3)
        rows = np.arange(height, dtype=np.float32)[:, None] * np.ones((1, width), np.float32)
        columns = np.arange(width, dtype=np.float32)[None] * np.ones((height, 1), np.float32)
        phase = self.chance.uniform(0, 6)
        bent = rows + swing * np.sin(columns / width * np.pi * self.chance.uniform(0.5, 1.5) + phase)
        return np.asarray(
            cv2.remap(page, columns, bent.astype(np.float32), cv2.INTER_LINEAR, borderValue=255), np.uint8
        )

    def _on_the_table(self, page: Picture) -> Picture:
        """Seen from the side, any way up, on something darker."""
        height, width = page.shape
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
        turn = np.radians(self.chance.choice([0, 90, 180, 270]) + self.badness * self.chance.uniform(-15, 15))
        turned = (corners - corners.mean(0)) @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        reach = self.badness * 0.05 * width
        seen = turned * self.chance.uniform(0.85, 1.25) + [
            [self.chance.uniform(-reach, reach), self.chance.uniform(-reach, reach)] for _ in corners
        ]
        seen += self.chance.uniform(0, 80) * self.badness - seen.min(0)
        size = (int(seen[:, 0].max() + 1 + 60 * self.badness), int(seen[:, 1].max() + 1 + 60 * self.badness))
        matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), seen.astype(np.float32))
        flat = cv2.warpPerspective(page, matrix, size, flags=cv2.INTER_AREA)
        there = cv2.warpPerspective(np.full_like(page, 255), matrix, size)
        return np.where(there > 127, flat, self.chance.choice([40, 90, 140, 255])).astype(np.uint8)

    def _shade(self, shape: tuple[int, ...]) -> Ink:
        """Light from one side, and perhaps the shadow of a hand."""
        across = np.linspace(1, 1 - self.badness * self.chance.uniform(0, 0.45), shape[1])[None]
        down = np.linspace(1, 1 - self.badness * self.chance.uniform(0, 0.35), shape[0])[:, None]
        shade = across * down
        if self.chance.random() < 0.4 * self.badness:
            edge = self.chance.uniform(0.2, 0.8) * shape[1]
            place = np.arange(shape[1])[None] + np.arange(shape[0])[:, None] * self.chance.uniform(-0.5, 0.5)
            shade = shade * (1 - 0.35 / (1 + np.exp(-(place - edge) / 25)))
        return np.asarray(shade, np.float32)

    def _shaken(self, picture: Ink) -> Ink:
        length = self.chance.randrange(2, 5)
        kernel = np.zeros((5, 5), np.float32)
        kernel[2, :length] = 1 / length
        return np.asarray(cv2.filter2D(picture, -1, kernel), np.float32)
