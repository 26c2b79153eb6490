from odoo import models
from odoo.tools import SQL


class MailFollowers(models.Model):
    """Followers of our records are visible to users who see the record and the follower.

    An agency sees the Office, the leadership and its own people.
    """

    _name = "mail.followers"
    _inherit = ["mail.followers", "directive.sight.mixin"]

    def _shown_to_reader(self):
        user = self.env.user
        if user._directive_knows_all():
            return self
        known = set(user._directive_known_partners())
        return self.filtered(lambda line: line.partner_id.id in known)

    def _shown_to_reader_sql(self, alias, query):
        user = self.env.user
        if user._directive_knows_all():
            return SQL("TRUE")
        partner = self._field_to_sql(alias, "partner_id", query)
        return SQL("%s = ANY(%s)", partner, user._directive_known_partners())
