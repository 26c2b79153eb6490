from odoo import models


class DirectiveAgencyMember(models.Model):
    _inherit = "directive.agency.member"

    def _in_words_of_record(self):
        """Return the names of these posts, or the role of a post without a name."""
        roles = dict(self._fields["role"]._description_selection(self.env))
        return "; ".join(
            f"{post.title or roles[post.role]}, {post.agency_id.name}" for post in self
        )
