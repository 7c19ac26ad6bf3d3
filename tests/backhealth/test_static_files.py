"""The static files as ./bh run collects and serves them: hashed names, packed, kept for ever."""

import gzip
import re

import brotli
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Template
from django.test import Client

from backhealth.environment import ROOT

NAMED = re.compile(r"""{%\s*static\s+['"]([^'"]+)['"]""")


def named_in_templates():
    texts = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    return sorted({name for text in texts for name in NAMED.findall(text)})


def test_every_file_that_a_template_names_is_collected_under_a_hashed_name(collected):
    names = named_in_templates()

    stored = {name: staticfiles_storage.stored_name(name) for name in names}

    assert len(names) >= 5
    assert [name for name in names if not (collected / stored[name]).is_file()] == []
    assert [name for name in names if not re.search(r"\.[0-9a-f]{12}\.\w+$", stored[name])] == []


def test_htmx_comes_with_a_hashed_name_too(collected):
    html = Template("{% load django_htmx %}{% htmx_script %}").render(Context())

    assert re.fullmatch(
        r'<script src="/static/django_htmx/htmx-2\.min\.[0-9a-f]{12}\.js" defer></script>', html
    )
    assert "<style" not in html


def test_style_sheet_imports_the_hashed_vendored_one(collected):
    text = (collected / staticfiles_storage.stored_name("css/app.css")).read_text()

    (imported,) = re.findall(r'@import url\("\.\./([^"]+)"\) layer\(pico\);', text)
    assert imported == staticfiles_storage.stored_name("vendor/pico-2.1.1.min.css")


def test_modules_import_each_other_by_hashed_names(collected):
    text = (collected / staticfiles_storage.stored_name("js/session/rest.js")).read_text()

    imported = re.findall(r'from "\./([^"]+)";', text)
    assert [f"js/session/{name}" for name in imported] == [
        staticfiles_storage.stored_name(f"js/session/{name}.js") for name in ("countdown", "signal")
    ]


def test_module_imports_one_of_the_folder_above_by_its_hashed_name(collected):
    text = (collected / staticfiles_storage.stored_name("js/session/run.js")).read_text()

    (imported,) = re.findall(r'from "\.\./([^"]+)";', text)
    assert f"js/{imported}" == staticfiles_storage.stored_name("js/pictures.js")


def test_module_that_is_loaded_later_is_named_by_its_hash(collected):
    text = (collected / staticfiles_storage.stored_name("js/outbox/where-used.js")).read_text()

    (imported,) = re.findall(r'import\("\./([^"]+)"\)', text)
    assert f"js/outbox/{imported}" == staticfiles_storage.stored_name("js/outbox/line.js")


def test_modules_are_served_without_their_comments(collected):
    modules = sorted((ROOT / "static/js").rglob("*.js"))
    names = [path.relative_to(ROOT / "static").as_posix() for path in modules]

    served = [(collected / staticfiles_storage.stored_name(name)).read_text() for name in names]

    assert len(names) > 10
    assert [text for text in served if re.search(r"^\s*(/\*|//)", text, re.MULTILINE)] == []
    # Every function that stands in a module stands in what is served.
    arrows = [path.read_text().count("=> {") for path in modules]
    assert [text.count("=> {") for text in served] == arrows


def test_outbox_is_light(collected):
    # Without the list of what waits, which is loaded on its page alone, and what a stranger loads.
    apart = {"list.js", "where-used.js"}
    modules = {path.name for path in (ROOT / "static/js/outbox").iterdir()} - apart
    names = [f"js/outbox/{name}" for name in modules]

    served = [(collected / staticfiles_storage.stored_name(name)).read_bytes() for name in names]

    assert sum(len(brotli.compress(text)) for text in served) < 5.3 * 1024


def test_own_scripts_of_the_session_are_light(collected):
    page = (ROOT / "templates/routines/session.html").read_text()
    scripts = set(re.findall(r"js/session/\w+\.js", page))

    served = [(collected / staticfiles_storage.stored_name(name)).read_bytes() for name in scripts]
    assert sorted(scripts) == sorted(
        f"js/session/{path.name}" for path in (ROOT / "static/js/session").iterdir()
    )
    assert sum(len(gzip.compress(text, 9)) for text in served) < 10 * 1024


def test_hashed_file_is_served_packed_and_kept_for_ever(collected):
    name = staticfiles_storage.stored_name("vendor/pico-2.1.1.min.css")

    response = Client().get(f"/static/{name}", headers={"Accept-Encoding": "br, gzip"})

    assert b"".join(response) == (collected / f"{name}.br").read_bytes()
    assert response["Content-Encoding"] == "br"
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    assert response["Vary"] == "Accept-Encoding"


def test_page_names_only_files_that_are_there(collected, library):
    html = Client().get("/exercises/").content.decode()

    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    assert [name for name in linked if not (collected / name).is_file()] == []
    assert len(linked) >= 5
