"""The proxy that compose.yaml offers and the Caddyfile that it reads fit the app."""

import os
import re
import subprocess

import pytest
import yaml

from backhealth.environment import ROOT
from backhealth.wire import Limits

SERVICES = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]
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


def seconds(text):
    return int(text[:-1]) * UNITS[text[-1]]


def test_proxy_hands_every_request_of_the_public_address_to_the_app():
    caddy = blocks((ROOT / "Caddyfile").read_text())

    assert caddy["{$BACKHEALTH_ORIGIN}"] == {
        "reverse_proxy {$BACKHEALTH_SERVICE:app}:8000": {
            "lb_try_duration": "20s",
            "header_up": "X-Request-ID {http.request.uuid}",
        }
    }


def test_balancer_gives_each_request_an_id_of_its_own():
    text = (ROOT / "Caddyfile.scale").read_text()

    line = "header_up X-Request-ID {http.request.uuid}\n"
    assert line in text.partition("(app) {")[2].partition("\n}")[0]
    for block in text.split("reverse_proxy ")[1:]:
        assert re.match(rf"[^\n]+\n\s+(import app\n|{re.escape(line)})", block)


@pytest.mark.parametrize("url", ["https://example.org:8443", "https://example.org:8443/apps/back/"])
@pytest.mark.parametrize("name", ["proxy", "scale-proxy"])
def test_proxy_serves_the_host_of_an_address_with_a_path(name, url):
    *shell, command = SERVICES[name]["command"]
    told = command.replace("$$", "$").replace("exec caddy", "printenv BACKHEALTH_ORIGIN; exit;")

    ran = subprocess.run(  # noqa: S603
        [*shell, told],
        env={"BACKHEALTH_URL": url, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == "https://example.org:8443\n"


def test_two_apps_are_the_only_ones_that_the_balancer_asks():
    text = (ROOT / "Caddyfile.scale").read_text()

    site = blocks(text)["{$BACKHEALTH_ORIGIN}"]
    assert site["handle"].keys() == {"reverse_proxy scale-app-1:8000 scale-app-2:8000"}
    apps = {name for name in SERVICES if name.startswith("scale-app")}
    assert set(re.findall(r"([\w-]+):8000", text)) == apps


@pytest.mark.parametrize("file", ["Caddyfile", "Caddyfile.scale"])
def test_proxy_is_no_less_patient_than_the_app(file):
    timeouts = blocks((ROOT / file).read_text())[""]["servers"]["timeouts"]

    assert seconds(timeouts["read_header"]) > Limits().head_s
    assert seconds(timeouts["read_body"]) > Limits().transfer(200_000)


@pytest.mark.parametrize(
    ("name", "profile", "file"),
    [("proxy", "https", "Caddyfile"), ("scale-proxy", "scale", "Caddyfile.scale")],
)
def test_compose_starts_the_proxy_where_it_is_asked_for(name, profile, file):
    proxy = SERVICES[name]

    assert proxy["profiles"] == [profile]
    assert proxy["ports"] == ["80:80", "443:443"]
    assert f"./{file}:/etc/caddy/Caddyfile:ro" in proxy["volumes"]
    assert "proxy-data:/data" in proxy["volumes"]


@pytest.mark.parametrize(
    ("name", "file", "wanted"),
    [
        ("proxy", "Caddyfile", {"BACKHEALTH_ORIGIN", "BACKHEALTH_SERVICE"}),
        ("scale-proxy", "Caddyfile.scale", {"BACKHEALTH_ORIGIN"}),
    ],
)
def test_compose_tells_the_proxy_what_its_file_reads(name, file, wanted):
    read = set(re.findall(r"\{\$(\w+)", (ROOT / file).read_text()))

    assert read == wanted
    # Its command makes the origin of the address.
    told = {"BACKHEALTH_URL", *read} - {"BACKHEALTH_ORIGIN"}
    assert told == SERVICES[name]["environment"].keys()
