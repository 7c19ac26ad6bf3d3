"""Make the style of a picture that is a file of its own from the page's style sheet.

It holds only the rules that the picture uses, in light and in dark, so that the colours are defined
in one place.
"""

import re
from functools import lru_cache
from pathlib import Path

STYLE_SHEET = Path(__file__).parents[2] / "static" / "css" / "figure.css"

Rule = tuple[str, dict[str, str]]  # selector, its declarations

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_CLASS = re.compile(r'class="([^"]+)"')


def file_style(inside: str, scale: float) -> str:
    """Return the style for the SVG text `inside`; `scale` is the size of its units relative to a
    page's."""
    light, dark, rules = _sheet()
    used = {name for names in _CLASS.findall(inside) for name in names.split()}
    by_day: dict[str, dict[str, str]] = {}
    by_night: dict[str, dict[str, str]] = {}
    for selector, declarations in rules:
        if not set(re.findall(r"[\w-]+", selector)) - {"path"} <= used:
            continue
        for name, value in declarations.items():
            day, night = (_filled(value, colours) for colours in (light, dark))
            by_day.setdefault(selector, {})[name] = _scaled(name, day, scale)
            if night != day:
                by_night.setdefault(selector, {})[name] = night
    return f"{_written(by_day)}@media (prefers-color-scheme:dark){{{_written(by_night)}}}"


@lru_cache(maxsize=1)
def _sheet() -> tuple[dict[str, str], dict[str, str], list[Rule]]:
    """Return the colours of the light and of the dark page, and the rules that use them."""
    text = _COMMENT.sub("", STYLE_SHEET.read_text(encoding="utf-8"))
    colours, rules = [], []
    for selectors, body in _RULE.findall(text):
        pairs = (line.partition(":") for line in body.split(";") if ":" in line)
        declarations = {name.strip(): value.strip() for name, _, value in pairs}
        if "--figure-surface" in declarations:
            colours.append(declarations)
            continue
        inside = [each.strip().removeprefix(".figure ") for each in selectors.split(",")]
        rules += [(each, declarations) for each in inside if each != ".figure"]
    light, dark = colours
    return light, light | dark, rules


def _filled(value: str, colours: dict[str, str]) -> str:
    return _VARIABLE.sub(lambda match: colours[match[1]], value)


def _scaled(name: str, value: str, scale: float) -> str:
    if name not in {"stroke-width", "stroke-dasharray"}:
        return value
    return re.sub(r"\d+", lambda match: f"{float(match[0]) * scale:g}", value)


def _written(rules: dict[str, dict[str, str]]) -> str:
    return "".join(
        f"{selector}{{{';'.join(f'{name}:{value}' for name, value in declarations.items())}}}"
        for selector, declarations in rules.items()
    )
