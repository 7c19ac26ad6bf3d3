"""All lives of brief.md D9, by name."""

from tests.lives.people import able, aching, careful, equipped

LIVES = {
    each.person.name: each for page in (able, aching, careful, equipped) for each in page.LIVES
}
