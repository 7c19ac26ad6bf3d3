"""The static files as ./bh run collects and serves them: hashed names, packed, kept for ever."""

import gzip
import re

import brotli
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template import Context, Template
from django.test import Client

from backhealth.environment import ROOT

# What each page of a person loads of the outbox.
ON_EVERY_PAGE = ("answer", "drain", "forms", "line", "page", "send", "store")
# A constant of a module; and several that are taken out of something.
CONSTANT = re.compile(r"^(?:export )?const (\w+) = ", re.MULTILINE)
TAKEN_OUT = re.compile(r"^const ([\[{][^=]*[\]}]) = (.*);$", re.MULTILINE)
NAMED = re.compile(r"""{%\s*static\s+['"]([^'"]+)['"]""")


def named_in_templates():
    texts = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    return sorted({name for text in texts for name in NAMED.findall(text)})


def served_text(collected, name):
    return (collected / staticfiles_storage.stored_name(name)).read_text()


def test_every_file_that_a_template_names_is_collected_under_a_hashed_name(collected):
    names = named_in_templates()

    stored = {name: staticfiles_storage.stored_name(name) for name in names}

    assert len(names) >= 5
    assert [name for name in names if not (collected / stored[name]).is_file()] == []
    assert [name for name in names if not re.search(r"\.[0-9a-f]{8}\.\w+$", stored[name])] == []


def test_htmx_comes_with_a_hashed_name_too(collected):
    html = Template("{% load django_htmx %}{% htmx_script %}").render(Context())

    assert re.fullmatch(
        r'<script src="/static/django_htmx/htmx-2\.min\.[0-9a-f]{8}\.js" defer></script>', html
    )
    assert "<style" not in html


def test_style_sheet_imports_the_hashed_vendored_one(collected):
    text = (collected / staticfiles_storage.stored_name("css/app.css")).read_text()

    (imported,) = re.findall(r'@import url\("\.\./([^"]+)"\) layer\(pico\);', text)
    assert imported == staticfiles_storage.stored_name("vendor/pico-2.1.1.min.css")


def test_modules_import_each_other_by_hashed_names(collected):
    text = (collected / staticfiles_storage.stored_name("js/session/rest.js")).read_text()

    imported = re.findall(r'from"\./([^"]+)"', text)
    assert [f"js/session/{name}" for name in imported] == [
        staticfiles_storage.stored_name(f"js/session/{name}.js") for name in ("countdown", "signal")
    ]


def test_module_imports_one_of_the_folder_above_by_its_hashed_name(collected):
    text = (collected / staticfiles_storage.stored_name("js/session/run.js")).read_text()

    (imported,) = re.findall(r'from"\.\./([^"]+)"', text)
    assert f"js/{imported}" == staticfiles_storage.stored_name("js/pictures.js")


def test_scripts_are_served_minified(collected):
    modules = sorted((ROOT / "static/js").rglob("*.js"))
    names = [path.relative_to(ROOT / "static").as_posix() for path in modules]

    served = {name: served_text(collected, name) for name in names}

    assert len(names) > 10
    # One line each, except for line breaks in a text of the script's own.
    assert [name for name, text in served.items() if "\n" in text.strip()] == []


def place_of(name, text):
    """Where a minified module declares a constant, alone or behind another one; -1: nowhere."""
    packed_name = re.escape(re.sub(r"\s", "", name))
    found = re.search(rf"(?:\bconst ?|[,;}}]){packed_name}=(?!=)", text)
    return found.start() if found else -1


def test_minified_modules_declare_a_constant_before_it_is_read(collected):
    """The minifier moves a line such as `const [a] = b[C].split(" ")` before the one of `C`."""
    found = []
    for path in (ROOT / "static/js").rglob("*.js"):
        source, name = path.read_text(), path.relative_to(ROOT / "static").as_posix()
        text, own = served_text(collected, name), set(CONSTANT.findall(source))
        for taken, value in TAKEN_OUT.findall(source):
            reads = own.intersection(re.findall(r"\w+", value))
            found += [
                (name, read) for read in reads if place_of(read, text) > place_of(taken, text)
            ]

    assert found == []


def test_collected_modules_import_only_files_that_are_kept(collected):
    """An import by a plain name, or in a form that no pattern of the storage reads, is none."""
    served = sorted((collected / "js").rglob("*.js"))
    named = {
        path: re.findall(r'import[^"\']*["\'](\.[^"\']+)', path.read_text()) for path in served
    }

    missing = {
        each
        for path, names in named.items()
        for each in names
        if not (path.parent / each).is_file()
    }

    assert sum(len(names) for names in named.values()) >= 20
    assert missing == set()


def test_each_module_is_kept_under_one_name(collected):
    modules = (ROOT / "static/js").rglob("*.js")
    names = [path.relative_to(ROOT / "static").as_posix() for path in modules]

    kept = (collected / "js").rglob("*.js")

    assert sorted(path.relative_to(collected).as_posix() for path in kept) == sorted(
        staticfiles_storage.stored_name(name) for name in names
    )


# --- how much of it there is ----------------------------------------------------------------------


def test_outbox_of_a_page_and_service_worker_are_lighter_than_7_kb_together(collected):
    """As browsers get them, packed by brotli, without the list of addresses in the service worker.

    Measured separately: the script of the outbox's own page; and the scripts that register the
    worker and that the pages for strangers, for lost pages and after a deletion load. Of these 20
    bytes lead to a session before the pages below it, 40 name what is kept of this app alone, and
    40 know a server that is down. So are the module that tells apps on one host apart, and the part
    of the worker that shows a push.
    """
    outbox = [served_text(collected, f"js/outbox/{name}.js") for name in ON_EVERY_PAGE]
    worker = Client().get("/sw.js?sync").content.decode()
    worker = re.sub(r'"files":\[.*?\]', '"files":[]', worker)
    background = served_text(collected, "js/worker/background.js")
    names = ("outbox/where-used", "outbox/forget", "worker/register", "worker/held")
    beside = [served_text(collected, f"js/{name}.js") for name in names]

    push = packed([served_text(collected, "js/worker/push.js")])
    assert push < 832
    assert packed([*outbox, worker, background]) - push < 7 * 1024
    assert packed([served_text(collected, "js/outbox/list.js")]) < 1.5 * 1024
    assert packed(beside) < 1132
    assert packed([served_text(collected, "js/place.js")]) < 200


def packed(texts):
    return sum(len(brotli.compress(text.encode())) for text in texts)


def test_own_scripts_of_the_session_are_light(collected):
    """Among them those that make what the page would hold for each exercise: the fields of a set
    once instead of in each of nineteen rows, and 120 bytes for 17 KB of rows for extra sets."""
    page = (ROOT / "templates/routines/session.html").read_text()
    scripts = set(re.findall(r"js/session/\w+\.js", page))

    served = [(collected / staticfiles_storage.stored_name(name)).read_bytes() for name in scripts]
    assert sorted(scripts) == sorted(
        f"js/session/{path.name}" for path in (ROOT / "static/js/session").iterdir()
    )
    assert sum(len(gzip.compress(text, 9)) for text in served) < 13_700


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
