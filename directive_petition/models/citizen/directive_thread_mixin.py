from odoo import fields, models


class DirectiveThreadMixin(models.AbstractModel):
    """The field that Odoo's portal has for the messages of a record shows no more than ours."""

    _inherit = "directive.thread.mixin"

    website_message_ids = fields.One2many(bypass_search_access=False)
