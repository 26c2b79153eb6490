"""Kinds of test classes, told from their code: which suite runs them, and on how many days."""

import ast

from runners.pressing import PRESSING


def is_of_screens_or_roles(path, body):
    """Tell whether a class opens a browser, or belongs to the leak matrix."""
    called = {one.func.attr for one in ast.walk(body) if _is_method_call(one)}
    return bool(called & PRESSING) or "matrix" in path.parts


def asks_for_rights(path, _body):
    """Tell whether a class asks who may do what, as all do in these folders."""
    return bool({"access", "guard", "matrix"} & set(path.parts))


def reads_words(path, _body):
    """Tell whether a class compares the words of screens with their Vietnamese."""
    return "translations" in path.stem or "vietnamese" in path.stem


def stops_its_clock(_path, body):
    """Tell whether a class lives on a day of its own, whatever the machine's."""
    named = [ast.unparse(target) for one in body.body for target in getattr(one, "targets", ())]
    return "freeze_time" in named or any(
        ast.unparse(one).startswith("freeze_time(") for one in body.decorator_list
    )


def has_no_database(_path, body, own):
    """Tell whether a class of Odoo's tests, as far as its own bases tell, works without a database.

    :param own: the names of our classes, whose bases are judged by themselves
    """
    return all(base in own or base == "BaseCase" for base in map(ast.unparse, body.bases))


def _is_method_call(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
