"""All lives of brief.md D9, by name."""

from tests.lives.people import able, aching, builders, careful, equipped

LIVES = {
    each.person.name: each
    for page in (able, aching, builders, careful, equipped)
    for each in page.LIVES
}
