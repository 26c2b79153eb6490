from odoo import api, models

COMMENT = "mail.mt_comment"
NAMES_SHOWN = 10


class DirectiveThreadMixin(models.AbstractModel):
    """Whom a message reaches without anybody being named, and that its writer is told whom."""

    _inherit = "directive.thread.mixin"

    def message_post(self, **kwargs):
        """Post a message; what a person says to others reaches those concerned."""
        if not (self._is_said_by_a_person() and self._is_to_others(kwargs)):
            return super().message_post(**kwargs)
        named = list(kwargs.pop("partner_ids", None) or [])
        concerned = [one for one in self._whom_to_tell() if one not in named]
        message = super().message_post(partner_ids=named + concerned, **kwargs)
        message._tell_whom_it_reached()
        return message

    @api.private
    def _is_to_others(self, kwargs):
        """Tell whether a message of these values is one, and no note for oneself."""
        comment = self.env["ir.model.data"]._xmlid_to_res_id(COMMENT)
        return kwargs.get("subtype_xmlid") == COMMENT or kwargs.get("subtype_id") == comment

    @api.private
    def _whom_to_tell(self):
        """Return the contacts whom a message of the present user on this record concerns."""
        self.ensure_one()
        # Whom a message goes to is the system's to know; what they see of it, they may see.
        rows = self.env["directive.notice"].sudo()._office_rows(self.sudo())
        return [partner for partner, _user, _agency in rows]


class DirectiveTask(models.Model):
    _inherit = "directive.task"

    @api.private
    def _whom_to_tell(self):
        """The specialist hears everybody; the lead agency hears the Office and who delegated."""
        told = super()._whom_to_tell()
        if not self._speaking_agency(self.env.user.partner_id):
            rows = self.sudo().lead_agency_id._notice_recipients()  # members are not asked for
            told += [partner for partner, _user, _agency in rows]
        return list(dict.fromkeys(told))

    @api.private
    def _choose_speaking(self, agencies):
        """The lead agency before the coordinating ones; who delegated speaks as the Office does."""
        if self.parent_id.lead_agency_id & agencies:
            return agencies.browse()
        parties = self.lead_agency_id & agencies or self.coordinating_agency_ids & agencies
        return (parties or agencies)[:1]


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.private
    def _tell_whom_it_reached(self):
        """Say on the writer's screen who was told."""
        # The writer may know whom their own words reached, by name.
        names = self.sudo().notification_ids.res_partner_id.mapped("display_name")
        if names:
            more = len(names) - NAMES_SHOWN
            shown = ", ".join(names[:NAMES_SHOWN])
            text = self.env._("Your message went to %(names)s.", names=shown)
            if more > 0:
                text = self.env._(
                    "Your message went to %(names)s and %(more)s more.", names=shown, more=more
                )
        else:
            text = self.env._("Nobody was told of this message: name somebody with @ in it.")
        kind = "success" if names else "warning"
        self.env.user._bus_send(
            "simple_notification",
            {"type": kind, "message": text, "sticky": not names, "title": False},
        )
