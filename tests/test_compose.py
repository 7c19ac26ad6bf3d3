"""compose.yaml hands on every variable that the app reads, and README.md names each of them."""

import re

import pytest

from backhealth.environment import ROOT, Environment

TEXT = (ROOT / "compose.yaml").read_text()
SERVICES = ["app", "postgres-app"]
# The image sets the first two for its inside; compose uses all three for the outside.
OUTSIDE = {"HOST", "PORT", "BACKHEALTH_DATA"}
OF_POSTGRES = {"DATABASE_URL", "DATABASE_PASSWORD"}
VARIABLE = re.compile(r"\$\{(\w+):-((?:[^${}]|\$\{[^{}]*\})*)\}")
PASSWORD = "p/a#s?s@w%41:&'\"ö"


def filled_in(text, given):
    """As compose does: what is set to nothing gets the default, too."""
    return VARIABLE.sub(lambda found: given.get(found[1]) or filled_in(found[2], given), text)


def part(service):
    """Return the part of the file under a service's name."""
    return re.search(rf"^  {service}:\n((?:    .*\n|\n)*)", TEXT, re.MULTILINE)[1]


def handed_on(service, **given):
    """The environment of the service where the person who starts it has set `given`."""
    own = dict(re.findall(r"^      ([A-Z_]+): (.*)$", part(service), re.MULTILINE))
    if "<<: *environment" in part(service):
        own = {**dict(re.findall(r"^      ([A-Z_]+): (.*)$", part("app"), re.MULTILINE)), **own}
    return {name: filled_in(value, given) for name, value in own.items()}


def line(service, name, **given):
    [value] = re.findall(rf"^    {name}: (.*)$", part(service), re.MULTILINE)
    return filled_in(value, given)


@pytest.mark.parametrize("service", SERVICES)
def test_compose_hands_on_every_variable_of_the_app(service):
    names = set(Environment.model_fields)

    assert set(handed_on(service)) == names - OUTSIDE
    fixed = OF_POSTGRES if service == "postgres-app" else set()
    for name in names - OUTSIDE - fixed:
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

    assert line(service, "ports") == f'["127.0.0.1:{port}:8000"]'
    assert environment.url == f"http://localhost:{port}"
    assert environment.origins == [environment.url]


@pytest.mark.parametrize("service", SERVICES)
def test_service_can_be_opened_to_the_network_and_put_elsewhere(service):
    given = {"HOST": "0.0.0.0", "PORT": "9000", "BACKHEALTH_DATA": "/srv/back"}  # noqa: S104

    assert line(service, "ports", **given) == '["0.0.0.0:9000:8000"]'
    assert line(service, "volumes", **given) == '["/srv/back:/data"]'
    assert Environment.read(handed_on(service, **given)).url == "http://localhost:9000"


@pytest.mark.parametrize("service", SERVICES)
def test_service_runs_as_the_user_of_the_image_or_as_another(service):
    user = re.search(r"useradd .*--uid (\d+)", (ROOT / "Dockerfile").read_text())[1]

    assert line(service, "user") == f'"{user}:{user}"'
    assert line(service, "user", BACKHEALTH_USER="1000:1000") == '"1000:1000"'
    assert user in (ROOT / "docs" / "self-hosting.md").read_text()


def test_password_of_postgresql_may_hold_any_sign():
    environment = Environment.read(handed_on("postgres-app", POSTGRES_PASSWORD=PASSWORD))

    assert environment.DATABASE_URL == "postgres://backhealth@postgres/backhealth"
    assert environment.DATABASE_PASSWORD == PASSWORD
    assert "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:-}" in part("postgres")
