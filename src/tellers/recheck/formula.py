"""The formula language: what it allows, how it is read, how it is evaluated exactly.

A formula is written as a Python expression and read by Python's own parser, but only these parts
of it are allowed (docs/reference/formulas.md): whole numbers, words in quotes as arguments, calls
of the vocabulary, `+ - * / //`, one comparison, brackets. Numbers are whole or exact fractions.
Length, depth and size are bounded, so a hostile formula costs little and raises only `FormatError`.

>>> formula = parse_formula('max(7, 10) / 4')
>>> formula.evaluate(lambda name, arguments: 0)
Fraction(5, 2)
>>> parse_formula('__import__("os")')
Traceback (most recent call last):
    ...
tellers.errors.FormatError: __import__("os"): a formula has no word '__import__'
"""

from __future__ import annotations

import ast
import operator
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from tellers.errors import FormatError
from tellers.recheck.vocabulary import GROUNDED, PURE, Exact, Found, Signature

__all__ = ["Ask", "Formula", "parse_formula"]

LONGEST = 20_000
"""Characters of a formula."""
DEEPEST = 400
"""Operations within each other; a sum of 300 announced counts is 300 deep."""
LARGEST = 40_000
"""Bits of a number met on the way."""

Ask = Callable[[str, tuple[Found, ...]], Found]
"""Gives the value of a word of the vocabulary for its arguments."""

