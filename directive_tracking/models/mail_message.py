from odoo import models


class MailMessage(models.Model):
    """A message on a task or directive is seen by those who see the document."""

    _name = "mail.message"
    _inherit = ["mail.message", "directive.sight.mixin"]
    _sight_model_field = "model"
