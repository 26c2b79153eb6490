"""Calling a method the way a stranger would who knows its name: with something plausible."""

import contextlib
import inspect
import json

from odoo.service.model import call_kw
from odoo.tools import SQL

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
    "model": "directive.task", "source_ref": "mail.message_user_assigned", "wanted": "all",
    "message_dict": {}, "msg_dict": {"subject": FORGED}, "routes": [], "email_from": "x@example.com",
}  # fmt: skip
# What a call may write beside the documents: messages to browsers, one's own drafts, a log.
HARMLESS = ("bus_bus", "ir_logging", "mail_presence", "res_users_log", "ir_cron_trigger")


def arguments(method):
    """Return plausible values for the parameters ``method`` asks for."""
    found = {}
    for name, parameter in list(inspect.signature(method).parameters.items())[1:]:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            continue
        if parameter.default is parameter.empty or name in ("note", "body"):
            found[name] = PLAUSIBLE.get(name, FORGED)
    return found


def call(record, name):
    """Call ``name`` on ``record`` as over RPC and return what it answered as text, or None.

    The second value tells how many rows it wrote in tables of documents, and did not take back.
    """
    method = getattr(type(record), name)
    args = [] if getattr(method, "_api_model", False) else [record.ids]
    before = written(record.env)
    answer = None
    with contextlib.suppress(Exception):  # an error of whatever kind is a refusal
        answer = call_kw(record.browse(), name, args, arguments(method))
        record.env.flush_all()
        return as_text(answer), written(record.env) - before
    return None, 0


def as_text(answer):
    return json.dumps(answer, default=lambda value: repr(value), ensure_ascii=False)


def written(env):
    """Return how many rows this transaction has written, by the database's own count."""
    drafts = tuple(model._table for model in env.registry.values() if model._transient)
    ((count,),) = env.execute_query(
        SQL(
            """SELECT COALESCE(SUM(n_tup_ins + n_tup_upd + n_tup_del), 0)
                 FROM pg_stat_xact_user_tables WHERE relname NOT IN %s""",
            HARMLESS + drafts,
        )
    )
    return count
