"""The proxy that compose.yaml offers and the Caddyfile that it reads fit the app."""

import re

from backhealth.environment import ROOT
from backhealth.wire import Limits

UNITS = {"s": 1, "m": 60}


def blocks(text):
    """Parse a Caddyfile into nested dicts.

    The words before a brace → the content of the braces; the first word of any other line → its
    rest.
    """
    top = {}
    open_blocks = [top]
    for line in (each.split("#")[0].strip() for each in text.splitlines()):
        if line == "}":
            open_blocks.pop()
        elif line == "{" or line.endswith(" {"):
            inner = open_blocks[-1].setdefault(line.removesuffix("{").strip(), {})
            open_blocks.append(inner)
        elif line:
            word, _, rest = line.partition(" ")
            open_blocks[-1][word] = rest
    assert open_blocks == [top]
    return top


def service(name):
    """The lines of one service in compose.yaml: key → what follows it on its line."""
    compose = (ROOT / "compose.yaml").read_text()
    text = re.search(rf"^  {name}:\n((?:    .*\n)+)", compose, re.MULTILINE)[1]
    return dict(re.findall(r"^ +(\w+): *(.*)$", text, re.MULTILINE))


def seconds(text):
    return int(text[:-1]) * UNITS[text[-1]]


def test_proxy_hands_every_request_of_the_public_address_to_the_app():
    caddy = blocks((ROOT / "Caddyfile").read_text())

    assert caddy["{$BACKHEALTH_URL}"] == {"reverse_proxy": "{$BACKHEALTH_SERVICE:app}:8000"}


def test_proxy_is_no_less_patient_than_the_app():
    timeouts = blocks((ROOT / "Caddyfile").read_text())[""]["servers"]["timeouts"]

    assert seconds(timeouts["read_header"]) > Limits().head_s
    assert seconds(timeouts["read_body"]) > Limits().transfer(200_000)


def test_compose_starts_the_proxy_where_it_is_asked_for():
    proxy = service("proxy")

    assert proxy["profiles"] == "[https]"
    assert proxy["ports"] == '["80:80", "443:443"]'
    assert "./Caddyfile:/etc/caddy/Caddyfile:ro" in proxy["volumes"]
    assert "proxy-data:/data" in proxy["volumes"]


def test_compose_tells_the_proxy_what_its_file_reads():
    read = set(re.findall(r"\{\$(\w+)", (ROOT / "Caddyfile").read_text()))

    assert read == {"BACKHEALTH_URL", "BACKHEALTH_SERVICE"}
    assert read <= service("proxy").keys()
    assert re.search(r"^  proxy-data:", (ROOT / "compose.yaml").read_text(), re.MULTILINE)
