"""What kind of device a browser says that it runs on."""

import pytest

from ei_collect.answering.response import Device
from ei_collect.web.device import device_of


@pytest.mark.parametrize(
    ("user_agent", "hint", "device"),
    [
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36", "?1", Device.PHONE),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) Mobile/15E148", "", Device.PHONE),
        ("Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12", "?1", Device.PHONE),
        ("Mozilla/5.0 (Linux; Android 13; SM-X200) AppleWebKit/537.36 Chrome/120.0 Safari/537.36", "?0", Device.TABLET),
        ("Mozilla/5.0 (iPad; CPU OS 12_0 like Mac OS X) Mobile/15E148", "", Device.TABLET),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0", "?0", Device.COMPUTER),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/120.0", "", Device.COMPUTER),
        ("", "", Device.UNKNOWN),
        ("curl/8", "", Device.UNKNOWN),
    ],
)
def test_device_of_when_a_browser_names_itself_then_it_is_its_kind(user_agent: str, hint: str, device: Device) -> None:
    assert device_of(user_agent, hint) is device
