from odoo import api, models


class MailTemplate(models.Model):
    """Only buttons and jobs send templates: a caller could put any sender and text into one."""

    _inherit = "mail.template"

    @api.private
    def send_mail(self, res_id, *args, **kwargs):
        return super().send_mail(res_id, *args, **kwargs)

    @api.private
    def send_mail_batch(self, res_ids, *args, **kwargs):
        return super().send_mail_batch(res_ids, *args, **kwargs)
