from odoo import models

from ...tools import gsm


class DirectiveSmsGateway(models.Model):
    """Single messages, which belong to no delivery: tests, and codes a person asked for."""

    _inherit = "directive.sms.gateway"

    def _draft_single(self, number, text, partner=None):
        """Return a new message with ``text`` as this gateway carries it, not yet submitted."""
        allow_unicode, max_parts, forbidden = self._way_to_count()
        text = gsm.fit(gsm.prepare(text, allow_unicode, forbidden), max_parts)
        found = gsm.count(text)
        # Only the system writes submissions; the caller has checked who may send.
        return (
            self.env["directive.sms.message"]
            .sudo()
            .create(
                {
                    "gateway_id": self.id,
                    "gateway_name": self.name,
                    "number": number,
                    "partner_id": partner and partner.id,
                    "text": text,
                    "is_unicode": found.is_unicode,
                    "part_count": found.parts,
                    "price": found.parts * self.price_part,
                }
            )
        )
