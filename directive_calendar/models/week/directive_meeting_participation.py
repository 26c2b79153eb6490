from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.directive_tracking.tools.agency.fate import DERIVED, moved, once_each

from ...tools.week.words import OVER, ROLES


class DirectiveMeetingParticipation(models.Model):
    """One leader, one agency, or whom else a wording names, at a meeting.

    An agency that is no longer invited keeps its row, marked as excluded: it has been told.
    """

    _name = "directive.meeting.participation"
    _description = "Participation"
    _inherit = [
        "directive.derived.mixin",
        "directive.meeting.part.mixin",
        "directive.visibility.mixin",
    ]
    _order = "meeting_id, sequence, id"
    _rec_name = "text"
    _visible_by = ("shown_agency_id",)

    meeting_id = fields.Many2one("directive.meeting", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=100, aggregator=None)
    leader_id = fields.Many2one("directive.leader", index="btree_not_null", ondelete="restrict")
    agency_id = fields.Many2one("directive.agency", index="btree_not_null", ondelete="restrict")
    role = fields.Selection(ROLES, required=True, default="attend")
    text = fields.Char(string="As worded")
    substitute_for_id = fields.Many2one(
        "directive.leader", string="In place of", index="btree_not_null", ondelete="restrict"
    )
    is_excluded = fields.Boolean(string="No longer invited", readonly=True)
    shown_agency_id = fields.Many2one(
        "directive.agency",
        string="Shown to",
        compute="_compute_shown_agency_id",
        store=True,
        index="btree_not_null",
    )

    _one_agency = models.UniqueIndex(
        "(meeting_id, agency_id) WHERE agency_id IS NOT NULL",
        "An agency is invited to a meeting once.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list if not self._in_workflow() else ():
            vals["is_excluded"] = False
        rows = super().create(vals_list)
        rows._check_own_calendar()
        return rows

    def write(self, vals):
        if self and "is_excluded" in vals and not self._in_workflow():
            raise UserError(self.env._("Remove the agency from the list of those invited."))
        result = super().write(vals)
        if vals.keys() & {"leader_id", "agency_id", "meeting_id"}:
            self._check_own_calendar()
        return result

    @api.depends("agency_id", "is_excluded", "meeting_id.is_shown")
    def _compute_shown_agency_id(self):
        for row in self:
            shown = row.meeting_id.is_shown and not row.is_excluded
            row.shown_agency_id = shown and row.agency_id

    @api.depends("leader_id", "agency_id", "text")
    def _compute_display_name(self):
        for row in self:
            row.display_name = row._who()
        self._hide_names()

    def _hide_names(self):
        """Name who takes part to who writes the calendar of the meeting."""
        # Whose meeting it is decides, not whether the row may be read.
        kept = self.sudo().meeting_id.sudo(False)._kept_by_reader()
        hidden = self.filtered(lambda row: row.sudo().meeting_id.sudo(False) not in kept)
        super(DirectiveMeetingParticipation, hidden)._hide_names()

    def _who(self):
        """Return the name of the participant as it is printed."""
        return self.text or self.leader_id._in_calendar() or self.agency_id.name or ""

    @api.constrains("leader_id", "agency_id", "text")
    def _check_is_somebody(self):
        for row in self:
            if row.leader_id and row.agency_id or not (row.leader_id or row.agency_id or row.text):
                raise ValidationError(
                    self.env._("A participant is a leader, an agency, or somebody named in words.")
                )

    def _check_own_calendar(self):
        """Raise if an agency named leaders or agencies that are not its own calendar's to name."""
        if self.env["directive.meeting"]._is_written_by_office():
            return
        for row in self:
            row.meeting_id._check_own_leaders(row.leader_id)
            if row.agency_id:
                raise ValidationError(
                    self.env._("Only the Office invites agencies: name them in words.")
                )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {
            "agency_id": moved(("meeting_id.state", "not in", OVER)),
            "shown_agency_id": DERIVED,
        }

    @api.model
    def _reorganised(self, name, values, planned):
        """An agency is invited once: where the successor is as well, the other row stays behind."""
        values = super()._reorganised(name, values, planned)
        rows = self.browse(values)
        there = self.search([("meeting_id", "in", rows.meeting_id.ids), ("agency_id", "!=", False)])
        taken = {(row.meeting_id.id, row.agency_id.id) for row in there}
        return once_each(values, {row.id: row.meeting_id.id for row in rows}, taken)

    @api.model
    def _reorganised_besides(self, planned):
        """End the invitations of agencies that end, where their successor is invited as well."""
        found = super()._reorganised_besides(planned)
        actives = planned.get(("directive.agency", "active"), {})
        ended = [agency for agency, active in actives.items() if not active]
        fate = self._reorganisation_fields()["agency_id"]
        left = self.search([("agency_id", "in", ended), *fate.where, ("is_excluded", "=", False)])
        left -= self.browse(planned.get((self._name, "agency_id"), {}))
        return found | {"is_excluded": {row.id: (False, True) for row in left}}
