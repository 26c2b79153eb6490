from odoo import api, models


class DirectiveThreadMixin(models.AbstractModel):
    """A record whose messages, followers and to-dos obey its visibility.

    Odoo asks a follower, a recipient or the user of a to-do for no access. Here each is
    asked, at the moment of subscribing, of sending and of a change of agencies.
    """

    _name = "directive.thread.mixin"
    _description = "Thread of Those Who May See"
    _inherit = ["directive.visibility.mixin", "mail.thread", "mail.activity.mixin"]
    _mail_post_access = "read"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Follow these records; who may not read a record cannot follow it."""
        self.check_access("read")
        result = True
        for record in self:
            insiders = record._may_read(partner_ids or [])
            if insiders:
                follow = super(DirectiveThreadMixin, record).message_subscribe
                result = follow(partner_ids=insiders, subtype_ids=subtype_ids) and result
        return result

    def _message_compute_author(self, author_id=None, email_from=None):
        """Let nobody but the system write in another's name."""
        if not self.env.su:
            author_id = email_from = None
        return super()._message_compute_author(author_id=author_id, email_from=email_from)

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Drop recipients who may no longer read the record, whatever made them recipients."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        allowed = set(self._may_read([row["id"] for row in recipients if row.get("id")]))
        return [row for row in recipients if row.get("id") in allowed]

    @api.private
    def _may_read(self, partner_ids):
        """Return those of ``partner_ids`` whose user may read this record."""
        # Whether somebody else has access is asked in his name.
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        users = partners.user_ids.filtered("active")
        return [user.partner_id.id for user in users if self.with_user(user).has_access("read")]

    @api.private
    def _drop_outsiders(self):
        """End the following and the to-dos of users who may no longer read these records."""
        for record in self.sudo():  # others' to-dos and followers are removed
            followers = record.message_partner_ids
            users = record.activity_ids.user_id | followers.user_ids
            insiders = record._may_read((users.partner_id | followers).ids)
            todos = record.activity_ids
            todos.filtered(
                lambda todo, ids=insiders: todo.user_id.partner_id.id not in ids
            ).unlink()
            record.message_unsubscribe([one for one in followers.ids if one not in insiders])
