from odoo import api, fields, models

from ...models.likeness.directive_task import ON_DRAFT
from ...models.likeness.directive_task_likeness import KINDS
from ...models.notice.telling import says_what_it_sent


class DirectiveLikenessLine(models.TransientModel):
    """One draft and one open task like it, with the three answers."""

    _name = "directive.likeness.line"
    _description = "Pair of Similar Tasks"

    check_id = fields.Many2one(
        "directive.likeness.check", required=True, index=True, ondelete="cascade"
    )
    task_id = fields.Many2one("directive.task", string="Draft", ondelete="set null", readonly=True)
    other_id = fields.Many2one(
        "directive.task", string="Open task", required=True, ondelete="cascade", readonly=True
    )
    draft_name = fields.Char(compute="_compute_texts", store=True, compute_sudo=False)
    other_name = fields.Char(related="other_id.name", related_sudo=False)
    other_number = fields.Char(related="other_id.number", related_sudo=False)
    other_deadline = fields.Date(
        related="other_id.date_deadline", related_sudo=False, string="Its deadline"
    )
    kind = fields.Selection(KINDS, readonly=True)

    @api.depends("task_id")
    def _compute_texts(self):
        """Keep the words of the draft: after a merge it is gone."""
        for line in self:
            line.draft_name = line.task_id.name or line.draft_name

    @says_what_it_sent
    def action_link(self):
        """Link the draft to the open task."""
        return self._answer("linked", "action_link")

    @says_what_it_sent
    def action_merge(self):
        """Merge the draft into the open task."""
        return self._answer("merged", "action_merge")

    def action_keep_apart(self):
        """Go on: they are not the same."""
        return self._answer("different", "action_keep_apart")

    def _answer(self, kind, method):
        self.ensure_one()
        check, draft = self.check_id, self.task_id
        # After a merge no other pair of the draft is left to judge.
        same = check.line_ids.filtered(lambda line: line.task_id == draft) - self
        getattr(draft, method)(self.other_id.id)
        self.kind = kind
        if kind != "merged":
            return check._shown_again()
        same.unlink()
        on_draft = self.env.context.get(ON_DRAFT)
        return self._open_other() if on_draft else check._shown_again()

    def _open_other(self):
        """Open the task that took the draft in, in the place of the draft's own form."""
        return dict(self.other_id._get_records_action(), target="main")
