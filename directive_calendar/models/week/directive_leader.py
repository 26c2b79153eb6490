from odoo import fields, models

from .groups import SETTING_UP


class DirectiveLeader(models.Model):
    """A person whose work stands in a calendar: a leader of the province, of the Office or of an agency."""

    _name = "directive.leader"
    _description = "Leader in the Calendar"
    _inherit = ["directive.catalogue.mixin"]
    _rec_names_search = ["name", "short_post", "post"]

    name = fields.Char(string="Full name")
    post = fields.Char(help="As it is printed: “Chairman of the People's Committee”.")
    short_post = fields.Char(help="The abbreviation used in calendars, such as “PCT.KT”.")
    user_id = fields.Many2one("res.users", index="btree_not_null", groups=SETTING_UP)
    issuer_id = fields.Many2one("directive.issuer", index="btree_not_null")
    keeper_ids = fields.Many2many(
        "res.users",
        "directive_leader_keeper_rel",
        string="Kept by",
        groups=SETTING_UP,
        help="They see the private entries of this leader.",
    )
    group_ids = fields.Many2many(
        "directive.week.group", "directive_week_group_leader_rel", string="Calendars"
    )
    alias_text = fields.Text(
        string="Other spellings", help="One on each line, as in calendars that are imported."
    )

    _name_uniq = models.Constraint("UNIQUE (name)", "This leader already exists, perhaps archived.")

    def _in_calendar(self):
        """Return post and name as a week prints them: “PCT.KT Bùi Hải Đường”."""
        return " ".join(filter(None, (self.short_post, self.name)))

    def _spellings(self):
        """Return every wording that means this leader: name, posts, both together, aliases."""
        self.ensure_one()
        posts = [post for post in (self.post, self.short_post) if post]
        named = [f"{post} {self.name}" for post in posts]
        return [self.name, *posts, *named, *(self.alias_text or "").splitlines()]
