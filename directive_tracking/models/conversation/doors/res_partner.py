from odoo import api, models
from odoo.exceptions import UserError

from ....tools.guard.ours import is_ours


class ResPartner(models.Model):
    """Contacts with messages on our records can be neither deleted nor merged."""

    _inherit = "res.partner"

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_author(self):
        self._check_not_author()

    def _check_not_author(self):
        # All messages count, even unreadable ones.
        messages = self.env["mail.message"].sudo()
        on_ours = [("author_id", "in", self.ids), ("model", "in", self._models_of_threads())]
        written = messages.search(on_ours, limit=1)
        if written:
            raise UserError(
                self.env._(
                    "%(person)s has written messages on tasks or directives and cannot be "
                    "deleted: archive the contact instead.",
                    person=written.author_id.name,
                )
            )

    def _models_of_threads(self):
        registry = self.env.registry
        return [name for name in registry.models if is_ours(registry, name)]
