from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.agency.fate import KEPT


class DirectiveReorganisationChoice(models.Model):
    """The successor of one open task of an agency that is split."""

    _name = "directive.reorganisation.choice"
    _description = "Successor of a Task"
    _inherit = "directive.reorganisation.part.mixin"
    _order = "id"
    _rec_name = "task_id"

    reorganisation_id = fields.Many2one(
        "directive.reorganisation", required=True, readonly=True, index=True, ondelete="cascade"
    )
    task_id = fields.Many2one("directive.task", required=True, readonly=True, ondelete="cascade")
    agency_id = fields.Many2one(
        "directive.agency",
        string="Agency until then",
        required=True,
        readonly=True,
        ondelete="cascade",
    )
    line_id = fields.Many2one(
        "directive.reorganisation.line",
        string="Successor",
        ondelete="set null",
        domain="[('reorganisation_id', '=', reorganisation_id), ('agency_id', '=', agency_id)]",
    )
    is_by_hand = fields.Boolean(string="Chosen by hand", readonly=True)

    _task_uniq = models.Constraint(
        "UNIQUE (reorganisation_id, agency_id, task_id)", "This task is already in the list."
    )

    @api.model
    def _reorganisation_fields(self):
        return super()._reorganisation_fields() | {"agency_id": KEPT}

    @api.depends("task_id")
    def _compute_display_name(self):
        for choice in self:
            # An administrator places tasks whose names they may not see: those hide themselves.
            choice.display_name = choice.sudo().task_id.display_name

    def write(self, vals):
        """Let the Office and administrators choose the successor, and nothing else."""
        if not self.env.su and vals.keys() - {"line_id"}:
            raise UserError(self.env._("Only the successor of a task can be chosen here."))
        result = super().write(vals | {"is_by_hand": True} if "line_id" in vals else vals)
        self._check_line()
        return result

    def _check_line(self):
        for choice in self.sudo():  # the Office reads no lines of agencies' people
            line = choice.line_id
            wrong = line.reorganisation_id != choice.reorganisation_id or (
                line.agency_id != choice.agency_id
            )
            if line and wrong:
                raise UserError(
                    self.env._(
                        "%(agency)s is not a successor of %(old)s in this reorganisation.",
                        agency=line.target_name,
                        old=choice.agency_id.name,
                    )
                )
