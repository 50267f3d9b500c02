"""A place: a bumping space, a venue or a site of a project, within a ward. Reading one from a file is in `placing`."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ei_collect.language.text import Text
from ei_collect.places.ward import Ward

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_OF_CODE = 60


class PlaceKind(StrEnum):
    """What kind of bumping space it is. WARD stands for a whole ward, where a poster hangs anywhere in it."""

    PARK = "park"
    PLAYGROUND = "playground"
    GARDEN = "garden"
    HIGH_STREET = "high_street"
    SHOP = "shop"
    CAFE = "cafe"
    MARKET = "market"
    LIBRARY = "library"
    COMMUNITY_CENTRE = "community_centre"
    WORSHIP = "worship"
    SCHOOL = "school"
    COLLEGE = "college"
    HEALTH = "health"
    SPORT = "sport"
    ARTS = "arts"
    TRANSPORT = "transport"
    WORKPLACE = "workplace"
    HOUSING = "housing"
    EVENT = "event"
    OTHER = "other"
    WARD = "ward"


@dataclass(frozen=True)
class Place:
    """Where people meet. `ward` is its ward's code; `point` its latitude and longitude in degrees.

    `access` notes steps, toilets and who may come in. It is in use from `active_from` to `active_to`, both included;
    without them always.
    """

    id: str
    code: str
    names: Text
    kind: PlaceKind
    ward: str | None = None
    neighbourhood: str = ""
    address: str = ""
    access: str = ""
    point: tuple[float, float] | None = None
    active_from: date | None = None
    active_to: date | None = None

    def is_active(self, day: date) -> bool:
        """Whether it is in use on this day."""
        return (self.active_from or day) <= day <= (self.active_to or day)


def code_of_ward(ward: Ward) -> str:
    """The code of the place that stands for a whole ward."""
    return f"ward-{ward.code.lower()}"


def suggested_code(name: str) -> str:
    """A code made from a name, such as `st-pauls-park`; empty where no Latin letter or digit is in it."""
    bare = re.sub(r"['’]", "", name.casefold())
    return "-".join(re.findall(r"[a-z0-9]+", bare))[:MOST_OF_CODE].strip("-")
