from odoo import api, models
from odoo.exceptions import UserError

from ....tools.guard.ours import is_ours


class ResPartner(models.Model):
    """Who has written on our records stays known: their contact is neither deleted nor merged."""

    _inherit = "res.partner"

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_author(self):
        self._check_not_author()

    def _check_not_author(self):
        # Asked of all messages: those one may not read count as much.
        messages = self.env["mail.message"].sudo()
        on_ours = [("author_id", "in", self.ids), ("model", "in", self._models_of_threads())]
        written = messages.search(on_ours, limit=1)
        if written:
            raise UserError(
                self.env._(
                    "%(person)s has written on tasks or directives and stays on record: "
                    "archive the contact instead.",
                    person=written.author_id.name,
                )
            )

    def _models_of_threads(self):
        registry = self.env.registry
        return [name for name in registry.models if is_ours(registry, name)]
