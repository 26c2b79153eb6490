from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

OFFICE = "directive_tracking.group_directive_office"


class DirectiveDuty(models.Model):
    """The Office's duty roster: who makes telephone calls on which days."""

    _name = "directive.duty"
    _description = "Duty Roster"
    _order = "date_from desc, id"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users",
        string="Officer on duty",
        required=True,
        index=True,
        ondelete="restrict",
        domain=lambda self: [("all_group_ids", "in", self.env.ref(OFFICE).id)],
    )
    phone = fields.Char(related="user_id.partner_id.phone")
    date_from = fields.Date(
        string="From", required=True, default=lambda self: self.env["directive.settings"]._today()
    )
    date_to = fields.Date(
        string="Until", required=True, default=lambda self: self.env["directive.settings"]._today()
    )
    note = fields.Char(string="Remark")

    _dates_order = models.Constraint(
        "CHECK (date_from <= date_to)", "The last day of a duty cannot come before its first day."
    )

    @api.constrains("user_id")
    def _check_user_id(self):
        for duty in self:
            if not duty.user_id.has_group(OFFICE):
                raise ValidationError(
                    self.env._(
                        "%(user)s is not an Office specialist and would not see the call list: "
                        "choose a specialist, or ask an administrator to assign the role "
                        "first.",
                        user=duty.user_id.name,
                    )
                )

    @api.model
    def _on_duty(self):
        """Return the users on duty today, in the province's time zone."""
        today = self.env["directive.settings"]._today()
        now = Domain("date_from", "<=", today) & Domain("date_to", ">=", today)
        return self.search(now & Domain("user_id.active", "=", True)).user_id
