from odoo import models


class DirectiveAgencyMember(models.Model):
    _inherit = "directive.agency.member"

    def _in_words_of_record(self):
        """Return these posts as they are called, or their role where one has no name."""
        roles = dict(self._fields["role"]._description_selection(self.env))
        return "; ".join(
            f"{post.title or roles[post.role]}, {post.agency_id.name}" for post in self
        )
