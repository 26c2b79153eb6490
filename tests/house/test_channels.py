"""Code asks a channel for its properties, never for its name, which only its model knows.

The syntax of the addons is analysed, and patterns are matched by form, so new cases are found as
well. Needs neither Odoo nor a database.
"""

import ast
import re
import textwrap
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "directive.channel."
# The past is called by the names it had.
NOT_READ = {"tests", "migrations"}
IN_SQL = re.compile(r"\bchannel(?:\.name)?\s*(?:=|!=|<>|\bNOT IN\b|\bIN\b)\s*\(?'")


def trees():
    """Return ``{path: tree}`` of the addons, whatever they are called."""
    found = {}
    for manifest in ROOT.glob("*/__manifest__.py"):
        for path in sorted(manifest.parent.rglob("*.py")):
            if not NOT_READ & set(path.relative_to(ROOT).parts):
                found[path] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def codes(parsed):
    """Return the names of all channels, as their models declare them."""
    strings = {one.value for tree in parsed for one in ast.walk(tree) if _is_text(one)}
    return {one.removeprefix(PREFIX) for one in strings if one.startswith(PREFIX)} - {""}


def found_in(tree, names):
    """Return the lines that depend on the name of a channel, with the error."""
    found = {}
    for node in ast.walk(tree):
        for what, is_wrong in KINDS.items():
            if is_wrong(node, names):
                found[node.lineno] = what
    return sorted(found.items())


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _texts(node):
    """Return the strings of a constant or of a literal collection, or nothing."""
    if _is_text(node):
        return [node.value]
    if isinstance(node, ast.Tuple | ast.List | ast.Set) and all(map(_is_text, node.elts)):
        return [one.value for one in node.elts]
    return []


def _last_name(node):
    return getattr(node, "attr", None) or getattr(node, "id", None) or ""


def _speaks_of_channel(node):
    return any("channel" in _last_name(one).lower() for one in ast.walk(node))


def _compares(node, names):
    if not isinstance(node, ast.Compare):
        return False
    sides = [node.left, *node.comparators]
    is_asked = any("channel" in _last_name(one) for one in sides)
    by_list = any("CHANNELS" in _last_name(one) for one in sides)
    by_name = any(set(_texts(one)) & names for one in sides)
    return by_list or by_name or (is_asked and any(map(_texts, sides)))


def _calls_by_name(node, names):
    """Tell whether a method is chosen by a channel's, or a step's, name."""
    is_call = isinstance(node, ast.Call) and _last_name(node.func) == "getattr"
    if not is_call or not isinstance(node.args[1], ast.JoinedStr):
        return False
    values = [one.value for one in node.args[1].values if isinstance(one, ast.FormattedValue)]
    return any(_speaks_of_channel(one) or _last_name(one) in ("action", "code") for one in values)


def _lists(node, names):
    """Tell whether channels are listed: only their own models make one known."""
    if isinstance(node, ast.Dict):
        texts = [key.value for key in node.keys if key is not None and _is_text(key)]
        return len(texts) > 1 and set(texts) <= names
    return len(_texts(node)) > 1 and set(_texts(node)) <= names


def _asks_domain(node, names):
    if not isinstance(node, ast.Tuple) and _last_name(getattr(node, "func", None)) != "Domain":
        return False
    parts = node.elts if isinstance(node, ast.Tuple) else node.args
    is_term = len(parts) == 3 and _is_text(parts[0]) and parts[0].value.split(".")[-1] == "channel"
    return is_term and bool(_texts(parts[2]))


def _asks_sql(node, names):
    return _is_text(node) and bool(IN_SQL.search(node.value))


KINDS = {
    "a comparison with the name of a channel": _compares,
    "a method chosen by the name of a channel": _calls_by_name,
    "a list of channels": _lists,
    "a domain with the name of a channel": _asks_domain,
    "SQL with the name of a channel": _asks_sql,
}
PLANTED = (
    'if channel == "app":\n    pass',
    'if row.channel != "pigeon":\n    pass',
    'ways = [one for one in ways if one != "email"]',
    'if code in ("app", "email"):\n    pass',
    "if channel in SILENT_CHANNELS:\n    pass",
    'getattr(rows, f"_suppress_{channel}")()',
    'getattr(self, f"_take_{step.action}")(step)',
    'CHANNELS = ("app", "email")',
    'chosen = {"app": rule.channel_app, "email": rule.channel_email}',
    'rows.search([("channel", "=", "email")])',
    'Domain("notice_id.channel", "in", ["email"])',
    "SQL(\"SELECT FROM x WHERE channel.name != 'app'\")",
)
HARMLESS = (
    'row["channel"] = channel._code',
    "if channel._code == row.channel:\n    pass",
    'label = {"app": "x", "other": "y"}',
    'getattr(record, f"_{name}_sql")()',
    'rows.search([("channel", "=", channel._code)])',
    'self.env["directive.channel.email"]._address(row)',
)


class TestChannels(unittest.TestCase):
    """No line of an addon tells channels apart by their names."""

    def test_the_channels_themselves_say_what_they_are(self):
        parsed = trees()
        names = codes(parsed.values())
        self.assertGreaterEqual(names, {"app", "email", "sms"})
        found = [
            f"{path.relative_to(ROOT)}:{line}: {what}"
            for path, tree in parsed.items()
            for line, what in found_in(tree, names)
        ]
        self.assertEqual(found, [])

    def test_each_form_is_found(self):
        for text in PLANTED:
            with self.subTest(text):
                self.assertTrue(found_in(ast.parse(textwrap.dedent(text)), {"app", "email"}))

    def test_what_names_no_channel_is_let_alone(self):
        for text in HARMLESS:
            with self.subTest(text):
                self.assertEqual(found_in(ast.parse(text), {"app", "email"}), [])


if __name__ == "__main__":
    unittest.main()
