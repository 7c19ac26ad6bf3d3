"""The row of a set: its text, copying the last time, the answer to it, and undoing."""

import re

import pytest
from django.urls import reverse

from accounts.keys import new_key
from routines.models import Session, SessionItem, SetLog
from tests import builders

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
FIELD = re.compile(r'<input name="(\w+)"[^>]*placeholder="([^"]*)" value="([^"]*)"')


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


def item_of(session, slug) -> SessionItem:
    return session.items.select_related("session", "exercise").get(exercise=slug)


def url(name, item, key=None) -> str:
    return reverse(f"routines:{name}", args=[item.pk, key or new_key()])


def fields(page: str) -> list[tuple]:
    """(name, placeholder, value) of the fields of the rows."""
    return FIELD.findall(page)


def autofocused(page: str) -> list[str]:
    return re.findall(r'id="([^"]+)"[^>]* autofocus', page)


def remember(item, *sets) -> None:
    """The last time's sets: (number, side, amount, load)."""
    item.previous = [
        {"number": number, "side": side, "amount": amount, "load": load, "unit": "kg"}
        for number, side, amount, load in sets
    ]
    item.save()


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("bodyweight-squat", [("load", "–", ""), ("amount", "10", "")]),
        ("romanian-deadlift", [("load", "4", ""), ("amount", "8", "")]),
        ("dead-bug", [("amount", "5", ""), ("amount_right", "5", "")]),
        ("side-plank-knees", [("amount", "8", "")]),
    ],
)
def test_row_has_a_field_for_each_figure_with_the_target_in_it(session, as_ana, slug, expected):
    item = item_of(session, slug)
    session.items.exclude(pk=item.pk).delete()

    page = as_ana.get(f"/sessions/{session.pk}/?rows=all").content.decode()

    assert fields(page)[: len(expected)] == expected
    assert len(fields(page)) == len(expected) * item.sets * (1 + item.side_by_side)


def test_only_current_rows_come_with_their_fields_and_the_others_lead_to_all(session, as_ana):
    """A script gives the others theirs."""
    path = f"/sessions/{session.pk}/"
    squat, deadlift = builders.strength(session)[:2]
    remember(deadlift, (2, "both", 12, "6.5"))

    listed, whole, one = (
        as_ana.get(f"{path}{query}").content.decode()
        for query in ("", "?rows=all", f"?view=one&at={squat.position}")
    )

    brief = re.compile(r'<li class="set set--brief"(.*?)</li>', re.DOTALL)
    current = re.compile(r'<li class="set set--now"')
    assert [len(brief.findall(page)) for page in (listed, whole, one)] == [12, 0, squat.sets - 1]
    assert [len(current.findall(page)) for page in (listed, whole, one)] == [7, 7, 1]
    assert [page.count('<form class="set__log"') for page in (listed, whole)] == [7, 19]
    links = re.findall(r'href="(\?[^"#]*)#tick-([^"]*)"', "".join(brief.findall(listed)))
    assert {query for query, _place in links} == {"?rows=all"}
    assert [
        whole.count(f'<button class="tick" type="submit" id="tick-{place}"') for _, place in links
    ] == [1] * 12
    assert 'data-what="6.5 kg × 12">6.5 kg × 12<' in listed
    in_place = f"?view=one&amp;at={squat.position}&amp;rows=all#tick-{squat.pk}-2-both"
    assert one.count(f'href="{in_place}"') == 1


def test_row_for_seconds_says_what_the_timer_needs(session, as_ana):
    page = as_ana.get(f"/sessions/{session.pk}/?rows=all").content.decode()

    holds = re.findall(r'data-hold="(\d+)" data-side="(\w+)"( data-switch="\d+")?', page)
    assert holds == [("8", "left", ' data-switch="5"'), ("8", "right", "")] * 2


