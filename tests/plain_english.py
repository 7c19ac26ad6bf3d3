"""Say which docstrings and comments a stranger would stumble over: wording to avoid, first lines.

The patterns catch turns of phrase that this code once used in place of plain ones; hardly any
docstring of Django matches one. Each has a plainer way to say the same beside it.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

# The beginning of a docstring alone: a comment beside a figure may be "of the load".
FIRST_WORDS = r"^(of|those|with regard to) "
# Pattern → what to write in its place. Matched without regard to capitals, on one line.
AVOIDED = {
    r"\bwhat what\b": "name both things",
    r"\bwhat\b[^.;:]{0,70}\bwhat\b": "name at least one of the two things",
    r"\b(what|that|which|who|those|words?|entry) (stands?|stood)\b": "holds, counts, is current",
    r"\b(what|that|which) stands? in\b|\bstands? in for what\b": "substitute",
    r"\bwhat it stands in\b": "the exercise that it replaces",
    r"\b(is|are|was|were|be|been) told\b|\btells? of\b": "shown, reported, stored",
    r"\b(is|are|was|were|isn't|wasn't|be) said\b": "reported, entered",
    r"\bsaid (of|to)\b|\bsays? of\b": "reported for, entered for",
    r"\bwhoever\b|\bwhatever\b|\bnobody's\b": "anyone who, a person who",
    r"\bof all the time\b|\bthose of (all|now|before|today|it)\b": "the whole history",
    r"\bof (before|now)\b": "earlier, current",
    r"\b(comes?|came|coming) to\b": "adds up to, results in, leads to",
    r"\bin the place of\b": "instead of, in place of",
    r"\bspeaks? (against|of|for)\b": "forbids, rules out, mentions",
    r"\blet go\b|\blets? (it|them|one) go\b": "dismissed",
    r"\bbends? back\b": "recalculated",
    r"\bas good as (no|none)\b": "ignored, treated as missing",
    r"\bas (many|much) (else|again)\b": "give a number",
    r"\bso (many|much) (?!as\b|that\b|more\b)\w+": "give a number",
    FIRST_WORDS: "begin with what it does",
    r"\bwhat is (asked|done|wanted) (of|by|with)\b": "the target, the request",
    r"\bthe one (before|after|beside|in hand)\b": "previous, next, current",
    r"\bwhere (one|it|there) is none\b|\bwhere none is\b|\belse none\b": "if there is none",
    r"\bhas (its|their|the) (word|say)\b": "decides",
    r"\blast word\b|\bword (back|came|is)\b": "latest change",
    r"\bis (its|that) of\b|\bthat of (now|then|before)\b": "name the thing again",
    r"\ball the same\b|\bin any case\b|\bfrom now on it\b": "still, always",
    r"\bgoes? by\b|\bto go by\b": "is based on, follows",
    r"\beach (for|by) itself\b|\bby itself or\b": "separately",
    r"\b(for|to|of) who\b": "for people who",
    r"\bgives? (way|the place)\b": "is replaced",
    r"\bin hand\b": "current",
    r"\bbut for\b": "except for",
    r"\bputs? (it |them )?right\b": "corrects",
    r"\bwhere (none|nothing|nobody)\b": "if none, if nothing",
}
_AVOIDED = {re.compile(pattern, re.IGNORECASE): plain for pattern, plain in AVOIDED.items()}

# A first word that isn't among these doesn't count as an imperative verb: add to them.
VERBS = frozenset((Path(__file__).parent / "imperative_verbs.txt").read_text().split())
ATTRIBUTES = {"property", "cached_property"}


@dataclass(frozen=True)
class Docstring:
    """A docstring in one line, with the dotted name of what it describes."""

    name: str
    text: str
    of_function: bool

    @property
    def avoided(self) -> list[str]:
        """The phrases in it that have a plainer way to say them."""
        found = (pattern.search(self.text) for pattern in _AVOIDED)
        return [each.group() for each in found if each]

    @property
    def is_imperative(self) -> bool:
        first = re.match(r"[A-Za-z]+", self.text)
        return bool(first) and first.group().lower() in VERBS


def docstrings(module: str, tree: ast.Module) -> Iterator[Docstring]:
    """Yield the docstrings of a module; those of properties, which read like attributes, are not
    counted among the functions'."""
    for node in ast.walk(tree):
        text = ast.get_docstring(node) if isinstance(node, Documented) else None
        if text:
            name = ".".join(filter(None, [module, getattr(node, "name", "")]))
            yield Docstring(name, " ".join(text.split()), _is_function(node))


def _is_function(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    decorators = {ast.unparse(each).rpartition(".")[2] for each in node.decorator_list}
    return not decorators & ATTRIBUTES


def avoided_in_comments(text: str) -> list[str]:
    """Return the wording to avoid in the comments of a Python file, each with its line number.

    Comments on successive lines are read as one, so that a phrase may run over their ends.
    """
    blocks: list[tuple[int, str]] = []
    last_line = 0
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            words = token.string.lstrip("# ")
            if blocks and token.start[0] == last_line + 1:
                first, before = blocks.pop()
                blocks.append((first, f"{before} {words}"))
            else:
                blocks.append((token.start[0], words))
            last_line = token.start[0]
    return [
        f"{line}: {found.group()}"
        for line, words in blocks
        for pattern in _AVOIDED
        if pattern.pattern != FIRST_WORDS and (found := pattern.search(words))
    ]
