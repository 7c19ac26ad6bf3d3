"""/metrics: what a server counts, and who may see it."""

import re
from unittest.mock import Mock

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client

from backhealth import metrics
from backhealth.environment import ROOT, Environment
from routines.models import SetLog
from tests.backhealth.nonsense import GOOD
from tests.test_compose import handed_on
from upkeep.models import JobRun

TOKEN = "a-token-of-more-than-twenty-signs"
pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(settings):
    """Ask as Prometheus does: → {name with labels: number}."""
    update = {"BACKHEALTH_METRICS_TOKEN": TOKEN}
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=update)

    def ask():
        answer = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        lines = answer.content.decode().splitlines()
        found = [line.rpartition(" ") for line in lines if not line.startswith("#")]
        return {name: float(number) for name, _, number in found}

    return ask


@pytest.mark.parametrize("sent", ["", "Bearer nonsense", TOKEN, "Bearer \xe9"])
def test_figures_are_not_found_without_their_token(figures, client, sent):
    figures()

    assert client.get("/metrics", headers={"Authorization": sent}).status_code == 404


@pytest.mark.parametrize("sent", ["Bearer ", "Bearer None", ""])
def test_figures_are_not_found_where_no_token_is_set(client, sent):
    assert client.get("/metrics", headers={"Authorization": sent}).status_code == 404


def test_requests_are_counted_by_route_method_and_status(figures, client):
    before = figures()

    client.get("/learn/nowhere/")
    client.get("/accounts/login/")
    client.generic("MADE-UP", "/accounts/login/")

    after = figures()
    more = {name: number - before.get(name, 0) for name, number in after.items()}
    one = 'backhealth_requests_total{method="%s",route="%s",status="%s"}'
    assert more[one % ("GET", "unknown", 404)] == 1
    assert more[one % ("GET", "/accounts/login/", 200)] == 1
    assert more[one % ("other", "/accounts/login/", 405)] == 1
    assert more['backhealth_request_seconds_count{route="/accounts/login/"}'] == 2


def test_sets_are_counted_new_and_again(figures, urls, as_ana):
    before = figures()

    for _ in range(3):
        as_ana.post(urls["routines:log_set"], GOOD["routines:log_set"])

    after = figures()
    new, again = (f'backhealth_sets_total{{how="{how}"}}' for how in ("new", "again"))
    assert after[new] - before.get(new, 0) == 1
    assert after[again] - before.get(again, 0) == 2
    assert SetLog.objects.standing().count() > 1


def test_jobs_of_the_periodic_work_are_told(figures, noon):
    call_command("tick", verbosity=0)
    JobRun.objects.filter(name="guests").update(failures=3, seconds=1.5, results={"deleted": 7})

    found = figures()

    assert found['backhealth_job_done_timestamp_seconds{job="guests"}'] >= noon.timestamp()
    assert found['backhealth_job_failures{job="guests"}'] == 3
    assert found['backhealth_job_seconds{job="guests"}'] == 1.5
    assert found['backhealth_job_results_total{job="guests",result="deleted"}'] == 7
    assert found["backhealth_database_up"] == 1


def test_release_is_told(figures, settings):
    assert figures()[f'backhealth_build_info{{version="{settings.RELEASE}"}}'] == 1


def test_figures_are_told_without_a_database(figures, monkeypatch):
    monkeypatch.setattr(JobRun, "objects", Mock(order_by=Mock(side_effect=OperationalError)))

    found = figures()

    assert found["backhealth_database_up"] == 0
    assert any(name.startswith("backhealth_requests_total") for name in found)


def test_no_label_names_a_person_or_what_they_wrote(figures, urls, as_ana):
    for url in urls.values():
        as_ana.get(url)

    text = " ".join(figures())
    assert re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}|@", text) == []
    assert "dead-bug" not in text


def test_every_figure_has_few_labels():
    """Each combination of labels is a row for Prometheus to keep, for ever."""
    few = {"route", "method", "status", "how", "stage", "reason", "what"}
    collectors = metrics.OURS._collector_to_names

    assert {label for each in collectors for label in each._labelnames} == few


def test_each_of_two_apps_answers_by_its_name_as_the_page_about_them_says(settings):
    page = (ROOT / "docs" / "scaling.md").read_text()
    others = re.search(r"^BACKHEALTH_OTHER_URLS=(.+)$", page, re.MULTILINE)[1]
    targets = re.findall(r'"(scale-app-\d:8000)"', page)
    given = {
        "BACKHEALTH_URL": "https://back.example.org",
        "BACKHEALTH_OTHER_URLS": others,
        "BACKHEALTH_METRICS_TOKEN": TOKEN,
    }
    for name in ("scale-app-1", "scale-app-2"):
        settings.ENVIRONMENT = Environment.read(handed_on(name, **given))
        settings.ALLOWED_HOSTS = settings.ENVIRONMENT.hosts
        settings.SECURE_SSL_REDIRECT = settings.ENVIRONMENT.https

        asked = {"Host": f"{name}:8000", "Authorization": f"Bearer {TOKEN}"}
        answer, other = (Client().get(path, headers=asked) for path in ("/metrics", "/learn/"))

        assert f"{name}:8000" in targets
        assert (answer.status_code, other.status_code) == (200, 301)
        assert b"backhealth_database_up 1.0" in answer.content
    assert len(targets) == 2