def test_row_for_an_extra_set_is_sent_once_it_differs_from_a_copy(session, as_ana, noon):
    """Before, a script makes it of the last row, and + Set is hidden without one."""
    squat, deadlift, lunge = builders.strength(session)[:3]
    builders.one_set(deadlift, noon)
    remember(lunge, (lunge.sets + 1, "left" if lunge.side_by_side else "both", 12, "6"))

    page = as_ana.get(f"/sessions/{session.pk}/").content.decode()

    cards = page.split('<section class="item card')[1:]
    found = {
        name: (card.count("set--extra") > 0, '<details class="more-set" hidden>' in card)
        for card in cards
        for name in re.findall(r"<h3[^>]*>([^<]*)</h3>", card)
    }
    assert found[squat.exercise_name] == (False, True)
    assert found[deadlift.exercise_name] == (True, False)
    assert found[lunge.exercise_name] == (True, False)


def test_tick_on_an_untouched_alternating_row_logs_the_target_for_both_sides(session, as_ana):
    item = item_of(session, "dead-bug")

    as_ana.post(url("log_set", item), {"number": "1", "side": "both"})

    assert list(SetLog.objects.values_list("side", "amount")) == [("left", 5), ("right", 5)]


def test_alternating_row_takes_both_sides_and_says_them(session, as_ana):
    item = item_of(session, "dead-bug")
    sent = {"number": "1", "side": "both", "amount": "8", "amount_right": "6"}

    page = as_ana.post(url("log_set", item), sent, headers=HTMX).content.decode()

    assert list(SetLog.objects.values_list("side", "amount")) == [("left", 8), ("right", 6)]
    assert "Set 1 of 2, Dead bug, left 8, right 6 repetitions, done. Take back" in page
    assert "1 of 19 sets" in page


def test_alternating_row_refuses_one_side_and_keeps_both(session, as_ana):
    item = item_of(session, "dead-bug")
    sent = {"number": "1", "side": "both", "amount": "8", "amount_right": "x"}

    answer = as_ana.post(url("log_set", item), sent, headers=HTMX)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Right: Enter a whole number, like 12." in page
    assert fields(page) == [("amount", "5", "8"), ("amount_right", "5", "x")]
    assert SetLog.objects.count() == 0


def test_sent_twice_writes_once_and_answers_the_same_row(session, as_ana):
    item, key = item_of(session, "bodyweight-squat"), new_key()

    answers = [
        as_ana.post(url("log_set", item, key), {"number": "1", "side": "both"}, headers=HTMX)
        for _ in range(2)
    ]

    rows = [re.findall(r'<li class="set[^"]*" id="([^"]+)"', a.content.decode()) for a in answers]
    assert rows == [[f"set-{key}"]] * 2
    assert SetLog.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_copy_fills_the_row_with_the_last_times_figures_and_writes_nothing(
    session, as_ana, headers
):
    item, key = item_of(session, "romanian-deadlift"), new_key()
    remember(item, (1, "both", 12, "6.5"), (2, "both", 11, "6.5"))

    answer = as_ana.post(
        url("copy_previous", item, key), {"number": "2", "side": "both"}, headers=headers
    )

    page = answer.content.decode()
    filled = [each for each in fields(page) if each[2]]
    assert (answer.status_code, SetLog.objects.count()) == (200, 0)
    assert filled == [("load", "4", "6.5"), ("amount", "8", "11")]
    assert page.count(f'action="{url("log_set", item, key)}"') == 1


def test_copy_keeps_the_unit_that_the_weight_was_lifted_in(session, as_ana):
    item = item_of(session, "romanian-deadlift")
    item.previous = [{"number": 1, "side": "both", "amount": 12, "load": "20", "unit": "lb"}]
    item.save()

    page = as_ana.post(url("copy_previous", item), {"number": "1", "side": "both"}, headers=HTMX)

    text = page.content.decode()
    assert fields(text) == [("load", "–", "20"), ("amount", "8", "12")]
    assert re.findall(r'name="unit" value="(\w+)"', text) == ["lb"]


