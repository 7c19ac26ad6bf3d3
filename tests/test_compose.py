"""compose.yaml hands on every variable that the app reads, and README.md names each of them."""

import re
from itertools import pairwise

import pytest
import yaml
from gunicorn.config import Config

from backhealth.environment import ROOT, Environment
from upkeep import beside_server

TEXT = (ROOT / "compose.yaml").read_text()
FILE = yaml.safe_load(TEXT)
APPS = ["app", "postgres-app", "scale-app-1", "scale-app-2"]
OPEN = APPS[:2]  # the others have a proxy in front
# The image sets the first two for its inside; compose uses all three for the outside.
OUTSIDE = {"HOST", "PORT", "BACKHEALTH_DATA"}
FIXED = {
    "app": set(),
    "postgres-app": {"DATABASE_URL", "DATABASE_PASSWORD"},
    **{name: {"DATABASE_URL", "DATABASE_PASSWORD", "BACKHEALTH_BEHIND_PROXY"} for name in APPS[2:]},
}
WRITTEN_DOWN = [
    *("README.md", "CHANGELOG.md", "docs/self-hosting.md", "docs/scaling.md"),
    *("compose.yaml", "Caddyfile", "Caddyfile.scale"),
]
START = re.compile(r"docker compose( --profile \w+)* up( --?[a-z-]+)*( [a-z0-9-]+)*")
VARIABLE = re.compile(r"\$\{(\w+):-((?:[^${}]|\$\{[^{}]*\})*)\}")
PASSWORD = "p/a#s?s@w%41:&'\"ö"


def filled_in(text, given):
    """As compose does: what is set to nothing gets the default, too."""
    return VARIABLE.sub(lambda found: given.get(found[1]) or filled_in(found[2], given), text)


def part(service):
    return FILE["services"][service]


def handed_on(service, **given):
    """The environment of the service where the person who starts it has set `given`."""
    own = part(service)["environment"]
    return {name: filled_in(value, given) for name, value in own.items()}


def said(service, name, **given):
    """What the service has under a name, a list as its only entry."""
    value = part(service)[name]
    [text] = value if isinstance(value, list) else [value]
    return filled_in(text, given)


@pytest.mark.parametrize("service", APPS)
def test_compose_hands_on_every_variable_of_the_app(service):
    names = set(Environment.model_fields)

    assert set(handed_on(service)) == names - OUTSIDE
    for name in names - OUTSIDE - FIXED[service]:
        others = handed_on(service)
        assert handed_on(service, **{name: "given"}) == {**others, name: "given"}


