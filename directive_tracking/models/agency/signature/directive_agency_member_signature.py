from odoo import models


class DirectiveAgencyMember(models.Model):
    _inherit = "directive.agency.member"

    def _in_words_of_record(self):
        """Return the names of these posts, or the role of a post without a name."""
        roles = dict(self._fields["role"]._description_selection(self.env))
        return "; ".join(
            f"{post.title or roles[post.role]}, {post.agency_id.name}" for post in self
        )

    def _acted_for_in_words(self):
        """Return what a stand-in adds to their own post, a text for each of these posts."""
        return [
            self.env._(
                "for %(person)s (%(post)s)",
                person=post.partner_id.name,
                post=post._in_words_of_record(),
            )
            for post in self
        ]
