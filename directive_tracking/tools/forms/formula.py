"""Formulas over the columns of a form, such as ``2+3+T-G`` or ``6/1``.

Every name in a formula is the code of another column: ``1`` is column 1, never the number one. The
signs are ``+ - * /`` and brackets. Division by nothing is empty, and so is what is worked out from
something empty. An empty measure counts as nothing.
"""

import re
from fractions import Fraction
from typing import NamedTuple

MOST = 200  # signs in a formula; also bounds how deep brackets may lie
DIGITS = 2  # of rates and of all quotients
LARGEST = 10**15  # beyond it a cell stays empty: products of products would fill the memory
CODE = re.compile(r"[0-9A-Za-z_]+")
_TOKEN = re.compile(rf"\s*({CODE.pattern}|[-+*/()])")
# Why a formula is refused.
EMPTY, LONG, SIGN, END, BRACKET, UNKNOWN, CIRCLE = (
    *("empty", "long", "sign", "end", "bracket"),
    *("unknown", "circle"),
)


class FormulaError(Exception):
    """A formula that cannot be used: ``problem`` is one of the names above, ``detail`` says where."""

    def __init__(self, problem, detail=""):
        super().__init__(f"{problem}: {detail}")
        self.problem, self.detail = problem, detail


class Sum(NamedTuple):
    """Two terms and the sign between them."""

    sign: str
    left: object
    right: object


def parse(text):
    """Return the tree of a formula: a code, or a :class:`Sum` of two trees.

    :raises FormulaError: for anything but codes, the four signs and brackets

    >>> parse("2+3-G")
    Sum(sign='-', left=Sum(sign='+', left='2', right='3'), right='G')
    >>> parse("7/(7+8)")
    Sum(sign='/', left='7', right=Sum(sign='+', left='7', right='8'))
    >>> for text in ("", "2+", "2 3", "(2", "2)", "-2", "__import__('os')", "2**3", "1" * 201):
    ...     try: parse(text)
    ...     except FormulaError as error: print(error.problem, repr(error.detail))
    empty ''
    end '2+'
    sign '3'
    bracket '(2'
    bracket '2)'
    sign '-'
    sign "'"
    sign '*'
    long '200'
    """
    tokens = _tokens(text)
    tree = _terms(tokens, text)
    if tokens:
        raise FormulaError(BRACKET if tokens[0] == ")" else SIGN, _where(tokens, text))
    return tree


def _where(tokens, text):
    return text.strip() if tokens[0] in "()" else tokens[0]


def _tokens(text):
    text = (text or "").strip()
    if not text:
        raise FormulaError(EMPTY)
    if len(text) > MOST:
        raise FormulaError(LONG, str(MOST))
    tokens, place = [], 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if not found:
            raise FormulaError(SIGN, text[place:].strip()[0])
        tokens.append(found[1])
        place = found.end()
    return tokens


def _terms(tokens, text):
    tree = _factors(tokens, text)
    while tokens and tokens[0] in "+-":
        tree = Sum(tokens.pop(0), tree, _factors(tokens, text))
    return tree


def _factors(tokens, text):
    tree = _operand(tokens, text)
    while tokens and tokens[0] in "*/":
        tree = Sum(tokens.pop(0), tree, _operand(tokens, text))
    return tree


def _operand(tokens, text):
    if not tokens:
        raise FormulaError(BRACKET if "(" in text and ")" not in text else END, text.strip())
    token = tokens.pop(0)
    if token == "(":
        tree = _terms(tokens, text)
        if not tokens or tokens.pop(0) != ")":
            raise FormulaError(BRACKET, text.strip())
        return tree
    if not CODE.fullmatch(token):
        raise FormulaError(BRACKET if token == ")" else SIGN, token)
    return token


def codes(tree):
    """Return the codes in a tree, each once, as they come.

    >>> codes(parse("7/(7+8)"))
    ['7', '8']
    """
    if isinstance(tree, str):
        return [tree]
    return list(dict.fromkeys(codes(tree.left) + codes(tree.right)))


def divides(tree):
    """Tell whether there is a quotient in a tree.

    >>> divides(parse("7/(7+8)")), divides(parse("7+8"))
    (True, False)
    """
    if isinstance(tree, str):
        return False
    return tree.sign == "/" or divides(tree.left) or divides(tree.right)


def ordered(formulas, known):
    """Return the codes of ``formulas`` so that each comes after those it is worked out from.

    :param dict formulas: ``{code: tree}``
    :param known: codes of the columns without a formula
    :raises FormulaError: for a code that no column has, or a circle

    >>> ordered({"17": parse("6/1"), "1": parse("2+3"), "6": parse("2")}, {"2", "3"})
    ['6', '1', '17']
    >>> for trees in ({"1": parse("2+x")}, {"1": parse("6"), "6": parse("17"), "17": parse("1+6")}):
    ...     try: ordered(trees, {"2"})
    ...     except FormulaError as error: print(error)
    unknown: x
    circle: 1 → 6 → 17 → 1
    """
    done, result = set(known), []
    for code in formulas:
        _visit(code, formulas, done, result, [])
    return result


