from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.agency.fate import KEPT

KINDS = [
    ("step", "Step"),
    ("report", "Report"),
    ("request", "Request"),
    ("message", "Message"),
]


class DirectiveTaskFormerLine(models.Model):
    """One step, report, request or message of a task that was given to another agency."""

    _name = "directive.task.former.line"
    _description = "History of a Task Given to Another Agency"
    _inherit = ["directive.evidence.mixin", "directive.kept.mixin", "directive.ledger.mixin"]
    _order = "date, id"
    _rec_name = "text"

    former_id = fields.Many2one(
        "directive.task.former", required=True, index=True, ondelete="cascade"
    )
    date = fields.Datetime(string="At", required=True)
    kind = fields.Selection(KINDS, required=True)
    verb = fields.Selection(lambda self: self._selection_verb(), string="Step")
    agency_id = fields.Many2one("directive.agency", index="btree_not_null")
    signer_name = fields.Char(string="By")
    signer_post = fields.Char(string="Post")
    text = fields.Text()

    @api.model
    def _selection_verb(self):
        """Return the steps of the trail, those that other rooms add included."""
        return self.env["directive.transition"]._fields["verb"]._description_selection(self.env)

    @api.model
    def _copy_steps(self, formers):
        """Copy the trail of the tasks of ``formers`` by one statement."""
        self.env["directive.transition"].flush_model()
        words = SQL("concat_ws(chr(10), NULLIF(step.note, ''), NULLIF(step.changes, ''))")
        copied = ("date", "verb", "signer_name", "signer_post")
        values = {name: SQL.identifier("step", name) for name in copied}
        values |= {"former_id": SQL("former.id"), "kind": "step", "text": words}
        source = SQL(
            """
            directive_task_former AS former
              JOIN directive_transition AS step ON step.task_id = former.task_id
             WHERE former.id = ANY(%s) ORDER BY former.id, step.date, step.id
            """,
            formers.ids,
        )
        self.env.cr.execute(self._insertion(values, source))
        formers.invalidate_recordset(["line_ids"], flush=False)

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}

    def _refuse(self):
        self.env["directive.task.former"]._refuse()
