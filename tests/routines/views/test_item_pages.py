"""An exercise of the session: it hurts, skip, swap; a whole phase; one at a time."""

import re

import pytest

from routines.models import SessionItem, SetLog
from tests import builders

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def session(library, ana, noon):
    builders.plan(ana, noon, level="L2", equipment=builders.GYM)
    return builders.session(ana, noon)


@pytest.fixture
def squat(session):
    return builders.strength(session)[0]


def page_of(client, session, query="") -> str:
    return client.get(f"/sessions/{session.pk}/{query}").content.decode()


@pytest.mark.parametrize(
    ("pain", "says"),
    [
        ("2", "2 of 10: carry on."),
        ("3", "3 of 10: carry on."),
        ("4", "4 of 10: go on only if it does not climb"),
        ("5", "5 of 10: go on only if it does not climb"),
        ("6", "6 of 10: stop this exercise for today."),
    ],
)
def test_trouble_is_kept_with_one_tap_and_answered(session, squat, as_ana, pain, says):
    answer = as_ana.post(f"/items/{squat.pk}/trouble/", {"pain": pain}, headers=HTMX)

    page = answer.content.decode()
    assert SessionItem.objects.get(pk=squat.pk).pain == int(pain)
    assert page.count(says) == 1
    assert page.count('id="item-') == 2  # the card, and its name


def test_trouble_that_eased_names_the_highest_and_stays_stopped(session, squat, as_ana):
    as_ana.post(f"/items/{squat.pk}/trouble/", {"pain": "7"})
    answer = as_ana.post(f"/items/{squat.pk}/trouble/", {"pain": ""}, headers=HTMX)

    page = answer.content.decode()
    assert page.count("7 of 10: stop this exercise for today.") == 1
    assert page.count("The highest today was 7 of 10.") == 1
    assert page.count("Not any more") == 0


def test_trouble_tapped_by_mistake_is_gone(session, squat, as_ana):
    as_ana.post(f"/items/{squat.pk}/trouble/", {"pain": "7"})

    as_ana.post(f"/items/{squat.pk}/trouble/", {"slip": "on"})

    page = page_of(as_ana, session)
    assert (page.count("7 of 10"), page.count("I tapped it by mistake")) == (0, 0)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