_OPERATORS: dict[type, Callable[[Exact, Exact], Exact]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: Fraction,
    ast.FloorDiv: operator.floordiv,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that may be evaluated: only allowed parts, known words, fitting arguments."""

    text: str
    tree: ast.expr

    def evaluate(self, ask: Ask) -> Found:
        """Return the value, words of the dossier being asked through `ask`."""
        return self._value(self.tree, ask, {})

    @property
    def is_question(self) -> bool:
        """Return whether the formula is one word that asks the dossier, and nothing else."""
        tree = self.tree
        return isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id in GROUNDED

    def leaves(self, ask: Ask) -> dict[str, Found]:
        """Return the outermost calls that ask the dossier, each once, with what they give."""
        return {ast.unparse(call): self._value(call, ask, {}) for call in _outermost(self.tree)}

    def literals(self) -> list[int]:
        """Return the whole numbers written in the formula."""
        return [n.value for n in ast.walk(self.tree) if isinstance(n, ast.Constant) and type(n.value) is int]

    def evaluate_with(self, values: dict[str, Exact]) -> Found:
        """Return the value when the leaves have these values, without asking anything."""

        def nothing(name: str, _arguments: tuple[Found, ...]) -> NoReturn:
            raise FormatError(f"{name} is not asked here", where=self.text)

        return self._value(self.tree, nothing, values)

    def _value(self, node: ast.expr, ask: Ask, values: dict[str, Exact]) -> Found:
        if isinstance(node, ast.Constant):
            return node.value  # type: ignore[return-value]  # a word or a whole number, as verified
        if isinstance(node, ast.UnaryOp):
            return -self._number(node.operand, ask, values)
        if isinstance(node, ast.Call):
            return self._call(node, ask, values)
        if isinstance(node, ast.Compare):
            left, sign, right = node.left, node.ops[0], node.comparators[0]
        elif isinstance(node, ast.BinOp):
            left, sign, right = node.left, node.op, node.right  # type: ignore[assignment]
        else:
            raise AssertionError(node)  # noqa: TRY004 (a fault of this module)
        pair = self._number(left, ask, values), self._number(right, ask, values)
        try:
            return self._bounded(_OPERATORS[type(sign)](*pair))
        except ZeroDivisionError as error:
            raise FormatError("a division by zero", where=self.text[:200]) from error

    def _call(self, node: ast.Call, ask: Ask, values: dict[str, Exact]) -> Found:
        assert isinstance(node.func, ast.Name)  # noqa: S101 (verified when it was parsed)
        name = node.func.id
        if name in GROUNDED and values and (known := values.get(ast.unparse(node))) is not None:
            return known
        arguments = tuple(
            argument.value
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            else self._number(argument, ask, values)
            for argument in node.args
        )
        if name in GROUNDED:
            return ask(name, arguments)
        found = PURE[name](*arguments)
        return self._bounded(found) if not isinstance(found, str) and found is not None else found

    def _number(self, node: ast.expr, ask: Ask, values: dict[str, Exact]) -> Exact:
        value = self._value(node, ask, values)
        if value is None or isinstance(value, str):
            raise FormatError(
                "a part of it has no number", where=self.text[:200], got=ast.unparse(node)[:200]
            )
        return value

    def _bounded(self, value: Exact) -> Exact:
        if isinstance(value, Fraction):
            value = value.numerator if value.denominator == 1 else value
        size = max(abs(value.numerator), value.denominator).bit_length()
        if size > LARGEST:
            raise FormatError(f"a number of more than {LARGEST} bits", where=self.text[:200])
        return int(value) if isinstance(value, int) else value


def parse_formula(text: str) -> Formula:
    """Return the formula; `FormatError` names the part that is not allowed."""
    if len(text) > LONGEST:
        raise FormatError(
            f"a formula of {len(text)} characters", where=text[:60], expected=f"at most {LONGEST}"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of a doubtful escape; here it is a word
            tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormatError("not a formula", where=text[:200], got=str(error)[:120]) from error
    _verify_depth(tree, text)
    _verify(tree, text, place=Exact)
    return Formula(text=text, tree=tree)


def _verify_depth(tree: ast.expr, text: str) -> None:
    """Raise `FormatError` for a tree too deep to walk by recursion."""
    level: list[ast.AST] = [tree]
    depth = 0
    while level:
        depth += 1
        if depth > 2 * DEEPEST:
            raise FormatError("nested too deeply", where=text[:60])
        level = [child for node in level for child in ast.iter_child_nodes(node)]


def _verify(node: ast.expr, text: str, *, place: object) -> None:
    """Raise `FormatError` unless the node is allowed here: a word only where a word is asked for."""

    def refuse(message: str) -> NoReturn:
        raise FormatError(message, where=text[:200])

    if isinstance(node, ast.Constant):
        if type(node.value) not in {int, str}:
            refuse(f"neither a whole number nor a word: {node.value!r:.60}")
        if isinstance(node.value, str) is not (place is str):
            wanted = "a number" if isinstance(node.value, str) else "a word"
            refuse(f"{wanted} is expected, not {node.value!r:.60}")
    elif place is str:
        refuse(f"a word in quotes is expected, not {ast.unparse(node)[:60]}")
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        _verify(node.operand, text, place=Exact)
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        _verify(node.left, text, place=Exact)
        _verify(node.right, text, place=Exact)
    elif isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _OPERATORS:
        _verify(node.left, text, place=Exact)
        _verify(node.comparators[0], text, place=Exact)
    elif isinstance(node, ast.Call):
        _verify_call(node, text, refuse)
    else:
        refuse(f"a formula has no {type(node).__name__}")


def _verify_call(node: ast.Call, text: str, refuse: Callable[[str], NoReturn]) -> None:
    if not isinstance(node.func, ast.Name):
        refuse(f"only a word can be called, not {ast.unparse(node.func)[:60]}")
    name = node.func.id
    known = GROUNDED.get(name) or PURE.get(name)
    if known is None:
        refuse(f"a formula has no word {name[:60]!r}")
    if node.keywords:
        refuse(f"{name} takes its arguments in order, without names")
    signature = Signature.of(known, grounded=name in GROUNDED)
    if not signature.least <= len(node.args) <= signature.most:
        refuse(f"{name} takes {signature.told}, not {len(node.args)} arguments")
    for argument, place in zip(node.args, signature.places(len(node.args)), strict=True):
        _verify(argument, text, place=place)


def _outermost(node: ast.expr) -> Iterator[ast.Call]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GROUNDED:
        yield node
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield from _outermost(child)
