"""Pictures in grey as arrays, and how dark they are against the paper. Needs the extra `scans`."""

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

Grey: TypeAlias = NDArray[np.uint8]
Ink: TypeAlias = NDArray[np.float32]


def inked(picture: Grey) -> Ink:
    """How dark each pixel is against the paper around it: 0 for paper, 1 for black, whatever shadow lies on it."""
    small = cv2.resize(picture, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.GaussianBlur(cv2.dilate(small, np.ones((15, 15), np.uint8)), (0, 0), 6)
    whole = cv2.resize(paper, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    light = picture.astype(np.float32) / np.maximum(whole.astype(np.float32), 30)
    return np.asarray(cv2.GaussianBlur(np.clip(1 - light, 0, 1), (0, 0), 1), np.float32)