def _visit(code, formulas, done, result, way):
    if code in done:
        return
    if code in way:
        raise FormulaError(CIRCLE, " → ".join([*way[way.index(code) :], code]))
    if code not in formulas:
        raise FormulaError(UNKNOWN, code)
    for needed in codes(formulas[code]):
        _visit(needed, formulas, done, result, [*way, code])
    done.add(code)
    result.append(code)


def compute(formulas, order, values, percents=()):
    """Return ``values`` with what the formulas make of them; numbers are exact until rounded.

    :param dict formulas: ``{code: tree}``
    :param order: of :func:`ordered`
    :param dict values: ``{code: number or None}`` of the measures
    :param percents: codes whose quotient is shown as a percentage

    >>> trees = {"1": parse("2+3"), "17": parse("6/1"), "18": parse("7/(7+8)")}
    >>> row = {"2": 2, "3": 1, "6": 2, "7": 0, "8": None}
    >>> compute(trees, ["1", "17", "18"], row, {"17", "18"})
    {'2': 2, '3': 1, '6': 2, '7': 0, '8': None, '1': 3, '17': 66.67, '18': None}
    >>> compute({"17": parse("6/1")}, ["17"], {"6": 1, "1": 800}, {"17"})["17"]  # half up
    0.13
    >>> power = parse("*".join(["1"] * 99))
    >>> compute({"2": power, "3": parse("2+1")}, ["2", "3"], {"1": 10**6})
    {'1': 1000000, '2': None, '3': None}
    """
    known = {code: exact(value) for code, value in values.items() if is_number(value)}
    result = dict(values)
    for code in order:
        number = value_of(formulas[code], known)
        is_rate = code in percents or divides(formulas[code])
        if number is not None and is_rate:
            number = half_up(number * 100 if code in percents else number)
        if number is not None and abs(number) > LARGEST:
            number = None
        known[code] = number  # what a cell shows is what a formula over it starts from
        result[code] = None if number is None else plain(number, is_rate)
    return result


def is_number(value):
    """Tell whether a value counts in a formula.

    >>> is_number(2.5), is_number(None), is_number("2")
    (True, True, False)
    """
    return value is None or isinstance(value, int | float)


def exact(value):
    """Return a number exactly as it is written; an empty one counts as nothing."""
    return Fraction(str(value or 0))


def value_of(tree, values):
    if isinstance(tree, str):
        return values[tree]
    left, right = value_of(tree.left, values), value_of(tree.right, values)
    if left is None or right is None or (tree.sign == "/" and not right):
        return None
    return {
        "+": lambda: left + right,
        "-": lambda: left - right,
        "*": lambda: left * right,
        "/": lambda: left / right,
    }[tree.sign]()


def half_up(number):
    """Return a fraction rounded to :data:`DIGITS`, halves away from zero as in print.

    >>> half_up(Fraction(1, 8)), half_up(Fraction(-1, 800)), half_up(Fraction(2, 3))
    (Fraction(13, 100), Fraction(0, 1), Fraction(67, 100))
    """
    scaled = abs(number) * 10**DIGITS
    whole = int(scaled + Fraction(1, 2))
    return Fraction(whole if number >= 0 else -whole, 10**DIGITS)


def plain(number, is_rate=False):
    """Return a fraction as the number a cell holds."""
    if is_rate:
        return float(number)
    return int(number) if number.denominator == 1 else float(number)


def in_cells(tree, cells, is_percent=False):
    """Return the formula as a spreadsheet reads it.

    :param dict cells: ``{code: reference}``

    >>> cells = {"6": "H9", "1": "C9", "2": "D9"}
    >>> in_cells(parse("6/1"), cells, True)
    '=IFERROR(ROUND(100*(H9/C9),2),"")'
    >>> in_cells(parse("1-(2-6)"), cells)
    '=IFERROR(C9-(D9-H9),"")'
    """
    text = _written(tree, cells)
    if is_percent:
        text = f"100*({text})"
    if is_percent or divides(tree):
        text = f"ROUND({text},{DIGITS})"
    return f'=IFERROR({text},"")'


def _written(tree, cells):
    if isinstance(tree, str):
        return cells[tree]
    left, right = _written(tree.left, cells), _written(tree.right, cells)
    if tree.sign in "*/" and _is_sum(tree.left):
        left = f"({left})"
    if tree.sign in "*/-" and not isinstance(tree.right, str):
        right = f"({right})"
    return f"{left}{tree.sign}{right}"


def _is_sum(tree):
    return not isinstance(tree, str) and tree.sign in "+-"


def printed(code, formula="", also=""):
    """Return what stands in the row of codes: the code, its formula, and what it also equals.

    >>> printed("1", "2+3", "4+5; 6+10"), printed("2"), printed("")
    ('1=2+3=4+5=6+10', '2', '')
    """
    return "=".join([part for part in (code, formula) if part] + parts(also))


def parts(also):
    """Return the formulas in a text that separates them by semicolons.

    >>> parts("4+5; 6 + 10;"), parts(False)
    (['4+5', '6+10'], [])
    """
    return ["".join(part.split()) for part in (also or "").split(";") if part.strip()]
