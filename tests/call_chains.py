"""Follow the calls of a function through the project's own files, without running any of them.

What counts as a call: a function or class of the project that is called by its name or through its
module, its decorators, and a method where the receiver's class is plain. A class is plain from an
annotation, a call of the class, the result annotation of a function, `self`, or the manager
`objects` of a model.

What isn't seen, so that the figures are lower bounds: properties, functions that are passed on,
calls through templates, middleware, and what Django calls by itself (a form's `clean`), receivers
without an annotation (items of a loop), and functions kept in dictionaries. A call under an `if`
counts like any other.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# A package of the project: a folder with an `__init__.py`. These aren't followed.
NOT_FOLLOWED = {"tests", "bench", "docs", "static", "templates", "migrations", "var"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, order=True)
class Place:
    """A function, method or class of the project: its module and its name there."""

    module: str
    name: str

    def member(self, name: str) -> "Place":
        return Place(self.module, f"{self.name}.{name}")


@dataclass(frozen=True)
class Chain:
    """The functions that one function reaches, itself included, and the longest way down."""

    functions: frozenset[Place]
    path: tuple[Place, ...]

    @property
    def depth(self) -> int:
        """The number of calls on the longest way down."""
        return len(self.path) - 1

    @property
    def files(self) -> frozenset[str]:
        return frozenset(each.module for each in self.functions)


@dataclass
class Project:
    """The parsed modules of a checkout, by dotted name."""

    trees: dict[str, ast.Module]
    names: dict[str, dict[str, ast.AST | str]] = field(default_factory=dict)
    nodes: dict[Place, Function | ast.ClassDef] = field(default_factory=dict)
    called: dict[Place, list[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for module, tree in self.trees.items():
            self.names[module] = {}
            for node in tree.body:
                self._keep(module, node)

    def _keep(self, module: str, node: ast.stmt) -> None:
        names = self.names[module]
        match node:
            case ast.Import():
                names.update({each.asname or each.name: each.name for each in node.names})
            case ast.ImportFrom():
                origin = node.module or ""
                for each in node.names:
                    names[each.asname or each.name] = f"{origin}.{each.name}"
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names[node.name] = node
                self.nodes[Place(module, node.name)] = node
                for inner in node.body if isinstance(node, ast.ClassDef) else ():
                    if isinstance(inner, Function):
                        self.nodes[Place(module, f"{node.name}.{inner.name}")] = inner

    def find(self, module: str, name: str) -> Place | str | None:
        """Return what a name means in a module: a place, the dotted name of a module, or None."""
        meaning = self.names.get(module, {}).get(name)
        if isinstance(meaning, str):
            return self._imported(meaning)
        if meaning is not None:
            return Place(module, name)
        inner = f"{module}.{name}"
        return inner if inner in self.trees else None

    def _imported(self, dotted: str) -> Place | str | None:
        if dotted in self.trees:
            return dotted
        origin, _, name = dotted.rpartition(".")
        return self.find(origin, name) if origin in self.trees else None

    def bases(self, place: Place) -> Iterator[Place]:
        """Yield a class of the project and those it inherits from, the nearest first."""
        yield place
        for base in self.nodes[place].bases:
            found = self.meaning(place.module, base)
            if isinstance(found, Place) and isinstance(self.nodes.get(found), ast.ClassDef):
                yield from self.bases(found)

    def meaning(self, module: str, node: ast.AST | None) -> Place | str | None:
        """Return what a name, a dotted name, or an annotation stands for."""
        match node:
            case ast.Name(id=name):
                return self.find(module, name)
            case ast.Attribute(value=value, attr=attr):
                owner = self.meaning(module, value)
                return self.find(owner, attr) if isinstance(owner, str) else None
            case ast.Constant(value=str(text)) if text.isidentifier():
                return self.find(module, text)
            case ast.BinOp(left=left, right=right):
                return self.meaning(module, left) or self.meaning(module, right)
        return None

    def method(self, owner: Place, name: str) -> Place | None:
        """Return where a class, or one of its bases, defines a method."""
        places = (base.member(name) for base in self.bases(owner))
        return next((place for place in places if place in self.nodes), None)

    def field_type(self, owner: Place, name: str) -> Place | None:
        """Return the class of an annotated field, of a model's manager, or of a foreign key."""
        for base in self.bases(owner):
            for node in self.nodes[base].body:
                match node:
                    case ast.AnnAssign(target=ast.Name(id=named)) if named == name:
                        found = self.class_of(base.module, node.annotation)
                        is_made = found is None and isinstance(node.value, ast.Call)
                        return self._made(base.module, node.value) if is_made else found
                    case ast.Assign(targets=[ast.Name(id=named)], value=ast.Call() as made):
                        if named == name:
                            return self._made(base.module, made)
        return None

    def _made(self, module: str, made: ast.Call) -> Place | None:
        match made.func:
            case ast.Attribute(value=value, attr="as_manager"):
                return self.class_of(module, value)
            case ast.Attribute(attr="ForeignKey" | "OneToOneField") if made.args:
                return self.class_of(module, made.args[0])
        return None

    def class_of(self, module: str, annotation: ast.AST | None) -> Place | None:
        found = self.meaning(module, annotation)
        is_class = isinstance(found, Place) and isinstance(self.nodes.get(found), ast.ClassDef)
        return found if is_class else None

    def calls(self, place: Place) -> list[Place]:
        """Return what a function of the project calls, in the order of its text."""
        if place not in self.called:
            self.called[place] = list(dict.fromkeys(_Body(self, place).found()))
        return self.called[place]


