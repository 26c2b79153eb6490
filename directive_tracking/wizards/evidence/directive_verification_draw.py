import secrets

from odoo import api, fields, models

from ...models.evidence.directive_verification import METHODS


class DirectiveVerificationDraw(models.TransientModel):
    """The form of a draw, which first shows how many tasks there are to draw from."""

    _name = "directive.verification.draw"
    _description = "Draw of Accepted Tasks"

    method = fields.Selection(METHODS, required=True, default="random")
    date_from = fields.Date(
        string="Accepted from", required=True, default=lambda self: self._drawn("date_from")
    )
    date_to = fields.Date(
        string="Accepted until", required=True, default=lambda self: self._drawn("date_to")
    )
    agency_ids = fields.Many2many(
        "directive.agency", "directive_verification_draw_agency_rel", string="Lead agencies"
    )
    field_ids = fields.Many2many(
        "directive.field", "directive_verification_draw_field_rel", string="Fields of work"
    )
    size = fields.Integer(string="Tasks to draw", default=10)
    # Shown before the draw: who draws states it. The server adds to it when it draws.
    seed = fields.Char(default=lambda self: secrets.token_hex(4))
    reason = fields.Char()
    chosen_task_ids = fields.Many2many(
        "directive.task",
        "directive_verification_draw_task_rel",
        string="Tasks",
        domain=[("state", "=", "done"), ("parent_id", "=", False)],
    )
    population = fields.Integer(string="Accepted tasks", compute="_compute_population")

    def _drawn(self, name):
        return self.env["directive.verification"].default_get([name])[name]

    def _criteria(self):
        """Return the values of the draw that this form asks for."""
        return {
            "method": self.method,
            "date_from": self.date_from,
            "date_to": self.date_to,
            "agency_ids": [(6, 0, self.agency_ids.ids)],
            "field_ids": [(6, 0, self.field_ids.ids)],
            "size": self.size,
            "seed": self.seed,
            "reason": self.reason,
            "chosen_task_ids": [(6, 0, self.chosen_task_ids.ids)],
        }

    @api.depends("date_from", "date_to", "agency_ids", "field_ids")
    def _compute_population(self):
        for wizard in self:
            wizard.population = 0
            if wizard.date_from and wizard.date_to:
                draw = self.env["directive.verification"].new(wizard._criteria())
                domain = draw._population_domain()
                wizard.population = self.env["directive.task"].search_count(domain)

    def action_draw(self):
        """Draw the sample and open it."""
        self.ensure_one()
        drawn = self.env["directive.verification"].create(self._criteria())
        return {
            "type": "ir.actions.act_window",
            "res_model": drawn._name,
            "res_id": drawn.id,
            "views": [[False, "form"]],
        }
