from odoo import models

COMMENT = "mail.mt_comment"


class DirectiveThreadMixin(models.AbstractModel):
    """The default recipients of a message, and the feedback to its author."""

    _inherit = "directive.thread.mixin"

    def message_post(self, **kwargs):
        """Post a message; messages to others reach the people concerned."""
        if not (self._is_said_by_a_person() and self._is_to_others(kwargs)):
            return super().message_post(**kwargs)
        named = list(kwargs.pop("partner_ids", None) or [])
        concerned = [one for one in self._whom_to_tell() if one not in named]
        message = super().message_post(partner_ids=named + concerned, **kwargs)
        message._tell_whom_it_reached()
        return message

    def _is_to_others(self, kwargs):
        """Tell whether these values are a message to others and not a private note."""
        comment = self.env["ir.model.data"]._xmlid_to_res_id(COMMENT)
        return kwargs.get("subtype_xmlid") == COMMENT or kwargs.get("subtype_id") == comment

    def _whom_to_tell(self):
        """Return the default recipients of the current user's message on this record.

        None here: the rooms that know the followers of a record add them.
        """
        return []
