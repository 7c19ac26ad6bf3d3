"""Queries that are built and compiled to SQL once in each process (docs/decisions/0031)."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import DateField, DateTimeField, Expression, Field, Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.expressions import Col
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

# Named again with a type, because the type stubs describe a later Django.
_populators: Callable[..., list[Any]] = get_related_populators

Row = TypeVar("Row")
Object = TypeVar("Object", bound=Model)
Values = tuple[Any, ...]

# For each query; the library has fewer exercises.
MOST_SHARED = 256
# For each column. Of days, more than the half year that pages read.
MOST_KEPT = 512
Converter = Callable[[Any], Any]


class Given(Expression):
    """The place of a value in a prepared query; each call gives it by this name.

    An object stands for its key. Behind `__in` the value is a list that isn't empty.
    """

    def __init__(self, name: str, output_field: "Field[Any, Any]") -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def adapted(self, value: Any) -> list[Any]:
        """Return a value, or each one of a list, in the form that the database takes."""
        values = value if isinstance(value, list) else [value]
        prepared = self.output_field.get_db_prep_value
        return [prepared(getattr(each, "pk", each), connection) for each in values]


class Prepared(Generic[Row]):
    """A query that is always the same, except for the values given to it.

    `build` returns it, with a `Given` for each value. Calling it with the values returns a list of
    its rows: tuples if it ends with `values_list`, otherwise objects, with the related ones that
    `select_related` names. Building and compiling a query takes Django far longer than the database
    to answer it.

    Related objects of the models in `shared` stay in memory: rows whose columns are the same get
    the same object, in every request. In tuples, what is converted from a column of these models
    stays in memory, such as the value of JSON. So nobody may change either. The keys of what rows
    belong to stay in memory, too.
    """

    def __init__(
        self, build: Callable[[], QuerySet[Any, Row]], *, shared: Collection[type[Model]] = ()
    ) -> None:
        self._build, self._shared = build, shared
        self._compiled: _Compiled | None = None

    def __call__(self, **given: Any) -> list[Row]:
        # Two threads may both compile it at first, to the same.
        compiled = self._compiled = self._compiled or _Compiled(self._build(), self._shared)
        sql, values = compiled.statement.filled(given)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cast(list[Row], list(compiled.read(cursor.fetchall())))


class Updated:
    """An update that is always the same, except for the values given to it.

    `build` returns the queryset of the rows to update; `columns` are their new values, each a
    `Given`. Calling it with the values returns how many rows there were. Like `QuerySet.update`, it
    sends no signals.
    """

    def __init__(self, build: Callable[[], QuerySet[Any]], **columns: Given) -> None:
        self._build, self._columns = build, columns

    @cached_property
    def _statement(self) -> "_Statement":
        queryset = self._build()
        query: Any = queryset.query.chain(UpdateQuery)
        query.add_update_values(self._columns)
        return _Statement(*query.get_compiler(using=queryset.db).as_sql())

    def __call__(self, **given: Any) -> int:
        sql, values = self._statement.filled(given)
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.rowcount


class _Statement:
    """SQL in the pieces between its parameters."""

    def __init__(self, sql: str, parameters: Sequence[Any]) -> None:
        self.pieces, self.parameters = sql.split("%s"), parameters
        self.givens = {each for each in parameters if isinstance(each, Given)}

    def filled(self, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
        """Return the SQL with a place for each value, and the values."""
        adapted = {each.name: each.adapted(given[each.name]) for each in self.givens}
        sql, values = self.pieces[0], list[Any]()
        for parameter, piece in zip(self.parameters, self.pieces[1:], strict=True):
            here = adapted[parameter.name] if isinstance(parameter, Given) else [parameter]
            sql += ", ".join(["%s"] * len(here)) + piece
            values += here
        return sql, values


class _Compiled:
    """The SQL of a query, and how its rows are read."""

    def __init__(self, queryset: QuerySet[Any, Any], shared: Collection[type[Model]]) -> None:
        self.compiler = compiler = queryset.query.get_compiler(using=queryset.db)
        self.statement = _Statement(*compiler.as_sql())
        converters = compiler.get_converters([each[0] for each in compiler.select])
        self.model, self.reads_objects = queryset.model, queryset._iterable_class is ModelIterable
        info = compiler.klass_info
        related = _populators(info, compiler.select, queryset.db) if info else []
        self.related = [each for each in related if each.model_cls not in shared]
        self.shared = [
            _Shared(each, compiler, converters) for each in related if each.model_cls in shared
        ]
        kept = {place for each in self.shared for place in each.places}
        self.converters = [
            (place, self._converter(*each, keeps=self._repeats(place, shared)))
            for place, each in converters.items()
            if place not in kept
        ]

    def _repeats(self, place: int, shared: Collection[type[Model]]) -> bool:
        """Return whether a column has the same few values in many rows: a day, the key of what the
        row belongs to, anything of a shared model."""
        column = self.compiler.select[place][0]
        if not isinstance(column, Col):
            return False
        field = column.target
        is_day = isinstance(field, DateField) and not isinstance(field, DateTimeField)
        return is_day or field.is_relation or field.model in shared

    def _converter(self, functions: Sequence[Any], expression: Any, *, keeps: bool) -> Converter:
        """Return the converters of a column as one; one that `keeps` converts each value once."""

        def converted(value: Any) -> Any:
            for function in functions:
                value = function(value, expression, self.compiler.connection)
            return value

        return lru_cache(MOST_KEPT)(converted) if keeps else converted

    def read(self, rows: Iterable[Values]) -> Iterator[Values] | Iterator[Model]:
        converted = self._converted(rows)
        return self._objects(converted) if self.reads_objects else map(tuple, converted)

    def _converted(self, rows: Iterable[Values]) -> Iterator[list[Any]]:
        for row in rows:
            values = list(row)
            for place, convert in self.converters:
                values[place] = convert(values[place])
            yield values

    def _objects(self, rows: Iterable[list[Any]]) -> Iterator[Model]:
        """Make objects of rows, equal to those of Django's own `ModelIterable`."""
        annotations = self.compiler.annotation_col_map
        places = self.compiler.klass_info["select_fields"]
        names = [self.compiler.select[place][0].target.attname for place in places]
        for row in rows:
            made = _object(self.model, names, row)
            for related in self.related:
                related.populate(row, made)
            for each in self.shared:
                each.populate(row, made)
            for name, place in annotations.items():
                setattr(made, name, row[place])
            yield made


