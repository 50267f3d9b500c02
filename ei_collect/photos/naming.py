"""What the two files of a photo are called. A photo that is covered after it was kept gets new ones."""


def picture_name(photo_id: str, file: str = "") -> str:
    """The name of the picture itself; `file` is what its row says, "" before anything was covered."""
    return f"{file or photo_id}.jpg"


def thumbnail_name(photo_id: str, file: str = "") -> str:
    """The name of its thumbnail."""
    return f"{file or photo_id}.small.jpg"
