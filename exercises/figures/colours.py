"""The style of a picture that is a file of its own, worked out from the page's style sheet: only
the classes that it uses, in light and in dark, so that the colours stand in one place."""

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
    """The style for the SVG text `inside`; `scale` is its units' size against a page's."""
    light, dark, rules = _sheet()
    used = {name for names in _CLASS.findall(inside) for name in names.split()}
    by_day, by_night = [], []
    for selector, declarations in rules:
        classes = set(re.findall(r"[\w-]+", selector)) - {"path"}
        if not classes <= used:
            continue
        by_day.append(_written(selector, declarations, light, scale))
        coloured = {name: value for name, value in declarations.items() if "var(" in value}
        by_night.append(_written(selector, coloured, dark, scale))
    night = "".join(by_night)
    return "".join(by_day) + f"@media (prefers-color-scheme:dark){{{night}}}"


@lru_cache(maxsize=1)
def _sheet() -> tuple[dict[str, str], dict[str, str], list[Rule]]:
    """The colours of the light and of the dark page, and the rules that use them."""
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


def _written(
    selector: str, declarations: dict[str, str], colours: dict[str, str], scale: float
) -> str:
    parts = []
    for name, value in declarations.items():
        coloured = _VARIABLE.sub(lambda match: colours[match[1]], value)
        if name in {"stroke-width", "stroke-dasharray"}:
            coloured = re.sub(r"\d+", lambda match: f"{float(match[0]) * scale:g}", coloured)
        parts.append(f"{name}:{coloured}")
    return f"{selector}{{{';'.join(parts)}}}" if parts else ""
