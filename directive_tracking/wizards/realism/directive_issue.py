from odoo import api, fields, models


class DirectiveIssue(models.TransientModel):
    """The load and the past of who gets the drafts, once more before they are assigned."""

    _inherit = "directive.issue"

    deadline_realism = fields.Text(
        string="Load and past of the receivers",
        compute="_compute_deadline_realism",
        compute_sudo=False,
    )

    @api.depends("directive_ids")
    @api.depends_context("uid", "lang")
    def _compute_deadline_realism(self):
        for form in self:
            form.deadline_realism = self.env["directive.realism"]._in_words(form._asked())

    def _asked(self):
        """Ask about each agency with the draft that leaves it the least time."""
        asked = {}
        for draft in self._drafts():
            for one in draft._asked_of_receivers():
                known = asked.get(one.agency)
                if not known or (one.term or 10**6) < (known.term or 10**6):
                    asked[one.agency] = one
        return list(asked.values())