def test_readme_names_every_variable_of_the_app_and_no_other():
    table = (ROOT / "README.md").read_text().partition("| variable |")[2].partition("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines()[2:]]

    named = set()
    for cell in cells:
        first, *more = re.findall(r"`(\w+)`", cell)
        named |= {first} | {
            first.rpartition("_")[0] + each if each.startswith("_") else each for each in more
        }

    assert named == set(Environment.model_fields)


@pytest.mark.parametrize(("service", "port"), [("app", 8000), ("postgres-app", 8001)])
def test_service_is_this_machine_s_alone_where_nothing_is_set(service, port):
    environment = Environment.read(handed_on(service))

    assert said(service, "ports") == f"127.0.0.1:{port}:8000"
    assert environment.url == f"http://localhost:{port}"
    assert environment.origins == [environment.url]


@pytest.mark.parametrize("service", OPEN)
def test_service_can_be_opened_to_the_network_and_put_elsewhere(service):
    given = {"HOST": "0.0.0.0", "PORT": "9000", "BACKHEALTH_DATA": "/srv/back"}  # noqa: S104

    assert said(service, "ports", **given) == "0.0.0.0:9000:8000"
    assert said(service, "volumes", **given) == "/srv/back:/data"
    assert Environment.read(handed_on(service, **given)).url == "http://localhost:9000"


@pytest.mark.parametrize("service", APPS)
def test_service_runs_as_the_user_of_the_image_or_as_another(service):
    user = re.search(r"useradd .*--uid (\d+)", (ROOT / "Dockerfile").read_text())[1]

    assert said(service, "user") == f"{user}:{user}"
    assert said(service, "user", BACKHEALTH_USER="1000:1000") == "1000:1000"
    assert user in (ROOT / "docs" / "self-hosting.md").read_text()


def test_password_of_postgresql_may_hold_any_sign():
    environment = Environment.read(handed_on("postgres-app", POSTGRES_PASSWORD=PASSWORD))

    assert environment.DATABASE_URL == "postgres://backhealth@postgres/backhealth"
    assert environment.DATABASE_PASSWORD == PASSWORD
    assert part("postgres")["environment"]["POSTGRES_PASSWORD"] == "${POSTGRES_PASSWORD:-}"


@pytest.mark.parametrize("service", APPS)
def test_service_can_write_its_data_alone_and_has_no_rights(service):
    assert part(service)["read_only"] is True
    assert part(service)["tmpfs"] == ["/tmp"]  # noqa: S108
    assert part(service)["cap_drop"] == ["ALL"]
    assert part(service)["security_opt"] == ["no-new-privileges:true"]
    assert "cap_add" not in part(service)
    assert "privileged" not in part(service)


@pytest.mark.parametrize("service", APPS)
def test_service_has_longer_to_stop_than_it_takes(service):
    seconds = int(part(service)["stop_grace_period"].removesuffix("s"))

    assert seconds > Config().graceful_timeout + beside_server.STOPS_S


def test_two_apps_share_database_key_and_address_and_no_folder():
    one, two = (
        Environment.read(handed_on(name, BACKHEALTH_SECRET_KEY="k" * 50)) for name in APPS[2:]
    )

    assert one == two
    assert (one.url, one.BACKHEALTH_BEHIND_PROXY, one.BACKHEALTH_SECRET_KEY) == (
        "https://localhost",
        True,
        "k" * 50,
    )
    assert said(APPS[2], "volumes") != said(APPS[3], "volumes")
    assert all("ports" not in part(name) for name in APPS[2:])


def started(command):
    """The services that a command starts: those it names, or else all that have no profile or one
    that it names; and what they depend on, except after --no-deps."""
    words = command.split()
    at = words.index("up")
    profiles = {each for before, each in pairwise(words[:at]) if before == "--profile"}
    wanted = [each for each in words[at + 1 :] if not each.startswith("-")] or [
        name
        for name, each in FILE["services"].items()
        if not each.get("profiles") or profiles & set(each["profiles"])
    ]
    found = set()
    while wanted:
        found.add(name := wanted.pop())
        wanted += [] if "--no-deps" in words else part(name).get("depends_on", ())
    return found


def test_every_command_that_is_written_down_starts_what_belongs_together():
    text = "\n".join((ROOT / name).read_text() for name in WRITTEN_DOWN)

    commands = {found[0] for found in START.finditer(text)}

    with_postgres = {"postgres-app", "postgres"}
    scale = {"postgres", "scale-app-1", "scale-app-2", "scale-proxy"}
    assert {command.replace(" -d", ""): started(command) for command in commands} == {
        "docker compose up": {"app"},
        "docker compose up --build": {"app"},
        "docker compose --profile https up": {"app", "proxy"},
        "docker compose --profile postgres up postgres-app": with_postgres,
        "docker compose --profile https --profile postgres up postgres-app proxy": {
            "proxy",
            *with_postgres,
        },
        "docker compose --profile scale up scale-proxy": scale,
        "docker compose --profile scale up --no-deps --wait scale-app-1": {"scale-app-1"},
        "docker compose --profile scale up --no-deps --wait scale-app-2": {"scale-app-2"},
    }


def test_every_volume_is_declared():
    used = {
        each.partition(":")[0]
        for service in FILE["services"].values()
        for each in (filled_in(text, {}) for text in service.get("volumes", ()))
    }

    assert {name for name in used if not name.startswith(".")} == set(FILE["volumes"])
