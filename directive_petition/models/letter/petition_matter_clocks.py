from odoo import api, fields, models

from ...tools.term.choice import ANY, Facts


class PetitionMatter(models.Model):
    """What the clocks of a matter rest on, and the next day by which something is to be done."""

    _inherit = "petition.matter"

    several_places = fields.Boolean(
        string="Verified in several places",
        help="The first handling of a denunciation then has more time.",
    )
    clock_ids = fields.One2many("petition.clock", "matter_id", readonly=True)
    date_due = fields.Date(
        string="Due on",
        index="btree_not_null",
        compute="_compute_date_due",
        store=True,
        compute_sudo=True,
        help="The earliest day on which a term of the office ends; empty while it is suspended.",
    )

    overdue_days = fields.Integer(
        string="Days overdue", compute="_compute_overdue_days", aggregator=None
    )

    @api.depends("date_due")
    def _compute_overdue_days(self):
        today = self.env["directive.settings"]._today()
        for matter in self:
            due = matter.date_due
            matter.overdue_days = (today - due).days if due and due < today else 0

    @api.depends("clock_ids.date_due", "clock_ids.state")
    def _compute_date_due(self):
        for matter in self:
            running = matter.clock_ids.filtered(
                lambda clock: clock.state == "running" and clock.is_duty and clock.date_due
            )
            matter.date_due = min(running.mapped("date_due"), default=False)

    def _clocks(self):
        """Return the clocks of this matter, as its steps move them."""
        # Whoever takes a step of a matter moves its clocks, which are the system's.
        return self.sudo().clock_ids

    def _starts_at_receipt(self):
        """Return ``[(code, day, event or None)]`` of further clocks; higher rooms add theirs."""
        return []

    def _clock_facts(self):
        """Return the facts on which the choice of a term depends; clocks set the day."""
        self.ensure_one()
        return Facts(
            self.kind,
            self.level if self.kind != "petition" else ANY,
            self.date_received,
            self.is_remote,
            self.complexity or "normal",  # none is refused where it is stored
            self.several_places,
        )
