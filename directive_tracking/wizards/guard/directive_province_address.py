from odoo import api, fields, models
from odoo.http import request

from ...models.guard.login.res_config_settings import BASE_URL, check_address


class DirectiveProvinceSetup(models.TransientModel):
    """The address of the province's server, used by the links in its messages."""

    _inherit = "directive.province.setup"

    base_url = fields.Char(
        string="Address of this server",
        default=lambda self: self._default_base_url(),
        help="Links in messages begin with this address. It does not change when "
        "administrators log in by another address.",
    )

    @api.model
    def _default_base_url(self):
        """Propose the address that the administrator is using now."""
        return request.httprequest.host_url.rstrip("/") if request else self.get_base_url()

    @api.constrains("base_url")
    def _check_base_url(self):
        for wizard in self:
            check_address(self.env, wizard.base_url)

    def action_apply(self):
        """Keep the address as well."""
        result = super().action_apply()
        if self.base_url:
            # The person who may set up the province also sets its address.
            self.env["ir.config_parameter"].sudo().set_param(BASE_URL, self.base_url)
        return result
