from odoo import api, models


class DirectiveNotice(models.Model):
    _inherit = "directive.notice"

    def _record(self):
        """Return the record this notice is about."""
        return self.env[self.res_model].browse(self.res_id)

    @api.model
    def _office_rows(self, record):
        """Return whom of the Office to tell of ``record``: ``[(partner_id, user_id, agency_id)]``.

        Whom `_notice_watcher` of its model names. Who has left cannot act: without another to
        take over, nobody would hear.
        """
        name = getattr(record, "_notice_watcher", None)
        watchers = record[name] if name else self.env["res.users"]
        users = watchers.filtered(
            lambda user: user.active and record.with_user(user).has_access("read")
        )
        return [(user.partner_id.id, user.id, None) for user in users or self._office_on_duty()]

    @api.model
    def _office_on_duty(self):
        """Return every specialist of the Office: who is told where no one of them is named."""
        group = self.env.ref("directive_tracking.group_directive_office")
        return group.all_user_ids.filtered("active")
