from odoo import models


class DirectiveAgency(models.Model):
    """Of which agencies a user may know all figures."""

    _inherit = "directive.agency"

    def _overseen(self):
        """Return those whose tasks the user sees all: theirs and those below, or all of them."""
        Task = self.env["directive.task"]
        if self.env.su or Task._is_office() or Task._is_leader():
            return self
        return self & self.env.user._directive_seen_agencies()._branch()
