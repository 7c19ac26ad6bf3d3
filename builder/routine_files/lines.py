"""On which line of a TOML file something stands.

The TOML reader says it of what it can't read, and of nothing else.
"""

import re

Place = tuple[str | int, ...]

HEADER = re.compile(r"\s*\[(\[?)\s*([\w.-]+)\s*\]")
KEY = re.compile(r"\s*([\w-]+)\s*=")


def places(text: str) -> dict[Place, int]:
    """Return the line of each table and each key, counted from 1.

    Of files that are laid out as ours are written, a key a line. By the name of each place as
    pydantic has it: ("days", 0, "exercises", 2, "sets").
    """
    found: dict[Place, int] = {}
    tables: dict[Place, int] = {}  # how many of each list of tables there are so far
    table: Place = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := HEADER.match(line):
            table = _table(header[2].split("."), tables, is_list=bool(header[1]))
            found.setdefault(table, number)
            if header[1]:
                found.setdefault(table[:-1], number)  # the list begins with its first table
        elif key := KEY.match(line):
            found.setdefault((*table, key[1]), number)
    return found


def _table(names: list[str], tables: dict[Place, int], *, is_list: bool) -> Place:
    place: Place = ()
    for name in names[:-1]:
        place += (name,)
        if place in tables:
            place += (tables[place] - 1,)
    place += (names[-1],)
    if not is_list:
        return place
    tables[place] = tables.get(place, 0) + 1
    return (*place, tables[place] - 1)


def line_of(place: Place, found: dict[Place, int]) -> int:
    """Return the line of a place, or of the nearest table around it; 1 without any."""
    while place and place not in found:
        place = place[:-1]
    return found.get(place, 1)
