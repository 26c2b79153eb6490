import secrets

from odoo import api, models

from ....tools.guard.plain_page import headers


class DirectivePlainPage(models.AbstractModel):
    """Pages for people without an account: plain HTML in one response, without script or cookie."""

    _name = "directive.plain.page"
    _description = "Plain Page"

    @api.model
    def _render(self, template, values, for_everybody=False):
        """Return the page and its headers.

        :param template: the page, in the frame `directive_tracking.plain_layout` or one of its own
        :param values: what it shows, with the language as ``lang``
        :param for_everybody: whether it says the same to everybody and has no forms
        :return: the text, and a list of headers
        """
        nonce = secrets.token_urlsafe(12)
        views = self.env["ir.qweb"].with_context(lang=values["lang"])
        html = views._render(template, {**values, "nonce": nonce})
        return f"<!DOCTYPE html>\n{html}", list(headers(nonce, for_everybody).items())
