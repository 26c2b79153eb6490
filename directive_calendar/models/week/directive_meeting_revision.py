from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.week.change import WHEN
from ...tools.week.words import CHANGES

UNSAID = {*WHEN, "date_start", "date_end"}  # said together


class DirectiveMeetingRevision(models.Model):
    """One change of a meeting of a published week: what was, what is, why and by whom."""

    _name = "directive.meeting.revision"
    _description = "Change of a Meeting"
    _inherit = ["directive.trail.mixin"]
    _signatures = {"user_id": "signer"}
    _order = "meeting_id, number desc"
    _rec_name = "kind"

    meeting_id = fields.Many2one(
        "directive.meeting", required=True, index=True, ondelete="restrict", readonly=True
    )
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    kind = fields.Selection(CHANGES, required=True, readonly=True, index=True)
    old_values = fields.Json(readonly=True)
    new_values = fields.Json(readonly=True)
    reason = fields.Text(readonly=True)
    user_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict")
    date = fields.Datetime(required=True, readonly=True, index=True, default=fields.Datetime.now)
    is_private = fields.Boolean(
        readonly=True, help="What the entry said was private before or after this change."
    )
    told_count = fields.Integer(string="People told", readonly=True)

    change_text = fields.Text(string="What changed", compute="_compute_change_text")

    _number_uniq = models.Constraint(
        "UNIQUE (meeting_id, number)", "This change has been recorded already."
    )

    @api.depends("old_values", "new_values")
    @api.depends_context("lang")
    def _compute_change_text(self):
        for revision in self:
            revision.change_text = "\n".join(revision._changed_lines()) or False

    def _changed_lines(self):
        """Return what changed, one field a line: “Place: P. họp 1 → P. họp 2”."""
        old, new = self.old_values or {}, self.new_values or {}
        lines = []
        if old and any(old.get(name) != new.get(name) for name in WHEN):
            meeting = self.meeting_id
            lines.append(f"{meeting._time_in_words(old)} → {meeting._time_in_words(new)}")
        for name in old:
            if name not in UNSAID and old[name] != new.get(name):
                label = self.meeting_id._fields[name]._description_string(self.env)
                lines.append(
                    f"{label}: {self._said(name, old[name])} → {self._said(name, new[name])}"
                )
        return lines

    def _said(self, name, value):
        field = self.meeting_id._fields[name]
        if field.type == "many2many":
            return ", ".join(name for _id, name in value) or "–"
        if field.type == "many2one":
            return value[1] if value else "–"
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "–")
        if field.type == "boolean":
            return self.env._("yes") if value else self.env._("no")
        return value or "–"

    def _refuse(self):
        raise UserError(self.env._("The changes of a meeting are kept by the system."))
