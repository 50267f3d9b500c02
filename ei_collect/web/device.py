"""What kind of device somebody answers on, from what a browser says of itself. Nothing finer is kept."""

from ei_collect.answering.response import Device

TABLETS = ("ipad", "tablet", "kindle", "silk/")
PHONES = ("mobi", "iphone", "opera mini")
COMPUTERS = ("windows nt", "macintosh", "x11", "cros")


def device_of(user_agent: str, mobile_hint: str) -> Device:
    """The device behind a User-Agent and a Sec-CH-UA-Mobile header. Newer iPads call themselves computers."""
    says = user_agent.lower()
    if any(word in says for word in TABLETS) or ("android" in says and "mobi" not in says and mobile_hint != "?1"):
        return Device.TABLET
    if mobile_hint == "?1" or any(word in says for word in PHONES):
        return Device.PHONE
    if any(word in says for word in COMPUTERS):
        return Device.COMPUTER
    return Device.UNKNOWN