class _Body:
    """One function's body, with what is known of its variables' classes."""

    def __init__(self, project: Project, place: Place) -> None:
        self.project, self.module, self.node = project, place.module, project.nodes[place]
        owner = place.name.rpartition(".")[0]
        self.owner = Place(place.module, owner) if owner else None
        self.variables: dict[str, Place | None] = {}

    def found(self) -> Iterator[Place]:
        self._learn_variables()
        for decorator in self.node.decorator_list:
            yield from self._of(decorator)
        for node in ast.walk(ast.Module(self.node.body, [])):
            if isinstance(node, ast.Call):
                yield from self._of(node.func)

    def _learn_variables(self) -> None:
        given = self.node.args
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        for each in every:
            self.variables[each.arg] = self.project.class_of(self.module, each.annotation)
        if self.owner and every:
            self.variables[every[0].arg] = self.owner
        for node in ast.walk(self.node):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)]):
                    self.variables[name] = self.type_of(node.value)
                case ast.AnnAssign(target=ast.Name(id=name)):
                    self.variables[name] = self.project.class_of(self.module, node.annotation)
                case ast.NamedExpr(target=ast.Name(id=name)):
                    self.variables[name] = self.type_of(node.value)

    def _of(self, node: ast.AST) -> Iterator[Place]:
        match node:
            case ast.Name(id=name) if name not in self.variables:
                yield from self._entered(self.project.find(self.module, name))
            case ast.Attribute(value=value, attr=attr):
                yield from self._entered(self.project.meaning(self.module, node))
                owner = self.type_of(value)
                method = owner and self.project.method(owner, attr)
                if method:
                    yield method

    def _entered(self, found: Place | str | None) -> Iterator[Place]:
        """Yield a function; of a class what making an instance runs."""
        if not isinstance(found, Place) or found not in self.project.nodes:
            return
        if isinstance(self.project.nodes[found], Function):
            yield found
            return
        for name in ("__init__", "__post_init__"):
            made = self.project.method(found, name)
            if made:
                yield made

    def type_of(self, node: ast.AST) -> Place | None:
        """Return the project's class of an expression where it is plain."""
        match node:
            case ast.Name(id=name) if name in self.variables:
                return self.variables[name]
            case ast.Attribute(value=value, attr=attr) if owner := self.type_of(value):
                return self.project.field_type(owner, attr) or self._result(owner, attr)
            case ast.Name() | ast.Constant() | ast.Attribute():
                return self.project.class_of(self.module, node)
            case ast.Call(func=func):
                return self._called_type(func)
            case ast.IfExp(body=body, orelse=orelse):
                return self.type_of(body) or self.type_of(orelse)
        return None

    def _called_type(self, func: ast.AST) -> Place | None:
        found = self.project.meaning(self.module, func)
        if isinstance(found, Place) and found in self.project.nodes:
            made = self.project.nodes[found]
            if isinstance(made, ast.ClassDef):
                return found
            return self.project.class_of(found.module, made.returns)
        if isinstance(func, ast.Attribute) and (owner := self.type_of(func.value)):
            # Django's own methods of a query set (`filter`, `order_by` …) return the same class.
            if "QuerySet" in owner.name and not self.project.method(owner, func.attr):
                return owner
            return self._result(owner, func.attr)
        return None

    def _result(self, owner: Place, name: str) -> Place | None:
        method = self.project.method(owner, name)
        if method is None:
            return None
        returns = self.project.nodes[method].returns
        if isinstance(returns, ast.Name) and returns.id == "Self":
            return owner
        return self.project.class_of(method.module, returns)


def read_project(root: Path) -> Project:
    """Parse every module of the packages below a checkout's folder."""
    packages = sorted(each.parent for each in root.glob("*/__init__.py"))
    files = [
        path
        for package in packages
        for path in sorted(package.rglob("*.py"))
        if not NOT_FOLLOWED & set(path.relative_to(root).parts)
    ]
    return Project({_dotted(path.relative_to(root)): ast.parse(path.read_text()) for path in files})


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def chain_of(project: Project, start: Place) -> Chain:
    """Return everything that a function reaches, with the longest way down."""
    reached, waiting = {start}, [start]
    while waiting:
        for each in project.calls(waiting.pop()):
            if each not in reached:
                reached.add(each)
                waiting.append(each)
    return Chain(frozenset(reached), _longest(project, start))


def _longest(project: Project, start: Place) -> tuple[Place, ...]:
    """Return the longest way down; a call back to a function above it ends the way there."""
    known: dict[Place, tuple[Place, ...]] = {}
    above: set[Place] = set()

    def below(place: Place) -> tuple[Place, ...]:
        if place not in known:
            above.add(place)
            ways = [below(each) for each in project.calls(place) if each not in above]
            above.remove(place)
            known[place] = (place, *max(ways, key=len, default=()))
        return known[place]

    return below(start)