@pytest.mark.parametrize(("what", "field"), [("trouble", "pain"), ("skip", "reason")])
def test_answer_that_no_button_gives_is_refused_in_the_card(squat, as_ana, headers, what, field):
    answer = as_ana.post(f"/items/{squat.pk}/{what}/", {field: "nonsense"}, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("nonsense is not one of the available choices.") == 1


def test_trouble_from_six_on_offers_what_is_kinder(session, squat, as_ana):
    page = as_ana.post(f"/items/{squat.pk}/trouble/", {"pain": "6"}, headers=HTMX)

    offered = re.findall(r'name="exercise" value="([\w-]+)"', page.content.decode())
    assert offered == ["box-squat", "sit-to-stand"]


def test_trouble_offers_nothing_once_the_exercise_is_left_out(session, squat, as_ana):
    as_ana.post(f"/items/{squat.pk}/trouble/", {"pain": "8"})
    as_ana.post(f"/items/{squat.pk}/skip/", {"reason": "hurts"})

    page = page_of(as_ana, session)

    assert re.findall(r'name="exercise" value="([\w-]+)"', page) == []
    assert page.count("Leave it out today") == 0
    assert page.count("Skipped: it hurts.") == 1


def test_skip_is_taken_from_a_device_that_has_forgotten_why(session, squat, as_ana):
    answer = as_ana.post(f"/items/{squat.pk}/skip/", {"reason": "other"}, headers=HTMX)

    squat.refresh_from_db()
    assert squat.skipped == "other"
    assert "Skipped." in answer.content.decode()


def test_skip_leaves_what_is_left_out_of_the_counter_and_can_be_undone(
    session, squat, as_ana, noon
):
    builders.one_set(squat, noon)

    skipped = as_ana.post(f"/items/{squat.pk}/skip/", {"reason": "tired"}, headers=HTMX)
    undone = as_ana.post(f"/items/{squat.pk}/skip/", {"reason": ""}, headers=HTMX)

    assert "1 of 17 sets" in skipped.content.decode()
    assert "Skipped: tired." in skipped.content.decode()
    assert "1 of 19 sets" in undone.content.decode()


def test_skip_phase_with_one_tap_and_undo(session, as_ana):
    url = f"/sessions/{session.pk}/skip/"

    skipped = as_ana.post(url, {"phase": "warm-up", "skipped": "on"}, follow=True).content.decode()
    undone = as_ana.post(url, {"phase": "warm-up"}, follow=True).content.decode()

    count = session.items.filter(phase="warm-up").count()
    assert (skipped.count("item--skipped"), undone.count("item--skipped")) == (count, 0)
    assert "0 of 19 sets" in skipped


def test_each_exercise_to_tick_has_an_address_of_its_own_in_one_form(session, as_ana):
    """Without scripts a ✓ sends the form to its button's address."""
    page = page_of(as_ana, session, "?view=one&at=0")

    (form,) = re.findall(r'<form id="ticks" method="post".*?</form>', page, re.DOTALL)
    item = session.items.exclude(phase="strength").first()
    sent = dict(re.findall(r'name="(\w+)" value="([^"]+)"', form)) | {"done": "on"}
    (address,) = re.findall(r'form="ticks" formaction="([^"]+)" name="done" value="on"', page)
    answer = as_ana.post(address, sent)

    item.refresh_from_db()
    assert (set(sent), item.ticked_at is not None) == (
        {"csrfmiddlewaretoken", "view", "at", "done"},
        True,
    )
    assert answer.url == f"/sessions/{session.pk}/?view=one&at={item.position}#item-{item.pk}"


def test_warm_up_has_what_a_guided_run_needs(session, as_ana):
    page = page_of(as_ana, session)

    items = re.findall(
        r'id="item-([^"]+)" data-run-item\s+data-name="([^"]+)" data-seconds="(\d+)"'
        r"( data-per-side)?",
        page,
    )
    assert items[:4] == [
        (str(session.items.get(exercise_name=name).pk), name, seconds, side)
        for name, seconds, side in [
            ("March on the spot", "60", ""),
            ("Arm circles", "40", ""),
            ("Arm swings", "25", ""),
            ("Hip circles", "30", " data-per-side"),
        ]
    ]
    assert page.count(f'id="tick-{items[0][0]}"') == 1
    phases = re.findall(r'<section class="phase card" id="([\w-]+)"', page)
    assert phases == ["phase-warm-up", "phase-cool-down"]
    assert page.count('<button type="button" data-run hidden>') == 2


def test_swap_page_names_what_may_take_the_place(session, squat, as_ana):
    page = as_ana.get(f"/items/{squat.pk}/swap/").content.decode()

    assert re.findall(r'name="exercise" value="([\w-]+)"', page) == [
        *("box-squat", "sit-to-stand", "high-chair-stand", "goblet-squat"),
        *("heel-raised-squat", "wall-sit", "spanish-squat", "leg-press"),
    ]


def swaps_of(page: str) -> list[str]:
    return re.findall(r'name="exercise" value="([\w-]+)"', page)


def test_swap_page_shows_the_figure_and_the_equipment(session, squat, as_ana):
    page = as_ana.get(f"/items/{squat.pk}/swap/").content.decode()

    rows = re.findall(r'<button class="swap".*?</button>', page, re.DOTALL)
    assert len(rows) == 8
    assert [row.count('<img class="picture"') for row in rows] == [1] * 8
    assert [row.count("dumbbell") for row in rows] == [0, 0, 0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("thrust", ["hip-thrust"]),
        ("leg press", ["leg-press"]),
        ("dead bug", []),  # in this session already
        ("arm circles", []),  # no strength exercise
        ("zebra", []),
    ],
)
def test_swap_search_finds_exercises_of_every_kind(session, squat, as_ana, typed, found):
    page = as_ana.get(f"/items/{squat.pk}/swap/", {"q": typed}).content.decode()

    assert swaps_of(page) == found
    assert page.count("Nothing that you have the equipment for says this.") == (not found)


def test_swap_takes_what_was_searched_for(session, squat, as_ana):
    as_ana.post(f"/items/{squat.pk}/swap/", {"exercise": "hip-thrust"})

    assert session.items.get(exercise="hip-thrust").instead_of_id == squat.pk


