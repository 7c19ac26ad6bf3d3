"""The app's icons for home screens, and its badge for notifications, drawn from static/img/icon.svg
by the tests' own Chromium:

    .venv/bin/python -m tests.browser.icons

The files are committed, so that nobody needs a browser to run the app; icons.toml says which
drawing they belong to (tests/backhealth/test_icons.py).
"""

import hashlib
import os
import shutil

from playwright.sync_api import Page, sync_playwright

from backhealth.environment import ROOT

FOLDER = ROOT / "static" / "img"
SOURCE = FOLDER / "icon.svg"
CORNERS = ' rx="7"'
# A mask may cut off all but the middle four fifths; the mark keeps within that circle.
SMALLER = '<g transform="translate(16 16) scale(.85) translate(-16 -16)" fill="none"'
# A phone shows the shape of a badge in a colour of its own, beside its clock.
GROUND = '<rect width="32" height="32" rx="7" fill="#0b6b63"/>'
ICONS = {
    "icon-192": 192,
    "icon-512": 512,
    "icon-maskable-512": 512,
    "icon-apple-180": 180,
    "badge-96": 96,
}


def svg(name: str) -> str:
    """The drawing for one icon: what is cut to shape by others fills its square."""
    text = SOURCE.read_text()
    if name in {"icon-maskable-512", "icon-apple-180"}:
        text = text.replace(CORNERS, "")
    if name == "icon-maskable-512":
        text = text.replace('<g fill="none"', SMALLER)
    if name == "badge-96":
        text = text.replace(GROUND, "")
    return text


def draw(page: Page, name: str) -> bytes:
    """A PNG; where the corners are round, what lies outside them is clear."""
    side = ICONS[name]
    page.set_viewport_size({"width": side, "height": side})
    shown = svg(name).replace("<svg", "<svg style='display:block'")
    page.set_content(f"<body style='margin:0;overflow:hidden'>{shown}")
    return page.screenshot(omit_background=True)


def record() -> str:
    """icons.toml: sha256 of the drawing and of each file."""
    files = [SOURCE, *(FOLDER / f"{name}.png" for name in ICONS)]
    lines = [f'"{each.name}" = "{hashlib.sha256(each.read_bytes()).hexdigest()}"' for each in files]
    return "\n".join(["# Written by tests/browser/icons.py: sha256 of each file.", *lines, ""])


def main() -> None:
    with sync_playwright() as tools:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = tools.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        for name in ICONS:
            (FOLDER / f"{name}.png").write_bytes(draw(page, name))
        browser.close()
    (FOLDER / "icons.toml").write_text(record())


if __name__ == "__main__":
    main()