@pytest.mark.parametrize(
    ("sets", "said", "copied"),
    [
        ([(1, "left", 8, None), (1, "right", 6, None)], "8 + 6 reps", ("8", "6")),
        ([(1, "left", 8, None), (1, "right", 8, None)], "8 reps", ("8", "8")),
        ([(1, "both", 7, None)], "7 reps", ("7", "")),
    ],
)
def test_previous_of_an_alternating_row_is_read_in_every_shape(session, as_ana, sets, said, copied):
    item = item_of(session, "dead-bug")
    remember(item, *sets)

    page = as_ana.get(f"/sessions/{session.pk}/?rows=all").content.decode()
    answer = as_ana.post(url("copy_previous", item), {"number": "1", "side": "both"}, headers=HTMX)

    assert re.findall(r'<button class="previous"[^>]*>([^<]*)<', page) == [said]
    assert tuple(value for _, _, value in fields(answer.content.decode())) == copied


def test_taken_back_row_offers_to_undo_under_the_same_key(session, as_ana, noon):
    log = builders.one_set(item_of(session, "bodyweight-squat"), noon, amount=11)

    taken = as_ana.post(f"/sets/{log.pk}/remove/", headers=HTMX).content.decode()
    back = as_ana.post(f"/sets/{log.pk}/restore/", headers=HTMX).content.decode()

    assert taken.count(f'action="/sets/{log.pk}/restore/"') == 1
    assert taken.count(f'<li class="set set--now" id="set-{log.pk}"') == 1
    assert back.count(f'<li class="set set--done" id="set-{log.pk}"') == 1
    assert "Set 1 of 3, Squat, 11 repetitions, done. Take back" in back


def test_taken_back_row_knows_when_it_was_taken_back(session, as_ana, noon):
    log = builders.one_set(item_of(session, "bodyweight-squat"), noon, amount=11)

    taken = as_ana.post(f"/sets/{log.pk}/remove/", headers=HTMX).content.decode()

    log.refresh_from_db()
    at = int(log.client_ts.timestamp() * 1000)
    assert re.findall(r'data-outbox="restore" [^>]*data-at="(\d*)"', taken) == [str(at)]


def test_taken_back_without_htmx_offers_to_undo_on_the_page(session, as_ana, noon):
    log = builders.one_set(item_of(session, "bodyweight-squat"), noon)

    answer = as_ana.post(f"/sets/{log.pk}/remove/", follow=True)

    [(address, _)] = answer.redirect_chain
    assert address == f"/sessions/{session.pk}/?undo={log.pk}#item-{log.item_id}"
    assert answer.content.decode().count(f'action="/sets/{log.pk}/restore/"') == 1


def test_strangers_taken_back_set_is_not_offered(session, bo, as_bo, noon):
    log = builders.one_set(item_of(session, "bodyweight-squat"), noon)
    SetLog.objects.update(removed_at=noon)
    builders.plan(bo, noon, level="L2")
    own = builders.session(bo, noon)

    pages = [as_bo.get(f"{path}?undo={log.pk}") for path in (f"/sessions/{own.pk}/", "/history/")]

    assert [page.content.decode().count(str(log.pk)) for page in pages] == [0, 0]


def test_taken_back_from_history_is_offered_there(session, as_ana, noon):
    log = builders.one_set(item_of(session, "bodyweight-squat"), noon)
    Session.objects.update(status="completed", finished_at=noon)

    page = as_ana.post(f"/sets/{log.pk}/remove/", follow=True).content.decode()

    assert page.count("Taken back: a set of Squat.") == 1
    assert page.count(f'action="/sets/{log.pk}/restore/"') == 1


