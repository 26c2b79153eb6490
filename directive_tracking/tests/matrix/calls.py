"""Calling a method the way a stranger would who knows its name: with something plausible."""

import contextlib
import inspect
import json
import re
from copy import deepcopy
from functools import cache
from unittest.mock import patch

from odoo.service.model import call_kw
from odoo.sql_db import Cursor

FORGED = "zqx-forged"
# By the name of a parameter; whatever else is asked for gets a text.
PLAUSIBLE = {
    "vals": {}, "values": {}, "vals_list": [{}], "default": {}, "custom_values": {},
    "domain": [], "fields": ["display_name"], "fields_list": [], "field_names": [],
    "fields_spec": {"display_name": {}}, "specification": {"display_name": {}},
    "groupby": ["id"], "aggregates": ["__count"], "grouping_sets": [["id"]], "bar": {},
    "progress_bar": {"field": "id", "colors": {}}, "data": [["1"]], "ids": [], "partner_ids": [],
    "fields_to_export": ["display_name"], "views": [[False, "form"]], "translations": {},
    "act_type_xmlids": ["mail.mail_activity_data_todo"], "limit": 5, "offset": 0,
    "date_deadline": "2031-01-01", "body": FORGED, "note": FORGED, "name": FORGED,
    "message": "From: test_leader@example.com\nTo: x@example.com\nSubject: Re\n\nzqx-forged",
    "answer": "agree", "model": "directive.task", "source_ref": "mail.message_user_assigned", "wanted": "all",
    "message_dict": {}, "msg_dict": {"subject": FORGED}, "routes": [], "email_from": "x@example.com",
}  # fmt: skip
# Tables that a call may write besides documents: bus messages, own drafts, a log.
HARMLESS = {"bus_bus", "ir_logging", "mail_presence", "res_users_log", "ir_cron_trigger"}
WRITES = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)


def arguments(method):
    """Return plausible values for the parameters ``method`` asks for."""
    return deepcopy({name: PLAUSIBLE.get(name, FORGED) for name in _asked(method)})


@cache
def _asked(method):
    return [
        name
        for name, parameter in list(inspect.signature(method).parameters.items())[1:]
        if parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
        and (parameter.default is parameter.empty or name in ("note", "body"))
    ]


def call(record, name, given=None):
    """Call ``name`` on ``record`` as over RPC; return its answer as text and the written tables.

    Without ``given`` arguments it gets plausible ones. The answer is None if the call was refused
    with any error. The written tables are those of documents in which it changed a row without
    reverting it.
    """
    method = getattr(type(record), name)
    args = [] if getattr(method, "_api_model", False) else [record.ids]
    with watched(record.env) as tables, contextlib.suppress(Exception):
        answer = call_kw(record.browse(), name, args, arguments(method) if given is None else given)
        record.env.flush_all()
        return json.dumps(answer, default=repr, ensure_ascii=False), tables
    return None, []


@contextlib.contextmanager
def watched(env):
    """Give a list to which every statement adds the table in which it changed a row."""
    tables = []

    def execute(cursor, query, *args, **kwargs):
        result = original(cursor, query, *args, **kwargs)  # pylint: disable=assignment-from-none
        if cursor.rowcount > 0:
            written = WRITES.findall(getattr(query, "code", None) or str(query))
            tables.extend(name for name in written if not _is_harmless(env, name))
        return result

    original = Cursor.execute
    with patch.object(Cursor, "execute", execute):
        yield tables


def _is_harmless(env, table):
    """Tell whether a table holds no documents, such as one of the forms that people fill in."""
    models = env.registry.values()
    return table in HARMLESS or any(one._table == table and one._transient for one in models)
