from odoo import api, fields, models

from ...tools.workflow import WORKFLOW

STATES = [
    ("waiting", "Not begun"),
    ("done", "Done"),
    ("refused", "Refused"),
    ("cancelled", "Cancelled"),
]


class DirectiveTaskBulkLine(models.Model):
    """One task of a step on many: what became of it, written together with the step itself."""

    _name = "directive.task.bulk.line"
    _description = "Task of a Step on Many Tasks"
    _inherit = ["directive.kept.mixin"]
    _order = "bulk_id desc, id"
    _rec_name = "task_id"

    bulk_id = fields.Many2one(
        "directive.task.bulk", required=True, index=True, ondelete="restrict", readonly=True
    )
    task_id = fields.Many2one(
        "directive.task", required=True, index=True, ondelete="cascade", readonly=True
    )
    state = fields.Selection(
        STATES, string="Outcome", required=True, default="waiting", readonly=True
    )
    sentence = fields.Text(string="Why refused", readonly=True)
    number = fields.Char(related="task_id.number", related_sudo=False)
    point = fields.Char(related="task_id.point", related_sudo=False)
    lead_agency_id = fields.Many2one(related="task_id.lead_agency_id", related_sudo=False)
    date_deadline = fields.Date(related="task_id.date_deadline", related_sudo=False)

    _once = models.Constraint(
        "UNIQUE (bulk_id, task_id)", "A task appears only once in a step on many tasks."
    )
    _waiting_idx = models.Index("(bulk_id, id) WHERE state = 'waiting'")

    def _refuse(self):
        self.env["directive.task.bulk"]._refuse()

    @api.model
    def _waiting_of(self, bulk, limit):
        """Return the next tasks of ``bulk`` on which nothing has been done."""
        return self.search([("bulk_id", "=", bulk.id), ("state", "=", "waiting")], limit=limit)

    def _settle(self, refused):
        """Write what became of these tasks.

        :param dict refused: ``{task id: sentence}``
        """
        # Nobody may write them; the work that calls has taken the step.
        lines = self.sudo().with_context(directive_workflow=WORKFLOW)
        by_sentence = lines.grouped(lambda line: refused.get(line.task_id.id))
        for sentence, those in by_sentence.items():
            state = "refused" if sentence else "done"
            those.write({"state": state, "sentence": sentence or False})
