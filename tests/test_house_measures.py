"""The measures of `tests/house_measures.py`, on a made-up project small enough to count by hand."""

import pytest

from backhealth.environment import ROOT
from tests.call_chains import Place, chain_of, read_project
from tests.house_measures import long_template_lines, main, measures, names_defined_twice, table
from tests.plain_english import Docstring

FILES = {
    "shop/__init__.py": "",
    "shop/views/__init__.py": "from shop.views.sets import log_set, start_session\n",
    "shop/views/sets.py": '''
        from shop import actions
        from shop.forms import SetForm
        from shop.models import Basket, Set
        from shop.requests import guarded

        @guarded
        def log_set(request):
            """The set that was said of what stands in."""
            form = SetForm(request)
            for item in form.chosen():
                item.unseen()
            return actions.write(basket=request)

        def start_session(request):
            """Start a session."""
            basket = Basket.objects.of(request).filter(pk=1).get()
            return render(basket)

        def render(basket: Basket):
            return basket.total()
        ''',
    "shop/actions/__init__.py": "from shop.actions.write import write\n",
    "shop/actions/write.py": '''
        from shop.models import Basket

        def write(*, basket: Basket | None):
            return _weigh(basket) if basket else write(basket=None)

        def _weigh(basket):
            """Whether it weighs anything."""
        ''',
    "shop/forms.py": """
        class SetForm:
            def __init__(self, data):
                self.data = clean(data)

            def chosen(self):
                return []

        def clean(data):
            return data
        """,
    "shop/models.py": '''
        class Owned:
            def of(self, user) -> Self: ...

        class BasketQuerySet(Owned, QuerySet):
            def get(self) -> "Basket": ...

        class Basket:
            """One basket."""

            objects: ClassVar = BasketQuerySet.as_manager()

            def total(self):
                return 1

            @property
            def size(self):
                """How large it is."""

        class Set: ...
        ''',
    "shop/requests.py": """
        def guarded(view):
            return view

        class Set:
            class Meta: ...
        """,
    "shop/migrations/0001_initial.py": "class Set: ...\n",
    "shop/management/commands/one.py": "class Command: ...\n",
    "shop/management/commands/two.py": "class Command: ...\n",
    "tests/test_it.py": "class Set: ...\n",
    "templates/short.html": "x" * 160 + "\n",
    "templates/shop/long.html": "x\n" + "x" * 161 + "\n",
}


@pytest.fixture
def shop(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = text.splitlines()
        indent = min((len(each) - len(each.lstrip()) for each in lines if each.strip()), default=0)
        path.write_text("\n".join(each[indent:] for each in lines) + "\n")
    return tmp_path


def reached(shop, view):
    chain = chain_of(read_project(shop), Place("shop.views.sets", view))
    return sorted(f"{each.module}:{each.name}" for each in chain.functions), chain.depth


def test_chain_follows_modules_decorators_and_what_makes_an_instance(shop):
    functions, depth = reached(shop, "log_set")

    assert functions == [
        "shop.actions.write:_weigh",
        "shop.actions.write:write",
        "shop.forms:SetForm.__init__",
        "shop.forms:SetForm.chosen",
        "shop.forms:clean",
        "shop.requests:guarded",
        "shop.views.sets:log_set",
    ]
    assert depth == 2


def test_chain_follows_a_manager_through_its_query_set_to_the_model(shop):
    functions, depth = reached(shop, "start_session")

    assert functions == [
        "shop.models:Basket.total",
        "shop.models:BasketQuerySet.get",
        "shop.models:Owned.of",
        "shop.views.sets:render",
        "shop.views.sets:start_session",
    ]
    assert depth == 2


def test_measures_of_a_project_are_its_counts(shop):
    found = {each.name: each.figure for each in measures(shop)}

    assert found == {
        "log one set: files": 4,
        "log one set: functions": 7,
        "log one set: deepest chain of calls": 2,
        "start a session: files": 2,
        "start a session: functions": 5,
        "start a session: deepest chain of calls": 2,
        "docstrings": 5,
        "docstrings with wording to avoid": 1,
        "functions' docstrings that don't begin with an imperative": 2,
        "template lines over 160 characters": 1,
        "public class names defined twice": 1,
        "modules": 10,
        "lines of Python": 75,
    }


def test_places_are_named(shop):
    found = {each.name: each.places for each in measures(shop)}

    assert found["docstrings with wording to avoid"] == (
        "shop/views/sets.py.log_set: what stands, what stands in, was said, said of",
    )
    assert found["public class names defined twice"] == ("Set: shop/models.py, shop/requests.py",)
    assert long_template_lines(shop) == ["templates/shop/long.html:2"]


def test_table_has_a_column_for_each_folder(shop):
    found = measures(shop)

    head, first, *_ = table({"before": found, ".": found}).splitlines()

    assert head.split() == ["before", "."]
    assert first.split() == ["log", "one", "set:", "files", "4", "4"]


@pytest.mark.parametrize(
    ("text", "avoided"),
    [
        ("Return the substitute for each locked exercise, with its reason.", []),
        ("By slug what what stands in is told and held by.",
         ["what what", "what what", "what stands", "what stands in", "is told"]),
        ("Of facts of all the time those that Today reads.", ["of all the time", "Of "]),
        ("Return the targets, as they are today.", []),
    ],
)  # fmt: skip
def test_wording_to_avoid_is_found(text, avoided):
    assert Docstring("name", text, of_function=True).avoided == avoided


@pytest.mark.parametrize(
    ("text", "imperative"),
    [
        ("Return the set.", True),
        ("`Return` it.", False),
        ("Returns the set.", False),
        ("Whether it is one.", False),
        ("The set.", False),
    ],
)
def test_first_word_is_an_imperative(text, imperative):
    assert Docstring("name", text, of_function=True).is_imperative is imperative


def test_this_checkout_can_be_measured():
    names = [each.name for each in measures(ROOT)]

    assert names[:6] == [
        f"{label}: {figure}"
        for label in ("log one set", "start a session")
        for figure in ("files", "functions", "deepest chain of calls")
    ]
    assert names_defined_twice({}) == []


def test_it_runs_as_a_command(shop, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["house_measures", str(shop), "--list"])

    main()

    out = capsys.readouterr().out
    assert f"{shop}: template lines over 160 characters: templates/shop/long.html:2\n" in out