def _object(model: type[Model], names: Sequence[str], values: Iterable[Any]) -> Model:
    """Return an object with these columns, and the others deferred.

    Its attributes are filled in as pickle does it: `Model.__init__` takes each through three calls,
    for signals and arguments that no row from the database has.
    """
    made = model.__new__(model)
    made.__dict__.update(zip(names, values, strict=False))
    made._state = ModelState()
    made._state.adding, made._state.db = False, connection.alias
    return made


class _Shared:
    """Gives rows their related object at one place in them, the same one for the same columns.

    The columns are compared as the database answers them, and converted only for a new object.
    """

    def __init__(self, related: Any, compiler: SQLCompiler, converters: Mapping[int, Any]) -> None:
        self.first, self.places = related.cols_start, range(related.cols_start, related.cols_end)
        self._related, self._compiler = related, compiler
        self._converters = {
            place - self.first: each for place, each in converters.items() if place in self.places
        }
        self._object = lru_cache(MOST_SHARED)(self._made)

    def populate(self, row: list[Any], made: Model) -> None:
        related = self._related
        related.local_setter(made, self._object(tuple(row[self.first : related.cols_end])))

    def _made(self, columns: Values) -> Model | None:
        related = self._related
        if columns[related.pk_idx] is None:
            return None
        [values] = self._compiler.apply_converters([columns], self._converters)
        return cast(Model, related.model_cls.from_db(connection.alias, related.init_list, values))


class Inserted(Generic[Object]):
    """Inserts new objects of a model, whose keys they have already, by an SQL that is written once.

    Like `bulk_create` it sends no signals and takes no defaults of the database; unlike it, it
    writes one row after the other. Raises IntegrityError.

    Making rows of many objects takes Django far longer than inserting them takes the database:
    `rows` makes them beforehand, and `insert` writes them.
    """

    def __init__(self, model: type[Object]) -> None:
        self._model = model

    @cached_property
    def _fields(self) -> "list[Field[Any, Any]]":
        return [each for each in self._model._meta.local_concrete_fields if not each.generated]

    @cached_property
    def _sql(self) -> str:
        quote = connection.ops.quote_name
        columns = ", ".join(quote(str(each.column)) for each in self._fields)
        places = ", ".join(["%s"] * len(self._fields))
        table = quote(self._model._meta.db_table)
        return f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608

    def __call__(self, objects: Sequence[Object]) -> None:
        if not objects:
            return
        self._execute(self._adapted(objects))
        for made in objects:
            made._state.adding, made._state.db = False, connection.alias

    def rows(self, objects: Iterable[Object]) -> list[list[Any]]:
        """Return the rows of these objects as values that JSON keeps, for `insert`."""
        return [[_as_json(value) for value in row] for row in self._adapted(objects)]

    def insert(self, rows: Sequence[Sequence[Any]]) -> None:
        """Insert what `rows` returned, on the same kind of database."""
        if rows:
            self._execute(rows)

    def _adapted(self, objects: Iterable[Object]) -> list[list[Any]]:
        # Not Django's `connection`: that looks for the thread's own one at each attribute.
        database = connections[DEFAULT_DB_ALIAS]
        return [
            [_stored(each, each.pre_save(made, add=True), database) for each in self._fields]
            for made in objects
        ]

    def _execute(self, rows: Sequence[Sequence[Any]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(self._sql, rows)


def _stored(field: "Field[Any, Any]", value: Any, database: Any) -> Any:
    """Return a value of a column in the form that the database takes."""
    return None if value is None else field.get_db_prep_save(value, database)


def _as_json(value: Any) -> Any:
    """Return a value of a row as text, unless JSON keeps it; the database reads the text alike."""
    if value is None or isinstance(value, bool | int | str):
        return value
    # PostgreSQL's JSON is wrapped.
    return json.dumps(value.obj) if hasattr(value, "obj") else str(value)
