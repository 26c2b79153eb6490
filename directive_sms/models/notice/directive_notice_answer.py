from odoo import fields, models


class DirectiveNoticeAnswer(models.Model):
    """Answers that came by SMS."""

    _inherit = "directive.notice.answer"

    # Evidence of SMS answers is kept without this addon.
    via = fields.Selection(selection_add=[("sms", "SMS")], ondelete={"sms": lambda answers: None})
