from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _post_in_words(self):
        """Return the posts this user holds today, or else their role, and for whom they act."""
        today = self.env["directive.settings"]._today()
        posts = self.directive_member_ids.filtered(lambda post: post._is_held_on(today))
        own = posts._in_words_of_record() or self._role_in_words()
        return "; ".join(filter(None, (own, *posts._acted_for()._acted_for_in_words()))) or False

    def _name_on_record(self):
        """Return the name of this user; whoever has a post is known by it without another query."""
        return (self.directive_member_ids[:1].partner_id or self).name

    def _role_in_words(self):
        roles = {
            "leader": self.env._("Leader"),
            "office": self.env._("Office specialist"),
            "admin": self.env._("Administrator"),
        }
        for role, words in roles.items():
            if self.has_group(f"directive_tracking.group_directive_{role}"):
                return words
        return False
