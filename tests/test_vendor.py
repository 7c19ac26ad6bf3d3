"""Files of others: each written down, unchanged, with its licence, and complete."""

import hashlib
import re
import tomllib

from backhealth.environment import ROOT

FOLDER = ROOT / "static" / "vendor"
ICONS = ROOT / "templates" / "icons"
LISTED = tomllib.loads((FOLDER / "vendor.toml").read_text())["file"]


def test_every_vendored_file_is_listed_and_every_listed_file_is_there():
    licences = {entry["licence"] for entry in LISTED}
    there = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}

    assert there == {entry["name"] for entry in LISTED} | licences | {"vendor.toml"}
    assert len({entry["name"] for entry in LISTED}) == len(LISTED) > 0


def test_every_vendored_file_is_as_it_came():
    found = {
        entry["name"]: hashlib.sha256((FOLDER / entry["name"]).read_bytes()).hexdigest()
        for entry in LISTED
    }

    assert found == {entry["name"]: entry["sha256"] for entry in LISTED}


def test_every_entry_says_what_it_is_where_from_and_why():
    fields = {"name", "version", "licence", "source", "sha256", "why"}

    assert [entry["name"] for entry in LISTED if set(entry) != fields] == []
    assert [entry["name"] for entry in LISTED if not all(entry.values())] == []
    assert [entry["name"] for entry in LISTED if entry["version"] not in entry["name"]] == []
    assert [entry["name"] for entry in LISTED if entry["version"] not in entry["source"]] == []


def test_licences_are_there_and_permit():
    texts = {entry["licence"]: (FOLDER / entry["licence"]).read_text() for entry in LISTED}

    assert [
        name for name, text in texts.items() if "Permission is hereby granted" not in text
    ] == []


def test_no_vendored_file_names_a_source_map_or_loads_another():
    texts = {entry["name"]: (FOLDER / entry["name"]).read_text() for entry in LISTED}

    wanted = re.compile(r"sourceMappingURL|@import|url\((?![\"']?data:)|src:")
    assert [(name, each) for name, text in texts.items() for each in wanted.findall(text)] == []


def test_icons_have_their_licence_beside_them():
    text = (ICONS / "LICENSE").read_text()

    assert {path.suffix for path in ICONS.iterdir()} == {".svg", ""}
    assert text.startswith("ISC License\n\nCopyright (c) 2026 Lucide Icons and Contributors\n")
    assert "The MIT License (MIT) (for the icons listed above)" in text


def test_every_icon_is_a_quiet_picture_in_the_colour_of_its_text():
    icons = {path.name: path.read_text() for path in ICONS.glob("*.svg")}

    assert len(icons) > 20
    assert [name for name, text in icons.items() if 'aria-hidden="true"' not in text] == []
    assert [name for name, text in icons.items() if "currentColor" not in text] == []
    assert [name for name, text in icons.items() if text.count("<svg") != 1] == []


def test_every_icon_that_a_template_names_is_there_and_each_is_used():
    texts = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    named = {name for text in texts for name in re.findall(r'"icons/([\w-]+)\.svg"', text)}
    in_navigation = {name for text in texts for name in re.findall(r' icon="([\w-]+)"', text)}

    missing = (named | in_navigation) - {path.stem for path in ICONS.glob("*.svg")}

    assert missing == set()
