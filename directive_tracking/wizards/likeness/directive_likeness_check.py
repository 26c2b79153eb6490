from odoo import api, fields, models
from odoo.fields import Command

from ...models.likeness.directive_task import ON_DRAFT


class DirectiveLikenessCheck(models.TransientModel):
    """Drafts beside the open tasks of their agencies that say nearly the same."""

    _name = "directive.likeness.check"
    _description = "Similar Tasks"

    line_ids = fields.One2many("directive.likeness.line", "check_id", string="Pairs")
    open_count = fields.Integer(compute="_compute_open_count")

    @api.depends("line_ids.kind")
    def _compute_open_count(self):
        for check in self:
            check.open_count = len(check.line_ids.filtered(lambda line: not line.kind))

    @api.model
    def _of(self, drafts):
        """Return a new check of ``drafts``, one line per pair."""
        return self.create(
            {
                "line_ids": [
                    Command.create({"task_id": draft.id, "other_id": other.id})
                    for draft in drafts
                    for other in draft.alike_task_ids
                ]
            }
        )

    def action_keep_all_apart(self):
        """Go on with all that is left: nothing of it is asked again."""
        for line in self.line_ids.filtered(lambda line: not line.kind):
            line.action_keep_apart()
        return {"type": "ir.actions.act_window_close"}

    def _shown_again(self):
        """Return the action that shows what is left, or closes the form if nothing is."""
        return self._open() if self.open_count else {"type": "ir.actions.act_window_close"}

    def _open(self):
        """Return the action that shows the pairs; it keeps in mind whether a draft is under it."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "directive_tracking.directive_likeness_check_action"
        )
        context = {key: self.env.context[key] for key in (ON_DRAFT,) if key in self.env.context}
        return dict(action, res_id=self.id, context=context)
