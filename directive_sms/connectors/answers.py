"""Parsing of providers' answers and callbacks according to their specification."""

import json
import re
from urllib.parse import parse_qsl

from lxml import etree

from .base import DELIVERED, FAILED, NEVER, SENT, UNKNOWN, Report

DEEPEST = 30  # levels of an answer that are searched
_RANGE = re.compile(r"(\d+)-(\d+)")


def read_answer(kind, text):
    """Return an answer as nested dictionaries, or None if it does not have the agreed format.

    >>> read_answer("json", '{"a": {"b": 0}}'), read_answer("json", "<html>")
    ({'a': {'b': 0}}, None)
    >>> read_answer("xml", "<s:E xmlns:s='u'><s:B><result>1</result></s:B></s:E>")
    {'E': {'B': {'result': '1'}}}
    >>> read_answer("text", "0: Accepted for delivery")
    {'code': '0', 'text': '0: Accepted for delivery'}
    >>> read_answer("text", "<html>502 Bad Gateway") is None  # a proxy's page is no code
    True
    """
    if kind == "text":
        if text.lstrip().startswith("<"):
            return None
        return {"code": re.split(r"[\s:|,;]", text.strip(), maxsplit=1)[0], "text": text.strip()}
    try:
        return json.loads(text) if kind == "json" else _tree(text.encode())
    except (ValueError, RecursionError, etree.XMLSyntaxError):
        return None


def read_call(call):
    """Return the data of a callback in any format: query, form, JSON or XML.

    >>> from .base import Call
    >>> read_call(Call({"a": "1"})), read_call(Call({"a": "1"}, b'{"b": 2}'))
    ({'a': '1'}, {'a': '1', 'b': 2})
    >>> read_call(Call({}, b"<r><m>1</m><m>2</m></r>")), read_call(Call({}, b"[1]"))
    ({'r': {'m': ['1', '2']}}, [1])
    >>> read_call(Call({}, b"a=1&b=%C4%91")), read_call(Call({}, b"\\xff{"))
    ({'a': '1', 'b': 'đ'}, {})
    """
    body = _read_body(call.body.strip())
    return {**call.params, **body} if isinstance(body, dict) else body


def find(answer, path):
    """Return the text at ``path`` in a read answer, "" if it is not there.

    A path starting with ``**.`` looks for its last name anywhere.

    >>> find({"a": {"b": 0}}, "a.b"), find({"a": {"b": 0}}, "a.c"), find({"a": {"b": 7}}, "**.b")
    ('0', '', '7')
    """
    found = _at(answer, path)
    if isinstance(found, bool):
        return str(found).lower()
    return "" if found is None or isinstance(found, dict | list) else str(found).strip()


def find_rows(answer, path):
    """Return the dictionaries at ``path``, one or many; without a path, of the whole answer.

    >>> find_rows({"a": [{"b": 1}, 7]}, "a"), find_rows([{"b": 1}], ""), find_rows({"b": 1}, "a")
    ([{'b': 1}], [{'b': 1}], [])
    """
    found = _at(answer, path) if path else answer
    return [row for row in (found if isinstance(found, list) else [found]) if isinstance(row, dict)]


def is_among(code, codes):
    """Tell whether ``code`` is one of ``codes``, of which ``"64-255"`` is a range.

    >>> is_among("70", ["0", "64-255"]), is_among("63", ["64-255"]), is_among("DELIVRD", ["1-9"])
    (True, False, False)
    """
    if code in codes:
        return True
    ranges = filter(None, map(_RANGE.fullmatch, codes))
    return code.isdecimal() and any(int(one[1]) <= int(code) <= int(one[2]) for one in ranges)


def read_state(spec, row):
    """Return the :class:`Report` of one row of a report or of an inquiry's answer.

    Some providers say "done" for any outcome and count reached and missed telephones separately.

    >>> spec = {"state": "s", "delivered": ["5"], "success_count": "ok", "failed_count": "bad"}
    >>> [read_state(spec, {"s": 5, "ok": ok, "bad": bad}).state for ok, bad in ((1, 0), (0, 1), (0, 0))]
    ['delivered', 'failed', 'sent']
    >>> read_state(spec, {"s": 9}).state
    'unknown'
    """
    code = find(row, spec["state"])
    known = (DELIVERED, FAILED, SENT, NEVER)
    state = next((one for one in known if code and is_among(code, spec.get(one, ()))), UNKNOWN)
    if state == DELIVERED and find(row, spec.get("success_count", "")) == "0":
        state = SENT if find(row, spec.get("failed_count", "")) in ("", "0") else FAILED
    words = f"{code} {find(row, spec.get('reason', ''))}".strip()
    found = {name: find(row, spec.get(name, "")) for name in ("request_id", "reference", "number")}
    is_last = state in (DELIVERED, FAILED, NEVER) or is_among(code, spec.get("last", ()))
    return Report(state, reason=words, is_last=is_last, **found)


def _read_body(body):
    """Return a body as a dictionary or a list; empty if it cannot be read."""
    try:
        if body[:1] in (b"{", b"["):
            return json.loads(body)
        if body[:1] == b"<":
            return _tree(body)
        return dict(parse_qsl(body.decode()))
    except (ValueError, RecursionError, etree.XMLSyntaxError):
        return {}


def _at(answer, path):
    if path.startswith("**."):
        return _anywhere(answer, path[3:])
    for name in path.split(".") if path else ():
        if not isinstance(answer, dict) or name not in answer:
            return None
        answer = answer[name]
    return answer if path else None


def _anywhere(answer, name, depth=0):
    if not isinstance(answer, dict) or depth > DEEPEST:
        return None
    if name in answer:
        return answer[name]
    found = (_anywhere(child, name, depth + 1) for child in answer.values())
    return next((one for one in found if one is not None), None)


def _tree(data):
    """Return an XML text as nested dictionaries by local name; entities are not resolved."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    return {_name(root): _children(root)}


def _children(node):
    """Return the children by name; repeated names become a list."""
    children = {}
    for child in node:
        if isinstance(child.tag, str):
            children.setdefault(_name(child), []).append(_children(child))
    if not children:
        return node.text or ""
    return {name: found[0] if len(found) == 1 else found for name, found in children.items()}


def _name(node):
    return etree.QName(node).localname
