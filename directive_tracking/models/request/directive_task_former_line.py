import json

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
    def _write_down(self, formers, lines):
        """Copy the trail of the tasks of ``formers`` and write these ``lines``, in one statement."""
        self.env["directive.transition"].flush_model()
        sources = [self._steps_of(formers), *([self._given(lines)] if lines else [])]
        self.env.cr.execute(self._insertion_of(sources))
        formers.invalidate_recordset(["line_ids"], flush=False)

    @api.model
    def _steps_of(self, formers):
        words = SQL("concat_ws(chr(10), NULLIF(step.note, ''), NULLIF(step.changes, ''))")
        copied = ("date", "verb", "signer_name", "signer_post")
        values = {name: SQL.identifier("step", name) for name in copied}
        values |= {"former_id": SQL("former.id"), "kind": "step", "text": words}
        source = SQL(
            """
            directive_task_former AS former CROSS JOIN LATERAL (
              SELECT * FROM directive_transition AS one WHERE one.task_id = former.task_id
               ORDER BY one.date, one.id) AS step
             WHERE former.id = ANY(%s)
            """,
            formers.ids,
        )
        return values, source

    @api.model
    def _given(self, lines):
        """Return the columns of these lines and where they come from, for the insertion."""
        names = list(dict.fromkeys(name for line in lines for name in line))
        columns = [
            SQL("%s %s", SQL.identifier(name), SQL(self._fields[name].column_type[1]))
            for name in names
        ]
        told = json.dumps(lines, default=fields.Datetime.to_string)
        source = SQL("jsonb_to_recordset(%s) AS said(%s)", told, SQL(", ").join(columns))
        return {name: SQL.identifier("said", name) for name in names}, source

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}

    def _refuse(self):
        self.env["directive.task.former"]._refuse()
