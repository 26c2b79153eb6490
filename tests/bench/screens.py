"""The requests of the web client for a screen, derived from the same views."""

from typing import NamedTuple

from lxml import etree

from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

LIMIT, COUNT_LIMIT = 80, 10_001
ROWS = 40  # of a list within a form
# Of other records shown in a cell the client asks for these fields, by the cell's widget.
SHOWN = {
    "many2many_tags": {"display_name": {}, "color": {}},
    "many2many_avatar_user": {"display_name": {}},
}
# The fields a widget needs besides its own (`fieldDependencies` in its source).
BESIDES = {
    "list_activity": (
        "activity_exception_decoration",
        "activity_exception_icon",
        "activity_state",
        "activity_summary",
        "activity_type_icon",
        "activity_type_id",
    ),
}


class ListScreen(NamedTuple):
    """The one call a list makes: ``model.web_search_read(domain, specification, ...)``."""

    model: str
    domain: list
    specification: dict

    def read(self, env):
        records = env[self.model].with_context(bin_size=True)
        return records.web_search_read(
            self.domain, self.specification, limit=LIMIT, count_limit=COUNT_LIMIT
        )


def list_screen(env, action_xmlid, text=None, view_xmlid=None, kind="list"):
    """Return the list that the action opens for the user of ``env``, its default filters on.

    :param str text: text in the search box, searched in the fields of its first line
    :param str kind: "kanban" for cards in the place of rows
    """
    action = env["ir.actions.act_window"]._for_xml_id(action_xmlid)
    env = env(context={**env.context, **safe_eval(action["context"], {"uid": env.uid})})
    view = env.ref(view_xmlid).id if view_xmlid else False
    search_view = action["search_view_id"] and action["search_view_id"][0]
    views = env[action["res_model"]].get_views([(view, kind), (search_view, "search")])["views"]
    domain = Domain(safe_eval(action["domain"] or "[]", {"uid": env.uid}))
    domain &= _search_domain(env, etree.fromstring(views["search"]["arch"]), text)
    columns = etree.fromstring(views[kind]["arch"])
    return ListScreen(
        action["res_model"], list(domain), _specification(env, action["res_model"], columns)
    )


def _search_domain(env, arch, text):
    domain = Domain.TRUE
    for key, value in env.context.items():
        if key.startswith("search_default_") and value:
            [chosen] = arch.xpath(f"//filter[@name='{key.removeprefix('search_default_')}']")
            domain &= Domain(safe_eval(chosen.get("domain"), {"uid": env.uid}))
    if text:
        first = arch.xpath("./field")[0]
        default = repr([(first.get("name"), "ilike", text)])
        domain &= Domain(safe_eval(first.get("filter_domain", default), {"self": text}))
    return domain


def form_specification(env, model, view_xmlid=None):
    """Return what the web client asks for on a form of ``model``, by default the usual one."""
    view = env.ref(view_xmlid).id if view_xmlid else False
    arch = etree.fromstring(env[model].get_views([(view, "form")])["views"]["form"]["arch"])
    of_form = (
        node for node in arch.iter("field") if next(node.iterancestors("field"), None) is None
    )
    return {node.get("name"): _in_form(env[model], node) for node in of_form}


def _in_form(records, node):
    field = records._fields[node.get("name")]
    if not field.comodel_name:
        return {}
    view = next((child for child in node if child.tag in ("list", "kanban")), None)
    if field.type == "many2one" or view is None:
        return {"fields": {"display_name": {}}}
    rows = _specification(records.env, field.comodel_name, view)
    return {"fields": rows, "limit": ROWS}


def _specification(env, model, arch):
    specification = {}
    for node in arch.xpath("./field" if arch.tag == "list" else ".//field"):
        widget = node.get("widget")
        for name in (node.get("name"), *BESIDES.get(widget, ())):
            by_name = {"display_name": {}} if env[model]._fields[name].type == "many2one" else None
            shown = SHOWN.get(widget, by_name)
            specification[name] = {"fields": _known(env, model, name, shown)} if shown else {}
    return specification


def _known(env, model, name, shown):
    """Return those of the fields ``shown`` that the records in the field ``name`` have."""
    fields = env[env[model]._fields[name].comodel_name]._fields
    return {one: value for one, value in shown.items() if one in fields}
