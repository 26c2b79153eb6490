from urllib.parse import urlsplit

from odoo import api, models
from odoo.exceptions import ValidationError

# Where browsers let themselves be told of news: by the makers of the browsers.
PUSH_SERVICES = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "notify.windows.com",
    "push.apple.com",
)


class MailPushDevice(models.Model):
    """A browser is told of news at the service of its maker and at no other address.

    Whoever logs in says where; the server would call any address named.
    """

    _inherit = "mail.push.device"

    @api.constrains("endpoint")
    def _check_endpoint(self):
        for device in self:
            if not is_push_service(device.endpoint):
                raise ValidationError(
                    self.env._("This browser's service for notifications is not known here.")
                )


def is_push_service(address):
    """Tell whether ``address`` is at one of the services browsers use."""
    try:
        parts = urlsplit(address or "")
        host = parts.hostname or ""
    except ValueError:
        return False
    known = any(host == one or host.endswith(f".{one}") for one in PUSH_SERVICES)
    return known and parts.scheme == "https"