def test_swap_search_offers_nothing_but_what_is_kinder_where_it_hurts(session, squat, as_ana):
    SessionItem.objects.filter(pk=squat.pk).update(pain=7, pain_high=7)

    page = as_ana.get(f"/items/{squat.pk}/swap/", {"q": "thrust"}).content.decode()
    answer = as_ana.post(f"/items/{squat.pk}/swap/", {"exercise": "hip-thrust"})

    assert swaps_of(page) == [
        *("box-squat", "sit-to-stand", "high-chair-stand", "leg-press", "glute-bridge")
    ]
    assert page.count('type="search"') == 0
    assert answer.status_code == 422


def test_swap_page_needs_one_query_for_a_search(session, squat, as_ana, django_assert_num_queries):
    # cookie, person, item; the cautions, the library, the items of the session
    with django_assert_num_queries(6):
        as_ana.get(f"/items/{squat.pk}/swap/")
    with django_assert_num_queries(7):
        as_ana.get(f"/items/{squat.pk}/swap/", {"q": "thrust"})


def test_own_target_can_be_chosen_before_the_app_has_changed_anything(session, as_ana):
    strength = builders.strength(session)

    page = page_of(as_ana, session)

    links = re.findall(r'href="/plan/targets/([\w-]+)/">\s+Choose my own', page)
    assert [each.why.get("code") for each in strength] == [None] * len(strength)
    assert links == [each.exercise_id for each in strength]
    assert [as_ana.get(f"/plan/targets/{slug}/").status_code for slug in links] == [200] * len(
        links
    )


def test_own_target_is_not_offered_for_what_the_plan_does_not_have(session, squat, as_ana):
    as_ana.post(f"/items/{squat.pk}/swap/", {"exercise": "goblet-squat"})

    page = page_of(as_ana, session)

    assert page.count('href="/plan/targets/goblet-squat/"') == 0
    assert page.count('href="/plan/targets/romanian-deadlift/"') == 1


def open_cards(page: str) -> list[str]:
    """The exercises whose rows show."""
    opened = r'<details class="item__fold" open>.*?<h3 id="item-[\w-]+-name">([^<]+)'
    return re.findall(opened, page, re.DOTALL)


def test_session_unfolds_what_comes_next_and_what_is_begun(session, squat, as_ana, noon):
    deadlift, step_up = builders.strength(session)[1:3]
    at_first = page_of(as_ana, session)
    builders.one_set(step_up, noon, side="left")
    begun = page_of(as_ana, session)
    for number in (1, 2, 3):
        builders.one_set(squat, noon, number=number)
    going_on = page_of(as_ana, session)

    assert open_cards(at_first) == ["Squat"]
    assert open_cards(begun) == ["Step-up"]
    assert open_cards(going_on) == ["Romanian deadlift", "Step-up"]
    assert deadlift.exercise_name == "Romanian deadlift"


def test_session_unfolds_where_something_was_refused(session, as_ana):
    calf = next(item for item in builders.strength(session) if "calf" in item.exercise_id)
    url = f"/items/{calf.pk}/sets/01a20d36-3741-7343-ba17-8c3800adbc7f/"

    page = as_ana.post(url, {"number": "1", "side": "both", "amount": "x"}).content.decode()

    assert open_cards(page) == ["Squat", calf.exercise_name]


def test_swap_goes_on_with_the_other_in_its_place_and_can_be_undone(session, squat, as_ana, noon):
    builders.one_set(squat, noon)

    answer = as_ana.post(f"/items/{squat.pk}/swap/", {"exercise": "goblet-squat"}, follow=True)
    found = session.items.get(exercise="goblet-squat")
    undone = as_ana.post(f"/items/{found.pk}/swap/undo/", follow=True).content.decode()

    names = re.findall(r'<h3 id="item-[\w-]+-name">([^<]+)', answer.content.decode())
    assert answer.redirect_chain[0][0] == f"/sessions/{session.pk}/#item-{found.pk}"
    assert names[:3] == ["Squat", "Goblet squat", "Romanian deadlift"]
    assert "1 of 19 sets" in answer.content.decode()
    assert re.findall(r'<h3 id="item-[\w-]+-name">([^<]+)', undone)[:2] == [
        "Squat",
        "Romanian deadlift",
    ]


def test_swap_hides_what_has_no_sets(session, squat, as_ana):
    page = as_ana.post(f"/items/{squat.pk}/swap/", {"exercise": "goblet-squat"}, follow=True)

    names = re.findall(r'<h3 id="item-[\w-]+-name">([^<]+)', page.content.decode())
    assert names[:2] == ["Goblet squat", "Romanian deadlift"]


