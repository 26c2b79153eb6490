from odoo import api, models
from odoo.tools import SQL

from ...tools.guard.ours import is_ours
from ...tools.recipient import Recipient, once
from ...tools.workflow import WORKFLOW


class DirectiveStandin(models.Model):
    """The absent, the stand-in and their head are told when it is entered and when it ends early."""

    _name = "directive.standin"
    _inherit = ["directive.standin", "directive.subject.mixin", "directive.thread.mixin"]
    _notice_path = "stand-ins"
    _visible_by = ("agency_id",)

    @api.model_create_multi
    def create(self, vals_list):
        quiet = self.with_context(mail_create_nosubscribe=WORKFLOW, mail_create_nolog=WORKFLOW)
        rows = super(DirectiveStandin, quiet).create(vals_list).with_env(self.env)
        rows._tell_all("standin_named")
        return rows

    def _end_now(self):
        super()._end_now()
        self._close_todos()
        self._tell_all("standin_ended")

    def _tell_all(self, event):
        """Tell the two people and their head, except the one who did it."""
        for row in self.sudo():  # colleagues' contacts
            agency = row.agency_id
            people = [
                Recipient(post.partner_id.id, post.user_id.id or None, agency.id)
                for post in row.absent_id | row.standin_id
            ]
            told = once(people + agency._notice_recipients(("head",)))
            mine = self.env.user.partner_id.id
            row._tell(event, {row.id: [one for one in told if one.partner_id != mine]})

    def _hide_names(self):
        """Blank the names for those who do not see the row: not the whole agency does."""
        self._hide_unreadable_names()

    @api.model
    def _notice_columns(self):
        return super()._notice_columns() | {"subject_name": SQL("record.reason")}

    def _is_withdrawn(self):
        return bool(self.date_ended)

    def action_view_todos(self):
        """Open the to-dos of the absent person that this user may see."""
        self.ensure_one()
        self.check_access("read")
        models_of_ours = [
            name for name in self.env.registry.models if is_ours(self.env.registry, name)
        ]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("To-dos of %(person)s", person=self.absent_id.partner_id.name),
            "res_model": "mail.activity",
            "view_mode": "list,form",
            "domain": [
                ("user_id", "=", self.sudo().absent_id.user_id.id),  # a colleague
                ("res_model", "in", models_of_ours),
            ],
        }
