"""Files of other apps for tests, and the way of a file from its bytes into the log."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from io import BytesIO

from accounts.models import User
from exchange import actions
from exchange.facts.log_imports import names_asked
from exchange.logs.rows import Unit
from exchange.models import LogImport, Means, State
from exercises.models import Exercise

WORDS = actions.Words(warm_up="Warm-up", drop="Drop set")
STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
    "Workout Notes,RPE"
)
HEVY = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",'
    '"set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
)


def hevy(
    when: datetime,
    exercise: str = "Goblet Squat",
    *,
    number: int = 0,
    kind: str = "normal",
    load: str = "",
    reps: str = "8",
    km: str = "",
    seconds: str = "",
    rpe: str = "",
    title: str = "Legs",
    minutes: int = 50,
) -> str:
    """Return one row of a file of Hevy, whose loads are in kg."""
    ended = when + timedelta(minutes=minutes)
    cells = [
        *(title, f"{when:%Y-%m-%d %H:%M:%S}", f"{ended:%Y-%m-%d %H:%M:%S}", "", exercise, "", ""),
        *(str(number), kind, load, reps, km, seconds, rpe),
    ]
    return ",".join(f'"{each}"' for each in cells)


def text_of(rows: Iterable[str], heading: str = HEVY) -> bytes:
    return "\n".join([heading, *rows, ""]).encode()


def begun(user: User, content: bytes, now: datetime) -> LogImport:
    return actions.begin_import(
        user=user,
        stream=BytesIO(content),
        file_name="log.csv",
        today=user.local_date(now),
        now=now,
    )


def went_on(found: LogImport, now: datetime) -> LogImport:
    """Go on until something is asked."""
    today = found.user.local_date(now)
    while found.is_working:
        if found.state == State.READING:
            found = actions.read_on(log_import=found, today=today)
        else:
            found = actions.compare_on(log_import=found, today=today, words=WORDS)
    return found


def compared(
    user: User,
    content: bytes,
    now: datetime,
    *,
    unit: Unit = Unit.KG,
    names: Mapping[str, str] | None = None,
) -> LogImport:
    """Take a file as far as its preview. `names`: folded name → slug; the others as is proposed."""
    found = went_on(begun(user, content, now), now)
    if found.state == State.UNIT:
        found = actions.choose_unit(log_import=found, unit=unit)
    if found.state == State.NAMES:
        found = actions.choose_names(log_import=found, chosen=chosen(found, names or {}))
    return went_on(found, now)


def chosen(found: LogImport, names: Mapping[str, str]) -> dict[str, actions.Chosen]:
    library = Exercise.objects.known_to(found.user).in_bulk()
    result = {}
    for each in names_asked(found, found.user):
        slug = names.get(each.key, each.exercise)
        means = Means.EXERCISE if slug else each.means
        result[each.key] = actions.Chosen(means=means, exercise=library.get(slug))
    return result


def imported(user: User, content: bytes, now: datetime, **asked: object) -> LogImport:
    """Bring a file along, to the end."""
    found = actions.write_import(log_import=compared(user, content, now, **asked), now=now)
    actions.clear_import(log_import=found)
    return found