@pytest.mark.parametrize(
    ("slug", "number", "focus"),
    [
        ("bodyweight-squat", "1", ("bodyweight-squat", "2-both")),
        ("bodyweight-squat", "2", ("bodyweight-squat", "1-both")),
        ("step-up", "1", ("step-up", "1-left")),
    ],
)
def test_focus_goes_to_the_next_row_that_waits(session, as_ana, slug, number, focus):
    item = item_of(session, slug)
    side = "right" if item.side_by_side else "both"

    answer = as_ana.post(url("log_set", item), {"number": number, "side": side}, headers=HTMX)

    where = f"tick-{item_of(session, focus[0]).pk}-{focus[1]}"
    assert autofocused(answer.content.decode()) == [where]


def test_focus_goes_on_to_the_next_exercise_and_stays_at_the_last_set(session, as_ana, noon):
    squat, deadlift, *others = builders.strength(session)
    session.items.filter(pk__in=[each.pk for each in others]).delete()
    for number in (1, 2):
        builders.one_set(squat, noon, number=number)
        builders.one_set(deadlift, noon, number=number)
    SetLog.objects.filter(item=deadlift, number=2).delete()
    key = new_key()

    on = as_ana.post(url("log_set", squat), {"number": "3", "side": "both"}, headers=HTMX)
    end = as_ana.post(url("log_set", deadlift, key), {"number": "2", "side": "both"}, headers=HTMX)

    assert autofocused(on.content.decode()) == [f"tick-{deadlift.pk}-2-both"]
    assert autofocused(end.content.decode()) == [f"tick-{key}"]


def test_last_extra_set_brings_a_row_for_one_more(session, as_ana, noon):
    item, key = item_of(session, "bodyweight-squat"), new_key()

    answer = as_ana.post(url("log_set", item, key), {"number": "4", "side": "both"}, headers=HTMX)

    page = answer.content.decode()
    assert re.findall(r'<li class="(set[^"]*)"', page) == ["set set--done", "set set--extra"]
    assert 'name="number" value="5"' in page


def test_set_that_arrives_after_the_end_is_kept_and_shown(session, as_ana, noon):
    item = item_of(session, "bodyweight-squat")
    Session.objects.update(status="discarded", finished_at=noon)

    page = as_ana.post(
        url("log_set", item), {"number": "1", "side": "both", "amount": "12"}, follow=True
    ).content.decode()

    assert "Set 1 of 3, Squat, 12 repetitions, done. Take back" in page
    assert as_ana.get("/history/").content.decode().count('class="set-chip"') == 1


def test_set_of_an_exercise_that_was_swapped_meanwhile_is_kept(session, as_ana, noon):
    item, key = item_of(session, "bodyweight-squat"), new_key()
    SessionItem.objects.filter(pk=item.pk).update(swapped_at=noon)

    answer = as_ana.post(url("log_set", item, key), {"number": "1", "side": "both"}, headers=HTMX)
    refused = as_ana.post(
        url("log_set", item), {"number": "1", "side": "both", "amount": "x"}, headers=HTMX
    )
    taken = as_ana.post(f"/sets/{key}/remove/", headers=HTMX)

    assert [each.status_code for each in (answer, refused, taken)] == [200, 422, 200]
    assert fields(refused.content.decode())[-1] == ("amount", "10", "x")


def test_row_shows_effort_and_note_of_a_set(session, as_ana, noon):
    item = item_of(session, "bodyweight-squat")
    sent = {"number": "1", "side": "both", "rir": "3", "note": "slow & deep"}

    page = as_ana.post(url("log_set", item), sent, headers=HTMX).content.decode()

    assert page.count("3 in reserve") == 1
    assert page.count("slow &amp; deep") == 1


def test_remove_and_restore_need_twelve_queries_each(
    session, as_ana, noon, django_assert_num_queries
):
    log = builders.one_set(item_of(session, "bodyweight-squat"), noon)

    # cookie, person, set; savepoint, person held, set read, set, rest, session, release; items and
    # sets for the answer
    with django_assert_num_queries(12):
        as_ana.post(f"/sets/{log.pk}/remove/", headers=HTMX)
    with django_assert_num_queries(12):  # whether its number is free, instead of the rest
        as_ana.post(f"/sets/{log.pk}/restore/", headers=HTMX)
