from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.directive_tracking.tools.workflow import WORKFLOW


class PetitionOverdue(models.Model):
    """What the agency above is told of a matter that is long overdue below: its number and its days.

    It sees nothing else of the matter. By law it demands in writing that the matter be settled (Law
    on Reception of Citizens, article 26; Law on Denunciations, article 38).
    """

    _name = "petition.overdue"
    _description = "Matter Overdue Below"
    _inherit = "petition.told.mixin"
    _order = "date_due, id"
    _rec_name = "number"
    _visible_by = ("told_id",)
    _notice_path = "petition-overdue-below"

    matter_id = fields.Many2one(
        "petition.matter", required=True, readonly=True, ondelete="cascade", index=True
    )
    number = fields.Char(string="Number of the matter", readonly=True)
    agency_id = fields.Many2one(
        "directive.agency", string="Handled by", readonly=True, ondelete="restrict"
    )
    told_id = fields.Many2one(
        "directive.agency", string="Agency above", readonly=True, index=True, ondelete="restrict"
    )
    date_due = fields.Date(string="Due on", readonly=True, required=True)
    date_told = fields.Date(string="Told on", readonly=True)
    date_over = fields.Date(string="Settled on", readonly=True, index=True)
    days_late = fields.Integer(string="Days late", compute="_compute_days_late")

    _due_uniq = models.UniqueIndex("(matter_id, date_due)", "This has been told already.")

    @api.depends("date_due", "date_over")
    def _compute_days_late(self):
        today = self.env["directive.settings"]._today()
        for row in self:
            row.days_late = row.date_due and ((row.date_over or today) - row.date_due).days

    # Telling

    @api.model
    def _tell_above(self, clocks):
        """Tell the agencies above of these clocks, once for each matter and day."""
        # The system tells; whoever is told sees the row and not the matter.
        rows = self.sudo().with_context(directive_workflow=WORKFLOW)
        for clock in clocks:
            matter = clock.matter_id
            above = matter.agency_id._above_in_petitions()
            named = [("matter_id", "=", matter.id), ("date_due", "=", clock.date_due)]
            if above and not rows.search_count(named, limit=1):
                rows.create(self._prepare(clock, above))._tell_of_lateness()

    @api.model
    def _prepare(self, clock, above):
        matter = clock.matter_id
        return {
            "matter_id": matter.id,
            "number": matter.number,
            "agency_id": matter.agency_id.id,
            "told_id": above.id,
            "date_due": clock.date_due,
            "date_told": self.env["directive.settings"]._today(),
        }

    def _tell_of_lateness(self):
        for row in self:
            leaders = row._leaders() if row.told_id.kind == "office" else []
            row._tell("petition_below", {row.id: row._managers_of(row.told_id) or leaders})

    @api.model
    def _close_settled(self):
        """Note the day on which a term that was told above ran no longer."""
        waiting = self.sudo().search([("date_over", "=", False)])  # a scheduled action
        running = Domain("state", "=", "running") & Domain("is_duty", "=", True)
        clocks = self.env["petition.clock"].search(
            running & Domain("matter_id", "in", waiting.matter_id.ids)
        )
        late = {(clock.matter_id.id, clock.date_due) for clock in clocks}
        over = waiting.filtered(lambda row: (row.matter_id.id, row.date_due) not in late)
        today = self.env["directive.settings"]._today()
        over.with_context(directive_workflow=WORKFLOW).write({"date_over": today})

    @api.model
    def _run_again(self, clocks):
        """Take back that the terms of these ``clocks`` ran no longer."""
        running = clocks.filtered(lambda one: one.state == "running" and one.is_duty)
        late = running.filtered(lambda one: one.timeliness == "overdue")
        if late:
            # As above: whoever takes a step sees no such row.
            rows = self.sudo().search([("matter_id", "in", late.matter_id.ids)])
            again = rows.filtered(lambda one: one.date_due in late.mapped("date_due"))
            again.with_context(directive_workflow=WORKFLOW).write({"date_over": False})

    def _notice_item(self):
        return super()._notice_item() | {"deadline": self.date_due}

    def _notice_count_words(self, count):
        return self.env._("%(count)s matters overdue below", count=count)

    def _refuse(self):
        raise UserError(self.env._("A notice about an overdue matter cannot be changed."))