@pytest.mark.parametrize("slug", ["", "unknown", "step-up", "arm-circles"])
def test_swap_for_what_was_not_offered_is_refused(session, squat, as_ana, slug):
    answer = as_ana.post(f"/items/{squat.pk}/swap/", {"exercise": slug})

    assert answer.status_code == 422
    assert "Choose one from the list." in answer.content.decode()
    assert session.items.exclude(swapped_at=None).count() == 0


def test_one_at_a_time_begins_at_the_first_that_waits(session, as_ana, noon):
    session.items.filter(phase="warm-up").update(ticked_at=noon)

    page = page_of(as_ana, session, "?view=one")

    assert re.findall(r'<h3 id="item-[\w-]+-name">([^<]+)', page) == ["Squat"]
    before, total = session.items.filter(phase="warm-up").count(), session.items.count()
    assert page.count(f'<span class="muted">{before + 1} of {total}</span>') == 1


def test_one_at_a_time_opens_where_one_is_in_mid_session(session, as_ana, noon):
    _squat, deadlift, step_up = builders.strength(session)[:3]
    builders.one_set(deadlift, noon, number=1)
    first = page_of(as_ana, session, "?view=one")
    builders.one_set(deadlift, noon, number=2)
    second = page_of(as_ana, session, "?view=one")

    names = r'<h3 id="item-[\w-]+-name">([^<]+)'
    assert re.findall(names, first) == [deadlift.exercise_name]
    assert re.findall(names, second) == [step_up.exercise_name]


def test_one_at_a_time_goes_on_to_the_cool_down_after_the_last_set(session, squat, as_ana, noon):
    session.items.filter(phase="strength").exclude(pk=squat.pk).delete()
    for number in (1, 2, 3):
        builders.one_set(squat, noon, number=number)

    page = page_of(as_ana, session, "?view=one")

    assert re.findall(r'class="phase card" id="([\w-]+)"', page) == ["phase-cool-down"]


def test_one_at_a_time_leads_back_and_on(session, as_ana, squat):
    page = page_of(as_ana, session, f"?view=one&at={squat.position}")

    ways = re.findall(r'rel="(\w+)" href="[^"]*\?view=one&amp;at=(\d+)"', page)
    assert ways == [("prev", str(squat.position - 1)), ("next", str(squat.position + 1))]


def test_one_at_a_time_stays_so_after_a_set(session, as_ana, squat):
    page = page_of(as_ana, session, f"?view=one&at={squat.position}")
    [url] = re.findall(r'action="(/items/[^"]+/sets/[^"/]+/)"', page)[:1]
    sent = {"number": "1", "side": "both", "view": "one", "at": squat.position}

    answer = as_ana.post(url, sent)

    assert answer["Location"] == (
        f"/sessions/{session.pk}/?view=one&at={squat.position}#item-{squat.pk}"
    )
    assert SetLog.objects.count() == 1


def test_one_at_a_time_answers_nothing_for_what_is_not_on_the_page(session, as_ana, squat, noon):
    for number in (1, 2):
        builders.one_set(squat, noon, number=number)
    sent = {"number": "3", "side": "both", "view": "one", "at": squat.position}
    url = f"/items/{squat.pk}/sets/01a20d36-3741-7343-ba17-8c3800adbc7f/"

    page = as_ana.post(url, sent, headers=HTMX).content.decode()

    deadlift = builders.strength(session)[1]
    assert str(deadlift.pk) not in page
    assert 'data-name="Set 1 of 2, Romanian deadlift"' in page


@pytest.mark.parametrize(
    ("hurting", "queries"),
    [
        # the cookie's session, the person, the session, its items, its sets, the cautions, the plan
        (0, 7),
        (1, 9),  # for what hurts too much: the library, the items of the session
        (2, 11),
    ],
)
def test_session_needs_two_queries_for_each_exercise_that_hurts(
    session, as_ana, hurting, queries, django_assert_num_queries
):
    for item in builders.strength(session)[:hurting]:
        SessionItem.objects.filter(pk=item.pk).update(pain=8, pain_high=8)

    with django_assert_num_queries(queries):
        page_of(as_ana, session)
