from lxml import etree

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

MOST = 10_000  # lists count no further either
PREFIX = "search_default_"


class DirectiveDeskTile(models.Model):
    """One number on the first page of a role, and the list behind it.

    The number equals the rows of the list when it opens, with its domain and default filters.
    """

    _name = "directive.desk.tile"
    _description = "Desk Counter"
    _order = "sequence, id"

    name = fields.Char(string="Name", related="action_id.name")
    action_id = fields.Many2one(
        "ir.actions.act_window", string="List", required=True, ondelete="cascade"
    )
    group_id = fields.Many2one("res.groups", string="Role", required=True, ondelete="cascade")
    sequence = fields.Integer(default=100)
    is_alarm = fields.Boolean(string="Red above zero")
    count = fields.Integer(compute="_compute_count", string="Number")

    @api.depends_context("uid")
    def _compute_count(self):
        for tile in self:
            action = tile.action_id.sudo()  # the list of a menu is not secret; its rows are
            Model = self.env[action.res_model]
            readable = Model.has_access("read")
            tile.count = readable and Model.search_count(tile._domain(action), limit=MOST)

    @api.model
    def _domain(self, action):
        """Return the domain of the list that ``action`` opens."""
        values = {"uid": self.env.uid}
        context = safe_eval(action.context or "{}", values)
        chosen = {key.removeprefix(PREFIX) for key in context if key.startswith(PREFIX)}
        arch = self.env[action.res_model].get_view(action.search_view_id.id, "search")["arch"]
        domain = Domain(safe_eval(action.domain or "[]", values))
        for filters in _groups(etree.fromstring(arch)):
            taken = [
                Domain(safe_eval(domain, values)) for name, domain in filters if name in chosen
            ]
            domain &= Domain.OR(taken) if taken else Domain.TRUE
        return domain

    def action_open(self):
        """Open the counted list."""
        self.ensure_one()
        self.check_access("read")
        # The system reads actions; each list checks its own access.
        return self.action_id.sudo()._get_action_dict()


def _groups(search):
    """Yield the groups of adjacent filters of a search view: within a group, one is enough."""
    together = []
    for node in search:
        if node.tag == "filter" and node.get("domain"):
            together.append((node.get("name"), node.get("domain")))
        elif node.tag in ("separator", "group"):
            yield together
            together = []
    yield together
