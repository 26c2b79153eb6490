from odoo import models
from odoo.fields import Domain


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _name_on_record(self):
        return self.name

    def _post_in_words(self):
        """Return the posts this person holds today, whether or not they can log in."""
        Member = self.env["directive.agency.member"]
        domain = Member._current_domain() & Domain("partner_id", "in", self.ids)
        return Member.search(domain)._in_words_of_record()
